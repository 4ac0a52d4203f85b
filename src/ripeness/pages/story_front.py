"""Where the front of a told war is, and how it came there, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ripeness.arrays import ACTORS
from ripeness.pages.names import inside
from ripeness.pages.words import month_in_words

if TYPE_CHECKING:
    from ripeness.questions.story.chronicle import Chronicle, MonthTold

Span = Sequence["MonthTold"]
"""Months of a told war, one after the other."""


def front_words(told: Chronicle, span: Span) -> str:
    """Where the front is after the months, and who moved it."""
    if told["base_area"] is not None:
        return _area(told, span, told["base_area"])
    last, (attacker, defender) = span[-1], sides(told)
    at = last["front"] + (last["move"] or 0)
    gains = {side: sum(month["move"] == way for month in span) for side, way in ((attacker, 1), (defender, -1))}
    if len(span) > 1:
        how = ", ".join(f"{side} gains in {in_months(count)}" for side, count in gains.items() if count)
        said = f"From step {span[0]['front']} to {at} of {told['steps']}: {how}."
    elif last["move"]:
        side = attacker if last["move"] > 0 else defender
        said = f"{side} gains a step: from {last['front']} to {at} of {told['steps']}."
    else:
        said = f"Step {at} of {told['steps']}."
    return f"{said} {_since_the_start(told, at)}"


def _area(told: Chronicle, span: Span, base: float) -> str:
    """What the attacker holds after the months, and how much more or less than before them."""
    cell, (attacker, _) = told["step_area"] or 0.0, sides(told)
    at = span[-1]["front"] + (span[-1]["move"] or 0)
    gained = cell * (at - span[0]["front"])
    change = f"{abs(gained):,.0f} km^2 {'more' if gained > 0 else 'less'} than" if gained else "as much as"
    before = f"at the start of {month_in_words(span[0]['month'])}"
    area = base + cell * at
    net = ", its losses taken off" if area < 0 else ""
    return f"{attacker} holds {area:,.0f} km^2{net}, {change} {before}."


def _since_the_start(told: Chronicle, at: int) -> str:
    """Return how far the front is from where the war began."""
    away = at - told["start"]
    if not away:
        return "It is where the war began."
    area = f" ({away * told['step_area']:+,.0f} km^2)" if told["step_area"] is not None else ""
    return f"That is {abs(away)} {'above' if away > 0 else 'below'} where the war began{area}."


def sides(told: Chronicle) -> tuple[str, str]:
    """Return what attacker and defender are called inside a sentence."""
    attacker, defender = (inside(told["names"][actor]) for actor in ACTORS)
    return attacker, defender


def in_months(count: int) -> str:
    """Return a number of months in words."""
    return f"{count} month{'' if count == 1 else 's'}"


def square_kilometres(area: float) -> str:
    """Return an area in tens of square kilometres."""
    return f"{round(area, -1):,.0f} km^2"
