"""``ripeness learn-wars``: priors learnt from how long many wars lasted and how they ended."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ripeness.cli.options import DrawCount, FigureFiles, Json, Seed

GENERIC, DRAWS = "generic-war", 4096


def learn_wars(
    scenario: Annotated[str, typer.Argument(metavar="[SCENARIO]", help="A war in general, by name or file.")] = GENERIC,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Also write the population, which a scenario may cite.")
    ] = None,
    transformed: Annotated[
        str, typer.Option(metavar="HOW", help="Wars that turned into another kind of war: ended, or censored.")
    ] = "ended",
    draws: DrawCount = DRAWS,
    seed: Seed = 0,
    figure: FigureFiles = None,
    json: Json = False,
) -> None:
    """Learn priors from the wars between states, and say how well they forecast wars that they were not learnt from."""
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.cli.writing import refuse_figures, write_figures
    from ripeness.pages.learn_wars import learn_wars_page

    refuse_figures(figure, "learn-wars")
    generic = ripeness.load(scenario)
    found = ask(ripeness.learn_wars, generic, draws, seed, transformed=transformed, file=out)
    write_figures(found, figure)
    show(found, learn_wars_page, json)
