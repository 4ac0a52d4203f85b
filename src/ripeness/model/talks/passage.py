"""From the executive's permission to a law that is enforced: vote, signature or override, enforcement.

Equation:
    opening   = permission x vote x signature       the way with the executive's consent
    discharge = discharge x override                the way against the executive
    bite of the package = enforcement x what it would take

Sources: gatekeeping and the veto's override: Denzau & Mackay 1983, American Journal of Political Science;
    Krehbiel 1998, Pivotal Politics [P for the idea, recalled]; the chain of probabilities is [R].
Reads: monthly permission and discharge; chances of vote, signature, override; enforcement.
Writes: monthly probabilities of the gate; share of the package that bites.
Silent about: when in the chain time is lost, committees, amendments, waivers one by one, courts. The chances are
    renewed every month: a vote lost today can be won in the next.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

Draws = Float[np.ndarray, " draw"]


def with_consent(permission: Draws, vote: Draws, signature: Draws) -> Draws:
    """Monthly probability that the package comes into force where the executive wants it."""
    return permission * vote * signature


def against_him(discharge: Draws, override: Draws) -> Draws:
    """Monthly probability that the legislature brings it into force whatever the executive wants."""
    return discharge * override


def enforced(bite: Draws, enforcement: Draws) -> Draws:
    """What remains of a measure of the package, in its own unit, once it is enforced as far as it is."""
    return bite * enforcement
