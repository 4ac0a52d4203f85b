"""A scenario as it could have been written by a month: what came later is left out, and what is hindsight is counted.

    left out    months of the record, answers, epochs, texts and plans from the month on; levers, policies and claims
    hindsight   a number whose `known_from` is the month or later; or, without one, whose source is of the month or
                later, or that rests on judgement or memory without a date
    widened     a hindsight number that says what it was `before` stands so

A source that names only its year is of the end of that year. A number that rests on several sources is hindsight where
one of them is. A default of the format is no statement about a war, and is neither.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ripeness.errors import RunError
from ripeness.schema.calendar import month_after, month_of, read_month
from ripeness.schema.quantity import DEFAULT, Quantity
from ripeness.schema.reference import WORDS
from ripeness.schema.replacing import place_of
from ripeness.schema.scenario import Scenario

OUTCOMES_OF_PLANS = ("levers", "policies", "claims", "view")
"""Sections that no forecast of the past reads."""
REMARKS = ("known_from", "before")


@dataclass(frozen=True)
class Cut:
    """A scenario as of a month. numbers : computed with. hindsight : of them, by path, why. widened : of these."""

    scenario: Scenario
    numbers: int
    hindsight: Mapping[str, str]
    widened: tuple[str, ...]


def cut(scenario: Scenario, month: str) -> Cut:
    """Return a scenario as of an earlier month.

    Raises
    ------
    RunError : no month, one before the war's second, or one after the scenario's own.
    """
    month = _month(scenario, month)
    if scenario.data is None:
        raise RunError("the scenario was built by hand", "Build it with ripeness.load, or from data")
    data = copy.deepcopy(dict(scenario.data))
    for section in OUTCOMES_OF_PLANS:
        data.pop(section, None)
    data["calendar"]["as_of"] = month
    if str(data["calendar"].get("baseline", "")) >= month:
        data["calendar"].pop("baseline", None)
    _cut_epochs(data, month)
    _cut_texts(data, month)
    _cut_record(data, month)
    _cut_who(data, month)
    before = Scenario.rebuilt(data, scenario)
    late = hindsight(before, month)
    widened = []
    for path, number in before.quantities().items():
        if path in late and number.before is not None:
            place, key = place_of(data, path)
            place[key] = {**place[key]["before"], **{k: v for k, v in place[key].items() if k in ("source", "note")}}
            widened.append(path)
    final = Scenario.rebuilt(data, scenario) if widened else before
    return Cut(final, len(_computed(before)), late, tuple(widened))


def hindsight(scenario: Scenario, month: str) -> dict[str, str]:
    """Return the numbers that nobody could have stated so by a month, by path, and why."""
    dates = {name: origin.date for name, origin in scenario.sources.items()}
    found = {}
    for path, number in _computed(scenario).items():
        if why := _why(number, dates, month):
            found[path] = why
    return found


def _why(number: Quantity, dates: Mapping[str, str], month: str) -> str:
    if number.known_from is not None:
        return f"known from {number.known_from}" if number.known_from >= month else ""
    words = [source for source in number.source if source in WORDS]
    keys = [source.split("#", 1)[0] for source in number.source if source not in WORDS]
    late = [key for key in keys if _of(dates[key]) >= month]
    if late:
        return f"its source {late[0]} is of {dates[late[0]]}"
    return f"rests on {words[0]} without a date" if words else ""


def _of(date: str) -> str:
    """Month of a source's date; of a year alone, its December."""
    return month_of(date) if len(date) > 4 else f"{date}-12"


def _computed(scenario: Scenario) -> dict[str, Quantity]:
    """Return the numbers that the file states and that are computed with."""
    return {
        path: value
        for path, value in scenario.computed()
        if isinstance(value, Quantity) and value.source != DEFAULT and path.split(".", 1)[0] not in ("plans", "levers")
    }


def _month(scenario: Scenario, month: str) -> str:
    first, last = month_after(scenario.calendar.war_began, 1), scenario.calendar.as_of
    try:
        read = read_month(month)
    except ValueError:
        raise RunError(f"{month!r} is no month", f"Write YYYY-MM, from {first} to {last}") from None
    if not first <= read <= last:
        what = f"{scenario.name} cannot be cut at {read}: the war began in {scenario.calendar.war_began}"
        raise RunError(f"{what}, and the file is of {last}", f"Ask for a month from {first} to {last}")
    return read


def _cut_epochs(data: dict[str, Any], month: str) -> None:
    epochs = data.get("epochs") or {}
    gone = {name for name, one in epochs.items() if str(one["from"]) >= month}
    data["epochs"] = {name: one for name, one in epochs.items() if name not in gone}
    kept = {
        name: one
        for name, one in (data.get("correlations") or {}).items()
        if not any(str(path).startswith(f"epochs.{epoch}.") for path in one["between"] for epoch in gone)
    }
    data.pop("correlations", None)
    if kept:
        data["correlations"] = kept


def _cut_texts(data: dict[str, Any], month: str) -> None:
    plans = {name: one for name, one in (data.get("plans") or {}).items() if _earlier(one, month)}
    data.pop("plans", None)
    if plans:
        data["plans"] = plans
    texts = data.get("texts") or {}
    items = {name: dict(one) for name, one in (texts.get("items") or {}).items() if _earlier(one, month)}
    for one in items.values():
        if one.get("plan") not in plans:
            one.pop("plan", None)
    if "items" in texts:
        data["texts"] = {**texts, "items": items}
        if texts.get("put") and not any(one.get("plan") or one.get("truce") for one in items.values()):
            data["texts"]["put"] = False
        if texts.get("count") and not items:
            data["texts"]["count"] = False


def _earlier(stated: Mapping[str, Any], month: str) -> bool:
    return stated.get("date") is None or month_of(str(stated["date"])) < month


def _cut_record(data: dict[str, Any], month: str) -> None:
    record = data.get("record")
    if not record:
        return
    items = (data.get("texts") or {}).get("items") or {}
    data["record"] = {**record, "months": {at: seen for at, seen in (record.get("months") or {}).items() if at < month}}
    if "answers" in record:
        data["record"]["answers"] = [
            one
            for one in record["answers"]
            if str(one["month"]) < month
            and (items.get(one["text"], {}).get("plan") or items.get(one["text"], {}).get("truce"))
        ]


def _cut_who(data: dict[str, Any], month: str) -> None:
    """Let nobody have come who came later: an envoy, and a front that began to be counted."""
    envoy = data.get("envoy")
    if envoy and str(envoy.get("since", "")) > month:
        data["envoy"] = {key: value for key, value in envoy.items() if key != "since"}
    front = data.get("front") or {}
    if str(front.get("from", "")) > month:
        data["front"] = {**front, "from": month}
