"""A scenario is changed by `replace`: one truth for attributes, hash and what is computed."""

from __future__ import annotations

import pickle

import pytest

import ripeness
from ripeness.errors import ScenarioError
from ripeness.schema import Scenario
from ripeness.schema.load import parse_data


@pytest.fixture(scope="module")
def ruin() -> Scenario:
    return ripeness.load("gamblers-ruin")


def test_a_replaced_number_is_in_attribute_leaves_and_hash(ruin) -> None:
    other = ruin.replace({"truth.battle_odds": 0.3})
    assert other.truth.battle_odds.centre == 0.3
    assert other.leaves(0)["truth.battle_odds"].value.centre == 0.3
    assert other.content_hash() != ruin.content_hash() and ruin.truth.battle_odds.centre == 0.55
    assert other.replace({"truth.battle_odds": 0.55}).content_hash() == ruin.content_hash()


def test_what_is_solved_is_what_is_shown(ruin) -> None:
    """Gambler's ruin in closed form: fair games end in proportion to the distance, which .3 is far from."""
    value = {
        odds: float(
            ripeness.solve(ruin.replace({"truth.battle_odds": odds}))
            .attacker_value.isel(month=0, gate=0, chest=0, sincerity=0)
            .sel(front_cell=2)
        )
        for odds in (0.3, 0.5)
    }
    assert value[0.3] < value[0.5] - 0.2


def test_a_number_with_a_unit_takes_it_and_text_may_state_another(ruin) -> None:
    assert ruin.replace({"costs.attacker": 0.01}).costs.attacker.centre == pytest.approx(0.01)
    assert ruin.replace({"costs.attacker": "2 %/month"}).costs.attacker.centre == pytest.approx(0.02)


def test_a_number_of_an_epoch_is_replaced_in_the_epoch() -> None:
    war = ripeness.load("ukraine-2026")
    name, path = "new-administration", "mediator.forgives_strikes"
    other = war.replace({f"epochs.{name}.{path}": 0.123})
    assert other.epochs[name].changes[path].centre == pytest.approx(0.123)
    assert other.content_hash() != war.content_hash()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"truth.nonsense": 1}, "truth.nonsense"),
        ({"truth.battle_odds": 2}, "truth.battle_odds"),
        ({"truth.battle_odds.deeper.still": 1}, "truth.battle_odds"),
        ({"calendar.horizon": "soon"}, "calendar.horizon"),
        ({"": 1}, "not a known key"),
    ],
)
def test_what_cannot_be_is_refused_by_its_path(ruin, changes, message) -> None:
    with pytest.raises(ScenarioError, match=message):
        ruin.replace(changes)


def test_none_takes_a_line_out_and_a_sections_absence_counts() -> None:
    war = ripeness.load("toys/means-of-war")
    assert war.war_chest is not None
    without = war.replace({"war_chest": None, "levers": None, "policies": None})
    assert without.war_chest is None and without.content_hash() != war.content_hash()


def test_an_update_by_copy_is_refused_and_says_what_to_do(ruin) -> None:
    with pytest.raises(TypeError, match=r"scenario\.replace"):
        ruin.model_copy(update={"truth": ruin.truth})
    assert ruin.model_copy() == ruin


def test_a_number_at_its_default_counts_as_not_stated(ruin) -> None:
    """So that a number that the format learns later changes no file's hash."""
    stated = ruin.replace({"costs.exhausted": 0, "numerics.thinning": 1, "choice.precision": None})
    assert stated.content_hash() == ruin.content_hash()
    assert ruin.replace({"costs.exhausted": 0.01}).content_hash() != ruin.content_hash()


def test_titles_notes_and_sources_do_not_count(ruin) -> None:
    assert ruin.replace({"title": "Another title", "note": "why"}).content_hash() == ruin.content_hash()


def test_a_scenario_shows_itself_in_ten_lines() -> None:
    for name in ("ukraine-2026", "gamblers-ruin"):
        scenario = ripeness.load(name)
        assert len(repr(scenario).splitlines()) <= 10 and len(repr(scenario)) < 1000
        assert scenario.content_hash() in repr(scenario) and str(scenario) == repr(scenario)


def test_it_travels_to_another_process_and_can_be_changed_there(ruin) -> None:
    there = pickle.loads(pickle.dumps(ruin))
    assert there.replace({"truth.battle_odds": 0.4}).truth.battle_odds.centre == 0.4


def test_one_built_from_data_can_be_changed(ruin) -> None:
    assert parse_data(dict(ruin.data or {})).replace({"calendar.horizon": 3}).calendar.horizon == 3


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("costs.attacker", "x", "for example `4 %/month`"),
        ("costs.attacker", 5, "0 to 100 %/month"),
        ("truth.battle_odds", 2, "0 to 1"),
        ("costs.atacker", "1 %/month", "Did you mean 'attacker'?"),
    ],
)
def test_a_change_that_cannot_be_names_the_call_the_field_and_the_fields_own_unit(ruin, path, value, told) -> None:
    """The file is as it was, so that no error names it."""
    with pytest.raises(ScenarioError) as found:
        ruin.replace({path: value})
    assert str(found.value).startswith(f"scenario.replace, gamblers-ruin: {path}: ")
    assert told in str(found.value) and ".yaml" not in str(found.value)


def test_a_scenario_counts_one_lever_as_one(ruin) -> None:
    assert "1 lever, 0 plans" in repr(ruin)
