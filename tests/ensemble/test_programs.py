"""Programs kept across processes: the same numbers without tracing, nothing taken for what it is not."""

from __future__ import annotations

import inspect
import os
from pathlib import Path

import numpy as np
import pytest

import ripeness
from ripeness.arrays import VIEWS
from ripeness.ensemble import programs
from ripeness.ensemble.asked import asked
from ripeness.ensemble.batches import Batches, Stage
from ripeness.ensemble.computation import Computation
from ripeness.ensemble.design import design_of
from ripeness.store import cache

INPUTS = {"x": np.arange(6, dtype=np.float32).reshape(2, 3)}


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("RIPENESS_CACHE", str(tmp_path))
    return tmp_path / "programs"


class Counted:
    """Two stages that note how often they are traced."""

    def __init__(self, factor: float = 2.0):
        self.traced, self.factor = 0, factor

    def run(self, identity: str, inputs=INPUTS) -> tuple[dict, int]:
        def first(x):
            self.traced += 1
            return {"scaled": self.factor * x}

        stages = {"first": Stage(first, ("x",)), "second": Stage(lambda found: found["scaled"].sum(), ("first",))}
        batches = Batches(stages, per_device=len(inputs["x"]), identity=identity)
        return batches.run(inputs, ("first", "second")), self.traced


def test_a_kept_program_gives_the_same_bytes_and_is_not_traced_again(folder) -> None:
    counted = Counted()
    made, traced = counted.run("a stage")
    assert traced > 0 and len(list(folder.glob("*.program"))) == 2
    loaded, again = counted.run("a stage")
    assert again == traced
    assert made["first"]["scaled"].tobytes() == loaded["first"]["scaled"].tobytes() == (2 * INPUTS["x"]).tobytes()
    assert made["second"].tobytes() == loaded["second"].tobytes()


def test_a_program_that_somebody_holds_is_loaded_once_in_a_process(folder) -> None:
    """Eight views of one war, each with programs of its own, used up the mappings that a process may have."""

    def batches() -> Batches:
        return Batches({"one": Stage(lambda x: x + 1.0, ("x",))}, per_device=2, identity="shared")

    first, second = batches(), batches()
    found = [one.run(INPUTS, ("one",))["one"] for one in (first, second)]
    assert first._compiled["one"] is second._compiled["one"]
    assert np.array_equal(found[0], INPUTS["x"] + 1.0) and np.array_equal(found[1], found[0])


def test_another_identity_or_other_shapes_are_another_program(folder) -> None:
    counted = Counted()
    counted.run("a stage")
    other, traced = Counted(3.0).run("another stage")
    assert traced > 0 and np.array_equal(other["first"]["scaled"], 3 * INPUTS["x"])
    longer = {"x": np.ones((2, 5), np.float32)}
    found, traced = Counted().run("a stage", longer)
    assert traced > 0 and found["first"]["scaled"].shape == (2, 5)


def test_without_an_identity_nothing_is_kept(folder) -> None:
    Counted().run("")
    assert not list(folder.glob("*.program"))


def test_a_spoilt_program_is_compiled_anew(folder) -> None:
    counted = Counted()
    counted.run("a stage")
    for path in folder.glob("*.program"):
        path.write_bytes(path.read_bytes()[:100])
    found, _ = Counted().run("a stage")
    assert np.array_equal(found["first"]["scaled"], 2 * INPUTS["x"])


def test_a_program_is_kept_under_the_source_that_it_is_made_of(folder, monkeypatch) -> None:
    handed = (INPUTS["x"],)
    before = programs.key("a stage", handed)
    monkeypatch.setattr(programs, "_source", lambda: "changed")
    assert programs.key("a stage", handed) != before


OPENED = "toys/feigned-talks"


def one_draw(computation: Computation) -> dict[str, dict[str, np.ndarray]]:
    """What is computed of the toy's first draw."""
    return next(computation.run(design_of(ripeness.load(OPENED), 1, 0).draws(0, 1)))


@pytest.fixture(scope="module")
def opened(tmp_path_factory) -> tuple[Path, Computation, Computation]:
    """A policy beside the status quo, and another policy under other names: the cache, and what computed them."""
    folder, scenario = tmp_path_factory.mktemp("opened"), ripeness.load(OPENED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RIPENESS_CACHE", str(folder))
        computations = []
        for now, then, package in (("now", "open", 0.0), ("as it is", "half", 0.5)):
            asked_for = {now: asked(scenario), then: asked(scenario, None, {"package": package})}
            computations.append(Computation(asked_for, True, True))
            one_draw(computations[-1])
    return folder / "programs", *computations


def test_another_policy_finds_the_programs_kept_of_the_first(opened) -> None:
    """Stages of the two: solve, past, terms, status quo, policy, what attending gives; under other names the same."""
    folder, first, other = opened
    assert len(list(folder.glob("*.program"))) == len(first.batches.stages) == len(other.batches.stages) == 6


def test_without_the_other_views_only_what_is_carried_on_is_another_program(opened, monkeypatch) -> None:
    """What is solved and conditioned is found kept; the status quo is given in one view, as the first of all."""
    folder = opened[0]
    monkeypatch.setenv("RIPENESS_CACHE", str(folder.parent))
    before = set(folder.glob("*.program"))
    whole = one_draw(Computation({"now": asked(ripeness.load(OPENED))}, True))["now"]["ongoing"]
    assert set(folder.glob("*.program")) == before
    alone = one_draw(Computation({"now": asked(ripeness.load(OPENED))}, False))["now"]["ongoing"]
    [made] = set(folder.glob("*.program")) - before
    made.unlink()  # other tests count those of the two
    assert (whole.shape[1], alone.shape[1]) == (len(VIEWS), 1)
    np.testing.assert_allclose(alone[:, 0], whole[:, list(VIEWS).index("nature")], rtol=1e-5, atol=1e-6)


def test_every_stage_of_a_forecast_is_written_in_a_file_that_its_program_is_kept_under(opened) -> None:
    computation = opened[1]
    assert computation.batches is not None and computation.batches.identity
    package = Path(programs.__file__).parents[1]
    kept_under = {path for room in programs.ROOMS for path in [package / room, *(package / room).rglob("*.py")]}
    written_in = {Path(inspect.getfile(stage.function)) for stage in computation.batches.stages.values()}
    assert len(computation.batches.stages) >= 5 and written_in <= kept_under


def test_a_program_is_not_taken_for_one_whose_stage_was_written_otherwise(folder, tmp_path) -> None:
    """A stage in a file that is in none of the rooms: two times x, and after the file was changed three times x."""
    file = tmp_path / "a_question.py"
    for factor in (2.0, 3.0):
        file.write_text(f"def stage(x):\n    return {factor} * x\n", encoding="utf-8")
        written: dict = {}
        exec(compile(file.read_text(encoding="utf-8"), str(file), "exec"), written)
        batches = Batches({"found": Stage(written["stage"], ("x",))}, identity="a stage")
        assert np.array_equal(batches.run({"x": INPUTS["x"][:1]}, ("found",))["found"], factor * INPUTS["x"][:1])
    assert len(list(folder.glob("*.program"))) == 2


def test_the_programs_used_longest_ago_go_first(folder, monkeypatch) -> None:
    counted = Counted()
    counted.run("old")
    size = sum(path.stat().st_size for path in folder.glob("*.program"))
    for path in folder.glob("*.program"):
        os.utime(path, (1, 1))
    kept = {path.name for path in folder.glob("*.program")}
    monkeypatch.setattr(cache, "MOST_BYTES", int(1.5 * size))
    counted.run("new")
    left = {path.name for path in folder.glob("*.program")}
    assert len(left - kept) == 2 and len(left & kept) < 2
