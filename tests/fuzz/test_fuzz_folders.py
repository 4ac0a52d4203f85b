"""Run folders and caches with something wrong in them: an error that names the file, or the right result to the bit.

Some 400 faults from a fixed seed and some from a new one, which is printed. Each is made in a copy of a folder that was
computed once.
"""

from __future__ import annotations

import json
import random
import shutil
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import ripeness
from ripeness.errors import RipenessError
from ripeness.schema.load import parse_scenario
from ripeness.store import cache, solutions
from ripeness.store.chunks import Chunks
from ripeness.store.runs import read_forecast, read_provenance, read_summary, reserve
from small_war import small_text

FIXED, NEW = 400, 40
SHAPES = [3, None, True, "text", [], [[1]], {}, {"draws": 3}, {"a": [{"b": None}]}, 1e308, -1]
DRAWS, CHUNK = 6, 2


def _truncate(chance: random.Random, folder: Path, file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: chance.randrange(len(content) + 1)])


def _flip(chance: random.Random, folder: Path, file: Path) -> None:
    content = bytearray(file.read_bytes())
    for _ in range(chance.choice([1, 1, 1, 8])):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)


def _other_json(chance: random.Random, folder: Path, file: Path) -> None:
    file.write_text(json.dumps(chance.choice(SHAPES)))


def _noise(chance: random.Random, folder: Path, file: Path) -> None:
    file.write_bytes(chance.randbytes(chance.choice([0, 1, 100])))


def _delete(chance: random.Random, folder: Path, file: Path) -> None:
    file.unlink()


def _delete_folder(chance: random.Random, folder: Path, file: Path) -> None:
    shutil.rmtree(file.parent if file.parent != folder else file.parent / "chunks", ignore_errors=True)


def _swap(chance: random.Random, folder: Path, file: Path) -> None:
    other = chance.choice(_files(folder))
    content = file.read_bytes()
    file.write_bytes(other.read_bytes())
    other.write_bytes(content)


def _swap_folders(chance: random.Random, folder: Path, file: Path) -> None:
    parts = sorted(folder.glob("chunks/*-*"))
    if len(parts) > 1:
        one, other = chance.sample(parts, 2)
        one.rename(folder / "held")
        other.rename(one)
        (folder / "held").rename(other)


def _rename(chance: random.Random, folder: Path, file: Path) -> None:
    parts = sorted(folder.glob("chunks/*-*"))
    start = chance.randrange(9)
    names = ["Thumbs.db", "000000000-00000000x", f"{start:09d}-{start + chance.randrange(4):09d}"]
    target = chance.choice(parts) if parts else file
    if not (target.parent / (name := chance.choice(names))).exists():
        target.rename(target.parent / name)


def _add(chance: random.Random, folder: Path, file: Path) -> None:
    stray = chance.choice(["desktop.ini", ".DS_Store", "000000006-000000008", "notes (copy).txt"])
    place = file.parent if file.parent != folder else folder / "chunks"
    if place.is_dir() and not (place / stray).exists():
        (place / stray).mkdir() if chance.random() < 0.3 else (place / stray).write_text("a note")


def _folder_in_place(chance: random.Random, folder: Path, file: Path) -> None:
    file.unlink()
    file.mkdir()


FAULTS: list[Callable[[random.Random, Path, Path], None]] = [
    _truncate, _flip, _flip, _other_json, _noise, _delete, _delete_folder, _swap, _swap_folders, _rename, _add,
    _folder_in_place,
]  # fmt: skip


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def damaged(seed: int, whole: Path, folder: Path) -> str:
    """Copy a folder, with one fault in it; return what was done."""
    chance = random.Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    fault, file = chance.choice(FAULTS), chance.choice(_files(folder))
    fault(chance, folder, file)
    return f"seed {seed}: {fault.__name__} at {file.relative_to(folder)}"


def seeds(count: int, new: int, salt: int) -> list[int]:
    """Return fixed seeds and new ones; the new ones are printed, so that a failure can be had again."""
    fresh = time.time_ns() % 10**9
    print(f"new seeds from {fresh}")
    return [salt + number for number in range(count)] + [fresh + number for number in range(new)]


def equal(found: xr.Dataset, right: xr.Dataset) -> bool:
    """Whether two datasets hold the same numbers, to the bit."""
    return set(found.variables) == set(right.variables) and all(
        found[name].shape == right[name].shape
        and (
            found[name].values.tobytes() == right[name].values.tobytes()
            if found[name].dtype.kind in "fiM"
            else found[name].values.tolist() == right[name].values.tolist()
        )
        for name in right.variables
    )


def rest(right: xr.Dataset, chunks: list[tuple[int, int]]) -> xr.Dataset:
    """The draws of some chunks, with weights that are shares of them."""
    part = right.isel(draw=[draw for start, stop in chunks for draw in range(start, stop)])
    for name in ("weight", "prior_weight"):
        part = part.assign({name: part[name] / part[name].sum()})
    return part


def is_clean(error: RipenessError, folder: Path) -> bool:
    """Whether an error names something in the folder and says what to do, in a line or a few."""
    return str(folder) in str(error) and bool(error.fix) and "Traceback" not in str(error) and len(str(error)) < 1000


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> dict[str, tuple[Path, xr.Dataset]]:
    """A run in one piece and one in chunks, computed once, each with its forecast."""
    place = tmp_path_factory.mktemp("whole")
    small = parse_scenario(small_text(), "small.yaml")
    forecast = ripeness.forecast(small, draws=DRAWS, horizon=2)
    with reserve(place / "one", "toy") as reserved:
        reserved.save(forecast, {"draws": {"finished": DRAWS}}, {"policy": "status-quo"}, "text", "view")
    ripeness.stream(small, place / "chunks", draws=DRAWS, chunk=CHUNK, horizon=2, texts={"scenario.yaml": "text"})
    return {name: (place / name, read_forecast(place / name)) for name in ("one", "chunks")}


@pytest.mark.filterwarnings("ignore::ripeness.errors.RipenessWarning")
@pytest.mark.parametrize("kind", ["one", "chunks"])
def test_a_run_with_a_fault_is_read_right_or_named(kind: str, runs, tmp_path: Path) -> None:
    whole, right = runs[kind]
    said = {read: read(whole) for read in (read_summary, read_provenance)} if kind == "one" else {}
    named = 0
    for seed in seeds(FIXED // 3, NEW // 2, 1000 if kind == "one" else 2000):
        folder = tmp_path / "run"
        what = damaged(seed, whole, folder)
        try:
            found = read_forecast(folder)
            expected = right
            if kind == "chunks" and len(found.draw) < DRAWS:
                assert found.attrs["partial"] == 1, what
                expected = rest(right, Chunks(folder).finished())
                found, expected = (one.drop_vars(["weight", "prior_weight"]) for one in (found, expected))
            assert equal(found, expected), what
        except RipenessError as error:
            named += 1
            assert is_clean(error, folder), f"{what}: {error}"
        for read, content in said.items():
            try:
                assert read(folder) == content, what
            except RipenessError as error:
                assert is_clean(error, folder), f"{what}: {error}"
    # Faults are noticed at all. The bound lies below what the fixed seeds alone give (39 of 133 with one file, 99 with
    # parts): the rest hit what the forecast does not need, and the new seeds cannot make the test fail by chance.
    assert named > FIXED // 16


def test_a_cache_with_a_fault_costs_time_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIPENESS_CACHE", str(tmp_path / "whole"))
    arrays = {"ongoing": np.arange(60.0).reshape(6, 10), "ended": np.arange(6.0)}
    for key in ("one", "other"):
        solutions.write(key, {name: values + len(key) for name, values in arrays.items()})
    dropped = 0
    for seed in seeds(FIXED // 3, NEW // 2, 3000):
        what = damaged(seed, tmp_path / "whole", tmp_path / "cache")
        monkeypatch.setenv("RIPENESS_CACHE", str(tmp_path / "cache"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for key in ("one", "other"):
                found = solutions.read(key)
                dropped += found is None
                if found is not None:
                    assert set(found) == set(arrays), what
                    assert all(np.array_equal(found[name], arrays[name] + len(key)) for name in arrays), what
                    continue
                place = cache.room("forecasts")
                assert place is not None and not (place / f"{key}.npz").is_file(), what
                if not (place / f"{key}.npz").is_dir():
                    solutions.write(key, arrays)
                    assert solutions.read(key) is not None, what
    assert dropped > FIXED // 10


def test_what_was_learnt_so_far_is_computed_anew_where_its_file_is_at_fault(tmp_path: Path) -> None:
    from ripeness.ensemble.proposal import PartlyLearnt

    scores = [np.arange(12.0).reshape(4, 3) + number for number in range(3)]
    whole = PartlyLearnt(tmp_path / "a.part.npz")
    for one in scores:
        whole.add(one, one.sum(axis=1))
    content = (tmp_path / "a.part.npz").read_bytes()
    chance = random.Random(4)
    for number in range(60):
        file = tmp_path / "a.part.npz"
        damage = bytearray(content)
        damage[chance.randrange(len(damage))] ^= 1 << chance.randrange(8)
        file.write_bytes(damage if number % 2 else content[: chance.randrange(len(content))])
        again = PartlyLearnt(file)
        assert [again.next(one) for one in scores] == [None] * 3 and not file.exists()
