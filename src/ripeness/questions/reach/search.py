"""The search of `reach`: what levers can do at most, the fewest that are enough, and the least that these must move.

Equation:
    score(s)  >= 0 where a setting s reaches the target; movement(s) = sum over levers of |s_i - today_i| / range_i
    most      the largest score found: levers at the end that is best alone or where they stand, changed while it rises
    fewest    the smallest number of levers, at ends of their ranges, with a score >= 0
    least     from there, the lever that is missed least for its movement first: back to `finest` of the way; then one
              back and another forth by less, while the score stays >= 0 and movement falls
    guess(s)  log-odds of the chance: those of nothing moved, or of the set at its ends, plus what each lever adds
              alone, in a straight line between the values at which it was run

What is looked for among many settings is told by rough scores, where these are given; sets that are enough, and the
least movement of a set, by scores alone. Each lever alone is tried at the end that is further from today, and at the
other where that harms. Sets of two and more are of levers that move the score alone, or that the most needs, in
the order of the guess: all of a size where these are at most `ALL`, else the first `SETS` that are guessed to miss by
no more than `FAR`; `every` says whether all smaller sets were tried. No set of more than `EASY` is larger than what the
most of all levers, and that of each owner's, leave once the levers that they can do without are taken out, or than what
grows from nothing by the lever that then brings most. The least is looked for on the guess, which is put right by each
run of what it proposes. Exact where the score rises along each lever and the best end does not hang on the others, and,
for the least, where a guess that is right at what it proposes is right beside it; else a setting that reaches, with no
promise that none is smaller. A pattern search: Hooke & Jeeves 1961 [recalled]; the rest [R], ours.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ripeness.questions.reach.held import Held, movement

Setting = dict[str, float]
Evaluate = Callable[[Sequence[Mapping[str, float]]], Sequence[float]]
"""Scores of settings; each setting is computed once, however often it is asked for."""

ALL, SETS = 24, 8
"""Sets of levers of one size: all are tried where there are so few; else so many, those that promise most."""
EASY = 2
"""Levers of a set up to which sets are tried before anything is known of how many are enough."""
FAR = 0.15
"""A set that is guessed to miss the target by more than this is not run, where there are many."""
SWEEPS, SWEPT = 2, 6
"""Times that levers are tried anew when the most is looked for: once where they are more than so many."""
NOTHING = 1e-4
"""A score that rises by less than this has not risen."""
LITTLE = 0.005
"""A sweep that raises the most by less than this is the last."""
FINEST, COARSE = 1.0 / 128.0, 1.0 / 32.0
"""Smallest step, as a share of the way from where a lever stands to its end; where few draws stand for all."""
STARTS, WORSE = 2, 1.25
"""Sets of the fewest levers from which the least movement is looked for, and by how much more than the first needs."""
TRIES = 5
"""Settings of least movement that the guess proposes."""
SURE = 1e-4
"""A chance nearer to 0 or 1 than this counts as this in log-odds."""


@dataclass(frozen=True)
class Found:
    """What reaches. setting : of levers. score : at least 0. every : whether all sets of fewer levers were tried."""

    setting: Setting
    score: float
    every: bool


@dataclass
class Search:
    """A search over levers.

    Attributes
    ----------
    levers : that may be moved, by name. evaluate : gives scores. finest : smallest step in which levers are moved.
    top : no score is greater; scores are chances less a level where there is such. rough : gives scores at less cost.
    """

    levers: Mapping[str, Held]
    evaluate: Evaluate
    finest: float = FINEST
    top: float = math.inf
    rough: Evaluate | None = None
    _alone: dict[str, tuple[float, float]] = field(default_factory=dict)

    def alone(self) -> dict[str, tuple[float, float]]:
        """Return for each lever its best value, tried alone, and how far the score rises with it."""
        if not self._alone:
            none = self._rough([{}])[0]
            waiting = {name: sorted(one.ends, key=one.share) for name, one in self.levers.items()}
            while tried := [(name, ends.pop()) for name, ends in waiting.items() if ends and self._harms(name)]:
                scores = self._rough([{name: value} for name, value in tried])
                for (name, value), score in zip(tried, scores, strict=True):
                    if name not in self._alone or score - none > self._alone[name][1] + NOTHING:
                        self._alone[name] = (value, score - none)
        return self._alone

    def most(self, among: Iterable[str] | None = None, also: Sequence[Setting] = ()) -> tuple[Setting, float]:
        """Return the setting of some levers with the largest score that was found, and the score, by rough scores.

        also : settings to begin from besides.
        """
        names = [name for name in self.levers if among is None or name in set(among)]
        alone = self.alone()
        helps = {name: alone[name][0] for name in names if alone[name][1] > NOTHING}
        idle = {name: alone[name][0] for name in names if abs(alone[name][1]) <= NOTHING}
        turned = {name: next((end for end in self.levers[name].ends if end != at), at) for name, at in idle.items()}
        starts: list[Setting] = [{}, *({name: alone[name][0]} for name in names), helps]
        best, score = self._best([*starts, {**helps, **idle}, {**helps, **turned}, *also])
        # Levers that do nothing alone are tried anew only where they do something together; those that harm, never.
        together = score > self._rough([helps])[0] + NOTHING
        lively = [*(helps if len(helps) <= SWEPT else ()), *(idle if together and not also else ())]
        for _ in range(SWEEPS if score < self.top - LITTLE else 0):
            tried = [one for name in lively for one in self._turned(best, name)]
            rises = [found - score for found in self._rough([self._with(best, *one) for one in tried])]
            turns: dict[str, float] = {}  # the best of each lever, the best lever first
            for place in sorted(range(len(tried)), key=lambda place: -rises[place]):
                if rises[place] > NOTHING:
                    turns.setdefault(*tried[place])
            if not turns:
                break
            several = [dict(itertools.islice(turns.items(), count)) for count in _counts(len(turns))]
            before = score
            best, score = self._best([self._with_all(best, one) for one in several])
            if score - before < LITTLE or len(lively) > SWEPT:
                break
        kept = self._spared(best, score - NOTHING)
        return kept, self._rough([kept])[0]

    def _spared(self, setting: Setting, floor: float) -> Setting:
        """The setting without levers that are not missed, those that bring least alone first."""
        order = sorted(setting, key=lambda name: self.alone()[name][1])
        low, high = 0, len(order) + 1  # so many can go, so many cannot
        while high - low > 1:
            some = (low + high) // 2
            if self._rough([_but(setting, order[:some])])[0] >= floor:
                low = some
            else:
                high = some
        kept = _but(setting, order[:low])
        if len(kept) > SWEPT:
            return kept
        return self._without(kept, lambda one: self._rough([one])[0] >= floor, at_least=0)

    def fewest(self, at_most: Sequence[Setting]) -> list[Found]:
        """Return settings of the fewest levers that reach, at most `STARTS`; none where none of `at_most` does.

        Parameters
        ----------
        at_most : from `most`, that of all levers first.
        """
        if not any(self.evaluate([one])[0] >= 0.0 for one in at_most):
            return []
        ends = {name: (self.alone()[name][0], at_most[0].get(name)) for name in self.levers}
        every = True
        for size in range(1, EASY + 1):
            tried, whole = self._sets(size, ends)
            if reached := self._reached(tried, every):
                return reached
            every = every and whole
        enough = [one for one in map(self._pruned, at_most) if one is not None]
        enough += self._grown(at_most, min(map(len, enough)) - 1)
        for size in range(1, min(map(len, enough)) + 1):
            tried, whole = self._sets(size, ends) if size > EASY else ([], True)
            if reached := self._reached([*tried, *(one for one in enough if len(one) == size)], every):
                return reached
            every = every and whole
        return []

    def _reached(self, tried: Sequence[Setting], every: bool) -> list[Found]:
        """Those that reach, one for each set of levers, first what would need the least were the log-odds linear."""
        none, *scores = self.evaluate([{}, *tried])

        def needs(one: Found) -> float:
            rise, needed = self._odds(one.score) - self._odds(none), self._odds(0.0) - self._odds(none)
            return movement(self.levers, one.setting) * (min(needed / rise, 1.0) if rise > 0.0 else 1.0)

        by_levers: dict[frozenset[str], Found] = {}
        reached = (Found(one, score, every) for one, score in zip(tried, scores, strict=True) if score >= 0.0)
        for one in sorted(reached, key=needs):
            by_levers.setdefault(frozenset(one.setting), one)
        found = list(by_levers.values())[:STARTS]
        return [one for one in found if needs(one) <= WORSE * needs(found[0])]

    def least(self, start: Found) -> Found:
        """Return the same levers moved as little as was found to be enough."""
        ends = start.setting
        free = [name for name in ends if not self.levers[name].whole]
        run = [(name, share) for name in free for share in (0.0, 0.5)]
        found = self.evaluate([self._at({**dict.fromkeys(ends, 1.0), name: share}, ends) for name, share in run])
        whole = self._odds(start.score)
        adds = {one: self._odds(score) - whole for one, score in zip(run, found, strict=True)}
        missed = 0.0

        def guess(settings: Sequence[Mapping[str, float]]) -> list[float]:
            return [whole + missed + sum(added(name, one) for name in free) - self._odds(0.0) for one in settings]

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
            missed += self._odds(score) - self._odds(0.0) - guess([near])[0]
        if self.finest > FINEST or not free:
            return best
        return self._exchanged(self._shares(self.mended(best.setting, start).setting, ends), start, COARSE)

    def _back(self, start: Found) -> Found:
        """The least from a start, each lever back by halving and then one back and another forth."""
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

    def _rough(self, settings: Sequence[Mapping[str, float]]) -> Sequence[float]:
        return (self.rough or self.evaluate)(settings)

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

    def _sets(self, size: int, ends: Mapping[str, tuple[float, float | None]]) -> tuple[list[Setting], bool]:
        """Sets of levers of a size, each at the end that is best alone and where that differs at the best together."""
        alone, none = self.alone(), self._rough([{}])[0]
        adds = {name: self._odds(none + rise) - self._odds(none) for name, (_, rise) in alone.items()}
        able = [name for name in self.levers if self._moves(name) or ends[name][1] is not None]
        ordered = sorted(able, key=lambda name: -adds[name])
        many = math.comb(len(able), size) > ALL

        def guess(names: Sequence[str]) -> float:
            return self._odds(none) + sum(adds[name] for name in names)

        chosen = sorted(
            itertools.islice(itertools.combinations(ordered, size), 20 * ALL), key=lambda names: -guess(names)
        )
        if many or size == 1:  # each lever alone was tried
            chosen = [one for one in chosen if guess(one) >= self._odds(-FAR)][:SETS]
        tried: list[Setting] = []
        for names in chosen:
            first = {name: ends[name][0] for name in names}
            second = {name: found if (found := ends[name][1]) is not None else first[name] for name in names}
            tried += [first] if first == second else [first, second]
        return tried, size == 1 or len(chosen) == math.comb(len(self.levers), size)

    def _harms(self, name: str) -> bool:
        """Whether a lever may yet help at its other end: it harms where it was tried, or was not tried."""
        return name not in self._alone or self._alone[name][1] < -NOTHING

    def _moves(self, name: str) -> bool:
        return abs(self.alone()[name][1]) > NOTHING

    def _grown(self, at_most: Sequence[Setting], largest: int) -> list[Setting]:
        """A set grown from nothing by the lever that then brings most, where it reaches with so few levers."""
        values = list(dict.fromkeys(move for one in at_most for move in one.items()))
        grown: Setting = {}
        for _ in range(largest):
            more = [self._with(grown, *move) for move in values if move[0] not in grown]
            if not more:
                break
            grown, score = self._best(more)
            if score >= -FAR and self.evaluate([grown])[0] >= 0.0:
                return [grown]
        return []

    def _pruned(self, setting: Setting) -> Setting | None:
        """The setting without levers that it can do without, the least missed first; None where it does not reach."""
        if self.evaluate([setting])[0] < 0.0:
            return None
        return self._without(setting, lambda one: self.evaluate([one])[0] >= 0.0, at_least=1)

    def _without(self, setting: Setting, fine: Callable[[Setting], bool], at_least: int) -> Setting:
        """The setting without levers that it can do without: those that are missed least, as many at once as it can."""
        while len(setting) > at_least:
            names = list(setting)
            scores = dict(zip(names, self._rough([_but(setting, [name]) for name in names]), strict=True))
            order = sorted(names, key=lambda name: -scores[name])
            low, high = 0, len(order) - at_least + 1  # so many can go, so many cannot
            while high - low > 1:
                some = (low + high) // 2
                if fine(_but(setting, order[:some])):
                    low = some
                else:
                    high = some
            if low == 0:
                break
            setting = _but(setting, order[:low])
        return setting

    def _best(self, settings: Sequence[Setting]) -> tuple[Setting, float]:
        scores = self._rough(settings)
        place = max(range(len(settings)), key=lambda one: scores[one])
        return dict(settings[place]), scores[place]

    def _turned(self, setting: Setting, name: str) -> list[tuple[str, float]]:
        """A lever's other value than in a setting: today's or its best end, or the other end of what is idle alone."""
        lever, (end, rise) = self.levers[name], self.alone()[name]
        values = (*lever.ends, lever.today) if abs(rise) <= NOTHING and len(lever.ends) > 1 else (lever.today, end)
        return [(name, value) for value in values if value != setting.get(name, lever.today)][:1]

    def _with(self, setting: Setting, name: str, value: float) -> Setting:
        rest = _but(setting, [name])
        return rest if value == self.levers[name].today else {**rest, name: value}

    def _with_all(self, setting: Setting, values: Setting) -> Setting:
        for name, value in values.items():
            setting = self._with(setting, name, value)
        return setting


def _counts(most: int) -> list[int]:
    """1, 2, 4, ... and `most`."""
    return sorted({min(2**power, most) for power in range(most.bit_length() + 1)})


def _but(setting: Setting, names: Iterable[str]) -> Setting:
    without = set(names)
    return {name: value for name, value in setting.items() if name not in without}


def _between(few: Mapping[str, float], many: Mapping[str, float], part: float) -> dict[str, float]:
    return {name: few[name] + part * (many[name] - few[name]) for name in many}
