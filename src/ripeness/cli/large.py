"""A run whose draws stream to disk: begun, gone on with, summed up and printed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ripeness.errors import RunError

if TYPE_CHECKING:
    from ripeness.schema import Scenario
    from ripeness.store.chunks import Chunks


def run(
    scenario: Scenario,
    texts: Mapping[str, str],
    file: str,
    out: Path | None,
    asked: Mapping[str, Any],
    options: Mapping[str, Any],
    json: bool,
) -> None:
    """Compute an ensemble into a folder, or go on with one; then print what is there."""
    import ripeness
    from ripeness.cli.run import _progress_bar
    from ripeness.store.begun import ASKED
    from ripeness.store.chunks import Chunks
    from ripeness.store.provenance import now
    from ripeness.store.runs import new_folder

    folder = out if out is not None else new_folder(scenario.name)
    started, interrupted, failure = now(), False, None
    chunks_before = Chunks(folder).draws()
    try:
        with _progress_bar() as progress:
            ripeness.stream(scenario, folder, **asked, texts=texts, progress=progress)
    except KeyboardInterrupt:
        interrupted = True
    except RunError as error:
        if chunks_before == Chunks(folder).draws():
            raise  # nothing was computed: there is nothing new to tell
        failure = error
    chunks = Chunks(folder)
    if not (folder / ASKED).exists():
        typer.echo("Interrupted before anything was begun: nothing is saved.", err=True)
        raise typer.Exit(130)
    if not chunks.draws():
        typer.echo(f"Interrupted before any chunk was finished. {_how(folder)}", err=True)
        raise typer.Exit(130)
    _tell(chunks, scenario, file, options, started, json)
    if failure:
        raise failure
    if interrupted:
        draws = len(asked["design"]) if asked["design"] is not None else asked["draws"]
        typer.echo(f"Interrupted: {chunks.draws()} of {draws} draws are finished and kept. {_how(folder)}", err=True)
        raise typer.Exit(130)


def resume(context: typer.Context, folder: Path, cluster: str | None, json: bool) -> None:
    """Go on with the run in a folder as it was begun; what is restated on the command line must agree."""
    import ripeness
    from ripeness.schema.load import parse_scenario, read_text
    from ripeness.store.begun import read_asked, refuse_other
    from ripeness.store.checksums import verify

    begun = read_asked(folder)
    stated = {
        name: value
        for name, value in context.params.items()
        if getattr(context.get_parameter_source(name), "name", "DEFAULT") != "DEFAULT"
    }
    if out := stated.get("out"):
        raise RunError(f"--resume {folder} and --out {out} name two folders", "Leave --out away")
    anew = "Begin the run anew in another folder"
    file = verify(folder, "scenario.yaml", anew)
    text = read_text(file)
    over = None
    if (folder / "view.yaml").exists():
        over = read_text(verify(folder, "view.yaml", anew)), str(folder / "view.yaml")
    scenario = parse_scenario(text, str(file), over)
    _refuse_restated(folder, begun, scenario, stated, refuse_other)
    table = folder / "design.parquet"
    if table.exists():
        verify(folder, table.name, anew)
    asked = {
        "policy": begun["policy"], "levers": begun["levers"] or None, "draws": begun["draws"],
        "seed": begun["seed"], "horizon": begun["horizon"], "record": begun["record"],
        "precision": begun["precision"], "points": begun["points"] if not table.exists() else "sobol",
        "design": ripeness.read_design(scenario, table, name=begun["proposal"]) if table.exists() else None,
        "chunk": begun["chunk"], "cluster": cluster,
    }  # fmt: skip
    options = {
        "scenario": begun["scenario"], "policy": begun["policy"], "set": begun["levers"], "draws": begun["draws"],
        "no_record": not begun["record"], "seed": begun["seed"], "horizon": begun["horizon"],
        "precision": begun["precision"], "points": begun["points"], "design": None, "resumed": True,
    }  # fmt: skip
    run(scenario, {}, str(file), folder, asked, options, json)


def _refuse_restated(
    folder: Path, begun: Mapping[str, Any], scenario: Scenario, stated: dict[str, Any], refuse
) -> None:
    from ripeness.cli.run import _check
    from ripeness.scenarios.shipped import load, locate

    now: dict[str, Any] = {}
    if "scenario" in stated:
        other = load(locate(stated["scenario"]), stated.get("view"))
        now |= {"scenario": other.name, "content": other.content_hash()}
    elif "view" in stated:
        raise RunError(f"--resume {folder}: a view is of a scenario", "Name the scenario too, or leave --view away")
    for name in ("policy", "draws", "seed", "horizon", "precision", "points"):
        if name in stated:
            now[name] = getattr(stated[name], "value", stated[name])
    if "no_record" in stated:
        now["record"] = not stated["no_record"]
    if "settings" in stated:
        chosen = _check(scenario, None, stated["settings"], 1, 0, None)
        now["levers"] = {name: str(value) for name, value in chosen.items()}
    if "design" in stated:
        now["proposal"] = stated["design"].name
    refuse(folder, begun, now)


def _tell(chunks: Chunks, scenario: Scenario, file: str, options: Mapping[str, Any], started: str, json: bool) -> None:
    """Sum up the chunks that are there, print that, and keep it beside them."""
    from ripeness.questions.summary.summary import summarise_parts
    from ripeness.store.begun import read_asked
    from ripeness.store.files import as_json
    from ripeness.store.provenance import now, provenance
    from ripeness.store.runs import save_summary

    begun, finished = read_asked(chunks.folder), chunks.draws()
    first = next(iter(chunks.parts()))
    stated = provenance(first, file, options, started, now()) | {
        "draws": begun["draws"], "draws_finished": finished, "partial": finished < begun["draws"],
    }  # fmt: skip
    summary = summarise_parts(chunks.parts(), scenario, begun["draws"], finished, stated)
    summary["levers"] = dict(begun["levers"])
    save_summary(chunks.folder, summary, stated)
    if json:
        typer.echo(as_json(summary))
    else:
        from ripeness.cli.screen import out as screen
        from ripeness.pages.run import page

        screen().print(page(summary))
    typer.echo(f"\nSaved in {chunks.folder}", err=json)


def _how(folder: Path) -> str:
    return f"Go on with: ripeness run --resume {folder}"
