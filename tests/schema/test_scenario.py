"""A scenario answers the compiler: leaves, epochs, levers, assumptions, hash."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

import ripeness.schema
from ripeness.errors import ScenarioError
from ripeness.schema.evidence import citations, rests_on, unused_paragraphs, unused_sources
from ripeness.schema.load import parse_data, parse_scenario, roundtrip
from ripeness.schema.quantity import Quantity
from ripeness.schema.scenario import Scenario
from ripeness.schema.yaml_text import read_yaml

FOLDER = Path(ripeness.schema.__file__).parent


def number(scenario: Scenario, path: str, epoch: int = 0, **levers: float) -> Quantity:
    value = scenario.leaves(epoch, levers)[path].value
    assert isinstance(value, Quantity)
    return value


def test_numbers_are_stored_in_canonical_units(scenario: Scenario) -> None:
    by_hand = {
        "beliefs.attacker.collapse.mean": 0.04,
        "beliefs.attacker.collapse.strength": 75,
        "beliefs.defender.battle.mean": 0.467,
        "beliefs.defender.battle.strength": float("inf"),
        "war_chest.other_income": -1,
        "energy.quota": 7.2,
        "energy.volume_per_hull": 12,
        "shadow_fleet.interdicted": 0.005,
        "sanctions.direct": 0.1,
        "front.step_area": 150,
    }
    for path, value in by_hand.items():
        assert number(scenario, path).centre == pytest.approx(value, rel=1e-12), path


def test_leaves_hold_every_field_with_defaults_and_none(scenario: Scenario) -> None:
    leaves = scenario.leaves(0)
    assert number(scenario, "bargaining.guarantee").source == ("default",)
    assert leaves["capitulation.attacker_floor"].value is None
    assert leaves["infrastructure.repair"].value is None
    assert leaves["beliefs.defender.collapse.mean"].value is None
    assert leaves["ceasefire.allowed"].value is False
    assert leaves["bargaining.protocol"].value == "nash"
    assert leaves["tracks.three.agenda"].value == "all"
    assert leaves["tracks.two.seats"].value == ("north", "west")
    assert all(leaf.assumption == path for path, leaf in leaves.items())


def test_epochs_apply_one_after_the_other(scenario: Scenario) -> None:
    path = "aid.flows.us_military.amount"
    assert [scenario.leaves(epoch)["mediator.present"].value for epoch in range(3)] == [False, True, True]
    assert number(scenario, path, 0).kind == "point"
    assert number(scenario, path, 2).kind == "uniform"
    assert scenario.leaves(2)[path].assumption == f"epochs.mediation.{path}"
    assert number(scenario, "aid.commitment", 1).centre == 0
    assert number(scenario, "aid.commitment", 2).centre == 0.5
    with pytest.raises(IndexError):
        scenario.leaves(3)


def test_months_are_counted_from_the_wars_beginning(scenario: Scenario) -> None:
    assert scenario.epoch_starts() == [0, 7, 11]
    assert scenario.month_index("2025-02") == 36
    assert scenario.month_label(36) == "2025-02"
    assert scenario.month_label(11) == "2023-01"
    assert scenario.calendar.horizon == 60


def test_a_policy_sets_its_levers_in_canonical_units(scenario: Scenario) -> None:
    levers = scenario.policy_levers("ratchet")
    assert levers == pytest.approx({"interdiction": 0.04, "promise": 0.8}, rel=1e-12)
    leaf = scenario.leaves(2, levers)["shadow_fleet.interdicted"]
    assert leaf.assumption == "levers.interdiction"
    assert isinstance(leaf.value, Quantity)
    assert leaf.value.centre == pytest.approx(0.04)
    assert scenario.policy_levers("status-quo") == {}


def test_a_lever_at_its_status_quo_changes_nothing(scenario: Scenario) -> None:
    at_rest = {"interdiction": scenario.lever_value("interdiction", "0.5 %/month"), "promise": 0.5}
    assert scenario.leaves(2, at_rest) == scenario.leaves(2)


@pytest.mark.parametrize(
    ("written", "value"), [("4 %/month", 0.04), ("4", 0.04), (4, 0.04), ("40 %/year", 1 - 0.6 ** (1 / 12))]
)
def test_a_lever_is_set_by_text_or_number(scenario: Scenario, written: str | float, value: float) -> None:
    assert scenario.lever_value("interdiction", written) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("lever", "written", "said"),
    [
        ("interdction", "4", "Did you mean 'interdiction'?"),
        ("interdiction", "6 %/month", "0 to 5 %/month"),
        ("interdiction", "-1", "0 to 5 %/month"),
        ("interdiction", "4 USD", "not a measure"),
        ("interdiction", "much", "does not begin with a number"),
        ("interdiction", "nan", "does not begin with a number"),
    ],
)
def test_an_impossible_lever_is_refused_with_its_range(scenario: Scenario, lever: str, written: str, said: str) -> None:
    with pytest.raises(ScenarioError, match="lever") as caught:
        scenario.lever_value(lever, written)
    assert said in str(caught.value)


def test_an_unknown_policy_names_the_nearest(scenario: Scenario) -> None:
    with pytest.raises(ScenarioError, match="Did you mean 'ratchet'"):
        scenario.policy_levers("rachet")


def test_a_lever_can_open_a_gate(text: str) -> None:
    gate = "{title: Gate, owner: west, changes: gate.in_force_at_start, unit: '1', status_quo: 0, low: 0, high: 1}"
    scenario = parse_scenario(text.replace("levers:\n", f"levers:\n  gate: {gate}\n", 1))
    assert scenario.leaves(0, {"gate": scenario.lever_value("gate", "open")})["gate.in_force_at_start"].value is True
    assert scenario.leaves(0, {"gate": scenario.lever_value("gate", "shut")})["gate.in_force_at_start"].value is False


def test_assumptions_are_the_uncertain_numbers_in_a_fixed_order(scenario: Scenario, text: str) -> None:
    assert list(scenario.assumptions()) == [
        "truth.battle_odds",
        "truth.collapse_hazard",
        "beliefs.attacker.strike_effect",
        "costs.defender",
        "war_chest.liquid_reserves",
        "war_chest.war_spending",
        "shadow_fleet.acquired",
        "envoy.attacker_weights.army",
        "epochs.mediation.aid.flows.us_military.amount",
    ]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("title: Every section in use", "title: Another title", True),
        ("note: the central assumption", "note: something else", True),
        ("source: essay#2", "source: judgement", True),
        ("summary: A scenario for the tests; it argues nothing.\n", "", True),
        ("ratchet: {", "other: {", True),
        ("promise: 80", "promise: 90", True),
        ("credulity: 0.5", "credulity: 0.6", False),
        ("recognised_by: {north: 0.9}", "recognised_by: {north: 0.8}", False),
        ("0.5 %/month\nsanctions", "0.005 1/month\nsanctions", True),
        ("error_rate: 10 %", "error_rate: 11 %", False),
        ("front: up,", "", False),
        ("p10: 60 bn USD", "p10: 61 bn USD", False),
        ("from: 2022-09", "from: 2022-10", False),
        ("horizon: 5 years", "horizon: 59", False),
        ("role: payer", "role: other", False),
        ("steps: 60", "steps: 62", False),
        ("aid.commitment: 0.5", "aid.commitment: 0.6", False),
    ],
)
def test_the_hash_follows_what_is_computed_with(scenario: Scenario, text: str, old: str, new: str, same: bool) -> None:
    assert old in text
    changed = parse_scenario(text.replace(old, new, 1))
    assert (changed.content_hash() == scenario.content_hash()) == same
    assert len(scenario.content_hash()) == 16


def test_a_section_lends_its_source_to_numbers_that_state_none(scenario: Scenario) -> None:
    assert number(scenario, "beliefs.attacker.collapse.mean").source == ("essay#1",)
    assert number(scenario, "aid.commitment", 2).source == ("essay#4",)
    assert number(scenario, "beliefs.attacker.battle.mean").source == ("judgement",)
    assert number(scenario, "war_chest.liquid_reserves").as_of == "2022-02"


def test_evidence_lists_judgements_and_unused_paragraphs(scenario: Scenario) -> None:
    assert unused_paragraphs(scenario) == {"essay": [7, 8, 9, 10, 11, 12]}
    assert unused_sources(scenario) == []
    assert "essay#5" in citations(scenario)
    assert "default" not in citations(scenario)
    judged = rests_on(scenario, "judgement")
    assert "costs.attacker" in judged
    assert "truth.battle_odds" not in judged
    assert "bargaining.guarantee" not in scenario.quantities()


def test_unwise_settings_are_warned_of(scenario: Scenario, text: str) -> None:
    assert scenario.warnings() == []
    unwise = text.replace("horizon: 5 years", "horizon: 60, tail: 12").replace("[north, south, west]", "[north, west]")
    told = parse_scenario(unwise).warnings()
    assert any("tail" in one for one in told)
    assert any("No track seats both" in one for one in told)


def test_a_scenario_is_frozen(scenario: Scenario) -> None:
    with pytest.raises(ValidationError):
        scenario.front.steps = 10  # type: ignore[misc]


def test_plain_data_makes_the_same_scenario(scenario: Scenario, text: str) -> None:
    assert parse_data(read_yaml(text, "x").data).content_hash() == scenario.content_hash()


def test_bad_plain_data_is_named_by_its_path(text: str) -> None:
    data = read_yaml(text, "x").data
    data["patience"]["attacker"] = 2
    with pytest.raises(ScenarioError, match=r"patience\.attacker: 2 lies outside"):
        parse_data(data)


def test_a_round_trip_keeps_comments_and_data(text: str) -> None:
    again = roundtrip(text)
    assert "# A war between two made-up countries, with every section in use." in again
    assert read_yaml(again, "x").data == read_yaml(text, "x").data
    assert roundtrip(again) == again


def test_the_schema_imports_no_array_library() -> None:
    allowed = {"pydantic", "pydantic_core", "ruamel", "pint", "ripeness"} | set(sys.stdlib_module_names)
    ours = re.compile(r"ripeness\.(schema|errors|reading|arrays|model\.declared|model\.\w+\.\w+_declared)\b")
    for file in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [f"{node.module}.{one.name}" for one in node.names] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name.split(".")[0] in allowed, (file.name, name)
                assert not name.startswith("ripeness.") or ours.match(name), (file.name, name)


def test_reading_a_scenario_imports_no_engine() -> None:
    code = (
        "import sys; from ripeness.schema import load_scenario; "
        f"load_scenario({str(Path(__file__).parent / 'full.yaml')!r}); "
        "print([name for name in ('jax', 'numpy', 'xarray', 'scipy', 'pint') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_every_file_is_short_enough_to_read() -> None:
    for file in FOLDER.rglob("*.py"):
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 350, file.name
