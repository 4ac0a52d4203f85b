"""``ripeness reach``: what it would take to bring a chance past a threshold."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import Cluster, DrawCount, FigureFiles, Json, NoRecord, Quick, Seed, ViewName, first_look
from ripeness.scenarios.shipped import FLAGSHIP

TARGET = 'An event, a day and a chance, such as "first ceasefire or settlement by 2027-12 >= 50 %".'
OWNER = "Whose levers may be moved: a key, role or name; may be repeated. Everybody's if left out."
TENTHS = "Reach it in so many of ten versions of the argument; on average over them if left out."


def reach(
    context: typer.Context,
    target: Annotated[str, typer.Argument(metavar="TARGET", help=TARGET)],
    scenario: Annotated[str, typer.Argument(metavar="[SCENARIO]", help="Name or file of a scenario.")] = FLAGSHIP,
    view: ViewName = None,
    owner: Annotated[list[str] | None, typer.Option(metavar="NAME", help=OWNER)] = None,
    lever: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Move these levers only; repeatable.")] = None,
    versions: Annotated[int | None, typer.Option(metavar="N", help=TENTHS)] = None,
    seen_within: Annotated[int, typer.Option(metavar="MONTHS", help="What would have to be seen within these.")] = 6,
    draws: DrawCount = 200,
    quick: Quick = False,
    stand_ins: Annotated[int, typer.Option(metavar="N", help="Versions on which settings are tried.")] = 6,
    no_record: NoRecord = False,
    seed: Seed = 0,
    cluster: Cluster = None,
    figure: FigureFiles = None,
    json: Json = False,
) -> None:
    """Say what it would take: the fewest levers and the least movement that bring a chance past a threshold.

    What was run is kept: after Ctrl-C the same command goes on, and ends with the same answer.
    """
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.cli.writing import refuse_figures, write_figures
    from ripeness.pages.reach import reach_page

    refuse_figures(figure, "reach")
    draws = first_look(context, draws, quick)
    found = ask(
        ripeness.reach, ripeness.load(scenario, view), target, owner or (), lever or (), draws, seed, tenths=versions,
        stand_ins=stand_ins, seen_within=seen_within, record=not no_record, cluster=cluster,
    )  # fmt: skip
    write_figures(found, figure)
    show(found, reach_page, json, draws)
