"""Texts spoilt at random, and what a refusal of one must say."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from ripeness.errors import RipenessError, ScenarioError, commanding

NASTY = [
    *("0", "-1", "1", "2", "1e9", "-1e9", "1e308", "1e-308", "1e400", "-0.0", "5e-324", ".inf", "-.inf", ".nan", "inf"),
    *("1_000", "0x10", "007", "1e", "1,5", "1/3", "\u0663", "9" * 500, "-", "+", ".", "%", "0 %", "101 %", "1e30 %"),
    *(
        "30 %/year",
        "3 %/day",
        "1e6 months",
        "-3 months",
        "0 months",
        "1e300 bn USD",
        "1 bn EUR",
        "5 USD/month",
        "1 %/0",
    ),
    *("true", "false", "null", "~", "", "[]", "{}", "[[]]", "[1]", "{a: 1}", "[null]", "''", '"\\e[31m"', '"\\u202e"'),
    *(
        "2024-13",
        "0000-00",
        "9999-12",
        "2024-1",
        "2024-02-30",
        "1",
        "x",
        "north",
        "land",
        "judgement",
        "recalled",
        "a#1",
    ),
    *("*x", "&x y", "!!python/object:os.system {}", "!x y", "<<", "? a", "- a", "|", ">", "@", "`", "#", ": ", "\t"),
    *(
        "{value: 1}",
        "{mean: 0.5, sd: 1e300}",
        "{mean: 0.5, sd: 0}",
        "{mean: 0.5, strength: 1e-300}",
        "{mean: 1 %, sd: 3}",
    ),
    *(
        "{median: 1, p10: 1e-300, p90: 1e300}",
        "{median: 5 months, p10: 1 month, p90: 1e308 months}",
        "{low: 1, high: 0}",
    ),
    *("{low: 0, high: 1}", "{low: 0, mode: 0, high: 1}", "{values: [0, 1], weights: [1e308, 1e308]}", "{values: []}"),
    *("{values: [0.2, 0.3], weights: [1]}", "{mean: 30 %/year, sd: 10 %/year}", "{mean: 0.5, strength: 1e300}"),
]
"""What is put in the place of a value."""

Random = random.Random


def spoilt(text: str, rng: Random) -> bytes:
    """Return a text with one to four things done to it."""
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        text = rng.choice(MUTATIONS)(text, rng)
    content = text.encode("utf-8", "surrogatepass")
    if rng.random() < 0.05 and content:
        place = rng.randrange(len(content))
        content = content[:place] + bytes([rng.randrange(256)]) + content[place + 1 :]
    return (
        rng.choice((content.decode("utf-8", "replace").encode("utf-16"), content)) if rng.random() < 0.01 else content
    )


def _value(text: str, rng: Random) -> str:
    """Put something nasty in the place of a value, whatever it is."""
    places = [one.span(1) for one in re.finditer(r"[:\[,]\s+([^\s,{}\[\]#]+(?: %/?\w*| \w+)?)", text)]
    return _put(text, rng.choice(places), rng.choice(NASTY)) if places else text


def _number(text: str, rng: Random) -> str:
    """Put another number in the place of one."""
    places = [one.span() for one in re.finditer(r"(?<![\w.-])\d+\.?\d*(?![\w.-])", text)]
    if not places:
        return text
    begin, end = rng.choice(places)
    number = float(text[begin:end])
    other = rng.choice(
        (-number, number * 10, number / 10, number + 1, 0.0, 1.0, number * 1e12, 10.0 ** rng.randint(-40, 40))
    )
    return _put(text, (begin, end), f"{other:g}")


def _word(text: str, rng: Random) -> str:
    """Spell a word otherwise, or take another word of the file."""
    places = [one.span() for one in re.finditer(r"[A-Za-z_][\w-]*", text)]
    if not places:
        return text
    (begin, end), (first, last) = rng.choice(places), rng.choice(places)
    word = text[begin:end]
    at = rng.randrange(len(word))
    other = rng.choice((word[:at] + word[at + 1 :], word.upper(), text[first:last], f"{word[:at]}x{word[at:]}"))
    return _put(text, (begin, end), other)


def _line(text: str, rng: Random) -> str:
    """Leave a line out, repeat it, move it, or indent it otherwise."""
    lines = text.splitlines(keepends=True)
    if not lines:
        return text
    at = rng.randrange(len(lines))
    line = lines.pop(at)
    made = rng.choice(([], [line, line], [f"  {line}"], [line.lstrip()], None))
    if made is None:
        lines.insert(rng.randrange(len(lines) + 1), line)
    else:
        lines[at:at] = made
    return "".join(lines)


def _character(text: str, rng: Random) -> str:
    """Put a character in, or leave one out."""
    at = rng.randrange(len(text) + 1)
    one = rng.choice([*"{}[],:#&*!|>'\"%@`-? \n\t\0;", "\x1b", "\x85", "\u2028", "\ufeff", "\u202e", "\ud800", "é", ""])
    return text[:at] + one + text[at + (not one) :]


def _cut(text: str, rng: Random) -> str:
    """End the file early, or in the middle of another time."""
    at = rng.randrange(len(text) + 1)
    return text[:at] if rng.random() < 0.5 else text + text[at:]


def _put(text: str, span: tuple[int, int], piece: str) -> str:
    return text[: span[0]] + piece + text[span[1] :]


MUTATIONS: list[Callable[[str, Random], str]] = [
    _value,
    _value,
    _value,
    _number,
    _number,
    _word,
    _line,
    _character,
    _cut,
]


def clean(error: RipenessError, *files: str) -> None:
    """Every problem names its file and says what to do, in text that commands no terminal and can be read."""
    said = str(error)
    assert 0 < len(said) < 12_000 and commanding(said, "\n") is None
    problems = error.problems if isinstance(error, ScenarioError) else [error]
    for one in problems:
        assert one.what and one.fix, said
        assert any(file in str(one) for file in files), said
