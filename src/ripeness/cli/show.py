"""``ripeness show``: print a saved run again."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import CsvFile, FigureFiles, HtmlFile, Json
from ripeness.errors import DataError


def show(
    saved: Annotated[str, typer.Argument(metavar="RUN", help="Folder of a run, its name in ./runs, or 'latest'.")],
    details: Annotated[bool, typer.Option("--details", help="Also what is behind the figures.")] = False,
    csv: CsvFile = None,
    figure: FigureFiles = None,
    html: HtmlFile = None,
    json: Json = False,
) -> None:
    """Print a saved run again."""
    import ripeness
    from ripeness.cli.answering import print_json, print_page
    from ripeness.cli.writing import refuse_figures, refuse_files, write_files
    from ripeness.pages.run import page

    refuse_files(csv, html)
    refuse_figures(figure, "run")
    run = ripeness.saved(saved)
    if json:
        print_json(run.to_dict())
    else:
        try:
            made = page(run.content, details)  # type: ignore[arg-type]
        except Exception as error:  # whatever is wrong with it
            what = f"{run.folder}: summary.json does not hold what this version of ripeness prints"
            raise DataError(what, "Run the scenario again: its text lies in the same folder, scenario.yaml") from error
        print_page(made)
        typer.echo(f"\nSaved in {run.folder}")
    write_files(run, csv, figure, html)
