"""`ripeness run` as a person starts it: a new process, with nothing compiled before and with all compiled before."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from measure import COMMAND, Finished, Row, child

import ripeness
from ripeness.scenarios.shipped import FLAGSHIP, FOLDER

MEMORY = 1536.0  # MiB
TARGETS = {1000: 120.0, 200: 75.0, 32: 10.0}  # s, by draws, on a filled cache


def measure(draws: int, quick: bool = False) -> list[Row]:
    """Wall time and peak memory of a run with so many draws, on an empty and on a filled compilation cache.

    Of the largest run the cache is filled by a short one, and it is timed once.
    """
    asked = min(draws, 4) if quick else draws
    options = [] if _proposal_is_shipped() else ["--no-record"]
    if options and not quick:
        raise RuntimeError(
            "the shipped proposal was learnt for another version of the flagship, so a run would first learn one: "
            "learn it anew (`ripeness.ensemble.forecast.learn`) and ship it, then measure"
        )
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for cache in ("empty", "filled"):
            if cache == "empty" and draws == max(TARGETS):
                _run(2, options, Path(folder), cache)
                continue
            run, note = _run(asked, options, Path(folder), cache)
            what = f"`ripeness run{'' if draws == 200 else f' --draws {draws}'}`, {cache} compilation cache"
            if asked != draws:
                note = f"QUICK: --draws {asked} {' '.join(options)}; {note}"
            rows.append(
                Row(f"{what}: wall time", "s", run.seconds, TARGETS[draws] if cache == "filled" else None, note)
            )
            rows.append(Row(f"{what}: peak memory", "MiB", run.peak_mib, MEMORY))
    return rows


def _proposal_is_shipped() -> bool:
    """Whether the shipped proposal was learnt for the scenario as it stands."""
    shipped = json.loads((FOLDER / f"{FLAGSHIP}.proposal.json").read_text(encoding="utf-8"))
    return shipped["scenario_hash"] == ripeness.load(FLAGSHIP).content_hash()


def _run(draws: int, options: list[str], folder: Path, name: str) -> tuple[Finished, str]:
    arguments = [str(COMMAND), "run", "--draws", str(draws), "--json", "--out", str(folder / name), *options]
    run = child(arguments, {"RIPENESS_CACHE": str(folder / "cache")})
    said = json.loads(run.output)
    timing = ", ".join(f"{stage.removesuffix('_s')} {seconds:.1f} s" for stage, seconds in said["timing"].items())
    return run, f"{timing}; proposal: {said['provenance'].get('proposal')}"
