"""The rooms of the package: what each may import, what a mechanism says of itself, how long a file may be."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import ripeness
from ripeness.pages.declarations import SUFFIX

PACKAGE = Path(ripeness.__file__).parent
REPOSITORY = PACKAGE.parent.parent
FILES = sorted(PACKAGE.rglob("*.py"))

ARRAY_LIBRARIES = ("numpy", "jax", "scipy", "xarray", "pandas")
GAME_ROOMS = ("model", "solver")
GAME = tuple(f"ripeness.{room}" for room in GAME_ROOMS)
FOREIGN_TO_THE_GAME = (
    *("pydantic", "ruamel", "xarray"),
    *("ripeness.schema", "ripeness.compiler", "ripeness.store", "ripeness.cli"),
)
PLOTTING = (
    *("matplotlib", "altair", "plotly", "seaborn", "bokeh", "plotext", "vl_convert", "jinja2", "rich"),
    *("ripeness.figures", "ripeness.pages", "ripeness.reporting", "ripeness.cli", "ripeness.dashboard"),
)
FRONT_ROOMS = ("cli", "web", "assistant")
OPEN_TO_THE_FRONT = ("pages", "figures", "reporting", "schema", "errors", "scenarios", *FRONT_ROOMS)

MECHANISMS = [
    path
    for room, only in (
        ("drivers", None),
        ("kernels", None),
        ("terms", {"reneging", "guarantors", "utility", "frontier", "bargain", "acceptance"}),
        ("talks", None),
    )
    for path in sorted((PACKAGE / "model" / room).glob("*.py"))
    if path.stem not in ("__init__", "rounding")
    and not path.stem.endswith(SUFFIX)
    and (only is None or path.stem in only)
]
PARTS = ("Equation:", "Sources:", "Reads:", "Writes:", "Silent about:")

LONGEST = 350
SHAPELESS = {"utils", "util", "helpers", "helper", "common", "misc"}


def name_of(path: Path) -> str:
    """Dotted name of a module of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(source: str, module: str) -> set[str]:
    """Dotted names that a module imports, at its top and inside functions; `from a import b` counts as `a.b`."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = [] if not node.level else module.split(".")[: -node.level]
            stem = ".".join([*base, *([node.module] if node.module else [])])
            found |= {f"{stem}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if called in ("import_module", "__import__"):
                found.add(str(node.args[0].value))
    return found


def within(name: str, rooms: tuple[str, ...]) -> bool:
    """Whether a dotted name is one of `rooms` or lies in one."""
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def modules_of(*rooms: str) -> list[Path]:
    """Files of some rooms; none for a room that is not there."""
    return [path for room in rooms for path in sorted((PACKAGE / room).rglob("*.py"))]


def forbidden(paths: list[Path], banned: tuple[str, ...]) -> list[str]:
    """Imports that must not be, as `file imports name`."""
    return [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in paths
        for name in sorted(imported(path.read_text(encoding="utf-8"), name_of(path)))
        if within(name, banned)
    ]


def test_the_walk_sees_imports_of_every_form() -> None:
    source = "import a.b\nfrom c import d\ndef f():\n    from e.g import h\n    import_module('i')\nfrom . import j"
    assert imported(source, "ripeness.room.file") == {"a.b", "c.d", "e.g.h", "i", "ripeness.room.j"}


def test_the_schema_knows_no_array() -> None:
    assert forbidden(modules_of("schema"), ARRAY_LIBRARIES) == []


def test_the_schema_reads_of_the_game_what_mechanisms_declare_and_nothing_else() -> None:
    reached = {
        name
        for path in modules_of("schema")
        for name in imported(path.read_text(encoding="utf-8"), name_of(path))
        if within(name, GAME)
    }
    homes = {name.rpartition(".")[0] if name.rpartition(".")[2][0].isupper() else name for name in reached}
    assert len(homes) >= 20
    assert {name for name in homes if not name.endswith(SUFFIX)} == {"ripeness.model.declared"}


def test_a_declaration_imports_nothing_but_what_declarations_are_made_of() -> None:
    found = [path for path in modules_of("model") if path.stem.endswith(SUFFIX)]
    assert len(found) >= 20
    allowed = ("math", "ripeness.model.declared")
    for path in (*found, PACKAGE / "model" / "declared.py"):
        names = imported(path.read_text(encoding="utf-8"), name_of(path))
        standard = {name for name in names if name.partition(".")[0] in sys.stdlib_module_names}
        assert [name for name in names - standard if not within(name, allowed)] == [], path


def test_the_game_knows_neither_scenario_files_nor_results() -> None:
    assert forbidden(modules_of(*GAME_ROOMS), FOREIGN_TO_THE_GAME) == []


def test_theory_stands_alone() -> None:
    outside = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in modules_of("theory")
        for name in sorted(imported(path.read_text(encoding="utf-8"), name_of(path)))
        if within(name, ("ripeness",)) and not within(name, ("ripeness.theory",))
    ]
    assert outside == []


def test_rivals_know_nothing_of_the_engine_and_only_their_bridge_knows_a_scenario() -> None:
    engine = (*GAME, "ripeness.compiler", "ripeness.store", "ripeness.ensemble", "ripeness.theory", "jax", "xarray")
    assert forbidden(modules_of("rivals"), engine) == []
    methods = [path for path in modules_of("rivals") if path.stem != "positions"]
    assert len(methods) >= 12 and forbidden(methods, ("ripeness.schema", "ripeness.scenarios")) == []


def test_questions_and_statistics_draw_nothing() -> None:
    assert forbidden(modules_of("questions", "statistics"), PLOTTING) == []


def test_the_front_rooms_reach_the_game_through_the_public_surface_only() -> None:
    allowed = tuple(f"ripeness.{room}" for room in OPEN_TO_THE_FRONT)
    surface = {"ripeness", *(f"ripeness.{name}" for name in ripeness.__all__)}
    outside = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in modules_of(*FRONT_ROOMS)
        for name in sorted(inside(path, types=False))
        if name != "ripeness" and name not in surface and not within(name, allowed)
    ]
    assert outside == []


FLOORS = (
    ("errors", "reading"), ("arrays", "declared", "theory", "statistics"), ("schema",),
    ("scenarios", "history", "model", "rivals"),
    ("solver",), ("store", "compiler"), ("ensemble",), ("questions",), ("pages",), ("figures",), ("reporting",),
    ("assistant", "web"), ("cli",), ("__main__",),
)  # fmt: skip
"""The rooms from the ground up: a file imports from its own room and from lower floors only.

`declared` is what mechanisms say of themselves beside their files in `model`, which the schema reads.
"""


def room_of(name: str) -> str:
    """Room of a dotted name of the package; nothing for the public surface."""
    parts = name.split(".")[1:]
    if not parts:
        return ""
    said = parts[0] == "model" and any(part == "declared" or part.endswith(SUFFIX) for part in parts)
    return "declared" if said else parts[0]


KNOWN = {name_of(file) for file in FILES}


@cache
def inside(path: Path, *, types: bool = True) -> frozenset[str]:
    """Modules of the package that a module imports, at its top and inside functions."""
    text = path.read_text(encoding="utf-8")
    if not types:
        text = re.sub(r"^if TYPE_CHECKING:\n(?:(?:[ ]+.*)?\n)+", "", text, flags=re.M)
    found = set()
    for name in imported(text, name_of(path)):
        stem = name if name in KNOWN else name.rpartition(".")[0]
        if stem in KNOWN and stem != name_of(path):
            found.add(stem)
    return frozenset(found)


def test_no_arrow_runs_up() -> None:
    floor = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    up = []
    for path in FILES:
        own = room_of(name_of(path))
        for name in sorted(inside(path)):
            other = room_of(name)
            if own and other and other != own and floor[other] >= floor[own]:
                up.append(f"{path.relative_to(PACKAGE)} ({own}) imports {name} ({other})")
    assert up == []


def circles(arrows: dict[str, set[str]]) -> list[str]:
    """Modules that reach themselves by their imports."""
    found = []
    for start in arrows:
        reached, waiting = set(), list(arrows[start])
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting += arrows.get(name, ())
        if start in reached:
            found.append(start)
    return sorted(found)


def test_a_circle_is_seen() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == ["a", "b", "c"]


def test_no_imports_run_in_a_circle_inside_a_room_either() -> None:
    """The public surface, which hands names on lazily, is no module of a circle."""
    arrows = {name_of(path): inside(path) - {"ripeness"} for path in FILES if name_of(path) != "ripeness"}
    assert len(arrows) > 200 and circles(arrows) == []


def test_nobody_imports_another_files_private_name() -> None:
    private = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in FILES
        for name in sorted(imported(path.read_text(encoding="utf-8"), name_of(path)))
        if name.startswith("ripeness.")
        and re.match(r"_(?!_)", name.rpartition(".")[2])
        and not (PACKAGE.parent / f"{name.replace('.', '/')}.py").exists()
    ]
    assert private == []


def test_no_module_is_named_for_what_does_not_fit_elsewhere() -> None:
    assert [path for path in FILES if SHAPELESS & set(path.relative_to(PACKAGE).with_suffix("").parts)] == []


def test_no_source_file_is_longer_than_a_person_reads_at_once() -> None:
    lengths = {str(path.relative_to(PACKAGE)): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


@pytest.mark.parametrize("path", MECHANISMS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_mechanism_says_its_five_parts_in_order(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    marks = "|".join(re.escape(part) for part in PARTS)
    pieces = re.split(rf"^({marks})", said, flags=re.M)
    assert tuple(pieces[1::2]) == PARTS, "parts missing, repeated or out of order"
    assert all(piece.strip() for piece in pieces[2::2]), "a part is empty"
    opening = pieces[0].strip()
    assert opening.endswith(".") and not re.search(r"\.\s", opening), "it does not open with one sentence"


def test_every_mechanism_is_looked_at() -> None:
    assert {path.parent.name for path in MECHANISMS} == {"drivers", "kernels", "terms", "talks"}
    assert len(MECHANISMS) >= 20


def _tracked() -> list[Path]:
    if shutil.which("git") is None:
        pytest.skip("git is not installed, so the tracked files cannot be listed")
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=REPOSITORY, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("this is no git checkout, so the tracked files cannot be listed")
    return [REPOSITORY / name for name in listed.stdout.split("\0") if name and (REPOSITORY / name).is_file()]


# Written in pieces, so that this file does not contain what it looks for.
MACHINE_PATH = re.compile(
    r"(?<![\w./-])/(?:" + "|".join(("home", "work", "root", "Users", "mnt")) + r")/\w|\b[A-Z]:\\\w"
)
REGISTRY = re.compile("|".join(map(re.escape, ("pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org"))))
INDEX = re.compile(r"--(?:extra-)?index" + r"-url|--trusted" + r"-host")


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY, INDEX], ids=["machine-path", "registry-host", "index"])
def test_no_tracked_file_names_a_place_that_others_lack(pattern: re.Pattern[str]) -> None:
    hits = []
    for path in _tracked():
        text = path.read_bytes().decode("utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if pattern.search(line):
                hits.append(f"{path.relative_to(REPOSITORY)}:{number}: {line.strip()[:100]}")
    assert hits == []
