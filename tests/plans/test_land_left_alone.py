"""Land that a text leaves alone stays as it is held: by hand on a front whose two belts are worth the same."""

from __future__ import annotations

import re

import numpy as np
import pytest

import ripeness
from ripeness.errors import RunError
from ripeness.questions.plans.held import held, of_forecast, with_land_stated
from ripeness.questions.plans.weighing import weigh_plans
from ripeness.scenarios.shipped import FOLDER
from ripeness.schema import parse_scenario

PLANS = """
plans:
  freeze:
    title: a freeze
    source: judgement
    points: [{number: 1, text: the fighting stops, issue: outer}]
  withdrawal:
    title: all land is given back
    source: judgement
    points:
      - {number: 1, text: the outer belt, issue: outer, sets: {value: 0, source: judgement}}
      - {number: 2, text: the inner belt, issue: inner, sets: {value: 0, source: judgement}}
"""


@pytest.fixture(scope="module", params=[40000.0, 50000.0, 35000.0])
def war(request):
    """The toy's war, its front stated to have come to an area, km^2; a forecast of it."""
    text = (FOLDER / "toys" / "standing-front.yaml").read_text(encoding="utf-8")
    text = re.sub(r"record:\n  months:\n(    .*\n)+", "", text).replace(
        "area: 40000 km^2  ", f"area: {request.param:g} km^2  "
    )
    scenario = parse_scenario(
        text.replace("from: 40000 km^2, to: 60000", "from: 40000 km^2, to: 60000") + PLANS, "x.yaml"
    )
    return request.param, scenario, ripeness.forecast(scenario, draws=1, horizon=12)


def worth(found, plan: str, side: str) -> float:
    return found["plans"][plan][side]["utility"]["mean"]


def test_what_is_left_alone_is_worth_what_is_held_and_not_what_was_held_once(war) -> None:
    """The belts reach from 20,000 to 40,000 and from there to 60,000 km^2, and weigh one half each."""
    area, scenario, forecast = war
    found = weigh_plans(scenario, forecast)
    holds = min(max((area - 20000.0) / 20000.0, 0.0), 1.0), min(max((area - 40000.0) / 20000.0, 0.0), 1.0)
    assert worth(found, "freeze", "attacker") == pytest.approx(sum(holds) / 2.0, abs=0.02)  # the front has some spread
    assert worth(found, "withdrawal", "attacker") == pytest.approx(0.0, abs=1e-12)
    assert worth(found, "freeze", "defender") < worth(found, "withdrawal", "defender")


def test_where_land_stands_is_its_mean_over_where_the_front_may_be(war) -> None:
    _, scenario, forecast = war
    for month in (0, 12):
        mass = np.nan_to_num(forecast.area_distribution.values[0, month])
        areas = forecast.cell_area.values[0]
        by_hand = [
            sum(m * min(max((a - low) / 20000.0, 0.0), 1.0) for m, a in zip(mass, areas, strict=True)) / mass.sum()
            for low in (40000.0, 20000.0)
        ]
        assert held(scenario, of_forecast(scenario, forecast), forecast, month)[0] == pytest.approx(by_hand, rel=1e-6)


def test_a_text_that_states_the_land_as_held_says_the_same(war) -> None:
    _, scenario, forecast = war
    stated, name = with_land_stated(scenario, "freeze", forecast)
    assert name != "freeze" and set(stated.plans[name].terms()) == {"inner", "outer"}
    found = weigh_plans(stated, forecast)
    for side in ("attacker", "defender"):
        assert worth(found, name, side) == pytest.approx(worth(found, "freeze", side), abs=1e-6)
    assert with_land_stated(scenario, "withdrawal", forecast) == (scenario, "withdrawal")
    assert stated.content_hash() == scenario.content_hash()  # the war is the same


def test_giving_land_back_costs_whoever_holds_it(war) -> None:
    area, scenario, forecast = war
    first, second = weigh_plans(scenario, forecast)["plans"]["withdrawal"]["points"]
    assert first["attacker"]["mean"] == pytest.approx(-min((area - 20000.0) / 40000.0, 0.5), abs=0.02)
    assert second["attacker"]["mean"] == pytest.approx(-max((area - 40000.0) / 40000.0, 0.0), abs=0.02)


def test_a_forecast_of_one_text_alone_refuses_to_take_held_land_for_given_back(war) -> None:
    """A forecast cannot know where the front will stand before it is made; `ripeness.plans` asks in two steps."""
    _, scenario, _ = war
    with pytest.raises(RunError, match=r"plan freeze leaves land alone \(.*outer.*ripeness.plans"):
        ripeness.forecast(scenario, draws=1, horizon=2, sign="freeze")
    assert ripeness.plans(scenario, sign="freeze", draws=1).content["plan"] == "freeze"
