"""A naive, independent solution of the war game, for testing the engine and nothing else.

Plain floats, dicts and loops over explicit lists of (probability, next state). Written from the
model's text alone, it shares no code and no formula with the engine; it is slow, and meant for tiny
wars. Subscripts A, D: attacker, defender. A state is (k, j, i, g): front, chest node, sincerity
node, gate. A stance is (tau, s): attends talks, bombs infrastructure.
"""

import math
from functools import cache, partial

from .choice import Month, agreement, capitulation, stance_weights
from .front import Moves, drifted, on_the_line
from .means import hold_out, missing, next_offset, shift
from .nodes import State, cell_width, living, log_odds, offsets, round_to
from .step import ENDINGS, Filtered, LawMonth, Masses, Start, step
from .terms import Deal, all_edges, bargain, deal_at, frontier, nash_deal
from .texts import answered, text_worth, with_texts
from .truce import Truces, begin, carried, truce_begins, weighed
from .war import STANCES, Gate, Issue, Mediator, Text, Truce, War, clip, levels, log, once, plain_war

__all__ = [
    "ENDINGS", "STANCES", "Deal", "Filtered", "Gate", "Issue", "LawMonth", "Masses", "Mediator", "Month",
    "Solution", "Text", "Truce", "War", "all_edges", "deal_at", "filtered", "frontier", "law", "levels", "living",
    "log_odds", "nash_deal", "offsets", "on_the_line", "plain_war", "round_to", "solve", "step",
]  # fmt: skip

# --- One month: hazards, odds, and the branches of the kernels --------------------------------


@once
def broke(war: War, t: int, j: int, g: int = 0) -> float:
    """Share with which the chest counts as exhausted; under effort, share of the plan that is not spent."""
    if war.means == "effort":
        return missing(war, t, g, offsets(war)[j])
    if war.R == 1:
        return 0.0
    reserves = max(0.0, war.path[t] + offsets(war)[j])
    return clip(1 - reserves / war.chest_spacing, 0.0, 1.0)


def punishes_below(war: War, worth: float | None = None) -> float:
    """The mediator's threshold for what is worth so much to him; for the package, mu*."""
    m = war.mediator
    worth = m.v_pun if worth is None else worth
    return clip((worth - m.b_M) / (worth + m.v_peace), 0.0, 1.0)


@once
def below(war: War, i: int, worth: float | None = None) -> float:
    """Share of the sincerity cell in which he would punish."""
    mu = punishes_below(war, worth)
    if mu <= 0 or mu >= 1:
        return float(mu >= 1)
    width = cell_width(war)
    return clip((math.log(mu / (1 - mu)) - (log_odds(war)[i] - width / 2)) / width, 0.0, 1.0)


def indulgent(war: War, i: int, g: int) -> float:
    """Share of the sincerity cell in which he is indulgent: he is while the package is held back."""
    return 0.0 if g == levels(war) - 1 else above(war, i)


@once
def above(war: War, i: int) -> float:
    """Share of the sincerity cell above mu_1."""
    if not war.mediator.present:
        return 0.0
    mu, width = min(0.95, punishes_below(war) + 0.25), cell_width(war)
    return clip((log_odds(war)[i] + width / 2 - math.log(mu / (1 - mu))) / width, 0.0, 1.0)


def shift_of(war: War, t: int, j: int, g: int) -> float:
    """What the month adds to the front in everybody's eyes: a chance under steps, km^2 under drift."""
    return war.odds_shift[t] if war.means == "fixed" else shift(war, t, g, offsets(war)[j])


def odds(war: War, who: str, t: int, k: int, j: int, g: int = 0) -> float:
    """Odds, as `who` sees them, that the front moves up."""
    if who == "nature":
        base = war.theta[t]
    else:
        mean, strength = {
            "attacker": (war.battle_mean_A, war.battle_strength_A),
            "defender": (war.battle_mean_D, war.battle_strength_D),
        }[who]
        won = (t + k - war.k0) / 2
        base = mean if math.isinf(strength) else (mean * strength + won) / (strength + t)
    return clip(base + shift_of(war, t, j, g) + war.odds_when_exhausted * broke(war, t, j, g), 0.0, 1.0)


def collapse(war: War, who: str, t: int, i: int, g: int, s: int) -> float:
    """Hazard, as `who` sees it, that the defender collapses; news moves the attacker's only."""
    if who == "nature":
        return min(1.0, war.lam_true[t] * (1 + war.zeta_true * s) * hold_out(war, t))
    mean, strength, zeta = {
        "attacker": (war.collapse_mean_A, war.collapse_strength_A, war.zeta_A),
        "defender": (war.collapse_mean_D, war.collapse_strength_D, war.zeta_D),
    }[who]
    hazard = mean if math.isinf(strength) else mean * strength / (strength + t)
    if who == "attacker":
        hazard *= war.news[t] * (1 + (war.news_of_indulgence - 1) * indulgent(war, i, g))
    return min(1.0, hazard * (1 + zeta * s) * hold_out(war, t))


def forced_stop(war: War, who: str, t: int, j: int, g: int = 0) -> float:
    """Hazard, as `who` sees it, that the attacker is forced to stop; a belief fades while none comes."""
    (solvent, exhausted), strength = {
        "attacker": (war.forced_A, war.stop_strength_A),
        "defender": (war.forced_D, war.stop_strength_D),
        "nature": (war.forced_true, math.inf),
    }[who]
    left = 1.0 if math.isinf(strength) else strength / (strength + t)
    return left * (solvent + (exhausted - solvent) * broke(war, t, j, g))


def mind(war: War, i: int, stance: tuple[int, int], refusal: float = 0.0) -> list[tuple[float, bool, int]]:
    """(probability, partial deal, new sincerity node); a refused text adds to the log-odds."""
    (attends, bombs), m, rho_F, rho_S = stance, war.mediator, war.rho_F, war.rho_S
    if not attends:
        outcomes = [(1.0, False, m.refuse)]
    else:
        bombing = m.strike ** (1 - m.forgives) if bombs else 1.0
        patience = (1 - m.a) * math.exp(m.f) * bombing
        outcomes = []
        if rho_F > 0:
            outcomes.append((rho_F, True, patience * rho_S / rho_F))
        if rho_F < 1:
            outcomes.append((1 - rho_F, False, patience * (1 - rho_S) / (1 - rho_F)))
    branches = []
    for p, deal, factor in outcomes:
        move = log(factor) + refusal if m.present else 0.0
        for q, new in round_to(log_odds(war), log_odds(war)[i] + move):
            branches.append((p * q, deal, new))
    return branches


def gate_moves(war: War, i: int, g: int, attends: int) -> list[tuple[float, int]]:
    """(probability, new gate), given the mediator's updated mind."""
    if not war.mediator.present:
        return [(1.0, g)]
    share, package = below(war, i), levels(war) - 1
    relax = war.gate.relax if attends else 0.0
    if g == package:
        lifted = relax * (1 - share)
        return [(1 - lifted, package), (lifted, 0)]
    opens = share * max(war.gate.open, war.gate.omega) + (1 - share) * war.gate.omega
    moves = [(opens, package)]
    if war.gate.acts is None:
        return [*moves, (1 - opens, 0)]
    ordered = below(war, i, war.gate.v_act)
    in_force = ordered * war.gate.acts if g == 0 else 1 - (1 - ordered) * relax
    return [*moves, ((1 - opens) * in_force, 1), ((1 - opens) * (1 - in_force), 0)]


@once
def money(war: War, t: int, j: int, i: int, g: int) -> list[tuple[float, int]]:
    """(probability, new chest node): what is in force takes its toll unless an indulgent mediator looks away."""
    nodes, looks_away = offsets(war), (war.gate.laxity or 0.0) * above(war, i) if g > 0 else 0.0
    if war.means == "effort":
        untouched, taken = (round_to(nodes, next_offset(war, t, level, nodes[j])) for level in (0, g))
    else:
        untouched, taken = [(1.0, j)], round_to(nodes, nodes[j] + war.shift[t][g])
    return [(looks_away * p, j2) for p, j2 in untouched] + [((1 - looks_away) * p, j2) for p, j2 in taken]


@once
def front_moves(war: War, who: str, t: int, k: int, j: int, g: int) -> Moves:
    """(probability, front a month later) as `who` sees it."""
    if war.front_law == "drift":
        return drifted(war, who, t, k, shift_of(war, t, j, g))
    up = odds(war, who, t, k, j, g)
    return [(up, k + 1), (1 - up, k - 1)]


@once
def off_the_front(
    war: War, t: int, here: tuple[int, int, int], stance: tuple[int, int], refusal: float
) -> list[tuple[float, bool, tuple[int, int, int]]]:
    """(probability, partial deal, chest, mind and gate next month), which all see alike and no front moves."""
    j, i, g = here
    out = []
    for p1, j2 in money(war, t, j, i, g):
        for p2, deal, i2 in mind(war, i, stance, refusal):
            for p3, g2 in gate_moves(war, i2, g, stance[0]):
                if p1 * p2 * p3 > 0:
                    out.append((p1 * p2 * p3, deal, (j2, i2, g2)))
    return out


def branches(
    war: War, who: str, t: int, state: State, stance: tuple[int, int], refusal: float = 0.0
) -> list[tuple[float, bool, State]]:
    """(probability, partial deal, state next month) as `who` sees them, if the war goes on."""
    k, j, i, g = state
    rest = off_the_front(war, t, (j, i, g), stance, refusal)
    return [
        (p * q, deal, (k2, *new)) for p, k2 in front_moves(war, who, t, k, j, g) for q, deal, new in rest if p * q > 0
    ]


# --- The game, solved backwards ---------------------------------------------------------------


class Solution:
    """The solved game, by memoised recursion."""

    def __init__(self, war: War) -> None:
        """Nothing is computed before it is asked for."""
        self.war = war
        self.edges = all_edges(war)
        self.months: dict[tuple[int, int, int, int, int], Month] = {}
        self.ahead = cache(self._ahead)
        self.truces = Truces(self)

    def value(self, t: int, k: int, j: int, i: int, g: int) -> tuple[float, float]:
        """(V_A, V_D) at the start of month t."""
        if k == self.war.N:
            return self.war.W_A, self.war.W_D
        if k == 0:
            return 0.0, 1.0
        if t == self.war.T:
            return on_the_line(self.war, k, "frozen")
        return self.month(t, k, j, i, g).value

    def fighting_on(self, t: int, k: int, j: int, i: int, g: int) -> tuple[float, float]:
        """(d_A, d_D), after capitulation, and a truce where one can begin."""
        return self.month(t, k, j, i, g).d

    def stance(self, t: int, k: int, j: int, i: int, g: int) -> int | list[float]:
        """Index in STANCES; with a precision, the four weights."""
        weights = self.month(t, k, j, i, g).weights
        return weights.index(1.0) if self.war.precision is None else weights

    def settlement(self, t: int, k: int, j: int, i: int, g: int) -> tuple[float, Deal | None]:
        """(probability of a settlement this month, its deal (u*, v*, x) or None if not ripe).

        With a precision the probability is positive where the war is not ripe, too.
        """
        month = self.month(t, k, j, i, g)
        return month.settles, month.deal

    def month(self, t: int, k: int, j: int, i: int, g: int) -> Month:
        """All decisions in a state (0 < k < N, t < T), computed once."""
        key = (t, k, j, i, g)
        if key not in self.months:
            self.months[key] = self._decide(t, (k, j, i, g))
        return self.months[key]

    def breaks(self, who: str, t: int, state: State, stance: tuple[int, int]) -> tuple[float, float]:
        """Hazards as `who` sees them that the defender collapses and, if not, that the attacker is forced to stop."""
        _, j, i, g = state
        return collapse(self.war, who, t, i, g, stance[1]), forced_stop(self.war, who, t, j, g)

    def branches(
        self, who: str, t: int, state: State, stance: tuple[int, int], refusal: float = 0.0
    ) -> list[tuple[float, bool, State]]:
        """(probability, partial deal, state next month) as `who` sees them, if nothing breaks."""
        return branches(self.war, who, t, state, stance, refusal)

    def text_worth(self, t: int, state: State, text: Text) -> Deal:
        """What a signed text is worth to each side: its terms, or a truce that begins."""
        k, j, _, g = state
        return Deal(*self.truces.holds(t, k, j, g), ()) if text.truce else text_worth(self.war, text, k)

    def _ahead(
        self, t: int, k: int, here: tuple[int, int, int], stance: tuple[int, int], refusal: float
    ) -> tuple[float, float]:
        """What next month is worth to both where the front comes to stand in cell k."""
        worth_A = worth_D = 0.0
        for p, _, new in off_the_front(self.war, t, here, stance, refusal):
            V_A, V_D = self.value(t + 1, k, *new)
            worth_A, worth_D = worth_A + p * V_A, worth_D + p * V_D
        return worth_A, worth_D

    def _fight(self, t: int, state: State, stance: tuple[int, int], refusal: float = 0.0) -> tuple[float, float]:
        """What the month is worth to both if the attacker takes this stance and nothing is signed."""
        war, (tau, s), (k, j, i, g) = self.war, stance, state
        warm = indulgent(war, i, g)
        sides = (
            (
                "attacker", war.delta_A, war.W_A, war.stop_A,
                -war.c_A[t] - war.c_exhausted * broke(war, t, j, g) - war.kappa * tau
                + war.b * tau * warm + war.rho_F * war.gamma_A * tau - war.kappa_s * s,
            ),
            (
                "defender", war.delta_D, war.W_D, war.stop_D,
                -war.c_D[t] - war.psi * warm - war.c_s[t] * s + war.rho_F * war.gamma_D * tau,
            ),
        )  # fmt: skip
        out = []
        for n, (who, delta, if_collapse, if_stopped, flow) in enumerate(sides):
            falls, stops = self.breaks(who, t, state, stance)
            moves = front_moves(war, who, t, k, j, g)
            goes_on = sum(p * self.ahead(t, k2, (j, i, g), stance, refusal)[n] for p, k2 in moves if p > 0)
            stays_up = stops * if_stopped + (1 - stops) * goes_on
            out.append(flow + delta * (falls * if_collapse + (1 - falls) * stays_up))
        return out[0], out[1]

    def _decide(self, t: int, state: State) -> Month:
        war, o = self.war, self.war.o[t]
        by_stance, answers = [], []
        for stance in STANCES:
            month = cache(partial(self._fight, t, state, stance))
            no_text = month(0.0)
            answers.append(answered(war, t, partial(self.text_worth, t, state), month) if stance[0] else [])
            by_stance.append(with_texts(no_text, answers[-1]))
        weights = stance_weights(war, by_stance)
        F_A, F_D = (sum(w * F[n] for w, F in zip(weights, by_stance, strict=True)) for n in (0, 1))
        gives_up, f = capitulation(war, F_A, F_D)
        begins, (d_A, d_D) = truce_begins(self.truces, t, state, f)
        gap, deal = bargain(war, self.edges, t, d_A, d_D)
        agree = agreement(war, gap, deal)
        V_A, V_D, ceases = d_A, d_D, 0.0
        if deal is not None:
            V_A, V_D = d_A + o * agree * (deal.u - d_A), d_D + o * agree * (deal.v - d_D)
        elif war.ceasefire is not None:
            line = on_the_line(war, state[0], "status_quo")
            u, v = ((1 - r) * share for r, share in zip(war.ceasefire, line, strict=True))
            if u > d_A and v > d_D:
                ceases = o * (1 - agree)
                V_A, V_D = d_A + ceases * (u - d_A), d_D + ceases * (v - d_D)
        settles, value = o * agree, (V_A, V_D)
        return Month(by_stance, weights, gives_up, (d_A, d_D), gap, deal, settles, ceases, value, answers, f, begins)


def solve(war: War, first: int = 0) -> Solution:
    """Solve every state of every month from T down to `first` (so that no recursion is deep)."""
    solution = Solution(war)
    for t in range(war.T - 1, first - 1, -1):
        for state in living(war, t):
            solution.month(t, *state)
    return solution


# --- The law of the war, forwards -------------------------------------------------------------


def law(
    war: War, start: Start | Masses, until: int, believer: str = "nature", solution: Solution | None = None
) -> list[LawMonth]:
    """The law from the start's month to `until` (both included), in a believer's eyes."""
    masses = begin(war, start)
    return carried(solution or solve(war, masses.t), masses, until, believer)


def filtered(
    war: War,
    start: Start | Masses,
    record: list[dict],
    believer: str = "nature",
    solution: Solution | None = None,
) -> Filtered:
    """The law given a record, one dict per month from the start's month on, and no ending in it."""
    masses = begin(war, start)
    return weighed(solution or solve(war, masses.t), masses, record, believer)
