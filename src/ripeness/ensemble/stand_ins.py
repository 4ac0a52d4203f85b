"""A few draws that stand for all: chosen on some policies, with the error on others that had no part in the choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Float

from ripeness.ensemble.asked import Levers
from ripeness.schema.scenario import Scenario
from ripeness.statistics.thinning import corrected, raked, thinned
from ripeness.store.stopping import stopped

if TYPE_CHECKING:
    import pandas
    import xarray as xr

COUNT = 16
"""How many draws stand for all, unless it is said otherwise."""

FITTED, HELD_BACK = 8, 8
"""Policies on which the choice is made, beside the status quo, and policies on which its error is measured."""

MOST_LEVERS = 5
"""Levers that a policy made up for the purpose moves at most."""

SEED = 14
CHANGE = 3.0
"""How much a policy's change counts in the choice, beside the level of the status quo."""

PULL = 0.3
"""How much a weight's departure from the draw's own counts; of 0 to 3 the best on policies that were held back."""

Chances = Float[np.ndarray, "... outcome month"]
"""That the war goes on, then that it has ended in each way: they sum to one over outcomes."""


@dataclass(frozen=True)
class StandIns:
    """Draws that stand for all.

    Attributes
    ----------
    rows : their places among the draws, in order (kept). weight : of each, summing to one (kept).
    error : label of a policy that was held back -> its greatest error, over months, in the chance that the war goes on,
        that it has ended in one way, or that there has been a ceasefire or a settlement. Empty: nothing was measured.
    policies : levers of each policy that the error was measured on.
    """

    rows: np.ndarray
    weight: Float[np.ndarray, " kept"]
    error: Mapping[str, float] = field(default_factory=dict)
    policies: Mapping[str, Levers] = field(default_factory=dict)

    @property
    def within(self) -> float | None:
        """The greatest error on any policy that was held back; None where nothing was measured."""
        return max(self.error.values()) if self.error else None

    def table(self) -> pandas.DataFrame:
        """Return a row for each draw that stands for others: its number from 0 on, and its weight."""
        import pandas

        return pandas.DataFrame({"draw": self.rows, "weight": self.weight}).set_index("draw")

    def errors(self) -> pandas.DataFrame:
        """Return a row for each policy that was held back: its greatest error, and its levers in their own units."""
        import pandas

        rows = [
            {"policy": name, "error": error, "levers": dict(self.policies.get(name, {}))}
            for name, error in self.error.items()
        ]
        return pandas.DataFrame(rows, columns=["policy", "error", "levers"]).set_index("policy")


@dataclass(frozen=True)
class Means:
    """What is read of a forecast to choose stand-ins and to correct them.

    Attributes
    ----------
    chances : as `Chances`, of each draw (draw, outcome, month).
    stopped : that there has been no ceasefire or settlement, then that there has (draw, 2, month).
    """

    chances: Chances
    stopped: Chances

    def parts(self) -> tuple[Chances, Chances]:
        """Return both."""
        return self.chances, self.stopped

    def of(self, rows: np.ndarray) -> Means:
        """Return those of some draws."""
        return Means(self.chances[rows], self.stopped[rows])

    def averaged(self, weight: np.ndarray) -> Means:
        """Return the means over draws, without the axis of the draws; a draw without a weight may be NaN."""
        counts = weight > 0
        return Means(*(np.tensordot(weight[counts], one[counts], axes=1) for one in self.parts()))


@dataclass(frozen=True)
class Tried:
    """What was found under a policy: its levers, in their own units, and the means."""

    levers: Levers
    means: Means


def chosen(under: Sequence[Means], weight: Float[np.ndarray, " draw"], count: int) -> StandIns:
    """Choose stand-ins by what all draws say under some policies, the status quo first; no error is measured."""
    first, *others = under
    rows = [_flat(first), *(CHANGE * (_flat(one) - _flat(first)) for one in others)]
    kept, share = thinned(np.nan_to_num(np.concatenate(rows, axis=1)), weight, count, PULL)
    return StandIns(kept, share)


def means_of(forecast: xr.Dataset) -> Means:
    """Read the chances of a forecast."""
    ended = forecast.ended.transpose("draw", "ending", "month").values
    chances = np.concatenate([forecast.ongoing.transpose("draw", "month").values[:, None], ended], axis=1)
    come = stopped(forecast)
    return Means(chances, np.stack([1.0 - come, come], axis=1))


def measured(ins: StandIns, everyone: Means, weight: np.ndarray, held_back: Mapping[str, Tried]) -> StandIns:
    """Return the same stand-ins with their error on policies that had no part in the choice.

    everyone : all draws under the status quo. held_back : all draws under each policy.
    """
    before, few = everyone.averaged(weight), everyone.of(ins.rows).averaged(ins.weight)
    found = {
        label: error(one.means.averaged(weight), wanted(before, few, one.means.of(ins.rows).averaged(ins.weight)))
        for label, one in held_back.items()
    }
    return replace(ins, error=found, policies={label: one.levers for label, one in held_back.items()})


def wanted(everyone: Means, few: Means, moved: Means) -> Means:
    """Means of all draws under a policy, as far as the stand-ins tell; all three are means over draws.

    everyone, few : all draws and the stand-ins under the status quo. moved : the stand-ins under the policy.
    """
    parts = zip(everyone.parts(), few.parts(), moved.parts(), strict=True)
    return Means(*(corrected(*each) for each in parts))


def error(true: Means, found: Means) -> float:
    """Greatest difference over outcomes and months between two means over draws."""
    return max(float(np.max(np.abs(one - other))) for one, other in zip(true.parts(), found.parts(), strict=True))


def adjusted(forecast: xr.Dataset, ins: StandIns, wanted: Means) -> xr.Dataset:
    """Forecast on the stand-ins whose means of the war's going on and of its endings are those wanted."""
    read = means_of(forecast)
    chances, come = (raked(values, ins.weight, one) for values, one in zip(read.parts(), wanted.parts(), strict=True))
    found = forecast.copy()
    found["ongoing"] = (("draw", "month"), chances[:, 0], forecast.ongoing.attrs)
    found["ended"] = (("draw", "ending", "month"), chances[:, 1:], forecast.ended.attrs)
    if "stopped" in forecast:
        found["stopped"] = (("draw", "month"), come[:, 1], forecast.stopped.attrs)
    return found


def policies_to_try(
    scenario: Scenario, policies: Sequence[str], levers: Sequence[str]
) -> tuple[dict[str, Levers], dict[str, Levers]]:
    """Policies for the choice, and policies that are held back: named ones and made-up ones, every other one each.

    The same scenario always gives the same ones. Of the named ones those are taken that lie apart in the list.

    Parameters
    ----------
    policies : names of the scenario's own that may be taken. levers : those that made-up policies may move.
    """
    most = FITTED + HELD_BACK
    step = max(-(-len(policies) // (most // 2)), 1)
    tried: dict[str, Levers] = {name: dict(scenario.policies[name].levers) for name in list(policies)[::step]}
    made_up = zip(range(1, most - len(tried) + 1), mixtures(scenario, SEED, levers), strict=False)
    tried |= {f"made up {number}": settings for number, settings in made_up}
    both = list(tried.items())
    return dict(both[::2]), dict(both[1::2])


def mixtures(scenario: Scenario, seed: int, levers: Sequence[str]) -> Iterator[dict[str, float]]:
    """Yield random policies without an end: 1 to `MOST_LEVERS` levers, each anywhere in its range, in its own unit."""
    chance = np.random.default_rng(seed)
    while levers:
        count = int(chance.integers(1, min(MOST_LEVERS, len(levers)) + 1))
        names = [levers[place] for place in chance.choice(len(levers), count, replace=False)]
        yield {name: float(chance.uniform(scenario.levers[name].low, scenario.levers[name].high)) for name in names}


def _flat(found: Means) -> Float[np.ndarray, "draw quantity"]:
    return np.concatenate([part.reshape(len(part), -1) for part in found.parts()], axis=1)
