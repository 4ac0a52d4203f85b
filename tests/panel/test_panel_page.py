"""The page of a panel, line by line, on forecasts made up by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import toy_views
from rich.console import Console

import synthetic
from ripeness.arrays import ENDINGS
from ripeness.pages.panel import panel_page
from ripeness.questions.panel.sittings import Sitting, Sittings
from ripeness.questions.panel.stated import questions
from ripeness.questions.panel.weighing import Panel, weigh_panel

PAGE = Path(__file__).with_name("page.txt")
SERIES = ("going on", "front", "strikes")


def forecast(scenario, draws: int, over: float, ending: str, gap: float = -0.2):
    """A forecast in which the war ends one way only, with odds `over` within 36 months."""
    one = synthetic.forecast(scenario, draws)
    months = np.arange(one.sizes["month"])
    ended = np.zeros((draws, len(ENDINGS), len(months)))
    ended[:, ENDINGS.index(ending)] = 1 - (1 - over) ** (months / 36)
    return one.assign(
        ended=(("draw", "ending", "month"), ended),
        ongoing=(("draw", "month"), 1 - ended.sum(axis=1)),
        ripeness_gap=(("draw", "month"), np.full((draws, len(months)), gap)),
        weight=(("draw",), np.full(draws, 1 / draws)),
    )


def sitting(name: str, odds: float, ending: str, draws: int = 8) -> Sitting:
    view = toy_views.view(name, odds - 0.02, odds + 0.02)
    status_quo = forecast(view, draws, odds, ending)
    asked = {label: forecast(view, 2, odds, ending) for label in questions(toy_views.base())}
    better = "policy talk-more" if name == "even" else "policy fight-better"
    asked[better] = forecast(view, 2, min(0.95, odds + 0.3), "settlement_in_between")
    if "cause table" in asked and name == "even":
        asked["cause table"] = forecast(view, 2, odds, ending, gap=0.1)
    series = np.cumsum(np.tile([-1.0, -10 - 5 * odds, -3.0], (draws, 1)), axis=1)
    drawn = np.tile([-20.0 if name == "even" else -24.0, -15.0 - 10 * odds], (draws, 1))
    return Sitting(
        scenario=view,
        origin="prior",
        forecast=status_quo,
        correction=np.zeros(draws),
        series=series,
        drawn=drawn,
        few=forecast(view, 2, odds, ending),
        asked=asked,
        without={"truth.battle_odds": forecast(view, 2, 0.5, ending)},
    )


def panel(draws: int = 8) -> Panel:
    views = {
        "even": sitting("even", 0.5, "settlement_in_between", draws),
        "strong": sitting("strong", 0.75, "defender_collapses", draws),
    }
    return weigh_panel(Sittings(toy_views.base(), views, ("even", "strong"), SERIES, draws))


def printed(found: Panel) -> str:
    console = Console(width=80, highlight=False, markup=False)
    with console.capture() as page:
        console.print(panel_page(found))
    return "\n".join(line.rstrip() for line in page.get().splitlines()) + "\n"


def test_the_page_is_that_of_the_golden_file():
    page = printed(panel())
    if not PAGE.exists():
        PAGE.write_text(page, encoding="utf-8")
        pytest.fail("wrote the page anew: read it, and keep it")
    assert page == PAGE.read_text(encoding="utf-8")


def test_the_page_fits_eighty_columns():
    assert max(map(len, printed(panel()).splitlines())) <= 80


def test_few_draws_are_said_in_the_first_line():
    assert printed(panel()).startswith("CAUTION: an effective sample of 8 of 8 draws a view, fewer than 50.")
    assert printed(panel(64)).startswith("A panel of rival views.")


def test_what_fails_comes_before_what_holds():
    page = printed(panel())
    assert page.index("we do not find") < page.index("and we find") < page.index("Does the war go on?")


def test_a_first_policy_that_its_own_aim_ranks_lower_is_told_as_failing():
    views = panel()["views"]
    assert views["even"]["first_policy"]["agrees"] and views["even"]["first_policy"]["found"] == ["talk-more"]
    strong = views["strong"]["first_policy"]
    assert not strong["agrees"] and strong["found"] == ["fight-better"] and strong["place"] == 2


def test_endings_and_still_fighting_are_one_whole():
    for one in panel()["views"].values():
        for by in one["endings"].values():
            assert sum(by.values()) == pytest.approx(1)
    for pooled in panel()["pooled"].values():
        for kind in ("linear", "logarithmic"):
            for by in pooled[kind].values():
                assert sum(by.values()) == pytest.approx(1)


def test_the_record_favours_nobody_without_the_confusion_matrix_beside_it():
    page = printed(panel())
    if "favours" in page:
        assert page.index("drawn from") < page.index("favours")
    assert "no verdict" in page
