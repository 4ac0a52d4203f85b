"""A page as one file of HTML: no script, nothing to load, the same blocks as on a terminal.

What a scenario says is text and nothing else: the templates escape all of it, and characters that command whoever shows
them are written as escapes. Pictures are looked through before they are let in: shapes and words, nothing that acts.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from ripeness.errors import RunError, harmless
from ripeness.pages.layout import Drawing, Facts, Gap, Page, Prose, Section, Table, Words

MOST_ROWS = 400
"""Rows of a figure's numbers that a page holds; its CSV holds all."""

KINDS = {Prose: "prose", Gap: "gap", Section: "section", Table: "table", Facts: "facts", Drawing: "drawing"}

SVG = "http://www.w3.org/2000/svg"

SHAPES = frozenset(["svg", "g", "path", "rect", "line", "circle", "text", "tspan"])
"""Elements of a picture that only draw."""

PLACES = frozenset(["transform", "d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "width", "height", "cx", "cy", "r"])
"""Attributes made of numbers of pixels, of which a tenth is enough."""

LOOKS = PLACES | {
    *("version", "viewBox", "rx", "ry", "fill", "fill-opacity", "opacity", "dominant-baseline", "text-anchor"),
    *(f"stroke{of}" for of in ("", "-width", "-opacity", "-dasharray", "-dashoffset", "-linecap", "-linejoin")),
    *(f"font-{of}" for of in ("family", "size", "weight", "style")),
}
"""Attributes of a picture that only draw."""


@dataclass(frozen=True)
class Picture:
    """A figure on a page: SVG whose colours the page sets, its sentence, and its numbers as rows under heads."""

    svg: str
    says: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


NONE: Mapping[str, Picture] = {}


@dataclass(frozen=True)
class Part:
    """A titled part of a document, with the pictures of its page by the name of their figure."""

    title: str
    page: Page
    pictures: Mapping[str, Picture]


def document(title: str, first: str, parts: Sequence[Part]) -> str:
    """Return one file of HTML.

    Parameters
    ----------
    title : of the file. first : what its numbers are of, in a sentence. parts : in order.

    Raises
    ------
    RunError : Jinja2 is not installed, or a picture holds more than shapes and words.
    """
    made = environment()
    style = sheet()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    from markupsafe import Markup

    return made.get_template("page.html").render(
        title=title, first=first, parts=parts, style=Markup(style), digest=Markup(digest)
    ).lstrip()  # fmt: skip


def environment(package: str = "ripeness.pages") -> Any:
    """Return what makes pages of templates: all that it is handed is text, and the blocks of a page are known.

    Parameters
    ----------
    package : in whose folder ``templates`` a page's own templates lie; those of this room are known too.
    """
    try:
        from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
    except ModuleNotFoundError as error:
        raise RunError("pages are made with jinja2, which is not installed", "pip install 'ripeness[page]'") from error
    from markupsafe import Markup

    loader = ChoiceLoader([PackageLoader(one, "templates") for one in dict.fromkeys([package, "ripeness.pages"])])
    made = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_text
    )
    drawn = lambda svg: Markup(only_drawing(svg))  # noqa: E731
    made.globals.update(kind=_kind, pieces=_pieces, drawn=drawn, most=MOST_ROWS)
    return made


def sheet() -> str:
    """Return the style of pages."""
    return (Path(__file__).parent / "templates" / "page.css").read_text(encoding="utf-8")


def only_drawing(svg: str) -> str:
    """Return a picture made anew of its shapes and words, with the attributes that draw; refuse any other element."""
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise RunError("a picture is no SVG", str(error)) from error
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(_looks(root), encoding="unicode", short_empty_elements=True)


def _looks(one: ElementTree.Element) -> ElementTree.Element:
    """Return an element with what it draws: hidden and empty ones are left out, and so is what only says what it is."""
    tag = one.tag.rpartition("}")[2]
    if tag not in SHAPES:
        raise RunError(f"a picture holds <{tag}>", "Report this: a figure should be made of shapes and words alone")
    kept = {name: _tenths(value) if name in PLACES else value for name, value in one.attrib.items() if name in LOOKS}
    if kept.get("opacity") == "1":
        del kept["opacity"]
    made = ElementTree.Element(f"{{{SVG}}}{tag}", kept)
    made.text = one.text
    shown = (child for child in one if child.get("display") != "none" and child.get("d") not in ("", EMPTY))
    made.extend([new for new in map(_looks, shown) if len(new) or not new.tag.endswith("}g")])
    return made


EMPTY = "M0,0h0v0h0Z"
"""The path of nothing."""


def _tenths(value: str) -> str:
    return re.sub(r"-?\d+\.\d{2,}", lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), value)


def _text(value: Any) -> Any:
    """Return a value as it is printed: of a text, no character that commands whoever shows it."""
    from markupsafe import Markup

    return harmless(value, "\n") if isinstance(value, str) and not isinstance(value, Markup) else value


def _kind(block: Any) -> str:
    return KINDS[type(block)]


def _pieces(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the pieces of a text, each with its style."""
    return ((re.sub(" {2,}", " ", words), ""),) if isinstance(words, str) else words
