"""``ripeness explain``: why there is no settlement in a month, by the least change that would make it ripe."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ripeness.cli.run import _check, _progress_bar
from ripeness.scenarios.shipped import FLAGSHIP


def explain(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario by name, or the path of a file.")] = FLAGSHIP,
    view: Annotated[
        str | None, typer.Option(metavar="NAME", help="A rival view to lay over the scenario, or the path of one.")
    ] = None,
    month: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM", help="The month asked about; the scenario's as_of if left out."),
    ] = None,
    draws: Annotated[int, typer.Option(metavar="N", help="How many sets of assumptions to draw.")] = 32,
    seed: Annotated[int, typer.Option(metavar="S", help="The same seed gives the same draws.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Say why there is no settlement in a month: which cause binds, by the least change that makes it ripe."""
    from ripeness.scenarios.shipped import load

    argument = load(scenario, view)
    _check(argument, None, [], draws, seed, None)
    from ripeness.questions.explain.causes import explain as explained
    from ripeness.questions.explain.causes import first_asked, months_ahead, then_asked

    ahead = months_ahead(argument, month)
    try:
        import ripeness

        with _progress_bar() as progress:
            asked = first_asked(argument)
            found = dict(ripeness.compare(argument, asked, draws, seed, attending=True, progress=progress))
            then = {} if _cut(found) else then_asked(argument, found, ahead)
            if then:
                found |= ripeness.compare(argument, then, draws, seed, progress=progress)
    except KeyboardInterrupt:
        typer.echo("Interrupted before anything could be explained.", err=True)
        raise typer.Exit(130) from None
    result = explained(argument, found, ahead)
    if json:
        from ripeness.store.files import as_json

        typer.echo(as_json(result))
    else:
        from ripeness.cli.screen import out
        from ripeness.pages.explain import explain_page

        out().print(explain_page(result))
    if _cut(found):
        finished = min(one.sizes["draw"] for one in found.values())
        typer.echo(f"Interrupted: this rests on {finished} of {draws} draws, and steps may be missing.", err=True)
        raise typer.Exit(130)


def _cut(found: dict[str, Any]) -> bool:
    return any(one.attrs.get("partial") for one in found.values())
