"""The command line: ``ripeness --help``."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib.metadata import version
from typing import Annotated

import typer

from ripeness.cli import (
    ask,
    backtest,
    baserate,
    calibrate,
    check,
    claims,
    design,
    discover,
    drivers,
    elicit,
    explain,
    gradient,
    learn,
    learn_wars,
    ledger,
    levers,
    listing,
    mcp,
    new,
    panel,
    plans,
    policies,
    reach,
    report,
    rival,
    robust,
    run,
    schema,
    serve,
    show,
    story,
    theory,
    whatif,
)
from ripeness.cli.help import Command, Group
from ripeness.cli.screen import ours
from ripeness.errors import RipenessError, harmless

app = typer.Typer(
    cls=Group,
    help="An argument about how a war ends becomes a model and a forecast. Begin with: ripeness run",
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run", cls=Command)(run.run)
app.command("design", cls=Command)(design.design)
app.command("learn", cls=Command)(learn.learn)
app.command("learn-wars", cls=Command)(learn_wars.learn_wars)
app.command("check", cls=Command)(check.check)
app.command("new", cls=Command)(new.new)
app.command("list", cls=Command)(listing.listing)
app.command("show", cls=Command)(show.show)
app.command("policies", cls=Command)(policies.policies)
app.command("levers", cls=Command)(levers.levers)
app.command("claims", cls=Command)(claims.claims)
app.command("whatif", cls=Command)(whatif.whatif)
app.command("explain", cls=Command)(explain.explain)
app.command("gradient", cls=Command)(gradient.gradient)
app.command("plans", cls=Command)(plans.plans)
app.command("panel", cls=Command)(panel.panel)
app.command("rival", cls=Command)(rival.rival)
app.command("ask", cls=Command)(ask.ask)
app.command("backtest", cls=Command)(backtest.backtest)
app.command("baserate", cls=Command)(baserate.baserate)
app.command("drivers", cls=Command)(drivers.drivers)
app.command("discover", cls=Command)(discover.discover)
app.command("reach", cls=Command)(reach.reach)
app.command("robust", cls=Command)(robust.robust)
app.command("calibrate", cls=Command)(calibrate.calibrate)
app.command("story", cls=Command)(story.story)
app.command("history", cls=Command, hidden=True)(story.history)
app.command("elicit", cls=Command)(elicit.elicit)
app.command("report", cls=Command)(report.report)
app.command("serve", cls=Command)(serve.serve)
app.command("mcp", cls=Command)(mcp.mcp)
app.command("schema", cls=Command)(schema.schema)
app.add_typer(ledger.app, name="ledger")
app.add_typer(theory.app, name="theory")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(version("ripeness"))
        raise typer.Exit


@app.callback()
def _options(
    print_version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run a command; say what went wrong in a sentence, with exit code 2 (130 when interrupted)."""
    with ours():
        try:
            app(prog_name="ripeness")
        except RipenessError as error:
            _leave(str(error), error.exit_code)
        except KeyboardInterrupt:
            _leave("Interrupted.", 130)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            _leave(f"{harmless(where)}{error.strerror or error}. Check the disk and the folder's permissions.", 2)


def _leave(message: str, code: int) -> None:
    with suppress(OSError):  # where even that cannot be printed, the exit code tells
        print(message, file=sys.stderr, flush=True)
    sys.exit(code)
