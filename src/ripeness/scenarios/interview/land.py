"""Answers read of issues, place by place: where each stands, what each side would settle for; land has km^2.

A place is told from 0 to 100 of the way from the one side's wish to the other's; of land that is the issue's band, from
where it begins to where it ends, and not the land held.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ripeness.scenarios.interview.amounts import AREA, HUNDREDTHS, read_numbers
from ripeness.scenarios.interview.numbers import Stated, Unclear, only_middle
from ripeness.scenarios.interview.pieces import Got, Heard, alike, between, parted, unknown

STAYS = re.compile(r"(?:it )?(?:stays|remains)(?: as| where)?(?: it is)?|unchanged|as it is|as they are", re.I)
_WHOLE = re.compile(
    r"(?P<all>all(?: of it)?|everything|the whole(?: of it| [\w ]{1,60})?|in full)|(?P<none>nothing|none(?: of it)?)",
    re.I,
)
_AREA = re.compile(r"\d.*(?:km|\bsq|square|\bmi)", re.I)
_FRONT = re.compile(r"(?:the |today's |present |current )*(?:front|front line|line)(?: of today| today)?", re.I)
_HOLDS = re.compile(
    r"(?:(?:all|(?P<share>.+?)) )?(?:of )?(?:all )?(?:that|what|the land that|the land) (?P<who>.{1,200}) "
    r"holds?(?: today| now)?", re.I,
)  # fmt: skip


class Position(NamedTuple):
    """Where an issue stands: `share` of the attacker's ideal, or None where it goes with the front, then `band`."""

    share: float | None
    band: tuple[float, float] | None = None


def stands(text: str, got: Got) -> Heard:
    """Read where each issue stands today; land goes with the front."""
    about = got.get("issues", ["what the war is about"])
    parts = parted(text, len(about), f"{len(about)} answers, one for each of: {'; '.join(about)}", range(len(about)))
    found: list[Position] = []
    told_of, middles = [], ""
    for name, part in zip(about, parts, strict=True):
        if unknown(part):
            found.append(Position(0.5))
            told_of.append(f"{name}: not known, taken as the middle")
        elif land := re.fullmatch(r"front\b(.*)", part, re.I):
            found.append(_land(land[1], got, found))
            band = found[-1].band
            ends = f" from {band[0]:g} to {band[1]:g} km^2" if band else ""
            told_of.append(f"{name}: goes with the front{ends}")
        else:
            stated = read_numbers(part, 0.0, 100.0, HUNDREDTHS)
            share, middles = stated.middle, middles + only_middle((name, stated))
            found.append(Position(share / 100.0))
            told_of.append(f"{name}: {between(share, got)}")
    return found, f"You say, as things stand: {'; '.join(told_of)}.{middles}"


def whole(text: str, got: Got) -> Heard:
    """Read which issues can only be had whole, by number or name."""
    about = got.get("issues", [])
    if text.strip().lower().rstrip(".") in ("none", "neither", "none of them", "no", "nothing"):
        return [], "You say: each can be divided."
    found = set()
    for one in (part.strip() for part in text.split(";")):
        names = [number for number, name in enumerate(about) if one.lower() == name.lower() or one == str(number + 1)]
        if not names and len(one) > 2:
            part = re.sub(r"^(?:the|an?)\s+", "", one.lower())
            within = [number for number, name in enumerate(about) if part in name.lower()]
            names = within if len(within) == 1 else []
        if not names:
            raise Unclear(f"{one!r} is none of the issues", f"Write numbers or names of: {'; '.join(about)}")
        found.add(names[0])
    return sorted(found), f"You say: {'; '.join(about[one] for one in sorted(found))} can only be had whole."


def terms(side: str, text: str, got: Got) -> Heard:
    """Read what a side says it would settle for, issue by issue; - where it is silent, front for land as it is held."""
    about = got.get("issues", ["what the war is about"])
    parts = parted(text, len(about), f"{len(about)} answers, one for each of: {'; '.join(about)}", range(len(about)))
    found: list[float | None] = []
    said, notes = [], ""
    line = False
    for number, part in enumerate(parts):
        where = _stands_at(number, got)
        if unknown(part) or STAYS.fullmatch(part):
            found.append(None)
            continue
        held = _HOLDS.fullmatch(part)
        if held and not alike(held["who"], got["attacker"]) and (side, held["who"].lower()) != ("attacker", "it"):
            fix = f"Write what {got['attacker']} holds, an area in km^2, or a number from 0 to 100"
            raise Unclear(f"{part!r} does not say what {got['attacker']} holds", fix)
        if _FRONT.fullmatch(part) or (held and not held["share"]):
            said.append(f"{about[number]}: {_line(part, about[number], where, got)}")
            found.append(None)
            line = True
            continue
        if words := _WHOLE.fullmatch(part):
            part = "0" if words["none"] else "100"
        stated = _term(part, held["share"] if held else None, about[number], where, got)
        share = stated.middle / 100.0
        if number in got.get("whole", []) and share not in (0.0, 1.0):
            raise Unclear(f"{about[number]} can only be had whole", "Write 0, 100, or - where the side is silent")
        found.append(share)
        said.append(f"{about[number]}: {_told(share, where, got)}")
        notes += only_middle((about[number], stated)) + _warned(side, share, where, got)
    if all(one is None for one in found):
        fix = "Write where the line runs, in km^2 or from 0 to 100; or press Enter to skip" if line else (
            "Press Enter to skip"
        )  # fmt: skip
        raise Unclear(f"Nothing is stated{' beyond the line of today' if line else ''}", fix)
    return found, f"You say that {got.get(side, 'the side')} would settle for: {'; '.join(said)}.{notes}"


def _stands_at(number: int, got: Got) -> Position:
    where = got["stands"][number] if "stands" in got else None
    return where or Position(0.5)


def _held(where: Position, got: Got) -> float:
    """Return the land of an issue's band that the attacker holds, as the area at which the front stands in it."""
    assert where.band is not None
    return float(min(max(got["front_area"][0].middle, where.band[0]), where.band[1]))


def _line(part: str, name: str, where: Position, got: Got) -> str:
    if where.share is not None:
        raise Unclear(
            f"{name} does not go with the front, so that {part!r} says nothing of it",
            "Write a number from 0 to 100, or go back and write front where each stands today",
        )
    today = f" ({_held(where, got):.6g} km^2 today)" if where.band else ""
    return f"the line, wherever the front is then{today}"


def _term(part: str, of_held: str | None, name: str, where: Position, got: Got) -> Stated:
    """Return a place from 0 to 100; of land with a band also from an area or from a share of what is held."""
    if not of_held and not _AREA.search(part.replace("\u00b2", "^2").replace("km2", "km^2")):
        try:
            return read_numbers(part, 0.0, 100.0, HUNDREDTHS)
        except Unclear as unclear:
            if where.band is None:
                raise
            fix = f"Write an area in km^2, half of what {got['attacker']} holds, front, or a number from 0 to 100"
            raise Unclear(unclear.what, fix) from None
    if where.band is None:
        raise Unclear(
            f"{name} has no front in km^2, so that {part!r} says nothing of it", "Write a number from 0 to 100"
        )
    first, last = where.band
    if of_held:
        area = read_numbers(of_held, 0.0, 100.0, HUNDREDTHS).by(lambda one: one / 100.0 * _held(where, got))
    else:
        area = read_numbers(part, -1e7, 1e7, AREA)
    for one in area.values:
        if not first <= one <= last:
            raise Unclear(
                f"{one:.6g} km^2 lies outside {name}, which goes from {first:.6g} to {last:.6g} km^2",
                "Write an area between the two, or 0 to 100",
            )
    return area.by(lambda one: 100.0 * (one - first) / (last - first))


def _told(share: float, where: Position, got: Got) -> str:
    if where.band is None:
        return between(float(f"{100.0 * share:.3g}"), got)
    first, last = where.band
    area = first + share * (last - first)
    return f"{100.0 * share:.3g} of 100: {area:.6g} km^2 ({got['attacker']} holds {_held(where, got):.6g} today)"


def _warned(side: str, share: float, where: Position, got: Got) -> str:
    """Return a warning where the defender offers more land than is held, or the attacker asks for less."""
    if where.band is None:
        return ""
    more = where.band[0] + share * (where.band[1] - where.band[0]) - _held(where, got)
    if side == "defender" and more > 1e-6:
        return f" That is {more:.6g} km^2 more than {got['attacker']} holds: is it meant? Write km^2 if not."
    if side == "attacker" and more < -1e-6:
        return f" That is {-more:.6g} km^2 less than {got['attacker']} holds: is it meant? Write km^2 if not."
    return ""


def _land(text: str, got: Got, before: list[Position]) -> Position:
    if "front_area" not in got:
        if text.strip():
            raise Unclear(f"{text.strip()!r} is not understood here", "Write front alone: no area of it was answered")
        if any(one.share is None for one in before):
            raise Unclear(
                "Two issues go with the front", "On a front told in hundredths only one can: give the other a number"
            )
        return Position(None)
    _, out, beaten = got["front_area"]
    if not text.strip():
        band = (out.middle, beaten.middle)
    else:
        ends = read_numbers(text, -1e7, 1e7, AREA).values
        if len(ends) != 2:
            raise Unclear(f"{text.strip()!r} is no stretch of land", "Write for example front 0 to 15000")
        band = (ends[0], ends[1])
    for one in before:
        if one.band and one.band[0] < band[1] and band[0] < one.band[1]:
            raise Unclear("Two stretches of land overlap", "Let one begin where the other ends")
    return Position(None, band)
