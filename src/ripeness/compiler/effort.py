"""Effort of both sides by month: what the game reads of it, and what beliefs on the front allow for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from ripeness.compiler.levels import Draws, Levels
from ripeness.compiler.means import Means
from ripeness.model.drivers import aid, effort
from ripeness.model.kernels.treasury import Budget, Effort

Paths = Float[np.ndarray, "draw month"]


@dataclass(frozen=True)
class Efforts:
    """Paths with nothing in force, over the months of `Means`.

    attacker, defender : effort, shares of full effort. usual_attacker, usual_defender : the same as things stand.
    shift : what means add to the front's drift (km^2 a month; to the chance of a month on a front of steps). carried :
    sum of the shifts before each month, from the month on from which the front teaches.
    """

    attacker: Paths
    defender: Paths
    usual_attacker: Paths
    usual_defender: Paths
    shift: Paths
    carried: Paths


def efforts(
    levels: Levels, paths: Means, start: int, full: Draws, before: Efforts | None, usual: Efforts | None, teaches: int
) -> Efforts:
    """Efforts of an epoch.

    Parameters
    ----------
    full : planned spending at `as_of`, which makes the attacker's effort 1. before : of the epoch that it follows.
    usual : as things stand; None where this epoch is how they stand. teaches : month from which the front teaches.
    """
    least = levels["effort.least"][:, None]
    ones = np.ones_like(paths.revenue)
    attacker = ones if paths.spent is None else effort.effort(paths.spent, full[:, None], least)
    needed = levels.get("effort.arms_needed", np.nan)[:, None]
    arms = paths.arms + levels["effort.arms_made"][:, None]
    defender = effort.effort(arms, needed, least) if levels.present("effort.arms_needed") else ones
    usually = (attacker, defender) if usual is None else (usual.attacker, usual.defender)
    gains = [levels[f"effort.{side}_{front_of(levels)}"] for side in ("attacker", "defender")]
    shift = (
        intelligence(levels)[:, None]
        + effort.relative(attacker, usually[0], gains[0])
        - effort.relative(defender, usually[1], gains[1])
    )
    if before is not None:
        shift = np.concatenate([before.shift[:, :start], shift[:, start:]], axis=1)
    counted = np.where(np.arange(shift.shape[1]) >= teaches, shift, 0.0)
    carried = np.cumsum(counted, axis=1) - counted
    return Efforts(attacker, defender, *usually, shift, carried)


def front_of(levels: Levels) -> str:
    """What shifts of the front are stated in: "drift" or, on a front of steps, "odds"."""
    return "odds" if levels.setting("front.law") == "steps" else "drift"


def intelligence(levels: Levels) -> Draws:
    """What the front's drift, or the chance of a month, gains where intelligence is withdrawn."""
    effect = levels.get(f"aid.intelligence_{front_of(levels)}", 0.0)
    return aid.odds_shift(levels.get("aid.intelligence", 1.0), effect)


def base_shift(levels: Levels, found: Efforts) -> Paths:
    """What is added to the drift or chance in each month, but for the logarithm of the attacker's effort."""
    gains = [levels[f"effort.{side}_{front_of(levels)}"][:, None] for side in ("attacker", "defender")]
    defended = np.log(found.defender / found.usual_defender)
    return intelligence(levels)[:, None] - gains[0] * np.log(found.usual_attacker) - gains[1] * defended


def numbers(levels: Levels, full: Draws) -> Effort:
    """Numbers of the attacker's effort for the game."""
    return Effort(
        runway=levels["effort.runway"],
        least=levels["effort.least"],
        full=full,
        capacity=levels.get("war_chest.capacity", 1e9),
        gain=levels[f"effort.attacker_{front_of(levels)}"],
    )


def budget(levels: Levels, paths: Means, gates: int, horizon: int) -> Budget:
    """Money by month for the game, from the epoch's first month on."""
    other = (levels["war_chest.other_income"] + levels["war_chest.borrowing"])[:, None]
    income = [path[:, :horizon] + other for path in (paths.revenue, *paths.punished)][:gates]
    planned = np.repeat(levels["war_chest.war_spending"][:, None], horizon, axis=1)
    return Budget(np.stack(income, axis=-1), planned, paths.reserves[:, 1 : horizon + 1])


def cover(levels: Levels, paths: Means) -> Paths:
    """Share of the donors' money needed that arrives, at most 1; of all aid where no need of money is stated."""
    if not levels.present("effort.money_needed"):
        return paths.cover
    return aid.cover(paths.money, levels["effort.money_needed"])


def collapse_factor(levels: Levels, paths: Means, found: Efforts) -> Paths:
    """Factor on the hazard of collapse in all eyes: the defender's means to the power of minus an exponent."""
    least = levels["effort.least"][:, None]
    return effort.hazard_factor(
        found.defender * np.maximum(cover(levels, paths), least), levels["effort.collapse_exponent"]
    )
