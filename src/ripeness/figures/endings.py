"""How has it ended by then? The chance of each ending by month, one above the other, each with a letter of its own."""

from __future__ import annotations

from typing import Any

from ripeness.arrays import ENDING_LABELS, ENDINGS
from ripeness.figures.axes import chances, data, days
from ripeness.figures.figure import Tables, needed
from ripeness.figures.telling import at_months, when
from ripeness.figures.theme import COLOURS, ENDING_COLOURS, LETTER, WIDTH
from ripeness.pages.shares import of_ten
from ripeness.pages.words import ENDING_NOUNS, FORCED_STOP, listed
from ripeness.questions.summary.summary import Summary

TITLE = "How has it ended by then?"

LETTERS = dict(zip(ENDINGS, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strict=False))
"""Of each ending, so that none is told by its colour alone."""

FIGHTING, FIGHTING_LABEL = "fighting", "still fighting"

MET = 0.0005
"""Chance from which an ending is drawn."""

LETTERED = 0.05
"""Height from which an ending's letter has room."""

HATCHED = 2
"""Months between two lines of the hatching of an assumed hazard."""


def labelled(ending: str) -> str:
    """Return an ending with its letter, as legends have it."""
    return f"{LETTERS[ending]}: {ENDING_LABELS[ending]}" if ending in LETTERS else FIGHTING_LABEL


def in_order(summary: Summary) -> list[str]:
    """Return the endings that are met, the assumed hazard last."""
    paths = summary["endings"]
    known = [one for one in ENDINGS if one in paths and one != FORCED_STOP] + [FORCED_STOP]
    return [one for one in known if one in paths and max(c or 0.0 for c in paths[one]["by_month"]) >= MET]


def tables(summary: Summary) -> Tables:
    """Return each ending's chance by month with its place in the pile, what goes on, and where the letters stand."""
    rows: list[dict[str, Any]] = []
    letters, hatching = [], []
    met = in_order(summary)
    for at, month in enumerate(summary["months"]):
        floor = 0.0
        going = summary["ongoing"][at]["mean"] or 0.0
        chance = {one: summary["endings"][one]["by_month"][at] or 0.0 for one in met}
        for ending in (*met, FIGHTING):
            size = chance.get(ending, going)
            row = {
                "day": f"{month}-01", "month": month, "months_ahead": summary["months_ahead"][at], "ending": ending,
                "label": labelled(ending), "chance": size, "from": floor, "to": floor + size,
            }  # fmt: skip
            rows.append(row)
            floor += size
            if ending == FORCED_STOP and at % HATCHED == 0:
                hatching.append(row)
    last = summary["months_ahead"][-1]
    for ending in met:
        of = [one for one in rows if one["ending"] == ending and one["months_ahead"] <= 0.93 * last]
        widest = max(of, key=lambda one: one["chance"])
        if widest["chance"] >= LETTERED:
            middle = (widest["from"] + widest["to"]) / 2
            letters.append({"day": widest["day"], "ending": ending, "letter": LETTERS[ending], "place": middle})
    return {"endings": rows, "letters": letters, "hatching": hatching}


def sentence(tables: Tables) -> str:
    """Return the endings and what goes on, a year and three years ahead."""
    rows = [one for one in tables["endings"] if one["ending"] != FIGHTING]
    going = [one for one in tables["endings"] if one["ending"] == FIGHTING]
    told = []
    for month in at_months(going, 12, 36):
        ended = sorted(
            (one for one in rows if one["months_ahead"] == month["months_ahead"] and one["chance"] >= 0.05),
            key=lambda one: -float(one["chance"]),
        )
        parts = [f"{of_ten(one['chance'])} by {ENDING_NOUNS[one['ending']]}" for one in ended]
        how = f", and so many have ended: {listed(parts)}" if parts else ""
        told.append(f"{when(month)} so many are still fought: {of_ten(month['chance'])}{how}")
    return f"Of the wars that follow from these assumptions, {'; '.join(told)}."


def chart() -> Any:
    """Return the chart: a pile of areas in a fixed order; the white rest is still fought, the hatched an assumption."""
    alt = needed("altair")
    order = [*(labelled(one) for one in ENDINGS), FIGHTING_LABEL]
    colour = alt.Color(
        "label:N", scale=alt.Scale(domain=order, range=[*ENDING_COLOURS[: len(ENDINGS)], COLOURS["paper"]]),
        legend=alt.Legend(symbolType="square", symbolStrokeColor=COLOURS["quiet"], symbolStrokeWidth=1),
    )  # fmt: skip
    y = chances("from", "chance that it has ended so")
    pile = data("endings").mark_area(stroke=COLOURS["paper"], strokeWidth=0.8)
    lines = data("hatching").mark_rule(color=LETTER, strokeWidth=0.8, opacity=0.6)
    named = data("letters").mark_text(color=LETTER, fontWeight="bold", fontSize=14)
    return (
        pile.transform_filter(f"datum.ending != '{FIGHTING}'").encode(x=days(), y=y, y2="to:Q", color=colour)
        + lines.encode(x=days(), y=y, y2="to:Q")
        + named.encode(x=days(), y=alt.Y("place:Q"), text="letter:N")
    ).properties(width=WIDTH, height=280)
