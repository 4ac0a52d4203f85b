"""Rubinstein 1982 against games of many rounds solved backwards from the last."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ripeness.theory import rubinstein

patience = st.floats(0.0, 0.97)
quick = settings(max_examples=50, deadline=None)

ROUNDS = 1000


def alternating(delta_1: float, delta_2: float) -> tuple[float, float]:
    """Side 1's share when it, or side 2, offers first, in a game of many rounds."""
    if_1, if_2 = 1.0, 0.0  # in the last round the one who offers takes all
    for _ in range(ROUNDS):
        if_1, if_2 = 1.0 - delta_2 * (1.0 - if_2), delta_1 * if_1
    return if_1, if_2


def drawn(delta_1: float, delta_2: float, pi_1: float) -> float:
    """Side 1's average share when the one who offers is drawn, in a game of many rounds."""
    worth_1, worth_2 = pi_1, 1.0 - pi_1
    for _ in range(ROUNDS):
        offer_by_1, offer_by_2 = delta_2 * worth_2, delta_1 * worth_1
        worth_1 = pi_1 * (1.0 - offer_by_1) + (1.0 - pi_1) * offer_by_2
        worth_2 = pi_1 * offer_by_1 + (1.0 - pi_1) * (1.0 - offer_by_2)
    return worth_1


@quick
@given(patience, patience)
def test_alternating_offers_are_the_limit_of_long_games(delta_1: float, delta_2: float) -> None:
    first, second = alternating(delta_1, delta_2)
    assert rubinstein.first_share(delta_1, delta_2) == pytest.approx(first, abs=1e-9)
    assert rubinstein.second_share(delta_1, delta_2) == pytest.approx(second, abs=1e-9)


@quick
@given(patience, patience, st.floats(0.0, 1.0))
def test_the_random_proposer_is_the_limit_of_long_games(delta_1: float, delta_2: float, pi_1: float) -> None:
    assert rubinstein.random_proposer_share(delta_1, delta_2, pi_1) == pytest.approx(
        drawn(delta_1, delta_2, pi_1), abs=1e-9
    )


def test_the_printed_example_has_its_share() -> None:
    shown = rubinstein.table(delta_1=0.9, delta_2=0.8)
    assert shown["side 1's share if it offers first"] == pytest.approx(0.7142857, abs=1e-7)


@quick
@given(patience)
def test_equal_discounting_gives_the_first_to_offer_more_than_half(delta: float) -> None:
    assert rubinstein.equal_share(delta) == pytest.approx(alternating(delta, delta)[0], abs=1e-9)
    assert rubinstein.equal_share(delta) > 0.5


def test_equal_patience_without_end_splits_evenly() -> None:
    assert rubinstein.equal_share(1.0) == 0.5
    nearly = 1.0 - 1e-7
    assert rubinstein.first_share(nearly, nearly) == pytest.approx(0.5, abs=1e-6)


@quick
@given(st.floats(0.05, 2.0), st.floats(0.05, 2.0))
def test_short_rounds_leave_only_the_rates(r_1: float, r_2: float) -> None:
    length = 1e-6
    delta_1, delta_2 = math.exp(-r_1 * length), math.exp(-r_2 * length)
    limit = rubinstein.short_round_share(r_1, r_2)
    assert rubinstein.first_share(delta_1, delta_2) == pytest.approx(limit, abs=1e-4)
    assert rubinstein.second_share(delta_1, delta_2) == pytest.approx(limit, abs=1e-4)
    assert rubinstein.random_proposer_share(delta_1, delta_2) == pytest.approx(limit, abs=1e-4)


@pytest.mark.parametrize(("delta_1", "delta_2"), [(0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (1.0, 0.5), (0.5, 1.0)])
def test_no_patience_and_endless_patience_at_the_corners(delta_1: float, delta_2: float) -> None:
    assert rubinstein.first_share(delta_1, delta_2) == pytest.approx(alternating(delta_1, delta_2)[0], abs=1e-9)


def test_more_patience_never_gets_less() -> None:
    shares = rubinstein.first_share(np.linspace(0.0, 1.0, 50), 0.8)
    assert (np.diff(shares) > 0.0).all()


def test_a_factor_of_zero_has_no_share_of_short_rounds() -> None:
    shown = rubinstein.table(delta_1=0.0, delta_2=0.5)
    assert math.isnan(shown["side 1's share as rounds become short"])
    assert all(math.isfinite(value) for label, value in shown.items() if "short" not in label)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: rubinstein.first_share(1.0, 1.0), "both 1"),
        (lambda: rubinstein.first_share([0.5, 1.0], 1.0), "both 1"),
        (lambda: rubinstein.first_share(1.1, 0.5), "delta_1 is 1.1"),
        (lambda: rubinstein.second_share(0.5, -0.5), "delta_2 is -0.5"),
        (lambda: rubinstein.random_proposer_share(0.5, 1.0, 1.0), "pi_1 is 1"),
        (lambda: rubinstein.random_proposer_share(0.5, 0.5, 2.0), "pi_1 is 2"),
        (lambda: rubinstein.equal_share(float("nan")), "delta is nan"),
        (lambda: rubinstein.short_round_share(0.0, 0.0), "both 0"),
        (lambda: rubinstein.table(delta_1=1.0, delta_2=1.0), "both 1"),
    ],
)
def test_bad_input_is_named_with_its_value(call, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        call()
