"""One sampled war through its epochs, with what each side believed and wanted in each month: for reading.

The war is drawn by `histories.Drawing`, which tests compare with the law. The state passes from epoch to epoch as
the law does (`law.pass_on`), and what the solved game holds for the state is noted beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from ripeness.arrays import BELIEVERS, ENDINGS, SETTLEMENTS, STANCES
from ripeness.model.eyes import initial_mind, kernels_of, reserves_of
from ripeness.model.kernels.battle import Battle
from ripeness.model.kernels.drift import Drift
from ripeness.model.month import Play
from ripeness.model.state import Game, Lattice, Months
from ripeness.model.terms.bargain import tolerance
from ripeness.model.terms.frontier import Segments
from ripeness.solver.belief import wins_within
from ripeness.solver.course import Course
from ripeness.solver.drawing import GOES_ON, Drawing
from ripeness.solver.equilibrium import Equilibrium
from ripeness.solver.law import NATURE, hand_on, opening
from ripeness.solver.truces import Mass, packed, unpacked


@dataclass(frozen=True)
class Terms:
    """Terms that a month's talks would turn on, and what they are worth (shares of the prize).

    Where a deal is in reach these are the bargained terms. Where none is, they are the best for the defender among
    those that give the attacker what it expects of fighting on; where no terms do, the best for the attacker.

    Attributes
    ----------
    issues : each issue, from 0 (the defender's ideal) to 1. attacker, defender : what the terms are worth.
    most_for_attacker : the most that terms give the attacker while the defender gets what it expects; None if none do.
    """

    issues: Float[np.ndarray, " issue"]
    attacker: float
    defender: float
    most_for_attacker: float | None


@dataclass(frozen=True)
class Month:
    """One month of a war. The state is the month's first, the conduct the month's.

    Attributes
    ----------
    month : months since the war began. epoch : index in `Course.epochs`. front : steps.
    war_chest : bn USD. level : of punishment, 0 none, `levels` - 1 the package in force; one level: no gate.
    sincerity : probability in the mediator's eyes; None where there is no mediator. punishes_below, acts_below : the
        sincerity below which the mediator is for the package, and for executive action (None without such a door).
    battle, collapse : chance that the attacker wins the month (where the front is an area, its expected change, km^2),
        hazard that the defender collapses in it if it is not bombed, in the order of `arrays.BELIEVERS`. within, ever :
        chance of the attacker and of the defender, in its own eyes, that it wins, within the belief's horizon and ever.
    attacker, defender : what fighting on is worth to each (shares of the prize). gap : ripeness gap.
    in_reach : whether some deal is better for both. concluded : probability of a settlement in the month.
    attends, bombs : conduct; None where the month ended before it. partial_deal : whether the talks made one.
    move : steps at the front; None where the war ended before the battle. truce : "begins" in the month, "holds", or
    "ends" in it, so that the month is fought; None where there is none. In one that holds, what is told of fighting on
    is told for the mediator's likeliest first mind.
    """

    month: int
    epoch: int
    front: int
    war_chest: float
    level: int
    levels: int
    sincerity: float | None
    punishes_below: float | None
    acts_below: float | None
    battle: tuple[float, ...]
    collapse: tuple[float, ...]
    within: tuple[float, float]
    ever: tuple[float, float]
    attacker: float
    defender: float
    gap: float
    in_reach: bool
    concluded: float
    terms: Terms
    attends: bool | None = None
    bombs: bool | None = None
    partial_deal: bool = False
    move: int | None = None
    truce: str | None = None


@dataclass(frozen=True)
class War:
    """A war as it was told: its months, and how it ended (None: it goes on after the last).

    `signed` are the terms of a settlement, issue by issue, `worth` what they are worth to the attacker and to the
    defender (shares of the prize); None without one.
    """

    months: tuple[Month, ...]
    ending: str | None
    signed: Float[np.ndarray, " issue"] | None = None
    worth: tuple[float, float] | None = None


def tell(
    course: Course,
    games: tuple[Game, ...],
    equilibria: tuple[Equilibrium, ...],
    mass: Mass | None,
    rng: np.random.Generator,
    told: Callable[[int], None] = lambda months: None,
) -> War:
    """Draw one war and note what its months held.

    Parameters
    ----------
    games, equilibria : of each epoch (`war.by_epoch`), solved to the end of the months shown, beliefs and all.
    mass : probability of every state at `course.as_of`, from which the war is told; None tells it from the first
        month, through every epoch.
    told : called with the number of months told so far.
    """
    stop = course.as_of + course.shown - 1
    if mass is None:
        numbers, begins = range(len(course.epochs)), 0
        first = course.epochs[0]
        mass = opening(games[0], first.lattice, first.rules, first.start, int(course.in_force_at_start))
    else:
        numbers, begins = range(len(course.epochs) - 1, len(course.epochs)), course.as_of
    months: list[Month] = []
    for number in numbers:
        epoch, last = course.epochs[number], number == len(course.epochs) - 1
        if months:
            before = course.epochs[number - 1]
            mass = hand_on(
                mass, (games[number - 1], before.lattice), (games[number], epoch.lattice), epoch.new_mediator
            )
        through = slice(max(begins, epoch.start), stop if last else course.epochs[number + 1].start)
        drawing = _epoch(course, number, games[number], equilibria[number], mass, through, rng, months, told)
        if drawing.ending[0] != GOES_ON:
            return _over(tuple(months), drawing, games[number])
        mass = unpacked(_certain(drawing, epoch.lattice, packed(mass)), epoch.rules)
    return War(tuple(months), None)


def _over(months: tuple[Month, ...], drawing: Drawing, game: Game) -> War:
    """The war that has ended."""
    ending, signed = ENDINGS[drawing.ending[0]], drawing.terms[0]
    if ending not in SETTLEMENTS:
        return War(months, ending)
    attacker, defender = game.issues.value(jnp.asarray(signed, game.precision.dtype))
    return War(months, ending, signed, (float(attacker), float(defender)))


def _epoch(
    course: Course, number: int, game: Game, equilibrium: Equilibrium, mass: Mass, months: slice,
    rng: np.random.Generator, into: list[Month], told: Callable[[int], None],
) -> Drawing:  # fmt: skip
    """Draw the months of one epoch and note them."""
    epoch, first = course.epochs[number], course.solved_from(number)
    lattice = epoch.lattice
    assert equilibrium.belief is not None
    ever = jax.tree.map(np.asarray, equilibrium.belief.wins)
    spans = (first, (months.start, months.stop), course.belief_horizon, course.horizon)
    within = jax.tree.map(np.asarray, _within(game, lattice, equilibrium.play.stance, *spans))
    pieces = jax.tree.map(np.asarray, equilibrium.settlement.segments)
    played = jax.tree.map(np.asarray, equilibrium.play)
    drawing = Drawing.begin(game, equilibrium, lattice, np.asarray(packed(mass), np.float64), months, 1, rng)
    for place, month in enumerate(range(months.start, months.stop)):
        now = jax.tree.map(lambda leaf, month=month: leaf[month], game.months)
        play = jax.tree.map(lambda leaf, at=month - first: leaf[at], played)
        at, in_truce = _place(drawing, game, lattice)
        chances = tuple(
            (float(soon[place][at]), float(late[month - first][at])) for soon, late in zip(within, ever, strict=True)
        )
        noted = _note(game, now, play, pieces, lattice, at, chances, month, number)
        noted = replace(noted, truce="holds" if in_truce else None)
        drawing.month(place, now, play, game, lattice, epoch.rules, NATURE, rng)
        into.append(_conducted(noted, drawing, place, lattice))
        told(len(into))
        if drawing.ending[0] != GOES_ON:
            break
    return drawing


def _place(drawing: Drawing, game: Game, lattice: Lattice) -> tuple[tuple[int, int, int, int], bool]:
    """State of the war that goes on: index of gate, reserves, front and mind; and whether it is in a truce."""
    gate, chest, cell, mind = (int(one) for one in drawing.going(lattice)[1][0])
    in_truce = mind == lattice.sincerity
    return (gate, chest, cell, int(np.argmax(initial_mind(game, lattice))) if in_truce else mind), in_truce


def _certain(drawing: Drawing, lattice: Lattice, mass: Array) -> Array:
    """All of a packed mass in the state in which the war is."""
    return jnp.zeros_like(mass).at[tuple(drawing.going(lattice)[1][0])].set(1.0)


def _note(
    game: Game, now: Months, play: Play, pieces: Segments, lattice: Lattice, at: tuple[int, int, int, int],
    chances: Sequence[tuple[float, float]], month: int, epoch: int,
) -> Month:  # fmt: skip
    """What the month's first state holds, before anybody acts."""
    gate, chest, cell, mind = at
    front = int(np.asarray(lattice.fronts(month))[cell])
    battle, collapse = (np.asarray(one) for one in _eyes(game, now, lattice))
    mediated = lattice.sincerity > 1
    node = float(np.asarray(lattice.sincerity_nodes(np.asarray(now.path).dtype))[mind])
    d_a, d_d, gap = float(play.attacker[at]), float(play.defender[at]), float(play.gap[at])
    in_reach = gap >= -tolerance(play.gap.dtype)
    return Month(
        month=month,
        epoch=epoch,
        front=front,
        war_chest=float(np.asarray(reserves_of(game, now, lattice))[chest]),
        level=gate,
        levels=lattice.gates,
        sincerity=1.0 / (1.0 + np.exp(-node)) if mediated else None,
        punishes_below=float(game.mediator.threshold) if mediated else None,
        acts_below=float(game.mediator.punishes_below(game.executive[1])) if mediated and game.executive else None,
        battle=tuple(float(odds) for odds in battle[:, gate, chest, cell]),
        collapse=tuple(float(hazard) for hazard in collapse[:, gate, mind]),
        within=(chances[0][0], chances[1][0]),
        ever=(chances[0][1], chances[1][1]),
        attacker=d_a,
        defender=d_d,
        gap=gap,
        in_reach=in_reach,
        concluded=float(play.settles[at]),
        terms=_terms(pieces, d_a, d_d, (int(play.segment[at]), float(play.position[at])) if in_reach else None),
    )


def _conducted(noted: Month, drawing: Drawing, place: int, lattice: Lattice) -> Month:
    """The month with what was done in it."""
    ending = drawing.ending[0]
    stance = int(drawing.tables["stance"][0, place])
    attends, bombs = STANCES[stance] if stance >= 0 else (None, None)
    rests = len(drawing.resting.alive) > 0
    truce = "begins" if rests and noted.truce is None else noted.truce
    truce = "ends" if truce == "holds" and stance >= 0 else truce
    if ending == GOES_ON:
        cell = drawing.going(lattice)[1][0, 2]
        move: int | None = int(np.asarray(lattice.fronts(noted.month + 1))[cell]) - noted.front
    else:
        move = {"attacker_wins_at_the_front": 1, "attacker_expelled": -1}.get(ENDINGS[ending])
    deal = bool(drawing.tables["partial_deal"][0, place])
    return replace(noted, attends=attends, bombs=bombs, partial_deal=deal, move=move, truce=truce)


def _terms(pieces: Segments, d_a: float, d_d: float, bargained: tuple[int, float] | None) -> Terms:
    """Terms that the talks would turn on; `bargained` are segment and position where a deal is in reach."""
    line = pieces.line
    room = (line.v_start - d_d) / np.maximum(line.slope, 1e-20)
    willing = room >= 0.0
    most = float(np.minimum(line.u_end, line.u_start + room)[willing].max()) if willing.any() else None
    if bargained is not None:
        piece, position = bargained
        worth = line.u_start[piece] + position * (line.u_end[piece] - line.u_start[piece])
    else:
        reached = np.maximum(line.u_start, d_a)
        open_to = reached <= line.u_end
        left = np.where(open_to, line.v_start - line.slope * (reached - line.u_start), -np.inf)
        piece = int(np.argmax(left if open_to.any() else line.u_end))
        worth = reached[piece] if open_to.any() else line.u_end[piece]
        length = line.u_end[piece] - line.u_start[piece]
        position = float((worth - line.u_start[piece]) / length) if length > 1e-12 else 0.0
    issues = pieces.terms_start[piece] + position * (pieces.terms_end[piece] - pieces.terms_start[piece])
    defender = line.v_start[piece] - line.slope[piece] * (worth - line.u_start[piece])
    return Terms(np.asarray(issues, np.float64), float(worth), float(defender), most)


@partial(jax.jit, static_argnames="lattice")
def _eyes(
    game: Game, now: Months, lattice: Lattice
) -> tuple[Float[Array, "believer gate chest front"], Float[Array, "believer gate sincerity"]]:
    """Chance in battle, or expected change of the area, and hazard of collapse in each believer's eyes."""
    kernels = [kernels_of(game, now, believer, lattice) for believer in range(len(BELIEVERS))]
    quiet = (lattice.gates, lattice.sincerity)
    return (
        jnp.stack([jnp.broadcast_to(_expected(one.battle, game), lattice.shape[:3]) for one in kernels]),
        jnp.stack([jnp.broadcast_to(one.collapse.quiet, quiet) for one in kernels]),
    )


def _expected(battle: Battle | Drift, game: Game) -> Array:
    return battle.up if isinstance(battle, Battle) or game.line is None else battle.change(game.line.cell)


@partial(jax.jit, static_argnames=("lattice", "first", "span", "months", "horizon"))
def _within(
    game: Game, lattice: Lattice, stances: tuple, first: int, span: tuple[int, int], months: int, horizon: int
) -> tuple[Array, ...]:
    """Chance of winning within some months, from each month of a span on."""
    return wins_within(game, lattice, stances, first, range(*span), months, horizon)
