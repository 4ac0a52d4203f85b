"""How often wars of an age went on, on a page."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.ask import in_words
from ripeness.pages.layout import Block, Column, Facts, Page, Prose, note, pictured, section, strong, table
from ripeness.pages.words import percent
from ripeness.questions.baserate.ask import METHODS, BaseRates, Estimate, Rate

NAMED = 6
"""Wars named on the page at most."""


def base_rate_page(result: BaseRates) -> Page:
    """Return the page."""
    return tuple(_parts(result))


def in_a_sentence(result: BaseRates, rate: Rate) -> str:
    """Return one base rate in two sentences."""
    count = len(result["longer"])
    return (
        f"Of {result['wars']} {result['about']} since {result['since']}, {count} lasted longer than "
        f"{result['age']:.0f} months. The methods put the share of such wars that go on {rate['months']} months more "
        f"{_between(rate['low'], rate['high'])}."
    )


def _parts(result: BaseRates) -> Iterator[Block]:
    yield strong(f"How often {result['about']} went on")
    yield Facts(
        (
            ("wars", f"{result['wars']} since {result['since']}, {result['transformed']} turned into another kind"),
            ("age", f"{result['age']:.0f} months: {len(result['longer'])} lasted longer ({_names(result)})"),
        )
    )
    words = [in_a_sentence(result, rate) for rate in result["rates"][:1]]
    yield section("In words", [Prose(" ".join([*words, _itself(result)]))])
    yield pictured("lasting")
    columns = [
        Column("months more", right=True, whole=True),
        Column("method"),
        Column("went on", right=True, whole=True),
    ]
    columns += [Column("9 in 10", whole=True), Column("not followed", right=True, whole=True, alone="not followed")]
    rows = []
    for rate in result["rates"]:
        censored = {one["method"]: one for one in rate["estimates"] if one["transformed"] == "censored"}
        ended = [one for one in rate["estimates"] if one["transformed"] == "ended"]
        for number, one in enumerate(ended):
            other = censored.get(one["method"])
            months = str(rate["months"]) if number == 0 else ""
            cells = (months, METHODS[one["method"]], percent(one["value"]), _band(one))
            rows.append((*cells, "" if other is None else percent(other["value"])))
    yield section("By method", [table(columns, rows)])
    yield note(
        "'went on': wars that turned into another kind of war count as ended that day; 'not followed': they count as "
        "not followed from that day on. Few wars last this long, so that no method is right: read the range. A base "
        "rate knows nothing of this war but its age. Rounded to 5 points."
    )


def _itself(result: BaseRates) -> str:
    """Return whether the war that is asked about can be one of those counted: it can, if it had not ended."""
    still = result["not_ended"]
    if not still:
        return "All of these have ended: a war that still goes on is not among them."
    told = [f"{name}, counted up to {in_words(day)}" for name, day in still.items()]
    shown = "; ".join(told[:NAMED]) + (f"; and {len(told) - NAMED} more" if len(told) > NAMED else "")
    which = "a war that is" if len(told) == 1 else f"{len(told)} wars that are"
    return (
        f"Among the {len(result['longer'])} {'is' if len(told) == 1 else 'are'} {which} not known to have ended, also "
        f"where that is the war asked about: {shown}."
    )


def _between(low: float, high: float) -> str:
    first, last = percent(low), percent(high)
    return f"at about {first}" if first == last else f"between {first} and {last}"


def _band(one: Estimate) -> str:
    if one["low"] is None or one["high"] is None:
        return ""
    return f"{percent(one['low'])} to {percent(one['high'])}"


def _names(result: BaseRates) -> str:
    names = list(result["longer"])
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return "; ".join(names[:NAMED]) + more  # a comma may stand in a name
