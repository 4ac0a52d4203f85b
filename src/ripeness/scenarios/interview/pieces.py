"""What readers of answers share: names, months of war, and an answer taken apart at its semicolons."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from ripeness.errors import commanding
from ripeness.scenarios.interview.numbers import Unclear
from ripeness.schema.calendar import months_between
from ripeness.schema.section import is_name

Got = Mapping[str, Any]
"""What was answered, by question."""

LONGEST = 200


def name_of(text: str, taken: tuple[str, ...] = ()) -> str:
    """Return a key for a name in words: small letters, digits and _, and unlike those taken."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "_", re.sub(r"^(the|a|an)\s+", "", plain)).strip("_")[:40].strip("_")
    key = key if is_name(key) else f"x_{key}".rstrip("_")
    number = 2
    while key in taken:
        key = f"{key.rstrip('0123456789').rstrip('_')}_{number}"
        number += 1
    return key


def months_of_war(got: Got) -> int:
    """Return how many months the war has lasted."""
    return months_between(*got["dates"])


def clean(text: str) -> str:
    """Return a text without needless blanks; it holds letters, and not too many."""
    kept = " ".join(text.split())
    if not kept:
        raise Unclear("Nothing is written", "Write a name or a few words")
    if len(kept) > LONGEST or commanding(kept):
        raise Unclear(
            "This is too long, or holds signs that are no text", f"Write at most {LONGEST} letters and digits"
        )
    return kept


def parted(text: str, count: int, example: str) -> list[str]:
    """Return the parts of an answer between semicolons; there must be so many."""
    parts = [clean(one) for one in text.split(";")] if text.strip() else []
    if len(parts) != count:
        raise Unclear(f"This holds {len(parts)} answers where {count} are asked for", f"Write {example}")
    return parts


def between(share: float, got: Got) -> str:
    """Return a place from 0 to 100 in words."""
    a, d = got["attacker"], got["defender"]
    return f"as {d} wants it" if share == 0 else f"as {a} wants it" if share == 100 else f"{share:g} of 100 to {a}"
