"""Fast bargaining: which segment is best is looked up, what it gives is computed in closed form.

The segments that never carry phi are dropped once per set of assumptions. A square table over both
sides' values of fighting on then holds, for each of its squares, the segments that are best at the
corners (two of them: the lowest corner's and the first that differs), and a line of nodes over the
attacker's value holds the segments that carry phi. A state reads the numbers of its candidates, then
their lines, field by field (so that the compiler can do many states at once), evaluates each in closed form
and takes the better. Terms are never interpolated: they jump. The table can miss a segment that is best only
inside a square; a test bounds the error in forecasts against the exact step.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Int

from ripeness.model.terms.acceptance import offer_on
from ripeness.model.terms.bargain import INFEASIBLE, Deal, along, best_on, deal_on, score
from ripeness.model.terms.frontier import Line, Segments

SHORTLIST = 128
NODES = 160
OFFER_NODES = 1024
PROBES = 2048
WIDTH = 1.25
LN_2 = 0.6931472
LOG2_OVER_X_LESS_1 = (-0.03459521, 0.31940967, -1.23507624, 2.60402449, -3.32792526, 3.1168458)
"""log2(x) / (x - 1) from 1 to 2: a polynomial through Chebyshev nodes, highest power first."""


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Table:
    """Candidates by place: the numbers of two segments in one integer, the first in the lowest bits.

    u_high, v_high : upper corner of the table; it reaches `WIDTH` shares of the prize below.
    """

    deals: Int[Array, " square"]
    offers: Int[Array, " interval"]
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
    places = u_high + WIDTH * jnp.linspace(-1.0, 0.0, OFFER_NODES, dtype=u_high.dtype)
    carrier = jnp.argmax(jax.vmap(lambda u: offer_on(line, u))(places), axis=1)
    return Table(_pair(first, second).reshape(-1), _pair(carrier[:-1], carrier[1:]), u_high, v_high)


def look_up(
    table: Table, segments: Segments, d_attacker: Array, d_defender: Array, power: Array, protocol: str
) -> tuple[Deal, Array]:
    """(best deal, phi(d_A)) for each state; the leading axis is looped over.

    The loop stores the choice of a segment: without it the compiler would choose anew for each number that
    is returned.
    """
    lines = segments.line

    def choose(values: tuple[Array, Array]) -> tuple[Array, Array]:
        d_a, d_d = values
        row, column = _interval(d_a, table.u_high, NODES), _interval(d_d, table.v_high, NODES)
        carriers = _apart(_read(table.offers, _interval(d_a, table.u_high, OFFER_NODES)))
        candidates = _apart(_read(table.deals, row * (NODES - 1) + column))
        one, other = (offer_on(_line(lines, index), d_a) for index in carriers)
        found = []
        for index in candidates:
            enough, u, v = deal_on(_line(lines, index), d_a, d_d, power, protocol)
            found.append((enough, score(u, v, d_a, d_d, power, protocol, quick_log)))
        (first, this), (second, that) = found
        best = jnp.where(second & (~first | (that > this)), candidates[1], candidates[0])
        # Where neither gives both enough, the point that carries phi is the deal: its segment, marked as such.
        carrier = jnp.where(other > one, carriers[1], carriers[0]) - SHORTLIST
        return jnp.where(first | second, best, carrier), jnp.maximum(one, other)

    choice, offer = jax.lax.map(choose, (d_attacker, d_defender))
    carried = choice < 0
    index = jnp.where(carried, choice + SHORTLIST, choice)
    line = _line(lines, index)
    _, u, v = deal_on(line, d_attacker, d_defender, power, protocol)
    u = jnp.where(carried, jnp.maximum(line.u_start, d_attacker), u)
    v = jnp.where(carried, jnp.where(jnp.isfinite(offer), offer, 0.0), v)
    return Deal(u, v, index, along(line, u)), offer


def quick_log(x: Array) -> Array:
    """Logarithm of a normal positive number: in single precision by exponent and polynomial, within 7e-6.

    It compares deals and prices none; several times as fast as the compiler's own.
    """
    if x.dtype != jnp.float32:
        return jnp.log(x)
    bits = jax.lax.bitcast_convert_type(x, jnp.int32)
    above = jax.lax.bitcast_convert_type((bits & 0x7FFFFF) | 0x3F800000, jnp.float32) - 1.0
    exponent = ((bits >> 23) - 127).astype(jnp.float32)
    ratio = jnp.full_like(above, LOG2_OVER_X_LESS_1[0])
    for factor in LOG2_OVER_X_LESS_1[1:]:
        ratio = ratio * (above + 1.0) + factor
    return LN_2 * (exponent + above * ratio)


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


def _line(lines: Line, index: Array) -> Line:
    return jax.tree.map(lambda field: _read(field, index), lines)


def _read(values: Array, index: Array) -> Array:
    return values.at[index].get(mode="promise_in_bounds")


def _pair(first: Array, second: Array) -> Array:
    return (first + SHORTLIST * second).astype(jnp.int32)


def _apart(pair: Array) -> tuple[Array, Array]:
    return pair & (SHORTLIST - 1), pair >> SHORTLIST.bit_length() - 1
