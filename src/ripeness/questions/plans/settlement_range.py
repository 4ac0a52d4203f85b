"""Whether any terms are better for both than fighting on: in truth, and as the envoy imagines it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import jax
import jax.numpy as jnp
import numpy as np

from ripeness.compiler.stakes import Stakes
from ripeness.model.terms.acceptance import best_offer, beyond, gap
from ripeness.model.terms.bargain import best_deal
from ripeness.model.terms.frontier import Agenda, segments_of
from ripeness.model.terms.smallest_change import SLACK, margins
from ripeness.model.terms.utility import Issues
from ripeness.questions.plans.result import Imagined, Range
from ripeness.statistics.bands import band, share
from ripeness.statistics.weighted import Numbers

Pair = tuple[Numbers, Numbers]


def true_range(found: Stakes, asked: Pair, weight: Numbers) -> Range:
    """The range over what can be settled today, at the sides' reservations."""
    width, _ = best_within(found.issues, found.agenda, asked, found.attacker_power)
    return _range(width, weight)


def imagined_range(found: Stakes, asked: Pair, weight: Numbers) -> Imagined | None:
    """The range as the envoy imagines it, and what its best deal is really worth; None where there is no envoy."""
    if found.imagined is None:
        return None
    taken = (asked[0], found.imagined_reservation(asked[1]))
    seen_gap, terms = best_within(found.imagined, found.agenda, taken, found.attacker_power)
    true_gap, _ = best_within(found.issues, found.agenda, asked, found.attacker_power)
    real = margins(found.issues, terms, found.issues.guarantee, asked)
    sees, exists = seen_gap >= -SLACK, true_gap >= -SLACK
    seen = weight * sees
    return {
        "range": _range(seen_gap, weight),
        "taken_for_no_range": share(~sees & exists, weight),
        "taken_for_range": share(sees & ~exists, weight),
        "attacker_accepts": share(real[0] >= -SLACK, seen),
        "defender_accepts": share(real[1] >= -SLACK, seen),
        "attacker_margin": band(real[0], seen),
        "defender_margin": band(real[1], seen),
    }


def _range(width: Numbers, weight: Numbers) -> Range:
    return {"gap": band(width, weight), "exists": share(width >= -SLACK, weight)}


def best_within(issues: Issues, agenda: Agenda, asked: Pair, power: Numbers) -> tuple[Numbers, Numbers]:
    """Return gap and terms of the Nash deal in each draw; where there is no range, of a deal that nobody asks for.

    Parameters
    ----------
    issues : leading axis `draw`. agenda : what can be settled. asked : (attacker's, defender's) reservations, shares of
    the prize. power : the attacker's share of the gains, all of shape (draw,).

    Returns
    -------
    gap, shares of the prize, (draw,); terms, (draw, issue).
    """
    with jax.enable_x64(True):
        every = jax.tree.map(jnp.asarray, (issues, *asked, power))
        found, terms = _every_draw(agenda)(*every)
        return np.asarray(found), np.asarray(terms)


@cache
def _every_draw(agenda: Agenda) -> Callable[..., tuple[jax.Array, jax.Array]]:
    """Gap and Nash deal over an agenda, compiled once for all draws."""

    def one(issues: Issues, d_a: jax.Array, d_d: jax.Array, power: jax.Array) -> tuple[jax.Array, jax.Array]:
        segments = segments_of(issues, agenda)
        offer = best_offer(segments.line, d_a)
        deal = best_deal(segments, d_a, d_d, power, "nash")
        start, end = segments.terms_start[deal.segment], segments.terms_end[deal.segment]
        return gap(offer, beyond(segments, d_a), d_d), start + deal.position * (end - start)

    return jax.jit(jax.vmap(one))
