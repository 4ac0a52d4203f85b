"""What is installed elsewhere is what lies here: every file of the package that is no module is named as its data."""

from __future__ import annotations

import tomllib
from pathlib import Path

import ripeness

PACKAGE = Path(ripeness.__file__).parent
PROJECT = PACKAGE.parent.parent / "pyproject.toml"


def test_every_file_that_is_no_module_is_packed() -> None:
    patterns = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]["ripeness"]
    packed = {path for pattern in patterns for path in PACKAGE.glob(pattern) if path.is_file()}
    lying = {
        path
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc") and "__pycache__" not in path.parts
    }
    assert lying - packed == set()
    assert any(path.parent.name == "ukraine-2026" for path in packed)
