"""A conflict as JSON: options with who holds them, decision makers with their preferences, states that can be.

Format:
    title, options [{name, controlled_by, moves}], decision_makers [{name, preference_order}]; id, notation,
    irreversible_options, feasible_states and infeasible_patterns may be left out
    a state is a text of Y (taken) and N (not taken), a letter for each option; in a pattern - stands for either
    preference_order: lists of equally good states, the best list first; each state once
    moves: both, no_to_yes_only or yes_to_no_only
Sources: the notation of the conflicts of the literature (Fang, Hipel & Kilgour 1993 [P, recalled]), in JSON as here.
Silent about: preferences by statements in order of priority: write out the order of states.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from ripeness.errors import DataError
from ripeness.rivals.cells import decoded, kept, read_source
from ripeness.rivals.conflict import MOVES, Conflict

MOST_OPTIONS = 16
KNOWN = frozenset(
    ("id", "title", "notation", "options", "irreversible_options", "decision_makers", "infeasible_patterns")
    + ("feasible_states",)
)
NOTATION = (
    "A state is a string of Y (option taken) and N (not taken), one letter per option in the order listed. "
    "preference_order runs from most to least preferred; states in one inner list are equally preferred."
)


def read(path: str | Path) -> Conflict:
    """Return the conflict that a file states.

    Raises
    ------
    DataError : with file, line, what is wrong and what to do.
    """
    return parse(*read_source(path))


def parse(file: str, raw: bytes) -> Conflict:
    """Return the conflict that the bytes of such a file state; `file` is what errors call it."""
    return _Reader(file, decoded(file, raw)).conflict(raw)


class _Reader:
    """A text of JSON and the conflict in it; it knows on which line a word stands."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        try:
            self.held = json.loads(text)
        except json.JSONDecodeError as error:
            what = f"{file}, line {error.lineno}: this is no JSON: {error.msg}"
            raise DataError(what, "Correct it there or just before") from None
        except RecursionError:
            raise DataError(f"{file}, line 1: brackets in brackets without end", "Correct it") from None

    def refuse(self, what: str, fix: str, word: str = "") -> DataError:
        """Return an error that names the line where a word first stands between quotes."""
        at = self.text.find(json.dumps(word, ensure_ascii=False)) if word else 0
        line = self.text.count("\n", 0, max(at, 0)) + 1
        return DataError(f"{self.file}, line {line}: {what}", fix)

    def conflict(self, raw: bytes) -> Conflict:
        held = self.held
        if not isinstance(held, dict):
            raise self.refuse("this is no JSON object", "Write {...} with title, options and decision_makers")
        for key in held:
            if key not in KNOWN:
                raise self.refuse(f"{key!r} is no key of a conflict", f"Write one of: {', '.join(sorted(KNOWN))}", key)
        options = self._named("options")
        makers = self._named("decision_makers")
        names, people = [one["name"] for one in options], [one["name"] for one in makers]
        if len(names) > MOST_OPTIONS:
            raise self.refuse(f"there are {len(names)} options", f"At most {MOST_OPTIONS} can be analysed", "options")
        holder = [self._one_of(one, "controlled_by", people) for one in options]
        moves = [self._one_of({"moves": "both"} | one, "moves", MOVES) for one in options]
        self._agree(options, makers)
        patterns = self._texts(held, "infeasible_patterns", r"[YN-]*", len(names))
        states = self._states(patterns, len(names))
        rank = np.array([self._ranked(one, states) for one in makers])
        return Conflict(
            str(held.get("title") or held.get("id") or self.file), tuple(people), tuple(names),
            np.array([people.index(one) for one in holder]), tuple(moves),
            np.array([[one == "Y" for one in state] for state in states]), rank,
            tuple(patterns), str(held.get("id", "")), raw,
        )  # fmt: skip

    def _named(self, key: str) -> list[dict[str, Any]]:
        found = self.held.get(key)
        if not isinstance(found, list) or not found:
            raise self.refuse(f"{key} is no list with something in it", 'Write [{"name": ...}, ...]', key)
        names: list[str] = []
        for one in found:
            name = one.get("name") if isinstance(one, dict) else None
            if not isinstance(name, str) or not name:
                raise self.refuse(f"an entry of {key} has no name", 'Give each a "name"', key)
            if name in names:
                raise self.refuse(f"{key} names {name} twice", "Name each once", name)
            names.append(name)
        return found

    def _one_of(self, entry: dict[str, Any], key: str, allowed: list[str] | tuple[str, ...]) -> str:
        found = entry.get(key)
        if found not in allowed:
            what = f"{key} of {entry.get('name')} is {found!r}"
            raise self.refuse(what, f"Write one of: {', '.join(allowed)}", str(found if found else entry.get("name")))
        return str(found)

    def _agree(self, options: list[dict[str, Any]], makers: list[dict[str, Any]]) -> None:
        """Refuse what is said twice and differently: options by number of a maker, and those that are irreversible."""
        for maker in makers:
            own = [k for k, one in enumerate(options) if one["controlled_by"] == maker["name"]]
            if "options" in maker and maker["options"] != own:
                what = f"{maker['name']} lists the options {maker['options']}, but controls {own}"
                raise self.refuse(what, "Correct one of the two, or leave the list out", maker["name"])
        if "irreversible_options" in self.held:
            one_way = [one["name"] for one in options if one.get("moves", "both") != "both"]
            if self.held["irreversible_options"] != one_way:
                what = f"irreversible_options are {self.held['irreversible_options']}, but by their moves {one_way}"
                raise self.refuse(what, "Correct one of the two, or leave the list out", "irreversible_options")

    def _texts(self, held: Any, key: str, form: str, length: int) -> list[str]:
        found = held.get(key, [])
        if not isinstance(found, list):
            raise self.refuse(f"{key} is no list", "Write a list of texts", key)
        for one in found:
            if not isinstance(one, str) or not re.fullmatch(form, one) or len(one) != length:
                what = f"{one!r} in {key} has not {length} letters of {form[1:-2]}"
                raise self.refuse(what, "Write a letter for each option", str(one))
        return found

    def _states(self, patterns: list[str], count: int) -> list[str]:
        barred = [re.compile(one.replace("-", ".")) for one in patterns]
        if "feasible_states" not in self.held:
            made = ("".join("NY"[number >> k & 1] for k in range(count)) for number in range(2**count))
            found = [one for one in made if not any(bar.fullmatch(one) for bar in barred)]
        else:
            found = self._texts(self.held, "feasible_states", r"[YN]*", count)
            for one in found:
                if any(bar.fullmatch(one) for bar in barred):
                    what = f"{one} is feasible and barred by a pattern"
                    raise self.refuse(what, "Take it out of one of the two", one)
            for one, times in Counter(found).items():
                if times > 1:
                    raise self.refuse(f"{one} stands twice among the feasible states", "Keep one", one)
        if not found:
            raise self.refuse("no state is feasible", "Take a pattern out", "infeasible_patterns")
        return found

    def _ranked(self, maker: dict[str, Any], states: list[str]) -> list[int]:
        """Return the rank of each state for a decision maker, 0 the worst."""
        order, name = maker.get("preference_order"), maker["name"]
        if not isinstance(order, list) or not all(isinstance(one, list) and one for one in order):
            raise self.refuse(f"preference_order of {name} is no list of lists", 'Write [["YN"], ["NN", "NY"]]', name)
        rank: dict[str, int] = {}
        known = set(states)
        for place, equal in enumerate(order):
            for state in equal:
                if not isinstance(state, str) or state not in known:
                    raise self.refuse(f"{name} ranks {state!r}, which is no feasible state", "Take it out", str(state))
                if state in rank:
                    raise self.refuse(f"{name} ranks {state} twice", "Keep one", name)
                rank[state] = len(order) - 1 - place
        if lacking := [one for one in states if one not in rank]:
            raise self.refuse(f"{name} does not rank {lacking[0]}", "Rank every feasible state", name)
        return [rank[one] for one in states]


def write(conflict: Conflict) -> bytes:
    """Return the file: the very bytes that were read if nothing was changed, else the same conflict, plainly."""
    if unchanged := kept(conflict, parse):
        return unchanged
    options = [
        {"name": name, "controlled_by": conflict.makers[who], "moves": moves}
        for name, who, moves in zip(conflict.options, conflict.holder, conflict.moves, strict=True)
    ]
    makers = [
        {"name": name, "preference_order": [
            [label for label, one in zip(conflict.labels, rank, strict=True) if one == level]
            for level in range(int(rank.max()), -1, -1)
        ]}
        for name, rank in zip(conflict.makers, conflict.rank, strict=True)
    ]  # fmt: skip
    held: dict[str, Any] = {"id": conflict.name} if conflict.name else {}
    held |= {"title": conflict.title, "notation": NOTATION, "options": options, "decision_makers": makers}
    held |= {"infeasible_patterns": list(conflict.ruled_out), "feasible_states": list(conflict.labels)}
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()
