"""What `ripeness drivers` finds, as plain data."""

from __future__ import annotations

from typing import TypedDict

from ripeness.statistics.bands import Band, Figure


class Number(TypedDict):
    """One number that varies.

    over : "as stated", or the range that a judgement stated as certain was given. rank_correlation : with the chance,
    by the weights of `Drivers.weighed`. share : its square; low, high : the 95 % interval of that. before : the share
    before the record; None where it was not computed. bound : the most that it can carry in total before the record,
    by exact slopes of smooth choices; None where there are none.
    """

    path: str
    words: str
    group: str
    over: str
    rank_correlation: float
    share: float
    low: float
    high: float
    before: Figure
    bound: Figure


class SetIndex(TypedDict):
    """Sobol indices of a number or a group before the record.

    numbers : how many it holds. first : share of the variance that it carries by itself; total : with all that it does
    together with others; errors : half-widths of 95 % intervals. luck : the first order that chance alone gives.
    """

    name: str
    words: str
    numbers: int
    first: float
    first_error: float
    luck: float
    total: float
    total_error: float


class Pair(TypedDict):
    """What two numbers carry together beyond what each carries alone, and the half-width of its 95 % interval."""

    first: str
    second: str
    words: list[str]
    share: float
    error: float


class Spread(TypedDict):
    """Mean and standard deviation of the chance."""

    mean: Figure
    sd: Figure


class LeftCertain(TypedDict):
    """Numbers that were left as they are, by why."""

    why: str
    paths: list[str]


class Drivers(TypedDict):
    """What ``ripeness drivers --json`` prints: which numbers carry the spread of a question.

    question : as read; event : in words; by : last day that counts. chance : over the draws. weighed : whether the
    record weighs the ranking. by_luck : the share that the greatest of so many reaches when none is real.
    enough_draws : whether anything can be said of single numbers. screened : runs that rank before the record;
    luck_before : what luck gives there. numbers : the greatest share first. left : numbers
    that stay certain. base, blocks : base rows of the Saltelli design asked for, and finished; dropped : of these, left
    out because some run excludes what was seen. runs : of the engine, before the record. before : mean and standard
    deviation of the chance over the design. leading : single numbers, the greatest total first; rest : all
    others together; groups : of the scenario's sections. correlated : whether some numbers go together.
    """

    scenario: str
    title: str
    as_of: str
    names: dict[str, str]
    question: str
    event: str
    by: str
    policy: str
    levers: dict[str, str]
    levers_told: list[str]
    chance: Band
    draws: int
    effective_sample_size: Figure
    effective_before: Figure
    record: bool
    weighed: bool
    by_luck: Figure
    enough_draws: bool
    screened: int
    luck_before: Figure
    numbers: list[Number]
    left: list[LeftCertain]
    base: int
    blocks: int
    dropped: int
    runs: int
    before: Spread
    leading: list[SetIndex]
    rest: SetIndex | None
    groups: list[SetIndex]
    pairs: list[Pair]
    correlated: bool
    seed: int
