"""The record as probabilities of what was seen, and as a drawn war would have filled it: cell by cell by hand."""

from __future__ import annotations

from itertools import pairwise

import four_epochs
import numpy as np
import pytest
from four_epochs import TEXT

from ripeness.compiler import front
from ripeness.compiler.levels import levels_by_epoch
from ripeness.compiler.record import compile_record
from ripeness.compiler.records import compile_records, error_rate, nested, shown_of
from ripeness.compiler.war import compile_war
from ripeness.model.state import Seen
from ripeness.scenarios.shipped import load
from ripeness.schema import Scenario
from ripeness.schema.load import parse_scenario
from ripeness.schema.sections.record import Observation
from ripeness.solver.sampled_records import Lasted

RECORD = """
record:
  rule: made up
  error_rate: {low: 2 %, high: 20 %}
  months:
    2020-10: {front: up, position: 3, attended: true, strikes: false}
    2020-11: {front: down, attended: false, strikes: true, package: false, executive: false}
    2021-01: {partial_deal: true, executive: true}
    2021-02: {partial_deal: false, package: true}
    2021-05: {position: 6, strikes: true, package: false}
    2021-07: {attended: true, executive: false}
"""
E = np.array([0.05, 0.1])
DRAWN = {**four_epochs.DRAWN, "record.error_rate": E}
MONTHS = 10


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return parse_scenario(TEXT + RECORD, "recorded.yaml")


@pytest.fixture(scope="module")
def seen(scenario: Scenario) -> Seen:
    return compile_record(scenario, levels_by_epoch(scenario, DRAWN, 2, None)[0])


def nothing() -> Seen:
    """What a month says of which nothing was seen: ones."""
    ones = np.ones((2, MONTHS))
    shapes = (9, None, None, 4, 3, 3)
    return Seen(*(ones.copy() if last is None else np.ones((2, MONTHS, last)) for last in shapes))


def expected() -> Seen:
    """The record of `RECORD` by hand; stances in order: away, attends, away and bombs, attends and bombs."""
    e, found = E[:, None], nothing()
    right, wrong = 1 - e, e
    found.front[:, 0], found.front[:, 7] = np.eye(9)[3], np.eye(9)[6]
    found.up[:, 1], found.down[:, 0] = 0, 0
    found.stance[:, 0] = np.hstack([wrong * right, right * right, wrong * wrong, right * wrong])
    found.stance[:, 1] = np.hstack([right * wrong, wrong * wrong, right * right, wrong * right])
    found.stance[:, 7] = np.hstack([wrong, wrong, right, right])
    found.stance[:, 9] = np.hstack([wrong, right, wrong, right])
    found.talks[:, 3] = np.hstack([wrong, 0 * e, 1 + 0 * e])
    found.talks[:, 4] = np.hstack([right, 1 + 0 * e, 0 * e])
    found.gate[:, 1] = (1, 0, 0)  # neither
    found.gate[:, 3] = (0, 1, 0)
    found.gate[:, 4] = (0, 0, 1)
    found.gate[:, 7] = (1, 1, 0)
    found.gate[:, 9] = (1, 0, 1)
    return found


FIELDS = ("front", "up", "down", "stance", "talks", "gate")


@pytest.mark.parametrize("field", FIELDS)
def test_what_was_seen_has_the_probability_that_the_rule_of_coding_gives_it(seen: Seen, field: str) -> None:
    np.testing.assert_allclose(getattr(seen, field), getattr(expected(), field), rtol=1e-12)


def test_the_record_of_a_compiled_war_is_coded_with_the_first_epochs_numbers(scenario: Scenario) -> None:
    compiled = compile_war(scenario, DRAWN, 2, {"drones": 0.7})
    for field in FIELDS:
        np.testing.assert_allclose(getattr(compiled.record, field), getattr(expected(), field), rtol=1e-12)


def test_a_war_of_which_nothing_was_seen_has_a_record_of_ones() -> None:
    bare = parse_scenario(TEXT, "bare.yaml")
    found = compile_record(bare, levels_by_epoch(bare, DRAWN, 2, None)[0])
    for field in FIELDS:
        np.testing.assert_array_equal(getattr(found, field), getattr(nothing(), field))


def test_the_error_rate_is_each_draws_own_and_nil_without_a_record(scenario: Scenario) -> None:
    assert error_rate(scenario, DRAWN, 2).tolist() == E.tolist()
    assert error_rate(parse_scenario(TEXT, "bare.yaml"), DRAWN, 2).tolist() == [0, 0]


def test_series_are_added_in_the_order_that_is_stated(scenario: Scenario) -> None:
    added = [
        {name for month in shown.values() for name in Observation.model_fields if getattr(month, name) is not None}
        for shown in nested(scenario)
    ]
    steps = [added[0], *(after - before for before, after in pairwise(added))]
    assert steps == [
        {"truce"}, {"front", "position"}, {"strikes"}, {"attended"}, {"partial_deal"}, {"package", "executive"},
    ]  # fmt: skip
    assert scenario.record is not None
    assert list(nested(scenario))[-1] == dict(scenario.record.months)
    assert all(list(shown) == list(scenario.record.months) for shown in nested(scenario))


def test_several_records_lie_beside_each_other_draw_by_draw(scenario: Scenario) -> None:
    records = [*nested(scenario), {"2021-03": Observation(front="up", strikes=False)}]
    found = compile_records(scenario, DRAWN, 2, records)
    assert found.stance.shape == (2, 7, MONTHS, 4)
    for field in FIELDS:
        got = getattr(found, field)
        np.testing.assert_allclose(got[:, 5], getattr(expected(), field), rtol=1e-12)  # the whole record
        np.testing.assert_array_equal(got[:, 0], getattr(nothing(), field))  # that the war went on
    np.testing.assert_allclose(found.front[:, 1], expected().front)
    np.testing.assert_array_equal(found.stance[:, 1], 1)
    np.testing.assert_allclose(found.stance[:, 6, 5], np.stack([1 - E, 1 - E, E, E], axis=1))
    assert found.down[:, 6, 5].tolist() == [0, 0] and found.up[:, 6, 5].tolist() == [1, 1]
    assert found.gate[:, 6].min() == 1  # and nothing of the file's own record is left


WAR = Lasted(
    front=np.array([3, 2, 3, 4, 5, 6, 7, 6, 5, 4, 5]),
    attended=np.array([1, 1, 0, 0, 1, 0, 0, 1, 0, 0], bool),
    strikes=np.array([0, 0, 1, 1, 0, 0, 1, 0, 1, 0], bool),
    partial_deal=np.array([0, 0, 0, 0, 1, 0, 0, 0, 0, 0], bool),
    package=np.array([0, 0, 0, 0, 0, 0, 0, 1, 1, 0], bool),
    executive=np.array([0, 1, 0, 0, 1, 0, 0, 0, 0, 1], bool),
    truce=np.zeros(10, bool),
)


class Always(np.random.Generator):
    """Draws the same number every time."""

    def __new__(cls, number: float) -> Always:
        return super().__new__(cls)

    def __init__(self, number: float) -> None:
        super().__init__(np.random.PCG64(0))
        self.number = number

    def random(self, *_, **__) -> float:  # type: ignore[override]
        return self.number


def test_a_drawn_war_is_coded_as_it_was_where_coding_never_errs(scenario: Scenario) -> None:
    assert shown_of(scenario, WAR, 0.0, np.random.default_rng(1)) == {
        "2020-10": Observation(front="down", position=3, attended=True, strikes=False),
        "2020-11": Observation(front="up", attended=True, strikes=False, package=False, executive=True),
        "2021-01": Observation(partial_deal=False, executive=False),
        "2021-02": Observation(partial_deal=True, package=False),
        "2021-05": Observation(position=6, strikes=False, package=True),
        "2021-07": Observation(attended=False, executive=True),
    }


def test_a_coder_who_errs_turns_conduct_round_and_nothing_that_is_seen_without_error(scenario: Scenario) -> None:
    assert shown_of(scenario, WAR, 0.2, Always(0.1)) == {
        "2020-10": Observation(front="down", position=3, attended=False, strikes=True),
        "2020-11": Observation(front="up", attended=False, strikes=True, package=False, executive=True),
        "2021-01": Observation(partial_deal=True, executive=False),  # a month without talks
        "2021-02": Observation(partial_deal=True, package=False),  # a month of talks: seen as it was
        "2021-05": Observation(position=6, strikes=True, package=True),
        "2021-07": Observation(attended=True, executive=True),
    }
    right = shown_of(scenario, WAR, 0.0, np.random.default_rng(1))
    assert shown_of(scenario, WAR, 0.2, Always(0.2)) == right == shown_of(scenario, WAR, 0.0, Always(0.0))


def test_a_war_without_a_record_would_have_shown_nothing() -> None:
    assert shown_of(parse_scenario(TEXT, "bare.yaml"), WAR, 0.5, np.random.default_rng(0)) == {}


def test_areas_of_a_record_are_shown_in_part_and_drawn_anew() -> None:
    """The flagship's record states areas in km^2, as texts with their unit; here they are numbers already."""
    scenario = load("ukraine-2026")
    assert scenario.record is not None
    stated = {label: seen for label, seen in scenario.record.months.items() if seen.area is not None}
    *_, whole = nested(scenario)
    assert stated and whole == dict(scenario.record.months)
    count = scenario.month_index(max(scenario.record.months)) + 2
    nothing = np.zeros(count - 1, bool)
    flat = Lasted(np.zeros(count, int), *(nothing,) * 6)
    drawn = shown_of(scenario, flat, 0.0, np.random.default_rng(1))
    first = front.span(scenario)[0]
    assert all(abs(drawn[label].area - first) < 5 * front.cell_of(scenario) for label in stated)
