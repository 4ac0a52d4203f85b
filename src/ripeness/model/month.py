"""THE MODEL ON ONE PAGE: one month of the war.

Read `play` from top to bottom: both sides ask what fighting on is worth; the attacker chooses
its stance; each side asks whether to give up; and if some terms are better for both than fighting
on, and there is a table, the war ends on the bargained terms.

`fight_on` is a month of fighting as an expectation, linear in what the outcomes are worth. With
a side's beliefs and payoffs it gives that side's value; its transpose with nature's chances moves the
probability of every state of the war (`law.py`). There is no second copy.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import jax
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float, Int

from ripeness.arrays import ACTORS, STANCES
from ripeness.model.eyes import (
    ATTACKER,
    DEFENDER,
    Kernels,
    State,
    indulgence,
    kernels_of,
    land_held,
    line_as_it_stands,
    minds_after_a_truce,
    shortfall,
    standing_of,
)
from ripeness.model.kernels import truce
from ripeness.model.kernels.sincerity import expected
from ripeness.model.kernels.truce import Quiet
from ripeness.model.state import Game, Lattice, Months, Rules, Side
from ripeness.model.talks.answers import Answers, answered
from ripeness.model.talks.stance import choose
from ripeness.model.terms.bargain import Deal, tolerance
from ripeness.model.terms.settlement import Settlement

CONDUCTS = (*STANCES, *((True, strikes) for _ in ACTORS for strikes in (False, True)))
"""(attends, bombs) of each stance, then of attending after a refusal of the attacker's and of the defender's."""
Values = tuple[State, ...]
"""Worth of a war to the attacker and the defender; where there is a truce, then that of a truce (`Quiet`) to both."""
Mask = Bool[Array, "gate chest front sincerity"]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Outcomes:
    """What a month of fighting can lead to: a value of each, or a probability of each.

    Values are scalars; probabilities of collapse and stop come by front.
    """

    goes_on: State
    front_won: Float[Array, ""]
    front_lost: Float[Array, ""]
    collapse: Float[Array, ""] | Float[Array, "front 1"]
    stop: Float[Array, ""] | Float[Array, "front 1"]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class TrucePlay:
    """What the equilibrium does at the start of a month in each state of a truce.

    resumes_attacker, resumes_defender : 1 where that side goes back to war. settles : probability of a settlement
    where nobody does. segment, position : its terms. attacker, defender : what a month of truce, and what follows, is
    worth (shares of the prize).
    """

    resumes_attacker: Quiet
    resumes_defender: Quiet
    settles: Quiet
    segment: Int[Array, "gate chest front 1"]
    position: Quiet
    attacker: Quiet
    defender: Quiet


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Play:
    """What the equilibrium does in each state of a month, and what it is worth.

    stance : weight of each stance. settles, ceases : probability that the war ends so at the table.
    yields_attacker, yields_defender : 1 where that side gives up. segment, position : the bargained
    terms. attacker, defender : values of fighting on; gap : ripeness gap (shares of the prize). answers : to each text,
    while the attacker attends without bombing, and while it bombs; empty where no texts are put, None for one never
    put. begins : probability that a truce begins where there is no settlement. truce : play in a truce. Both None where
    there is no truce; else `attacker` and `defender` count the chance that one begins.
    """

    stance: tuple[State, ...]
    settles: State
    ceases: State
    yields_attacker: State
    yields_defender: State
    segment: Int[Array, "gate chest front sincerity"]
    position: State
    attacker: State
    defender: State
    gap: State
    answers: tuple[tuple[Answers | None, ...], ...] = ()
    begins: State | None = None
    truce: TrucePlay | None = None


def fight_on(kernels: Kernels, outcomes: Outcomes, lattice: Lattice, month: Array) -> tuple[State, ...]:
    """Expected worth of a month of fighting, for each stance. Linear in `outcomes`.

    Where texts are put, the stances are followed by attending without and with bombing after a refusal of the
    attacker's, and by the same after one of the defender's: `CONDUCTS`.

    Battle, money, gate and mind act on different coordinates: their order is free but for three
    rules: battle reads the reserves as they were, money the gate as it was, the gate the updated mind.
    """
    after = tuple(kernels.battle.enter(_with_ends(outcomes, lattice, month + 1)))
    gates = range(lattice.gates)
    stayed_away = jnp.stack([kernels.gate.expect(after, gate, attended=False) for gate in gates])
    attended = jnp.stack([kernels.gate.expect(after, gate, attended=True) for gate in gates])
    # Every conduct of the month lies in one array, side by side on the last axis: a few large steps, not many small.
    judged = expected((kernels.sincerity, *(kernels.refused or ())), stayed_away, attended)
    going = kernels.battle.expect(jnp.stack([_pay(kernels, judged[gate], gate) for gate in gates]))
    away, *attending = jnp.split(going, going.shape[-1] // outcomes.goes_on.shape[-1], axis=-1)
    breaks = {strikes: kernels.collapse.breaks(strikes, outcomes.collapse, outcomes.stop) for strikes in (False, True)}
    fought = (away, attending[0], away, *attending[1:])
    return tuple(
        breaks[strikes] + kernels.collapse.survives(strikes) * goes_on
        for (_, strikes), goes_on in zip(CONDUCTS[: len(fought)], fought, strict=True)
    )


def _pay(kernels: Kernels, values: Array, gate: int) -> Array:
    """Expected value over next month's reserves; the share of punishment that is not enforced moves none of them."""
    paid = kernels.war_chest.expect(values[None], gate)[0]
    if gate == 0 or kernels.slack is None:
        return paid
    slack = jnp.tile(kernels.slack, values.shape[-1] // kernels.slack.shape[-1])
    return (1.0 - slack) * paid + slack * kernels.war_chest.expect(values[None], 0)[0]


def play(
    game: Game,
    now: Months,
    after: Values,
    settlement: Settlement,
    lattice: Lattice,
    rules: Rules,
    eyes: tuple[Kernels, Kernels] | None = None,
) -> tuple[Values, Play]:
    """One month backward: values now and the equilibrium's play, from both sides' values a month later.

    `eyes` : the month's kernels in the attacker's and in the defender's eyes, where they are known already.
    """
    a, d = game.attacker, game.defender
    on_a, on_d, answers = by_stance(game, now, after, lattice, rules, eyes)
    stance = choose(on_a, game.precision if rules.smooth else None)
    d_a, d_d, yields_a, yields_d = _give_up(_weighted(stance, on_a), _weighted(stance, on_d), a, d, rules)
    fights, lasts, begins = (d_a, d_d), None, None
    if rules.truce:
        assert now.truce is not None
        lasts = _months_of_truce(game, now, after[2:], lattice, rules)
        begins = now.truce.offered * truce.begins(lasts, fights)
        d_a, d_d = d_a + begins * (lasts[0] - d_a), d_d + begins * (lasts[1] - d_d)

    deal, gap, any_terms = _bargain(settlement, d_a, d_d, rules, now.month)
    ripe = (any_terms & (gap >= -tolerance(gap.dtype))).astype(gap.dtype)
    signs = any_terms * jax.nn.sigmoid(game.precision * gap) if rules.smooth else ripe
    settles = now.table * signs
    value_a = d_a + settles * ripe * (deal.attacker - d_a)
    value_d = d_d + settles * ripe * (deal.defender - d_d)
    ceases, value_a, value_d = _cease_fire(
        game, now, lattice, rules, (1.0 - ripe) * (1.0 - signs), d_a, d_d, value_a, value_d
    )
    found = Play(stance, settles, ceases, yields_a, yields_d, deal.segment, deal.position, d_a, d_d, gap, answers)
    if lasts is None:
        return (value_a, value_d), found
    in_truce, chosen = _in_truce(game, now, lasts, fights, settlement, lattice, rules)
    return (value_a, value_d, *in_truce), replace(found, begins=begins, truce=chosen)


def by_stance(
    game: Game,
    now: Months,
    after: Values,
    lattice: Lattice,
    rules: Rules,
    eyes: tuple[Kernels, Kernels] | None = None,
) -> tuple[list[State], list[State], tuple[tuple[Answers | None, ...], ...]]:
    """What fighting on is worth to the attacker and to the defender by stance, and how texts are answered."""
    a, d = game.attacker, game.defender
    flow_a, flow_d = flows(game, now, lattice)
    worth_a = Outcomes(after[0], front_won=a.wins, front_lost=a.loses, collapse=a.wins, stop=a.stopped)
    worth_d = Outcomes(after[1], front_won=d.loses, front_lost=d.wins, collapse=d.loses, stop=d.stopped)
    eyes_a, eyes_d = eyes or (kernels_of(game, now, ATTACKER, lattice), kernels_of(game, now, DEFENDER, lattice))
    on_a = [f + a.patience * v for f, v in zip(flow_a, fight_on(eyes_a, worth_a, lattice, now.month), strict=True)]
    on_d = [f + d.patience * v for f, v in zip(flow_d, fight_on(eyes_d, worth_d, lattice, now.month), strict=True)]
    lasts = _months_of_truce(game, now, after[2:], lattice, rules) if rules.truce_texts else None
    return _put_texts(game, now, on_a, on_d, lattice, rules, lasts)


def flows(game: Game, now: Months, lattice: Lattice) -> tuple[list[Array], list[Array]]:
    """This month's costs and benefits, undiscounted, for each stance: (attacker's, defender's)."""
    indulged = indulgence(game, lattice)[:, None, None, :]
    broke = shortfall(game, now, lattice)[:, :, None, None]
    deals = game.mediator.deal_feigned
    attacker, defender = [], []
    for attends, strikes in STANCES:
        flow_a = -now.attacker_cost - game.exhausted_cost * broke - game.striking_cost * strikes
        flow_d = -now.defender_cost - now.struck_cost * strikes + game.defender.indulged * indulged
        if attends:
            flow_a += game.attacker.indulged * indulged - game.attending_cost + deals * game.attacker.partial_deal
            flow_d += deals * game.defender.partial_deal
        attacker.append(flow_a)
        defender.append(flow_d)
    if now.put is not None:
        # After a refusal the month's flows are those of attending; the mediator presses a defender that refused once.
        attacker += [attacker[1], attacker[3], attacker[1], attacker[3]]
        defender += [defender[1], defender[3], *(one + game.defender.indulged for one in (defender[1], defender[3]))]
    return attacker, defender


def _put_texts(
    game: Game,
    now: Months,
    on_a: list[State],
    on_d: list[State],
    lattice: Lattice,
    rules: Rules,
    lasts: tuple[Quiet, Quiet] | None,
) -> tuple[list[State], list[State], tuple[tuple[Answers | None, ...], ...]]:
    """What each stance is worth with the texts that may be put while the attacker attends, and their answers."""
    if game.texts is None or now.put is None or now.mandate is None:
        return on_a, on_d, ()
    worths = game.texts.worth(game.issues, land_held(game, lattice, now.month))
    on_a, on_d, answers = list(on_a), list(on_d), []
    for place, stance in enumerate((1, 3)):
        plain, a_no, d_no = ((on_a[n], on_d[n]) for n in (stance, 4 + place, 6 + place))
        worth_a, worth_d = plain
        found: list[Answers | None] = []
        for text in range(now.put.shape[0]):
            if rules.put is not None and text not in rules.put:
                found.append(None)
                continue
            signed = worths[0][text][:, None], worths[1][text][:, None]
            if lasts is not None and text in rules.truce_texts:
                signed = lasts
            precision = game.precision if rules.smooth else None
            given, (put_a, put_d) = answered(signed, plain, a_no, d_no, now.mandate[text], precision)
            # Added to the plain month, a text that changes nothing changes no bit, and breaks no tie.
            worth_a = worth_a + now.put[text] * (put_a - plain[0])
            worth_d = worth_d + now.put[text] * (put_d - plain[1])
            found.append(given)
        on_a[stance], on_d[stance] = worth_a, worth_d
        answers.append(tuple(found))
    return on_a[:4], on_d[:4], tuple(answers)


def _weighted(weights: tuple[State, ...], values: list[State]) -> State:
    return sum((w * v for w, v in zip(weights, values, strict=True)), start=jnp.zeros((), weights[0].dtype))


def _with_ends(outcomes: Outcomes, lattice: Lattice, month: Array) -> Array:
    """Cells of a month with one more at either end; the front N, where it has a cell, is won."""
    living = (lattice.fronts(month) < lattice.steps)[:, None]
    inside = jnp.where(living, outcomes.goes_on, outcomes.front_won)
    edge = (*inside.shape[:2], 1, inside.shape[3])
    low, high = jnp.broadcast_to(outcomes.front_lost, edge), jnp.broadcast_to(outcomes.front_won, edge)
    return jnp.concatenate([low, inside, high], axis=2)


def _bargain(settlement: Settlement, d_a: State, d_d: State, rules: Rules, month: Array) -> tuple[Deal, State, Mask]:
    """Deal, gap and whether any terms are feasible, under this month's protocol."""
    deal, gap, any_terms = settlement.bargain(d_a, d_d, rules.protocols[0])
    if len(rules.protocols) > 1:
        odd, _, _ = settlement.bargain(d_a, d_d, rules.protocols[1])
        deal = jax.tree.map(lambda a, b: jnp.where(month % 2 == 0, a, b), deal, odd)
    return deal, gap, any_terms


def _give_up(on_a: State, on_d: State, a: Side, d: Side, rules: Rules) -> tuple[State, State, State, State]:
    """Capitulation: a side whose value of fighting on is below its floor ends the war."""
    none = jnp.zeros_like(on_a)
    if not rules.capitulation:
        return on_a, on_d, none, none
    yields_a, yields_d = on_a < a.floor, on_d < d.floor
    d_a = jnp.where(yields_a, a.floor, jnp.where(yields_d, a.wins, on_a))
    d_d = jnp.where(yields_d, d.floor, jnp.where(yields_a, d.wins, on_d))
    return d_a, d_d, yields_a.astype(none.dtype), yields_d.astype(none.dtype)


def _months_of_truce(game: Game, now: Months, after: Values, lattice: Lattice, rules: Rules) -> tuple[Quiet, Quiet]:
    """What a month of truce is worth to both, from the worth of a truce a month later."""
    assert now.truce is not None
    standing = standing_of(game, now, lattice)
    costs = now.truce.attacker_cost, now.truce.defender_cost
    lines = line_as_it_stands(game, lattice, rules, now.month)
    sides = zip((game.attacker, game.defender), lines, costs, after, strict=True)
    attacker, defender = (
        truce.lasting(side.patience, line, cost, standing.expect(worth)) for side, line, cost, worth in sides
    )
    return attacker, defender


def _in_truce(
    game: Game,
    now: Months,
    lasts: tuple[Quiet, Quiet],
    fights: tuple[State, State],
    settlement: Settlement,
    lattice: Lattice,
    rules: Rules,
) -> tuple[tuple[Quiet, Quiet], TrucePlay]:
    """What a truce is worth to both at the month's start, and what they do; `fights` : war without table or truce."""
    assert now.truce is not None and game.truce is not None
    war, blamed = (_over_minds(fights, mind) for mind in minds_after_a_truce(game, lattice))
    deal, gap, any_terms = _bargain(settlement, *lasts, rules, now.month)
    settles = now.truce.table * (any_terms & (gap >= -tolerance(gap.dtype)))
    ripe = settles > 0.0
    stays_a, stays_d = (
        jnp.where(ripe, one + settles * (terms - one), one)
        for one, terms in zip(lasts, (deal.attacker, deal.defender), strict=True)
    )
    worths, (attacker, defender) = truce.resumption(game.truce, now.truce.breakdown, (stays_a, stays_d), war, blamed)
    return worths, TrucePlay(attacker, defender, settles, deal.segment, deal.position, *lasts)


def _over_minds(worths: tuple[State, State], mind: Array) -> tuple[Quiet, Quiet]:
    """Expected worths over the mediator's mind."""
    attacker, defender = (jnp.sum(worth * mind, axis=-1, keepdims=True) for worth in worths)
    return attacker, defender


def _cease_fire(game, now, lattice, rules, unsigned, d_a, d_d, value_a, value_d):
    """Ceasefire where they stand: at a table, where no settlement is in reach and both prefer it."""
    if not rules.ceasefire:
        return jnp.zeros_like(d_a), value_a, value_d
    share = land_held(game, lattice, now.month)
    halt_a, halt_d = game.issues.halted_value(game.issues.status_quo, rules.land, share)
    halt_a = ((1.0 - game.attacker.relapse) * halt_a)[:, None]
    halt_d = ((1.0 - game.defender.relapse) * halt_d)[:, None]
    ceases = now.table * unsigned * ((halt_a > d_a) & (halt_d > d_d))
    return ceases, value_a + ceases * (halt_a - d_a), value_d + ceases * (halt_d - d_d)
