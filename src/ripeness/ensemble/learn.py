"""Learn where the record puts the assumptions: a proposal for the draws, by tempered importance sampling.

Rounds of a fixed size are drawn from the current proposal on a coarse lattice. All draws so far, weighed against the
mixture of the proposals that they came from, stand for a target on the way from where the first round was drawn (the
prior, or what was learnt before) to the prior times the likelihood, as far on as leaves a set effective sample size;
the next proposal is fitted to them. The proposal only says where to draw: weights stay exact, on the full lattice,
with whatever proposal.

Adaptive importance sampling as in Cappe, Douc, Guillin, Marin & Robert 2008, Statistics and Computing (recalled); the
balance heuristic of Veach & Guibas 1995, SIGGRAPH (recalled).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float
from scipy import stats

from ripeness.ensemble.draws import Proposal, Scores, prior, uniform_points
from ripeness.ensemble.mixture import fit
from ripeness.ensemble.proposal_file import write
from ripeness.statistics.weighted import effective_sample_size_of_logs

ROUND = 384
ROUNDS = 6
KEPT = 60.0  # effective draws that a tempered round keeps


@dataclass(frozen=True)
class Learnt:
    """A proposal and how it was come by: rounds, draws a round, share of effective draws in the last round."""

    proposal: Proposal
    assumptions: tuple[str, ...]
    scenario_hash: str
    rounds: int
    draws: int
    effective_share: float


def learn(
    log_likelihood: Callable[[Scores], Float[np.ndarray, " draw"]],
    assumptions: tuple[str, ...],
    scenario_hash: str,
    *,
    rounds: int = ROUNDS,
    draws: int = ROUND,
    begin: Proposal | None = None,
) -> Learnt:
    """Learn a proposal; `log_likelihood` takes normal scores (draw, assumption), `begin` draws the first round."""
    first = begin or prior(len(assumptions))
    proposals = [first]
    seen: list[Scores] = []
    likelihoods: list[Float[np.ndarray, " draw"]] = []
    share = 1.0
    for number in range(rounds):
        seen.append(proposals[-1].scores(uniform_points(draws, len(assumptions) + 1, seed=1000 + number)))
        likelihoods.append(log_likelihood(seen[-1]))
        share = effective_sample_size_of_logs(likelihoods[-1] + proposals[-1].log_weight(seen[-1])) / draws
        scores, likelihood = np.concatenate(seen), np.concatenate(likelihoods)
        before = stats.norm.logpdf(scores).sum(axis=1)
        drawn_from = np.logaddexp.reduce([before - one.log_weight(scores) for one in proposals], axis=0)
        toward, at_first = likelihood + first.log_weight(scores), before - first.log_weight(scores)
        power = _temper(toward, at_first - drawn_from, min(KEPT, draws / 4))
        proposals.append(fit(scores, at_first + power * toward, drawn_from, first))
    return Learnt(proposals[-1], assumptions, scenario_hash, rounds, draws, float(share))


def save(learnt: Learnt, path: Path) -> None:
    """Write what was learnt, whole or not at all."""
    more = {
        "scenario_hash": learnt.scenario_hash,
        "rounds": learnt.rounds,
        "draws": learnt.draws,
        "effective_share": round(learnt.effective_share, 4),
    }
    write(learnt.proposal, learnt.assumptions, path, more)


def _temper(toward: Float[np.ndarray, " draw"], correction: Float[np.ndarray, " draw"], kept: float) -> float:
    """Largest power in (0, 1] of what leads to the target that leaves `kept` effective draws."""
    if effective_sample_size_of_logs(toward + correction) >= kept:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = 0.5 * (low + high)
        if effective_sample_size_of_logs(middle * toward + correction) < kept:
            high = middle
        else:
            low = middle
    return max(low, 1e-6)
