"""The flagship's attendance and answers are what the coded positions and the stated rules give."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

import ripeness

FOLDER = os.environ.get("RIPENESS_DATA")
TALKS_SINCE = "2025-02"  # the mediator's first month, from which attendance is used
TEXTS = {
    "ceasefire-2025-03": "30-day-ceasefire-2025-03",
    "final-offer": "us-final-offer-2025-04",
    "anchorage": "summit-demands-2025-08",
    "ten-points": "ten-points-2022",
    "memorandum-ukraine": "memorandum-ukraine-2025-06",
    "memorandum-russia": "memorandum-russia-2025-06",
    "line-freeze": "line-freeze-2025-10",
    "europe-counter": "europe-counter-2025-11",
}
"""What the table of answers calls a text, where it is not what the scenario does."""
LEFT_OUT = {("us-final-offer-2025-04", "ukraine")}
"""Refusals that turned on what no issue of the scenario holds."""


def rows(name: str) -> list[dict[str, str]]:
    if not FOLDER:
        pytest.skip("RIPENESS_DATA names no folder with the coded positions")
    with (Path(FOLDER) / "ukraine" / "positions" / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_attendance_holds_both_values_and_is_the_coded_one() -> None:
    record = ripeness.load("ukraine-2026").record
    stated = {month: seen.attended for month, seen in record.months.items() if seen.attended is not None}
    coded = {
        row["month"]: row["attended_attacker"] == "true"
        for row in rows("contacts.csv")
        if TALKS_SINCE <= row["month"] < "2026-02" and row["attended_attacker"] != "none offered"
    }
    assert stated == coded
    assert set(stated.values()) == {True, False}


def test_answers_are_the_core_refusals_of_texts_that_the_scenario_states() -> None:
    war = ripeness.load("ukraine-2026")
    names = {text: TEXTS.get(text, text) for text, item in war.texts.items.items() if item.plan or item.truce}
    stated = {(names[one.text], one.by, one.month) for one in war.record.answers}
    coded = {
        (row["about"], row["party"], row["date"][:7])
        for row in rows("answers.csv")
        if row["core"] == "1"
        and row["answer"] == "refuses"
        and row["about"] in names.values()
        and row["party"] in ("russia", "ukraine")
        and "2022-12" <= row["date"][:7] < "2026-02"
        and (row["about"], row["party"]) not in LEFT_OUT
    }
    assert stated == coded
    assert {one.answer for one in war.record.answers} == {"refuses"}
    assert {by for _, by, _ in stated} == {"russia", "ukraine"}


def test_meetings_are_counted_and_weighed_as_the_scenario_says() -> None:
    """(k + 1/2)/(n + 1), worth n + 1 months, of k months with a round among n."""
    leaves = ripeness.load("ukraine-2026").leaves(2)
    seen = [row for row in rows("contacts.csv") if row["direct_talks"] == "true"]
    direct = [row["month"] for row in seen if TALKS_SINCE <= row["month"] < "2026-01"]  # January 2026 was three-sided
    for track, met, months in (("direct", len(direct), 12), ("bilateral", 7, 12), ("trilateral", 2, 4)):
        found = leaves[f"tracks.{track}.meets"].value.parameters
        assert found["mean"] == pytest.approx((met + 0.5) / (months + 1), abs=0.001), track
        assert found["strength"] == months + 1
