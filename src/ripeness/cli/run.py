"""``ripeness run``: a forecast, printed and saved."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ripeness.cli.options import ScenarioName
from ripeness.errors import RunError
from ripeness.scenarios.shipped import FLAGSHIP
from ripeness.store.chunks import CHUNK

if TYPE_CHECKING:
    from ripeness.schema import Scenario


class Precision(StrEnum):
    """The floating-point numbers that the game is solved in."""

    float32 = "float32"
    float64 = "float64"


class Points(StrEnum):
    """How the draws fill the space of assumptions."""

    sobol = "sobol"
    latin_hypercube = "latin-hypercube"


def run(
    context: typer.Context,
    scenario: ScenarioName = FLAGSHIP,
    view: Annotated[
        str | None, typer.Option(metavar="NAME", help="A rival view to lay over the scenario, or the path of one.")
    ] = None,
    policy: Annotated[str | None, typer.Option(metavar="NAME", help="A policy of the scenario, adopted today.")] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="LEVER=VALUE", help="Set a lever; may be repeated.")
    ] = None,
    draws: Annotated[int, typer.Option(metavar="N", help="How many sets of assumptions to draw.")] = 200,
    no_record: Annotated[bool, typer.Option("--no-record", help="Ignore what was seen so far.")] = False,
    seed: Annotated[int, typer.Option(metavar="S", help="The same seed gives the same draws.")] = 0,
    horizon: Annotated[
        int | None, typer.Option(metavar="MONTHS", help="Months to look ahead; the scenario's if left out.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for the results; a new one in ./runs if left out.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
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
    ] = CHUNK,
    resume: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Go on with the run in this folder, as it was begun.")
    ] = None,
    device: Annotated[
        str | None, typer.Option(metavar="NAME", help="Compute on cpu, gpu or tpu, as JAX names it.")
    ] = None,
) -> None:
    """Forecast how a war goes on and ends, print it, and save it in a folder of its own."""
    from ripeness.cli import large
    from ripeness.scenarios.shipped import locate, locate_view
    from ripeness.schema.load import parse_scenario, read_text
    from ripeness.store.files import as_json
    from ripeness.store.runs import reserve

    if device:
        os.environ["JAX_PLATFORMS"] = device
    if resume is not None:
        large.resume(context, resume, cluster, json)
        return
    file = locate(scenario)
    text = read_text(file)
    over = None if view is None else locate_view(scenario, view)
    stated = None if over is None else (read_text(over), str(over))
    argument = parse_scenario(text, str(file), stated)
    levers = _check(argument, policy, settings or [], draws, seed, horizon)
    if chunk < 1:
        raise RunError(f"--chunk {chunk}: a chunk holds at least one draw", f"Write for example --chunk {CHUNK}")
    rows = None
    if design is not None:
        import ripeness

        rows = ripeness.read_design(argument, design)
        draws = len(rows)
    options: dict[str, Any] = {
        "scenario": scenario,
        "view": view,
        "policy": policy,
        "set": levers,
        "draws": draws,
        "no_record": no_record,
        "seed": seed,
        "horizon": horizon,
        "precision": precision.value,
        "points": points.value,
        "design": None if design is None else str(design),
    }
    if cluster is not None or draws > chunk:
        asked = {
            "policy": policy, "levers": levers or None, "draws": draws, "seed": seed, "horizon": horizon,
            "record": not no_record, "precision": precision.value, "points": points.value, "design": rows,
            "chunk": chunk, "cluster": cluster,
        }  # fmt: skip
        texts = {"scenario.yaml": text} | ({"view.yaml": stated[0]} if stated else {})
        large.run(argument, texts, str(file), out, asked, options, json)
        return
    with reserve(out, argument.name) as place:
        asked = {
            "policy": policy,
            "levers": levers or None,
            "draws": draws,
            "seed": seed,
            "horizon": horizon,
            "record": not no_record,
            "precision": precision.value,
        }
        asked |= {} if points == Points.sobol else {"points": points.value}
        asked |= {} if rows is None else {"design": rows}
        forecast, summary = _forecast(argument, str(file), asked, options)
        try:
            saved, failure = (
                place.save(forecast, summary, summary["provenance"], text, stated[0] if stated else None),
                None,
            )
        except RunError as error:
            saved, failure = None, error
    if json:
        typer.echo(as_json(summary))
    else:
        from ripeness.cli.screen import out as screen
        from ripeness.pages.run import page

        screen().print(page(summary))
    if saved:
        typer.echo(f"\nSaved in {saved}", err=json)
    if failure:
        raise failure
    _advise(summary, file)
    if summary["partial"]:
        finished = summary["draws"]["finished"]
        typer.echo(f"Interrupted: this rests on the {finished} of {draws} draws that were finished.", err=True)
        raise typer.Exit(130)


def _advise(summary: Any, file: Path) -> None:
    """Say how more of the draws would count, where few from the priors fit the record."""
    finished, effective = summary["draws"]["finished"], summary["record"]["effective_sample_size"] or 0.0
    if summary["record"]["used"] and effective < finished / 5 and summary["provenance"].get("proposal") == "prior":
        typer.echo(f"Few draws from the priors fit the record. More will after: ripeness learn {file}", err=True)


def _check(
    scenario: Scenario, policy: str | None, settings: list[str], draws: int, seed: int, horizon: int | None
) -> dict[str, str]:
    """Refuse, before anything is computed, what cannot be; return the levers that are set."""
    if draws < 1:
        raise RunError(f"--draws {draws}: there must be at least one draw", "Write for example --draws 200")
    if not 0 <= seed < 2**32:
        raise RunError(f"--seed {seed}: a seed is a whole number from 0 to {2**32 - 1}", "Write for example --seed 0")
    longest = scenario.calendar.horizon
    if horizon is not None and not 1 <= horizon <= longest:
        what = f"--horizon {horizon}: {scenario.name} can be shown for 1 to {longest} months"
        raise RunError(what, "Write fewer months, or raise calendar.horizon in the scenario")
    if policy is not None:
        scenario.policy_levers(policy)
    levers: dict[str, str] = {}
    for setting in settings:
        lever, equals, value = (part.strip() for part in setting.partition("="))
        if not (lever and equals and value):
            what = f"--set {setting!r} is not of the form LEVER=VALUE"
            raise RunError(what, "Write for example --set fleet_interdiction='4 %/month'")
        if lever in levers:
            raise RunError(f"--set {lever} stands there twice", "Keep one of the two")
        scenario.lever_value(lever, value)
        levers[lever] = value
    return levers


def _forecast(scenario: Scenario, file: str, asked: dict[str, Any], options: dict[str, Any]) -> tuple[Any, Any]:
    """Compute the forecast, with a progress bar, and its summary."""
    import ripeness
    from ripeness.store.provenance import now, provenance

    started = now()
    try:
        with _progress_bar() as progress:
            forecast = ripeness.forecast(scenario, **asked, progress=progress)
    except KeyboardInterrupt:
        typer.echo("Interrupted before any draw was finished: nothing is saved.", err=True)
        raise typer.Exit(130) from None
    from ripeness.questions.summary.summary import summarise

    summary = summarise(forecast, scenario, provenance(forecast, file, options, started, now()))
    summary["levers"] = dict(options["set"])
    summary["draws"]["asked"] = asked["draws"]
    return forecast, summary


_STAGES = {
    "compile": "preparing",
    "learn": "learning where to draw",
    "records": "drawing records",
    "draws": "draws",
    "policies": "policies and causes",
    "assumptions": "one number at a time",
    "slopes": "moving the numbers",
}


@contextmanager
def _progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Show on the standard error what is being done and how long it still takes."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<22}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(_STAGES["compile"], total=None, count="")
        shown = "compile"

        def report(stage: str, done: int, total: int) -> None:
            nonlocal shown, task
            if stage != shown:
                bar.remove_task(task)
                task, shown = bar.add_task(_STAGES.get(stage, stage), total=total, count=""), stage
            if total > 1:
                bar.update(task, completed=done, total=total, count=f"{done} of {total}")

        yield report
