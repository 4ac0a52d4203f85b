"""Every forecast of the past: the chance that was given to going on, and whether the war did."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import chances, data
from ripeness.figures.figure import Tables, needed
from ripeness.figures.telling import assumed, of_wars
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.questions.backtest.ask import Backtests

TITLE = "What chance was given to going on, and did the war go on?"
ON, OVER, OPEN = "went on", "ended", "not known yet"


def subtitle(found: Backtests) -> tuple[str, ...]:
    """Return what the numbers are of, in lines, the share of hindsight among them."""
    shares = [one["hindsight"] / max(one["numbers"], 1) for one in found["outlooks"]]
    told = f"{len(found['outlooks'])} forecasts; hindsight: {min(shares):.0%} to {max(shares):.0%} of their numbers."
    return assumed(found["title"], told)


def lacks(found: Backtests) -> str:
    """Return why there is nothing to draw, or nothing."""
    return "" if found["outlooks"] else "no forecast was made"


def tables(found: Backtests) -> Tables:
    """Return a row for each forecast, and the shares that went on by chance given, where there are enough."""
    came = {True: ON, False: OVER, None: OPEN}
    rows = [
        {
            "war": one["war"],
            "as_of": one["as_of"],
            "horizon": one["horizon"],
            "chance": one["chance"],
            "lognormal": one["lognormal"],
            "came": came[one["went_on"]],
            "hindsight": one["hindsight"],
            "numbers": one["numbers"],
        }
        for one in found["outlooks"]
    ]
    bins = [
        {"horizon": one["horizon"], "chance": part["chance"], "share": part["went_on"], "forecasts": part["outlooks"]}
        for one in found["scores"]
        for part in one["reliability"]
    ]
    return {"forecasts": rows, **({"reliability": bins} if bins else {})}


def sentence(tables: Tables) -> str:
    """Return the mean chance of those that went on and of those that ended, horizon by horizon."""
    parts = []
    for horizon in sorted({one["horizon"] for one in tables["forecasts"]}):
        told = []
        for came in (ON, OVER):
            given = [one["chance"] for one in tables["forecasts"] if one["horizon"] == horizon and one["came"] == came]
            if given:
                told.append(f"{of_wars(sum(given) / len(given))} on average where the war {came} ({len(given)})")
        parts.append(f"{horizon} months ahead {' and '.join(told) or 'no outcome is known'}")
    return f"Chance of going on that followed from the assumptions, hindsight among them: {'; '.join(parts)}."


def chart() -> Any:
    """Return the chart: a mark for each forecast, by the law's chance and the model's, shaped by what came."""
    alt = needed("altair")
    across = alt.X(
        "lognormal:Q", title="log-normal law's chance", scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(format="%", tickCount=5, grid=False),
    )  # fmt: skip
    kinds = [ON, OVER, OPEN]
    colours = [COLOURS["ink"], COLOURS["attacker"], COLOURS["shade"]]
    colour = alt.Color("came:N", scale=alt.Scale(domain=kinds, range=colours), legend=alt.Legend(symbolSize=90))
    shape = alt.Shape("came:N", scale=alt.Scale(domain=kinds, range=["circle", "cross", "diamond"]))
    marks = data("forecasts").mark_point(filled=True, size=60, opacity=0.8)
    return marks.encode(
        x=across, y=chances("chance", "model's chance of going on"), color=colour, shape=shape
    ).properties(width=WIDTH, height=320)
