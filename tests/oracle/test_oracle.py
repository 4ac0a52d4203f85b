"""The few tests that guard the oracle itself."""

import math
from itertools import product

import pytest
from scipy.optimize import linprog, minimize_scalar

from .brute_force import (
    Gate,
    Issue,
    Mediator,
    Solution,
    War,
    all_edges,
    deal_at,
    filtered,
    frontier,
    law,
    nash_deal,
    plain_war,
    round_to,
    solve,
)


def busy_war(**changes: object) -> War:
    """A tiny war with every coordinate, costs, reneging, and a working mediator and gate."""
    T = 6
    fields: dict[str, object] = {
        "R": 3,
        "chest_spacing": 4.0,
        "path": [7.0 - t for t in range(T + 1)],
        "shift": [(0.0, -2.5)] * T,
        "sincerity": (4, -2.0, 2.0),
        "theta": [0.5 + 0.01 * t for t in range(T)],
        "odds_shift": [0.01] * T,
        "odds_when_exhausted": -0.15,
        "battle_mean_A": 0.58,
        "battle_strength_A": 20.0,
        "battle_mean_D": 0.49,
        "battle_strength_D": 15.0,
        "collapse_mean_A": 0.03,
        "collapse_strength_A": 30.0,
        "collapse_mean_D": 0.01,
        "collapse_strength_D": 40.0,
        "lam_true": [0.01] * T,
        "news": [1.0, 1.2] * (T // 2),
        "news_of_indulgence": 1.3,
        "zeta_A": 0.2,
        "zeta_D": 0.1,
        "zeta_true": 0.2,
        "forced_A": (0.002, 0.03),
        "forced_D": (0.01, 0.06),
        "forced_true": (0.002, 0.03),
        "c_A": [0.012] * T,
        "c_D": [0.01] * T,
        "c_s": [0.002] * T,
        "c_exhausted": 0.01,
        "kappa": 0.0006,
        "kappa_s": 0.004,
        "b": 0.001,
        "psi": 0.002,
        "rho_F": 0.15,
        "rho_S": 0.25,
        "gamma_A": 0.002,
        "gamma_D": 0.003,
        "delta_A": 0.98,
        "delta_D": 0.97,
        "W_A": 0.95,
        "W_D": 0.02,
        "stop_A": 0.1,
        "stop_D": 0.85,
        "o": [0.15] * T,
        "mediator": Mediator(present=True, a=0.06, refuse=0.3, strike=0.8, forgives=0.7, f=0.02, b_M=0.2),
        "gate": Gate(open=0.2, omega=0.02, relax=0.1),
        "issues": [
            Issue(w_A=0.2, w_D=0.3, follows_front=True),
            Issue(w_A=0.65, w_D=0.6, status_quo=0.4, frozen=0.1, ren=0.3),
            Issue(w_A=0.15, w_D=0.1, status_quo=1.0, frozen=0.4),
        ],
        "ren_0": 0.05,
        "guarantee": 0.2,
        "grid": 5,
        "lc_A": 0.005,
        "lc_D": 0.005,
        "theta_N": 0.6,
    }
    return plain_war(T, 4, 2, **(fields | changes))


def test_gamblers_ruin() -> None:
    war = plain_war(
        350, 10, 5, battle_mean_A=0.55, battle_mean_D=0.55, c_A=[0.004] * 350, c_D=[0.004] * 350
    )  # fmt: skip
    assert solve(war).value(0, 5, 0, 0, 0) == pytest.approx((0.6390304, 0.1755956), abs=1e-6)


def test_discounted_ruin() -> None:
    war = plain_war(300, 10, 5, battle_mean_A=0.55, battle_mean_D=0.55, delta_A=0.95, delta_D=0.95)
    assert solve(war).value(0, 5, 0, 0, 0) == pytest.approx((0.2936355, 0.1076608), abs=1e-6)


def test_heterogeneous_priors() -> None:
    war = plain_war(
        1500, 10, 5, battle_mean_A=0.6, battle_strength_A=10.0, battle_mean_D=0.4,
        battle_strength_D=10.0,
    )  # fmt: skip
    assert solve(war).value(0, 5, 0, 0, 0) == pytest.approx((0.7204982, 0.7204982), abs=1e-5)


def test_fearon() -> None:
    war = plain_war(1, 2, 1, c_A=[0.1], c_D=[0.2], o=[1.0], protocol="attacker_offers")
    solution = solve(war)
    d_A, d_D = solution.fighting_on(0, 1, 0, 0, 0)
    assert (d_A, 1 - d_D) == pytest.approx((0.4, 0.7))
    assert solution.value(0, 1, 0, 0, 0) == pytest.approx((0.7, 0.3))


def value_in_cone(war: War) -> tuple[float, float]:
    """Value at month 0 where the ends of the front are out of reach: only the states reached."""
    solution = Solution(war)
    for t in range(war.T - 1, -1, -1):
        for k in range(war.k0 - t, war.k0 + t + 1, 2):
            solution.month(t, k, 0, 0, 0)
    return solution.value(0, war.k0, 0, 0, 0)


def test_rubinstein() -> None:
    war = plain_war(
        100, 202, 101, delta_A=0.9, delta_D=0.8, o=[1.0] * 100, protocol="alternating",
        issues=[Issue(w_A=1.0, w_D=1.0, frozen=0.5)],
    )  # fmt: skip
    assert value_in_cone(war)[0] == pytest.approx(0.7142857, abs=1e-6)


@pytest.mark.parametrize(("o", "expected_A"), [(0.0, 0.3245348), (1.0, 0.9303332)])
def test_powell_2004(o: float, expected_A: float) -> None:
    T = 120
    war = plain_war(
        T, 300, 150, collapse_mean_A=0.05, collapse_mean_D=0.05, forced_A=(0.02, 0.02),
        forced_D=(0.02, 0.02), c_A=[0.01] * T, c_D=[0.01] * T, delta_A=0.95, delta_D=0.95,
        o=[o] * T, protocol="attacker_offers", issues=[Issue(w_A=1.0, w_D=1.0, frozen=0.5)],
    )  # fmt: skip
    assert value_in_cone(war) == pytest.approx((expected_A, 0.06966681), abs=1e-5)


def test_common_priors_are_always_ripe() -> None:
    T = 6
    war = busy_war(
        battle_mean_D=0.62, battle_strength_D=20.0, collapse_mean_A=0.01, collapse_strength_A=40.0,
        zeta_A=0.1, news=[1.0] * T, news_of_indulgence=1.0, forced_A=(0.01, 0.06), ren_0=0.0,
        b=0.0, gamma_A=0.0, gamma_D=0.0, lc_A=0.0, lc_D=0.0,
        issues=[Issue(w_A=0.4, w_D=0.4, follows_front=True), Issue(w_A=0.6, w_D=0.6)],
    )  # fmt: skip
    solution = solve(war)
    assert all(month.deal is not None for month in solution.months.values())


def test_rounding_keeps_the_mean() -> None:
    nodes = [-2.0, -0.5, 1.0]
    for value in (-2.0, -1.7, -0.5, 0.3, 1.0):
        assert sum(p * nodes[n] for p, n in round_to(nodes, value)) == pytest.approx(value)
    assert round_to(nodes, -math.inf) == [(1.0, 0)]


def test_frontier_and_deal_against_linear_programmes() -> None:
    war = busy_war()
    first, fixed, third = war.issues
    edges = all_edges(war)

    def phi(u: float) -> float:
        best = -math.inf
        for m in range(5):
            y = m / 4
            kept = 1 - (0.05 + 0.3 * y) * 0.8
            found = linprog(
                [first.w_D, third.w_D],
                A_ub=[[-first.w_A, -third.w_A]],
                b_ub=[-(u + war.lc_A - fixed.w_A * y)],
                bounds=[(0, 1), (0, 1)],
            )
            if found.status == 0:
                best = max(best, kept * (1.0 - fixed.w_D * y - found.fun) - war.lc_D)
        return best

    for u in [-0.2 + 0.05 * n for n in range(24)]:
        deal = frontier(edges, u)
        assert deal is not None
        assert deal.v == pytest.approx(phi(u), abs=1e-9)
        assert deal_at(war, deal.x)[:2] == pytest.approx(deal[:2], abs=1e-12)
    assert frontier(edges, 0.9951) is None

    for d_A, d_D in ((0.2, 0.1), (0.05, 0.3), (-0.1, 0.5)):
        deal = nash_deal(edges, d_A, d_D, 0.6)
        assert deal is not None

        def product_at(u: float, d_A: float = d_A, d_D: float = d_D) -> float:
            return max(u - d_A, 0.0) ** 0.6 * max(phi(u) - d_D, 0.0) ** 0.4

        grid = [d_A + n * (1 - d_A) / 100 for n in range(1, 99)]
        start = max(grid, key=product_at)
        found = minimize_scalar(lambda u: -product_at(u), bounds=(start - 0.02, start + 0.02), method="bounded")
        assert product_at(deal.u) >= -found.fun - 1e-9


def test_capitulation_and_ceasefire_by_hand() -> None:
    one = {"c_A": [0.3], "c_D": [0.1], "W_A": 0.9, "W_D": 0.05}  # F = (.15, .425)
    asked = (0, 1, 0, 0, 0)
    assert solve(plain_war(1, 2, 1, **one)).fighting_on(*asked) == pytest.approx((0.15, 0.425))
    for floors, expected in (
        ((0.2, 0.1), (0.2, 1.0)),
        ((0.1, 0.5), (0.9, 0.5)),
        ((0.2, 0.5), (0.2, 0.5)),
        ((0.1, 0.1), (0.15, 0.425)),
    ):
        war = plain_war(1, 2, 1, floors=floors, **one)
        assert solve(war).fighting_on(*asked) == pytest.approx(expected)
    # No settlement (any deal is broken with .6), but a line at .5 each with relapse .1 and .12.
    war = plain_war(1, 2, 1, ren_0=0.6, o=[0.4], ceasefire=(0.1, 0.12), **one)
    war.issues[0].status_quo = 0.9  # the front's issue ignores it
    solution = solve(war)
    assert solution.settlement(*asked)[1] is None
    assert solution.value(*asked) == pytest.approx((0.15 + 0.4 * 0.3, 0.425 + 0.4 * 0.015))
    endings = law(war, (0, 1, 0, 0.0, 0), 1, solution=solution)[-1].endings
    assert endings["ceasefire"] == pytest.approx(0.4)
    assert endings["attacker_wins_at_front"] == pytest.approx(0.3)


def test_mind_and_gate_by_hand() -> None:
    """One month of refused talks from l = 0: to ln(.3), which lies between the nodes -2 and 0."""
    war = plain_war(
        1, 4, 2, sincerity=(3, -2.0, 2.0), kappa=0.1, gate=Gate(open=0.5, omega=0.1),
        mediator=Mediator(present=True, refuse=0.3, v_pun=1.0, v_peace=1.0),
    )  # fmt: skip
    solution = solve(war)
    assert solution.stance(0, 2, 0, 1, 0) == 0
    far = -math.log(0.3) / 2
    expected = {  # below mu* = .5: all of the lower cell, half of the cell around 0
        (0, 0): far * 0.5, (0, 1): far * 0.5, (1, 0): (1 - far) * 0.7, (1, 1): (1 - far) * 0.3,
    }  # fmt: skip
    states = law(war, (0, 2, 0, 0.0, 0), 1, solution=solution)[-1].states
    for (i, g), p in expected.items():
        assert states[3, 0, i, g] == states[1, 0, i, g] == pytest.approx(p / 2)


def test_the_busy_war_is_busy() -> None:
    solution = solve(busy_war(ceasefire=(0.003, 0.006)))
    months = solution.months.values()
    assert all(sum(m.weights[n] == 1.0 for m in months) > 30 for n in range(4))
    assert 50 < sum(m.deal is not None for m in months) < len(months) - 50
    assert sum(m.ceases > 0 for m in months) > 5


def test_probability_sums_to_one_and_endings_add_up() -> None:
    war = busy_war(ceasefire=(0.003, 0.006), floors=(0.2, 0.3))
    solution = solve(war)
    for believer in ("nature", "attacker", "defender"):
        for month in law(war, (0, 2, 1, 0.3, 0), war.T, believer, solution):
            assert month.at_war + sum(month.endings.values()) == pytest.approx(1, abs=1e-12)


def without_flows(T: int) -> dict[str, object]:
    """Changes after which a value is a mean of what the war ends in."""
    nothing = dict.fromkeys(("c_exhausted", "kappa", "kappa_s", "b", "psi", "gamma_A", "gamma_D"), 0.0)
    paths = {name: [0.0] * T for name in ("c_A", "c_D", "c_s", "o")}
    return {**nothing, **paths, "delta_A": 1.0, "delta_D": 1.0}


def delivered(solution: Solution, start: tuple, believer: str) -> float:
    """What a believer's own law gives that side at the last month, endings and frozen line together."""
    war, side = solution.war, 0 if believer == "attacker" else 1
    last = law(war, start, war.T, believer, solution)[-1]
    payoffs = {
        "attacker_wins_at_front": (war.W_A, war.W_D),
        "defender_collapses": (war.W_A, war.W_D),
        "attacker_expelled": (0.0, 1.0),
        "attacker_forced_stop": (war.stop_A, war.stop_D),
    }
    mean = sum(p * payoffs.get(name, (0.0, 0.0))[side] for name, p in last.endings.items())
    return mean + sum(p * solution.value(war.T, *state)[side] for state, p in last.states.items())


@pytest.mark.parametrize(("believer", "side"), [("attacker", 0), ("defender", 1)])
@pytest.mark.parametrize("precision", [None, 40.0])
def test_law_and_value_agree(believer: str, side: int, precision: float | None) -> None:
    """Without flows, discounts and tables a value is the mean payoff of the believer's own law."""
    solution = solve(busy_war(**without_flows(6), precision=precision))
    found = delivered(solution, (0, 2, 1, -2.0, 0), believer)
    assert found == pytest.approx(solution.value(0, 2, 1, 0, 0)[side], abs=1e-12)


def test_an_empty_record_is_survival() -> None:
    war = busy_war()
    months = law(war, (0, 2, 1, 0.3, 0), 4)
    found = filtered(war, (0, 2, 1, 0.3, 0), [{}] * 4)
    assert sum(found.log_likelihood) == pytest.approx(math.log(months[-1].at_war))
    for state, p in found.posterior.items():
        assert p == pytest.approx(months[-1].states[state] / months[-1].at_war)


def test_records_of_a_month_exhaust_survival() -> None:
    """Over all that could be seen in a month, probabilities sum to that of the war going on."""
    war, start = busy_war(precision=300.0), (0, 2, 1, 0.3, 0)
    solution, total = solve(war), 0.0
    both = (True, False)
    for front, attended, strikes, deal, package in product(("up", "down"), both, both, both, both):
        seen = {"front": front, "attended": attended, "strikes": strikes, "partial_deal": deal}
        seen |= {"package": package, "position": 2, "error_rate": 0.1}
        total += math.exp(filtered(war, start, [seen], solution=solution).log_likelihood[0])
    assert total == pytest.approx(law(war, start, 1, solution=solution)[-1].at_war)
