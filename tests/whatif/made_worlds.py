"""Made-up worlds: forecasts written out by hand, and one in which levers have known effects."""

from __future__ import annotations

import math

import numpy as np
import xarray as xr

import synthetic
from ripeness.arrays import ENDINGS
from ripeness.schema import Scenario
from synthetic import in_months


def made(
    ongoing: list[list[float]],
    weight: list[float],
    shares: dict[str, list[float]],
    **more: list[list[float]],
) -> xr.Dataset:
    """A forecast written out by hand.

    Parameters
    ----------
    ongoing : odds by draw and month. weight : of each draw. shares : of each ending in all that have ended, by draw.
    more : other variables by draw and month; ``terms`` by draw, of one issue.
    """
    odds = np.array(ongoing, float)
    ended = np.zeros((odds.shape[0], len(ENDINGS), odds.shape[1]))
    for name, share in shares.items():
        ended[:, ENDINGS.index(name)] = np.array(share)[:, None] * (1 - odds)
    terms = np.array(more.pop("terms", [[math.nan]] * len(weight)), float)
    data = {
        "weight": ("draw", np.array(weight, float)),
        "ongoing": (("draw", "month"), odds),
        "ended": (("draw", "ending", "month"), ended),
        "terms": (("draw", "issue"), terms),
        "assumption_value": (("draw", "assumption"), np.zeros((len(weight), 0))),
        **{name: (("draw", "month"), np.array(values, float)) for name, values in more.items()},
    }
    coords = {
        **in_months("month", [f"{2026 + number // 12}-{1 + number % 12:02d}" for number in range(odds.shape[1])]),
        "ending": list(ENDINGS),
        "issue": ["land"],
        "assumption": np.array([], dtype=str),
    }
    return xr.Dataset(data, coords, {"land": 1})


EFFECTS = {"guarantee": -1.5, "mandate": -1.0}
"""Log factor on the made-up hazard of an end, by lever, times how far the lever is moved."""

TOGETHER = 2.0
"""What the two levers do to it only together."""


def world(scenario: Scenario, levers: dict[str, float], draws: int, seed: int, ways: str = "agreement") -> xr.Dataset:
    """A made-up forecast in which levers shorten the war by known factors.

    ``ways`` : "agreement", or "collapse" for a world in which what levers hasten is the defender's collapse.
    """
    base = synthetic.forecast(scenario, draws, seed)
    moves = {name: value - scenario.levers[name].status_quo for name, value in levers.items()}
    power = sum(-EFFECTS.get(name, 0.0) * by for name, by in moves.items())
    power += TOGETHER * moves.get("guarantee", 0.0) * moves.get("mandate", 0.0)
    before = base.ongoing.astype(float)
    ongoing = before ** (1 + power)
    shares = np.array([synthetic.SHARES.get(name, 0.0) for name in ENDINGS])
    if ways == "collapse":
        gone = (before - ongoing).values[:, None, :]
        ended = shares[None, :, None] * (1 - before.values)[:, None, :]
        ended = ended + np.eye(len(ENDINGS))[ENDINGS.index("defender_collapses")][None, :, None] * gone
    else:
        ended = shares[None, :, None] * (1 - ongoing.values)[:, None, :]
    changed = base.assign(ongoing=ongoing, ended=(("draw", "ending", "month"), ended))
    changed["terms"] = base.terms + 0.1 * power
    return changed
