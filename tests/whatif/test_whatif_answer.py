"""``ripeness.whatif``: the answer from Python is the command's, as data, as a table, and where it was interrupted."""

from __future__ import annotations

import json

import pytest

import ripeness
from ripeness.ensemble import forecast
from ripeness.errors import RunError, ScenarioError

BOTH = {"mandate": 0.9, "guarantee": 0.5}


def test_python_returns_what_the_command_prints(ripe, asked, starter) -> None:
    _, out, _ = ripe("whatif", starter, "--policy", "guarantees-first", "--set", "mandate=0.6", "--json")
    found = ripeness.whatif(ripeness.load(starter), "status-quo", "guarantees-first", {"mandate": "0.6"})
    assert found.to_dict() == json.loads(out)
    assert not found.partial and found.finished == 200


def test_a_policy_is_the_same_by_name_and_by_its_levers(war, asked) -> None:
    stated = dict(war.policies["guarantees-first"].levers)
    by_name, by_levers = (ripeness.whatif(war, {}, b, draws=20) for b in ("guarantees-first", stated))
    assert by_name["outcomes"] == by_levers["outcomes"] and by_name["split"] == by_levers["split"]


def test_the_table_has_a_row_for_each_outcome_whose_difference_is_b_less_a(war, asked) -> None:
    found = ripeness.whatif(war, "status-quo", BOTH, draws=20)
    rows = found.table()
    assert list(rows.index) == list(found["outcomes"])
    a, b = rows["A: status-quo"], rows[next(name for name in rows if str(name).startswith("B: "))]
    assert (b - a).to_numpy() == pytest.approx(rows["difference"].to_numpy(), abs=1e-7, nan_ok=True)
    assert "ongoing.36" in found._repr_html_() and "whatif of starter" in repr(found)


def test_levers_set_under_both_leave_the_difference_to_the_policies(war, asked) -> None:
    found = ripeness.whatif(war, "status-quo", "guarantees-first", {"mandate": 0.6}, draws=20)
    assert [one["lever"] for one in found["levers"]] == ["guarantee"]
    assert found["on_top"] == {"mandate": 0.6}


def test_an_interrupted_split_leaves_a_partial_answer(war, asked, monkeypatch) -> None:
    whole = forecast.branches

    def interrupted(scenario, policies, *rest, **more):
        if "b" not in policies:
            raise KeyboardInterrupt
        return whole(scenario, policies, *rest, **more)

    monkeypatch.setattr(forecast, "branches", interrupted)
    found = ripeness.whatif(war, {}, BOTH, draws=20)
    assert found.partial and found["split"] is None and found["outcomes"]


def test_after_an_interrupted_comparison_nothing_more_is_computed(war, asked, monkeypatch) -> None:
    whole = forecast.branches

    def cut(*given, **more):
        found = whole(*given, **more)
        return {label: one.isel(draw=slice(0, 8)).assign_attrs(partial=1) for label, one in found.items()}

    monkeypatch.setattr(forecast, "branches", cut)
    found = ripeness.whatif(war, {}, BOTH, draws=20)
    assert found.partial and found.finished == 8 and len(asked) == 1
    assert found["draws"] == {"asked": 20, "finished": 8}


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        (("status-quo", "guarantees-frist"), ScenarioError, "guarantees-first"),
        (({"mandat": 1}, {}), ScenarioError, "mandate"),
        (({}, {"mandate": 3}), ScenarioError, "0 to 1"),
        (({}, {}, {"mandate": 3}), ScenarioError, "0 to 1"),
        (({}, BOTH, None, 0), RunError, "0 draws"),
        (({}, BOTH, None, 8, -1), RunError, "-1 is no seed"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_computed(war, asked, given, error, said) -> None:
    with pytest.raises(error, match=said):
        ripeness.whatif(war, *given)
    assert asked == []
