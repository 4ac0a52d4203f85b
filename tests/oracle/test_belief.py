"""The oracle's belief that a side can win, held against the ruin of a gambler, hazards and powers of a matrix."""

import dataclasses
import math

import numpy as np
import pytest

from .belief import Belief
from .brute_force import Solution, law, plain_war, solve
from .front import small_step, start_cell
from .step import initial
from .test_front import busy_drift_war, drift_war
from .test_means import effort_war
from .test_oracle import busy_war

HERE = (3, 0, 0, 0)


def ruin(down: float, up: float, k: int, N: int) -> float:
    """Chance of N before 0 from k (Feller)."""
    return (1 - (down / up) ** k) / (1 - (down / up) ** N)


@pytest.mark.parametrize("rule", ["table", "floors"])
def test_each_side_gives_itself_the_ruin_of_the_other(rule: str) -> None:
    """By steps, each with its own constant chance; that they would settle or give up changes nothing."""
    T = 150
    changes = {"table": {"o": [1.0] * T, "c_A": [0.03] * T, "c_D": [0.03] * T}, "floors": {"floors": (0.7, 0.7)}}
    war = plain_war(T, 6, 3, battle_mean_A=0.55, battle_mean_D=0.48, **changes[rule])
    solution = solve(war)
    assert any(month.settles == 1 if rule == "table" else month.gives_up[0] for month in solution.months.values())
    attacker, defender = Belief(solution, "attacker"), Belief(solution, "defender")
    assert attacker.wins(0, HERE) == pytest.approx(ruin(0.45, 0.55, 3, 6), abs=1e-6)
    assert defender.wins(0, HERE) == pytest.approx(1 - ruin(0.52, 0.48, 3, 6), abs=1e-6)
    assert attacker.undecided(0, HERE) < 1e-6


def test_under_drift_it_is_the_ruin_of_a_gambler_who_may_stand_still() -> None:
    """In all months together, and within some: powers of the matrix of down, stay and up."""
    war = drift_war(
        300, 10, drift_mean_A=2.0, drift_mean_D=-1.5, highest=1090.0, start_area=1040.0, drift_true=0.3,
    )  # fmt: skip
    solution = solve(war)
    for who, side in (("attacker", 0), ("defender", 1)):
        down, stay, up = small_step(war, who, 0, 4, 0.0)
        belief = Belief(solution, who)
        wins = ruin(down, up, 4, 9)
        assert belief.wins(0, (4, 0, 0, 0)) == pytest.approx((wins, 1 - wins)[side], abs=1e-7)
        matrix = np.zeros((10, 10))
        matrix[0, 0] = matrix[9, 9] = 1.0
        for k in range(1, 9):
            matrix[k, k - 1 : k + 2] = down, stay, up
        for months in (0, 1, 5, 36):
            power = np.linalg.matrix_power(matrix, months)
            assert belief.wins(250, (4, 0, 0, 0), months) == pytest.approx(power[4, (9, 0)[side]], abs=1e-12)


def test_far_from_the_ends_only_what_breaks_decides() -> None:
    """Collapse comes first in a month: sums of geometric series of the two hazards."""
    T, falls, stops = 12, 0.04, 0.07
    war = plain_war(
        T, 60, 30, collapse_mean_A=falls, collapse_mean_D=falls, forced_A=(stops, stops), forced_D=(stops, stops),
    )  # fmt: skip
    solution = solve(war)
    attacker, defender = Belief(solution, "attacker"), Belief(solution, "defender")
    here, goes_on = (30, 0, 0, 0), (1 - falls) * (1 - stops)
    decided = (1 - goes_on**T) / (1 - goes_on)
    assert attacker.wins(0, here) == pytest.approx(falls * decided)
    assert defender.wins(0, here) == pytest.approx((1 - falls) * stops * decided)
    assert attacker.undecided(0, here) == defender.undecided(0, here) == pytest.approx(goes_on**T)
    assert attacker.wins(10, here, 36) == attacker.wins(10, here) == pytest.approx(falls * (1 + goes_on))


def test_a_stance_counts_with_the_weight_with_which_it_is_played() -> None:
    """One month, by hand: bombing doubles a hazard of .1 and costs .03, so that it is worth .57 against .55."""
    war = plain_war(1, 4, 2, collapse_mean_A=0.1, zeta_A=1.0, kappa_s=0.03, precision=20.0)
    bombing = 1 / (1 + math.exp(-20 * 0.02))
    assert Belief(solve(war), "attacker").wins(0, (2, 0, 0, 0)) == pytest.approx(0.1 + 0.1 * bombing)
    sharp = dataclasses.replace(war, precision=None)
    assert Belief(solve(sharp), "attacker").wins(0, (2, 0, 0, 0)) == pytest.approx(0.2)


@pytest.mark.parametrize("name", ["steps", "drift", "effort"])
def test_where_both_believe_the_same_one_wins_or_it_is_undecided(name: str) -> None:
    common = {
        "news": [1.0] * 6, "news_of_indulgence": 1.0, "collapse_mean_D": 0.03, "collapse_strength_D": 30.0,
        "zeta_D": 0.2, "forced_D": (0.002, 0.03),
    }  # fmt: skip
    if name == "steps":
        war = busy_war(**common, battle_mean_D=0.58, battle_strength_D=20.0)
    else:
        make = busy_drift_war if name == "drift" else effort_war
        war = make(**common, drift_mean_D=2.0, drift_strength_D=12.0, stop_strength_D=9.0, stop_strength_A=9.0)
    solution = solve(war)
    attacker, defender = Belief(solution, "attacker"), Belief(solution, "defender")
    for t in range(war.T + 1):
        for state in attacker.ahead(t, war.T):
            found = attacker.wins(t, state), defender.wins(t, state), attacker.undecided(t, state)
            assert sum(found) == pytest.approx(1, abs=1e-12)
            assert found[2] == pytest.approx(defender.undecided(t, state), abs=1e-12)
            assert t == war.T or min(found) > 0 or name == "steps"


def law_of(solution: Solution, start: tuple, who: str, until: int) -> tuple[float, float, float]:
    """The attacker's ends, the defender's, and neither, by the law in one side's eyes."""
    month = law(solution.war, start, until, who, solution)[-1]
    ends = month.endings
    return (
        ends["attacker_wins_at_front"] + ends["defender_collapses"],
        ends["attacker_expelled"] + ends["attacker_forced_stop"],
        month.at_war,
    )


@pytest.mark.parametrize("precision", [None, 40.0])
def test_without_tables_it_is_what_the_law_in_a_sides_eyes_brings(precision: float | None) -> None:
    """In the long run, and within two months of the third."""
    war = effort_war(o=[0.0] * 6, precision=precision)
    solution, start = solve(war), (0, start_cell(war), 3, 0.3, 0)
    begun = initial(war, start)
    for side, who in enumerate(("attacker", "defender")):
        belief = Belief(solution, who)
        for within in (None, 2, 4):
            expected = law_of(solution, start, who, within or war.T)
            found = sum(p * belief.wins(0, state, within) for state, p in begun.items())
            assert found == pytest.approx(expected[side], abs=1e-12)
        assert sum(p * belief.undecided(0, state) for state, p in begun.items()) == pytest.approx(
            law_of(solution, start, who, war.T)[2], abs=1e-12
        )


def test_at_the_last_month_nobody_has_won() -> None:
    belief = Belief(solve(busy_drift_war()), "attacker")
    assert {belief.wins(6, state) for state in belief.ahead(6, 6)} == {0.0}
    assert {belief.undecided(6, state) for state in belief.ahead(6, 6)} == {1.0}
