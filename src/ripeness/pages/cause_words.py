"""What may stand in the way of a settlement, in words: the causes of ``ripeness explain``."""

from __future__ import annotations

from collections.abc import Sequence

from ripeness.pages.words import listed

CAUSE_WORDS = {
    "information": "beliefs that differ from what the scenario takes as true",
    "commitment": "fear that a deal would be broken",
    "issue": "a party that must consent and has no seat",
    "text": "the lack of a common text",
    "table": "the lack of a table that may settle",
    "mediator": "the mediator's leniency and pressure",
    "means": "the attacker's means to go on",
    "strength": "the defender's weakness, real or believed",
    "leader": "the risk to a leader's office",
}


def cause(name: str) -> str:
    """Return a cause in words, with its name.

    >>> cause("text")
    'the lack of a common text (text)'
    """
    return f"{CAUSE_WORDS[name]} ({name})" if name in CAUSE_WORDS else name


def causes(names: Sequence[str]) -> str:
    """Return causes in words, with their names."""
    return listed([cause(name) for name in names])


def any_of(names: Sequence[str]) -> str:
    """Return causes in words, any one of which is meant."""
    told = [cause(name) for name in names]
    return (
        told[0] if len(told) == 1 else f"any one of {listed(told)}" if len(told) > 2 else f"either {' or '.join(told)}"
    )
