"""Priors given that a war lasted: weighed by lasting alone, and beside base rates."""

from __future__ import annotations

import numpy as np
import pytest

import ripeness
from ripeness.errors import RunError
from ripeness.pages.calibrate import survival_page
from ripeness.pages.layout import sentences
from ripeness.questions.baserate.ask import rates_of
from ripeness.schema.load import parse_scenario
from small_war import small_text

DRAWS = 16


@pytest.fixture(scope="module")
def war():
    """A war that was seen for ten months, in which the defender may collapse, nobody knows how easily."""
    text = small_text()
    plain = parse_scenario(text, "small.yaml")
    began = np.datetime64(plain.calendar.as_of, "M")
    months = {str(began + at): {"front": "up" if at % 2 else "down"} for at in range(10)}
    return plain.replace({
        "calendar.war_began": str(began), "calendar.as_of": str(began + 10), "calendar.horizon": 40,
        "truth.collapse_hazard": {"low": "0.5 %/month", "high": "25 %/month", "source": "judgement"},
        "record": {"error_rate": {"value": 0.05, "source": "judgement"}, "months": months},
    })  # fmt: skip


def test_draws_weigh_their_chance_of_lasting_and_nothing_that_was_seen(war) -> None:
    """By hand: as of the first month, chance of going on h more, given the ten that it lasted, is a ratio."""
    found = ripeness.prior_survival(war, DRAWS)
    start = war.replace({"calendar.as_of": war.calendar.war_began, "record": None, "calendar.horizon": 50})
    held = ripeness.forecast(start, draws=DRAWS, seed=0, beliefs=False, in_eyes=False)
    going = held.ongoing.transpose("draw", "month").values
    lasting = going[:, 22].sum() / going[:, 10].sum()
    one = found["rates"][0]
    assert one["months"] == 12 and one["lasted"] == pytest.approx(lasting, abs=0.02)
    assert one["lasted"] > one["prior"]  # those that collapse easily would not have lasted
    rate = rates_of(10.0, 12)
    assert (one["low"], one["high"]) == (rate["low"], rate["high"])
    outside = max(one["lasted"] - rate["high"], 0.0) + min(one["lasted"] - rate["low"], 0.0)
    assert one["beyond"] == pytest.approx(outside)
    weight = going[:, 10] / going[:, 10].sum()
    on = going[:, 22] / going[:, 10]
    assert one["error"] == pytest.approx(np.sqrt(np.sum((weight * (on - weight @ on)) ** 2)), abs=0.02)


def test_the_page_says_so_where_no_more_than_few_draws_lies_outside() -> None:
    rates = [{"months": 12, "prior": 0.3, "lasted": 0.54, "error": 0.06, "low": 0.56, "high": 0.8, "beyond": -0.02}]
    told = {"scenario": "war", "title": "War", "names": {}, "age": 48, "draws": 32, "effective_draws": 21.0}
    few = " ".join(sentences(survival_page({**told, "rates": rates})))
    many = " ".join(sentences(survival_page({**told, "rates": [{**rates[0], "error": 0.005}]})))
    assert "2% below at 12 months, no further than so few draws may err" in few
    assert "2% below at 12 months." in many


def test_what_was_seen_moves_nothing(war) -> None:
    months = {month: {"front": "down" if at % 2 else "up"} for at, month in enumerate(war.record.months)}
    other = war.replace({"record.months": months})
    assert ripeness.prior_survival(other, DRAWS)["rates"] == ripeness.prior_survival(war, DRAWS)["rates"]


def test_a_war_of_which_nothing_is_known_is_refused() -> None:
    with pytest.raises(RunError, match="not known that the war lasted"):
        ripeness.prior_survival(ripeness.load("gamblers-ruin"))


def test_the_command_answers_one_question_at_a_time(ripe) -> None:
    code, out, told = ripe("calibrate", "ukraine-2026", "--front", "--survival")
    assert (code, out) == (2, "") and "two questions. Leave out" in " ".join(told.split())
    code, out, told = ripe("calibrate", "gamblers-ruin", "--survival")
    assert (code, out) == (2, "") and "State record.months" in " ".join(told.split())
