"""Small wars for the laws of the game: numbers as data, one compiled program for each set of rules."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

import hypothesis.strategies as st
import jax
import numpy as np

from engine.adapter import Engine, game_of, lattice_of, rules_of
from engine.wars import whole_war
from oracle.brute_force import Gate, Issue, Mediator, War, plain_war
from ripeness.model.state import Lattice, Rules

T, N = 10, 7
NEVER = 9.0  # shares of the prize: a stance that costs so much is never chosen

Number = Callable[[float, float], float]
"""Picks a number between two."""


@dataclass(frozen=True)
class Kind:
    """Lattice and rules of a compiled program."""

    lattice: Lattice
    rules: Rules

    @classmethod
    def of(cls, war: War) -> Kind:
        """Those of a war."""
        return cls(lattice_of(war), rules_of(war))

    def solve(self, war: War) -> Engine:
        """A war of this kind, solved from its beginning to its last month."""
        if lattice_of(war) != self.lattice:
            raise ValueError("the war has another lattice")
        return Engine.solved(game_of(war), self.lattice, self.rules, 0, war.T)


def report(engine: Engine, believer: int = 0) -> dict[str, np.ndarray]:
    """The forecast from the war's beginning, month by month."""
    return jax.tree.map(np.asarray, engine.forecast(engine.start(), 0, engine.horizon, believer))


def one_stance(k0: int = 3, **changes: object) -> War:
    """A war of battles, costs, hazards and bargains: neither money nor mediator, and only one stance pays."""
    always: dict[str, object] = {"kappa": NEVER, "kappa_s": NEVER}
    return plain_war(T, N, k0, **(always | changes))


def by_hypothesis(data: st.DataObject) -> Number:
    """Numbers that hypothesis picks: it tries the ends of a range, and shrinks what fails."""
    return lambda low, high: data.draw(st.floats(low, high))


def by_chance(seed: int) -> Number:
    """Numbers from anywhere in their ranges: no two options are ever exactly as good, so that rounding decides none."""
    rng = np.random.default_rng(seed)
    return lambda low, high: float(rng.uniform(low, high))


def beliefs_and_costs(number: Number, cost: float = 0.05) -> dict[str, object]:
    """Numbers of a war of one stance; `cost` bounds the cost of a month to either side."""

    def by_month(low: float, high: float) -> list[float]:
        return [number(low, high) for _ in range(T)]

    fields: dict[str, object] = {
        "theta": [number(0.0, 1.0)] * T,
        "odds_shift": by_month(-0.1, 0.1),
        "lam_true": [number(0.0, 0.3)] * T,
        "forced_true": (number(0.0, 0.3),) * 2,
        "o": by_month(0.0, 1.0),
        "c_A": by_month(0.0, cost),
        "c_D": by_month(0.0, cost),
        "theta_N": number(0.1, 0.9),
    }
    for side in "AD":
        fields |= {
            f"battle_mean_{side}": number(0.0, 1.0),
            f"battle_strength_{side}": number(1.0, 200.0),
            f"collapse_mean_{side}": number(0.0, 0.3),
            f"forced_{side}": (number(0.0, 0.3),) * 2,
            f"delta_{side}": number(0.7, 1.0),
            f"lc_{side}": number(0.0, 0.05),
        }
    return fields


def three_issues(number: Number, reneging: float = 0.0) -> list[Issue]:
    """The front's issue and two more; the second raises the risk of a broken deal by up to `reneging`."""
    weights = [np.array([number(0.05, 1.0) for _ in range(3)]) for _ in range(2)]
    attacker, defender = (w / w.sum() for w in weights)
    risk = number(0.05, reneging) if reneging else 0.0
    return [
        Issue(
            w_A=attacker[i], w_D=defender[i], frozen=number(0.0, 1.0), status_quo=number(0.0, 1.0),
            ren=risk if i == 1 else 0.0, follows_front=i == 0,
        )
        for i in range(3)
    ]  # fmt: skip


def mirror(war: War) -> War:
    """The same war with the sides exchanged, front k as N - k; needs W = (1, 0), stop = (0, 1) and lasting beliefs.

    In the mirror a collapse is a forced stop. A month's stop comes after its collapse: (1 - L) eta is the new L,
    and what is left of the old L the new eta.
    """
    if (war.W_A, war.W_D, war.stop_A, war.stop_D) != (1.0, 0.0, 0.0, 1.0):
        raise ValueError("a mirror needs outcomes that are mirrors of each other")

    def breaks(collapse: float, stop: float) -> tuple[float, float]:
        new = (1.0 - collapse) * stop
        return new, collapse / (1.0 - new)

    hazards = {}
    for side, other in ("AD", "DA"):
        new, eta = breaks(getattr(war, f"collapse_mean_{side}"), getattr(war, f"forced_{side}")[0])
        hazards |= {f"collapse_mean_{other}": new, f"forced_{other}": (eta, eta)}
    true, true_eta = breaks(war.lam_true[0], war.forced_true[0])
    swapped = {}
    for side, other in ("AD", "DA"):
        for name in ("battle_strength_", "c_", "delta_", "lc_"):
            swapped[name + other] = getattr(war, name + side)
        swapped["battle_mean_" + other] = 1.0 - getattr(war, "battle_mean_" + side)
    issues = [
        dataclasses.replace(i, w_A=i.w_D, w_D=i.w_A, frozen=1.0 - i.frozen, status_quo=1.0 - i.status_quo)
        for i in war.issues
    ]
    return dataclasses.replace(
        war, k0=war.N - war.k0, theta=[1.0 - p for p in war.theta], odds_shift=[-s for s in war.odds_shift],
        lam_true=[true] * war.T, forced_true=(true_eta, true_eta), issues=issues, theta_N=1.0 - war.theta_N,
        floors=war.floors and war.floors[::-1], ceasefire=war.ceasefire and war.ceasefire[::-1],
        **hazards, **swapped,
    )  # fmt: skip


# --- Wars with every coordinate ----------------------------------------------------------------


def whole(number: Number) -> War:
    """The oracle's whole war with probabilities, odds and factors anywhere in their ranges, or at the ends."""
    months = 8

    def path(low: float, high: float, length: int = months) -> list[float]:
        return [number(low, high) for _ in range(length)]

    def share() -> float:
        return number(0.0, 1.0)

    fields: dict[str, object] = {
        "theta": [share()] * months, "odds_shift": path(-1.0, 1.0), "lam_true": path(0.0, 1.0), "o": path(0.0, 1.0),
        "path": path(0.0, 20.0, months + 1), "shift": [(0.0, s) for s in path(-30.0, 3.0)],
        "c_A": path(0.0, 0.5), "c_D": path(0.0, 0.5), "odds_when_exhausted": number(-1.0, 0.0),
        "zeta_true": number(0.0, 3.0), "rho_F": share(), "rho_S": share(), "ren_0": share(), "guarantee": share(),
        "theta_N": share(), "kappa": number(0.0, 0.01), "kappa_s": number(0.0, 0.01),
        "forced_true": (share(), share()), "gate": Gate(open=share(), omega=share(), relax=share()),
        "mediator": Mediator(
            present=True, mu0=min(max(share(), 1e-6), 1.0 - 1e-6), a=share(), refuse=share(), strike=share(),
            forgives=share(), f=share(), b_M=number(0.0, 3.0),
        ),
    }  # fmt: skip
    for side in "AD":
        fields |= {
            f"battle_mean_{side}": share(), f"battle_strength_{side}": number(1.0, 200.0),
            f"collapse_mean_{side}": share(), f"forced_{side}": (share(), share()), f"delta_{side}": share(),
            f"zeta_{side}": number(0.0, 3.0),
        }  # fmt: skip
    return whole_war(**fields)


def realistic_war(seed: int, chest: int, minds: int) -> War:
    """Four years of a war with reserves, mediator and gate, drawn within the ranges of docs/model.md, section 7."""
    rng, months = np.random.default_rng(seed), 48

    def between(low: float, high: float) -> float:
        return float(rng.uniform(low, high))

    drift = between(-1.5, 0.5)
    path = [max(0.0, 80.0 + drift * t) for t in range(months + 1)]
    attacker, defender = rng.dirichlet(np.ones(3), 2)
    issues = [
        Issue(w_A=attacker[0], w_D=defender[0], follows_front=True, frozen=0.5, status_quo=0.5),
        Issue(w_A=attacker[1], w_D=defender[1], ren=0.4),
        Issue(w_A=attacker[2], w_D=defender[2]),
    ]
    mediator = Mediator(
        present=True, mu0=0.6, a=between(0.03, 0.1), refuse=between(0.1, 0.4), strike=between(0.5, 1.0),
        forgives=between(0.0, 1.0), f=between(0.0, 0.05), b_M=between(0.0, 0.6),
    )  # fmt: skip
    return whole_war(
        T=months, N=20, k0=10, R=chest, chest_spacing=max(path) / (chest - 1), path=path,
        shift=[(0.0, -between(2.0, 5.0))] * months, sincerity=(minds, -4.0, 3.0), issues=issues, grid=6,
        ren_0=between(0.0, 0.2), mediator=mediator,
        gate=Gate(open=between(0.05, 0.3), omega=between(0.0, 0.03), relax=0.1),
        theta=[0.505] * months, odds_shift=[0.0] * months, odds_when_exhausted=-between(0.0, 0.08),
        lam_true=[0.002] * months, news=[1.0] * months, news_of_indulgence=1.0 + between(0.0, 0.3),
        battle_mean_A=between(0.51, 0.58), battle_strength_A=60.0, battle_mean_D=between(0.43, 0.5),
        battle_strength_D=60.0, collapse_mean_A=between(0.01, 0.06), collapse_strength_A=between(40.0, 120.0),
        collapse_mean_D=0.004, collapse_strength_D=60.0, forced_A=(0.001, 0.03), forced_D=(0.01, 0.05),
        forced_true=(0.001, 0.03), c_A=[between(0.003, 0.01)] * months, c_D=[between(0.001, 0.006)] * months,
        c_s=[0.001] * months, c_exhausted=between(0.005, 0.02), o=[between(0.05, 0.4)] * months,
        kappa=between(0.0003, 0.003), kappa_s=between(0.0, 0.004), b=0.001, psi=0.001, gamma_A=0.001, gamma_D=0.001,
        delta_A=0.99, delta_D=0.99,
    )  # fmt: skip
