"""The page of `robust`, line by line, and on a narrow terminal."""

from __future__ import annotations

from pathlib import Path

import made_robust
import pytest

from printing import figures_lost, printed
from ripeness.pages.robust import robust_page

GOLDEN = Path(__file__).parent / "page.txt"


def test_the_page_of_a_made_up_answer_is_the_one_kept() -> None:
    """To accept a change, write ``printed(...)`` to page.txt and read the difference."""
    assert printed(robust_page(made_robust.content())) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 40])
def test_a_narrow_terminal_shows_every_figure_and_cuts_no_line(width: int) -> None:
    page = robust_page(made_robust.content())
    assert not figures_lost(page, width)
    assert max(map(len, printed(page, width).splitlines())) <= width and "…" not in printed(page, width)


def test_few_effective_draws_and_what_no_full_run_confirmed_are_warned_of_first() -> None:
    told = printed(robust_page(made_robust.content(effective_sample_size=12.0, confirmed=False)))
    assert told.startswith("CAUTION") and "NOT CONFIRMED" in told
