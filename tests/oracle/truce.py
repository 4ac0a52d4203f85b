"""The oracle's truce under arms: a phase in which the line stands, and from which the war can go on.

A truce is a state without a mind, (k, j, g): front, chest node, gate. Nobody fights, collapses, stops or gives up;
reserves fill; the package does not come into force; months count on in every clock. A month in it, in order: it breaks
down; a side resumes; a table; a month of truce. Whoever is back at war fights that month, without table and offer of
a truce, before a mediator who has just arrived, or one who has seen the attacker refuse.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .front import on_the_line
from .means import reserves
from .nodes import State, log_odds, offsets, round_to
from .step import (
    ENDINGS,
    Filtered,
    Held,
    History,
    LawMonth,
    Masses,
    Start,
    fight,
    initial,
    seen_first,
    seen_next,
    step,
    without_mind,
)
from .terms import TOLERANCE, Deal, bargain
from .war import Truce, War, at, clip, levels, log, once, refuse_if

if TYPE_CHECKING:
    from .brute_force import Solution
    from .nodes import Distribution

Pair = tuple[float, float]  # attacker, defender
STANDS = 3  # months after which a truce has stood
NEVER, STOOD, FELL = "never", "stood", "fell"

# --- Chances ----------------------------------------------------------------------------------


def truce_of(war: War) -> Truce:
    """The numbers of its truce."""
    if war.truce is None:
        raise ValueError("this war has no truce")
    return war.truce


def chest_in_truce(war: War, t: int, j: int, g: int) -> list[tuple[float, int]]:
    """(probability, chest node a month later): a share of the plan is spent, and what is in force takes its toll."""
    if war.R == 1:
        return [(1.0, 0)]
    left = reserves(war, t, offsets(war)[j]) + war.income[t][g] - truce_of(war).spending * war.spending[t]
    return round_to(offsets(war), clip(left, 0.0, war.capacity) - war.path[t + 1])


def gate_in_truce(war: War, g: int) -> list[tuple[float, int]]:
    """(probability, gate a month later): nothing comes into force; the package can be lifted, an act cannot."""
    lifted = truce_of(war).relax if g == levels(war) - 1 else 0.0
    return [(p, new) for p, new in ((1 - lifted, g), (lifted, 0)) if p > 0]


@once
def next_in_truce(war: War, t: int, k: int, j: int, g: int) -> list[tuple[float, tuple[int, int, int]]]:
    """(probability, truce a month later)."""
    chest, gate = chest_in_truce(war, t, j, g), gate_in_truce(war, g)
    return [(p * q, (k, j2, g2)) for p, j2 in chest for q, g2 in gate]


@once
def back_at_war(war: War, k: int, j: int, g: int, refusal: float = 0.0) -> list[tuple[float, State]]:
    """(probability, state) after a truce: the mediator's first mind, its log-odds moved by a refusal."""
    first = log(war.mediator.mu0) - log(1 - war.mediator.mu0)
    return [(p, (k, j, i, g)) for p, i in round_to(log_odds(war), first + refusal)]


def attacker_resumed(war: War) -> float:
    """By how much it moves the log-odds of sincerity that the attacker went back to war: as if it refused a text."""
    return log(war.text_refused_A) if war.texts and war.mediator.present else 0.0


# --- Values -----------------------------------------------------------------------------------


@dataclass
class TruceMonth:
    """What is decided in a month that begins in a truce; pairs are the attacker's and the defender's."""

    holds: Pair  # worth of a month of truce, V
    at_war: Pair  # of war again, W
    after_resumption: Pair  # of war again, if the attacker resumed it, W^R
    gap: float
    deal: Deal | None  # None where the truce is not ripe
    settles: float  # probability of a settlement, if nobody is back at war
    stays: Pair  # worth of a table, then a month of truce, Y
    resumes: tuple[bool, bool]
    value: Pair  # T


class Truces:
    """Truces of a game, by memoised recursion."""

    def __init__(self, solution: Solution) -> None:
        """Nothing is computed before it is asked for."""
        self.solution, self.war = solution, solution.war
        self.worths: dict[tuple[int, int, int, int], Pair] = {}
        self.months: dict[tuple[int, int, int, int], TruceMonth] = {}

    def holds(self, t: int, k: int, j: int, g: int) -> Pair:
        """(V_A, V_D): what month t is worth if it is a month of truce."""
        key = (t, k, j, g)
        if key not in self.worths:
            war, truce = self.war, truce_of(self.war)
            line, later = on_the_line(war, k, "frozen"), next_in_truce(war, t, k, j, g)
            V = []
            for n, (delta, cost) in enumerate(((war.delta_A, war.c_A[t]), (war.delta_D, war.c_D[t]))):
                ahead = sum(p * self.value(t + 1, *new)[n] for p, new in later)
                V.append((1 - delta) * line[n] - truce.cost[n] * cost + delta * ahead)
            self.worths[key] = (V[0], V[1])
        return self.worths[key]

    def value(self, t: int, k: int, j: int, g: int) -> Pair:
        """(T_A, T_D) at the start of month t."""
        return on_the_line(self.war, k, "frozen") if t == self.war.T else self.month(t, k, j, g).value

    def month(self, t: int, k: int, j: int, g: int) -> TruceMonth:
        """All decisions in a truce, computed once."""
        key = (t, k, j, g)
        if key not in self.months:
            self.months[key] = self._decide(t, k, j, g)
        return self.months[key]

    def at_war(self, t: int, k: int, j: int, g: int, refusal: float) -> Pair:
        """What the month is worth to who is back at war in it."""
        back = back_at_war(self.war, k, j, g, refusal)
        W_A, W_D = (sum(p * self.solution.month(t, *state).f[n] for p, state in back) for n in (0, 1))
        return W_A, W_D

    def _decide(self, t: int, k: int, j: int, g: int) -> TruceMonth:
        war, truce = self.war, truce_of(self.war)
        V, W = self.holds(t, k, j, g), self.at_war(t, k, j, g, 0.0)
        W_resumed = self.at_war(t, k, j, g, attacker_resumed(war))
        gap, deal = bargain(war, self.solution.edges, t, *V)
        settles = 0.0 if deal is None else at(truce.table, t, war.o[t])
        Y = V if deal is None else (V[0] + settles * (deal.u - V[0]), V[1] + settles * (deal.v - V[1]))
        rho_A, rho_D = truce.resume_cost
        A_resumes = W_resumed[0] - rho_A > Y[0] + TOLERANCE
        D_resumes = W[1] - rho_D > Y[1] + TOLERANCE
        if A_resumes:
            kept = (W_resumed[0] - rho_A, W_resumed[1] - rho_D * D_resumes)
        elif D_resumes:
            kept = (W[0], W[1] - rho_D)
        else:
            kept = Y
        b = truce.breaks_down[t]
        value = (b * W[0] + (1 - b) * kept[0], b * W[1] + (1 - b) * kept[1])
        return TruceMonth(V, W, W_resumed, gap, deal, settles, Y, (A_resumes, D_resumes), value)


def truce_begins(truces: Truces, t: int, state: State, f: Pair) -> tuple[float, Pair]:
    """(probability that a truce begins in a month of war that is worth f without it, worth of that month with it)."""
    if truces.war.truce is None:
        return 0.0, f
    V = truces.holds(t, *without_mind(state))
    both = all(V[n] >= f[n] - TOLERANCE for n in (0, 1))
    begins = truces.war.truce.offered[t] if both else 0.0
    return begins, (f[0] + begins * (V[0] - f[0]), f[1] + begins * (V[1] - f[1]))


# --- The law ----------------------------------------------------------------------------------


@dataclass
class Tally:
    """What has happened so far: probabilities and expected numbers."""

    endings: dict[str, float] = field(default_factory=lambda: dict.fromkeys(ENDINGS, 0.0))
    stopped: float = 0.0
    stood: dict[int, float] = field(default_factory=lambda: defaultdict(float))  # by month from which it counts
    begun: float = 0.0
    resumed: list[float] = field(default_factory=lambda: [0.0, 0.0])
    broken_down: float = 0.0


def begin(war: War, start: Start | Masses) -> Masses:
    """A war that has not seen a truce, or whatever a record left."""
    return start if isinstance(start, Masses) else Masses(start[0], {NEVER: initial(war, start)}, {})


def merged(parts: dict) -> dict:
    """Mass by state, whatever the histories."""
    out: dict = {}
    for part in parts.values():
        for state, p in part.items():
            out[state] = out[state] + p if state in out else p
    return out


def advance(solution: Solution, masses: Masses, who: str, seen: dict, tally: Tally) -> Masses:
    """Both phases a month on. In a record `truce` says which of them was seen in the month; None: neither was."""
    war, t = solution.war, masses.t
    refuse_if(bool(seen.get("truce")) and war.truce is None, "a truce is recorded in a war that has none")
    fought: dict[History, Distribution] = defaultdict(lambda: defaultdict(float))
    held: dict[History, Held] = defaultdict(lambda: defaultdict(float))  # in this month
    for history, states in masses.war.items():
        settled, signed = tally.endings["settlement"], defaultdict(float)
        add(fought[history], step(solution, t, states, who, seen, tally.endings, signed))
        new = sum(signed.values())
        tally.begun += new
        if history == NEVER:
            settled = tally.endings["settlement"] - settled
            tally.stopped += settled + new
            tally.stood[t + STANDS] += settled
        add(held[t if history == NEVER else history], signed)
    for history, truces in masses.truce.items():
        after = history if history == STOOD else FELL  # if it ends in war
        for truce, p_truce in truces.items():
            settled, back = _month_of_truce(solution, t, truce, p_truce, seen, tally, held[history])
            tally.endings["settlement"] += settled
            if isinstance(history, int):
                tally.stood[history + STANDS] += settled
            begun: Held = defaultdict(float)
            for q, state in back:
                fight(solution, t, state, q, who, seen, tally.endings, fought[after], begun)
            tally.begun += sum(begun.values())
            add(held[after], begun)
    return told(_moved(war, t, fought, held, seen, tally), seen.get("truce"))


def _month_of_truce(
    solution: Solution, t: int, truce: tuple[int, int, int], p: float, seen: dict, tally: Tally, held: Held
) -> tuple[float, list[tuple[float, State]]]:
    """(mass that settles, mass back at war by state); what stays is added to `held`."""
    war, month = solution.war, solution.truces.month(t, *truce)
    p *= seen_first(war, seen, truce[0])
    broken = p * truce_of(war).breaks_down[t]
    stays = p - broken
    tally.broken_down += broken
    back = [(broken * q, state) for q, state in back_at_war(war, *truce)]
    if any(month.resumes):
        for n in (0, 1):
            tally.resumed[n] += stays * month.resumes[n]
        refusal = attacker_resumed(war) if month.resumes[0] else 0.0
        back += [(stays * q, state) for q, state in back_at_war(war, *truce, refusal)]
        stays = 0.0
    held[truce] += stays * (1 - month.settles)
    return stays * month.settles, back


def _moved(
    war: War,
    t: int,
    fought: dict[History, Distribution],
    held: dict[History, Held],
    seen: dict,
    tally: Tally,
) -> Masses:
    """The next month's start: a month of truce moves chest and gate, and ages first truces."""
    out = Masses(t + 1, {history: dict(states) for history, states in fought.items()}, {})
    for history, truces in held.items():
        moved: Held = defaultdict(float)
        for truce, p in truces.items():
            for q, (k, j, g) in next_in_truce(war, t, *truce):
                moved[k, j, g] += p * q * seen_next(war, seen, k, (k, j, 0, g))
        stands = isinstance(history, int) and history + STANDS <= t + 1
        if stands:
            tally.stood[t + 1] += sum(moved.values())
        if moved:
            add(out.truce.setdefault(STOOD if stands else history, {}), moved)
    return out


def add(to: dict, more: dict) -> None:
    """Add mass to mass, leaving out what is nil."""
    for state, p in more.items():
        if p > 0:
            to[state] = to.get(state, 0.0) + p


def told(masses: Masses, truce: bool | None) -> Masses:
    """What a record leaves that says in which phase the month was."""
    war, held = (masses.war if truce is not True else {}), (masses.truce if truce is not False else {})
    return Masses(masses.t, war, held)


def carried(solution: Solution, masses: Masses, until: int, who: str) -> list[LawMonth]:
    """The law from where the masses are to month `until`, both included."""
    tally = Tally()
    for history, part in (*masses.war.items(), *masses.truce.items()):
        tally.stopped += sum(part.values()) * (history != NEVER)
        tally.stood[masses.t] += sum(part.values()) * (history == STOOD)
    months = [reported(masses, tally)]
    for _ in range(masses.t, until):
        masses = advance(solution, masses, who, {}, tally)
        months.append(reported(masses, tally))
    return months


def reported(masses: Masses, tally: Tally) -> LawMonth:
    """A month of the law."""
    states, held = merged(masses.war), merged(masses.truce)
    stood = sum(p for month, p in tally.stood.items() if month <= masses.t)
    return LawMonth(
        masses.t, sum(states.values()), dict(tally.endings), states, sum(held.values()), held, tally.stopped, stood,
        tally.begun, *tally.resumed, tally.broken_down,
    )  # fmt: skip


def weighed(solution: Solution, masses: Masses, record: list[dict], who: str) -> Filtered:
    """The law given a record; a month that does not say `truce` was a month of war without one."""
    likelihood = []
    for seen in record:
        masses = advance(solution, masses, who, seen | {"truce": bool(seen.get("truce"))}, Tally())
        total = sum(sum(merged(phase).values()) for phase in (masses.war, masses.truce))
        likelihood.append(log(total))
        for phase in (masses.war, masses.truce):
            for history, part in phase.items():
                phase[history] = {state: p / total for state, p in part.items()}  # type: ignore[index, misc]
    return Filtered(likelihood, masses.t, merged(masses.war), masses)
