"""A table that a terminal would cut off is told row by row, whatever the terminal's width."""

from __future__ import annotations

import pytest

from printing import printed
from ripeness.pages.layout import Column, note, table

HEADS = ("A's terms", "between", "D's terms", "truce", "D lost", "A forced", "A gives up", "goes on")
CELLS = ("50", "25", ">95", "<5", "75", "10", "5", "50")
COLUMNS = [Column("view", whole=True), *(Column(head, right=True, most=7) for head in HEADS)]


@pytest.mark.parametrize("width", range(12, 90, 3))
def test_every_word_of_a_table_is_whole_at_every_width(width) -> None:
    text = printed((table(COLUMNS, [("limited-aims", *CELLS)], gap=1), note("end")), width)
    assert "\u2026" not in text and max(map(len, text.splitlines())) <= width
    words = text.replace(":", " ").split()
    for word in (*" ".join(HEADS).split(), "limited-aims", *CELLS):
        assert words.count(word) >= CELLS.count(word), word
        assert word in words, word


def test_an_ellipsis_of_the_scenarios_own_is_no_cut() -> None:
    own = table([Column("quoted"), Column("share", right=True)], [("and so on \u2026", "5")])
    assert "quoted" in printed((own,), 60).splitlines()[0] and "share" in printed((own,), 60).splitlines()[0]


@pytest.mark.parametrize("width", range(30, 80))
def test_no_column_is_left_out(width) -> None:
    """Columns that may not be narrowed beside one that may: a column at the right could fall off the edge."""
    heads = ("goes on", "agreed", "the South beaten", "forced stop")
    columns = [Column("in 36 months, points", least=22, most=30)]
    columns += [*(Column(head, right=True, most=8) for head in heads), Column("gap today", right=True, most=6)]
    text = printed((table(columns, [("only together (interaction)", "-21", "+22", "+23", "+24", "0.25")]),), width)
    for word in ("gap", "today", "-21", "+22", "+23", "+24", "0.25"):
        assert word in text.replace(":", " ").split(), word
