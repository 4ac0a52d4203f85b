"""What the record's answers must agree on with the texts, the actors and the calendar."""

from __future__ import annotations

from pydantic import ValidationInfo

from ripeness.schema.calendar import month_of
from ripeness.schema.document import document_of
from ripeness.schema.sections.record import Record

ROLES = ("attacker", "defender")


def check_answers(record: Record, info: ValidationInfo) -> None:
    """Answers are those of a belligerent to a text that was there, one of each to each, within the record."""
    texts, actors, calendar = (info.data.get(one) for one in ("texts", "actors", "calendar"))
    if texts is None or actors is None or calendar is None:
        return
    given: dict[tuple[str, str], str] = {}
    for place, one in enumerate(record.answers):
        document = document_of(info)

        def wrong(key: str, what: str, fix: str, document=document, place=place) -> None:
            document.report(("record", "answers", str(place), key), what, fix)

        draft = texts.items[one.text]
        if draft.plan is None and not draft.truce:
            fix = f"Write texts.items.{one.text}.plan, the name of the plan whose terms it states"
            wrong("text", f"the terms of {one.text} are not known, so that no answer to it can be weighed", fix)
        if actors[one.by].role not in ROLES:
            who = " or ".join(name for name, actor in actors.items() if actor.role in ROLES)
            wrong("by", f"{one.by} is neither attacker nor defender", f"Write {who}")
        if one.month < month_of(draft.date):
            wrong("month", f"{one.month} lies before {one.text} ({draft.date})", "Correct the month or the text's date")
        elif not calendar.war_began <= one.month < calendar.as_of:
            what = f"{one.month} is not a month of the record, {calendar.war_began} to before {calendar.as_of}"
            wrong("month", what, "Leave it out, or correct the calendar")
        if (one.text, one.by) in given:
            what = f"{one.by} answered {one.text} in {given[one.text, one.by]} already"
            wrong("by", what, "Keep the answer that stands")
        given.setdefault((one.text, one.by), one.month)
