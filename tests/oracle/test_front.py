"""The oracle's front under drift, held against normals, Kalman's filter, closed forms and sums by hand."""

import dataclasses
import math
from statistics import NormalDist

import pytest

from .brute_force import Issue, War, filtered, law, on_the_line, plain_war, solve
from .front import area, drifted, ends_at, expected_change, small_step, start_cell
from .step import initial
from .test_oracle import busy_war, delivered, without_flows


def drift_war(T: int, N: int, **changes: object) -> War:
    """A war of nothing but a front: cells of 10 km^2 from 1,000 on, from the middle, sd 5 a month."""
    fields: dict[str, object] = {
        "front_law": "drift",
        "cell": 10.0,
        "base": 1000.0,
        "lowest": 1000.0,
        "highest": 1000.0 + 10.0 * N,
        "start_area": 1000.0 + 5.0 * N,
        "sigma": 5.0,
        "issues": [Issue(w_A=1.0, w_D=1.0, band=(1000.0, 1000.0 + 10.0 * N))],
    }
    return plain_war(T, N, 0, **(fields | changes))


def busy_drift_war(**changes: object) -> War:
    """The busy war on a front with drift: two pieces of land, ends between cells, a month that stands still."""
    T = 6
    fields: dict[str, object] = {
        "N": 6,
        "front_law": "drift",
        "cell": 10.0,
        "base": 1000.0,
        "lowest": 1007.0,
        "highest": 1056.0,
        "start_area": 1032.0,
        "front_from": 1,
        "sigma": 7.2,
        "substeps": 2,
        "area_error": 2.0,
        "drift_true": 0.5,
        "drift_mean_A": 2.0,
        "drift_strength_A": 12.0,
        "drift_mean_D": -0.5,
        "drift_strength_D": 20.0,
        "believed_shift": [0.0, 0.0, 0.1, 0.25, 0.3, 0.4],
        "odds_shift": [0.3 - 0.1 * t for t in range(T)],
        "odds_when_exhausted": 0.0,
        "issues": [
            Issue(w_A=0.2, w_D=0.3, band=(1010.0, 1045.0)),
            Issue(w_A=0.45, w_D=0.5, status_quo=0.4, frozen=0.1, ren=0.3),
            Issue(w_A=0.35, w_D=0.2, status_quo=1.0, frozen=0.4, band=(1025.0, 1060.0), ren=0.1),
        ],
    }
    return dataclasses.replace(busy_war(), **(fields | changes))  # type: ignore[arg-type]


def mean_and_variance(war: War, states: dict) -> tuple[float, float]:
    """Of the area."""
    mean = sum(p * area(war, state[0]) for state, p in states.items())
    return mean, sum(p * (area(war, state[0]) - mean) ** 2 for state, p in states.items())


# --- Drift, spread and beliefs -------------------------------------------------------------------


@pytest.mark.parametrize("substeps", [1, 3])
def test_far_from_its_ends_the_front_has_the_mean_and_variance_of_a_sum_of_months(substeps: int) -> None:
    """Three tenths of the way between two cells, the start adds the variance of rounding, .3 .7 cell^2."""
    months, cell = 9, 10.0 if substeps == 1 else 5.0
    war = drift_war(
        months, 80, cell=cell, highest=1000.0 + 80 * cell, start_area=1000.0 + 30.3 * cell, substeps=substeps,
        drift_true=1.1, odds_shift=[0.4] * months,
    )  # fmt: skip
    for t, month in enumerate(law(war, (0, start_cell(war), 0, 0.0, 0), months)):
        mean, variance = mean_and_variance(war, month.states)
        assert mean == pytest.approx(war.start_area + 1.5 * t, abs=1e-7)
        assert variance == pytest.approx(0.21 * cell**2 + 25.0 * t, abs=1e-6)


@pytest.mark.parametrize(("who", "mean", "strength"), [("attacker", 1.2, 40.0), ("defender", -0.7, 60.0)])
def test_a_side_forecasts_its_prior_spread_by_its_doubt(who: str, mean: float, strength: float) -> None:
    """Whoever holds N(m, s^2/n) expects m a month with variance t s^2 + t^2 s^2/n: shifts it knows of are no drift."""
    months, still, shift = 10, 2, 0.8
    war = drift_war(
        months, 50, front_from=still, drift_mean_A=1.2, drift_strength_A=40.0, drift_mean_D=-0.7,
        drift_strength_D=60.0, odds_shift=[shift] * months,
        believed_shift=[shift * max(0, t - still) for t in range(months)],
    )  # fmt: skip
    for t, month in enumerate(law(war, (0, 25, 0, 0.0, 0), months, who)):
        moved = max(0, t - still)
        found = mean_and_variance(war, month.states)
        assert found[0] == pytest.approx(war.start_area + moved * (mean + shift), abs=1e-4)
        assert found[1] == pytest.approx(25.0 * moved + 25.0 * moved**2 / strength, abs=1e-2)


def test_a_belief_is_the_normal_posterior_of_the_months_one_by_one() -> None:
    """Each month is weighed by its precision; months before the front moves teach nothing."""
    changes, shifts = [12.0, -3.0, 25.0, 0.0, 6.0], [1.0, 2.0, -0.5, 0.0, 4.0]
    war = drift_war(
        8, 40, front_from=2, drift_mean_A=3.0, drift_strength_A=7.0, drift_mean_D=-2.0,
        drift_strength_D=math.inf, drift_true=0.9,
        believed_shift=[0.0, 0.0, *(sum(shifts[:n]) for n in range(6))],
    )  # fmt: skip
    precision, mean = 7.0 / 25.0, 3.0
    for n, change in enumerate([*changes, 0.0]):
        k = start_cell(war) + sum(changes[:n]) / war.cell
        found = expected_change(war, "attacker", 2 + n, k)  # type: ignore[arg-type]
        assert found == pytest.approx((mean, 25.0 + 1 / precision))
        change -= [*shifts, 0.0][n]
        mean = (precision * mean + change / 25.0) / (precision + 1 / 25.0)
        precision += 1 / 25.0
    assert expected_change(war, "attacker", 1, 20) == pytest.approx((3.0, 25.0 * 8 / 7))
    assert expected_change(war, "defender", 6, 31) == (-2.0, 25.0)
    assert expected_change(war, "nature", 6, 31) == (0.9, 25.0)


def test_a_small_step_has_the_mean_and_variance_that_it_was_given() -> None:
    war = drift_war(3, 20, substeps=2, cell=8.0, start_area=1080.0, highest=1160.0, drift_true=2.0)
    down, stay, up = small_step(war, "nature", 1, 10, 1.0)
    assert down + stay + up == pytest.approx(1)
    assert 8.0 * (up - down) == pytest.approx(3.0 / 2)
    assert 64.0 * (up + down) - 1.5**2 == pytest.approx(25.0 / 2)


# --- Ends ----------------------------------------------------------------------------------------

FAIR = {"sigma": 10.0, "substeps": 2}  # in cells of 10: a quarter down, half stays, a quarter up


def test_an_end_between_cells_is_split_between_them() -> None:
    """An end .6 of a cell beyond cell 3 of 4 is cell 3 with .4; by hand, two substeps from cell 2."""
    war = drift_war(2, 4, highest=1036.0, **FAIR)
    assert [ends_at(war, k)[1] for k in range(5)] == pytest.approx([0, 0, 0, 0.4, 1])
    found = {k: p for p, k in drifted(war, "nature", 0, 2, 0.0)}
    assert found == pytest.approx({0: 0.0625, 1: 0.25, 2: 0.35, 3: 0.12, 4: 0.1 + 0.08 + 0.0375})
    war = drift_war(2, 4, lowest=1004.0, **FAIR)  # the same in a mirror
    found = {k: p for p, k in drifted(war, "nature", 0, 2, 0.0)}
    assert found == pytest.approx({4: 0.0625, 3: 0.25, 2: 0.35, 1: 0.12, 0: 0.2175})
    assert [ends_at(war, k)[0] for k in range(5)] == pytest.approx([1, 0.4, 0, 0, 0])


def test_nobody_moves_before_the_front_does_but_an_end_is_met_by_standing_there() -> None:
    war = drift_war(3, 4, highest=1036.0, start_area=1030.0, front_from=1, **FAIR)
    months = law(war, (0, 3, 0, 0.0, 0), 2)
    assert months[1].states == pytest.approx({(3, 0, 0, 0): 0.36})
    assert months[1].endings["attacker_wins_at_front"] == pytest.approx(0.64)
    assert len(months[2].states) == 3


def test_the_ends_are_met_as_in_the_ruin_of_a_gambler_who_may_stand_still() -> None:
    """Ruin depends on up/down alone; the time to it, on standing still too (both by Feller's formulas)."""
    war = drift_war(300, 8, drift_true=2.0, start_area=1020.0)
    down, stay, up = small_step(war, "nature", 0, 2, 0.0)
    assert stay > 0.5
    months = law(war, (0, 2, 0, 0.0, 0), 300)
    ratio = down / up
    wins = (1 - ratio**2) / (1 - ratio**8)
    assert months[-1].endings["attacker_wins_at_front"] == pytest.approx(wins, abs=1e-9)
    assert months[-1].endings["attacker_expelled"] == pytest.approx(1 - wins, abs=1e-9)
    assert sum(month.at_war for month in months) == pytest.approx((8 * wins - 2) / (up - down), abs=1e-7)


# --- The record, and land ------------------------------------------------------------------------


def test_recorded_areas_are_weighed_as_by_kalmans_filter() -> None:
    """With cells of half a month's sd, a third of the steps taken (no kurtosis), a walk is nearly Gaussian."""
    records = [{"area": seen} for seen in (1076.0, 1080.5, 1077.0, 1086.0, 1084.0)]
    cell, sigma, error, drift = 2.5, 5.0, 3.0, 1.5
    war = drift_war(
        5, 60, cell=cell, highest=1150.0, start_area=1075.0, substeps=12, area_error=error, drift_true=drift,
    )  # fmt: skip
    found = filtered(war, (0, start_cell(war), 0, 0.0, 0), records)
    mean, variance, noise = 1075.0, 0.0, error**2 + cell**2 / 12
    for record, likelihood in zip(records, found.log_likelihood, strict=True):
        expected = NormalDist(mean, math.sqrt(variance + noise))
        assert likelihood == pytest.approx(math.log(expected.pdf(record["area"])), abs=5e-4)
        gain = variance / (variance + noise)
        mean, variance = mean + gain * (record["area"] - mean) + drift, (1 - gain) * variance + sigma**2
    assert mean_and_variance(war, found.posterior) == pytest.approx((mean, variance), rel=5e-4)


def test_densities_of_all_areas_sum_to_survival() -> None:
    war, width = busy_drift_war(precision=300.0), 1.0
    solution, start = solve(war), (0, start_cell(war), 1, 0.3, 0)
    likelihoods = [
        filtered(war, start, [{}, {"area": 980.0 + width * n}], solution=solution).log_likelihood for n in range(110)
    ]
    total = sum(math.exp(sum(months)) * width for months in likelihoods)
    assert total == pytest.approx(law(war, start, 2, solution=solution)[-1].at_war, abs=1e-9)


def test_as_it_stands_each_piece_of_land_goes_by_its_own_band() -> None:
    """At 1,030: 20 of the 35 km^2 of the first, 5 of the 35 of the third; the rest as stated."""
    war = busy_drift_war()
    u = 0.2 * 20 / 35 + 0.45 * 0.1 + 0.35 * 5 / 35
    v = 0.3 * 15 / 35 + 0.5 * 0.9 + 0.2 * 30 / 35
    assert on_the_line(war, 3, "frozen") == pytest.approx((u, v))
    assert solve(war).value(war.T, 3, 0, 0, 0) == pytest.approx((u, v))
    assert on_the_line(war, 3, "status_quo")[0] == pytest.approx(u + 0.45 * 0.3)
    assert on_the_line(war, 1, "frozen")[0] == pytest.approx(0.045)  # below both bands
    assert on_the_line(war, 5, "frozen")[0] == pytest.approx(0.2 + 0.045 + 0.35 * 25 / 35)  # past the first


def test_one_month_on_a_front_with_drift_is_worth_what_its_line_is_worth() -> None:
    """On a fair front half of the prize, less the cost; with a shift of 4 km^2 a tenth of the band of 40 more."""
    war = drift_war(1, 4, c_A=[0.03], c_D=[0.05], **FAIR)
    assert solve(war).value(0, 2, 0, 0, 0) == pytest.approx((0.5 - 0.03, 0.5 - 0.05))
    war = drift_war(1, 4, odds_shift=[4.0], **FAIR)
    assert solve(war).value(0, 2, 0, 0, 0) == pytest.approx((0.5 + 4.0 / 40.0, 0.5 - 4.0 / 40.0))


# --- The whole war -------------------------------------------------------------------------------


def test_with_drift_probability_sums_to_one() -> None:
    war = busy_drift_war(ceasefire=(0.003, 0.006), floors=(0.2, 0.3))
    solution = solve(war)
    for believer in ("nature", "attacker", "defender"):
        for month in law(war, (0, start_cell(war), 1, 0.3, 0), war.T, believer, solution):
            assert month.at_war + sum(month.endings.values()) == pytest.approx(1, abs=1e-12)
        assert min(month.endings[name] for name in ("attacker_wins_at_front", "attacker_expelled")) > 1e-3


def test_with_drift_law_and_value_agree() -> None:
    war = busy_drift_war(**without_flows(6))
    solution, start = solve(war), (0, start_cell(war), 1, -2.0, 0)
    for side, believer in enumerate(("attacker", "defender")):
        worth = sum(p * solution.value(0, *state)[side] for state, p in initial(war, start).items())
        assert delivered(solution, start, believer) == pytest.approx(worth, abs=1e-12)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"front_law": "walk"}, "steps or drift"),
        ({"front_law": "steps"}, "no bands"),
        ({"issues": [Issue(w_A=1.0, w_D=1.0, follows_front=True)]}, "band"),
        ({"odds_when_exhausted": -0.1}, "0 under drift"),
        ({"lowest": 990.0}, "lowest < highest"),
        ({"highest": 1041.0}, "lowest < highest"),
        ({"start_area": 1005.0}, "start"),
        ({"drift_strength_D": 0.0}, "worth some months"),
        ({"lowest": 1018.0, "highest": 1022.0}, "both ends"),
        ({"sigma": 2.0, "drift_mean_D": 1.0}, "defender"),  # a step up is surer than that a step is taken
        ({"substeps": 0}, "one substep"),
        ({"sigma": 11.0}, "attacker"),  # more than the one cell of a step
    ],
)
def test_what_is_no_front_is_refused(wrong: dict, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        solve(drift_war(2, 4, **wrong))


def test_a_record_of_the_other_law_is_refused() -> None:
    with pytest.raises(ValueError, match="areas"):
        filtered(busy_war(), (0, 2, 1, 0.3, 0), [{"area": 1.0}])
    with pytest.raises(ValueError, match="areas"):
        filtered(busy_drift_war(), (0, 3, 1, 0.3, 0), [{"front": "up"}])
