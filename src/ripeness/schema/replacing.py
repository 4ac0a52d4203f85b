"""Changing a scenario's plain data: where a dotted path lies in it, and what the file would hold there."""

from __future__ import annotations

from typing import Any

from ripeness.errors import Problem, ScenarioError
from ripeness.schema.declaration import Declaration


def place_of(data: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    """Return the mapping that holds a dotted path, and its last key; sections on the way are made."""
    keys = path.split(".")
    if keys[0] == "epochs" and len(keys) > 3:
        keys = [*keys[:2], "changes", ".".join(keys[2:])]
    place = data
    for key in keys[:-1]:
        inner = place.setdefault(key, {})
        if not isinstance(inner, dict):
            raise ScenarioError([Problem(f"{key} holds one value and no section", "Correct the path", path)])
        place = inner
    return place, keys[-1]


def as_text(data: Any) -> str:
    """Return plain data as YAML."""
    from io import StringIO

    from ruamel.yaml import YAML

    yaml, written = YAML(typ="safe", pure=True), StringIO()
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # the order of names is the order of axes
    yaml.dump(data, written)
    return written.getvalue()


def as_plain(value: Any) -> Any:
    """Return a value of Python's in place of a NumPy scalar, and anything else as it is."""
    return value.item() if getattr(value, "ndim", None) == 0 and hasattr(value, "item") else value


def as_stated(value: Any, declared: Declaration | None) -> Any:
    """Return a value as a file would state it; a plain number of a field gets the field's unit and a source."""
    value = as_plain(value)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if declared is None or declared.kind not in ("number", "numbers") or not (number or isinstance(value, str)):
        return value
    text = f"{value!r} {declared.unit}" if number and declared.unit != "1" else value
    return {"value": text, "source": "judgement", "note": "set in place of what the file states"}
