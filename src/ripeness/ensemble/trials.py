"""Settings of levers tried on a few draws that stand for all, as fast as exact runs go, and confirmed on all.

Equation:
    stand-ins    the draws in the middles of `count` parts of equal weight, in the order of the status quo's value or
                 another; each stands for as many parts as it is the middle of
    value(s)   = value(status quo, all draws) + mean over stand-ins of [v(s) - v(status quo)]

The difference to the status quo is what is read off few draws; its level is known from all (control variate). How far
this is off is measured wherever a setting is also run on all draws. The status quo is solved once, and every setting
branches off from there (`branching`); what was run is kept by content. [R], ours.

All draws are those that count: the ones of the smallest weight, which together have at most `LEFT_OUT` of it, are not
run. Whatever they would say, no mean of a chance over all draws is off by more than that.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ripeness.ensemble.asked import Asked
from ripeness.ensemble.branching import Branching
from ripeness.ensemble.computation import Progress
from ripeness.ensemble.design import rows_of
from ripeness.ensemble.draws import Draws
from ripeness.ensemble.forecast import dataset_of, key_of
from ripeness.ensemble.kept import Told
from ripeness.ensemble.workers import Branched, Workers
from ripeness.statistics.weighted import Numbers
from ripeness.store import solutions

if TYPE_CHECKING:
    import xarray as xr

Setting = Mapping[str, float]
"""Levers that are moved, each with its value in its own unit; without any: the status quo."""
Reading = Callable[["xr.Dataset"], Numbers]
"""What is read of a forecast, (draw, column)."""
Key = tuple[tuple[str, float], ...]
"""A setting by which what was run is known."""

LEFT_OUT = 0.002
"""Share of the weight of the draws that are left out of a run on all: a fifth of a point of a chance."""


def counted(weight: Numbers, left_out: float = LEFT_OUT) -> np.ndarray:
    """Return places, in order, of the draws that count: all but those of the least weight, together a share at most.

    >>> counted(np.array([0.5, 0.001, 0.499]))
    array([0, 2])
    """
    order = np.argsort(weight, kind="stable")
    least = np.cumsum(np.asarray(weight, float)[order]) <= left_out * np.sum(weight)
    return np.sort(order[~least])


def middles(level: Numbers, weight: Numbers, count: int) -> tuple[np.ndarray, Numbers]:
    """Return numbers of the draws that stand for all, and the share of each: middles of parts of equal weight.

    Parameters
    ----------
    level : (draw,), by which the draws are ordered first. weight : (draw,). count : parts.

    >>> middles(np.array([0.9, 0.1, 0.5]), np.array([1.0, 1.0, 0.0]), 2)
    (array([0, 1]), array([0.5, 0.5]))
    """
    w = np.asarray(weight, float) / np.sum(weight)
    order = np.argsort(level, kind="stable")
    picked = np.searchsorted(np.cumsum(w[order]), (np.arange(count) + 0.5) / count)
    which, times = np.unique(order[np.minimum(picked, len(order) - 1)], return_counts=True)
    return which, times / count


def carried(ahead: float) -> int:
    """Return months that a war is carried for what is read so far ahead: whole years, which share their programs.

    >>> carried(22.1), carried(24.0)
    (24, 24)
    """
    return max(12, 12 * math.ceil(ahead / 12.0))


@dataclass(frozen=True)
class Ground:
    """What all settings branch off from: `asked`, the question on all draws, with their design."""

    asked: Asked

    @cached_property
    def drawn(self) -> Draws:
        """All draws."""
        rows = rows_of(self.asked)
        return rows.draws(0, len(rows))

    @cached_property
    def marks(self) -> np.ndarray:
        """Mark of each draw."""
        return solutions.marks(self.drawn.values, len(self.drawn))

    @cached_property
    def branching(self) -> Branching:
        """The status quo, solved in this process."""
        return Branching(self.asked, self.drawn)

    @cached_property
    def branched(self) -> Branched:
        """The status quo, as workers are handed it."""
        return Branched(replace(self.asked, design=None), self.drawn)


@dataclass
class Trials:
    """Exact runs of settings, each run once: on some draws, or on all.

    Attributes
    ----------
    ground : what all of them branch off from. weight : of all draws. rows : places of the draws that stand for all.
        share : of each of these. counted : places of the draws that a run on all is of. level : read of the status quo,
        on all. read : what is read of a forecast. tell : called after each setting that was run. months : that each war
        under a setting is carried, for what is read of it; None for all that is shown. workers : of a cluster, on which
        settings are run; here without any.
    """

    ground: Ground
    weight: Numbers
    rows: np.ndarray
    share: Numbers
    counted: np.ndarray
    level: Numbers
    read: Reading
    tell: Callable[[], None] = lambda: None
    months: int | None = None
    workers: Workers | None = None
    _known: dict[Key, Numbers] = field(default_factory=dict)

    @classmethod
    def on(
        cls,
        one: Asked,
        base: xr.Dataset,
        read: Reading,
        count: int,
        tell: Callable[[], None] = lambda: None,
        months: int | None = None,
        workers: Workers | None = None,
        order: Numbers | None = None,
    ) -> Trials:
        """Return trials on `count` of the draws of a forecast of the status quo, or on all where there are no more.

        order : by which draws are ordered, (draw,); without it the first column that is read.
        """
        values, weight = read(base), np.asarray(base.weight.values, float)
        if len(weight) <= count:
            which, share = np.arange(len(weight)), weight / weight.sum()
        else:
            which, share = middles(values[:, 0] if order is None else order, weight, count)
        return cls(Ground(one), weight, which, share, counted(weight), values, read, tell, months, workers)

    def of(self, rows: np.ndarray, share: Numbers, known: Mapping[Key, Numbers]) -> Trials:
        """Return trials on other stand-ins: their places, the share of each, and what is known of settings on all."""
        return replace(self, rows=rows, share=share, _known={key: found[rows] for key, found in known.items()})

    @property
    def base(self) -> Numbers:
        """What is read of the status quo on the stand-ins, (draw, column)."""
        return self.level[self.rows]

    @property
    def run(self) -> int:
        """Settings that were run on the stand-ins so far."""
        return len(self._known)

    @property
    def left_out(self) -> float:
        """Share of the weight of the draws that a run on all leaves out."""
        return float(np.delete(self.weight, self.counted).sum() / self.weight.sum())

    def values(self, settings: Sequence[Setting]) -> Numbers:
        """Return what is read under each setting on the stand-ins, (setting, draw, column).

        Raises
        ------
        KeyboardInterrupt : what was run until then is kept.
        """
        keys = [key_of_setting(one) for one in settings]
        waiting = [key for key in dict.fromkeys(keys) if key and key not in self._known]
        for key, found in self._each(waiting):
            self._known[key] = found
            self.tell()
        told = [self._known[key] if key else self.base for key in keys]
        return np.stack(told) if told else np.empty((0, *self.base.shape))

    def on_all(self, settings: Mapping[str, Setting], progress: Progress | None = None) -> dict[str, Numbers]:
        """Return what is read under each setting on all draws, (draw, column), by label; NaN for those left out.

        Raises
        ------
        KeyboardInterrupt : before all of it is done; settings that were finished are kept.
        """
        if self.workers is not None:
            found = self._on_workers(settings, self.workers, progress or (lambda *_: None))
        else:
            found = self._here(settings, progress)
        return {label: self._filled(one) for label, one in found.items()}

    def _here(self, settings: Mapping[str, Setting], progress: Progress | None) -> dict[str, Numbers]:
        """What is read under each setting on the draws that count, one setting after the other."""
        found = {}
        for number, (label, moved) in enumerate(settings.items()):

            def tell(stage: str, done: int, total: int, number: int = number) -> None:
                if progress is not None and stage == "draws":
                    progress(stage, number * total + done, len(settings) * total)

            found[label] = self._run(moved, self.counted, tell)
        return found

    def _filled(self, found: Numbers) -> Numbers:
        """What was read on the draws that count, as numbers of all."""
        every = np.full_like(self.level, np.nan)
        every[self.counted] = found
        return every

    def _each(self, waiting: Sequence[Key]) -> Iterator[tuple[Key, Numbers]]:
        """Yield settings with what is read on the stand-ins, as they are done."""
        if self.workers is None:
            yield from ((key, self._run(dict(key), self.rows)) for key in waiting)
            return
        missing: dict[str, _Run] = {}
        for number, key in enumerate(waiting):
            one = self._asked(dict(key), self.rows)
            kept = {} if one.policy.nothing else one.kept()
            if kept is None:
                missing[str(number)] = one
            else:
                yield key, self._told(one, kept)
        policies = {number: one.policy for number, one in missing.items()}
        for label, arrays in self.workers.each(self.ground.branched, policies, self.rows):
            missing[label].keep(arrays)
            yield waiting[int(label)], self._told(missing[label], arrays)

    def _on_workers(self, settings: Mapping[str, Setting], workers: Workers, tell: Progress) -> dict[str, Numbers]:
        """What is read under each setting on the draws that count."""
        asked = {label: self._asked(moved, self.counted) for label, moved in settings.items()}
        found = {label: {} if one.policy.nothing else one.kept() for label, one in asked.items()}
        missing = {label: asked[label] for label, arrays in found.items() if arrays is None}
        if missing:
            policies = {label: one.policy for label, one in missing.items()}
            names = {label: one.name for label, one in missing.items()}
            for label, arrays in workers.branched(self.ground.branched, policies, self.counted, tell, names).items():
                missing[label].keep(arrays)
                found[label] = arrays
        return {label: self._told(one, found[label] or {}) for label, one in asked.items()}

    def _run(self, moved: Setting, rows: np.ndarray, tell: Progress = lambda *_: None) -> Numbers:
        one = self._asked(moved, rows)
        if one.policy.nothing:
            return self._told(one, {})
        arrays = one.kept()
        if arrays is None:
            branching = self.ground.branching
            arrays = branching.forecast(branching.prepared(one.policy, rows), tell=tell)
            one.keep(arrays)
        return self._told(one, arrays)

    def _asked(self, moved: Setting, rows: np.ndarray) -> _Run:
        return _Run(self.ground.asked.under(dict(moved), self.months), rows, self.ground.marks[rows])

    def _told(self, one: _Run, arrays: Mapping[str, np.ndarray]) -> Numbers:
        """What is read of the arrays of a run; of the status quo it is known."""
        if one.policy.nothing:
            return self.level[one.rows]
        stated = {"policy": one.policy.policy, "partial": 0}
        return self.read(dataset_of(one.policy, arrays, _part(self.ground.drawn, one.rows), stated))


@dataclass(frozen=True)
class _Run:
    """A policy on some draws, (row,), with their marks, (row,)."""

    policy: Asked
    rows: np.ndarray
    marks: np.ndarray

    @property
    def name(self) -> str:
        """Name under which its arrays are kept."""
        return self._told.name(self._key)

    def kept(self) -> Mapping[str, np.ndarray] | None:
        """Its arrays (row, ...), if they are kept."""
        return self._told.read(self._key, self.marks)

    def keep(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Keep its arrays (row, ...)."""
        solutions.write(self.name, arrays, self.marks)

    @cached_property
    def _key(self) -> str:
        return key_of(self.policy, np.array(["".join(self.marks)]))  # other draws that begin alike are another run

    @property
    def _told(self) -> Told:
        return Told(False, False, None, self.policy.main)


def _part(drawn: Draws, rows: np.ndarray) -> Draws:
    return Draws({name: values[rows] for name, values in drawn.values.items()}, drawn.log_weight[rows])


def key_of_setting(setting: Setting) -> Key:
    """Return what a setting is known by."""
    return tuple(sorted((name, float(f"{value:.9g}")) for name, value in setting.items()))
