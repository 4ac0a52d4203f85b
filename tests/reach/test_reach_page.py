"""The page of `reach`, line by line, and on a narrow terminal."""

from __future__ import annotations

from pathlib import Path

import made_reach
import pytest

from printing import figures_lost, printed
from ripeness.pages.reach import reach_page

GOLDEN = Path(__file__).parent / "page.txt"


def test_the_page_of_a_made_up_answer_is_the_one_kept() -> None:
    """To accept a change, delete page.txt, run this and read the difference."""
    page = printed(reach_page(made_reach.content()))
    if not GOLDEN.exists():
        GOLDEN.write_text(page, encoding="utf-8")
        pytest.fail("wrote the page anew: read it, and keep it")
    assert page == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 40])
def test_a_narrow_terminal_shows_every_figure_and_cuts_no_line(width: int) -> None:
    page = reach_page(made_reach.content())
    assert not figures_lost(page, width)
    assert max(map(len, printed(page, width).splitlines())) <= width and "…" not in printed(page, width)


def test_few_effective_draws_are_warned_of_first() -> None:
    assert printed(reach_page(made_reach.content(effective_sample_size=12.0))).startswith("CAUTION")


def test_an_answer_that_no_small_set_was_ruled_out_for_says_so() -> None:
    levers = {"truce_offered": 35.0, "guarantee": 0.4, "mandate": 0.5}
    answer = made_reach.standing(["payer"], levers, 0.51)
    told = printed(reach_page(made_reach.content(answer=answer, every=False)))
    assert "Not every smaller set of levers was tried" in told
    assert "Not every smaller" not in printed(reach_page(made_reach.content(answer=answer)))
