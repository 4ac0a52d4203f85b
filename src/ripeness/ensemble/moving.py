"""Levers that answer: a preview at once, an exact answer on few draws after a moment, all draws when there is time.

Three answers to the same question, each of which says which it is and how far it may be off:

- `preview`: from runs of one lever at a time, in less than a millisecond; None until those runs are there;
- `exact`: the model solved under the levers for some draws that stand for all (`stand_ins`), about a second;
- `full`: the model solved for all draws; kept, so that the same question is answered at once the next time.

The status quo is solved once, when the first policy is asked for. Whoever asks waits for the answer; a later request
of the same asker takes an earlier one's place, which then raises `Superseded` between two batches of draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ripeness.ensemble.asked import DRAWS, Levers
from ripeness.schema.scenario import Scenario

if TYPE_CHECKING:
    import numpy as np
    import xarray as xr

    from ripeness.ensemble.computation import Progress


@dataclass(frozen=True)
class Answer:
    """What the model says under some levers.

    Attributes
    ----------
    state : as a reader is told: "exact, 16 stand-ins" or "all 200 draws".
    within : how far a chance may be off what all draws give, as measured on policies that were held back (0.02 is two
        points); 0 where all draws were computed; None while nothing has been measured.
    levers : those that are moved, in canonical units; empty for the status quo.
    forecast : a forecast with weights, as `ripeness.forecast` returns it: `ripeness.summary` and every figure take it.
        On stand-ins its draws are these alone; what it says of the war's going on and of how it ends is moved by what
        the stand-ins miss of the status quo.
    """

    state: str
    within: float | None
    levers: Mapping[str, float]
    forecast: xr.Dataset


@dataclass(frozen=True)
class Preview:
    """What is read off the runs of one lever at a time: means over the draws, by weight.

    Attributes
    ----------
    state : "preview". within : as for `Answer`. levers : as for `Answer`.
    months, months_ahead : label (`YYYY-MM`) and number of each month shown, (month). endings : names, (ending).
    ongoing : chance that the war goes on, (month). ended : chance that it has ended so, (ending, month); with `ongoing`
        these sum to one. stopped : chance that there has been a ceasefire or a settlement, (month).
    """

    state: Literal["preview"]
    within: float | None
    levers: Mapping[str, float]
    months: tuple[str, ...]
    months_ahead: np.ndarray
    endings: tuple[str, ...]
    ongoing: np.ndarray
    ended: np.ndarray
    stopped: np.ndarray


@dataclass(frozen=True)
class Readiness:
    """How far the work in the background has come.

    Attributes
    ----------
    doing : what is being computed now, in words; empty once all is done, or where nothing was started.
    done, total : steps of it. measured : whether the stand-ins' error is. previews : whether `preview` answers.
    failed : why the work in the background stopped, in words; empty if it did not.
    """

    doing: str
    done: int
    total: int
    measured: bool
    previews: bool
    failed: str


class Moving:
    """A scenario whose levers are moved.

    Parameters
    ----------
    scenario : from `ripeness.load`, with its view if it has one.
    draws, seed : sets of assumptions, as for `ripeness.forecast`.
    stand_ins : how many draws stand for all in `exact`.
    background : whether to prepare at once, in a thread: programs for the levers that need their own, the choice of
        stand-ins with its error, and the runs for previews. Without it, `prepare` does the same and waits.

    A policy is a name ("status-quo" too) or a mapping of levers to values, as for `ripeness.compare`. `asker` tells
    apart those who ask at the same time, such as two windows: only an asker's own later request takes the place of an
    earlier one. Requests of several askers are answered one after the other, `exact` before `full`.
    """

    def __init__(
        self, scenario: Scenario, draws: int = DRAWS, seed: int = 0, *, stand_ins: int = 16, background: bool = True
    ) -> None:
        raise NotImplementedError

    def status_quo(self) -> Answer:
        """Return the forecast of all draws if no lever is moved, kept by content."""
        raise NotImplementedError

    def preview(self, policy: str | Levers) -> Preview | None:
        """Return what the surface says, at once; None until there is one, or where a lever is not in it."""
        raise NotImplementedError

    def exact(self, policy: str | Levers, *, asker: str = "") -> Answer:
        """Return the forecast on the stand-ins, with the status quo of all draws as control.

        Raises
        ------
        Superseded : the same asker asked for something else meanwhile. ScenarioError : unknown policy or lever, value
        out of range. RunError : the record rules out every draw.
        """
        raise NotImplementedError

    def full(self, policy: str | Levers, *, asker: str = "", progress: Progress | None = None) -> Answer:
        """Return the forecast of all draws, kept by content; `progress` is called as (stage, done, total).

        Raises
        ------
        Superseded, ScenarioError, RunError : as for `exact`. Nothing is kept of a run that was superseded.
        """
        raise NotImplementedError

    def readiness(self) -> Readiness:
        """Return how far the work in the background has come; answers at once."""
        raise NotImplementedError

    def prepare(self, progress: Progress | None = None) -> None:
        """Do now what `background` does in a thread, and wait for it."""
        raise NotImplementedError

    def close(self) -> None:
        """Stop the work in the background; what is finished stays kept."""
        raise NotImplementedError
