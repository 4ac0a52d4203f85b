"""The law of the war: the probability of every state, month by month, without sampling noise.

A month of fighting is moved by the transpose (`jax.linear_transpose`) of the very expectation that
the two sides use for their values (`month.fight_on`), with nature's chances, or with either side's for
the forecast in that side's eyes. Conditioning on a record multiplies each month by the probability of what
was seen: an exact filter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from ripeness.arrays import BELIEVERS, GAP_BINS, GAP_LOW, GAP_STEP, SETTLEMENTS, STANCES
from ripeness.model.endings import by_whose_terms, settled_by_terms, tally, whose_terms
from ripeness.model.kernels.rounding import rounding_matrix
from ripeness.model.kernels.war_chest import offsets, reserves
from ripeness.model.month import Kernels, Outcomes, Play, State, fight_on, indulgence, kernels_by_month
from ripeness.model.state import Game, Lattice, Months, Rules, Seen
from ripeness.model.terms.bargain import tolerance
from ripeness.solver.disbelief import Believed, below_thresholds, broken_off
from ripeness.solver.equilibrium import Equilibrium

NATURE = BELIEVERS.index("nature")
IMPOSSIBLE = 1e-30
"""A month of the record that is no likelier than this cannot have happened: its log likelihood is minus infinity."""


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Departures:
    """Where the probability of a month goes. `fighting` is the mass that fights on, for each stance."""

    settled: State
    ceased: State
    gave_up: tuple[State, State]
    fighting: tuple[State, ...]


def at_start(game: Game, lattice: Lattice, month: int, gate: int = 0) -> State:
    """All probability at the war's first state: front `lattice.start`, reserves on their path, package as given."""
    at = (lattice.fronts(month) == lattice.start).astype(game.precision.dtype)
    mass = jnp.zeros(lattice.shape, game.precision.dtype)
    return mass.at[gate, lattice.chest - 1].set(at[:, None] * initial_mind(game, lattice))


def initial_mind(game: Game, lattice: Lattice) -> Float[Array, " sincerity"]:
    """Distribution over sincerity nodes when a mediator arrives."""
    nodes = lattice.sincerity_nodes(game.precision.dtype)
    if lattice.sincerity == 1:
        return jnp.ones(1, nodes.dtype)
    chance = jnp.clip(game.sincerity_at_start, 1e-6, 1.0 - 1e-6)
    logit = jnp.log(chance / (1.0 - chance))
    return rounding_matrix(logit[None], nodes[0], nodes[1] - nodes[0], lattice.sincerity)[0]


def pass_on(
    mass: Float[Array, "old_gate old_chest front old_sincerity"],
    old: tuple[Game, Lattice],
    new: tuple[Game, Lattice],
    new_mediator: bool,
) -> State:
    """Hand the law from one epoch to the next: front, reserves and gate carry over.

    The mediator's mind carries over too, unless a new mediator comes: then it starts afresh.
    """
    (old_game, old_lattice), (game, lattice) = old, new
    if lattice.gates < old_lattice.gates:
        raise ValueError("an epoch cannot drop the gate once it exists")
    # The package is the last level: what an epoch adds lies between it and none.
    added = jnp.zeros((lattice.gates - old_lattice.gates, *mass.shape[1:]), mass.dtype)
    mass = jnp.concatenate([mass[:1], added, mass[1:]])
    if (lattice.chest, old_lattice.chest) != (1, 1):
        # Positions are counted from the top node, where the distance is 0: equal lattices map onto themselves.
        nodes = offsets(old_lattice.chest, old_game.chest_spacing / game.chest_spacing)
        moves = rounding_matrix(nodes + (lattice.chest - 1.0), jnp.zeros(()), jnp.ones(()), lattice.chest)
        mass = jnp.einsum("grkl,rs->gskl", mass, moves)
    if new_mediator or lattice.sincerity != old_lattice.sincerity:
        mass = jnp.sum(mass, axis=-1, keepdims=True) * initial_mind(game, lattice)
    return mass


def depart(mass: State, chosen: Play, now: Months, rules: Rules, seen: Seen | None) -> Departures:
    """Split a month's probability: settled, ceased, gave up, and fighting by stance."""
    settled = mass * chosen.settles
    ceased = mass * chosen.ceases
    staying = mass - settled - ceased
    both = chosen.yields_attacker + chosen.yields_defender
    share = staying / jnp.maximum(both, 1.0)
    fighting = jnp.where(both > 0.0, 0.0, staying)
    weights = _stance_weights(chosen, rules)
    if seen is not None:
        weights = tuple(weight * seen.stance[i] for i, weight in enumerate(weights))
    return Departures(
        settled,
        ceased,
        (share * chosen.yields_attacker, share * chosen.yields_defender),
        tuple(fighting * weight for weight in weights),
    )


def fought(kernels: Kernels, month: Array, fighting: tuple[State, ...], lattice: Lattice) -> Outcomes:
    """Probability of each outcome of a month's fighting: the transpose of `fight_on`."""
    nothing = jnp.zeros((), fighting[0].dtype)
    by_front = jnp.zeros((fighting[0].shape[2], 1), fighting[0].dtype)
    outcomes = Outcomes(jnp.zeros_like(fighting[0]), nothing, nothing, by_front, by_front)
    transposed = jax.linear_transpose(partial(fight_on, kernels, lattice=lattice, month=month), outcomes)
    (masses,) = transposed(fighting)
    return masses


def observe(
    game: Game,
    equilibrium: Equilibrium,
    lattice: Lattice,
    rules: Rules,
    mass: State,
    record: Seen,
    months: slice,
    first: int,
) -> tuple[State, dict[str, Array]]:
    """Condition on a record.

    Parameters
    ----------
    mass : probability of every state at the start of `months`; it sums to one.
    record : one entry for each of `months`. first : month from which `equilibrium` was solved.

    Returns
    -------
    Posterior at the end of the record (sums to one, or is nil where the record cannot have happened), and by month
    the `log_likelihood` and the means of `means_of` given the record so far.
    """

    def step(mass: State, item: tuple) -> tuple[State, dict[str, Array]]:
        now, chosen, kernels, seen = item
        mass = mass * seen.front[lattice.fronts(now.month)][:, None]
        going = depart(mass, chosen, now, rules, seen)
        report = means_of(game, now, lattice, mass, going, chosen)
        after = fought(kernels, now.month, going.fighting, lattice).goes_on
        levels = {1: (0,), 2: (0, -1), 3: (0, 1, -1)}[lattice.gates]
        after = after * seen.gate[np.array(levels)].reshape(-1, 1, 1, 1)
        total = jnp.sum(after)
        report["log_likelihood"] = jnp.where(total > IMPOSSIBLE, jnp.log(jnp.maximum(total, IMPOSSIBLE)), -jnp.inf)
        return after / jnp.maximum(total, IMPOSSIBLE), report

    drivers, played = window(game, equilibrium, months, first)
    kernels = kernels_by_month(game, drivers, NATURE, lattice, record)
    return jax.lax.scan(step, mass, (drivers, played, kernels, record))


def forecast(
    game: Game,
    equilibrium: Equilibrium,
    lattice: Lattice,
    rules: Rules,
    mass: State,
    months: slice,
    first: int,
    believer: int | Array,
    whose: Array | None = None,
    detailed: bool = True,
    believed: Believed | None = None,
    by_belief: bool = False,
) -> dict[str, Array]:
    """Carry the law through `months`, in one believer's eyes.

    Returns
    -------
    For each month: `ongoing` (probability that the war goes on at its start), `endings` (probability
    of ending so in that month, by ending); where `detailed`, also `terms` (sum over the month's settlements)
    and means over the wars that go on: see `means_of`.
    Where `believed` is given, also the chance of winning of each side that is followed, that nobody wins where it is
    known, and, by month of `believed.begins`, that it wins within the belief's horizon; where `by_belief`, also
    `disbelieving` (by each of `arrays.READINGS`, by ending and by threshold below which the attacker's belief was).
    """

    def step(mass: State, item: tuple) -> tuple[State, dict[str, Array]]:
        now, chosen, kernels, whose_now, belief = item
        going = depart(mass, chosen, now, rules, None)
        outcomes = fought(kernels, now.month, going.fighting, lattice)
        endings = tallied(going, whose_now, outcomes)
        report = {"ongoing": jnp.sum(mass), "endings": jnp.sum(endings, axis=1)}
        if detailed:
            report |= means_of(game, now, lattice, mass, going, chosen)
            report["terms"] = _terms(going.settled, chosen, equilibrium)
        if believed is not None and belief is not None:
            report |= believed.mean_ever(mass, belief) | believed.mean_within(mass, now.month)
            if by_belief:
                readings = (*believed.attackers(now.month, lattice, belief), chosen.attacker)
                ended = {
                    **dict(zip(SETTLEMENTS, settled_by_terms(going.settled, whose_now), strict=True)),
                    "ceasefire": going.ceased,
                    "attacker_capitulates": going.gave_up[0],
                    "defender_capitulates": going.gave_up[1],
                    **broken_off(kernels, going.fighting),
                }
                report["disbelieving"] = below_thresholds(ended, outcomes.front_lost, readings)
        return outcomes.goes_on, report

    drivers, played = window(game, equilibrium, months, first)
    if whose is None:
        whose = whose_terms(game.issues, equilibrium.settlement.segments, played)
    kernels = kernels_by_month(game, drivers, believer, lattice)
    ever = None if believed is None else believed.ever
    found: dict[str, Array] = jax.lax.scan(step, mass, (drivers, played, kernels, whose, ever))[1]
    if believed is not None:
        told = np.array(believed.begins, int) - months.start
        found |= {name: means[told] for name, means in found.items() if name.endswith("_wins_within")}
    return found


def tallied(going: Departures, whose: Array, outcomes: Outcomes) -> Float[Array, "ending padded_front"]:
    """Probability of each ending in a month by front, as `endings.tally`."""
    gave_up = by_front(going.gave_up[0]), by_front(going.gave_up[1])
    return tally(by_whose_terms(going.settled, whose), by_front(going.ceased), gave_up, outcomes)


def window(game: Game, equilibrium: Equilibrium, months: slice, first: int) -> tuple[Months, Play]:
    """Drivers and play of `months`; the equilibrium's first entry is month `first`."""
    drivers = jax.tree.map(lambda leaf: leaf[months], game.months)
    return drivers, jax.tree.map(lambda leaf: leaf[months.start - first : months.stop - first], equilibrium.play)


def by_front(mass: State) -> Float[Array, " front"]:
    """Probability by front."""
    return jnp.sum(mass, axis=(0, 1, 3))


def _stance_weights(chosen: Play, rules: Rules) -> tuple[State, ...]:
    if rules.smooth:
        return chosen.stance
    return tuple((chosen.stance[0] == number).astype(chosen.gap.dtype) for number in range(len(STANCES)))


def _terms(settled: State, chosen: Play, equilibrium: Equilibrium) -> Float[Array, " issue"]:
    """Sum of terms over a month's settlements, issue by issue (divide by their probability for the mean)."""
    segments = equilibrium.settlement.segments
    index = chosen.segment.reshape(-1)
    weight = jnp.zeros(segments.count, settled.dtype).at[index].add(settled.reshape(-1))
    moved = jnp.zeros(segments.count, settled.dtype).at[index].add((settled * chosen.position).reshape(-1))
    return weight @ segments.terms_start + moved @ (segments.terms_end - segments.terms_start)


def means_of(
    game: Game,
    now: Months,
    lattice: Lattice,
    mass: State,
    going: Departures,
    chosen: Play,
) -> dict[str, Array]:
    """Means over the wars that still go on at the month's start.

    front (steps), war_chest (bn USD), sincerity (probability), package and executive action in force
    (probability), the mediator indulgent or ready to punish (probability), the values of
    fighting on and the ripeness gap (shares of the prize), ripe (share of states), the attacker's conduct
    (shares of months), partial_deals (expected number).
    """
    ongoing = jnp.sum(mass)
    scale = 1.0 / jnp.maximum(ongoing, 1e-30)
    dtype = mass.dtype
    fronts = lattice.fronts(now.month)
    nodes = lattice.sincerity_nodes(dtype)
    fronts_of = by_front(mass)
    ripe = (chosen.gap >= -tolerance(dtype)).astype(dtype)
    attended = going.fighting[1] + going.fighting[3]
    fighting = attended + going.fighting[0] + going.fighting[2]

    def mean(values: Array) -> Array:
        return scale * jnp.sum(mass * values)

    return {
        "front": scale * (fronts_of @ fronts),
        "war_chest": scale * (jnp.sum(mass, axis=(0, 2, 3)) @ reserves(now.path, lattice.chest, game.chest_spacing)),
        "sincerity": scale * (jnp.sum(mass, axis=(0, 1, 2)) @ jax.nn.sigmoid(nodes)),
        "package": scale * jnp.sum(mass[-1]) if lattice.gates > 1 else jnp.zeros((), dtype),
        "executive_action": scale * jnp.sum(mass[1:-1]),
        "indulgent": scale * jnp.sum(mass * indulgence(game, lattice)[:, None, None, :]),
        "punishing": scale * (jnp.sum(mass, axis=(0, 1, 2)) @ game.mediator.would_punish(nodes)),
        "attacker_value": mean(chosen.attacker),
        "defender_value": mean(chosen.defender),
        "ripeness_gap": mean(chosen.gap),
        "ripe": mean(ripe),
        "gap_distribution": _histogram(scale * mass, chosen.gap),
        "attended_no_deal_in_reach": scale * jnp.sum(attended * (1.0 - ripe)),
        "stayed_away": scale * jnp.sum((fighting - attended) * (1.0 - ripe)),
        "in_earnest": scale * jnp.sum(fighting * ripe),
        "bombing": scale * jnp.sum(going.fighting[2] + going.fighting[3]),
        "partial_deals": game.mediator.deal_feigned * jnp.sum(attended),
    }


def _histogram(weight: State, gap: State) -> Float[Array, " gap_bin"]:
    """Share of the weight by ripeness gap, in bins of `GAP_STEP` from `GAP_LOW`; the outer bins are open."""
    place = jnp.clip(jnp.floor((gap - GAP_LOW) / GAP_STEP), 0, GAP_BINS - 1).astype(jnp.int32)
    return jnp.zeros(GAP_BINS, weight.dtype).at[place.reshape(-1)].add(weight.reshape(-1))
