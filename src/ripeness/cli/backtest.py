"""``ripeness backtest``: what forecasts of the past would have been worth."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import FigureFiles, Json, Seed

AS_OF = "Months at which the scenario is cut, such as 2023-02,2024-02."
ENDED = "Day on which the war ended, YYYY-MM-DD, or goes-on; wars of shipped scenarios are known."


def backtest(
    scenario: Annotated[str, typer.Argument(metavar="[SCENARIO]", help="To cut; left out: the suite of wars.")] = "",
    as_of: Annotated[str, typer.Option("--as-of", metavar="MONTHS", help=AS_OF)] = "",
    horizon: Annotated[str, typer.Option(metavar="MONTHS", help="Months ahead, such as 12,24.")] = "12,24",
    ended: Annotated[str | None, typer.Option(metavar="DAY", help=ENDED)] = None,
    shipped: Annotated[bool, typer.Option("--shipped", help="In the suite, the five shipped wars too.")] = False,
    draws: Annotated[int | None, typer.Option(metavar="N", help="Versions of each forecast.")] = None,
    seed: Seed = 0,
    figure: FigureFiles = None,
    json: Json = False,
) -> None:
    """Forecast the past from what was known, and score it; what is hindsight is counted and named."""
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.cli.options import listed_months
    from ripeness.cli.writing import refuse_figures, write_figures
    from ripeness.errors import RunError
    from ripeness.pages.backtest import backtest_page

    refuse_figures(figure, "backtest")
    ahead = listed_months(horizon)
    if not scenario and (as_of or ended):
        raise RunError("--as-of and --ended are of one scenario, and none is named", "Name it: ripeness backtest FILE")
    if scenario and shipped:
        raise RunError("--shipped is of the suite, and a scenario is named", "Leave out the one or the other")
    if scenario:
        months = [one for one in as_of.split(",") if one]
        found = ask(ripeness.backtest, ripeness.load(scenario), months, ahead, draws or 64, seed, ended=ended)
    else:
        found = ask(ripeness.backtest_suite, ahead, draws or 4096, seed, shipped=shipped)
    write_figures(found, figure)
    show(found, backtest_page, json)
