"""A claim's verdict: the words for it, and what is printed and saved of it."""

from __future__ import annotations

import math
from typing import TypedDict

from ripeness.statistics.bands import Band, Figure

HOLDS, FAILS, DEPENDS, CONTESTED = "holds", "fails", "depends", "contested"
NOT_CHECKED, NOT_TESTED, NOT_TESTABLE = "not checked", "not tested", "not testable here"
ORDER = (FAILS, DEPENDS, CONTESTED, NOT_TESTABLE, NOT_CHECKED, NOT_TESTED, HOLDS)
"""Failing first; what holds comes last."""

EVEN = 0.5
"""Of several levels of belief, the nearest to this is told first: winning as likely as not."""

ARISES = 0.05
"""Weighted share of the sets in which a question must arise for the claim to be judged."""


class Share(TypedDict):
    """Of the sets of assumptions in which the question arises: the share in which it holds, and its tenths."""

    share: Figure
    of_ten: int | None
    arises: Figure
    effective_sample_size: Figure


class Value(Band):
    """What was compared, in its unit, and with what."""

    meaning: str
    unit: str
    difference: bool
    asked: dict[str, float]


class Decides(TypedDict):
    """An assumption that tells where the claim holds, and the shares in which it does on each side of a threshold.

    ``within``: None, or the first one's side (above or below) in which this one is looked at.
    """

    assumption: str
    meaning: str
    unit: str
    threshold: float
    holds_above: float
    holds_below: float
    within: str | None


class Reading(Band):
    """A belief that one can win read in one way: the share of the sets in which the claim holds, and what is compared.

    ``name``: in words. ``counts``: whether this reading gives the verdict. ``why``: why there is none, or nothing.
    ``least``, ``most``: the lowest and the highest share over the levels that are judged; the share where there is one.
    """

    name: str
    counts: bool
    share: Figure
    of_ten: int | None
    least: Figure
    most: Figure
    verdict: str
    unit: str
    why: str


class Level(TypedDict):
    """A level of belief: in what share of the endings it had been undercut, and of the sets in which that is enough."""

    below: float
    of_endings: Figure
    share: Figure
    verdict: str


class Breaker(TypedDict):
    """What breaks the claim: an ending that came with the belief in place, or a policy that does it alone."""

    name: str
    share: Figure


class FactCheck(TypedDict):
    """A test of the data, or what a source says: ``held`` None where the data are not at hand."""

    says: str
    source: str
    held: bool | None
    result: Figure
    figure: Figure
    beside: Figure
    unit: str
    window: list[str]
    beside_window: list[str]
    compared_as: str
    asked: dict[str, float]
    why: str


class Reach(TypedDict):
    """What a claim's levers bring at the ends of their ranges, where that is too little to test it.

    largest : change that they bring in any version. asked : change that the claim asks for, in the same unit.
    moved, unmoved : what they move in some version, and what in none, in words.
    """

    largest: Figure
    asked: float
    moved: list[str]
    unmoved: list[str]


class Verdict(TypedDict):
    """A claim, and what became of it.

    weighted, before : with the record's weights and before it, None where no forecast was asked; `before` also where
    there is no record. deciding_told : whether the draws suffice to say which assumptions decide. under_both : for
    `only_if_jointly`, the share of the sets in which it is so under both together. readings : of a claim about a
    side's belief that it can win, in each reading; the verdict is that of the reading which the claim states.
    reach : of a claim that is not testable here, how far its levers go.
    """

    id: str
    says: str
    by: str | None
    kind: str | None
    hedge: str | None
    source: list[str]
    statement: list[str]
    note: str | None
    policies: list[str]
    verdict: str
    why: str
    weighted: Share | None
    before: Share | None
    value: Value | None
    deciding: list[Decides]
    deciding_told: bool
    levels: list[Level]
    breakers: list[Breaker]
    under_both: Figure
    readings: list[Reading]
    reach: Reach | None
    fact: FactCheck | None
    against: list[FactCheck]


class Report(TypedDict):
    """What ``ripeness claims --json`` prints.

    names : what each actor is called, by key, and by role where no other has it. land : whether settlements are
    named by land, or by the surplus. uncertain : numbers that are drawn.
    effective_sample_size, effective_before : of the draws with the record's weights, and before it. data : name of
    the folder of the series. policies : title of each policy that was compared, by name. claims : failing first.
    """

    scenario: str
    title: str
    as_of: str
    names: dict[str, str]
    land: bool
    uncertain: int
    draws: int
    effective_sample_size: Figure
    effective_before: Figure
    record: bool
    data: str | None
    policies: dict[str, str]
    claims: list[Verdict]


def verdict_of(share: float) -> str:
    """Return holds, fails or depends for a share of the sets of assumptions."""
    tens = tenths(share)
    return HOLDS if tens >= 9 else FAILS if tens <= 1 else DEPENDS


def tenths(share: float) -> int:
    """Return a share in tenths, halves upwards."""
    return math.floor(10 * share + 0.5 + 1e-9)
