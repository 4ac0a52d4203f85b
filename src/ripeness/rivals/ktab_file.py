"""KTAB's table: a line that says how many actors and dimensions there are, headings, and a line for each actor.

Format:
    NAME, DESCRIPTION, NUMBER OF ACTORS, NUMBER OF DIMENSIONS
    Actor, Description, Power, POSITION 1, SALIENCE 1, POSITION 2, SALIENCE 2, ...
    one line for each actor; positions from 0 to 100, saliences in percent of an actor's attention, together at most 100
    Commas at the ends of lines, blanks beside cells and quotes mean nothing; # and // begin comments.
Sources: the reader of KTAB (KAPSARC, public repository lsyaseen/KTAB, MIT), read for its format.
Silent about: KTAB's XML, which also holds the rules of a run.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from ripeness.errors import DataError
from ripeness.rivals.actors import Actors, complete
from ripeness.rivals.cells import Row, cell, decoded, kept, number, read_source, rows_of

COMMENTS = ("#", "//")
SLACK = 1e-9
MOST_ACTORS = 1000
MOST_DIMENSIONS = 100


def read(path: str | Path) -> Actors:
    """Return what a file in KTAB's layout says; saliences as shares from 0 to 1.

    Raises
    ------
    DataError : with file, line, what is wrong and what to do.
    """
    return parse(*read_source(path))


def parse(file: str, raw: bytes) -> Actors:
    """Return what the bytes of such a file say; `file` is what errors call it."""
    rows = list(rows_of(file, decoded(file, raw), COMMENTS))
    if len(rows) < 2:
        raise DataError(f"{file}, line 1: there are no headings", "The second line names actor, power, positions")
    head, headings, body = rows[0], rows[1], rows[2:]
    counted = int(_whole(head, 2, "the number of actors", MOST_ACTORS))
    dimensions = int(_whole(head, 3, "the number of dimensions", MOST_DIMENSIONS))
    issues = tuple(headings.text(3 + 2 * k, f"the heading of position {k + 1}") for k in range(dimensions))
    headings.text(2 + 2 * dimensions, f"the heading of salience {dimensions}")
    if len(set(issues)) < len(issues):
        raise headings.refuse("two dimensions have one heading", "Give each its own")
    if len(body) != counted:
        what = f"{counted} actors are announced in line {head.line}, and {len(body)} follow"
        raise (body or rows)[-1].refuse(what, "Correct the number or the lines")
    return _filled(head, issues, body, raw)


def _whole(row: Row, column: int, meaning: str, most: int) -> float:
    value = row.figure(column, meaning, 1, most)
    if value != int(value):
        raise row.refuse(f"{meaning} is {value:g}", "Write a whole number")
    return value


def _filled(head: Row, issues: tuple[str, ...], body: list[Row], raw: bytes) -> Actors:
    shape = len(body), len(issues)
    capability, position, salience = np.empty(shape), np.empty(shape), np.empty(shape)
    names: list[str] = []
    for i, row in enumerate(body):
        name = row.text(0, "the actor's name")
        if name in names:
            raise row.refuse(f"{name} stands there twice", "Give each actor its own name")
        names.append(name)
        if extra := [one for one in row.cells[3 + 2 * len(issues) :] if one]:
            raise row.refuse(f"{extra[0][:40]!r} stands beyond the last salience", "Put a cell with commas into quotes")
        capability[i] = row.figure(2, "power", 0)
        for k in range(len(issues)):
            position[i, k] = row.figure(3 + 2 * k, f"the position on {issues[k]}", 0, 100)
            salience[i, k] = row.figure(4 + 2 * k, f"the salience of {issues[k]}", 0, 100)
        if salience[i].sum() > 100 + SLACK:
            raise row.refuse(f"the saliences of {name} sum to {salience[i].sum():g}", "They share at most 100 percent")
        if salience[i].sum() == 0:
            raise row.refuse(f"nothing matters to {name}: its saliences are 0", "Give it one above 0, or leave it out")
    return Actors(
        head.cells[0], tuple(names), issues, capability, position, salience / 100,
        np.zeros(len(issues)), np.full(len(issues), 100.0), tuple(row.cells[1] for row in body),
        note=head.cells[1], source=raw,
    )  # fmt: skip


def write(actors: Actors) -> bytes:
    """Return the file: the very bytes that were read if nothing was changed, else the same numbers, plainly.

    Raises
    ------
    DataError : what this layout cannot hold: other ends than 0 and 100, powers that differ by issue, missing positions.
    """
    if unchanged := kept(actors, parse):
        return unchanged
    complete(actors)
    if (actors.lower != 0).any() or (actors.upper != 100).any():
        raise DataError(f"{actors.title}: KTAB's positions run from 0 to 100", "Bring the positions to that scale")
    if (np.ptp(actors.capability, axis=1) > 0).any():
        raise DataError(f"{actors.title}: an actor's power differs by issue", "KTAB knows one power for each actor")
    told = actors.descriptions or ("",) * len(actors.actors)
    lines = [
        [actors.title, actors.note, str(len(actors.actors)), str(len(actors.issues))],
        ["Actor", "Description", "Power", *(one for name in actors.issues for one in (name, f"{name} salience"))],
    ]
    for i, name in enumerate(actors.actors):
        pairs = zip(actors.position[i], actors.salience[i], strict=True)
        cells = [one for position, salience in pairs for one in (number(position), _percent(salience))]
        lines.append([name, told[i], number(actors.capability[i, 0]), *cells])
    return "".join(",".join(cell(re.sub(r"\s+", " ", one), ",", '"') for one in line) + "\n" for line in lines).encode()


def _percent(share: float) -> str:
    """Return a share as the shortest percentage that reads back as it."""
    return next(
        text for digits in range(12, 19) if float(text := f"{100 * share:.{digits}g}") / 100 == share or digits == 18
    )
