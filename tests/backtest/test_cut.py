"""A scenario cut at a month holds nothing of that month or later, and every number that is hindsight is named."""

from __future__ import annotations

import pytest

from ripeness.errors import RunError, ScenarioError
from ripeness.questions.backtest.cut import cut
from ripeness.questions.backtest.past import DATES, age_at, reference, war_of, went_on
from ripeness.scenarios.shipped import load
from ripeness.schema.calendar import month_of
from ripeness.schema.load import parse_scenario

HEAD = """
ripeness: 1
name: cut
title: cut
calendar: {war_began: 2000-01, as_of: 2001-01, horizon: 24 months, tail: 12 months}
sources:
  old: {title: t, author: a, date: 1999-12, read: data}
  new: {title: t, author: a, date: 2000-06-15, read: data}
  year: {title: t, author: a, date: "2000", read: data}
actors: {a: {name: A, role: attacker}, d: {name: D, role: defender}}
front: {steps: 6, start: 3}
numerics: {chest_nodes: 1, sincerity_nodes: 1}
truth:
  battle_odds: {value: 0.5, source: old}
  collapse_hazard: {value: 1 %/month, source: new}
  forced_stop_solvent: {value: 1 %/month, source: year}
costs:
  attacker: {value: 0.4 %/month, source: judgement}
  defender: {value: 0.4 %/month, source: judgement, known_from: 1999-01}
patience:
  attacker: {value: 0.99, source: old, known_from: 2000-09, before: {low: 0.9, high: 0.99}}
  defender: {value: 0.99, source: [old, judgement]}
tracks: {talks: {title: t, seats: [a, d], meets: {value: 10 %/month, source: old}}}
issues:
  prize: {title: p, attacker_weight: {value: 1, source: old}, defender_weight: {value: 1, source: old}}
record:
  error_rate: {value: 0.05, source: old}
  months: {2000-01: {front: up}, 2000-05: {front: up}, 2000-06: {front: down}, 2000-11: {front: up}}
epochs:
  spring: {title: s, from: 2000-04, source: old, changes: {truth.battle_odds: {value: 0.6, source: old}}}
  summer: {title: s, from: 2000-06, source: old, changes: {truth.battle_odds: {value: 0.4, source: old}}}
"""


@pytest.fixture(scope="module")
def scenario():
    return parse_scenario(HEAD, "cut.yaml")


def test_what_came_in_the_month_or_later_is_left_out(scenario) -> None:
    found = cut(scenario, "2000-06").scenario
    assert found.calendar.as_of == "2000-06"
    assert sorted(found.record.months) == ["2000-01", "2000-05"] and list(found.epochs) == ["spring"]


def test_a_number_is_hindsight_by_its_month_its_source_or_its_want_of_a_date(scenario) -> None:
    found = cut(scenario, "2000-06").hindsight
    assert found == {
        "truth.collapse_hazard": "its source new is of 2000-06-15",
        "truth.forced_stop_solvent": "its source year is of 2000",
        "costs.attacker": "rests on judgement without a date",
        "patience.attacker": "known from 2000-09",
        "patience.defender": "rests on judgement without a date",
    }
    assert "truth.collapse_hazard" not in cut(scenario, "2000-07").hindsight
    assert "patience.attacker" not in cut(scenario, "2000-10").hindsight


def test_a_number_that_says_what_it_was_before_stands_so(scenario) -> None:
    early, late = cut(scenario, "2000-06"), cut(scenario, "2000-10")
    assert early.widened == ("patience.attacker",) and late.widened == ()
    assert early.scenario.patience.attacker.parameters == {"low": 0.9, "high": 0.99}
    assert late.scenario.patience.attacker.parameters == {"value": 0.99}


def test_when_a_number_was_known_changes_no_hash(scenario) -> None:
    plain = HEAD.replace(", known_from: 2000-09, before: {low: 0.9, high: 0.99}", "").replace(
        ", known_from: 1999-01", ""
    )
    assert parse_scenario(plain).content_hash() == scenario.content_hash()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{value: 0.99, source: old, before: {low: 0.9, high: 0.99}}", "not until when"),
        ("{value: 0.99, source: old, known_from: 2000-9}", "2000-9"),
        ("{value: 0.99, source: old, known_from: 2000-09, before: 0.9}", "before is no distribution"),
        ("{value: 0.99, source: old, known_from: 2000-09, before: {low: 0.9, high: 3}}", "3 lies outside the range"),
    ],
)
def test_a_slip_in_what_was_known_when_is_named_with_its_line(written: str, told: str) -> None:
    stated = "{value: 0.99, source: old, known_from: 2000-09, before: {low: 0.9, high: 0.99}}"
    with pytest.raises(ScenarioError) as refused:
        parse_scenario(HEAD.replace(stated, written), "cut.yaml")
    assert told in str(refused.value) and str(refused.value).startswith("cut.yaml:21:")


@pytest.mark.parametrize(
    ("month", "told"),
    [("1999-12", "cannot be cut"), ("2000-01", "cannot be cut"), ("2001-02", "of 2001-01"), ("x", "no month")],
)
def test_a_month_outside_the_war_or_the_file_is_refused(scenario, month: str, told: str) -> None:
    with pytest.raises(RunError, match=told):
        cut(scenario, month)


@pytest.mark.parametrize(("name", "month"), [(name, month) for name, months in DATES.items() for month in months])
def test_every_shipped_scenario_can_be_cut_at_the_months_of_the_suite(name: str, month: str) -> None:
    found = cut(load(name), month)
    later = [
        *(at for at in (found.scenario.record.months if found.scenario.record else ()) if at >= month),
        *(one.from_ for one in found.scenario.epochs.values() if one.from_ >= month),
        *(one.date for one in found.scenario.texts.items.values() if month_of(one.date) >= month),
        *(one.date for one in found.scenario.plans.values() if one.date and month_of(one.date) >= month),
        *(one.month for one in (found.scenario.record.answers if found.scenario.record else ()) if one.month >= month),
    ]
    assert not later and 0 < len(found.hindsight) <= found.numbers


def test_whether_a_war_went_on_is_known_from_its_last_day() -> None:
    """Korea: armistice of 27 July 1953. The war in Ukraine was last looked at on 28 February 2026."""
    korea, ukraine = war_of(load("korea-1951"), None), war_of(load("ukraine-2026"), None)
    assert (went_on(korea, "1953-07"), went_on(korea, "1953-08")) == (True, False)
    assert (went_on(ukraine, "2026-02"), went_on(ukraine, "2026-04")) == (True, None)
    assert age_at(korea, "1951-07") == pytest.approx(12.2, abs=0.05)


def test_a_war_of_which_nothing_is_known_asks_for_its_end(scenario) -> None:
    with pytest.raises(RunError, match="--ended"):
        war_of(scenario, None)
    assert went_on(war_of(scenario, "2000-12-24"), "2001-01") is False
    assert went_on(war_of(scenario, "goes-on"), "2001-02") is None
    with pytest.raises(RunError, match="before the war began"):
        war_of(scenario, "1999-01-01")


def test_a_law_of_durations_says_less_of_going_on_a_longer_while() -> None:
    from ripeness.history.wars import load_wars

    short, long = (reference(load_wars(), 24.0, float(months)) for months in (12, 24))
    assert 0.0 < long.lognormal < short.lognormal < 1.0 and long.counted <= short.counted


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("korea-1951", "--as-of", "1940-01"), "Ask for a month from 1950-07 to 1951-08"),
        (("korea-1951", "--as-of", "1950-12", "--horizon", "999"), "Ask for whole months from 1 to 36"),
        (("korea-1951",), "Add --as-of"),
        (("--as-of", "1950-12"), "Name it"),
        (("korea-1951", "--as-of", "1950-12", "--shipped"), "Leave out"),
    ],
)
def test_the_command_refuses_dates_before_the_war_and_horizons_past_the_file(ripe, words, told: str) -> None:
    code, out, said = ripe("backtest", *words)
    assert (code, out) == (2, "") and told in " ".join(said.split()) and "Traceback" not in said
