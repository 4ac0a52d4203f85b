"""``ripeness show``: print a saved run again."""

from __future__ import annotations

from typing import Annotated, cast

import typer

from ripeness.errors import DataError


def show(
    saved: Annotated[str, typer.Argument(metavar="RUN", help="Folder of a run, its name in ./runs, or 'latest'.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Print a saved run again."""
    from ripeness.cli.screen import out
    from ripeness.pages.run import page
    from ripeness.questions.summary.summary import Summary
    from ripeness.store.files import as_json
    from ripeness.store.runs import find_run, read_summary

    folder = find_run(saved)
    summary = cast("Summary", read_summary(folder))
    if json:
        typer.echo(as_json(summary))
        return
    try:
        printed = page(summary)
    except Exception as error:  # whatever is wrong with it
        what = f"{folder / 'summary.json'} does not hold what this version of ripeness prints"
        raise DataError(what, "Run the scenario again: its text lies in the same folder, scenario.yaml") from error
    out().print(printed)
    typer.echo(f"\nSaved in {folder}")
