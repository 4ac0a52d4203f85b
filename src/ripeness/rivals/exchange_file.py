"""The exchange model's table: lines that begin with a mark, cells parted by tabs and enclosed in single quotes.

Format:
    #A  key, name, comment                            an actor
    #P  key, name, comment                            an issue
    #M  key of the issue, position, meaning           a point of its scale; the least and the greatest are its ends
    #D  key of actor, key of issue, position, salience, power
    #0  and #/  a comment; an issue without #M runs from 0 to 100
Sources: documentation of decide-exchange-model (public repository foarsitter/decide-exchange-model), read for its
    format.
Silent about: #O, which some files carry and which is passed over.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ripeness.errors import DataError
from ripeness.rivals.actors import Actors
from ripeness.rivals.cells import Row, decoded, kept, number, read_source, rows_of

COMMENTS = ("#0", "#/", "#O")
KINDS = ("#A", "#P", "#M", "#D")
SEPARATOR, QUOTE = "\t", "'"


def read(path: str | Path) -> Actors:
    """Return what such a file says.

    Raises
    ------
    DataError : with file, line, what is wrong and what to do.
    """
    return parse(*read_source(path))


def parse(file: str, raw: bytes) -> Actors:
    """Return what the bytes of such a file say; `file` is what errors call it."""
    rows: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    for row in rows_of(file, decoded(file, raw), COMMENTS, QUOTE):
        if row.cells[0] not in rows:
            raise row.refuse(f"the line begins with {row.cells[0][:20]!r}", f"Begin it with one of {', '.join(KINDS)}")
        rows[row.cells[0]].append(row)
    for kind, meaning in (("#A", "actor"), ("#P", "issue"), ("#D", "position")):
        if not rows[kind]:
            raise DataError(f"{file}, line 1: no line {kind} defines an {meaning}", f"Add lines that begin with {kind}")
    actors, issues = _keys(rows["#A"], "actor"), _keys(rows["#P"], "issue")
    marks = [_mark(row, issues) for row in rows["#M"]]
    ends = {key: [at for issue, at, _ in marks if issue == key] or [0.0, 100.0] for key in issues}
    for row in rows["#P"]:
        if min(ends[row.cells[1]]) == max(ends[row.cells[1]]):
            raise row.refuse(f"the scale of {row.cells[1]} has one end only", "Give two different positions with #M")
    capability, position, salience = _stands(rows["#D"], list(actors), list(issues), ends)
    used = (salience * capability > 0).any(axis=0)
    if not used.all():
        lost = rows["#P"][int(np.flatnonzero(~used)[0])]
        raise lost.refuse(f"nobody with power and salience has a position on {lost.cells[1]}", "Add one, or drop it")
    return Actors(
        file.rpartition(".")[0] or file, tuple(actors), tuple(issues), capability, position, salience,
        np.array([min(ends[key]) for key in issues]), np.array([max(ends[key]) for key in issues]),
        tuple(actors.values()), tuple(issues.values()), marks=tuple(marks), source=raw,
    )  # fmt: skip


def _keys(rows: list[Row], meaning: str) -> dict[str, str]:
    """Return names by key, in the order of the file."""
    found: dict[str, str] = {}
    for row in rows:
        key = row.text(1, f"the key of the {meaning}")
        if key in found:
            raise row.refuse(f"{key} is defined twice", f"Give each {meaning} its own key")
        found[key] = row.cells[2] if len(row.cells) > 2 else key
    return found


def _known(row: Row, column: int, keys: dict[str, str] | list[str], meaning: str) -> str:
    key = row.text(column, f"the key of the {meaning}")
    if key not in keys:
        raise row.refuse(f"{key} is no {meaning} of this file", f"Define it, or write one of: {', '.join(keys)}")
    return key


def _mark(row: Row, issues: dict[str, str]) -> tuple[str, float, str]:
    key = _known(row, 1, issues, "issue")
    return key, row.figure(2, f"the position on {key}"), " ".join(one for one in row.cells[3:] if one)


def _stands(rows: list[Row], actors: list[str], issues: list[str], ends: dict[str, list[float]]) -> list[np.ndarray]:
    """Return capability, position and salience, (actor, issue) each, nan where a file says nothing."""
    filled = [np.full((len(actors), len(issues)), np.nan) for _ in range(3)]
    for row in rows:
        actor, issue = _known(row, 1, actors, "actor"), _known(row, 2, issues, "issue")
        at = actors.index(actor), issues.index(issue)
        if not np.isnan(filled[1][at]):
            raise row.refuse(f"{actor} has a position on {issue} already", "Keep one of the two")
        filled[1][at] = row.figure(3, f"the position on {issue}", min(ends[issue]), max(ends[issue]))
        filled[2][at] = row.figure(4, "the salience", 0)
        filled[0][at] = row.figure(5, "the power", 0)
    return filled


def write(actors: Actors) -> bytes:
    """Return the file: the very bytes that were read if nothing was changed, else the same numbers, plainly."""
    if unchanged := kept(actors, parse):
        return unchanged
    lines: list[list[str | float]] = [["#A", key, told, ""] for key, told in _told(actors.actors, actors.descriptions)]
    for k, (key, told) in enumerate(_told(actors.issues, actors.meanings)):
        lines.append(["#P", key, told, ""])
        marks = [one for one in actors.marks if one[0] == key] or [
            (key, actors.lower[k], ""),
            (key, actors.upper[k], ""),
        ]
        lines += [["#M", key, at, *([meaning] if meaning else [])] for _, at, meaning in marks]
    for i, actor in enumerate(actors.actors):
        for k, issue in enumerate(actors.issues):
            if not np.isnan(actors.position[i, k]):
                figures = actors.position[i, k], actors.salience[i, k], actors.capability[i, k]
                lines.append(["#D", actor, issue, *figures])
    return "".join(SEPARATOR.join(map(_cell, line)) + "\n" for line in lines).encode()


def _told(keys: tuple[str, ...], words: tuple[str, ...]) -> list[tuple[str, str]]:
    return list(zip(keys, words or keys, strict=True))


def _cell(one: str | float) -> str:
    if isinstance(one, str):
        return f"{QUOTE}{one.replace(QUOTE, 2 * QUOTE)}{QUOTE}"
    return number(float(one))
