"""What is printed and saved of a scenario's plans. Shares are of the sets of assumptions, by weight."""

from __future__ import annotations

from typing import TypedDict

from ripeness.statistics.bands import Band, Figure

GUARANTEE = "guarantee"
"""Name of the provision that is no issue."""

AHEAD = (0, 6, 12, 24, 36)
"""Months ahead at which margins are given."""


class Point(TypedDict):
    """One point: what it says and moves, whom it serves (utility with it, less utility with it left out).

    issue, title : key and title of the issue that it moves, None where it moves none.
    step : name of the step nearest to where it puts its issue; None where the issue names none.
    """

    number: str
    text: str
    source: list[str]
    issue: str | None
    title: str | None
    sets: Figure
    step: str | None
    guarantee: Figure
    why: str | None
    attacker: Band | None
    defender: Band | None
    side_payment: str | None
    sequence: str | None
    consent: list[str]
    note: str | None


class Provision(TypedDict):
    """An issue or the guarantee in a text: the points that speak of it, and whether one of them moves it."""

    id: str
    title: str
    points: list[str]
    moved: bool


class Binds(TypedDict):
    """The provision that keeps a side's utility down most, and in what share of the sets it alone would suffice."""

    provision: Provision
    worth: Band
    enough: Figure


class Party(TypedDict):
    """A belligerent and a text: utility, reservation, margin now and later, whether and over what it refuses."""

    utility: Band
    reservation: Band
    margin: list[Band]
    accepts: list[Figure]
    binds: Binds | None
    accepts_as_the_envoy_imagines: Figure


class Moved(TypedDict):
    """A provision in the smallest changes: in what share of them it moves, whence, and where to.

    steps : the names of the steps nearest to `stands_at` and to both ends of `moves_to`; None where there are none.
    """

    provision: Provision
    share: Figure
    stands_at: Figure
    moves_to: Band
    steps: list[str] | None


class Typical(TypedDict):
    """The commonest choice of provisions to change, and its share of the sets in which a change exists."""

    provisions: list[Provision]
    share: Figure


class Smallest(TypedDict):
    """Smallest change that would make the text acceptable to all whose consent it needs.

    accepted, changed, none : shares of the sets: as it is, after a change, not at all since the range is empty.
    by_number : share of the sets by number of provisions that must change. held : provisions that go back to where
    they stand, because somebody whose consent they need was not asked.
    """

    accepted: Figure
    changed: Figure
    none: Figure
    by_number: dict[str, Figure]
    movement: Band
    typical: Typical | None
    moved: list[Moved]
    held: list[Provision]


class PlanReport(TypedDict):
    """One plan.

    withheld : by issue, whose consent it needs and the text does not have: `smallest` leaves it where it stands.
    not_asked : of these, the issues that the text moves.
    """

    title: str
    date: str | None
    authors: list[str]
    source: list[str]
    note: str | None
    points: list[Point]
    guarantee: Figure
    attacker: Party
    defender: Party
    withheld: dict[str, list[str]]
    not_asked: dict[str, list[str]]
    concerned: dict[str, list[str]]
    both_accept: list[Figure]
    smallest: Smallest
    if_all_consented: Smallest | None


class Range(TypedDict):
    """Whether any terms give both sides what fighting on is worth to them: the gap, and the share where some do."""

    gap: Band
    exists: Figure


class Imagined(TypedDict):
    """The range as the envoy imagines it, and what the deal that the envoy would propose is really worth."""

    range: Range
    taken_for_no_range: Figure
    taken_for_range: Figure
    attacker_accepts: Figure
    defender_accepts: Figure
    attacker_margin: Band
    defender_margin: Band


class PlansReport(TypedDict):
    """What ``ripeness plans --json`` prints.

    attacker, defender : keys of the belligerents. land_as_held : whether there is land, which stays as it is held
    where a text leaves it alone. imagined : as the mediator's envoy sees it, None without one. plans : by name.
    """

    scenario: str
    title: str
    as_of: str
    policy: str
    names: dict[str, str]
    attacker: str
    defender: str
    draws: int
    uncertain: int
    effective_sample_size: Figure
    record: bool
    months: list[str]
    months_ahead: list[int]
    land_as_held: bool
    range: Range
    imagined: Imagined | None
    plans: dict[str, PlanReport]
