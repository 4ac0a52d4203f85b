"""A figure: tidy tables, one sentence computed from them, and one Vega-Lite specification."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ripeness.errors import RunError
from ripeness.figures.theme import COLOURS, dressed, wrapped
from ripeness.pages.names import name_roles

if TYPE_CHECKING:
    import pandas

Row = Mapping[str, Any]
Tables = dict[str, list[dict[str, Any]]]
"""Rows of each table by its name; the chief table first."""

VEGALITE = "application/vnd.vegalite.v6.json"

FORMULAS = ("expr", "labelExpr", "filter", "calculate")
"""Keys of a specification whose values are formulas and no words."""


def needed(name: str) -> Any:
    """Return a library that pictures are made with."""
    from importlib import import_module

    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        what = f"figures are made with {(error.name or name).replace('_', '-')}, which is not installed"
        raise RunError(what, "pip install 'ripeness[page]'") from error


@dataclass(frozen=True, repr=False)
class Figure:
    """A picture of a result: the same in a file, in a notebook and in a report.

    Attributes
    ----------
    name : of the figure. title : the question that it answers. subtitle : what its numbers are of, in lines.
    tables : rows of each tidy table by its name, the chief table first. sentence : what they say, computed from them.
    chart : makes the chart, without data. roles : names by which the chart's words call the sides.
    """

    name: str
    title: str
    subtitle: tuple[str, ...]
    tables: Tables
    sentence: str
    chart: Callable[[], Any]
    roles: Mapping[str, str] = field(default_factory=dict)

    def specification(self) -> dict[str, Any]:
        """Return the Vega-Lite specification, with its data and nothing to load."""
        return {**self._made, "datasets": self.tables}

    @cached_property
    def _made(self) -> dict[str, Any]:
        """The specification without its data: made once for all that a notebook or a page shows of it."""
        title = {"text": wrapped(self.title, 52), "subtitle": list(self.subtitle)}
        return self._drawn(title=title, description=self.sentence)

    def live(self) -> dict[str, Any]:
        """Return the specification for a page that draws it: the page has its title, and its style sets the colours."""
        roles = {colour: f"var(--{role})" for role, colour in COLOURS.items()}
        return {**_coloured(self._drawn(), roles), "datasets": self.tables}

    def _drawn(self, **titles: Any) -> dict[str, Any]:
        """Return the specification without data. Tests see that it is valid: to check it here would take longest."""
        needed("altair")
        from altair.utils.schemapi import debug_mode

        with debug_mode(False):
            made = dressed(self.chart().properties(**titles)).to_dict(validate=False)
        return in_names(made, self.roles) if self.roles else made

    def svg(self) -> str:
        """Return the picture as SVG."""
        return str(needed("vl_convert").vegalite_to_svg(self.specification()))

    def inline(self) -> str:
        """Return the picture as SVG for a page whose style sets the colours, without a style or a size of its own."""
        drawn = self.svg()
        for role, colour in COLOURS.items():
            drawn = drawn.replace(f'="{colour}"', f'="var(--{role})"')
        return re.sub(r'^<svg ([^>]*?) width="[\d.]+" height="[\d.]+"', r"<svg \1", drawn)

    def png(self, scale: float = 2.0) -> bytes:
        """Return the picture as PNG, `scale` pixels for each of the SVG's."""
        if not 0 < scale <= 10:
            raise RunError(f"a picture cannot be drawn at a scale of {scale:g}", "Give one above 0 and up to 10")
        return bytes(needed("vl_convert").vegalite_to_png(self.specification(), scale=scale))

    def table(self) -> pandas.DataFrame:
        """Return the tables as one; where there are several, the first column says which a row is of."""
        import pandas

        several = len(self.tables) > 1
        frames = [pandas.DataFrame(rows).assign(table=name) for name, rows in self.tables.items() if rows]
        if not frames:
            return pandas.DataFrame()
        whole = pandas.concat(frames, ignore_index=True)
        return whole[["table", *(one for one in whole if one != "table")]] if several else whole.drop(columns="table")

    def csv(self) -> str:
        """Return the tables as CSV."""
        written = io.StringIO()
        self.table().to_csv(written, index=False, lineterminator="\n")
        return written.getvalue()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """Return what a notebook shows; nothing is loaded from anywhere."""
        from base64 import b64encode

        return {
            VEGALITE: self.specification(),
            "image/png": b64encode(self.png()).decode("ascii"),
            "text/plain": self.sentence,
        }

    def __repr__(self) -> str:
        return f"{self.title}: {self.sentence}"


def in_names(found: Any, roles: Mapping[str, str]) -> Any:
    """Return words and titles with each side by its name, and formulas as they are."""
    if isinstance(found, str):
        return name_roles(found, roles)
    if isinstance(found, dict):
        return {key: one if key in FORMULAS else in_names(one, roles) for key, one in found.items()}
    return [in_names(one, roles) for one in found] if isinstance(found, list) else found


def _coloured(found: Any, roles: Mapping[str, str]) -> Any:
    """Return a specification with other colours."""
    if isinstance(found, str):
        return roles.get(found, found)
    if isinstance(found, dict):
        return {key: _coloured(one, roles) for key, one in found.items()}
    return [_coloured(one, roles) for one in found] if isinstance(found, list) else found


def by_month(names: Sequence[str], months: Sequence[str], ahead: Sequence[int], **series: Sequence[Any]) -> list[Any]:
    """Return rows of a table, one a month: `day`, the first of it, `month`, `months_ahead` and the series named."""
    return [
        {"day": f"{month}-01", "month": month, "months_ahead": number, **{name: series[name][at] for name in names}}
        for at, (month, number) in enumerate(zip(months, ahead, strict=True))
    ]
