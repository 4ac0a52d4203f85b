"""The page of verification names what is there: tests, faults that can be made, and what noticed each."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).parents[2]
PAGE = REPOSITORY / "docs" / "verification.md"


def loaded(name: str) -> ModuleType:
    """A module that lies beside the pages and in no package."""
    spec = importlib.util.spec_from_file_location(name, REPOSITORY / "docs" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


FAULTS = loaded("faults").FAULTS
mutate = loaded("mutate")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.what)
def test_a_fault_can_be_made_and_names_tests_that_are_there(fault) -> None:
    path = REPOSITORY / "src" / "ripeness" / fault.file
    assert path.exists(), f"{fault.file} is gone: mend docs/faults.py"
    found = path.read_text(encoding="utf-8").count(fault.right)
    assert found == 1, f"{fault.right!r} stands {found} times in {fault.file}: write the fault anew in docs/faults.py"
    assert fault.wrong != fault.right
    for test in fault.tests:
        if test.startswith("tests/"):
            file, _, name = test.partition("::")
            assert (REPOSITORY / file).exists(), test
            assert not name or f"def {name.partition('[')[0]}(" in (REPOSITORY / file).read_text(encoding="utf-8"), test


def test_every_fault_is_on_the_page_and_a_test_that_is_there_noticed_it() -> None:
    said = mutate.known(PAGE.read_text(encoding="utf-8"))
    names = [fault.what for fault in FAULTS]
    assert len(set(names)) == len(names) >= 30
    assert list(said) == names, "the table is older than the faults: run .venv/bin/python docs/mutate.py"
    for fault, noticed in said.items():
        file, _, test = noticed.strip("`").partition("::")
        assert test, f"{fault}: {noticed}"
        assert f"def {test}(" in (REPOSITORY / "tests" / file).read_text(encoding="utf-8"), f"{fault}: {noticed}"


def test_the_page_names_folders_and_files_that_are_there() -> None:
    named = re.findall(r"`((?:tests|docs)/[\w/.]+)`", PAGE.read_text(encoding="utf-8"))
    assert len(named) > 8
    for name in named:
        assert (REPOSITORY / name).exists(), name


def test_a_place_that_is_gone_is_reported_and_the_sources_are_left_as_they_were(tmp_path) -> None:
    source = tmp_path / "src" / "ripeness" / "drivers" / "fog.py"
    source.parent.mkdir(parents=True)
    source.write_text("rise = 1 + 1 + 1\n")
    fault = type(FAULTS[0])("fog", "drivers/fog.py", "2 + 2", "2 - 2", ("tests/none",))
    assert mutate.noticed_by(fault, tmp_path) == mutate.LOST
    twice = type(FAULTS[0])("fog", "drivers/fog.py", "+ 1", "- 1", ("tests/none",))
    assert mutate.noticed_by(twice, tmp_path) == mutate.LOST
    assert source.read_text() == "rise = 1 + 1 + 1\n"


def test_a_fault_that_a_test_notices_and_one_that_none_does(tmp_path) -> None:
    """In a repository of two lines: pytest runs, and the first test that fails is named."""
    source = tmp_path / "src" / "ripeness" / "drivers" / "fog.py"
    source.parent.mkdir(parents=True)
    source.write_text("RISE, FALL = 2 + 1, 1\n")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_fog.py").write_text(
        "import runpy\n\n\ndef test_fog_rises():\n"
        "    assert runpy.run_path('src/ripeness/drivers/fog.py')['RISE'] == 3\n"
    )
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\ntestpaths = ['tests']\n")
    noticed = type(FAULTS[0])("fog sinks", "drivers/fog.py", "2 + 1", "2 - 1", ("tests/test_fog.py",))
    missed = type(FAULTS[0])("fog stands", "drivers/fog.py", ", 1", ", 2", ("tests/test_fog.py",))
    assert mutate.noticed_by(noticed, tmp_path) == "`test_fog.py::test_fog_rises`"
    assert mutate.noticed_by(missed, tmp_path) == mutate.UNNOTICED
    assert source.read_text() == "RISE, FALL = 2 + 1, 1\n"
