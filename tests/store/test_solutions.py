"""What was computed before serves whoever asks for the same wars, or for fewer of them, and nobody else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import ripeness
from ripeness.ensemble import forecast as forecasting
from ripeness.ensemble.forecast import branches
from ripeness.errors import RunError
from ripeness.store import solutions


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIPENESS_CACHE", str(tmp_path))


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


def test_a_war_carried_no_month_ahead_is_refused() -> None:
    with pytest.raises(RunError, match="moved carried 0 months ahead"):
        branches(ripeness.load("common-priors"), {"moved": {"reneging": 0.5}}, draws=1, months={"moved": 0})
