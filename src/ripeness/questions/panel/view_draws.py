"""Draws of one view: some of them, those that stand for all, and the same draws for another scenario."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ripeness.compiler.copula import correlated
from ripeness.compiler.priors import values_from_scores
from ripeness.ensemble.draws import Draws
from ripeness.schema.scenario import Scenario


@dataclass(frozen=True)
class ViewDraws:
    """Draws of one view, as independent normal scores, and its place among the views."""

    view: Scenario
    scores: np.ndarray
    correction: np.ndarray
    number: int = 0
    of: int = 1

    def some(self, which: np.ndarray) -> ViewDraws:
        """Some of the draws."""
        return replace(self, scores=self.scores[which], correction=self.correction[which])

    def of_view(self, other: Scenario) -> ViewDraws:
        """The same scores for another scenario; a number that was certain here stands at its median."""
        names = list(self.view.assumptions())
        scores = np.zeros((len(self.scores), len(other.assumptions())))
        for column, name in enumerate(other.assumptions()):
            if name in names:
                scores[:, column] = self.scores[:, names.index(name)]
        return replace(self, view=other, scores=scores)

    @property
    def numbers(self) -> Draws:
        """Values of the uncertain numbers."""
        names = self.view.assumptions()
        return Draws(values_from_scores(names, correlated(self.view, self.scores)), self.correction)


def representatives(weight: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Draws that stand for all by weight, and the share of each: the middle of each of `count` equal parts.

    >>> representatives(np.array([0.5, 0.0, 0.5]), 4)
    (array([0, 2]), array([0.5, 0.5]))
    """
    reached = np.cumsum(np.asarray(weight, float)) / np.sum(weight)
    picked = np.searchsorted(reached, (np.arange(count) + 0.5) / count)
    which, times = np.unique(np.minimum(picked, len(reached) - 1), return_counts=True)
    return which, times / count
