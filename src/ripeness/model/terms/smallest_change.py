"""The smallest change that would make a text acceptable to both sides, or that none exists.

Equation:
    minimise, in this order,  number of provisions changed,  then  sum_j |x_j - x0_j| + |g - g0|
    subject to  U_A(x) >= d_A,  U_D(x, g) >= d_D,  0 <= x_j <= 1,  x_j = x0_j where an issue may not move

    One provision for each issue, one for the guarantee. Issues that carry reneging or are indivisible and the
    guarantee take the values of the game's own grid or stay where they are; the others move freely. For each
    choice of the former the risk of reneging is a number, both constraints are linear in the latter, and the
    least movement lies at a corner: all corners are tried. So the answer is exact on that grid, no provision
    fewer is enough, and none exists iff no terms on the grid give both sides what they ask.

Sources: [R]; corners of a linear programme: Dantzig 1963, Linear Programming and Extensions [recalled].
Reads: issues, the text's terms and guarantee, both sides' values of fighting on, which provisions may move.
Writes: whether a change exists, how many provisions it takes, how far they move, and the terms reached.
Silent about: which change is easier to obtain (a tenth of one issue counts as much as a tenth of another), who
    would give a guarantee, the order of the steps. The work grows as grid to the number of stepped provisions.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from jaxtyping import Array, Bool, Float, Int

from ripeness.model.terms.utility import Issues

SLACK = 1e-9
"""Utility, in shares of the prize, by which a constraint may be missed: the rounding of the corners."""

REACH = 1e-6
"""The same where it is only asked whether corners are worth trying: they have rounding of their own."""

BLOCK = 1 << 19
"""Cells times draws worked on at once."""


@dataclass(frozen=True)
class Changeable:
    """Which provisions may change, and how.

    Attributes
    ----------
    stepped : indices of issues that take grid values. indivisible : those of them that are 0 or 1.
    free : indices of issues that move freely; they carry no reneging.
    guarantee : whether a guarantee can be added or raised. grid : number of values on the grid.
    """

    stepped: tuple[int, ...]
    indivisible: tuple[int, ...]
    free: tuple[int, ...]
    guarantee: bool = True
    grid: int = 11

    @property
    def number(self) -> int:
        """How many provisions may change."""
        return len(self.stepped) + len(self.free) + self.guarantee

    def without(self, held: Sequence[int]) -> Changeable:
        """The same where some issues may not move."""

        def kept(part: tuple[int, ...]) -> tuple[int, ...]:
            return tuple(issue for issue in part if issue not in held)

        return replace(self, stepped=kept(self.stepped), indivisible=kept(self.indivisible), free=kept(self.free))


@dataclass(frozen=True)
class Change:
    """Smallest change in each draw; where none exists `provisions` is -1, `movement` nan, the rest as in the text.

    Attributes
    ----------
    provisions : how many change, 0 where the text is accepted as it is. movement : by how much, summed.
    terms, guarantee : what would be accepted.
    """

    provisions: Int[np.ndarray, " draw"]
    movement: Float[np.ndarray, " draw"]
    terms: Float[np.ndarray, "draw issue"]
    guarantee: Float[np.ndarray, " draw"]

    @property
    def exists(self) -> Bool[np.ndarray, " draw"]:
        """Whether there is one."""
        return self.provisions >= 0


def margins(
    issues: Issues,
    terms: Float[np.ndarray, "draw issue"],
    guarantee: Float[Array | np.ndarray, " draw"],
    reservations: tuple[Float[np.ndarray, " draw"], Float[np.ndarray, " draw"]],
) -> tuple[Float[np.ndarray, " draw"], Float[np.ndarray, " draw"]]:
    """What signed terms are worth to (attacker, defender) beyond fighting on, shares of the prize."""
    risk = np.clip((issues.base_reneging + (terms * issues.reneging).sum(-1)) * (1.0 - guarantee), 0.0, 1.0)
    attacker = (terms * issues.attacker).sum(-1) - issues.attacker_leader_cost
    defender = (1.0 - risk) * ((1.0 - terms) * issues.defender).sum(-1) - issues.defender_leader_cost
    return attacker - reservations[0], defender - reservations[1]


def smallest_change(
    issues: Issues,
    terms: Float[np.ndarray, "draw issue"],
    guarantee: Float[Array | np.ndarray, " draw"],
    reservations: tuple[Float[np.ndarray, " draw"], Float[np.ndarray, " draw"]],
    changeable: Changeable,
) -> Change:
    """Smallest change of a text in each draw.

    Parameters
    ----------
    issues : arrays with a leading axis `draw`; free issues carry no reneging.
    terms, guarantee : the text's; where it leaves something alone, what holds without it.
    reservations : (attacker's, defender's) value of fighting on, shares of the prize.
    """
    if np.any(np.asarray(issues.reneging)[:, list(changeable.free)] != 0.0):
        raise ValueError("an issue that carries reneging cannot move freely: make it stepped")
    draws = len(guarantee)
    found = Change(np.full(draws, -1), np.full(draws, np.nan), np.array(terms, float), np.array(guarantee, float))
    accepted = np.minimum(*margins(issues, terms, guarantee, reservations)) >= -SLACK
    found.provisions[accepted], found.movement[accepted] = 0, 0.0
    open_ = np.flatnonzero(~accepted & _exists(issues, terms, guarantee, reservations, changeable))
    for number in range(1, changeable.number + 1):
        if not open_.size:
            break
        best = np.full(open_.size, np.inf)
        case = _Case.of(issues, terms, guarantee, reservations, changeable, open_)
        for stepped, free in _choices(changeable, number):
            _improve(case, stepped, free, best, found, open_)
        reached = np.isfinite(best)
        found.provisions[open_[reached]], found.movement[open_[reached]] = number, best[reached]
        open_ = open_[~reached]
    return found


@dataclass(frozen=True)
class _Case:
    """The draws still open: weights, where the text stands, what each side asks."""

    gain: np.ndarray
    loss: np.ndarray
    reneging: np.ndarray
    base: np.ndarray
    start: np.ndarray
    guarantee: np.ndarray
    asks_attacker: np.ndarray
    asks_defender: np.ndarray
    changeable: Changeable

    @classmethod
    def of(cls, issues, terms, guarantee, reservations, changeable, open_) -> _Case:
        return cls(
            np.asarray(issues.attacker)[open_],
            np.asarray(issues.defender)[open_],
            np.asarray(issues.reneging)[open_],
            np.asarray(issues.base_reneging)[open_],
            np.asarray(terms)[open_],
            np.asarray(guarantee)[open_],
            np.asarray(reservations[0] + issues.attacker_leader_cost)[open_],
            np.asarray(reservations[1] + issues.defender_leader_cost)[open_],
            changeable,
        )

    def rows(self, places: np.ndarray) -> _Case:
        """The same for some draws, each as often as it is named."""
        arrays = (one.name for one in fields(self) if one.name != "changeable")
        return replace(self, **{name: getattr(self, name)[places] for name in arrays})

    def values(self, provision: int) -> np.ndarray:
        """Values that a stepped provision may take: an issue's by index, the guarantee's by -1."""
        return np.linspace(0.0, 1.0, 2 if provision in self.changeable.indivisible else self.changeable.grid)

    def needs(self, stepped: tuple[int, ...], cells: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(draw, cell): attacker's and defender's utility still to be found, the latter undiscounted; movement."""
        held = (self.start * self.gain).sum(-1)[:, None]
        left = ((1.0 - self.start) * self.loss).sum(-1)[:, None]
        risk = (self.base + (self.start * self.reneging).sum(-1))[:, None]
        guarantee, moved = self.guarantee[:, None], np.zeros((1, 1))
        for column, provision in enumerate(stepped):
            value = cells[None, :, column]
            step = value - (self.guarantee if provision < 0 else self.start[:, provision])[:, None]
            # Where a provision stays as it is, a choice of fewer has the cell; a lower guarantee helps nobody.
            idle = step <= SLACK if provision < 0 else np.abs(step) <= SLACK
            moved = moved + np.where(idle, np.inf, np.abs(step))
            if provision < 0:
                guarantee = np.broadcast_to(value, step.shape)
                continue
            held = held + self.gain[:, [provision]] * step
            left = left - self.loss[:, [provision]] * step
            risk = risk + self.reneging[:, [provision]] * step
        kept = 1.0 - np.clip(risk * (1.0 - guarantee), 0.0, 1.0)
        asked = self.asks_defender[:, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            undiscounted = np.where(kept > 0.0, asked / kept, np.where(asked <= 0.0, -np.inf, np.inf))
        needs = np.broadcast_arrays(self.asks_attacker[:, None] - held, undiscounted - left, moved)
        return needs[0], needs[1], needs[2]


def _exists(issues: Issues, terms, guarantee, reservations, changeable: Changeable) -> Bool[np.ndarray, " draw"]:
    """Whether any terms on the grid, or where the text stands, give both sides what they ask."""
    case = _Case.of(issues, terms, guarantee, reservations, changeable, np.arange(len(guarantee)))
    if changeable.guarantee:
        case.guarantee[:] = 1.0
    found = np.zeros(len(guarantee), bool)
    for size in range(len(changeable.stepped) + 1):
        for stepped in itertools.combinations(changeable.stepped, size):
            for cells in _cells(case, stepped):
                attacker, defender, moved = case.needs(stepped, cells)
                reached = _within_reach(case, changeable.free, attacker, defender, SLACK / 2)
                found |= (reached & np.isfinite(moved)).any(axis=1)
    return found


def _choices(changeable: Changeable, number: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """All choices of so many provisions: (stepped ones, -1 for the guarantee; free ones)."""
    stepped = (*changeable.stepped, *((-1,) if changeable.guarantee else ()))
    for size in range(min(number, len(changeable.free)) + 1):
        for free in itertools.combinations(changeable.free, size):
            for chosen in itertools.combinations(stepped, number - size):
                yield chosen, free


def _cells(case: _Case, stepped: tuple[int, ...]) -> Iterator[np.ndarray]:
    """Values of the stepped provisions, in blocks of shape (cell, provision)."""
    every = itertools.product(*(case.values(provision) for provision in stepped))
    size = max(1, BLOCK // max(1, len(case.guarantee)))
    while block := list(itertools.islice(every, size)):
        yield np.array(block).reshape(len(block), len(stepped))


def _improve(case: _Case, stepped, free, best: np.ndarray, found: Change, open_: np.ndarray) -> None:
    """Keep the least movement of one choice of provisions where it is less than what was found."""
    for cells in _cells(case, stepped):
        attacker, defender, moved = case.needs(stepped, cells)
        rows, at = np.nonzero((moved < best[:, None] - SLACK) & _within_reach(case, free, attacker, defender, REACH))
        if not rows.size:
            continue
        here = case.rows(rows)
        for movement, steps in _corners(here, free, attacker[rows, at][:, None], defender[rows, at][:, None]):
            total = moved[rows, at] + movement[:, 0]
            better = np.flatnonzero(total < best[rows] - SLACK)
            better = better[np.lexsort((total[better], rows[better]))]
            better = better[np.unique(rows[better], return_index=True)[1]]  # of each draw the cell that moves least
            if not better.size:
                continue
            draws, terms, guarantee = rows[better], here.start[better], here.guarantee[better]
            best[draws] = total[better]
            for column, provision in enumerate(stepped):
                if provision < 0:
                    guarantee = cells[at[better], column]
                else:
                    terms[:, provision] = cells[at[better], column]
            for issue, step in zip(free, steps, strict=True):
                terms[:, issue] += np.broadcast_to(step, movement.shape)[better, 0]
            found.terms[open_[draws]] = np.clip(terms, 0.0, 1.0)
            found.guarantee[open_[draws]] = guarantee


def _within_reach(
    case: _Case, free: Sequence[int], attacker: np.ndarray, defender: np.ndarray, slack: float
) -> np.ndarray:
    """(draw, cell): whether some values of the free issues give both sides what they still ask.

    They are filled up from the defender's ideal, best bargain first: the two demands of one share after the other.
    """
    places = list(free)
    gain, loss, start = (one[:, places] for one in (case.gain, case.loss, case.start))
    order = np.argsort(-gain / np.maximum(loss, 1e-20), axis=1, kind="stable")
    attacker = attacker + (start * gain).sum(-1)[:, None]
    defender = defender - (start * loss).sum(-1)[:, None]
    for place in range(len(places)):
        worth, lost = (np.take_along_axis(one, order[:, [place]], 1) for one in (gain, loss))
        share = np.where(worth > 0.0, np.clip(attacker / np.maximum(worth, 1e-20), 0.0, 1.0), 0.0)
        attacker, defender = attacker - share * worth, defender + share * lost
    return (attacker <= slack) & (defender <= slack)


def _corners(
    case: _Case, free: tuple[int, ...], attacker: np.ndarray, defender: np.ndarray
) -> Iterator[tuple[np.ndarray, list[np.ndarray]]]:
    """Corners of the free issues' programme: (movement, infinite where not feasible; step of each issue).

    At most two issues stand between their bounds: one for each side's demand that is met exactly.
    """
    bounds = {issue: (-case.start[:, [issue]], 1.0 - case.start[:, [issue]]) for issue in free}
    for size in range(min(2, len(free)) + 1):
        for inner in itertools.combinations(free, size):
            outer = [issue for issue in free if issue not in inner]
            for ends in itertools.product((0, 1), repeat=len(outer)):
                steps = {issue: bounds[issue][end] for issue, end in zip(outer, ends, strict=True)}
                gained = sum((case.gain[:, [i]] * step for i, step in steps.items()), start=np.zeros((1, 1)))
                lost = sum((case.loss[:, [i]] * step for i, step in steps.items()), start=np.zeros((1, 1)))
                for solved in _inner(case, inner, attacker - gained, defender + lost):
                    every = {**steps, **solved}
                    yield _movement(case, every, bounds, attacker, defender), [every[issue] for issue in free]


def _inner(case: _Case, inner: tuple[int, ...], attacker: np.ndarray, defender: np.ndarray) -> Iterator[dict]:
    """Steps of the issues between their bounds that meet demands exactly: one of either, or both."""
    gain = [case.gain[:, [issue]] for issue in inner]
    loss = [case.loss[:, [issue]] for issue in inner]
    with np.errstate(divide="ignore", invalid="ignore"):
        if not inner:
            yield {}
        elif len(inner) == 1:
            yield {inner[0]: attacker / gain[0]}
            yield {inner[0]: -defender / loss[0]}
        else:
            size = gain[0] * loss[1] - gain[1] * loss[0]
            yield {
                inner[0]: (attacker * loss[1] + defender * gain[1]) / size,
                inner[1]: (-defender * gain[0] - attacker * loss[0]) / size,
            }


def _movement(case: _Case, steps: dict, bounds: dict, attacker: np.ndarray, defender: np.ndarray) -> np.ndarray:
    total, feasible = np.zeros(attacker.shape), np.ones(attacker.shape, bool)
    gained, lost = np.zeros((1, 1)), np.zeros((1, 1))
    for issue, step in steps.items():
        low, high = bounds[issue]
        with np.errstate(invalid="ignore"):
            feasible &= (step >= low - SLACK) & (step <= high + SLACK) & (np.abs(step) > SLACK)
        step = np.where(np.isfinite(step), step, 0.0)
        total = total + np.abs(step)
        gained, lost = gained + case.gain[:, [issue]] * step, lost + case.loss[:, [issue]] * step
    feasible &= (gained >= attacker - SLACK) & (-lost >= defender - SLACK)
    return np.where(feasible, total, np.inf)
