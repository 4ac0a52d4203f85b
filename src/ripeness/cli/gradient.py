"""``ripeness gradient``: what moves a forecast, number by number, where choices are smooth."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.run import _check, _progress_bar
from ripeness.errors import RunError
from ripeness.scenarios.shipped import FLAGSHIP


def gradient(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario by name, or the path of a file.")] = FLAGSHIP,
    quantity: Annotated[
        str, typer.Option(metavar="NAME", help="What is moved: a measure as claims name them, or log_likelihood.")
    ] = "ongoing",
    at: Annotated[
        str | None, typer.Option(metavar="MONTH", help="Months ahead, or YYYY-MM; 24 months if left out.")
    ] = None,
    wrt: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NUMBER",
            help="Path of a number, a lever, or 'assumptions' or 'levers' for all; repeatable. All uncertain numbers "
            "if left out.",
        ),
    ] = None,
    ending: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="With --quantity ended: which endings; repeatable.")
    ] = None,
    issue: Annotated[str | None, typer.Option(metavar="NAME", help="With --quantity terms: of which issue.")] = None,
    eyes: Annotated[
        str | None, typer.Option("--in-eyes-of", metavar="SIDE", help="attacker or defender; nature's if left out.")
    ] = None,
    policy: Annotated[str | None, typer.Option(metavar="NAME", help="A policy of the scenario, adopted today.")] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="LEVER=VALUE", help="Set a lever; may be repeated.")
    ] = None,
    draws: Annotated[
        int | None, typer.Option(metavar="N", help="Sets of assumptions; left out: one, every number at its median.")
    ] = None,
    no_record: Annotated[bool, typer.Option("--no-record", help="Ignore what was seen so far.")] = False,
    seed: Annotated[int, typer.Option(metavar="S", help="The same seed gives the same draws.")] = 0,
    precision: Annotated[
        float | None,
        typer.Option(metavar="P", help="Of the smooth choices, per share of the prize; 100 if nothing is stated."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Say what moves a forecast: its derivative with respect to each number, ranked, with smooth choices."""
    from ripeness.scenarios.shipped import load

    argument = load(scenario)
    levers = _check(argument, policy, settings or [], 1 if draws is None else draws, seed, None)
    if precision is not None and not 0.0 < precision <= 1e6:
        raise RunError(f"--precision {precision:g} is outside 0 to 1,000,000", "Write for example --precision 100")
    import ripeness

    try:
        with _progress_bar() as progress:
            found = ripeness.gradient(
                argument, quantity, wrt, at=at, endings=ending or (), issue=issue, in_eyes_of=eyes, policy=policy,
                levers=levers or None, draws=draws, seed=seed, record=not no_record, choice=precision,
                progress=progress,
            )  # fmt: skip
    except KeyboardInterrupt:
        typer.echo("Interrupted before anything was finished.", err=True)
        raise typer.Exit(130) from None
    from ripeness.questions.gradient.ranking import rank

    result = rank(found, argument)
    if json:
        from ripeness.store.files import as_json

        typer.echo(as_json(result))
    else:
        from ripeness.cli.screen import out
        from ripeness.pages.gradient import gradient_page

        out().print(gradient_page(result))
