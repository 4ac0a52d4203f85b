"""The Pareto frontier of feasible deals, as straight segments.

Equation:
    phi(u) = max{ U_D(x) : U_A(x) >= u, x feasible }

    For each cell of a grid over the issues that carry reneging or are indivisible, the other issues
    form a fractional knapsack: filled in the order of w_Aj / w_Dj they give a concave, piecewise
    linear frontier. phi is the upper envelope of all cells; it need not be concave.

Sources: fractional knapsack (Dantzig 1957, Operations Research; recalled); the grid is [R].
Reads: issues' weights, levels, reneging, guarantee; which issues are on the agenda.
Writes: segments, each with its ends in both sides' utility and in terms.
Silent about: lotteries over deals (the concave hull), payments outside the issues, deals that
    change in time.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from ripeness.model.terms.utility import Issues


@dataclass(frozen=True)
class Agenda:
    """Which issues are stepped through a grid, which move freely, which stay at their status quo (static).

    Attributes
    ----------
    gridded : (issue index, number of grid values) for issues with reneging or indivisible ones.
    free : indices of issues that move continuously.
    fixed : indices of issues that are off the table and stay at their status quo.
    text : whether one text alone can be signed: all issues are fixed, at `Issues.text`.
    """

    gridded: tuple[tuple[int, int], ...]
    free: tuple[int, ...]
    fixed: tuple[int, ...] = ()
    text: bool = False

    def cells(self) -> np.ndarray:
        """Grid values, shape (cell, gridded issue)."""
        axes = [np.linspace(0.0, 1.0, count) for _, count in self.gridded]
        cells = list(itertools.product(*axes))
        return np.array(cells).reshape(len(cells), len(axes))


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Line:
    """Straight pieces of the frontier in utility, from low u and high v to high u and low v.

    u is the attacker's and v the defender's utility. `slope` >= 0 is what the defender loses for each
    unit that the attacker gains, very large where vertical.
    """

    u_start: Array
    u_end: Array
    v_start: Array
    slope: Array


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Segments:
    """All pieces of the frontier, each with the terms at its ends."""

    line: Line
    terms_start: Float[Array, "segment issue"]
    terms_end: Float[Array, "segment issue"]

    @property
    def count(self) -> int:
        """Number of segments."""
        return self.terms_start.shape[0]

    def take(self, index: Array) -> Segments:
        """The segments with these indices."""
        return jax.tree.map(lambda leaf: leaf[index], self)


def segments_of(issues: Issues, agenda: Agenda) -> Segments:
    """All segments of all cells, (cells x free issues) of them; a point per cell if no issue is free."""
    count = issues.attacker.shape[0]
    cells = agenda.cells()
    unmoved = issues.text if agenda.text and issues.text is not None else issues.status_quo
    terms = jnp.broadcast_to(unmoved, (len(cells), count))
    if agenda.gridded:
        terms = terms.at[:, np.array([i for i, _ in agenda.gridded])].set(cells)
    if not agenda.free:
        u, v = issues.value(terms)
        return Segments(Line(u, u, v, jnp.zeros_like(u)), terms, terms)
    free = np.array(agenda.free)
    gain, loss = issues.attacker[free], issues.defender[free]
    order = jnp.argsort(-gain / jnp.maximum(loss, 1e-20))
    rank = jnp.argsort(order)
    step = np.arange(len(free))
    before = (rank[None, :] < step[:, None]).astype(terms.dtype)
    after = (rank[None, :] <= step[:, None]).astype(terms.dtype)
    start = jnp.repeat(terms[:, None, :], len(free), axis=1).at[:, :, free].set(before)
    end = jnp.repeat(terms[:, None, :], len(free), axis=1).at[:, :, free].set(after)
    # Reneging is a cell's own: free issues carry none, so it is the same at both ends.
    u_start, v_start = issues.value(start)
    u_end, v_end = issues.value(end)
    width = u_end - u_start
    # Where a piece is vertical its slope is huge, and its derivative with respect to the width none.
    slope = (v_start - v_end) / jnp.where(width > 1e-20, width, 1e-20)
    pieces = Segments(Line(u_start, u_end, v_start, slope), start, end)
    return jax.tree.map(lambda leaf: leaf.reshape(-1, *leaf.shape[2:]), pieces)
