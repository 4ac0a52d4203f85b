"""A front that is an area moves and teaches as a normal random walk with an unknown drift does."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.stats import norm

import ripeness
from ripeness.compiler.levels import levels_by_epoch
from ripeness.compiler.record import compile_record
from ripeness.model.kernels.drift import Drift, Line, believed_drift, ends

CELLS = 60


def line(cell: float = 100.0, sd: float = 50.0, teaches: float = 0.0, highest: float = 6000.0) -> Line:
    """Sixty cells from 0 to `highest` km^2, with the front in the middle when the war begins."""
    one = np.ones(1)
    won, lost = ends(0.0 * one, highest * one, 0.0 * one, cell * one, CELLS)
    numbers = [jnp.asarray(value, jnp.float64) for value in (0.0, cell, 30.0, sd, teaches)]
    return Line(*numbers, won=jnp.asarray(won[0]), lost=jnp.asarray(lost[0]))


def kernel(line: Line, mean: float, substeps: int = 1, moves: float = 1.0) -> Drift:
    """A month with the same drift in every cell."""
    everywhere = jnp.full((1, 1, CELLS - 1), mean)
    return Drift.of(line, everywhere, line.sd**2, jnp.asarray(moves), substeps)


def carried(kernel: Drift, mass: np.ndarray, months: int = 1) -> np.ndarray:
    """Probability of cells 0 to `CELLS`, those of the ends added up, after some months."""

    def expect(values: jax.Array) -> jax.Array:
        return kernel.expect(kernel.enter(values[None, None, :, None]))[0, 0, :, 0]

    back = jax.linear_transpose(expect, jnp.zeros(CELLS + 1))
    of_living = np.asarray(jax.vmap(lambda row: back(row)[0])(jnp.eye(CELLS - 1)))
    stays = np.eye(CELLS + 1)[[0, -1]]  # whoever has reached an end
    month = np.vstack([stays[:1], of_living, stays[1:]])
    return mass @ np.linalg.matrix_power(month, months)


def at(cell: int) -> np.ndarray:
    mass = np.zeros(CELLS + 1)
    mass[cell] = 1.0
    return mass


@pytest.mark.parametrize(
    ("substeps", "cell", "mean"), [(1, 100.0, 0.0), (1, 100.0, -60.0), (4, 50.0, 30.0), (3, 60.0, 12.0)]
)
def test_mean_and_variance_of_a_month_are_those_of_the_normal(substeps: int, cell: float, mean: float) -> None:
    after = carried(kernel(line(cell), mean, substeps), at(30))
    areas = cell * np.arange(CELLS + 1)
    change = after @ areas - 30 * cell
    assert after.sum() == pytest.approx(1.0, abs=1e-12) and after.min() >= 0.0
    assert change == pytest.approx(mean, abs=1e-9)
    assert after @ (areas - 30 * cell - change) ** 2 == pytest.approx(50.0**2, abs=1e-7)


def test_many_months_are_a_normal_with_as_many_variances() -> None:
    after = carried(kernel(line(), 20.0), at(30), months=12)
    areas = 100.0 * np.arange(CELLS + 1)
    mean = after @ areas
    assert mean == pytest.approx(3000.0 + 12 * 20.0, abs=1e-6)
    assert after @ (areas - mean) ** 2 == pytest.approx(12 * 50.0**2, rel=1e-6)


def test_a_front_that_does_not_teach_yet_stands_still() -> None:
    assert carried(kernel(line(), 60.0, moves=0.0), at(30), months=5) == pytest.approx(at(30))


def test_an_end_between_two_cells_is_reached_in_the_share_that_lies_beyond_it() -> None:
    """Half of those who enter the last cell but one are at the end where the end lies half a cell below the last."""
    near = kernel(line(highest=5950.0), 0.0)
    up = float(near.up[0, 0, 0])
    after = carried(near, at(58))
    assert after[60] == pytest.approx(0.5 * up) and after[59] == pytest.approx(0.5 * up)


def test_the_chance_of_reaching_the_upper_end_is_that_of_the_gamblers_ruin() -> None:
    """Constant chances up p and down q: (1 - (q/p)^k) / (1 - (q/p)^N), whatever the chance of standing still."""
    month = kernel(line(), 8.0)
    p, q = float(month.up[0, 0, 0]), float(month.down[0, 0, 0])
    ratio = q / p
    expected = (1 - ratio**30) / (1 - ratio**60)
    assert carried(month, at(30), months=12_000)[60] == pytest.approx(expected, abs=1e-6)


def test_beliefs_on_the_drift_are_the_conjugate_posterior_of_what_the_area_gained() -> None:
    """Month by month, precisions added up, against the formula by month and cell alone."""
    rng, front = np.random.default_rng(4), line(teaches=3.0)
    prior, months = 25.0, 20.0
    changes = rng.normal(40.0, 50.0, 15)
    mean, precision = prior, months / 50.0**2
    for number, change in enumerate(changes, start=1):
        mean = (precision * mean + (change - 7.0) / 50.0**2) / (precision + 1 / 50.0**2)
        precision += 1 / 50.0**2
        cell = 30.0 + changes[:number].sum() / 100.0
        month = jnp.asarray(3.0 + number)
        found, variance = believed_drift(front, month, jnp.asarray([cell]), prior, 1 / months, 7.0 * number)
        assert float(found[0]) == pytest.approx(mean, abs=1e-9)
        assert float(variance) == pytest.approx(50.0**2 + 1 / precision, rel=1e-12)


def kernel_in_single_precision(mean: float, variance: float) -> Drift:
    """A month's kernel of a mean and a variance that are counted in cells."""
    front = jax.tree.map(lambda leaf: leaf.astype(jnp.float32), line(cell=460.0))
    means = jnp.full((1, 1, CELLS - 1), mean * 460.0, jnp.float32)
    return Drift.of(front, means, jnp.float32(variance) * front.cell**2, jnp.float32(1.0), 1)


BELOW, ABOVE = (float(np.nextafter(np.float32(0.25), np.float32(end))) for end in (0, 1))


@pytest.mark.parametrize("variance", [0.05, BELOW, 0.25, ABOVE, 0.8])
@pytest.mark.parametrize("mean", [-1.0, -0.83, -0.5, -0.1, 0.0, 0.3, 0.5, 0.832, 1.0])
def test_a_month_keeps_its_mean_and_the_nearest_spread_that_moves_of_one_cell_allow(
    mean: float, variance: float
) -> None:
    """Of all laws on three neighbouring cells with a mean x the variance is between |x| (1 - |x|) and 1 - x^2."""
    month = kernel_in_single_precision(mean, variance)
    up, down = (np.asarray(moves, float)[0, 0] for moves in (month.up, month.down))
    assert min(up.min(), down.min(), (1 - up - down).min()) >= -1e-7
    assert up - down == pytest.approx(np.full(CELLS - 1, mean), abs=1e-6)
    nearest = np.clip(variance, abs(mean) * (1 - abs(mean)), 1 - mean**2)
    assert up + down - (up - down) ** 2 == pytest.approx(np.full(CELLS - 1, nearest), abs=1e-6)


def test_the_last_bit_of_the_spread_does_not_move_the_front() -> None:
    """Cells twice as wide as the spread: a variance of a quarter, on either side of which a drift is what it is."""
    gains = [float(kernel_in_single_precision(0.83, variance).change(460.0)[0, 0, 0]) for variance in (BELOW, ABOVE)]
    assert gains == pytest.approx([0.83 * 460.0] * 2, rel=1e-6)


QUIET = {"tracks.talks.meets": "0 %/month", "truth.collapse_hazard": 0, "calendar.horizon": "6 months"}
DRIFTS = (-100, -50, 0, 50, 100)
START = 20_000 + 43 * 460
"""An area in the middle of a cell, so that the front's start is not spread over two."""
SEEN = {"2000-07": START + 100, "2001-01": START - 100, "2001-07": START + 50, "2001-12": START}


@pytest.mark.parametrize(("cell", "substeps", "close"), [(460, 1, 0.15), (230, 4, 0.05)])
def test_the_filter_of_areas_is_a_kalman_filter(cell: int, substeps: int, close: float) -> None:
    """How much likelier four areas are under one drift than another, against a Gaussian walk with Gaussian errors."""
    areas = {month: {"area": f"{area} km^2"} for month, area in SEEN.items()}
    toy = ripeness.load("standing-front").replace(
        QUIET
        | {"front.area": f"{START} km^2", "front.cell": f"{cell} km^2", "front.substeps": substeps}
        | {"record.months": areas}
    )
    found, expected = [], []
    error = 50.0**2 + cell**2 / 12
    for drift in DRIFTS:
        one = toy.replace({"truth.drift": f"{drift} km^2/month"})
        found.append(float(ripeness.forecast(one, precision="float64", beliefs=False, in_eyes=False).log_likelihood[0]))
        mean, variance, last, total = float(START), 0.0, 0, 0.0
        for label, area in SEEN.items():
            months = one.month_index(label) - last
            mean, variance, last = mean + drift * months, variance + 230.0**2 * months, last + months
            total += norm.logpdf(area, mean, np.sqrt(variance + error))
            gain = variance / (variance + error)
            mean, variance = mean + gain * (area - mean), variance * (1 - gain)
        expected.append(total)
    assert np.array(found) - max(found) == pytest.approx(np.array(expected) - max(expected), abs=close)
    assert int(np.argmax(found)) == DRIFTS.index(0)  # a front that stood still is likeliest without a drift


def test_a_stated_area_weighs_each_cell_by_its_error_and_the_cells_width() -> None:
    """40,100 km^2 in July 2000, error 50, cells of 460 km^2: a normal whose variance is 50^2 + 460^2/12."""
    toy = ripeness.load("standing-front")
    seen = compile_record(toy, levels_by_epoch(toy, {}, 1, None)[0]).front[0, 6]
    areas = 20_000 + 460 * np.arange(len(seen))
    assert seen == pytest.approx(norm.pdf(40_100, areas, np.sqrt(50**2 + 460**2 / 12)), rel=1e-12)


def test_half_the_cell_moves_no_forecast_of_a_toy() -> None:
    """Of the toy whose drift also hangs on the effort of both sides; the filter above halves the cell of the other."""
    toy = ripeness.load("effort-at-the-front").replace({"calendar.horizon": "24 months"})
    coarse, fine = (
        ripeness.forecast(one, draws=1, precision="float64", beliefs=False, in_eyes=False)
        for one in (toy, toy.replace({"front.cell": "230 km^2", "front.substeps": 4}))
    )
    for variable in ("ongoing", "ended", "value"):
        apart = [(one[variable] * one.weight).sum("draw").values for one in (coarse, fine)]
        assert np.abs(apart[0] - apart[1]).max() < 0.02, variable
    assert np.abs(coarse.area.values - fine.area.values).max() < 230.0  # half a cell


def test_what_a_forecast_holds_beside_changes_none_of_its_numbers() -> None:
    """Cells twice as wide as the spread, a drift near the largest that they hold, in single precision."""
    toy = ripeness.load("standing-front").replace({"truth.drift": "380 km^2/month", "calendar.horizon": "24 months"})
    alone, beside = (ripeness.forecast(toy, draws=4, in_eyes=more, beliefs=more) for more in (False, True))
    for variable in ("ongoing", "ended", "value", "area"):
        assert alone[variable].values == pytest.approx(beside[variable].values, rel=1e-4, abs=1e-5, nan_ok=True), (
            variable
        )
