"""What is true of the war, and what each side believes."""

from __future__ import annotations

from ripeness.model.drivers.aid_declared import DECLARED as AID
from ripeness.model.kernels.battle_declared import DECLARED as BATTLE
from ripeness.model.kernels.collapse_declared import DECLARED as COLLAPSE
from ripeness.model.kernels.drift_declared import DECLARED as DRIFT
from ripeness.schema.declaration import flag, stated
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Section
from ripeness.schema.subsection import absent, present


class Truth(Section):
    """Nature's chances and hazards, which neither side knows."""

    battle_odds: Quantity | None = stated(BATTLE, "truth.battle_odds")
    drift: Quantity | None = stated(DRIFT, "truth.drift")
    odds_when_exhausted: Quantity = stated(BATTLE, "truth.odds_when_exhausted")
    collapse_hazard: Quantity = stated(COLLAPSE, "truth.collapse_hazard")
    strike_effect: Quantity = stated(COLLAPSE, "truth.strike_effect")
    forced_stop_solvent: Quantity = stated(COLLAPSE, "truth.forced_stop_solvent")
    forced_stop_exhausted: Quantity = stated(COLLAPSE, "truth.forced_stop_exhausted")


class BattleBelief(Section):
    """A Beta belief on the chance that the attacker wins a month at the front."""

    mean: Quantity = stated(BATTLE, "beliefs.SIDE.battle.mean")
    strength: Quantity = stated(BATTLE, "beliefs.SIDE.battle.strength")


class DriftBelief(Section):
    """A normal belief on the mean change of the area in a month."""

    mean: Quantity = stated(DRIFT, "beliefs.SIDE.drift.mean")
    strength: Quantity = stated(DRIFT, "beliefs.SIDE.drift.strength")


class CollapseBelief(Section):
    """A Beta belief on the monthly hazard that the defender collapses."""

    mean: Quantity = stated(COLLAPSE, "beliefs.SIDE.collapse.mean")
    strength: Quantity = stated(COLLAPSE, "beliefs.SIDE.collapse.strength")


class Believer(Section):
    """What one side believes; what it leaves out it knows as it is."""

    battle: BattleBelief | None = absent("belief on a front of steps; left out: the truth, with certainty")
    drift: DriftBelief | None = absent("belief on a front that drifts; left out: the truth, with certainty")
    collapse: CollapseBelief | None = absent("belief on collapse; left out: the truth, with certainty")
    strike_effect: Quantity | None = stated(COLLAPSE, "beliefs.SIDE.strike_effect")
    forced_stop_solvent: Quantity | None = stated(COLLAPSE, "beliefs.SIDE.forced_stop_solvent")
    forced_stop_exhausted: Quantity | None = stated(COLLAPSE, "beliefs.SIDE.forced_stop_exhausted")
    forced_stop_strength: Quantity | None = stated(COLLAPSE, "beliefs.SIDE.forced_stop_strength")


class Beliefs(Section):
    """What the two sides believe about the war, and what news does to the attacker's hope."""

    attacker: Believer = present(Believer, "what the attacker believes")
    defender: Believer = present(Believer, "what the defender believes")
    attacker_knows: bool = flag("whether the attacker holds the true chances instead of its beliefs", False)
    defender_knows: bool = flag("whether the defender holds the true chances instead of its beliefs", False)
    news: Quantity = stated(AID, "beliefs.news")
    news_of_indulgence: Quantity = stated(COLLAPSE, "beliefs.news_of_indulgence")
