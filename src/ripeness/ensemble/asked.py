"""What was asked of a scenario, validated once and handed whole to forecast, stream, resume and cache keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ripeness.errors import RunError
from ripeness.schema.content import plain
from ripeness.schema.nearest import advice
from ripeness.schema.scenario import Scenario
from ripeness.schema.sections.policy import STATUS_QUO

if TYPE_CHECKING:
    from ripeness.ensemble.draws import Design

Levers = Mapping[str, float | str]
"""Values of levers by name: a number in the lever's own unit, or text with a unit."""

DRAWS = 200
SOBOL, LATIN = "sobol", "latin-hypercube"
PRECISIONS = ("float32", "float64")
HIGHEST_SEED = 2**32 - 1
MOST_DRAWS = 10**8


@dataclass(frozen=True)
class Asked:
    """One question to the engine.

    Attributes
    ----------
    scenario : with its view laid over it. policy : label of what is adopted at `as_of`.
    levers : values in canonical units of the levers that do not stand at their status quo, in the order of setting.
    stated : levers set besides the policy's, as they were written.
    sign : name of a plan that alone can be signed from `as_of` on, or None.
    draws, seed, points : of the sets of assumptions; `design` : the sets themselves, in their place.
    horizon : months shown. months : months carried, where that is fewer. record : whether the record weighs the draws.
    precision : "float32", or "float64" for the slow reference.
    """

    scenario: Scenario
    policy: str = STATUS_QUO
    levers: Mapping[str, float] = field(default_factory=dict)
    stated: Levers = field(default_factory=dict)
    sign: str | None = None
    draws: int = DRAWS
    seed: int = 0
    points: str = SOBOL
    design: Design | None = None
    horizon: int = 0
    months: int | None = None
    record: bool = True
    precision: str = "float32"

    @property
    def nothing(self) -> bool:
        """Whether it is the status quo."""
        return not self.levers and self.sign is None

    @property
    def main(self) -> str:
        """The view that is reported in full: nature's with the record, or as if none had been seen."""
        return "nature" if self.record else "unconditioned"

    @property
    def shown(self) -> int:
        """Months that a dataset shows; a war that is carried less far shows as many."""
        return self.horizon if self.nothing else min(self.horizon, self.months or self.horizon)

    def under(self, policy: str | Levers, months: int | None = None) -> Asked:
        """Return the same question under a policy by name, or under levers, carried some months ahead."""
        if isinstance(policy, str):
            label, stated, levers = policy, {}, _moving(self.scenario, policy, {})
        else:
            label, stated, levers = STATUS_QUO, dict(policy), _moving(self.scenario, None, policy)
        return replace(self, policy=label, levers=levers, stated=stated, months=months, sign=None)

    @property
    def set_levers(self) -> dict[str, float]:
        """Every lever that is set, in canonical units, those that are put back to their status quo too."""
        stated = {name: self.scenario.lever_value(name, value) for name, value in self.stated.items()}
        return {**self.levers, **stated}

    def identity(self) -> dict[str, Any]:
        """Return all that the arrays of a set of assumptions depend on, as JSON holds it."""
        return {
            "scenario": self.scenario.content_hash(),
            "settings": self.scenario.settings(self.levers),
            "months": None if self.nothing else self.months,
            "sign": None if self.sign is None else self.scenario.plans[self.sign].model_dump(mode="json"),
            "calendar": self.scenario.calendar.baseline,
            "main": self.main,
            "precision": self.precision,
        }


def asked(
    scenario: Scenario,
    policy: str | None = None,
    levers: Levers | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    horizon: int | None = None,
    *,
    record: bool = True,
    sign: str | None = None,
    precision: str = "float32",
    points: str = SOBOL,
    design: Design | None = None,
) -> Asked:
    """Return a question, or raise what is wrong with it.

    Raises
    ------
    RunError : draws, seed, horizon, points or precision out of range, an unknown plan, one that leaves land alone.
    ScenarioError : unknown policy or lever, value out of range.
    """
    refuse_out_of_range(draws, seed, points)
    longest = scenario.calendar.horizon
    if horizon is not None and not 1 <= horizon <= longest:
        what = f"a horizon of {horizon} months is outside 1 to {longest}, what {scenario.name} can show"
        raise RunError(what, "Ask for fewer months, or raise calendar.horizon in the scenario")
    if precision not in PRECISIONS:
        raise RunError(f"there is no precision {precision!r}", "Choose float32 or float64")
    if sign is not None and sign not in scenario.plans:
        raise RunError(f"no plan is called {sign!r}", advice(sign, tuple(scenario.plans), "plan"))
    if sign is not None:
        _refuse_land_left_alone(scenario, sign)
    if design is not None:
        refuse_foreign(scenario, design)
    return Asked(
        scenario,
        STATUS_QUO if policy is None else policy,
        _moving(scenario, policy, levers or {}),
        dict(levers or {}),
        sign,
        len(design) if design is not None else draws,
        seed,
        points,
        design,
        horizon or longest,
        None,
        record and scenario.record is not None,
        precision,
    )


def _refuse_land_left_alone(scenario: Scenario, sign: str) -> None:
    """Refuse a plan that alone can be signed and says nothing of some land: where the front stands is the answer's."""
    stated = scenario.plans[sign].terms()
    left = [name for name, issue in scenario.issues.items() if issue.band is not None and name not in stated]
    if left:
        what = f"the plan {sign} leaves land alone ({', '.join(left)}), and does not say where it stands"
        fix = f"Ask ripeness.plans(scenario, sign={sign!r}), which takes it as it is held, or let points set it"
        raise RunError(what, fix)


def refuse_out_of_range(draws: int, seed: int, points: str) -> None:
    """Refuse a number of draws, a seed or points that make no sets of assumptions."""
    if draws < 1:
        raise RunError(f"{draws} draws make no forecast", "Ask for at least 1, for example 200")
    if draws > MOST_DRAWS:
        raise RunError(f"{draws} draws would take years", f"Ask for at most {MOST_DRAWS}")
    if not 0 <= seed <= HIGHEST_SEED:
        raise RunError(f"{seed} is no seed", f"A seed is a whole number from 0 to {HIGHEST_SEED}")
    if points not in (SOBOL, LATIN):
        raise RunError(f"there are no points {points!r}", f"Choose {SOBOL} or {LATIN}")


def refuse_foreign(scenario: Scenario, design: Design) -> None:
    """Refuse a design whose rows are not of this scenario's uncertain numbers."""
    made_for = getattr(design, "scenario", None)
    names = getattr(design, "values", None) if made_for is None else made_for.assumptions()
    if names is None:
        raise RunError(f"{type(design).__name__} is no design", "Make one with ripeness.design or ripeness.read_design")
    here = scenario.assumptions()
    other = [name for name in {**here, **dict(names)} if (name in here) != (name in names)]
    if made_for is not None and not other:
        other = [name for name, one in here.items() if plain(one) != plain(names[name])]
    if other:
        what = f"the design was made for other assumptions than those of {scenario.name}: {other[0]} differs"
        raise RunError(what, "Make it anew: ripeness.design(scenario, draws)")


def _moving(scenario: Scenario, policy: str | None, levers: Levers) -> dict[str, float]:
    """Return the levers that change something: one that stands at its status quo opens no epoch."""
    chosen = {} if policy is None else dict(scenario.policy_levers(policy))
    chosen |= {lever: scenario.lever_value(lever, value) for lever, value in levers.items()}
    return {lever: value for lever, value in chosen.items() if scenario.levers[lever].moves(value)}
