"""The search of `reach`: what levers can do at most, the fewest that are enough, and the least that these must move.

Equation:
    score(s)  >= 0 where a setting s reaches the target; movement(s) = sum over levers of |s_i - today_i| / range_i
    most      the largest score found: levers at an end of their ranges or where they stand, changed while it rises
    fewest    the smallest number of levers, at ends of their ranges, with a score >= 0
    least     from there: back by eighths of the way, then one back, or one back and another forth by less, while the
              score stays >= 0 and movement falls, by steps down to 1/128 of the way

Each lever alone is tried at both ends. Sets of two and more are of levers that move the score alone, or that the most
needs, in the order of what they bring alone, at most `SETS` of a size; `every` says whether all smaller sets were
tried. Exact where the score rises along each lever and the best end does not hang on the others; else a setting that
reaches, with no promise that none is smaller. A pattern search: Hooke & Jeeves 1961 [recalled]; the rest [R], ours.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ripeness.questions.reach.held import Held, movement

Setting = dict[str, float]
Evaluate = Callable[[Sequence[Mapping[str, float]]], Sequence[float]]
"""Scores of settings; each setting is computed once, however often it is asked for."""

SETS = 24
"""Sets of levers of one size that are tried at most."""
SWEEPS = 3
"""Times that every lever is tried anew when the most is looked for."""
NOTHING = 1e-4
"""A score that rises by less than this has not risen."""
FINEST = 1.0 / 128.0
"""Smallest step, as a share of the way from where a lever stands to its end."""
STARTS = 2
"""Sets of the fewest levers from which the least movement is looked for."""


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
    levers : that may be moved, by name. evaluate : gives scores.
    """

    levers: Mapping[str, Held]
    evaluate: Evaluate
    _alone: dict[str, tuple[float, float]] = field(default_factory=dict)

    def alone(self) -> dict[str, tuple[float, float]]:
        """Return for each lever its best value, tried alone, and how far the score rises with it."""
        if not self._alone:
            tried = [(name, value) for name, lever in self.levers.items() for value in lever.ends]
            none, *scores = self.evaluate([{}, *({name: value} for name, value in tried)])
            for (name, value), score in zip(tried, scores, strict=True):
                if name not in self._alone or score - none > self._alone[name][1] + NOTHING:
                    self._alone[name] = (value, score - none)
        return self._alone

    def most(self, among: Iterable[str] | None = None) -> tuple[Setting, float]:
        """Return the setting of some levers with the largest score that was found, and the score."""
        names = [name for name in self.levers if among is None or name in set(among)]
        alone = self.alone()
        helps = {name: alone[name][0] for name in names if alone[name][1] > NOTHING}
        harmless = {name: alone[name][0] for name in names if alone[name][1] > -NOTHING}
        starts: list[Setting] = [{}, *({name: alone[name][0]} for name in names), helps, harmless]
        best, score = self._best(starts)
        # Levers that do nothing alone are tried anew only where they do something together.
        together = score > self.evaluate([helps])[0] + NOTHING
        lively = [name for name in names if together or self._moves(name)]
        for _ in range(SWEEPS):
            tried = [
                (name, self._with(best, name, value))
                for name in lively
                for value in self._values(name)
                if value != best.get(name, self.levers[name].today)
            ]
            scores = self.evaluate([one for _, one in tried])
            better: dict[str, tuple[float, float]] = {}
            for (name, one), found in zip(tried, scores, strict=True):
                if found > max(score + NOTHING, better.get(name, (0.0, -1e9))[1]):
                    better[name] = (one.get(name, self.levers[name].today), found)
            if not better:
                break
            all_of_them = dict(best)
            for name, (value, _) in better.items():
                all_of_them = self._with(all_of_them, name, value)
            single = max(better, key=lambda name: better[name][1])
            best, score = self._best([self._with(best, single, better[single][0]), all_of_them])
        return self._trimmed(best, score)

    def fewest(self, at_most: Setting) -> list[Found]:
        """Return settings of the fewest levers that reach, at most `STARTS`; none where not even `at_most` does.

        Parameters
        ----------
        at_most : from `most`.
        """
        pruned = self._pruned(at_most)
        if pruned is None:
            return []
        ends = {name: (self.alone()[name][0], at_most.get(name)) for name in self.levers}
        every = True
        for size in range(1, len(pruned) + 1):
            tried, whole = self._sets(size, ends)
            tried += [pruned] if size == len(pruned) else []
            none, *scores = self.evaluate([{}, *tried])
            reached = [Found(one, score, every) for one, score in zip(tried, scores, strict=True) if score >= 0.0]
            if reached:
                return self._likeliest(reached, none)
            every = every and whole
        return []

    def _likeliest(self, reached: Sequence[Found], none: float) -> list[Found]:
        """One setting for each set of levers, those first that would need the least were the score linear."""

        def needs(one: Found) -> float:
            rise = one.score - none
            return movement(self.levers, one.setting) * (min(-none / rise, 1.0) if rise > 0.0 else 1.0)

        by_levers: dict[frozenset[str], Found] = {}
        for one in sorted(reached, key=needs):
            by_levers.setdefault(frozenset(one.setting), one)
        return list(by_levers.values())[:STARTS]

    def least(self, start: Found) -> Found:
        """Return the same levers moved as little as was found to be enough."""
        ends = start.setting
        free = [name for name in ends if not self.levers[name].whole]
        shares, score = dict.fromkeys(ends, 1.0), start.score
        eighths = [part / 8.0 for part in range(1, 8)]
        nearer = [{**shares, **dict.fromkeys(free, part)} for part in eighths]  # all of them alike, or one alone
        nearer += [{**shares, name: part} for name in free for part in eighths] if len(free) > 1 else []
        found = self.evaluate([self._at(one, ends) for one in nearer])
        reached = [(self._moved(one, ends), place) for place, one in enumerate(nearer) if found[place] >= 0.0]
        if reached:
            place = min(reached)[1]
            shares, score = nearer[place], found[place]
        step = 0.125
        while step >= FINEST:
            tried = [one for finer in (1, 2, 4) for one in self._steps(shares, ends, free, step / finer)]
            scores = self.evaluate([self._at(one, ends) for one in tried])
            fine = [(self._moved(one, ends), place) for place, one in enumerate(tried) if scores[place] >= 0.0]
            moved, place = min(fine, default=(float("inf"), -1))
            if moved < self._moved(shares, ends) - 1e-9:
                shares, score = tried[place], scores[place]
            else:
                step /= 8.0
        return Found(self._at(shares, ends), score, start.every)

    def _steps(
        self, shares: dict[str, float], ends: Setting, free: Sequence[str], step: float
    ) -> Iterable[dict[str, float]]:
        """One lever back by a step, or one back and another forth by half, or nine tenths, as much movement."""
        for back in free:
            if shares[back] - step <= 1e-9:
                continue
            nearer = {**shares, back: shares[back] - step}
            yield nearer
            for forth in free:
                room = 1.0 - shares[forth]
                if forth != back and room > 1e-9:
                    for part in (0.5, 0.9):
                        gives = part * step * self._range(back, ends) / self._range(forth, ends)
                        yield {**nearer, forth: shares[forth] + min(gives, room)}

    def _range(self, name: str, ends: Setting) -> float:
        return self.levers[name].share(ends[name])

    def _moved(self, shares: Mapping[str, float], ends: Setting) -> float:
        return sum(share * self._range(name, ends) for name, share in shares.items())

    def _at(self, shares: Mapping[str, float], ends: Setting) -> Setting:
        return {
            name: self.levers[name].today + share * (ends[name] - self.levers[name].today)
            for name, share in shares.items()
        }

    def _sets(self, size: int, ends: Mapping[str, tuple[float, float | None]]) -> tuple[list[Setting], bool]:
        """Sets of levers of a size, each at the end that is best alone and where that differs at the best together."""
        if size == 1:
            return [{name: value} for name, lever in self.levers.items() for value in lever.ends], True
        alone = self.alone()
        able = [name for name in self.levers if self._moves(name) or ends[name][1] is not None]
        ordered = sorted(able, key=lambda name: -alone[name][1])
        chosen = sorted(
            itertools.islice(itertools.combinations(ordered, size), 20 * SETS),
            key=lambda names: -sum(alone[name][1] for name in names),
        )[:SETS]
        tried: list[Setting] = []
        for names in chosen:
            first = {name: ends[name][0] for name in names}
            second = {name: found if (found := ends[name][1]) is not None else first[name] for name in names}
            tried += [first] if first == second else [first, second]
        return tried, len(chosen) == math.comb(len(self.levers), size)

    def _moves(self, name: str) -> bool:
        return abs(self.alone()[name][1]) > NOTHING

    def _pruned(self, setting: Setting) -> Setting | None:
        """The setting without levers that it can do without, the least missed first; None where it does not reach."""
        if self.evaluate([setting])[0] < 0.0:
            return None
        return self._without(setting, lambda found: found >= 0.0, at_least=1)

    def _trimmed(self, setting: Setting, score: float) -> tuple[Setting, float]:
        """The setting without levers that bring nothing."""
        kept = self._without(setting, lambda found: found >= score - NOTHING, at_least=0)
        return kept, self.evaluate([kept])[0]

    def _without(self, setting: Setting, fine: Callable[[float], bool], at_least: int) -> Setting:
        while len(setting) > at_least:
            without = [{one: value for one, value in setting.items() if one != name} for name in setting]
            scores = self.evaluate(without)
            best = max(range(len(without)), key=lambda place: scores[place])
            if not fine(scores[best]):
                break
            setting = without[best]
        return setting

    def _best(self, settings: Sequence[Setting]) -> tuple[Setting, float]:
        scores = self.evaluate(settings)
        place = max(range(len(settings)), key=lambda one: scores[one])
        return dict(settings[place]), scores[place]

    def _values(self, name: str) -> tuple[float, ...]:
        return (self.levers[name].today, *self.levers[name].ends)

    def _with(self, setting: Setting, name: str, value: float) -> Setting:
        rest = {one: held for one, held in setting.items() if one != name}
        return rest if value == self.levers[name].today else {**rest, name: value}
