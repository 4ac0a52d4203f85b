"""An assumption in words: ``truth.battle_odds`` -> what the field means, in whose eyes, since when."""

from __future__ import annotations

import re
from typing import Any

from ripeness.schema import Scenario
from ripeness.schema.leaves import members

_EYES = {
    "truth.": "in truth",
    "beliefs.attacker.battle.": "the attacker's belief on the front",
    "beliefs.attacker.collapse.": "the attacker's belief on collapse",
    "beliefs.attacker.": "the attacker's belief",
    "beliefs.defender.battle.": "the defender's belief on the front",
    "beliefs.defender.collapse.": "the defender's belief on collapse",
    "beliefs.defender.": "the defender's belief",
}


def in_words(scenario: Scenario, path: str) -> str:
    """Return what an assumption is, in the words of its declaration, with the name of what it is about."""
    since = ""
    if path.startswith("epochs."):
        _, epoch, path = path.split(".", 2)
        since = f" (from {scenario.epochs[epoch].from_})"
    meaning, about = _declared(scenario, path)
    eyes = next((words for start, words in _EYES.items() if path.startswith(start)), about)
    short = re.sub(r" \(.*\)$", "", meaning)
    return f"{eyes}: {short}{since}" if eyes else f"{short}{since}"


def _declared(scenario: Scenario, path: str) -> tuple[str, str]:
    """Return the meaning of the field at a path, and the title of the named thing that holds it."""
    section: Any = Scenario
    value: Any = scenario
    about = ""
    tokens = path.split(".")
    while tokens and section is not None:
        member = next((one for one in members(section) if one.key == tokens[0]), None)
        if member is None:
            break
        value = getattr(value, member.attribute, None)
        if member.declared is not None:
            named = f" ({tokens[1]})" if member.declared.kind == "numbers" and len(tokens) > 1 else ""
            return member.declared.meaning + named, about
        section, tokens = member.section, tokens[1:]
        if member.named and tokens:
            value = value.get(tokens[0]) if isinstance(value, dict) else None
            about = getattr(value, "title", None) or tokens[0]
            tokens = tokens[1:]
    return path, about
