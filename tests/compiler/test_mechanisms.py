"""Texts, envoy, guarantors, passage, purchases, replacement, debt and fate: from a file to the game's numbers.

Each is compared with sums done by hand; written out with its default it changes no bit of what is compiled.
"""

from __future__ import annotations

import copy
from typing import Any

import jax
import numpy as np
import pytest

from ripeness.compiler import envoy
from ripeness.compiler.levels import levels_by_epoch
from ripeness.compiler.priors import values_from_scores
from ripeness.compiler.war import Compiled, compile_war
from ripeness.schema import Scenario
from ripeness.schema.load import parse_data, parse_scenario
from ripeness.schema.yaml_text import read_yaml

WAR = """
ripeness: 1
name: all-mechanisms
title: A war with every mechanism that tables, texts and means bring
source_unless_stated: judgement
calendar: {war_began: 2020-01, as_of: 2020-11, horizon: 12 months, tail: 12 months}
actors:
  a: {name: A, role: attacker}
  d: {name: D, role: defender}
  m: {name: M, role: mediator}
  e: {name: E, role: payer}
front: {steps: 10, start: 5}
numerics: {chest_nodes: 5, sincerity_nodes: 5}
truth: {battle_odds: {low: 0.4, high: 0.6}}
costs: {attacker: 1 %/month, defender: 1 %/month}
patience: {attacker: 0.99, defender: 0.99}
outcomes: {attacker_wins: {attacker: 0.9, defender: 0.05}, forced_stop: {attacker: 0.1, defender: 0.85}}
war_chest: {liquid_reserves: 50 bn USD, borrowing: 4 bn USD/month}
energy:
  price: 50 USD/barrel
  legal_volume: 2 million barrel/day
  quota: 4 million barrel/day
  volume_per_hull: 10 thousand barrel/day
shadow_fleet: {hulls: 100 vessel, interdicted: 10 %/month, interdicted_in_package: 20 %/month}
sanctions: {package_direct: 0.1, package_secondary: 0.4}
aid:
  need: 10 bn EUR/month
  flows:
    own: {donor: e, kind: military, amount: 3 bn EUR/month}
    bought: {donor: e, kind: military, amount: 2 bn EUR/month}
mediator: {sincerity_at_start: 0.6, settlement_chance: 10 %/month, flattery_of_envoy: 0.04, flattery_of_principal: 0.01}
gate: {opening: 40 %/month, discharge: 5 %/month}
tracks:
  three: {title: Three, seats: [a, d, m], meets: 50 %/month, mandate: 0.5}
  two: {title: Two, seats: [a, m], meets: 80 %/month}
texts:
  overlap: 0.8
  items:
    first: {title: First, date: 2020-03, recognised_by: {a: 0.9, d: 0.1, m: 0.5}}
    second: {title: Second, date: 2020-06-15, replaces: first, recognised_by: {a: 0.5, d: 1, m: 0.4}}
    third: {title: Third, date: 2020-08, recognised_by: {a: 1, m: 1}}
    fourth: {title: Fourth, date: 2020-04}
leaders: {attacker: {office_value: 0.2, loss_if_settles: 0.1}, defender: {office_value: 0.1}}
issues:
  land: {title: Land, attacker_weight: 0.2, defender_weight: 0.5, follows_front: true}
  army: {title: Army, attacker_weight: 0.6, defender_weight: 0.4, reneging: 0.3}
  money: {title: Money, attacker_weight: 0.2, defender_weight: 0.1}
bargaining: {base_reneging: 0.1, guarantee: 0.2}
epochs:
  later: {title: Later, from: 2020-07, changes: {war_chest.borrowing: 10 bn USD/month}}
record:
  error_rate: 5 %
  rule: made up
  sources: {attended: judgement}
  months:
    2020-02: {attended: true}
    2020-04: {attended: true}
    2020-05: {attended: false}
    2020-06: {attended: true}
    2020-08: {attended: true}
levers:
  nothing: {title: Something else, owner: d, changes: costs.defender, unit: "%/month", status_quo: 1, low: 0, high: 5}
"""
FIRST, LATER, POLICY = 0, 1, 2
ENVOY = {
    "learning": "20 %/month",
    "attacker_weights": {"land": 0.8, "money": 0.2},
    "defender_weights": {"land": 0.2, "army": 0.6, "money": 0.2},
}


def war(changes: dict[str, Any] | None = None) -> Scenario:
    """The war above with some dotted paths set otherwise."""
    data = copy.deepcopy(read_yaml(WAR, "war").data)
    for path, value in (changes or {}).items():
        *above, last = path.split(".")
        place = data
        for key in above:
            place = place.setdefault(key, {})
        place[last] = value
    return parse_data(data)


def compiled(scenario: Scenario, levers: dict[str, float] | None = None) -> Compiled:
    names = scenario.assumptions()
    scores = np.linspace(-1, 1, 3)[:, None] * np.ones((1, len(names)))
    return compile_war(scenario, values_from_scores(names, scores), 3, levers)


def same(one: Compiled, other: Compiled) -> bool:
    """Whether two compilations agree in every bit and every switch."""
    (a, tree_a), (b, tree_b) = (jax.tree.flatten((each.games, each.record)) for each in (one, other))
    arrays = all(
        np.shape(x) == np.shape(y) and np.asarray(x).tobytes() == np.asarray(y).tobytes()
        for x, y in zip(a, b, strict=True)
    )
    return arrays and tree_a == tree_b and one.course == other.course


@pytest.fixture(scope="module")
def plain() -> Compiled:
    return compiled(war())


NEUTRAL: dict[str, dict[str, Any]] = {
    "texts that do not count": {"texts.count": False},
    "texts that count but that nobody's recognition is stated for": {
        "texts.count": True,
        "texts.items": {"only": {"title": "Only", "date": "2020-02"}},
    },
    "no text at all": {"texts.count": True, "texts.items": {}},
    "an envoy who sits nowhere": {"envoy": {**ENVOY, "busy": 0.3, "incidental_below": 0.5}},
    "an envoy at his defaults": {
        "envoy": {"learning": "0 %/month"},
        "tracks.three.envoy": True,
        "tracks.two.envoy": True,
    },
    "rounds, visits and push-back, which are remarks": {
        "tracks.three.rounds_held": 4,
        "envoy": {"visits": {"a": 6, "d": 0}},
        "texts.items.first.pushed_back_by": ["d", "e"],
    },
    "no guarantor": {"bargaining.guarantors": {}},
    "a guarantor of no strength": {
        "bargaining.guarantors": {"x": {"by": "e", "strength": 0, "backed_by": "m", "backing": 0.5}}
    },
    "a passage that is certain": {"gate.vote": 1, "gate.signature": 1, "gate.override": 1, "gate.enforcement": 1},
    "purchases that are permitted": {"aid.flows.bought.mediator_weapons": True, "aid.export_permission": 1},
    "a fleet that nobody replaces": {"shadow_fleet.replacement": 0},
    "debt that burdens nobody": {"war_chest.debt_burden": 0},
    "leaders whose fate hangs on signing alone": {
        "leaders.attacker.loss_if_wins": 0,
        "leaders.attacker.loss_if_loses": 0,
        "leaders.defender.loss_if_wins": 0,
        "leaders.defender.loss_if_loses": 0,
    },
}


@pytest.mark.parametrize("changes", NEUTRAL.values(), ids=NEUTRAL)
def test_a_mechanism_at_its_default_changes_no_bit(changes: dict[str, Any], plain: Compiled) -> None:
    assert same(compiled(war(changes)), plain)


def test_the_comparison_sees_a_difference(plain: Compiled) -> None:
    assert not same(compiled(war({"gate.vote": 0.999999})), plain)


def test_texts_decide_month_by_month_how_often_a_meeting_has_a_common_one() -> None:
    table = compiled(war({"texts.count": True})).games[FIRST].months.table[0]
    meets = 0.5 * 0.5 * 0.8
    first, second = 0.9 * 0.1 * 0.5, 0.5 * 1 * 0.4  # the third is not recognised by the defender at all
    assert table[:2] == pytest.approx(meets)  # nothing is listed for these months
    assert table[2:5] == pytest.approx(meets * first)
    assert table[5:] == pytest.approx(meets * second)


def test_without_a_mediator_his_word_does_not_count() -> None:
    table = compiled(war({"texts.count": True, "mediator.present": False})).games[FIRST].months.table[0]
    assert table[7:] == pytest.approx(0.5 * 0.5 * 0.8 * 0.5)


def test_texts_can_begin_to_count_in_an_epoch_and_a_lever_can_move_recognition() -> None:
    path = "texts.items.third.recognised_by.d"
    lever = {"title": "D", "owner": "d", "changes": path, "unit": "1", "status_quo": 0, "low": 0, "high": 1}
    changes = {"epochs.later.changes": {"texts.count": True, "texts.overlap": 1}, "levers.third": lever}
    scenario = war({**changes, "texts.items.third.recognised_by": {"a": 1, "d": 0, "m": 1}})
    games = compiled(scenario, {"third": 0.5}).games
    assert games[FIRST].months.table[0] == pytest.approx(0.5 * 0.5 * 0.8)
    assert games[LATER].months.table[0, 9] == pytest.approx(0.25 * 0.2)
    assert games[POLICY].months.table[0, 10] == pytest.approx(0.25 * (1 - (1 - 0.2) * (1 - 0.5)))


def seated(**more: Any) -> Scenario:
    """The war with an envoy on both tracks of the mediator."""
    return war({"envoy": {**ENVOY, **more}, "tracks.three.envoy": True, "tracks.two.envoy": True})


def test_the_envoy_learns_from_the_rounds_before_an_epoch_and_a_policy_changes_nothing_of_it() -> None:
    scenario = seated()
    levels = levels_by_epoch(scenario, {"truth.battle_odds": np.full(1, 0.5)}, 1, {"nothing": 0.02})
    assert [envoy.fruitless_months(scenario, month) for month in (0, 6, 10)] == [0, 3, 4]
    kept = 0.8**3
    found = envoy.assumed(scenario, levels[LATER], "attacker", 6)[0]
    expected = [0.2 + kept * (0.8 - 0.2), 0.6 + kept * (0 - 0.6), 0.2]
    assert found == pytest.approx(expected)
    late = seated(since="2020-05")
    assert envoy.fruitless_months(late, 10) == 2
    games = compiled(seated(busy=0.5, incidental_below=0.25, learning="50 %/month"), {"nothing": 0.02}).games
    assert games[POLICY].mediator.settlement_chance.tolist() == games[LATER].mediator.settlement_chance.tolist()


def test_the_issue_that_he_takes_for_the_first_keeps_him_busy_while_it_is_on_his_agenda() -> None:
    chance = compiled(seated(busy=0.5)).games[FIRST].mediator.settlement_chance
    assert chance.tolist() == pytest.approx([0.05] * 3)
    off = war(
        {
            "envoy": {**ENVOY, "busy": 0.5},
            "tracks.two.envoy": True,
            "tracks.two.agenda": ["money", "army"],  # he does not sit where land is talked of
        }
    )
    assert compiled(off).games[FIRST].mediator.settlement_chance.tolist() == pytest.approx([0.1] * 3)
    # After three fruitless months at 50 % he takes the army for the first: 0.6 - .6 / 8 = .525 against .275 for land.
    wiser = {"envoy": {**ENVOY, "busy": 0.5, "learning": "50 %/month"}, "tracks.two.envoy": True}
    found = [
        game.mediator.settlement_chance[0]
        for game in compiled(war({**wiser, "tracks.two.agenda": ["land", "money"]})).games
    ]
    assert found == pytest.approx([0.05, 0.1])


def test_what_he_takes_for_incidental_is_off_the_table_until_he_has_learnt() -> None:
    found = compiled(seated(incidental_below=0.1, learning="50 %/month")).course
    assert found.epochs[FIRST].rules.agenda.fixed == (1,)  # he gives the army no weight at all
    assert found.epochs[LATER].rules.agenda.fixed == ()  # by then .525
    elsewhere = war({"envoy": {**ENVOY, "incidental_below": 0.1}, "tracks.two.envoy": True})
    assert compiled(elsewhere).course.epochs[FIRST].rules.agenda.fixed == ()  # he does not sit where it can be settled


def test_credulity_scales_the_envoys_flattery_alone() -> None:
    assert compiled(seated(credulity=0.25)).games[FIRST].mediator.flattery == pytest.approx([0.01 + 0.01] * 3)


def test_career_diplomats_know_the_weights_and_leave_the_principals_interest_alone(plain: Compiled) -> None:
    career = seated(career=True, busy=0.5, credulity=0.9, error_on_defender=0.2)
    found = compiled(career).games[FIRST].mediator
    assert found.flattery.tolist() == [0.01] * 3
    own = plain.games[FIRST].mediator
    assert found.settlement_chance.tolist() == own.settlement_chance.tolist()
    assert found.side_deal_value.tolist() == own.side_deal_value.tolist()
    levels = levels_by_epoch(career, {"truth.battle_odds": np.full(3, 0.5)}, 3, None)[FIRST]
    issues = plain.games[FIRST].issues
    imagined = envoy.imagined(career, levels, issues, 10)
    assert jax.tree.all(jax.tree.map(lambda x, y: bool((x == y).all()), imagined, issues))
    assert envoy.imagined_reservation(levels, np.full(3, 0.4)).tolist() == [0.4] * 3


def test_the_envoy_imagines_a_deal_that_holds_and_a_defender_who_is_easily_had() -> None:
    scenario = seated(error_on_defender=0.05)
    levels = levels_by_epoch(scenario, {"truth.battle_odds": np.full(1, 0.5)}, 1, None)[LATER]
    issues = compiled(scenario).games[LATER].issues
    seen = envoy.imagined(scenario, levels, issues, 0)
    assert seen.attacker[0] == pytest.approx([0.8, 0, 0.2]) and seen.defender[0] == pytest.approx([0.2, 0.6, 0.2])
    assert not seen.reneging.any() and not seen.base_reneging.any()
    assert envoy.imagined_reservation(levels, np.array([0.4]))[0] == pytest.approx(0.35)
    wary = seated(reneging_taken_as_nil=False)
    levels = levels_by_epoch(wary, {"truth.battle_odds": np.full(1, 0.5)}, 1, None)[LATER]
    assert envoy.imagined(wary, levels, issues, 0).reneging.tolist() == issues.reneging.tolist()


def test_guarantors_add_up_and_are_discounted_by_their_backers() -> None:
    guarantors = {
        "e": {"by": "e", "strength": 0.5, "backed_by": "m", "backing": 0.4},
        "m": {"by": "m", "strength": 0.1},
    }
    found = compiled(war({"bargaining.guarantors": guarantors})).games[FIRST].issues.guarantee
    assert found == pytest.approx([1 - 0.8 * (1 - 0.2) * 0.9] * 3)


def test_permission_is_not_passage_and_passage_is_not_enforcement(plain: Compiled) -> None:
    chain = compiled(war({"gate.vote": 0.5, "gate.signature": 0.8, "gate.override": 0.25})).games[FIRST]
    assert chain.opening == pytest.approx([0.4 * 0.5 * 0.8] * 3)
    assert chain.discharge == pytest.approx([0.05 * 0.25] * 3)

    def revenue(quota: float, discount: float) -> float:
        """Bn USD in the first month: 4 million barrels less what finds no buyer, of which 2 + 1 can be shipped."""
        return min(4 * quota, 3.0) * 50 * (1 - discount) * 30.4375 / 1000

    half = compiled(war({"gate.enforcement": 0.5})).games[FIRST].months.chest_shift[0, 0, -1]
    assert half == pytest.approx(revenue(1 - 0.2, 0.05) - revenue(1, 0))
    full = plain.games[FIRST].months.chest_shift[0, 0, -1]
    assert full == pytest.approx(revenue(1 - 0.4, 0.1) - revenue(1, 0))


def test_the_package_takes_half_as_many_more_vessels_if_it_is_half_enforced() -> None:
    # Ports would take all, so that in the second month revenue counts the vessels left: .9 of them, .8 with half more.
    changes = {"gate.enforcement": 0.5, "sanctions": {}, "energy.quota": "9 million barrel/day"}
    shift = compiled(war(changes)).games[FIRST].months.chest_shift[0, 1, -1]
    assert shift == pytest.approx(10 * (80 - 90) / 1000 * 50 * 30.4375 / 1000)


def test_replaced_vessels_keep_sailing() -> None:
    hulls = compiled(war({"shadow_fleet.replacement": 0.75})).means[FIRST].hulls[0]
    assert hulls[:3] == pytest.approx([100, 97.5, 97.5 * 0.975])


def test_purchases_need_a_permission_and_other_aid_does_not() -> None:
    permitted = {"aid.flows.bought.mediator_weapons": True, "aid.export_permission": 0.5}
    assert compiled(war(permitted)).means[FIRST].cover[0] == pytest.approx(0.3 + 0.1)
    assert compiled(war({"aid.export_permission": 0.5})).means[FIRST].cover[0] == pytest.approx(0.5)


def test_an_epoch_counts_the_debt_of_its_first_month_and_a_policy_that_of_the_epoch_before(plain: Compiled) -> None:
    games = compiled(war({"war_chest.debt_burden": 0.05}), {"nothing": 0.02}).games
    own = plain.games[FIRST].issues.attacker_leader_cost[0]
    added = [game.issues.attacker_leader_cost[0] - own for game in games]
    assert added == pytest.approx([0, 0.05 * 24 / 100, 0.05 * 24 / 100])
    assert plain.means[LATER].debt[0, [0, 6, 10]] == pytest.approx([0, 24, 24 + 40])
    assert all(
        game.issues.defender_leader_cost[0] == plain.games[FIRST].issues.defender_leader_cost[0] for game in games
    )


def test_what_an_outcome_is_worth_counts_the_leaders_fate() -> None:
    fate = {"loss_if_loses": 0.5, "loss_if_wins": 0.25}
    both = {f"leaders.{side}.{name}": risk for side in ("attacker", "defender") for name, risk in fate.items()}
    game = compiled(war(both)).games[FIRST]
    a, d = game.attacker, game.defender
    assert [a.wins[0], a.loses[0], a.stopped[0]] == pytest.approx([0.9 - 0.05, 0 - 0.1, 0.1 - 0.1])
    assert [d.wins[0], d.loses[0], d.stopped[0]] == pytest.approx([1 - 0.025, 0.05 - 0.05, 0.85 - 0.025])


def test_an_epoch_can_change_who_sits_where_and_what_about() -> None:
    changes = {"epochs.later.changes": {"tracks.three.agenda": ["land"], "issues.money.consent": ["e"]}}
    epochs = compiled(war(changes)).course.epochs
    assert epochs[FIRST].rules.agenda.fixed == () and epochs[LATER].rules.agenda.fixed == (1, 2)
    seats = {"issues.money.consent": ["e"], "epochs.later.changes": {"tracks.three.seats": ["a", "d", "m", "e"]}}
    epochs = compiled(war(seats)).course.epochs
    assert epochs[FIRST].rules.agenda.fixed == (2,) and epochs[LATER].rules.agenda.fixed == ()


def test_dates_and_beginnings_are_part_of_what_is_computed_with_and_remarks_are_not() -> None:
    hashed = war().content_hash()
    assert war({"texts.items.first.date": "2020-02"}).content_hash() != hashed
    assert war({"texts.items.second.replaces": None}).content_hash() != hashed
    remarks = {
        "texts.items.first.authors": ["m"],
        "texts.items.first.pushed_back_by": ["d"],
        "tracks.two.rounds_held": 3,
    }
    assert war(remarks).content_hash() == hashed
    with_envoy = war({"envoy": ENVOY}).content_hash()
    assert war({"envoy": {**ENVOY, "since": "2020-03"}}).content_hash() != with_envoy
    assert war({"envoy": {**ENVOY, "visits": {"a": 3}}}).content_hash() == with_envoy


def test_the_text_itself_is_a_valid_scenario() -> None:
    assert parse_scenario(WAR, "war").name == "all-mechanisms"
