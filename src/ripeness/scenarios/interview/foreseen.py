"""Claims of the prose: what it says will come of the war, and by when."""

from __future__ import annotations

import re
from typing import NamedTuple

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


AT = {"in": 0, "at": 0, "past": 1, "beyond": 1, "after": 1}
"""Words before the month in which the war is said to go on, and months from there to that which is meant."""

BY = {"by": 0, "before": -1}
"""Words before the month by which an ending is said to come, likewise."""

_CLAIM = re.compile(
    r"(could|likely|will)\s+(?:to\s+|have to\s+)?(go on|settle|collapse|stop)(?:\s+of\s+(.+?))?\s+(\w+)\s+"
    r"(?:the\s+)?(?:end of\s+)?([1-8]\d{3}-(?:0[1-9]|1[0-2]))\.?",
    re.I,
)
_FIX = (
    "Write could, likely or will; then go on, settle, collapse or stop; then in (go on) or by, and a month: "
    "could go on in 2028-01; likely settle by 2027-06"
)


class Foreseen(NamedTuple):
    """A claim of the prose. what : a key of `OF_WAR`."""

    word: str
    what: str
    month: str

    def sentence(self, got: Got) -> str:
        """Return the claim as a sentence."""
        text = OF_WAR[self.what][2].replace("{a}", got["attacker"]).replace("{d}", got["defender"])
        return text.replace("{}", SURE[self.word], 1).replace("{}", self.month, 1)


def claims(text: str, got: Got) -> Heard:
    """Read what the prose says will come of the war."""
    found = [_claim(in_digits(part.strip()), got) for part in text.split(";") if part.strip()]
    if not found:
        raise Unclear("Nothing is claimed", _FIX)
    return found, f"You say: {'; '.join(one.sentence(got) for one in found)}."


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
    return Foreseen(word.lower(), key, meant)
