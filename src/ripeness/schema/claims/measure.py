"""Measures: what a claim may speak of, by the name under which a forecast holds it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One thing that a forecast says of a set of assumptions.

    ``past``: known for months of the record too. ``baseline``: also known as seen from the calendar's
    baseline, for the twelve months after it. ``eyes``: also known in a belligerent's eyes. ``needs``: a
    key that must stand beside it (``endings`` or ``issue``).
    """

    meaning: str
    unit: str = "1"
    past: bool = False
    baseline: bool = False
    eyes: bool = False
    needs: str = ""

    @property
    def probability(self) -> bool:
        """Whether it lies between 0 and 1."""
        return self.unit == "1"


MEASURES: dict[str, Measure] = {
    "ongoing": Measure("probability that the war goes on", baseline=True, eyes=True),
    "ended": Measure(
        "probability that the war has ended in one of the endings", baseline=True, eyes=True, needs="endings"
    ),
    "settled": Measure("probability that the war has ended by a settlement", baseline=True, eyes=True),
    "months_of_war": Measure("expected months of war from as_of up to then", "months"),
    "ripeness_gap": Measure("ripeness gap", "of the prize", past=True),
    "ripe": Measure("share of wars in which a deal is in reach", past=True),
    "attended": Measure("share of wars in which the attacker attends talks"),
    "attended_no_deal_in_reach": Measure(
        "share of wars in which the attacker attends talks with no deal in reach", past=True
    ),
    "stayed_away": Measure("share of wars in which the attacker stays away from talks"),
    "in_earnest": Measure("share of wars in which a deal is in reach but no table"),
    "bombing": Measure("share of wars with bombing of infrastructure"),
    "partial_deals": Measure("expected partial deals from as_of up to then", "deals"),
    "indulgent": Measure("share of wars in which the mediator indulges the attacker", past=True),
    "punishing": Measure("share of wars in which the mediator would punish the attacker"),
    "sincerity": Measure("the mediator's odds, as a probability, that the attacker wants to settle", past=True),
    "package": Measure("share of wars in which the sanctions package is in force", past=True),
    "executive_action": Measure("share of wars in which executive action short of the package is in force", past=True),
    "war_chest": Measure("the attacker's expected liquid reserves", "bn USD", past=True),
    "front": Measure("expected position of the front", "steps"),
    "attackers_odds": Measure("the attacker's own probability of winning a fight to the finish", past=True),
    "defenders_odds": Measure("the defender's own probability of winning a fight to the finish", past=True),
    "attackers_value": Measure("what fighting on is worth to the attacker", "of the prize", past=True),
    "defenders_value": Measure("what fighting on is worth to the defender", "of the prize", past=True),
    "advantage": Measure("the attacker's value of fighting on less the defender's", "of the prize", past=True),
    "terms": Measure("mean terms of settlements on an issue (0 the defender's ideal, 1 the attacker's)", needs="issue"),
}
"""Shares of wars are shares of those that still go on in that month, chance inside one set of assumptions."""
