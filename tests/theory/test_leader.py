"""The leader's cutoff against the choice itself, made at many odds, outcome by outcome."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from ripeness.theory import leader

share = st.floats(0.0, 1.0)
stake = st.floats(0.0, 2.0)
quick = settings(max_examples=50, deadline=None)


@st.composite
def choices(draw) -> dict[str, float]:
    """A settlement, a cost, chances of losing office by outcome, and stakes."""
    names = {"x": share, "c": st.floats(0.0, 0.5), "phi_x": share, "phi_w": share, "phi_l": share, "B": stake}
    return {name: draw(kind) for name, kind in names.items()} | {"P": draw(stake)}


def after(prize: float, phi: float, B: float, P: float) -> float:
    """A leader's expected worth of an outcome: in office with the prize, or out of it, punished."""
    return (1.0 - phi) * (prize + B) + phi * (prize - P)


def lead_of_war(pi: float, x: float, c: float, phi_x: float, phi_w: float, phi_l: float, B: float, P: float) -> float:
    """By how much fighting on is worth more than the settlement."""
    war = pi * after(1.0, phi_w, B, P) + (1.0 - pi) * after(0.0, phi_l, B, P) - c
    return war - after(x, phi_x, B, P)


@quick
@given(choices(), share)
def test_the_leader_fights_on_where_that_is_worth_more(choice: dict[str, float], pi: float) -> None:
    lead = lead_of_war(pi, **choice)
    assume(abs(lead) > 1e-9)
    assert leader.fights_on(pi, **choice) == (lead > 0.0)


@quick
@given(choices())
def test_the_cutoff_is_where_the_leader_is_indifferent(choice: dict[str, float]) -> None:
    victory, defeat = (
        after(won, choice[phi], choice["B"], choice["P"]) for won, phi in ((1.0, "phi_w"), (0.0, "phi_l"))
    )
    assume(victory - defeat > 0.01)
    root = brentq(lambda pi: lead_of_war(pi, **choice), -1e4, 1e4)
    star = float(leader.cutoff(**choice))
    assert star == pytest.approx(root, abs=1e-7, rel=1e-9)
    for pi in np.linspace(0.0, 1.0, 21):
        if abs(pi - star) > 1e-6:
            assert leader.fights_on(pi, **choice) == (pi > star)


@quick
@given(choices(), share)
def test_the_least_settlement_leaves_the_leader_indifferent(choice: dict[str, float], pi: float) -> None:
    rest = {name: value for name, value in choice.items() if name != "x"}
    root = brentq(lambda x: lead_of_war(pi, x, **rest), -50, 50)
    assert leader.least_settlement(pi, **rest) == pytest.approx(root, abs=1e-9)


@quick
@given(share, st.floats(0.0, 0.5), share, stake, stake)
def test_office_that_no_outcome_moves_does_not_move_the_cutoff(
    x: float, c: float, phi: float, B: float, P: float
) -> None:
    assert leader.cutoff(x, c, phi, phi, phi, B, P) == pytest.approx(x + c, abs=1e-9)
    assert leader.cutoff(x, c, 0.9, 0.1, 0.5, 0.0, 0.0) == pytest.approx(x + c, abs=1e-9)


def test_a_settlement_as_dangerous_as_defeat_makes_leaders_gamble() -> None:
    safe = leader.cutoff(0.4, 0.1, 0.1, 0.1, 0.8, 0.5, 1.0)
    feared = leader.cutoff(0.4, 0.1, 0.8, 0.1, 0.8, 0.5, 1.0)
    assert feared < 0.4 + 0.1 < safe


def test_a_harder_fate_after_defeat_makes_leaders_careful() -> None:
    stars = leader.cutoff(0.4, 0.1, 0.3, 0.1, np.linspace(0.2, 1.0, 9), 0.5, 0.5)
    assert (np.diff(stars) > 0.0).all()


def test_the_table_says_what_the_choice_at_pi_is() -> None:
    choice = {"x": 0.4, "c": 0.1, "phi_x": 0.4, "phi_w": 0.1, "phi_l": 0.6, "B": 0.5, "P": 0.5}
    for pi in (0.0, 0.3, 0.7, 1.0):
        shown = leader.table(pi=pi, **choice)
        assert shown["fights on at pi (1 yes, 0 no)"] == float(lead_of_war(pi, **choice) > 0.0)
    cutoff = "cutoff: probability of winning from which the leader fights on"
    indifferent = leader.table(**(choice | {"B": 0.0, "P": 0.0}))[cutoff]
    assert shown["cutoff without stakes in office"] == pytest.approx(indifferent)
    assert shown["shift by the stakes in office"] == pytest.approx(shown[cutoff] - indifferent)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: leader.cutoff(1.5, 0.1, 0.1, 0.1, 0.1, 0.5, 0.5), "x is 1.5"),
        (lambda: leader.cutoff(0.5, -0.1, 0.1, 0.1, 0.1, 0.5, 0.5), "c is -0.1"),
        (lambda: leader.cutoff(0.5, 0.1, 0.1, 1.0, 0.0, 1.0, 1.0), "victory must be worth more"),
        (lambda: leader.office(1.1, 0.5, 0.5), "phi is 1.1"),
        (lambda: leader.office(0.1, -0.5, 0.5), "B is -0.5"),
        (lambda: leader.fights_on(-0.1, 0.5, 0.1, 0.1, 0.1, 0.1, 0.5, 0.5), "pi is -0.1"),
        (lambda: leader.least_settlement(0.5, 0.1, 0.1, 0.1, 0.1, 0.5, float("inf")), "P is inf"),
        (lambda: leader.table(phi_w=float("nan")), "phi is nan"),
    ],
)
def test_bad_input_is_named_with_its_value(call, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        call()
