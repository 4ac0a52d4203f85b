"""Claims of the prose: what it says will come of the war, by when, and what it says would make that likelier."""

from __future__ import annotations

import re
from typing import NamedTuple

from ripeness.scenarios.interview.amounts import SHARE, read_numbers
from ripeness.scenarios.interview.numbers import Unclear
from ripeness.scenarios.interview.pieces import Got, Heard, in_digits
from ripeness.schema.calendar import month_after
from ripeness.schema.claims.claim import MODAL
from ripeness.schema.sections.policy import STATUS_QUO

OF_WAR = {
    "go": ("ongoing", "at", "the war {} still go on in {}"),
    "settle": ("settled", "by", "a settlement {} come by {}"),
    "ceasefire": ("stopped", "by", "a first ceasefire or a settlement {} come by {}"),
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

APART = 0.05
"""By how much a chance must differ between two policies, so that a claim of likelier or less likely holds."""

MORE = {"likelier": True, "sooner": True, "more likely": True, "less likely": False, "later": False}
"""Words of a comparison, and whether the chance is said to be larger."""

_IF = re.compile(rf"({'|'.join(MORE)})\s+(.+?),?\s+(?:if|where|once)\s+(.+)", re.I)


class Condition(NamedTuple):
    """What a comparison rests on. said : matches it. needs : the question that must be answered, empty for none.

    policy : which is compared with the status quo, in whose place `instead` is taken where it is given. words : it.
    """

    said: re.Pattern[str]
    needs: str
    policy: str
    words: str
    instead: str = STATUS_QUO


CONDITIONS = (
    Condition(re.compile(r"(?:the |these |its )?sanctions (?:come|are (?:let|allowed) (?:to )?come)", re.I), "holder",
              "sanctions-now", "the sanctions that {holder} holds back come at once"),
    Condition(re.compile(r"(?:the |these |its )?sanctions (?:come|are enforced)", re.I), "sanctions", STATUS_QUO,
              "the sanctions that {mediator} holds back are enforced once they come than if they never are",
              "sanctions-on-paper"),
    Condition(re.compile(r"(?:the |its )?aid (?:ends|stops|is cut off)", re.I), "sponsor", "aid-ends",
              "{sponsor} gives nothing any more"),
    Condition(re.compile(r"(?:the |its )?aid (?:is )?halved", re.I), "sponsor", "aid-halved",
              "{sponsor} gives half as much"),
    Condition(re.compile(r"(?:the |its )?aid (?:rises|grows|is raised)|more aid(?: comes)?", re.I), "sponsor",
              "aid-raised", "{sponsor} gives half as much again, or all that is needed where it gives nothing"),
    Condition(re.compile(r".{1,60} (?:vouches|guarantees (?:it|a deal|the deal|a settlement))", re.I), "",
              "guarantees-first", "somebody guarantees a deal"),
    Condition(re.compile(r"(?:its |the )?delegations (?:may|can) sign", re.I), "", "delegations-that-may-sign",
              "{a} sends delegations that may sign"),
)  # fmt: skip
"""What a claim may compare with the status quo: a policy for each is written beside the levers."""

IFS = "sanctions come, aid ends, aid is halved, aid rises, somebody guarantees a deal, delegations may sign"

_CLAIM = re.compile(
    r"(.+?)\s+(?:of\s+)?(?:to\s+|have to\s+)?(?:an? )?(go on|settle|settlement|ceasefire|truce|collapse|stop)"
    r"(?:\s+of\s+(.+?))?\s+(\w+)\s+(?:the\s+)?(?:end of\s+)?([1-8]\d{3}-(?:0[1-9]|1[0-2]))\.?",
    re.I,
)
_TURNED = re.compile(r"(?:an? )?((?:settle|settlement|ceasefire|truce|collapse) (?:by|before) .+?),? ([a-z].*)", re.I)
"""A claim whose word comes last: a ceasefire by 2026-12, more likely than not."""

_FIX = (
    "Write could, likely, will, a chance or an even bet; then go on, settle, ceasefire, collapse or stop; then in "
    "(go on) or by, and a month: could go on in 2028-01; likely settle by 2027-06; an even bet settle by 2028-12; or "
    f"likelier settle by 2028-12 if (one of these) {IFS}"
)


class Foreseen(NamedTuple):
    """A claim of the prose. word : could, likely, will, or how sure in the answer's words. what : a key of `OF_WAR`.

    ends : where a chance was answered, those between which that of the forecast must lie. condition : where two
    policies are compared, and `more` whether the chance is said to be larger under the first.
    """

    word: str
    what: str
    month: str
    ends: tuple[float, float] | None = None
    condition: Condition | None = None
    more: bool = True

    @property
    def policies(self) -> tuple[str, str]:
        """The two policies of a comparison."""
        assert self.condition is not None
        return self.condition.policy, self.condition.instead

    def sentence(self, got: Got) -> str:
        """Return the claim as a sentence."""
        text = OF_WAR[self.what][2].replace("{a}", got["attacker"]).replace("{d}", got["defender"])
        if self.condition:
            named = {key: got[key][0] for key in ("mediator", "sponsor") if key in got} | {"a": got["attacker"]}
            where = self.condition.words.format(**{"holder": got.get("holder"), **named})
            likelier = "likelier" if self.more else "less likely"
            return f"{self._said(text)} is {likelier} if {where}"
        if self.ends:
            return f"{self._said(text)}: {self.word}"
        return text.replace("{}", SURE[self.word], 1).replace("{}", self.month, 1)

    def _said(self, text: str) -> str:
        said = text.replace("{}", "to", 1).replace("{}", self.month, 1)
        return said.replace(" to still", " still to")


def claims(text: str, got: Got) -> Heard:
    """Read what the prose says will come of the war."""
    text = re.sub(r"\bbefore (?=(?:the )?end of \d{4}\b)", "by ", text, flags=re.I)
    found = [_compared(in_digits(part.strip()), got) for part in text.split(";") if part.strip()]
    if not found:
        raise Unclear("Nothing is claimed", _FIX)
    bounds = [f"{one.word}: {100 * one.ends[0]:.3g} to {100 * one.ends[1]:.3g} %" for one in found if one.ends] + (
        [WORDS] if any(not one.ends and not one.condition for one in found) else []
    )
    said = f"You say: {'; '.join(one.sentence(got) for one in found)}."
    if bounds:
        said += f" Such a claim holds where the forecast's chance is what its word asks for ({'; '.join(bounds)})."
    if any(one.condition for one in found):
        said += f" A comparison holds where the two chances lie {100 * APART:.0f} points apart or more."
    return found, said


def _compared(text: str, got: Got) -> Foreseen:
    """Return a claim, and what it is compared under where it says likelier or less likely."""
    if re.search(r"\b(?:months?|years?|quarters?) (?:sooner|later|earlier)\b", text, re.I):
        raise Unclear(
            f"{text!r}: by how many months sooner is not computed", f"Write likelier settle by a month if {IFS}"
        )
    said = _IF.fullmatch(" ".join(text.split()).rstrip("."))
    if said is None:
        return _claim(text, got)
    word, claim, where = said.groups()
    plain = _claim(f"could {claim}", got)
    known = [one for one in CONDITIONS if one.said.fullmatch(where)]
    if not known:
        raise Unclear(f"{where!r} is no condition that can be tested here", f"Write one of: {IFS}")
    if any(one.policy == "aid-halved" for one in known) and "sponsor" in got and not got["sponsor"][1]:
        raise Unclear(f"{got['sponsor'][0]} gives nothing, so that {where!r} changes nothing", "Leave the claim out")
    for one in known:
        if not one.needs or got.get(one.needs):
            if one.needs == "holder" and "sanctions" not in got:
                continue
            return plain._replace(word=word.lower(), condition=one, more=MORE[word.lower()])
    raise Unclear(
        f"Nothing was answered that {where!r} could change", f"Answer {known[-1].needs} first, or leave it out"
    )


def _claim(text: str, got: Got) -> Foreseen:
    text = " ".join(text.split())
    if turned := _TURNED.fullmatch(text):
        text = f"{turned[2]} {turned[1]}"
    said = _CLAIM.fullmatch(text)
    if said is None:
        raise Unclear(f"{text!r} cannot be tested", _FIX)
    word, what, whose, before, month = said.groups()
    what = "ceasefire" if what.lower() == "truce" else what
    key = next(key for key in OF_WAR if what.lower().startswith(key))
    if key == "ceasefire" and "ceasefire" not in got:
        raise Unclear("No ceasefire can come, as answered", "Go back, and write yes where a ceasefire is asked for")
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
        # The format's kinds could, likely and will do not speak of a first ceasefire.
        return Foreseen(word.lower(), key, meant, (MODAL[word.lower()], 1.0) if key == "ceasefire" else None)
    try:
        return Foreseen(word, key, meant, _ends(word))
    except Unclear:
        raise Unclear(f"{text!r} cannot be tested: {word!r} is no chance", _FIX) from None


WORDED = {
    "more likely than not": (0.5, 1.0), "unlikely": (0.0, 0.45), "very unlikely": (0.0, 0.1),
    "highly unlikely": (0.0, 0.1), "a long shot": (0.0, 0.1),
}  # fmt: skip
"""What other words ask of the chance: the opposite of likely, and of will."""


def _ends(word: str) -> tuple[float, float]:
    """Return between which chances a claim holds: as answered, or about so far from a single one."""
    if (known := re.sub(r"^(?:rather|somewhat|quite|a little) ", "", word.lower())) in WORDED:
        return WORDED[known]
    stated = read_numbers(word, 0.0, 1.0, SHARE)
    if len(stated.values) == 1:
        return max(0.0, round(stated.middle - NEAR, 4)), min(1.0, round(stated.middle + NEAR, 4))
    return stated.values[0], stated.values[-1]
