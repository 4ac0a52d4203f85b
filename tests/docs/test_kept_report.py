"""The report of the flagship that is kept as an example: of the shipped scenario, small, and of no machine."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

import ripeness
from ripeness.scenarios.shipped import FLAGSHIP

ROOT = Path(__file__).parents[2]
LARGEST = 300_000
"""Bytes of a report."""


@pytest.fixture(scope="module")
def report() -> str:
    return (ROOT / "docs" / "report.html").read_text(encoding="utf-8")


def test_the_example_is_of_the_scenario_that_is_shipped(report):
    stated = re.search(r"content ([0-9a-f]{16})\b", report[report.index("How these numbers were made</h2>") :])
    assert stated[1] == ripeness.load(FLAGSHIP).content_hash(), "the scenario has changed since: make report"


def test_the_example_is_what_make_report_writes(report):
    made = re.search(r"^\t\$\(BIN\)/(ripeness report .*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert f"<dd>{made[1]}</dd>" in unescape(report)


def test_the_example_is_small_enough_to_send_and_needs_nothing(report):
    assert len(report.encode()) < LARGEST
    assert "<script" not in report and not re.search(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", report)


def test_the_example_names_no_folder_of_the_machine_on_which_it_was_made(report):
    assert not re.search(r"(?<![\w.<])/(?:home|root|tmp|work|usr|opt|var|Users|mnt)\b", report)
