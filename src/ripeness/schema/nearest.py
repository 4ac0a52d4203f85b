"""The name that was probably meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice most like ``word``, or None where nothing is like it.

    A dotted path is also compared by its last part, so that ``interdicted`` finds
    ``shadow_fleet.interdicted``.
    """
    names = [str(choice) for choice in choices]
    lowered = {name.lower(): name for name in names}
    close = get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    if close:
        return lowered[close[0]]
    tails = {name.rsplit(".", 1)[-1].lower(): name for name in names}
    close = get_close_matches(word.rsplit(".", 1)[-1].lower(), tails, n=1, cutoff=0.6)
    return tails[close[0]] if close else None


def advice(word: str, choices: Collection[str], noun: str = "name", most: int = 24) -> str:
    """Say which name was probably meant and which names there are."""
    if not choices:
        return f"The scenario declares no {noun}; add it or take this out"
    guess = nearest(word, choices)
    listed = ", ".join(list(choices)[:most]) + (", ..." if len(choices) > most else "")
    meant = f"Did you mean {guess!r}? " if guess else ""
    several = {"policy": "policies", "quantity": "quantities"}.get(noun, f"{noun}s")
    return f"{meant}Known {several}: {listed}"
