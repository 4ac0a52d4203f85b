"""The course of `reach`: proposals on stand-ins, confirmed on all draws, and mended by what these say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ripeness.ensemble.asked import Asked
from ripeness.ensemble.computation import Progress
from ripeness.ensemble.trials import Trials, carried
from ripeness.questions.reach.held import Held, movement, moves
from ripeness.questions.reach.search import COARSE, FINEST, Found, Search, Setting
from ripeness.questions.reach.target import Target
from ripeness.statistics.bands import band, figure
from ripeness.statistics.weighted import Numbers, weighted_mean

if TYPE_CHECKING:
    import xarray as xr

    from ripeness.ensemble.workers import Workers
    from ripeness.questions.reach.found import Standing
    from ripeness.schema import Scenario

ROUNDS = 5
"""Times that the least movement is looked for anew, with what all draws said of the last."""
CLOSE = 0.005
"""A target that is passed by no more than this, on all draws, is passed by the least."""
TOGETHER = "all of them"


@dataclass
class Course:
    """What was found so far; an interruption leaves what all draws have confirmed.

    Attributes
    ----------
    scenario, target : asked for. owners : whose levers, `levers`, may be moved. asked : the question, with its design.
    base : forecast of the status quo on all draws. few : stand-ins. progress : told of settings that were run.
    workers : of a cluster, on which they are run; here without any.
    answer, every, alone, together : as `ReachFound` has them. off : the largest error of the stand-ins.
    """

    scenario: Scenario
    target: Target
    owners: Sequence[str]
    levers: Mapping[str, Held]
    asked: Asked
    base: xr.Dataset
    few: int
    progress: Progress | None = None
    workers: Workers | None = None
    answer: Standing | None = None
    every: bool = False
    alone: list[Standing] = field(default_factory=list)
    together: Standing | None = None
    off: float | None = None
    offset: float = 0.0
    _known: dict[tuple[tuple[str, float], ...], Numbers] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Choose the stand-ins."""
        self.weight = np.asarray(self.base.weight.values, float)
        self.level = self.target.chance(self.base)[:, 0]
        expected = 3 * len(self.levers) + 80

        def tell(done: int) -> None:
            if self.progress is not None:
                self.progress("settings", done, max(expected, done + done // 8 + 1))

        ahead = carried(self.target.ahead)
        self.trials = Trials.on(self.asked, self.base, self.target.chance, self.few, tell, ahead, self.workers)
        self.few = len(self.trials.share)
        self.offset = self._on_all(self.level) - self._raw(self.trials.base[:, 0])
        self.today = self._standing({}, self.level, ())

    @property
    def exact(self) -> bool:
        """Whether the stand-ins are all draws, so that there is nothing to be mended."""
        return self.few == len(self.level)

    @property
    def tried(self) -> int:
        """Settings that were run on the stand-ins."""
        return self.trials.run

    def went(self) -> bool:
        """Look for it; say whether it was not interrupted."""
        try:
            self._go()
        except KeyboardInterrupt:
            return False
        return True

    def _go(self) -> None:
        # What few draws stand for is off by more than a finer step would tell; all draws mend it.
        finest = FINEST if self.exact else COARSE
        search = Search(self.levers, self._scores, finest, self.target.room + self.offset)
        whole, _ = search.most()
        best = {TOGETHER: whole}
        for owner in self.owners:
            mine = [name for name, lever in self.levers.items() if lever.owners == (owner,)]
            if mine and len(mine) < len(self.levers):
                best[owner] = search.most(mine)[0]
        whose = {label: self.owners if label == TOGETHER else (label,) for label in best}
        self._confirmed({label: (setting, whose[label]) for label, setting in best.items()})
        # All draws may say that it is best to move nothing, or to leave all but one owner's levers as they are.
        best = {label: setting if self._nearer(setting, {}) else {} for label, setting in best.items()}
        for setting in best.values():
            if self._nearer(setting, best[TOGETHER]):
                best[TOGETHER] = setting
        standings = self._confirmed({label: (setting, whose[label]) for label, setting in best.items()})
        self.together = standings.pop(TOGETHER)
        side = 1.0 if self.target.at_least else -1.0
        self.alone = sorted(standings.values(), key=lambda one: -side * (one["chance"]["mean"] or 0.0))
        if self.today["reached"]:
            return
        self._look(search, [best[TOGETHER], *(best[label] for label in best if label != TOGETHER)])

    def _look(self, search: Search, most: Sequence[Setting]) -> None:
        """Fewest and least, again with the error of the stand-ins that all draws show, until it is close enough."""
        if self.together is None:
            return
        self.offset += self._missed(most[0])
        start, found = self._proposed(search, most)
        before: tuple[float, float] | None = None  # what the stand-ins said of the last, without offset, and all draws
        for _ in range(ROUNDS):
            if start is None or found is None:
                break
            self._take(found)
            passed = found.score + self._missed(found.setting)
            if 0.0 <= passed <= CLOSE or self.exact:
                break
            few = found.score - self.offset
            rise = (CLOSE / 2.0 - passed) / (1.0 if before is None else _slope(before, (few, passed)))
            self.offset = -few - rise  # so that what is enough from now on rises by so much on the stand-ins
            if self._scores([start.setting])[0] < 0.0:  # all draws say that these are too few
                further, found = self._proposed(search, most)
                start, before = further or start, None
            else:
                found = search.mended(found.setting, start, exchanged=before is None)
                before = few, passed
        if self.answer is None and start is not None:
            self._take(start)
        for one in (self.together, *self.alone):  # what all draws have confirmed may need fewer than was proposed
            self._keep(one, False)

    def _proposed(self, search: Search, most: Sequence[Setting]) -> tuple[Found, Found] | tuple[None, None]:
        """The fewest levers that the stand-ins say to be enough, at their ends and moved the least; else nothing."""
        pairs = [(one, search.least(one)) for one in search.fewest(most)]
        if not pairs:
            return None, None
        return min(pairs, key=lambda pair: movement(self.levers, pair[1].setting))

    def _take(self, found: Found) -> None:
        self._keep(self._confirmed({"answer": (found.setting, self._acting(found.setting))})["answer"], found.every)

    def _keep(self, standing: Standing, every: bool) -> None:
        """Keep what reaches on all draws, if it needs fewer levers or less movement than what is kept."""
        better = self.answer is None or (len(standing["levers"]), standing["movement"]) < (
            len(self.answer["levers"]), self.answer["movement"],
        )  # fmt: skip
        if standing["reached"] and better:
            self.answer, self.every = standing, every

    def _confirmed(self, wanted: Mapping[str, tuple[Setting, Sequence[str]]]) -> dict[str, Standing]:
        """Run settings on all draws."""
        moved = {label: one for label, (one, _) in wanted.items() if one and _key(one) not in self._known}
        for label, chance in self.trials.on_all(moved, self.progress).items():
            self._known[_key(moved[label])] = chance[:, 0]
        return {
            label: self._standing(setting, self._known.get(_key(setting), self.level), whose)
            for label, (setting, whose) in wanted.items()
        }

    def _nearer(self, setting: Setting, other: Setting) -> bool:
        """Whether a setting passes the target by more than another, or misses it by less, on all draws."""
        one, two = (self._known.get(_key(held), self.level) for held in (setting, other))
        return self._on_all(one) > self._on_all(two)

    def _standing(self, setting: Setting, chance: Numbers, owners: Sequence[str]) -> Standing:
        """What is told of a setting whose chances on all draws are known."""
        few = self.trials.values([setting])[0, :, 0]
        before = float(weighted_mean(self.level, self.weight))
        said = before + float(self.trials.share @ (few - self.trials.base[:, 0]) / self.trials.share.sum())
        error = abs(said - float(weighted_mean(chance, self.weight)))
        if setting:
            self.off = max(self.off or 0.0, error)
        return {
            "owners": list(owners),
            "levers": moves(self.scenario, setting),
            "movement": float(f"{movement(self.levers, setting):.6g}"),
            "chance": band(chance, self.weight),
            "share": figure(self.target.share(chance, self.weight)),
            "reached": bool(self._on_all(chance) >= 0.0),
            "stand_ins": figure(min(max(said, 0.0), 1.0)),
        }

    def _scores(self, settings: Sequence[Mapping[str, float]]) -> list[float]:
        return [self._raw(chance[:, 0]) + self.offset for chance in self.trials.values(settings)]

    def _missed(self, setting: Setting) -> float:
        """By how much all draws pass the target more than the stand-ins say; the setting was run on both."""
        return self._on_all(self._known.get(_key(setting), self.level)) - self._scores([setting])[0]

    def _raw(self, chance: Numbers) -> float:
        return self.target.score(chance, self.trials.share)

    def _on_all(self, chance: Numbers) -> float:
        return self.target.score(chance, self.weight)

    def _acting(self, setting: Setting) -> list[str]:
        return list(dict.fromkeys(owner for name in setting for owner in self.levers[name].owners))


def _slope(before: tuple[float, float], now: tuple[float, float]) -> float:
    """By how much all draws rise for each point of the stand-ins, of which (few, all) are told twice: 1/2 to 2."""
    few, every = now[0] - before[0], now[1] - before[1]
    return min(max(every / few, 0.5), 2.0) if abs(few) > 1e-9 else 1.0


def _key(setting: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(setting.items()))
