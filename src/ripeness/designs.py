"""Designs: the table of draws that an ensemble is computed for, made from the scenario's priors or given by the user.

A design is never held whole if it need not be: it hands out any stretch of its rows, and the same rows come out
to the last bit however they are asked for, because points are always made in blocks of `BLOCK`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from ripeness.compiler.copula import correlated
from ripeness.compiler.priors import values_from_scores
from ripeness.ensemble.draws import Draws, Points, Proposal, latin_hypercube, uniform_points
from ripeness.errors import RunError
from ripeness.proposals import proposal_of
from ripeness.schema.scenario import Scenario

SOBOL, LATIN = "sobol", "latin-hypercube"
BLOCK = 256  # rows made at a time
MOST_NUMBERS = 2**27  # numbers that a design which is made whole may hold (1 GiB)


class Design(Protocol):
    """Rows of assumptions."""

    def __len__(self) -> int: ...

    def draws(self, start: int, stop: int) -> Draws:
        """Return rows from `start` up to `stop`."""

    def stated(self) -> dict[str, Any]:
        """Return what a forecast says of its draws."""


@dataclass(frozen=True)
class Sampled:
    """Rows drawn from a scenario's priors through a proposal.

    Attributes
    ----------
    count : number of rows. seed : of the points. points : SOBOL or LATIN.
    proposal : where to draw from; `origin` : how it was come by.
    """

    scenario: Scenario
    count: int
    seed: int
    points: str
    proposal: Proposal
    origin: str

    def __len__(self) -> int:
        return self.count

    def draws(self, start: int, stop: int) -> Draws:
        """Return rows from `start` up to `stop`."""
        if not self.scenario.assumptions():
            return Draws({}, np.zeros(stop - start))
        first = start // BLOCK
        blocks = [self._block(number) for number in range(first, -(-stop // BLOCK))]
        joined = Draws(
            {name: np.concatenate([block.values[name] for block in blocks]) for name in blocks[0].values},
            np.concatenate([block.log_weight for block in blocks]),
        )
        return joined.part(slice(start - first * BLOCK, stop - first * BLOCK))

    def stated(self) -> dict[str, Any]:
        """Return what a forecast says of its draws."""
        return {"seed": self.seed, "points": self.points, "proposal": self.origin}

    def _block(self, number: int) -> Draws:
        scores = self.proposal.scores(self._points(number))
        names = self.scenario.assumptions()
        return Draws(values_from_scores(names, correlated(self.scenario, scores)), self.proposal.log_weight(scores))

    def _points(self, number: int) -> Points:
        if self.points == LATIN:
            return self._whole[number * BLOCK : (number + 1) * BLOCK]
        return uniform_points(BLOCK, self._coordinates, self.seed, number * BLOCK)

    @property
    def _coordinates(self) -> int:
        """One for each assumption, and one that picks the part of the proposal's mixture."""
        return len(self.scenario.assumptions()) + 1

    @cached_property
    def _whole(self) -> Points:
        return latin_hypercube(self.count, self._coordinates, self.seed)


@dataclass(frozen=True)
class Stated:
    """Rows that the user gives. `name` : of the file, for the provenance."""

    rows: Draws
    name: str = "a table"

    def __len__(self) -> int:
        return len(self.rows)

    def draws(self, start: int, stop: int) -> Draws:
        """Return rows from `start` up to `stop`."""
        return self.rows.part(slice(start, stop))

    def stated(self) -> dict[str, Any]:
        """Return what a forecast says of its draws."""
        return {"seed": 0, "points": "given", "proposal": self.name}


def design_of(
    scenario: Scenario, draws: int = 200, seed: int = 0, points: str = SOBOL, *, record: bool = True
) -> Sampled:
    """Design of a scenario: rows of assumptions from its priors, correlated as it says.

    Parameters
    ----------
    draws : rows (one where no number is uncertain). seed : the same seed gives the same rows.
    points : "sobol" (scrambled; more rows leave the first ones as they were) or "latin-hypercube".
    record : draw through the proposal that was learnt from the record (`ripeness.learn`), if there is one for
        exactly this scenario; its rows carry importance weights, so that they still stand for the priors.

    Raises
    ------
    RunError : draws or points out of range.

    Examples
    --------
    >>> import ripeness
    >>> len(ripeness.design(ripeness.load("ukraine-2026"), draws=64).draws(0, 64).values["costs.attacker"])
    64
    """
    if draws < 1:
        raise RunError(f"{draws} draws make no forecast", "ask for at least 1")
    if points not in (SOBOL, LATIN):
        raise RunError(f"unknown points {points!r}", f"choose {SOBOL} or {LATIN}")
    names = scenario.assumptions()
    if points == LATIN and draws * (len(names) + 1) > MOST_NUMBERS:
        what = f"a Latin hypercube of {draws} draws of {len(names)} assumptions is made whole and does not fit"
        raise RunError(what, f"choose {SOBOL}, or at most {MOST_NUMBERS // (len(names) + 1)} draws")
    proposal, origin = proposal_of(scenario, record and scenario.record is not None)
    return Sampled(scenario, draws if names else 1, seed, points, proposal, origin)
