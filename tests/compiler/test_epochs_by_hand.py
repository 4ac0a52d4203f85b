"""A made-up war of four epochs that touches every mechanism: beliefs, sides, mediator, gate, issues, rules by hand.

`test_means_by_hand.py` has its paths of money, vessels, aid and power.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from four_epochs import DRAWN, HORIZON, STARTS, TEXT, changed

from ripeness.compiler.parties import NO_FLOOR
from ripeness.compiler.war import Compiled, compile_war
from ripeness.schema import Scenario
from ripeness.schema.load import parse_scenario

FIRST, MEDIATED, RESTATED, ANOTHER = range(4)


@pytest.fixture
def war(four_epochs_compiled: Compiled) -> Compiled:
    return four_epochs_compiled


def test_each_sides_belief_on_collapse_fades_at_its_own_strength_and_news_and_promises_move_the_attackers(
    war: Compiled,
) -> None:
    months = np.arange(HORIZON)
    for number, game in enumerate(war.games):
        news = 1.25 if number < RESTATED else 2
        for draw, mean in enumerate(DRAWN["beliefs.attacker.collapse.mean"]):
            hope = mean * news * (1 - 0.3 * 0.6) / (1 + months / 16)
            np.testing.assert_allclose(game.months.collapse[draw, :, 1], hope, rtol=1e-12)
            np.testing.assert_allclose(game.months.collapse[draw, :, 2], 0.015 / (1 + months / 64), rtol=1e-12)


def test_withdrawn_intelligence_shifts_the_odds_by_its_share(war: Compiled) -> None:
    shifts = [game.months.odds_shift[0] for game in war.games]
    for shift in shifts[:3]:
        assert shift == pytest.approx([0.2 * 0.1] * HORIZON)
    assert shifts[ANOTHER] == pytest.approx([0.5 * 0.1] * HORIZON)
    assert war.games[FIRST].months.month[0].tolist() == list(range(HORIZON))


def test_each_believer_has_numbers_of_his_own(war: Compiled) -> None:
    for game in war.games:
        eyes = game.believers
        assert eyes.battle_mean.tolist() == [[0.45, 0.58, 0.46], [0.55, 0.58, 0.46]]
        assert eyes.battle_looseness[0] == pytest.approx([0, 1 / 40, 1 / 25])
        assert eyes.strike_effect[0].tolist() == [0.3, 0.8, 0.1]
        assert eyes.stop_solvent[0] == pytest.approx([0.004, 0.002, 0.009])
        assert eyes.stop_exhausted[0] == pytest.approx([0.05, 0.03, 0.09])
        assert eyes.hope[0] == pytest.approx([0, 0.6, 0])


@pytest.mark.parametrize("side, place", [("attacker", 1), ("defender", 2)])
def test_a_side_that_knows_holds_the_truth_and_hopes_for_nothing_else(side: str, place: int) -> None:
    game = changed("  news: 1.25", f"  {side}_knows: true\n  news: 1.25").games[FIRST]
    eyes = game.believers
    for values in (eyes.battle_mean, eyes.strike_effect, eyes.stop_solvent, eyes.stop_exhausted):
        assert values[1, place] == values[1, 0] != values[1, 3 - place]
    assert eyes.battle_looseness[0, place] == 0 < eyes.battle_looseness[0, 3 - place]
    assert eyes.hope[0, 1] == (0 if side == "attacker" else pytest.approx(0.6))
    collapse = game.months.collapse[0]
    assert np.array_equal(collapse[:, place], collapse[:, 0])
    assert not np.array_equal(collapse[:, 3 - place], collapse[:, 0])


def test_what_each_side_wants_and_fears_is_its_own(war: Compiled) -> None:
    for number, game in enumerate(war.games):
        a, d = game.attacker, game.defender
        there = number != FIRST
        assert (a.patience[0], d.patience[0]) == (0.98, 0.97)
        assert (a.partial_deal[0], d.partial_deal[0]) == (0.004, 0.006)
        assert (a.relapse[0], d.relapse[0]) == (0.11, 0.23)
        assert (a.floor[0], d.floor[0]) == (-0.5, -0.4)
        assert a.indulged[0] == pytest.approx(0.002 * there) and d.indulged[0] == pytest.approx(-0.0035 * there)
        found = [a.wins[0], a.loses[0], a.stopped[0]]
        assert found == pytest.approx([0.9 - 0.3 * 0.1, 0 - 0.3 * 0.5, 0.12 - 0.3 * 0.5])
        found = [d.wins[0], d.loses[0], d.stopped[0]]
        assert found == pytest.approx([1 - 0.2 * 0.05, 0.06 - 0.2 * 0.6, 0.85 - 0.2 * 0.05])


def test_the_mediators_numbers_count_from_his_epoch_on_and_before_it_conduct_moves_nothing(war: Compiled) -> None:
    absent, present = war.games[FIRST].mediator, war.games[MEDIATED].mediator
    assert {
        name: getattr(present, name)[0]
        for name in ("refusal_factor", "strike_factor", "forgives_strikes", "peace_value", "side_deal_value")
    } == {
        "refusal_factor": 0.3, "strike_factor": 0.8, "forgives_strikes": 0.45, "peace_value": 1.4,
        "side_deal_value": 0.25,
    }  # fmt: skip
    assert (present.punishment_value[0], present.settlement_chance[0]) == (1.2, pytest.approx(0.1))
    assert (present.deal_sincere[0], present.deal_feigned[0]) == (pytest.approx(0.35), pytest.approx(0.2))
    assert present.flattery[0] == pytest.approx(0.04 + 0.015)
    assert absent.deal_sincere[0] == absent.deal_feigned[0] == pytest.approx(0.2)
    assert (absent.refusal_factor[0], absent.strike_factor[0], absent.peace_value[0]) == (1, 1, 1)
    for name in ("settlement_chance", "forgives_strikes", "flattery", "punishment_value", "side_deal_value"):
        assert getattr(absent, name)[0] == 0, name


def test_the_gates_numbers_count_only_where_there_is_a_mediator(war: Compiled) -> None:
    before, after = war.games[FIRST], war.games[MEDIATED]
    assert before.executive is None and before.laxity is None
    assert before.opening[0] == before.discharge[0] == before.relax[0] == 0 and before.sincerity_at_start[0] == 0.5
    assert after.executive is not None and after.laxity is not None
    assert [values[0] for values in after.executive] == pytest.approx([0.22, 0.7])
    assert after.laxity[0] == pytest.approx(0.35) and after.relax[0] == pytest.approx(0.15)
    assert after.opening[0] == pytest.approx(0.4 * 0.9 * 0.8) and after.discharge[0] == pytest.approx(0.06 * 0.25)


def test_executive_action_is_worth_what_punishing_is_where_nothing_else_is_stated() -> None:
    executive = changed("  executive_value: 0.7\n", "").games[MEDIATED].executive
    assert executive is not None and executive[1][0] == 1.2


def test_blame_for_the_defender_adds_to_the_first_log_odds(war: Compiled) -> None:
    for number, chance in ((MEDIATED, 0.6), (RESTATED, 0.6), (ANOTHER, 0.3)):
        odds = chance / (1 - chance) * math.exp(0.5)
        assert war.games[number].sincerity_at_start[0] == pytest.approx(odds / (1 + odds))


def test_scalars_of_the_game_are_those_of_the_file(war: Compiled) -> None:
    for game in war.games:
        found = [
            game.attacker_power[0], game.exhausted_cost[0], game.attending_cost[0], game.striking_cost[0],
            game.odds_when_exhausted[0], game.precision[0],
        ]  # fmt: skip
        assert found == pytest.approx([0.65, 0.021, 0.003, -0.002, -0.07, 0])


def test_issues_have_their_sides_weights_and_levels(war: Compiled) -> None:
    issues = war.games[MEDIATED].issues
    assert issues.attacker[0] == pytest.approx([0.25, 0.625, 0.125])
    assert issues.defender[0] == pytest.approx([5 / 9, 3 / 9, 1 / 9])
    assert issues.status_quo[0].tolist() == [0.1, 0.3, 0.5] and issues.frozen[0].tolist() == [0.2, 0.4, 0.6]
    assert issues.reneging[0].tolist() == [0, 0.25, 0] and issues.base_reneging[0] == 0.1
    assert issues.guarantee[0] == pytest.approx(1 - 0.8 * (1 - 0.5 * 0.4) * (1 - 0.3))


def test_a_table_needs_a_track_that_seats_both(war: Compiled) -> None:
    both = 1 - (1 - 0.5 * 0.4) * (1 - 0.2 * 0.5)
    for game in war.games:
        np.testing.assert_allclose(game.months.table[0], both * 0.8)


def test_the_course_has_the_epochs_and_the_rules_of_the_file(war: Compiled) -> None:
    course = war.course
    assert (course.as_of, course.shown, course.horizon) == (10, 7, HORIZON)
    assert [epoch.start for epoch in course.epochs] == list(STARTS)
    assert [epoch.new_mediator for epoch in course.epochs] == [False, False, False, True]
    assert [epoch.lattice.gates for epoch in course.epochs] == [1, 3, 3, 3]
    assert [epoch.lattice.chest for epoch in course.epochs] == [1, 5, 5, 5]
    assert [epoch.lattice.sincerity for epoch in course.epochs] == [1, 5, 5, 5]
    for epoch in course.epochs:
        rules, lattice = epoch.rules, epoch.lattice
        assert (lattice.steps, lattice.start, lattice.sincerity_low, lattice.sincerity_high) == (8, 3, -3, 2)
        assert rules.capitulation and rules.ceasefire and not rules.smooth and not rules.exact
        assert rules.agenda.free == (0,) and rules.agenda.gridded == ((1, 11), (2, 2)) and rules.agenda.fixed == ()
        assert rules.land == (0,)
    # The debt of its first month is part of what the attacker pays: no two epochs settle by the same numbers.
    assert course.settles_as == (0, 1, 2, 3)


def test_a_new_mediator_is_not_forgotten_where_a_policy_takes_his_epochs_place(four_epochs: Scenario) -> None:
    """The policy begins in the month of the last epoch, which nobody plays; the mediator's mind starts afresh."""
    then = compile_war(four_epochs, DRAWN, 2, {"drones": 0.7})
    assert [epoch.start for epoch in then.course.epochs] == [0, 3, 7, 10]
    assert [epoch.new_mediator for epoch in then.course.epochs] == [False, False, False, True]
    odds = 0.3 / 0.7 * math.exp(0.5)
    assert then.games[-1].sincerity_at_start[0] == pytest.approx(odds / (1 + odds))
    later = parse_scenario(TEXT.replace("from: 2021-08", "from: 2021-07"), "later.yaml")
    plays = compile_war(later, DRAWN, 2, {"drones": 0.7})
    assert [epoch.new_mediator for epoch in plays.course.epochs] == [False, False, False, True, False]


def test_a_side_without_a_floor_never_gives_up() -> None:
    war = changed("{attacker_floor: -0.5, defender_floor: -0.4}", "{defender_floor: -0.4}")
    game = war.games[FIRST]
    assert game.attacker.floor[0] == NO_FLOOR and game.defender.floor[0] == -0.4
    assert war.course.epochs[FIRST].rules.capitulation
    none = changed("{attacker_floor: -0.5, defender_floor: -0.4}", "{}")
    assert not none.course.epochs[FIRST].rules.capitulation
