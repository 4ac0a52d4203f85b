"""Did the front stay in its bands? The share of changes inside the 80 % band, by months ahead."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import chances, data
from ripeness.figures.figure import Tables, needed
from ripeness.figures.telling import assumed
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.pages.calibrate import LEAST, MOST
from ripeness.questions.calibrate.front import SHARE, FrontCoverage

TITLE = "How often did the front stay in the band that should hold eight in ten?"


def subtitle(found: FrontCoverage) -> tuple[str, ...]:
    """Return what the numbers are of, in lines."""
    return assumed(found["title"], f"{found['changes']} monthly changes, {found['first']} to {found['last']}.")


def tables(found: FrontCoverage) -> Tables:
    """Return a row for each number of months ahead, and the shares between which it should lie."""
    rows = [
        {
            "months": str(one["months"]),
            "share": one["inside"],
            "forecasts": one["origins"],
            "crps": one["crps"],
            "crps_drawn_again": one["drawn_again"],
        }
        for one in found["ahead"]
    ]
    return {"coverage": rows, "aim": [{"least": LEAST, "share": SHARE, "most": MOST}]}


def sentence(tables: Tables) -> str:
    """Return the share inside at each number of months ahead, and how large the error is beside drawing again."""
    told = [f"{one['share']:.0%} at {one['months']}" for one in tables["coverage"]]
    error = [f"{one['crps'] / one['crps_drawn_again']:.1f} times at {one['months']}" for one in tables["coverage"]]
    return (
        "The 80 % band that follows from the assumptions held, by months ahead, so many of the changes that came: "
        f"{', '.join(told)}. Beside the last 24 months drawn again its error was {', '.join(error)}."
    )


def chart() -> Any:
    """Return the chart: a mark for each number of months ahead over the range in which it should lie."""
    alt = needed("altair")
    name = "share inside the 80 % band"
    across = alt.X("months:O", title="months ahead", sort=None, axis=alt.Axis(labelAngle=0, grid=False))
    aim = data("aim").mark_rect(color=COLOURS["shade"], opacity=0.6)
    line = data("aim").mark_rule(color=COLOURS["quiet"], strokeDash=[4, 3])
    marks = data("coverage").mark_point(filled=True, size=130, color=COLOURS["ink"], opacity=1)
    return (
        aim.encode(y=chances("least", name), y2="most:Q")
        + line.encode(y=chances("share", name))
        + marks.encode(x=across, y=chances("share", name))
    ).properties(width=WIDTH, height=260)
