"""Previews: what differs from the nearest policy that was solved, read off runs of one lever at a time.

How far a preview may be off depends on how many levers differ from where it starts, so that two errors are measured on
the same policies: with all but one of their levers solved, which is how a person moves them, and from the status quo.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence

import numpy as np
from jaxtyping import Float

from ripeness.ensemble.asked import Levers
from ripeness.ensemble.stand_ins import Means, error, wanted
from ripeness.ensemble.surface import Alone, Solved, Surface, differing, log_odds

REMEMBERED = 24
"""Policies that somebody asked for and from which previews start, the last asked for."""

Values = Mapping[str, float]


def all_but_one(levers: Levers) -> Levers:
    """Return the levers of a policy without the last one."""
    return dict(list(levers.items())[:-1])


class Previews:
    """A surface, the solved policies from which its previews start, and how far they may be off.

    Parameters
    ----------
    levers : that were run alone. weight : of the draws that stand for all. means : what each of these says under the
    status quo. everyone : means over all draws under it. months : label of each. within : how far the draws that stand
    for all may be off under a policy that is solved.
    """

    def __init__(
        self, levers: Mapping[str, Alone], weight: Float[np.ndarray, " draw"], means: Means, everyone: Means,
        months: tuple[str, ...], within: float | None = None,
    ) -> None:  # fmt: skip
        status_quo = Solved({}, log_odds(means), means.averaged(weight), everyone, 0.0)
        self.surface = Surface(status_quo, weight, levers, months)
        self.within = within
        self.one_lever: float | None = None
        self.several: float | None = None
        self._lasting: list[Solved] = []
        self._recent: OrderedDict[tuple[tuple[str, float], ...], Solved] = OrderedDict()
        self._holding = threading.Lock()

    def of(self, values: Values) -> tuple[Means, float | None]:
        """Return the means over all draws under some levers, and how far a chance may be off."""
        with self._holding:
            known = [*reversed(self._recent.values()), *self._lasting]
        since = self.surface.nearest(values, known)
        apart = len(differing(values, since.levers))
        if not apart:
            return since.everyone, since.within
        return self.surface.under(values, since), self._within(values, since, apart)

    def _within(self, values: Values, since: Solved, apart: int) -> float | None:
        """Return how far a chance may be off: a lever alone, at a value that was run, is as the draws say."""
        if not since.levers and self.surface.was_run(values):
            return self.within
        return self.one_lever if apart == 1 else self.several

    def solved(self, values: Values, means: Means, within: float | None) -> Solved:
        """Return a policy that was solved for the stand-ins. means : what each of these says under it."""
        few, quo = means.averaged(self.surface.weight), self.surface.status_quo
        return Solved(dict(values), log_odds(means), few, wanted(quo.everyone, quo.few, few), within)

    def start(self, one: Solved, *, lasting: bool = False) -> None:
        """Let previews start from a solved policy from now on."""
        with self._holding:
            if lasting:
                self._lasting.append(one)
                return
            name = tuple(sorted(one.levers.items()))
            self._recent.pop(name, None)
            self._recent[name] = one
            while len(self._recent) > REMEMBERED:
                self._recent.popitem(last=False)

    def measure(self, policies: Sequence[tuple[Values, Means]], begun: Sequence[Solved | None]) -> None:
        """Measure both errors.

        policies : levers and means over all draws of each. begun : the same with one lever put back, as the stand-ins
        solve it; None where that is not there, and then the one error stays unknown.
        """
        far = [error(means, self.surface.under(values)) for values, means in policies]
        self.several = max(far) if far else None
        if far and all(one is not None for one in begun):
            near = zip(policies, begun, strict=True)
            self.one_lever = max(error(means, self.surface.under(values, one)) for (values, means), one in near)
