"""``ripeness run``: a forecast, printed and saved."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ripeness.cli.options import (
    DrawCount,
    Json,
    NoRecord,
    Points,
    PolicyName,
    Precision,
    ScenarioName,
    Seed,
    Settings,
    ViewName,
)
from ripeness.scenarios.shipped import FLAGSHIP

QUICK = 32
"""Sets of assumptions of a first look."""


def run(
    context: typer.Context,
    scenario: ScenarioName = FLAGSHIP,
    view: ViewName = None,
    policy: PolicyName = None,
    settings: Settings = None,
    draws: DrawCount = 200,
    quick: Annotated[bool, typer.Option("--quick", help=f"A first look: {QUICK} sets of assumptions.")] = False,
    details: Annotated[bool, typer.Option("--details", help="Also what is behind the figures.")] = False,
    no_record: NoRecord = False,
    seed: Seed = 0,
    horizon: Annotated[
        int | None, typer.Option(metavar="MONTHS", help="Months to look ahead; the scenario's if left out.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for the results; a new one in ./runs if left out.")
    ] = None,
    json: Json = False,
    precision: Annotated[Precision, typer.Option(help="float64 is the slow reference.")] = Precision.float32,
    points: Annotated[Points, typer.Option(help="How the draws fill the space of assumptions.")] = Points.sobol,
    design: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Table of the draws, .csv or .parquet, in place of drawing them."),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="A dask scheduler; 'local' starts one here, a process per core."),
    ] = None,
    chunk: Annotated[
        int, typer.Option(metavar="N", help="More draws than this stream to disk, so many at a time.")
    ] = 1024,
    csv: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write a row for each month to a table.")
    ] = None,
    resume: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Go on with the run in this folder, as it was begun.")
    ] = None,
    device: Annotated[
        str | None, typer.Option(metavar="NAME", help="Compute on cpu, gpu or tpu, as JAX names it.")
    ] = None,
) -> None:
    """Forecast how a war goes on and ends, print it, and save it in a folder of its own."""
    from ripeness.cli import running

    stated = running.stated(context)
    if resume is not None:
        running.print_run(running.resumed(resume, cluster, stated), json, details, csv)
        return
    options: dict[str, Any] = {
        "scenario": scenario, "view": view, "policy": policy, "settings": settings, "seed": seed, "horizon": horizon,
        "draws": QUICK if quick and "draws" not in stated else draws, "no_record": no_record, "out": out,
        "precision": precision.value, "points": points.value, "design": design, "cluster": cluster, "chunk": chunk,
        "device": device,
    }  # fmt: skip
    running.print_run(running.begun(options), json, details, csv)
