"""Chunks and runs with something odd among them: named with a remedy, and the rest goes on."""

from __future__ import annotations

import json
import os
import shutil
import warnings
from pathlib import Path

import numpy as np
import pytest

import ripeness
from ripeness.ensemble.design import design_of
from ripeness.errors import DataError, RipenessWarning
from ripeness.store.begun import SAID, begin
from ripeness.store.checksums import SUMS
from ripeness.store.chunks import Chunks
from ripeness.store.runs import reserve, saved_runs

SHAPES = [3, None, True, "text", [], [[1]], {}, {"draws": 3}, {"draws": "many"}]
"""JSON that is no run.json, no summary and no provenance."""


def chunked(made_up, war, folder: Path, draws: int, size: int) -> Path:
    """A run of made-up draws in chunks."""
    asked = {name: kind() for name, kind in SAID.items()} | {"draws": draws, "chunk": size, "horizon": 36}
    begin(folder, asked, {"scenario.yaml": "text"}, lambda folder: None)
    chunks = Chunks(folder)
    for start in range(0, draws, size):
        part = made_up.isel(draw=slice(start, start + size))
        names = list(war.assumptions())
        drawn = design_of(war, draws).draws(start, start + size).values
        part = part.assign(
            log_weight=np.log(part.weight),
            log_prior_weight=np.log(part.prior_weight),
            assumption_value=(("draw", "assumption"), np.stack([drawn[name] for name in names], 1)),
        )
        chunks.write(start, part)
    return folder


@pytest.fixture
def run(made_up, war, tmp_path) -> Path:
    return chunked(made_up, war, tmp_path / "runs" / "mine", 30, 10)


@pytest.mark.filterwarnings("ignore::ripeness.errors.RipenessWarning")
def test_entries_that_are_no_chunks_are_named_and_the_rest_is_read(run, made_up) -> None:
    for stray in ("Thumbs.db", "desktop.ini", "notes.txt", "000000000-00000001O", "000000030-000000040 (copy)"):
        (run / "chunks" / stray).write_text("")
    (run / "chunks" / "a folder").mkdir()
    (run / "chunks" / ".DS_Store").write_text("")
    with pytest.warns(RipenessWarning, match=r"Thumbs\.db is no chunk of draws and is left alone"):
        found = ripeness.read(run)
    assert found.ongoing.equals(made_up.ongoing.isel(draw=slice(30))) and found.attrs["partial"] == 0


def test_a_missing_chunk_marks_what_is_read_as_partial(run, made_up) -> None:
    shutil.rmtree(run / "chunks" / "000000010-000000020")
    found = ripeness.read(run)
    rest = made_up.isel(draw=[*range(10), *range(20, 30)])
    assert found.ongoing.equals(rest.ongoing)
    assert found.weight.values == pytest.approx((rest.weight / rest.weight.sum()).values)
    share = (rest.weight / rest.weight.sum()).values
    assert (found.attrs["partial"], found.attrs["draws"]) == (1, 20)
    assert found.attrs["effective_sample_size"] == pytest.approx(1 / (share**2).sum())


@pytest.mark.parametrize(
    ("now", "message"),
    [
        ("000000000-000000010 <> 000000010-000000020", r"draws\.parquet does not hold the draws 0 to 9"),
        ("000000010-000000020 > 000000030-000000040", "000000030-000000040 is beyond the run's 30 draws"),
        ("000000010-000000020 > 000000005-000000015", "000000005-000000015 holds draws that another chunk holds"),
        ("000000010-000000020 > 000000015-000000015", "000000015-000000015 holds draws that another chunk holds, or"),
        ("000000020-000000030 > 000000020-000000029", r"draws\.parquet does not hold the draws 20 to 28"),
    ],
)
def test_a_chunk_under_another_name_is_refused(run, now, message) -> None:
    place = run / "chunks"
    one, swap, other = now.split()
    (place / one).rename(place / "held")
    if swap == "<>":
        (place / other).rename(place / one)
    (place / "held").rename(place / other)
    with pytest.raises(DataError, match=message) as refused:
        ripeness.read(run)
    assert "Remove that chunk's folder and continue with `ripeness run --resume" in str(refused.value)


@pytest.mark.parametrize("name", ["draws.parquet", "months.nc"])
def test_files_exchanged_between_chunks_or_runs_are_refused(run, made_up, war, tmp_path, name) -> None:
    one, other = (run / "chunks" / chunk / name for chunk in ("000000000-000000010", "000000010-000000020"))
    shutil.copy(other, one)
    with pytest.raises(DataError, match=rf"000000000-000000010/{name} is not what was written there"):
        ripeness.read(run)


def test_a_chunk_of_another_run_is_refused(run, made_up, war, tmp_path) -> None:
    second = chunked(made_up, war, tmp_path / "second", 20, 10)
    shutil.rmtree(run / "chunks" / "000000000-000000010")
    shutil.copytree(second / "chunks" / "000000000-000000010", run / "chunks" / "000000000-000000010")
    with pytest.raises(DataError, match="These draws were computed for another run"):
        ripeness.read(run)


def test_chunks_of_an_older_version_are_read_without_proof_but_their_draws_are_checked(run, made_up) -> None:
    for sums in run.rglob(SUMS):
        sums.unlink()
    assert ripeness.read(run).ongoing.equals(made_up.ongoing.isel(draw=slice(30)))
    one, other = (run / "chunks" / chunk for chunk in ("000000000-000000010", "000000010-000000020"))
    shutil.copy(other / "draws.parquet", one / "draws.parquet")
    with pytest.raises(DataError, match="does not hold the draws 0 to 9"):
        ripeness.read(run)


@pytest.mark.parametrize("shape", SHAPES, ids=json.dumps)
@pytest.mark.parametrize("proof", [True, False])
def test_an_odd_run_is_named_in_the_list_and_hides_no_other(shape, proof, run, made_up, ripe, tmp_path) -> None:
    with reserve(tmp_path / "runs" / "whole", "starter") as place:
        place.save(made_up, {}, {"policy": "fine"}, "text")
    for name, file in (("odd-run", "run.json"), ("odd-provenance", "provenance.json")):
        (tmp_path / "runs" / name).mkdir()
        for other in ("summary.json", file):
            (tmp_path / "runs" / name / other).write_text(json.dumps(shape))
        if proof:
            (tmp_path / "runs" / name / SUMS).write_text(f"{'0' * 64}  {file}\n")
    code, out, err = ripe("list")
    assert code == 0 and "Traceback" not in err
    assert "whole" in out and "fine" in out and "mine" in out
    assert "odd-run/run.json" in err.replace(os.sep, "/")
    assert ripe("list", "--json")[0] == 0
    code, out, err = ripe("show", "odd-run")
    assert (code, out) == (2, "") and "summary.json" in err and "Traceback" not in err
    assert len(saved_runs()) == 4


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"no line\n", b"0" * 64 + b"  \n", b"[" * 100000])
def test_a_damaged_proof_is_named_with_its_remedy(content, run) -> None:
    (run / SUMS).write_bytes(content)
    with pytest.raises(DataError, match=rf"{SUMS} (is damaged|cannot be read).* Remove it to read"):
        ripeness.read(run)


def test_json_nested_beyond_reading_is_named(run, tmp_path) -> None:
    (run / SUMS).unlink()
    (run / "run.json").write_text("[" * 100_000)
    with pytest.raises(DataError, match=r"run\.json cannot be read"):
        Chunks(run).asked()


def test_reading_says_nothing_where_nothing_is_odd(run) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert ripeness.read(str(run)).sizes["draw"] == 30
