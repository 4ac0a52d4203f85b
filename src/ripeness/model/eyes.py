"""A month's kernels in one believer's eyes: the battle, money, mind, gate and breaks, as it sees them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ripeness.arrays import BELIEVERS
from ripeness.model.kernels.battle import Battle, believed_odds
from ripeness.model.kernels.collapse import Collapse
from ripeness.model.kernels.drift import Drift, believed_drift
from ripeness.model.kernels.gate import Gate
from ripeness.model.kernels.rounding import rounding_matrix
from ripeness.model.kernels.sincerity import Sincerity
from ripeness.model.kernels.treasury import Treasury
from ripeness.model.kernels.truce import Standing
from ripeness.model.kernels.war_chest import WarChest, exhausted, reserves
from ripeness.model.state import Believers, Game, Lattice, Months, Rules, Seen

ATTACKER, DEFENDER = BELIEVERS.index("attacker"), BELIEVERS.index("defender")


State = Float[Array, "gate chest front sincerity"]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Kernels:
    """The kernels of one month in one believer's eyes.

    slack : share of punishment that is not enforced. refused : the mind where a text was put and the attacker, or the
    defender, refused it; None where no texts are put.
    """

    battle: Battle | Drift
    war_chest: WarChest | Treasury
    sincerity: Sincerity
    gate: Gate
    collapse: Collapse
    slack: Float[Array, " sincerity"] | None
    refused: tuple[Sincerity, Sincerity] | None = None


def indulgence(game: Game, lattice: Lattice) -> Float[Array, "gate sincerity"]:
    """Share of each sincerity cell in which the mediator is indulgent: only while the package is held back."""
    nodes = lattice.sincerity_nodes(game.precision.dtype)
    shut = (jnp.arange(lattice.gates) < max(lattice.gates - 1, 1)).astype(nodes.dtype)
    return shut[:, None] * game.mediator.indulges(nodes)


def kernels_of(game: Game, now: Months, believer: int | Array, lattice: Lattice, seen: Seen | None = None) -> Kernels:
    """This month's kernels in one believer's eyes; `seen` keeps only the branches that a record allows."""
    eyes = game.believers.take(believer)
    nodes = lattice.sincerity_nodes(now.path.dtype)
    treasury = treasury_of(game, now, lattice)
    broke = shortfall(game, now, lattice) if treasury is None else treasury.shortfall
    fading = 1.0 / (1.0 + now.month * eyes.stop_looseness)
    hope = 1.0 + eyes.hope * indulgence(game, lattice)
    talks = jnp.ones(3, nodes.dtype) if seen is None else seen.talks
    return Kernels(
        battle=_battle(game, now, eyes, _front_shift(game, now, broke, treasury), lattice, seen),
        war_chest=treasury or WarChest.from_shift(now.chest_shift, lattice.chest, game.chest_spacing, lattice.above),
        sincerity=Sincerity.from_shifts(game.mediator.shifts(), nodes, talks),
        gate=game.mediator.gate(nodes, game.opening, game.discharge, game.relax, game.executive),
        collapse=Collapse.from_beliefs(
            now.collapse[believer],
            eyes.strike_effect,
            hope,
            stop=fading * (eyes.stop_solvent + (eyes.stop_exhausted - eyes.stop_solvent) * broke),
        ),
        slack=None if game.laxity is None else game.laxity * game.mediator.indulges(nodes),
        refused=None if now.put is None else _refused(game, nodes, talks),
    )


def _refused(game: Game, nodes: Array, talks: Array) -> tuple[Sincerity, Sincerity] | None:
    """The mediator's mind where a text was put and the attacker, or the defender, refused it."""
    if game.texts is None:
        return None
    shifts = game.mediator.shifts()
    further = (
        replace(shifts, no_deal=shifts.no_deal + by, deal=shifts.deal + by)
        for by in (game.texts.refused_attacker, game.texts.refused_defender)
    )
    by_attacker, by_defender = (Sincerity.from_shifts(one, nodes, talks) for one in further)
    return by_attacker, by_defender


def _battle(
    game: Game, now: Months, eyes: Believers, shift: Float[Array, "some_gate chest 1"], lattice: Lattice,
    seen: Seen | None,
) -> Battle | Drift:  # fmt: skip
    """The battle kernel of the front's law; `eyes` : one believer's chances, `shift` : what is added to them."""
    fronts = lattice.fronts(now.month).astype(now.path.dtype)
    mean, looseness = eyes.battle_mean, eyes.battle_looseness
    if game.line is not None:
        carried = jnp.zeros_like(now.month) if now.carried is None else now.carried
        drift, variance = believed_drift(game.line, now.month, fronts, mean, looseness, carried)
        moving = (now.month >= game.line.teaches).astype(fronts.dtype)
        return Drift.of(game.line, drift + shift, variance, moving, lattice.substeps)
    up = jnp.clip(believed_odds(now.month, fronts, lattice.start, mean, looseness) + shift, 0.0, 1.0)
    up, down = (up, 1.0 - up) if seen is None else (seen.up * up, seen.down * (1.0 - up))
    return Battle(up, down, lattice.parity(now.month))


def land_held(game: Game, lattice: Lattice, month: int | Array) -> Float[Array, "front issue"]:
    """Attacker's share of each issue's land at each front."""
    fronts = lattice.fronts(month).astype(game.months.path.dtype)
    if game.line is not None and game.issues.band is not None:
        return game.issues.held(game.line.areas(fronts))
    count = game.issues.attacker.shape[0]
    return jnp.broadcast_to((fronts / lattice.steps)[:, None], (fronts.shape[0], count))


def line_as_it_stands(game: Game, lattice: Lattice, rules: Rules, month: int | Array) -> tuple[Array, Array]:
    """Worth to both of the line as it stands in a month, by front (a last axis of one): land as it is held, the other
    issues at their frozen terms; nothing is signed, so that nothing is reneged on."""
    attacker, defender = game.issues.halted_value(game.issues.frozen, rules.land, land_held(game, lattice, month))
    return attacker[:, None], defender[:, None]


def initial_mind(game: Game, lattice: Lattice, moved: Array | float = 0.0) -> Float[Array, " sincerity"]:
    """Distribution over sincerity nodes when a mediator arrives, its log-odds `moved`."""
    nodes = lattice.sincerity_nodes(game.precision.dtype)
    if lattice.sincerity == 1:
        return jnp.ones(1, nodes.dtype)
    chance = jnp.clip(game.sincerity_at_start, 1e-6, 1.0 - 1e-6)
    logit = jnp.log(chance / (1.0 - chance)) + moved
    return rounding_matrix(logit[None], nodes[0], nodes[1] - nodes[0], lattice.sincerity)[0]


def minds_after_a_truce(game: Game, lattice: Lattice) -> tuple[Array, Array]:
    """Distribution over sincerity nodes where a truce has come to an end: by accident, and by the attacker's doing."""
    blamed = 0.0 if game.texts is None else game.texts.refused_attacker
    return initial_mind(game, lattice), initial_mind(game, lattice, blamed)


def standing_of(game: Game, now: Months, lattice: Lattice) -> Standing:
    """Kernel of a month of truce; there must be one."""
    assert game.truce is not None and now.truce is not None
    return Standing.of(game.truce, now.truce.budget, now.path, lattice.chest, game.chest_spacing, lattice.above)


def kernels_by_month(
    game: Game, months: Months, believer: int | Array, lattice: Lattice, seen: Seen | None = None
) -> Kernels:
    """Kernels of many months (leading axis): made at once, because a month's are many small steps."""
    return jax.vmap(lambda now, seen: kernels_of(game, now, believer, lattice, seen))(months, seen)


def treasury_of(game: Game, now: Months, lattice: Lattice) -> Treasury | None:
    """What the month's money does where spending follows the means; None where it is fixed."""
    if game.effort is None or now.budget is None:
        return None
    return Treasury.of(game.effort, now.budget, now.path, lattice.chest, game.chest_spacing, lattice.above)


def shortfall(game: Game, now: Months, lattice: Lattice) -> Float[Array, "some_gate chest"]:
    """Share of the planned spending that is missing, or with which reserves are exhausted where spending is fixed."""
    treasury = treasury_of(game, now, lattice)
    if treasury is not None:
        return treasury.shortfall
    return exhausted(reserves_of(game, now, lattice), game.chest_spacing)[None]


def reserves_of(game: Game, now: Months, lattice: Lattice) -> Float[Array, " chest"]:
    """Liquid reserves at each node in a month, bn USD."""
    return reserves(now.path, lattice.chest, game.chest_spacing, lattice.above)


def _front_shift(
    game: Game, now: Months, broke: Float[Array, "some_gate chest"], treasury: Treasury | None
) -> Float[Array, "some_gate chest 1"]:
    """What means add to the drift, or to the chance of a month, in all eyes."""
    shift = now.odds_shift + game.odds_when_exhausted * broke
    if treasury is not None and game.effort is not None:
        shift = shift + game.effort.gain * jnp.log(treasury.effort)
    return shift[:, :, None]
