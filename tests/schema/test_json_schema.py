"""The JSON Schema accepts what the loader accepts, and says what each field means."""

from __future__ import annotations

from typing import Any

import pytest

from ripeness.schema.leaves import members
from ripeness.schema.load import json_schema
from ripeness.schema.scenario import Scenario
from ripeness.schema.yaml_text import read_yaml

jsonschema = pytest.importorskip("jsonschema")


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_a_valid_scenario_satisfies_the_schema(validator: Any, text: str) -> None:
    assert [error.message for error in validator.iter_errors(read_yaml(text, "x").data)] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sanctions: {direct", "sanctions: {dirct"),
        ("hulls: 400 vessels", "hulls: 400"),
        ("sd: 1 bn USD/month", "sdd: 1 bn USD/month"),
        ("kind: financial", "kind: finacial"),
        ("as_of: 2023-02", "as_of: 2023-13"),
        ("steps: 60", "steps: 1"),
        ("truth:\n", "truht:\n"),
        ("ripeness: 1", "ripeness: 2"),
    ],
)
def test_an_editor_sees_a_mistake(validator: Any, text: str, old: str, new: str) -> None:
    assert old in text
    assert list(validator.iter_errors(read_yaml(text.replace(old, new, 1), "x").data))


def test_every_number_shows_its_unit_and_meaning() -> None:
    definitions = json_schema()["$defs"]
    shown = definitions["WarChest"]["properties"]["liquid_reserves"]
    assert shown["x-unit"] == "bn USD"
    assert shown["x-low"] == 0
    assert shown["description"] == "liquid reserves when the war began"
    for member in members(Scenario):
        if member.section is not None:
            for leaf in members(member.section):
                if leaf.declared is not None:
                    field = definitions[member.section.__name__]["properties"][leaf.key]
                    assert field["description"] == leaf.declared.meaning
