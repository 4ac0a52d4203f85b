"""``ripeness rival``: other forecasters of the same question, on files of their communities or on a scenario."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import Json, ViewName, capabilities_of
from ripeness.scenarios.shipped import FLAGSHIP

METHOD = "One of: challenge, expected-utility, exchange, graph-model."
SUBJECT = "A file of any of their layouts, or a scenario by name or path."
WITH = "A scenario's third actor and its power, attacker and defender having 1 together. Repeatable."


def rival(
    method: Annotated[str, typer.Argument(metavar="NAME", help=METHOD)],
    subject: Annotated[str, typer.Argument(metavar="FILE|SCENARIO", help=SUBJECT)] = FLAGSHIP,
    view: ViewName = None,
    issue: Annotated[str | None, typer.Option(metavar="NAME", help="This issue alone.")] = None,
    rounds: Annotated[int | None, typer.Option(metavar="N", help="At most so many rounds.")] = None,
    state: Annotated[
        str | None, typer.Option(metavar="YN...", help="graph-model: which preferences would make this state stable?")
    ] = None,
    others: Annotated[list[str] | None, typer.Option("--with", metavar="ACTOR=POWER", help=WITH)] = None,
    mended: Annotated[
        bool, typer.Option("--mended", help="Without the known faults of the methods' programs.")
    ] = False,
    json: Json = False,
) -> None:
    """Ask another method of the field: what it forecasts from the same positions, and what it cannot say."""
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.pages.rival import rival_page

    asked = ripeness.load(subject, view) if view else subject
    powers = capabilities_of(others)
    show(ask(ripeness.rival, method, asked, issue, rounds, state, powers, mended), rival_page, json)
