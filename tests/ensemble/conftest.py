"""A small war for ensembles: the gambler's ruin with uncertain odds and costs, a year shown."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from ripeness.scenarios.shipped import locate
from ripeness.schema.load import load_scenario

CHANGES = {
    r"tail: 340 months.*": "tail: 12 months",
    r"horizon: 60 months.*": "horizon: 12 months",
    r"truth: .*": "truth: {battle_odds: {mean: 0.55, sd: 0.05, source: judgement}}",
    r"attacker: 0.4 %/month": "attacker: {median: 0.4 %/month, p10: 0.2 %/month, p90: 0.8 %/month, source: judgement}",
    r"^name: .*": "name: small",
}


def small_text() -> str:
    """The scenario's text."""
    text = locate("gamblers-ruin").read_text(encoding="utf-8")
    for pattern, replacement in CHANGES.items():
        text, found = re.subn(pattern, replacement, text, count=1, flags=re.M)
        assert found, pattern
    return text


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
    """Environment of child processes: one cache of compiled programs, wherever the tests are run."""
    return {**os.environ, "RIPENESS_CACHE": str(tmp_path_factory.mktemp("cache")), "COLUMNS": "80"}
