"""Pieces of a scenario's text: numbers with their notes, quoted words, and what is taken where nothing was answered."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ripeness.scenarios.interview import numbers
from ripeness.scenarios.interview.asking import Answers
from ripeness.scenarios.interview.numbers import Stated
from ripeness.scenarios.interview.pieces import alike, months_of_war, name_of
from ripeness.scenarios.interview.questions import BY_KEY
from ripeness.scenarios.interview.readers import steps_of
from ripeness.schema.calendar import month_after, months_between

NOT_ANSWERED = "not answered; taken wide"

USUAL_FADING = 60.0
"""Months after which a hope has halved where nobody said."""

_NOTED = re.compile(r'note: "(\w+): ')


class Told:
    """The answers as a writer needs them: what they hold, keys of names, and a note for each number."""

    def __init__(self, answers: Answers) -> None:
        self.words = answers.words
        self.got: dict[str, Any] = answers.got()
        self.attacker = name_of(self.got["attacker"], ("all", "nobody"))
        self.defender = name_of(self.got["defender"], ("all", "nobody", self.attacker))
        taken = ["all", "nobody", self.attacker, self.defender]
        self.others: dict[str, str] = {}
        for role in ("sponsor", "mediator"):
            if role in self.got:
                self.others[role] = name_of(self.got[role][0], tuple(taken))
                taken.append(self.others[role])
        self.holder: str = self.got.get("holder") or ""
        if self.holder:
            same = [(self.got["defender"], self.defender)]
            same += [(self.got[role][0], key) for role, key in self.others.items()]
            known = [key for name, key in same if alike(name, self.holder)]
            self.others["holder"] = known[0] if known else name_of(self.holder, tuple(taken))
        self.about: list[str] = self.got.get("issues", ["what the war is about"])
        self.issues: list[str] = []
        for name in self.about:
            self.issues.append(name_of(name, ("all", *self.issues)))
        self.age = months_of_war(self.got)
        fading = self.got.get("fading")
        self.fading: float = fading.middle if fading else USUAL_FADING

    @property
    def last_seen(self) -> str:
        """The month in which the front was last seen: the one before writing, if the war was on."""
        began, as_of = self.got["dates"]
        return str(max(began, month_after(as_of, -1)))

    @property
    def steps(self) -> int:
        """How many steps the front has where nobody measures it."""
        return steps_of(self.got)

    def places(self) -> tuple[int, int]:
        """Return where the ladder's front began and is: it moves each month, so that the first may be one step off."""
        steps = self.steps
        first, last = self.got.get("front_place", (steps // 2, steps // 2))
        months = months_between(self.got["dates"][0], self.last_seen)
        if self.has("front_place") and (last - first - months) % 2:
            first += 1 if first == 1 or (last > first and first < steps - 1) else -1
        return first, last

    def has(self, key: str) -> bool:
        """Whether a question was answered."""
        return key in self.got

    def ranged(self, key: str) -> bool:
        """Whether a question was answered with a range."""
        return key in self.got and len(self.got[key].values) > 1

    def note(self, key: str, more: str = "", part: int | None = None, otherwise: str = NOT_ANSWERED) -> str:
        """Return the question's name and its answer (or one `part` of it), as a note."""
        if key not in self.got or key not in self.words:
            return f"{key}: {otherwise}"
        parts = [one.strip() for one in self.words[key].split(";")]
        answer = self.words[key] if part is None or part >= len(parts) else parts[part]
        return f"{key}: {answer}{f' ({more})' if more else ''}"

    def number(self, stated: Mapping[str, str], key: str, more: str = "", part: int | None = None) -> str:
        """Return a number with its source and note."""
        return judged(stated, self.note(key, more, part))

    def rate(self, key: str, otherwise: Mapping[str, str], more: str = "", scale: float = 1.0) -> str:
        """Return a chance in each month, as answered and scaled, or what is taken otherwise."""
        stated: Stated | None = self.got.get(key)
        if stated is None:
            return self.number(otherwise, key)
        scaled = stated.by(lambda one: min(0.99, one * scale))
        return self.number(numbers.rate(scaled, "%/month", 100.0), key, more)

    def share(self, key: str, otherwise: Mapping[str, str], unit: str = "") -> str:
        """Return a chance or share, as answered, or what is taken otherwise."""
        stated: Stated | None = self.got.get(key)
        return self.number(otherwise if stated is None else numbers.chance(stated, unit), key)


def judged(stated: Mapping[str, str], note: str) -> str:
    """Return a number whose source is judgement."""
    return flow({**stated, "source": "judgement"}, note)


def flow(stated: Mapping[str, str], note: str = "") -> str:
    """Return a mapping on one line; a note is quoted."""
    rows = [f"{key}: {value}" for key, value in stated.items()] + ([f"note: {quoted(note)}"] if note else [])
    return "{" + ", ".join(rows) + "}"


def quoted(text: str) -> str:
    """Return a text as YAML quotes it."""
    return json.dumps(text, ensure_ascii=False)


def wide(low: str, middle: str, high: str) -> dict[str, str]:
    """Return a wide distribution that is taken where nothing was answered."""
    return {"median": middle, "p10": low, "p90": high}


def with_questions(parts: Iterable[Iterable[str]], worded: Callable[[str], str]) -> list[str]:
    """Return the lines of each part, before them the questions that its notes name for the first time."""
    shown: set[str] = set()
    found = []
    for part in parts:
        lines = list(part)
        asked = [key for line in lines for key in _NOTED.findall(line) if key in BY_KEY]
        new = [key for key in dict.fromkeys(asked) if key not in shown]
        shown |= set(new)
        if lines:
            found.append("\n".join([*(f"# {key}: {worded(key)}" for key in new), *lines]))
    return found
