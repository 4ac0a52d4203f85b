"""``ripeness theory``: published models, each with its closed form."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import Annotated, Any, get_type_hints

import typer

from ripeness.cli.help import Command, Group
from ripeness.errors import DataError, RunError

PACKAGE = "ripeness.theory"
"""Where the models lie: one module each, found by walking the package, so that there is no list to keep."""

LIST = "list"
Number = bool | int | float


@cache
def models(package: str) -> dict[str, Path]:
    """Return the files of the models of a package by name; imports none of them."""
    found = find_spec(package)
    places = list(found.submodule_search_locations or ()) if found else []
    return {
        module.name.replace("_", "-"): Path(place) / f"{module.name}.py"
        for place in places
        for module in sorted(iter_modules([place]), key=lambda one: one.name)
        if not module.name.startswith("_")
    }


class Model(Command):
    """The command of one model, which says in a sentence which options there are."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuse unknown options before they are parsed."""
        options = {name: None for one in self.get_params(ctx) for name in (*one.opts, *one.secondary_opts)}
        for word in args:
            name = word.partition("=")[0]
            if name.startswith("-") and not _is_number(name) and name not in options:
                from ripeness.schema.nearest import advice

                raise RunError(f"{self.name} has no option {name}", advice(name, options, "option", len(options)))
        return super().parse_args(ctx, args)


class Models(Group):
    """The models as commands, each built from the signature of its `table` when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return ``list`` and the names of the models."""
        return [LIST, *models(PACKAGE)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of a model."""
        if cmd_name == LIST:
            return super().get_command(ctx, cmd_name)
        if cmd_name not in models(PACKAGE):
            if ctx.resilient_parsing:  # a shell completes a word that is no name yet
                return None
            from ripeness.schema.nearest import advice

            known = advice(cmd_name, self.list_commands(ctx), "name", len(models(PACKAGE)) + 1)
            raise RunError(f"There is no published model {cmd_name!r} here", known)
        return _command(cmd_name)


app = typer.Typer(
    cls=Models,
    help="Published models: closed forms that the games reduce to. Begin with: ripeness theory list",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _models() -> None:
    pass


@app.command(LIST, cls=Command)
def listing(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """List the published models: name, what each says, who published it."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from ripeness.cli.answering import print_json
    from ripeness.cli.screen import out
    from ripeness.pages.docstrings import SENTENCE, flowed, sources
    from ripeness.schema.printed_form import marked

    said = {name: _parts(name) for name in models(PACKAGE)}
    if as_json:
        rows = {
            name: {"sentence": flowed(parts[SENTENCE]), "sources": sources(parts["Sources:"])}
            for name, parts in said.items()
        }
        print_json(marked("theory list", {"models": rows}))
        return
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), show_edge=False, pad_edge=False)
    table.add_column("name", no_wrap=True)
    table.add_column("what it says", ratio=3)
    table.add_column("sources", ratio=2)
    for name, parts in said.items():
        table.add_row(name, flowed(parts[SENTENCE]), "; ".join(sources(parts["Sources:"])))
    out().print(table)
    typer.echo("\nripeness theory NAME computes one; --help behind it says with which numbers.")


def _command(name: str) -> Any:
    """Build the command of a model: one option for each parameter of its `table`."""
    from ripeness.pages.docstrings import SENTENCE, flowed, option, parameters

    table = import_module(f"{PACKAGE}.{models(PACKAGE)[name].stem}").table
    kinds = get_type_hints(table)
    meanings = parameters(inspect.getdoc(table) or "")
    defaults = {key: kinds[key](one.default) for key, one in inspect.signature(table).parameters.items()}

    def run(**given: Any) -> None:
        as_json = given.pop("as_json")
        _print(name, table, given, meanings, as_json)

    asked = []
    for key, default in defaults.items():
        flag = option(key)
        stated = f"{flag}/--no-{flag[2:]}" if kinds[key] is bool else flag
        asked.append(_parameter(key, kinds[key], typer.Option(stated, help=meanings.get(key)), default))
    asked.append(_parameter("as_json", bool, typer.Option("--json", help="Print one JSON object only."), False))
    # Typer reads the options of a command from the signature and the annotations of its function.
    run.__signature__ = inspect.Signature(asked)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in asked}
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    settings = {"help_option_names": ["-h", "--help"]}
    alone.command(name, cls=Model, help=flowed(_parts(name)[SENTENCE]), context_settings=settings)(run)
    return typer.main.get_command(alone)


def _parameter(name: str, kind: type, stated: Any, default: Number) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, stated])


def _print(
    name: str, table: Callable[..., dict[str, float]], given: dict[str, Number], meanings: dict[str, str], as_json: bool
) -> None:
    """Compute the results of a model and print them."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from ripeness.cli.answering import print_json
    from ripeness.cli.screen import out
    from ripeness.pages.docstrings import SENTENCE, flowed, option, sources

    for key, value in given.items():
        if math.isnan(value):
            raise RunError(f"{option(key)} is not a number", f"Write a number, for example {option(key)} 0.5")
    try:
        results = {label: float(value) for label, value in table(**given).items()}
    except ValueError as error:
        raise RunError(str(error), f"ripeness theory {name} --help lists the parameters") from error
    parts = _parts(name)
    if as_json:
        from ripeness.schema.printed_form import marked

        print_json(marked("theory", _record(name, parts, given, results)))
        return
    screen = out()
    screen.print(Text(flowed(parts[SENTENCE])))
    grids: dict[str, list[tuple[str, ...]]] = {
        "With": [(option(key), _shown(value), meanings.get(key, "")) for key, value in given.items()],
        "Results": [(label, _shown(value)) for label, value in results.items()],
        "Whose result": [
            ("the paper's", flowed(parts["Paper's:"])),
            ("ours", flowed(parts["Ours:"])),
            *(("source", source) for source in sources(parts["Sources:"])),
        ],
    }
    for heading, rows in grids.items():
        grid = Table.grid(padding=(0, 2))
        for row in rows:
            grid.add_row(*row)
        screen.print(Text(f"\n{heading}", style="bold"))
        screen.print(Padding(grid, (0, 0, 0, 2), expand=False))


def _record(name: str, parts: dict[str, str], given: dict[str, Number], results: dict[str, float]) -> dict[str, Any]:
    """Return all that is printed; a result that does not exist is null, one without bound the word inf."""
    from ripeness.pages.docstrings import SENTENCE, flowed, sources

    return {
        "model": name,
        "sentence": flowed(parts[SENTENCE]),
        "parameters": {key: _strict(value) for key, value in given.items()},
        "results": {label: _strict(value) for label, value in results.items()},
        "papers": flowed(parts["Paper's:"]),
        "ours": flowed(parts["Ours:"]),
        "sources": sources(parts["Sources:"]),
        "silent_about": flowed(parts["Silent about:"]),
    }


def _strict(value: Number) -> Number | str | None:
    if math.isfinite(value):
        return value
    return None if math.isnan(value) else f"{value:g}"


def _shown(value: Number) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if math.isinf(value):
        return "infinite" if value > 0 else "minus infinite"
    return "does not exist" if math.isnan(value) else f"{value:.6g}"


def _parts(name: str) -> dict[str, str]:
    """Return what a model says of itself, without importing it."""
    from ripeness.pages.docstrings import MODEL, docstring, parts

    file = models(PACKAGE)[name]
    try:
        return parts(docstring(file), MODEL)
    except ValueError as error:
        raise DataError(f"The docstring of {file} cannot be read: {error}") from error


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True
