"""Docstrings of mechanisms and of published models, taken apart without importing the modules."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from textwrap import dedent

MECHANISM = ("Equation:", "Sources:", "Reads:", "Writes:", "Silent about:")
"""What a mechanism says of itself, after one sentence, in this order."""

MODEL = ("Game:", "Assumes:", "Result:", "Paper's:", "Ours:", "Sources:", "Silent about:")
"""What a published model says of itself, after one sentence, in this order."""

SENTENCE = "Sentence:"
"""Key of what stands before the first heading."""

_TYPE = re.compile(r"(float|int|bool)?(,? (optional|default.*))?")


def docstring(path: Path) -> str:
    """Return the docstring of a module, or nothing where it has none."""
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def parts(said: str, headings: tuple[str, ...]) -> dict[str, str]:
    """Take a docstring apart.

    Parameters
    ----------
    said : str
        A module's docstring, without the indent of its quotes.
    headings : tuple of str
        `MECHANISM` or `MODEL`. Each stands at the start of a line, once, in this order.

    Returns
    -------
    dict
        The text of each heading, with its own indent taken off, and under `SENTENCE` what comes first.

    Raises
    ------
    ValueError
        Where a heading is missing, repeated or out of order, or a part is empty.
    """
    marks = "|".join(re.escape(heading) for heading in headings)
    first, *pieces = re.split(rf"^({marks})", said, flags=re.M)
    found = tuple(pieces[::2])
    if found != headings:
        raise ValueError(f"its headings are {' '.join(found) or 'none'} where {' '.join(headings)} are asked for")
    texts = {SENTENCE: first.strip()} | {
        heading: dedent(text.strip("\n")).strip() for heading, text in zip(found, pieces[1::2], strict=True)
    }
    if empty := [heading for heading, text in texts.items() if not text]:
        raise ValueError(f"nothing is said under {' '.join(empty)}")
    return texts


def flowed(text: str) -> str:
    """Return prose as one line."""
    return " ".join(text.split())


def sources(text: str) -> list[str]:
    """Return the sources one by one: what semicolons outside brackets separate."""
    return [flowed(one).removesuffix(".") for one in re.split(r";(?![^\[(]*[\])])", text) if one.strip()]


def parameters(said: str) -> dict[str, str]:
    """Return what the `Parameters` section of a numpydoc docstring says of each parameter, as one line.

    Behind ``name :`` may stand a type, with the meaning on the lines below, or the meaning itself.

    Parameters
    ----------
    said : str
        A function's docstring, without the indent of its quotes.
    """
    section = re.search(r"^Parameters\n-+\n(.*?)(?=^\S[^\n]*\n-{3,}$|\Z)", said, flags=re.M | re.S)
    meanings: dict[str, list[str]] = {}
    named: list[str] = []
    for line in section[1].splitlines() if section else ():
        if line[:1].strip():
            names, _, meaning = line.partition(" :")
            named = [name.strip() for name in names.split(",")]
            meanings |= {name: [] if _TYPE.fullmatch(meaning.strip()) else [meaning] for name in named}
        else:
            for name in named:
                meanings[name].append(line)
    return {name: flowed(" ".join(lines)) for name, lines in meanings.items()}


def option(parameter: str) -> str:
    """Return the command line's name of a parameter.

    >>> option("cost_A"), option("lambda_")
    ('--cost-A', '--lambda')
    """
    return "--" + parameter.strip("_").replace("_", "-")
