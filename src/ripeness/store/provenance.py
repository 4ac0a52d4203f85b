"""Provenance: what a forecast was computed from, with what, where and when."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xarray

KEPT = ("scenario_hash", "policy", "levers", "seed", "draws", "record", "precision", "proposal", "device", "versions")
"""Attributes of a forecast that say where it comes from."""


def now() -> str:
    """Return the time, to the second, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def provenance(
    forecast: xarray.Dataset, scenario_file: str, options: Mapping[str, Any], started: str, finished: str
) -> dict[str, Any]:
    """Return the provenance of a forecast; ``options`` are the command's, as they were given."""
    stated = {key: _plain(forecast.attrs[key]) for key in KEPT if key in forecast.attrs}
    return {
        "scenario": forecast.attrs.get("scenario"),
        "scenario_file": scenario_file,
        **stated,
        "draws_finished": forecast.sizes["draw"],
        "partial": bool(forecast.attrs.get("partial", 0)),
        "options": dict(options),
        "started": started,
        "finished": finished,
    }


def _plain(value: Any) -> Any:
    """Return an attribute as JSON holds it: numbers without their array type, JSON text read."""
    if isinstance(value, str) and value[:1] == "{":
        return json.loads(value)
    return value.item() if hasattr(value, "item") else value
