"""A page as one file of HTML: no script, nothing to load, the same blocks as on a terminal.

What a scenario says is text and nothing else: the templates escape all of it, and characters that command whoever shows
them are written as escapes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ripeness.errors import RunError, harmless
from ripeness.pages.drawn import only_drawing
from ripeness.pages.layout import Drawing, Facts, Gap, Page, Prose, Section, Table, Words

MOST_ROWS = 400
"""Rows of a figure's numbers that a page holds; its CSV holds all."""

KINDS = {Prose: "prose", Gap: "gap", Section: "section", Table: "table", Facts: "facts", Drawing: "drawing"}


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


def _text(value: Any) -> Any:
    """Return a value as it is printed: of a text, no character that commands whoever shows it."""
    from markupsafe import Markup

    return harmless(value, "\n") if isinstance(value, str) and not isinstance(value, Markup) else value


def _kind(block: Any) -> str:
    return KINDS[type(block)]


def _pieces(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the pieces of a text, each with its style."""
    return ((re.sub(" {2,}", " ", words), ""),) if isinstance(words, str) else words
