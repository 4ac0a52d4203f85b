"""Which assumptions matter most? Rank correlations with the war's length, and what luck alone would give."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import data, headed
from ripeness.figures.figure import Tables, needed
from ripeness.figures.telling import heading, title
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.questions.summary.summary import Summary

TITLE = "Which assumptions go with the war's length?"

ROW = 64


def lacks(summary: Summary) -> str:
    """Return why there is nothing to draw, or nothing."""
    if not summary["evidence"]["uncertain"]:
        return "no number of the scenario is uncertain"
    return "" if summary["assumptions"]["most"] else "the draws are too few to tell which assumption matters"


def tables(summary: Summary) -> Tables:
    """Return the correlations, largest first, and the size that luck alone gives."""
    telling = summary["assumptions"]
    luck = telling["by_luck"] or 0.0
    rows: list[dict[str, Any]] = [
        {
            "assumption": one["id"],
            "meaning": title(one["meaning"], 140),
            "heading": heading(one["meaning"]),
            "rank_correlation": one["rank_correlation"] or 0.0,
            "beyond_luck": abs(one["rank_correlation"] or 0.0) > luck,
            "months_ahead": telling["months_ahead"],
        }
        for one in telling["most"]
    ]
    rows.sort(key=lambda one: -abs(one["rank_correlation"]))
    return {"assumptions": rows, "luck": [{"low": -luck, "high": luck}]}


def sentence(tables: Tables) -> str:
    """Return which assumption stands out, if one does."""
    beyond = [one for one in tables["assumptions"] if one["beyond_luck"]]
    luck, rows = tables["luck"][0]["high"], tables["assumptions"]
    of = f"Over the versions of the argument, with the chance that the war goes on in {rows[0]['months_ahead']} months:"
    if not beyond:
        return f"{of} no single assumption goes with it more than luck alone would give ({luck:.2f})."
    told = [
        f"'{one['meaning']}' (rank correlation {one['rank_correlation']:+.2f}: where it is higher, the war tends to be "
        f"{'longer' if one['rank_correlation'] > 0 else 'shorter'})"
        for one in beyond
    ]
    return f"{of} {'; '.join(told)}. Luck alone would give the largest about {luck:.2f}. A correlation, not a cause."


def chart() -> Any:
    """Return the chart: a point for each assumption, and the range of luck shaded behind."""
    alt = needed("altair")
    rows = headed("assumption")
    scale = alt.Scale(domain=[-1, 1], nice=False)
    x = alt.X(
        "rank_correlation:Q", scale=scale, axis=alt.Axis(values=[-1, -0.5, 0, 0.5, 1], format="+.1f"),
        title="rank correlation: - shorter, + longer where it is higher; shaded: luck alone",
    )  # fmt: skip
    shade = data("luck").mark_rect(color=COLOURS["shade"], opacity=0.5)
    line = data("assumptions").mark_rule(color=COLOURS["quiet"], strokeWidth=3, yOffset=16)
    point = data("assumptions").mark_circle(color=COLOURS["ink"], size=140, opacity=1, yOffset=16)
    above = data("assumptions").mark_text(align="left", baseline="top", lineBreak="\n", yOffset=-26, fontSize=13)
    return alt.layer(
        shade.encode(x=alt.X("low:Q", scale=scale), x2="high:Q"),
        line.transform_calculate(none="0").encode(y=rows, x=alt.X("none:Q", scale=scale), x2="rank_correlation:Q"),
        point.encode(y=rows, x=x),
        above.encode(y=rows, x=alt.XDatum(-1), text="heading:N"),
    ).properties(width=WIDTH, height=alt.Step(ROW))
