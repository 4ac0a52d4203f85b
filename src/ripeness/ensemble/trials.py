"""Settings of levers tried on a few draws that stand for all, as fast as exact runs go, and confirmed on all.

Equation:
    stand-ins    the draws in the middles of `count` parts of equal weight, in the order of the status quo's value;
                 each stands for as many parts as it is the middle of
    value(s)   = value(status quo, all draws) + mean over stand-ins of [v(s) - v(status quo)]

The difference to the status quo is what is read off few draws; its level is known from all (control variate). How far
this is off is measured wherever a setting is also run on all draws. The status quo is solved once, and every setting
branches off from there (`branching`); what was run is kept by content. [R], ours.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
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
from ripeness.statistics.weighted import Numbers
from ripeness.store import solutions

if TYPE_CHECKING:
    import xarray as xr

Setting = Mapping[str, float]
"""Levers that are moved, each with its value in its own unit; without any: the status quo."""
Reading = Callable[["xr.Dataset"], Numbers]
"""What is read of a forecast, (draw, column)."""


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


@dataclass
class Trials:
    """Exact runs of settings, each run once: on some draws, or on all.

    Attributes
    ----------
    asked : the question on all draws, with their design. rows : places of the draws that stand for all. share : of
        each of these. level : read of the status quo, on all. read : what is read of a forecast. tell : called with how
        many settings were run, after each. months : that each war under a setting is carried, for what is read of it;
        None for all that is shown.
    """

    asked: Asked
    rows: np.ndarray
    share: Numbers
    level: Numbers
    read: Reading
    tell: Callable[[int], None] = lambda done: None
    months: int | None = None
    _known: dict[tuple[tuple[str, float], ...], Numbers] = field(default_factory=dict)

    @classmethod
    def on(
        cls,
        one: Asked,
        base: xr.Dataset,
        read: Reading,
        count: int,
        tell: Callable[[int], None],
        months: int | None = None,
    ) -> Trials:
        """Return trials on `count` of the draws of a forecast of the status quo, or on all where there are no more."""
        values, weight = read(base), np.asarray(base.weight.values, float)
        many = len(weight)
        if many <= count:
            which, share = np.arange(many), weight / weight.sum()
        else:
            which, share = middles(values[:, 0], weight, count)
        return cls(one, which, share, values, read, tell, months)

    @property
    def base(self) -> Numbers:
        """What is read of the status quo on the stand-ins, (draw, column)."""
        return self.level[self.rows]

    @property
    def run(self) -> int:
        """Settings that were run on the stand-ins so far."""
        return len(self._known)

    def values(self, settings: Sequence[Setting]) -> Numbers:
        """Return what is read under each setting on the stand-ins, (setting, draw, column).

        Raises
        ------
        KeyboardInterrupt : what was run until then is kept.
        """
        keys = [_key(one) for one in settings]
        waiting = [key for key in dict.fromkeys(keys) if key and key not in self._known]
        if waiting:
            self.tell(self.run)
        for key in waiting:
            self._known[key] = self._run(dict(key), self.rows)
            self.tell(self.run)
        told = [self._known[key] if key else self.base for key in keys]
        return np.stack(told) if told else np.empty((0, *self.base.shape))

    def on_all(self, settings: Mapping[str, Setting], progress: Progress | None = None) -> dict[str, Numbers]:
        """Return what is read under each setting on all draws, (draw, column), by label.

        Raises
        ------
        KeyboardInterrupt : before all of it is done; settings that were finished are kept.
        """
        every = np.arange(len(self.level))
        found = {}
        for number, (label, moved) in enumerate(settings.items()):

            def tell(stage: str, done: int, total: int, number: int = number) -> None:
                if progress is not None and stage == "draws":
                    progress(stage, number * total + done, len(settings) * total)

            found[label] = self._run(moved, every, tell)
        return found

    def _run(self, moved: Setting, rows: np.ndarray, tell: Progress = lambda *_: None) -> Numbers:
        policy = self.asked.under(dict(moved), self.months)
        if policy.nothing:
            return self.level[rows]
        drawn, marks = _part(self._drawn, rows), self._marks[rows]
        key, told = key_of(policy, marks), Told(False, False, None, policy.main)
        arrays = told.read(key, marks)
        if arrays is None:
            arrays = self._branching.forecast(self._branching.prepared(policy, rows), tell=tell)
            solutions.write(told.name(key), arrays, marks)
        return self.read(dataset_of(policy, arrays, drawn, {"policy": policy.policy, "partial": 0}))

    @cached_property
    def _drawn(self) -> Draws:
        rows = rows_of(self.asked)
        return rows.draws(0, len(rows))

    @cached_property
    def _marks(self) -> np.ndarray:
        return solutions.marks(self._drawn.values, len(self._drawn))

    @cached_property
    def _branching(self) -> Branching:
        return Branching(self.asked, self._drawn)


def _part(drawn: Draws, rows: np.ndarray) -> Draws:
    return Draws({name: values[rows] for name, values in drawn.values.items()}, drawn.log_weight[rows])


def _key(setting: Setting) -> tuple[tuple[str, float], ...]:
    return tuple(sorted((name, float(f"{value:.9g}")) for name, value in setting.items()))
