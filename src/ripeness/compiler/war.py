"""A scenario becomes a course (static) and games (arrays): epochs, drivers, believers, sides, terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import jax
import numpy as np
from jaxtyping import Float

from ripeness.compiler import effort, front, plan, tables, texts, truce
from ripeness.compiler.effort import Efforts, efforts
from ripeness.compiler.issues import compile_issues
from ripeness.compiler.levels import Draws, Levels, levels_by_epoch
from ripeness.compiler.means import Means, means
from ripeness.compiler.parties import believers, belligerent, executive, mediator, sincerity_at_start, where
from ripeness.compiler.record import compile_record
from ripeness.model.declared import SIDES
from ripeness.model.drivers import aid, infrastructure, war_weariness
from ripeness.model.state import Game, Lattice, Months, Rules, Seen
from ripeness.model.talks import passage
from ripeness.schema.scenario import Scenario
from ripeness.solver.course import Course, Epoch

NO_CHEST = 1e9  # bn USD: reserves that never run out, where a scenario models none


@dataclass(frozen=True)
class Compiled:
    """Static course, games by epoch and record, each array with a leading axis `draw`."""

    course: Course
    games: tuple[Game, ...]
    record: Seen
    means: tuple[Means, ...]


def compile_war(
    scenario: Scenario,
    drawn: Mapping[str, Draws],
    count: int,
    levers: Mapping[str, float] | None = None,
    *,
    exact: bool = False,
    sign: str | None = None,
    moved: Mapping[str, Draws] | None = None,
) -> Compiled:
    """Compile `count` draws of a scenario.

    Parameters
    ----------
    drawn : values of each uncertain assumption, shape (count,).
    levers : policy from `as_of` on, in canonical units; None or empty for the status quo.
    exact : the reference: bargain over every segment instead of by table, every month on the whole lattice.
    sign : name of a plan that alone can be signed from `as_of` on; None for whatever terms are agreed.
    moved : what is added to single numbers, see `levels_by_epoch`; a lever that is moved opens the policy's epoch.
    """
    epochs = levels_by_epoch(scenario, drawn, count, levers, moved)
    policy = len(epochs) > len(scenario.epoch_starts())
    if sign is not None and not policy:
        epochs.append(Levels(scenario.leaves(len(epochs) - 1), drawn, count))
    as_of = scenario.month_index(scenario.calendar.as_of)
    starts = scenario.epoch_starts() + ([as_of] if policy or sign is not None else [])
    names = ["", *scenario.epochs, "policy"]
    horizon = as_of + scenario.calendar.horizon + scenario.calendar.tail
    static, games, paths = [], [], []
    gated = renewed = False
    doors = 1 if all(levels.never("gate.executive") for levels in epochs) else 2
    before: Means | None = None
    before_efforts: Efforts | None = None
    full = epochs[len(scenario.epoch_starts()) - 1].get("war_chest.war_spending", 1.0)
    for number, (levels, start) in enumerate(zip(epochs, starts, strict=True)):
        mediated = bool(levels.setting("mediator.present"))
        gated = gated or mediated or bool(levels.setting("gate.in_force_at_start"))
        before = means(levels, names[number], start, horizon, before, doors)
        lattice = _lattice(scenario, mediated, 1 + doors if gated else 1, levels, exact)
        listed = 0 < number < len(scenario.epoch_starts())
        if levels.present("effort.runway"):
            as_things_stand = before_efforts if number and not listed else None
            teaches = scenario.month_index(scenario.front.from_) if scenario.front.from_ else 0
            before_efforts = efforts(levels, before, start, full, before_efforts, as_things_stand, teaches)
        # What a policy does not touch (the envoy's learning, the debt) stands as in the epoch that it follows.
        known = scenario.epoch_starts()[min(number, len(scenario.epochs))]
        renewed = renewed or (listed and scenario.epochs[names[number]].new_mediator)
        if start in starts[number + 1 :]:
            continue  # superseded in its first month, as by a policy on the war's first day: nobody plays it
        rules = _rules(scenario, levels, exact, known)
        game = _game(scenario, levels, before, mediated, horizon, lattice.gates, known)
        rules, game = texts.narrowed(rules, game, start)
        if before_efforts is not None:
            game = _with_effort(game, levels, before, before_efforts, full, lattice, horizon)
        if scenario.truce is not None:
            game = truce.with_truce(scenario, levels, before, game, lattice, horizon)
        if sign is not None and number == len(epochs) - 1:
            rules, game = plan.alone_on_the_table(scenario, sign, levels, rules, game)
        static.append(Epoch(start, lattice, rules, renewed))
        games.append(game)
        paths.append(before)
        renewed = False
    course = Course(
        tuple(static),
        as_of,
        scenario.calendar.horizon + 1,
        horizon,
        bool(epochs[0].setting("gate.in_force_at_start")),
        None if scenario.calendar.baseline is None else scenario.month_index(scenario.calendar.baseline),
        tuple(_settles_as(number, static, games) for number in range(len(games))),
        scenario.calendar.belief_horizon,
    )
    return Compiled(course, tuple(games), compile_record(scenario, epochs[0]), tuple(paths))


def _settles_as(number: int, epochs: list[Epoch], games: list[Game]) -> int:
    """First epoch in which every draw settles by the same numbers as in this one."""

    def made_of(of: int) -> tuple[Any, list[np.ndarray]]:
        rules, game = epochs[of].rules, games[of]
        leaves, tree = jax.tree.flatten((game.issues, game.attacker_power))
        return (tree, rules.agenda, rules.protocols, rules.exact), leaves

    static, leaves = made_of(number)
    for earlier in range(number):
        before, others = made_of(earlier)
        if before == static and all(np.array_equal(one, other) for one, other in zip(leaves, others, strict=True)):
            return earlier
    return number


def _lattice(scenario: Scenario, mediated: bool, gates: int, levels: Levels, exact: bool) -> Lattice:
    numerics = scenario.numerics
    fills = scenario.truce is not None
    chest = numerics.chest_nodes if (gates > 1 or fills) and levels.present("war_chest.liquid_reserves") else 1
    above = numerics.chest_above if fills and chest > 1 else 0
    return Lattice(
        steps=front.cells_of(scenario),
        start=scenario.front.start or 0,
        chest=chest + above,
        sincerity=numerics.sincerity_nodes if mediated else 1,
        gates=gates,
        sincerity_low=numerics.sincerity_low,
        sincerity_high=numerics.sincerity_high,
        thinning=1 if exact else numerics.thinning,
        law=scenario.front.law,
        substeps=scenario.front.substeps,
        above=above,
    )


def _rules(scenario: Scenario, levels: Levels, exact: bool, known: int) -> Rules:
    agenda, land = tables.agenda(scenario, levels, known)
    issues = scenario.issues.values()
    return Rules(
        agenda=agenda,
        land=land,
        protocol=str(levels.setting("bargaining.protocol")),
        smooth=levels.present("choice.precision"),
        capitulation=levels.present("capitulation.attacker_floor") or levels.present("capitulation.defender_floor"),
        ceasefire=bool(levels.setting("ceasefire.allowed")),
        exact=exact,
        truce=scenario.truce is not None,
        truce_texts=texts.truces(scenario) if scenario.truce is not None else (),
        government=next((place for place, one in enumerate(issues) if one.government), None),
        steps=tuple(tuple(one.steps) for one in issues) if any(one.steps for one in issues) else (),
    )


def _game(
    scenario: Scenario, levels: Levels, paths: Means, mediated: bool, horizon: int, gates: int, known: int
) -> Game:
    chest = levels.present("war_chest.liquid_reserves")
    nodes = scenario.numerics.chest_nodes
    highest = paths.reserves.max(axis=1)
    issues = compile_issues(scenario, levels, paths.debt[:, known])
    spacing = np.maximum(highest / max(nodes - 1, 1), 1e-6) if chest else np.ones(levels.count)
    return Game(
        months=_months(scenario, levels, paths, horizon),
        believers=believers(levels),
        attacker=belligerent(levels, "attacker", mediated),
        defender=belligerent(levels, "defender", mediated),
        issues=issues,
        mediator=mediator(scenario, levels, mediated, known),
        attacker_power=levels["bargaining.attacker_power"],
        exhausted_cost=levels["costs.exhausted"],
        attending_cost=levels["costs.attending"],
        striking_cost=levels["costs.striking"],
        odds_when_exhausted=levels["truth.odds_when_exhausted"],
        opening=where(
            mediated, passage.with_consent(levels["gate.opening"], levels["gate.vote"], levels["gate.signature"])
        ),
        discharge=where(mediated, passage.against_him(levels["gate.discharge"], levels["gate.override"])),
        relax=where(mediated, levels["gate.relax"]),
        sincerity_at_start=sincerity_at_start(levels, mediated),
        chest_spacing=spacing,
        precision=levels.get("choice.precision", 0.0),
        executive=executive(levels, mediated) if gates > 2 else None,
        line=front.line(scenario, levels),
        texts=texts.compile_texts(scenario, levels, issues),
        laxity=None if gates == 1 or levels.never("gate.laxity") else where(mediated, levels["gate.laxity"]),
    )


def _with_effort(
    game: Game, levels: Levels, paths: Means, found: Efforts, full: Draws, lattice: Lattice, horizon: int
) -> Game:
    """The game where spending and the defender's means move the war, instead of exhausted reserves alone."""
    spends = levels.present("war_chest.liquid_reserves")
    factor = effort.collapse_factor(levels, paths, found)[:, :horizon, None]
    months = replace(
        game.months,
        odds_shift=effort.base_shift(levels, found)[:, :horizon],
        carried=found.carried[:, :horizon] if game.line is not None else None,
        collapse=game.months.collapse * factor,
        budget=effort.budget(levels, paths, lattice.gates, horizon) if spends else None,
    )
    return replace(game, months=months, effort=effort.numbers(levels, full) if spends else None)


def _months(scenario: Scenario, levels: Levels, paths: Means, horizon: int) -> Months:
    def lasting(values: Draws) -> Float[np.ndarray, "draw month"]:
        return np.repeat(values[:, None], horizon, axis=1)

    collapse_true = aid.collapse_hazard(
        levels["truth.collapse_hazard"], paths.cover, levels.get("aid.shortfall_effect", 0.0)
    )
    believed = [collapse_true]
    for side in SIDES:
        if not levels.present(f"beliefs.{side}.collapse.mean") or levels.setting(f"beliefs.{side}_knows"):
            believed.append(collapse_true)
            continue
        of_attacker = side == "attacker"
        believed.append(
            aid.believed_collapse(
                levels[f"beliefs.{side}.collapse.mean"],
                levels[f"beliefs.{side}.collapse.strength"],
                horizon,
                levels["beliefs.news"] if of_attacker else np.ones(levels.count),
                levels.get("aid.commitment", 0.0) if of_attacker else np.zeros(levels.count),
                levels.get("aid.credibility", 0.0),
            )
        )
    cost = {
        "attacker": lasting(levels["costs.attacker"]),
        "defender": aid.defender_cost(
            levels["costs.defender"], effort.cover(levels, paths), levels.get("aid.cost_relief", 0.0)
        ),
    }
    cost = {side: war_weariness.risen(cost[side], **levels.section(f"war_weariness.{side}")) for side in SIDES}
    putting = texts.put(scenario, levels, horizon)
    first = int(scenario.calendar.war_began[5:7]) - 1
    calendar_month = (first + np.arange(horizon)) % 12 + 1
    chest = levels.present("war_chest.liquid_reserves")
    return Months(
        month=lasting(np.zeros(levels.count)) + np.arange(horizon),
        attacker_cost=cost["attacker"],
        defender_cost=cost["defender"],
        struck_cost=infrastructure.struck_cost(
            levels["costs.struck"],
            levels.get("infrastructure.outage_cost", 0.0),
            paths.health[:, :horizon],
            levels.get("infrastructure.winter_factor", 1.0),
            calendar_month,
        ),
        table=tables.chance_of_table(scenario, levels, horizon),
        odds_shift=lasting(effort.intelligence(levels)),
        collapse=np.stack(believed, axis=-1),
        path=paths.reserves[:, :horizon] if chest else lasting(np.full(levels.count, NO_CHEST)),
        chest_shift=paths.shift,
        put=None if putting is None else putting[0],
        mandate=None if putting is None else putting[1],
    )
