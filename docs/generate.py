"""Writes the pages of this folder that are made from the code: .venv/bin/python docs/generate.py, or make docs.

Docstrings are read as text, so that nothing of the game is imported.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ripeness.pages.docstrings import MECHANISM, MODEL, SENTENCE, docstring, flowed, option, parts, sources
from ripeness.schema import reference_page

DOCS = Path(__file__).resolve().parent
REPOSITORY = DOCS.parent
PACKAGE = REPOSITORY / "src" / "ripeness"
TESTS = REPOSITORY / "tests"

ROOMS = {
    "drivers": "Means before the game: one path a month.",
    "kernels": "How a coordinate of the war moves in a month.",
    "terms": "What terms are worth, and which are agreed.",
    "talks": "Who talks, about what, and what talking is for.",
}
"""Where mechanisms lie, in the order of the page."""

THEORY, TREE = "verified against theory", "verified against the brute-force tree"
LIGHTLY, PROBLEMS = "lightly tested", "known problems"
KINDS = {
    THEORY: "compared with a closed form, over a range of numbers",
    TREE: "compared in every state of small wars with `tests/oracle`, which plays the whole tree of a war in plain "
    "Python and shares no code with the engine",
    LIGHTLY: "compared with sums done by hand at a few points, or only run by tests",
    PROBLEMS: "nothing tests it, or a test has found what is not yet put right",
}


class Mark(NamedTuple):
    """How far a mechanism can be trusted, and which tests say so.

    tests : files that run the mechanism, first the one that earns the mark. oracle : what of `tests/oracle` computes
    the same without its code, as file.name; only where `kind` is `TREE`. note : what is compared with what.
    """

    kind: str
    tests: tuple[str, ...]
    oracle: tuple[str, ...] = ()
    note: str = ""


def _tree(*oracle: str, also: tuple[str, ...] = (), note: str = "") -> Mark:
    return Mark(TREE, ("tests/engine/test_brute_force.py", *also), oracle, note)


MEANS, COMPILED = "tests/drivers/test_means.py", "tests/compiler/test_war.py"
MORE = "tests/agreement/test_further_models.py"
LAWS, CASES = "tests/engine/test_laws.py", "tests/engine/test_published_cases.py"
MARKS: dict[str, Mark] = {
    "drivers/aid": Mark(
        LIGHTLY, (MEANS, COMPILED), note="the fading belief against its closed form, all else by hand at a few points"
    ),
    "drivers/borrowing": Mark(
        LIGHTLY, ("tests/drivers/test_debt_fate_and_replacement.py",), note="debt month by month, the burden by hand"
    ),
    "drivers/energy_revenue": Mark(LIGHTLY, (MEANS, COMPILED), note="by hand, at two points"),
    "drivers/infrastructure": Mark(
        LIGHTLY, (MEANS,), note="the steady state against its closed form, the cost by hand, each at one point"
    ),
    "drivers/leaders": Mark(
        THEORY, (MORE, MEANS), note="who fights on in the game that it enters, at both sides of the leader's cutoff"
    ),
    "drivers/sanctions": Mark(LIGHTLY, (MEANS,), note="by hand, at one point"),
    "drivers/shadow_fleet": Mark(
        THEORY, (MORE, MEANS), note="the path and the steady state at random numbers; replacement in its steady state"
    ),
    "drivers/war_chest": Mark(
        THEORY, (MORE, MEANS, COMPILED), note="a deficit that grows evenly, at random numbers; the ceiling by hand"
    ),
    "kernels/battle": _tree("brute_force.odds", "brute_force.branches", also=(LAWS, CASES)),
    "kernels/collapse": _tree("brute_force.collapse", "brute_force.forced_stop", also=(LAWS, CASES)),
    "kernels/gate": _tree("brute_force.gate_moves", also=(LAWS,), note="with two levels and with three"),
    "kernels/sincerity": _tree("brute_force.mind", also=(LAWS,)),
    "kernels/war_chest": _tree("brute_force.offsets", "brute_force.broke", "brute_force.money", also=(LAWS,)),
    "talks/envoy": Mark(
        LIGHTLY, ("tests/talks/test_envoy.py",), note="what he learns against a loop over months, all else by hand"
    ),
    "talks/mediator": _tree(
        "brute_force.punishes_below",
        "brute_force.below",
        "brute_force.indulgent",
    ),
    "talks/passage": Mark(
        LIGHTLY, ("tests/talks/test_passage.py",), note="against a sum over every way through the chain"
    ),
    "talks/stance": _tree("brute_force.Solution", also=(CASES,)),
    "talks/texts": Mark(
        LIGHTLY, ("tests/talks/test_texts.py",), note="against a sum over every way in which texts can be recognised"
    ),
    "talks/tracks": Mark(LIGHTLY, (COMPILED,), note="by hand, at two points"),
    "terms/acceptance": _tree(
        "terms.bargain",
        "terms.frontier",
        also=(CASES,),
        note="where no terms give d_A, only that the gap is negative",
    ),
    "terms/bargain": _tree("terms.bargain", "terms.nash_deal", "terms.ends", also=(CASES,)),
    "terms/frontier": _tree("terms.all_edges", "terms.frontier"),
    "terms/guarantors": _tree(
        "terms.deal_at", also=("tests/terms/test_guarantors.py",), note="also against a sum over every way to fail"
    ),
    "terms/reneging": _tree("terms.deal_at"),
    "terms/smallest_change": Mark(
        LIGHTLY, ("tests/plans/test_smallest_change.py",), note="against every point of a fine grid, and by hand"
    ),
    "terms/utility": _tree("terms.deal_at", "brute_force.on_the_line"),
}
"""Written by hand after reading the tests. What is not listed gets no better mark than its tests' imports show."""

HEAD = """# {title}

Generated by `make docs` from {source}; do not edit.

{told}
"""


# --- Mechanisms ---------------------------------------------------------------------------------


def mechanisms() -> dict[str, dict[str, str]]:
    """Return what each mechanism says of itself, by its name: room, stroke, file.

    A module with one of the five headings is a mechanism, and must have them all.
    """
    found = {}
    for room in ROOMS:
        for path in sorted((PACKAGE / "model" / room).glob("*.py")):
            said = docstring(path)
            if re.search(r"^(Equation|Reads|Writes):", said, flags=re.M):
                found[f"{room}/{path.stem}"] = _parts(path, MECHANISM)
    return found


def mark(name: str) -> Mark:
    """Return a mechanism's mark: the listed one, or what the imports of the tests bear out."""
    if name in MARKS:
        return MARKS[name]
    module = f"ripeness.model.{name.replace('/', '.')}"
    tests = [path for path in sorted(TESTS.rglob("test_*.py")) if module in imported(path)]
    if not tests:
        return Mark(PROBLEMS, (), note="no test imports it by name")
    names = tuple(path.relative_to(REPOSITORY).as_posix() for path in tests)
    return Mark(LIGHTLY, names, note="by imports; nobody has yet said in `docs/generate.py` what is compared with what")


def imported(path: Path) -> set[str]:
    """Return the dotted names that a file imports when it runs; `from a import b` counts as `a` and as `a.b`."""
    found = set()
    for node in _running(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = list(path.parent.relative_to(TESTS if TESTS in path.parents else PACKAGE.parent).parts)
            above = base[: len(base) - node.level + 1] if node.level else []
            stem = ".".join([*above, *([node.module] if node.module else [])])
            found |= {stem, *(f"{stem}.{alias.name}" for alias in node.names)}
    return found


def _running(tree: ast.AST) -> list[ast.AST]:
    """Return the nodes of a module without those that only a type checker sees."""
    kept = [tree]
    for child in ast.iter_child_nodes(tree):
        if not (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)):
            kept += _running(child)
    return kept


def mechanisms_page() -> str:
    """Return the page of mechanisms as Markdown."""
    said = mechanisms()
    kinds = [f"- *{kind}*: {meaning}: {_count(kind, said)}." for kind, meaning in KINDS.items()]
    told = (
        "Each mechanism in its own words: what it computes, whose it is, what it is handed and decides, and what it is "
        "silent about. [model.md](model.md) says how they fit together. [P] is a published result and [R] a reduced "
        "form of this project. The mark says what checks the code; whether a mechanism describes a war well is another "
        "question, which no mark answers. One of four, with how many carry it:\n\n" + "\n".join(kinds)
    )
    page = [HEAD.format(title="Mechanisms", source="the docstrings and `docs/generate.py`", told=told)]
    for room, meaning in ROOMS.items():
        page.append(f"## {room}\n\n{meaning}")
        page += [_mechanism(name, one) for name, one in said.items() if name.startswith(f"{room}/")]
    return _joined(page)


def _mechanism(name: str, said: dict[str, str]) -> str:
    listed = [f"**{heading}** {_prose(said[heading])}" for heading in MECHANISM[1:]]
    return "\n\n".join(
        [
            f"### `{name}`",
            _prose(said[SENTENCE]),
            _block(said["Equation:"]),
            *listed,
            f"**Mark:** {_told(mark(name))}",
        ]
    )


def _told(one: Mark) -> str:
    """Say a mark in words."""
    by = f" by `{one.tests[0]}`" if one.tests else ""
    against = f" against {_listed(one.oracle)} of `tests/oracle`" if one.oracle else ""
    also = f"also run by {_listed(one.tests[1:])}" if one.tests[1:] else ""
    return "; ".join(part for part in (f"{one.kind}{by}{against}", one.note, also) if part) + "."


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _count(kind: str, said: dict[str, dict[str, str]]) -> int:
    return sum(mark(name).kind == kind for name in said)


# --- Published models ----------------------------------------------------------------------------


def models() -> dict[str, Path]:
    """Return the files of the published models by the name that the command line gives them."""
    files = sorted((PACKAGE / "theory").glob("[!_]*.py"))
    return {path.stem.replace("_", "-"): path for path in files}


def command(name: str, path: Path) -> str:
    """Return the command line that computes a model, with the numbers it takes if none are given."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tables = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "table"]
    if not tables:
        raise ValueError(f"{_place(path)} has no function `table`, by which the command line computes it")
    asked = [f"ripeness theory {name}"]
    for parameter, default in zip(tables[0].args.kwonlyargs, tables[0].args.kw_defaults, strict=True):
        try:
            value = ast.literal_eval(default) if default else None
        except ValueError:  # computed when the module is imported: the command line knows it, this page does not
            value = None
        flag = option(parameter.arg)
        if isinstance(value, bool):
            asked.append(flag if value else f"--no-{flag[2:]}")
        elif value is not None:
            asked.append(f"{flag} {value!r}")
    return " ".join(asked)


def theory_page() -> str:
    """Return the page of published models as Markdown."""
    told = (
        "Closed forms of the field, one module of `src/ripeness/theory` each; they know nothing of the games. "
        "[P] is a published result and [R] a reduced form of this project; *recalled* says that a source was stated "
        "from memory and not read for this. `ripeness theory list` shows them on one screen; the command line under "
        "each computes it with the numbers that it takes if none are given."
    )
    page = [HEAD.format(title="Published models", source="the docstrings of `src/ripeness/theory`", told=told)]
    for name, path in models().items():
        said = _parts(path, MODEL)
        cited = [f"- {_prose(source)}" for source in sources(said["Sources:"])]
        page += [
            f"## `{name}`",
            _prose(said[SENTENCE]),
            f"**Game:**\n\n{_block(said['Game:'])}",
            f"**Assumes:** {_prose(said['Assumes:'])}",
            f"**Result:**\n\n{_block(said['Result:'])}",
            "**Paper's:** " + _prose(said["Paper's:"]),
            f"**Ours:** {_prose(said['Ours:'])}",
            "**Sources:**\n\n" + "\n".join(cited),
            f"**Silent about:** {_prose(said['Silent about:'])}",
            _block(command(name, path)),
        ]
    return _joined(page)


# --- Pages ---------------------------------------------------------------------------------------

PAGES: dict[str, Callable[[], str]] = {
    "scenario-reference.md": reference_page.page,
    "mechanisms.md": mechanisms_page,
    "theory.md": theory_page,
}


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


def _parts(path: Path, headings: tuple[str, ...]) -> dict[str, str]:
    try:
        return parts(docstring(path), headings)
    except ValueError as error:
        raise ValueError(f"the docstring of {_place(path)}: {error}") from error


def _place(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def _prose(text: str) -> str:
    """Return prose on one line, with what Markdown would read as its own escaped, but for `code`."""
    return re.sub(r"(`[^`]*`)|([*_<])", lambda found: found[1] or f"\\{found[2]}", flowed(text))


def _block(text: str) -> str:
    return f"```text\n{text}\n```"


def _joined(page: list[str]) -> str:
    return "\n\n".join(part.strip("\n") for part in page) + "\n"


if __name__ == "__main__":
    main()
