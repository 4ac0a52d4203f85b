"""What a policy would do, read off runs of one lever at a time: at once, and off by what levers do together.

It starts from the nearest policy that was solved: what is read off is only what differs from that one.

Each draw's odds of each ending in a month against going on, if the war has gone on until then, are moved by the sum of
what each lever alone does to their shifted logarithm, log(odds + `SHIFT`); between two values of a lever that were run,
along a straight line. So one lever at a value that was run gives what was computed. A large shift adds the levers'
effects on the odds, a small one multiplies them. Levers that work through each other do neither; how far from it is
seen where both were moved and solved, and what a third one does is read off from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from ripeness.ensemble.stand_ins import Chances, Means, wanted
from ripeness.schema.scenario import Scenario

SHIFT = 0.05
"""What is added to a month's odds before the logarithm; without it, what makes an ending possible has no bound.

Of 0.0001 to 10 it was about the best on mixtures of eight strong levers of a small war (median error 3.5 points); the
greatest error hangs little on it, for it comes from what levers do together and not apart.
"""

LEAST = 1e-9
"""A chance of going on below this is taken for this."""

Pull = Float[np.ndarray, "value draw outcome month"]


@dataclass(frozen=True)
class Alone:
    """One lever alone.

    Attributes
    ----------
    values : that were run and the status quo, rising, in canonical units (value).
    pulls : what each does to the shifted log-odds of a month, 0 at the status quo (value, draw, outcome, month): of
        each ending against going on, and last of a first ceasefire or settlement against none.
    stands : the value at the status quo.
    """

    values: Float[np.ndarray, " value"]
    pulls: Pull
    stands: float

    def at(self, value: float) -> Float[np.ndarray, "draw outcome month"]:
        """Return what the lever does at a value: along a straight line between the two that were run."""
        above = int(np.clip(np.searchsorted(self.values, value), 1, len(self.values) - 1))
        low, high = self.values[above - 1 : above + 1]
        share = min(max((value - low) / (high - low), 0.0), 1.0)
        below = self.pulls[above - 1]
        return below + share * (self.pulls[above] - below)

    def apart(self, value: float | None, other: float | None) -> float:
        """Return how far two values lie apart, as a share of the range; None is the status quo."""
        first, second = (self.stands if one is None else one for one in (value, other))
        return abs(first - second) / float(self.values[-1] - self.values[0])


@dataclass(frozen=True)
class Solved:
    """A policy under which draws were solved.

    Attributes
    ----------
    levers : that are moved, in canonical units. odds : shifted log-odds of each draw's month under it (draw, outcome,
    month). few : means over these draws. everyone : means over all draws, as well as they are known. within : how far
    they may be off; None where nobody measured it.
    """

    levers: Mapping[str, float]
    odds: Float[np.ndarray, "draw outcome month"]
    few: Means
    everyone: Means
    within: float | None = None


@dataclass(frozen=True)
class Surface:
    """Levers that were run alone, around a status quo.

    Attributes
    ----------
    status_quo : no lever is moved. weight : of the draws that were run. levers : that were run, by name. months : label
        of each.
    """

    status_quo: Solved
    weight: Float[np.ndarray, " draw"]
    levers: Mapping[str, Alone]
    months: tuple[str, ...]

    def under(self, levers: Mapping[str, float], since: Solved | None = None) -> Means:
        """Return the means over all draws under some levers, all of which were run, in canonical units.

        since : the solved policy that it starts from; the status quo if left out.
        """
        start = self.status_quo if since is None else since
        odds = start.odds
        for name in differing(levers, start.levers):
            for sign, side in ((1.0, levers), (-1.0, start.levers)):
                odds = odds + (sign * self.levers[name].at(side[name]) if name in side else 0.0)
        return wanted(start.everyone, start.few, chances_of(odds).averaged(self.weight))

    def nearest(self, levers: Mapping[str, float], known: Iterable[Solved]) -> Solved:
        """Return that of the solved policies, or the status quo, from which the fewest levers differ, by the least.

        A lever alone at a value that was run starts from the status quo, unless that policy itself was solved.
        """
        first = min((self.status_quo, *known), key=lambda one: self._apart(levers, one.levers))
        return self.status_quo if self.was_run(levers) and differing(levers, first.levers) else first

    def was_run(self, levers: Mapping[str, float]) -> bool:
        """Whether one lever alone is moved, to a value that was run."""
        return len(levers) == 1 and all(value in self.levers[name].values for name, value in levers.items())

    def _apart(self, levers: Mapping[str, float], others: Mapping[str, float]) -> tuple[int, float]:
        names = differing(levers, others)
        return len(names), sum(self.levers[name].apart(levers.get(name), others.get(name)) for name in names)


def differing(levers: Mapping[str, float], others: Mapping[str, float]) -> list[str]:
    """Return the levers that stand differently; one that is not named stands where it stood."""
    return [name for name in {**levers, **others} if levers.get(name) != others.get(name)]


def alone(scenario: Scenario, lever: str) -> list[float]:
    """Values of a lever that are run beside its status quo, in canonical units, rising.

    Both ends and the middle between each and the status quo; of what is only on or off the other end alone.
    """
    one = scenario.levers[lever]
    middles = [(end + one.status_quo) / 2 for end in (one.low, one.high)]
    values = [one.low, *middles, one.high] if not one.yes_or_no else [one.low, one.high]
    found = {scenario.lever_value(lever, value) for value in values}
    return sorted(value for value in found if one.moves(value))


def log_odds(found: Means) -> Float[np.ndarray, "draw outcome month"]:
    """Shifted log-odds of each month: of each ending against going on, and last of a first stop against none."""
    return np.concatenate([_odds(found.chances), _odds(found.stopped)], axis=1)


def chances_of(odds: Float[np.ndarray, "draw outcome month"]) -> Means:
    """Chances by month, of each draw, from shifted log-odds of each month: the way back from `log_odds`."""
    return Means(_carried(odds[:, :-1]), _carried(odds[:, -1:]))


def _odds(chances: Chances) -> Float[np.ndarray, "draw outcome month"]:
    """Shifted log-odds of coming about in a month, of each outcome but the first, against none of them."""
    stays = np.maximum(chances[:, :1, 1:], LEAST)
    return np.asarray(np.log(np.maximum(np.diff(chances[:, 1:], axis=2), 0.0) / stays + SHIFT))


def _carried(odds: Float[np.ndarray, "draw outcome month"]) -> Chances:
    """Chances of having come about by each month; the first outcome is that none has."""
    relative = np.maximum(np.exp(odds) - SHIFT, 0.0)
    none = 1.0 / (1.0 + relative.sum(axis=1))
    going = np.concatenate([np.ones_like(none[:, :1]), np.cumprod(none, axis=1)], axis=1)
    comes = relative * (none * going[:, :-1])[:, None]
    come = np.concatenate([np.zeros_like(comes[..., :1]), np.cumsum(comes, axis=2)], axis=2)
    return np.concatenate([going[:, None], come], axis=1)
