"""What `robust` finds, as plain data."""

from __future__ import annotations

from typing import TypedDict

from ripeness.questions.reach.held import Move
from ripeness.statistics.bands import Figure


class AimTold(TypedDict):
    """An aim. says : what it is. unit : of its values. more : whether more of it is better."""

    says: str
    unit: str
    more: bool


class AimValue(TypedDict):
    """What a policy gives of an aim, on all draws.

    mean, worst_tenth : over the draws, over the views where there are several. by_view : means. regret : the most that
    it loses in any view against the best policy of the table there; regret_view : in which. stand_ins : the mean as the
    stand-ins had it.
    """

    mean: Figure
    worst_tenth: Figure
    by_view: dict[str, Figure]
    regret: Figure
    regret_view: str
    stand_ins: Figure


class RestsOn(TypedDict):
    """An assumption that decides how much a policy gains in the first aim. view : where."""

    assumption: str
    words: str
    rank_correlation: Figure
    view: str


class PolicyTold(TypedDict):
    """A policy of the set.

    levers : those that are moved, by name. movement : sum of the shares of their ranges. aims : what it gives, by aim.
    rests_on : assumptions that decide. beaten : whether another policy of the set is nowhere worse and somewhere
    better.
    """

    levers: dict[str, Move]
    movement: float
    aims: dict[str, AimValue]
    rests_on: list[RestsOn]
    beaten: bool


class RobustFound(TypedDict):
    """What ``ripeness robust --json`` prints: settings of levers of which none is better than another in every aim.

    by : last day that counts. judged : by what the search compared. owners : whose levers were set. available : how
    many these are. stand_ins : draws of a view on which settings were tried. views : that were weighed, or the
    scenario's own name. aims : by name. policies : by letter, the status quo as `status-quo`. least_regret : by aim,
    the policy that loses least in the view in which it loses most. evaluations : settings proposed. tried : different
    ones among them. off : by aim, the largest error of the stand-ins' means. effective_sample_size : of the view with
    the fewest.
    kept : folder of the search. confirmed : whether all draws were run under what is told. left_out : largest share, in
    a view, of the weight of the draws that are not run for want of it; no mean of a chance is further off.
    """

    scenario: str
    title: str
    as_of: str
    names: dict[str, str]
    by: str
    judged: str
    owners: list[str]
    available: int
    views: list[str]
    aims: dict[str, AimTold]
    policies: dict[str, PolicyTold]
    least_regret: dict[str, str]
    evaluations: int
    tried: int
    stand_ins: int
    off: dict[str, Figure]
    draws: int
    effective_sample_size: Figure
    record: bool
    kept: str | None
    confirmed: bool
    left_out: Figure
