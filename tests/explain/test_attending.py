"""What attending gives the attacker, as a forecast holds it and as it is printed."""

from __future__ import annotations

import json

import numpy as np
import pytest
import xarray as xr
from known_gaps import world
from test_explain import CLOSED, EVEN, flat, printed

import ripeness
from ripeness.arrays import ATTENDING
from ripeness.ensemble.forecast import branches
from ripeness.questions.explain.attending import attending
from ripeness.questions.explain.causes import explained, first_asked
from ripeness.questions.explain.experiments import in_thought

PARTS = np.array(
    [
        [-0.001, 0.0, 0.0, 0.03, 0.002, 0.0, 0.0, -0.001],
        [-0.001, 0.0, 0.0, 0.01, 0.004, 0.0, 0.0, 0.001],
        [-0.002, 0.0, 0.0, 0.00002, 0.0, 0.0, 0.0, 0.0],
        [-0.001, 0.0, 0.0, -0.01, 0.001, 0.0, 0.0, 0.0],
    ]
)


def held(one: xr.Dataset) -> xr.Dataset:
    """The forecast with the parts above in its four draws."""
    return one.assign(
        attending_worth=("draw", PARTS.sum(1)),
        attending_parts=(("draw", "attending_part"), PARTS),
        attending_pays=("draw", [1.0, 1.0, 0.0, 0.5]),
    )


@pytest.fixture
def stand_in(knowing):
    """A stand-in for ``ensemble.forecast.branches`` that says what attending gives where it is asked."""
    compare = world(knowing, {}, CLOSED, [0.4, 0.3, 0.2, 0.1])

    def asked(of, policies, *rest, attending=False, **named):
        found = compare(of, policies, *rest, **named)
        return {name: held(one) if attending and policies[name] == "status-quo" else one for name, one in found.items()}

    return asked


def test_means_and_shares_are_over_the_sets_by_weight(knowing, stand_in) -> None:
    base = stand_in(knowing, {"as it is": "status-quo"}, attending=True)["as it is"]
    found = attending(base)
    assert found["parts"]["punishment"]["mean"] == pytest.approx(0.4 * 0.03 + 0.3 * 0.01 + 0.2 * 0.00002 - 0.1 * 0.01)
    assert found["worth"]["above"] == pytest.approx(0.7) and found["worth"]["below"] == pytest.approx(0.3)
    assert (found["parts"]["side_deals"]["above"], found["parts"]["side_deals"]["below"]) == (0.0, 0.0)
    assert found["states"] == pytest.approx(0.4 + 0.3 + 0.1 * 0.5)
    assert sum(one["mean"] for one in found["parts"].values()) == pytest.approx(found["worth"]["mean"])


def test_the_page_says_what_it_gives_and_through_what(knowing, stand_in) -> None:
    thought = in_thought(knowing)
    result = explained(thought, stand_in(thought, first_asked(thought), attending=True), 0)
    page = printed(result)
    told = page[page.index("What attending gives") : page.index("What was tried")]
    assert page.index("Cause by cause") < page.index("What attending gives")
    assert "is worth more to the North than staying away, on average: 1.5 % of the prize." in flat(told)
    assert "It is worth more in 7 of 10 versions" in flat(told)
    assert "The largest part of that, by a split that is ours, is punishment averted (1.4 %)." in flat(told)
    assert all(meaning.replace("the defender", "the South") in flat(told) for meaning in ATTENDING.values())
    assert "says nothing of a person" in flat(told)
    assert max(len(line) for line in page.splitlines()) <= 80


def test_where_no_mind_can_be_moved_nothing_is_said_of_attending(knowing) -> None:
    thought = in_thought(knowing)
    result = explained(thought, world(knowing, {}, CLOSED, EVEN)(thought, first_asked(thought)), 0)
    assert result["attending"] is None and "attending" not in printed(result)


def test_the_command_asks_for_it_and_json_holds_it(ripe, compared, stand_in) -> None:
    ripe("new", "mine")
    compared(stand_in)
    code, out, _ = ripe("explain", "mine.yaml", "--draws", "4", "--json")
    told = json.loads(out)["attending"]
    assert code == 0 and list(told["parts"]) == list(ATTENDING)
    assert told["worth"]["mean"] == pytest.approx(PARTS.sum(1) @ [0.4, 0.3, 0.2, 0.1])


def test_in_the_toy_of_feigned_talks_punishment_averted_is_all_that_he_gets() -> None:
    toy = ripeness.load("feigned-talks")
    now = branches(toy, {"now": "status-quo"}, 1, attending=True)["now"].isel(draw=0)
    part = dict(zip(ATTENDING, now.attending_parts.values, strict=True))
    assert part["cost"] == pytest.approx(-0.0005) and part["punishment"] > 0.01
    assert float(now.attending_worth) == pytest.approx(part["cost"] + part["punishment"], abs=1e-6)
    assert all(part[one] == 0.0 for one in ("side_deals_now", "partial_deals", "pressure", "side_deals"))
    assert part["rest"] == pytest.approx(0.0, abs=1e-6) and part["interaction"] == pytest.approx(0.0, abs=1e-6)
    assert float(now.attending_pays) == float(now.attended_no_deal_in_reach[0]) == 1.0
    assert "attending_worth" not in branches(toy, {"now": "status-quo"}, 1)["now"]
