"""A population of wars as YAML: a source to list, and numbers that cite it, ready to be laid into a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ripeness.errors import RunError
from ripeness.history.wars import load_wars
from ripeness.schema.replacing import as_text

SOURCE = "wars-95"
"""Name under which a scenario lists the population among its sources."""

HEAD = """\
# A population of wars, written by `ripeness learn-wars`. To use it, lay the entry of `sources` into a scenario's
# `sources`, and any of `numbers` in the place of the scenario's own: each cites the source. `shifts` says by how many
# standard scores a number moves with one standard deviation of a covariate.
"""


def write_population(path: Path, learnt: Mapping[str, Any]) -> None:
    """Write a population, as `ask.Learning` holds it; RunError where the file cannot be written."""
    try:
        path.write_text(HEAD + as_text(population_of(learnt)), encoding="utf-8")
    except OSError as error:
        raise RunError(f"{path} cannot be written: {error.strerror or error}", "Name another file") from None


def population_of(learnt: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is written."""
    last = max(war.ended for war in load_wars())
    note = f"{learnt['wars']} wars since {learnt['since']}, learnt with the scenario {learnt['scenario']} by EM"
    return {
        "sources": {
            SOURCE: {
                "title": "How long wars between states lasted and how they ended",
                "author": "Correlates of War 4.0, and three later wars",
                "date": last.isoformat(),
                "read": "data",
                "note": note,
            }
        },
        "numbers": {one["path"]: _stated(one["learnt"], one["unit"]) for one in learnt["numbers"]},
        "shifts": {one["path"]: {k: round(v, 4) for k, v in one["shifts"].items()} for one in learnt["numbers"]},
        "correlations": [
            {"between": [one["first"], one["second"]], "of_normal_scores": round(one["correlation"], 4)}
            for one in learnt["correlations"]
        ],
        "draws": learnt["draws"],
        "transformed": learnt["transformed"],
    }


def _stated(parameters: Mapping[str, float], unit: str) -> dict[str, Any]:
    suffix = "" if unit == "1" else f" {unit}"
    written = {key: f"{value:.6g}{suffix}" if suffix else float(f"{value:.6g}") for key, value in parameters.items()}
    return {**written, "source": SOURCE}
