"""The chance of one event by a day, on a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ripeness.pages.layout import Block, Facts, Gap, Page, Prose, note, strong
from ripeness.pages.names import named
from ripeness.pages.words import MONTHS, about, chance, few_draws, likelihood, percent
from ripeness.questions.ask.ask import Answer
from ripeness.schema.sections.policy import STATUS_QUO


def ask_page(result: Answer) -> Page:
    """Return the page; what rests on few draws says so in its first line."""
    return named(tuple(_parts(result)), result["names"])


def _parts(result: Answer) -> Iterator[Block]:
    few = few_draws(result["effective_sample_size"], result["draws"], result["record"]) if result["draws"] > 1 else ""
    if few:
        yield strong(few)
        yield Gap()
    yield strong(f"{result['event'][:1].upper()}{result['event'][1:]} by {_day(result['by'])}")
    yield Prose(_answer(result))
    rows = [("scenario", f"{result['scenario']}, as of {result['as_of']}"), ("policy", _policy(result))]
    if result["draws"] > 1:
        low, high = percent(result["chance"]["p10"]), percent(result["chance"]["p90"])
        rows.append(("8 in 10 versions", f"{low} to {high}"))
    if (rate := result["base_rate"]) is not None:
        told = f"{percent(rate['low'])} to {percent(rate['high'])} of wars between states that had lasted as long ended"
        rows.append(("base rate", f"{told} in as many months (ripeness baserate)"))
    yield Facts(tuple(rows))
    yield note("What follows from the assumptions of the scenario, weighed by its record; no prediction.")


def _answer(result: Answer) -> str:
    mean = chance(result["chance"]["mean"])
    words = f" ({likelihood(mean)})" if 0.0 < mean < 1.0 else ""
    return f"On the assumptions of the scenario '{result['title']}', the chance of it is {about(mean)}{words}."


def _policy(result: Answer) -> str:
    base = "nothing new adopted" if result["policy"] == STATUS_QUO else result["policy"]
    return ", ".join([base, *(f"{name} = {value}" for name, value in result["levers"].items())])


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
