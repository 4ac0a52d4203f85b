"""A few weighted draws for many, against theorems and closed forms: Tchakaloff, control variates, raked tables."""

from __future__ import annotations

import numpy as np
import pytest

from ripeness.statistics.thinning import corrected, raked, thinned


@pytest.fixture
def chance() -> np.random.Generator:
    return np.random.default_rng(3)


def table(chance: np.random.Generator, draws: int, outcomes: int, months: int) -> np.ndarray:
    """Return chances that sum to one over outcomes; the first falls by month."""
    return np.moveaxis(chance.dirichlet(np.ones(outcomes), (draws, months)), 2, 1)


@pytest.mark.parametrize("quantities", [1, 3, 6])
def test_as_many_draws_as_quantities_and_one_more_meet_every_mean(chance, quantities) -> None:
    """Tchakaloff (1957): so many points with weights above 0 always do."""
    values, weight = chance.normal(size=(60, quantities)), chance.dirichlet(np.ones(60))
    kept, share = thinned(values, weight, quantities + 1)
    assert len(kept) <= quantities + 1 and (share > 0).all() and share.sum() == pytest.approx(1.0, abs=1e-12)
    np.testing.assert_allclose(share @ values[kept], weight @ values, atol=1e-6)


def test_fewer_draws_than_quantities_miss_by_less_than_the_heaviest_do(chance) -> None:
    weight, hidden = chance.dirichlet(np.ones(80)), chance.normal(size=(80, 5))
    values = hidden @ chance.normal(size=(5, 200)) + 0.05 * chance.normal(size=(80, 200))
    kept, share = thinned(values, weight, 10)
    heaviest = np.argsort(-weight)[:10]
    taken = weight[heaviest] / weight[heaviest].sum()
    missed = np.abs(share @ values[kept] - weight @ values).max()
    assert len(kept) == 10 and missed < 0.25 * np.abs(taken @ values[heaviest] - weight @ values).max()


def test_a_strong_pull_leaves_the_weights_of_those_kept_in_proportion(chance) -> None:
    weight, values = chance.dirichlet(np.ones(30)), chance.normal(size=(30, 4))
    kept, share = thinned(values, weight, 12, pull=1e4)
    np.testing.assert_allclose(share, weight[kept] / weight[kept].sum(), rtol=1e-3)
    assert set(kept) == set(np.argsort(-weight)[:12])


def test_all_draws_stand_for_themselves(chance) -> None:
    weight = np.array([0.5, 0.0, 0.2, 0.3])
    kept, share = thinned(chance.normal(size=(4, 7)), weight, 3)
    assert kept.tolist() == [0, 2, 3]
    np.testing.assert_array_equal(share, [0.5, 0.2, 0.3])


def test_all_draws_need_no_correction_and_a_change_is_added_to_what_all_say(chance) -> None:
    come = np.cumsum(chance.uniform(0, 0.05, (3, 3, 6)), axis=2)
    everyone, few, moved = np.concatenate([1 - come.sum(axis=1, keepdims=True), come], axis=1)
    np.testing.assert_allclose(corrected(few, few, moved), moved, atol=1e-12)
    found = corrected(everyone, few, few + (moved - few) * 1e-3)
    np.testing.assert_allclose(found, everyone + (moved - few) * 1e-3, atol=1e-3)


def test_what_is_corrected_are_chances_whatever_the_change(chance) -> None:
    everyone, few, moved = table(chance, 3, 4, 9)
    found = corrected(everyone, few, moved)
    np.testing.assert_allclose(found.sum(axis=0), 1.0, atol=1e-12)
    assert (found >= 0).all() and (np.diff(found[0]) <= 1e-12).all()


def test_raking_meets_the_target_and_leaves_the_odds_between_draws_as_they_were(chance) -> None:
    """Mosteller (1968): iterative fitting changes margins and leaves every cross-product ratio."""
    values, weight = table(chance, 7, 4, 5), chance.dirichlet(np.ones(7))
    target = table(chance, 1, 4, 5)[0]
    found = raked(values, weight, target)
    np.testing.assert_allclose(np.tensordot(weight, found, axes=1), target, atol=1e-8)
    np.testing.assert_allclose(found.sum(axis=1), 1.0, atol=1e-12)
    ratio = [p[0, 0] * p[1, 1] / (p[0, 1] * p[1, 0]) for p in (values, found)]
    np.testing.assert_allclose(ratio[1], ratio[0], rtol=1e-10)


def test_raking_to_the_mean_that_there_is_changes_nothing(chance) -> None:
    values, weight = table(chance, 7, 4, 5), chance.dirichlet(np.ones(7))
    np.testing.assert_allclose(raked(values, weight, np.tensordot(weight, values, axes=1)), values, atol=1e-12)


def test_what_no_draw_gives_a_chance_and_what_all_are_sure_of_meet_their_targets_too(chance) -> None:
    values, weight = table(chance, 5, 3, 4), chance.dirichlet(np.ones(5))
    values[:, 2] = 0.0
    values[:, :, 0] = (1, 0, 0)
    values /= values.sum(axis=1, keepdims=True)
    target = table(chance, 1, 3, 4)[0]
    target[:, 1] = (0.5, 0.5, 0.0)
    found = raked(values, weight, target)
    np.testing.assert_allclose(np.tensordot(weight, found, axes=1), target, atol=1e-8)
    np.testing.assert_allclose(found.sum(axis=1), 1.0, atol=1e-12)
