"""Whose layout a file is in, by what stands in it, so that each method may be asked about each community's file.

Silent about: the name of the file, which says nothing reliable.
"""

from __future__ import annotations

import re
from pathlib import Path

from ripeness.errors import DataError
from ripeness.rivals import actors_file, conflict_file, exchange_file, ktab_file
from ripeness.rivals.actors import Actors
from ripeness.rivals.cells import decoded, read_source
from ripeness.rivals.conflict import Conflict

_MARKED = re.compile(r"^\s*'?#[AP]'?\s*[\t;,|]", re.M)


def read_any(path: str | Path) -> Actors | Conflict:
    """Return what a file of any of the four layouts says.

    An object of JSON is a conflict; lines marked #A or #P are of the exchange model; a first line that names
    capability and salience heads a table of actors; anything else is taken for KTAB's.

    Raises
    ------
    DataError : with file, line, what is wrong and what to do.
    """
    file, raw = read_source(path)
    text = decoded(file, raw)
    if text.lstrip().startswith(("{", "[")):
        return conflict_file.parse(file, raw)
    if _MARKED.search(text):
        return exchange_file.parse(file, raw)
    lines = (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    if "salience" in next(lines, "").lower():
        return actors_file.parse(file, raw)
    return ktab_file.parse(file, raw)


def actors_of(path: str | Path) -> Actors:
    """Return the actors of a file; one that states a conflict is refused."""
    found = read_any(path)
    if isinstance(found, Conflict):
        what = f"{Path(path).name}, line 1: this states a conflict in options, and the method asks for positions"
        raise DataError(what, "Hand over a table of actors, or name the method graph-model")
    return found


def conflict_of(path: str | Path) -> Conflict:
    """Return the conflict of a file; one that states actors is refused."""
    found = read_any(path)
    if isinstance(found, Actors):
        what = f"{Path(path).name}, line 1: this states actors with positions, and the graph model asks for options"
        raise DataError(what, "Hand over a conflict in JSON, or name another method")
    return found
