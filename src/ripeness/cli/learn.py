"""``ripeness learn``: where the record puts the assumptions, so that more of the draws count."""

from __future__ import annotations

from math import isfinite
from typing import Annotated, TypedDict

import typer

from ripeness.cli.options import Json, ScenarioName, ViewName
from ripeness.scenarios.shipped import FLAGSHIP


class LearntTold(TypedDict):
    """What ``ripeness learn --json`` prints.

    file : where what was learnt is kept. draws : in each round. key : the assumptions that the record says most of.
    effective_share : share of the last round's draws that counted as independent ones.
    effective, khat : what all rounds' draws count as, and Pareto k of the largest weights. kept : versions that a
    forecast can begin from; 0 where too few fit, or their weights are too unequal.
    """

    scenario: str
    file: str
    rounds: int
    draws: int
    key: list[str]
    effective_share: float
    effective: float
    khat: float | None
    kept: int


def learn(
    scenario: ScenarioName = FLAGSHIP,
    view: ViewName = None,
    rounds: Annotated[
        int | None, typer.Option(metavar="N", help="Rounds of drawing and fitting (6 to 12 by need).")
    ] = None,
    draws: Annotated[int | None, typer.Option(metavar="N", help="Draws in each round.")] = None,
    json: Json = False,
) -> None:
    """Learn from a scenario's record where its draws should come from.

    What is learnt lies beside the scenario's file (or in the user's cache) and is used by `ripeness run` as long as the
    scenario's numbers are what they were. Weights stay exact: it changes which draws are made, not what they say.
    """
    import ripeness
    from ripeness.cli.answering import ask, print_json
    from ripeness.schema.printed_form import marked

    argument = ripeness.load(scenario, view)
    chosen = {name: value for name, value in (("rounds", rounds), ("draws", draws)) if value is not None}
    nothing = "Interrupted: what was computed is kept, and the same command goes on from there."
    learnt = ask(ripeness.learn, argument, **chosen, nothing=nothing)
    path = ripeness.keep(learnt, argument)
    kept = learnt.posterior.most if learnt.posterior else 0
    key = [learnt.assumptions[place] for place in learnt.proposal.key]
    if json:
        told: LearntTold = {
            "scenario": argument.name,
            "file": str(path),
            "rounds": learnt.rounds,
            "draws": learnt.draws,
            "key": key,
            "effective_share": round(learnt.effective_share, 4),
            "effective": round(learnt.effective, 1),
            "khat": round(learnt.khat, 2) if isfinite(learnt.khat) else None,
            "kept": kept,
        }
        print_json(marked("learn", told))
        return
    typer.echo(f"Learnt from {learnt.rounds} rounds of {learnt.draws} draws; kept in {path}")
    typer.echo(
        f"Of the last round's draws, on a coarser lattice, {learnt.effective_share:.0%} counted as independent draws "
        "from what the record leaves."
    )
    if kept:
        typer.echo(
            f"The draws of all rounds count as {learnt.effective:.0f}; forecasts of up to {kept} begin from them."
        )
    else:
        typer.echo(
            f"The draws of all rounds count as {learnt.effective:.0f}, too few or too unequal for "
            "forecasts to begin from them: forecasts draw anew."
        )
    if key:
        typer.echo(f"The record says most of: {', '.join(key)}")
