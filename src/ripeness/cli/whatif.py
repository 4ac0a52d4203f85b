"""``ripeness whatif``: the same wars under two policies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ripeness.cli.run import _check, _progress_bar
from ripeness.errors import RunError
from ripeness.scenarios.shipped import FLAGSHIP

if TYPE_CHECKING:
    from ripeness.schema import Scenario

STATUS_QUO = "status-quo"

Settings = Mapping[str, float | str]


def whatif(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario by name, or the path of a file.")] = FLAGSHIP,
    view: Annotated[
        str | None, typer.Option(metavar="NAME", help="A rival view to lay over the scenario, or the path of one.")
    ] = None,
    policy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="A policy; twice: B (the second) against A (the first); once: against status-quo."
        ),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="LEVER=VALUE",
            help="Set a lever on top of both policies; with no policy named: B is status-quo with these. Repeatable.",
        ),
    ] = None,
    draws: Annotated[int, typer.Option(metavar="N", help="How many sets of assumptions to draw.")] = 200,
    seed: Annotated[int, typer.Option(metavar="S", help="The same seed gives the same draws.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Compare two policies on the same wars: what differs, where they part, through what, and what comes with it."""
    from ripeness.scenarios.shipped import load

    argument = load(scenario, view)
    names = list(policy or [])
    on_top: Settings = _check(argument, None, settings or [], draws, seed, None)
    if len(names) > 2:
        raise RunError(f"{len(names)} policies are named, and two are compared", "Name --policy once or twice")
    if not names and not on_top:
        fix = f"Name one with --policy or set a lever with --set; policies: {', '.join(argument.policies) or 'none'}"
        raise RunError("there is nothing to compare with the status quo", fix)

    from ripeness.questions.whatif.comparison import side_of
    from ripeness.questions.whatif.comparison import whatif as compared
    from ripeness.questions.whatif.split import draws_for, groups, refuse_strikes, settings_of, variants

    if names:
        first, second = names if len(names) == 2 else (STATUS_QUO, names[0])
        a, b = (settings_of(argument, name, on_top) for name in (first, second))
    else:
        first, second, a, b = STATUS_QUO, STATUS_QUO, {}, settings_of(argument, STATUS_QUO, on_top)
    for one in (a, b):
        refuse_strikes(argument, one)

    by_mechanism = groups(argument, a, b)
    import ripeness

    few = draws_for(len(by_mechanism), draws)
    alone: dict[str, Any] | None = {}
    try:
        with _progress_bar() as progress:
            wars = {STATUS_QUO: {}, "a": a, "b": b}
            forecasts = ripeness.compare(argument, wars, draws, seed, progress=progress)
            if len(by_mechanism) == 1:
                alone = dict.fromkeys(by_mechanism, forecasts["b"])
            elif by_mechanism:
                alone = _split(argument, variants(argument, a, b), few, seed, progress)
    except KeyboardInterrupt:
        typer.echo("Interrupted before anything could be compared.", err=True)
        raise typer.Exit(130) from None
    result = compared(
        argument,
        side_of(argument, first, a),
        side_of(argument, second, b),
        forecasts,
        alone,
        on_top=on_top if names else {},
        asked=draws,
    )
    if json:
        from ripeness.store.files import as_json

        typer.echo(as_json(result))
    else:
        from ripeness.cli.screen import out
        from ripeness.pages.whatif import whatif_page

        out().print(whatif_page(result))
    if alone is None or result["partial"]:
        typer.echo("Interrupted: what was not computed is missing.", err=True)
        raise typer.Exit(130)


def _split(scenario: Scenario, wanted: Mapping[str, Settings], draws: int, seed: int, progress: Any) -> Any:
    """Forecast each mechanism alone; None where that was interrupted: the comparison stands without it."""

    def report(stage: str, done: int, total: int) -> None:
        progress("each mechanism alone" if stage == "draws" else stage, done, total)

    import ripeness

    try:
        return ripeness.compare(scenario, wanted, draws, seed, progress=report)
    except KeyboardInterrupt:
        return None
