"""The oracle's law, one month on: every state, every stance, every branch, weighed by what was seen."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from .front import density
from .nodes import Distribution, State, log_odds, round_to
from .texts import answers_agree, follows
from .war import STANCES, War, levels, refuse_if

if TYPE_CHECKING:
    from .brute_force import Solution

History = str | int
Held = dict[tuple[int, int, int], float]  # truces, by front, chest node and gate

ENDINGS = (
    "settlement",
    "ceasefire",
    "capitulation_attacker",
    "capitulation_defender",
    "attacker_wins_at_front",
    "attacker_expelled",
    "defender_collapses",
    "attacker_forced_stop",
)


@dataclass
class Masses:
    """Probability at the start of month t, by what became of the war's first truce.

    `war` by state, `truce` by state without a mind. A history is "never" (no truce so far), the month in which the
    first truce began, if that still holds and has not yet held three months, "stood" if it held them, or "fell".
    """

    t: int
    war: dict[History, Distribution]
    truce: dict[History, Held]


@dataclass
class LawMonth:
    """The law at the start of month t; `endings` are cumulative probabilities.

    `stopped` : chance of a first truce or settlement by then; `truce_stands` : that one came and then held three
    months. From `begun` on, expected numbers so far: of truces, and of returns to war (by both, if both resume).
    """

    t: int
    at_war: float
    endings: dict[str, float]
    states: Distribution
    truce: float = 0.0
    held: Held = field(default_factory=dict)
    stopped: float = 0.0
    truce_stands: float = 0.0
    begun: float = 0.0
    resumed_by_attacker: float = 0.0
    resumed_by_defender: float = 0.0
    broken_down: float = 0.0


@dataclass
class Filtered:
    """Log-likelihood of each month of a record, and the states at the start of the month after."""

    log_likelihood: list[float]
    t: int
    posterior: Distribution
    masses: Masses


Start = tuple[int, float, int, float, int]  # t, k (between two cells or on one), j, log-odds of sincerity, g


def initial(war: War, start: Start) -> Distribution:
    """The starting state, its front and sincerity rounded."""
    _, front, j, sincerity, g = start
    cells = round_to([float(k) for k in range(war.N + 1)], front)
    return {(k, j, i, g): p * q for p, k in cells for q, i in round_to(log_odds(war), sincerity)}


def agrees(seen: bool | None, true: bool, error: float) -> float:
    """Probability of an observation: 1 - error if it matches, error if not, 1 if none was made."""
    return 1.0 if seen is None else 1 - error if seen == true else error


def seen_next(war: War, seen: dict, k: int, new: State) -> float:
    """Whether what was seen at the month's end is so in the new state: 1, or 0."""
    so = (
        seen.get("front") in (None, "up" if new[0] > k else "down")
        and seen.get("package") in (None, new[3] == levels(war) - 1)
        and seen.get("gate") in (None, new[3])
    )
    return float(so)


def seen_first(war: War, seen: dict, k: int) -> float:
    """Weight of what was seen of the front at the month's start, if it is in cell k."""
    return 0.0 if seen.get("position") not in (None, k) else density(war, k, seen.get("area"))


def step(
    solution: Solution,
    t: int,
    states: Distribution,
    who: str,
    seen: dict,
    endings: dict[str, float],
    begun: Held | None = None,
) -> Distribution:
    """States of war a month on, weighed by what was seen; what ends is added to `endings`, new truces to `begun`."""
    war = solution.war
    refuse_if(war.front_law == "drift" and seen.get("front") is not None, "under drift areas are recorded, not moves")
    out: Distribution = defaultdict(float)
    begun = defaultdict(float) if begun is None else begun
    for state, p_state in states.items():
        p_state *= seen_first(war, seen, state[0])
        if p_state == 0:
            continue
        month = solution.month(t, *state)
        p_state *= answers_agree(war, partial(solution.text_worth, t, state), month.d, seen)
        endings["settlement"] += p_state * month.settles
        endings["ceasefire"] += p_state * month.ceases
        p_left = p_state * (1 - month.settles - month.ceases)
        if month.begins > 0:
            begun[without_mind(state)] += p_left * month.begins
        fight(solution, t, state, p_left * (1 - month.begins), who, seen, endings, out, begun)
    return dict(out)


def without_mind(state: State) -> tuple[int, int, int]:
    """Front, chest node and gate."""
    k, j, _, g = state
    return k, j, g


def fight(
    solution: Solution,
    t: int,
    state: State,
    p_left: float,
    who: str,
    seen: dict,
    endings: dict[str, float],
    out: Distribution,
    begun: Held,
) -> None:
    """Add to `out` where a month of war leads that has no table and no truce (but for a text that is one)."""
    war, error, month = solution.war, seen.get("error_rate", 0.0), solution.month(t, *state)
    if any(month.gives_up):  # if both do, half each
        for name, does in zip(("attacker", "defender"), month.gives_up, strict=True):
            endings["capitulation_" + name] += p_left * does / sum(month.gives_up)
        return
    for stance, weight, answers in zip(STANCES, month.weights, month.answers, strict=True):
        attends, bombs = bool(stance[0]), bool(stance[1])
        p = p_left * weight
        p *= agrees(seen.get("attended"), attends, error)
        p *= agrees(seen.get("strikes"), bombs, error)
        if p == 0:
            continue
        falls, stops = solution.breaks(who, t, state, stance)
        for share, signed, refusal in follows(war, answers):
            if signed is not None:
                if signed.truce:
                    begun[without_mind(state)] += p * share
                else:
                    endings["settlement"] += p * share
                continue
            fights = p * share
            endings["defender_collapses"] += fights * falls
            endings["attacker_forced_stop"] += fights * (1 - falls) * stops
            fights *= (1 - falls) * (1 - stops)
            for chance, deal, new in solution.branches(who, t, state, stance, refusal):
                q = fights * chance * agrees(seen.get("partial_deal"), deal, 0.0 if attends else error)
                q *= seen_next(war, seen, state[0], new)
                if new[0] == war.N:
                    endings["attacker_wins_at_front"] += q
                elif new[0] == 0:
                    endings["attacker_expelled"] += q
                elif q > 0:
                    out[new] += q
