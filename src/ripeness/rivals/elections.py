"""How weighted actors choose among options: votes, coalitions, contests of two, and the probable Condorcet winner.

Equation:
    v_k(i:j) = w_k f(u_ki - u_kj),  f by the voting rule;  C_ij = sum over k of max(0, v_k(i:j)), at least 1e-8
    P_ij = g(C_ij) / (g(C_ij) + g(C_ji)),  g by the victory rule;  P_ii = 1/2
    conditional: p_i = prod_j P_ij, divided by the sum over i: the chance that i beats all others, given that one does
    Markov: the stationary law of challenges to a standing option, uniform or by incentive C_ij P_ij
    Under the asymmetric rule a gain moves an actor by two thirds of what a loss of that size does. Between options i
        before j, votes are cast on giving i up for j: whoever would lose by that votes in full for i, whoever would
        gain with two thirds for j. So the result hangs on the order of the options, which is that of the actors, as
        KTAB's does.
Sources: KTAB (KAPSARC, public repository lsyaseen/KTAB, MIT; Wise, Lester & Efird 2015 [P, recalled]), whose program
    was read to learn the rules and run for reference; written anew.
Reads: weights and utilities. Writes: chances of options.
Silent about: strategic votes, abstention, and which option stands before votes are cast.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ripeness.errors import RunError

FloatArray = NDArray[np.float64]

LEAST_COALITION = 1e-8
LEAST_CHANCE = 1e-6
JUMP = 1e-8
"""Differences of utility up to which a binary vote is in proportion."""
HOPE = 2 / 3
"""Weight of a gain against a loss of the same size, under the asymmetric rule."""
ADVANTAGE = 1.10
"""Ratio of strengths from which a binary contest is decided."""
MOST_STEPS = 1000

VOTING = ("binary", "proportional_binary", "proportional", "proportional_cubic", "cubic", "asymmetric")
VICTORY = ("linear", "square", "quartic", "octic", "binary")
CHOICE = ("conditional", "markov_incentive", "markov_uniform")
_POWERS = {"linear": 1, "square": 2, "quartic": 4, "octic": 8}


def vote(rule: str, difference: FloatArray) -> FloatArray:
    """Return the votes per unit of weight for a difference of utility, of any shape."""
    binary = np.clip(difference / JUMP, -1, 1)
    match rule:
        case "binary":
            return binary
        case "proportional_binary":
            return 0.8 * difference + 0.2 * binary
        case "proportional":
            return difference
        case "proportional_cubic":
            return 0.5 * difference + 0.5 * difference**3
        case "cubic":
            return difference**3
        case "asymmetric":
            return np.where(difference > 0, HOPE * difference, difference)
    raise RunError(f"there is no voting rule {rule}", f"Name one of: {', '.join(VOTING)}")


def coalitions(rule: str, weight: FloatArray, utility: FloatArray) -> FloatArray:
    """Return the strength for each option against each other.

    Parameters
    ----------
    weight : (actor,) above 0. utility : (actor, option).

    Returns
    -------
    (option, option): strength for the first against the second.
    """
    strength = np.full((utility.shape[1],) * 2, LEAST_COALITION)
    earlier = np.triu_indices(len(strength), 1)
    for own, w in zip(utility, weight, strict=True):
        votes = w * vote(rule, own[:, None] - own[None, :])
        if rule == "asymmetric":  # for the earlier of two options whoever would lose by the later one votes
            votes[earlier] = -votes.T[earlier]
        strength += np.maximum(0.0, votes)
    np.fill_diagonal(strength, LEAST_COALITION)
    return strength


def victory(rule: str, strength: FloatArray) -> FloatArray:
    """Return the chance that each option beats each other, from the strengths of coalitions, (option, option)."""
    if rule in _POWERS:
        raised = strength ** _POWERS[rule]
        chance = raised / (raised + raised.T)
    elif rule == "binary":
        share = strength / (strength + strength.T)
        inside = (share * (ADVANTAGE + 1) - 1) / (ADVANTAGE - 1)
        sure = 1 / (1 + LEAST_CHANCE)
        chance = np.where(strength >= ADVANTAGE * strength.T, sure, inside)
        chance = np.where(ADVANTAGE * strength <= strength.T, 1 - sure, chance)
    else:
        raise RunError(f"there is no victory rule {rule}", f"Name one of: {', '.join(VICTORY)}")
    np.fill_diagonal(chance, 0.5)
    return chance


def winners(choice: str, rule: str, strength: FloatArray) -> FloatArray:
    """Return the chance of each option, (option,), from the strengths of coalitions, (option, option)."""
    beats = victory(rule, strength)
    count = len(beats)
    if choice == "conditional":
        alone = beats.prod(axis=1)
        return alone / alone.sum()
    if choice == "markov_uniform":
        challenge, close = np.full((count, count), 1 / count), 1e-6
    elif choice == "markov_incentive":
        incentive = strength * beats + 1e-10 * np.eye(count)
        challenge, close = incentive / incentive.sum(axis=0), 1e-8
    else:
        raise RunError(f"there is no choice {choice}", f"Name one of: {', '.join(CHOICE)}")
    chance = np.full(count, 1 / count)
    for _ in range(MOST_STEPS):
        meets = chance[:, None] * challenge.T  # (standing option, its challenger)
        moved = (beats * (meets + meets.T)).sum(axis=1)
        change = np.abs(moved - chance).max()
        chance = (chance + moved) / 2
        if change <= close:
            return chance
    raise RunError(f"the chances do not settle within {MOST_STEPS} steps", "Choose another rule of choice")


def elected(voting: str, rule: str, choice: str, weight: FloatArray, utility: FloatArray) -> FloatArray:
    """Return the chance of each option, (option,), from weights (actor,) and utilities (actor, option)."""
    return winners(choice, rule, coalitions(voting, weight, utility))
