"""``ripeness baserate``: how often wars that had lasted as long went on."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import FigureFiles, Json, ScenarioName
from ripeness.scenarios.shipped import FLAGSHIP


def baserate(
    scenario: ScenarioName = FLAGSHIP,
    age: Annotated[
        float | None, typer.Option(metavar="MONTHS", help="How long the war has lasted; the scenario's by default.")
    ] = None,
    months: Annotated[
        list[int] | None, typer.Option("--months", metavar="N", help="Months beyond the age; may be repeated.")
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            metavar="KIND",
            help="interstate; or, from RIPENESS_DATA, extrastate, intrastate, ucdp-interstate, ucdp-intrastate, "
            "ucdp-extrasystemic.",
        ),
    ] = "interstate",
    figure: FigureFiles = None,
    json: Json = False,
) -> None:
    """Say how often wars that had lasted as long went on: a base rate, always a range."""
    import ripeness
    from ripeness.cli.answering import show
    from ripeness.cli.writing import refuse_figures, write_figures
    from ripeness.pages.baserate import base_rate_page
    from ripeness.schema.calendar import months_between

    refuse_figures(figure, "baserate")
    if age is None:
        calendar = ripeness.load(scenario).calendar
        age = float(months_between(calendar.war_began, calendar.as_of))
    result = ripeness.baserate(age, months or (12, 24, 36), kind=kind)
    write_figures(result, figure)
    show(result, base_rate_page, json)
