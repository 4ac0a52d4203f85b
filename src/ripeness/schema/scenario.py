"""The scenario: one person's argument about a war, as a file states it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from ripeness.errors import Problem, ScenarioError
from ripeness.model.drivers import (
    effort_declared,
    energy_revenue_declared,
    infrastructure_declared,
    leaders_declared,
    sanctions_declared,
    shadow_fleet_declared,
    war_weariness_declared,
)
from ripeness.model.kernels import truce_declared
from ripeness.schema import consistency
from ripeness.schema.calendar import Calendar, month_after, months_between, read_month
from ripeness.schema.caveats import warnings
from ripeness.schema.claims.claim import Claim
from ripeness.schema.content import OUTSIDE, content_hash, plain, shown
from ripeness.schema.correlation import Correlation
from ripeness.schema.declaration import Declaration
from ripeness.schema.leaves import Leaf, declarations, values
from ripeness.schema.nearest import advice_with_titles
from ripeness.schema.plans.plan import Plan
from ripeness.schema.quantity import DEFAULT, Quantity
from ripeness.schema.reference import SourceUnlessStated
from ripeness.schema.replacing import as_plain, as_stated, as_text, place_of
from ripeness.schema.section import Name, Section
from ripeness.schema.sections.actor import Party
from ripeness.schema.sections.aid import Aid
from ripeness.schema.sections.belief import Beliefs, Truth
from ripeness.schema.sections.costs import Costs, Patience
from ripeness.schema.sections.ending import Capitulation, Ceasefire, Outcomes, PartialDeals
from ripeness.schema.sections.envoy import Envoy
from ripeness.schema.sections.epoch import Epoch
from ripeness.schema.sections.front import Front, Numerics
from ripeness.schema.sections.issue import Bargaining, Choice, Matter
from ripeness.schema.sections.lever import Lever
from ripeness.schema.sections.mediator import Gate, Mediator
from ripeness.schema.sections.money import WarChest
from ripeness.schema.sections.policy import STATUS_QUO, Policy
from ripeness.schema.sections.question import Question
from ripeness.schema.sections.record import Record
from ripeness.schema.sections.text import Texts
from ripeness.schema.sections.track import Track
from ripeness.schema.source import Origin
from ripeness.schema.subsection import absent, present
from ripeness.schema.units import UnitError
from ripeness.schema.view import View

VERSION = 1
"""The version of the file format."""

UNUSED = ("authors", "pushed_back_by")
"""Last keys of leaves that are remarks: nothing is computed with them."""


class Scenario(BaseModel):
    """A scenario, frozen; built by ``ripeness.schema.load``."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    ripeness: Literal[1] = Field(description="version of the file format: 1")
    name: Name = Field(description="short name, used for files and folders")
    title: str = Field(description="title, in words")
    summary: str | None = Field(None, description="what the scenario argues, in a few sentences")
    source_unless_stated: SourceUnlessStated | None = Field(None, description="source of numbers that state none")
    note: str | None = Field(None, description="what else a reader should know")
    calendar: Calendar
    sources: dict[Name, Origin] = Field(default_factory=dict, description="the sources, each listed once")
    actors: dict[Name, Party] = Field(description="who takes part")
    front: Front
    numerics: Numerics = present(Numerics, "how finely the game is solved")
    truth: Truth
    beliefs: Beliefs = present(Beliefs, "what each side believes")
    costs: Costs
    patience: Patience
    war_weariness: Section = present(war_weariness_declared.DECLARED, "how a month's cost rises as the war goes on")
    outcomes: Outcomes = present(Outcomes, "what the endings are worth")
    capitulation: Capitulation = present(Capitulation, "when a side gives up")
    ceasefire: Ceasefire = present(Ceasefire, "stopping where the armies stand")
    partial_deals: PartialDeals = present(PartialDeals, "deals that end nothing")
    war_chest: WarChest | None = absent("the attacker's reserves; left out: money plays no part")
    energy: Section | None = absent("the attacker's energy revenue", energy_revenue_declared.DECLARED)
    shadow_fleet: Section | None = absent("vessels that carry oil past the sanctions", shadow_fleet_declared.DECLARED)
    sanctions: Section = present(sanctions_declared.DECLARED, "what sanctions take")
    effort: Section | None = absent("how means move the war; left out: they do not", effort_declared.DECLARED)
    aid: Aid | None = absent("aid to the defender")
    infrastructure: Section | None = absent("damage by strikes, and repair", infrastructure_declared.DECLARED)
    leaders: Section = present(leaders_declared.DECLARED, "what settling costs the leaders")
    mediator: Mediator | None = absent("the mediator; left out: there is none")
    gate: Gate = present(Gate, "how the package comes into force")
    tracks: dict[Name, Track] = Field(default_factory=dict, description="tracks of talks")
    texts: Texts = present(Texts, "texts on the table")
    envoy: Envoy | None = absent("what the envoy takes the war to be about; left out: there is none")
    issues: dict[Name, Matter] = Field(description="what a settlement is about")
    bargaining: Bargaining = present(Bargaining, "how the terms are chosen")
    choice: Choice = present(Choice, "how precisely stances are chosen")
    truce: Section | None = absent("an armed truce, in which the war may go on", truce_declared.DECLARED)
    epochs: dict[Name, Epoch] = Field(default_factory=dict, description="what changed unexpectedly, and when")
    correlations: dict[Name, Correlation] = Field(
        default_factory=dict, description="uncertain numbers that go together; the others are independent"
    )
    record: Record | None = absent("what has been observed since the war began")
    plans: dict[Name, Plan] = Field(default_factory=dict, description="plans of a settlement")
    levers: dict[Name, Lever] = Field(default_factory=dict, description="what policies can change")
    policies: dict[Name, Policy] = Field(default_factory=dict, description="named settings of the levers")
    claims: dict[Name, Claim] = Field(default_factory=dict, description="what the argument says would follow")
    questions: dict[Name, Question] = Field(default_factory=dict, description="what a forecast is asked, and by when")
    view: View | None = absent("the rival view laid over the scenario, which a file of its own states")

    @field_validator(*consistency.CHECKS)
    @classmethod
    def _consistent(cls, section: Any, info: ValidationInfo) -> Any:
        consistency.CHECKS[str(info.field_name)](section, info)
        return section

    @cached_property
    def _stated(self) -> dict[str, Any]:
        """Every leaf of the file itself, before any epoch."""
        return {path: value for path, value in values(Scenario, self) if path.split(".", 1)[0] not in OUTSIDE}

    @cached_property
    def declared(self) -> dict[str, Declaration]:
        """The declaration of every leaf of the sections that are there."""
        return dict(declarations(Scenario, self))

    @cached_property
    def data(self) -> Mapping[str, Any] | None:
        """The plain data that it was built from, which the loader notes."""
        return None

    @cached_property
    def file_texts(self) -> dict[str, str]:
        """Its text and that of its view, by the names that they have in a run's folder; the loader notes them."""
        return {"scenario.yaml": as_text(self.data)}

    @cached_property
    def file(self) -> Path | None:
        """The file that it was read from, which the loader notes; None if it was built from data."""
        return None

    @cached_property
    def laid_over(self) -> Path | None:
        """The file of the scenario that its view was laid over, which the loader notes; None without a view."""
        return None

    def leaves(self, epoch: int, levers: Mapping[str, float] | None = None) -> dict[str, Leaf]:
        """Return every leaf in an epoch: 0 from the war's beginning, 1 from the first listed one, ...

        ``levers`` holds values in canonical units, as ``policy_levers`` and ``lever_value`` return
        them; one at its status quo changes nothing. A section that is left out has leaves of None.
        """
        if not 0 <= epoch <= len(self.epochs):
            raise IndexError(f"epoch {epoch} of {len(self.epochs) + 1}")
        leaves = {path: Leaf(path, value) for path, value in self._stated.items()}
        for name, one in list(self.epochs.items())[:epoch]:
            leaves |= {path: Leaf(f"epochs.{name}.{path}", value) for path, value in one.changes.items()}
        for name, value in (levers or {}).items():
            lever = self._lever(name)
            if lever.moves(value):
                setting = {path: lever.setting(name, path, value) for path in lever.changes}
                leaves |= {path: Leaf(f"levers.{name}", new) for path, new in setting.items()}
        return leaves

    def epoch_starts(self) -> list[int]:
        """Return the first month of each epoch, counted from the war's beginning; the first is 0."""
        return [0, *(self.month_index(epoch.from_) for epoch in self.epochs.values())]

    def month_index(self, month: str) -> int:
        """Return how many months after the war's beginning a month lies: ``"2025-02"`` -> 36."""
        try:
            return months_between(self.calendar.war_began, read_month(month))
        except ValueError:
            raise _problem("", f"{month!r} is not a month", "Write year and month, for example 2022-02") from None

    def month_label(self, index: int) -> str:
        """Return the month that lies ``index`` months after the war's beginning."""
        return month_after(self.calendar.war_began, index)

    def assumptions(self) -> dict[str, Quantity]:
        """Return every uncertain quantity by its assumption: the order of the draws' coordinates.

        Sections in the schema's order, names in the file's, then the epochs. What is not computed with has none.
        """
        return {path: value for path, value in self.computed() if isinstance(value, Quantity) and value.uncertain}

    def quantities(self) -> dict[str, Quantity]:
        """Return every number that the file states, by its dotted path, with its source."""
        stated = list(self._stated.items())
        for name, epoch in self.epochs.items():
            stated += [(f"epochs.{name}.{path}", value) for path, value in epoch.changes.items()]
        for name, plan in self.plans.items():
            for one in plan.points:
                stated += [(f"plans.{name}.{one.number}.sets", one.sets)]
                stated += [(f"plans.{name}.{one.number}.guarantee", one.guarantee)]
        return {path: one for path, one in stated if isinstance(one, Quantity) and one.source != DEFAULT}

    def content_hash(self) -> str:
        """Return 16 hexadecimal digits of all that is computed with: no title, note or source changes them.

        What stands at its default does not count, so that a number that the format learns later changes no hash.
        """
        return content_hash(self)

    def replace(self, changes: Mapping[str, Any]) -> Scenario:
        """Return the scenario with some fields changed, validated and hashed anew.

        Parameters
        ----------
        changes : by dotted path as in the file ("truth.battle_odds", "calendar.horizon", "epochs.NAME.PATH"): what the
            file would hold there. A plain number is one in the field's own unit, and rests on the judgement of whoever
            changes it; None takes the line out of the file.

        Raises
        ------
        ScenarioError : names every path that there is not, and every value that cannot be.

        Examples
        --------
        >>> import ripeness
        >>> ruin = ripeness.load("gamblers-ruin").replace({"truth.battle_odds": 0.3})
        >>> ruin.truth.battle_odds.centre
        0.3
        """
        if self.data is None:
            raise _problem("", "the scenario was built by hand", "Build it with ripeness.load, or from data")
        if not isinstance(changes, Mapping) or any(not isinstance(path, str) for path in changes):
            raise _problem("", f"{changes!r} names no changes", "Write {'path': value}, paths as in the file")
        data = copy.deepcopy(dict(self.data))
        for path, value in changes.items():
            place, key = place_of(data, path)
            if value is None:
                place.pop(key, None)
            else:
                declared = self.declared.get(path.split(".", 2)[-1] if path.startswith("epochs.") else path)
                place[key] = as_stated(value, declared)
        return Scenario.rebuilt(data, self, f"scenario.replace, {self.name}")

    rebuilt: ClassVar[Callable[..., Scenario]]
    """How plain data become a scenario that stands in another's place; the loader says."""

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Scenario:
        """Return a copy. To change something, use `replace`: a copy that is updated would keep its old numbers."""
        if update:
            raise TypeError("a scenario is changed with scenario.replace({'path': value}), which validates it anew")
        return super().model_copy(deep=deep)

    def __repr__(self) -> str:
        """Return what it is, in a few lines."""
        return shown(self)

    __str__ = __repr__

    def changed_from(self, base: Scenario) -> list[str]:
        """Return the dotted paths of what is computed with and differs from another scenario of the same sections."""
        mine, theirs = dict(self.computed()), dict(base.computed())
        return [path for path, value in mine.items() if path not in theirs or plain(value) != plain(theirs[path])]

    def restored(self, base: Scenario, path: str) -> Scenario:
        """Return this scenario with one of ``changed_from`` as the other scenario states it."""
        if not path.startswith("epochs."):
            other = self.model_copy()
            other.__dict__["_stated"] = {**self._stated, path: base._stated[path]}
            return other
        _, name, changed = path.split(".", 2)
        changes, before = dict(self.epochs[name].changes), base.epochs[name].changes
        changes.pop(changed)
        changes |= {changed: before[changed]} if changed in before else {}
        epoch = self.epochs[name].model_copy(update={"changes": changes})
        return BaseModel.model_copy(self, update={"epochs": {**self.epochs, name: epoch}})

    def policy_levers(self, name: str) -> dict[str, float]:
        """Return a policy's lever values in canonical units; ``status-quo`` moves none."""
        if name == STATUS_QUO and name not in self.policies:
            return {}
        if not isinstance(name, str) or name not in self.policies:
            titles = {STATUS_QUO: "moves no lever"} | {key: one.title for key, one in self.policies.items()}
            fix = advice_with_titles(str(name), titles, "policy", "ripeness policies FILE")
            raise _problem("", f"no policy is called {name!r}", fix)
        stated = self.policies[name].levers
        return {lever: self.lever_value(lever, value) for lever, value in stated.items()}

    def settings(self, levers: Mapping[str, float]) -> dict[str, float | bool]:
        """Return what levers (canonical units) set, by the path that each changes; of two on one path the later."""
        found: dict[str, float | bool] = {}
        for name, value in levers.items():
            lever = self._lever(name)
            if lever.moves(value):
                made = {path: lever.setting(name, path, value) for path in lever.changes}
                found |= {path: one.centre if isinstance(one, Quantity) else one for path, one in made.items()}
        return dict(sorted(found.items()))

    def lever_value(self, lever: str, text: str | float) -> float:
        """Return a lever's value, written as ``4 %/month`` or as a number in its unit, in canonical units."""
        try:
            return self._lever(lever).value(_as_number(as_plain(text)))
        except UnitError as error:
            raise _problem(f"levers.{lever}", str(error), error.fix) from None

    def warnings(self) -> list[str]:
        """Return what is allowed but unwise, a sentence each."""
        return list(warnings(self))

    def actor(self, role: str) -> str:
        """Return the name of the first actor with a role."""
        return next(name for name, actor in self.actors.items() if actor.role == role)

    def names(self) -> dict[str, str]:
        """Return what each actor is called, by its key, and by its role where no other has it."""
        roles = [actor.role for actor in self.actors.values()]
        alone: dict[str, str] = {
            actor.role: actor.name for actor in self.actors.values() if roles.count(actor.role) == 1
        }
        return {**alone, **{key: actor.name for key, actor in self.actors.items()}}

    def _lever(self, name: str) -> Lever:
        if not isinstance(name, str) or name not in self.levers:
            titles = {key: one.title for key, one in self.levers.items()}
            fix = advice_with_titles(str(name), titles, "lever", "ripeness levers FILE")
            raise _problem("", f"no lever is called {name!r}", fix)
        return self.levers[name]

    def computed(self) -> Iterator[tuple[str, Any]]:
        """Yield path and value of each leaf that is computed with, those of the epochs last."""
        for path, value in self._stated.items():
            if path.rsplit(".", 1)[-1] not in UNUSED:
                yield path, value
        for name, epoch in self.epochs.items():
            for path, value in epoch.changes.items():
                if path.rsplit(".", 1)[-1] not in UNUSED:
                    yield f"epochs.{name}.{path}", value


def _as_number(text: str | float) -> str | float:
    words = {"on": 1.0, "true": 1.0, "open": 1.0, "off": 0.0, "false": 0.0, "shut": 0.0}
    return words.get(text.strip().lower(), text) if isinstance(text, str) else text


def _problem(path: str, what: str, fix: str) -> ScenarioError:
    return ScenarioError([Problem(what, fix, path)])
