"""``ripeness design``: the table of draws that an ensemble is computed for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypedDict

import typer

from ripeness.cli.options import Points, ScenarioName


class Designed(TypedDict):
    """What ``ripeness design --json`` prints.

    file : the table that was written. draws : rows in it. points : how they fill the space of assumptions. proposal :
    "prior", or from where else they were drawn. units : unit of each column.
    """

    scenario: str
    file: str
    draws: int
    seed: int
    points: str
    proposal: str
    units: dict[str, str]


def design(
    scenario: ScenarioName,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where the table goes: .csv or .parquet.")],
    draws: Annotated[int, typer.Option(metavar="N", help="How many versions of the argument to draw.")] = 200,
    seed: Annotated[int, typer.Option(metavar="S", help="The same seed gives the same draws.")] = 0,
    points: Annotated[Points, typer.Option(help="How the draws fill the space of assumptions.")] = Points.sobol,
    no_record: Annotated[
        bool, typer.Option("--no-record", help="Draw from the priors, whatever was learnt from the record.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Write the draws of a scenario as a table: a column for each uncertain number, in its unit, a row for each draw.

    `ripeness run --design FILE` computes the table, or one that you have changed. A column named weight counts each row
    before the record; without it all rows count the same.
    """
    import ripeness
    from ripeness.cli.answering import print_json
    from ripeness.schema.printed_form import marked

    argument = ripeness.load(scenario)
    rows = ripeness.design(argument, draws, seed, points.value, record=not no_record)
    ripeness.write_design(rows, argument, out)
    units = {name: one.unit for name, one in argument.assumptions().items()}
    if json:
        stated = rows.stated()
        made: Designed = {
            "scenario": argument.name,
            "file": str(out),
            "draws": len(rows),
            "seed": stated["seed"],
            "points": stated["points"],
            "proposal": stated["proposal"],
            "units": units,
        }
        print_json(marked("design", made))
        return
    typer.echo(f"Wrote {out}: {len(rows)} draws of {len(units)} uncertain numbers, drawn from {_whence(rows.origin)}.")
    typer.echo(f"Compute it with: ripeness run {scenario} --design {out}")


def _whence(origin: str) -> str:
    return "the priors" if origin == "prior" else "where the record puts them (the column weight makes up for it)"
