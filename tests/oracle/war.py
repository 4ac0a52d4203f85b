"""The oracle's war: plain Python numbers and lists, nothing computed."""

import math
from dataclasses import dataclass, field
from functools import lru_cache

once = lru_cache(maxsize=20_000)  # what is asked of a war again and again is computed once

STANCES = ((0, 0), (1, 0), (0, 1), (1, 1))  # (attends talks, bombs), in the order in which ties are broken


@dataclass(kw_only=True)
class Issue:
    """One issue; `status_quo` holds in a ceasefire, `frozen` on the frozen line at month T.

    `band` : areas (km^2) between which land changes hands, for an issue that is land under drift; where the line
    stands then says the attacker's share. Under steps `follows_front` does that for one issue.
    """

    w_A: float
    w_D: float
    status_quo: float = 0.0
    frozen: float = 0.0
    ren: float = 0.0
    indivisible: bool = False
    follows_front: bool = False
    band: tuple[float, float] | None = None


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
class Text:
    """A text that the mediator may put to both: a share of each issue, or None for land as it is held on the day.

    `chance` : by month, that this text is put where the attacker attends. `mandate` : by month, that two who say yes
    may sign. `guarantee` : None for the war's own. `truce` : signed, it begins a truce; it has no terms.
    """

    terms: tuple[float | None, ...]
    chance: list[float]
    mandate: list[float]
    guarantee: float | None = None
    truce: bool = False


@dataclass(kw_only=True)
class Truce:
    """A truce under arms where the line stands, in which the war can go on; lists run over months."""

    offered: list[float]  # chance in a month of war that both are asked to cease fire where they stand
    breaks_down: list[float]  # chance in a month of truce that it ends by accident
    table: list[float] = field(default_factory=list)  # chance of a table in a month of truce; empty: the war's
    cost: tuple[float, float] = (0.0, 0.0)  # of a month, in shares of that side's c_A, c_D
    spending: float = 1.0  # share of the planned spending that goes on
    resume_cost: tuple[float, float] = (0.0, 0.0)  # of going back to war, once
    relax: float = 0.0  # chance of a month that the package, in force, is lifted


@dataclass(kw_only=True, frozen=True, eq=False)
class War:
    """Every number of the game; lists run over months (length T, the path T + 1). An empty list is neutral.

    It is never changed once it is made (`dataclasses.replace` makes another), so that answers can be kept.

    Under the front law "drift" cell k is an area of base + k cell (km^2), and `k0`, `theta`, `battle_*` and
    `odds_when_exhausted` (chances of a month) have no place; `odds_shift` is then in km^2 a month.
    """

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
    stop_strength_A: float = math.inf  # months that a side's belief in a forced stop is worth
    stop_strength_D: float = math.inf
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
    texts: list[Text] = field(default_factory=list)
    text_refused_A: float = 1.0  # factors on the odds of sincerity where that side refuses a text
    text_refused_D: float = 1.0  # (the mediator then presses the defender, too: psi, once)

    front_law: str = "steps"  # or "drift", to which the rest of this block belongs
    cell: float = 1.0  # km^2
    base: float = 0.0  # area of cell 0
    lowest: float = 0.0  # area at which the attacker is expelled
    highest: float = 0.0  # area at which the defender is beaten
    start_area: float = 0.0  # at month 0
    front_from: int = 0  # first month in which the front moves
    sigma: float = 1.0  # sd of a month's change
    drift_true: float = 0.0  # means of a month's change, and the months that a prior is worth
    drift_mean_A: float = 0.0
    drift_strength_A: float = math.inf
    drift_mean_D: float = 0.0
    drift_strength_D: float = math.inf
    substeps: int = 1
    area_error: float = 0.0  # sd of a recorded area
    believed_shift: list[float] = field(default_factory=list)  # km^2 of the way so far put down to shifts

    means: str = "fixed"  # or "effort", to which the rest of this block belongs; `shift` has then no place
    income: list[tuple[float, ...]] = field(default_factory=list)  # a month's, by level of the gate
    spending: list[float] = field(default_factory=list)  # planned
    s_star: float = 1.0  # the plan against which effort is measured
    runway: float = 1.0  # months over which reserves are run down
    e_min: float = 1.0  # share of the plan that is always spent
    capacity: float = math.inf  # of the chest
    top: int | None = None  # node at which the reserves are on their path: the last, if not stated
    elasticity_A: float = 0.0  # of the front's shift to the logarithm of a side's effort
    elasticity_D: float = 0.0
    e_star_A: list[float] = field(default_factory=list)  # efforts as expected
    e_D: list[float] = field(default_factory=list)
    e_star_D: list[float] = field(default_factory=list)
    means_D: list[float] = field(default_factory=list)
    chi: float = 0.0  # exponent of the defender's means in the hazard of collapse

    truce: Truce | None = None  # needs a front with drift; chest nodes above the path (see `top`) let reserves refill

    def __post_init__(self) -> None:
        """Refuse what is no war, and numbers of one law in a war of the other."""
        refuse_if(self.front_law not in ("steps", "drift"), f"front_law is steps or drift, not {self.front_law}")
        refuse_if(self.means not in ("fixed", "effort"), f"means is fixed or effort, not {self.means}")
        refuse_if(min(self.stop_strength_A, self.stop_strength_D) <= 0, "a belief in a stop is worth some months")
        (check_drift if self.front_law == "drift" else check_steps)(self)
        (check_effort if self.means == "effort" else check_fixed)(self)
        check_texts(self)
        if self.truce is not None:
            check_truce(self, self.truce)


def check_steps(war: War) -> None:
    """Nothing of drift in a war of steps."""
    refuse_if(any(issue.band for issue in war.issues), "under steps land follows the front: no bands")


def check_drift(war: War) -> None:
    """A front between two ends, and nothing of steps."""
    refuse_if(any(issue.follows_front for issue in war.issues), "under drift land has a band")
    refuse_if(war.odds_when_exhausted != 0, "odds_when_exhausted is a chance of a month: 0 under drift")
    top = war.base + war.N * war.cell
    refuse_if(not war.base <= war.lowest < war.highest <= top, "base <= lowest < highest <= base + N cell")
    inside = war.base + war.cell <= war.start_area <= top - war.cell
    refuse_if(not inside, "the start lies between cells 1 and N - 1")
    refuse_if(min(war.drift_strength_A, war.drift_strength_D) <= 0, "a prior of drift is worth some months")
    refuse_if(war.substeps < 1, "a month has at least one substep")


def check_fixed(war: War) -> None:
    """Nothing of effort in a war of fixed means."""
    refuse_if(any((war.elasticity_A, war.elasticity_D, war.chi)), "elasticities and chi belong to effort")


def check_effort(war: War) -> None:
    """Money for every month and level of the gate."""
    refuse_if(min(len(war.income), len(war.spending)) < war.T, "income and spending of every month")
    refuse_if(any(len(income) != levels(war) for income in war.income), "income for each level of the gate")
    given = [war.s_star, war.e_min, *war.spending, *war.e_star_A, *war.e_D, *war.e_star_D, *war.means_D]
    refuse_if(min(given) <= 0, "plans, efforts and means are above 0")
    refuse_if(war.runway < 1 or war.e_min > 1, "runway >= 1 >= e_min")


def check_texts(war: War) -> None:
    """Texts that can be put in every month, by a mediator, at most one in a month."""
    refuse_if(not 0 < war.text_refused_A <= 1, "text_refused_A is above 0 and at most 1")
    refuse_if(war.text_refused_D < 1, "text_refused_D is at least 1")
    refuse_if(bool(war.texts) and not war.mediator.present, "a text needs a mediator who puts it")
    for text in war.texts:
        if text.truce:
            refuse_if(war.truce is None, "a text that is a truce needs numbers of the truce")
            refuse_if(bool(text.terms) or text.guarantee is not None, "a text that is a truce has no terms of its own")
        else:
            refuse_if(len(text.terms) != len(war.issues), "a text has terms for every issue")
        for issue, x in zip(war.issues, text.terms, strict=not text.truce):
            as_held = issue.follows_front or issue.band is not None
            refuse_if(x is None and not as_held, "only land stands as it is held")
            refuse_if(x is not None and not 0 <= x <= 1, "terms are shares")
        refuse_if(min(len(text.chance), len(text.mandate)) < war.T, "chance and mandate of every month")
        chances = [*text.chance, *text.mandate, 0.0 if text.guarantee is None else text.guarantee]
        refuse_if(not all(0 <= p <= 1 for p in chances), "chance, mandate and guarantee lie between 0 and 1")
    for t in range(war.T):
        refuse_if(sum(text.chance[t] for text in war.texts) > 1 + 1e-12, "at most one text in a month")


def check_truce(war: War, truce: Truce) -> None:
    """A truce on a front that can stand still, beside no other ceasefire, with money wherever there is a chest."""
    refuse_if(war.front_law != "drift", "a truce needs a front with drift: under steps the front moves every month")
    refuse_if(war.ceasefire is not None, "a ceasefire ends the war or is a truce, not both")
    refuse_if(war.precision is not None, "with a truce choices are not smooth: no precision")
    refuse_if(min(len(truce.offered), len(truce.breaks_down)) < war.T, "offered and breaks_down of every month")
    refuse_if(bool(truce.table) and len(truce.table) < war.T, "a table of every month, or none for the war's")
    refuse_if(any(x < o for x, o in zip(truce.table, war.o, strict=False)), "a truce's table is at least the war's")
    chances = [*truce.offered, *truce.breaks_down, *truce.table, *truce.cost, truce.spending, truce.relax]
    refuse_if(not all(0 <= p <= 1 for p in chances), "chances and shares of a truce lie between 0 and 1")
    refuse_if(min(truce.resume_cost) < 0, "going back to war costs something or nothing")
    money = war.R == 1 or min(len(war.income), len(war.spending)) >= war.T
    refuse_if(not money, "a chest in a truce needs income and spending of every month")
    refuse_if(any(len(income) != levels(war) for income in war.income), "income for each level of the gate")


def refuse_if(wrong: bool, why: str) -> None:
    """Raise if these numbers are not a war."""
    if wrong:
        raise ValueError(why)


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


def at(values: list[float], t: int, neutral: float) -> float:
    """What a list says of month t, or what is neutral if it is empty."""
    return values[t] if values else neutral


def log(value: float) -> float:
    """Natural logarithm, minus infinity at zero."""
    return math.log(value) if value > 0 else -math.inf
