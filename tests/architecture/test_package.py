"""What is installed elsewhere is what lies here: every file of the package that is no module is named as its data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import ripeness

PACKAGE = Path(ripeness.__file__).parent
PROJECT = PACKAGE.parent.parent / "pyproject.toml"


STATED = tomllib.loads(PROJECT.read_text(encoding="utf-8"))


def data() -> set[Path]:
    """Files that are packed beside the modules."""
    patterns = STATED["tool"]["setuptools"]["package-data"]["ripeness"]
    return {path for pattern in patterns for path in PACKAGE.glob(pattern) if path.is_file()}


def test_every_file_that_is_no_module_is_packed() -> None:
    packed = data()
    lying = {
        path
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc") and "__pycache__" not in path.parts
    }
    assert lying - packed == set()
    assert any(path.parent.name == "ukraine-2026" for path in packed)


def test_every_folder_with_modules_is_a_package() -> None:
    holding = {path.parent for path in PACKAGE.rglob("*.py")}
    assert [folder for folder in holding if not (folder / "__init__.py").exists()] == []


def test_the_command_is_there_under_its_name() -> None:
    module, _, function = STATED["project"]["scripts"]["ripeness"].partition(":")
    assert callable(getattr(import_module(module), function))


def test_what_is_packed_works_without_the_repository(tmp_path) -> None:
    for path in (*PACKAGE.rglob("*.py"), *data()):
        copy = tmp_path / "elsewhere" / "ripeness" / path.relative_to(PACKAGE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    empty = tmp_path / "empty"
    empty.mkdir()
    commands = [
        ["list"], ["check", "gamblers-ruin"], ["check", "ukraine-2026", "--view", "no-trust"], ["new", "mine"],
        ["check", "mine.yaml"], ["schema"], ["theory", "list"], ["theory", "ruin"],
    ]  # fmt: skip
    code = (
        "import sys, ripeness\n"
        "assert 'elsewhere' in ripeness.__file__\n"
        "from ripeness.cli.main import main\n"
        f"for words in {commands!r}:\n"
        "    sys.argv = ['ripeness', *words]\n"
        "    try: main()\n"
        "    except SystemExit as left: assert not left.code, words\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "elsewhere")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=empty, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert str(PROJECT.parent) not in done.stdout
    assert {path.name for path in empty.iterdir()} == {"mine.yaml", "scenario.schema.json"}
