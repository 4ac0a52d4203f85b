"""The table of things to settle: agendas of every kind, numbers to fill them, and all terms on a dense grid."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from ripeness.model.terms.acceptance import best_offer
from ripeness.model.terms.frontier import Agenda
from ripeness.model.terms.settlement import Settlement
from ripeness.model.terms.utility import Issues

PROTOCOLS = ("nash", "attacker_offers", "defender_offers")
DENSE = 21  # levels of each issue that moves freely, on the grid
SEEDS = range(8)
STATES = 60  # pairs of values of fighting on, for each seed

TABLE = {
    "three issues that move freely": Agenda((), (0, 1, 2)),
    "one that raises the risk": Agenda(((1, 6),), (0, 2)),
    "some of each, one off the table": Agenda(((1, 6), (3, 2)), (0, 4), (2,)),
    "nothing moves freely": Agenda(((0, 6), (1, 4)), ()),
}


@dataclass(frozen=True)
class Numbers:
    """Numbers of one seed, as plain arrays; `d` holds both sides' values of fighting on, state by state."""

    issues: dict[str, np.ndarray]
    power: float
    d: np.ndarray


def numbers(agenda: Agenda, seed: int) -> Numbers:
    """Legitimate numbers; only issues that are stepped, or off the table, raise the risk of a broken deal."""
    rng = np.random.default_rng(seed)
    stepped = [issue for issue, _ in agenda.gridded]
    count = len(stepped) + len(agenda.free) + len(agenda.fixed)
    reneging = np.zeros(count)
    reneging[[*stepped, *agenda.fixed]] = rng.uniform(0.0, 0.6, count - len(agenda.free))
    issues = {
        "attacker": rng.dirichlet(np.ones(count)),
        "defender": rng.dirichlet(np.ones(count)),
        "status_quo": rng.uniform(size=count),
        "frozen": rng.uniform(size=count),
        "reneging": reneging,
        "base_reneging": np.asarray(rng.uniform(0.0, 0.3)),
        "guarantee": np.asarray(rng.uniform(0.0, 0.5)),
        "attacker_leader_cost": np.asarray(rng.uniform(0.0, 0.05)),
        "defender_leader_cost": np.asarray(rng.uniform(0.0, 0.05)),
    }
    return Numbers(issues, rng.uniform(0.1, 0.9), rng.uniform(-0.1, 0.8, (2, STATES)))


def worth(issues: dict[str, np.ndarray], terms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both sides' worth of terms, issue by issue, from the page's formula alone."""
    risk, attacker, defender = issues["base_reneging"] * 1.0, 0.0, 0.0
    for place in range(terms.shape[-1]):
        level = terms[..., place]
        risk = risk + issues["reneging"][place] * level
        attacker = attacker + issues["attacker"][place] * level
        defender = defender + issues["defender"][place] * (1.0 - level)
    broken = np.minimum(np.maximum(risk * (1.0 - issues["guarantee"]), 0.0), 1.0)
    return attacker - issues["attacker_leader_cost"], (1.0 - broken) * defender - issues["defender_leader_cost"]


def every_terms(agenda: Agenda, status_quo: np.ndarray) -> np.ndarray:
    """Feasible terms on a dense grid: (terms, issue)."""
    levels = dict(agenda.gridded)
    axes = []
    for issue, standing in enumerate(status_quo):
        if issue in agenda.fixed:
            axes.append([standing])
        else:
            axes.append(list(np.linspace(0.0, 1.0, levels.get(issue, DENSE))))
    return np.array(list(itertools.product(*axes)))


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Agreed:
    """What is agreed in each state: worth to both, terms, phi(d_A), gap, whether any terms give d_A."""

    attacker: jax.Array
    defender: jax.Array
    terms: jax.Array
    offer: jax.Array
    gap: jax.Array
    any_terms: jax.Array


def agree(issues: Issues, power: jax.Array, d: jax.Array, agenda: Agenda, protocol: str, exact: bool = True) -> Agreed:
    """The deal of every state."""
    settlement = Settlement.build(issues, agenda, power, (protocol,), exact)
    deal, gap, any_terms = settlement.bargain(d[0], d[1], protocol)
    piece = settlement.segments.take(deal.segment)
    terms = piece.terms_start + (piece.terms_end - piece.terms_start) * deal.position[:, None]
    return Agreed(deal.attacker, deal.defender, terms, best_offer(settlement.segments.line, d[0]), gap, any_terms)


@partial(jax.jit, static_argnames=("agenda", "protocol", "exact"))
def agree_all(
    issues: Issues, power: jax.Array, d: jax.Array, agenda: Agenda, protocol: str, exact: bool = True
) -> Agreed:
    """The same for many sets of numbers, with a leading axis."""
    return jax.vmap(lambda i, p, s: agree(i, p, s, agenda, protocol, exact))(issues, power, d)


def asked(
    agenda: Agenda, many: list[Numbers], protocol: str = "nash", exact: bool = True, dtype: type = np.float64
) -> Agreed:
    """`agree_all` with plain numbers in and out."""
    issues = Issues(**{name: jnp.asarray(np.stack([n.issues[name] for n in many]), dtype) for name in many[0].issues})
    power, d = (jnp.asarray(np.stack(v), dtype) for v in ([n.power for n in many], [n.d for n in many]))
    return jax.tree.map(np.asarray, agree_all(issues, power, d, agenda, protocol, exact))
