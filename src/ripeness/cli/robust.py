"""``ripeness robust``: settings of levers that serve several aims and lose little whichever view is right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ripeness.cli.options import (
    Cluster,
    DrawCount,
    FigureFiles,
    Json,
    NoRecord,
    Quick,
    Resume,
    ScenarioName,
    Seed,
    first_look,
)
from ripeness.scenarios.shipped import FLAGSHIP

OWNER = "Whose levers are set: a key, role or name; may be repeated. Everybody's if left out."
AIM = "agreement, undefeated, war (months of it), land or movement; up to four. The first two and the last if left out."
OUT = "Folder in which what was tried is kept; a new one in ./runs if left out."


def robust(
    context: typer.Context,
    scenario: ScenarioName = FLAGSHIP,
    owner: Annotated[list[str] | None, typer.Option(metavar="NAME", help=OWNER)] = None,
    lever: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Set these levers only; repeatable.")] = None,
    aim: Annotated[list[str] | None, typer.Option(metavar="NAME", help=AIM)] = None,
    views: Annotated[bool, typer.Option("--views", help="Judge over all rival views, each weighed alike.")] = False,
    view: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Judge over this view; repeatable.")] = None,
    by: Annotated[
        str | None, typer.Option(metavar="DAY", help="Last day that counts; 24 months ahead if left out.")
    ] = None,
    judged: Annotated[str, typer.Option(metavar="HOW", help="mean, worst-tenth or worst-view.")] = "mean",
    evaluations: Annotated[int, typer.Option(metavar="N", help="Settings that are proposed in all.")] = 300,
    draws: DrawCount = 200,
    quick: Quick = False,
    stand_ins: Annotated[int, typer.Option(metavar="N", help="Versions on which settings are tried.")] = 12,
    no_record: NoRecord = False,
    seed: Seed = 0,
    cluster: Cluster = None,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help=OUT)] = None,
    resume: Resume = None,
    figure: FigureFiles = None,
    json: Json = False,
) -> None:
    """Search settings of levers for several aims at once: which are never beaten, and which lose least over views."""
    from ripeness.cli.searching import searched
    from ripeness.cli.writing import refuse_figures, write_figures

    refuse_figures(figure, "robust")
    options = {
        "scenario": scenario, "owners": owner or [], "levers": lever or [], "aims": aim or [],
        "views": None if views else view or [], "by": by, "judged": judged, "evaluations": evaluations,
        "draws": first_look(context, draws, quick), "stand_ins": stand_ins, "record": not no_record, "seed": seed,
    }  # fmt: skip
    write_figures(searched(options, out, resume, cluster, json), figure)
