"""What a policy can choose: the levers of a scenario with owners and ranges, and its policies with what they set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypedDict

from ripeness.errors import harmless
from ripeness.pages.layout import QUIET, STRONG, Block, Gap, Page, Prose, note, section
from ripeness.pages.names import ROLES, in_whose_hands, name_roles, named
from ripeness.questions.set_levers import in_its_unit
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.schema.units import UnitError

if TYPE_CHECKING:
    from ripeness.schema import Scenario
    from ripeness.schema.sections.lever import Lever

NOTHING_NEW = "nothing new is adopted"


class Choice(TypedDict):
    """A lever. owners : keys of those who would all have to act. changes : paths of the numbers that it sets.

    The other numbers are in its unit.
    """

    title: str
    owners: list[str]
    owner_name: str
    unit: str
    status_quo: float
    low: float
    high: float
    changes: list[str]


class Levers(TypedDict):
    """What ``ripeness levers --json`` prints: what somebody could change from `as_of` on, by name."""

    scenario: str
    levers: dict[str, Choice]


class Named(TypedDict):
    """A policy. owners : keys of the actors who would have to act. levers : each with its value as stated."""

    title: str
    note: str | None
    owners: list[str]
    levers: dict[str, float | str]


class Policies(TypedDict):
    """What ``ripeness policies --json`` prints: named settings of levers, by name."""

    scenario: str
    policies: dict[str, Named]


def levers_of(scenario: Scenario) -> Levers:
    """Return each lever by name: title, owner, unit, status quo, range, what it changes."""
    levers: dict[str, Choice] = {
        name: {
            "title": lever.title,
            "owners": list(lever.owner),
            "owner_name": _called(scenario, lever.owner),
            "unit": lever.unit,
            "status_quo": lever.status_quo,
            "low": lever.low,
            "high": lever.high,
            "changes": list(lever.changes),
        }
        for name, lever in scenario.levers.items()
    }
    return {"scenario": scenario.name, "levers": levers}


def policies_of(scenario: Scenario) -> Policies:
    """Return each policy by name: title, note, owners of its levers, and the levers' values as the file states them.

    First stands the one that every scenario has, which moves no lever.
    """
    policies: dict[str, Named] = {STATUS_QUO: {"title": NOTHING_NEW, "note": None, "owners": [], "levers": {}}}
    policies |= {
        name: {
            "title": policy.title,
            "note": policy.note,
            "owners": list(dict.fromkeys(one for lever in policy.levers for one in scenario.levers[lever].owner)),
            "levers": dict(policy.levers),
        }
        for name, policy in scenario.policies.items()
    }
    return {"scenario": scenario.name, "policies": policies}


def levers_page(scenario: Scenario) -> Page:
    """Return the levers under whose they are, each with its title, its range, what its value is, what it changes."""
    if not scenario.levers:
        return (Prose(f"{scenario.title}: the scenario has no levers."),)
    parts: list[Block] = [Prose(f"Levers of: {scenario.title}", STRONG)]
    for owners in dict.fromkeys(lever.owner for lever in scenario.levers.values()):
        entries: list[Block] = []
        for name, lever in scenario.levers.items():
            if lever.owner == owners:
                means = f"its value: {_means(scenario, lever)}"
                after, changes = _after(scenario, name), f"changes {', '.join(lever.changes)}"
                entries += _entry(name, lever.title, *after, _range(lever), means, changes)
        whose = _called(scenario, owners)
        parts += [section(f"{whose[:1].upper()}{whose[1:]}", entries[1:])]
    parts += [Gap(), *(note(one) for one in _units(scenario))]
    how = f"Compare a setting with the status quo: ripeness whatif {scenario.name} --set NAME=VALUE"
    page = (*parts, Gap(), Prose(how, QUIET))
    return named(page, scenario.names())


def levers_from(scenario: Scenario, levers: Mapping[str, str | float]) -> list[str]:
    """Return what is set and from what: ``pursuit of the shadow fleet: 4 %/month (status quo 0.3 %/month)``.

    A lever that there is not, or a value that it cannot have, is left to whoever computes, who refuses it.
    """
    told = []
    known = {role: name for role, name in scenario.names().items() if role in ROLES}
    for name, value in levers.items():
        if (one := scenario.levers.get(name)) is None:
            continue
        try:
            one.value(value)
        except UnitError:
            continue
        stands = in_its_unit(str(one.status_quo), one.unit)
        told.append(
            harmless(f"{name_roles(one.title, known)}: {in_its_unit(str(value), one.unit)} (status quo {stands})")
        )
    return told


def policies_page(scenario: Scenario) -> Page:
    """Return the policies, three lines each: title, who would have to act, what it sets."""
    parts: list[Block] = [Prose(f"Policies of: {scenario.title}", STRONG)]
    parts += _entry(STATUS_QUO, NOTHING_NEW, "moves no lever; other policies are compared with it")
    for name, policy in scenario.policies.items():
        owners = dict.fromkeys(
            _called(scenario, (one,)) for lever in policy.levers for one in scenario.levers[lever].owner
        )
        told = [f"{lever} {_value(scenario.levers[lever], value)}" for lever, value in policy.levers.items()]
        sets = f"sets {', '.join(told) or 'nothing'}"
        parts += _entry(name, policy.title, f"by {', '.join(owners) or 'nobody'}", sets)
    how = f"Compare one with the status quo: ripeness whatif {scenario.name} --policy NAME"
    what = f"What the levers mean: ripeness levers {scenario.name}"
    page = (*parts, Gap(), Prose(how, QUIET), Prose(what, QUIET))
    return named(page, scenario.names())


def _entry(name: str, title: str, *more: str) -> list[Block]:
    return [Gap(), Prose(((name, STRONG), (f"  {title}", ""))), *(Prose(one, indent=2) for one in more)]


def _called(scenario: Scenario, owners: tuple[str, ...]) -> str:
    return in_whose_hands(owners, scenario.names())


def _means(scenario: Scenario, lever: Lever) -> str:
    """Return what a value of the lever means: as its author says, or as what it changes is declared."""
    meanings = dict.fromkeys(scenario.declared[path].meaning for path in lever.changes if path in scenario.declared)
    if lever.note and "%" in lever.unit:  # a note says rarely of what a percentage is
        return "; ".join([lever.note, *(one for one in meanings if not _said(one, lever.note))])
    return lever.note or "; ".join(meanings) or lever.title


def _said(meaning: str, note: str) -> bool:
    """Return whether a note says what a meaning does: hardly a word of it is new, whatever its ending."""
    words, known = ({word[:4] for word in re.findall(r"[a-z]{4,}", text.lower())} for text in (meaning, note))
    return len(words & known) >= 0.75 * len(words)


def _after(scenario: Scenario, name: str) -> list[str]:
    """Return which lever the file states before one whose title says it or them of something, and no more of what."""
    names = list(scenario.levers)
    at = names.index(name)
    if not at or not re.search(r"\b(?:it|them)$", scenario.levers[name].title):
        return []
    return [f"in the file after: {scenario.levers[names[at - 1]].title} ({names[at - 1]})"]


def _units(scenario: Scenario) -> Iterator[str]:
    """Yield what the units of the levers mean, of those that there are."""
    told = [f"{lever.unit} {_means(scenario, lever)}" for lever in scenario.levers.values()]
    if any("%/month" in one for one in told):
        yield (
            "'%/month': so many of a hundred in a month. A chance is that of the month; a share is of what the line "
            "names; a cost is of the prize, all that is at stake as the side weighs it."
        )
    if any("log-odds" in one for one in told):
        yield (
            "'log-odds': what is added to the logarithm of chance / (1 - chance). From a chance of 50 %, 0.1 of it "
            "leads to 52.5 %, and 1 to 73 %."
        )


def _range(lever: Lever) -> str:
    unit = "" if lever.unit == "1" else f" {lever.unit}"
    return f"{lever.low:g} to {lever.high:g}{unit}, status quo {lever.status_quo:g}{unit}"


def _value(lever: Lever, stated: float | str) -> str:
    if isinstance(stated, bool):
        return "on" if stated else "off"
    return stated if isinstance(stated, str) else f"{stated:g}{'' if lever.unit == '1' else ' ' + lever.unit}"
