"""The oracle's war: plain Python numbers and lists, nothing computed."""

import math
from dataclasses import dataclass


@dataclass(kw_only=True)
class Issue:
    """One issue; `status_quo` holds in a ceasefire, `frozen` on the frozen line at month T."""

    w_A: float
    w_D: float
    status_quo: float = 0.0
    frozen: float = 0.0
    ren: float = 0.0
    indivisible: bool = False
    follows_front: bool = False


@dataclass(kw_only=True)
class Mediator:
    """The mediator's beliefs and tastes; `mu0` is only where a caller may start the law."""

    present: bool = False
    mu0: float = 0.5
    a: float = 0.0
    refuse: float = 1.0
    strike: float = 1.0
    forgives: float = 0.0
    f: float = 0.0
    v_pun: float = 1.0
    v_peace: float = 1.5
    b_M: float = 0.0


@dataclass(kw_only=True)
class Gate:
    """Monthly probabilities: the executive opens it, it is discharged, it is relaxed.

    `acts` and `v_act` (what action is worth to the mediator) make a third level, executive action, between none
    and the package. `laxity` : share of what is in force that an indulgent mediator does not enforce.
    """

    open: float = 0.0
    omega: float = 0.0
    relax: float = 0.0
    acts: float | None = None
    v_act: float = 0.0
    laxity: float | None = None


@dataclass(kw_only=True)
class War:
    """Every number of the game; lists run over months (length T, the path T + 1)."""

    T: int
    N: int
    k0: int
    path: list[float]
    shift: list[tuple[float, ...]]  # of the chest's offset, by level of the gate; nothing in force first
    theta: list[float]
    odds_shift: list[float]
    lam_true: list[float]
    news: list[float]
    c_A: list[float]
    c_D: list[float]
    c_s: list[float]
    o: list[float]
    issues: list[Issue]
    R: int = 1
    chest_spacing: float = 1.0
    sincerity: tuple[int, float, float] = (1, 0.0, 0.0)  # nodes, low, high
    battle_mean_A: float = 0.5
    battle_strength_A: float = math.inf
    battle_mean_D: float = 0.5
    battle_strength_D: float = math.inf
    odds_when_exhausted: float = 0.0
    collapse_mean_A: float = 0.0
    collapse_strength_A: float = math.inf
    collapse_mean_D: float = 0.0
    collapse_strength_D: float = math.inf
    news_of_indulgence: float = 1.0
    zeta_A: float = 0.0
    zeta_D: float = 0.0
    zeta_true: float = 0.0
    forced_A: tuple[float, float] = (0.0, 0.0)  # hazards of a forced stop: solvent, exhausted
    forced_D: tuple[float, float] = (0.0, 0.0)
    forced_true: tuple[float, float] = (0.0, 0.0)
    c_exhausted: float = 0.0
    kappa: float = 0.0
    kappa_s: float = 0.0
    b: float = 0.0
    psi: float = 0.0
    rho_F: float = 0.0
    rho_S: float = 0.0
    gamma_A: float = 0.0
    gamma_D: float = 0.0
    delta_A: float = 1.0
    delta_D: float = 1.0
    W_A: float = 1.0
    W_D: float = 0.0
    stop_A: float = 0.0
    stop_D: float = 1.0
    floors: tuple[float, float] | None = None
    ceasefire: tuple[float, float] | None = None  # relapse_A, relapse_D
    mediator: Mediator
    gate: Gate
    ren_0: float = 0.0
    guarantee: float = 0.0
    guarantors: tuple[tuple[float, float], ...] = ()  # of each: strength, and how far his backer is believed
    grid: int = 11
    lc_A: float = 0.0
    lc_D: float = 0.0
    theta_N: float = 0.5
    protocol: str = "nash"
    precision: float | None = None


def plain_war(T: int, N: int, k0: int, **changes: object) -> War:
    """A war with everything switched off (one divisible issue, no table), but for `changes`."""
    fields: dict[str, object] = {
        "path": [0.0] * (T + 1),
        "shift": [(0.0, 0.0)] * T,
        "theta": [0.5] * T,
        "news": [1.0] * T,
        "issues": [Issue(w_A=1.0, w_D=1.0, follows_front=True)],
        "mediator": Mediator(),
        "gate": Gate(),
    }
    for name in ("odds_shift", "lam_true", "c_A", "c_D", "c_s", "o"):
        fields[name] = [0.0] * T
    return War(T=T, N=N, k0=k0, **(fields | changes))  # type: ignore[arg-type]


def levels(war: War) -> int:
    """Levels of the gate: none, executive action if there is such a door, package."""
    return 2 if war.gate.acts is None else 3


def clip(value: float, low: float, high: float) -> float:
    """Value, or the end that it passes."""
    return min(max(value, low), high)


def log(value: float) -> float:
    """Natural logarithm, minus infinity at zero."""
    return math.log(value) if value > 0 else -math.inf
