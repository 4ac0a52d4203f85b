"""Stated questions of areas and talks, drawing on, and what stands beside a forecast."""

from __future__ import annotations

import numpy as np
import pytest

import ripeness
from printing import printed
from ripeness.errors import RunError
from ripeness.pages.ask import ask_page
from ripeness.questions.ask.base import of_wars
from ripeness.questions.ask.chances import LEVELS, beyond, drawn, quantiles
from ripeness.questions.until import until_effective
from ripeness.schema.sections.question import Question


def question(**more) -> Question:
    told = {"title": "t", "opens": "2000-01-31", "by": "2000-12-31", "resolution": "r", "source": "s", **more}
    return Question.model_validate(told)


@pytest.fixture(scope="module")
def front():
    return ripeness.load("standing-front")


@pytest.fixture(scope="module")
def held(front):
    return ripeness.forecast(front, draws=1, in_eyes=False, beliefs=False)


def test_the_area_is_held_whole(held) -> None:
    """Shares of the cells sum to one, and their mean is the mean area that the law reports by itself."""
    ongoing = held.ongoing.values > 1e-6
    assert held.area_distribution.sum("area_cell").values[ongoing] == pytest.approx(1.0, abs=1e-5)
    means = (held.area_distribution * held.cell_area).sum("area_cell").values[ongoing]
    assert means == pytest.approx(held.area.values[ongoing], rel=1e-5)


def test_chances_of_areas_integrate_to_the_mean_area(front, held) -> None:
    """E[A] = x0 + the integral of P(A >= x) from x0, below which no area lies."""
    by = f"{int(front.calendar.as_of[:4]) + 1}-{front.calendar.as_of[5:]}-01"
    days = {"opens": f"{front.calendar.as_of}-02", "by": str(np.datetime64(by) - 1)}
    low, high = float(held.cell_area.min()) - 1e3, float(held.cell_area.max()) + 1e3
    at = np.linspace(low, high, 801)
    chances = [drawn(held, question(kind="area", at_least=f"{x} km^2", **days), front).values[0] for x in at]
    assert chances[0] == pytest.approx(1.0, abs=1e-5) and np.all(np.diff(chances) <= 1e-9)
    mean = low + float(np.trapezoid(chances, at))
    assert mean == pytest.approx(float(held.area.isel(month=12, draw=0)), rel=1e-4)
    told = drawn(held, question(kind="area", **days), front)
    middle = told.quantiles[LEVELS.index(0.5)]
    half = drawn(held, question(kind="area", at_least=f"{middle} km^2", **days), front).values[0]
    assert half == pytest.approx(0.5, abs=0.02)


def test_quantiles_are_those_of_many_areas_drawn_from_the_cells() -> None:
    random = np.random.default_rng(1)
    shares = random.dirichlet(np.ones(12), size=3)
    middle, weight = np.tile(np.arange(12.0), (3, 1)), np.array([0.5, 0.3, 0.2])
    which = random.choice(3, 400_000, p=weight)
    counts = [int((which == one).sum()) for one in range(3)]
    cells = [random.choice(12, count, p=shares[one]) for one, count in enumerate(counts)]
    areas = np.concatenate(cells) + random.uniform(-0.5, 0.5, sum(counts))
    assert quantiles(shares, middle, weight) == pytest.approx(np.quantile(areas, LEVELS), abs=0.05)
    assert weight @ beyond(shares, middle, 6.3) == pytest.approx(float((areas >= 6.3).mean()), abs=0.005)


def test_talks_and_deals_are_those_of_the_calendar_month() -> None:
    toy = ripeness.load("feigned-talks").replace({"partial_deals.chance_feigned": "20 %/month"})
    held = ripeness.forecast(toy, draws=1, in_eyes=False, beliefs=False)
    month = str(np.datetime64(toy.calendar.as_of, "M") + 3)
    last = str((np.datetime64(month, "M") + 1).astype("datetime64[D]") - 1)
    days = {"opens": f"{toy.calendar.as_of}-02", "by": last}
    talks = drawn(held, question(kind="meeting", **days), toy).values[0]
    at = held.isel(draw=0, month=3)
    assert talks == pytest.approx(float(at.ongoing * (1 - at.stayed_away)), abs=1e-6)
    deals = drawn(held, question(kind="deal", **days), toy).values[0]
    told = held.partial_deals.isel(draw=0)
    assert deals == pytest.approx(float(told[4] - told[3]), abs=1e-6) and deals > 0


def test_the_two_ways_to_ask_differ_by_what_had_not_happened_by_the_opening(monkeypatch) -> None:
    """By hand: P(by the day, not by the opening) / P(not by the opening), both means over the weighted versions."""
    toy = ripeness.load("gamblers-ruin")
    stated = {"stop": question(kind="ended", opens="2000-06-30", by="2001-12-31")}
    monkeypatch.setattr("ripeness.scenarios.shipped.questions", lambda _: stated)
    inside, before = (
        ripeness.ask(toy, f"war ends by {day}", draws=1)["chance"]["mean"] for day in ("2001-12-31", "2000-06-30")
    )
    plain, asked = ripeness.ask(toy, "war over before 2002", draws=1), ripeness.ask(toy, "stop", draws=1)
    assert asked["chance"]["mean"] == pytest.approx((inside - before) / (1.0 - before), abs=1e-5)
    assert plain["otherwise"]["chance"] == asked["chance"] and plain["otherwise"]["question"] == "stop"
    assert asked["otherwise"]["chance"]["mean"] == pytest.approx(inside, abs=1e-6) and before > 0.01
    again = ripeness.ask(toy, asked["otherwise"]["question"], draws=1)
    assert again["chance"] == asked["otherwise"]["chance"]
    told = [" ".join(printed(ask_page(one.content)).split()) for one in (plain, asked)]
    assert (
        "if it had not happened by 30 June 2000" in told[0] and "The chance is counted from 1 January 2000" in told[0]
    )
    assert "This is the chance if it had not happened by" in told[1] and "without that condition" in told[1]
    for words, said in {"ceasefire by 2002": True, "first ceasefire or settlement by 2002": False}.items():
        content = {**plain.content, "question": words, "event": "a first ceasefire or a settlement"}
        assert ("A settlement counts as well" in printed(ask_page(content))) == said


def test_the_base_rate_beside_a_question_is_the_one_of_baserate() -> None:
    war = ripeness.load("korea-1951")
    age = 12 * (1951 - 1950) + (int(war.calendar.as_of[5:]) - int(war.calendar.war_began[5:]))
    rate = ripeness.baserate(float(age), [12])["rates"][0]
    found = of_wars(war, "ended", 0.0, 12.0)
    assert found is not None
    assert (found["low"], found["high"]) == pytest.approx((1 - rate["high"], 1 - rate["low"]))
    as_long = f"of the wars between states that had lasted as long as this one ({age} months) ended"
    assert found["about"] == f"{as_long} within the next 12 months"
    less = of_wars(war, "first_ceasefire", 0.0, 12.0)
    assert less is not None and less["about"] == f"{as_long} without a victory within the next 12 months"
    assert less is not None and less["value"] < 0.3 * found["value"]


def test_draws_go_on_until_enough_count_and_not_beyond_the_cap() -> None:
    asked: list[int] = []

    def compute(draws: int) -> tuple[int, float]:
        asked.append(draws)
        return draws, draws / 10

    assert until_effective(compute, 50, None) == 50
    asked.clear()
    assert until_effective(compute, 50, 40) >= 400
    assert asked[0] == 50 and asked[1] <= 200 and asked[-1] < 1000
    assert until_effective(compute, 50, 400, most=1000) == 1000
    with pytest.raises(RunError, match="out of range"):
        until_effective(compute, 50, 0)
