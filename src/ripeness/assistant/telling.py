"""What an assistant is told: the page in words, the cautions that belong to it, and the command that asks again."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from io import StringIO
from typing import Any, TypedDict

from rich.console import Console

from ripeness.pages.layout import Page, sentences
from ripeness.pages.terminal import shown
from ripeness.pages.words import cannot_happen
from ripeness.schema import Scenario
from ripeness.schema.inventory import inventory

COLUMNS = 88

WARNING = "CAUTION"
"""How a page begins what must not be passed over."""

ALWAYS = (
    "This follows from the assumptions of the scenario, computed; it is no prediction. Say so where you quote it.",
    "A share of the versions of the argument is not a probability that the argument is true.",
    "A claim that fails and a number that rests on judgement belong into any summary of this.",
)


class Told(TypedDict):
    """An answer. cautions : to be passed on with it. page : what a person would read. command : asks the same again.

    answer : the same as data (docs/json.md), only where it was asked for.
    """

    cautions: list[str]
    page: str
    command: str
    answer: dict[str, Any] | None


def told(scenario: Scenario, page: Page, command: list[str], content: Mapping[str, Any], data: bool) -> Told:
    """Return an answer about a scenario. data : whether its content is handed over too."""
    return Told(
        cautions=cautions(scenario, page),
        page=words(page),
        command=shlex.join(["ripeness", *command]),
        answer=dict(content) if data else None,
    )


def cautions(scenario: Scenario, page: Page) -> list[str]:
    """Return what must be said with any answer about a scenario: first what the page itself warns of."""
    found = [text for text in sentences(page) if text.startswith(WARNING)]
    held = inventory(scenario)
    if held["numbers"]:
        found.append(f"{held['on_judgement']} of the scenario's {held['numbers']} numbers rest on judgement.")
    found += scenario.warnings()
    return [*found, *ALWAYS, cannot_happen(scenario.truce is not None)]


def words(page: Page) -> str:
    """Return a page as text."""
    written = StringIO()
    console = Console(
        file=written, width=COLUMNS, highlight=False, markup=False, emoji=False, color_system=None, force_terminal=False
    )
    console.print(shown(page))
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines())


def words_of(command: str, scenario: str, view: str | None, **options: Any) -> list[str]:
    """Return the words of a command: options that are None are left out, lists and levers repeated."""
    found = [command, *([scenario] if scenario else []), *(["--view", view] if view else [])]
    for name, value in options.items():
        flag = f"--{name.replace('_', '-')}"
        if isinstance(value, Mapping):
            found += [word for lever, one in value.items() for word in (flag, f"{lever}={one}")]
        elif isinstance(value, list):
            found += [word for one in value for word in (flag, str(one))]
        elif value is not None:
            found += [flag, str(value)]
    return found


PageOf = Callable[[Any], Page]
