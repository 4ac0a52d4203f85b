"""The settlements of a war as they are told: binned by terms, month by month, and the commonest of them all.

Each piece of the frontier moves one issue from 0 to 1 and holds every other where it is. So the piece, and the step
nearest to where its one issue comes to lie, say what terms are told: bins are these, apart by what a settlement is
called (`arrays.SETTLEMENTS`), and each text that is signed. Steps are those that the scenario names, else quarters.
Masses are added and never sampled or cut off: over all bins they sum to what is settled.
"""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from ripeness.arrays import SETTLEMENTS
from ripeness.model.endings import gains_of
from ripeness.model.eyes import State, held_at, land_held
from ripeness.model.kernels.truce import Quiet
from ripeness.model.month import Play, TrucePlay
from ripeness.model.state import Game, Lattice, Months, Rules
from ripeness.model.terms.frontier import Segments
from ripeness.solver.departures import Departures

STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Steps of an issue that names none."""
KEPT = 32
"""Bins that are told of one set of assumptions, the likeliest first; the rest is what they leave of all settlements."""
NEAR = 0.1
"""A text is near a deal where both sides' utilities differ by no more than this share of the prize."""
NO_TEXT = -1
Held = tuple[Quiet, Array] | None
"""Mass that settles in a truce, and what its deals are called; None where there is no truce."""
MOVED, FRONT = 1, 2
"""What is summed besides the mass: the mass times the position on the piece, and times the front."""


def binned(
    game: Game, now: Months, lattice: Lattice, rules: Rules, segments: Segments,
    going: Departures, chosen: Play, deals: Array, texts: tuple[Array, ...], held: Held = None,
) -> dict[str, Array]:  # fmt: skip
    """A month's settlements by bin: `deals_binned` (segment, step, name, sum) and `texts_binned` (text, name, sum).

    Parameters
    ----------
    deals, texts : what each state's deal, and each text signed in it, is called: an index into `SETTLEMENTS`.
    held : what settles in a truce.
    """
    front = lattice.fronts(now.month).astype(going.settled.dtype)[None, None, :, None]
    names = len(SETTLEMENTS)
    found = _bargained(going.settled, chosen, deals, front, segments, rules)
    if held is not None and chosen.truce is not None:
        found = found + _bargained(held[0], chosen.truce, held[1], front, segments, rules)
    by_text = [
        jnp.stack([_sums(jnp.where(called == name, one, 0.0), front) for name in range(names)])
        for one, called in zip(going.signed, texts, strict=False)
    ]
    return {
        "deals_binned": found,
        "texts_binned": jnp.stack(by_text) if by_text else jnp.zeros((0, names, 3), going.settled.dtype),
    }


def _bargained(
    mass: State, chosen: Play | TrucePlay, deals: Array, front: Array, segments: Segments, rules: Rules
) -> Float[Array, "segment step name 3"]:
    """Sums over the bargains of the war, or of a truce, by bin."""
    bounds = _bounds(segments, rules)[chosen.segment]
    step = jnp.sum(chosen.position[..., None] > bounds, axis=-1)
    steps, names = bounds.shape[-1] + 1, len(SETTLEMENTS)
    place = (chosen.segment.astype(jnp.int32) * steps + step) * names + deals
    sums = jnp.stack([mass, mass * chosen.position, mass * front], axis=-1).reshape(-1, 3)
    found = jnp.zeros((segments.count * steps * names, 3), mass.dtype).at[place.reshape(-1)].add(sums)
    return found.reshape(segments.count, steps, names, 3)


def measured(
    game: Game, now: Months, lattice: Lattice, rules: Rules, segments: Segments,
    going: Departures, chosen: Play, bins: dict[str, Array], held: Held = None,
) -> dict[str, Array]:  # fmt: skip
    """Of a month's settlements: sums of terms by issue, of both gains over fighting on, and those with a government.

    `terms` (issue), `gains` (actor), shares of the prize; `aligned` (name): the mass on terms under which the
    defender's government sides with the attacker, only where an issue says so.
    """
    by_piece = jnp.sum(bins["deals_binned"], axis=(1, 2))
    change = segments.terms_end - segments.terms_start
    terms = by_piece[:, 0] @ segments.terms_start + by_piece[:, MOVED] @ change
    gains = [jnp.sum(going.settled * gain) for gain in gains_of(segments, chosen)]
    if held is not None and chosen.truce is not None:  # over a further month of the truce, and what follows
        in_truce = (jnp.sum(held[0] * gain) for gain in gains_of(segments, chosen.truce))
        gains = [one + other for one, other in zip(gains, in_truce, strict=True)]
    aligned = None
    if rules.government is not None:
        with_it = segments.terms_start[:, rules.government] > 0.5
        aligned = jnp.einsum("skn,s->n", bins["deals_binned"][..., 0], with_it.astype(terms.dtype))
    if game.texts is not None and going.signed:
        land = land_held(game, lattice, now.month)
        signed = jnp.stack([jnp.sum(mass, axis=(0, 1, 3)) for mass in going.signed])  # the others are never put
        terms = terms + jnp.einsum("mk,mkj->j", signed, game.texts.signed(land)[: len(going.signed)])
        worths = zip(game.texts.worth(game.issues, land), (chosen.attacker, chosen.defender), strict=True)
        for side, (worth, other) in enumerate(worths):
            by_text = (one * (worth[text][:, None] - other) for text, one in enumerate(going.signed))
            gains[side] = gains[side] + sum(jnp.sum(one) for one in by_text)
        if aligned is not None:
            with_it = game.texts.terms[: len(going.signed), rules.government] > 0.5
            aligned = aligned + jnp.einsum("mn,m->n", bins["texts_binned"][..., 0], with_it.astype(terms.dtype))
    return {"terms": terms, "gains": jnp.stack(gains), **({} if aligned is None else {"aligned": aligned})}


def commonest(
    game: Game, lattice: Lattice, rules: Rules, segments: Segments, deals: Array, texts: Array
) -> dict[str, Array]:
    """The likeliest bins of all months together, at most `KEPT`.

    Parameters
    ----------
    deals, texts : sums over the months of what `binned` returns.

    Returns
    -------
    `deal_chance` (deal), and `deal_rest`, the chance of all others; `deal_terms` (deal, issue), mean in the bin;
    `deal_held` (deal, issue), the attacker's share of each band where the line lay on average on the day of signature;
    `deal_text` (deal), index of the text whose worth to both is nearest (the least of the larger difference), `NO_TEXT`
    where none is within `NEAR`.
    """
    mass, moved, front = (jnp.concatenate([deals[..., at].reshape(-1), texts[..., at].reshape(-1)]) for at in range(3))
    chance, at = jax.lax.top_k(mass, min(KEPT, mass.shape[0]))
    scale = 1.0 / jnp.maximum(chance, 1e-30)
    held = held_at(game, lattice, jnp.where(chance > 0.0, front[at] * scale, 0.0))
    piece = jnp.minimum(at // int(np.prod(deals.shape[1:3])), segments.count - 1)
    start, end = segments.terms_start[piece], segments.terms_end[piece]
    terms = start + (end - start) * (moved[at] * scale)[:, None]
    nearest = jnp.full(at.shape, NO_TEXT)
    if game.texts is not None:
        text = (at - int(np.prod(deals.shape[:3]))) // len(SETTLEMENTS)  # negative for what was bargained
        signed = game.texts.signed(held)  # (text, deal, issue)
        its_own = jnp.take_along_axis(signed, jnp.maximum(text, 0)[None, :, None], axis=0)[0]
        terms = jnp.where(text[:, None] < 0, terms, its_own)
        worths = zip(game.texts.worth(game.issues, held), game.issues.value(terms), strict=True)
        apart = jnp.max(jnp.stack([jnp.abs(worth - deal) for worth, deal in worths]), axis=0)
        apart = apart.at[np.array(rules.truce_texts, int)].set(jnp.inf)  # a text that is a truce has no terms
        found = jnp.argmin(apart, axis=0)
        nearest = jnp.where(jnp.min(apart, axis=0) <= NEAR, found, NO_TEXT)
        nearest = jnp.where(text >= 0, text, nearest)
    rest = jnp.sum(mass) - jnp.sum(chance)
    return {
        "deal_chance": chance, "deal_rest": rest, "deal_terms": terms, "deal_held": held, "deal_text": nearest,
    }  # fmt: skip


def _bounds(segments: Segments, rules: Rules) -> Float[Array, "segment bound"]:
    """Half-ways between the steps of the issue that each piece moves; infinite where there are fewer."""
    count = segments.terms_start.shape[1]
    steps = [np.array(one or STEPS) for one in rules.steps] or [np.array(STEPS)] * count
    most = max(len(one) for one in steps)
    halves = [np.append((one[1:] + one[:-1]) / 2, [np.inf] * (most - len(one))) for one in steps]
    moves = jnp.argmax(segments.terms_end - segments.terms_start, axis=1)
    return jnp.asarray(np.array(halves), segments.terms_start.dtype)[moves]


def _sums(mass: State, front: Any) -> Float[Array, " 3"]:
    return jnp.stack([jnp.sum(mass), jnp.zeros((), mass.dtype), jnp.sum(mass * front)])
