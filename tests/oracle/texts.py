"""The oracle's texts: what they are worth, how they are answered, and what follows, as lists of what may happen."""

import math
from collections.abc import Callable
from typing import NamedTuple

from .front import land
from .terms import TOLERANCE, Deal, deal_at
from .war import Text, War, clip, log, refuse_if

Pair = tuple[float, float]  # attacker, defender
SIDES = ("attacker", "defender")


class Answered(NamedTuple):
    """A text in one state and stance, where it can be put."""

    text: int  # place in the war's list
    chance: float  # that it is put
    deal: Deal  # what it is worth, signed
    goes_on: Pair  # what the month is worth if nothing is put, or what both accept cannot be signed
    A_refuses: Pair
    D_refuses: Pair
    D_says_yes: float  # probabilities
    A_says_yes: float  # to what the defender has accepted
    signed: float  # of a text that is put
    worth: Pair  # of its being put


def on_the_day(war: War, text: Text, k: int) -> tuple[float, ...]:
    """Its terms with the front in cell k."""
    pairs = zip(war.issues, text.terms, strict=True)
    return tuple(land(war, issue, k) if x is None else x for issue, x in pairs)  # type: ignore[misc]


def text_worth(war: War, text: Text, k: int) -> Deal:
    """What the signed text is worth to each side."""
    return deal_at(war, on_the_day(war, text, k), text.guarantee)


def says_yes(war: War, yes: float, no: float) -> float:
    """Probability of a yes, given what both answers are worth; who is indifferent says yes."""
    if war.precision is None:
        return float(yes >= no - TOLERANCE)
    return 1 / (1 + math.exp(clip(war.precision * (no - yes), -700.0, 700.0)))


def answered(war: War, t: int, worth: Callable[[Text], Deal], month: Callable[[float], Pair]) -> list[Answered]:
    """Every text that can be put to both in a state of month t, if the attacker attends.

    `worth` : of a text that is signed. `month` : what the rest of the month is worth to both if a refusal moves the
    log-odds of sincerity by so much.
    """
    out = []
    for m, text in enumerate(war.texts):
        if text.chance[t] == 0:
            continue
        deal, mandate = worth(text), text.mandate[t]
        goes_on, A_refuses = month(0.0), month(log(war.text_refused_A))
        to_A, to_D = month(log(war.text_refused_D))
        D_refuses = (to_A, to_D - war.psi)
        both = [mandate * u + (1 - mandate) * w for u, w in zip(deal[:2], goes_on, strict=True)]
        A_says_yes = says_yes(war, both[0], A_refuses[0])
        after_yes = [A_says_yes * yes + (1 - A_says_yes) * no for yes, no in zip(both, A_refuses, strict=True)]
        D_says_yes = says_yes(war, after_yes[1], D_refuses[1])
        worth_A, worth_D = (
            D_says_yes * yes + (1 - D_says_yes) * no for yes, no in zip(after_yes, D_refuses, strict=True)
        )
        signed = D_says_yes * A_says_yes * mandate
        out.append(
            Answered(
                m, text.chance[t], deal, goes_on, A_refuses, D_refuses,
                D_says_yes, A_says_yes, signed, (worth_A, worth_D),
            )
        )  # fmt: skip
    return out


def with_texts(no_text: Pair, answers: list[Answered]) -> Pair:
    """What a stance is worth, with or without a text (written so that a text that changes nothing changes no bit)."""
    worth_A, worth_D = (
        no_text[n] + sum(text.chance * (text.worth[n] - no_text[n]) for text in answers) for n in (0, 1)
    )
    return worth_A, worth_D


def follows(war: War, answers: list[Answered]) -> list[tuple[float, Text | None, float]]:
    """(probability, text that is signed, by how much a refusal moves the log-odds of sincerity) in a stance."""
    out: list[tuple[float, Text | None, float]] = [(1 - sum(text.chance for text in answers), None, 0.0)]
    for text in answers:
        both = text.D_says_yes * text.A_says_yes
        out += [
            (text.chance * text.signed, war.texts[text.text], 0.0),
            (text.chance * (both - text.signed), None, 0.0),
            (text.chance * text.D_says_yes * (1 - text.A_says_yes), None, log(war.text_refused_A)),
            (text.chance * (1 - text.D_says_yes), None, log(war.text_refused_D)),
        ]
    return [branch for branch in out if branch[0] > 0]


def answers_agree(war: War, worth: Callable[[Text], Deal], d: Pair, seen: dict) -> float:
    """Probability of the recorded answers in a state whose fighting on is worth d: 1 - error or error for each.

    `worth` : of a text that is signed, in that state.
    """
    error, out = seen.get("answer_error", 0.0), 1.0
    for m, side, answer in seen.get("answers", []):
        refuse_if(not 0 <= m < len(war.texts), f"there is no text {m}")
        refuse_if(side not in SIDES, f"an answer is the attacker's or the defender's, not {side}'s")
        refuse_if(answer not in ("refuses", "accepts", "proposes"), f"nobody answers by: {answer}")
        n = SIDES.index(side)
        gains = worth(war.texts[m])[n] >= d[n] - TOLERANCE
        out *= 1 - error if gains == (answer != "refuses") else error
    return out
