"""The oracle's truce, held against a game solved on paper, closed forms, the former game, and sums over histories."""

import dataclasses
import math
from itertools import pairwise, product

import pytest

from .brute_force import Gate, Mediator, Solution, Text, Truce, War, filtered, law, on_the_line, plain_war, solve
from .test_front import busy_drift_war, drift_war
from .test_means import COUNTED, effort_war
from .test_oracle import busy_war, delivered, without_flows
from .test_texts import busy_texts
from .truce import back_at_war, chest_in_truce, gate_in_truce

LN3 = math.log(3)
START = (0, 2, 0, 0.0, 0)


def truce(T: int, offered: float = 1.0, breaks_down: float = 0.0, table: float | None = None, **more: object) -> Truce:
    """The same chances in every month."""
    fields: dict[str, object] = {"offered": [offered] * T, "breaks_down": [breaks_down] * T}
    return Truce(**(fields | ({} if table is None else {"table": [table] * T}) | more))  # type: ignore[arg-type]


def still_war(T: int, **changes: object) -> War:
    """A front that never moves, half of the prize on each side of it, and .01 a month to both."""
    fields: dict[str, object] = {"front_from": T, "c_A": [0.01] * T, "c_D": [0.01] * T}
    return drift_war(T, 4, **(fields | changes))


IN_WORDS = Text(terms=(), chance=[0.3] * 6, mandate=[0.9] * 6, truce=True)


def busy_truce_war(**changes: object) -> War:
    """The busy war with money, a node of the chest above its path, and a truce that may be offered or be a text.

    Both sides think that the front moves against them; the attacker comes to hope for a collapse.
    """
    terms = Text(terms=(None, 0.0, 0.6), chance=[0.2, 0.3, 0.0, 0.25, 0.2, 0.3], mandate=[0.9] * 6, guarantee=0.95)
    fields: dict[str, object] = {
        "R": 3,
        "top": 1,
        "texts": [terms, IN_WORDS],
        "text_refused_A": 0.6,
        "text_refused_D": 1.4,
        "mediator": dataclasses.replace(busy_war().mediator, mu0=0.6),
        "news": [0.5, 0.5, 0.5, 1.0, 2.0, 2.0],
        "drift_mean_A": -2.0,
        "drift_mean_D": 2.0,
        "forced_A": (0.0, 0.01),
        "forced_D": (0.0, 0.005),
        "floors": (0.12, 0.3),
        "ren_0": 0.0,
        "guarantee": 0.9,
        "lc_A": 0.0,
        "lc_D": 0.0,
        "truce": Truce(
            offered=[0.3, 0.4, 0.2, 0.0, 0.35, 0.3], breaks_down=[0.04, 0.05, 0.02, 0.1, 0.03, 0.06],
            table=[0.15, 0.2, 0.3, 0.25, 0.2, 0.2], cost=(0.2, 0.4), spending=0.7,
            resume_cost=(0.004, 0.006), relax=0.1,
        ),
    }  # fmt: skip
    return effort_war(**(fields | changes))


# --- On paper ------------------------------------------------------------------------------------


def two_months() -> War:
    """A front that moves a cell up or down with .125 each; every month all may happen that a truce brings."""
    return drift_war(
        2, 4, c_A=[0.1] * 2, c_D=[0.1] * 2, delta_A=0.9, delta_D=0.8, o=[0.3] * 2, protocol="attacker_offers",
        truce=truce(2, 0.4, 0.2, 0.5, cost=(0.5, 0.5), resume_cost=(0.01, 0.01)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("k", "f", "holds", "d", "value"),
    [
        (1, (0.125, 0.5), (0.2, 0.7), (0.155, 0.58), (0.2345, 0.58)),
        (2, (0.35, 0.3), (0.45, 0.45), (0.39, 0.36), (0.465, 0.36)),
        (3, (0.575, 0.1), (0.7, 0.2), (0.625, 0.14), (0.6955, 0.14)),
    ],
)
def test_the_second_of_two_months_on_paper(k: int, f: tuple, holds: tuple, d: tuple, value: tuple) -> None:
    """Fighting costs .1 and a truce .05; .4 of the way from one to the other; then a table for three in ten."""
    solution = solve(two_months())
    month = solution.month(1, k, 0, 0, 0)
    assert month.f == pytest.approx(f)
    assert solution.truces.holds(1, k, 0, 0) == pytest.approx(holds)
    assert month.begins == 0.4
    assert solution.fighting_on(1, k, 0, 0, 0) == pytest.approx(d)
    assert solution.value(1, k, 0, 0, 0) == pytest.approx(value)


def test_a_truce_in_the_second_of_two_months_on_paper() -> None:
    """Half find a table, at which the attacker asks for all but .45; one in five is back at war, for nothing."""
    month = solve(two_months()).truces.month(1, 2, 0, 0)
    assert month.at_war == month.after_resumption == pytest.approx((0.35, 0.3))
    assert month.deal is not None
    assert month.deal[:2] == pytest.approx((0.55, 0.45))
    assert month.stays == pytest.approx((0.5, 0.45))
    assert month.resumes == (False, False)
    assert month.value == pytest.approx((0.47, 0.42))


def test_the_first_of_two_months_on_paper() -> None:
    solution = solve(two_months())
    assert solution.truces.holds(0, 2, 0, 0) == pytest.approx((0.1 * 0.5 - 0.05 + 0.9 * 0.47, 0.386))
    assert solution.month(0, 2, 0, 0, 0).f == pytest.approx((0.3185, 0.188))
    assert solution.fighting_on(0, 2, 0, 0, 0) == pytest.approx((0.3603, 0.2672))
    assert solution.value(0, 2, 0, 0, 0) == pytest.approx((0.47205, 0.2672))


def test_the_law_of_two_months_on_paper() -> None:
    """.3 settle, .28 cease fire; of these .056 fight again, .112 settle; of .42 at war .126 settle, .1176 stop."""
    _, first, second = law(two_months(), START, 2)
    assert (first.at_war, first.truce, first.endings["settlement"]) == pytest.approx((0.42, 0.28, 0.3))
    assert first.stopped == pytest.approx(0.58)
    assert second.truce == pytest.approx(0.112 + 0.1176)
    assert second.endings["settlement"] == pytest.approx(0.3 + 0.126 + 0.112)
    at_an_end = 0.42 * 0.125 * 0.7 * 0.6 * 0.125  # of the front, on each side
    assert second.endings["attacker_expelled"] == pytest.approx(at_an_end)
    assert second.at_war == pytest.approx(0.1764 + 0.056 - 2 * at_an_end)
    assert second.stopped == pytest.approx(0.58 + 0.126 + 0.1176)
    assert (second.begun, second.broken_down) == pytest.approx((0.3976, 0.056))
    assert second.truce_stands == second.resumed_by_attacker == second.resumed_by_defender == 0


# --- How long a truce lasts ----------------------------------------------------------------------


def test_a_truce_that_only_breaks_down_lasts_the_reciprocal_of_its_chance() -> None:
    """Offered once: lengths are geometric."""
    T, b = 220, 0.1
    once = dataclasses.replace(
        truce(T, 0.0, b, cost=(0.2, 0.2), resume_cost=(1.0, 1.0)), offered=[1.0] + [0.0] * (T - 1)
    )
    months = law(still_war(T, truce=once), START, T)
    for t, month in enumerate(months[1:], 1):
        assert month.truce == pytest.approx((1 - b) ** (t - 1))
        assert [month.at_war, month.broken_down] == pytest.approx([1 - (1 - b) ** (t - 1)] * 2)
        assert month.begun == month.stopped == 1
        assert month.truce_stands == pytest.approx((1 - b) ** 2 if t >= 3 else 0)
    assert sum(month.truce for month in months) / months[-1].begun == pytest.approx(1 / b)


def test_truces_that_come_and_go_are_a_chain_of_two_states() -> None:
    """Who is back at war fights that month and may cease fire in the next."""
    T, z, b = 40, 0.3, 0.1
    war = still_war(T, truce=truce(T, z, b, cost=(0.2, 0.2), resume_cost=(1.0, 1.0)))
    months = law(war, START, T)
    for t, month in enumerate(months):
        assert month.truce == pytest.approx(z / (z + b) * (1 - (1 - z - b) ** t))
        assert month.at_war + month.truce == pytest.approx(1)
        assert month.begun - month.broken_down == pytest.approx(month.truce)
        assert month.stopped == pytest.approx(1 - (1 - z) ** t)
        assert month.truce_stands == pytest.approx((1 - b) ** 2 * (1 - (1 - z) ** max(0, t - 2)))


def test_a_truce_that_settles_meanwhile_stands() -> None:
    """.2 settle a month at war and .35 in a truce; three months later all of the first and most of the second count."""
    T, o, table, z, b = 15, 0.2, 0.35, 0.3, 0.1
    war = still_war(T, o=[o] * T, truce=truce(T, z, b, table, cost=(0.2, 0.2), resume_cost=(1.0, 1.0)))
    begins = (1 - o) * z
    held = (1 - b) * (table + (1 - table) * (1 - b))
    for t, month in enumerate(law(war, START, T)):
        ever = (1 - (1 - o - begins) ** max(0, t - 2)) / (o + begins)
        assert month.truce_stands == pytest.approx(ever * (o + begins * held))
        assert month.stopped == pytest.approx(1 - (1 - o - begins) ** t)
        assert month.at_war + month.truce + sum(month.endings.values()) == pytest.approx(1)


def test_a_truce_without_accidents_cost_and_reason_to_resume_is_worth_the_line_and_lasts_for_ever() -> None:
    """To the last bits, whatever fighting brings: nobody pays the whole prize to fight again."""
    lasting = truce(6, 0.4, spending=0.7, resume_cost=(1.0, 1.0))
    war = effort_war(truce=lasting, o=[0.0] * 6, c_A=[0.06] * 6, c_D=[0.06] * 6)
    solution = solve(war)
    for t, k, j, g in product(range(7), range(1, 6), range(5), range(2)):
        assert solution.truces.value(t, k, j, g) == pytest.approx(on_the_line(war, k, "frozen"), abs=1e-15)
    months = law(war, (0, 3, 1, 0.3, 0), 6, solution=solution)
    assert months[-1].truce > 0.2
    assert all(later.truce >= month.truce for month, later in pairwise(months))
    assert months[-1].truce == pytest.approx(months[-1].begun)


# --- Who resumes ---------------------------------------------------------------------------------


def hopeful_war(side: str, rho: float) -> War:
    """Three months on a still front, the first dear: a side hopes, with .1 a month, that the other breaks."""
    hope = {"collapse_mean_A": 0.1} if side == "attacker" else {"forced_D": (0.1, 0.1)}
    dear = [0.3, 0.0, 0.0]
    cost = (rho, 1.0) if side == "attacker" else (1.0, rho)
    return still_war(3, c_A=dear, c_D=dear, truce=truce(3, resume_cost=cost), **hope)


@pytest.mark.parametrize("side", ["attacker", "defender"])
@pytest.mark.parametrize("rho", [0.0, 0.03, 0.0949, 0.0951])
def test_war_is_resumed_where_the_line_is_worth_less_than_fighting_less_its_cost(side: str, rho: float) -> None:
    """Two months of hope are worth 1 - .81/2 = .595, and one 1 - .9/2 = .55: from .095 on the truce holds."""
    war, n = hopeful_war(side, rho), ("attacker", "defender").index(side)
    solution = solve(war)
    month = solution.truces.month(1, 2, 0, 0)
    assert month.at_war[n] == pytest.approx(0.595)
    assert month.holds[n] == pytest.approx(max(0.5, 0.55 - rho))  # it can be resumed a month later
    resumes = rho < 0.095
    assert month.resumes[n] == resumes
    assert month.value[n] == pytest.approx(0.595 - rho if resumes else 0.5)
    assert month.value[1 - n] == pytest.approx(0.5)  # the other pays nothing, and hopes for nothing
    _, first, second, third = law(war, START, 3, solution=solution)
    assert first.truce == 1
    assert second.truce == third.truce == float(not resumes)
    assert getattr(third, f"resumed_by_{side}") == float(resumes)
    assert third.begun == 1
    assert third.broken_down == third.truce_stands - float(not resumes) == 0


def test_if_both_resume_both_pay() -> None:
    war = dataclasses.replace(
        hopeful_war("attacker", 0.0), forced_D=(0.1, 0.1), truce=truce(3, breaks_down=0.2, resume_cost=(0.02, 0.03))
    )
    month = solve(war).truces.month(1, 2, 0, 0)
    assert month.resumes == (True, True)
    assert month.value == pytest.approx((0.595 - 0.8 * 0.02, 0.595 - 0.8 * 0.03))
    second = law(war, START, 2)[-1]
    assert (second.resumed_by_attacker, second.resumed_by_defender, second.broken_down) == (0.8, 0.8, 0.2)


@pytest.mark.parametrize(("rho", "resumes"), [(0.0099, True), (0.0101, False)])
def test_whoever_resumes_finds_a_mediator_who_has_seen_it(rho: float, resumes: bool) -> None:
    """At first sincere with 3 to 1, half way between a cold and a warm node; a third of that is cold.

    Attending is worth .01, and .04 more where the mediator is warm, for which the defender pays .06.
    """
    war = still_war(
        2, c_A=[0.2, 0.0], c_D=[0.2, 0.0], sincerity=(3, -2 * LN3, 2 * LN3), rho_F=0.5, rho_S=0.5, gamma_A=0.02,
        mediator=Mediator(present=True, mu0=0.75, v_pun=1.0, v_peace=1.0), b=0.04, psi=0.06, text_refused_A=1 / 3,
        texts=[Text(terms=(0.0,), chance=[0.0] * 2, mandate=[1.0] * 2)],
        truce=truce(2, breaks_down=0.1, resume_cost=(rho, 1.0)),
    )  # fmt: skip
    assert {i: p for p, (_, _, i, _) in back_at_war(war, 2, 0, 0)} == pytest.approx({1: 0.5, 2: 0.5})
    solution = solve(war)
    month = solution.truces.month(1, 2, 0, 0)
    assert month.at_war == pytest.approx((0.53, 0.47))
    assert month.after_resumption == pytest.approx((0.51, 0.5))
    assert month.resumes == (resumes, False)
    kept = (0.51 - rho, 0.5) if resumes else (0.5, 0.5)
    assert month.value == pytest.approx((0.053 + 0.9 * kept[0], 0.047 + 0.9 * kept[1]))
    last = law(war, (0, 2, 0, 0.0, 0), 2, solution=solution)[-1]
    warm = last.states.get((2, 0, 2, 0), 0.0)
    assert warm == pytest.approx(0.05)  # of those whose truce broke down, half
    assert last.at_war == pytest.approx(1.0 if resumes else 0.1)
    other = dataclasses.replace(war, forced_D=(0.3, 0.3), truce=truce(2, resume_cost=(1.0, rho)))
    assert solve(other).truces.month(1, 2, 0, 0).resumes == (False, True)
    assert law(other, START, 2)[-1].states[2, 0, 2, 0] == pytest.approx(0.5)  # the defender's doing costs no sincerity
    silent = dataclasses.replace(war, texts=[])
    assert solve(silent).truces.month(1, 2, 0, 0).after_resumption == pytest.approx((0.53, 0.47))


@pytest.mark.parametrize(("table", "resumes", "value"), [(0.0, True, (0.44, 0.4)), (0.5, False, (0.5, 0.42))])
def test_a_table_can_keep_a_side_from_resuming(table: float, resumes: bool, value: tuple[float, float]) -> None:
    """Fighting is worth .55 less .1 and .01, a truce .5 less .08; all but .42 at a table, which half find, is .58."""
    war = still_war(
        1, c_A=[0.1], c_D=[0.1], collapse_mean_A=0.1, protocol="attacker_offers",
        truce=truce(1, table=table, cost=(0.8, 0.8), resume_cost=(0.01, 0.0)),
    )  # fmt: skip
    month = solve(war).truces.month(0, 2, 0, 0)
    assert month.resumes == (resumes, False)
    assert month.value == pytest.approx(value)


def test_a_truce_begins_only_where_both_gain() -> None:
    """Whoever pays more for a truce than for a month of war will not cease fire; who is indifferent will."""
    for cost, begins in (((1.0, 1.0), 1.0), ((1.0, 0.0), 1.0), ((0.9, 0.9), 1.0)):
        war = still_war(1, truce=truce(1, cost=cost))
        assert solve(war).month(0, 2, 0, 0, 0).begins == begins
    for hope in ({"collapse_mean_A": 0.1}, {"forced_D": (0.1, 0.1)}):
        war = still_war(1, truce=truce(1, cost=(1.0, 1.0)), **hope)
        assert solve(war).month(0, 2, 0, 0, 0).begins == 0


def test_a_truce_comes_before_a_side_gives_up_and_after_the_table() -> None:
    """.2 settle; half of the others cease fire; the rest give up, as does, later, who is back at war by accident."""
    war = still_war(
        2, o=[0.2] * 2, W_A=0.4, floors=(0.0, 0.45), c_A=[0.1] * 2, c_D=[0.1] * 2,
        truce=truce(2, 0.5, 0.25, resume_cost=(1.0, 1.0)),
    )  # fmt: skip
    solution = solve(war)
    month = solution.month(1, 2, 0, 0, 0)
    assert month.gives_up == (False, True)
    assert month.f == (0.4, 0.45)
    assert month.d == pytest.approx((0.45, 0.475))  # a truce is worth a half to each
    _, first, second = law(war, START, 2, solution=solution)
    gave_up = [one.endings["capitulation_defender"] for one in (first, second)]
    assert (first.endings["settlement"], first.truce, gave_up[0]) == pytest.approx((0.2, 0.4, 0.4))
    assert (second.endings["settlement"], second.truce, gave_up[1]) == pytest.approx((0.26, 0.24, 0.5))
    assert first.at_war == second.at_war == 0


# --- Money, gate and the mind --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("j", "g", "nodes"),
    [
        (1, 0, {1: 0.25, 2: 0.75}),  # 10 + 6 - 4 = 12, 3 above the path
        (1, 1, {1: 1.0}),  # 10 + 3 - 4 = 9
        (0, 0, {0: 0.25, 1: 0.75}),  # 6 + 6 - 4 = 8, 1 below
        (2, 0, {1: 0.25, 2: 0.75}),  # 12 + 2, of which 12 find room
    ],
)
def test_reserves_refill_in_a_truce(j: int, g: int, nodes: dict[int, float]) -> None:
    """Of a plan of 8 one half is spent, though income and reserves would allow for more."""
    counted = drift_war(3, 4, **COUNTED, truce=truce(3, spending=0.5))
    assert {new: p for p, new in chest_in_truce(counted, 0, j, g)} == pytest.approx(nodes)


def test_nothing_comes_into_force_in_a_truce_and_only_the_package_is_lifted() -> None:
    three = drift_war(1, 4, gate=Gate(open=0.9, omega=0.8, relax=0.7, acts=0.9), truce=truce(1, relax=0.25))
    assert gate_in_truce(three, 0) == [(1.0, 0)]
    assert gate_in_truce(three, 1) == [(1.0, 1)]
    assert gate_in_truce(three, 2) == [(0.75, 2), (0.25, 0)]
    assert gate_in_truce(dataclasses.replace(three, gate=Gate()), 1) == [(0.75, 1), (0.25, 0)]


# --- The former game -----------------------------------------------------------------------------


@pytest.mark.parametrize("make", [busy_drift_war, effort_war])
def test_a_truce_that_is_never_offered_is_the_former_game_to_the_last_bit(make) -> None:
    former, first = make(floors=(0.2, 0.3), **busy_texts()), 3
    income = {} if former.income else {"income": [(7.0, 3.0)] * 6, "spending": [8.0] * 6}
    war = dataclasses.replace(former, truce=truce(6, 0.0, 0.1, cost=(0.1, 0.1), resume_cost=(0.01, 0.01)), **income)
    found, expected = solve(war, first), solve(former, first)
    assert found.months == expected.months
    start = (first, 3.2, 1, 0.3, 0)
    for believer in ("nature", "attacker"):
        assert law(war, start, 6, believer, found) == law(former, start, 6, believer, expected)
    record = [{"area": 1031.0, "answers": [(0, "defender", "refuses")], "answer_error": 0.1}, {"attended": True}]
    assert filtered(war, start, record, solution=found) == filtered(former, start, record, solution=expected)


# --- A text that is a truce ----------------------------------------------------------------------


def offered_in_words(T: int, chance: float, mandate: float, **changes: object) -> War:
    """The still war with a mediator who puts a truce to both."""
    words = Text(terms=(), chance=[chance] * T, mandate=[mandate] * T, truce=True)
    fields: dict[str, object] = {"mediator": Mediator(present=True), "texts": [words]}
    return still_war(T, **(fields | changes))


def test_a_truce_in_words_on_paper() -> None:
    """One month: fighting is worth .49, a truce .498 and .494; half meet the text, and nine in ten may sign."""
    war = offered_in_words(1, 0.5, 0.9, truce=truce(1, 0.0, cost=(0.2, 0.6)))
    month = solve(war).month(0, 2, 0, 0, 0)
    answer = month.answers[1][0]
    assert answer.deal[:2] == pytest.approx((0.498, 0.494))
    assert (answer.D_says_yes, answer.A_says_yes, answer.signed) == (1.0, 1.0, 0.9)
    assert month.d == month.f == pytest.approx((0.49 + 0.45 * 0.008, 0.49 + 0.45 * 0.004))
    last = law(war, START, 1)[-1]
    assert (last.truce, last.at_war, last.stopped) == pytest.approx((0.45, 0.55, 0.45))
    assert sum(last.endings.values()) == 0
    for side in ("attacker", "defender"):
        says = {"answers": [(0, side, "refuses")], "answer_error": 0.1, "attended": True}
        assert math.exp(filtered(war, START, [says]).log_likelihood[0]) == pytest.approx(0.1 * 0.55)
        stops = says | {"truce": True, "answers": [(0, side, "accepts")]}
        assert math.exp(filtered(war, START, [stops]).log_likelihood[0]) == pytest.approx(0.9 * 0.45)


def test_whoever_would_fight_on_refuses_a_truce_in_words() -> None:
    """The attacker hopes for .1 a month: .55 less .01, and a truce is worth .5."""
    war = offered_in_words(1, 0.5, 1.0, collapse_mean_A=0.1, truce=truce(1, 0.0, cost=(0.0, 0.0)), b=0.0)
    solution = solve(war)
    assert solution.month(0, 2, 0, 0, 0).answers[1][0].A_says_yes == 0
    for side, agrees in (("attacker", 0.9), ("defender", 0.1)):
        says = {"answers": [(0, side, "refuses")], "answer_error": 0.1}
        assert math.exp(filtered(war, START, [says]).log_likelihood[0]) == pytest.approx(agrees)


def test_without_price_of_refusing_a_truce_in_words_is_a_truce_that_is_offered() -> None:
    """As long as nobody is back at war: .3 a month, signed or begun."""
    T, held = 8, {"cost": (0.2, 0.5), "resume_cost": (1.0, 1.0)}
    said = offered_in_words(T, 0.3, 1.0, truce=truce(T, 0.0, **held))
    offered = still_war(T, truce=truce(T, 0.3, **held))
    found, expected = solve(said), solve(offered)
    for t in range(T):
        for k in (1, 2, 3):
            assert found.value(t, k, 0, 0, 0) == pytest.approx(expected.value(t, k, 0, 0, 0), abs=1e-15)
    for one, other in zip(law(said, START, T), law(offered, START, T), strict=True):
        assert (one.truce, one.stopped, one.truce_stands) == pytest.approx(
            (other.truce, other.stopped, other.truce_stands)
        )


def test_whoever_is_back_at_war_may_sign_a_new_truce_at_once_but_is_not_offered_one() -> None:
    """Of .1 whose truce breaks down in a month .3 sign the next, which is another truce than the first."""
    T, c, b, held = 12, 0.3, 0.1, {"cost": (0.2, 0.2), "resume_cost": (1.0, 1.0)}
    for t, month in enumerate(law(offered_in_words(T, c, 1.0, truce=truce(T, 0.0, b, **held)), START, T)):
        leaves = b * (1 - c)
        assert month.truce == pytest.approx(c / (c + leaves) * (1 - (1 - c - leaves) ** t))
        assert month.begun - month.broken_down == pytest.approx(month.truce)
        assert month.truce_stands == pytest.approx((1 - b) ** 2 * (1 - (1 - c) ** max(0, t - 2)))


# --- The record ----------------------------------------------------------------------------------


def test_a_record_of_war_truce_and_war_again() -> None:
    """Two months of war, three of truce, one of war: (1 - z)^2 z (1 - b)^2 b."""
    T, z, b = 8, 0.3, 0.1
    war = still_war(T, truce=truce(T, z, b, cost=(0.2, 0.2), resume_cost=(1.0, 1.0)))
    record = [{"truce": here} for here in (False, False, True, True, True, False)]
    found = filtered(war, START, [{}, *record[1:]])
    assert [math.exp(one) for one in found.log_likelihood] == pytest.approx([1 - z, 1 - z, z, 1 - b, 1 - b, b])
    assert found.masses.war == {"stood": {(2, 0, 0, 0): pytest.approx(1.0)}}
    assert found.masses.truce == {}
    short = filtered(war, START, record[:4])
    assert short.posterior == {}
    assert short.masses.truce == {2: {(2, 0, 0): pytest.approx(1.0)}}
    _, month, *_, last = law(war, short.masses, T)  # two months old: it stands if it does not break down in the third
    assert month.stopped == last.stopped == pytest.approx(1.0)
    assert month.truce_stands == last.truce_stands == pytest.approx(1 - b)


def test_what_is_seen_at_a_month_s_start_weighs_truces_too() -> None:
    """Half of the truces stand in either cell; an area speaks for one of them, and a package in force for that gate."""
    war = drift_war(
        3, 4, area_error=3.0, c_A=[0.1] * 3, c_D=[0.1] * 3, start_area=1015.0, truce=truce(3, relax=0.3)
    )  # fmt: skip
    start = (0, 1.5, 0, 0.0, 1)
    found = filtered(war, start, [{"truce": True}, {"truce": True, "area": 1012.0, "package": True}])
    variance = 9.0 + 100.0 / 12
    near, far = (math.exp(-(x**2) / (2 * variance)) / math.sqrt(2 * math.pi * variance) for x in (2.0, 8.0))
    seen = 0.5 * (near + far) * 0.7 * 0.7  # the package is still there in both months
    assert math.exp(sum(found.log_likelihood)) == pytest.approx(seen)
    share = found.masses.truce[0]
    assert share == pytest.approx({(1, 0, 1): near / (near + far), (2, 0, 1): far / (near + far)})


# --- The whole war -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def busy() -> Solution:
    return solve(busy_truce_war())


def test_the_busy_truce_war_is_busy(busy: Solution) -> None:
    """Everything that a truce brings happens in many states and fails to in many."""
    for t, k, j, g in product(range(6), range(1, 6), range(3), range(2)):
        busy.truces.month(t, k, j, g)
    truces, months = busy.truces.months.values(), busy.months.values()
    for least, count in (
        (40, sum(one.deal is not None for one in truces)),
        (40, sum(one.resumes == (True, False) for one in truces)),
        (40, sum(one.resumes == (False, False) and one.deal is not None for one in truces)),
        (20, sum(one.resumes == (True, True) for one in truces)),
        (2, sum(one.resumes == (False, True) for one in truces)),
    ):
        assert least < count < len(truces) - least
    assert 100 < sum(month.begins > 0 for month in months) < len(months) - 100
    answers = [text for month in months for stance in month.answers for text in stance if text.text == 1]
    assert {(text.D_says_yes, text.A_says_yes) for text in answers} == {(1.0, 1.0), (1.0, 0.0), (0.0, 1.0)}
    assert sum(any(month.gives_up) for month in months) > 100


def test_with_a_truce_probability_sums_to_one(busy: Solution) -> None:
    for believer in ("nature", "attacker", "defender"):
        months = law(busy.war, (0, 3.2, 1, 0.3, 0), 6, believer, busy)
        for month in months:
            assert month.at_war + month.truce + sum(month.endings.values()) == pytest.approx(1, abs=1e-12)
            assert month.truce_stands <= month.stopped <= 1
        assert months[-1].resumed_by_attacker > 0.01


def test_records_of_phases_exhaust_what_goes_on(busy: Solution) -> None:
    """Over war and truce in each of three months; and the law that goes on from there adds up to the law."""
    start, total, later, broken = (0, 3.2, 1, 0.3, 0), 0.0, 0.0, 0.0
    months = law(busy.war, start, 6, solution=busy)
    for phases in product((True, False), repeat=3):
        found = filtered(busy.war, start, [{"truce": one} for one in phases], solution=busy)
        p = math.exp(sum(found.log_likelihood))
        last = law(busy.war, found.masses, 6, solution=busy)[-1]
        total, later, broken = total + p, later + p * last.truce, broken + p * last.broken_down
    assert total == pytest.approx(months[3].at_war + months[3].truce)
    assert later == pytest.approx(months[6].truce)
    assert broken == pytest.approx(months[6].broken_down - months[3].broken_down)


@pytest.fixture(scope="module")
def free() -> Solution:
    """Without flows, discounts and anybody who gives up."""
    nothing = without_flows(6) | {"o": [0.1] * 6}
    return solve(busy_truce_war(**nothing, texts=[IN_WORDS], news=[0.0, 0.0, 0.0, 2.0, 5.0, 5.0], floors=None))


@pytest.mark.parametrize(("believer", "side"), [("attacker", 0), ("defender", 1)])
def test_with_a_truce_law_and_value_agree(free: Solution, believer: str, side: int) -> None:
    """Without flows and discounts a value is the mean of what the war ends in, less what going back to war costs."""
    solution, war, start = free, free.war, (0, 3, 1, -2.0, 0)
    months = law(war, start, 6, believer, solution)
    found = delivered(solution, start, believer)
    found += sum(p * on_the_line(war, k, "frozen")[side] for (k, _, _), p in months[-1].held.items())
    at_tables = in_truces = 0.0
    for month in months[:-1]:
        for state, p in month.states.items():
            decided = solution.month(month.t, *state)
            at_tables += p * decided.settles
            found += p * decided.settles * (decided.deal[side] if decided.deal else 0.0)
        for state, p in month.held.items():
            held = solution.truces.month(month.t, *state)
            p *= (1 - war.truce.breaks_down[month.t]) * (not any(held.resumes)) * held.settles
            in_truces += p
            found += p * (held.deal[side] if held.deal else 0.0)
    returns = (months[-1].resumed_by_attacker, months[-1].resumed_by_defender)[side]
    assert min(at_tables, in_truces) > 0.1
    assert at_tables + in_truces == pytest.approx(months[-1].endings["settlement"])
    assert returns > (0.1, 0.0)[side]
    expected = solution.value(0, 3, 1, 0, 0)[side]
    assert found - returns * war.truce.resume_cost[side] == pytest.approx(expected, abs=1e-12)


# --- Bad input -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"ceasefire": (0.0, 0.0)}, "not both"),
        ({"precision": 10.0}, "not smooth"),
        ({"truce": truce(1)}, "every month"),
        ({"truce": truce(2, table=0.1), "o": [0.2] * 2}, "at least the war's"),
        ({"truce": truce(2, offered=1.2)}, "between 0 and 1"),
        ({"truce": truce(2, resume_cost=(-0.1, 0.0))}, "costs something"),
        ({"R": 2}, "income and spending"),
        ({"R": 2, "income": [(1.0,)] * 2, "spending": [1.0] * 2}, "level of the gate"),
        ({"texts": [Text(terms=(0.5,), chance=[0.1] * 2, mandate=[1.0] * 2, truce=True)]}, "no terms of its own"),
    ],
)
def test_what_is_no_truce_is_refused(wrong: dict, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        still_war(2, **({"truce": truce(2), "mediator": Mediator(present=True)} | wrong))


def test_a_truce_needs_drift_and_words_and_records_need_a_truce() -> None:
    with pytest.raises(ValueError, match="front with drift"):
        plain_war(2, 4, 2, truce=truce(2))
    with pytest.raises(ValueError, match="numbers of the truce"):
        offered_in_words(2, 0.1, 1.0)
    with pytest.raises(ValueError, match="that has none"):
        filtered(still_war(2), START, [{"truce": True}])
