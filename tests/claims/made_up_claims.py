"""Four sets of assumptions whose every number is written down here, and a small data folder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import xarray as xr

from ripeness.arrays import ACTORS, BELIEVERS, ENDINGS, MONTHS_ON, READINGS
from ripeness.cli.new import STARTER
from ripeness.schema import Scenario
from ripeness.schema.load import parse_scenario
from synthetic import in_months

WEIGHT = np.array([0.4, 0.3, 0.2, 0.1])
PRIOR = np.full(4, 0.25)
MONTHS = 37
PAST = 24

HEAD = STARTER.read_text(encoding="utf-8").split("claims:", 1)[0]
POLICIES = """\
  mandates-first: {title: delegations that may settle, levers: {mandate: 0.9}}
  both-first: {title: both, levers: {mandate: 0.9, guarantee: 0.7}}
  third: {title: a third, levers: {guarantee: 0.8}}
"""
BASELINE = "  baseline: 2025-01\n"
FIRST = "claims:                 # what the argument says would follow\n"


def scenario_text(claims: str, plans: str = "") -> str:
    """The starter with a baseline, a few more policies, and these claims (indented by two)."""
    head = HEAD.replace("  horizon: 36 months", f"{BASELINE}  horizon: 36 months", 1)
    return f"{head.rstrip()}\n{POLICIES}{plans}{FIRST}{claims}"


def scenario(holds_if: str, kind: str = "", more: str = "", plans: str = "") -> Scenario:
    """A scenario with one claim, `c`."""
    said = f"    kind: {kind}\n" if kind else ""
    return parse_scenario(scenario_text(f"  c:\n    says: x\n{said}    holds_if: {holds_if}\n{more}", plans), "x.yaml")


def forecast(war: Scenario, **given: object) -> xr.Dataset:
    """A forecast of four draws.

    `ongoing`, `ended` (ending -> draws), `settled` ... are values by draw, the same in every month; what is not given
    is 0.5, and nothing has ended.
    """
    flat = np.ones((4, MONTHS))

    def by_draw(name: str, default: float = 0.5) -> np.ndarray:
        values = np.asarray(given.pop(name, default), float)
        return values if values.shape == (4, MONTHS) else flat * values.reshape(-1, 1)

    def by_past(name: str) -> np.ndarray:
        values = np.asarray(given.pop(name, 0.5), float)
        return values if values.shape == (4, PAST) else np.ones((4, PAST)) * values.reshape(-1, 1)

    names = ("ripeness_gap", "ripe", "attended_no_deal_in_reach", "stayed_away", "in_earnest", "bombing", "package")
    names += ("indulgent", "punishing", "sincerity", "war_chest", "front", "partial_deals", "ongoing")
    data = {name: (("draw", "month"), by_draw(name)) for name in names}
    past = ("past_gap", "past_ripe", "past_attended_no_deal_in_reach", "past_sincerity", "past_indulgent")
    data |= {name: (("draw", "past_month"), by_past(name)) for name in past}
    ever, within = (
        np.stack([by_draw(f"{side}s_chance_{reading}") for side in ACTORS], axis=1) for reading in ("ever", "within")
    )
    value = np.stack([by_draw("attackers_value"), by_draw("defenders_value")], axis=1)
    data["wins_in_own_eyes"] = (("draw", "actor", "month"), ever)
    data["wins_within"] = (("draw", "actor", "months_on"), within[..., list(MONTHS_ON)])
    data["value"] = (("draw", "actor", "month"), value)
    ended = np.zeros((4, len(ENDINGS), MONTHS))
    below = np.zeros((4, len(READINGS), len(ENDINGS), 7, MONTHS))
    for name, values in dict(given.pop("ended", {})).items():  # type: ignore[call-overload]
        ended[:, ENDINGS.index(name)] = np.asarray(values, float).reshape(-1, 1)
    for reading, by_ending in dict(given.pop("ended_disbelieving", {})).items():  # type: ignore[call-overload]
        of = list(READINGS).index(reading)
        for name, by_level in by_ending.items():
            for level, values in by_level.items():
                below[:, of, ENDINGS.index(name), round(10 * level) - 2] = np.asarray(values, float).reshape(-1, 1)
    data["ended"] = (("draw", "ending", "month"), ended)
    data["ended_in_eyes"] = (("draw", "believer", "ending", "month"), np.stack([ended, ended / 2, ended * 0], axis=1))
    data["ongoing_in_eyes"] = (("draw", "believer", "month"), np.stack([data["ongoing"][1]] * 3, axis=1))
    data["ended_disbelieving"] = (("draw", "reading", "ending", "threshold", "month"), below)
    baseline = np.zeros((4, len(ENDINGS)))
    baseline[:, 1] = np.asarray(given.pop("baseline_settled", 0.1), float)
    data["baseline_ended"] = (("draw", "ending"), baseline)
    data["baseline_ongoing"] = (("draw",), 1 - baseline.sum(axis=1))
    terms = np.full((4, MONTHS, len(war.issues)), np.asarray(given.pop("terms", 0.5), float).reshape(-1, 1, 1))
    data["terms_by_month"] = (("draw", "month", "issue"), terms)
    assumptions = war.assumptions()
    drawn = np.tile(np.arange(4.0)[:, None], (1, len(assumptions)))
    data["assumption_value"] = (("draw", "assumption"), np.asarray(given.pop("drawn", drawn), float))
    data["weight"] = (("draw",), np.asarray(given.pop("weight", WEIGHT), float))
    data["prior_weight"] = (("draw",), np.asarray(given.pop("prior_weight", PRIOR), float))
    assert not given, given
    start = war.month_index(war.calendar.as_of)
    coords = {
        **in_months("month", [war.month_label(start + month) for month in range(MONTHS)]),
        "months_ahead": ("month", np.arange(MONTHS)),
        **in_months("past_month", [war.month_label(month) for month in range(PAST)]),
        "actor": list(ACTORS),
        "believer": list(BELIEVERS),
        "ending": list(ENDINGS),
        "months_on": list(MONTHS_ON),
        "reading": list(READINGS),
        "threshold": [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8],
        "issue": list(war.issues),
        "assumption": list(assumptions),
        "assumption_unit": ("assumption", [one.unit for one in assumptions.values()]),
    }
    return xr.Dataset(data, coords, {"record": 1, "draws": 4, "levers": "{}"})


AID = """\
donor,month,kind,eur_bn
North,2024-01,money,4
North,2024-02,money,6
North,2024-02,arms,2
South,2024-02,money,1
North,2025-01,money,0.5
South,2025-01,money,5
South,2025-02,arms,3
"""
POINTS = "period,period_type,bn\n2024,year,10\n2024-01,month,1\n2025,year,7\n2025-01,month,\n"


def data_folder(where: Path) -> Path:
    """Write two series and return the folder that holds them."""
    (where / "made").mkdir(parents=True)
    (where / "made" / "aid.csv").write_text(AID, encoding="utf-8")
    (where / "made" / "points.csv").write_text(POINTS, encoding="utf-8")
    return where
