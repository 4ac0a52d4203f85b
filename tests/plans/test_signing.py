"""One text alone on the table: only that deal, signed iff both prefer it, and otherwise the same war."""

from __future__ import annotations

import jax
import numpy as np
import pytest
import town

from ripeness.arrays import ENDINGS, SETTLEMENTS
from ripeness.compiler.war import compile_war
from ripeness.errors import ScenarioError
from ripeness.solver import course as war
from ripeness.solver.equilibrium import solve

DRAWN = {"truth.battle_odds": 0.5, "costs.attacker": 0.012, "costs.defender": 0.007}
EVEN = """  even:
    title: an even text
    source: wire
    points:
      - {number: 1, text: some land, issue: land, sets: 0.4}
      - {number: 2, text: some of the army, issue: army, sets: 0.5}
      - {number: 3, text: some assets, issue: assets, sets: 0.6}
      - {number: 4, text: a guarantee, guarantee: 0.8}
"""
TERMS = np.array([0.4, 0.5, 0.6])
UTILITY = (
    0.4 * 0.4 + 0.4 * 0.5 + 0.2 * 0.6 - 0.02,
    (1 - (0.2 + 0.3 * 0.5) * (1 - 0.8)) * (0.3 * 0.6 + 0.6 * 0.5 + 0.1 * 0.4),
)


@pytest.fixture(scope="module", autouse=True)
def doubles():
    with jax.enable_x64(True):
        yield


@pytest.fixture(scope="module")
def even():
    return town.war(("plans:\n", "plans:\n" + EVEN))


def compiled(scenario, sign=None):
    drawn = {name: np.array([value]) for name, value in DRAWN.items()}
    found = compile_war(scenario, drawn, 1, exact=True, sign=sign)
    return found, jax.tree.map(lambda leaf: np.asarray(leaf, float)[0], (found.games, found.record))


def played(scenario, sign=None):
    """Equilibrium of the last epoch from `as_of` to the war's last month."""
    found, (games, _) = compiled(scenario, sign)
    course, last = found.course, found.course.epochs[-1]
    first, horizon = course.as_of, course.horizon
    return jax.jit(lambda game: solve(game, last.lattice, last.rules, first, horizon, horizon))(games[-1])


@pytest.fixture(scope="module")
def signed(even):
    return played(even, "even")


def test_it_is_signed_where_and_only_where_both_prefer_it(signed):
    both = (np.asarray(signed.play.attacker) <= UTILITY[0]) & (np.asarray(signed.play.defender) <= UTILITY[1])
    assert ((np.asarray(signed.play.settles) > 0) == both).all()
    assert 0 < both.mean() < 1


def test_the_only_terms_are_the_plans(signed):
    segments = signed.settlement.segments
    np.testing.assert_allclose(segments.terms_start, [TERMS])
    np.testing.assert_allclose(segments.terms_end, [TERMS])
    np.testing.assert_allclose([segments.line.u_start[0], segments.line.v_start[0]], UTILITY)


def test_every_meeting_with_a_mandate_works_from_the_text(signed):
    settles = np.asarray(signed.play.settles)
    np.testing.assert_allclose(settles[settles > 0], 0.5 * 0.5)


def test_it_is_the_war_in_which_every_issue_is_held_there_by_somebody_absent(even, signed):
    """Issues that need the consent of an absent payer stay at their status quo: set that to the text's terms."""
    held = town.war(
        ("overlap: 0.4", "overlap: 1"),
        ("guarantee: 0.1", "guarantee: 0.8"),
        ("follows_front: true", "follows_front: true, status_quo: 0.4, consent: [union]"),
        ("reneging: 0.3", "reneging: 0.3, status_quo: 0.5, consent: [union]"),
        ("defender_weight: 0.1, consent", "defender_weight: 0.1, status_quo: 0.6, consent"),
    )
    other = played(held)
    for name in ("attacker", "defender", "settles", "gap"):
        np.testing.assert_allclose(getattr(signed.play, name), getattr(other.play, name), atol=1e-12)


def test_the_past_and_the_status_quo_are_untouched(even):
    with_text, (games, _) = compiled(even, "even")
    without, (others, _) = compiled(even)
    assert with_text.course.epochs[:-1] == without.course.epochs
    for here, there in zip(jax.tree.leaves(games[:-1]), jax.tree.leaves(others), strict=True):
        np.testing.assert_array_equal(here, there)
    np.testing.assert_array_equal(games[-1].issues.status_quo, others[-1].issues.status_quo)


@pytest.fixture(scope="module")
def laws(even):
    """Probability of each ending by month, and the terms of settlements, for two texts."""
    found = {}
    for plan in ("even", "souths-wish"):
        of, (games, record) = compiled(even, plan)
        course = of.course
        law = jax.jit(lambda g, r, course=course: war.forecasts(course, g, r, war.solve_epochs(course, g)))
        found[plan] = {name: np.asarray(values) for name, values in law(games, record).items()}
    return found


def test_whatever_is_settled_is_settled_on_the_plans_terms(laws):
    settled = laws["even"]["endings"][0][:, [ENDINGS.index(name) for name in SETTLEMENTS]].sum(axis=1)
    assert settled.sum() > 0.05
    np.testing.assert_allclose(laws["even"]["terms"], settled[:, None] * TERMS, atol=1e-12)


def test_a_text_that_the_attacker_refuses_ends_no_war(laws):
    settled = laws["souths-wish"]["endings"][0][:, [ENDINGS.index(name) for name in SETTLEMENTS]]
    assert settled.sum() == 0
    assert laws["souths-wish"]["ongoing"][0][-1] > laws["even"]["ongoing"][0][-1]


def test_probability_is_conserved(laws):
    for law in laws.values():
        ended = np.cumsum(law["endings"][0].sum(axis=-1))[:-1]
        np.testing.assert_allclose(law["ongoing"][0][1:] + ended, 1.0, atol=1e-9)


def test_an_unknown_plan_cannot_be_signed(even):
    with pytest.raises(ScenarioError, match="Did you mean 'even'"):
        compiled(even, "evn")
