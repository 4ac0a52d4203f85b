"""In which region of the assumptions does it hold? For each limit, which part of the versions lies within it."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import data, headed, parts
from ripeness.figures.figure import Tables, needed
from ripeness.figures.telling import heading, title
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.pages.discover import between, per_cent
from ripeness.pages.words import listed
from ripeness.questions.discover.ask import Discovered

TITLE = "Where does it hold?"

ROW = 70


def lacks(result: Discovered) -> str:
    """Return why there is nothing to draw, or nothing."""
    return "" if result["regions"] or result["fails"] else "no region stands out from what luck would give"


def tables(result: Discovered) -> Tables:
    """Return a row for each limit of each region: which share of the versions lies below its ends."""
    rows: list[dict[str, Any]] = []
    sides = [("holds", one) for one in result["regions"]] + [("fails", one) for one in result["fails"]]
    for number, (does, one) in enumerate(sides, start=1):
        for limit in one["limits"]:
            rows.append(
                {
                    "limit": f"{number}: {limit['assumption']}",
                    "region": number,
                    "does": does,
                    "assumption": limit["assumption"],
                    "says": title(between(limit), 160),
                    "heading": heading(f"{'Holds' if does == 'holds' else 'Fails'} ({number}): {between(limit)}"),
                    "above": limit["above"],
                    "below": limit["below"],
                    "from": limit["first"],
                    "to": limit["last"],
                    "density": one["density"],
                    "support": one["support"],
                }
            )
    whole = [{"limit": row["limit"], "none": 0.0, "all": 1.0, "share": result["share"]} for row in rows]
    return {"limits": rows, "versions": whole}


def sentence(tables: Tables) -> str:
    """Return each region in words, with how often it holds there and in all versions."""
    told = []
    for number in dict.fromkeys(one["region"] for one in tables["limits"]):
        of = [one for one in tables["limits"] if one["region"] == number]
        told.append(
            f"where {listed([one['says'] for one in of])}, it {of[0]['does']} in {per_cent(of[0]['density'])} of the "
            f"versions there, which are {per_cent(of[0]['support'])} of all"
        )
    said = f"It holds in {per_cent(tables['versions'][0]['share'])} of the versions of the argument; {'; '.join(told)}."
    return f"{said} A region says where, not what brings it about."


def chart() -> Any:
    """Return the chart: a row for each limit, all versions as a thin line, the region's part as a thick one."""
    alt = needed("altair")
    rows, x = headed("limit"), parts("from", "versions, from the lowest value of the assumption to the highest")
    scale = alt.Scale(domain=[0, 1], nice=False)
    thin = data("versions").mark_rule(color=COLOURS["line"], strokeWidth=2, yOffset=18)
    thick = data("limits").mark_rule(color=COLOURS["ink"], strokeWidth=9, yOffset=18)
    above = data("limits").mark_text(align="left", baseline="top", lineBreak="\n", yOffset=-26, fontSize=13)
    return alt.layer(
        thin.encode(y=rows, x=alt.X("none:Q", scale=scale), x2="all:Q"),
        thick.encode(y=rows, x=x, x2="to:Q"),
        above.encode(y=rows, x=alt.XDatum(0, scale=scale), text="heading:N"),
    ).properties(width=WIDTH, height=alt.Step(ROW))
