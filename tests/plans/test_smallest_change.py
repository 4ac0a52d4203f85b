"""The smallest change of a text, against every point of a fine grid and against sums done by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ripeness.model.terms.smallest_change import Changeable, smallest_change
from ripeness.model.terms.utility import Issues

STEPPED, WHOLE, FIRST, SECOND = range(4)
CHANGEABLE = Changeable(stepped=(STEPPED, WHOLE), indivisible=(WHOLE,), free=(FIRST, SECOND), grid=5)
FINE = 25


def drawn(seed: int) -> tuple[Issues, np.ndarray, np.ndarray, tuple[np.ndarray, np.ndarray]]:
    """Issues, a text, its guarantee and both sides' reservations, each for one draw, near the edge of agreement."""
    random = np.random.default_rng(seed)
    attacker, defender = random.dirichlet(np.ones(4)), random.dirichlet(np.ones(4))
    issues = Issues(
        attacker=attacker[None],
        defender=defender[None],
        status_quo=np.zeros((1, 4)),
        frozen=np.zeros((1, 4)),
        reneging=np.array([[random.uniform(0, 0.6), random.uniform(0, 0.6), 0.0, 0.0]]),
        base_reneging=random.uniform(0, 0.4, 1),
        guarantee=np.zeros(1),
        attacker_leader_cost=random.uniform(0, 0.05, 1),
        defender_leader_cost=random.uniform(0, 0.05, 1),
    )
    text = np.array(
        [[random.choice([0.0, 0.3, 0.5, 1.0]), random.integers(2), *random.choice([0.0, 0.25, 0.6, 1.0], 2)]]
    )
    guarantee = np.array([random.choice([0.0, 0.2, 0.5])])
    reservations = random.uniform(0.1, 0.7, 1), random.uniform(0.0, 0.6, 1)
    return issues, text, guarantee, reservations


def worth(issues: Issues, x, g) -> tuple[float, float]:
    """Both utilities of terms, by the formula of the page on terms, written out."""
    risk = min(1.0, max(0.0, (issues.base_reneging[0] + sum(issues.reneging[0][j] * x[j] for j in range(4))) * (1 - g)))
    attacker = sum(issues.attacker[0][j] * x[j] for j in range(4)) - issues.attacker_leader_cost[0]
    kept = sum(issues.defender[0][j] * (1 - x[j]) for j in range(4))
    return attacker, (1 - risk) * kept - issues.defender_leader_cost[0]


def every_point(issues: Issues, text, guarantee, asked):
    """(provisions, movement) of each acceptable point: game's grid and the text's own values, free issues finely."""
    fine = np.linspace(0, 1, FINE)
    axes = [
        sorted({*np.linspace(0, 1, 5), text[STEPPED]}),
        (0.0, 1.0),
        sorted({*fine, text[FIRST]}),
        sorted({*fine, text[SECOND]}),
        sorted({*np.linspace(0, 1, 5), guarantee}),
    ]
    mesh = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 5)
    x, g = mesh[:, :4], mesh[:, 4]
    risk = np.clip((issues.base_reneging[0] + x @ issues.reneging[0]) * (1 - g), 0, 1)
    attacker = x @ issues.attacker[0] - issues.attacker_leader_cost[0]
    defender = (1 - risk) * ((1 - x) @ issues.defender[0]) - issues.defender_leader_cost[0]
    good = (attacker >= asked[0][0]) & (defender >= asked[1][0])
    step = np.abs(mesh[good] - np.append(text, guarantee))
    return (step > 1e-9).sum(axis=1), step.sum(axis=1)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_no_point_of_a_fine_grid_is_a_smaller_change(seed):
    issues, text, guarantee, asked = drawn(seed)
    found = smallest_change(issues, text, guarantee, asked, CHANGEABLE)
    provisions, movement = every_point(issues, text[0], guarantee[0], asked)
    if not found.exists[0]:
        assert not provisions.size
        return
    if provisions.size:
        assert provisions.min() >= found.provisions[0]
        assert (movement[provisions == found.provisions[0]] >= found.movement[0] - 1e-7).all()
    attacker, defender = worth(issues, found.terms[0], found.guarantee[0])
    assert attacker >= asked[0][0] - 1e-7
    assert defender >= asked[1][0] - 1e-7
    step = np.abs(np.append(found.terms[0] - text[0], found.guarantee[0] - guarantee[0]))
    assert (step > 1e-9).sum() == found.provisions[0]
    assert step.sum() == pytest.approx(found.movement[0], abs=1e-9)
    assert found.terms[0][WHOLE] in (0.0, 1.0)


def test_the_random_texts_meet_every_case():
    cases = [smallest_change(*drawn(seed), CHANGEABLE).provisions[0] for seed in range(300)]
    assert {-1, 0, 1, 2, 3} <= set(cases)


def test_many_draws_at_once_give_what_each_gives_alone():
    import jax

    alone = [drawn(seed) for seed in range(60)]
    together = jax.tree.map(lambda *leaves: np.concatenate(leaves), *alone)
    found = smallest_change(*together, CHANGEABLE)
    for place, case in enumerate(alone):
        one = smallest_change(*case, CHANGEABLE)
        assert one.provisions[0] == found.provisions[place]
        np.testing.assert_allclose(one.movement[0], found.movement[place])


def two_issues(**changes) -> Issues:
    """Land and army, even weights, a risk of .2 that any deal is broken."""
    fields = {
        "attacker": np.array([[0.5, 0.5]]),
        "defender": np.array([[0.5, 0.5]]),
        "status_quo": np.zeros((1, 2)),
        "frozen": np.zeros((1, 2)),
        "reneging": np.zeros((1, 2)),
        "base_reneging": np.array([0.2]),
        "guarantee": np.zeros(1),
        "attacker_leader_cost": np.zeros(1),
        "defender_leader_cost": np.zeros(1),
    }
    return Issues(**(fields | changes))


def change(issues, text, promised, asked, **changeable):
    """Smallest change of one text, both issues free."""
    parts = {"stepped": (), "indivisible": (), "free": (0, 1), "grid": 11} | changeable
    asked = tuple(np.array([one]) for one in asked)
    return smallest_change(issues, np.array([text]), np.array([promised]), asked, Changeable(**parts))


def test_a_text_that_both_accept_needs_no_change():
    # .25 for the attacker, .8 x .75 = .6 for the defender
    found = change(two_issues(), [0.5, 0.0], 0.0, (0.25, 0.6))
    assert (found.provisions[0], found.movement[0]) == (0, 0)


def test_one_provision_moves_just_far_enough():
    # the attacker asks .3 and has .25: a tenth more of either issue, worth .8 x .05 to the defender, who has .6
    found = change(two_issues(), [0.5, 0.0], 0.0, (0.3, 0.5))
    assert found.provisions[0] == 1
    assert found.movement[0] == pytest.approx(0.1)
    assert found.terms[0].sum() == pytest.approx(0.6)


def test_a_guarantee_alone_is_enough_where_only_trust_is_missing():
    # (1 - .2 (1 - g)) .75 >= .7 from g = 2/3 on; the grid's next value is .7; land would have to go back by .25
    found = change(two_issues(), [0.5, 0.0], 0.0, (0.25, 0.7))
    assert found.provisions[0] == 1
    assert found.guarantee[0] == pytest.approx(0.7)
    np.testing.assert_allclose(found.terms[0], [0.5, 0.0])


def test_without_a_guarantee_on_offer_there_is_no_such_change():
    # both ask .25 and .7; without guarantees the most for both is u + v/.8 = 1: .25 + .875 > 1
    found = change(two_issues(), [0.5, 0.0], 0.0, (0.25, 0.7), guarantee=False)
    assert not found.exists[0]


def test_an_empty_range_has_no_change_even_with_a_full_guarantee():
    found = change(two_issues(), [0.5, 0.0], 0.0, (0.6, 0.41))
    assert not found.exists[0]
    assert np.isnan(found.movement[0])


def test_what_costs_little_is_traded_for_what_counts():
    # land is all to the attacker, the army all to the defender: the text has it the wrong way round
    issues = two_issues(attacker=np.array([[0.9, 0.1]]), defender=np.array([[0.1, 0.9]]), base_reneging=np.zeros(1))
    found = change(issues, [0.0, 1.0], 0.0, (0.6, 0.6))
    assert found.provisions[0] == 2
    # .9 s - .1 r + .1 >= .6 and .9 r - .1 s + .1 >= .6 with r = s: .8 s >= .5
    assert found.movement[0] == pytest.approx(1.25)


def test_an_issue_that_may_not_move_stays():
    found = change(two_issues(), [0.5, 0.0], 0.0, (0.3, 0.5), free=(0,))
    np.testing.assert_allclose(found.terms[0], [0.6, 0.0])
    assert Changeable((0,), (0,), (1,)).without((0,)) == Changeable((), (), (1,))


def test_an_issue_with_reneging_may_not_move_freely():
    with pytest.raises(ValueError, match="stepped"):
        change(two_issues(reneging=np.array([[0.1, 0.0]])), [0.0, 0.0], 0.0, (0.1, 0.1))


def test_fewer_provisions_come_before_less_movement():
    issues = two_issues(attacker=np.array([[0.5, 0.5]]), defender=np.array([[0.9, 0.1]]), base_reneging=np.zeros(1))
    asked = (0.6, 0.1)
    # from (0, .5): .7 of the first issue alone, or .35 and .35 ... the count decides, then the sum
    found = change(issues, [0.0, 0.5], 0.0, asked, guarantee=False)
    counts = {}
    for first, second in itertools.product(np.linspace(0, 1, 201), repeat=2):
        good = 0.5 * first + 0.5 * second >= 0.6 - 1e-9 and 0.9 * (1 - first) + 0.1 * (1 - second) >= 0.1 - 1e-9
        if good:
            number = (abs(first) > 1e-9) + (abs(second - 0.5) > 1e-9)
            counts[number] = min(counts.get(number, 9.0), first + abs(second - 0.5))
    assert found.provisions[0] == min(counts)
    assert found.movement[0] == pytest.approx(counts[min(counts)], abs=1e-6)
