"""A text is put to the two sides, and each says yes or no, knowing what a refusal costs it.

Equation:
    text m is put in an attended month without settlement with chance c_m; q: the meeting's mandate to sign
    A, after D's yes:            yes iff q U_A + (1 - q) P_A >= RA_A
    D, first, reading ahead:     yes iff [ q U_D + (1 - q) P_D  if A would say yes,  else RA_D ] >= RD_D
    worth: D no: RD;   D yes, A no: RA;   both yes: q U + (1 - q) P
    P: the month as without a text.  RA: the mediator's odds of sincerity times Lambda_A <= 1 besides.
    RD: times Lambda_D >= 1, and the mediator's pressure on the defender once
    F(attends) = (1 - sum c_m) P + sum c_m worth_m
    with a precision: yes with the logit of the difference; who is indifferent says yes

Sources: [R]; blaming the side that refuses as in Kydd 2003, American Journal of Political Science, on mediators that
    report [P for the idea, recalled].
Reads: terms of texts, chances of recognition, mandates, utilities, values of the month by who refuses.
Writes: values of attending; signed texts; what the mediator thinks after a refusal.
Silent about: amendments, conditional yeses, texts kept secret, a refusal's price at home. A yes that costs nothing,
    because the other side will refuse, is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ripeness.model.terms.bargain import tolerance
from ripeness.model.terms.utility import Issues

State = Float[Array, "gate chest front sincerity"]
Pair = tuple[State, State]
"""Worth to the attacker and to the defender."""


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Texts:
    """Texts that may be put to the sides, and what a refusal does.

    terms : shares by issue. held : 1 where an issue of land stands as it is held on the day, 0 where at `terms`.
    guarantee : of each text. refused_attacker, refused_defender : ln Lambda, log-odds.
    """

    terms: Float[Array, "text issue"]
    held: Float[Array, "text issue"]
    guarantee: Float[Array, " text"]
    refused_attacker: Float[Array, ""]
    refused_defender: Float[Array, ""]

    def signed(self, land: Float[Array, "front issue"]) -> Float[Array, "text front issue"]:
        """Terms that each text would fix at each front."""
        return jnp.where(self.held[:, None, :] > 0.0, land[None], self.terms[:, None, :])

    def worth(self, issues: Issues, land: Float[Array, "front issue"]) -> tuple[Array, Array]:
        """(attacker's, defender's) worth of each text, signed, at each front: shape (text, front)."""

        def one(terms: Array, guarantee: Array) -> tuple[Array, Array]:
            return replace(issues, guarantee=guarantee).value(terms)

        return jax.vmap(one)(self.signed(land), self.guarantee)


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Answers:
    """How a text is answered in each state: weight of the defender's yes, and of the attacker's after it."""

    defender: State
    attacker: State

    @property
    def both(self) -> State:
        """Weight with which both say yes."""
        return self.defender * self.attacker


def answered(
    worth: tuple[Float[Array, "*some_state"], Float[Array, "*some_state"]],
    plain: Pair,
    attacker_refused: Pair,
    defender_refused: Pair,
    mandate: Array,
    precision: Array | None,
) -> tuple[Answers, Pair]:
    """Answers to one text, and what it is worth to the two sides that it is put.

    Parameters
    ----------
    worth : of the signed text, by front (of one that begins a truce also by gate and reserves). plain,
    attacker_refused, defender_refused : of the month without a text, and after a refusal of the attacker's or of the
    defender's. mandate : chance that what both accept is signed. precision : of logit choice; None: best answers.
    """

    def yes(gain: Array) -> Array:
        if precision is not None:
            return jax.nn.sigmoid(precision * gain)
        return (gain >= -tolerance(gain.dtype)).astype(gain.dtype)

    agreed = tuple(mandate * u + (1.0 - mandate) * p for u, p in zip(worth, plain, strict=True))
    attacker = yes(agreed[0] - attacker_refused[0])
    after_yes = [attacker * u + (1.0 - attacker) * r for u, r in zip(agreed, attacker_refused, strict=True)]
    defender = yes(after_yes[1] - defender_refused[1])
    put = [defender * u + (1.0 - defender) * r for u, r in zip(after_yes, defender_refused, strict=True)]
    return Answers(defender, attacker), (put[0], put[1])


def met(
    fighting: tuple[State, ...], answers: tuple[tuple[Answers | None, ...], ...], put: Array, mandate: Array
) -> tuple[tuple[State, ...], tuple[State, ...]]:
    """(mass that signs each text, mass that fights on by `month.CONDUCTS`), from the mass that fights on by stance.

    Parameters
    ----------
    answers : to each text, while attending without bombing and while bombing; None to one that is never put.
    put, mandate : by text.
    """
    plain = list(fighting)
    refused: list[list[State]] = [[], []]
    signed = [jnp.zeros_like(fighting[0]) for _ in answers[0]]
    for given, stance in zip(answers, (1, 3), strict=True):
        by_attacker = by_defender = jnp.zeros_like(fighting[0])
        for text, answer in enumerate(given):
            if answer is None:
                continue
            faced = fighting[stance] * put[text]
            yes, second = (weight.astype(faced.dtype) for weight in (answer.defender, answer.attacker))
            signed[text] = signed[text] + faced * mandate[text] * yes * second
            by_attacker = by_attacker + faced * yes * (1.0 - second)
            by_defender = by_defender + faced * (1.0 - yes)
            plain[stance] = plain[stance] - faced * (1.0 - yes * second * (1.0 - mandate[text]))
        refused[0].append(by_attacker)
        refused[1].append(by_defender)
    return tuple(signed), (*plain, *refused[0], *refused[1])


def agreement(worth: Sequence[Array], fighting_on: State, seen: Float[Array, "text 2"]) -> State:
    """Probability of the answers that a side gave, state by state.

    Parameters
    ----------
    worth : of each text, signed, in shapes that broadcast to the states'. fighting_on : what the side expects
    otherwise. seen : of each text, the probability of what was seen where the text is worth less than fighting on, and
    where it is not; ones where no answer was seen.
    """
    factor = jnp.ones_like(fighting_on)
    for text, signed in enumerate(worth):
        worse = signed < fighting_on - tolerance(fighting_on.dtype)
        factor = factor * jnp.where(worse, seen[text, 0], seen[text, 1])
    return factor
