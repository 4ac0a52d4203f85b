"""The ripeness test: what a feasible deal could give the defender, against what the defender expects from fighting on.

Equation:
    gap = phi(d_A) - d_D;   ripe iff gap >= -1e-12
    Where no terms give d_A the gap is continued linearly, for reporting only.

Sources: ripeness: Zartman [idea, recalled], formalised here [R]; equal to the agreement condition
    of Smith & Stam 2004, Journal of Conflict Resolution [P, recalled].
Reads: segments of the frontier, both sides' values of fighting on.
Writes: the gap.
Silent about: whether a table exists, whether the sides know that they could agree.
"""

from __future__ import annotations

import jax
import jax.numpy as jnp
from jaxtyping import Array

from ripeness.model.terms.frontier import Line, Segments


def offer_on(line: Line, d_attacker: Array) -> Array:
    """Most that one piece gives the defender while the attacker gets at least `d_attacker`; -inf if nothing."""
    u = jnp.maximum(line.u_start, d_attacker)
    return jnp.where(u <= line.u_end, line.v_start - line.slope * (u - line.u_start), -jnp.inf)


def best_offer(line: Line, d_attacker: Array) -> Array:
    """phi(d_A): most that any feasible deal gives the defender while the attacker accepts; -inf beyond the last."""

    def visit(best: Array, piece: Line) -> tuple[Array, None]:
        return jnp.maximum(best, offer_on(piece, d_attacker)), None

    start = jnp.full(d_attacker.shape, -jnp.inf, d_attacker.dtype)
    best, _ = jax.lax.scan(visit, start, line)
    return best


def beyond(segments: Segments, d_attacker: Array) -> Array:
    """phi continued past the attacker's best deal, at the frontier's mean slope (at a point, one for one)."""
    line = segments.line
    u_last = jnp.max(line.u_end)
    v_last = jnp.max(offer_on(line, u_last))
    first = jnp.argmax(line.v_start)
    width = u_last - line.u_start[first]
    mean_slope = jnp.maximum((line.v_start[first] - v_last) / jnp.maximum(width, 1e-9), 1e-3)
    mean_slope = jnp.where(width > 0.0, mean_slope, 1.0)
    return v_last - mean_slope * (d_attacker - u_last)


def gap(offer: Array, continuation: Array, d_defender: Array) -> Array:
    """Ripeness gap in shares of the prize: positive where some deal beats fighting on for both."""
    return jnp.where(jnp.isfinite(offer), offer, continuation) - d_defender
