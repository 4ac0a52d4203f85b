"""The text of a source, where it is at hand, matched with the paragraphs that the scenario counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypedDict

from ripeness.schema.source import Origin


class Matched(TypedDict):
    """What was found of a source's text.

    found : the file, or None. counted, repeated : different paragraphs in it, and how many stand there again.
    stated : paragraphs that the scenario counts. agrees : whether the two are equal; None where no text is at hand.
    """

    file: str
    found: str | None
    stated: int
    counted: int | None
    repeated: int | None
    agrees: bool | None
    trouble: str


def paragraphs(text: str, stated: int | None = None) -> tuple[list[str], int]:
    """Return the different paragraphs of a text in order, white space folded, and how many stand there again.

    Paragraphs lie between empty lines; in a text that keeps each on a line of its own, between lines. Where both
    readings are possible the one that gives the ``stated`` number is taken, else the first.
    """
    readings = [_different(re.split(r"\n[^\S\n]*\n", text)), _different(text.splitlines())]
    fitting = [one for one in readings if len(one[0]) == stated]
    if fitting:
        return fitting[0]
    return readings[0] if len(readings[0][0]) > 1 else readings[1]


def matched(sources: Mapping[str, Origin], folders: Iterable[Path]) -> dict[str, Matched]:
    """Look for the text of each source that counts paragraphs and names a file, folder by folder.

    Returns
    -------
    For each such source what was found; ``trouble`` says why a file that is there could not be read.
    """
    places = list(folders)
    return {
        name: _match(origin.file, origin.paragraphs, places)
        for name, origin in sources.items()
        if origin.paragraphs and origin.file
    }


def _match(file: str, stated: int, folders: list[Path]) -> Matched:
    path = next((folder / file for folder in folders if (folder / file).is_file()), None)
    result: Matched = {
        "file": file, "found": None, "stated": stated, "counted": None, "repeated": None, "agrees": None, "trouble": "",
    }  # fmt: skip
    if path is None:
        return result
    result["found"] = str(path)
    try:
        different, repeated = paragraphs(path.read_text(encoding="utf-8-sig"), stated)
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is no UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        return {**result, "trouble": f"{path} cannot be read: {reason}"}
    return {**result, "counted": len(different), "repeated": repeated, "agrees": len(different) == stated}


def _different(pieces: Iterable[str]) -> tuple[list[str], int]:
    folded = [text for text in (" ".join(piece.split()) for piece in pieces) if text]
    different = list(dict.fromkeys(folded))
    return different, len(folded) - len(different)
