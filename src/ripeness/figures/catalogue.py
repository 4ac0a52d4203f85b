"""Every figure by its name, and the figure of a result."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from ripeness.errors import RunError
from ripeness.figures.figure import Figure, in_names
from ripeness.figures.names import FIGURES
from ripeness.figures.telling import named, subtitle
from ripeness.pages.difference import name as policy_of
from ripeness.pages.names import ROLES, name_roles
from ripeness.pages.words import policy_in_words
from ripeness.questions.arguments import checked
from ripeness.questions.result import Result
from ripeness.schema.nearest import advice
from ripeness.schema.sections.policy import STATUS_QUO

SHADED = "Line: the mean. Shaded: eight of ten versions of the argument."


@checked
def figure(result: Result, name: str) -> Figure:
    """Return a figure of a result.

    Parameters
    ----------
    result : what a question returned. name : of the figure, one of `result.figures`.

    Returns
    -------
    `Figure`: `specification()`, `svg()`, `png(scale)`, `csv()`, `sentence`; it shows itself in a notebook.

    Raises
    ------
    RunError : the question has no such figure, there is nothing to draw, or the libraries are not installed.

    Examples
    --------
    >>> import ripeness
    >>> toy = ripeness.load("gamblers-ruin")
    >>> ripeness.figure(ripeness.summary(ripeness.forecast(toy, draws=1), toy), "survival").title
    'Does the war go on?'
    """
    refuse_other(result)
    if name not in result.figures:
        what = f"{result.question} has no figure called {name!r}"
        fix = advice(name, result.figures, "figure") if result.figures else f"These have some: {', '.join(FIGURES)}"
        raise RunError(what, fix)
    home, content = import_module(f"ripeness.figures.{name}"), result.content
    try:
        why = home.lacks(content) if hasattr(home, "lacks") else ""
        tables = {} if why else home.tables(content)
    except KeyError as error:
        what = f"the figure {name} needs {error}, which this result does not hold"
        raise RunError(what, "Ask again: it was saved by another version of ripeness") from error
    if why:
        raise RunError(f"there is no figure {name}: {why}", f"Others are: {', '.join(result.figures)}")
    roles = {
        role: one for role, one in named(content.get("names", {})).items() if role in ROLES and one.lower() != role
    }
    tables = in_names(tables, roles)
    sentence = name_roles(home.sentence(tables), roles)
    under = home.subtitle(content) if hasattr(home, "subtitle") else subtitle(content, _policy(content))
    shaded = (SHADED,) if tables.get("band") else ()
    return Figure(
        name, name_roles(home.TITLE, roles), (*under, *shaded), tables, sentence,
        lambda: home.chart(**home.chosen(content)) if hasattr(home, "chosen") else home.chart(), roles,
    )  # fmt: skip


def refuse_other(result: Any) -> None:
    """Refuse what no question returned."""
    if not isinstance(result, Result):
        what = f"result is {type(result).__name__}, not what a question returned"
        raise RunError(what, "Ask first, such as ripeness.summary(forecast, scenario)")


def possible(result: Result) -> dict[str, Figure]:
    """Return every figure of a result for which there is something to draw, by name."""
    found = {}
    for name in result.figures:
        home = import_module(f"ripeness.figures.{name}")
        if not (hasattr(home, "lacks") and home.lacks(result.content)):
            found[name] = figure(result, name)
    return found


def _policy(content: Mapping[str, Any]) -> str:
    if "policy_title" in content:
        return f"With {policy_in_words(content)}"  # type: ignore[arg-type]
    if "timeline" in content:
        return f"A: {policy_of(content, 'a')}; B: {policy_of(content, 'b')}"  # type: ignore[arg-type]
    if "policy" not in content:
        return ""
    return "With nothing new adopted" if content["policy"] == STATUS_QUO else f"With the policy '{content['policy']}'"
