"""Learn where the record puts the assumptions: a proposal for the draws, by tempered importance sampling.

Rounds of a fixed size are drawn from the current proposal on a coarse lattice; each weighs its draws by the
likelihood to a power (at most one) that leaves a set effective sample size, and fits a shrunk diagonal
normal to them. The proposal only says where to draw: weights stay exact, on the full lattice, with
whatever proposal.

Adaptive importance sampling as in Cappe, Douc, Guillin, Marin & Robert 2008, Statistics and Computing
(recalled).
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float

from ripeness.ensemble.draws import Proposal, Scores, prior, uniform_points

ROUND = 384
ROUNDS = 6
KEPT = 60.0  # effective draws that a tempered round keeps
SHRINKAGE = 10.0  # draws' worth of belief that nothing is learnt
VARIANCES = (0.1, 1.2)


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
) -> Learnt:
    """Learn a proposal; `log_likelihood` takes normal scores (draw, assumption)."""
    proposal = prior(len(assumptions))
    share = 1.0
    scores_full: list[Scores] = []
    weights_full: list[Float[np.ndarray, " draw"]] = []
    for number in range(rounds):
        scores = proposal.scores(uniform_points(draws, len(assumptions) + 1, seed=1000 + number))
        likelihood = log_likelihood(scores)
        correction = proposal.log_weight(scores)
        share = effective(likelihood + correction) / draws
        power = _temper(likelihood, correction, min(KEPT, draws / 4))
        if power < 1.0:
            proposal = _fit(scores, power * likelihood + correction)
        else:  # rounds that need no tempering estimate the same target: pool them
            scores_full.append(scores)
            weights_full.append(likelihood + correction)
            proposal = _fit(np.concatenate(scores_full), np.concatenate(weights_full))
    return Learnt(proposal, assumptions, scenario_hash, rounds, draws, float(share))


def effective(log_weight: Float[np.ndarray, " draw"]) -> float:
    """Effective sample size of unnormalised log weights: (sum w)^2 / sum w^2."""
    weight = np.exp(log_weight - log_weight.max())
    return float(weight.sum() ** 2 / (weight**2).sum())


def save(learnt: Learnt, path: Path) -> None:
    """Write a proposal, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "scenario_hash": learnt.scenario_hash,
        "rounds": learnt.rounds,
        "draws": learnt.draws,
        "effective_share": round(learnt.effective_share, 4),
        "prior_share": learnt.proposal.prior_share,
        "assumptions": {
            name: [float(mean), float(spread)]
            for name, mean, spread in zip(learnt.assumptions, learnt.proposal.mean, learnt.proposal.spread, strict=True)
        },
    }
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
        json.dump(content, file, indent=1)
        file.write("\n")
    Path(file.name).replace(path)


def load(path: Path, assumptions: tuple[str, ...], scenario_hash: str) -> Learnt | None:
    """The proposal kept at `path`, if it is there and was learnt for exactly this scenario."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        fitted = content["assumptions"]
        if content["scenario_hash"] != scenario_hash or tuple(fitted) != assumptions:
            return None
        columns = np.array(list(fitted.values()), float).reshape(len(assumptions), 2)
        return Learnt(
            Proposal(columns[:, 0], columns[:, 1], float(content["prior_share"])),
            assumptions,
            scenario_hash,
            int(content["rounds"]),
            int(content["draws"]),
            float(content["effective_share"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _temper(likelihood: Float[np.ndarray, " draw"], correction: Float[np.ndarray, " draw"], kept: float) -> float:
    """Largest power in (0, 1] of the likelihood that leaves `kept` effective draws."""
    if effective(likelihood + correction) >= kept:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = 0.5 * (low + high)
        if effective(middle * likelihood + correction) < kept:
            high = middle
        else:
            low = middle
    return max(low, 1e-6)


def _fit(scores: Scores, log_weight: Float[np.ndarray, " draw"]) -> Proposal:
    """Weighted mean and spread, shrunk towards the standard normal."""
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    trust = effective(log_weight) / (effective(log_weight) + SHRINKAGE)
    mean = trust * (weight @ scores)
    variance = trust * (weight @ (scores - mean) ** 2) + (1.0 - trust)
    spread = np.sqrt(np.clip(variance, *VARIANCES))
    # Rounded, so that a proposal read back from its file is the same to the last bit.
    return Proposal(mean.round(4), spread.round(4))
