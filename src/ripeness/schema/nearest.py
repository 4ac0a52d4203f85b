"""The name that was probably meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

LIKE, PART_LIKE = 0.75, 0.85
"""How alike a name must be to be suggested, and the last part of a dotted path alone (1: the same)."""

MOST_LISTED = 400
"""Characters of names that are listed before the rest is counted."""


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice most like ``word``, or None where nothing is like it.

    A dotted path is also compared by its last part, so that ``interdicted`` finds ``shadow_fleet.interdicted``, and a
    name with a year by its first, so that ``ukraine`` finds ``ukraine-2026``, where no other begins with it.
    """
    names = [str(choice) for choice in choices]
    asked = str(word)[:100].lower()
    lowered = {name.lower(): name for name in names}
    close = get_close_matches(asked, lowered, n=1, cutoff=LIKE)
    if close:
        return lowered[close[0]]
    tails = {name.rsplit(".", 1)[-1].lower(): name for name in names}
    close = get_close_matches(asked.rsplit(".", 1)[-1], tails, n=1, cutoff=PART_LIKE)
    if close:
        return tails[close[0]]
    first = [name.lower().partition("-")[0] for name in names]
    heads = {head: name for head, name in zip(first, names, strict=True) if first.count(head) == 1}
    close = get_close_matches(asked, heads, n=1, cutoff=PART_LIKE)
    return heads[close[0]] if close else None


def advice_with_titles(word: str, titles: Mapping[str, str], noun: str, listing: str) -> str:
    """Say which name was probably meant, by its own or by a word of its title, and which command lists all."""
    several = {"policy": "policies"}.get(noun, f"{noun}s")
    if not titles:
        return f"The scenario declares no {noun}; add it or take this out"
    guess = nearest(word, titles)
    if guess:
        meant = f"Did you mean {guess!r}? " + (f"That is: {titles[guess]}. " if titles[guess] else "")
    else:
        spoken = [name for name, title in titles.items() if len(word) > 3 and word.lower() in f"{name} {title}".lower()]
        meant = f"It is in the name or title of {', '.join(spoken[:6])}. " if spoken else ""
    return f"{meant}`{listing}` lists the {len(titles)} {several} with their titles"


def advice(word: str, choices: Collection[str], noun: str = "name", most: int = 24) -> str:
    """Say which name was probably meant and which names there are, as many as can be read."""
    if not choices:
        return f"The scenario declares no {noun}; add it or take this out"
    guess = nearest(word, choices)
    listed: list[str] = []
    for choice in choices:
        if len(listed) == most or sum(map(len, listed)) + len(choice) > MOST_LISTED:
            break
        listed.append(choice)
    left = len(choices) - len(listed)
    more = f"{', ' if listed else ''}... ({left} more)" if left else ""
    meant = f"Did you mean {guess!r}? " if guess else ""
    several = {"policy": "policies", "quantity": "quantities"}.get(noun, f"{noun}s")
    return f"{meant}Known {several}: {', '.join(listed)}{more}"
