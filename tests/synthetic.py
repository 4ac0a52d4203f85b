"""A made-up forecast of the shape that ``ripeness.forecast`` returns: smooth curves, no game behind them."""

from __future__ import annotations

import json

import numpy as np
import xarray as xr

from ripeness.arrays import ACTORS, BELIEVERS, ENDINGS, SETTLEMENTS
from ripeness.schema import Scenario
from ripeness.schema.sections.issue import on_land

SHARES = {
    "settlement_to_attacker": 0.35,
    "settlement_even": 0.20,
    "settlement_to_defender": 0.05,
    "attacker_wins_at_the_front": 0.02,
    "defender_collapses": 0.18,
    "attacker_forced_to_stop": 0.20,
}


def in_months(dimension: str, labels: list[str]) -> dict:
    """Coordinates of months as a forecast has them: first days and labels."""
    days = np.array(labels, "datetime64[M]").astype("datetime64[s]")
    return {dimension: days, f"{dimension}_label": (dimension, labels)}


def deals(scenario: Scenario, settled: np.ndarray) -> dict[str, tuple]:
    """Three deals that share out nine tenths of the settlements: everything as held, half-way, all to the attacker."""
    issues, draws, held = len(scenario.issues), len(settled), 0.6
    terms = np.stack([np.full(issues, held), np.full(issues, 0.5), np.ones(issues)])
    return {
        "deal_chance": (("draw", "deal"), settled[:, None] * [0.5, 0.3, 0.1]),
        "deal_rest": (("draw",), 0.1 * settled),
        "deal_terms": (("draw", "deal", "issue"), np.broadcast_to(terms, (draws, 3, issues))),
        "deal_held": (("draw", "deal", "issue"), np.full((draws, 3, issues), held)),
        "deal_text": (("draw", "deal"), np.full((draws, 3), -1)),
        "gains": (("draw", "actor"), np.broadcast_to([0.06, 0.02], (draws, 2))),
    }


def forecast(
    scenario: Scenario,
    draws: int = 200,
    seed: int = 0,
    horizon: int | None = None,
    record: bool = True,
    policy: str | None = None,
    levers: dict[str, str] | None = None,
    spread: float = 1.0,
) -> xr.Dataset:
    """Return a forecast in which the war is the longer, the higher the first assumption."""
    random = np.random.default_rng(seed)
    months = (horizon or scenario.calendar.horizon) + 1
    ahead = np.arange(months)
    names = list(scenario.assumptions())
    drawn = random.standard_normal((draws, len(names)))
    hazard = 0.02 * np.exp(-0.5 * drawn[:, 0] + 0.1 * random.standard_normal(draws))
    ongoing = np.exp(-hazard[:, None] * ahead)
    prior = np.full(draws, 1 / draws)
    log_likelihood = -50 - spread * random.standard_normal(draws) ** 2
    weight = prior * np.exp(log_likelihood + 50) if record else prior
    weight = weight / weight.sum()
    shares = np.array([SHARES.get(name, 0.0) for name in ENDINGS])
    ended = shares[None, :, None] * (1 - ongoing)[:, None, :]
    value = np.stack([0.45 - 0.001 * ahead, 0.40 + 0.0005 * ahead])[None] + 0.02 * drawn[:, 1, None, None]
    gap = -0.12 + 0.003 * ahead[None] + 0.01 * drawn[:, 2, None]
    issues = list(scenario.issues)
    start = scenario.month_index(scenario.calendar.as_of)
    flat = np.broadcast_to

    def per_month(name: str, values: np.ndarray, units: str) -> tuple:
        attrs = {"long_name": name, "units": units, "source": "computed"}
        return ("draw", "month"), np.array(flat(values, (draws, months)), np.float32), attrs

    variables = {
        "weight": (("draw",), weight),
        "prior_weight": (("draw",), prior),
        "log_likelihood": (("draw",), log_likelihood),
        "ongoing": per_month("probability that the war goes on", ongoing, "1"),
        "ongoing_unconditioned": per_month("the same without the record", ongoing**3, "1"),
        "ended": (("draw", "ending", "month"), ended.astype(np.float32)),
        "ongoing_in_eyes": (("draw", "believer", "month"), np.repeat(ongoing[:, None], 3, 1).astype(np.float32)),
        "value": (("draw", "actor", "month"), np.array(flat(value, (draws, 2, months)), np.float32)),
        "ripeness_gap": per_month("ripeness gap", gap, "share of the prize"),
        "attended_no_deal_in_reach": per_month("attended, no deal in reach", 0.6 - 0.001 * ahead[None], "1"),
        "stayed_away": per_month("stayed away", 0.3 - 0.001 * ahead[None], "1"),
        "in_earnest": per_month("a deal in reach but no table", 0.1 + 0.002 * ahead[None], "1"),
        "ripe": per_month("share of states that are ripe", 0.1 + 0.002 * ahead[None], "1"),
        "terms": (("draw", "issue"), random.uniform(0.2, 1.0, (draws, len(issues))).astype(np.float32)),
        **deals(scenario, ended[:, : len(SETTLEMENTS), -1].sum(axis=1)),
        "assumption_value": (("draw", "assumption"), drawn.astype(np.float32)),
    }
    coords = {
        **in_months("month", [scenario.month_label(start + number) for number in ahead]),
        "months_ahead": ("month", ahead),
        "ending": list(ENDINGS),
        "issue": issues,
        "issue_title": ("issue", [scenario.issues[issue].title for issue in issues]),
        "actor": list(ACTORS),
        "believer": list(BELIEVERS),
        "assumption": names,
        "assumption_unit": ("assumption", [one.unit for one in scenario.assumptions().values()]),
    }
    attrs = {
        "scenario": scenario.name,
        "title": scenario.title,
        "scenario_hash": scenario.content_hash(),
        "as_of": scenario.calendar.as_of,
        "policy": policy or "status-quo",
        "levers": json.dumps(levers or {}),
        "seed": seed,
        "draws": draws,
        "record": int(record),
        "land": int(on_land(scenario.issues)),
        "deals_within": months - 1,
        "precision": "float32",
        "proposal": "prior",
        "effective_sample_size": float(1 / np.sum(weight**2)),
        "partial": 0,
        "compile_s": 1.5,
        "solve_s": 2.5,
        "law_s": 0.5,
        "device": "cpu",
        "versions": json.dumps({"ripeness": "0.1.0"}),
        "created": "2026-02-01T00:00:00+00:00",
    }
    return xr.Dataset(variables, coords, attrs)
