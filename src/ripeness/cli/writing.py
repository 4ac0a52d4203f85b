"""Files that a command writes beside what it prints: nothing is written over what is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ripeness.errors import RunError
from ripeness.schema.nearest import advice

if TYPE_CHECKING:
    from ripeness.questions.result import Result
    from ripeness.questions.run.ask import Run

FORMS = ("png", "svg", "csv", "json")
"""Forms of a figure, by the ending of its file."""

MADE_WITH = {"png": ("altair", "vl_convert"), "svg": ("altair", "vl_convert"), "json": ("altair",)}
"""Libraries that a form is made with."""


def refuse_taken(*files: Path | None) -> None:
    """Refuse, before anything is computed, to write over what is saved or where there is no folder."""
    for file in files:
        if file is None:
            continue
        if file.is_file() or file.is_dir():
            fix = (
                f"Name another file, such as {file.with_name(f'{file.stem}-2{file.suffix}')}, or remove that one first"
            )
            raise RunError(f"{file} is there already and is left as it is", fix)
        if not file.parent.is_dir():
            raise RunError(f"there is no folder {str(file.parent)!r} for {file.name}", "Make it, or name another place")


def refuse_endings(file: Path | None, written: str, *endings: str) -> None:
    """Refuse, before anything is computed, a file whose ending promises another form than what is written."""
    if file is not None and file.suffix and file.suffix.lower() not in endings:
        fix = f"Write for example {file.with_suffix(endings[0]).name}"
        raise RunError(f"{file} ends in {file.suffix}, and what is written is {written}", fix)


def refuse_files(csv: Path | None, html: Path | None) -> None:
    """Refuse, before anything is computed, files of a run that are there already, or that end in another form."""
    refuse_endings(csv, "a table of comma-separated values", ".csv", ".txt")
    refuse_endings(html, "HTML", ".html", ".htm")
    refuse_taken(csv, html)


def refuse_figures(files: list[Path] | None, question: str) -> None:
    """Refuse, before anything is computed, a file that is named for no figure, ends in no form of one, or is there.

    So is a form that libraries are missing for.
    """
    import ripeness
    from ripeness.figures.figure import needed

    figures = ripeness.figure_names(question)
    refuse_taken(*(files or []))
    for file in files or []:
        form = file.suffix.removeprefix(".")
        if form not in FORMS:
            raise RunError(f"{file} ends in no form of a figure", f"End it in {', '.join(f'.{one}' for one in FORMS)}")
        if file.stem not in figures:
            raise RunError(f"no figure of this question is called {file.stem!r}", advice(file.stem, figures, "figure"))
        for library in MADE_WITH.get(form, ()):
            needed(library)


def write(file: Path, content: str | bytes) -> None:
    """Write a file that is not there yet."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        with file.open("wb" if file.exists() else "xb") as place:  # /dev/stdout is there
            place.write(data)
    except OSError as error:
        what = f"{file} could not be written: {error.strerror or error}"
        raise RunError(what, "Name a place that you may write to") from error


def write_files(run: Run, csv: Path | None, figures: list[Path] | None, html: Path | None) -> None:
    """Write what is asked for beside the page of a run, and say so."""
    import ripeness

    if csv is not None:
        write(csv, run.table().to_csv(lineterminator="\n"))
        typer.echo(f"Written: {csv}", err=True)
    write_figures(run, figures)
    if html is not None:
        write(html, ripeness.html(run))
        typer.echo(f"Written: {html}", err=True)


def write_figures(result: Result, files: list[Path] | None) -> None:
    """Write figures of a result: each file's name is the figure's, its ending the form."""
    import json

    for file in files or []:
        figure, form = result.figure(file.stem), file.suffix.removeprefix(".")
        if form == "json":
            write(file, json.dumps(figure.specification(), ensure_ascii=False))
        else:
            write(file, getattr(figure, form)())
        typer.echo(f"Written: {file}", err=True)
