"""Words for probabilities: one scale, for what is printed and for what a claim asks."""

from __future__ import annotations

SCALE = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.00, "almost certain"),
)
"""Upper end of each word's range: the seven terms of Intelligence Community Directive 203 (2015)."""


def word_begins(word: str) -> float:
    """Return the lower end of a word's range."""
    place = [name for _, name in SCALE].index(word)
    return SCALE[place - 1][0] if place else 0.0
