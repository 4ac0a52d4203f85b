"""``ripeness new``: a commented starter scenario that validates and runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from ripeness.errors import RunError

STARTER = Path(__file__).parent / "starter.yaml"
SCHEMA_FILE = Path("scenario.schema.json")
"""Written beside the scenario, whose first line names it, so that editors complete and check."""


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the scenario, or a path that ends with it.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Write NAME.yaml, a small commented scenario to begin from."""
    from ripeness.cli.answering import print_json
    from ripeness.schema import json_schema
    from ripeness.schema.printed_form import marked
    from ripeness.schema.section import is_name

    target = Path(name if name.endswith(".yaml") else f"{name}.yaml")
    name = target.name.removesuffix(".yaml")
    if not is_name(name):
        fix = "Begin with a letter and use letters, digits, _ and - only, for example my-war, or wars/my-war"
        raise RunError(f"{name!r} cannot be the name of a scenario", fix)
    if not target.parent.is_dir():
        raise RunError(f"There is no folder {str(target.parent)!r}", "Make it, or name another place")
    schema_file = target.parent / SCHEMA_FILE
    text = STARTER.read_text(encoding="utf-8").replace("name: starter\n", f"name: {name}\n", 1)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise RunError(f"{target} is there already and is left as it is", "Choose another name") from None
    if not schema_file.exists():
        schema_file.write_text(json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if as_json:
        print_json(marked("new", {"scenario": str(target), "json_schema": str(schema_file)}))
        return
    typer.echo(f"Wrote {target}, and {schema_file} by which editors complete and check it.")
    typer.echo(f"Next: ripeness check {target}; ripeness run {target}")
