"""Slow questions behind tabs: computed when one is opened, on the same scenario and view as the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ripeness
from ripeness.pages.html import Part
from ripeness.reporting import kept_answers
from ripeness.reporting.answer import part_of
from ripeness.reporting.kept_answers import KeptAnswer
from ripeness.schema.calendar import month_after, months_between
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.web.address import setting

if TYPE_CHECKING:
    from ripeness.schema import Scenario
    from ripeness.web.address import Address
    from ripeness.web.desk import Progress

LEVEL = ">= 50 %"
"""The chance that the searches are asked for."""

FEW = 32
"""Versions for what solves each anew for every cause: as many as `ripeness explain` takes unless told otherwise."""


@dataclass(frozen=True)
class Opened:
    """What a tab holds: the part of a page, and levers that are the answer and can be set."""

    part: Part
    levers: dict[str, float]


Answering = Callable[["Scenario", "Address", int, int, "Progress"], Any]


@dataclass(frozen=True)
class Tab:
    """A question behind a tab.

    Attributes
    ----------
    title : on the tab. about : what it answers, and of what, in a sentence. ask : asks it.
    levers : whether the levers that are moved count for it. lacks : why a scenario has no answer, or nothing.
    question : name of what is asked, where an answer may have come with the scenario.
    at_once : whether opening it is enough to compute it, because that takes no longer than the first page.
    compares : whether it says nothing where A and B are the same.
    """

    title: str
    about: str
    ask: Answering
    levers: bool = False
    lacks: Callable[[Scenario], str] = lambda scenario: ""
    question: str = ""
    at_once: bool = False
    compares: bool = False


def _of_the_draws(name: str) -> Answering:
    """A public function that is asked of a scenario's draws, whatever the address says."""

    def ask(scenario: Scenario, address: Address, draws: int, seed: int, progress: Progress) -> Any:
        return getattr(ripeness, name)(scenario, draws=draws, seed=seed, progress=progress)

    return ask


def _explain(scenario: Scenario, address: Address, draws: int, seed: int, progress: Progress) -> Any:
    """On as many draws as where nobody says otherwise: each is solved anew for every cause."""
    return ripeness.explain(scenario, draws=min(draws, FEW), seed=seed, progress=progress)


def _whatif(scenario: Scenario, address: Address, draws: int, seed: int, progress: Progress) -> Any:
    sides = address.a.settings(scenario), address.b.settings(scenario)
    return ripeness.whatif(scenario, *sides, draws=draws, seed=seed, progress=progress)


def _story(scenario: Scenario, address: Address, draws: int, seed: int, progress: Progress) -> Any:
    policy = None if address.b.policy == STATUS_QUO else address.b.policy
    return ripeness.story(scenario, seed, policy, dict(address.b.levers), draws=draws, progress=progress)


def _panel(scenario: Scenario, address: Address, draws: int, seed: int, progress: Progress) -> Any:
    base = ripeness.load(scenario.laid_over) if scenario.laid_over else scenario
    return ripeness.panel(base.file or base, draws=draws, seed=seed, progress=progress)


def _no_views(scenario: Scenario) -> str:
    from ripeness.scenarios.shipped import views

    file = scenario.laid_over or scenario.file
    return "" if file is not None and views(file) else "The scenario has no rival views."


def next_year(scenario: Scenario) -> int:
    """Return the months ahead at which the year after `as_of` has ended, or of the last month that is shown."""
    as_of = str(scenario.calendar.as_of)
    return min(months_between(as_of, f"{int(as_of[:4]) + 2}-01"), scenario.calendar.horizon)


def by_next_year(scenario: Scenario) -> str:
    """Return the event that the searches are asked of: a first agreement by the end of next year, if that is shown."""
    day = month_after(scenario.calendar.as_of, next_year(scenario) - 1)
    return f"{'settlement' if scenario.truce is None else 'first ceasefire or settlement'} by {day}"


def _drivers(scenario: Scenario, address: Address, draws: int, seed: int, progress: Progress) -> Any:
    policy, levers = address.b.policy, dict(address.b.levers)
    return ripeness.drivers(scenario, by_next_year(scenario), policy, levers, draws, seed, progress=progress)


def _discover(scenario: Scenario, address: Address, draws: int, seed: int, progress: Progress) -> Any:
    policy, levers = address.b.policy, dict(address.b.levers)
    target = f"{by_next_year(scenario)} {LEVEL}"
    return ripeness.discover(scenario, target, None, policy, levers, draws, seed, progress=progress)


def _nothing_varies(scenario: Scenario) -> str:
    return "" if scenario.assumptions() else "No number of the scenario is uncertain."


def _nobody_moves(scenario: Scenario) -> str:
    movable = any(lever.anybodys for lever in scenario.levers.values())
    return "" if movable else "The scenario has no lever that somebody could move."


TABS = {
    "whatif": Tab(
        "What changes",
        "Every outcome under what is set, compared with the status quo or with what you kept as A, and what the "
        "change comes from.",
        _whatif,
        levers=True,
        compares=True,
    ),
    "explain": Tab(
        "Why no settlement",
        "What stands in the way of a settlement today, with nothing new adopted: the least change that would "
        "bring one. On fewer versions of the argument than the first page, so that shares differ from those there.",
        _explain,
        question="explain",
    ),
    "views": Tab(
        "Rival views",
        "The same war as those see it who disagree, each view weighed by the same record, with nothing new adopted.",
        _panel,
        lacks=_no_views,
        question="panel",
    ),
    "claims": Tab(
        "Claims",
        "What the argument says would follow, and whether it does on these assumptions.",
        _of_the_draws("claims"),
        lacks=lambda scenario: "" if scenario.claims else "The scenario states no claims.",
        question="claims",
    ),
    "plans": Tab(
        "Plans",
        "Plans of a settlement, with nothing new adopted: who gains by each, who refuses, over which point.",
        _of_the_draws("plans"),
        lacks=lambda scenario: "" if scenario.plans else "The scenario states no plans.",
        question="plans",
    ),
    "evidence": Tab(
        "What it rests on",
        "The source of every number of the scenario, and which numbers rest on judgement.",
        lambda scenario, address, draws, seed, progress: ripeness.evidence(scenario),
        at_once=True,
    ),
    "drivers": Tab(
        "What carries the doubt",
        "Which numbers carry the doubt about a first agreement by the end of next year, under what is set, and what "
        "luck alone would give. It takes some minutes.",
        _drivers,
        levers=True,
        lacks=_nothing_varies,
        question="drivers",
    ),
    "discover": Tab(
        "Where it holds",
        "In which region of the assumptions a first agreement by the end of next year is more likely than not, under "
        "what is set.",
        _discover,
        levers=True,
        lacks=_nothing_varies,
        question="discover",
    ),
    "reach": Tab(
        "What it would take",
        "The fewest levers, and the least movement of them, that make a first agreement by the end of next year as "
        "likely as not, with nothing new adopted before. It takes some minutes.",
        lambda scenario, address, draws, seed, progress: ripeness.reach(
            scenario, f"{by_next_year(scenario)} {LEVEL}", draws=draws, seed=seed, progress=progress
        ),
        lacks=_nobody_moves,
        question="reach",
    ),
    "robust": Tab(
        "Robust policies",
        "Settings of everybody's levers that no other beats in agreement, in the defender standing undefeated and in "
        "how far levers are moved. It takes ten minutes and more.",
        lambda scenario, address, draws, seed, progress: ripeness.robust(
            scenario, draws=draws, seed=seed, progress=progress
        ),
        lacks=_nobody_moves,
    ),
    "story": Tab(
        "One such war",
        "One of the many courses that the war may take under what is set, told month by month. It is an example, "
        "not the likeliest course.",
        _story,
        levers=True,
        at_once=True,
    ),
}
"""By the last part of their address."""

MENU: dict[str, tuple[str, ...]] = {
    "The war": ("", "tab/story", "tab/evidence"),
    "What could be done": ("tab/reach", "most", "tab/whatif", "compare", "tab/robust"),
    "What it hangs on": ("tab/explain", "tab/drivers", "tab/discover"),
    "Who says what": ("tab/views", "tab/claims", "tab/plans"),
    "Your own war": ("prose",),
}
"""Addresses of pages by what they are about, as every page lists them."""


def known(tab: Tab, scenario: Scenario, address: Address, draws: int, seed: int) -> KeptAnswer | None:
    """Return the answer that came with the scenario, where it is one to what is asked."""
    return kept_answers.read(scenario, tab.question, draws, seed, setting(address.b)) if tab.question else None


def opened(tab: Tab, scenario: Scenario, address: Address, draws: int, seed: int, progress: Progress) -> Opened:
    """Return what a tab holds."""
    result = tab.ask(scenario, address, draws, seed, progress)
    return Opened(part_of(result), levers_of(result))


def levers_of(result: Any) -> dict[str, float]:
    """Return the levers that are the answer to what it would take, each in its own unit; none of another question."""
    found = result.content.get("answer") if result.question == "reach" else None
    return {name: one["value"] for name, one in found["levers"].items()} if found else {}
