"""Feigned talks against a month written out as a tree, and against every plan of a short war tried in turn."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ripeness.theory import feigned_talks

share = st.floats(0.0, 1.0)
small = st.floats(0.0, 0.05)
quick = settings(max_examples=50, deadline=None)


@quick
@given(share, share, share, share, share, small, small, share, small, st.booleans())
def test_the_margin_is_the_difference_of_two_months_written_out(
    if_attend: float,
    if_refuse: float,
    delta: float,
    L: float,
    eta: float,
    kappa: float,
    b: float,
    rho_F: float,
    gamma_A: float,
    indulgent: bool,
) -> None:
    win, lose, cost = 0.9, 0.1, 0.006

    def month(attends: bool) -> float:
        worth = -cost
        if attends:
            worth -= kappa
            if indulgent:
                worth += b
            worth += rho_F * gamma_A + (1.0 - rho_F) * 0.0
        for chance, after in (
            (L, win),
            ((1.0 - L) * eta, lose),
            ((1.0 - L) * (1.0 - eta), if_attend if attends else if_refuse),
        ):
            worth += delta * chance * after
        return worth

    margin = feigned_talks.feign_margin(if_attend - if_refuse, kappa, delta, L, eta, b, rho_F, gamma_A, indulgent)
    assert margin == pytest.approx(month(True) - month(False), abs=1e-12)


class ShortWar:
    """Months in which attending keeps a mediator's odds up by more than refusing does, and sanctions bite below mu*."""

    def __init__(self, months: int, kappa: float, bite: float, refusal: float, a: float, mu_star: float) -> None:
        self.months, self.kappa, self.bite, self.refusal, self.a = months, kappa, bite, refusal, a
        self.cut = mu_star / (1.0 - mu_star)
        self.delta = 0.95

    def worth(self, odds: float, plan: tuple[bool, ...]) -> float:
        """Worth of a plan from these odds on; sanctions, once begun, stay."""
        total, sanctioned = 0.0, odds < self.cut
        for month, attends in enumerate(plan):
            total -= self.delta**month * (self.kappa * attends + self.bite * sanctioned)
            odds *= (1.0 - self.a) if attends else self.refusal
            sanctioned = sanctioned or odds < self.cut
        return total - self.delta ** len(plan) * self.bite * sanctioned * 5.0

    def best(self, odds: float, left: int) -> float:
        """Worth of the best of all plans for the months left."""
        return max(self.worth(odds, plan) for plan in itertools.product((True, False), repeat=left))


@settings(max_examples=30, deadline=None)
@given(st.floats(0.001, 0.05), st.floats(0.0, 0.1), st.floats(0.1, 0.8), st.floats(0.03, 0.3), st.floats(0.3, 0.9))
def test_feigning_pays_exactly_where_the_best_of_all_plans_begins_with_it(
    kappa: float, bite: float, refusal: float, a: float, mu0: float
) -> None:
    war = ShortWar(6, kappa, bite, refusal, min(a, 1.0 - refusal), 0.3)
    odds = mu0 / (1.0 - mu0)
    assume(odds >= war.cut)  # sanctions already in force leave nothing to feign for
    rest = {True: war.best(odds * (1.0 - war.a), war.months - 1), False: war.best(odds * refusal, war.months - 1)}
    margin = float(feigned_talks.feign_margin(rest[True] - rest[False], kappa, war.delta))
    plans = list(itertools.product((True, False), repeat=war.months))
    attend = max(war.worth(odds, plan) for plan in plans if plan[0])
    refuse = max(war.worth(odds, plan) for plan in plans if not plan[0])
    assert margin == pytest.approx(attend - refuse, abs=1e-12)


def test_sanctions_without_teeth_end_the_theatre() -> None:
    for bite, pays in ((0.0, False), (0.05, True)):
        war = ShortWar(6, 0.001, bite, 0.2, 0.06, 0.3)
        gain = war.best(1.0 * 0.94, 5) - war.best(1.0 * 0.2, 5)
        assert (feigned_talks.feign_margin(gain, 0.001, war.delta) > 0.0) == pays


@quick
@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.floats(0.02, 0.9))
def test_patience_is_the_count_of_months_of_updating(mu0: float, mu_star: float, a: float) -> None:
    belief, months = mu0, 0
    assume(mu0 == mu_star or abs(mu0 - mu_star) > 1e-9)  # nearer, rounding says on which side of it one begins
    while belief > mu_star:
        no_deal = belief * (1.0 - a) + (1.0 - belief)
        belief, months = belief * (1.0 - a) / no_deal, months + 1
        assume(abs(belief - mu_star) > 1e-9)
    assert feigned_talks.patience(mu0, mu_star, a) == months


def test_the_printed_example_waits_eighteen_months() -> None:
    assert feigned_talks.patience(0.6, 0.2, 0.1) == 18
    shown = feigned_talks.table(mu0=0.6, a=0.1, v_pun=1.0, v_peace=1.5, b_M=0.5)
    assert shown["mediator punishes below this probability of sincerity"] == pytest.approx(0.2)
    assert shown["mediator's patience (months of talks without a deal)"] == 18


def test_a_whole_number_of_months_is_not_rounded_up() -> None:
    for months in range(1, 30):
        odds = 4.0 * 0.9**months
        assert feigned_talks.patience(0.8, odds / (1.0 + odds), 0.1) == months


def test_simulated_talks_leave_the_belief_that_the_table_shows() -> None:
    mu0, a = 0.6, 0.05
    draw = np.random.default_rng(11)
    sincere = draw.random(400_000) < mu0
    settled = (draw.random((12, 400_000)) < a).any(axis=0) & sincere
    shown = feigned_talks.table(mu0=mu0, a=a)["probability of sincerity after 12 such months"]
    # four standard errors over some 290,000 wars without a deal: 4 * 0.5 / sqrt(290000) < 0.004
    assert shown == pytest.approx(sincere[~settled].mean(), abs=0.004)


def test_who_is_certain_learns_nothing() -> None:
    shown = feigned_talks.table(mu0=1.0)
    assert shown["mediator's patience (months of talks without a deal)"] == math.inf
    assert shown["probability of sincerity after 12 such months"] == 1.0


@pytest.mark.parametrize(
    ("mu0", "mu_star", "a", "months"),
    [
        (0.2, 0.5, 0.1, 0.0),
        (0.5, 0.5, 0.1, 0.0),
        (0.0, 0.0, 0.1, 0.0),
        (1.0, 1.0, 0.1, 0.0),
        (0.5, 0.0, 0.1, math.inf),
        (1.0, 0.5, 0.1, math.inf),
        (0.6, 0.5, 0.0, math.inf),
    ],
)
def test_patience_at_the_corners(mu0: float, mu_star: float, a: float, months: float) -> None:
    assert feigned_talks.patience(mu0, mu_star, a) == months


@quick
@given(st.floats(0.01, 2.0), st.floats(0.0, 2.0), st.floats(0.0, 3.0), share)
def test_below_the_threshold_punishing_is_worth_more_than_waiting(
    v_pun: float, v_peace: float, b_M: float, mu: float
) -> None:
    gain = (1.0 - mu) * v_pun - mu * v_peace - b_M
    assume(abs(gain) > 1e-9)
    assert (mu < feigned_talks.threshold(v_pun, v_peace, b_M)) == (gain > 0.0)


def test_side_deals_worth_as_much_as_punishing_mean_never() -> None:
    assert feigned_talks.threshold(1.0, 1.5, [1.0, 2.0]) == pytest.approx([0.0, 0.0])
    assert feigned_talks.table(b_M=1.0)["mediator's patience (months of talks without a deal)"] == math.inf


def test_side_deals_make_the_mediator_more_patient() -> None:
    star = feigned_talks.threshold(1.0, 1.5, np.linspace(0.0, 0.9, 10))
    assert (np.diff(feigned_talks.patience(0.6, star, 0.1)) > 0.0).all()


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: feigned_talks.patience(1.2, 0.5, 0.1), "mu0 is 1.2"),
        (lambda: feigned_talks.patience(0.5, -0.1, 0.1), "mu_star is -0.1"),
        (lambda: feigned_talks.patience(0.5, 0.1, 1.0), "a is 1.0"),
        (lambda: feigned_talks.threshold(0.0, 0.0, 0.1), "both 0"),
        (lambda: feigned_talks.threshold(1.0, 1.0, -0.1), "b_M is -0.1"),
        (lambda: feigned_talks.feign_margin(float("nan"), 0.1), "gain is nan"),
        (lambda: feigned_talks.feign_margin(0.1, 0.1, L=1.5), "L is 1.5"),
        (lambda: feigned_talks.table(kappa=-0.1), "kappa is -0.1"),
    ],
)
def test_bad_input_is_named_with_its_value(call, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        call()
