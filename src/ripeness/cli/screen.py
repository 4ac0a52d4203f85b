"""The terminal that commands print on."""

from __future__ import annotations

from rich.console import Console

WIDEST = 96
"""Lines of prose longer than this read badly."""


def out() -> Console:
    """Return the standard output, at 80 columns where it is no terminal."""
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDEST)
    return console
