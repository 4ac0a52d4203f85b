"""Actors by the names that a scenario gives them, in the place of their roles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ripeness.pages.layout import Block, Drawing, Facts, Page, Prose, Row, Section, Table, Words
from ripeness.pages.words import listed

ROLES = ("attacker", "defender", "payer", "mediator")
"""Roles for which a page puts the actor's name: a side, who pays, or who mediates."""

OWNERS = {
    "mediator_executive": "the mediator's executive",
    "mediator_legislature": "the mediator's legislature",
    "payer": "the payer",
    "defender": "the defender",
    "attacker": "the attacker",
    "nobody": "nobody: a thought experiment",
}

COUNTRY = "'s country"
"""What is left out behind an actor's name, which is its country's."""

_NO_NAMES: Mapping[str, str] = {}


def in_whose_hands(owner: str | Sequence[str], names: Mapping[str, str] = _NO_NAMES) -> str:
    """Return who can pull a lever, by name where the scenario gives one; `names` by actor and role."""
    if not isinstance(owner, str):
        return listed([in_whose_hands(one, names) for one in owner])
    if owner in names:
        return inside(names[owner])
    return name_roles(
        OWNERS.get(owner, owner.replace("_", " ")), {role: names[role] for role in ROLES if role in names}
    )


def inside(name: str) -> str:
    """Return an actor's name as it stands inside a sentence: ``The North`` becomes ``the North``."""
    return f"t{name[1:]}" if name.startswith("The ") else name


def named(page: Page, names: Mapping[str, str]) -> Page:
    """Return a page with *the attacker*, *the defender*, *the payer* and *the mediator* called by their names.

    Parameters
    ----------
    names : by role. A role without a name, or whose name is the role itself, stays as it is.
    """
    known = {role: names[role] for role in ROLES if role in names and names[role].lower() != role}
    return tuple(_block(block, known) for block in page) if known else page


def name_roles(text: str, names: Mapping[str, str]) -> str:
    """Return a text in which roles are called by name; the country of a role goes by the same name.

    >>> name_roles("The attacker's ideal, and the defender gives up", {"attacker": "Arcadia", "defender": "The South"})
    "Arcadia's ideal, and the South gives up"
    >>> name_roles("the defender's country votes, and the defender's army stays", {"defender": "Arcadia"})
    "Arcadia votes, and Arcadia's army stays"
    >>> name_roles("how much the\\ndefender cares", {"defender": "Arcadia"})
    'how much \\nArcadia cares'
    """
    if not names or ("he " not in text and "he\n" not in text):  # nearly none of a figure's many short texts has one
        return text

    def name(found: re.Match[str]) -> str:
        stated = names[found["role"]]
        shown = f"{stated[0].upper()}{stated[1:]}" if found["the"] == "The" else inside(stated)
        owned = shown if found["of"] in (None, COUNTRY) else f"{shown}'" if shown.endswith("s") else f"{shown}'s"
        return f"{'' if found['gap'] == ' ' else found['gap']}{owned}"

    roles = "|".join(map(re.escape, names))
    return re.sub(rf"\b(?P<the>[Tt]he)(?P<gap>[ \n])(?P<role>{roles})\b(?P<of>{COUNTRY}\b|'s)?", name, text)


def _words(words: Words, names: Mapping[str, str]) -> Words:
    if isinstance(words, str):
        return name_roles(words, names)
    return tuple((name_roles(piece, names), style) for piece, style in words)


def _block(block: Block, names: Mapping[str, str]) -> Block:
    match block:
        case Prose():
            return replace(block, text=_words(block.text, names))
        case Section():
            parts = tuple(_block(part, names) for part in block.parts)
            return Section(name_roles(block.title, names), parts)
        case Table():
            columns = tuple(replace(one, head=name_roles(one.head, names)) for one in block.columns)
            rows = tuple(Row(tuple(_words(cell, names) for cell in row.cells), row.style) for row in block.rows)
            return replace(block, columns=columns, rows=rows)
        case Facts():
            return Facts(tuple((label, _words(words, names)) for label, words in block.rows))
        case Drawing():
            key = tuple(_block(part, names) for part in block.key)
            return replace(block, says=name_roles(block.says, names), key=key)  # type: ignore[arg-type]
    return block
