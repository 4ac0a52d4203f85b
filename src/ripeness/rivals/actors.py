"""Who wants what, how much it matters to each and how much each can do: what three of the methods start from.

Silent about: where the numbers come from, and scales beyond the ends of each issue.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ripeness.errors import DataError

if TYPE_CHECKING:
    import pandas

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Actors:
    """Actors and issues.

    Attributes
    ----------
    title : what this is about. note : more of it.
    actors, issues : names, each once. descriptions : one for each actor. meanings : one for each issue.
    capability : (actor, issue), above or at 0, in any unit; nan where an actor takes no part in an issue.
    position : (actor, issue), in the issue's own unit, between its ends; nan there too.
    salience : (actor, issue), at or above 0, by default a share from 0 to 1; nan there too.
    lower, upper : (issue,) ends of each issue's scale.
    losses : what was left out or made up on the way to these numbers, in sentences.
    source : the bytes of the file that they were read from; `write` returns them as they are if nothing was changed.
    """

    title: str
    actors: tuple[str, ...]
    issues: tuple[str, ...]
    capability: FloatArray
    position: FloatArray
    salience: FloatArray
    lower: FloatArray
    upper: FloatArray
    descriptions: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()
    note: str = ""
    losses: tuple[str, ...] = ()
    marks: tuple[tuple[str, float, str], ...] = ()
    source: bytes = field(default=b"", repr=False)

    def one(self, issue: str | None = None) -> int:
        """Return the number of an issue by its name; without a name, of the only one.

        Raises
        ------
        DataError : no such issue, or several and no name.
        """
        if issue is None and len(self.issues) == 1:
            return 0
        if issue not in self.issues:
            listed = ", ".join(self.issues)
            what = f"{self.title} has several issues" if issue is None else f"{self.title} has no issue {issue}"
            raise DataError(what, f"Name one of: {listed}")
        return self.issues.index(issue)

    def only(self, issue: str) -> Actors:
        """Return one issue alone, with those who have a position on it.

        Raises
        ------
        DataError : no such issue.
        """
        k = self.one(issue)
        inside = np.flatnonzero(~np.isnan(self.position[:, k]))
        return replace(
            self,
            actors=tuple(self.actors[i] for i in inside),
            issues=(issue,),
            capability=self.capability[inside][:, [k]],
            position=self.position[inside][:, [k]],
            salience=self.salience[inside][:, [k]],
            lower=self.lower[[k]],
            upper=self.upper[[k]],
            descriptions=tuple(self.descriptions[i] for i in inside) if self.descriptions else (),
            meanings=(self.meanings[k],) if self.meanings else (),
            marks=tuple(one for one in self.marks if one[0] == issue),
            source=b"",
        )

    def same(self, other: Actors) -> bool:
        """Whether two hold the same names and numbers."""
        words = ("title", "note", "actors", "issues", "descriptions", "meanings", "marks")
        arrays = ("capability", "position", "salience", "lower", "upper")
        return all(getattr(self, one) == getattr(other, one) for one in words) and all(
            np.array_equal(getattr(self, one), getattr(other, one), equal_nan=True) for one in arrays
        )

    def table(self) -> pandas.DataFrame:
        """Return a row for each actor on each issue on which it has a position."""
        import pandas

        rows = [
            {
                "actor": actor,
                "issue": issue,
                "position": self.position[i, k],
                "salience": self.salience[i, k],
                "capability": self.capability[i, k],
            }
            for i, actor in enumerate(self.actors)
            for k, issue in enumerate(self.issues)
            if not np.isnan(self.position[i, k])
        ]
        return pandas.DataFrame(rows, columns=["actor", "issue", "position", "salience", "capability"])


def complete(actors: Actors) -> None:
    """Refuse actors of whom one has no position on an issue: the method needs all."""
    for i, k in np.argwhere(np.isnan(actors.position)):
        what = f"{actors.title}: {actors.actors[i]} has no position on {actors.issues[k]}"
        raise DataError(
            what, "This method needs a position of every actor on every issue: add it, or ask about one issue"
        )
