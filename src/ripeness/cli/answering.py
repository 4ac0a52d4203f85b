"""From a question to what a terminal shows: progress, Ctrl-C, JSON or a page, and the exit code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from ripeness.cli.progress import reporting

if TYPE_CHECKING:
    from ripeness.pages.layout import Page

INTERRUPTED = 130

Found = TypeVar("Found")


def ask(
    question: Callable[..., Found], *given: Any, nothing: str = "Interrupted: nothing was computed.", **more: Any
) -> Found:
    """Ask a question of the public surface with progress shown; Ctrl-C before anything is found ends with 130."""
    try:
        with reporting() as progress:
            return question(*given, **more, progress=progress)
    except KeyboardInterrupt:
        typer.echo(nothing, err=True)
        raise typer.Exit(INTERRUPTED) from None


def show(result: Any, page: Callable[[Any], Page], json: bool, asked: int = 0) -> None:
    """Print a result as JSON or as a page; a partial one says so and ends with 130.

    Parameters
    ----------
    result : a `Result`. page : makes a page of its content. asked : versions of the argument that were asked for.
    """
    if json:
        print_json(result.to_dict())
    else:
        print_page(page(result.content))
    if result.partial:
        of = f" of {asked}" if asked else ""
        rests = f"this rests on the {result.finished}{of} versions of the argument that were finished"
        typer.echo(f"Interrupted: {rests}, and parts may be missing.", err=True)
        raise typer.Exit(INTERRUPTED)


def print_page(page: Page) -> None:
    """Print a page on the standard output, without blanks at the ends of lines."""
    from ripeness.cli.screen import out
    from ripeness.pages.terminal import shown

    screen = out()
    with screen.capture() as printed:
        screen.print(shown(page))
    for line in printed.get().splitlines():
        typer.echo(line.rstrip())


def print_json(content: Mapping[str, Any]) -> None:
    """Print one JSON object: strict, without NaN; `content` names its form, as `schema.printed_form.marked` does.

    Characters that command whoever shows them are written as JSON's escapes, \\u202e.
    """
    import json

    from ripeness.errors import commanding

    text = json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1)
    if commanding(text, "\n") is not None:
        text = "".join(one if commanding(one, "\n") is None else _escape(one) for one in text)
    typer.echo(text)


def _escape(one: str) -> str:
    """Return a character as JSON's escapes: one, or a pair where it lies beyond four hexadecimal digits."""
    units = one.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
