"""The graph model for conflict resolution: which states hold because every way out of them is answered.

Definitions, for decision maker i and state s; R_i(s) are the states that i can move to by itself, R_i+(s) those of them
that it prefers to s; R_-i(s) are those that the others reach by any sequence of moves in which nobody moves twice
running, R_-i+(s) by sequences in which each move improves on the state before it for the one who moves:
    Nash: R_i+(s) is empty
    GMR (general metarationality): for every s1 of R_i+(s) some s2 of R_-i(s1) is no better than s for i
    SMR (symmetric metarationality): as GMR, with an s2 that i cannot escape: no s3 of R_i(s2) is better than s for i
    SEQ (sequential stability): for every s1 of R_i+(s) some s2 of R_-i+(s1) is no better than s for i
    An equilibrium of a concept is a state that is stable for every decision maker.
Computation: whether s1 is answered hangs on the worst to which i can be brought from s1, so that a number for each
    state, lowered along the others' moves until nothing changes, decides all states at once. Moves by options compose:
    to move twice running reaches nothing that one move does not, so that no sequence need be kept.
Sources: Fang, Hipel & Kilgour 1993, Interactive Decision Making: The Graph Model for Conflict Resolution [P, recalled];
    Nash 1950; Howard 1971 for GMR and SMR; Fraser & Hipel 1979 for SEQ [P, recalled]. The computation is ours [R].
Reads: `Conflict`. Writes: `GraphModel`, a verdict for each state, decision maker and concept.
Silent about: how likely a state is, how strong a preference is, uncertain preferences, coalitions, foresight beyond
    these.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ripeness.rivals.conflict import Conflict
from ripeness.rivals.outcome import Outcome

if TYPE_CHECKING:
    import pandas

Numbers = NDArray[np.int64]

CONCEPTS = ("Nash", "GMR", "SMR", "SEQ")


@dataclass(frozen=True, eq=False, repr=False)
class GraphModel(Outcome):
    """Verdicts.

    Attributes
    ----------
    conflict : what was analysed. stable : (concept, maker, state), concepts in the order of `CONCEPTS`.
    """

    conflict: Conflict | None = None
    stable: NDArray[np.bool_] = field(default_factory=lambda: np.zeros((4, 0, 0), bool))

    method: ClassVar[str] = "graph-model"

    def equilibria(self, concept: str) -> tuple[str, ...]:
        """Return the states that are stable for all by a concept, as letters, in the order of the conflict."""
        assert self.conflict is not None
        held = np.asarray(self.stable[CONCEPTS.index(concept)].all(axis=0))
        return tuple(label for label, one in zip(self.conflict.labels, held, strict=True) if one)

    def table(self) -> pandas.DataFrame:
        """Return a row for each state, decision maker and concept: whether the state is stable."""
        import pandas

        assert self.conflict is not None
        rows = [
            (label, maker, concept, bool(self.stable[n, i, k]))
            for k, label in enumerate(self.conflict.labels)
            for i, maker in enumerate(self.conflict.makers)
            for n, concept in enumerate(CONCEPTS)
        ]
        return pandas.DataFrame(rows, columns=["state", "maker", "concept", "stable"])

    def summary(self) -> pandas.DataFrame:
        """Return a row for each state that is an equilibrium by some concept."""
        import pandas

        assert self.conflict is not None
        held = np.asarray(self.stable.all(axis=1))
        rows = [
            {"state": label} | {concept: bool(held[n, k]) for n, concept in enumerate(CONCEPTS)}
            for k, label in enumerate(self.conflict.labels)
            if held[:, k].any()
        ]
        return pandas.DataFrame(rows, columns=["state", *CONCEPTS]).set_index("state")


def graph_model(conflict: Conflict) -> GraphModel:
    """Return which states are stable for whom by each concept."""
    makers = range(len(conflict.makers))
    stable = np.stack([needed(conflict, maker) <= conflict.rank[maker] for maker in makers], axis=1)
    return GraphModel(conflict.title, conflict=conflict, stable=stable)


def needed(conflict: Conflict, maker: int) -> Numbers:
    """Return the least rank with which each state is stable for a decision maker, (concept, state).

    It is the greatest, over the states that the maker can move to, of what staying must be worth not to move there: the
    rank of that state, or the least to which the others can then bring the maker, if that is less; -1 with nowhere to
    go.
    """
    rank = conflict.rank[maker]
    moves = conflict.reach[maker].tocoo()
    found = np.full((len(CONCEPTS), len(rank)), -1)
    for n, worst in enumerate((rank, *answers(conflict, maker))):
        np.maximum.at(found[n], moves.row, np.minimum(rank, worst)[moves.col])
    return found


def answers(conflict: Conflict, maker: int) -> tuple[Numbers, Numbers, Numbers]:
    """Return the least to which the others can bring a decision maker from each state, (state,) for GMR, SMR and SEQ.

    For SMR it is the least of the best to which it can escape again.
    """
    rank = conflict.rank[maker]
    others = [other for other in range(len(conflict.makers)) if other != maker]
    empty = sparse.csr_matrix((len(rank), len(rank)), dtype=np.int8)
    anything = sum((conflict.reach[other] for other in others), empty)
    improving = sum((conflict.improving(other) for other in others), empty)
    escape = rank.copy()
    own = conflict.reach[maker].tocoo()
    np.maximum.at(escape, own.row, rank[own.col])
    return _lowest(anything, rank), _lowest(anything, escape), _lowest(improving, rank)


def _lowest(moves: sparse.csr_matrix, value: Numbers) -> Numbers:
    """Return the least value that can be reached from each state by any number of moves, none included."""
    edges = moves.tocoo()
    found = value.copy()
    while True:
        before = found.copy()
        np.minimum.at(found, edges.row, found[edges.col])
        if np.array_equal(found, before):
            return found
