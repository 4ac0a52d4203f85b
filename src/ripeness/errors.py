"""What can go wrong, said so that a reader can put it right.

Every error names what is wrong, where, and what to do. The command line prints ``str(error)`` and
leaves with ``error.exit_code``; nobody sees a traceback for a mistake in a file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

MOST_ALIKE = 5
"""How many problems of the same wording are printed before the rest is counted."""


class RipenessError(Exception):
    """Something that the person at the keyboard can put right."""

    exit_code = 2

    def __init__(self, what: str, fix: str = "") -> None:
        super().__init__(_sentences(what, fix))
        self.what = what
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a scenario: what, what to do, and where it stands."""

    what: str
    fix: str = ""
    path: str = ""
    file: str = ""
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        where = [part for part in (place, self.path) if part]
        return ": ".join([*where, _sentences(self.what, self.fix)])


class ScenarioError(RipenessError):
    """A scenario that cannot be used: ``problems`` holds all, ``str()`` prints one a line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line or 0))
        first = self.problems[0]
        super().__init__(first.what, first.fix)

    def __str__(self) -> str:
        told = Counter(problem.what for problem in self.problems)
        seen: Counter[str] = Counter()
        lines: list[str] = []
        for problem in self.problems:
            seen[problem.what] += 1
            if seen[problem.what] <= MOST_ALIKE:
                lines.append(str(problem))
            elif seen[problem.what] == told[problem.what]:
                lines.append(f"... and {told[problem.what] - MOST_ALIKE} more like it: {problem.what}.")
        return "\n".join(lines)


class DataError(RipenessError):
    """A data set or a saved result that cannot be read or does not say what it should."""


class RunError(RipenessError):
    """A run that cannot start or cannot be finished or saved."""


def _sentences(*parts: str) -> str:
    """Join clauses into sentences, each with one full stop."""
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)
