"""``ripeness elicit``: several experts' quantiles of a number become one number of a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ripeness.cli.options import Json


def elicit(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Table of quantiles: a row for each expert and quantity.")
    ],
    cutoff: Annotated[
        float, typer.Option(metavar="CALIBRATION", help="Calibration below which an expert has no weight.")
    ] = 0.0,
    json: Json = False,
) -> None:
    """Fit, score and pool several experts' quantiles, and print the number as a scenario states it."""
    import ripeness
    from ripeness.cli.answering import show
    from ripeness.pages.elicit import elicit_page

    show(ripeness.elicit(file, cutoff=cutoff), elicit_page, json)
