"""What `reach` finds, as plain data."""

from __future__ import annotations

from typing import TypedDict

from ripeness.questions.reach.held import Move
from ripeness.questions.reach.observe import Observation
from ripeness.statistics.bands import Band, Figure


class Standing(TypedDict):
    """The chance of the event on all draws under a setting.

    owners : whose levers were tried; levers : those that are moved, by name. movement : sum of their shares.
    chance : over the draws. share : of the draws, by weight, in which the level is reached. reached : the target.
    stand_ins : what the stand-ins alone said of the mean (status quo on all draws, change on stand-ins).
    """

    owners: list[str]
    levers: dict[str, Move]
    movement: float
    chance: Band
    share: Figure
    reached: bool
    stand_ins: Figure


class ReachFound(TypedDict):
    """What ``ripeness reach --json`` prints: what it would take to bring a chance past a threshold.

    target : as asked. event : in words. by : its last day. owners : whose levers may be moved. available : how many
    these are. level : chance that is asked for; at_least : else at most. tenths : in so many
    of ten sets of assumptions, null: on average. today : with nothing moved. answer : fewest levers and least movement
    that reach it, null where nothing within reach does, where it is reached today, or where it was not found in time.
    every : whether all sets of fewer levers were tried. alone : the most that each owner can do, the best first.
    together : the most that all of them can do. seen_within : months. seen : what would have to be seen within
    these. stand_ins : draws on which settings were tried, at most. tried : settings run on the
    stand-ins. off : the largest error of the stand-ins wherever all draws were run too. confirmed : whether all draws
    were run under what is told. counted : of these, as those are that are not run for want of weight; left_out : share
    of the weight that those have together, by which no mean is further off; the answer holds whatever they would say.
    """

    scenario: str
    title: str
    as_of: str
    names: dict[str, str]
    target: str
    event: str
    by: str
    level: float
    at_least: bool
    tenths: int | None
    owners: list[str]
    available: int
    today: Standing
    answer: Standing | None
    every: bool
    alone: list[Standing]
    together: Standing | None
    seen_within: int
    seen: list[Observation]
    stand_ins: int
    tried: int
    off: Figure
    draws: int
    effective_sample_size: Figure
    record: bool
    confirmed: bool
    counted: int
    left_out: Figure
