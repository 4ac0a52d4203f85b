"""A run from the command line: begun or gone on with, printed, and its exit code."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ripeness.cli.answering import INTERRUPTED, ask, print_json, print_page
from ripeness.cli.options import levers_of
from ripeness.cli.writing import write_files
from ripeness.errors import RunError

if TYPE_CHECKING:
    from ripeness.questions.run.ask import Run

NOTHING = "Interrupted before any draw was finished: nothing is saved."


def begun(options: Mapping[str, Any]) -> Run:
    """Begin a run."""
    import ripeness

    if options["device"]:
        os.environ["JAX_PLATFORMS"] = options["device"]
    argument = ripeness.load(options["scenario"], options["view"])
    levers = levers_of(options["settings"], argument)
    rows = None if options["design"] is None else ripeness.read_design(argument, options["design"])
    return ask(
        ripeness.run, argument, options["policy"], levers, options["draws"], options["seed"], options["horizon"],
        record=not options["no_record"], precision=options["precision"], points=options["points"], design=rows,
        details=options["details"] or options["json"], out=options["out"], chunk=options["chunk"],
        cluster=options["cluster"], until_effective=options["until_effective"],
        options={name: _as_written(value) for name, value in options.items()},
        nothing=NOTHING,
    )  # fmt: skip


def _as_written(value: Any) -> Any:
    """Return an option as it was written, with paths as text."""
    if isinstance(value, list | tuple):
        return [_as_written(one) for one in value]
    return str(value) if isinstance(value, Path) else value


def resumed(folder: Path, cluster: str | None, restated: Mapping[str, Any]) -> Run:
    """Go on with a run; what the command line restates must agree with how it was begun."""
    import ripeness

    if out := restated.get("out"):
        raise RunError(f"--resume {folder} and --out {out} name two folders", "Leave --out away")
    if "view" in restated and "scenario" not in restated:
        raise RunError(f"--resume {folder}: a view is of a scenario", "Name the scenario too, or leave --view away")
    levers = levers_of(restated["settings"]) if "settings" in restated else None
    other = ripeness.load(restated["scenario"], restated.get("view")) if "scenario" in restated else None
    return ask(ripeness.resume, folder, cluster, restated=restated, levers=levers, scenario=other, nothing=NOTHING)


def print_run(
    run: Run, json: bool, details: bool, csv: Path | None, figures: list[Path] | None, html: Path | None
) -> None:
    """Print a run as JSON or as a page, and where it lies; write its files; a partial one ends with 130."""
    from ripeness.pages.run import page

    if json:
        print_json(run.to_dict())
    else:
        print_page(partial(page, details=details)(run.content))  # type: ignore[arg-type]
    if run.folder is not None:
        typer.echo(f"\nSaved in {run.folder}", err=json)
    write_files(run, csv, figures, html)
    if run.failure is not None:
        raise run.failure
    _advise(run)
    if run.partial:
        go_on = f" Go on with: ripeness run --resume {run.folder}" if run.can_go_on else ""
        typer.echo(
            f"Interrupted: this rests on {run.finished} of {run.asked} versions of the argument.{go_on}", err=True
        )
        raise typer.Exit(INTERRUPTED)


def _advise(run: Run) -> None:
    """Say how more of the draws would count, where few from the priors fit the record."""
    record, effective = run["record"], run["record"]["effective_sample_size"] or 0.0
    if record["used"] and effective < run.finished / 5 and run["provenance"].get("proposal") in ("prior", "borrowed"):
        learn = f"ripeness learn {run['provenance'].get('scenario_file') or run['scenario']}"
        typer.echo(f"Few of these draws fit the record. More will after: {learn}", err=True)
