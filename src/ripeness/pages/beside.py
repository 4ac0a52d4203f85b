"""Other methods of the field and the base rate beside the views of a panel, on a page."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.ask import between
from ripeness.pages.layout import Block, Column, Prose, note, pictured, table
from ripeness.pages.words import listed
from ripeness.questions.panel.beside import Beside
from ripeness.statistics.bands import Figure

LETTERS = {"challenge": "C", "expected-utility": "U", "exchange": "X"}
"""Heads of the methods' columns."""


def beside(told: Beside) -> Iterator[Block]:
    """Yield a table of views and methods, a row each, and why a method cannot answer."""
    yield pictured("methods")
    yield Prose("Where would a settlement put each issue?")
    said = {name: one["terms"] for name, one in told["methods"].items() if not one["cannot"]}
    heads = [*(str(number) for number in range(1, len(told["views"]) + 1)), *(LETTERS[name] for name in said)]
    rows = [
        (name.replace("_", " "), *(_place(by.get(name)) for by in (*told["views"].values(), *said.values())))
        for name in told["issues"]
    ]
    yield table([Column("", whole=True), *(Column(head, right=True) for head in heads)], rows, gap=1)
    numbered = [f"{number} {name}" for number, name in enumerate(told["views"], 1)]
    yield note(f"Views: {listed(numbered)}. Methods: {listed([f'{LETTERS[name]} {name}' for name in said])}.")
    yield note(
        "0 the defender's ideal, 1 the attacker's. Views: means over those wars that end in a settlement; - "
        "where a view holds none to speak of. Methods play among positions only (docs/rivals.md); they say "
        "where positions end, never whether there is a settlement, or when."
    )
    for name, one in told["methods"].items():
        if one["cannot"]:
            yield Prose(f"{name} cannot say: {one['cannot'].rstrip('.')}.", hang=4)
    yield from _goes_on(told)
    yield note(f"Left behind on the way to the methods. {' '.join(told['assumed'])}")


def _goes_on(told: Beside) -> Iterator[Block]:
    """Yield whether the war goes on, by the views together and by whoever counts months; and who does not."""
    yield Prose("Is the war still fought on?")
    spans = list(next(iter(told["ongoing"].values()), {}))
    means = [[by[at] for by in told["ongoing"].values()] for at in spans]
    rows = [("views, lowest to highest", *(_range(of) for of in means))]
    for name, one in told["methods"].items():
        if one["ongoing"]:
            rows.append((name, *(_range(one["ongoing"].get(at, [])) for at in spans)))
    yield table(["", *(Column(f"in {at} months", right=True) for at in spans)], rows, gap=2)
    yield note(
        "Base rate: how many of the wars between states that had lasted as long went on so much longer, by several "
        "methods (ripeness baserate); it knows nothing of this war but its age."
    )
    silent: dict[str, list[str]] = {}
    for name, one in told["methods"].items():
        if one["cannot_when"]:
            silent.setdefault(one["cannot_when"], []).append(name)
    for why, names in silent.items():
        yield Prose(f"{listed(names)} cannot say: {why}.", hang=4)


def _range(chances: list[Figure]) -> str:
    """Return the lowest and the highest of some chances; one that nobody could compute is no chance of zero."""
    known = [one for one in chances if one is not None]
    return between(min(known), max(known)) if known else "-"


def _place(value: Figure) -> str:
    return "-" if value is None else f"{value:.2f}"
