"""A table of actors on one issue: headings that name actor, capability, position and salience, in any order.

Format:
    Actor, Capability, Position, Salience
    one line for each actor; capability at or above 0 in any unit, position in any unit, salience a share from 0 to 1
    More columns are passed over; # begins a comment.
Sources: the table of Scholz, Calbert & Smith 2011 as public replications carry it
    (jmckib/bdm-scholz-expected-utility-model).
Silent about: ends of the scale: they are the least and the greatest position.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ripeness.errors import DataError
from ripeness.rivals.actors import Actors, complete
from ripeness.rivals.cells import Row, cell, decoded, kept, number, read_source, rows_of

COMMENTS = ("#",)
HEADINGS = {
    "actor": ("actor", "name", "stakeholder"),
    "capability": ("capability", "capabilities", "influence", "power", "resources"),
    "position": ("position",),
    "salience": ("salience",),
}
"""What a column may be called, without regard to capitals."""


def read(path: str | Path) -> Actors:
    """Return what a table of actors says.

    Raises
    ------
    DataError : with file, line, what is wrong and what to do.
    """
    return parse(*read_source(path))


def parse(file: str, raw: bytes) -> Actors:
    """Return what the bytes of such a table say; `file` is what errors call it."""
    rows = list(rows_of(file, decoded(file, raw), COMMENTS))
    if not rows:
        raise DataError(f"{file}, line 1: there are only comments", "Write headings and a line for each actor")
    columns = {meaning: _column(rows[0], meaning) for meaning in HEADINGS}
    body = rows[1:]
    if len(body) < 2:
        raise rows[-1].refuse(f"{len(body)} actors follow the headings", "Write at least two")
    names = [row.text(columns["actor"], "the actor's name") for row in body]
    for row, name in zip(body, names, strict=True):
        if names.count(name) > 1:
            raise row.refuse(f"{name} stands there twice", "Give each actor its own name")
    capability = [row.figure(columns["capability"], "the capability", 0) for row in body]
    position = np.array([[row.figure(columns["position"], "the position")] for row in body])
    salience = [row.figure(columns["salience"], "the salience", 0, 1) for row in body]
    if sum(c * s for c, s in zip(capability, salience, strict=True)) <= 0:
        raise rows[0].refuse("no actor has both capability and salience", "Give at least one of them both")
    title = file.rpartition(".")[0] or file
    return Actors(
        title, tuple(names), ("position",), np.array(capability)[:, None], position, np.array(salience)[:, None],
        position.min(axis=0), position.max(axis=0), source=raw,
    )  # fmt: skip


def _column(head: Row, meaning: str) -> int:
    found = [k for k, one in enumerate(head.cells) if one.lower() in HEADINGS[meaning]]
    if len(found) != 1:
        held = ", ".join(head.cells)[:120]
        what = f"{'no' if not found else 'more than one'} column is called {meaning}, among: {held}"
        raise head.refuse(what, "The first line names actor, capability, position and salience")
    return found[0]


def write(actors: Actors) -> bytes:
    """Return the table: the very bytes that were read if nothing was changed, else the same numbers, plainly.

    Raises
    ------
    DataError : several issues, or an actor without a position.
    """
    if unchanged := kept(actors, parse):
        return unchanged
    actors.one()
    complete(actors)
    lines = ["Actor,Capability,Position,Salience\n"]
    for i, name in enumerate(actors.actors):
        figures = actors.capability[i, 0], actors.position[i, 0], actors.salience[i, 0]
        lines.append(",".join([cell(name, ",", '"'), *map(number, figures)]) + "\n")
    return "".join(lines).encode()
