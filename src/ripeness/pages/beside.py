"""Other methods of the field beside the views of a panel, on a page."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.layout import Block, Column, Prose, Row, note, table
from ripeness.questions.panel.beside import Beside
from ripeness.statistics.bands import Figure


def beside(told: Beside) -> Iterator[Block]:
    """Yield a table of views and methods, a row each, and why a method cannot answer."""
    columns = [
        Column("", whole=True),
        *(Column(name.replace("_", " "), right=True, most=12) for name in told["issues"]),
    ]
    rows = [Row((name, *(_place(by[one]) for one in told["issues"]))) for name, by in told["views"].items()]
    rows.append(Row())
    said = {name: one for name, one in told["methods"].items() if not one["cannot"]}
    rows += [Row((name, *(_place(one["terms"][issue]) for issue in told["issues"]))) for name, one in said.items()]
    yield table(columns, rows, gap=1)
    yield note(
        "0 the defender's ideal, 1 the attacker's. Above: the views, means over those wars that end in a settlement; - "
        "where a view holds none to speak of. Below: methods that play among positions only (docs/rivals.md); they say "
        "where positions end, never whether there is a settlement, or when."
    )
    for name, one in told["methods"].items():
        if one["cannot"]:
            yield Prose(f"{name} cannot say: {one['cannot'].rstrip('.')}.", hang=4)
    yield note(f"Left behind on the way to the methods. {' '.join(told['assumed'])}")


def _place(value: Figure) -> str:
    return "-" if value is None else f"{value:.2f}"
