"""What is served: a scenario with its views, what was answered, and what the templates are handed."""

from __future__ import annotations

import json
import shlex
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import ripeness
from ripeness.errors import RunError
from ripeness.figures.names import FIGURES
from ripeness.pages.html import environment
from ripeness.pages.names import in_whose_hands, name_roles
from ripeness.pages.words import cannot_happen, month_in_words
from ripeness.reporting import kept_answers
from ripeness.reporting.answer import FIRST, part_of
from ripeness.scenarios import shipped
from ripeness.schema.nearest import advice
from ripeness.web.address import KEYS, STATUS_QUO, Address, Adopted, B, number, setting, tag
from ripeness.web.answers import (
    KEPT,
    NOW,
    QUO,
    Shown,
    called,
    levers_told,
    moved,
    moved_heads,
    previewed,
    shown,
    stands,
    summed,
)
from ripeness.web.desk import Desk, Job, Progress
from ripeness.web.progress import FORECAST
from ripeness.web.tabs import MENU, TABS, Tab

if TYPE_CHECKING:
    from ripeness.pages.html import Part
    from ripeness.reporting.kept_answers import KeptAnswer
    from ripeness.schema import Scenario

REMEMBERED = 128
"""Summaries that are kept in memory."""

FEW_LEVERS = 12
"""So many are all shown at once; of more only the first owner's are, until another's are opened."""


@dataclass
class Page:
    """What is served.

    Attributes
    ----------
    scenario : as stated on the command line, name or path. view : laid over it where the address names none.
    draws, seed : of everything. key : with which every path begins. engine : makes what answers for a scenario;
    `ripeness.Moving` if left out, which prepares for its levers once the first answer is there.
    """

    scenario: str
    view: str = ""
    draws: int = 200
    seed: int = 0
    key: str = ""
    desk: Desk = field(default_factory=Desk)
    laid_over: dict[str, Scenario] = field(default_factory=dict)
    engine: Callable[[Scenario, int, int], Any] | None = None
    movings: dict[str, Any] = field(default_factory=dict)
    summaries: OrderedDict[Any, Any] = field(default_factory=OrderedDict)
    drawn: dict[Any, Any] = field(default_factory=dict)
    firsts: dict[str, tuple[KeptAnswer, Shown] | None] = field(default_factory=dict)
    came: dict[str, dict[str, KeptAnswer]] = field(default_factory=dict)
    parts: dict[Any, Part | None] = field(default_factory=dict)
    making: Any = field(default_factory=threading.Lock)
    reading: Any = field(default_factory=threading.Lock)

    @property
    def base(self) -> str:
        """The path of the page."""
        return f"/{self.key}/"

    def laid(self, view: str) -> Scenario:
        """Return the scenario under a view by name; "" for the one that the command named."""
        if view not in self.laid_over:
            if view and view not in self.views:
                raise RunError(f"there is no view {view!r}", advice(view, tuple(self.views), "view"))
            self.laid_over[view] = ripeness.load(self.scenario, self.views.get(view) or self.view or None)
        return self.laid_over[view]

    @cached_property
    def views(self) -> dict[str, Any]:
        """Files of the rival views by name."""
        return dict(shipped.views(self.scenario))

    @cached_property
    def templates(self) -> Any:
        """What makes the pages."""
        return environment("ripeness.web")

    def moving(self, view: str) -> Any:
        """Return what answers for the scenario under a view."""
        with self.making:
            if view not in self.movings:
                make = self.engine or partial(ripeness.Moving, background=False)
                self.movings[view] = make(self.laid(view), self.draws, self.seed)
            return self.movings[view]

    def summary(self, address: Address, adopted: Adopted, progress: Progress) -> Any:
        """Return the summary of all draws under a policy, kept in memory."""
        name = self._name(address, adopted)
        if not self._there(address, adopted):
            settings = adopted.settings(self.laid(address.view))
            found = self.moving(address.view).full(settings, asker="all", progress=progress)
            self.summaries[name] = summed(self.laid(address.view), found.forecast, adopted)
            self.moving(address.view).begin()  # what the levers need: it would keep the first answer waiting
            while len(self.summaries) > REMEMBERED:
                self.summaries.popitem(last=False)
        return self.summaries[name]

    def known(self, address: Address) -> dict[str, Any]:
        """Return the summaries of what an address compares with that are there: of the status quo, and of A."""
        sides = {QUO: Adopted(), **({} if address.a.nothing else {KEPT: address.a})}
        there = {label: one for label, one in sides.items() if self._there(address, one)}
        return {label: self.summaries[self._name(address, one)] for label, one in there.items()}

    def answered(self, address: Address, progress: Progress) -> Shown:
        """Return the answer on all draws."""
        sides = {QUO: Adopted(), KEPT: address.a, NOW: address.b}
        asked = {QUO: not address.b.nothing or not address.a.nothing, KEPT: not address.a.nothing, NOW: True}
        found = {label: self.summary(address, one, progress) for label, one in sides.items() if asked[label]}
        first = self.first(address.view) if address.a.nothing and address.b.nothing else None
        if first:
            return first[1]
        answer, kept = shown(self.laid(address.view), address, found, 0.0), self._came(address, address.b)
        return answer if kept is None else replace(answer, state=f"{answer.state} {kept.told}")

    def _there(self, address: Address, adopted: Adopted) -> bool:
        """Say whether a summary of all draws is there: computed before, or come with the scenario."""
        name = self._name(address, adopted)
        if name not in self.summaries and (kept := self._came(address, adopted)):
            summary: Any = kept.result
            with suppress(Exception):  # whatever is wrong with it, it is computed anew
                shown(self.laid(address.view), Address(adopted, view=address.view), {NOW: summary}, 0.0)
                self.summaries[name] = summary
                self.moving(address.view).begin()
        return name in self.summaries

    def _came(self, address: Address, adopted: Adopted) -> KeptAnswer | None:
        """Return the answer under what is adopted that came with the scenario; None where none did."""
        if adopted.nothing:
            first = self.first(address.view)
            return first[0] if first else None
        with self.reading:
            if address.view not in self.came:
                self.came[address.view] = kept_answers.under(self.laid(address.view), "run", self.draws, self.seed)
        return self.came[address.view].get(setting(adopted))

    def first(self, view: str) -> tuple[KeptAnswer, Shown] | None:
        """Return the answer of the status quo that came with the scenario, if all that computes it is as it was."""
        with self.reading:  # of two who ask at the same time the second waits for what the first reads
            if view not in self.firsts:
                kept, found = kept_answers.read(self.laid(view), "run", self.draws, self.seed), None
                if kept is not None and kept.same_code:
                    summary: Any = kept.result
                    with suppress(Exception):  # whatever is wrong with it, it is computed anew
                        answer = shown(self.laid(view), Address(view=view), {NOW: summary}, 0.0)
                        found = kept, replace(answer, state=kept.told)
                self.firsts[view] = found
            return self.firsts[view]

    def until_then(self, address: Address) -> Shown | None:
        """Return what is shown until an answer is there: the status quo that came with the scenario, if it did."""
        first = self.first(address.view)
        if first is None or (address.a.nothing and address.b.nothing):
            return None
        return replace(first[1], heads=(first[1].heads[0], QUO), figures={})

    def part(self, name: Any, kept: KeptAnswer) -> Part | None:
        """Return the part of a page that an answer which came with the scenario fills; None where it is damaged."""
        if name not in self.parts:
            found = None
            with suppress(Exception):  # whatever is wrong with it, it is computed anew
                found = part_of(kept.result)
            self.parts[name] = found
        return self.parts[name]

    def exact(self, address: Address, asker: str) -> Shown | None:
        """Return the answer on the draws that stand for all; None where it is no sooner there than that on all."""
        found = self.known(address)
        if QUO not in found or address.b.nothing or self._there(address, address.b):
            return None
        scenario = self.laid(address.view)
        answer = self.moving(address.view).exact(address.b.settings(scenario), asker=asker)
        if answer.within == 0:
            return None
        return shown(scenario, address, {**found, NOW: summed(scenario, answer.forecast, address.b)}, answer.within)

    def preview(self, address: Address) -> Shown | None:
        """Return what can be said at once; None where nothing can."""
        found = self.known(address)
        if QUO not in found or address.b.nothing or self._there(address, address.b):
            return None
        scenario = self.laid(address.view)
        answer = self.moving(address.view).preview(address.b.settings(scenario))
        return None if answer is None else previewed(scenario, address, found, answer)

    def job(self, address: Address, *, always: bool = False) -> Job:
        """Return the job whose answer is that on all draws."""
        key = ("answer", address.view, repr(address.a), repr(address.b))
        at = f"{self.base}?{address.query(self.laid(address.view))}"
        return self.desk.ask(
            key, lambda progress: self.answered(address, progress), always=always, title=FORECAST, path=at
        )

    def _name(self, address: Address, adopted: Adopted) -> Any:
        return address.view, adopted.policy, tuple(adopted.levers.items())

    def payload(self, address: Address, answer: Shown) -> dict[str, Any]:
        """Return an answer as the page's script reads it."""
        return {
            **answer.payload(None if answer.final else self.drawn),
            "moved_heads": moved_heads(address),
            "command": self.command(address),
        }

    def shell(self, address: Address) -> dict[str, Any]:
        """Return what every page of ours shows around what it answers."""
        scenario = self.laid(address.view)
        elsewhere = address.made_of not in ("", tag(scenario))
        other = (
            f"This address was made for {address.made_of}, and what is shown is {tag(scenario)}: numbers may differ."
        )
        tabs = {name: tab for name, tab in TABS.items() if not tab.lacks(scenario)}
        return {
            "base": self.base, "title": scenario.title, "first": FIRST, "query": address.query(scenario), "tabs": tabs,
            "menu": self._menu(scenario, tabs),
            "tab": "", "waiting": False, "elsewhere": other if elsewhere else "", "made_of": tag(scenario),
            "draws": self.draws, "seed": self.seed, "version": ripeness.__version__,
            "cannot": cannot_happen(scenario.truce is not None),
        }  # fmt: skip

    def _menu(self, scenario: Scenario, tabs: Mapping[str, Tab]) -> dict[str, dict[str, str]]:
        """Return the pages that there are, by what they are about: address and title of each."""
        titles = {"": FORECAST, **self.pages(scenario)} | {f"tab/{name}": of.title for name, of in tabs.items()}
        found = {about: {one: titles[one] for one in pages if one in titles} for about, pages in MENU.items()}
        return {about: pages for about, pages in found.items() if pages}

    def pages(self, scenario: Scenario) -> dict[str, str]:
        """Return the pages beside those of the levers and of slow questions: path and title."""
        levers = {"most": "Who can do what", "compare": "Compare"} if scenario.levers else {}
        return {**levers, "prose": "From prose"}

    def levers(self, address: Address) -> dict[str, Any]:
        """Return what the page of the levers is made of, besides the answer."""
        scenario = self.laid(address.view)
        owners: dict[str, list[dict[str, Any]]] = {}
        thought = []
        for name, lever in scenario.levers.items():
            one = self._lever(scenario, address, name)
            if lever.anybodys:
                hands = in_whose_hands(lever.owner, scenario.names())
                owners.setdefault(f"{hands[:1].upper()}{hands[1:]}", []).append(one)
            else:
                thought.append(one)
        policies = {name: name_roles(one.title, called(scenario)) for name, one in scenario.policies.items()}
        begun = {name: stands(scenario, Adopted(name)) for name in policies}
        kept = Address(a=address.a).pairs()
        unkept = replace(address, a=Adopted())
        titles = {name: name_roles(shipped.title(file) or name, called(scenario)) for name, file in self.views.items()}
        return {
            "owners": owners, "thought": thought, "few": len(scenario.levers) <= FEW_LEVERS,
            "policies": policies, "policies_json": json.dumps(begun),
            "views": titles, "no_view": "the scenario itself" if not self.view else f"the view {self.view}",
            "tag": tag(scenario), "kept": kept, "a_told": told(scenario, address.a), "address": address,
            "as_of": month_in_words(scenario.calendar.as_of), "keep": replace(address, a=address.b).query(scenario),
            "moved": moved(scenario, address), "let_go": unkept.query(scenario), "nothing_to_keep": address.b.nothing,
            "command": self.command(address), "figures": FIGURES["run"], "moved_heads": moved_heads(address),
        }  # fmt: skip

    def _lever(self, scenario: Scenario, address: Address, name: str) -> dict[str, Any]:
        lever = scenario.levers[name]
        stated = address.b.levers.get(name)
        begun = stands(scenario, Adopted(address.b.policy)).get(name, lever.status_quo)
        yes = "yes" if lever.status_quo >= 0.5 else "no"
        return {
            "name": name, "key": f"{B}.{name}" if name in KEYS else name,
            "title": name_roles(lever.title, called(scenario)),
            "unit": "" if lever.unit == "1" else lever.unit, "low": number(lever.low), "high": number(lever.high),
            "quo": number(lever.status_quo), "told": yes if lever.yes_or_no else f"{lever.status_quo:.4g}",
            "stands": number(begun if stated is None else stated), "value": "" if stated is None else number(stated),
            "yes_or_no": lever.yes_or_no, "note": name_roles(lever.note or "", called(scenario)),
        }  # fmt: skip

    def command(self, address: Address) -> str:
        """Return the command that computes the same on a terminal."""
        view = address.view or self.view
        named = [self.scenario, *(["--view", view] if view else [])]
        many = ["--draws", str(self.draws), *(["--seed", str(self.seed)] if self.seed else [])]
        scenario = self.laid(address.view)
        if address.a.nothing and address.b.nothing:
            return shlex.join(["ripeness", "run", *named, *many])
        if address.a.nothing:
            settings = address.b.settings(scenario)
            said = ["--policy", settings] if isinstance(settings, str) else _set(settings)
            return shlex.join(["ripeness", "whatif", *named, *said, *many])
        if not address.a.levers and not address.b.levers:
            said = ["--policy", address.a.policy, "--policy", address.b.policy]
            return shlex.join(["ripeness", "whatif", *named, *said, *many])
        both = []
        for one in (address.a, address.b):
            policy = ["--policy", one.policy] if one.policy != STATUS_QUO else []
            both.append(shlex.join(["ripeness", "run", *named, *policy, *_set(one.levers), *many]))
        return "; ".join(both)

    def rendered(self, template: str, **content: Any) -> str:
        """Return a page of HTML."""
        return str(self.templates.get_template(template).render(**content)).lstrip()


def _set(levers: Any) -> list[str]:
    return [
        part
        for name, value in levers.items()
        for part in ("--set", f"{name}={number(value) if isinstance(value, float) else value}")
    ]


def told(scenario: Scenario, one: Adopted) -> str:
    """Return what is adopted, in words."""
    policy = [scenario.policies[one.policy].title] if one.policy in scenario.policies else []
    return name_roles("; ".join([*policy, *levers_told(scenario, one)]), called(scenario)) or "nothing new is adopted"
