"""A conflict of the graph model: who holds which options, which states can be, who prefers what."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ripeness.errors import DataError

if TYPE_CHECKING:
    import pandas

MOVES = ("both", "no_to_yes_only", "yes_to_no_only")
MARKS = "NY"
MOST_MOVES = 20_000_000


@dataclass(frozen=True, eq=False)
class Conflict:
    """Decision makers, options, states and preferences.

    Attributes
    ----------
    title : what it is about. makers : names of decision makers. options : names.
    holder : (option,) number of the decision maker who holds it. moves : (option,) one of `MOVES`.
    states : (state, option) whether an option is taken; each row once.
    rank : (maker, state) how good a state is: higher is better, equal is equally good, from 0 without gaps.
    ruled_out : patterns of states that cannot be, Y, N or - for each option.
    source : the bytes of the file that it was read from.
    """

    title: str
    makers: tuple[str, ...]
    options: tuple[str, ...]
    holder: NDArray[np.int64]
    moves: tuple[str, ...]
    states: NDArray[np.bool_]
    rank: NDArray[np.int64]
    ruled_out: tuple[str, ...] = ()
    name: str = ""
    source: bytes = field(default=b"", repr=False)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """States as letters, Y for an option taken and N for one not taken."""
        return tuple("".join(MARKS[int(one)] for one in row) for row in self.states)

    @cached_property
    def reach(self) -> tuple[sparse.csr_matrix, ...]:
        """For each decision maker which states it can move to from each by itself, (state, state) of 1.

        It changes only its own options, at least one, and each only in the way that the option allows.
        """
        return tuple(self._reach(maker) for maker in range(len(self.makers)))

    def _reach(self, maker: int) -> sparse.csr_matrix:
        own = np.flatnonzero(self.holder == maker)
        others = np.delete(np.arange(len(self.options)), own)
        group = _coded(self.states[:, others])
        if (pairs := int((np.bincount(group).astype(float) ** 2).sum())) > MOST_MOVES:
            what = f"{self.makers[maker]} could make {pairs:,} moves in {self.title}"
            raise DataError(what, f"At most {MOST_MOVES:,} can be looked at: take options out")
        start, end = _pairs(group)
        allowed = start != end
        for option in own:
            before, after = self.states[start, option], self.states[end, option]
            if self.moves[option] == "no_to_yes_only":
                allowed &= after | ~before
            elif self.moves[option] == "yes_to_no_only":
                allowed &= before | ~after
        start, end = start[allowed], end[allowed]
        count = len(self.states)
        return sparse.csr_matrix((np.ones(len(start), np.int8), (start, end)), shape=(count, count))

    def improving(self, maker: int) -> sparse.csr_matrix:
        """Return those moves of a decision maker that lead to a state that it prefers, (state, state) of 1."""
        moves = self.reach[maker].tocoo()
        better = self.rank[maker][moves.col] > self.rank[maker][moves.row]
        return sparse.csr_matrix((moves.data[better], (moves.row[better], moves.col[better])), shape=moves.shape)

    def same(self, other: Conflict) -> bool:
        """Whether two hold the same names, states, moves and preferences."""
        words = ("title", "name", "makers", "options", "moves", "ruled_out")
        return all(getattr(self, one) == getattr(other, one) for one in words) and all(
            np.array_equal(getattr(self, one), getattr(other, one)) for one in ("holder", "states", "rank")
        )

    def table(self) -> pandas.DataFrame:
        """Return a row for each state: the options taken, and how each decision maker ranks it, 1 the best."""
        import pandas

        rows = [
            {"state": label}
            | {name: bool(taken) for name, taken in zip(self.options, row, strict=True)}
            | {
                f"rank of {maker}": int(ranks.max() - ranks[k]) + 1
                for maker, ranks in zip(self.makers, self.rank, strict=True)
            }
            for k, (label, row) in enumerate(zip(self.labels, self.states, strict=True))
        ]
        return pandas.DataFrame(rows)


def _coded(taken: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return a number for each different row."""
    if not taken.shape[1]:
        return np.zeros(len(taken), np.int64)
    return np.unique(taken, axis=0, return_inverse=True)[1].reshape(-1)


def _pairs(group: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return all ordered pairs of members of one group."""
    order = np.argsort(group, kind="stable")
    members = np.split(order, np.flatnonzero(np.diff(group[order])) + 1)
    start = np.concatenate([np.repeat(one, len(one)) for one in members])
    return start, np.concatenate([np.tile(one, len(one)) for one in members])
