"""What sentences and tables of several figures share: months picked out, bands, and what the numbers are of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ripeness.errors import harmless
from ripeness.figures.figure import Row, by_month
from ripeness.figures.theme import short, wrapped
from ripeness.pages.names import inside
from ripeness.pages.words import about, last_day, month_in_words, percent
from ripeness.questions.caution import FEW_DRAWS
from ripeness.questions.summary.summary import Summary
from ripeness.statistics.bands import Band, Figure

FEWEST = 10
"""Of fewer versions than this no eight in ten can be told."""

GOING = 0.05
"""Means over the wars that go on are drawn while so many of all do: fewer say little of wars."""

LONGEST = 60
"""Characters of a name in a picture."""


def banded(summary: Summary) -> bool:
    """Return whether there are versions enough for a band of eight in ten."""
    return bool(summary["evidence"]["uncertain"]) and summary["draws"]["finished"] >= FEWEST


def fan(summary: Summary, bands: Sequence[Band]) -> list[dict[str, Any]]:
    """Return the rows of a band of eight in ten versions by month; a month without one has no row."""
    low, high = [one["p10"] for one in bands], [one["p90"] for one in bands]
    rows = by_month(["p10", "p90"], summary["months"], summary["months_ahead"], p10=low, p90=high)
    return [one for one in rows if one["p10"] is not None]


def at_months(rows: Sequence[Row], *ahead: int) -> list[Row]:
    """Return the rows so many months ahead; the last row where the table is shorter than the first of them."""
    found = [one for one in rows if one["months_ahead"] in ahead]
    return found or list(rows[-1:])


def of_wars(chance: Figure, noun: str = "") -> str:
    """Return a chance as a share of wars, rounded as a table prints it: ``about 80 %``.

    >>> of_wars(0.79), of_wars(0.02, "these settlements"), of_wars(0.0)
    ('about 80 %', 'less than 5 % of these settlements', 'none of them')
    """
    if chance is None:
        return "-"
    if chance <= 0:
        return f"none of {noun or 'them'}"
    return f"{about(chance)} of {noun}" if noun else about(chance)


def span(low: Figure, high: Figure) -> str:
    """Return what chances lie between, rounded as a table prints them: ``60 to 90 %``."""
    first, last = percent(low), percent(high)
    return first if first == last else f"{first.removesuffix(' %')} to {last}"


def when(row: Row) -> str:
    """Return when a row holds: ``after 12 months (31 January 2027)``; the first, ``today``."""
    if row["months_ahead"] == 0:
        return "today"
    months = "month" if row["months_ahead"] == 1 else "months"
    return f"after {row['months_ahead']} {months} ({last_day(row['month'])})"


def shown_while_going(summary: Summary, series: Sequence[Figure]) -> list[Figure]:
    """Return a mean over the wars that go on, without the months in which fewer than 1 in 20 of all wars do."""
    return [one if (of["mean"] or 0.0) >= GOING else None for one, of in zip(series, summary["ongoing"], strict=True)]


def named(names: Mapping[str, str]) -> dict[str, str]:
    """Return names as they stand in a picture: none that commands whoever shows it, none longer than a line."""
    return {role: short(harmless(name), LONGEST) for role, name in names.items()}


def title(text: str, most: int = 110) -> str:
    """Return the title of a scenario, an issue or a plan as it stands in a picture."""
    return short(harmless(text), most)


def heading(text: str, most: int = 112) -> str:
    """Return a title in two lines, as it stands above a row of a chart: the first is empty where one is enough."""
    lines = wrapped(title(text, most), 60)[:2]
    return "\n".join([" ", *lines][-2:])


def whose(names: Mapping[str, str], role: str) -> str:
    """Return a side by its name inside a sentence."""
    return inside(names.get(role, f"the {role}"))


def subtitle(content: Mapping[str, Any], policy: str = "") -> tuple[str, ...]:
    """Return what the numbers of a figure are of, in lines: whose assumptions, from when, under what, how many.

    Parameters
    ----------
    content : of a result. policy : what is adopted, as a sentence without its full stop; empty where it is not told.
    """
    said = f"What follows from the assumptions of '{title(content['title'], 80)}'"
    if "as_of" in content:
        said += f", as of {month_in_words(content['as_of'])}"
    lines = wrapped(f"{said}; not a prediction.")
    if policy:
        lines += wrapped(f"{short(harmless(policy), 160)}.")
    return (*lines, *wrapped(grounds(content)))


def assumed(title_of: str, then: str) -> tuple[str, ...]:
    """Return whose assumptions a figure of the past is of, and a second sentence, in lines."""
    return (
        *wrapped(f"What follows from the assumptions of '{title(title_of, 80)}'; not a prediction."),
        *wrapped(then),
    )


def grounds(content: Mapping[str, Any]) -> str:
    """Return on how many versions of the argument a figure rests, and whether that is too few to quote."""
    draws = content["draws"]
    many = draws["finished"] if isinstance(draws, Mapping) else draws
    evidence = content.get("evidence", {})
    uncertain = content.get("uncertain", evidence.get("uncertain", 1))
    if not uncertain:
        return "Every number is stated as certain: one version of the argument."
    record = content.get("record")
    effective = record["effective_sample_size"] if isinstance(record, Mapping) else content.get("effective_sample_size")
    told = f"{many} versions of {'each view' if 'views' in content else 'the argument'}"
    if effective is None:
        return f"{told}."
    told += f", which count as {effective:.0f} equal ones"
    return f"{told}: too few to be quoted." if effective < FEW_DRAWS else f"{told}."
