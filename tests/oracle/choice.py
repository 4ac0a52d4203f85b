"""The oracle's choices of a month: a stance, whether to give up, whether to agree; and what was chosen."""

import math
from dataclasses import dataclass, field

from .terms import Deal
from .texts import Answered
from .war import War, clip

Pair = tuple[float, float]


@dataclass
class Month:
    """What is decided in one state of one month."""

    by_stance: list[Pair]  # (F_A, F_D) per stance
    weights: list[float]  # with which each stance is chosen
    gives_up: tuple[bool, bool]  # attacker, defender
    d: Pair
    gap: float
    deal: Deal | None
    settles: float  # probabilities, at the table
    ceases: float
    value: Pair
    answers: list[list[Answered]] = field(default_factory=lambda: [[], [], [], []])  # per stance
    f: Pair = (math.nan, math.nan)  # worth of a month without table and without a truce (d, where none can begin)
    begins: float = 0.0  # probability that a truce does, where nothing is settled


def stance_weights(war: War, by_stance: list[Pair]) -> list[float]:
    """Weight of each stance: one is chosen, or by a precision several are."""
    best = max(F_A for F_A, _ in by_stance)
    if war.precision is None:
        chosen = [F_A for F_A, _ in by_stance].index(best)
        return [float(n == chosen) for n in range(4)]
    raw = [math.exp(war.precision * (F_A - best)) for F_A, _ in by_stance]
    return [w / sum(raw) for w in raw]


def capitulation(war: War, F_A: float, F_D: float) -> tuple[tuple[bool, bool], Pair]:
    """Who gives up, and what that or fighting on is worth to both."""
    floor_A, floor_D = war.floors or (-math.inf, -math.inf)
    gives_up = (floor_A > F_A, floor_D > F_D)
    worth = {
        (False, False): (F_A, F_D),
        (True, False): (floor_A, 1.0),
        (False, True): (war.W_A, floor_D),
        (True, True): (floor_A, floor_D),
    }
    return gives_up, worth[gives_up]


def agreement(war: War, gap: float, deal: Deal | None) -> float:
    """Probability that both agree at a table; the gap says how ripe the war is."""
    if war.precision is None:
        return 0.0 if deal is None else 1.0
    agree = 1 / (1 + math.exp(clip(-war.precision * gap, -700.0, 700.0)))
    return 0.0 if gap == -math.inf else agree
