"""The generic war's exact law of duration and outcome, draw by draw, and the likelihood of real wars under it.

One forecast of many draws serves every war: the law of a draw gives the chance that the war has ended by each month,
and how. A war that lasted 7.4 months ended in its eighth; one that goes on has lasted so many whole months.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Float

from ripeness.arrays import ENDINGS, SETTLEMENTS
from ripeness.history.initiators import LOST, NO_WINNER, OTHER, VICTORY, WON, Onset, load_onsets, values_of
from ripeness.history.wars import War, load_wars
from ripeness.schema.quantity import Z90, Quantity
from ripeness.schema.scenario import Scenario
from ripeness.statistics.population import Population

if TYPE_CHECKING:
    from ripeness.ensemble.computation import Progress

GENERIC = "generic-war"
DRAWS = 4096
LEARNT = ("truth.battle_odds", "truth.collapse_hazard", "truth.forced_stop_solvent", "tracks.talks.meets")
"""Numbers of the generic war that durations and outcomes can tell apart; the others keep their priors."""

RESULTS = (WON, LOST, NO_WINNER)
RESULT_OF = {
    **dict.fromkeys((*SETTLEMENTS, "ceasefire"), NO_WINNER),
    **dict.fromkeys(("defender_capitulates", "attacker_wins_at_the_front", "defender_collapses"), WON),
    **dict.fromkeys(("attacker_capitulates", "attacker_expelled", "attacker_forced_to_stop"), LOST),
}
"""What an ending of the game is for the state that began the war."""
MEANT = {WON: (0,), LOST: (1,), NO_WINNER: (2,), VICTORY: (0, 1), OTHER: (0, 1, 2)}
"""By how a war ended: the results that it may have been."""

EDGES = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 9.0, 12.0, 18.0, 24.0, 36.0, 48.0, 60.0])
"""Months at which the intervals begin in which durations are scored; the last has no end."""


@dataclass(frozen=True)
class WarLaw:
    """The law of every draw.

    by_month : chance of each of `RESULTS` in each month. scores : normal scores of the learnt numbers.
    """

    by_month: Float[np.ndarray, "draw month result"]
    scores: Float[np.ndarray, "draw score"]

    @property
    def going(self) -> Float[np.ndarray, "draw month_and_end"]:
        """Chance that the war goes on after so many months."""
        ended = np.cumsum(self.by_month.sum(axis=2), axis=1)
        return np.asarray(np.concatenate([np.ones_like(ended[:, :1]), 1.0 - ended], axis=1))

    def in_intervals(self) -> Float[np.ndarray, "draw interval result"]:
        """Chance of each result in each interval of `EDGES`; what has not ended is shared as what has."""
        starts = EDGES.astype(int)
        found = np.add.reduceat(self.by_month, starts, axis=1)
        total = self.by_month.sum(axis=1)
        share = (total + 1e-9) / (total + 1e-9).sum(axis=1, keepdims=True)
        found[:, -1] += np.maximum(1.0 - total.sum(axis=1), 0.0)[:, None] * share
        return np.asarray(found)

    def likelihood(self, cases: Cases, transformed: str = "ended") -> Float[np.ndarray, "case draw"]:
        """Likelihood of each war's duration and result under each draw; `transformed` as in `history.wars`."""
        going, rows = self.going, []
        for war, onset in zip(cases.wars, cases.onsets, strict=True):
            month = int(war.months)
            if follows_on(war, transformed):
                rows.append(going[:, month])
            else:
                rows.append(self.by_month[:, month, list(MEANT[onset.ended])].sum(axis=1))
        return np.stack(rows)

    def survival(self, weight: Float[np.ndarray, " draw"]) -> Float[np.ndarray, " month_and_end"]:
        """Chance that the war goes on after so many months, over the draws."""
        return np.asarray(weight @ self.going)


@dataclass(frozen=True)
class Cases:
    """Wars, what was known of each at first, and their covariates: mean 0 and spread 1, 0 where not known."""

    wars: tuple[War, ...]
    onsets: tuple[Onset, ...]
    covariates: Float[np.ndarray, "case covariate"]

    def __len__(self) -> int:
        return len(self.wars)

    def some(self, which: Sequence[int] | np.ndarray) -> Cases:
        """Some of the wars."""
        return Cases(tuple(self.wars[i] for i in which), tuple(self.onsets[i] for i in which), self.covariates[which])

    def without_covariates(self) -> Cases:
        """Return the same wars, of which nothing was known."""
        return replace(self, covariates=self.covariates[:, :0])


def load_cases() -> Cases:
    """Return the wars between states that come with the package."""
    wars, onsets = load_wars(), load_onsets()
    raw = np.array(
        [[np.nan if value is None else value for value in values_of(one).values()] for one in onsets], dtype=float
    )
    covariates = np.nan_to_num((raw - np.nanmean(raw, axis=0)) / np.nanstd(raw, axis=0))
    return Cases(wars, onsets, covariates)


def follows_on(war: War, transformed: str) -> bool:
    """Whether a war had not ended when it was last looked at."""
    return not war.over or (war.transformed and transformed == "censored")


def interval_of(months: float) -> int:
    """Return the interval of `EDGES` in which a duration lies."""
    return int(np.searchsorted(EDGES, months, side="right")) - 1


def war_law(scenario: Scenario, draws: int, seed: int, progress: Progress | None = None) -> WarLaw:
    """Compute the law of the generic war under each draw; kept, and read again where it was computed before."""
    from ripeness.ensemble.asked import asked
    from ripeness.ensemble.forecast import forecasts

    one = asked(scenario, None, None, draws, seed)
    held = forecasts({one.policy: one}, views=False, reuse=True, progress=progress)[one.policy]
    ended = held.ended.transpose("draw", "month", "ending").values.astype(float)
    results = np.zeros((len(ENDINGS), len(RESULTS)))
    for place, ending in enumerate(ENDINGS):
        results[place, RESULTS.index(RESULT_OF[ending])] = 1.0
    by_month = np.maximum(np.diff(ended @ results, axis=1), 0.0)
    assumptions = scenario.assumptions()
    drawn = {name: held.assumption_value.sel(assumption=name).values for name in LEARNT}
    return WarLaw(by_month, np.stack([scores_of(assumptions[name], drawn[name]) for name in LEARNT], axis=1))


def scores_of(quantity: Quantity, values: Float[np.ndarray, " draw"]) -> Float[np.ndarray, " draw"]:
    """Normal scores of values of a normal or lognormal quantity, as if it were not cut off."""
    p = quantity.parameters
    if quantity.kind == "normal":
        return np.asarray((values - p["mean"]) / p["sd"])
    away, (below, above) = np.log(values / p["median"]), quantity.log_spread
    return np.asarray(away / np.where(away < 0.0, below, above))


def learnt_quantity(quantity: Quantity, mean: float, spread: float) -> dict[str, float]:
    """Return the parameters of a quantity whose scores are normal with another mean and spread."""
    p = quantity.parameters
    if quantity.kind == "normal":
        return {"mean": p["mean"] + mean * p["sd"], "sd": spread * p["sd"]}
    below, above = quantity.log_spread
    at = {name: mean + spread * z for name, z in (("median", 0.0), ("p10", -Z90), ("p90", Z90))}
    return {name: float(p["median"] * np.exp(score * (below if score < 0 else above))) for name, score in at.items()}


def spreads(population: Population) -> Float[np.ndarray, " score"]:
    """Standard deviation of each score."""
    return np.asarray(np.sqrt(np.diag(population.covariance)))
