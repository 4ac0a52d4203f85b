"""Designs: the same rows however they are asked for; what a scenario or a user states of them is what comes out."""

from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

import ripeness
from ripeness.cli.new import STARTER
from ripeness.ensemble.asked import LATIN, SOBOL
from ripeness.ensemble.design import BLOCK
from ripeness.errors import RunError
from ripeness.schema.load import parse_scenario

CORRELATED = """
correlations:
  costs: {between: [costs.attacker, costs.defender], rank: 0.6, source: judgement}
  patience: {between: [costs.attacker, truth.battle_odds], normal: -0.5, source: judgement}
"""


@pytest.fixture(scope="module")
def correlated():
    return parse_scenario(STARTER.read_text(encoding="utf-8") + CORRELATED)


@pytest.mark.parametrize("points", [SOBOL, LATIN])
def test_rows_are_the_same_to_the_last_bit_however_they_are_asked_for(correlated, points) -> None:
    design = ripeness.design(correlated, 3 * BLOCK + 5, seed=2, points=points)
    whole = design.draws(0, len(design))
    cuts = [0, 1, 2, 100, BLOCK - 1, BLOCK, 2 * BLOCK + 7, len(design)]
    parts = [design.draws(*cut) for cut in pairwise(cuts)]
    for name, values in whole.values.items():
        assert values.tobytes() == np.concatenate([part.values[name] for part in parts]).tobytes(), name
    assert whole.log_weight.tobytes() == np.concatenate([part.log_weight for part in parts]).tobytes()


def test_more_sobol_rows_leave_the_first_ones_as_they_were(correlated) -> None:
    few, more = (ripeness.design(correlated, count, seed=2) for count in (10, 1000))
    one, other = few.draws(0, 10), more.draws(0, 10)
    assert all(one.values[name].tobytes() == other.values[name].tobytes() for name in one.values)


def test_each_slice_of_a_latin_hypercube_holds_one_row(war) -> None:
    design = ripeness.design(war, 128, seed=1, points=LATIN)
    drawn = design.draws(0, 128).values
    for name in ("costs.attacker", "truth.battle_odds"):
        many = np.sort(ripeness.design(war, 128 * 64, seed=5, record=False).draws(0, 128 * 64).values[name])
        edges = many[64::64]
        counts = np.bincount(np.searchsorted(edges, drawn[name]), minlength=128)
        assert np.abs(np.cumsum(counts) - np.arange(1, 129)).max() <= 2, name


@pytest.mark.parametrize("points", [SOBOL, LATIN])
def test_correlated_assumptions_have_the_stated_rank_correlation_and_their_own_distributions(
    war, correlated, points
) -> None:
    together = ripeness.design(correlated, 4096, seed=3, points=points).draws(0, 4096).values
    apart = ripeness.design(war, 4096, seed=3, points=points, record=False).draws(0, 4096).values
    ranks = [together[name] for name in ("costs.attacker", "costs.defender", "truth.battle_odds")]
    assert stats.spearmanr(ranks[0], ranks[1])[0] == pytest.approx(0.6, abs=0.02)
    expected = 6 / np.pi * np.arcsin(-0.5 / 2)  # rank correlation of a normal pair, by Pearson's formula
    assert stats.spearmanr(ranks[0], ranks[2])[0] == pytest.approx(expected, abs=0.02)
    for name in together:
        assert stats.ks_2samp(together[name], apart[name]).statistic < 0.02, name


def test_points_that_there_are_not_and_a_hypercube_that_does_not_fit_are_refused(war) -> None:
    with pytest.raises(RunError, match="Choose sobol or latin-hypercube"):
        ripeness.design(war, 8, points="grid")
    with pytest.raises(RunError, match="made whole and does not fit"):
        ripeness.design(war, 10**8, points=LATIN)
