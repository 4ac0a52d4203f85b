"""A page as a terminal shows it."""

import io

from rich.console import Console

from ripeness.pages.layout import Page
from ripeness.pages.terminal import shown


def printed(page: Page, width: int = 80) -> str:
    """Text of a page on a terminal so many columns wide, without blanks at the ends of lines."""
    stream = io.StringIO()
    Console(file=stream, width=width, highlight=False, markup=False, emoji=False).print(shown(page))
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"
