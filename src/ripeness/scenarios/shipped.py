"""The scenarios that come with the package, and how a scenario is found by name or path."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ripeness.errors import Problem, ScenarioError, harmless

if TYPE_CHECKING:
    from ripeness.schema import Scenario
    from ripeness.schema.sections.question import Question

FOLDER = Path(__file__).parent
FLAGSHIP = "ukraine-2026"

_TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.M)


VIEWS = "views"
"""Folder, beside a scenario's file, of the views of it: ``views/NAME/*.yaml``."""
QUESTIONS = "questions"
"""Folder, beside a scenario's file, of what it is asked: ``questions/NAME.yaml``."""


def shipped() -> dict[str, Path]:
    """Return the shipped scenarios by name: the flagship first, then other wars, then ``toys/...``."""
    files = (path for path in FOLDER.rglob("*.yaml") if not {VIEWS, QUESTIONS} & {*path.relative_to(FOLDER).parts})
    found = {path.relative_to(FOLDER).with_suffix("").as_posix(): path for path in files}
    return dict(sorted(found.items(), key=lambda item: (item[0] != FLAGSHIP, "/" in item[0], item[0])))


def title(path: Path) -> str:
    """Return a scenario's title without reading the rest of it."""
    try:
        found = _TITLE.search(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return ""
    return harmless(found[1].strip("'\"")) if found else ""


def locate(name_or_path: str | Path) -> Path:
    """Return the file of a scenario: a shipped one by name (toys also without ``toys/``), or a path."""
    stated = str(name_or_path)
    known = shipped()
    short = {name.rsplit("/", 1)[-1]: path for name, path in reversed(known.items())}
    if stated in known or stated in short:
        return known.get(stated) or short[stated]
    path = Path(stated)
    if path.suffix in (".yaml", ".yml") or path.exists() or isinstance(name_or_path, Path):
        return path
    from ripeness.schema.nearest import nearest

    guess = nearest(stated, dict.fromkeys([*known, *short]))
    meant = f"Did you mean {guess!r}? " if guess else ""
    fix = f"{meant}Name a shipped scenario (`ripeness list` shows them) or the path of a .yaml file"
    raise ScenarioError([Problem(f"there is no scenario {stated!r}", fix)])


def views(name_or_path: str | Path) -> dict[str, Path]:
    """Return the views of a scenario by name: the files in ``views/NAME/`` beside it."""
    file = locate(name_or_path)
    return {path.stem: path for path in sorted((file.parent / VIEWS / file.stem).glob("*.yaml"))}


def locate_view(name_or_path: str | Path, view: str | Path) -> Path:
    """Return the file of a scenario's view: one of its views by name, or a path."""
    stated, known = str(view), views(name_or_path)
    if stated in known:
        return known[stated]
    path = Path(stated)
    if path.suffix in (".yaml", ".yml") or path.exists() or isinstance(view, Path):
        return path
    from ripeness.schema.nearest import advice

    fix = advice(stated, tuple(known), "view") if known else "It has none; name the path of a .yaml file"
    raise ScenarioError([Problem(f"{name_or_path} has no view {stated!r}", fix)])


def questions(scenario: Scenario) -> dict[str, Question]:
    """Return the questions that a scenario is asked, by name: those of its file, and those of the file beside it.

    Raises
    ------
    ScenarioError : every problem in the file beside it; a name that stands in both.
    """
    from ripeness.schema.load import read_text
    from ripeness.schema.question_file import read_questions

    file = scenario.laid_over or scenario.file
    beside = None if file is None else file.parent / QUESTIONS / f"{file.stem}.yaml"
    if beside is None or not beside.is_file():
        return dict(scenario.questions)
    found = read_questions(read_text(beside), str(beside), scenario.name, scenario.calendar)
    if twice := sorted({*found} & {*scenario.questions}):
        fix = f"Rename it in {beside.name} or in the scenario's file"
        raise ScenarioError([Problem(f"the question {twice[0]} stands twice", fix, f"questions.{twice[0]}")])
    return {**scenario.questions, **found}


def load(name_or_path: str | Path, view: str | Path | None = None) -> Scenario:
    """Read a scenario, shipped or your own, as one of its views has it; raise ``ScenarioError`` with every problem.

    Parameters
    ----------
    name_or_path : of the scenario. view : name of one of its views, or the path of a view's file; None for none.

    Examples
    --------
    >>> import ripeness
    >>> ripeness.load("ukraine-2026").name
    'ukraine-2026'
    """
    from ripeness.schema import load_scenario

    return load_scenario(locate(name_or_path), None if view is None else locate_view(name_or_path, view))
