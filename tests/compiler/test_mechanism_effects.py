"""What switching a mechanism on does to a war: the direction that its source says, by the amount of a closed form.

One battle decides the war, with even odds, and costs the attacker .1 and the defender .2 of the prize: fighting is
worth .4 and .3 to them, and any division that gives the attacker between .4 and .7 is better for both.
"""

from __future__ import annotations

import copy
from typing import Any

import pytest
import xarray as xr

import ripeness
from ripeness.scenarios.shipped import FOLDER
from ripeness.schema import Scenario
from ripeness.schema.load import parse_data
from ripeness.schema.yaml_text import read_yaml

RANGE = (FOLDER / "toys" / "bargaining-range.yaml").read_text(encoding="utf-8")
FEIGNED = (FOLDER / "toys" / "feigned-talks.yaml").read_text(encoding="utf-8")


def war(text: str, changes: dict[str, Any]) -> Scenario:
    data = copy.deepcopy(read_yaml(text, "war").data)
    data["source_unless_stated"] = "judgement"
    for path, value in changes.items():
        *above, last = path.split(".")
        place = data
        for key in above:
            place = place.setdefault(key, {})
        place[last] = value
    return parse_data(data)


def gap(changes: dict[str, Any]) -> float:
    """Ripeness gap on the war's first day."""
    play = ripeness.solve(war(RANGE, changes)).isel(month=0, gate=0, chest=0, sincerity=0, front_cell=0)
    return float(play.ripeness_gap)


def settled_at_once(changes: dict[str, Any]) -> float:
    result: xr.Dataset = ripeness.forecast(
        war(RANGE, changes), draws=1, precision="float64", beliefs=False, in_eyes=False
    )
    settlements = [str(one) for one in result.ending.values if str(one).startswith("settlement")]
    return float(result.ended.isel(draw=0, month=1).sel(ending=settlements).sum())


def test_a_settlement_waits_for_a_text_that_both_recognise() -> None:
    text = {"title": "T", "date": "2000-01", "recognised_by": {"a": 0.5, "d": 0.4}}
    listed = {"texts.items": {"only": text}}
    assert settled_at_once(listed) == pytest.approx(1)
    assert settled_at_once({**listed, "texts.count": True}) == pytest.approx(0.2)


def test_a_guarantee_opens_the_range_that_broken_promises_close_as_far_as_its_backer_is_believed() -> None:
    # The defender signs for (1 - r)(1 - x); at x = .4, where the attacker just accepts, the gap is .6 (1 - r) - .3.
    broken = {"bargaining.base_reneging": 0.8}
    assert gap(broken) == pytest.approx(0.6 * 0.2 - 0.3)
    chain = {"by": "d", "strength": 0.75, "backed_by": "d"}

    def guaranteed(backing: float) -> float:
        return gap({**broken, "bargaining.guarantors": {"one": {**chain, "backing": backing}}})

    assert guaranteed(0.0) == pytest.approx(gap(broken))
    assert guaranteed(0.5) == pytest.approx(0.6 * (1 - 0.8 * (1 - 0.375)) - 0.3)
    assert guaranteed(1.0) == pytest.approx(0.6 * 0.8 - 0.3)


def test_debt_closes_the_range_by_what_it_takes_from_the_attackers_part() -> None:
    # 24 months of 10 bn at .05 of the prize for each 100 bn: .12 of the attacker's part, and of the gap, which is .3.
    later = {
        "calendar": {"war_began": "2000-01", "as_of": "2002-01", "horizon": "12 months", "tail": "60 months"},
        "epochs": {"on": {"title": "On", "from": "2002-01", "changes": {"costs.defender": "20 %/month"}}},
        "war_chest": {"liquid_reserves": "100 bn USD", "borrowing": "10 bn USD/month"},
    }

    def at_the_epoch(burden: float) -> float:
        scenario = war(RANGE, {**later, "war_chest.debt_burden": burden})
        play = ripeness.solve(scenario).isel(gate=0, chest=0, sincerity=0, front_cell=0)
        return float(play.ripeness_gap.isel(month=0))

    assert at_the_epoch(0) == pytest.approx(0.3)
    assert at_the_epoch(0.05) == pytest.approx(0.3 - 0.12)
    assert at_the_epoch(0.15) < 0


def test_an_envoy_who_keeps_the_main_issue_off_the_table_leaves_nothing_to_trade() -> None:
    # The attacker cares for rule (.7), the defender for land (.7). With rule off the table, land alone is worth .3 to
    # the attacker, less than the .4 of fighting on.
    issues = {
        "land": {"title": "Land", "attacker_weight": 0.3, "defender_weight": 0.7, "follows_front": True},
        "rule": {"title": "Rule", "attacker_weight": 0.7, "defender_weight": 0.3},
    }
    envoy = {"attacker_weights": {"land": 0.9, "rule": 0.1}, "incidental_below": 0.2}
    mediator = {"sincerity_at_start": 0.5, "settlement_chance": "0 %/month"}
    base = {"issues": issues, "mediator": mediator, "actors.m": {"name": "M", "role": "mediator"}}
    # At u = .4 from rule alone (x = 4/7) the defender keeps .7 + .3 x 3/7; he wants .3.
    assert gap(base) == pytest.approx(0.7 + 0.3 * 3 / 7 - 0.3)
    sits = {**base, "envoy": envoy, "tracks.talks.envoy": True}
    assert gap({**sits, "envoy": {**envoy, "incidental_below": 0}}) == pytest.approx(gap(base))
    assert gap(sits) < 0
    assert gap({**sits, "envoy": {**envoy, "career": True}}) == pytest.approx(gap(base))


def test_a_leader_who_falls_with_defeat_fights_for_less_and_the_range_widens() -> None:
    # He wins or loses with even odds: an office of .4 lost with defeat takes .2 from what fighting is worth to him.
    fate = {"leaders": {"attacker": {"office_value": 0.4, "loss_if_loses": 1}}}
    assert gap({}) == pytest.approx(0.3)
    assert gap(fate) == pytest.approx(0.3 + 0.2)


def test_a_bill_that_is_permitted_but_never_voted_leaves_the_reserves_alone() -> None:
    def package(changes: dict[str, Any]) -> float:
        result = ripeness.forecast(war(FEIGNED, changes), draws=1, beliefs=False, in_eyes=False)
        return float(result.package.isel(draw=0, month=-1))

    assert package({"gate.vote": 0}) == 0
    assert 0 < package({"gate.vote": 0.25}) < package({})
