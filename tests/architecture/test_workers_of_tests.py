"""Tests that share fixtures and programs are run by one worker: on two, everything would be computed twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sharing_out import FAMILIES, FIRST, group

TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize("number", range(8))
def test_the_tests_of_a_file_run_on_one_worker(number: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        pytest.skip("There is one worker.")
    came = tmp_path_factory.getbasetemp().parent / "workers of one file"
    came.mkdir(exist_ok=True)
    (came / worker).touch()
    assert [one.name for one in came.iterdir()] == [worker]


def test_files_that_share_programs_are_of_one_group_and_exist() -> None:
    files = [file for family in FAMILIES for file in family]
    assert len(files) == len(set(files))
    for family in FAMILIES:
        assert all((TESTS / file).is_file() for file in family), family
        assert len({group(f"tests/{file}::test_one[a::b]") for file in family}) == 1
    assert all((TESTS / file).is_file() and group(f"tests/{file}::test_one") == file for file in FIRST)
    assert group("tests/engine/test_laws.py::test_one") != group("tests/engine/test_truce.py::test_one")
