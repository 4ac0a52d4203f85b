"""``ripeness serve``: a page in the browser on which levers answer."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import DrawCount, Quick, ScenarioName, Seed, ViewName, first_look
from ripeness.scenarios.shipped import FLAGSHIP


def serve(
    context: typer.Context,
    scenario: ScenarioName = FLAGSHIP,
    view: ViewName = None,
    draws: DrawCount = 200,
    quick: Quick = False,
    seed: Seed = 0,
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port; a free one if left out.")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address, and open nothing.")] = False,
) -> None:
    """Serve a page on which levers answer, on this machine alone, until Ctrl-C."""
    from ripeness.web.page import Page
    from ripeness.web.serving import serve

    def tell(address: str) -> None:
        typer.echo(f"Open {address}")
        typer.echo("It answers on this machine only; the address is its key. Ctrl-C stops it.")

    serve(Page(scenario, view or "", first_look(context, draws, quick), seed), port, tell, not no_browser)
    typer.echo("Stopped.")
