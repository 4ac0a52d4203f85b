"""``ripeness history``: one sampled war, month by month in plain words."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.run import Precision, _check
from ripeness.errors import RunError
from ripeness.scenarios.shipped import FLAGSHIP


def history(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario by name, or the path of a file.")] = FLAGSHIP,
    view: Annotated[
        str | None, typer.Option(metavar="NAME", help="A rival view to lay over the scenario, or the path of one.")
    ] = None,
    seed: Annotated[int, typer.Option(metavar="S", help="Chance within the war; the same seed, the same war.")] = 0,
    policy: Annotated[str | None, typer.Option(metavar="NAME", help="A policy of the scenario, adopted today.")] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="LEVER=VALUE", help="Set a lever; may be repeated.")
    ] = None,
    draw: Annotated[
        int | None,
        typer.Option(metavar="N", help="Assumptions of a forecast's draw N, from 0; all at their medians if left out."),
    ] = None,
    draw_seed: Annotated[int, typer.Option(metavar="S", help="Seed of the forecast whose draw that is.")] = 0,
    from_start: Annotated[
        bool, typer.Option("--from-start", help="From the war's first month, whatever was seen since.")
    ] = False,
    every_month: Annotated[bool, typer.Option("--every-month", help="An entry for each month.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
    precision: Annotated[Precision, typer.Option(help="float64 is the slow reference.")] = Precision.float32,
) -> None:
    """Draw one war that a scenario allows and tell it month by month."""
    from ripeness.scenarios.shipped import load

    argument = load(scenario, view)
    levers = _check(argument, policy, settings or [], 1, seed, None)
    if not 0 <= draw_seed < 2**32:
        raise RunError(
            f"--draw-seed {draw_seed}: a seed is a whole number from 0 to {2**32 - 1}", "Write for example 0"
        )
    if draw is not None and draw < 0:
        raise RunError(f"--draw {draw}: draws are counted from 0", "Write for example --draw 0")

    import ripeness

    told = ripeness.sample_war(
        argument,
        seed=seed,
        policy=policy,
        levers=levers or None,
        draw=draw,
        draw_seed=draw_seed,
        from_start=from_start,
        precision=precision.value,
        progress=_say,
    )
    if json:
        from ripeness.store.files import as_json

        typer.echo(as_json(told))
    else:
        from ripeness.pages.story import transcript

        typer.echo(transcript(told, every_month=every_month))


_STAGES = {
    "learn": "Learning where to draw: {done} of {total}",
    "solve": "Solving the war",
    "record": "Reading the record",
    "months": "Telling month {done} of at most {total}",
}
EVERY = 12  # months between two lines of progress


def _say(stage: str, done: int, total: int) -> None:
    """Say on the standard error what is being done."""
    if stage in _STAGES and (stage != "months" or done % EVERY == 1):
        typer.echo(f"{_STAGES[stage].format(done=done, total=total)} ...", err=True)
