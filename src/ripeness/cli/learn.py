"""``ripeness learn``: where the record puts the assumptions, so that more of the draws count."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import ScenarioName
from ripeness.errors import RunError
from ripeness.scenarios.shipped import FLAGSHIP


def learn(
    scenario: ScenarioName = FLAGSHIP,
    view: Annotated[
        str | None, typer.Option(metavar="NAME", help="A rival view to lay over the scenario, or the path of one.")
    ] = None,
    rounds: Annotated[int | None, typer.Option(metavar="N", help="Rounds of drawing and fitting.")] = None,
    draws: Annotated[int | None, typer.Option(metavar="N", help="Draws in each round.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Learn from a scenario's record where its draws should come from.

    What is learnt lies beside the scenario's file (or in the user's cache) and is used by `ripeness run` as long as the
    scenario's numbers are what they were. Weights stay exact: it changes which draws are made, not what they say.
    """
    import ripeness
    from ripeness.cli.answering import print_json
    from ripeness.cli.progress import reporting
    from ripeness.schema.printed_form import marked

    argument = ripeness.load(scenario, view)
    for option, value in (("--rounds", rounds), ("--draws", draws)):
        if value is not None and value < (1 if option == "--rounds" else 16):
            fewest = "one round" if option == "--rounds" else "16 draws in each round"
            raise RunError(f"{option} {value}: learning takes at least {fewest}", f"Write more, or leave {option} away")
    chosen = {name: value for name, value in (("rounds", rounds), ("draws", draws)) if value is not None}
    try:
        with reporting() as progress:
            learnt = ripeness.learn(argument, **chosen, progress=progress)
    except KeyboardInterrupt:
        typer.echo("Interrupted: what was computed is kept, and the same command goes on from there.", err=True)
        raise typer.Exit(130) from None
    path = ripeness.keep(learnt, argument)
    key = [learnt.assumptions[place] for place in learnt.proposal.key]
    if json:
        stated = {"file": str(path), "rounds": learnt.rounds, "draws": learnt.draws, "key": key}
        share = round(learnt.effective_share, 4)
        print_json(marked("learn", {"scenario": argument.name, **stated, "effective_share": share}))
        return
    typer.echo(f"Learnt from {learnt.rounds} rounds of {learnt.draws} draws; kept in {path}")
    typer.echo(
        f"Of the last round's draws, on a coarser lattice, {learnt.effective_share:.0%} counted as independent draws "
        "from what the record leaves."
    )
    if key:
        typer.echo(f"The record says most of: {', '.join(key)}")
