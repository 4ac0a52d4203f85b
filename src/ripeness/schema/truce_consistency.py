"""What a truce must agree on with the rest of a scenario: a front that can stand still, and a way to begin.

The checks report to the document, as those of `consistency`, which lists them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationInfo

from ripeness.schema.document import document_of
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Section
from ripeness.schema.sections.front import Front
from ripeness.schema.sections.record import Record

OFFERED = "truce.offered"
SLACK = 1e-12


def check_truce(truce: Section | None, info: ValidationInfo) -> None:
    """A truce needs a front that can stand still, best responses, and some chance that it is offered."""
    document, front, choice = document_of(info), info.data.get("front"), info.data.get("choice")
    texts = info.data.get("texts")
    in_words = [name for name, one in texts.items.items() if one.truce] if texts is not None else []
    if truce is None:
        return
    if isinstance(front, Front) and front.law == "steps":
        what = "a front of the law steps moves every month, so that no truce can hold it"
        document.report("truce", what, "Write front.law: drift, or write ceasefire.allowed: true for one that lasts")
    if choice is not None and choice.precision is not None:
        what = "truces begin and end by best responses, and choice.precision makes choices smooth"
        document.report("truce", what, "Take choice.precision out, or the section truce")
    offered = getattr(truce, "offered", None)
    if isinstance(offered, Quantity) and not offered.uncertain and offered.centre == 0.0:
        later = [*_stated(document.data, "levers"), *_stated(document.data, "epochs")]
        if OFFERED not in later and not (in_words and texts is not None and texts.put):
            what = "no truce can begin: none is offered, and no text that is put is one"
            document.report("truce", what, "Write truce.offered, for example 5 %/month, or let a text be one")

    table, in_war = getattr(truce, "table", None), _table_in_war(info)
    if isinstance(table, Quantity) and not table.uncertain and in_war is not None and table.centre < in_war - SLACK:
        what = f"a table in a truce is less likely than one in war, {100 * in_war:.3g} %/month"
        fix = "Write at least that, or leave the line out: the table is then as in war"
        document.report(("truce", "table"), what, fix)


def _table_in_war(info: ValidationInfo) -> float | None:
    """The chance of a table in a month of war, as the file states it; None where that is uncertain or varies."""
    actors, tracks, texts = (info.data.get(name) for name in ("actors", "tracks", "texts"))
    if actors is None or tracks is None or texts is None or texts.count:
        return None
    sides = {name for name, one in actors.items() if one.role in ("attacker", "defender")}
    settling = [one for one in tracks.values() if sides <= set(one.seats)]
    numbers = [texts.overlap, *(number for one in settling for number in (one.meets, one.mandate))]
    if any(number.uncertain for number in numbers):
        return None
    none = math.prod(1.0 - one.meets.centre * one.mandate.centre for one in settling)
    return float(texts.overlap.centre * (1.0 - none))


def _stated(data: Mapping[str, Any], section: str) -> list[str]:
    """Paths that the levers or epochs change, as the file states them."""
    found: list[str] = []
    named = data.get(section)
    for one in named.values() if isinstance(named, Mapping) else ():
        changes = one.get("changes") if isinstance(one, Mapping) else None
        found += [changes] if isinstance(changes, str) else [*changes] if isinstance(changes, list | Mapping) else []
    return found


def check_truces_recorded(record: Record, info: ValidationInfo) -> None:
    """A month is recorded as one of truce only where there can be a truce, and says nothing of fighting or talks."""
    document = document_of(info)
    for month, seen in record.months.items():
        where = ("record", "months", month, "truce")
        if seen.truce and info.data.get("truce") is None:
            fix = "Write the section truce, or take the line out"
            document.report(where, "the scenario has no section truce, so that there is none to record", fix)
        elif seen.truce and any(
            one is not None for one in (seen.front, seen.attended, seen.strikes, seen.partial_deal)
        ):
            what = "a month that ends in a truce has no fighting and no talks of a war to record"
            document.report(where, what, "Take out front, attended, strikes and partial_deal of this month")
