"""``ripeness list``: the scenarios that come with the package, and the runs in ./runs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from ripeness.errors import RipenessError, harmless


def listing(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """List the scenarios that come with ripeness and the runs in ./runs."""
    from ripeness.cli.screen import out
    from ripeness.scenarios.shipped import shipped, title, views
    from ripeness.store.chunks import Chunks
    from ripeness.store.runs import RUNS, read_provenance, read_time, saved_runs

    if json:
        from ripeness.store.files import as_json

        typer.echo(as_json(_told()))
        return
    screen = out()
    screen.print(Text("Scenarios (ripeness run NAME)", style="bold"))
    scenarios = Table.grid(padding=(0, 2))
    for name, path in shipped().items():
        scenarios.add_row(f"  {name}", title(path))
        for view, file in views(name).items():
            scenarios.add_row(f"    --view {view}", title(file))
    screen.print(scenarios)
    screen.print()
    runs = saved_runs()
    if not runs:
        screen.print(f"No runs in ./{RUNS} yet.")
        return
    screen.print(Text(f"Runs in ./{RUNS} (ripeness show NAME)", style="bold"))
    table = Table.grid(padding=(0, 2))
    unreadable: list[str] = []
    for folder in reversed(runs):
        chunks = Chunks(folder)
        try:
            begun = chunks.asked()
            stated = begun or read_provenance(folder)
            finished = chunks.draws()
        except RipenessError as error:
            table.add_row(f"  {harmless(folder.name)}", "cannot be read")
            unreadable.append(str(error))
            continue
        if begun and finished < begun["draws"]:
            draws = f"{finished} of {begun['draws']} draws, to be resumed"
        elif begun:
            draws = f"{begun['draws']} draws"
        else:
            draws = f"{stated.get('draws_finished', '?')} draws{', partial' if stated.get('partial') else ''}"
        saved = datetime.fromtimestamp(read_time(folder)).strftime("%Y-%m-%d %H:%M")
        table.add_row(f"  {harmless(folder.name)}", harmless(str(stated.get("policy", ""))), draws, saved)
    screen.print(table)
    for one in unreadable:
        typer.echo(one, err=True)


def _told() -> dict[str, Any]:
    """Return the scenarios, their views and the runs, for programs."""
    from ripeness.scenarios.shipped import shipped, title, views
    from ripeness.store.runs import read_provenance, read_time, saved_runs

    runs = []
    stated: dict[str, Any] | None
    wrong: str | None
    for folder in reversed(saved_runs()):
        try:
            stated, wrong = dict(read_provenance(folder)), None
        except RipenessError as error:
            stated, wrong = None, str(error)
        runs.append({"run": folder.name, "saved": read_time(folder), "provenance": stated, "unreadable": wrong})
    return {
        "scenarios": {
            name: {"title": title(path), "views": {view: title(file) for view, file in views(name).items()}}
            for name, path in shipped().items()
        },
        "runs": runs,
    }
