"""``ripeness new``: a commented starter scenario that validates and runs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated

import typer

from ripeness.errors import RunError

STARTER = Path(__file__).parent / "starter.yaml"
SCHEMA_FILE = Path("scenario.schema.json")
"""Written beside the scenario, whose first line names it, so that editors complete and check."""


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the scenario; writes NAME.yaml.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Write NAME.yaml, a small commented scenario to begin from."""
    from ripeness.schema import json_schema
    from ripeness.schema.section import NAME_PATTERN

    name = name.removesuffix(".yaml")
    if not re.match(NAME_PATTERN, name):
        fix = "Begin with a letter and use letters, digits, _ and - only, for example my-war"
        raise RunError(f"{name!r} cannot be the name of a scenario", fix)
    target = Path(f"{name}.yaml")
    text = STARTER.read_text(encoding="utf-8").replace("name: starter\n", f"name: {name}\n", 1)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise RunError(f"{target} is there already and is left as it is", "Choose another name") from None
    if not SCHEMA_FILE.exists():
        SCHEMA_FILE.write_text(json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if as_json:
        typer.echo(json.dumps({"scenario": str(target), "schema": str(SCHEMA_FILE)}))
        return
    typer.echo(f"Wrote {target}, and {SCHEMA_FILE} by which editors complete and check it.")
    typer.echo(f"Next: ripeness check {target}; ripeness run {target}")
