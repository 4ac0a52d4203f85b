"""Answers of `robust` made up by hand, about the flagship's levers and views, with no game behind them."""

from __future__ import annotations

from typing import Any

import ripeness
from ripeness.questions.reach.held import moves
from ripeness.questions.robust.aims import AIMS
from ripeness.questions.robust.ask import Robust

VIEWS = ["deterrence", "no-trust"]
POLICIES = {
    "status-quo": ({}, (0.31, 0.93), False),
    "A": ({"truce_offered": 100.0, "guarantee": 0.9}, (0.55, 0.95), False),
    "B": ({"truce_offered": 50.0}, (0.44, 0.94), False),
    "C": ({"mandate": 1.0, "guarantee": 0.45}, (0.43, 0.93), True),
}


def content(**more: Any) -> dict[str, Any]:
    """What an answer holds."""
    scenario = ripeness.load("ukraine-2026")
    names = ("agreement", "undefeated", "movement")
    policies = {}
    for label, (levers, means, beaten) in POLICIES.items():
        moved = moves(scenario, levers)
        movement = sum(one["share"] for one in moved.values())
        aims: dict[str, Any] = {
            name: {
                "mean": mean, "worst_tenth": mean - 0.25, "by_view": {VIEWS[0]: mean + 0.1, VIEWS[1]: mean - 0.1},
                "regret": 0.55 - mean if name == "agreement" else 0.95 - mean, "regret_view": VIEWS[1],
                "stand_ins": mean + 0.01,
            }
            for name, mean in zip(names, means, strict=False)
        }  # fmt: skip
        aims["movement"] = {
            "mean": movement, "worst_tenth": movement, "by_view": dict.fromkeys(VIEWS, movement), "regret": movement,
            "regret_view": "", "stand_ins": movement,
        }  # fmt: skip
        rests = [
            {
                "assumption": "beliefs.attacker.collapse.mean", "words": "the attacker's belief on collapse: mean",
                "rank_correlation": -0.61, "view": VIEWS[1],
            }
        ]  # fmt: skip
        policies[label] = {
            "levers": moved, "movement": movement, "aims": aims, "rests_on": rests if label == "A" else [],
            "beaten": beaten,
        }  # fmt: skip
    return {
        "scenario": scenario.name, "title": scenario.title, "as_of": scenario.calendar.as_of, "names": scenario.names(),
        "by": "2028-01-31", "judged": "mean", "owners": ["mediator_executive", "payer"], "available": 27,
        "views": VIEWS, "aims": {n: {"says": AIMS[n].says, "unit": AIMS[n].unit, "more": AIMS[n].more} for n in names},
        "policies": policies, "least_regret": dict.fromkeys(names, "A"), "evaluations": 300, "tried": 261,
        "stand_ins": 12, "off": {"agreement": 0.014, "undefeated": 0.006, "movement": 0.0}, "draws": 200,
        "effective_sample_size": 61.0, "record": True, "kept": "runs/robust-ukraine-2026-1", "confirmed": True,
        "left_out": 0.0019, **more,
    }  # fmt: skip


def robust(**more: Any) -> Robust:
    """The answer."""
    return Robust(content(**more), finished=200)
