"""Kept forecasts by what they tell beyond the war itself: a richer one serves a poorer question.

The name of a kept file ends in a number whose bits say what it tells. Who asks for less is handed the
arrays that would have been computed for that alone, but for last digits in single precision.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ripeness.arrays import ACTORS, MONTHS_ON, VIEWS, Followed
from ripeness.store import solutions

Arrays = dict[str, np.ndarray]

PARTS = ("in eyes", "attending", *ACTORS, *map(str, MONTHS_ON), "undecided", "endings")
"""What a forecast may tell beyond the war itself, a bit each."""

BY_SIDE = {"wins_in_own_eyes": "", "wins_within": "", "undecided": "undecided"}
"""Arrays of each side's belief, and which part beside the side itself asks for each."""


@dataclass(frozen=True)
class Told:
    """What a forecast tells beyond the war itself.

    Attributes
    ----------
    in_eyes : every view. attending : what attending talks gives. beliefs : which are followed, None: none.
    main : the view that is told in any case.
    """

    in_eyes: bool
    attending: bool
    beliefs: Followed | None
    main: str

    @property
    def parts(self) -> frozenset[str]:
        """Those of `PARTS` that are told."""
        found = [name for name, told in (("in eyes", self.in_eyes), ("attending", self.attending)) if told]
        if self.beliefs is not None:
            found += [*self.beliefs.sides, *map(str, self.beliefs.months_on)]
            found += [name for name in ("undecided", "endings") if getattr(self.beliefs, name)]
        return frozenset(found)

    def name(self, key: str) -> str:
        """Name of the kept file under a key."""
        return _name(key, self.parts)

    def read(self, key: str, marks: np.ndarray) -> Arrays | None:
        """Arrays kept under a key that tell all of it, cut down to it; None if there are none of these draws."""
        for richer in sorted(map(_parts, solutions.beginning(f"{key}-")), key=len):
            if self._is_told_by(richer):
                arrays = solutions.read(_name(key, richer), marks)
                if arrays is not None:
                    return self._of(arrays, richer)
        return None

    def _is_told_by(self, richer: frozenset[str]) -> bool:
        """Whether a file tells it all; how the war ends by belief hangs on the months between which belief is read."""
        months = frozenset(map(str, MONTHS_ON))
        return self.parts <= richer and ("endings" not in self.parts or self.parts & months == richer & months)

    def _of(self, arrays: Arrays, richer: frozenset[str]) -> Arrays:
        """Arrays cut down from a richer file's."""
        parts, found = self.parts, dict(arrays)
        unasked = [
            f"{side}_{name}" for side in ACTORS for name, part in BY_SIDE.items() if not {side, part or side} <= parts
        ]
        unasked += [] if "endings" in parts else ["disbelieving"]
        unasked += [] if "attending" in parts else [name for name in arrays if name.startswith("attending_")]
        for name in unasked:
            found.pop(name, None)
        kept = [month for month in MONTHS_ON if str(month) in richer]
        for name in [f"{side}_wins_within" for side in ACTORS if f"{side}_wins_within" in found]:
            held = kept[: found[name].shape[1]]
            found[name] = found[name][:, [place for place, month in enumerate(held) if str(month) in parts]]
        if "in eyes" in richer and "in eyes" not in parts:
            place = list(VIEWS).index(self.main)
            by_view = [name for name in ("ongoing", "endings", "truce") if name in found]
            found |= {name: found[name][:, place : place + 1] for name in by_view}
        return found


def _name(key: str, parts: frozenset[str]) -> str:
    return f"{key}-{sum(1 << PARTS.index(part) for part in parts):x}"


def _parts(name: str) -> frozenset[str]:
    """What a kept file tells, by its name; nothing where the name says what this version does not know."""
    try:
        bits = int(name.rpartition("-")[2], 16)
    except ValueError:
        return frozenset()
    return frozenset(part for place, part in enumerate(PARTS) if bits >> place & 1)
