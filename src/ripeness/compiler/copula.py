"""Assumptions that go together: a Gaussian copula joins the normal scores of the pairs that a scenario names.

Every assumption keeps its own distribution; what is not named stays independent (Nelsen 2006, An Introduction to
Copulas, recalled).
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from ripeness.schema.scenario import Scenario

Scores = Float[np.ndarray, "draw assumption"]


def correlations(scenario: Scenario) -> Float[np.ndarray, "assumption assumption"]:
    """Correlations of the normal scores of a scenario's uncertain numbers: ones on the diagonal."""
    place = {name: number for number, name in enumerate(scenario.assumptions())}
    matrix = np.eye(len(place))
    for one in scenario.correlations.values():
        first, second = (place[path] for path in one.between)
        matrix[first, second] = matrix[second, first] = one.of_normal_scores
    return matrix


def correlated(scenario: Scenario, independent: Scores) -> Scores:
    """Normal scores that go together as the scenario says, from independent ones.

    A column is a sum of columns, term by term: a matrix product would round differently for other numbers of draws.
    """
    if not scenario.correlations:
        return independent
    factor = np.linalg.cholesky(correlations(scenario))
    scores = np.zeros_like(independent)
    for row, column in zip(*np.nonzero(factor), strict=True):
        scores[:, row] += factor[row, column] * independent[:, column]
    return scores
