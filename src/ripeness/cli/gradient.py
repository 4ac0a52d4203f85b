"""``ripeness gradient``: what moves a forecast, number by number, where choices are smooth."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import Json, NoRecord, PolicyName, ScenarioName, Seed, Settings, ViewName, levers_of
from ripeness.errors import RunError
from ripeness.scenarios.shipped import FLAGSHIP

MOVED = "What is moved: a measure as claims name them, or log_likelihood."
NUMBERS = "Path of a number, a lever, or 'assumptions' or 'levers' for all; repeatable. All uncertain ones if left out."
SMOOTH = "Precision of the smooth choices, per share of the prize; 100 if nothing is stated."
SETS = "Sets of assumptions; left out: one, every number at its median."


def gradient(
    scenario: ScenarioName = FLAGSHIP,
    view: ViewName = None,
    quantity: Annotated[str, typer.Option(metavar="NAME", help=MOVED)] = "ongoing",
    at: Annotated[str | None, typer.Option(metavar="MONTH", help="Months ahead, or YYYY-MM; 24 if left out.")] = None,
    wrt: Annotated[list[str] | None, typer.Option(metavar="NUMBER", help=NUMBERS)] = None,
    ending: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="With --quantity ended: which endings; repeatable.")
    ] = None,
    issue: Annotated[str | None, typer.Option(metavar="NAME", help="With --quantity terms: of which issue.")] = None,
    eyes: Annotated[
        str | None,
        typer.Option(
            "--in-eyes-of",
            metavar="SIDE",
            help="attacker or defender; if left out, as the scenario takes the chances to be.",
        ),
    ] = None,
    policy: PolicyName = None,
    settings: Settings = None,
    draws: Annotated[int | None, typer.Option(metavar="N", help=SETS)] = None,
    no_record: NoRecord = False,
    seed: Seed = 0,
    choice: Annotated[float | None, typer.Option(metavar="P", help=SMOOTH)] = None,
    precision: Annotated[str | None, typer.Option(hidden=True)] = None,
    json: Json = False,
) -> None:
    """Say what moves a forecast: its derivative with respect to each number, ranked, with smooth choices."""
    if precision is not None:
        what = "--precision is the width of numbers in other commands; the smoothness of choices is --choice here"
        raise RunError(what, "Write for example --choice 100")
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.pages.gradient import gradient_page

    argument = ripeness.load(scenario, view)
    found = ask(
        ripeness.gradient, argument, quantity, wrt, at=at, endings=ending or (), issue=issue,
        in_eyes_of=eyes, policy=policy, levers=levers_of(settings, argument), draws=draws, seed=seed,
        record=not no_record, choice=choice, nothing="Interrupted before anything was finished.",
    )  # fmt: skip
    show(found, gradient_page, json, draws or 1)
