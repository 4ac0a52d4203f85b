"""Derivatives of a forecast against central differences of the whole road, from the scenario's number to the figure."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

import jax
import numpy as np
import pytest

import ripeness
from ripeness.compiler import slopes as compiling
from ripeness.compiler.priors import values_from_scores
from ripeness.compiler.war import Compiled, compile_war
from ripeness.ensemble.batches import Batches
from ripeness.errors import RunError
from ripeness.questions.gradient.derivatives import smoothed
from ripeness.schema.load import parse_scenario
from ripeness.solver import derivative as slopes
from ripeness.solver.derivative import Asked
from ripeness.solver.thresholds import NEVER_OR_ALWAYS, clipped
from small_war import small_text

PATH = Path(__file__).parent / "small_war.yaml"
TEXT = PATH.read_text(encoding="utf-8")
SCENARIO = parse_scenario(TEXT, str(PATH))
LATER = """
epochs:
  later:
    title: a change
    from: 2000-04
    changes: {costs.defender: 1.4 %/month}
"""
TWO_EPOCHS = parse_scenario(TEXT + LATER, str(PATH))
NAMES = SCENARIO.assumptions()
DRAWS = 3
SCORES = np.random.default_rng(5).standard_normal((DRAWS, len(NAMES)))
DRAWN = values_from_scores(NAMES, SCORES)
MOVED = (
    *NAMES,
    "costs.defender",
    "issues.army.reneging",
    "issues.land.attacker_weight",
    "war_chest.liquid_reserves",
    "mediator.punishment_value",
    "mediator.refusal_factor",
    "record.error_rate",
    "bargaining.attacker_power",
)
PRECISIONS = (20.0, 200.0, 1000.0)


def compiled(count: int = DRAWS, **moved: np.ndarray) -> Compiled:
    """The small war with some numbers moved."""
    drawn = {name: np.resize(values, count) for name, values in DRAWN.items()}
    moves = {name: np.zeros(count) for name in MOVED} | moved
    return compile_war(SCENARIO, drawn, count, exact=True, moved=moves)


@cache
def program(slopes_too: bool):
    """The probability that the war goes on, smooth, with its reverse pass or alone, compiled once for one set."""
    with jax.enable_x64(True):
        smooth = smoothed(compiled(), 100.0)
        number = partial(slopes.outcome, smooth.course, asked=Asked("ongoing", 6))
        first = jax.tree.map(lambda leaf: leaf[0], (smooth.games, smooth.record))
        asked = jax.value_and_grad(number, argnums=(0, 1), has_aux=True) if slopes_too else number
        return jax.jit(asked).lower(*first).compile()


def computed(war: Compiled, precision: float, slopes_too: bool) -> list:
    """What the program gives for every set of a compiled war."""
    with jax.enable_x64(True):
        smooth = smoothed(war, precision)
        count = len(smooth.games[0].precision)
        one = [jax.tree.map(lambda leaf, i=i: leaf[i], (smooth.games, smooth.record)) for i in range(count)]
        return [jax.device_get(program(slopes_too)(*numbers)) for numbers in one]


def cotangents_of(war: Compiled, precision: float):
    """Slopes of the probability in every number of the game, by set."""
    return jax.tree.map(lambda *leaves: np.stack(leaves), *(found for _, found in computed(war, precision, True)))


def values_of(war: Compiled, precision: float) -> np.ndarray:
    """The probability under every set, without the pass that the slopes come from."""
    return np.array([float(value) for value, _ in computed(war, precision, False)])


@pytest.mark.parametrize("precision", PRECISIONS)
def test_reverse_mode_agrees_with_central_differences_of_the_whole_road(precision):
    known = compiling.movable(SCENARIO, DRAWN, DRAWS, {}, {})
    wanted = {name: known[name] for name in MOVED}
    cotangents = cotangents_of(compiled(), precision)
    found = compiling.slopes(SCENARIO, DRAWN, DRAWS, {}, wanted, cotangents, exact=True).gradient
    differences = np.zeros_like(found)
    for place, (name, number) in enumerate(wanted.items()):
        step = 1e-6 * np.abs(number.values)
        above, below = (values_of(compiled(**{name: way * step}), precision) for way in (1, -1))
        differences[:, place] = (above - below) / (2.0 * step)
    assert np.isfinite(found).all()
    np.testing.assert_allclose(found, differences, rtol=1e-4, atol=1e-7)
    moving = np.abs(differences).max(axis=0) > 1e-6
    assert moving.sum() >= len(MOVED) - 2, [name for name, moves in zip(MOVED, moving, strict=True) if not moves]


def test_at_a_clipped_threshold_derivatives_are_finite_and_said_to_be_one_sided():
    war = compiled()
    for at in (1.0, 2.0):  # worth as much as punishing: mu* on its lower bound; worth more: beyond it
        side = {"mediator.side_deal_value": np.full(DRAWS, at - 0.2), "mediator.punishment_value": np.zeros(DRAWS)}
        war = compile_war(SCENARIO, DRAWN, DRAWS, exact=True, moved=side)
        cotangents = cotangents_of(war, 100.0)
        assert all(np.isfinite(leaf).all() for leaf in jax.tree.leaves(cotangents))
        told = clipped(war.games[-1], war.course.epochs[-1].lattice)
        assert told[NEVER_OR_ALWAYS].all()
    assert not clipped(compiled().games[-1], war.course.epochs[-1].lattice)[NEVER_OR_ALWAYS].any()
    np.testing.assert_array_equal(cotangents[0][-1].mediator.punishment_value, 0.0)


def test_an_issue_that_is_worth_nothing_to_the_attacker_has_finite_derivatives():
    """Its stretch of the frontier is vertical."""
    war = compiled(**{"issues.money.attacker_weight": np.full(DRAWS, -0.2)})
    assert (war.games[-1].issues.attacker[:, 2] < 1e-12).all()
    cotangents = cotangents_of(war, 100.0)
    assert all(np.isfinite(leaf).all() for leaf in jax.tree.leaves(cotangents))


def test_the_game_s_numbers_move_as_the_compiler_s_formulas_say():
    """The weights of the issues sum to one: their slopes in closed form."""
    name, weight = "issues.land.attacker_weight", 0.5
    known = compiling.movable(SCENARIO, DRAWN, DRAWS, {}, {})
    war = compiled()
    nothing = jax.tree.map(np.zeros_like, (war.games, war.record))
    for issue, slope in ((0, 1.0 - weight), (1, -0.3), (2, -0.2)):
        games, record = jax.tree.map(np.copy, nothing)
        games[-1].issues.attacker[:, issue] = 1.0
        found = compiling.slopes(SCENARIO, DRAWN, DRAWS, {}, {name: known[name]}, (games, record), exact=True)
        np.testing.assert_allclose(found.gradient[:, 0], slope, rtol=1e-8)


def walk(odds: complex, months: int, start: int = 5, steps: int = 10) -> complex:
    """Probability that a random walk has left neither end of a ladder: a loop over its rungs."""
    on = [0.0 + 0.0j] * (steps + 1)
    on[start] = 1.0 + 0.0j
    for _ in range(months):
        moved = [0.0 + 0.0j] * (steps + 1)
        for rung in range(1, steps):
            moved[rung + 1] += odds * on[rung]
            moved[rung - 1] += (1.0 - odds) * on[rung]
        on = moved
    return sum(on[1:steps])


def test_gamblers_ruin_has_the_slope_of_the_random_walk():
    """With the slope of the walk by a complex step: no code and no method in common. Sharp and smooth are the same."""
    ruin = ripeness.load("gamblers-ruin")
    found = ripeness.gradient(
        ruin, "ongoing", "truth.battle_odds", at=7, precision="float64"
    )  # its docstring's example
    step = walk(0.55 + 1e-20j, 7)
    assert float(found.dataset.gradient.squeeze()) == pytest.approx(step.imag / 1e-20, rel=1e-7)
    assert float(found.dataset.smooth.squeeze()) == pytest.approx(step.real, abs=1e-12)
    assert float(found.dataset.sharp.squeeze()) == pytest.approx(step.real, abs=1e-12)


def test_what_an_epoch_states_moves_the_epochs_from_its_own_on():
    path = "epochs.later.costs.defender"
    known = compiling.movable(TWO_EPOCHS, DRAWN, DRAWS, {}, {})
    war = compile_war(TWO_EPOCHS, DRAWN, DRAWS, exact=True)
    for epoch, slope in ((0, 0.0), (1, 1.0)):
        games, record = jax.tree.map(np.zeros_like, (war.games, war.record))
        games[epoch].months.defender_cost[:, 5] = 1.0
        found = compiling.slopes(TWO_EPOCHS, DRAWN, DRAWS, {}, {path: known[path]}, (games, record), exact=True)
        np.testing.assert_allclose(found.gradient[:, 0], slope, atol=1e-8)


def test_a_lever_moves_what_it_changes_from_as_of_on():
    name = "levers.meetings"
    known = compiling.movable(SCENARIO, DRAWN, DRAWS, {}, {})
    moved = compiling.still({name: known[name]}, DRAWS)
    war = compile_war(SCENARIO, DRAWN, DRAWS, exact=True, moved=moved)
    assert [epoch.start for epoch in war.course.epochs] == [0, 4]
    for epoch, slope in ((0, 0.0), (1, 1.0)):
        games, record = jax.tree.map(np.zeros_like, (war.games, war.record))
        games[epoch].months.table[:, 6] = 1.0
        found = compiling.slopes(SCENARIO, DRAWN, DRAWS, {}, {name: known[name]}, (games, record), exact=True)
        np.testing.assert_allclose(found.gradient[:, 0], slope, atol=1e-8)


@pytest.mark.parametrize(
    "asked, says",
    [
        ({"quantity": "ongoin"}, "there is no quantity 'ongoin'"),
        ({"wrt": "costs.atacker"}, "there is no number 'costs.atacker'"),
        ({"wrt": "mediated"}, "a yes-or-no"),
        ({"at": 9}, "outside -4 to 8 months"),
        ({"at": "soon"}, "is no month"),
        ({"at": -2}, "not computed for months of the record"),
        ({"quantity": "ended"}, "needs endings"),
        ({"quantity": "ended", "endings": ["peace"]}, "no ending is called 'peace'"),
        ({"endings": ["ceasefire"]}, "ongoing has no endings"),
        ({"quantity": "terms", "issue": "sea"}, "no issue is called 'sea'"),
        ({"quantity": "front", "in_eyes_of": "attacker"}, "is not computed"),
        ({"choice": -1.0}, "a precision of choice of -1"),
    ],
)
def test_a_question_without_an_answer_is_refused_in_a_sentence(asked, says):
    with pytest.raises(RunError, match=says):
        ripeness.gradient(SCENARIO, **asked)


def test_on_an_interruption_the_finished_draws_have_their_derivatives(monkeypatch):
    """Draw by draw, with Ctrl-C in the third: the first two are those of the whole."""
    home = "ripeness.questions.gradient.derivatives"
    monkeypatch.setattr(f"{home}.slices", lambda count, size: (slice(one, one + 1) for one in range(count)))
    small = parse_scenario(small_text(), "small.yaml")
    asked = {"wrt": ["costs.attacker", "battle_odds"], "at": 2, "draws": DRAWS, "precision": "float64"}
    whole_of_it = ripeness.gradient(small, **asked)
    runs, run = [], Batches.run

    def interrupted(self, *given):
        runs.append(given)
        if len(runs) == 3:
            raise KeyboardInterrupt
        return run(self, *given)

    monkeypatch.setattr(Batches, "run", interrupted)
    cut = ripeness.gradient(small, **asked)
    assert cut.partial and cut.finished == 2 and not whole_of_it.partial
    np.testing.assert_allclose(cut.dataset.gradient, whole_of_it.dataset.gradient[:2], rtol=1e-12)
    assert float(cut.dataset.weight.sum()) == pytest.approx(1.0)
