"""The oracle's means under effort: what is spent, what is missing, how hard both fight, what is left.

`z` is the offset of the attacker's reserves from the path on which they run with nothing in force, `g` what is in
force. Money is in one currency, spending and income by month.
"""

import math

from .war import War, at, clip


def reserves(war: War, t: int, z: float) -> float:
    """Reserves at a month's start."""
    return clip(war.path[t] + z, 0.0, war.capacity)


def spent(war: War, t: int, g: int, z: float) -> float:
    """What the attacker spends: the plan, or what income and a share of the reserves allow, and a least part of it."""
    plan, income = war.spending[t], war.income[t][g]
    drawn = 0.0 if war.R == 1 else reserves(war, t, z) / war.runway
    return max(min(plan, income + drawn), war.e_min * plan)


def missing(war: War, t: int, g: int, z: float) -> float:
    """Share of the plan that is not spent."""
    return 1 - min(1.0, spent(war, t, g, z) / war.spending[t])


def next_offset(war: War, t: int, g: int, z: float) -> float:
    """Offset a month later, before it is rounded."""
    left = reserves(war, t, z) + war.income[t][g] - spent(war, t, g, z)
    return clip(left, 0.0, war.capacity) - war.path[t + 1]


def shift(war: War, t: int, g: int, z: float) -> float:
    """What the month adds to the front: its own shift, and both sides' effort against what it was expected to be."""
    attacker = clip(spent(war, t, g, z) / war.s_star, war.e_min, 2.0) / at(war.e_star_A, t, 1.0)
    defender = at(war.e_D, t, 1.0) / at(war.e_star_D, t, 1.0)
    return war.odds_shift[t] + war.elasticity_A * math.log(attacker) - war.elasticity_D * math.log(defender)


def hold_out(war: War, t: int) -> float:
    """Factor on the hazard that the defender collapses."""
    return at(war.means_D, t, 1.0) ** -war.chi
