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

from ripeness.arrays import BELIEVERS, GAP_BINS, GAP_LOW, GAP_STEP, STANCES, THRESHOLDS
from ripeness.model.endings import by_whose_terms, tally, texts_by_whose_terms, whose_terms
from ripeness.model.kernels.rounding import rounding_matrix
from ripeness.model.kernels.war_chest import offsets, reserves
from ripeness.model.month import (
    CONDUCTS,
    Kernels,
    Outcomes,
    Play,
    State,
    fight_on,
    indulgence,
    kernels_by_month,
    land_held,
    treasury_of,
)
from ripeness.model.state import Game, Lattice, Months, Rules, Seen
from ripeness.model.talks.answers import agreement, met
from ripeness.model.terms.bargain import tolerance
from ripeness.solver.equilibrium import Equilibrium

NATURE = BELIEVERS.index("nature")
IMPOSSIBLE = 1e-30
"""A month of the record that is no likelier than this cannot have happened: its log likelihood is minus infinity."""


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Departures:
    """Where the probability of a month goes.

    `fighting` is the mass that fights on, for each stance, and, where texts are put, after each refusal
    (`month.CONDUCTS`); `signed` the mass that signs each text.
    """

    settled: State
    ceased: Float[Array, " front"]
    gave_up: tuple[Float[Array, " front"], Float[Array, " front"]]
    fighting: tuple[State, ...]
    signed: tuple[State, ...] = ()


def at_start(game: Game, lattice: Lattice, month: int, gate: int = 0) -> State:
    """All probability at the war's first state: the front's start, reserves on their path, package as given."""
    if game.line is None:
        at = (lattice.fronts(month) == lattice.start).astype(game.precision.dtype)
    else:
        first = jnp.ones((), game.precision.dtype)
        at = rounding_matrix(game.line.start[None], first, first, lattice.steps - 1)[0]
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
        _by_front(ceased),
        (_by_front(share * chosen.yields_attacker), _by_front(share * chosen.yields_defender)),
        *_meet_texts(tuple(fighting * weight for weight in weights), chosen, now),
    )


def _meet_texts(fighting: tuple[State, ...], chosen: Play, now: Months) -> tuple[tuple[State, ...], tuple[State, ...]]:
    """(mass that fights on by conduct, mass that signs each text)."""
    if not chosen.answers or now.put is None or now.mandate is None:
        return fighting, ()
    signed, conduct = met(fighting, chosen.answers, now.put, now.mandate)
    return conduct, signed


def as_answered(game: Game, now: Months, lattice: Lattice, chosen: Play, seen: Seen) -> State | float:
    """Probability of the answers that both sides gave to texts in a month, state by state; 1 where none was seen."""
    if game.texts is None or seen.answers is None:
        return 1.0
    worths = game.texts.worth(game.issues, land_held(game, lattice, now.month))
    sides = zip(worths, (chosen.attacker, chosen.defender), seen.answers, strict=True)
    attacker, defender = (agreement(worth, expected, given) for worth, expected, given in sides)
    return attacker * defender


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
    finish: tuple[Array, Array],
) -> tuple[State, dict[str, Array]]:
    """Condition on a record.

    Parameters
    ----------
    mass : probability of every state at the start of `months`; it sums to one.
    record : one entry for each of `months`. first : month from which `equilibrium` was solved.
    finish : each side's chance of winning a fight to the finish, by month and front.

    Returns
    -------
    Posterior at the end of the record (sums to one, or is nil where the record cannot have happened), and by month
    the `log_likelihood` and the means of `means_of` given the record so far.
    """

    def step(mass: State, item: tuple) -> tuple[State, dict[str, Array]]:
        now, chosen, kernels, seen, finish_now = item
        mass = mass * seen.front[lattice.fronts(now.month)][:, None]
        mass = mass * as_answered(game, now, lattice, chosen, seen)
        going = depart(mass, chosen, now, rules, seen)
        report = means_of(game, now, lattice, mass, going, chosen, finish_now)
        after = fought(kernels, now.month, going.fighting, lattice).goes_on
        levels = {1: (0,), 2: (0, -1), 3: (0, 1, -1)}[lattice.gates]
        after = after * seen.gate[np.array(levels)].reshape(-1, 1, 1, 1)
        total = jnp.sum(after)
        report["log_likelihood"] = jnp.where(total > IMPOSSIBLE, jnp.log(jnp.maximum(total, IMPOSSIBLE)), -jnp.inf)
        return after / jnp.maximum(total, IMPOSSIBLE), report

    drivers, played = window(game, equilibrium, months, first)
    kernels = kernels_by_month(game, drivers, NATURE, lattice, record)
    return jax.lax.scan(step, mass, (drivers, played, kernels, record, (finish[0][months], finish[1][months])))


def forecast(
    game: Game,
    equilibrium: Equilibrium,
    lattice: Lattice,
    rules: Rules,
    mass: State,
    months: slice,
    first: int,
    believer: int | Array,
    finish: tuple[Array, Array],
    whose: Array | None = None,
    detailed: bool = True,
) -> dict[str, Array]:
    """Carry the law through `months`, in one believer's eyes.

    Returns
    -------
    For each month: `ongoing` (probability that the war goes on at its start), `endings` (probability
    of ending so in that month, by ending); where `detailed`, also `disbelieving` (the same by ending and by
    threshold below which the attacker's own chance of winning had fallen), `terms` (sum over the month's settlements)
    and means over the wars that go on: see `means_of`.
    """

    def step(mass: State, item: tuple) -> tuple[State, dict[str, Array]]:
        now, chosen, kernels, whose_now, finish_now = item
        going = depart(mass, chosen, now, rules, None)
        outcomes = fought(kernels, now.month, going.fighting, lattice)
        settled = by_whose_terms(going.settled, whose_now) + texts_by_whose_terms(game, now, lattice, going.signed)
        endings = tally(settled, going.ceased, going.gave_up, outcomes)
        report = {"ongoing": jnp.sum(mass), "endings": jnp.sum(endings, axis=1)}
        if detailed:
            fronts = lattice.fronts(now.month)
            odds_there = jnp.concatenate([jnp.zeros(1), finish_now[0][fronts], jnp.ones(1)]).astype(mass.dtype)
            below = (odds_there < jnp.array(THRESHOLDS, mass.dtype)[:, None]).astype(mass.dtype)
            report["disbelieving"] = endings @ below.T
            report |= means_of(game, now, lattice, mass, going, chosen, finish_now)
            report["terms"] = _terms(going.settled, chosen, equilibrium) + terms_of_texts(
                game, now, lattice, going.signed
            )
        return outcomes.goes_on, report

    drivers, played = window(game, equilibrium, months, first)
    if whose is None:
        whose = whose_terms(game.issues, equilibrium.settlement.segments, played)
    kernels = kernels_by_month(game, drivers, believer, lattice)
    odds = tuple(side[months] for side in finish)
    return jax.lax.scan(step, mass, (drivers, played, kernels, whose, odds))[1]


def window(game: Game, equilibrium: Equilibrium, months: slice, first: int) -> tuple[Months, Play]:
    """Drivers and play of `months`; the equilibrium's first entry is month `first`."""
    drivers = jax.tree.map(lambda leaf: leaf[months], game.months)
    return drivers, jax.tree.map(lambda leaf: leaf[months.start - first : months.stop - first], equilibrium.play)


def _by_front(mass: State) -> Float[Array, " front"]:
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


def terms_of_texts(
    game: Game, now: Months, lattice: Lattice, signed: tuple[State, ...]
) -> Float[Array, " issue"] | float:
    """Sum of terms over a month's signed texts, issue by issue."""
    if game.texts is None or not signed:
        return 0.0
    terms = game.texts.signed(land_held(game, lattice, now.month))
    by_text = jnp.stack([jnp.sum(mass, axis=(0, 1, 3)) for mass in signed])
    return jnp.einsum("mk,mkj->j", by_text, terms)


def means_of(
    game: Game,
    now: Months,
    lattice: Lattice,
    mass: State,
    going: Departures,
    chosen: Play,
    finish: tuple[Array, Array],
) -> dict[str, Array]:
    """Means over the wars that still go on at the month's start.

    front (steps), the area held (km^2, where the front is an area), income (a month) and effort of the attacker (where
    spending follows the means), war_chest (bn USD), sincerity (probability),
    package and executive action in force (probability), the mediator indulgent or ready to punish (probability), the
    values of fighting on and the ripeness gap (shares of the prize), ripe (share of states), the attacker's conduct
    (shares of months), partial_deals (expected number), each side's chance of winning a fight to the finish.
    """
    ongoing = jnp.sum(mass)
    scale = 1.0 / jnp.maximum(ongoing, 1e-30)
    dtype = mass.dtype
    fronts = lattice.fronts(now.month)
    nodes = lattice.sincerity_nodes(dtype)
    by_front = _by_front(mass)
    ripe = (chosen.gap >= -tolerance(dtype)).astype(dtype)
    attended, fighting = attending_of(going), sum(going.fighting, start=jnp.zeros((), dtype))
    bombing = [mass for mass, (_, bombs) in zip(going.fighting, CONDUCTS, strict=False) if bombs]

    def mean(values: Array) -> Array:
        return scale * jnp.sum(mass * values)

    return {
        "front": scale * (by_front @ fronts),
        **({} if game.line is None else {"area": scale * (by_front @ game.line.areas(fronts))}),
        **_effort(game, now, lattice, scale * jnp.sum(mass, axis=(2, 3))),
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
        "bombing": scale * jnp.sum(jnp.stack(bombing)),
        "partial_deals": game.mediator.deal_feigned * jnp.sum(attended),
        "attacker_wins_in_his_eyes": scale * (by_front @ finish[0][fronts]),
        "defender_wins_in_his_eyes": scale * (by_front @ finish[1][fronts]),
    }


def _effort(game: Game, now: Months, lattice: Lattice, share: Float[Array, "gate chest"]) -> dict[str, Array]:
    """The attacker's mean income (a month) and effort, where spending follows the means; `share` : of the mass."""
    treasury = treasury_of(game, now, lattice)
    if treasury is None or now.budget is None:
        return {}
    return {"income": jnp.sum(share, axis=1) @ now.budget.income, "effort": jnp.sum(share * treasury.effort)}


def attending_of(going: Departures) -> State:
    """Mass that fights on and attends talks."""
    attending = [mass for mass, (attends, _) in zip(going.fighting, CONDUCTS, strict=False) if attends]
    return sum(attending, start=jnp.zeros((), attending[0].dtype))


def _histogram(weight: State, gap: State) -> Float[Array, " gap_bin"]:
    """Share of the weight by ripeness gap, in bins of `GAP_STEP` from `GAP_LOW`; the outer bins are open."""
    place = jnp.clip(jnp.floor((gap - GAP_LOW) / GAP_STEP), 0, GAP_BINS - 1).astype(jnp.int32)
    return jnp.zeros(GAP_BINS, weight.dtype).at[place.reshape(-1)].add(weight.reshape(-1))
