"""Which way each kernel moves things, and by how much: sums done by hand, and signs that must not flip."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy import stats

from ripeness.model.kernels.battle import Battle, believed_odds
from ripeness.model.kernels.collapse import Collapse
from ripeness.model.kernels.gate import Gate
from ripeness.model.kernels.rounding import rounding_matrix
from ripeness.model.kernels.sincerity import Sincerity, expected
from ripeness.model.kernels.war_chest import WarChest, exhausted, offsets, reserves
from ripeness.model.state import Lattice

from .kernel_table import CHEST, FRONTS, MIND, Numbers, mediator

# --- battle -------------------------------------------------------------------------


@pytest.mark.parametrize("month", [0, 1, 6, 7])
@pytest.mark.parametrize(("steps", "start"), [(8, 4), (9, 3)])
def test_a_battle_moves_the_front_by_its_odds_and_up_is_up(month: int, steps: int, start: int) -> None:
    """On values that are the fronts themselves: k + up - down, by hand."""
    lattice = Lattice(steps, start)
    fronts, later = (np.asarray(lattice.fronts(t)) for t in (month, month + 1))
    padded = np.concatenate([[later[0] - 2], later, [later[-1] + 2]]).astype(float)
    up = np.random.default_rng(month).uniform(size=(CHEST, len(fronts)))
    battle = Battle(jnp.asarray(up), jnp.asarray(1.0 - up), lattice.parity(month))
    found = np.asarray(battle.expect(jnp.asarray(padded)[None, None, :, None] * jnp.ones((1, CHEST, 1, 1))))[0, :, :, 0]
    assert found == pytest.approx(fronts + up - (1.0 - up), abs=1e-13)


def test_the_odds_believed_are_the_mean_of_the_beta_posterior() -> None:
    """Against SciPy's Beta after so many months won and lost; a victory raises them, a long memory slows them."""
    mean, strength, start = 0.56, 25.0, 10
    for month in (0, 3, 12):
        fronts = start - month + 2 * np.arange(month + 1)
        odds = believed_odds(jnp.asarray(float(month)), jnp.asarray(fronts, float), start, mean, 1.0 / strength)
        won = np.arange(month + 1)
        expected = stats.beta(mean * strength + won, (1.0 - mean) * strength + month - won).mean()
        assert np.asarray(odds) == pytest.approx(expected, abs=1e-14)
        assert (np.diff(odds) > 0.0).all()
        certain = believed_odds(jnp.asarray(float(month)), jnp.asarray(fronts, float), start, mean, 0.0)
        assert np.asarray(certain) == pytest.approx(np.full(month + 1, mean), abs=1e-15)


# --- breaks -------------------------------------------------------------------------


def worth_of_breaks(hazard: float, effect: float, hope: float, stop: float, strikes: bool, side: str) -> np.ndarray:
    """A side's worth before the breaks; going on is worth between the two breaks to either."""
    collapse, stopped = (1.0, 0.1) if side == "attacker" else (0.0, 0.9)
    going_on = jnp.asarray(np.random.default_rng(5).uniform(0.2, 0.8, (1, CHEST, FRONTS, 1)))
    kernel = Collapse.from_beliefs(
        jnp.asarray(hazard), jnp.asarray(effect), jnp.full((1, 1), hope), jnp.full(CHEST, stop)
    )
    return np.asarray(kernel.expect(strikes, jnp.asarray(collapse), jnp.asarray(stopped), going_on))


def test_who_loses_by_a_break_is_worse_off_the_likelier_it_is_and_the_other_better() -> None:
    base = {"hazard": 0.05, "effect": 0.4, "hope": 1.1, "stop": 0.03, "strikes": True}
    for change in ({"hazard": 0.08}, {"effect": 0.9}, {"hope": 1.5}):
        for side, sign in (("attacker", 1.0), ("defender", -1.0)):
            rise = worth_of_breaks(**(base | change), side=side) - worth_of_breaks(**base, side=side)
            assert (sign * rise).min() > 1e-4, (change, side)
    for side, sign in (("attacker", -1.0), ("defender", 1.0)):
        stopped = worth_of_breaks(**(base | {"stop": 0.06}), side=side) - worth_of_breaks(**base, side=side)
        assert (sign * stopped).min() > 1e-4
        bombed = worth_of_breaks(**(base | {"strikes": False}), side=side) - worth_of_breaks(**base, side=side)
        assert (sign * bombed).min() > 1e-4


def test_breaks_are_the_sum_done_by_hand() -> None:
    going_on = np.random.default_rng(5).uniform(0.2, 0.8, (1, CHEST, FRONTS, 1))
    likely = 0.05 * (1.0 + 0.4) * 1.1
    expected = likely * 1.0 + (1.0 - likely) * (0.03 * 0.1 + 0.97 * going_on)
    assert worth_of_breaks(0.05, 0.4, 1.1, 0.03, True, "attacker") == pytest.approx(expected, abs=1e-15)
    certain = worth_of_breaks(0.6, 1.0, 2.0, 0.03, True, "attacker")
    assert certain == pytest.approx(np.ones_like(certain))  # a hazard above one is one


# --- money --------------------------------------------------------------------------


@pytest.mark.parametrize("shift", [-9.5, -2.0, 0.0, 3.5, 8.0])
def test_the_package_moves_the_reserves_by_its_shift_and_a_gain_moves_mass_up(shift: float) -> None:
    """In force the distance from the path moves by the shift, exactly, wherever that ends on the lattice."""
    spacing, nodes = 5.0, 6
    place = np.asarray(offsets(nodes, jnp.asarray(spacing)))
    assert place[-1] == 0.0 and np.diff(place) == pytest.approx(np.full(nodes - 1, spacing))
    kernel = WarChest.from_shift(jnp.asarray([shift]), nodes, jnp.asarray(spacing))
    values = jnp.asarray(place)[None, :, None, None] * jnp.ones((2, 1, FRONTS, 3))
    shut, in_force = (np.asarray(kernel.expect(values, gate))[0, :, 0, 0] for gate in (0, 1))
    assert np.array_equal(shut, place)
    assert in_force == pytest.approx(np.clip(place + shift, place[0], 0.0), abs=1e-13)
    mass = np.random.default_rng(8).uniform(size=nodes)
    (moved,) = jax.linear_transpose(lambda v: kernel.in_force[0] @ v, jnp.zeros(nodes))(jnp.asarray(mass))
    assert np.sign(np.asarray(moved) @ place - mass @ place) == np.sign(shift)


def test_reserves_are_exhausted_by_the_share_of_the_last_cell_that_is_gone() -> None:
    left = reserves(jnp.asarray(12.0), 6, jnp.asarray(5.0))
    assert np.asarray(left).tolist() == [0.0, 0.0, 0.0, 2.0, 7.0, 12.0]
    assert np.asarray(exhausted(left, jnp.asarray(5.0))) == pytest.approx([1.0, 1.0, 1.0, 0.6, 0.0, 0.0])


# --- the mediator's mind and the gate -----------------------------------------------


INSIDE = slice(6, 19)  # of 25 nodes: no move from here leaves the lattice


def minded(**changes: float) -> Numbers:
    """Numbers of a mediator who punishes below .4."""
    numbers = {
        "settles": 0.06, "sincere": 0.25, "feigned": 0.1, "refusal": 0.4, "strike": 0.7, "forgives": 0.3,
        "flattery": 0.05, "punishment": 1.0, "peace": 1.5, "side_deals": 0.0,
    }  # fmt: skip
    return {name: jnp.asarray(value) for name, value in (numbers | changes).items()}


def mean_after(**changes: float) -> np.ndarray:
    """Expected log-odds after (staying away, attending, attending while bombing), by node."""
    nodes = jnp.linspace(-6.0, 6.0, 25)
    kernel = Sincerity.from_shifts(mediator(minded(**changes)).shifts(), nodes, jnp.ones(3))
    values = jnp.broadcast_to(nodes, (1, 1, 25))
    return np.stack([np.asarray(v)[0, 0] for v in jnp.split(expected((kernel,), values, values), 3, axis=-1)])


def test_conduct_moves_the_minds_mean_by_the_sum_done_by_hand() -> None:
    nodes = np.linspace(-6.0, 6.0, 25)
    no_deal = np.log(0.94 * 0.75 / 0.9) + 0.05
    deal = np.log(0.94 * 0.25 / 0.1) + 0.05
    attended = 0.9 * no_deal + 0.1 * deal
    bombed = attended + 0.7 * np.log(0.7)
    expected = nodes + np.array([np.log(0.4), attended, bombed])[:, None]
    assert mean_after()[:, INSIDE] == pytest.approx(expected[:, INSIDE], abs=1e-13)


def test_refusal_and_bombing_lower_sincerity_and_flattery_and_forgiveness_raise_it() -> None:
    nodes, now = np.linspace(-6.0, 6.0, 25), mean_after()
    assert (now[0, INSIDE] < nodes[INSIDE]).all()
    assert (now[2, INSIDE] < now[1, INSIDE]).all()
    assert (mean_after(refusal=0.2)[0, INSIDE] < now[0, INSIDE]).all()
    assert (mean_after(flattery=0.2)[1:, INSIDE] > now[1:, INSIDE]).all()
    assert (mean_after(forgives=0.8)[2, INSIDE] > now[2, INSIDE]).all()
    assert mean_after(forgives=1.0)[2] == pytest.approx(mean_after(forgives=1.0)[1], abs=1e-15)
    assert (mean_after(settles=0.3)[1, INSIDE] < now[1, INSIDE]).all()  # waiting breeds doubt


def test_an_attacker_who_feigns_lowers_the_odds_by_bayes_rule_on_average() -> None:
    """Over the talks of one who feigns, the expected factor on the odds is (1 - a) e^f: a supermartingale."""
    rng = np.random.default_rng(9)
    for _ in range(10):
        settles, sincere, feigned, flattery = rng.uniform(0.01, 0.9, 4)
        shifts = mediator(minded(settles=settles, sincere=sincere, feigned=feigned, flattery=flattery)).shifts()
        chance = float(shifts.chance)
        factor = (1.0 - chance) * np.exp(float(shifts.no_deal)) + chance * np.exp(float(shifts.deal))
        assert factor == pytest.approx((1.0 - settles) * np.exp(flattery), rel=1e-12)


def test_the_gate_opens_below_the_threshold_only_and_is_relaxed_above_it_only() -> None:
    """Cells that lie whole below mu* = .4, or whole above, by the probability at their edges."""
    nodes = np.linspace(-4.0, 3.0, 29)
    chance = 1.0 / (1.0 + np.exp(-nodes[:, None] - np.array([-0.125, 0.125])))
    below, above = chance[:, 1] < 0.4, chance[:, 0] > 0.4
    assert below.sum() > 5 and above.sum() > 5 and (~below & ~above).sum() == 1
    gate = mediator(minded()).gate(jnp.asarray(nodes), jnp.asarray(0.2), jnp.asarray(0.03), jnp.asarray(0.1))
    opens, relaxes = np.asarray(gate.opens), np.asarray(gate.relaxes)
    assert opens[below] == pytest.approx(0.2) and opens[above] == pytest.approx(0.03)
    assert relaxes[below] == pytest.approx(0.0) and relaxes[above] == pytest.approx(0.1)
    assert (np.diff(opens) <= 0.0).all() and (np.diff(relaxes) >= 0.0).all()
    hidden = Gate(jnp.asarray(opens), jnp.asarray(relaxes))
    worth = jnp.asarray([0.8, 0.3])[:, None, None, None] * jnp.ones((2, 1, 1, 29))  # in force is worth less
    shut, force_away, force_talks = (
        np.asarray(hidden.expect(worth, gate, attended))[0, 0] for gate, attended in ((0, True), (1, False), (1, True))
    )
    assert shut == pytest.approx(0.8 - 0.5 * opens) and force_away == pytest.approx(np.full(29, 0.3))
    assert force_talks == pytest.approx(0.3 + 0.5 * relaxes)


def test_the_second_door_opens_below_its_own_threshold_and_the_package_goes_before_it() -> None:
    """Three levels: probabilities of none, executive action and package from each, by hand, in a mind far below."""
    nodes = jnp.linspace(-4.0, 3.0, 29)
    chances = (jnp.asarray(p) for p in (0.2, 0.03, 0.1))
    gate = mediator(minded()).gate(nodes, *chances, (jnp.asarray(0.5), jnp.asarray(0.25)))  # below .25/1.75 = .143
    low, middle, high = 0, 12, 28  # log-odds -4, -1, 3: below both thresholds, between them, above both

    def moves(level: int, attended: bool, node: int) -> list[float]:
        worths = jnp.eye(3)[:, :, None, None, None] * jnp.ones((3, 3, 1, 1, 29))
        return [float(gate.expect(worth, level, attended)[0, 0, node]) for worth in worths]

    assert moves(0, True, low) == pytest.approx([0.8 * 0.5, 0.8 * 0.5, 0.2])
    assert moves(0, True, middle) == pytest.approx([0.8, 0.0, 0.2])
    assert moves(1, True, middle) == pytest.approx([0.8 * 0.1, 0.8 * 0.9, 0.2])
    assert moves(1, False, high) == pytest.approx([0.0, 0.97, 0.03])
    assert moves(2, True, high) == pytest.approx([0.1, 0.0, 0.9])
    assert moves(2, True, middle) == moves(2, False, high) == pytest.approx([0.0, 0.0, 1.0])


def test_what_a_mediator_gains_by_side_deals_makes_him_punish_less_and_indulge_more() -> None:
    nodes = jnp.asarray(MIND)
    before, after, never = (mediator(minded(side_deals=b)) for b in (0.0, 0.4, 1.0))
    assert (float(before.threshold), float(after.threshold)) == pytest.approx((0.4, 0.24))
    assert float(never.threshold) == 0.0 and not np.asarray(never.would_punish(nodes)).any()
    assert (np.asarray(after.would_punish(nodes)) <= np.asarray(before.would_punish(nodes))).all()
    assert (np.asarray(after.indulges(nodes)) >= np.asarray(before.indulges(nodes))).all()


# --- Rounding ----------------------------------------------------------------------------------


def test_rounding_keeps_the_mean_inside_and_clips_outside() -> None:
    nodes = -3.0 + 0.5 * np.arange(9)
    targets = np.concatenate([np.linspace(-4.0, 2.0, 200), [-1e6, 1e6]])
    matrix = np.asarray(rounding_matrix(jnp.asarray(targets), jnp.asarray(-3.0), jnp.asarray(0.5), 9))
    assert np.abs(matrix.sum(axis=1) - 1.0).max() < 1e-14 and matrix.min() >= 0.0
    assert (matrix > 0).sum(axis=1).max() <= 2
    assert matrix @ nodes == pytest.approx(np.clip(targets, -3.0, 1.0), abs=1e-12)
    spread = matrix @ nodes**2 - (matrix @ nodes) ** 2
    share = (np.clip(targets, -3.0, 1.0) + 3.0) / 0.5 % 1.0
    assert spread == pytest.approx(0.25 * share * (1.0 - share), abs=1e-12)  # a coin between two neighbours
