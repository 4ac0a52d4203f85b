"""The page of a panel, line by line, on forecasts made up by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import toy_views
from made_views import SERIES, view_forecast

from printing import figures_lost
from printing import printed as on_terminal
from ripeness.pages.panel import panel_page
from ripeness.pages.panel_words import caution
from ripeness.questions.panel.view_forecasts import PanelForecasts
from ripeness.questions.panel.weighing import Panel, weigh_panel

PAGE = Path(__file__).with_name("page.txt")


def panel(draws: int = 8) -> Panel:
    views = {
        "even": view_forecast("even", 0.5, "settlement_even", draws),
        "strong": view_forecast("strong", 0.75, "defender_collapses", draws),
    }
    return weigh_panel(PanelForecasts(toy_views.base(), views, ("even", "strong"), SERIES, draws))


def printed(found: Panel, width: int = 80) -> str:
    return on_terminal(panel_page(found), width)


def test_the_page_is_that_of_the_golden_file():
    page = printed(panel())
    if not PAGE.exists():
        PAGE.write_text(page, encoding="utf-8")
        pytest.fail("wrote the page anew: read it, and keep it")
    assert page == PAGE.read_text(encoding="utf-8")


def test_the_page_fits_eighty_columns():
    assert max(map(len, printed(panel()).splitlines())) <= 80


@pytest.mark.parametrize("width", [60, 40])
def test_a_narrow_terminal_shows_every_figure_and_cuts_no_line(width):
    assert not figures_lost(panel_page(panel()), width)
    text = printed(panel(), width)
    assert max(map(len, text.splitlines())) <= width and "…" not in text


@pytest.mark.parametrize(
    ("horizon", "shown", "compared"), [(60, [12, 36, 60], 36), (48, [12, 36, 48], 36), (24, [12, 24], 24), (6, [6], 6)]
)
def test_every_month_shown_is_one_that_the_scenario_shows(monkeypatch, horizon, shown, compared):
    """Of a war that goes on with a chance of .5 for 36 months, and of .5 ** (months / 36) for others."""
    monkeypatch.setattr(toy_views, "WAR", toy_views.WAR.replace("horizon: 60 months", f"horizon: {horizon} months"))
    monkeypatch.setattr(toy_views, "VIEW", toy_views.VIEW.replace("at: 12 months", "at: 6 months"))
    found = panel()
    even = found["views"]["even"]
    assert found["horizons"] == [int(months) for months in even["ongoing"]] == shown
    for months, one in even["ongoing"].items():
        assert one["mean"] == pytest.approx(0.5 ** (int(months) / 36))
        assert even["endings"][months]["still_fighting"] == pytest.approx(one["mean"])
        assert found["pooled"]["equal"]["linear"][months]["still_fighting"] > 0
    page = printed(found)
    heads = next(line for line in page.splitlines() if line.startswith("view ") and "8 in 10" in line)
    assert heads.replace("8 in 10", "").split() == ["view", *(word for one in shown for word in (str(one), "months"))]
    assert f"How it has ended in {compared} months" in page and f"Aims, {compared} months ahead" in page


@pytest.mark.parametrize(("horizon", "ahead"), [(60, 20), (20, 20), (12, 12)])
def test_the_fighting_has_stopped_by_the_end_of_next_year_where_the_war_has_ended_in_settlements(
    monkeypatch, horizon, ahead
):
    """One view's wars all end in settlements, the other's in none; 20 months after May comes January."""
    monkeypatch.setattr(toy_views, "WAR", toy_views.WAR.replace("horizon: 60 months", f"horizon: {horizon} months"))
    monkeypatch.setattr(toy_views, "VIEW", toy_views.VIEW.replace("at: 12 months", "at: 6 months"))
    found = panel()
    assert found["next_year"] == ahead
    views = [one["stopped"][str(ahead)]["mean"] for one in found["views"].values()]
    assert sorted(views) == pytest.approx([0.0, 1 - 0.5 ** (ahead / 36)])
    assert f"runs from nil ('the odds are 0.73') to about {5 * round(20 * views[0])} %" in " ".join(
        printed(found).split()
    )


@pytest.mark.parametrize(("kept", "asks"), [(0, 200), (40, 200), (8, 200), (64, 128)])
def test_the_caution_asks_for_as_many_versions_as_are_kept_that_fit_the_record(kept, asks):
    """Two views of 8 versions each, of which 4 count: 100 each, in proportion; where 64 that fit are kept, these."""
    made = panel()
    made["kept"], made["draws"] = kept, 8
    for one in made["views"].values():
        one["effective_sample_size"] = 4.0
    assert f"Ask for {asks} versions" in caution(made) and f"--draws {asks})" in caution(made)
    made["kept"] = made["draws"] = 64
    assert "more would be drawn anew, of which fewer may count" in caution(made) and "Ask for" not in caution(made)


def test_the_sides_are_called_by_the_names_that_the_scenario_gives_them(monkeypatch):
    named = toy_views.WAR.replace("name: Attacker", "name: Arcadia").replace("name: Defender", "name: The South")
    monkeypatch.setattr(toy_views, "WAR", named)
    page = " ".join(printed(panel()).split())
    assert "Arcadia forced: it is forced to stop" in page and "The South loses" in page and "the attacker" not in page


def test_few_draws_are_said_in_the_first_line():
    said = "CAUTION: not to be quoted: weighed by the record, these 8 versions of each view count as 8 equal ones"
    assert " ".join(printed(panel()).split()).startswith(said)
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
