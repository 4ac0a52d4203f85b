"""A small war for ensembles: the gambler's ruin with uncertain odds and costs, a year shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from caches import emptied
from ripeness.schema.load import load_scenario
from small_war import small_text


@pytest.fixture(scope="session")
def small_file(tmp_path_factory) -> Path:
    """Its file."""
    file = tmp_path_factory.mktemp("small") / "small.yaml"
    file.write_text(small_text(), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def small(small_file):
    """The scenario."""
    return load_scenario(small_file)


@pytest.fixture(scope="session")
def alike(tmp_path_factory):
    """Environment of child processes: one cache, wherever the tests are run."""
    return {**os.environ, "RIPENESS_CACHE": emptied(tmp_path_factory.mktemp("cache")), "COLUMNS": "80"}
