"""``ripeness panel``: rival views of a scenario, side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.run import _check, _progress_bar
from ripeness.errors import RunError
from ripeness.scenarios.shipped import FLAGSHIP


def panel(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario by name, or the path of a file.")] = FLAGSHIP,
    view: Annotated[
        list[str] | None, typer.Option("--view", metavar="NAME", help="This view only; may be repeated.")
    ] = None,
    draws: Annotated[
        int, typer.Option(metavar="N", help="Sets of assumptions in all, shared out equally among the views.")
    ] = 200,
    seed: Annotated[int, typer.Option(metavar="S", help="The same seed gives the same draws.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Set rival views side by side: forecasts, what each says of itself, whether the record can tell them apart."""
    from ripeness.scenarios.shipped import load, views

    base = load(scenario)
    _check(base, None, [], draws, seed, None)
    named = list(dict.fromkeys(view or views(scenario)))
    if not named:
        raise RunError(f"{base.name} has no views", "CONTRIBUTING.md says how to add one: a file in views/NAME/")
    if draws < len(named):
        raise RunError(f"--draws {draws} are fewer than {len(named)} views", f"Write at least --draws {len(named)}")
    laid = {one: load(scenario, one) for one in named}

    import ripeness
    from ripeness.questions.panel.stated import questions, reach
    from ripeness.questions.panel.weighing import weigh_panel

    try:
        with _progress_bar() as progress:
            found = ripeness.panel(
                base, laid, questions(base, laid.values()), draws, seed, reach=reach(laid.values()), progress=progress
            )
    except KeyboardInterrupt:
        typer.echo("Interrupted. What was finished is kept: the same command goes on from there.", err=True)
        raise typer.Exit(130) from None
    result = weigh_panel(found)
    if json:
        from ripeness.store.files import as_json

        typer.echo(as_json(result))
        return
    from ripeness.cli.screen import out
    from ripeness.pages.panel import panel_page

    out().print(panel_page(result))
