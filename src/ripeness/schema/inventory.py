"""What a scenario holds, counted and listed as plain data: what ``ripeness check --json`` prints."""

from __future__ import annotations

from typing import TypedDict

from ripeness.errors import ScenarioError
from ripeness.schema.caveats import readings
from ripeness.schema.evidence import rests_on
from ripeness.schema.scenario import Scenario

CODED = ("attended", "strikes", "partial_deal", "package", "executive")
"""Series of the record that are true or false."""


class Calendar(TypedDict):
    """When: months as "YYYY-MM", how many months are shown."""

    war_began: str
    as_of: str
    baseline: str | None
    horizon: int


class Actor(TypedDict):
    """Who takes part, and as what."""

    key: str
    name: str
    role: str


Epoch = TypedDict("Epoch", {"key": str, "from": str, "title": str})
"""What changed in a month."""


class Issue(TypedDict):
    """What is bargained over."""

    key: str
    title: str


class Span(TypedDict):
    """How many months were observed, the first and the last."""

    months: int
    first: str | None
    last: str | None


class Coded(TypedDict):
    """A series of the record that holds one of two values a month, and in how many months each was seen.

    yes : true, or up. no : false, or down. Where one of them is 0, the series weighs what its coding may never say.
    """

    series: str
    yes: int
    no: int


class Inventory(TypedDict):
    """What a scenario holds.

    Attributes
    ----------
    coded : series of the record that were seen in some month. actors, epochs, issues : in the file's order; the first
        epoch, which begins with the war, is not listed.
    levers, policies, plans, claims, tracks : names. numbers : stated in the file; uncertain : of these, drawn;
        on_judgement : of these, resting on judgement. hash : of the content, as a run keeps it.
    """

    name: str
    title: str
    calendar: Calendar
    actors: list[Actor]
    epochs: list[Epoch]
    issues: list[Issue]
    record: Span
    coded: list[Coded]
    levers: list[str]
    policies: list[str]
    plans: list[str]
    claims: list[str]
    tracks: list[str]
    numbers: int
    uncertain: int
    on_judgement: int
    hash: str


class Wrong(TypedDict):
    """One problem. path : dotted, of what is wrong. line : None where it stands on none. fix : what to do."""

    file: str
    line: int | None
    path: str
    what: str
    fix: str


class Refused(TypedDict):
    """A scenario that is not in order. file : as it was named. problems : all of them, in the order of the file."""

    file: str
    view: str | None
    problems: list[Wrong]


class Checked(TypedDict):
    """A scenario that is in order. read_as : numbers read otherwise than by plain division, each in a sentence."""

    file: str
    view: str | None
    facts: Inventory
    read_as: list[str]
    warnings: list[str]


def inventory(scenario: Scenario) -> Inventory:
    """Count and list what a scenario holds."""
    calendar = scenario.calendar
    months = sorted(scenario.record.months) if scenario.record else []
    return {
        "name": scenario.name,
        "title": scenario.title,
        "calendar": {
            "war_began": calendar.war_began,
            "as_of": calendar.as_of,
            "baseline": calendar.baseline,
            "horizon": calendar.horizon,
        },
        "actors": [{"key": key, "name": one.name, "role": one.role} for key, one in scenario.actors.items()],
        "epochs": [{"key": key, "from": one.from_, "title": one.title} for key, one in scenario.epochs.items()],
        "issues": [{"key": key, "title": one.title} for key, one in scenario.issues.items()],
        "record": {
            "months": len(months),
            "first": months[0] if months else None,
            "last": months[-1] if months else None,
        },
        "coded": coded(scenario),
        "levers": list(scenario.levers),
        "policies": list(scenario.policies),
        "plans": list(scenario.plans),
        "claims": list(scenario.claims),
        "tracks": list(scenario.tracks),
        "numbers": len(scenario.quantities()),
        "uncertain": len(scenario.assumptions()),
        "on_judgement": len(rests_on(scenario, "judgement")),
        "hash": scenario.content_hash(),
    }


def coded(scenario: Scenario) -> list[Coded]:
    """Count the two values of each coded series of the record."""
    seen = scenario.record.months.values() if scenario.record else ()
    values = {"front": ("up", "down")} | dict.fromkeys(CODED, (True, False))
    counts = [
        Coded(
            series=name,
            yes=sum(getattr(one, name) == yes for one in seen),
            no=sum(getattr(one, name) == no for one in seen),
        )
        for name, (yes, no) in values.items()
    ]
    return [one for one in counts if one["yes"] + one["no"]]


def refused(error: ScenarioError, file: str, view: str | None = None) -> Refused:
    """Return what a check finds of a scenario that is not in order."""
    problems = [
        Wrong(file=one.file, line=one.line, path=one.path, what=one.what, fix=one.fix) for one in error.problems
    ]
    return Refused(file=file, view=view, problems=problems)


def checked(scenario: Scenario, file: str, view: str | None = None) -> Checked:
    """Return what a check of a scenario finds that is in order; `file`, `view` : where it and its view were read."""
    return {
        "file": file,
        "view": view,
        "facts": inventory(scenario),
        "read_as": list(readings(scenario)),
        "warnings": scenario.warnings(),
    }
