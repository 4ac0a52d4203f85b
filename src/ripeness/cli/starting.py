"""A new scenario's files: where they go, what they hold, and that nothing is overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from ripeness.errors import RunError

STARTER = Path(__file__).parent / "starter.yaml"
SCHEMA_FILE = Path("scenario.schema.json")
"""Written beside the scenario, whose first line names it, so that editors complete and check it."""


def target_of(name: str) -> Path:
    """Return the file of a scenario that is to be begun; there is none yet, and its folder is there."""
    from ripeness.schema.section import is_name

    target = Path(name if name.endswith(".yaml") else f"{name}.yaml")
    if not is_name(target.stem):
        fix = "Begin with a letter and use letters, digits, _ and - only, for example my-war, or wars/my-war"
        raise RunError(f"{target.name.removesuffix('.yaml')!r} cannot be the name of a scenario", fix)
    if not target.parent.is_dir():
        raise RunError(f"There is no folder {str(target.parent)!r}", "Make it, or name another place")
    _refuse_taken(target)
    return target


def begin(target: Path, ask: bool, answers: str | None, origin: str | None, views: bool, as_json: bool) -> None:
    """Write a scenario's files and say which: the starter, what was answered, or a copy of `origin`."""
    from ripeness.cli.answering import print_json
    from ripeness.cli.interviewing import text_of_answers
    from ripeness.scenarios.copying import copied
    from ripeness.schema import json_schema
    from ripeness.schema.printed_form import marked

    answered = ask or answers is not None
    if origin is not None and answered:
        raise RunError("--from copies a scenario and asks nothing", "Leave out --ask and --answers, or --from")
    if views and origin is None:
        raise RunError("--views copies the views of a scenario", "Add --from and its name")
    if ask and as_json:
        raise RunError("--json prints one object, and --ask asks questions", "Take --answers FILE with --json")
    if origin is not None:
        files = copied(origin, target, views)
    elif answered:
        files = {target: text_of_answers(target.stem, target, ask, answers).encode("utf-8")}
    else:
        text = STARTER.read_text(encoding="utf-8").replace("name: starter\n", f"name: {target.stem}\n", 1)
        files = {target: text.encode("utf-8")}
    for path in files:
        _refuse_taken(path)
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    schema_file = target.parent / SCHEMA_FILE
    if not schema_file.exists():
        schema_file.write_text(json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if as_json:
        print_json(marked("new", {"scenario": str(target), "json_schema": str(schema_file)}))
        return
    typer.echo(f"Wrote {target}, and {schema_file} by which editors complete and check it.")
    for path in [one for one in files if one != target]:
        typer.echo(f"Wrote {path}.")
    typer.echo(f"Next: ripeness check {target}; ripeness run {target}")


def _refuse_taken(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise RunError(f"{path} is there already and is left as it is", "Choose another name")
