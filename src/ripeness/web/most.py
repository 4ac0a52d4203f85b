"""What could be done at most, by whom: each lever alone, each policy, and all levers of one owner together.

A policy that has a name and all levers of one owner are solved on all draws. One lever alone is read off what is
prepared for previews, or solved on the draws that stand for all where that is not there yet. What it takes at least is
another question, `ripeness reach`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ripeness.figures.parting import UNSURE, difference
from ripeness.pages.names import in_whose_hands, name_roles
from ripeness.pages.words import about, caution, last_day, percent
from ripeness.web.address import Address, Adopted
from ripeness.web.answers import QUO, called, how_far_off
from ripeness.web.tabs import next_year

if TYPE_CHECKING:
    from ripeness.schema import Scenario
    from ripeness.schema.sections.lever import Lever
    from ripeness.web.desk import Progress
    from ripeness.web.page import Page

EVEN = 0.5
FEW = 3
STOPPED = "a ceasefire or a settlement by {}"


@dataclass(frozen=True)
class Could:
    """What could be done. who, what : in words. chance : of a ceasefire or a settlement. adopted : sets it."""

    who: str
    what: str
    chance: float
    adopted: Adopted


@dataclass(frozen=True)
class Most:
    """What could be done at most.

    Attributes
    ----------
    day : by when. caution : what comes first where few draws count. says : paragraphs. groups : by title.
    """

    day: str
    caution: str
    says: tuple[str, ...]
    groups: Mapping[str, Group]


@dataclass(frozen=True)
class Group:
    """Things of a kind that could be done.

    Attributes
    ----------
    rows : who, what, chance, change, and the address that sets it; the largest chance first. without : what makes no
        change that we could tell.
    """

    rows: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]


def most(page: Page, address: Address, progress: Progress) -> Most:
    """Return what could be done at most, with nothing else adopted, about a first stop by the end of next year."""
    scenario = page.laid(address.view)
    moving = page.moving(address.view)
    quo = page.summary(address, Adopted(), progress)
    at = next_year(scenario)
    now = quo["stopped"][at]["mean"]
    alone, within = _alone(scenario, moving, at, progress)
    owners: dict[str, dict[str, float]] = {}
    for one in alone:
        if one.chance - now >= UNSURE / 2:
            owners.setdefault(one.who, {}).update(one.adopted.levers)
    together = [(who, _what(levers), Adopted(levers=levers)) for who, levers in [*owners.items(), *_all(owners)]]
    named = list(_named(scenario))
    found = []
    for number, (who, what, adopted) in enumerate([*named, *together]):
        progress("policies", number, len(named) + len(together))
        chance = float(page.summary(address, adopted, progress)["stopped"][at]["mean"] or 0.0)
        found.append(Could(who, what, chance, adopted))
        if adopted.policy in scenario.policies and (seen := moving.preview(adopted.policy)) is not None:
            within = max(within, abs(float(seen.stopped[at]) - chance))  # on the few draws, as each lever alone is
    day = last_day(quo["months"][at])
    groups = {
        "All levers of one owner together": found[len(named) :], "Policies that have a name": found[: len(named)],
        "Each lever alone": alone,
    }  # fmt: skip
    return Most(
        day, name_roles(caution(quo.content), called(scenario)), tuple(_says(day, now, groups, within)),
        {title: _group(scenario, address, now, found) for title, found in groups.items() if found},
    )  # fmt: skip


def most_of(content: Mapping[str, Any]) -> Most | None:
    """Return what was kept of it as it was; None where it has another form."""
    try:
        groups = {
            title: Group(tuple(map(tuple, of["rows"])), tuple(of["without"])) for title, of in content["groups"].items()
        }
        return Most(content["day"], content["caution"], tuple(content["says"]), groups)
    except (KeyError, TypeError, AttributeError):
        return None


def _named(scenario: Scenario) -> Iterator[tuple[str, str, Adopted]]:
    """Yield in whose hands each policy is that somebody could adopt, what it is called, and what adopts it."""
    for name in scenario.policies:
        if who := _whose(scenario, name):
            yield who, name_roles(scenario.policies[name].title, called(scenario)), Adopted(name)


def _alone(scenario: Scenario, moving: Any, at: int, progress: Progress) -> tuple[list[Could], float]:
    """Return what each lever that somebody holds does at the better of its ends, and how far that may be off."""
    ends = {name: of for name, one in scenario.levers.items() if one.anybodys and (of := _ends(one))}
    each = [(name, end) for name, of in ends.items() for end in of]
    best: dict[str, tuple[float, float]] = {}
    within = 0.0
    for number, (name, end) in enumerate(each):
        progress("each", number, len(each))
        # At once where previews are there, else on the draws that stand for all.
        seen = moving.preview({name: end})
        answer = moving.exact({name: end}, asker="most") if seen is None else seen
        within = max(within, answer.within or 0.0)
        best[name] = max(best.get(name, (-1.0, end)), (float(answer.stopped[at]), end))
    return [_one(scenario, name, *one) for name, one in best.items()], within


def _what(levers: Mapping[str, float]) -> str:
    return "all levers that help, at their best" if len(levers) > 1 else "the one lever that helps, at its best"


def _ends(lever: Lever) -> list[float]:
    """Return the ends of a lever's range at which it does not stand."""
    return [end for end in (lever.low, lever.high) if end != lever.status_quo]


def _one(scenario: Scenario, name: str, chance: float, end: float) -> Could:
    """Return what a lever does alone at one of its ends."""
    lever = scenario.levers[name]
    unit = "" if lever.unit == "1" else f" {lever.unit}"
    stands = ["no", "yes"][lever.status_quo >= EVEN], ["no", "yes"][end >= EVEN]
    said = stands if lever.yes_or_no else (f"{lever.status_quo:.4g}", f"{end:.4g}{unit}")
    what = f"{name_roles(lever.title, called(scenario))}: from {said[0]} to {said[1]}"
    return Could(in_whose_hands(lever.owner, scenario.names()), what, chance, Adopted(levers={name: end}))


def _whose(scenario: Scenario, policy: str) -> str:
    """Return in whose hands a policy is; empty where nobody could adopt it."""
    levers = [scenario.levers[name] for name in scenario.policy_levers(policy)]
    if not all(one.anybodys for one in levers):
        return ""
    return ", ".join(dict.fromkeys(in_whose_hands(one.owner, scenario.names()) for one in levers))


def _all(owners: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, dict[str, float]]]:
    if len(owners) > 1:
        yield "all of them", {name: end for levers in owners.values() for name, end in levers.items()}


def _says(day: str, now: float, groups: Mapping[str, list[Could]], within: float) -> Iterator[str]:
    stop = STOPPED.format(day)
    yield f"With nothing new adopted, the chance of {stop} is {about(now)}. Likelier than not is above 50 %."
    together, named, alone = groups.values()
    single = [one for one in together if one.who != "all of them"]
    found = {
        "one lever alone": _enough(alone, lambda one: f"{one.what} ({one.who})"),
        "one policy that has a name": _enough(named, lambda one: one.what),
        "one owner with all that it can do": _enough(single, lambda one: one.who),
    }
    missed = [what for what, which in found.items() if not which]
    for what, which in found.items():
        if which:
            yield f"It becomes likelier than not by {what}: {which}."
    if missed:
        yield f"It does not become likelier than not by {', nor by '.join(missed)}."
    if (best := max(together, key=lambda one: one.chance, default=None)) is not None and len(together) > 1:
        whose = "all owners together" if best.who == "all of them" else best.who
        yield f"The most that was found here is {about(best.chance)}, by {whose}."
    yield (
        "Policies that have a name and the levers of one owner are computed on all versions of the argument, each "
        f"lever alone on a few that stand for all; {how_far_off(within)}. Each lever is set to the end that helps most "
        "alone; together with others, a setting in between may do better."
    )


def _enough(could: list[Could], told: Callable[[Could], str]) -> str:
    """Return what makes it likelier than not, the most likely first, cut where the table below tells the rest."""
    found = [told(one) for one in sorted(could, key=lambda one: -one.chance) if one.chance > EVEN]
    rest = f"; and {len(found) - FEW} more, listed below" if len(found) > FEW else ""
    return "; ".join(found[:FEW]) + rest


def _group(scenario: Scenario, address: Address, now: float, found: list[Could]) -> Group:
    rows, without = [], []
    for one in sorted(found, key=lambda one: -one.chance):
        change = one.chance - now
        if abs(change) < UNSURE:
            without.append(one.what)
        else:
            to = Address(one.adopted, view=address.view).query(scenario)
            rows.append((one.who, one.what, percent(one.chance), difference(change), to))
    return Group(tuple(rows), tuple(without))


HEADS = ("in whose hands", "what is done", "chance", f"compared with the {QUO}")
