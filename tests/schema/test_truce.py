"""What a truce must agree on with the rest of a scenario: file, line, what is wrong, what to do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import ripeness
from ripeness.compiler.war import compile_war
from ripeness.errors import RunError, ScenarioError
from ripeness.scenarios.shipped import locate
from ripeness.schema.load import parse_scenario

TEXT = Path(locate("armed-truce")).read_text(encoding="utf-8").replace("as_of: 2000-01", "as_of: 2000-06")
RECORD = "\nrecord:\n  months:\n    2000-02: {truce: true}\n"
FRONT = "front: {law: drift, lowest: 36000 km^2, highest: 44000 km^2, area: 40000 km^2, sd: 230 km^2, cell: 460 km^2}"
CLAIM = """
claims:
  stops:
    says: it stops
    kind: belief
    hedge: flat
    source: judgement
    holds_if: {quantity: stopped, at: 6 months, above: 0.1}
"""

MISTAKES = [
    # piece, what is put in its place, path, what is said, what is advised
    (FRONT, "front: {law: steps, steps: 20, start: 10}", "truce", "no truce can hold it", "front.law: drift"),
    ("\nissues:\n", "\nchoice: {precision: 100}\nissues:\n", "truce", "makes choices smooth", "Take choice.precis"),
    ("changes: truce.offered", "changes: truce.relax", "truce", "no truce can begin", "truce.offered, for example"),
    ("meets: 0 %/month", "meets: 5 %/month", "truce.table", "less likely than one in war, 5 %", "leave the line"),
    ("  offered: 0 %/month", "  offered: 120 %/month", "truce.offered", "outside the range", "0 to 1"),
    ("cost_attacker: 0\n", "cost_attacker: 2\n", "truce.cost_attacker", "outside the range", "0 to 1"),
    ("  spending: 1\n", "  spends: 1\n", "truce.spends", "", "spending"),
    ("2000-02: {truce: true}", "2000-02: {truce: 3}", "record.months.2000-02.truce", "", ""),
    (
        "2000-02: {truce: true}",
        "2000-02: {truce: true, attended: true}",
        "record.months.2000-02.truce",
        "no fighting and no talks of a war",
        "Take out front, attended",
    ),
]


@pytest.mark.parametrize(("piece", "instead", "path", "says", "advises"), MISTAKES, ids=[m[1][:40] for m in MISTAKES])
def test_a_mistake_is_named_with_its_line_and_what_to_do(
    piece: str, instead: str, path: str, says: str, advises: str
) -> None:
    text = TEXT + RECORD
    assert text.count(piece) == 1, piece
    with pytest.raises(ScenarioError) as error:
        parse_scenario(text.replace(piece, instead), "toy.yaml")
    found = [one for one in error.value.problems if one.path == path]
    assert found, error.value
    assert says in found[0].what and advises in found[0].fix and found[0].line


def without_truce(text: str) -> str:
    """The scenario without the section and the levers on it."""
    before, _, after = text.partition("\ntruce:\n")
    return before + "\n" + after[after.index("\ntracks:") :].partition("\nlevers:")[0]


def test_a_truce_is_neither_recorded_nor_asked_for_in_a_scenario_without_one() -> None:
    for added, path, says in (
        (RECORD, "record.months.2000-02.truce", "no section truce"),
        (CLAIM, "claims.stops.holds_if.quantity", "the scenario has no truce"),
    ):
        with pytest.raises(ScenarioError) as error:
            parse_scenario(without_truce(TEXT) + added, "toy.yaml")
        assert [(one.path, says in one.what) for one in error.value.problems] == [(path, True)]
    with pytest.raises(RunError, match="has no truce"):
        ripeness.gradient(ripeness.load("standing-front"), "stopped")


def test_a_gradient_through_a_truce_is_refused_by_name() -> None:
    with pytest.raises(RunError, match="no derivative through it"):
        ripeness.gradient(ripeness.load("armed-truce"), "ongoing")


def test_a_table_that_a_policy_makes_rarer_than_in_war_is_refused_when_it_is_compiled() -> None:
    text = TEXT.replace("  table: 0 %/month", "  table: 10 %/month").replace("meets: 0 %/month", "meets: 5 %/month")
    scenario = parse_scenario(text)
    compile_war(scenario, {}, 1, {"table": 0.06})
    with pytest.raises(ScenarioError, match="less likely than in war"):
        compile_war(scenario, {}, 1, {"table": 0.04})


def test_a_month_counts_as_war_unless_the_record_says_truce() -> None:
    seen = compile_war(parse_scenario(TEXT + RECORD), {}, 1).record
    assert seen.truce is not None
    expected = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 0.0], [1.0, 0.0]])
    assert np.array_equal(seen.truce[0], expected)


def test_a_text_is_a_truce_only_where_there_can_be_one_and_has_no_plan() -> None:
    text = Path(locate("yes-or-no")).read_text(encoding="utf-8")
    piece = "date: 2000-01, plan: fair,"
    assert text.count(piece) == 1
    with pytest.raises(ScenarioError) as error:
        parse_scenario(text.replace(piece, "date: 2000-01, plan: fair, truce: true,"), "toy.yaml")
    found = [(one.path, one.what) for one in error.value.problems]
    assert [path for path, _ in found] == ["texts.items.fair.truce"] * 2
    assert "no section truce" in found[0][1] and "has no plan" in found[1][1]
    assert all(one.line for one in error.value.problems)
