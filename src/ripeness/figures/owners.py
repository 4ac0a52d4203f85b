"""Who could bring it about? The chance as it is, and the most that each owner of levers can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ripeness.figures.axes import data, headed
from ripeness.figures.figure import Tables, needed
from ripeness.figures.telling import heading, named
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.pages.names import in_whose_hands
from ripeness.pages.reach import day_in_words, owners_in_words

if TYPE_CHECKING:
    from ripeness.questions.reach.found import ReachFound

TITLE = "Who could bring it about, and how far?"
AS_IT_IS, MOST = "as it is", "the most that was found within reach"
ROW = 52


def lacks(found: ReachFound) -> str:
    """Return why there is nothing to draw, or nothing."""
    return "" if found["together"] is not None else "no setting was run on all versions of the argument"


def tables(found: ReachFound) -> Tables:
    """Return for each owner the chance as it is and the most that it can do, and the level that is asked for."""
    names, together = named(found["names"]), found["together"]
    told = [(in_whose_hands(one["owners"], names), one) for one in found["alone"]]
    if together is not None:
        told.append(("all of them together" if told else owners_in_words(found["owners"], names), together))
    today = found["today"]["chance"]["mean"]
    rows = [
        {"owner": label, "which": which, "chance": mean, "levers": ", ".join(one["levers"]), "reached": one["reached"]}
        for label, one in told
        for which, mean in ((AS_IT_IS, today), (MOST, one["chance"]["mean"]))
    ]
    side = "at least" if found["at_least"] else "at most"
    wanted = f"asked for: {side} {100 * found['level']:.3g} %"
    event = f"{found['event'].rstrip(',')} by {day_in_words(found['by'])}"
    return {
        "chances": rows,
        "headings": [{"owner": label, "heading": heading(label)} for label, _ in told],
        "level": [{"level": found["level"], "label": wanted, "event": event}],
    }


def sentence(tables: Tables) -> str:
    """Return what each owner can bring the chance to."""
    level = tables["level"][0]
    most = [one for one in tables["chances"] if one["which"] == MOST]
    today = next(one for one in tables["chances"] if one["which"] == AS_IT_IS)
    told = [
        f"{one['owner']} {100 * one['chance']:.0f} % ({'' if one['reached'] else 'not '}enough)"
        for one in most
        if one["chance"] is not None
    ]
    return (
        f"The chance of {level['event']} is {100 * (today['chance'] or 0.0):.0f} % as it is ({level['label']}). "
        f"The most that was found within reach of each: {'; '.join(told)}. Means over the versions of the argument."
    )


def chart() -> Any:
    """Return the chart: for each owner a bar as it is and a bar of the most, and a line at the level."""
    alt = needed("altair")
    rows = headed("owner")
    scale = alt.Scale(domain=[0, 1], nice=False)
    x = alt.X("chance:Q", title="chance", scale=scale, axis=alt.Axis(format="%", tickCount=5))
    colour = alt.Color(
        "which:N",
        scale=alt.Scale(domain=[AS_IT_IS, MOST], range=[COLOURS["shade"], COLOURS["deal"]]),
        legend=alt.Legend(symbolType="square", symbolSize=160),
    )
    bars = data("chances").encode(y=rows, x=x, x2=alt.X2Datum(0), color=colour)
    now = bars.transform_filter(alt.datum.which == AS_IT_IS).mark_bar(height=9, yOffset=6)
    most = bars.transform_filter(alt.datum.which == MOST).mark_bar(height=9, yOffset=17)
    above = data("headings").mark_text(align="left", baseline="top", lineBreak="\n", yOffset=-32, fontSize=13)
    line = data("level").mark_rule(color=COLOURS["ink"], strokeDash=[4, 3]).encode(x=alt.X("level:Q", scale=scale))
    text = data("level").mark_text(align="left", dx=4, baseline="top", fontSize=12, color=COLOURS["ink"])
    said = text.encode(x=alt.X("level:Q", scale=scale), y=alt.value(2), text="label:N")
    return alt.layer(
        now, most, above.encode(y=rows, x=alt.XDatum(0), text="heading:N"), line, said
    ).properties(width=WIDTH, height=alt.Step(ROW))  # fmt: skip
