"""Proposals as files: written whole, read only if they are proposals, taken over by scenarios of other numbers."""

from __future__ import annotations

import json
import warnings
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float

from ripeness.ensemble.draws import Proposal, prior
from ripeness.errors import RipenessWarning
from ripeness.reading import read_bytes
from ripeness.store.files import make_folder, reason, whole

LEAST, MOST = 1e-6, 1e6
"""Spreads of a proposal lie between these, in spreads of the prior, and no mean lies further off than the greater.

Nothing that is learnt comes near; a hundred orders of magnitude beyond, products of the numbers are no numbers.
"""


@dataclass(frozen=True)
class Kept:
    """A proposal as a file holds it: of which assumptions, and for which content of a scenario it was learnt."""

    proposal: Proposal
    assumptions: tuple[str, ...]
    scenario_hash: str


def write(proposal: Proposal, assumptions: tuple[str, ...], path: Path, more: Mapping[str, Any] | None = None) -> None:
    """Write a proposal, whole or not at all, with what else is to be known of it."""
    content = {
        **(more or {}),
        "prior_share": proposal.prior_share,
        "key": [assumptions[place] for place in proposal.key],
        "shares": proposal.shares.tolist(),
        "centres": proposal.centres.tolist(),
        "factors": proposal.factors.tolist(),
        "assumptions": {
            name: [float(mean), float(spread)]
            for name, mean, spread in zip(assumptions, proposal.mean, proposal.spread, strict=True)
        },
    }
    make_folder(path.parent)
    with whole(path) as part:
        part.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> Kept | None:
    """Return what a file holds; None where there is no file, and, with a warning, where it holds no proposal."""
    try:
        text = read_bytes(path).decode("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        _refuse(path, f"it cannot be read ({reason(error)})")
        return None
    try:
        content = json.loads(text)
        names = tuple(content["assumptions"])
        columns = np.array([content["assumptions"][name] for name in names], float).reshape(len(names), 2)
        key = tuple(names.index(name) for name in content["key"])
        normals = len(content["shares"])
        proposal = Proposal(
            columns[:, 0],
            columns[:, 1],
            float(content["prior_share"]),
            key,
            np.array(content["shares"], float),
            np.array(content["centres"], float).reshape(normals, len(key)),
            np.array(content["factors"], float).reshape(normals, len(key), len(key)),
        )
        scenario_hash = str(content.get("scenario_hash", ""))
    except Exception:  # whatever it holds, it is no proposal
        _refuse(path, "it does not hold what `ripeness learn` writes")
        return None
    if wrong := what_is_wrong(proposal):
        _refuse(path, wrong)
        return None
    return Kept(proposal, names, scenario_hash)


def what_is_wrong(proposal: Proposal) -> str:
    """Return why a proposal would give wrong weights, or nothing if its numbers are in order."""
    numbers = (proposal.mean, proposal.spread, proposal.shares, proposal.centres, proposal.factors)
    if not (all(np.isfinite(one).all() for one in numbers) and np.isfinite(proposal.prior_share)):
        return "some of its numbers are not finite"
    if not 0.0 < proposal.prior_share < 1.0:
        return f"its prior_share is {proposal.prior_share:g}, not between 0 and 1"
    if (proposal.spread < LEAST).any() or (proposal.spread > MOST).any():
        return f"a spread is not from {LEAST:g} to {MOST:g}"
    if any((np.abs(one) > MOST).any() for one in (proposal.mean, proposal.centres)):
        return f"a mean or centre is further than {MOST:g} from 0"
    if len(set(proposal.key)) != len(proposal.key):
        return "a key assumption stands there twice"
    if not len(proposal.shares) or (proposal.shares < 0.0).any() or abs(proposal.shares.sum() - 1.0) > 1e-6:
        return f"its shares sum to {proposal.shares.sum():g}, not to 1"
    diagonals = np.diagonal(proposal.factors, axis1=1, axis2=2)
    if (diagonals < LEAST).any() or (np.abs(proposal.factors) > MOST).any() or np.triu(proposal.factors, 1).any():
        return f"a factor is no lower triangle with a diagonal from {LEAST:g} to {MOST:g}"
    return ""


def taken_over(kept: Kept, names: tuple[str, ...], changed: Collection[str] = ()) -> Proposal:
    """Return a proposal for other assumptions: what both have, but for what is `changed`; the prior for the rest.

    Importance weights are exact for any proposal that covers the prior; how many draws count is another matter.
    """
    theirs, place_of = kept.proposal, {name: place for place, name in enumerate(kept.assumptions)}
    here = {name: number for number, name in enumerate(names) if name in place_of and name not in changed}
    own = prior(len(names))
    mean, spread = own.mean.copy(), own.spread.copy()
    for name, number in here.items():
        mean[number], spread[number] = theirs.mean[place_of[name]], theirs.spread[place_of[name]]
    rows = [row for row, place in enumerate(theirs.key) if kept.assumptions[place] in here]
    return Proposal(
        mean,
        spread,
        theirs.prior_share,
        tuple(here[kept.assumptions[theirs.key[row]]] for row in rows),
        theirs.shares,
        theirs.centres[:, rows],
        _lower(theirs.factors[:, rows]),
    )


def _lower(rows: Float[np.ndarray, "normal kept key"]) -> Float[np.ndarray, "normal kept kept"]:
    """Return the lower triangles whose covariances are those of some rows of lower triangles, the rest left out."""
    upper = np.linalg.qr(np.swapaxes(rows, 1, 2), mode="r")
    signs = np.where(np.diagonal(upper, axis1=1, axis2=2) < 0.0, -1.0, 1.0)
    return np.swapaxes(signs[:, :, None] * upper, 1, 2)


def _refuse(path: Path, why: str) -> None:
    what = f"{path} is no proposal: {why}. Draws come from the priors; learn it anew with `ripeness learn`"
    warnings.warn(what, RipenessWarning, stacklevel=2)
