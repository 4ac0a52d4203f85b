"""What is true of the war, and what each side believes."""

from __future__ import annotations

import math

from ripeness.schema.declaration import flag, number
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Section, absent, present

_COLLAPSE = "monthly hazard that the defender collapses"
_STRIKES = "share by which a month of strikes on infrastructure raises the collapse hazard"
_SOLVENT = "monthly hazard that the attacker is forced to stop while his reserves last"
_EXHAUSTED = "monthly hazard that the attacker is forced to stop once his reserves are spent"
_STRENGTH = "months of observation that the belief is worth (inf: it never changes)"


class Truth(Section):
    """Nature's odds and hazards, which neither side knows."""

    battle_odds: Quantity = number("1", 0, 1, "odds that the attacker wins a month at the front")
    odds_when_exhausted: Quantity = number(
        "1", -0.5, 0.5, "shift of the battle odds once the attacker's reserves are spent", 0
    )
    collapse_hazard: Quantity = number("1/month", 0, 1, _COLLAPSE, 0, compounds=True)
    strike_effect: Quantity = number("1", 0, 10, _STRIKES, 0)
    forced_stop_solvent: Quantity = number("1/month", 0, 1, _SOLVENT, 0, compounds=True)
    forced_stop_exhausted: Quantity = number("1/month", 0, 1, _EXHAUSTED, 0, compounds=True)


class BattleBelief(Section):
    """A Beta belief on the odds that the attacker wins a month at the front."""

    mean: Quantity = number("1", 0, 1, "expected odds that the attacker wins a month at the front")
    strength: Quantity = number("month", 0, math.inf, _STRENGTH, above=True, infinite=True)


class CollapseBelief(Section):
    """A Beta belief on the monthly hazard that the defender collapses."""

    mean: Quantity = number("1/month", 0, 1, f"expected {_COLLAPSE}", compounds=True)
    strength: Quantity = number("month", 0, math.inf, _STRENGTH, above=True, infinite=True)


class Believer(Section):
    """What one side believes; what it leaves out it knows as it is."""

    battle: BattleBelief | None = absent("belief on the front; left out: the truth, with certainty")
    collapse: CollapseBelief | None = absent("belief on collapse; left out: the truth, with certainty")
    strike_effect: Quantity | None = number("1", 0, 10, f"believed {_STRIKES}", None)
    forced_stop_solvent: Quantity | None = number("1/month", 0, 1, f"believed {_SOLVENT}", None, compounds=True)
    forced_stop_exhausted: Quantity | None = number("1/month", 0, 1, f"believed {_EXHAUSTED}", None, compounds=True)


class Beliefs(Section):
    """What the two sides believe about the war, and what news does to the attacker's hope."""

    attacker: Believer = present(Believer, "what the attacker believes")
    defender: Believer = present(Believer, "what the defender believes")
    attacker_knows: bool = flag("whether the attacker holds the true odds instead of his beliefs", False)
    defender_knows: bool = flag("whether the defender holds the true odds instead of his beliefs", False)
    news: Quantity = number("1", 0, 20, "factor on the attacker's believed collapse hazard in this epoch", 1)
    news_of_indulgence: Quantity = number(
        "1", 0, 20, "factor on the attacker's believed collapse hazard while the mediator is indulgent", 1
    )
