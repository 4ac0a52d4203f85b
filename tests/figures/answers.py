"""Answers made up by hand: a forecast, a comparison, plans and a panel, with no game behind them."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import made_reach
import made_robust
import made_up_search
import numpy as np
import town
import toy_views
from made_views import SERIES, view_forecast
from made_worlds import world

import ripeness
import synthetic
from ripeness.cli.new import STARTER
from ripeness.history.ledger import append
from ripeness.questions.backtest.ask import Backtested
from ripeness.questions.backtest.scoring import Outlook
from ripeness.questions.backtest.scoring import score as scored
from ripeness.questions.baserate.ask import ask as baserate
from ripeness.questions.calibrate.ask import Calibrated
from ripeness.questions.calibrate.front import FrontCovered
from ripeness.questions.learnwars.ask import LearntWars
from ripeness.questions.learnwars.scoring import LAWS
from ripeness.questions.ledger.score import Ledgered, score
from ripeness.questions.panel.ask import ViewPanel
from ripeness.questions.panel.beside import set_beside
from ripeness.questions.panel.view_forecasts import PanelForecasts
from ripeness.questions.panel.weighing import going_on, weigh_panel
from ripeness.questions.plans.ask import Plans
from ripeness.questions.plans.weighing import weigh_plans
from ripeness.questions.summary.ask import ForecastSummary
from ripeness.questions.summary.summary import summarise
from ripeness.questions.whatif.ask import Comparison
from ripeness.questions.whatif.comparison import compare_policies, side_of
from ripeness.questions.whatif.split import values_of
from ripeness.schema import Scenario
from ripeness.schema.load import load_scenario
from rival_inputs import PRISONERS, SEVEN_ACTORS


def war() -> Scenario:
    """The starter scenario."""
    return load_scenario(STARTER)


def summary(scenario: Scenario | None = None, **more) -> ForecastSummary:
    """A forecast of the starter, summed up."""
    scenario = scenario or war()
    return ForecastSummary(summarise(synthetic.forecast(scenario, **more), scenario))


def with_an_area(found: ForecastSummary) -> ForecastSummary:
    """The same, of a war with a mediator whose front is an area that was seen for a year and then grows."""
    area = [40000.0 + 100 * month for month in range(len(found["months"]))]
    front = {
        "past_months": [f"2025-{month:02d}" for month in range(1, 13)],
        "seen": [39000.0 + 80 * month if month != 5 else None for month in range(12)],
        "area": [{"mean": one, "p10": one - 500 - 20 * at, "p90": one + 700 + 20 * at} for at, one in enumerate(area)],
    }
    return replace(found, content={**found.content, "front": front, "mediated": True})


def comparison(b: dict[str, float] | None = None, draws: int = 200) -> Comparison:
    """Two settings compared in a world in which levers have known effects."""
    scenario, b = war(), {"guarantee": 0.7, "mandate": 0.5} if b is None else b
    made = {
        name: world(scenario, values_of(scenario, one), draws, 1)
        for name, one in (("status-quo", {}), ("a", {}), ("b", b))
    }
    sides = side_of(scenario, "status-quo", {}), side_of(scenario, "status-quo", b)
    return Comparison(compare_policies(scenario, *sides, made, None))


def plans() -> Plans:
    """Plans of the town's war, where fighting on is worth the more, the later the draw."""
    scenario = town.war()
    worth = np.linspace(0.2, 0.7, 60)
    made = town.forecast(scenario)
    months = made.sizes["month"]
    made["value"] = (
        ("draw", "actor", "month"),
        np.repeat(np.stack([worth, 0.9 - worth], 1)[..., None], months, axis=2),
    )
    return Plans(weigh_plans(scenario, made))


def panel(draws: int = 16) -> ViewPanel:
    """Two views side by side."""
    views = {
        "even": view_forecast("even", 0.5, "settlement_even", draws),
        "strong": view_forecast("strong", 0.75, "defender_collapses", draws),
    }
    found = PanelForecasts(toy_views.base(), views, ("even", "strong"), SERIES, draws)
    told = weigh_panel(found)
    told["rivals"] = set_beside(found, going_on(told))
    return ViewPanel(told)


def rival(method: str, text: str) -> object:
    """Another method on a file."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "file.txt").write_text(text, encoding="utf-8")
        return ripeness.rival(method, Path(folder) / "file.txt")


def ledger() -> Ledgered:
    """Sixteen questions frozen ahead, of which twelve are resolved, and a figure."""
    lines = []
    for number in range(16):
        asked = {
            "title": f"Question {number}",
            "kind": "settled",
            "opens": "2026-02-28",
            "by": f"2027-{1 + number % 12:02d}-28",
        }
        chances = {"model": 0.05 + 0.05 * number, "pool of the views": 0.1 + 0.04 * number}
        references = {"base rate": {"chance": 0.2}, "market": {"chance": 0.3}}
        lines.append({
            "kind": "frozen", "scenario": "war", "name": f"q{number}", "frozen_on": "2026-02-28",
            "after_the_fact": False, "question": asked, "references": references,
            "forecasts": {name: {"chance": one} for name, one in chances.items()},
        })  # fmt: skip
    for number in range(12):
        told = {"on": "2027-12-31", "evidence": "seen by many", "source": "a newspaper"}
        outcome = "yes" if number % 3 == 2 else "no"
        lines.append({"kind": "resolved", "scenario": "war", "name": f"q{number}", "outcome": outcome, **told})
    with tempfile.TemporaryDirectory() as folder:
        append(Path(folder) / "ledger.jsonl", lambda _: lines)
        found = score(Path(folder) / "ledger.jsonl")
    return replace(found, content={**found.content, "ledger": "ledger.jsonl"})


def past() -> Backtested:
    """Twenty-four forecasts of the past, a third of whose numbers are hindsight; of one the outcome is not known."""
    outlooks = [
        Outlook(war=f"war {at}", as_of="month 12", age=12.0, horizon=12, chance=0.1 + 0.03 * at, lognormal=0.5,
                counted=None, went_on=None if at == 23 else at % 3 > 0, numbers=9, hindsight=3, widened=0,
                effective_draws=50.0)
        for at in range(24)
    ]  # fmt: skip
    told = {"scenario": "war", "title": "War", "names": {}, "draws": 9, "cuts": []}
    return Backtested({**told, "outlooks": outlooks, "scores": scored(outlooks)})


def calibration() -> Calibrated:
    """Two numbers over 100 replications, of which one lies too often at the upper end."""
    numbers = [
        {"number": "costs.attacker", "counts": [2, *[10] * 8, 18], "p": 0.17},
        {"number": "truth.drift", "counts": [4] * 9 + [64], "p": 1e-9},
    ]
    told = {"scenario": "war", "title": "War", "names": {}, "replications": 100, "draws": 32, "months": 12, "seed": 0}
    told |= {"low": 2, "high": 22, "least": 1e-9, "needed": 0.005, "uniform": False}
    return Calibrated({**told, "numbers": numbers})


def front() -> FrontCovered:
    """A front that stayed in its bands at one month and not at twelve."""
    ahead = [
        {"months": months, "origins": 20, "inside": inside, "luck": [0.6, 0.95], "crps": crps, "drawn_again": 200.0,
         "again": 300.0, "ratio": crps / 200.0, "position": 0.6}
        for months, inside, crps in ((1, 0.85, 150.0), (12, 0.5, 260.0))
    ]  # fmt: skip
    told = {"scenario": "war", "title": "War", "names": {}, "first": "2023-01", "last": "2025-06", "changes": 29}
    told |= {"spread": 230.0, "taught": None, "seen": 240.0, "together": 0.6}
    return FrontCovered({**told, "ahead": ahead, "spreads": [{"spread": 230.0, "inside": [0.85, 0.5]}]})


def learnt() -> LearntWars:
    """A population of one number, validated in one way, with curves by month."""
    curve = [
        {"months": months, "learnt": 0.9**months, "lognormal": 0.88**months, "counted": 0.89**months,
         "low": 0.8**months, "high": 0.95**months}
        for months in (0, 6, 12, 24, 48)
    ]  # fmt: skip
    score = {"duration": -2.5, "duration_ahead": -0.1, "duration_error": 0.02,
             "joint": -3.4, "joint_ahead": 0.1, "joint_error": 0.2}  # fmt: skip
    ages = [{"age": 12, "wars": 41, "went_on": 0.6, "by": dict.fromkeys(LAWS, 0.25)}]
    number = {"path": "truth.collapse_hazard", "prior": {"median": 0.01, "p10": 0.002, "p90": 0.05}, "unit": "1/month"}
    number |= {"learnt": {"median": 0.02, "p10": 0.01, "p90": 0.04}, "shifts": {"states": 0.3}}
    return LearntWars({
        "scenario": "war", "title": "War", "names": {}, "wars": 98, "since": 1823, "transformed": "ended",
        "draws": 256, "effective_draws": 40.0, "numbers": [number], "correlations": [],
        "covariates": {"states": "how many states fought"}, "absent": ["terrain"],
        "validations": [{"how": "5-fold", "wars": 98, "scores": [{"law": law, **score} for law in LAWS], "ages": ages}],
        "curve": curve, "source": "wars-95", "file": "",
    })  # fmt: skip


def every() -> dict[str, object]:
    """One answer for each question that has figures, and one for a figure that needs its own."""
    return {
        "run": with_an_area(summary()), "whatif": comparison(), "plans": plans(), "panel": panel(),
        "drivers": made_up_search.driving(), "discover": made_up_search.discovery(),
        "reach": made_reach.reach(), "robust": made_robust.robust(),
        "ledger": ledger(), "backtest": past(), "calibrate": calibration(), "calibrate --front": front(),
        "baserate": baserate(48.0), "learn-wars": learnt(), "rival": rival("challenge", SEVEN_ACTORS),
        "rival stability": rival("graph-model", PRISONERS),
    }  # fmt: skip
