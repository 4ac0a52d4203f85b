"""The split over mechanisms: it adds up, depends on no order, and a lever without effect has no part in it."""

import numpy as np
import pytest
from made_worlds import EFFECTS, TOGETHER, world
from pydantic import BaseModel

import ripeness
from ripeness.errors import RunError, ScenarioError
from ripeness.questions.whatif import split as splitting
from ripeness.questions.whatif.split import (
    changed,
    draws_for,
    groups,
    refuse_strikes,
    settings_of,
    split,
    values_of,
    variants,
)

GUARANTEE, MANDATE = 0.4, 0.2
"""How far the two levers are moved."""

B = {"guarantee": 0.1 + GUARANTEE, "mandate": 0.5 + MANDATE}


@pytest.fixture(scope="module")
def flagship():
    return ripeness.load("ukraine-2026")


def split_of(war, a, b, draws=16):
    forecast = {name: world(war, values_of(war, levers), draws, 1) for name, levers in (("a", a), ("b", b))}
    alone = {name: world(war, values_of(war, levers), draws, 1) for name, levers in variants(war, a, b).items()}
    return split(forecast["a"], forecast["b"], alone, groups(war, a, b)), forecast


def test_levers_are_grouped_by_the_section_that_they_change(war) -> None:
    assert groups(war, {}, B) == {"bargaining": ["guarantee"], "tracks": ["mandate"]}


def test_a_lever_that_both_set_alike_or_leave_alone_is_not_in_the_split(war) -> None:
    assert changed(war, {"guarantee": 0.5}, {"guarantee": "50 %", "mandate": 0.5}) == []


def test_a_variant_is_a_with_one_mechanism_as_in_b(war) -> None:
    found = variants(war, {"mandate": 0.9}, {"guarantee": 0.5})
    assert found == {"bargaining": {"mandate": 0.9, "guarantee": 0.5}, "tracks": {}}


def test_effects_and_interaction_are_those_of_the_closed_form(war) -> None:
    """In the made-up world odds are their power 1 + x under A and B: each part follows by hand, draw by draw."""
    found, forecast = split_of(war, {}, B)
    odds, weight = forecast["a"].ongoing.values[:, 36], forecast["a"].weight.values
    alone = {"bargaining": -EFFECTS["guarantee"] * GUARANTEE, "tracks": -EFFECTS["mandate"] * MANDATE}
    together = sum(alone.values()) + TOGETHER * GUARANTEE * MANDATE
    part = found["outcomes"]["ongoing.36"]
    for name, power in alone.items():
        assert part["main"][name]["mean"] == pytest.approx(weight @ (odds ** (1 + power) - odds), abs=1e-7)
    assert part["total"] == pytest.approx(weight @ (odds ** (1 + together) - odds), abs=1e-7)
    assert abs(part["interaction"]) > 1e-3


def test_effects_and_interaction_sum_to_the_total_in_every_outcome(war) -> None:
    found, _ = split_of(war, {"mandate": 0.3}, B)
    assert len(found["outcomes"]) > 25
    for key, part in found["outcomes"].items():
        if part["total"] is not None:
            summed = sum(one["mean"] for one in part["main"].values()) + part["interaction"]
            assert summed == pytest.approx(part["total"], abs=1e-7), key


def test_the_split_does_not_depend_on_the_order_in_which_levers_are_named(war) -> None:
    forwards, _ = split_of(war, {}, B)
    backwards, _ = split_of(war, {}, dict(reversed(B.items())))
    assert forwards["outcomes"] == backwards["outcomes"]


def test_a_lever_with_no_effect_has_no_part(war, monkeypatch) -> None:
    monkeypatch.setitem(EFFECTS, "mandate", 0.0)
    monkeypatch.setattr("made_worlds.TOGETHER", 0.0)
    found, _ = split_of(war, {}, B)
    for key, part in found["outcomes"].items():
        if part["total"] is not None:
            assert part["main"]["tracks"] == {"mean": 0.0, "p10": 0.0, "p90": 0.0}, key
            assert part["interaction"] == pytest.approx(0.0, abs=1e-12), key


def test_one_mechanism_alone_is_all_of_the_change(war) -> None:
    one = {"guarantee": 0.5}
    a, b = world(war, {}, 16, 1), world(war, values_of(war, one), 16, 1)
    found = split(a, b, {"bargaining": b}, groups(war, {}, one))
    for part in found["outcomes"].values():
        assert part["interaction"] in (0.0, None)
        assert part["main"]["bargaining"]["mean"] == part["total"]


def test_the_split_is_over_the_first_draws_where_it_has_fewer(war) -> None:
    """Of 40 draws the first 16, their weights made to sum to one, compared with the sum over these alone."""
    a, b = (world(war, values_of(war, levers), 40, 1) for levers in ({}, B))
    few = {name: b.isel(draw=slice(0, 16)) for name in ("bargaining", "tracks")}
    found = split(a, b, few, groups(war, {}, B))
    weight = a.weight.values[:16] / a.weight.values[:16].sum()
    wanted = weight @ (b.ongoing.values[:16, 36] - a.ongoing.values[:16, 36])
    assert found["draws"] == 16
    assert found["outcomes"]["ongoing.36"]["total"] == pytest.approx(wanted, abs=1e-8)
    assert found["effective_sample_size"] == pytest.approx(1 / np.sum(weight**2))


@pytest.mark.parametrize(("mechanisms", "draws", "wanted"), [(2, 200, 64), (4, 200, 64), (8, 200, 32), (3, 4, 4)])
def test_many_mechanisms_are_split_on_fewer_draws(mechanisms, draws, wanted) -> None:
    assert draws_for(mechanisms, draws) == wanted
    assert draws_for(1000, 200) == splitting.FEWEST_DRAWS


def test_what_is_set_on_top_replaces_what_the_policy_says(war) -> None:
    assert settings_of(war, "guarantees-first", {"guarantee": 0.3, "mandate": 0.9}) == {
        "guarantee": 0.3,
        "mandate": 0.9,
    }
    assert settings_of(war, "status-quo") == {}
    with pytest.raises(ScenarioError, match="guarantees-first"):
        settings_of(war, "guarantees-frist")


def owned_by(flagship, owner, path):
    lever = flagship.levers["air_defence"].model_copy(update={"owner": (owner,), "changes": (path,)})
    return BaseModel.model_copy(flagship, update={"levers": {"strikes": lever}})


@pytest.mark.parametrize("owner", ["attacker", "russia"])
@pytest.mark.parametrize("path", splitting.STRIKES)
def test_the_attackers_own_levers_on_strikes_are_refused(flagship, owner, path) -> None:
    with pytest.raises(RunError, match=r"strikes is the attacker's own and sets its strikes .*not compared"):
        refuse_strikes(owned_by(flagship, owner, path), {"strikes": 1})


def test_other_levers_of_his_and_the_mediators_answer_to_strikes_are_not(flagship) -> None:
    refuse_strikes(flagship, dict.fromkeys(flagship.levers, 1))
    refuse_strikes(owned_by(flagship, "attacker", "tracks.trilateral.mandate"), {"strikes": 1})
    refuse_strikes(owned_by(flagship, "payer", "infrastructure.damage"), {"strikes": 1})


def test_every_number_about_strikes_is_a_path_of_the_flagship(flagship) -> None:
    assert set(splitting.STRIKES) <= set(flagship.leaves(0))


OWNERS = {"mediator_executive", "mediator_legislature", "payer", "defender", "attacker", "nobody"}


def test_every_lever_of_the_flagship_has_an_owner_a_unit_and_a_note(flagship) -> None:
    for name, lever in flagship.levers.items():
        assert OWNERS.issuperset(lever.owner), name
        assert lever.low <= lever.status_quo <= lever.high and lever.low < lever.high, name
        assert lever.note, name


def test_a_lever_of_the_flagship_stands_where_the_scenario_stands(flagship) -> None:
    """To a hundredth of the lever's range: uncertain numbers stand at their medians."""
    now = flagship.leaves(len(flagship.epochs))
    for name, lever in flagship.levers.items():
        for path in lever.changes:
            value = now[path].value
            stands = float(value) if isinstance(value, bool) else value.centre
            assert lever.status_quo == pytest.approx(stands / lever.scale, abs=0.01 * (lever.high - lever.low)), name


POLICIES = (
    *("ratchet-us", "ratchet-europe", "ratchet-both", "open-the-gate", "press-the-defender", "walk-away"),
    *("guarantees-first", "europe-at-the-table", "credible-long-aid", "real-diplomats", "ceasefire-first"),
    "essay-conditions",
)


@pytest.mark.parametrize("name", POLICIES)
def test_each_named_policy_of_the_flagship_moves_something(flagship, name) -> None:
    assert values_of(flagship, settings_of(flagship, name))


def test_each_alone_and_both_together_pull_the_same_levers(flagship) -> None:
    us, europe, both = (flagship.policies[f"ratchet-{who}"].levers for who in ("us", "europe", "both"))
    assert {**us, **europe} == both
    assert both.items() <= flagship.policies["essay-conditions"].levers.items()
    assert {flagship.levers[one].owner for one in us} == {("mediator_executive",)}
    assert {flagship.levers[one].owner for one in europe} == {("payer",)}
