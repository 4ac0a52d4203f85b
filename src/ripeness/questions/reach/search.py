"""The search of `reach`: what levers can do at most, and the fewest that are enough; `least` moves these the least.

Equation:
    score(s)  >= 0 where a setting s reaches the target; movement(s) = sum over levers of |s_i - today_i| / range_i
    most      the largest score found: levers at the end that is best alone or where they stand, changed while it rises
    fewest    the smallest number of levers, at ends of their ranges, with a score >= 0
    guess(s)  log-odds of the chance: those of nothing moved, plus what each lever adds alone

The most is told by rough scores, where these are given; sets that are enough, by scores. Each lever alone is tried at
both ends. From the best of nothing, each lever alone, all that help alone and all that do not harm alone, levers are
tried anew where they stand today and at both ends, at most `SWEEPS` times and while the score rises by `LITTLE`: those
that help alone, and those that do nothing alone where they do something together; those that harm, never. Then levers
that together add less than `LITTLE` are left out. Sets of two and more are of levers that move the score alone, or that
the most needs, in the order of the guess: all of a size where these are at most `ALL`, else the first `SETS` that are
guessed to miss by no more than `FAR`; `every` says whether all smaller sets were tried. No set of more than `EASY` is
larger than what the most of all levers, and that of each owner's, leave once the levers that they can do without are
taken out, or than what grows from nothing by the lever that then brings most. Exact where the score rises along each
lever and the best end does not hang on the others; else a setting that reaches, with no promise that none is smaller.
[R], ours.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ripeness.questions.reach.held import movement
from ripeness.questions.reach.least import LITTLE, Evaluate, Found, Least, Setting

ALL, SETS = 24, 8
"""Sets of levers of one size: all are tried where there are so few; else so many, those that promise most."""
EASY = 2
"""Levers of a set up to which sets are tried before anything is known of how many are enough."""
FAR = 0.15
"""A set that is guessed to miss the target by more than this is not run, where there are many."""
SWEEPS = 3
"""Times that levers are tried anew when the most is looked for."""
NOTHING = 1e-4
"""A score that rises by less than this has not risen."""
STARTS, WORSE = 2, 1.25
"""Sets of the fewest levers from which the least movement is looked for, and by how much more than the first needs."""


@dataclass
class Search(Least):
    """A search over levers.

    Attributes
    ----------
    rough : gives scores at less cost. The rest as for `Least`.
    """

    rough: Evaluate | None = None
    _alone: dict[str, tuple[float, float]] = field(default_factory=dict)

    def alone(self) -> dict[str, tuple[float, float]]:
        """Return for each lever its best value, tried alone, and how far the score rises with it."""
        if not self._alone:
            tried = [(name, value) for name, lever in self.levers.items() for value in lever.ends]
            none, *scores = self._rough([{}, *({name: value} for name, value in tried)])
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
        harmless = {name: alone[name][0] for name in names if alone[name][1] > -NOTHING}
        starts: list[Setting] = [{}, *({name: alone[name][0]} for name in names), helps, harmless]
        best, score = self._best([*starts, *also])
        # Levers that do nothing alone are tried anew only where they do something together; those that harm, never.
        together = score > self._rough([helps])[0] + NOTHING
        lively = list(harmless if together else helps)
        for _ in range(SWEEPS if score < self.top - NOTHING else 0):
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
            if score - before < LITTLE:
                break
        floor = score - LITTLE
        if score >= 0.0:  # what reaches without the levers that add next to nothing is told without them
            floor = max(floor, 0.0)
        kept = self._without(best, lambda one: self._rough([one])[0] >= floor, at_least=0)
        return kept, self._rough([kept])[0]

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

    def _rough(self, settings: Sequence[Mapping[str, float]]) -> Sequence[float]:
        return (self.rough or self.evaluate)(settings)

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
        """A lever's values elsewhere than in a setting: where it stands today, and the ends of its range."""
        lever = self.levers[name]
        return [(name, value) for value in (lever.today, *lever.ends) if value != setting.get(name, lever.today)]

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
