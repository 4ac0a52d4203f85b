"""What attending talks gives the attacker over staying away in a month, and through which mechanism.

Equation:
    worth = max_s F_A(attend, s) - max_s F_A(stay away, s) = now + ahead,   s: bombs or does not
    now   = - cost of attending + side deals while it is indulged + chance x worth of a partial deal
    ahead = max_s [ delta_A X(attend, s) - cost of bombing s ] - max_s [ delta_A X(stay away, s) - cost of bombing s ]
            X: what the month's outcome is worth in its eyes; where it bombs in both, or in neither,
            ahead = delta_A (1 - L)(1 - eta) ( E[V_A | attend] - E[V_A | stay away] )
    part of a mechanism = ahead - ahead in the game without it from this month on, solved again
    rest                = ahead in the game without any of the three
    interaction         = ahead - rest - sum of the three parts
    punishment: no punishment comes into force (opening, discharge and executive action are nil)
    pressure:   the mediator's indulgence costs the defender nothing and feeds nobody's hope
    side deals: indulgence brings the attacker nothing

Sources: [R]; the condition worth > 0 is the one under which attending with no deal in reach is a best response. On
    insincere talks: Ikle 1964, How Nations Negotiate; Min 2020, International Organization [P, empirical; recalled].
Reads: one set of assumptions, probability of every state at the month's start.
Writes: nothing that is played: means over the states in which the war goes on, in shares of the prize.
Silent about: what is learnt in talks, audiences at home, alliances. Delay has no worth of its own in this model: time
    gained counts through the three mechanisms. What is left without them is that punishment in force may be lifted,
    or goes unenforced, and which of it is delay cannot be told.
"""

from __future__ import annotations

from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from ripeness.arrays import ATTENDING
from ripeness.model.eyes import State, indulgence
from ripeness.model.month import Values, by_stance
from ripeness.model.state import Game, Lattice, Months, Rules
from ripeness.solver.equilibrium import solve

SWITCHES = np.array([[1, 1, 1], [0, 1, 1], [1, 0, 1], [1, 1, 0], [0, 0, 0]])
"""Which of punishment, pressure and side deals are on: as it is, without each, without any."""


def performing(game: Game, lattice: Lattice, rules: Rules, mass: State, month: int, horizon: int) -> dict[str, Array]:
    """What attending gives the attacker in a month, as means over the states in which the war goes on.

    Parameters
    ----------
    game : numbers of one set of assumptions. lattice, rules : static.
    mass : probability of every state at the start of `month`. month, horizon : static; the line freezes at `horizon`.

    Returns
    -------
    `attending_worth` : shares of the prize. `attending_pays` : share of the states in which it is above nil.
    `attending_parts` : shares of the prize in the order of `arrays.ATTENDING`; they sum to the worth but for rounding.
    """
    now = jax.tree.map(lambda leaf: leaf[month], game.months)
    share = mass / jnp.maximum(jnp.sum(mass), 1e-30)

    def once(switches: Float[Array, " mechanism"]) -> tuple[Array, Array, Array]:
        switched = switch(game, switches)
        after = solve(switched, lattice, rules, month + 1, horizon, month + 1).opening
        worth = advantage(switched, now, after, lattice, rules)
        return (
            jnp.sum(share * worth),
            jnp.sum(share * (worth > 0.0)),
            jnp.sum(share * ahead(switched, now, after, lattice, rules)),
        )

    worth, pays, later = jax.lax.map(once, jnp.asarray(SWITCHES, mass.dtype))
    parts = later[0] - later[1:4]
    at_once = jnp.stack([jnp.sum(share * flow) for flow in this_month(game, lattice)])
    left = jnp.stack([later[4], later[0] - later[4] - jnp.sum(parts)])
    split = jnp.concatenate([at_once, parts, left])
    assert split.shape == (len(ATTENDING),)
    return {"attending_worth": worth[0], "attending_pays": pays[0], "attending_parts": split}


def switch(game: Game, switches: Float[Array, " mechanism"]) -> Game:
    """The game with punishment, pressure and side deals each on (1) or off (0)."""
    punishes, presses, deals = switches
    door = None if game.executive is None else (game.executive[0] * punishes, game.executive[1])
    return replace(
        game,
        opening=game.opening * punishes,
        discharge=game.discharge * punishes,
        executive=door,
        defender=replace(game.defender, indulged=game.defender.indulged * presses),
        believers=replace(game.believers, hope=game.believers.hope * presses),
        attacker=replace(game.attacker, indulged=game.attacker.indulged * deals),
    )


def advantage(game: Game, now: Months, after: Values, lattice: Lattice, rules: Rules) -> State:
    """Worth of attending less that of staying away, each with the best bombing; `after`: values a month later."""
    away, attends, away_bombing, attends_bombing = by_stance(game, now, after, lattice, rules)[0]
    return jnp.maximum(attends, attends_bombing) - jnp.maximum(away, away_bombing)


def this_month(game: Game, lattice: Lattice) -> tuple[Array, Array, Array]:
    """What the attacker pays for attending and gets at once: cost, side deals, partial deals (`arrays.ATTENDING`)."""
    side_deals = game.attacker.indulged * indulgence(game, lattice)[:, None, None, :]
    return -game.attending_cost, side_deals, game.mediator.deal_feigned * game.attacker.partial_deal


def ahead(game: Game, now: Months, after: Values, lattice: Lattice, rules: Rules) -> State:
    """What comes of attending after this month's flows, less what comes of staying away."""
    at_once = sum(this_month(game, lattice), start=jnp.zeros((), now.path.dtype))
    return advantage(game, now, after, lattice, rules) - at_once
