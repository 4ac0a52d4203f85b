"""Fast bargaining: which segment is best is looked up, what it gives is computed in closed form.

The segments that never carry phi are dropped once per set of assumptions. A square table over both
sides' values of fighting on then holds, for each of its squares, the segments that are best at the
corners (two of them: the lowest corner's and the first that differs), and a line of nodes over the
attacker's value holds the segments that carry phi. A state reads its square in one row, evaluates
each candidate in closed form and takes the better. Terms are never interpolated: they jump. The table
can miss a segment that is best only inside a square; a test bounds the error in forecasts against the
exact step.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Int

from ripeness.terms.acceptance import offer_on
from ripeness.terms.bargain import INFEASIBLE, Deal, along, best_on
from ripeness.terms.frontier import Line, Segments

SHORTLIST = 128
NODES = 160
OFFER_NODES = 1024
PROBES = 2048
WIDTH = 1.25


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Table:
    """Candidates by place, packed so that one read brings them all.

    deals : for each square, two candidates of (u_start, u_end, v_start, slope, index).
    offers : for each interval, two candidates of the same.
    u_high, v_high : upper corner of the table; it reaches `WIDTH` shares of the prize below.
    """

    deals: Float[Array, "square candidate_field"]
    offers: Float[Array, "interval candidate_field"]
    u_high: Float[Array, ""]
    v_high: Float[Array, ""]


def shortlist(segments: Segments) -> tuple[Segments, Int[Array, ""]]:
    """At most `SHORTLIST` segments: those that carry phi (most often) first, and how many carry it at all."""
    if segments.count <= SHORTLIST:
        return segments, jnp.asarray(segments.count)
    line = segments.line
    low, high = jnp.min(line.u_start), jnp.max(line.u_end)
    even = low + (high - low) * jnp.linspace(0.0, 1.0, PROBES, dtype=low.dtype)
    inward = 1e-4 * (line.u_end - line.u_start)
    middle = 0.5 * (line.u_start + line.u_end)
    probes = jnp.concatenate([even, line.u_start + inward, middle, line.u_end - inward])
    carrier = jnp.argmax(jax.lax.map(lambda u: offer_on(line, u), probes, batch_size=64), axis=1)
    votes = jnp.zeros(segments.count, jnp.int32).at[carrier].add(1)
    most, kept = jax.lax.top_k(votes, SHORTLIST)
    # Carriers in the frontier's own order, so that ties fall as they do in the exact step; idle segments last.
    order = jnp.argsort(jnp.where(most > 0, kept, segments.count))
    return segments.take(kept[order]), jnp.sum(most > 0)


def tabulate(segments: Segments, carriers: Int[Array, ""], power: Array, protocol: str) -> Table:
    """Table for one protocol over the first `carriers` segments; `power` is the attacker's bargaining power."""
    line = segments.line
    u_high, v_high = jnp.max(line.u_end), jnp.max(line.v_start)
    steps = WIDTH * jnp.linspace(-1.0, 0.0, NODES, dtype=u_high.dtype)
    d_attacker, d_defender = jnp.meshgrid(u_high + steps, v_high + steps, indexing="ij")
    best = _best_segment(line, carriers, d_attacker, d_defender, power, protocol)
    first, last = best[:-1, :-1], best[1:, 1:]
    one_side, other_side = best[:-1, 1:], best[1:, :-1]
    second = jnp.where(last != first, last, jnp.where(one_side != first, one_side, other_side))
    corners = jnp.stack([first, second], axis=-1)
    places = u_high + WIDTH * jnp.linspace(-1.0, 0.0, OFFER_NODES, dtype=u_high.dtype)
    carrier = jnp.argmax(jax.vmap(lambda u: offer_on(line, u))(places), axis=1)
    pairs = jnp.stack([carrier[:-1], carrier[1:]], axis=-1)
    return Table(_pack(line, corners.reshape(-1, 2)), _pack(line, pairs), u_high, v_high)


def look_up(
    table: Table, segments: Segments, d_attacker: Array, d_defender: Array, power: Array, protocol: str
) -> tuple[Deal, Array]:
    """(best deal, phi(d_A)) for each state."""
    row = _interval(d_attacker, table.u_high, NODES)
    column = _interval(d_defender, table.v_high, NODES)
    offers = table.offers[_interval(d_attacker, table.u_high, OFFER_NODES)]
    deals = table.deals[row * (NODES - 1) + column]

    # Where neither candidate is feasible, the point that carries phi is the deal.
    points = []
    for candidate in range(2):
        line, index = _unpack(offers, candidate)
        v = offer_on(line, d_attacker)
        u = jnp.maximum(line.u_start, d_attacker)
        points.append((v, (u, jnp.where(jnp.isfinite(v), v, 0.0), index, along(line, u))))
    offer = jnp.maximum(points[0][0], points[1][0])
    best = _pick(points[1][0] > points[0][0], points[1][1], points[0][1])

    found = []
    for candidate in range(2):
        line, index = _unpack(deals, candidate)
        score, u, v = best_on(line, d_attacker, d_defender, power, protocol)
        found.append((score, (u, v, index, along(line, u))))
    (first, first_deal), (second, second_deal) = found
    best = _pick(jnp.maximum(first, second) > INFEASIBLE, _pick(second > first, second_deal, first_deal), best)
    u, v, index, position = best
    return Deal(u, v, index.astype(jnp.int32), position), offer


def _best_segment(
    line: Line, carriers: Int[Array, ""], d_attacker: Array, d_defender: Array, power: Array, protocol: str
) -> Array:
    """Index of the best of the first `carriers` segments at each node."""

    def visit(index: Array, best: tuple[Array, Array]) -> tuple[Array, Array]:
        piece = jax.tree.map(lambda leaf: leaf[index], line)
        score, _, _ = best_on(piece, d_attacker, d_defender, power, protocol)
        return jnp.maximum(score, best[0]), jnp.where(score > best[0], index, best[1])

    start = jnp.full(d_attacker.shape, 2 * INFEASIBLE, d_attacker.dtype), jnp.zeros(d_attacker.shape, jnp.int32)
    line, d_attacker, d_defender = jax.lax.stop_gradient((line, d_attacker, d_defender))
    return jax.lax.fori_loop(0, carriers.astype(jnp.int32), visit, start)[1]


def _interval(value: Array, high: Array, nodes: int) -> Array:
    place = (value - high + WIDTH) * ((nodes - 1) / WIDTH)
    return jnp.clip(place.astype(jnp.int32), 0, nodes - 2)


def _pick(take: Array, new: tuple, old: tuple) -> tuple:
    return tuple(jnp.where(take, a, b) for a, b in zip(new, old, strict=True))


def _pack(line: Line, index: Array) -> Array:
    """Candidates of each place in one row: (place, candidates x 5)."""
    fields = [line.u_start, line.u_end, line.v_start, line.slope]
    packed = jnp.stack([f[index] for f in fields] + [index.astype(line.u_start.dtype)], axis=-1)
    return packed.reshape(index.shape[0], -1)


def _unpack(rows: Array, candidate: int) -> tuple[Line, Array]:
    u_start, u_end, v_start, slope, index = (rows[..., 5 * candidate + i] for i in range(5))
    return Line(u_start, u_end, v_start, slope), index
