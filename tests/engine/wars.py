"""Tiny wars with every coordinate present, for the oracle and the engine alike."""

import dataclasses
import math

from oracle.brute_force import Gate, Issue, Mediator, War
from oracle.test_oracle import busy_war
from oracle.war import Text

T = 8


def issues(ordered: float, bar: tuple[float, float, float, float], *levels: float) -> list[Issue]:
    """Front, one gridded with reneging, one free, one indivisible with reneging.

    ordered : reneging of the second. bar : weights for attacker and defender, reneging and status quo of the
    fourth. levels : status quos of the second and third.
    """
    attacker, defender, broken, barred = bar
    return [
        Issue(w_A=0.2, w_D=0.3, follows_front=True),
        Issue(w_A=0.67 - attacker, w_D=0.6 - defender, status_quo=levels[0], frozen=0.1, ren=ordered),
        Issue(w_A=0.13, w_D=0.1, status_quo=levels[1], frozen=0.4),
        Issue(w_A=attacker, w_D=defender, status_quo=barred, ren=broken, indivisible=True),
    ]


def whole_war(**changes: object) -> War:
    """The oracle's busy war, made longer, wider and more divided, on terms of every kind."""
    fields: dict[str, object] = {
        "T": T,
        "N": 6,
        "k0": 3,
        "path": [9.0 - t for t in range(T + 1)],
        "shift": [(0.0, -2.5 + 0.1 * t) for t in range(T)],
        "theta": [0.52] * T,
        "odds_shift": [0.01 + 0.005 * t for t in range(T)],
        "lam_true": [0.01 + 0.001 * t for t in range(T)],
        "news": [1.0, 1.2] * (T // 2),
        "c_A": [0.012 + 0.0005 * t for t in range(T)],
        "c_D": [0.01 + 0.0003 * t for t in range(T)],
        "c_s": [0.002] * T,
        "o": [0.15 + 0.01 * t for t in range(T)],
        "battle_mean_A": 0.64,
        "battle_mean_D": 0.45,
        "collapse_mean_A": 0.035,
        "issues": issues(0.25, (0.27, 0.15, 0.02, 1.0), 0.4, 1.0),
    }
    mediator = Mediator(present=True, mu0=0.6, a=0.06, refuse=0.3, strike=0.8, forgives=0.7, f=0.02, b_M=0.2)
    fields |= {"mediator": mediator, "gate": Gate(open=0.2, omega=0.02, relax=0.1)}
    return dataclasses.replace(busy_war(), **(fields | changes))  # type: ignore[arg-type]


def one_dear_month(cost: float) -> list[float]:
    """A first month in which fighting is so dear that both may give up."""
    return [cost] + [0.012] * (T - 1)


CEASEFIRE: dict[str, object] = {
    "issues": issues(0.35, (0.17, 0.18, 0.05, 0.0), 0.3, 0.6),
    "battle_mean_A": 0.57,
    "battle_mean_D": 0.49,
    "ren_0": 0.1,
    "ceasefire": (0.003, 0.006),
}

TWO_DOORS: dict[str, object] = {
    "gate": Gate(open=0.2, omega=0.02, relax=0.25, acts=0.35, v_act=0.7, laxity=0.6),
    "shift": [(0.0, -1.3 + 0.05 * t, -2.5 + 0.1 * t) for t in range(T)],
    "guarantors": ((0.4, 0.5), (0.25, 1.0)),
    "mediator": Mediator(present=True, mu0=0.6, a=0.06, refuse=0.3, strike=0.8, forgives=0.7, f=0.05, b_M=0.3),
    "news_of_indulgence": 1.5,
}
"""Executive action as a second door, what is in force not always enforced, guarantors, hope fed by indulgence."""


def without_land() -> list[Issue]:
    """The issues of `whole_war`, none of which follows the front."""
    every = issues(0.25, (0.27, 0.15, 0.02, 1.0), 0.4, 1.0)
    return [dataclasses.replace(every[0], follows_front=False, status_quo=0.5, frozen=0.5), *every[1:]]


def drifting(**changes: object) -> dict[str, object]:
    """A front that is an area: 100 km^2 a cell, from 1,000 to 1,600 km^2; the first and the third issue are land."""
    land = [
        dataclasses.replace(issue, follows_front=False) for issue in issues(0.25, (0.27, 0.15, 0.02, 1.0), 0.4, 1.0)
    ]
    land[0] = dataclasses.replace(land[0], band=(1250.0, 1600.0))
    land[2] = dataclasses.replace(land[2], band=(1000.0, 1250.0))
    fields: dict[str, object] = {
        "front_law": "drift",
        "odds_when_exhausted": 0.0,
        "issues": land,
        "cell": 100.0,
        "base": 1000.0,
        "lowest": 1000.0,
        "highest": 1600.0,
        "start_area": 1320.0,
        "sigma": 50.0,
        "drift_true": 6.0,
        "drift_mean_A": 25.0,
        "drift_strength_A": 30.0,
        "drift_mean_D": -10.0,
        "drift_strength_D": 20.0,
        "odds_shift": [1.0 + 2.0 * t for t in range(T)],
        "area_error": 20.0,
    }
    return fields | changes


def exerting(**changes: object) -> dict[str, object]:
    """Spending that follows the means: a plan of 3 a month, income below it, less with each level of punishment."""
    fields: dict[str, object] = {
        "means": "effort",
        "shift": [(0.0, 0.0)] * T,
        "income": [(2.6 - 0.05 * t, 1.2 + 0.1 * t) for t in range(T)],
        "spending": [3.0 + 0.05 * t for t in range(T)],
        "path": [9.0 - 0.9 * t for t in range(T + 1)],
        "s_star": 3.2,
        "runway": 4.0,
        "e_min": 0.3,
        "capacity": 20.0,
        "elasticity_A": 0.04,
        "elasticity_D": 0.05,
        "e_star_A": [0.9 + 0.01 * t for t in range(T)],
        "e_D": [1.1 - 0.05 * t for t in range(T)],
        "e_star_D": [1.0] * T,
        "means_D": [0.9 - 0.05 * t for t in range(T)],
        "chi": 0.4,
        "stop_strength_A": 30.0,
        "stop_strength_D": 12.0,
    }
    return fields | changes


def with_texts(land: float | None = None, **changes: object) -> dict[str, object]:
    """Three texts of which one at most is put: land as held, hard on the defender, and hard on the attacker."""
    texts = [
        Text(terms=(land, 0.3, 0.6, 0.0), chance=[0.2] * T, mandate=[0.6] * T),
        Text(terms=(0.6, 0.8, 0.9, 1.0), chance=[0.0] * 2 + [0.25] * (T - 2), mandate=[0.8] * T, guarantee=0.4),
        Text(terms=(0.2, 0.1, 0.3, 0.0), chance=[0.15] * T, mandate=[1.0] * T),
    ]
    return {"texts": texts, "text_refused_A": 0.7, "text_refused_D": 1.2} | changes


VARIANTS: dict[str, dict[str, object]] = {
    "nash": {},
    "mediator_absent": {"mediator": Mediator()},
    "logit_with_ceasefire_and_floors": CEASEFIRE | {"precision": 80.0, "floors": (0.12, 0.15)},
    "ceasefire_on_odd_steps": CEASEFIRE | {"N": 5, "k0": 2, "T": 7},
    "capitulation_and_ceasefire": CEASEFIRE
    | {"floors": (0.12, 0.15), "c_A": one_dear_month(0.4), "c_D": one_dear_month(0.4)},
    "two_doors_lax_and_guaranteed": TWO_DOORS,
    "logit_with_two_doors": TWO_DOORS | {"precision": 90.0},
    "attacker_offers": {"protocol": "attacker_offers"},
    "defender_offers": {"protocol": "defender_offers"},
    "drift": drifting(),
    "drift_in_substeps_between_ends": drifting(
        substeps=3,
        sigma=80.0,
        lowest=1130.0,
        highest=1480.0,
        front_from=2,
        drift_strength_D=math.inf,
        believed_shift=[5.0 * t for t in range(T)],
        ceasefire=(0.003, 0.006),
        precision=80.0,
        floors=(0.12, 0.15),
    ),
    "drift_with_two_doors": TWO_DOORS | drifting(sigma=60.0),
    "effort": exerting(),
    "effort_at_a_front_that_drifts": TWO_DOORS
    | drifting(odds_shift=[1.0] * T)
    | exerting(
        income=[(2.6 - 0.05 * t, 1.9, 1.2 + 0.1 * t) for t in range(T)],
        shift=[(0.0, 0.0, 0.0)] * T,
        elasticity_A=12.0,
        elasticity_D=15.0,
    ),
    "effort_without_reserves": exerting(R=1),
    "texts": with_texts(),
    "texts_and_logit_on_a_front_that_drifts": TWO_DOORS | drifting() | with_texts(precision=80.0),
    "alternating_on_odd_steps": {"protocol": "alternating", "N": 7, "k0": 4},
    "without_land": {"issues": without_land()},
    "texts_without_land": with_texts(0.5, issues=without_land()),
}
