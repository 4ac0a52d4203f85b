"""What differs? Chances under A, B and the status quo, those that differ most first."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import data, headed
from ripeness.figures.figure import Tables, needed
from ripeness.figures.parting import UNSURE
from ripeness.figures.parting import difference as in_words
from ripeness.figures.telling import heading, title
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.pages.shares import in_versions
from ripeness.questions.whatif.comparison import AGAINST, Whatif

TITLE = "What differs between A and B?"

MOST = 8
ROW = 64


def lacks(result: Whatif) -> str:
    """Return why there is nothing to draw, or nothing."""
    return "" if tables(result)["difference"] else "A and B do not differ in any chance"


def tables(result: Whatif) -> Tables:
    """Return a row for each chance at the headline's month: its level under A, B and the status quo, and B - A."""
    rows: list[dict[str, Any]] = []
    for key, one in result["outcomes"].items():
        mean = one["difference"]["mean"]
        if one["unit"] != "1" or mean is None or one["months"] not in (result["headline"], None) or abs(mean) < 1e-6:
            continue
        sign = one["higher"] if mean < 0 else one["lower"]
        against = sign if sign is not None and sign >= AGAINST and abs(mean) >= UNSURE else None
        rows.append({
            "outcome": key, "meaning": title(one["meaning"]), "months": one["months"], "status_quo": one["status_quo"],
            "a": one["a"], "b": one["b"], "difference": mean, "against": against,
            "heading": heading(f"{title(one['meaning'], 80)}: {in_words(mean)}{_against(against)}", 150),
        })  # fmt: skip
    rows.sort(key=lambda one: -abs(one["difference"]))
    levels = [
        {"outcome": one["outcome"], "policy": name, "label": label, "chance": one[name]}
        for one in rows[:MOST]
        for name, label in (("status_quo", "status quo"), ("a", "A"), ("b", "B"))
    ]
    return {"difference": rows[:MOST], "levels": levels}


def _against(share: float | None) -> str:
    """Return in how many versions the change goes the other way, where that is to be told."""
    return f" (the other way {in_versions(share)})" if share is not None else ""


def sentence(tables: Tables) -> str:
    """Return the differences that could be told, largest first, and in how many versions each goes the other way."""
    rows = [one for one in tables["difference"] if abs(one["difference"]) >= UNSURE]
    if not rows:
        return "Between A and B there is no change that we could tell: every chance differs by less than 2.5 points."
    parts = []
    for one in rows:
        when = f" within {one['months']} months" if one["months"] and "months" not in one["meaning"] else ""
        parts.append(f"{one['meaning']}{when}: {in_words(one['difference'])}{_against(one['against'])}")
    return f"Of the wars that follow from these assumptions, under B compared with A: {'; '.join(parts)}."


def chart() -> Any:
    """Return the chart: for each chance a line from A to B with a letter at both ends, the status quo as a tick."""
    alt = needed("altair")
    rows = headed("outcome")
    scale = alt.Scale(domain=[0, 1], nice=False)
    x = alt.X("chance:Q", title="chance", scale=scale, axis=alt.Axis(format="%", tickCount=5))
    line = data("difference").mark_rule(color=COLOURS["quiet"], strokeWidth=3, yOffset=16)
    tick = data("levels").mark_tick(color=COLOURS["quiet"], thickness=2, size=22, yOffset=16)
    dot = data("levels").mark_circle(size=330, opacity=1, stroke=COLOURS["ink"], strokeWidth=1.5, yOffset=16)
    letter = data("levels").mark_text(yOffset=16, fontSize=12, fontWeight="bold")
    above = data("difference").mark_text(align="left", baseline="top", lineBreak="\n", yOffset=-28, fontSize=13)
    fill = alt.Color(
        "policy:N", scale=alt.Scale(domain=["a", "b"], range=[COLOURS["paper"], COLOURS["shade"]]), legend=None
    )
    ends = "datum.policy != 'status_quo'"
    return alt.layer(
        line.encode(y=rows, x=alt.X("a:Q", scale=scale), x2="b:Q"),
        tick.transform_filter("datum.policy == 'status_quo'").encode(y=rows, x=x),
        dot.transform_filter(ends).encode(y=rows, x=x, color=fill),
        letter.transform_filter(ends).encode(y=rows, x=x, text="label:N"),
        above.encode(y=rows, x=alt.XDatum(0), text="heading:N"),
    ).properties(width=WIDTH, height=alt.Step(ROW))
