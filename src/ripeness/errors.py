"""What can go wrong, said so that a reader can put it right.

Every error names what is wrong, where, and what to do. The command line prints ``str(error)`` and
leaves with ``error.exit_code``; nobody sees a traceback for a mistake in a file. What a message quotes from
a file or a folder is printed harmlessly: no character in it commands the terminal or turns the text about.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

MOST_ALIKE = 5
"""How many problems of the same wording are printed before the rest is counted."""

MOST_PRINTED = 6000
"""Characters of problems that are printed before the rest is counted; ``problems`` holds all."""

LONGEST = 600
"""Characters of one part of a message; what is longer is cut."""

JOINERS = "\u200c\u200d"
"""Format characters that words of several scripts need."""


def commanding(text: str, allowed: str = "") -> str | None:
    """Return the first character that is no text but commands whoever shows it, or None.

    These are the control characters (C0, C1, line and paragraph separators), those that turn the direction of
    text or are not seen, and halves of surrogate pairs; ``allowed`` lists exceptions.
    """
    if text.isascii() and text.isprintable():
        return None
    return next(
        (
            one
            for one in text
            if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp") and one not in JOINERS + allowed
        ),
        None,
    )


def harmless(text: str, allowed: str = "") -> str:
    """Return foreign text as it may be printed: every commanding character written as an escape, \\x1b for ESC."""
    if commanding(text, allowed) is None:
        return text
    return "".join(
        one if commanding(one, allowed) is None else one.encode("unicode_escape").decode("ascii") for one in text
    )


class RipenessError(Exception):
    """Something that the person at the keyboard can put right."""

    exit_code = 2

    def __init__(self, what: str, fix: str = "") -> None:
        super().__init__(harmless(_sentences(what, fix), "\n"))
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
        where = [_cut(part) for part in (place, self.path) if part]
        return harmless(": ".join([*where, _sentences(self.what, self.fix)]))


class ScenarioError(RipenessError):
    """A scenario that cannot be used: ``problems`` holds all, ``str()`` prints one a line, as many as can be read."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line or 0))
        first = self.problems[0]
        super().__init__(first.what, first.fix)

    def __str__(self) -> str:
        told = Counter(problem.what for problem in self.problems)
        seen: Counter[str] = Counter()
        lines: list[str] = []
        for number, problem in enumerate(self.problems):
            if sum(map(len, lines)) > MOST_PRINTED:
                lines.append(f"... and {len(self.problems) - number} more problems. Correct these first.")
                break
            seen[problem.what] += 1
            if seen[problem.what] <= MOST_ALIKE:
                lines.append(str(problem))
            elif seen[problem.what] == told[problem.what]:
                lines.append(f"... and {told[problem.what] - MOST_ALIKE} more like it: {harmless(_cut(problem.what))}.")
        return "\n".join(lines)


class DataError(RipenessError):
    """A data set or a saved result that cannot be read or does not say what it should."""


class RunError(RipenessError):
    """A run that cannot start or cannot be finished or saved."""


class Superseded(RunError):
    """A request that a later one of the same asker took the place of: its answer is no longer wanted."""

    def __init__(self) -> None:
        super().__init__("a later request took the place of this one", "Wait for the answer to the later one")


class RipenessWarning(Warning):
    """Something that a person should know although the work goes on; the command line prints it as a sentence."""


def _sentences(*parts: str) -> str:
    """Join clauses into sentences, each with one full stop."""
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in map(_cut, parts) if part)


def _cut(part: str) -> str:
    return part if len(part) <= LONGEST else f"{part[:LONGEST]} ..."
