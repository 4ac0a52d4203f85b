"""Settings of levers tried on a few draws that stand for all, as fast as exact runs go.

Equation:
    stand-ins    the draws in the middles of `count` parts of equal weight, in the order of the status quo's value;
                 each stands for as many parts as it is the middle of
    value(s)   = value(status quo, all draws) + mean over stand-ins of [v(s) - v(status quo)]

The difference to the status quo is what is read off few draws; its level is known from all (control variate). How far
this is off is measured wherever a setting is also run on all draws. [R], ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from ripeness.ensemble.asked import Asked
from ripeness.ensemble.computation import Progress
from ripeness.ensemble.design import Stated, rows_of
from ripeness.ensemble.forecast import forecasts
from ripeness.statistics.weighted import Numbers

if TYPE_CHECKING:
    import xarray as xr

Setting = Mapping[str, float]
"""Levers that are moved, each with its value in its own unit; without any: the status quo."""
Reading = Callable[["xr.Dataset"], Numbers]
"""What is read of a forecast, (draw, column)."""

AT_ONCE = 16
"""Settings that are run together: they share what was solved and read of the record."""


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


@dataclass
class Trials:
    """Exact runs of settings on some draws, each run once.

    Attributes
    ----------
    asked : the question, whose design holds the draws. share : of each draw. base : read of the status quo, on them.
    read : what is read of a forecast. tell : called with how many settings were run, every few. months : that each
        war under a setting is carried, for what is read of it; None for all that is shown.
    """

    asked: Asked
    share: Numbers
    base: Numbers
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
        drawn = rows_of(one).draws(0, many)
        rows = Stated({name: held[which] for name, held in drawn.values.items()}, share, "stand-ins")
        few = replace(one, design=rows, draws=len(which))
        return cls(few, share, values[which], read, tell, months)

    @property
    def run(self) -> int:
        """Settings that were run so far."""
        return len(self._known)

    def values(self, settings: Sequence[Setting]) -> Numbers:
        """Return what is read under each setting, (setting, draw, column).

        Raises
        ------
        KeyboardInterrupt : what was run until then is kept.
        """
        keys = [_key(one) for one in settings]
        waiting = [key for key in dict.fromkeys(keys) if key and key not in self._known]
        if waiting:
            self.tell(self.run)
        for start in range(0, len(waiting), AT_ONCE):
            some = waiting[start : start + AT_ONCE]
            labels = {f"setting {number}": self.asked.under(dict(key), self.months) for number, key in enumerate(some)}
            found = forecasts(labels, views=False, reuse=True)
            if any(one.attrs.get("partial") for one in found.values()):
                raise KeyboardInterrupt
            self._known |= {key: self.read(one) for key, one in zip(some, found.values(), strict=True)}
            self.tell(self.run)
        told = [self._known[key] if key else self.base for key in keys]
        return np.stack(told) if told else np.empty((0, *self.base.shape))


def on_all(
    one: Asked, settings: Mapping[str, Setting], progress: Progress | None = None, months: int | None = None
) -> dict[str, xr.Dataset]:
    """Return forecasts on all draws under settings, by label, each carried `months`; None for all that is shown.

    Raises
    ------
    KeyboardInterrupt : before all of it is done.
    """
    found = forecasts(
        {label: one.under(dict(moved), months) for label, moved in settings.items()},
        views=False,
        reuse=True,
        progress=progress,
    )
    if any(held.attrs.get("partial") for held in found.values()):
        raise KeyboardInterrupt
    return found


def _key(setting: Setting) -> tuple[tuple[str, float], ...]:
    return tuple(sorted((name, float(f"{value:.9g}")) for name, value in setting.items()))
