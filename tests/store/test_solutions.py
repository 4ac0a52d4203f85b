"""What was computed before serves whoever asks for the same wars, or for fewer of them, and nobody else."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest

import ripeness
from caches import emptied
from ripeness.arrays import EVERY_BELIEF, Followed
from ripeness.ensemble import forecast as forecasting
from ripeness.ensemble.forecast import branches
from ripeness.errors import RunError
from ripeness.store import solutions


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIPENESS_CACHE", emptied(tmp_path / "cache"))


ARRAYS = {"ongoing": np.arange(12.0).reshape(4, 3), "ended": np.arange(4.0)}
VALUES = {"cost": np.array([1.0, 2.0, 3.0, 4.0]), "odds": np.array([0.1, 0.2, 0.3, 0.4])}


def test_fewer_of_the_same_draws_are_the_first_of_more_of_them() -> None:
    of = solutions.marks(VALUES, 4)
    solutions.write("key", ARRAYS, of)
    for count in (4, 2, 1):
        found = solutions.read("key", of[:count])
        assert found is not None and set(found) == set(ARRAYS)
        assert all(np.array_equal(found[name], ARRAYS[name][:count]) for name in ARRAYS)


def test_more_draws_or_others_are_not_served() -> None:
    of = solutions.marks(VALUES, 4)
    solutions.write("key", ARRAYS, of[:4])
    assert solutions.read("key", np.append(of, "another")) is None
    assert solutions.read("key", of[::-1]) is None
    assert solutions.read("another key", of) is None


def test_a_mark_tells_draws_apart_by_any_of_their_numbers() -> None:
    of = solutions.marks(VALUES, 4)
    assert len(set(of)) == 4
    moved = {**VALUES, "odds": VALUES["odds"] + np.array([0, 0, 1e-12, 0])}
    assert (solutions.marks(moved, 4) == of).tolist() == [True, True, False, True]


def test_a_damaged_file_is_as_good_as_none(tmp_path: Path) -> None:
    of = solutions.marks(VALUES, 4)
    solutions.write("key", ARRAYS, of)
    (file,) = tmp_path.rglob("*.npz")
    file.write_bytes(file.read_bytes()[:100])
    assert solutions.read("key", of) is None


def test_policies_that_do_the_same_are_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    toy = ripeness.load("common-priors")
    asked: list[set[str]] = []
    compute = forecasting.compute

    def counted(computation, drawn, tell):
        asked.append(set(computation.policies))
        return compute(computation, drawn, tell)

    monkeypatch.setattr(forecasting, "compute", counted)
    wars = {"one": {}, "other": "status-quo", "moved": {"reneging": 0.5}, "moved too": {"reneging": "0.5"}}
    found = branches(toy, wars, draws=2)
    assert asked == [{"one", "moved"}]
    assert np.array_equal(found["one"].ongoing, found["other"].ongoing)
    assert np.array_equal(found["moved"].ongoing, found["moved too"].ongoing)
    assert found["moved too"].attrs["policy"] == "moved too"
    again = branches(toy, {"moved": {"reneging": 0.5}}, draws=1)
    assert len(asked) == 1  # fewer of the same draws: from the cache
    assert np.array_equal(again["moved"].ongoing, found["moved"].ongoing[:1])


def test_a_war_that_is_carried_less_far_is_the_same_as_far_as_it_goes() -> None:
    toy = ripeness.load("common-priors")
    wars = {"now": "status-quo", "moved": {"reneging": 0.5}}
    whole = branches(toy, wars, draws=2)
    part = branches(toy, wars, draws=2, months={"now": 5, "moved": 5})
    assert part["now"].sizes["month"] == whole["now"].sizes["month"]  # the status quo is carried to the end
    assert part["moved"].sizes["month"] == 6 < whole["moved"].sizes["month"]
    for name in ("ongoing", "ended", "front", "ripeness_gap", "value"):
        # Another program, whose last digits in single precision may differ.
        np.testing.assert_allclose(part["moved"][name], whole["moved"][name].isel(month=slice(6)), rtol=1e-5, atol=1e-6)


def test_what_was_kept_with_more_told_serves_who_asks_for_less(tmp_path, monkeypatch) -> None:
    """Compared with what is computed for the poorer question alone; who asks for more is never served."""
    toy, wars = ripeness.load("gamblers-ruin"), {"now": "status-quo"}
    soon = {"now": Followed(("attacker",), (0, 12))}
    ask = partial(branches, toy, wars, draws=1)
    alone = [ask(reuse=False), ask(reuse=False, beliefs=soon)]
    monkeypatch.setenv("RIPENESS_CACHE", emptied(tmp_path / "empty"))  # nothing of these is kept
    ask(in_eyes=True, beliefs={"now": Followed(undecided=True)})
    monkeypatch.setattr(forecasting, "compute", _nothing)
    for poorer, other in zip((ask(), ask(beliefs=soon)), alone, strict=True):
        found, expected = poorer["now"], other["now"]
        assert set(found.variables) == set(expected.variables)
        for name, variable in expected.data_vars.items():
            assert found[name].dims == variable.dims
            np.testing.assert_allclose(found[name], variable, rtol=1e-5, atol=1e-6, err_msg=name)
    assert found.wins_within.sel(months_on=12).notnull().any("draw").values.tolist() == [True, False]
    for more in (EVERY_BELIEF, Followed(("attacker",), endings=True), Followed(("attacker",), (0,), endings=True)):
        with pytest.raises(AssertionError, match="computed"):
            ask(beliefs={"now": more})


def test_endings_by_belief_are_not_taken_from_between_other_months(monkeypatch: pytest.MonkeyPatch) -> None:
    toy, wars = ripeness.load("common-priors"), {"now": "status-quo"}
    ask = partial(branches, toy, wars, draws=1)
    ask(beliefs={"now": Followed(endings=True)})
    monkeypatch.setattr(forecasting, "compute", _nothing)
    assert "ended_disbelieving" in ask(beliefs={"now": Followed(("attacker",), endings=True)})["now"]
    assert "ended_disbelieving" not in ask(beliefs={"now": Followed(("attacker",), (0,))})["now"]
    with pytest.raises(AssertionError, match="computed"):
        ask(beliefs={"now": Followed(("attacker",), (0, 36), endings=True)})


def _nothing(*_: object) -> None:
    raise AssertionError("it was computed")


def test_a_war_carried_no_month_ahead_is_refused() -> None:
    with pytest.raises(RunError, match="moved carried 0 months ahead"):
        branches(ripeness.load("common-priors"), {"moved": {"reneging": 0.5}}, draws=1, months={"moved": 0})
