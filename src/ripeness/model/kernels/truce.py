"""An armed truce: both stop where they stand, reserves refill, and either side may go back to war.

Equation:
    V_i(t)   = (1 - delta_i) H_i(t) - c_i(t) + delta_i E[ T_i(t+1) ]        worth of a month of truce, and after
    begins   iff V_i >= f_i for both; then with chance offered(t):  d_i = f_i + offered 1{begins} (V_i - f_i)
    Y_i      = V_i + table(t) 1{ripe against V} (u_i - V_i)
    i resumes iff W_i - rho_i > Y_i, each as if the other stayed
    T_i(t)   = b(t) W_i + (1 - b(t)) x { somebody resumes: W_i - rho_i 1{i resumes};  nobody does: Y_i }
    r'       = clip(r + income_g - share x planned, 0, capacity);  package -> none with relax, else the gate stays
    H: worth of the line as it stands; f: of a month of war without table and truce; u: of the bargained terms
    W: f over the mediator's mind as when it arrives; its odds times Lambda_A (a text's refusal) if the attacker resumes

Sources: [R]. That a ceasefire lasts while neither side gains by breaking it: Werner & Yuen 2005, International
    Organization; that monitoring lowers accidents: Fortna 2004, Peace Time [P for the ideas, recalled].
Reads: line as it stands, values of war, frontier, income by gate, planned spending, factor of a refusal on the mind.
Writes: when a truce begins, lasts, breaks and settles; reserves and gate during it.
Silent about: rearmament beyond reserves, violations that break nothing, monitors, fatigue at home, elections. A month
    of truce counts in every clock: beliefs that fade with time fade in a truce, and a front that stood still counts
    as seen. The mind rests: a truce that comes to an end finds it as a new mediator would bring it.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float

from ripeness.model.kernels.rounding import rounding_matrix
from ripeness.model.kernels.treasury import Budget
from ripeness.model.kernels.war_chest import offsets
from ripeness.model.terms.bargain import tolerance

Quiet = Float[Array, "gate chest front 1"]
"""States of a truce: the mediator's mind plays no part in it."""
State = Float[Array, "gate chest front sincerity"]
Pair = tuple[Array, Array]
"""Worth to the attacker and to the defender."""


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Truce:
    """Numbers of a truce that do not change with the month.

    resume_attacker, resume_defender : rho, cost of going back to war, shares of the prize. relax : chance a month that
    the package is lifted. capacity : of the reserves, bn USD.
    """

    resume_attacker: Float[Array, ""]
    resume_defender: Float[Array, ""]
    relax: Float[Array, ""]
    capacity: Float[Array, ""]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Truces:
    """A truce by month (leading axis `month`).

    offered : chance, in a month of war, that a truce is put to both. breakdown : chance that one breaks by accident.
    table : chance of a table in a truce. attacker_cost, defender_cost : of a month of truce, shares of the prize.
    budget : income by gate, spending in a truce, and the path at the month's end; None: no money is counted.
    """

    offered: Float[Array, " month"]
    breakdown: Float[Array, " month"]
    table: Float[Array, " month"]
    attacker_cost: Float[Array, " month"]
    defender_cost: Float[Array, " month"]
    budget: Budget | None = None


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Standing:
    """Kernel of a month of truce: what becomes of reserves and gate while the front stands.

    moves : probability of moving between nodes of the reserves. relax : that the package is lifted.
    """

    moves: Float[Array, "gate chest next_chest"] | None
    relax: Float[Array, ""]

    @classmethod
    def of(
        cls, numbers: Truce, budget: Budget | None, path: Float[Array, ""], nodes: int, spacing: Array, above: int = 0
    ) -> Standing:
        """Kernel of one month; `path` : reserves at its start with the package shut."""
        if nodes == 1 or budget is None:
            return cls(None, numbers.relax)
        at = offsets(nodes, spacing, above)
        held = jnp.clip(path + at, 0.0, numbers.capacity)
        left = jnp.clip(held + budget.income[:, None] - budget.planned, 0.0, numbers.capacity) - budget.after
        moves = jnp.stack([rounding_matrix(left[g], at[0], spacing, nodes) for g in range(left.shape[0])])
        return cls(moves, numbers.relax)

    def expect(self, values: Quiet) -> Quiet:
        """Expected value a month later; money reads the gate as it was."""
        by_gate = list(values)
        if len(by_gate) > 1:
            by_gate[-1] = self.relax * by_gate[0] + (1.0 - self.relax) * by_gate[-1]
        if self.moves is None:
            return jnp.stack(by_gate)
        return jnp.stack([jnp.einsum("rs,skm->rkm", self.moves[g], one) for g, one in enumerate(by_gate)])


def lasting(patience: Array, line: Array, cost: Array, after: Quiet) -> Quiet:
    """V: a side's worth of a month of truce. `line` : H. `after` : expected worth of the truce a month later."""
    return (1.0 - patience) * line - cost + patience * after


def begins(lasts: Pair, fights: Pair) -> Bool[Array, "gate chest front sincerity"]:
    """Whether a truce suits both at least as well as fighting."""
    slack = tolerance(fights[0].dtype)
    return (lasts[0] >= fights[0] - slack) & (lasts[1] >= fights[1] - slack)


def resumption(numbers: Truce, breakdown: Array, stays: Pair, war: Pair, blamed: Pair) -> tuple[Pair, Pair]:
    """(worth of a truce at a month's start to both, whether each side goes back to war).

    Parameters
    ----------
    stays : Y, worth if nobody goes back. war : W, worth of war. blamed : the same if it was the attacker who resumed.
    """
    dtype = stays[0].dtype
    attacker = (blamed[0] - numbers.resume_attacker > stays[0] + tolerance(dtype)).astype(dtype)
    defender = (war[1] - numbers.resume_defender > stays[1] + tolerance(dtype)).astype(dtype)
    paid = attacker * numbers.resume_attacker, defender * numbers.resume_defender
    worths = []
    for quiet, plain, after_attack, cost in zip(stays, war, blamed, paid, strict=True):
        back = jnp.where(attacker > 0.0, after_attack, plain) - cost
        onward = jnp.where(attacker + defender > 0.0, back, quiet)
        worths.append(breakdown * plain + (1.0 - breakdown) * onward)
    return (worths[0], worths[1]), (attacker, defender)
