"""What a front that drifts, its bands and areas, and effort must agree on: file, line, what is wrong, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ripeness.errors import ScenarioError
from ripeness.scenarios.shipped import locate
from ripeness.schema.load import parse_scenario

STANDING = Path(locate("standing-front")).read_text(encoding="utf-8")
EFFORT = Path(locate("effort-at-the-front")).read_text(encoding="utf-8")

MISTAKES = [
    # toy, piece, what is put in its place, path, what is said, what is advised
    (STANDING, "  sd: 230 km^2", "  # sd", "front", "a front of the law drift needs sd", "write law: steps"),
    (STANDING, "  law: drift\n", "  law: drift\n  steps: 20\n", "front", "has no steps", "Take the lines out"),
    (STANDING, "  law: drift\n", "", "front", "of the law steps needs steps, start", "write law: drift"),
    (STANDING, "cell: 460 km^2", "cell: {low: 400 km^2, high: 500 km^2}", "front.cell", "uncertain", "460 km^2"),
    (STANDING, "cell: 460 km^2", "cell: 0 km^2", "front.cell", "above 0", ""),
    (STANDING, "sd: 230 km^2", "sd: 230 km", "front.sd", "not a measure of km^2", "150 km^2"),
    (STANDING, "lowest: 20000 km^2", "lowest: 60000 km^2", "front.lowest", "not below the highest", "below"),
    (STANDING, "  area: 40000 km^2", "  area: 61000 km^2", "front.area", "outside the ends, 20000 to 60000", "between"),
    (STANDING, "  error: 50", "  from: 1999-12\n  error: 50", "front.from", "not a month from 2000-01", "at once"),
    (STANDING, "  error: 50", "  from: 2000-09\n  error: 50", "record.months.2000-07.area", "before", "earlier month"),
    (
        STANDING,
        "truth:\n  drift: 0 km^2/month",
        "truth:\n  battle_odds: 0.5",
        "truth",
        "truth.drift is not",
        "truth.drift",
    ),
    (STANDING, "truth:\n", "truth:\n  battle_odds: 0.5\n", "truth.battle_odds", "has no battle_odds", "front.law"),
    (STANDING, "truth:\n", "truth:\n  odds_when_exhausted: -0.1\n", "truth.odds_when_exhausted", "no odds_when", "out"),
    (
        STANDING,
        "attacker: {drift: {mean: 120 km^2/month,",
        "attacker: {battle: {mean: 0.5,",
        "beliefs.attacker.battle",
        "no belief called battle",
        "beliefs.attacker.drift",
    ),
    (
        STANDING,
        "mean: 120 km^2/month",
        "mean: 900 km^2/month",
        "beliefs.attacker.drift.mean",
        "cannot hold a drift of 900",
        "front.substeps: 6",
    ),
    (
        STANDING,
        "cell: 460 km^2",
        "cell: 100 km^2",
        "truth.drift",
        "cells of 100 km^2 in 1 substep a month cannot",
        "front.cell: 460 km^2",
    ),
    (STANDING, "sd: 230 km^2", "sd: 5 km^2", "beliefs.attacker.drift.mean", "cannot hold a drift", "a larger front.sd"),
    (
        STANDING,
        "from: 20000 km^2, to: 40000",
        "from: 20000 km^2, to: 41000",
        "issues.inner.band",
        "bands of outer and inner overlap: 40000 lies below 41000",
        "where the one below it ends",
    ),
    (
        STANDING,
        "{from: 40000 km^2, to: 60000 km^2}",
        "{from: 60000 km^2, to: 40000 km^2}",
        "issues.inner.band",
        "from 60000 to 40000",
        "smaller area as from",
    ),
    (
        STANDING,
        "band: {from: 40000 km^2, to: 60000 km^2}",
        "follows_front: true",
        "issues.inner.follows_front",
        "followed by bands",
        "issues.inner.band",
    ),
    (STANDING, "{area: 40100 km^2}", "{front: up}", "record.months.2000-07.front", "no moves and positions", "area:"),
    (
        STANDING,
        "{area: 40100 km^2}",
        "{area: 80000 km^2}",
        "record.months.2000-07.area",
        "outside the ends",
        "the ends of the front",
    ),
    (STANDING, "{area: 40100 km^2}", "{area: 40100}", "record.months.2000-07.area", "has no unit", "150 km^2"),
    (
        STANDING,
        "{area: 40100 km^2}",
        "{area: far}",
        "record.months.2000-07.area",
        "does not begin with a number",
        "Write digits",
    ),
    (
        EFFORT,
        "  attacker_drift: 0 km^2/month",
        "  attacker_odds: 0.1",
        "effort.attacker_odds",
        "is not moved by attacker_odds",
        "effort.attacker_drift",
    ),
    (
        EFFORT,
        "  arms_needed: 3 bn EUR/month\n",
        "",
        "effort",
        "arms that it needs, which are not stated",
        "effort.arms_needed",
    ),
    (
        EFFORT,
        "  intelligence_drift: 0 km^2/month",
        "  intelligence_odds: 0.1\n  intelligence_drift: 0 km^2/month",
        "aid.intelligence_odds",
        "not moved by intelligence_odds",
        "aid.intelligence_drift",
    ),
    (EFFORT, "  runway: 6 months", "  runway: 0.5 months", "effort.runway", "outside the range", "at least 1"),
    (EFFORT, "  least: 0.2", "  least: 0", "effort.least", "outside the range", "above 0"),
]


@pytest.mark.parametrize(
    ("toy", "piece", "instead", "path", "says", "advises"), MISTAKES, ids=[f"{m[3]}: {m[4]}" for m in MISTAKES]
)
def test_a_mistake_is_named_with_its_line_its_path_what_is_wrong_and_what_to_do(
    toy: str, piece: str, instead: str, path: str, says: str, advises: str
) -> None:
    if path == "effort" or "defender_odds" in instead:
        toy = toy.replace("defender_drift: 0 km", "defender_drift: 200 km")
    assert toy.count(piece) == 1
    with pytest.raises(ScenarioError) as error:
        parse_scenario(toy.replace(piece, instead), "toy.yaml")
    found = [one for one in error.value.problems if one.path == path and says in one.what]
    assert found, [(one.path, one.what) for one in error.value.problems]
    assert advises in found[0].fix and found[0].line and found[0].file == "toy.yaml"


def test_effort_without_money_is_refused() -> None:
    text = EFFORT.replace("attacker_drift: 0 km", "attacker_drift: 150 km")
    start, stop = text.index("war_chest:"), text.index("effort:\n")
    with pytest.raises(ScenarioError, match=r"effort\.attacker_drift: the attacker's effort is what it spends"):
        parse_scenario(text[:start] + text[stop:], "toy.yaml")


def test_a_front_of_steps_has_no_areas_and_no_bands() -> None:
    toy = Path(locate("gamblers-ruin")).read_text(encoding="utf-8")
    banded = toy.replace("follows_front: true", "band: {from: 1 km^2, to: 2 km^2}")
    with pytest.raises(ScenarioError, match=r"issues\.prize\.band: a front of steps has no areas"):
        parse_scenario(banded, "toy.yaml")
    recorded = toy.replace("as_of: 2000-01", "as_of: 2000-03") + "\nrecord: {months: {2000-02: {area: 5 km^2}}}\n"
    with pytest.raises(ScenarioError, match=r"record\.months\.2000-02\.area: a front of steps has no areas"):
        parse_scenario(recorded, "toy.yaml")


def test_the_cells_that_a_complaint_advises_hold_the_drift() -> None:
    """What is advised is taken, and the scenario is read."""
    fast = STANDING.replace("mean: 120 km^2/month", "mean: 900 km^2/month")
    with pytest.raises(ScenarioError) as error:
        parse_scenario(fast, "toy.yaml")
    words = error.value.problems[0].fix.split()
    cell, substeps = words[words.index("front.cell:") + 1], words[words.index("front.substeps:") + 1]
    parse_scenario(fast.replace("cell: 460 km^2", f"cell: {cell} km^2\n  substeps: {substeps}"), "toy.yaml")
