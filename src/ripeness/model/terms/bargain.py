"""Which feasible terms are agreed: asymmetric Nash, or one side's take-it-or-leave-it offer.

Equation:
    nash:             maximise (u - d_A)^theta (v - d_D)^(1 - theta) over u >= d_A, v >= d_D
    attacker offers:  maximise u with v >= d_D       defender offers:  maximise v with u >= d_A

    On one straight segment the Nash deal is u = d_A + theta S, S = the joint gain in the
    attacker's units, clipped to the segment; the best segment wins. Never interpolate between deals:
    they jump.

Sources: Nash 1950, Econometrica; asymmetric form as in Binmore, Rubinstein & Wolinsky 1986, RAND
    Journal of Economics; alternating offers: Rubinstein 1982, Econometrica [P, recalled].
Reads: segments of the frontier, both sides' values of fighting on.
Writes: agreed utilities, segment and position on it (hence the terms).
Silent about: how the offers are made, delay tactics, audience costs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jaxtyping import Array

from ripeness.model.terms.acceptance import offer_on
from ripeness.model.terms.frontier import Line, Segments

PROTOCOLS = ("nash", "attacker_offers", "defender_offers")
INFEASIBLE = -1e9
Log = Callable[[Array], Array]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Deal:
    """A deal per state: utilities, index of its segment, position along it from start (0) to end (1)."""

    attacker: Array
    defender: Array
    segment: Array
    position: Array


def tolerance(dtype) -> float:
    """Slack of the ripeness test: 1e-12 in double precision, 1e-6 in single."""
    return 1e-12 if dtype == jnp.float64 else 1e-6


def deal_on(
    line: Line, d_attacker: Array, d_defender: Array, power: Array, protocol: str
) -> tuple[Array, Array, Array]:
    """(whether both get enough, u, v) of the best deal on one piece (arrays broadcast)."""
    slack = tolerance(d_attacker.dtype)
    room = (line.v_start - d_defender) / jnp.maximum(line.slope, 1e-20)
    u_low = jnp.maximum(line.u_start, d_attacker)
    u_high = jnp.minimum(line.u_end, line.u_start + room)
    feasible = (u_low <= line.u_end) & (u_high >= u_low - slack)
    u_high = jnp.maximum(u_high, u_low)
    if protocol == "nash":
        u = jnp.clip(d_attacker + power * (line.u_start + room - d_attacker), u_low, u_high)
    elif protocol == "attacker_offers":
        u = u_high
    else:
        u = u_low
    u = jnp.where(line.slope <= 0.0, u_high, u)  # what is worth nothing to the defender goes to the attacker
    return feasible, u, line.v_start - line.slope * (u - line.u_start)


def score(
    u: Array, v: Array, d_attacker: Array, d_defender: Array, power: Array, protocol: str, log: Log = jnp.log
) -> Array:
    """What the protocol maximises, comparable between pieces; for Nash, the logarithm of the product of gains."""
    if protocol == "nash":
        gains = jnp.maximum(u - d_attacker, 1e-30), jnp.maximum(v - d_defender, 1e-30)
        return power * log(gains[0]) + (1.0 - power) * log(gains[1])
    return u if protocol == "attacker_offers" else v


def best_on(
    line: Line, d_attacker: Array, d_defender: Array, power: Array, protocol: str
) -> tuple[Array, Array, Array]:
    """(score, u, v) of the best deal on one piece."""
    feasible, u, v = deal_on(line, d_attacker, d_defender, power, protocol)
    return jnp.where(feasible, score(u, v, d_attacker, d_defender, power, protocol), INFEASIBLE), u, v


def along(line: Line, u: Array) -> Array:
    """Position of u along its piece, from 0 at the start to 1 at the end."""
    length = line.u_end - line.u_start
    return jnp.where(length > 1e-12, (u - line.u_start) / jnp.maximum(length, 1e-12), 0.0)


def best_deal(segments: Segments, d_attacker: Array, d_defender: Array, power: Array, protocol: str) -> Deal:
    """Best deal over all segments: the exact bargaining step. Its cost grows with their number."""

    def better(here: tuple, best: tuple) -> tuple:
        return tuple(jnp.where(here[0] > best[0], new, old) for new, old in zip(here, best, strict=True))

    def visit(found: tuple, item: tuple[Line, Array]) -> tuple[tuple, None]:
        (best, carrier), (line, index) = found, item
        here = (*best_on(line, d_attacker, d_defender, power, protocol), index)
        v = offer_on(line, d_attacker)
        there = (v, jnp.maximum(line.u_start, d_attacker), jnp.where(jnp.isfinite(v), v, 0.0), index)
        return (better(here, best), better(there, carrier)), None

    shape, dtype = d_attacker.shape, d_attacker.dtype
    start = (
        jnp.full(shape, 2 * INFEASIBLE, dtype),
        jnp.zeros(shape, dtype),
        jnp.zeros(shape, dtype),
        jnp.zeros(shape, jnp.int32),
    )
    nothing = (jnp.full(shape, -jnp.inf, dtype), *start[1:])
    pieces = (segments.line, jnp.arange(segments.count, dtype=jnp.int32))
    ((score, *deal), (_, *carrier)), _ = jax.lax.scan(visit, (start, nothing), pieces)
    # Where nothing is good enough for both, the point that carries phi(d_A) is the deal.
    u, v, index = (jnp.where(score > INFEASIBLE, a, b) for a, b in zip(deal, carrier, strict=True))
    return Deal(u, v, index, along(segments.take(index).line, u))
