"""How long do wars last? What was learnt from them, a law of durations, and what was counted."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import chances, data
from ripeness.figures.figure import Tables, needed
from ripeness.figures.telling import assumed, of_wars
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.questions.learnwars.ask import Learning

TITLE = "How long do wars between states last?"
LEARNT, LAW = "learnt from the wars", "log-normal law"


def subtitle(found: Learning) -> tuple[str, ...]:
    """Return what the numbers are of, in lines."""
    return assumed(found["title"], f"{found['wars']} wars since {found['since']}. Shaded: counted, nine times in ten.")


def tables(found: Learning) -> Tables:
    """Return a row for each month and law, and what was counted with its band."""
    curves = [
        {"months": one["months"], "by": name, "chance": one[key]}  # type: ignore[literal-required]
        for name, key in ((LEARNT, "learnt"), (LAW, "lognormal"))
        for one in found["curve"]
    ]
    counted = [
        {"months": one["months"], "chance": one["counted"], "low": one["low"], "high": one["high"]}
        for one in found["curve"]
    ]
    return {"laws": curves, "counted": counted}


def sentence(tables: Tables) -> str:
    """Return how many wars last longer than one year and than four, by each law and counted."""
    parts = []
    for months in (12, 48):
        by = {one["by"]: one["chance"] for one in tables["laws"] if one["months"] == months}
        seen = next((one["chance"] for one in tables["counted"] if one["months"] == months), None)
        if seen is not None:
            parts.append(f"{of_wars(by[LEARNT])} last longer than {months} months (counted: {of_wars(seen)})")
    return f"Of wars that follow from the assumptions learnt, {'; '.join(parts)}."


def chart() -> Any:
    """Return the chart: a line for each law, steps with a band for what was counted."""
    alt = needed("altair")
    name = "chance that a war lasts longer"
    across = alt.X("months:Q", title="months", axis=alt.Axis(grid=False))
    band = data("counted").mark_area(color=COLOURS["shade"], opacity=0.6)
    seen = data("counted").mark_point(color=COLOURS["quiet"], filled=True, size=40)
    lines = data("laws").mark_line(strokeWidth=2.5)
    colour = alt.Color("by:N", scale=alt.Scale(domain=[LEARNT, LAW], range=[COLOURS["ink"], COLOURS["deal"]]))
    dash = alt.StrokeDash("by:N", scale=alt.Scale(domain=[LEARNT, LAW], range=[[1, 0], [5, 3]]))
    layers = band.encode(x=across, y=chances("low", name), y2="high:Q")
    layers += seen.encode(x=across, y=chances("chance", name))
    return (layers + lines.encode(x=across, y=chances("chance", name), color=colour, strokeDash=dash)).properties(
        width=WIDTH, height=260
    )
