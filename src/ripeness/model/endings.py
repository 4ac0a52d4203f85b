"""How a war ends, and what a settlement is called.

Equation:
    with land, L(x) = sum over issues of land of (x_j - held_j) m_j, m_j the width of the issue's band, km^2
        to the attacker where L > h, to the defender where L < -h, even otherwise; h half a cell
        on a ladder of N steps m_j = 1 and h = 1/(2 N), in shares of the issue
    without land, by the gains g_i = max(U_i(x) - d_i, 0) over fighting on
        to the attacker where g_A / (g_A + g_D) > 2/3, to the defender where it is below 1/3, even otherwise

Sources: [R]; against the line of the day, as armistices are described, and by the share of the surplus, as in
    bargaining theory.
Reads: terms, the line on the day of signature, both sides' values of fighting on.
Writes: what a settlement is called: an index into `arrays.SETTLEMENTS`.
Silent about: what else is signed; which land it is. A war that ends because one side gives up, collapses, is beaten
    or is forced to stop is never counted as a settlement.
"""

from __future__ import annotations

import jax.numpy as jnp
from jaxtyping import Array, Float, Int8

from ripeness.arrays import ENDINGS, SETTLEMENTS
from ripeness.model.eyes import State, land_held
from ripeness.model.month import Outcomes, Play, TrucePlay
from ripeness.model.state import Game, Lattice, Months, Rules
from ripeness.model.terms.bargain import tolerance
from ripeness.model.terms.frontier import Segments

MOSTLY = 2.0
"""A settlement is mostly to the side that gains more than so many times what the other gains: two thirds of it all."""
ROUNDING = 1e-5
"""Half a cell is passed by more than this share of itself, so that rounding decides nothing."""

Pair = tuple[Array, Array]


def land_measure(game: Game, lattice: Lattice, rules: Rules) -> tuple[Float[Array, " issue"], Array]:
    """(what all of each issue's land measures, half a cell): km^2, or shares of the issue; nil for other issues."""
    land = jnp.zeros_like(game.issues.attacker).at[jnp.array(rules.land, int)].set(1.0)
    if game.line is None or game.issues.band is None:
        return land, jnp.asarray(0.5 / lattice.steps, land.dtype)
    low, high = game.issues.band
    return land * (high - low), 0.5 * game.line.cell


def called(rules: Rules, gives: Array, half: Array, gains: Pair) -> Int8[Array, ...]:
    """What settlements are called: an index into `SETTLEMENTS`.

    Parameters
    ----------
    gives : land that the terms give the attacker beyond what it holds, less what they give back. half : a cell.
    gains : both sides' utility over fighting on, shares of the prize; read where there is no land.
    """
    if rules.land:
        beyond = half * (1.0 + ROUNDING)
        attacker, defender = gives > beyond, gives < -beyond
    else:
        slack = tolerance(gains[0].dtype)
        gain_a, gain_d = (jnp.where(gain > slack, gain, 0.0) for gain in gains)
        attacker, defender = gain_a > MOSTLY * gain_d, gain_d > MOSTLY * gain_a
    return jnp.where(attacker, 0, jnp.where(defender, 2, 1)).astype(jnp.int8)


def gains_of(segments: Segments, played: Play | TrucePlay) -> Pair:
    """What each state's deal gives either side over fighting on, shares of the prize."""
    line, at = segments.line, played.segment
    width = line.u_end - line.u_start
    u = line.u_start[at] + width[at] * played.position
    v = line.v_start[at] - (line.slope * width)[at] * played.position
    return u - played.attacker, v - played.defender


def called_deals(
    game: Game, now: Months, lattice: Lattice, rules: Rules, segments: Segments, played: Play | TrucePlay
) -> Int8[Array, "gate chest front sincerity"]:
    """What each state's deal is called, were it settled on; terms are linear in the position on a segment."""
    measure, half = land_measure(game, lattice, rules)
    start, end = segments.terms_start @ measure, segments.terms_end @ measure
    held = (land_held(game, lattice, now.month) @ measure)[:, None]
    gives = start[played.segment] + (end - start)[played.segment] * played.position - held
    return called(rules, gives, half, gains_of(segments, played))


def called_texts(
    game: Game, now: Months, lattice: Lattice, rules: Rules, played: Play
) -> tuple[Int8[Array, "some_gate some_chest front some_sincerity"], ...]:
    """What each text is called in each state, were it signed; none where no texts are put."""
    if game.texts is None:
        return ()
    held = land_held(game, lattice, now.month)
    measure, half = land_measure(game, lattice, rules)
    gives = (game.texts.signed(held) @ measure - held @ measure)[:, :, None]
    worths = (worth[:, :, None] for worth in game.texts.worth(game.issues, held))
    attacker, defender = worths
    return tuple(
        called(rules, gives[text], half, (attacker[text] - played.attacker, defender[text] - played.defender))
        for text in range(gives.shape[0])
    )


def settlements_of(
    settled: State, deals: Array, signed: tuple[State, ...], texts: tuple[Array, ...]
) -> tuple[State, ...]:
    """Mass of settlements in each state, one array for each of `SETTLEMENTS`: those bargained, and the texts signed.

    Parameters
    ----------
    settled, signed : mass that bargains, and that signs each text. deals, texts : what these are called, as
    `called_deals` and `called_texts` return it.
    """
    return tuple(
        jnp.where(deals == index, settled, 0.0)
        + sum(jnp.where(name == index, one, 0.0) for one, name in zip(signed, texts, strict=False))
        for index in range(len(SETTLEMENTS))
    )


def tally(
    settlements: Array, ceased: Array, gave_up: tuple[Array, Array], fought: Outcomes
) -> Float[Array, "ending padded_front"]:
    """Probability of each ending in a month, in the order of `ENDINGS`, by front.

    The first column is front 0, the last front N; those between are the month's cells.
    """
    nowhere = jnp.zeros(ceased.shape[0] + 2, ceased.dtype)
    inside = {
        **dict(zip(SETTLEMENTS, settlements, strict=True)),
        "ceasefire": ceased,
        "attacker_capitulates": gave_up[0],
        "defender_capitulates": gave_up[1],
        "defender_collapses": fought.collapse[:, 0],
        "attacker_forced_to_stop": fought.stop[:, 0],
    }
    endings = {name: nowhere.at[1:-1].set(mass) for name, mass in inside.items()}
    endings["attacker_wins_at_the_front"] = nowhere.at[-1].set(fought.front_won)
    endings["attacker_expelled"] = nowhere.at[0].set(fought.front_lost)
    return jnp.stack([endings[name] for name in ENDINGS])
