"""Monthly paths of each epoch: runs the drivers on the epoch's levels and strings epochs together.

What happened before an epoch stays as it was: stocks (hulls, reserves, the power system) go on from where
the epoch before left them, unless the epoch states a level of its own; flows and rates are the epoch's
own from its first month on and are expected to last.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from ripeness.compiler.levels import Levels
from ripeness.model.drivers import aid, borrowing, effort, energy_revenue, infrastructure, shadow_fleet, war_chest
from ripeness.model.drivers.sanctions import Pressure, further
from ripeness.model.talks.passage import enforced

Paths = Float[np.ndarray, "draw month"]
AID = ("financial", "military", "intelligence")


@dataclass(frozen=True)
class Means:
    """Paths over the months 0 to `months`, as expected from the epoch's first month on.

    revenue : bn USD a month with nothing in force. punished : the same at each level above (executive action where
    there is such a door, the package). hulls : vessels. reserves : bn USD (one month longer). spent : by the attacker
    with nothing in force, bn USD a month; None where spending is fixed. shift : what a month of the package adds to
    reserves, bn USD. health : share of the power system that works (one month longer). cover : share of the need for
    aid that arrives. allocated : bn EUR a month. arms, money : military and financial aid that arrives, bn EUR a month.
    debt : bn USD borrowed since the war began.
    """

    revenue: Paths
    punished: tuple[Paths, ...]
    hulls: Paths
    reserves: Paths
    health: Paths
    cover: Paths
    allocated: dict[str, Paths]
    arms: Paths
    money: Paths
    debt: Paths
    spent: Paths | None

    @property
    def shift(self) -> Float[np.ndarray, "draw month level"]:
        """Reserves gained (negative: lost) by a month at each level above none, bn USD."""
        return np.stack([path - self.revenue for path in self.punished], axis=-1)


def means(levels: Levels, name: str, start: int, months: int, before: Means | None, doors: int = 1) -> Means:
    """Paths of one epoch; `before` is the epoch that it follows, `name` its id ("" for the first).

    `doors` : levels of punishment above none (1: the package; 2: executive action and the package).
    """
    fleet = _fleet(levels, name, start, months, before)
    shut, punished = _revenue(levels, fleet, start, before, doors)
    reserves, spent = _reserves(levels, name, start, shut, before)
    health = _health(levels, start, months, before)
    allocated, cover = _aid(levels, start, months, before)
    arms, money = (_arrived(levels, allocated, kind) for kind in ("military", "financial"))
    debt = _debt(levels, start, months, before)
    return Means(shut, punished, fleet, reserves, health, cover, allocated, arms, money, debt, spent)


def _onward(before: Paths | None, start: int, after: Paths) -> Paths:
    """The path as it was before `start`, then `after`."""
    return after if before is None else np.concatenate([before[:, :start], after], axis=1)


def _constant(values: Float[np.ndarray, " draw"], months: int) -> Paths:
    return np.repeat(values[:, None], months, axis=1)


def _fleet(levels: Levels, name: str, start: int, months: int, before: Means | None) -> Paths:
    none = np.zeros((levels.count, months - start))
    if not levels.present("shadow_fleet.hulls"):
        return _onward(before and before.hulls, start, none)
    carried = None if levels.set_in("shadow_fleet.hulls", name) else before
    path = shadow_fleet.hulls(
        levels["shadow_fleet.hulls"] if carried is None else carried.hulls[:, start],
        levels["shadow_fleet.acquired"],
        levels["shadow_fleet.retired"],
        levels["shadow_fleet.interdicted"],
        months - start,
        levels["shadow_fleet.replacement"],
    )
    return _onward(before and before.hulls, start, path)


def _fleet_in_force(levels: Levels, hulls: Paths, start: int) -> Paths:
    """Hulls if the package were in force from the epoch's first month on."""
    if not levels.present("shadow_fleet.hulls") or levels.never("shadow_fleet.interdicted_in_package"):
        return hulls
    months = hulls.shape[1]
    added = enforced(levels["shadow_fleet.interdicted_in_package"], levels["gate.enforcement"])
    after = shadow_fleet.hulls(
        hulls[:, start],
        levels["shadow_fleet.acquired"],
        levels["shadow_fleet.retired"],
        levels["shadow_fleet.interdicted"] + added,
        months - start,
        levels["shadow_fleet.replacement"],
    )
    return np.concatenate([hulls[:, :start], after], axis=1)


def _revenue(
    levels: Levels, hulls: Paths, start: int, before: Means | None, doors: int
) -> tuple[Paths, tuple[Paths, ...]]:
    """Revenue with nothing in force, and at each of `doors` levels above."""
    months = hulls.shape[1]
    if not levels.present("energy.price"):
        none = np.zeros((levels.count, months - start))
        paths = [none] * (doors + 1)
    else:
        cap = levels["sanctions.price_cap"] if levels.present("sanctions.price_cap") else None
        compliance = levels["sanctions.cap_compliance"]
        shut = Pressure(levels["sanctions.direct"], levels["sanctions.secondary"], cap, compliance)
        acted = further(shut, levels["sanctions.executive_direct"], levels["sanctions.executive_secondary"])
        most = acted if doors > 1 else shut
        bite = [
            enforced(levels[f"sanctions.package_{one}"], levels["gate.enforcement"]) for one in ("direct", "secondary")
        ]
        package = further(most, *bite)
        fewer = _fleet_in_force(levels, hulls, start)
        bearing = [(hulls, shut), (hulls, acted), (fewer, package)] if doors > 1 else [(hulls, shut), (fewer, package)]
        sold = levels.section("energy")
        paths = [
            energy_revenue.revenue(**sold, hulls=fleet[:, start:], pressure=pressure) for fleet, pressure in bearing
        ]
    earlier = [None] * (doors + 1) if before is None else [before.revenue, *before.punished]
    onward = [_onward(past, start, path) for past, path in zip(earlier, paths, strict=True)]
    return onward[0], tuple(onward[1:])


def _reserves(
    levels: Levels, name: str, start: int, revenue: Paths, before: Means | None
) -> tuple[Paths, Paths | None]:
    """(reserves with nothing in force, spending where it follows the means)."""
    months = revenue.shape[1]
    if not levels.present("war_chest.liquid_reserves"):
        return np.zeros((levels.count, months + 1)), None
    carried = None if levels.set_in("war_chest.liquid_reserves", name) else before
    first = levels["war_chest.liquid_reserves"] if carried is None else carried.reserves[:, start]
    income = revenue[:, start:] + (levels["war_chest.other_income"] + levels["war_chest.borrowing"])[:, None]
    capacity, planned = levels.get("war_chest.capacity", np.inf), levels["war_chest.war_spending"]
    if not levels.present("effort.runway"):
        path = war_chest.path(first, income - planned[:, None], capacity)
        return _onward(before and before.reserves, start, path), None
    path, spent = effort.path(first, income, planned, levels["effort.runway"], levels["effort.least"], capacity)
    return _onward(before and before.reserves, start, path), _onward(before and before.spent, start, spent)


def _debt(levels: Levels, start: int, months: int, before: Means | None) -> Paths:
    first = np.zeros(levels.count) if before is None else before.debt[:, start]
    path = borrowing.debt(first, np.asarray(levels.get("war_chest.borrowing", 0.0)), months - start)
    return _onward(before and before.debt, start, path)


def _health(levels: Levels, start: int, months: int, before: Means | None) -> Paths:
    if not levels.present("infrastructure.damage"):
        return _onward(before and before.health, start, np.ones((levels.count, months - start + 1)))
    path = infrastructure.health(
        np.ones(levels.count) if before is None else before.health[:, start],
        levels["infrastructure.damage"],
        levels["infrastructure.air_defence"],
        levels["infrastructure.repair"],
        months - start,
    )
    return _onward(before and before.health, start, path)


def _aid(levels: Levels, start: int, months: int, before: Means | None) -> tuple[dict[str, Paths], Paths]:
    flows = [path.split(".")[2] for path in levels.leaves if path.startswith("aid.flows.") and path.endswith(".amount")]
    flows = [flow for flow in flows if levels.present(f"aid.flows.{flow}.amount")]
    allocated = {
        flow: _onward(
            before and before.allocated.get(flow),
            start,
            _constant(_given(levels, flow), months - start),
        )
        for flow in flows
    }
    if not levels.present("aid.need"):
        return allocated, np.ones((levels.count, months))
    arrived = _arrived(levels, allocated, *AID)
    return allocated, aid.cover(arrived, levels["aid.need"])


def _arrived(levels: Levels, allocated: dict[str, Paths], *kinds: str) -> Paths:
    """Aid of some kinds that arrives, bn EUR a month; nil where none flows."""
    arrived = np.zeros((levels.count, 1))
    for flow, path in allocated.items():
        if levels.setting(f"aid.flows.{flow}.kind") in kinds:
            arrived = arrived + aid.delivered(path, levels[f"aid.flows.{flow}.lag"])
    return arrived


def _given(levels: Levels, flow: str) -> Float[np.ndarray, " draw"]:
    """What a flow brings a month, bn EUR."""
    amount = levels[f"aid.flows.{flow}.amount"]
    if not levels.setting(f"aid.flows.{flow}.mediator_weapons"):
        return amount
    return aid.permitted(amount, levels["aid.export_permission"])
