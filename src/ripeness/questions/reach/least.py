"""The least movement of a set of levers that is enough: proposed by a guess, run, and put right by what was run.

Equation:
    guess(s)  log-odds of the chance: those of the set at its ends, and by how much they fall with each lever alone, in
              a straight line between none of the way, half of it and all; plus what the last proposal missed
    least     of the guess: the lever that is missed least for its movement first, back to `finest` of the way; then one
              back and another forth by less, while it is enough and movement falls

Exact where the score rises along each lever and where a guess that is right at what it proposes is right beside it;
else a setting that reaches, with no promise that none is smaller. A pattern search: Hooke & Jeeves 1961 [recalled]; the
rest [R], ours.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ripeness.questions.reach.held import Held, movement

Setting = dict[str, float]
Evaluate = Callable[[Sequence[Mapping[str, float]]], Sequence[float]]
"""Scores of settings; each setting is computed once, however often it is asked for."""

FINEST, COARSE = 1.0 / 128.0, 1.0 / 32.0
"""Smallest step, as a share of the way from where a lever stands to its end; where few draws stand for all."""
TRIES = 5
"""Settings of least movement that the guess proposes."""
SURE = 1e-4
"""A chance nearer to 0 or 1 than this counts as this in log-odds."""
LITTLE = 0.005
"""A score that differs by less than this is as good: half a point of a chance."""


@dataclass(frozen=True)
class Found:
    """What reaches. setting : of levers. score : at least 0. every : whether all sets of fewer levers were tried."""

    setting: Setting
    score: float
    every: bool


@dataclass
class Least:
    """A search for the least movement.

    Attributes
    ----------
    levers : that may be moved, by name. evaluate : gives scores. finest : smallest step in which levers are moved.
    top : no score is greater; scores are chances less a level where there is such.
    """

    levers: Mapping[str, Held]
    evaluate: Evaluate
    finest: float = FINEST
    top: float = math.inf

    def least(self, start: Found) -> Found:
        """Return the same levers moved as little as was found to be enough."""
        ends = start.setting
        free = [name for name in ends if not self.levers[name].whole]
        run = [(name, share) for name in free for share in (0.0, 0.5)]
        found = self.evaluate([self._at({**dict.fromkeys(ends, 1.0), name: share}, ends) for name, share in run])
        whole = self._odds(start.score)
        adds = {one: self._odds(score) - whole for one, score in zip(run, found, strict=True)}
        missed, needed = 0.0, self._odds(0.0 if self.finest <= FINEST else LITTLE / 2.0)

        def guess(settings: Sequence[Mapping[str, float]]) -> list[float]:
            return [whole + missed + sum(added(name, one) for name in free) - needed for one in settings]

        def added(name: str, setting: Mapping[str, float]) -> float:
            share = self.levers[name].share(setting.get(name, self.levers[name].today)) / self._range(name, ends)
            return float(np.interp(share, (0.0, 0.5, 1.0), (adds[name, 0.0], adds[name, 0.5], 0.0)))

        best = start
        for _ in range(TRIES if free else 0):
            near = replace(self, evaluate=guess, top=math.inf)._back(start).setting
            score = self.evaluate([near])[0]
            if score >= 0.0 and movement(self.levers, near) < movement(self.levers, best.setting):
                best = Found(near, score, start.every)
            if 0.0 <= score <= LITTLE:
                break
            missed += self._odds(score) - needed - guess([near])[0]
        if self.finest > FINEST or not free:
            return self.mended(best.setting, start) if free and best.score > LITTLE else best
        return self._exchanged(self._shares(self.mended(best.setting, start).setting, ends), start, COARSE)

    def _back(self, start: Found) -> Found:
        """The least from a start: each lever back until it is just enough, then one back and another forth."""
        ends = start.setting
        free = [name for name in ends if not self.levers[name].whole]
        shares = dict.fromkeys(ends, 1.0)
        whole, *halves = self.evaluate([ends, *(self._at({**shares, name: 0.5}, ends) for name in free)])
        missed = {name: (whole - half) / self._range(name, ends) for name, half in zip(free, halves, strict=True)}
        for name in sorted(free, key=missed.__getitem__):
            shares = self._just_enough({**shares, name: 0.0}, shares, ends, self.finest)
        return self._exchanged(shares, start, 0.125)

    def mended(self, near: Setting, start: Found) -> Found:
        """Return a setting near another that is just enough: all its levers a share of the way further, or back."""
        ends = start.setting
        shares = self._shares(near, ends)
        free = {name for name in ends if not self.levers[name].whole}
        enough = self.evaluate([near])[0] >= 0.0
        other = {name: (0.0 if enough else 1.0) if name in free else share for name, share in shares.items()}
        few, many = (other, shares) if enough else (shares, other)
        found = self._at(self._just_enough(few, many, ends, FINEST), ends)
        return Found(found, self.evaluate([found])[0], start.every)

    def _just_enough(
        self, few: dict[str, float], many: dict[str, float], ends: Setting, finest: float
    ) -> dict[str, float]:
        """Shares between some that are too few and some that are enough, the last that were enough.

        Both ends close in on where a straight line through their log-odds says that it is just enough: tried is a
        little to either side of it in turn, and every third time the middle.
        """
        width = max((abs(many[name] - few[name]) for name in ends), default=0.0)
        low, high, needed = 0.0, 1.0, self._odds(0.0)
        below, above = map(self._odds, self.evaluate([self._at(few, ends), self._at(many, ends)]))
        if below >= needed:
            return few
        side, tried = 1.0, 0
        while (high - low) * width > finest:
            tried += 1
            beside = max(finest / (2.0 * width), (high - low) / 16.0)
            line = low + (high - low) * (needed - below) / max(above - below, 1e-9) + side * finest / (2.0 * width)
            part = (low + high) / 2.0 if tried % 3 == 0 else min(max(line, low + beside), high - beside)
            found = self._odds(self.evaluate([self._at(_between(few, many, part), ends)])[0])
            if found >= needed:
                high, above, side = part, found, -1.0
            else:
                low, below, side = part, found, 1.0
        return _between(few, many, high)

    def _exchanged(self, shares: dict[str, float], start: Found, step: float) -> Found:
        """One lever back and another forth by less, while it is enough, by ever smaller steps."""
        ends = start.setting
        free = [name for name in ends if not self.levers[name].whole]
        while step >= self.finest:
            tried = [*self._steps(shares, ends, free, step)]
            scores = self.evaluate([self._at(one, ends) for one in tried])
            fine = [(self._moved(one, ends), place) for place, one in enumerate(tried) if scores[place] >= 0.0]
            moved, place = min(fine, default=(float("inf"), -1))
            if moved < self._moved(shares, ends) - 1e-9:
                shares = tried[place]
            else:
                step /= 4.0
        found = self._at(shares, ends)
        return Found(found, self.evaluate([found])[0], start.every)

    def _steps(
        self, shares: dict[str, float], ends: Setting, free: Sequence[str], step: float
    ) -> Iterable[dict[str, float]]:
        """One lever back by a step, and another forth by half, or nine tenths, as much movement."""
        for back in free:
            if shares[back] - step <= 1e-9:
                continue
            nearer = {**shares, back: shares[back] - step}
            for forth in free:
                room = 1.0 - shares[forth]
                if forth != back and room > 1e-9:
                    for part in (0.5, 0.9):
                        gives = part * step * self._range(back, ends) / self._range(forth, ends)
                        yield {**nearer, forth: shares[forth] + min(gives, room)}

    def _odds(self, score: float) -> float:
        """Log-odds of the chance behind a score; the score itself where no chance is."""
        if math.isinf(self.top):
            return score
        chance = min(max(1.0 - (self.top - score), SURE), 1.0 - SURE)
        return math.log(chance / (1.0 - chance))

    def _range(self, name: str, ends: Setting) -> float:
        return self.levers[name].share(ends[name])

    def _shares(self, setting: Setting, ends: Setting) -> dict[str, float]:
        """How far each lever is moved, as a share of the way to its end."""
        return {
            name: self.levers[name].share(setting.get(name, self.levers[name].today)) / self._range(name, ends)
            for name in ends
        }

    def _moved(self, shares: Mapping[str, float], ends: Setting) -> float:
        return sum(share * self._range(name, ends) for name, share in shares.items())

    def _at(self, shares: Mapping[str, float], ends: Setting) -> Setting:
        return {
            name: self.levers[name].today + share * (ends[name] - self.levers[name].today)
            for name, share in shares.items()
            if share > 0.0
        }


def _between(few: Mapping[str, float], many: Mapping[str, float], part: float) -> dict[str, float]:
    return {name: few[name] + part * (many[name] - few[name]) for name in many}
