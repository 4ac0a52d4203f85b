"""The JSON Schema of a scenario file, by which editors complete and check."""

from __future__ import annotations

from typing import Any

from ripeness.schema.quantity import FORMS
from ripeness.schema.scenario import Scenario

_WITH_UNIT = r"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*[A-Za-z%1/][^\n]*$|^[+-]?inf$"
_OF_ONE = r"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*[^\n]*$|^[+-]?inf$"


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a scenario file."""
    schema: dict[str, Any] = _resolved(Scenario.model_json_schema(by_alias=True))
    definitions = schema.setdefault("$defs", {})
    definitions["measure_text"] = {"type": "string", "pattern": _WITH_UNIT, "description": "a number with its unit"}
    definitions["number_text"] = {"type": ["number", "string"], "pattern": _OF_ONE}
    definitions["measure"] = _forms("measure_text", "a number with its unit, certain or uncertain")
    definitions["number"] = _forms("number_text", "a number without dimension, certain or uncertain")
    definitions["setting"] = {
        "anyOf": [
            {"$ref": "#/$defs/number"},
            {"type": "boolean"},
            {"type": "array", "items": {"type": "string"}},
            {"type": "string"},
        ]
    }
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "ripeness scenario"
    return schema


def _forms(text: str, description: str) -> dict[str, Any]:
    remarks = {
        "source": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
        "note": {"type": "string"},
        "as_of": {"type": "string"},
        "known_from": {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"},
        "before": {"type": "object"},
    }
    stated = {"$ref": f"#/$defs/{text}"}
    pure = {"$ref": "#/$defs/number_text"}
    forms: list[dict[str, Any]] = [stated]
    for kind, keys in FORMS.items():
        unitless = {"weights"} | ({"strength"} if kind == "beta" else set())
        fields: dict[str, Any] = {key: pure if key in unitless else stated for key in keys}
        for key in {"values", "weights"} & set(keys):
            fields[key] = {"type": "array", "items": fields[key], "minItems": 1}
        forms.append(
            {
                "type": "object",
                "description": kind,
                "properties": fields | remarks,
                "required": [key for key in keys if key != "weights"],
                "additionalProperties": False,
            }
        )
    return {"description": description, "anyOf": forms}


def _resolved(schema: Any) -> Any:
    """Replace the marks that declarations leave by references to the forms of a number."""
    if isinstance(schema, list):
        return [_resolved(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _resolved(value) for key, value in schema.items() if key != "$form"}
    return found | {"$ref": f"#/$defs/{schema['$form']}"} if "$form" in schema else found
