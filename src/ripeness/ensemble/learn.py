"""Learn where the record puts the assumptions: a proposal for the draws, by tempered importance sampling.

Rounds of a fixed size are drawn from the current proposal on a coarse lattice. All draws so far, weighed against the
mixture of the proposals that they came from, stand for a target on the way from where the first round was drawn (the
prior, or what was learnt before) to the prior times the likelihood, as far on as leaves a set effective sample size;
the next proposal is fitted to them. Where all draws together still count as too few for the rows of a forecast to be
taken from them by their weight (`ensemble.posterior`), as many rounds again follow at most, unless the number of rounds
is given. Proposal and rows only say where to draw: weights stay exact, on the full lattice, with whatever proposal.

Adaptive importance sampling as in Cappe, Douc, Guillin, Marin & Robert 2008, Statistics and Computing (recalled); the
balance heuristic of Veach & Guibas 1995, SIGGRAPH (recalled).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Bool, Float
from scipy import stats

from ripeness.ensemble import posterior_file
from ripeness.ensemble.asked import DRAWS
from ripeness.ensemble.draws import PRIOR_SHARE, Proposal, Scores, prior, uniform_points
from ripeness.ensemble.mixture import fit
from ripeness.ensemble.posterior import BEHIND, DIGITS, Posterior, taken
from ripeness.ensemble.proposal_file import write
from ripeness.statistics.pareto import khat
from ripeness.statistics.weighted import effective_sample_size_of_logs

ROUND = 384
ROUNDS = 6
KEPT = 60.0  # effective draws that a tempered round keeps
WANTED = 1.2 * DRAWS * BEHIND  # effective draws of all rounds from which on no more follow


@dataclass(frozen=True)
class Learnt:
    """A proposal and how it was come by: rounds, draws a round, share of effective draws in the last round.

    posterior : rows that were taken from all draws by their weight; None where these are too few or too unequal.
    effective, khat : what all draws count as by their weights, and Pareto k of the largest.
    """

    proposal: Proposal
    posterior: Posterior | None
    assumptions: tuple[str, ...]
    scenario_hash: str
    rounds: int
    draws: int
    effective_share: float
    effective: float
    khat: float


def learn(
    log_likelihood: Callable[[Scores], Float[np.ndarray, " draw"]],
    assumptions: tuple[str, ...],
    scenario_hash: str,
    *,
    rounds: int | None = None,
    draws: int = ROUND,
    begin: Proposal | None = None,
) -> Learnt:
    """Learn a proposal; `log_likelihood` takes normal scores (draw, assumption), `begin` draws the first round."""
    first = begin or prior(len(assumptions))
    proposals = [first]
    seen: list[Scores] = []
    of_prior: list[Bool[np.ndarray, " draw"]] = []
    likelihoods: list[Float[np.ndarray, " draw"]] = []
    share, found = 1.0, 0.0
    while len(seen) < (rounds or ROUNDS) or (rounds is None and found < WANTED and len(seen) < 2 * ROUNDS):
        points = uniform_points(draws, len(assumptions) + 1, seed=1000 + len(seen))
        of_prior.append(points[:, -1] < proposals[-1].prior_share)
        seen.append(proposals[-1].scores(points).round(DIGITS))
        likelihoods.append(log_likelihood(seen[-1]))
        share = effective_sample_size_of_logs(likelihoods[-1] + proposals[-1].log_weight(seen[-1])) / draws
        scores, likelihood = np.concatenate(seen), np.concatenate(likelihoods)
        before = stats.norm.logpdf(scores).sum(axis=1)
        drawn_from = np.logaddexp.reduce([before - one.log_weight(scores) for one in proposals], axis=0)
        log_weight = before + likelihood - drawn_from + np.log(len(proposals))
        found = effective_sample_size_of_logs(log_weight)
        toward, at_first = likelihood + first.log_weight(scores), before - first.log_weight(scores)
        power = _temper(toward, at_first - drawn_from, min(KEPT, draws / 4))
        proposals.append(fit(scores, at_first + power * toward, drawn_from, first))
    posterior = taken(scores, likelihood, log_weight, np.concatenate(of_prior), PRIOR_SHARE)
    tail = khat(np.exp(log_weight - log_weight.max()))
    return Learnt(proposals[-1], posterior, assumptions, scenario_hash, len(seen), draws, float(share), found, tail)


def save(learnt: Learnt, path: Path) -> None:
    """Write what was learnt, a proposal and the rows beside it, each whole or not at all."""
    more = {
        "scenario_hash": learnt.scenario_hash,
        "rounds": learnt.rounds,
        "draws": learnt.draws,
        "effective_share": round(learnt.effective_share, 4),
    }
    write(learnt.proposal, learnt.assumptions, path, more)
    rows = posterior_file.beside(path)
    if learnt.posterior is None:
        rows.unlink(missing_ok=True)  # of what was learnt before
    else:
        posterior_file.write(learnt.posterior, learnt.assumptions, learnt.scenario_hash, rows)


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
