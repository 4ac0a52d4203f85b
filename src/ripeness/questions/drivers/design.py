"""What gets indices, and the runs that give them: sets of numbers, moved in a Saltelli design."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from ripeness.questions.drivers.saltelli import AT_ONCE, Evaluate, Set, evaluated, tables
from ripeness.statistics.weighted import Numbers

IN_PAIRS = 3
REST = "all others together"


@dataclass(frozen=True)
class Moved:
    """What a design is of: sets of columns, of which the first `singles` are numbers; places of the others."""

    sets: tuple[Set, ...]
    singles: int
    rest: int | None
    groups: tuple[int, ...]
    pairs: tuple[tuple[int, int, int], ...]


def designed(names: Sequence[str], leading: Sequence[str], group: Mapping[str, str]) -> Moved:
    """Return what gets indices: the leading numbers, the rest as one, groups of several, pairs of the first three."""
    place = {name: number for number, name in enumerate(names)}
    sets = [Set(name, (place[name],)) for name in leading]
    others = tuple(place[name] for name in names if name not in leading)
    rest = len(sets) if others else None
    sets += [Set(REST, others)] if others else []
    members: dict[str, list[int]] = {}
    for name in names:
        members.setdefault(group[name], []).append(place[name])
    several = [Set(name, tuple(of)) for name, of in members.items() if len(members) > 1 and len(of) > 1]
    groups = tuple(range(len(sets), len(sets) + len(several)))
    sets += several
    pairs = []
    for one, other in combinations(range(min(IN_PAIRS, len(leading))), 2):
        pairs.append((one, other, len(sets)))
        sets.append(Set(f"{leading[one]} with {leading[other]}", (place[leading[one]], place[leading[other]])))
    return Moved(tuple(sets), len(leading), rest, groups, tuple(pairs))


def run_design(
    names: Sequence[str],
    made: Moved,
    evaluate: Evaluate,
    base: int,
    seed: int,
    known: Numbers,
    tell: Any,
    keep: Any,
    ends: Numbers | None = None,
    at_once: int = AT_ONCE,
) -> tuple[Numbers, bool]:
    """Return the outcomes of the blocks that were finished, and whether Ctrl-C came before the last.

    Parameters
    ----------
    evaluate : from points of the unit cube to outcomes. known : of the first blocks. keep : called with ever more.
    ends : (block, 2), outcomes of the two tables by themselves, where they are known. at_once : as for `evaluated`.
    """
    a, b = tables(names, base, seed)
    outcomes = np.zeros((0, len(made.sets) + 2))
    try:
        for outcomes in evaluated(a, b, made.sets, evaluate, known, tell, ends, at_once):
            keep(outcomes)
    except KeyboardInterrupt:
        if not len(outcomes):
            raise
    return outcomes, len(outcomes) < base
