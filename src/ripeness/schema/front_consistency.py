"""What a scenario's front, truth, beliefs, issues and record must agree on: one law of the front, and its measures.

The checks report to the document, as those of `consistency`, which lists them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from pydantic import ValidationInfo

from ripeness.schema.calendar import Calendar
from ripeness.schema.document import document_of
from ripeness.schema.drawn import usual
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Section
from ripeness.schema.sections.aid import Aid
from ripeness.schema.sections.belief import Beliefs, Truth
from ripeness.schema.sections.front import Front
from ripeness.schema.sections.issue import Matter
from ripeness.schema.sections.record import Record

OTHER = {"steps": "drift", "drift": "steps"}
BELIEVED = {"steps": "battle", "drift": "drift"}
"""The section of a side's beliefs that speaks of the front, by the front's law."""
IN_TRUTH = {"steps": "battle_odds", "drift": "drift"}
IN_EFFORT = {"steps": "odds", "drift": "drift"}


def check_front(front: Front, info: ValidationInfo) -> None:
    """The front teaches from a month of the war on, starts between its ends, and its ends lie apart."""
    document, calendar = document_of(info), info.data.get("calendar")
    if isinstance(calendar, Calendar) and front.from_ and not calendar.war_began <= front.from_ <= calendar.as_of:
        what = f"{front.from_} is not a month from {calendar.war_began} to {calendar.as_of}"
        document.report(("front", "from"), what, "Correct the month, or leave it out: the front then teaches at once")
    if front.lowest and front.highest and front.area:
        low, high = usual(front.lowest)[1], usual(front.highest)[0]
        if low >= high:
            what = f"the lowest area, up to {low:g}, is not below the highest, down to {high:g} km^2"
            document.report(("front", "lowest"), what, "Write an area for each end, the lowest below the highest")
        elif not low < front.area.centre < high:
            what = f"{front.area.centre:g} km^2 lies outside the ends, {low:g} to {high:g} km^2"
            document.report(("front", "area"), what, "Write an area between lowest and highest")


def check_truth(truth: Truth, info: ValidationInfo) -> None:
    """The truth states the chance or the drift of the front's law, and not the other's."""
    front, document = info.data.get("front"), document_of(info)
    if not isinstance(front, Front):
        return
    needed, foreign = IN_TRUTH[front.law], IN_TRUTH[OTHER[front.law]]
    if getattr(truth, needed) is None:
        what = f"truth.{needed} is not stated, which a front of the law {front.law} moves by"
        document.report("truth", what, f"Write truth.{needed}")
    if getattr(truth, foreign) is not None:
        what = f"a front of the law {front.law} has no {foreign}"
        document.report(("truth", foreign), what, "Take the line out, or change front.law")
    if front.law == "drift" and _counts(truth.odds_when_exhausted):
        what = "a front of the law drift has no odds_when_exhausted, which shifts the chance of a step"
        document.report(("truth", "odds_when_exhausted"), what, "Take the line out")


def check_beliefs(beliefs: Beliefs, info: ValidationInfo) -> None:
    """Both sides believe something of the front's own law, and its cells hold the drifts that they and nature take."""
    front, truth, document = info.data.get("front"), info.data.get("truth"), document_of(info)
    if not isinstance(front, Front):
        return
    foreign = BELIEVED[OTHER[front.law]]
    for side in ("attacker", "defender"):
        if getattr(getattr(beliefs, side), foreign) is not None:
            what = f"a front of the law {front.law} has no belief called {foreign}"
            document.report(("beliefs", side, foreign), what, f"Write beliefs.{side}.{BELIEVED[front.law]} instead")
    if front.law == "drift" and isinstance(truth, Truth):
        means = [("truth.drift", truth.drift)]
        for side in ("attacker", "defender"):
            belief = getattr(beliefs, side).drift
            means += [(f"beliefs.{side}.drift.mean", belief.mean)] if belief is not None else []
        for path, mean in means:
            for what, fix in _too_fast(front, path, mean):
                document.report(path, what, fix)


def _too_fast(front: Front, path: str, mean: Quantity | None) -> Iterator[tuple[str, str]]:
    """Yield what is wrong where the cells cannot hold a drift: a move of a substep would not be a probability."""
    if mean is None or front.sd is None or front.cell is None:
        return
    fastest, spreads = max(map(abs, usual(mean))), usual(front.sd)
    if all(_holds(fastest, sd, front.cell.centre, front.substeps) for sd in spreads):
        return
    for substeps in range(1, 61):
        cell = 2.0 * spreads[1] / math.sqrt(substeps)
        if all(_holds(fastest, sd, cell, substeps) for sd in spreads):
            fix = f"Write front.cell: {_upward(cell)} km^2 and front.substeps: {substeps}"
            break
    else:
        fix = "Write a larger front.sd, or a smaller drift: no cells hold a drift so far beyond the spread"
    held = f"cells of {front.cell.centre:g} km^2 in {front.substeps} substep{'s' if front.substeps > 1 else ''} a month"
    yield f"{held} cannot hold a drift of {fastest:g} with an sd of {spreads[0]:g} km^2", fix


def _holds(drift: float, sd: float, cell: float, substeps: int) -> bool:
    """Whether all three moves of a substep are probabilities: |x| <= v + x^2 <= 1."""
    x, v = drift / (substeps * cell), sd**2 / (substeps * cell**2)
    return x <= v + x * x <= 1.0


def _upward(cell: float) -> str:
    """Return a width in two digits, rounded up."""
    power = 10.0 ** (math.floor(math.log10(cell)) - 1)
    return f"{math.ceil(cell / power - 1e-9) * power:g}"


def check_effort(effort: Section | None, info: ValidationInfo) -> None:
    """Effort has money to be made of, and moves the front in the unit of the front's law."""
    front, document = info.data.get("front"), document_of(info)
    if effort is None:
        return
    stated = document.data.get("effort", {})
    moves = [name for name in ("attacker_drift", "attacker_odds") if _counts(getattr(effort, name))]
    for name in moves:
        if info.data.get("war_chest") is None:
            what = "the attacker's effort is what it spends, and the scenario has no war_chest"
            document.report(("effort", name), what, "Write the section war_chest, or take the line out")
    if isinstance(front, Front):
        for name in (f"{side}_{IN_EFFORT[OTHER[front.law]]}" for side in ("attacker", "defender")):
            if name in stated:
                fix = f"Write effort.{name.rsplit('_', 1)[0]}_{IN_EFFORT[front.law]} instead"
                document.report(("effort", name), f"a front of the law {front.law} is not moved by {name}", fix)
    moved = _counts(effort.defender_drift) or _counts(effort.defender_odds)  # type: ignore[attr-defined]
    if moved and effort.arms_needed is None:  # type: ignore[attr-defined]
        what = "the defender's effort is a share of the arms that it needs, which are not stated"
        document.report("effort", what, "Write effort.arms_needed: 3 bn EUR/month")


def check_aid(aid: Aid | None, info: ValidationInfo) -> None:
    """Intelligence moves the front in the unit of the front's law."""
    front, document = info.data.get("front"), document_of(info)
    if aid is None or not isinstance(front, Front):
        return
    foreign = f"intelligence_{IN_EFFORT[OTHER[front.law]]}"
    if _counts(getattr(aid, foreign)):
        what = f"a front of the law {front.law} is not moved by {foreign}"
        document.report(("aid", foreign), what, f"Write aid.intelligence_{IN_EFFORT[front.law]} instead")


def _counts(number: Quantity) -> bool:
    return number.uncertain or number.centre != 0.0


def check_bands(issues: dict[str, Matter], info: ValidationInfo) -> None:
    """Land lies in bands where the front is an area, which do not overlap; else one issue may follow the front."""
    front, document = info.data.get("front"), document_of(info)
    if not isinstance(front, Front):
        return
    for name, issue in issues.items():
        if front.law == "drift" and issue.follows_front:
            fix = f"Write issues.{name}.band with the areas from and to between which it lies"
            document.report(("issues", name, "follows_front"), "a front that drifts is followed by bands of land", fix)
        if front.law == "steps" and issue.band is not None:
            fix = "Write follows_front: true, or a front of the law drift"
            document.report(("issues", name, "band"), "a front of steps has no areas", fix)
    banded = sorted(
        (issue.band.from_.centre, issue.band.to.centre, name) for name, issue in issues.items() if issue.band
    )
    for (_, top, lower), (bottom, _, upper) in pairwise(banded):
        if bottom < top - 1e-9 * max(1.0, abs(top)):
            what = f"the bands of {lower} and {upper} overlap: {bottom:g} lies below {top:g} km^2"
            document.report(("issues", upper, "band"), what, "Let each band begin where the one below it ends")


def check_areas(record: Record, front: Front, info: ValidationInfo) -> None:
    """The record states what the front's law can show: moves and positions of a ladder, or areas between the ends."""
    document = document_of(info)
    for month, seen in record.in_order():
        where = ("record", "months", month)
        if front.law == "drift" and (seen.front is not None or seen.position is not None):
            what = "a front that drifts has no moves and positions in steps"
            document.report((*where, "front" if seen.front else "position"), what, "Write area: 113500 km^2 instead")
        if front.law == "steps" and seen.area is not None:
            fix = "Write front: up or down, or a front of the law drift"
            document.report((*where, "area"), "a front of steps has no areas", fix)
        elif seen.area is not None and front.lowest and front.highest:
            low, high = usual(front.lowest)[0], usual(front.highest)[1]
            if not low < seen.area < high:
                what = f"{seen.area:g} km^2 lies outside the ends, {low:g} to {high:g} km^2: the war would have ended"
                document.report((*where, "area"), what, "Correct the area, or the ends of the front")
        if seen.area is not None and front.from_ is not None and month < front.from_:
            what = f"an area is stated before the front teaches, which it does from {front.from_} on"
            document.report((*where, "area"), what, "Leave it out, or let front.from be an earlier month")
