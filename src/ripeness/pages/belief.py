"""What each side believes that it can win, in three readings side by side."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.arrays import ACTORS, READINGS
from ripeness.pages.layout import Block, Column, Prose, Row, note, table
from ripeness.pages.names import inside
from ripeness.pages.shares import of_prize
from ripeness.pages.words import percent
from ripeness.questions.summary.beliefs import Beliefs
from ripeness.statistics.bands import Figure

WITH_DETAILS = "The same run with --details does."
"""How what the first page does not need is computed."""


def beliefs_table(beliefs: Beliefs | None, names: dict[str, str]) -> Iterator[Block]:
    """Yield a table of each side's belief that it can win, and the chance that nobody does, where they are known."""
    if beliefs is None:
        yield Prose(f"This run did not compute it. {WITH_DETAILS}")
        return
    labels = {name: label.format(months=beliefs["horizon"]) for name, label in READINGS.items()}
    columns = [Column("months ahead"), *(Column(str(one), right=True, least=6) for one in beliefs["months_ahead"])]
    rows: list[Row | tuple] = []
    for actor in ACTORS:
        whose = inside(names.get(actor, f"the {actor}"))
        rows += [
            (f"{whose} thinks that it wins, {labels['within']}", *map(percent, beliefs["within"][actor])),
            (f"{whose} thinks that it wins, {labels['ever']}", *map(percent, beliefs["ever"][actor])),
            (f"{whose}: {labels['value']}", *map(_share, beliefs["value"][actor])),
            (f"{whose}: nobody has won in the end", *map(percent, beliefs["undecided"][actor])),
        ]
    yield table(columns, rows)
    yield note(
        "Chances in the side's own eyes, if both fight on as the game is played: no table, no ceasefire, nobody gives "
        "up. To win is to have one's aims met by arms or by the other side's breaking; nobody has won in the end where "
        "neither has by the last month that is solved. Value of fighting on: in per cent of the prize, as the side "
        "weighs it, talks and costs counted. Of the wars that still go on."
    )


def _share(value: Figure) -> str:
    return "-" if value is None else f"{of_prize(value, signed=False)} %"
