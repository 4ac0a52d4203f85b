"""What a curve is compared with: the same chance under the status quo and under another policy, as dashed lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ripeness.figures.axes import chances, data, days
from ripeness.figures.figure import by_month, needed
from ripeness.figures.theme import COLOURS

NOW = "as set"
"""The label of the curve itself."""

DASHES = ([2, 2], [7, 3])
"""Of the first curve that it is compared with, and of the second."""


def beside(summary: Mapping[str, Any], others: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return a summary beside others of the same wars, by their labels: its curves are then drawn with theirs."""
    rows = [
        {"label": label, **{name: [one["mean"] for one in of[name]] for name in ("ongoing", "stopped")}}
        for label, of in others.items()
    ]
    return {**summary, "compared": rows}


def chosen(summary: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return what the chart depends on besides its data: the labels of what the curve is compared with."""
    return {"others": tuple(one["label"] for one in summary.get("compared", ()))}


def curves(summary: Mapping[str, Any], quantity: str) -> list[dict[str, Any]]:
    """Return the curves that it is compared with by month; `quantity` : "ongoing" or "stopped"."""
    return [
        {"label": one["label"], **row}
        for one in summary.get("compared", ())
        for row in by_month(["chance"], summary["months"], summary["months_ahead"], chance=one[quantity])
    ]


def dashed(others: tuple[str, ...], said: str) -> Any:
    """Return a layer of dashed lines with a legend that names them and the line that is drawn through."""
    alt = needed("altair")
    domain = [*others, NOW]
    colours = [*(COLOURS["quiet"], COLOURS["deal"])[: len(others)], COLOURS["ink"]]
    key = alt.Legend(symbolType="stroke", symbolSize=300)
    colour = alt.Color("label:N", scale=alt.Scale(domain=domain, range=colours), legend=key)
    dash = alt.StrokeDash("label:N", scale=alt.Scale(domain=domain, range=[*DASHES[: len(others)], [1, 0]]))
    line = data("compared").mark_line(strokeWidth=2)
    return line.encode(x=days(), y=chances("chance", said), color=colour, strokeDash=dash)
