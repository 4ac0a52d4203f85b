"""Published models stand alone, and each says of itself what a reader needs to doubt it."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import pytest

import ripeness

FOLDER = Path(ripeness.__file__).parent / "theory"
FILES = sorted(FOLDER.glob("*.py"))
MODELS = [path for path in FILES if not path.name.startswith("_")]
HEADINGS = ["Game:", "Assumes:", "Result:", "Paper's:", "Ours:", "Sources:", "Silent about:"]
YEAR = re.compile(r"\b1[5-9]\d\d\b|\b20\d\d\b")

models = pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)


def said(path: Path) -> str:
    """A module's docstring."""
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def under(path: Path, heading: str) -> str:
    """What stands under a heading, up to the next one."""
    lines = said(path).splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(heading))
    rest = lines[first + 1 :]
    until = next((n for n, line in enumerate(rest) if line.startswith(tuple(HEADINGS))), len(rest))
    return " ".join([lines[first].removeprefix(heading), *rest[:until]]).strip()


def cited(path: Path) -> list[str]:
    """The sources one by one; a semicolon inside brackets separates nothing."""
    depth, pieces = 0, [""]
    for sign in under(path, "Sources:"):
        depth += (sign in "[(") - (sign in "])")
        if sign == ";" and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += sign
    return [piece.strip() for piece in pieces if piece.strip()]


def imported(path: Path) -> set[str]:
    """Dotted names that a file imports, anywhere in it; a leading dot is the folder itself."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            stem = {0: node.module or "", 1: f"ripeness.theory.{node.module or ''}".rstrip(".")}.get(node.level, "..")
            found |= {f"{stem}.{alias.name}" for alias in node.names}
    return found


def test_there_are_models_to_look_at() -> None:
    assert MODELS, "src/ripeness/theory holds no model"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_theory_imports_nothing_but_numbers_and_the_standard_library(path: Path) -> None:
    allowed = {"numpy", "scipy", *sys.stdlib_module_names}
    foreign = {
        name for name in imported(path) if name.split(".")[0] not in allowed and not name.startswith("ripeness.theory.")
    }
    assert foreign == set()


def test_importing_every_model_loads_neither_jax_nor_another_room() -> None:
    names = [f"ripeness.theory.{path.stem}" for path in MODELS]
    code = (
        "import sys, importlib\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "rooms = {name for name in sys.modules if name.startswith('ripeness.') and name.split('.')[1] != 'theory'}\n"
        "assert not rooms, rooms\n"
        "assert not {'jax', 'jaxtyping', 'xarray', 'pydantic', 'typer'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@models
def test_a_model_says_its_parts_in_order(path: Path) -> None:
    found = [line for line in said(path).splitlines() if line.startswith(tuple(HEADINGS))]
    assert [next(one for one in HEADINGS if line.startswith(one)) for line in found] == HEADINGS
    empty = [heading for heading in HEADINGS if not under(path, heading)]
    assert empty == [], "a part is empty"


@models
def test_a_model_opens_with_one_sentence(path: Path) -> None:
    opening = said(path).split("\n\n")[0]
    assert opening.endswith(".") and not re.search(r"[.?!]\s", opening)


@models
def test_every_source_has_a_year_and_says_whether_it_was_read(path: Path) -> None:
    sources = cited(path)
    assert sources
    for source in sources:
        assert YEAR.search(source), f"no year in {source!r}"
        assert re.search(r"\[[^\]]*\b(recalled|read)\b", source), (
            f"{source!r} is neither read nor recalled, in brackets"
        )


@models
def test_the_papers_part_and_ours_are_told_apart(path: Path) -> None:
    papers, ours = under(path, "Paper's:"), under(path, "Ours:")
    nothing = re.compile(r"nothing\b", re.I)
    assert re.search(r"\[P\b", papers) or nothing.match(papers), "the paper's part is marked [P], or nothing"
    assert re.search(r"\[R\b", ours) or nothing.match(ours), "our part is marked [R], or nothing"
    assert not re.search(r"\[R\b", papers), "what is marked [R] is ours"


@models
def test_a_table_takes_plain_numbers_each_with_a_default(path: Path) -> None:
    table = import_module(f"ripeness.theory.{path.stem}").table
    kinds = get_type_hints(table)
    for name, parameter in inspect.signature(table).parameters.items():
        assert parameter.kind is inspect.Parameter.KEYWORD_ONLY, name
        assert kinds[name] in (float, int, bool), f"{name} is a {kinds[name]}"
        assert isinstance(parameter.default, int | float), f"{name} has no default"
        assert name not in ("help", "json", "as_json"), f"{name} is an option of the command line already"
    assert kinds["return"] == dict[str, float]
    assert all(isinstance(value, int | float) for value in table().values())
