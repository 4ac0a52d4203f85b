"""What claims must agree on with the rest of a scenario: months, assumptions, the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationInfo

from ripeness.schema.calendar import Calendar, month_after, months_between
from ripeness.schema.claims.claim import Claim
from ripeness.schema.claims.condition import About, Assumed, Change, OnlyIf, Recorded, Timed
from ripeness.schema.claims.criterion import BASELINE
from ripeness.schema.claims.measure import MEASURES
from ripeness.schema.document import Document, Path, document_of
from ripeness.schema.units import UnitError

OF_MEANS = ("income", "effort")
OF_TRUCE = ("truce", "stopped", "truce_stands")
"""Quantities of a war in which spending follows the means."""

Places = Iterator[tuple[str, int | str]]


def check_claims(claims: dict[str, Claim], info: ValidationInfo) -> None:
    """Claims speak of months that are computed, and of a record that is there."""
    calendar, document = info.data.get("calendar"), document_of(info)
    if calendar is None:
        return
    for name, claim in claims.items():
        form = claim.holds_if
        where = ("claims", name, "holds_if")
        check_months(form, where, calendar, document)
        front = info.data.get("front")
        if isinstance(form, About) and form.quantity == "area" and getattr(front, "law", "drift") == "steps":
            fix = "Ask for front, or write a front of the law drift"
            document.report((*where, "quantity"), "a front of steps has no area", fix)
        if isinstance(form, About) and form.quantity in OF_MEANS and info.data.get("effort", form) is None:
            what = f"spending is fixed, so that there is no {form.quantity} to speak of"
            document.report((*where, "quantity"), what, "Write the section effort, or ask for another quantity")
        if isinstance(form, About) and form.quantity in OF_TRUCE and info.data.get("truce") is None:
            what = f"the scenario has no truce, so that there is no {form.quantity} to speak of"
            document.report((*where, "quantity"), what, "Write the section truce, or ask for another quantity")
        if isinstance(form, Recorded) and info.data.get("record") is None:
            document.report((*where, "recorded"), "the scenario has no record", "Add record:, or take the claim out")


def check_months(form: Any, where: Path, calendar: Calendar, document: Document) -> None:
    """Whatever a form says of months, they are months that the forecast shows, or of the past where that is known."""
    for key, when in _whens(form):
        wrong = _wrong(when, form, calendar)
        if wrong:
            document.report((*where, key), *wrong)


def check_assumptions(claims: dict[str, Claim], assumptions: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield name of the claim, what is wrong and what to do, for claims about what is not an uncertain number."""
    from ripeness.schema.nearest import advice

    for name, claim in claims.items():
        form = claim.holds_if
        if not isinstance(form, Assumed):
            continue
        if form.assumption not in assumptions:
            near = [one for one in assumptions if one.split(".")[0] == form.assumption.split(".")[0]]
            fix = advice(form.assumption, near or list(assumptions), "uncertain number")
            yield name, f"no uncertain number is called {form.assumption!r}", fix
            continue
        try:
            number = assumptions[form.assumption]
            form.bounds(number.unit, number.compounds)
        except UnitError as error:
            yield name, str(error), error.fix


def _whens(form: Any) -> Places:
    if isinstance(form, Timed | Recorded) and form.over is not None:
        yield from (("over", one) for one in form.over)
    if isinstance(form, Timed):
        yield from ((key, getattr(form, key)) for key in ("at", "by") if getattr(form, key) is not None)
    if isinstance(form, Change):
        yield from (("from", form.from_), ("to", form.to))
    if isinstance(form, OnlyIf):
        yield "by", form.by


def _wrong(when: int | str, form: Any, calendar: Calendar) -> tuple[str, str] | None:
    """Return what is wrong with a month and what to do, or None."""
    last = month_after(calendar.as_of, calendar.horizon)
    measure = MEASURES[form.quantity] if isinstance(form, About) else None
    past = isinstance(form, Recorded) or (measure is not None and measure.past)
    if when == BASELINE:
        if calendar.baseline is None:
            return "the calendar has no baseline", "Add calendar.baseline: YYYY-MM, or name a month here"
        if measure is None or not (measure.past or measure.baseline):
            return "this is not computed for the baseline", f"Name a month from {calendar.as_of} to {last}"
        return None
    ahead = when if isinstance(when, int) else months_between(calendar.as_of, when)
    if ahead > calendar.horizon:
        what = f"{when} months ahead" if isinstance(when, int) else f"{when}"
        return f"{what} lies beyond the horizon, {calendar.horizon} months", f"Write {last} or earlier"
    if isinstance(form, Recorded) and ahead >= 0:
        return f"{when} is not a month of the record", f"Write a month before {calendar.as_of}"
    if ahead < 0 and not past:
        known = ", ".join(name for name, one in MEASURES.items() if one.past)
        what = f"{getattr(form, 'quantity', 'this')} is not computed for months before {calendar.as_of}"
        return what, f"Name a later month, or a quantity that is: {known}"
    if isinstance(when, str) and months_between(calendar.war_began, when) < 0:
        return f"{when} lies before the war began ({calendar.war_began})", f"Write {calendar.war_began} or later"
    return None
