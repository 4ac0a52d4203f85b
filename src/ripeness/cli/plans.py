"""``ripeness plans``: the texts on the table, point by point, and what each is worth to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ripeness.cli.run import _check, _progress_bar
from ripeness.errors import RunError
from ripeness.scenarios.shipped import FLAGSHIP

if TYPE_CHECKING:
    from ripeness.schema import Scenario

STATUS_QUO = "status-quo"


def plans(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario by name, or the path of a file.")] = FLAGSHIP,
    view: Annotated[
        str | None, typer.Option(metavar="NAME", help="A rival view to lay over the scenario, or the path of one.")
    ] = None,
    plan: Annotated[str | None, typer.Option(metavar="NAME", help="This plan only, with every point.")] = None,
    sign: Annotated[
        str | None, typer.Option(metavar="NAME", help="What happens if this plan alone can be signed.")
    ] = None,
    policy: Annotated[str | None, typer.Option(metavar="NAME", help="A policy of the scenario, adopted today.")] = None,
    draws: Annotated[int, typer.Option(metavar="N", help="How many sets of assumptions to draw.")] = 200,
    seed: Annotated[int, typer.Option(metavar="S", help="The same seed gives the same draws.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Weigh plans of a settlement: who gains, who refuses, which point binds, the smallest change that would help."""
    from ripeness.scenarios.shipped import load

    argument = load(scenario, view)
    _check(argument, policy, [], draws, seed, None)
    _known(argument, plan, sign)

    import ripeness

    chosen = policy or STATUS_QUO
    try:
        with _progress_bar() as progress:
            forecast = ripeness.compare(argument, {chosen: chosen}, draws, seed, progress=progress)[chosen]
            signed = None
            if sign is not None:
                signed = ripeness.forecast(argument, policy, None, draws, seed, sign=sign, progress=progress)
    except KeyboardInterrupt:
        typer.echo("Interrupted before anything could be weighed.", err=True)
        raise typer.Exit(130) from None

    from ripeness.cli.screen import out
    from ripeness.store.files import as_json

    if sign is not None and signed is not None:
        from ripeness.pages.signing import signing_page
        from ripeness.questions.plans.signing import weigh_signing

        result = weigh_signing(argument, sign, forecast, signed)
        typer.echo(as_json(result)) if json else out().print(signing_page(result))
    else:
        from ripeness.pages.plans import plans_page
        from ripeness.questions.plans.weighing import weigh_plans

        report = weigh_plans(argument, forecast, () if plan is None else (plan,))
        typer.echo(as_json(report)) if json else out().print(plans_page(report, full=plan is not None))
    if any(one is not None and one.attrs.get("partial") for one in (forecast, signed)):
        typer.echo("Interrupted: this rests on the draws that were finished.", err=True)
        raise typer.Exit(130)


def _known(scenario: Scenario, plan: str | None, sign: str | None) -> None:
    """Refuse, before anything is computed, what the scenario does not hold."""
    from ripeness.schema.nearest import advice

    if not scenario.plans:
        raise RunError(f"{scenario.name} states no plans", "Add plans: to it; `ripeness schema` says how")
    if plan is not None and sign is not None:
        raise RunError("--plan and --sign ask for two pages", "Give one of them")
    for name in (plan, sign):
        if name is not None and name not in scenario.plans:
            raise RunError(f"no plan is called {name!r}", advice(name, tuple(scenario.plans), "plan"))
