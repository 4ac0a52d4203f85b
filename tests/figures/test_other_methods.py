"""Figures of other methods where there is much to show, or where names are alike."""

from __future__ import annotations

from ripeness.figures import moves, shifts, stability
from ripeness.pages.beside import _range
from ripeness.questions.rival.found import empty
from ripeness.rivals.graph_model import CONCEPTS


def test_states_beyond_those_drawn_are_in_the_table_and_counted_in_the_sentence() -> None:
    found = empty("war", "graph-model", "A war", ("a", "b"), False)
    state = {"taken": ["x"], "equilibrium": [CONCEPTS[0]]}
    found["states"] = [{**state, "state": f"S{number}"} for number in range(stability.SHOWN + 5)]
    tables = stability.tables(found)
    assert {one["state"] for one in tables["states"]} == {one["state"] for one in found["states"]}
    told = stability.sentence(tables)
    assert f"S9 and {stability.SHOWN + 5 - 10} more" in told and "leaves out 5 of the states" in told
    assert f"by {CONCEPTS[1]} none" in told
    few = stability.sentence(stability.tables({**found, "states": found["states"][:3]}))
    assert "more" not in few and "leaves out" not in few


def test_actors_whose_long_names_begin_alike_are_lines_of_their_own() -> None:
    found = empty("war", "challenge", "A war", ("a", "b"), False)
    names = [f"{'the party of the very long name in the north ' * 2}{which}" for which in ("east", "west")]
    found["issues"] = [{"issue": "i", "lower": 0.0, "upper": 100.0, "start": 50.0, "forecast": None}]
    found["history"] = [{"round": at, "actor": name, "issue": "i", "position": 50.0} for at in (0, 1) for name in names]
    assert len({one["actor"] for one in moves.tables(found)["moves"]}) == 2
    assert shifts.lacks(found)  # no forecast: nothing to draw, and no traceback


def test_a_chance_that_nobody_could_compute_is_not_printed_as_none() -> None:
    assert _range([None, 0.4, 0.7]) == "40 to 70 %" and _range([None]) == "-" and _range([]) == "-"
