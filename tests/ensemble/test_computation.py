"""Batches and keys: every draw gets its own numbers back, and no forecast is served for another question."""

from __future__ import annotations

from typing import Any

import jax
import numpy as np
import pytest

import ripeness
from ripeness.arrays import Followed
from ripeness.ensemble import forecast as forecasting
from ripeness.ensemble.batches import Batches, Stage, slices
from ripeness.ensemble.computation import cast, compile_draws, joined
from ripeness.ensemble.design import Stated
from ripeness.ensemble.draws import Draws
from ripeness.ensemble.forecast import branches
from ripeness.schema.load import parse_scenario

STAGES = {
    "double": Stage(lambda x: 2.0 * x, ("x",)),
    "sum": Stage(lambda x, double: {"total": x.sum() + double.sum(), "first": double[0]}, ("x", "double")),
    "alone": Stage(lambda y: y + 1.0, ("y",)),
    "last": Stage(lambda found, y: found["total"] * y, ("sum", "y")),
}
X, Y = np.arange(15.0, dtype="float32").reshape(5, 3), np.array([1, 2, 3, 5, 7], "float32")


@pytest.mark.parametrize("count", [1, 3, 5])
def test_a_batch_that_is_not_full_gives_each_draw_its_own(count: int) -> None:
    batches = Batches(STAGES, per_device=5)
    found = batches.run({"x": X[:count], "y": Y[:count]}, ("last", "sum", "alone"))
    total = 3 * X[:count].sum(axis=1)
    assert list(found) == ["last", "sum", "alone"]
    np.testing.assert_allclose(found["sum"]["total"], total)
    np.testing.assert_allclose(found["sum"]["first"], 2 * X[:count, 0])
    np.testing.assert_allclose(found["last"], total * Y[:count])
    np.testing.assert_allclose(found["alone"], Y[:count] + 1)


def test_stages_on_which_nothing_rests_are_not_run() -> None:
    batches = Batches(STAGES, per_device=5)
    found = batches.run({"x": X, "y": Y}, ("sum",))
    assert list(found) == ["sum"] and set(batches.run_s) == {"double", "sum"}


def test_stages_of_one_program_compute_each_with_its_own_inputs() -> None:
    stages = {name: Stage(lambda value: 10.0 * value, (name[-1],), program="tens") for name in ("of x", "of y")}
    found = Batches(stages, per_device=5).run({"x": Y, "y": Y + 1}, ("of x", "of y"))
    np.testing.assert_allclose(found["of x"], 10 * Y)
    np.testing.assert_allclose(found["of y"], 10 * (Y + 1))


def test_slices_cover_every_draw_once() -> None:
    assert [(one.start, one.stop) for one in slices(7, 3)] == [(0, 3), (3, 6), (6, 7)]
    assert list(slices(0, 3)) == [] and [one.stop for one in slices(3, 3)] == [3]


def test_batches_are_joined_in_their_order() -> None:
    parts = [{"a": {"x": np.array([number])}, "b": {"x": np.array([-number])}} for number in range(3)]
    whole = joined(parts)
    assert whole["a"]["x"].tolist() == [0, 1, 2] and whole["b"]["x"].tolist() == [0, -1, -2]


def test_a_forecast_of_many_draws_gives_each_what_it_gives_alone(small) -> None:
    """Seven draws in batches; then the third and the last by themselves, from a table of their own."""
    whole = ripeness.forecast(small, draws=7, seed=2)
    rows = ripeness.design(small, 7, seed=2).draws(0, 7)
    for number in (2, 6):
        values = {name: one[number : number + 1] for name, one in rows.values.items()}
        alone = ripeness.forecast(small, design=Stated(values, np.ones(1), "one"))
        for name in ("ongoing", "ended", "value", "front"):
            np.testing.assert_array_equal(alone[name][0], whole[name][number], err_msg=name)


def test_a_precision_is_that_of_every_array_and_changes_no_number(small) -> None:
    rows = ripeness.design(small, 3, seed=2).draws(0, 3)
    single, double = (compile_draws(small, rows, {}, precision) for precision in ("float32", "float64"))
    assert {leaf.dtype for leaf in jax.tree.leaves((single.games, single.record))} == {np.dtype("float32")}
    assert {leaf.dtype for leaf in jax.tree.leaves((double.games, double.record))} == {np.dtype("float64")}
    for one, other in zip(jax.tree.leaves(single.games), jax.tree.leaves(double.games), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-6)
    assert double.course.epochs[0].rules.exact and not single.course.epochs[0].rules.exact
    assert cast(double, "float32").games[0].precision.dtype == np.float32


class _Asked(Exception):
    """Raised instead of computing."""


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch):
    """Name under which the status quo, or another policy, is kept for a question; nothing is computed."""

    def stop(*_: Any) -> Any:
        raise _Asked

    keys: list[str] = []
    monkeypatch.setattr(forecasting, "compute", stop)
    monkeypatch.setattr(forecasting.Told, "read", lambda told, made, marks: keys.append(told.name(made)))

    def ask(scenario, policies: dict[str, Any] | None = None, **more: Any) -> list[str]:
        keys.clear()
        with pytest.raises(_Asked):
            branches(scenario, policies or {"now": "status-quo"}, **{"draws": 2, **more})
        return list(keys)

    return ask


def test_every_question_of_another_kind_has_a_key_of_its_own(small, key, monkeypatch) -> None:
    policy = {"other": {"battle_odds": 0.5}}
    asked = {
        "as it is": key(small),
        "in either side's eyes": key(small, in_eyes=True),
        "what attending gives": key(small, attending=True),
        "whether the attacker wins": key(small, beliefs={"now": Followed(("attacker",))}),
        "whether the attacker wins, today": key(small, beliefs={"now": Followed(("attacker",), (0,))}),
        "how it ends, by belief": key(small, beliefs={"now": Followed(("attacker",), endings=True)}),
        "another seed": key(small, seed=1),
        "a policy": key(small, policy),
        "a policy, further": key(small, {"other": {"battle_odds": 0.6}}),
        "a policy for three months": key(small, policy, months={"other": 3}),
        "a policy for four months": key(small, policy, months={"other": 4}),
    }
    assert all(len(found) == 1 for found in asked.values())
    every = [found[0] for found in asked.values()]
    assert len(set(every)) == len(every)
    assert key(small, draws=5) == asked["as it is"]  # more of the same draws
    assert key(small, horizon=3) == asked["as it is"]  # what is shown of them
    assert key(small, months={"now": 3}) == asked["as it is"]  # the status quo is always carried to the end
    before = asked["as it is"]
    monkeypatch.setattr(forecasting, "versions", lambda: {"jax": "0"})
    assert key(small) != before


def test_a_key_depends_on_the_text_of_what_computes(small, key, monkeypatch) -> None:
    before = key(small)
    monkeypatch.setattr(forecasting.solutions, "code", lambda: "another text")
    assert key(small) != before


def test_a_scenario_with_another_number_or_baseline_has_another_key(small_file, key) -> None:
    text = small_file.read_text(encoding="utf-8")
    keys = {
        key(parse_scenario(one, "small.yaml"))[0]
        for one in (text, text.replace("sd: 0.05", "sd: 0.04"), text.replace("steps: 10", "steps: 12"))
    }
    assert len(keys) == 3


def test_a_draw_is_a_slice_of_values_and_weights_together() -> None:
    drawn = Draws({"a": np.arange(4.0), "b": np.arange(4.0) + 10}, np.log([1.0, 2.0, 3.0, 4.0]))
    part = drawn.part(slice(1, 3))
    assert part.values["a"].tolist() == [1, 2] and part.values["b"].tolist() == [11, 12] and len(part) == 2
    np.testing.assert_allclose(np.exp(part.log_weight), [2, 3])
