"""Where would a settlement put each issue? Rival views and other methods of the field on one axis."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import by_issue, data, shares
from ripeness.figures.figure import Tables, needed
from ripeness.figures.telling import heading, title
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.questions.panel.weighing import Panel

TITLE = "Where would a settlement put each issue, by view and by method?"

ROW = 64
VIEWS = "the views, one circle each"
SHAPES = {VIEWS: "circle", "challenge": "diamond", "expected-utility": "square", "exchange": "triangle-up"}


def lacks(panel: Panel) -> str:
    """Return why there is nothing to draw, or nothing."""
    if not panel["rivals"]:
        return "other methods were not asked for (--rivals)"
    return "" if tables(panel)["terms"] else "nobody says where a settlement would put an issue"


def tables(panel: Panel) -> Tables:
    """Return a row for each issue and each view or method that says where a settlement puts it."""
    told = panel["rivals"]
    assert told is not None
    said = [(name, VIEWS, by) for name, by in told["views"].items()]
    said += [(name, name, one["terms"]) for name, one in told["methods"].items() if one["terms"]]
    rows = []
    for issue, meaning in told["issues"].items():
        above = heading(meaning)
        for name, kind, by in said:
            if by.get(issue) is not None:
                rows.append({
                    "issue": issue, "title": title(meaning, 60), "by": name, "kind": kind, "share": by[issue],
                    "heading": above,
                })  # fmt: skip
                above = ""
    return {"terms": rows}


def sentence(tables: Tables) -> str:
    """Return for each issue the lowest and the highest of the views, and what each method says."""
    by_issue: dict[str, list[Any]] = {}
    for one in tables["terms"]:
        by_issue.setdefault(one["title"], []).append(one)
    told = []
    for meaning, rows in by_issue.items():
        views = [one["share"] for one in rows if one["kind"] == VIEWS]
        parts = [f"views {min(views):.2f} to {max(views):.2f}"] if views else []
        parts += [f"{one['by']} {one['share']:.2f}" for one in rows if one["kind"] != VIEWS]
        told.append(f"{meaning}: {', '.join(parts)}")
    return (
        "Where a settlement would put each issue, from 0 (the defender's ideal) to 1 (the attacker's), by the "
        f"assumptions of each: {'; '.join(told)}."
    )


def chart() -> Any:
    """Return the chart: a row for each issue, an open circle for each view, a shape for each method."""
    alt = needed("altair")
    rows, ground = by_issue("terms")
    x = shares("share", "from what the defender would like best (0) to what the attacker would like best (1)")
    scale = alt.Scale(domain=list(SHAPES), range=list(SHAPES.values()))
    point = data("terms").mark_point(color=COLOURS["ink"], size=110, yOffset=16)
    return alt.layer(
        ground,
        point.encode(y=rows, x=x, shape=alt.Shape("kind:N", scale=scale, legend=alt.Legend(title=None))),
    ).properties(width=WIDTH, height=alt.Step(ROW))
