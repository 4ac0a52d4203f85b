"""``ripeness rival``: other forecasters of the same question, on files of their communities or on a scenario."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import FigureFiles, Json, ViewName, capabilities_of, rules_of
from ripeness.scenarios.shipped import FLAGSHIP

METHOD = "One of: challenge, expected-utility, exchange, graph-model."
SUBJECT = "A file of any of their layouts, or a scenario by name or path."
RULE = "challenge: a rule of KTAB, such as voting=asymmetric; may be repeated. docs/rivals.md lists them."
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
    rule: Annotated[list[str] | None, typer.Option(metavar="NAME=CHOICE", help=RULE)] = None,
    figure: FigureFiles = None,
    json: Json = False,
) -> None:
    """Ask another method of the field: what it forecasts from the same positions, and what it cannot say."""
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.cli.writing import refuse_figures, write_figures
    from ripeness.pages.rival import rival_page

    refuse_figures(figure, "rival")
    asked = ripeness.load(subject, view) if view else subject
    powers, rules = capabilities_of(others), rules_of(rule)
    result = ask(ripeness.rival, method, asked, issue, rounds, state, powers, mended, rules)
    write_figures(result, figure)
    show(result, rival_page, json)
