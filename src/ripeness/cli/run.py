"""``ripeness run``: a forecast, printed and saved."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli import options as ask
from ripeness.scenarios.shipped import FLAGSHIP


def run(
    context: typer.Context,
    scenario: ask.ScenarioName = FLAGSHIP,
    view: ask.ViewName = None,
    policy: ask.PolicyName = None,
    settings: ask.Settings = None,
    draws: ask.DrawCount = 200,
    until_effective: ask.UntilEffective = None,
    quick: ask.Quick = False,
    details: ask.Details = False,
    no_record: ask.NoRecord = False,
    seed: ask.Seed = 0,
    horizon: ask.Horizon = None,
    out: ask.OutFolder = None,
    json: ask.Json = False,
    csv: ask.CsvFile = None,
    figure: ask.FigureFiles = None,
    html: ask.HtmlFile = None,
    precision: Annotated[ask.Precision, typer.Option(help="float64 is the slow reference.")] = ask.Precision.float32,
    points: Annotated[ask.Points, typer.Option(help="How the draws fill the assumptions.")] = ask.Points.sobol,
    design: ask.DesignFile = None,
    cluster: ask.Cluster = None,
    chunk: ask.Chunk = 1024,
    resume: ask.Resume = None,
    device: ask.Device = None,
) -> None:
    """Forecast how a war goes on and ends, print it, and save it in a folder of its own."""
    from ripeness.cli import running
    from ripeness.cli.writing import refuse_figures, refuse_files

    refuse_files(csv, html)
    refuse_figures(figure, "run")
    stated = ask.stated(context)
    if resume is not None:
        found = running.resumed(resume, cluster, stated)
    else:
        given = {name: getattr(value, "value", value) for name, value in context.params.items()}
        found = running.begun({**given, "draws": ask.first_look(context, draws, quick)})
    running.print_run(found, json, details, csv, figure, html)
