"""Colours by role, and how axes, titles and legends look: the same in every figure.

A picture by itself has the light colours. On a page each colour is a variable of the page's style, so that the same
picture is readable on a dark ground and in print.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair

COLOURS = {
    "ink": "#1f2328",
    "quiet": "#59606a",
    "line": "#d8dce2",
    "shade": "#c3ccd8",
    "paper": "#fefefe",
    "attacker": "#b0740a",
    "defender": "#2b6cb0",
    "deal": "#6b5b95",
    "attacker-shade": "#ecd9b4",
    "defender-shade": "#c2d8ee",
}
"""By role: the attacker is ochre and the defender blue everywhere; nothing is red or green."""

ENDING_COLOURS = (
    "#d9a441", "#b9aecb", "#7fb0de", "#c9d1d9", "#a9c9e8", "#e9cf9a", "#c28a2b", "#5f97cc", "#ddb877", "#eceff2",
)  # fmt: skip
"""Of the endings, in their order; light enough for a dark letter on them, and the same on a dark ground."""

LETTER = "#101418"
"""Of the letters that lie on the colours of endings."""

WIDTH = 430
"""Of the plot, in pixels."""

WRAP = 64
"""Characters of a title or a label in a line."""

FONT = "sans-serif"
"""A name that every rasteriser knows: with `system-ui` a picture of pixels has no text, and nothing says so."""


def dressed(chart: Any) -> altair.TopLevelMixin:
    """Return a chart with our axes, titles and legends."""
    return (  # type: ignore[no-any-return]
        chart.configure(font=FONT, background=COLOURS["paper"], padding=8)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=13, titleFontSize=13, titleFontWeight="normal", labelColor=COLOURS["ink"],
            titleColor=COLOURS["ink"], gridColor=COLOURS["line"], domainColor=COLOURS["quiet"],
            tickColor=COLOURS["quiet"], labelLimit=0, titleLimit=0,
        )
        .configure_title(
            anchor="start", frame="group", fontSize=16, subtitleFontSize=12, color=COLOURS["ink"],
            subtitleColor=COLOURS["quiet"], offset=12, limit=0,
        )
        .configure_legend(
            orient="bottom", direction="vertical", columns=1, labelFontSize=13, labelLimit=0, title=None,
            labelColor=COLOURS["ink"], symbolStrokeWidth=2, rowPadding=3,
        )
        .configure_text(fontSize=13, color=COLOURS["ink"])
    )  # fmt: skip


def wrapped(text: str, width: int = WRAP) -> list[str]:
    """Return a text in lines that fit a picture; a word longer than a line is broken."""
    return textwrap.wrap(text, width) or [""]


def short(text: str, most: int = 100) -> str:
    """Return a text that fits a picture, cut where it is longer."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
