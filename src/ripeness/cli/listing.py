"""``ripeness list``: the scenarios that come with the package, and the runs in ./runs."""

from __future__ import annotations

from datetime import datetime

from rich.table import Table
from rich.text import Text

from ripeness.errors import RipenessError


def listing() -> None:
    """List the scenarios that come with ripeness and the runs in ./runs."""
    from ripeness.cli.screen import out
    from ripeness.results.chunks import Chunks
    from ripeness.results.store import RUNS, read_provenance, read_time, saved_runs
    from ripeness.shipped import shipped, title, views

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
    for folder in reversed(runs):
        chunks = Chunks(folder)
        try:
            begun = chunks.asked()
            stated = begun or read_provenance(folder)
        except RipenessError:
            table.add_row(f"  {folder.name}", "cannot be read")
            continue
        if begun and chunks.draws() < begun["draws"]:
            draws = f"{chunks.draws()} of {begun['draws']} draws, to be resumed"
        elif begun:
            draws = f"{begun['draws']} draws"
        else:
            draws = f"{stated.get('draws_finished', '?')} draws{', partial' if stated.get('partial') else ''}"
        saved = datetime.fromtimestamp(read_time(folder)).strftime("%Y-%m-%d %H:%M")
        table.add_row(f"  {folder.name}", str(stated.get("policy", "")), draws, saved)
    screen.print(table)
