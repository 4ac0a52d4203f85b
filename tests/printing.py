"""A page as a terminal shows it."""

import io
import re
from collections import Counter

from rich.console import Console

from ripeness.pages.layout import Drawing, Page, Section
from ripeness.pages.terminal import shown


def printed(page: Page, width: int = 80) -> str:
    """Text of a page on a terminal so many columns wide, without blanks at the ends of lines."""
    stream = io.StringIO()
    Console(file=stream, width=width, highlight=False, markup=False, emoji=False).print(shown(page))
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def figures_lost(page: Page, width: int) -> Counter[str]:
    """Figures that a terminal of 80 columns shows and a narrower one does not, but for the axes of drawings."""
    undrawn = _undrawn(page)
    wide, narrow = (Counter(re.findall(r"[-+<>~]?\d*\.?\d+", printed(undrawn, one))) for one in (80, width))
    return wide - narrow


def _undrawn(page: Page) -> Page:
    parts = (Section(one.title, _undrawn(one.parts)) if isinstance(one, Section) else one for one in page)
    return tuple(one for one in parts if not isinstance(one, Drawing))
