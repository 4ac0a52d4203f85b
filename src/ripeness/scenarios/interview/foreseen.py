"""Claims of the prose: what it says will come of the war, and by when."""

from __future__ import annotations

import re
from typing import NamedTuple

from ripeness.scenarios.interview.amounts import SHARE, read_numbers
from ripeness.scenarios.interview.numbers import Unclear
from ripeness.scenarios.interview.pieces import Got, Heard, in_digits
from ripeness.schema.calendar import month_after

OF_WAR = {
    "go": ("ongoing", "at", "the war {} still go on in {}"),
    "settle": ("settled", "by", "a settlement {} come by {}"),
    "collapse": ("defender_collapses", "by", "{d} {} collapse by {}"),
    "stop": ("attacker_forced_to_stop", "by", "{a} {} have to stop by {}"),
}
"""What a claim of the prose may speak of: quantity or ending, at or by a month, in words."""

SURE = {"could": "could", "likely": "is likely to", "will": "will"}

WORDS = "could: at least 10 %; likely: at least 55 %; will: at least 90 %"
"""What each word asks of the chance, as the format has it."""

NEAR = 0.1
"""How far a single chance that was answered may lie from the forecast's, so that the claim holds."""


AT = {"in": 0, "at": 0, "past": 1, "beyond": 1, "after": 1}
"""Words before the month in which the war is said to go on, and months from there to that which is meant."""

BY = {"by": 0, "before": -1}
"""Words before the month by which an ending is said to come, likewise."""

_CLAIM = re.compile(
    r"(.+?)\s+(?:of\s+)?(?:to\s+|have to\s+)?(go on|settle|collapse|stop)(?:\s+of\s+(.+?))?\s+(\w+)\s+"
    r"(?:the\s+)?(?:end of\s+)?([1-8]\d{3}-(?:0[1-9]|1[0-2]))\.?",
    re.I,
)
_FIX = (
    "Write could, likely, will, a chance or an even bet; then go on, settle, collapse or stop; then in (go on) "
    "or by, and a month: could go on in 2028-01; likely settle by 2027-06; an even bet settle by 2028-12"
)


class Foreseen(NamedTuple):
    """A claim of the prose. word : could, likely, will, or how sure in the answer's words. what : a key of `OF_WAR`.

    ends : where a chance was answered, those between which that of the forecast must lie.
    """

    word: str
    what: str
    month: str
    ends: tuple[float, float] | None = None

    def sentence(self, got: Got) -> str:
        """Return the claim as a sentence."""
        text = OF_WAR[self.what][2].replace("{a}", got["attacker"]).replace("{d}", got["defender"])
        if self.ends:
            said = text.replace("{}", "to", 1).replace("{}", self.month, 1)
            return f"{said.replace(' to still', ' still to')}: {self.word}"
        return text.replace("{}", SURE[self.word], 1).replace("{}", self.month, 1)


def claims(text: str, got: Got) -> Heard:
    """Read what the prose says will come of the war."""
    found = [_claim(in_digits(part.strip()), got) for part in text.split(";") if part.strip()]
    if not found:
        raise Unclear("Nothing is claimed", _FIX)
    bounds = [f"{one.word}: {100 * one.ends[0]:.3g} to {100 * one.ends[1]:.3g} %" for one in found if one.ends] + (
        [WORDS] if any(one.ends is None for one in found) else []
    )
    said = "; ".join(one.sentence(got) for one in found)
    return found, f"You say: {said}. Such a claim holds where the forecast's chance is so high ({'; '.join(bounds)})."


def _claim(text: str, got: Got) -> Foreseen:
    said = _CLAIM.fullmatch(" ".join(text.split()))
    if said is None:
        raise Unclear(f"{text!r} cannot be tested", _FIX)
    word, what, whose, before, month = said.groups()
    key = next(key for key in OF_WAR if what.lower().startswith(key))
    side = {"collapse": got["defender"], "stop": got["attacker"]}.get(key, "")
    if whose and whose.lower() != side.lower():
        raise Unclear(
            f"'{what} of {whose}' is not understood here",
            f"Write collapse (of {got['defender']}) or stop (of {got['attacker']})",
        )
    words = AT if key == "go" else BY
    if before.lower() not in words:
        raise Unclear(
            f"{before!r} is not understood after {what!r}", f"Write one of these before the month: {', '.join(words)}"
        )
    meant = month_after(month, words[before.lower()])
    if not got["dates"][1] < meant:
        raise Unclear(f"{meant} is not after {got['dates'][1]}, the month of writing", "Write a later month")
    if word.lower() in SURE:
        return Foreseen(word.lower(), key, meant)
    try:
        return Foreseen(word, key, meant, _ends(word))
    except Unclear:
        raise Unclear(f"{text!r} cannot be tested: {word!r} is no chance", _FIX) from None


def _ends(word: str) -> tuple[float, float]:
    """Return between which chances a claim holds: as answered, or about so far from a single one."""
    stated = read_numbers(word, 0.0, 1.0, SHARE)
    if len(stated.values) == 1:
        return max(0.0, round(stated.middle - NEAR, 4)), min(1.0, round(stated.middle + NEAR, 4))
    return stated.values[0], stated.values[-1]
