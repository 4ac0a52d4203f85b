"""Answers of `reach` made up by hand, about the flagship's levers, with no game behind them."""

from __future__ import annotations

from typing import Any

import ripeness
from ripeness.questions.reach.ask import Reach
from ripeness.questions.reach.found import Standing
from ripeness.questions.reach.held import moves

FOUND = {"truce_offered": 35.25, "guarantee": 0.4265}
ALONE = {
    "mediator_executive": (0.48, {"truce_offered": 100.0, "truce_breakdown": 0.0, "mandate": 1.0}),
    "payer": (0.39, {"guarantee": 0.9, "europe_military_aid": 0.0}),
    "attacker": (0.31, {}),
}


def standing(
    owners: list[str], levers: dict[str, float], mean: float, level: float = 0.5, off: float = 0.01
) -> Standing:
    """What is told of a setting."""
    moved = moves(ripeness.load("ukraine-2026"), levers)
    return {
        "owners": owners, "levers": moved, "movement": sum(one["share"] for one in moved.values()),
        "chance": {"mean": mean, "p10": mean - 0.2, "p90": mean + 0.2}, "share": round(mean - 0.05, 2),
        "reached": mean >= level, "stand_ins": mean + off,
    }  # fmt: skip


def content(**more: Any) -> dict[str, Any]:
    """What an answer holds."""
    scenario = ripeness.load("ukraine-2026")
    owners = list(ALONE)
    return {
        "scenario": scenario.name, "title": scenario.title, "as_of": scenario.calendar.as_of, "names": scenario.names(),
        "target": "first ceasefire or settlement by 2027-12 >= 50 %", "event": "a first ceasefire or a settlement",
        "by": "2027-12-31", "level": 0.5, "at_least": True, "tenths": None, "owners": owners, "available": 29,
        "today": standing([], {}, 0.31), "answer": standing(owners[:2], FOUND, 0.503), "every": True,
        "alone": [standing([owner], levers, mean) for owner, (mean, levers) in ALONE.items()],
        "together": standing(owners, {**ALONE["mediator_executive"][1], **ALONE["payer"][1]}, 0.58),
        "seen_within": 6, "seen": [
            {
                "observable": "partial_deals", "meaning": "partial deals", "above": True, "threshold": 1.6,
                "expected": 0.9, "share": 0.24, "effective": 21.5, "mean": 0.51, "by_luck": 0.0,
            },
            {
                "observable": "bombing", "meaning": "months with bombing of infrastructure", "above": False,
                "threshold": 0.43, "expected": 0.81, "share": 0.11, "effective": 11.0, "mean": 0.5, "by_luck": 0.2,
            },
            {
                "observable": "front", "meaning": "the front in six months, higher for the attacker", "above": False,
                "threshold": None, "expected": 31.0, "share": None, "effective": 12.0, "mean": 0.4, "by_luck": None,
            },
        ],
        "stand_ins": 16, "tried": 412, "off": 0.014, "draws": 200, "effective_sample_size": 77.0, "record": True,
        "confirmed": True, "counted": 167, "left_out": 0.0019, **more,
    }  # fmt: skip


def reach(**more: Any) -> Reach:
    """The answer."""
    return Reach(content(**more), finished=200)
