"""Which mechanism the model lacks for an event that people ask for, told by the words they ask with.

A mechanism that a scenario's question could state is named with the kind of question that asks for it. What no entry
names is refused with the list of what can be asked.
"""

from __future__ import annotations

import re

NOT_HELD = {
    r"\b(?:leaders?|presidents?|summits?|meet(?:ing|s)?|talks?|negotiations?)\b": (
        "who meets whom (it holds months in which the attacker attends talks; a question of kind meeting asks for one)"
    ),
    r"\b(?:prisoners?|exchanges?|swaps?)\b": (
        "partial deals by a day (it holds them by month; a question of kind deal asks for one)"
    ),
    r"\b(?:sanctions?|embargo|tariffs?|bill)\b": (
        "decisions on sanctions other than the scenario's package (a question of kind package asks for that)"
    ),
    r"\b(?:referendum|elections?|votes?|ratif\w+|parliament)\b": "votes and ratification at home",
    r"\b(?:resigns?|ousted|removed|overthrown|coup|dies|steps? down|regime|government)\b": (
        "who governs (that a state must stop for reasons at home is the ending 'attacker forced to stop')"
    ),
    r"\b(?:nuclear|atomic|escalat\w+|chemical)\b": "escalation beyond the war modelled",
    r"\b(?:nato|alliance|troops|peacekeep\w+|joins?|intervenes?|third)\b": (
        "other states that join the war or send troops (guarantees are levers)"
    ),
    r"\b(?:recogni[sz]\w+)\b": "recognition in law, apart from who holds the land",
    r"\b(?:captures?|takes?|falls?|city|town|region|territory|land|cedes?|area|front)\b": (
        "single places (the front is one; questions of kind area, area_change and signed_with_land ask how much land)"
    ),
    r"\b(?:aid|weapons?|arms|loan)\b": "decisions on aid (a policy sets its flow)",
}
"""By the words of an event: what the model would have to hold."""


def missing_for(words: str) -> str:
    """Return which mechanism is missing for an event in words; empty where no entry names it."""
    return next((why for pattern, why in NOT_HELD.items() if re.search(pattern, words, re.I)), "")
