"""Options that several commands share, each worded once."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ripeness.errors import RunError

if TYPE_CHECKING:
    from ripeness.schema import Scenario


def _shipped(incomplete: str) -> list[str]:
    """Return the shipped scenarios whose names begin so; where none does, a shell goes on to complete paths."""
    from ripeness.scenarios.shipped import shipped

    return [name for name in shipped() if name.startswith(incomplete)]


ScenarioName = Annotated[
    str, typer.Argument(help="A shipped scenario by name, or the path of a file.", autocompletion=_shipped)
]
ViewName = Annotated[
    str | None, typer.Option("--view", metavar="NAME", help="A rival view to lay over the scenario, or its path.")
]
PolicyName = Annotated[
    str | None, typer.Option("--policy", metavar="NAME", help="A policy of the scenario, adopted today.")
]
Settings = Annotated[
    list[str] | None, typer.Option("--set", metavar="LEVER=VALUE", help="Set a lever; may be repeated.")
]
DrawCount = Annotated[int, typer.Option("--draws", metavar="N", help="How many versions of the argument to draw.")]
Seed = Annotated[int, typer.Option("--seed", metavar="S", help="The same seed gives the same draws.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
NoRecord = Annotated[bool, typer.Option("--no-record", help="Ignore what was seen so far.")]
Quick = Annotated[bool, typer.Option("--quick", help="A first look: 32 versions of the argument.")]
Details = Annotated[bool, typer.Option("--details", help="Also what is behind the figures.")]
UntilEffective = Annotated[
    int | None,
    typer.Option("--until-effective", metavar="N", help="Draw on until the draws count as N equal ones (100 is good)."),
]
Horizon = Annotated[
    int | None, typer.Option(metavar="MONTHS", help="Months to look ahead; the scenario's if left out.")
]
OutFolder = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Folder for the results; a new one in ./runs if left out.")
]
DesignFile = Annotated[
    Path | None,
    typer.Option("--design", metavar="FILE", help="Table of the draws, .csv or .parquet, in place of drawing them."),
]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="A dask scheduler; 'local' starts one here, a process per core."),
]
Chunk = Annotated[int, typer.Option(metavar="N", help="More draws than this stream to disk, so many at a time.")]
CsvFile = Annotated[
    Path | None,
    typer.Option(
        "--csv",
        metavar="FILE",
        help="Also write a table, a row for each month: as things stand when it begins, on the day in `date`.",
    ),
]
FigureFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--figure",
        metavar="FILE",
        help="Also write a figure, by the name of the file, such as survival.png (svg, csv, json); may be repeated.",
    ),
]
HtmlFile = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Also write the page with its figures as one HTML file.")
]
Resume = Annotated[Path | None, typer.Option(metavar="DIR", help="Go on with the run in this folder, as it was begun.")]
Device = Annotated[str | None, typer.Option(metavar="NAME", help="Compute on cpu, gpu or tpu, as JAX names it.")]

QUICK = 32
"""Sets of assumptions of a first look."""


def first_look(context: typer.Context, draws: int, quick: bool, few: int = QUICK) -> int:
    """Return how many draws are asked for: few of them with ``--quick``, unless ``--draws`` says how many."""
    stated = getattr(context.get_parameter_source("draws"), "name", "DEFAULT") != "DEFAULT"
    return few if quick and not stated else draws


def stated(context: typer.Context) -> dict[str, Any]:
    """Return the options that the command line states, and not those that it leaves at their default."""
    found = {}
    for name, value in context.params.items():
        if getattr(context.get_parameter_source(name), "name", "DEFAULT") != "DEFAULT":
            found[name] = getattr(value, "value", value)
    return found


class Precision(StrEnum):
    """Width of the floating-point numbers."""

    float32 = "float32"
    float64 = "float64"


class Points(StrEnum):
    """How draws fill the space of assumptions."""

    sobol = "sobol"
    latin_hypercube = "latin-hypercube"


def listed_months(text: str) -> list[int]:
    """Return the whole numbers that a list such as ``12,24`` holds."""
    try:
        return [int(one) for one in text.split(",") if one.strip()]
    except ValueError:
        raise RunError(f"{text!r} is no list of months", "Write for example 12,24") from None


def capabilities_of(settings: list[str] | None) -> dict[str, float] | None:
    """Return the capabilities that ``--with ACTOR=POWER`` states, by actor; None if there are none."""
    stated = _pairs(settings, "--with", "ACTOR=POWER", "europe=0.4", _finite)
    return {actor: float(power) for actor, power in stated.items()} or None


def rules_of(settings: list[str] | None) -> dict[str, str] | None:
    """Return the rules that ``--rule NAME=CHOICE`` names; None if there are none."""
    with_underscores = [setting.replace("-", "_") for setting in settings or []]
    return _pairs(with_underscores, "--rule", "NAME=CHOICE", "voting=asymmetric") or None


def levers_of(settings: list[str] | None, scenario: Scenario | None = None) -> dict[str, str]:
    """Return the levers that ``--set LEVER=VALUE`` names, with their values as written.

    scenario : whose they are, where what is set shall be said, with its unit and from what, before it is computed.
    """
    found = _pairs(settings, "--set", "LEVER=VALUE", "fleet_interdiction='4 %/month'")
    if found and scenario is not None:
        from ripeness.pages.choices import levers_from

        for line in levers_from(scenario, found):
            typer.echo(line, err=True)
    return found


def _pairs(
    settings: list[str] | None, option: str, form: str, example: str, fits: Callable[[str], bool] = bool
) -> dict[str, str]:
    """Return what an option that may be repeated names, ``NAME=VALUE`` each, with the values as written.

    fits : whether a value is of the option's form.
    """
    found: dict[str, str] = {}
    for setting in settings or []:
        name, _, value = (part.strip() for part in setting.partition("="))
        if not name or not fits(value):
            raise RunError(f"{option} {setting!r} is not of the form {form}", f"Write for example {option} {example}")
        if name in found:
            raise RunError(f"{option} {name} stands there twice", "Keep one of the two")
        found[name] = value
    return found


def _finite(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
