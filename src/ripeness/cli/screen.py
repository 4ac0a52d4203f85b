"""The terminal that commands print on: its width, its alphabet, and what else is said there."""

from __future__ import annotations

import codecs
import logging
import sys
import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console

from ripeness.errors import RipenessWarning, harmless

WIDEST = 96
"""Lines of prose longer than this read badly."""

USUAL = 80
"""Columns of a terminal that says of itself that it has none."""

ALIKE = dict(zip("─━│┤└┬▒●○◉·•→…≤≥", "--||++#@o*.*>.<>", strict=True))
ALIKE |= dict(zip("\u2013\u2014\u2212\u2018\u2019\u201c\u201d\u00d7", "---''\"\"x", strict=True))
"""What stands for a shape on a terminal whose alphabet lacks it: one character for one, so that columns stay."""

PLAIN = "ripeness-plain"
"""Our name for ASCII, and for what is done with characters that an alphabet lacks.

Under its own name ASCII is taken for a mistake by the library that prints, which then writes UTF-8 all the same.
"""


def out() -> Console:
    """Return the standard output, at 80 columns where it is no terminal."""
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDEST) if console.width > 0 else USUAL
    return console


@contextmanager
def ours() -> Iterator[None]:
    """Context in which whatever is printed can be, and in which nothing is said that is not meant for the user.

    A character that the terminal's alphabet lacks is replaced. Our warnings are sentences on the standard error, each
    said once; those of other packages are not said.
    """
    codecs.register_error(PLAIN, _replaced)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(errors=PLAIN, **({"encoding": PLAIN} if ascii_only else {}))
    if not logging.getLogger().handlers:  # without one, Python prints what packages log
        logging.getLogger().addHandler(logging.NullHandler())
    said: set[str] = set()

    def say(message: Warning | str, *_: Any, **__: Any) -> None:
        if str(message) not in said:
            print(harmless(str(message)), file=sys.stderr)
        said.add(str(message))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", RipenessWarning)
        warnings.showwarning = say
        yield


def _replaced(error: UnicodeError) -> tuple[str | bytes, int]:
    """Return what is printed in place of the characters that cannot be, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(_alike(one) for one in missing), error.end


def _alike(character: str) -> str:
    if character in ALIKE:
        return ALIKE[character]
    plain = unicodedata.normalize("NFKD", character)[:1]
    return plain if plain.isascii() and plain.isprintable() else "?"


def _plain_codec(name: str) -> codecs.CodecInfo | None:
    found = codecs.lookup("ascii")
    return codecs.CodecInfo(
        found.encode, found.decode, found.streamreader, found.streamwriter, found.incrementalencoder,
        found.incrementaldecoder, PLAIN,
    ) if name.replace("_", "-") == PLAIN else None  # fmt: skip


codecs.register(_plain_codec)
