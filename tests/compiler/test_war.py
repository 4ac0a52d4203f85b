"""The flagship's words arrive as the game's numbers: sums done by hand from the file, every number at its median.

A lognormal cut off at its field's support has its median slightly below the stated one: hence `NEAR`.
"""

import math
from dataclasses import replace

import jax
import numpy as np
import pytest
from scipy import stats

import ripeness
from ripeness.compiler.priors import values_from_scores
from ripeness.compiler.war import Compiled, compile_war
from ripeness.solver.course import solve_epochs

NEAR = 1e-3
BASE, MEDIATED, DESIGNATIONS = range(3)


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    scenario = ripeness.load("ukraine-2026")
    names = scenario.assumptions()
    return compile_war(scenario, values_from_scores(names, np.zeros((1, len(names)))), 1)


def test_reserves_follow_revenue_less_spending_and_carry_over_between_epochs(compiled) -> None:
    energy = 0.6 * 87.7 * (1 - 0.26) * 7.5 * 30.4375 / 1000 + 2.18
    net = energy - 4.87 + 2.25 - 9.6
    path = compiled.games[BASE].months.path[0]
    assert path[36] == pytest.approx(112.7 + 36 * net, rel=1e-6)
    assert compiled.games[MEDIATED].months.path[0, 36] == path[36]
    later = 0.6 * 63.8 * (1 - 0.37) * 7.5 * 30.4375 / 1000 + 0.28 + 4.2 + 4.4 - 16.4
    designations = compiled.games[DESIGNATIONS].months.path[0]
    assert designations[46] - designations[45] == pytest.approx(later, rel=NEAR)
    taken = -0.6 * 63.8 * 0.075 * 7.5 * 30.4375 / 1000
    assert compiled.games[DESIGNATIONS].months.chest_shift[0, 45, 0] == pytest.approx(taken, rel=NEAR)


def test_means_move_hazard_cost_and_hope(compiled) -> None:
    arms, money = (2.42 + 0.31 + 0.15 + 1.1) / 5.5, (2.72 + 0.31) / 3.75
    factor = (arms * money) ** -0.25
    months = compiled.games[MEDIATED].months
    assert months.collapse[0, 40, 0] == pytest.approx(0.0015 * factor, rel=NEAR)
    assert months.defender_cost[0, 40] == pytest.approx(0.0025 * (1 - 0.2 * money), rel=NEAR)
    hope = 0.015 * 1.5 * (1 - 0.3 * 0.25) / (1 + 40 / 63)
    assert months.collapse[0, 40, 1] == pytest.approx(hope * factor, rel=NEAR)


def test_the_front_is_an_area_between_two_ends(compiled) -> None:
    line = compiled.games[BASE].line
    assert (line.cell[0], line.sd[0], line.teaches[0]) == (460, 230, 10)
    assert line.base[0] + line.cell[0] * line.start[0] == pytest.approx(107324.5)
    low, high = 99000, 133000  # medians of both ends: whoever enters the cell beyond one has reached it
    areas = line.base[0] + line.cell[0] * np.arange(line.won.shape[-1])
    assert areas[np.argmax(line.won[0] == 1)] == pytest.approx(high, abs=460)
    assert areas[np.argmin(line.lost[0] == 1)] == pytest.approx(low, abs=460 * 2)
    held, rest = 0, 1
    assert compiled.games[BASE].issues.band[1][0, held] == compiled.games[BASE].issues.band[0][0, rest] == 116124


def test_the_mediator_works_from_its_epoch_on(compiled) -> None:
    before, after = compiled.games[BASE], compiled.games[MEDIATED]
    assert before.opening[0] == before.discharge[0] == before.defender.indulged[0] == 0
    assert (before.mediator.refusal_factor[0], after.mediator.refusal_factor[0]) == (1, 0.25)
    assert after.mediator.flattery[0] == pytest.approx(0.02 * 0.5 + 0.02)
    # The envoy takes land for the attacker's first issue, and it is on the agenda: the mediator's patience is kept.
    assert after.mediator.settlement_chance[0] == pytest.approx(0.06 * 0.7, rel=NEAR)
    assert after.opening[0] == pytest.approx(0.25 * 0.9 * 0.95)
    assert after.defender.indulged[0] == pytest.approx(-0.005)
    odds = math.exp(math.log(0.55 / 0.45) + 0.3)
    assert after.sincerity_at_start[0] == pytest.approx(odds / (1 + odds), rel=1e-6)


def middle(mean: float, strength: float) -> float:
    return float(stats.beta.ppf(0.5, mean * strength, (1 - mean) * strength))


def test_tables_need_a_meeting_a_mandate_and_a_text(compiled) -> None:
    assert compiled.games[BASE].months.table[0, 0] == pytest.approx(middle(0.095, 37) * 0.325 * 0.5, rel=1e-6)
    both = 1 - (1 - middle(0.269, 13) * 0.325) * (1 - 0.5 * 0.325)
    table = compiled.games[DESIGNATIONS].months.table[0]
    summit = 1 * 0.5 * 0.05  # chance that all three recognise the summit's text
    assert table[45] == pytest.approx(both * (1 - (1 - 0.8 * 0.75 * 0.15) * (1 - summit)), rel=1e-6)
    # The twenty points are of December 2025 (month 46).
    assert table[46] == table[50] == pytest.approx(both * (1 - (1 - 0.55 * 0.9 * 1) * (1 - summit)), rel=1e-6)


def test_texts_are_put_where_the_mediator_meets_somebody_and_recognises_them(compiled) -> None:
    put = compiled.games[DESIGNATIONS].months.put[
        0
    ]  # the ceasefire, the offer of April, the summit's, 28 and 20 points
    meets = 1 - (1 - middle(0.577, 13)) * (1 - 0.5)
    assert put[46] == pytest.approx([0, 0, meets * 0.5 / 1.4, 0, meets * 0.9 / 1.4], rel=1e-6)
    assert put[45] == pytest.approx([0, 0, meets * 0.5 / 1.25, meets * 0.75 / 1.25, 0], rel=1e-6)
    assert compiled.games[BASE].months.put is None


def test_an_issue_whose_owner_has_no_seat_is_off_the_table(compiled) -> None:
    agenda = compiled.course.epochs[-1].rules.agenda
    assert (agenda.fixed, agenda.free) == (
        (7, 8),
        (0, 1, 2, 6),
    )  # Europe's sanctions and the assets; not the mediator's
    assert agenda.gridded == ((3, 6), (4, 6), (5, 2))
    issues = compiled.games[-1].issues
    assert issues.attacker.sum() == pytest.approx(1) and issues.defender.sum() == pytest.approx(1)


def test_the_record_weighs_what_was_seen(compiled) -> None:
    error = 0.085
    seen = compiled.record
    january = 47  # 2026-01: attended, strikes, a pause of strikes, no package, no further order
    expected = [error**2, (1 - error) * error, error * (1 - error), (1 - error) ** 2]
    assert seen.stance[0, january] == pytest.approx(expected)
    assert seen.talks[0, january] == pytest.approx([error, 0, 1])
    assert seen.gate[0, january].tolist() == [1, 0, 0]
    assert seen.gate[0, 30].tolist() == [1, 1, 1]  # 2024-08: nothing was looked for
    areas = compiled.games[BASE].line.base[0] + 460 * np.arange(seen.front.shape[-1])
    spread = math.sqrt(125**2 + 460**2 / 12)
    assert seen.front[0, january] == pytest.approx(stats.norm.pdf(115896.6, areas, spread), rel=0.02, abs=1e-9)
    assert (seen.front[0, 9] == 1).all()  # 2022-11: the front does not teach yet
    assert seen.up[0, 3] == seen.down[0, 3] == 1
    refused = seen.answers[0, january, 0]  # by the attacker: the twenty points, the last that may be put
    assert refused[4] == pytest.approx([1 - 0.125, 0.125]) and refused[3] == pytest.approx([1, 1])


def test_epochs_share_a_settlement_only_where_every_number_of_it_is_the_same(compiled) -> None:
    assert compiled.course.settles_as == (
        BASE,
        BASE,
        DESIGNATIONS,
    )  # the trilateral rounds seat the mediator, who owns an issue
    scenario = ripeness.load("ukraine-2026")
    drawn = values_from_scores(scenario.assumptions(), np.zeros((1, len(scenario.assumptions()))))
    for policy, own in (("ratchet-both", False), ("guarantees-first", True)):
        then = compile_war(scenario, drawn, 1, scenario.policy_levers(policy))
        assert (then.course.settles_as[-1] == len(then.games) - 1) is own
        same = jax.tree.map(np.array_equal, then.games[-1].issues, compiled.games[BASE].issues)
        assert all(jax.tree.leaves(same)) is not own


def test_a_shared_settlement_changes_nothing_to_the_last_bit() -> None:
    scenario = ripeness.load("toys/means-of-war")
    drawn = values_from_scores(scenario.assumptions(), np.zeros((1, len(scenario.assumptions()))))
    then = compile_war(scenario, drawn, 1)
    assert then.course.settles_as[-1] < len(then.games) - 1
    games = jax.tree.map(lambda leaf: leaf[0].astype("float32"), then.games)
    shared, own = (
        jax.jit(lambda games, course=course: solve_epochs(course, games))(games)
        for course in (then.course, replace(then.course, settles_as=()))
    )
    jax.tree.map(np.testing.assert_array_equal, shared, own)
