"""Relief split by owner: whoever has no seat lowers what can be given, and does not set all of it to nil."""

from __future__ import annotations

import numpy as np
import pytest

import ripeness
from ripeness.compiler.issues import compile_issues
from ripeness.compiler.levels import levels_by_epoch
from ripeness.compiler.tables import agenda
from ripeness.model.terms.frontier import segments_of
from ripeness.schema import Scenario

TOY = ripeness.load("tables-and-texts").replace(
    {"envoy.attacker_weights": None, "envoy.defender_weights": None, "levers.incidental": None}
)
"""The sides and the mediator meet; a table that seats the payer too meets only where its lever says so."""
LAND, RULE, RELIEF = 0.2, 0.6, {"mediators_sanctions": 0.05, "payers_sanctions": 0.05, "assets": 0.1}
OWNERS = {"mediators_sanctions": ["m"], "payers_sanctions": ["p"], "assets": ["p"]}


def relief(title: str, weight: float, consent: list[str]) -> dict[str, object]:
    return {"title": title, "attacker_weight": weight, "defender_weight": weight / 2, "consent": consent}


def split() -> Scenario:
    """The toy's relief, of which half is the mediator's and the payer's sanctions, and half assets at the payer's."""
    named = {f"issues.{name}": relief(name, weight, OWNERS[name]) for name, weight in RELIEF.items()}
    return TOY.replace({"issues.relief": None, **named})


def whole() -> Scenario:
    """The same relief as one issue, which needs everybody's consent."""
    return TOY.replace({"issues.relief": relief("relief", sum(RELIEF.values()), ["m", "p"])})


def most_for_attacker(scenario: Scenario, **levers: float) -> float:
    """The best terms on the table for the attacker, as a share of its aims; issues start at the defender's ideal."""
    levels = levels_by_epoch(scenario, {}, 1, levers)[-1]
    of_all, _ = agenda(scenario, levels, 0)
    issues = compile_issues(scenario, levels, np.zeros(1))
    one = type(issues)(*(None if v is None else v[0] for v in (getattr(issues, f) for f in issues.__match_args__)))
    assert (np.asarray(one.status_quo) == 0.0).all()
    return float(np.asarray(segments_of(one, of_all).line.u_end).max())


def test_an_owner_without_a_seat_lowers_what_can_be_given_and_does_not_set_it_to_nil() -> None:
    without_payer, with_payer = {}, {"payer_seated": 10.0}
    assert most_for_attacker(split(), **without_payer) == pytest.approx(LAND + RULE + RELIEF["mediators_sanctions"])
    assert most_for_attacker(split(), **with_payer) == pytest.approx(LAND + RULE + sum(RELIEF.values()))
    assert most_for_attacker(whole(), **without_payer) == pytest.approx(LAND + RULE)
    assert most_for_attacker(whole(), **with_payer) == pytest.approx(LAND + RULE + sum(RELIEF.values()))


def test_relief_without_the_payer_is_bargained_over_in_a_forecast() -> None:
    """Of all relief only the mediator's own is in some settlement; of the one issue nothing is."""
    terms = {
        name: ripeness.forecast(made(), draws=1, beliefs=False, in_eyes=False).terms.isel(draw=0)
        for name, made in MADE.items()
    }
    assert float(terms["split"].sel(issue="payers_sanctions")) == float(terms["split"].sel(issue="assets")) == 0.0
    assert float(terms["split"].sel(issue="mediators_sanctions")) > 0.5
    assert float(terms["whole"].sel(issue="relief")) == 0.0


MADE = {"split": split, "whole": whole}
