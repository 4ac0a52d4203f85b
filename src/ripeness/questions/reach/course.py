"""The course of `reach`: proposals on stand-ins, confirmed on all draws, and mended by what these say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from ripeness.ensemble.asked import Asked
from ripeness.ensemble.computation import Progress
from ripeness.ensemble.trials import Key, Trials, carried, key_of_setting
from ripeness.questions.reach.held import Held, movement, moves
from ripeness.questions.reach.least import COARSE, FINEST, LITTLE, Found, Setting
from ripeness.questions.reach.search import Search
from ripeness.questions.reach.target import Target
from ripeness.statistics.bands import band, figure
from ripeness.statistics.thinning import thinned
from ripeness.statistics.weighted import Numbers, weighted_mean

if TYPE_CHECKING:
    import xarray as xr

    from ripeness.ensemble.workers import Workers
    from ripeness.questions.reach.found import Standing
    from ripeness.schema import Scenario

CHOSEN, MANY, PULL = 8, 24, 0.3
"""Draws chosen by what all say of the most, on which the fewest and the least are looked for, and on which the least is
mended; how much a weight's departure from the draw's own counts in their choice."""
POINTS = 2
"""Digits to which chances under the status quo are alike."""
ROUNDS = 5
"""Times that the least movement is looked for anew, with what more draws said of the last."""
CLOSE = 0.01
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
    _known: dict[Key, Numbers] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Choose the stand-ins."""
        self.weight = np.asarray(self.base.weight.values, float)
        self.level = self.target.chance(self.base)[:, 0]
        self.tried = 0
        ahead = carried(self.target.ahead)
        self.trials = Trials.on(
            self.asked, self.base, self.target.chance, self.few, self._tell, ahead, self.workers, self._order()
        )
        self.few = self.most_stand_ins = len(self.trials.share)
        self.scouts = self.trials
        self.today = self._standing({}, self.level, ())

    def _order(self) -> Numbers:
        """Place of each draw by its chance under the status quo, to the point, then by how near a deal is today."""
        gap = np.nan_to_num(self.base.ripeness_gap.transpose("draw", "month").values[:, 0])
        return np.argsort(np.lexsort((gap, np.round(self.level, POINTS)))).astype(float)

    @property
    def exact(self) -> bool:
        """Whether the stand-ins are all draws, so that there is nothing to be mended."""
        return self.few == len(self.level)

    @property
    def left_out(self) -> float:
        """Share of the weight of the draws on which no setting is run."""
        return self.trials.left_out

    def _tell(self) -> None:
        self.tried += 1
        if self.progress is not None:
            expected = 6 * len(self.levers) + 80
            self.progress("settings", self.tried, max(expected, self.tried + self.tried // 8 + 1))

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
        top = self.target.room + self._level_of(self.trials)
        search = Search(self.levers, self._scores, finest, top, self._rough)
        best: dict[str, Setting] = {}
        for owner in self.owners:
            mine = [name for name, lever in self.levers.items() if lever.owners == (owner,)]
            if mine and len(mine) < len(self.levers):
                best[owner] = search.most(mine)[0]
        every = {name: value for setting in best.values() for name, value in setting.items()}
        best = {TOGETHER: search.most(also=[every])[0], **best}
        whose = {label: self.owners if label == TOGETHER else (label,) for label in best}
        today = self._scores([{}])[0]
        raised = dict(zip(best, self._scores([*best.values()]), strict=True))
        best = {label: setting if raised[label] - today > LITTLE else {} for label, setting in best.items()}
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
        """Fewest and least, again with the error of the stand-ins that more draws show, until it is close enough."""
        many: Trials | None = None
        if len(self.trials.counted) > 2 * MANY:
            self.trials, many = self._chosen(max(CHOSEN, self.few)), self._chosen(max(MANY, self.few))
            self.most_stand_ins = len(many.share)
        self._shift(search, self._missed_at_the_level())
        start, found = self._proposed(search, most)
        if many is not None:
            start, found = self._mended(search, most, start, found, partial(self._by, many))
        start, found = self._mended(search, most, start, found, self._take)
        if self.answer is None and start is not None:
            self._take(start)
        for one in (self.together, *self.alone):  # what all draws have confirmed may need fewer than was proposed
            if one is not None:
                self._keep(one, False)

    def _mended(
        self,
        search: Search,
        most: Sequence[Setting],
        start: Found | None,
        found: Found | None,
        score_of: Callable[[Found], float],
    ) -> tuple[Found | None, Found | None]:
        """The fewest and the least, mended until it is just enough by the score of more draws."""
        before: tuple[float, float] | None = None  # what the stand-ins said of the last, without offset, and more draws
        for _ in range(ROUNDS):
            if start is None or found is None:
                break
            passed = score_of(found)
            if 0.0 <= passed <= CLOSE or self.exact:
                break
            few = self._scores([found.setting])[0] - self.offset
            rise = (CLOSE / 2.0 - passed) / (1.0 if before is None else _slope(before, (few, passed)))
            self._shift(search, -few - rise - self.offset)  # what is enough from now on rises by so much
            score = self._scores([start.setting])[0]
            fewest = search.fewest(most) if before is None and passed > 0.0 else []
            fewer = any(len(one.setting) < len(start.setting) for one in fewest)
            if score < 0.0 or fewer:  # more draws say that these are too few, or that fewer may be enough
                further, found = self._proposed(search, most)
                start, before = further or start, None
            else:
                start = replace(start, score=score)
                found = search.least(start) if before is None else search.mended(found.setting, start)
                before = few, passed
        return start, found

    def _chosen(self, count: int) -> Trials:
        """Trials on draws chosen so that they say what all draws say of the status quo and wherever these were run."""
        rises = [chance - self.level for chance in self._known.values()]
        known = np.stack([self.level, *rises], axis=1)[self.trials.counted]
        places, share = thinned(known, self.weight[self.trials.counted], count, PULL)
        found = {key: chance[:, None] for key, chance in self._known.items()}
        return self.trials.of(self.trials.counted[places], share, found)

    def _missed_at_the_level(self) -> float:
        """By how much all draws pass more than the stand-ins say, in a straight line between what both were run on."""
        both = [(self._scores([dict(key)])[0], self._on_all(chance)) for key, chance in self._known.items()]
        both = sorted([*both, (self._scores([{}])[0], self._on_all(self.level))], key=lambda one: one[1])
        few, every = np.array(both).T
        return float(np.interp(0.0, every, every - few))

    def _shift(self, search: Search, by: float) -> None:
        """Let the stand-ins say so much more from now on."""
        self.offset += by
        search.top += by

    def _proposed(self, search: Search, most: Sequence[Setting]) -> tuple[Found, Found] | tuple[None, None]:
        """The fewest levers that the stand-ins say to be enough, at their ends and moved the least; else nothing."""
        pairs = [(one, search.least(one)) for one in search.fewest(most)]
        if not pairs:
            return None, None
        return min(pairs, key=lambda pair: movement(self.levers, pair[1].setting))

    def _take(self, found: Found) -> float:
        """Run what was found on all draws, keep it if it is better; return its score."""
        self._keep(self._confirmed({"answer": (found.setting, self._acting(found.setting))})["answer"], found.every)
        return self._on_all(self._known.get(key_of_setting(found.setting), self.level))

    def _keep(self, standing: Standing, every: bool) -> None:
        """Keep what reaches on all draws, if it needs fewer levers or less movement than what is kept."""
        better = self.answer is None or (len(standing["levers"]), standing["movement"]) < (
            len(self.answer["levers"]), self.answer["movement"],
        )  # fmt: skip
        if standing["reached"] and better:
            self.answer, self.every = standing, every

    def _confirmed(self, wanted: Mapping[str, tuple[Setting, Sequence[str]]]) -> dict[str, Standing]:
        """Run settings on all draws."""
        moved = {label: one for label, (one, _) in wanted.items() if one and key_of_setting(one) not in self._known}
        for label, chance in self.trials.on_all(moved, self.progress).items():
            self._known[key_of_setting(moved[label])] = chance[:, 0]
        return {
            label: self._standing(setting, self._known.get(key_of_setting(setting), self.level), whose)
            for label, (setting, whose) in wanted.items()
        }

    def _nearer(self, setting: Setting, other: Setting) -> bool:
        """Whether a setting passes the target by more than another, or misses it by less, on all draws."""
        one, two = (self._known.get(key_of_setting(held), self.level) for held in (setting, other))
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
        level = self._level_of(self.trials) + self.offset
        return [self._raw(self.trials, chance[:, 0]) + level for chance in self.trials.values(settings)]

    def _rough(self, settings: Sequence[Mapping[str, float]]) -> list[float]:
        level = self._level_of(self.scouts)
        return [self._raw(self.scouts, chance[:, 0]) + level for chance in self.scouts.values(settings)]

    def _by(self, trials: Trials, found: Found) -> float:
        """Score by other draws that stand for all."""
        return self._raw(trials, trials.values([found.setting])[0, :, 0]) + self._level_of(trials)

    def _level_of(self, trials: Trials) -> float:
        """By how much all draws pass the target more than some that stand for them, with nothing moved."""
        return self._on_all(self.level) - self._raw(trials, trials.base[:, 0])

    def _raw(self, trials: Trials, chance: Numbers) -> float:
        return self.target.score(chance, trials.share)

    def _on_all(self, chance: Numbers) -> float:
        """Score over all draws, if those that were left out are the furthest from the target."""
        furthest = 0.0 if self.target.at_least else 1.0
        return self.target.score(np.where(np.isnan(chance), furthest, chance), self.weight)

    def _acting(self, setting: Setting) -> list[str]:
        return list(dict.fromkeys(owner for name in setting for owner in self.levers[name].owners))


def _slope(before: tuple[float, float], now: tuple[float, float]) -> float:
    """By how much all draws rise for each point of the stand-ins, of which (few, all) are told twice: 1/2 to 2."""
    few, every = now[0] - before[0], now[1] - before[1]
    return min(max(every / few, 0.5), 2.0) if abs(few) > 1e-9 else 1.0
