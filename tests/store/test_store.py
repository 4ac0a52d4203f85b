"""A run's folder: whole or not there, and never another run's."""

import hashlib
import json
import os

import numpy as np
import pytest
import xarray as xr

import ripeness
from ripeness.errors import DataError, RunError
from ripeness.store.runs import find_run, read_forecast, read_provenance, read_summary, reserve, saved_runs

SUMMARY = {"scenario": "starter", "ongoing": [None]}


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def save(made_up, out=None):
    with reserve(out, "starter") as place:
        return place.save(made_up, SUMMARY, {"seed": 0}, "ripeness: 1\n")


def test_a_saved_run_reads_back_as_it_was(made_up):
    folder = save(made_up)
    assert folder.parent.name == "runs" and folder.name.startswith("starter-")
    assert sorted(os.listdir(folder)) == [
        "SHA256SUMS",
        "provenance.json",
        "results.nc",
        "scenario.yaml",
        "summary.json",
    ]
    assert read_summary(folder) == SUMMARY
    assert read_provenance(folder) == {"seed": 0}
    again = read_forecast(folder)
    xr.testing.assert_identical(again.drop_attrs(), made_up.drop_attrs())
    assert again.attrs["scenario_hash"] == made_up.attrs["scenario_hash"]
    assert list(again.month.values) == list(made_up.month.values)
    assert again.ongoing.attrs["units"] == "1"


def test_names_survive_whatever_the_alphabet(made_up):
    titles = ["Größe", "l'île « neutre »", "貿易"]
    folder = save(made_up.assign_coords(issue_title=("issue", titles)))
    assert list(read_forecast(folder).issue_title.values) == titles


def test_attributes_that_netcdf_cannot_hold_are_written_as_what_it_can(made_up):
    folder = save(made_up.assign_attrs(partial=True, policy=None, levers={"a": 1}))
    attrs = read_forecast(folder).attrs
    assert (attrs["partial"], attrs["policy"], json.loads(attrs["levers"])) == (1, "", {"a": 1})


def test_two_runs_of_the_same_second_lie_in_two_folders(made_up, monkeypatch):
    class Stopped:
        @staticmethod
        def now():
            import datetime

            return datetime.datetime(2026, 2, 1, 12, 0, 0)

    monkeypatch.setattr("ripeness.store.runs.datetime", Stopped)
    first, second, third = save(made_up), save(made_up), save(made_up)
    assert [one.name for one in (first, second, third)] == [
        "starter-20260201-120000",
        "starter-20260201-120000-2",
        "starter-20260201-120000-3",
    ]


def test_a_folder_that_holds_a_run_is_refused_before_anything_is_computed(made_up, tmp_path):
    save(made_up, tmp_path / "mine")
    before = (tmp_path / "mine" / "results.nc").read_bytes()
    with (
        pytest.raises(RunError, match="mine is not empty, and a run never overwrites"),
        reserve(tmp_path / "mine", "a"),
    ):
        raise AssertionError("computed")
    assert (tmp_path / "mine" / "results.nc").read_bytes() == before


def test_a_run_that_finds_its_folder_taken_at_the_end_lies_beside_it(made_up, tmp_path):
    with reserve(tmp_path / "mine", "starter") as place:
        save(made_up, tmp_path / "mine")
        assert place.save(made_up, SUMMARY, {}, "").name == "mine-2"


def test_an_empty_folder_may_be_used(made_up, tmp_path):
    (tmp_path / "mine").mkdir()
    assert save(made_up, tmp_path / "mine") == tmp_path / "mine"


def test_a_folder_that_cannot_be_made_is_found_out_first(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match=r"no run can be saved in .*file"), reserve(tmp_path / "file" / "x", "a"):
        raise AssertionError("computed")
    with pytest.raises(RunError, match="file is a file"), reserve(tmp_path / "file", "a"):
        raise AssertionError("computed")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_found_out_first(tmp_path):
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(RunError, match="Permission denied"), reserve(tmp_path / "locked" / "x", "a"):
        raise AssertionError("computed")


def test_a_full_disk_leaves_nothing_behind(made_up, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(xr.Dataset, "to_netcdf", full)
    with pytest.raises(RunError, match=r"could not be saved in .*mine: No space left on device\. Free space"):
        save(made_up, tmp_path / "mine")
    assert os.listdir(tmp_path) == []


def test_an_interrupted_run_leaves_nothing_behind(tmp_path):
    with pytest.raises(KeyboardInterrupt), reserve(tmp_path / "mine", "starter"):
        raise KeyboardInterrupt
    assert os.listdir(tmp_path) == []


def test_runs_are_found_by_path_by_name_and_as_the_latest(made_up, tmp_path):
    first = save(made_up)
    second = save(made_up, tmp_path / "runs" / "second")
    os.utime(first / "summary.json", (1, 1))
    assert [one.name for one in saved_runs()] == [first.name, "second"]
    assert find_run("second") == second.relative_to(tmp_path)
    assert find_run(str(second)) == second
    assert find_run("latest").name == "second"
    with pytest.raises(DataError, match=r"there is no run 'secund'\. Did you mean 'second'\?"):
        find_run("secund")
    with pytest.raises(DataError, match="is no saved run"):
        find_run(str(tmp_path))


@pytest.mark.parametrize("proof", [True, False])
def test_a_spoilt_run_says_so(made_up, proof):
    folder = save(made_up)
    (folder / "summary.json").write_text("{")
    (folder / "results.nc").write_bytes(b"no")
    if not proof:  # as an older version left it
        (folder / "SHA256SUMS").unlink()
    wrong = "is not what was written there" if proof else "cannot be read"
    with pytest.raises(DataError, match=rf"summary\.json {wrong}"):
        read_summary(folder)
    wrong = "is not what was written there" if proof else "holds no forecast that can be read"
    with pytest.raises(DataError, match=rf"results\.nc {wrong}"):
        read_forecast(folder)


def test_a_run_without_proof_is_read_as_older_versions_left_it(made_up):
    folder = save(made_up)
    (folder / "SHA256SUMS").unlink()
    assert read_summary(folder) == SUMMARY and read_forecast(folder).sizes == made_up.sizes


def test_the_proof_is_one_that_sha256sum_reads(made_up):
    folder = save(made_up)
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_a_saved_run_is_read_from_python_by_text_by_path_and_by_name(made_up, tmp_path):
    folder = save(made_up)
    for run in (str(folder), folder, folder.name, "latest", f"{folder}/"):
        assert ripeness.read(run).ongoing.equals(made_up.ongoing)
    with pytest.raises(DataError, match="there is no run 'nowhere'"):
        ripeness.read("nowhere")
    with pytest.raises(DataError, match=r"nowhere/results\.nc cannot be read: No such file"):
        ripeness.read(tmp_path / "nowhere")


def test_numbers_are_kept_in_full(made_up):
    again = read_forecast(save(made_up))
    assert np.array_equal(again.weight.values, made_up.weight.values)
    assert again.ongoing.dtype == made_up.ongoing.dtype
