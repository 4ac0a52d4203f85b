"""How often did wars that had lasted as long go on? By every method, with what each is sure of."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import chances, data
from ripeness.figures.figure import Tables, needed
from ripeness.figures.theme import COLOURS, WIDTH, wrapped
from ripeness.pages.words import percent
from ripeness.questions.baserate.ask import METHODS, BaseRates

TITLE = "How often did wars that had lasted as long go on?"


def subtitle(found: BaseRates) -> tuple[str, ...]:
    """Return what the numbers are of, in lines."""
    told = f"What follows from the assumptions of five laws of durations and {found['wars']} {found['about']}"
    return tuple(wrapped(f"{told}; not a prediction. Age {found['age']:.0f} months."))


def tables(found: BaseRates) -> Tables:
    """Return a row for each number of months more and method, and the range over all."""
    rows = [
        {
            "months": rate["months"],
            "method": METHODS[one["method"]],
            "chance": one["value"],
            "low": one["low"],
            "high": one["high"],
        }
        for rate in found["rates"]
        for one in rate["estimates"]
        if one["transformed"] == "ended"
    ]
    spans = [{"months": one["months"], "low": one["low"], "high": one["high"]} for one in found["rates"]]
    return {"methods": rows, "range": spans, "wars": [{"longer": len(found["longer"]), "age": found["age"]}]}


def sentence(tables: Tables) -> str:
    """Return the range at each number of months more."""
    parts = [
        f"{percent(one['low'])} to {percent(one['high'])} went on {one['months']} months more"
        for one in tables["range"]
    ]
    wars = tables["wars"][0]
    return (
        f"By methods whose assumptions differ, of wars that had lasted {wars['age']:.0f} months, {', '.join(parts)}; "
        f"{wars['longer']} wars lasted longer than that."
    )


def chart() -> Any:
    """Return the chart: the range of all methods as a bar, each method as a mark."""
    alt = needed("altair")
    name = "share that went on"
    across = alt.X("months:O", title="months more", axis=alt.Axis(labelAngle=0, grid=False))
    bars = data("range").mark_bar(color=COLOURS["shade"], opacity=0.7, width=40)
    order = [*METHODS.values()]
    shape = alt.Shape("method:N", scale=alt.Scale(domain=order))
    marks = data("methods").mark_point(color=COLOURS["ink"], filled=True, size=90, opacity=0.9)
    layers = bars.encode(x=across, y=chances("low", name), y2="high:Q")
    return (layers + marks.encode(x=across, y=chances("chance", name), shape=shape)).properties(width=WIDTH, height=260)
