"""Stand-ins on made-up chances: the choice, its error by hand, and the policies on which both are made."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

import ripeness
from ripeness.ensemble import stand_ins
from ripeness.ensemble.stand_ins import FITTED, HELD_BACK, MOST_LEVERS, Means, Tried, chosen, measured, mixtures
from ripeness.ensemble.stand_ins import policies_to_try as to_try

DRAWS, MONTHS = 40, 9


def wars(chance: np.random.Generator, policies: int) -> list[Means]:
    """Return chances of wars whose draws differ in two hidden numbers only, under some policies."""
    hidden = chance.uniform(0.2, 1.0, (DRAWS, 2))
    found = []
    for _ in range(policies):
        monthly = hidden * chance.uniform(0.0, 0.08, 2)
        come = monthly[:, :, None] * np.arange(MONTHS)
        stopped = come[:, 0]
        chances = np.concatenate([1 - come.sum(axis=1, keepdims=True), come], axis=1)
        found.append(Means(chances, np.stack([1 - stopped, stopped], axis=1)))
    return found


def test_draws_that_differ_in_two_numbers_are_stood_for_by_three_under_every_policy(monkeypatch) -> None:
    """All means are linear in two numbers of each draw, so that three draws with weights meet them all (Tchakaloff)."""
    monkeypatch.setattr(stand_ins, "PULL", 0.0)
    chance = np.random.default_rng(8)
    status_quo, *others = wars(chance, 7)
    weight = chance.dirichlet(np.ones(DRAWS))
    ins = chosen([status_quo, *others[:2]], weight, 3)
    assert len(ins.rows) == 3 and ins.within is None and ins.table().weight.sum() == pytest.approx(1)
    judged = measured(ins, status_quo, weight, {str(n): Tried({}, one) for n, one in enumerate(others[2:])})
    assert judged.within < 1e-6 and len(judged.errors()) == 4


def test_the_error_is_what_the_change_that_they_see_misses_of_the_change_that_all_see() -> None:
    chance = np.random.default_rng(9)
    status_quo, moved = wars(chance, 1)[0], wars(chance, 1)[0]
    weight = np.full(DRAWS, 1 / DRAWS)
    ins = chosen([status_quo], weight, 2)
    judged = measured(ins, status_quo, weight, {"moved": Tried({"lever": 1}, moved)})
    change = [
        np.tensordot(of, moved.chances[rows] - status_quo.chances[rows], axes=1)
        for rows, of in ((slice(None), weight), (ins.rows, ins.weight))
    ]
    assert judged.error["moved"] == pytest.approx(np.abs(change[0] - change[1]).max(), rel=1e-6) and judged.within > 0
    assert judged.errors().levers.loc["moved"] == {"lever": 1}


def test_no_policy_is_both_fitted_and_held_back_and_both_hold_named_and_made_up_ones() -> None:
    flagship = ripeness.load("ukraine-2026")
    fitted, held_back = to_try(flagship, list(flagship.policies), list(flagship.levers))
    assert (len(fitted), len(held_back)) == (FITTED, HELD_BACK) and not set(fitted) & set(held_back)
    for some in (fitted, held_back):
        named = set(some) & set(flagship.policies)
        assert 0 < len(named) < len(some)
    assert to_try(flagship, list(flagship.policies), list(flagship.levers)) == (fitted, held_back)


def test_made_up_policies_move_some_levers_to_where_they_may_stand() -> None:
    flagship = ripeness.load("ukraine-2026")
    some = list(islice(mixtures(flagship, 1, list(flagship.levers)), 60))
    assert {len(one) for one in some} == set(range(1, MOST_LEVERS + 1))
    for one in some:
        for name, value in one.items():
            assert flagship.levers[name].low <= value <= flagship.levers[name].high
    assert list(mixtures(flagship, 1, [])) == []
