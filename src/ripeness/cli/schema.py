"""``ripeness schema``: what a scenario file may say, for editors."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def schema(
    as_json: Annotated[bool, typer.Option("--json", help="As without it: the schema is JSON.")] = False,
) -> None:
    """Print the JSON Schema of scenario files, by which editors complete and check."""
    from ripeness.schema import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
