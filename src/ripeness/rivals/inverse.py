"""The inverse question of the graph model: which preferences would make a state stable?

Equation:
    All that counts of i's preferences is L, the states that are no better for i than s. The state s is stable for i
        by Nash iff every s1 of R_i(s) is in L
        by GMR iff every s1 of R_i(s) is in L or some s2 of R_-i(s1) is
        by SMR iff every s1 of R_i(s) is in L or some s2 of R_-i(s1) is together with all of R_i(s2)
        by SEQ as by GMR, with R_-i+ in place of R_-i
    Each condition holds for every larger L too. So with the order of the other states kept, there is a least lift: the
    lowest rank from which upwards s is stable, whatever its place above it.
Sources: Kinsara, Kilgour & Hipel 2015, IEEE Transactions on Systems, Man, and Cybernetics [P, recalled] pose the
    question and list preferences one by one; the least lift is ours [R].
Reads: `Conflict`, a state. Writes: `Inverse`, a condition for each decision maker and concept.
Silent about: whether anybody could change a preference, and lifts of other states.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from ripeness.errors import DataError
from ripeness.rivals.conflict import Conflict
from ripeness.rivals.graph_model import CONCEPTS, needed
from ripeness.rivals.outcome import Outcome

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class Condition:
    """What a decision maker's preferences must be for a state to be stable by a concept.

    Attributes
    ----------
    maker, concept : for whom, by what. stable : whether it is stable as things are.
    places : how many ranks the state must rise at least; 0 if it is stable.
    as_good_as : one of the states that it must then be at least as good as, the best of them, as letters; empty if
        none.
    better_already : how many states are now better for the decision maker.
    """

    maker: str
    concept: str
    stable: bool
    places: int
    as_good_as: str
    better_already: int


@dataclass(frozen=True, eq=False, repr=False)
class Inverse(Outcome):
    """Conditions for one state, by decision maker and concept."""

    state: str = ""
    conditions: tuple[Condition, ...] = ()

    method: ClassVar[str] = "graph-model"

    def table(self) -> pandas.DataFrame:
        """Return a row for each decision maker and concept: how far the state must rise in its preferences."""
        import pandas

        return pandas.DataFrame([one.__dict__ for one in self.conditions], columns=list(Condition.__dataclass_fields__))

    def summary(self) -> pandas.DataFrame:
        """Return a row for each concept: whether the state is an equilibrium, and for whom it is not stable."""
        import pandas

        rows = [
            {
                "concept": concept,
                "equilibrium": all(one.stable for one in self.conditions if one.concept == concept),
                "moves away": ", ".join(
                    one.maker for one in self.conditions if one.concept == concept and not one.stable
                ),
            }
            for concept in CONCEPTS
        ]
        return pandas.DataFrame(rows).set_index("concept")


def inverse(conflict: Conflict, state: str) -> Inverse:
    """Return for each decision maker and concept the least lift of a state that makes it stable.

    Parameters
    ----------
    state : letters, Y or N for each option.

    Raises
    ------
    DataError : no such state.
    """
    if state not in conflict.labels:
        what = f"{state!r} is no state of {conflict.title}"
        few = ", ".join(conflict.labels[:6])
        raise DataError(what, f"Write Y or N for each of {len(conflict.options)} options, as in: {few}")
    k = conflict.labels.index(state)
    found = []
    for i, maker in enumerate(conflict.makers):
        rank = conflict.rank[i]
        for concept, level in zip(CONCEPTS, needed(conflict, i)[:, k], strict=True):
            places = max(0, int(level - rank[k]))
            equal = conflict.labels[int(np.argmax(rank == level))] if places else ""
            found.append(Condition(maker, concept, not places, places, equal, int((rank > rank[k]).sum())))
    return Inverse(conflict.title, state=state, conditions=tuple(found))
