"""The flagship's purchases of the mediator's weapons, recomputed from the series."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

import ripeness

FOLDER = os.environ.get("RIPENESS_DATA")


def rows(name: str) -> list[dict[str, str]]:
    if not FOLDER:
        pytest.skip("RIPENESS_DATA names no folder with the raw series")
    with (Path(FOLDER) / "ukraine" / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def monthly(figures: list[float]) -> float:
    return sum(figures) / 12


def test_purchases_are_the_mean_of_twelve_months_and_taken_out_of_europes_military_aid() -> None:
    bought = monthly(
        [
            float(row["nato_purl_eur_bn"])
            for row in rows("aid_procurement_monthly.csv")
            if "2025-02" <= row["month"] <= "2026-01"
        ]
    )
    elsewhere = {"United States", "Canada", "Japan", "South Korea", "Australia", "New Zealand", "Taiwan"}
    given = monthly(
        [
            float(row["eur_bn"])
            for row in rows("aid_monthly.csv")
            if "2025-02" <= row["month"] <= "2026-01" and row["kind"] == "military" and row["donor"] not in elsewhere
        ]
    )
    leaves = ripeness.load("ukraine-2026").leaves(1)
    stated = {flow: leaves[f"aid.flows.{flow}.amount"].value.centre for flow in ("europe_purchases", "europe_military")}
    assert stated["europe_purchases"] == pytest.approx(bought, abs=0.005)
    assert sum(stated.values()) == pytest.approx(given, abs=0.01)
