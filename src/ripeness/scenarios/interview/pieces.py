"""What readers of answers share: names, months of war, how a front moves, an answer taken apart at its semicolons."""

from __future__ import annotations

import re
import unicodedata
from calendar import month_abbr, month_name
from collections.abc import Callable, Collection, Mapping
from typing import Any

from ripeness.errors import commanding
from ripeness.scenarios.interview.numbers import Stated, Unclear
from ripeness.schema.calendar import months_between
from ripeness.schema.section import is_name

Got = Mapping[str, Any]
"""What was answered, by question."""

Heard = tuple[Any, str]
"""What an answer holds, and the same in words."""

Reader = Callable[..., Heard]
"""Is handed an answer's text and what was answered before."""

LONGEST = 200

MONTHS = {name.lower(): at for names in (month_name, month_abbr) for at, name in enumerate(names) if name} | {"sept": 9}
MONTH = re.compile(
    rf"(?:\b(?:the )?(\d{{1,2}})(?:\.|st|nd|rd|th)? (?:of )?)?\b({'|'.join(MONTHS)})\b\.?,? "
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?, |of )?(\d{{4}})\b",
    re.I,
)
"""A month in words and its year, with a day before or behind the month, or without."""

_PART_OF = re.compile(
    rf"\b(?:(?:mid|early|late)[- ]|(?:the )?(?:middle|beginning|start|end) of )(?=(?:{'|'.join(MONTHS)})\b)", re.I
)
"""What says in which part of a month; the month counts."""

OTHERWISE_READ = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"})
"""Words that readers of YAML take for something else than a name."""

FURTHEST = 7.0
"""Times the spread of single months that a mean move of an area's front may be: cells that hold it have an end."""


SKIPS = frozenset(
    ("don't know", "dont know", "do not know", "i don't know", "i dont know", "i do not know", "no idea", "unknown",
     "not known", "not stated", "not said", "skip", "skipped", "?", "??", "-", "\u2013", "n/a", "na", "n.a.")
)  # fmt: skip
"""Answers that say that there is none."""


def unknown(answer: str) -> bool:
    """Say whether an answer, or a part of one, says that there is none."""
    return " ".join(answer.lower().replace("\u2019", "'").split()).rstrip(".!") in SKIPS or answer.strip() in ("n.a.",)


def name_of(text: str, taken: tuple[str, ...] = ()) -> str:
    """Return a key for a name in words: small letters, digits and _, and unlike those taken."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "_", re.sub(r"^(the|a|an)\s+", "", plain)).strip("_")[:40].strip("_")
    key = key if is_name(key) and key not in OTHERWISE_READ else f"x_{key}".rstrip("_")
    number = 2
    while key in taken:
        key = f"{key.rstrip('0123456789').rstrip('_')}_{number}"
        number += 1
    return key


def alike(one: str, other: str) -> bool:
    """Say whether two names are one, but for case and an article."""
    return len({re.sub(r"^(?:the|an?)\s+", "", " ".join(name.lower().split())) for name in (one, other)}) == 1


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


def parted(text: str, count: int, example: str, open_to: Collection[int] = ()) -> list[str]:
    """Return the parts of an answer between semicolons; there must be so many.

    open_to : the parts that may say that nothing is known.
    """
    parts = [clean(one) for one in text.split(";")] if text.strip() else []
    if len(parts) != count:
        held = f"{len(parts)} answer{'s' * (len(parts) != 1)}"
        raise Unclear(f"This holds {held} where {count} are asked for", f"Write {example}")
    for number, part in enumerate(parts):
        if unknown(part) and number not in open_to:
            raise Unclear(
                f"{part!r}: place {number + 1} of {count} cannot be left open",
                f"Write {example}; or a wide range in this place; or Enter to skip the whole question",
            )
    return parts


def in_digits(text: str, days: bool = False) -> str:
    """Return a text with its months as YYYY-MM, which people write in words. days : where a day is named, with it.

    >>> in_digits("June 2026; the end of 2027"), in_digits("1 Sept. 2024"), in_digits("2024-03")
    ('2026-06; 2027-12', '2024-09', '2024-03')
    >>> in_digits("the 15th of March 2024", days=True), in_digits("March 5, 2024", days=True)
    ('2024-03-15', '2024-03-05')
    """
    text = _PART_OF.sub("", text)
    text = re.sub(r"\b(?:the )?end of (\d{4})\b(?!-)", r"\1-12", text, flags=re.I)

    def dated(found: re.Match[str]) -> str:
        day = found[1] or found[3] if days else None
        return f"{found[4]}-{MONTHS[found[2].lower()]:02d}{f'-{int(day):02d}' if day else ''}"

    return MONTH.sub(dated, text)


def spread_of_months(got: Got) -> float:
    """Return by how much single months of an area's front differ, km^2: as answered, or a fiftieth of its range."""
    if "front_moves" in got:
        spread: float = got["front_moves"][1]
        return spread
    _, out, beaten = got["front_area"]
    return float(beaten.middle - out.middle) / 50.0


def in_reach(mean: Stated, sd: float) -> None:
    """Refuse a mean move so far beyond the spread of single months that no cells hold it."""
    if (furthest := max(map(abs, mean.values))) > FURTHEST * sd:
        raise Unclear(
            f"{furthest:g} km^2 a month is more than {FURTHEST:g} times the difference between months, {sd:g} km^2",
            "Write less, or a larger difference where the moves of a month are asked for",
        )


def between(share: float, got: Got) -> str:
    """Return a place from 0 to 100 in words."""
    a, d = got["attacker"], got["defender"]
    return f"as {d} wants it" if share == 0 else f"as {a} wants it" if share == 100 else f"{share:g} of 100 to {a}"
