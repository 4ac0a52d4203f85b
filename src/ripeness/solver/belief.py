"""What each side believes it can win: the month itself, in its own eyes, with outcomes worth 1 or 0.

Equation:
    pi_i(t, s)   = sum over stances, as played in s, of `month.fight_on` in i's eyes; goes on: pi_i a month later
                   attacker: collapse or front won = 1, front lost or forced stop = 0
                   defender: front lost (the attacker expelled) or forced stop = 1, collapse or front won = 0
                   no table, no ceasefire, nobody gives up; at the last month solved 0 for both: won by nobody
    undecided_i  = the same with every outcome worth 0 and 1 at the last month solved
    pi_i^H(t, s) = pi_i with 0 at the start of month min(t + H, T): won within H months
In i's eyes pi_i, the other side's chance and undecided_i sum to one.

Sources: [R]. Where only the front moves it is the random walk of battles of Smith & Stam 2004, Journal of Conflict
    Resolution [P, recalled].
Reads: the month's kernels in one side's eyes, the stances of the solved game.
Silent about: what a side would do if it only wanted to win: the stances are those of the game as it is played, talks
    and costs counted. To win is to have one's aims met by arms or by the other side's breaking, not by a settlement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from ripeness.arrays import STANCES
from ripeness.model.eyes import ATTACKER, DEFENDER, Kernels, State, kernels_by_month
from ripeness.model.kernels.battle import Battle
from ripeness.model.month import Outcomes, fight_on
from ripeness.model.state import Game, Lattice

SIDES = (ATTACKER, DEFENDER)
Stances = tuple[Array, ...]
"""Weight of each stance, or the one index of the stance that is played (`equilibrium.compact`)."""


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Belief:
    """Chances in the eyes of each side that is followed: that it wins, and that nobody has by the last month solved.

    `undecided` is empty where nobody reads it.
    """

    wins: tuple[State, ...]
    undecided: tuple[State, ...] = ()

    @classmethod
    def at_the_end(cls, lattice: Lattice, dtype: np.dtype, sides: int, undecided: bool = False) -> Belief:
        """Belief at the start of the last month solved: nobody has won. `sides` : how many are followed."""
        nil = jnp.zeros(lattice.shape, dtype)
        return cls((nil,) * sides, (nil + 1.0,) * sides if undecided else ())


def aims_met(believer: int, after: State) -> Outcomes:
    """Outcomes worth 1 where the side's aims are met and 0 where not; `after`: what going on is worth."""
    one, nil = jnp.ones((), after.dtype), jnp.zeros((), after.dtype)
    if believer == ATTACKER:
        return Outcomes(after, front_won=one, front_lost=nil, collapse=one, stop=nil)
    return Outcomes(after, front_won=nil, front_lost=one, collapse=nil, stop=one)


def month_before(
    sides: tuple[int, ...], eyes: tuple[Kernels, ...], stances: Stances, after: Belief, lattice: Lattice, month: Array
) -> Belief:
    """Belief at the start of a month, from belief at its end.

    `sides` : numbers of the believers that are followed (static). eyes : the month's kernels in the eyes of each.
    """

    def expected(kernels: Kernels, outcomes: Outcomes) -> State:
        return as_played(stances, fight_on(kernels, outcomes, lattice, month))

    nil = jnp.zeros((), after.wins[0].dtype)
    return Belief(
        tuple(
            expected(kernels, aims_met(side, chance))
            for side, kernels, chance in zip(sides, eyes, after.wins, strict=True)
        ),
        tuple(
            expected(kernels, Outcomes(chance, nil, nil, nil, nil))
            for kernels, chance in zip(eyes, after.undecided, strict=False)
        ),
    )


def as_played(stances: Stances, by_stance: tuple[State, ...]) -> State:
    """Values by stance, weighted by the stances as they are played; no text is put."""
    by_stance = by_stance[: len(STANCES)]
    if len(stances) > 1:
        return sum((w * v for w, v in zip(stances, by_stance, strict=True)), start=jnp.zeros((), by_stance[0].dtype))
    chosen = by_stance[0]
    for number, values in enumerate(by_stance[1:], start=1):
        chosen = jnp.where(stances[0] == number, values, chosen)
    return chosen


def wins_within(
    game: Game,
    lattice: Lattice,
    stances: Stances,
    first: int,
    begins: Sequence[int],
    months: int,
    horizon: int,
    sides: tuple[int, ...] = SIDES,
) -> tuple[Float[Array, "begin gate chest front sincerity"], ...]:
    """Chance of each side in `sides`, in its own eyes, that it wins within some months (pi^H).

    Parameters
    ----------
    stances : of the solved game, by month from `first` on, as far as a window reaches or to `horizon`.
    begins : months at whose start the windows begin (static). months : their length, H. horizon : last month solved, T.
    """
    start, stop = min(begins), min(max(begins) + months, horizon)
    drivers = jax.tree.map(lambda leaf: leaf[start:stop], game.months)
    kernels = tuple(kernels_by_month(game, drivers, side, lattice) for side in sides)
    played = tuple(leaf[start - first : stop - first] for leaf in stances)
    items = drivers.month, kernels, played
    back = jnp.arange(months)[::-1]

    def window(begin: Array) -> tuple[State, ...]:
        def before(after: Belief, ahead: Array) -> tuple[Belief, None]:
            place = begin - start + ahead
            month, eyes, stance = jax.tree.map(lambda leaf: leaf[jnp.minimum(place, stop - start - 1)], items)
            now = month_before(sides, eyes, stance, after, lattice, month)
            within = place < stop - start
            return jax.tree.map(lambda later, here: jnp.where(within, here, later), after, now), None

        end = Belief.at_the_end(lattice, game.precision.dtype, len(sides))
        return jax.lax.scan(before, end, back)[0].wins

    return jax.lax.map(window, jnp.asarray(begins))


def between(
    windows: Float[Array, "begin gate chest front sincerity"], begins: Sequence[int], month: Array, lattice: Lattice
) -> State:
    """The attacker's pi^H in any month, state by state, on the straight line between two of `begins`.

    Beyond the last of them that line is drawn on. Fronts of the other parity lie halfway between those of the
    windows; the front's ends are lost and won. `begins` are months of one parity.
    """
    here = windows[0]
    if len(begins) > 1:
        at = jnp.asarray(begins, windows.dtype)
        left = jnp.clip(jnp.searchsorted(at, month, side="right") - 1, 0, len(begins) - 2)
        share = (month - at[left]) / (at[left + 1] - at[left])
        here = jnp.clip((1.0 - share) * windows[left] + share * windows[left + 1], 0.0, 1.0)
    if lattice.law == "drift":
        return here
    here = jnp.where((lattice.fronts(begins[0]) < lattice.steps)[:, None], here, 1.0)
    edge = jnp.ones((*here.shape[:2], 1, here.shape[3]), here.dtype)
    half = jnp.full(here.shape[1:3], 0.5, here.dtype)
    odd = lattice.parity(month)
    beside = Battle(half, half, odd).expect(jnp.concatenate([0.0 * edge, here, edge], axis=2))
    return jnp.where(odd == lattice.parity(begins[0]), here, beside)
