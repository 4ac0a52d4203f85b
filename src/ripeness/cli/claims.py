"""``ripeness claims``: what the argument claims, and in how many sets of assumptions each claim holds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from ripeness.cli.run import _check, _progress_bar
from ripeness.errors import DataError, RunError
from ripeness.scenarios.shipped import FLAGSHIP

DATA = "RIPENESS_DATA"


def claims(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario by name, or the path of a file.")] = FLAGSHIP,
    view: Annotated[
        str | None, typer.Option(metavar="NAME", help="A rival view to lay over the scenario, or the path of one.")
    ] = None,
    draws: Annotated[int, typer.Option(metavar="N", help="How many sets of assumptions to draw.")] = 200,
    seed: Annotated[int, typer.Option(metavar="S", help="The same seed gives the same draws.")] = 0,
    claim: Annotated[
        list[str] | None, typer.Option("--claim", metavar="ID", help="This claim only; may be repeated.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Test what a scenario claims: failing first, with the assumptions that decide."""
    from ripeness.scenarios.shipped import load
    from ripeness.schema.nearest import advice

    argument = load(scenario, view)
    _check(argument, None, [], draws, seed, None)
    if not argument.claims:
        raise RunError(f"{argument.name} states no claims", "Add claims: to it; `ripeness schema` says how")
    for name in claim or []:
        if name not in argument.claims:
            raise RunError(f"no claim is called {name!r}", advice(name, tuple(argument.claims), "claim"))
    chosen = {name: one for name, one in argument.claims.items() if not claim or name in claim}
    data = _data_folder()

    from ripeness.questions.claims.shares import check_facts, judge_claims, needed, reaches

    check_facts(chosen, data)  # before anything is computed
    policies = needed(chosen)
    forecasts = {}
    if policies:
        import ripeness

        wars, eyes = {name: name for name in policies}, any(one.in_eyes for one in chosen.values())
        with _progress_bar() as progress:
            forecasts = ripeness.compare(
                argument, wars, draws, seed, in_eyes=eyes, months=reaches(argument, chosen), progress=progress
            )
    report = judge_claims(argument, chosen, forecasts, data)
    if json:
        from ripeness.store.files import as_json

        typer.echo(as_json(report))
        return
    from ripeness.cli.screen import out
    from ripeness.pages.claims import claims_page

    out().print(claims_page(report))


def _data_folder() -> Path | None:
    """Return the folder of the data series, or None where none is named."""
    named = os.environ.get(DATA, "")
    if not named:
        return None
    if not Path(named).is_dir():
        raise DataError(f"{DATA} names {named}, which is no folder", "Name the data folder, or unset it")
    return Path(named)
