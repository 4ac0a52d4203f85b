"""How has it ended by then? The chance of each ending by month, one above the other, each with a letter of its own."""

from __future__ import annotations

from typing import Any

from ripeness.arrays import ENDINGS, ending_label
from ripeness.figures.axes import chances, data, days
from ripeness.figures.figure import Tables, needed
from ripeness.figures.telling import at_months, of_wars, when
from ripeness.figures.theme import COLOURS, ENDING_COLOURS, LETTER, WIDTH
from ripeness.pages.words import FORCED_STOP, ending_noun, listed
from ripeness.questions.summary.summary import Summary

TITLE = "How has it ended by then?"

LETTERS = dict(zip(ENDINGS, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strict=False))
"""Of each ending, so that none is told by its colour alone."""

FIGHTING, TRUCE = "fighting", "truce"
GOING = {FIGHTING: "still fighting", TRUCE: "a truce holds"}
"""What has not ended, and how it is called."""

MET = 0.0005
"""Chance from which an ending is drawn."""

LETTERED = 0.05
"""Height from which an ending's letter has room."""

HATCHED = 2
"""Months between two lines of the hatching of an assumed hazard."""


def labelled(ending: str, land: bool) -> str:
    """Return an ending with its letter, as legends have it; `land` : whether settlements go by land."""
    return f"{LETTERS[ending]}: {ending_label(ending, land)}" if ending in LETTERS else GOING[ending]


def chosen(summary: Summary) -> dict[str, bool]:
    """Return what the chart depends on besides its data."""
    return {"land": summary["land"]}


def legend(land: bool) -> dict[str, list[str]]:
    """Return the order of labels and the colours of a scale."""
    labels = [*(labelled(one, land) for one in ENDINGS), GOING[TRUCE], GOING[FIGHTING]]
    return {"domain": labels, "range": [*ENDING_COLOURS[: len(ENDINGS)], COLOURS["line"], COLOURS["paper"]]}


def shares_going(summary: Summary, at: int) -> dict[str, float]:
    """Return the chances, in a month, that a truce holds and that the war is fought."""
    truce = 0.0 if summary["truce"] is None else summary["truce"]["holds"][at] or 0.0
    return {TRUCE: truce, FIGHTING: summary["ongoing"][at]["mean"] or 0.0}


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
        going = shares_going(summary, at)
        chance = {one: summary["endings"][one]["by_month"][at] or 0.0 for one in met} | going
        for ending in (*met, *going):
            size = chance[ending]
            row = {
                "day": f"{month}-01", "month": month, "months_ahead": summary["months_ahead"][at], "ending": ending,
                "noun": "a truce that holds" if ending == TRUCE else ending_noun(ending, summary["land"]),
                "label": labelled(ending, summary["land"]), "chance": size, "from": floor, "to": floor + size,
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
    rows = [one for one in tables["endings"] if one["ending"] not in GOING]
    resting = {one["months_ahead"]: one["chance"] for one in tables["endings"] if one["ending"] == TRUCE}
    going = [one for one in tables["endings"] if one["ending"] == FIGHTING]
    told = []
    for month in at_months(going, 12, 36):
        ended = sorted(
            (one for one in rows if one["months_ahead"] == month["months_ahead"] and one["chance"] >= 0.05),
            key=lambda one: -float(one["chance"]),
        )
        parts = [
            f"{of_wars(one['chance'])}{' by ' if n else ' have ended by '}{one['noun']}" for n, one in enumerate(ended)
        ]
        how = f", and {listed(parts)}" if parts else ""
        pause = resting.get(month["months_ahead"], 0.0)
        truce = f", in {of_wars(pause)} a truce holds" if pause >= 0.05 else ""
        told.append(f"{when(month)} {of_wars(month['chance'])} are still fought{truce}{how}")
    return f"Of the wars that follow from these assumptions, {'; '.join(told)}."


def chart(land: bool = False) -> Any:
    """Return the chart: a pile of areas in a fixed order; the white rest is still fought, the hatched an assumption."""
    alt = needed("altair")
    colour = alt.Color(
        "label:N", scale=alt.Scale(**legend(land)),
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
