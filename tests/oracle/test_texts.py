"""The oracle's texts, held against a war solved on paper, closed forms, the former game, and Bayes by hand."""

import dataclasses
import math

import pytest

from .brute_force import Issue, Mediator, Solution, Text, War, filtered, law, plain_war, solve
from .test_front import busy_drift_war, drift_war
from .test_oracle import busy_war
from .texts import text_worth

LN3 = math.log(3)
COLD, WARM = 1, 2  # nodes of sincerity; at the second the mediator is indulgent


def text(T: int, *terms: float | None, chance: float = 1.0, mandate: float = 1.0, **more: object) -> Text:
    """The same chance and mandate in every month."""
    return Text(terms=terms, chance=[chance] * T, mandate=[mandate] * T, **more)  # type: ignore[arg-type]


def paper_war(T: int, texts: list[Text], **changes: object) -> War:
    """Five cells, a fair battle, and a mediator whose mind moves by nothing but refused texts.

    Attending is worth .01 to the attacker (partial deals that say nothing), and .04 more where the mediator is
    indulgent, which costs the defender .06. Nodes of sincerity are 2 ln 3 apart.
    """
    fields: dict[str, object] = {
        "sincerity": (3, -2 * LN3, 2 * LN3),
        "mediator": Mediator(present=True, v_pun=1.0, v_peace=1.0),
        "rho_F": 0.5,
        "rho_S": 0.5,
        "gamma_A": 0.02,
        "b": 0.04,
        "psi": 0.06,
        "text_refused_A": 1 / 3,
        "text_refused_D": 3.0,
        "texts": texts,
    }
    return plain_war(T, 4, 2, **(fields | changes))


def busy_texts() -> dict[str, object]:
    """Two texts on three issues, the first of them land, and refusals that count."""
    chance, mandate = [0.2, 0.3, 0.0, 0.25, 0.2, 0.3], [0.9, 0.7, 0.5, 1.0, 0.8, 0.6]
    first = Text(terms=(None, 0.0, 0.6), chance=chance, mandate=mandate, guarantee=0.95)
    second = text(6, 0.0, 0.0, 0.9, chance=0.4, mandate=0.75)
    return {"texts": [first, second], "text_refused_A": 0.6, "text_refused_D": 1.4}


def answers_of(solution: Solution) -> list:
    """Every text that can be put in every state that was solved."""
    return [text for month in solution.months.values() for stance in month.answers for text in stance]


# --- On paper ------------------------------------------------------------------------------------


def two_months(mandate: float = 0.5) -> War:
    """.55 for the attacker: in the first month with .5 (signed with the mandate), then with .4 (signed with 1)."""
    return paper_war(2, [Text(terms=(0.55,), chance=[0.5, 0.4], mandate=[mandate, 1.0])])


def test_the_second_of_two_months_on_paper() -> None:
    """No mind matters any more, only pressure.

    Cell 1: fighting is worth .25 + .01 and .75. The attacker would sign; the defender does not sign .45 for fear of
    .06, which it pays. Cell 3: .76 and .25; the attacker will refuse, so that the defender's yes is free.
    """
    solution = solve(two_months())
    for k, mind, expected, yes in (
        (1, COLD, (0.26, 0.75 - 0.4 * 0.06), (0.0, 1.0)),
        (3, COLD, (0.76, 0.25), (1.0, 0.0)),
        (1, WARM, (0.30, 0.69 - 0.4 * 0.06), (0.0, 1.0)),
        (3, WARM, (0.80, 0.19), (1.0, 0.0)),
    ):
        assert solution.value(1, k, 0, mind, 0) == pytest.approx(expected)
        month = solution.month(1, k, 0, mind, 0)
        assert (month.answers[1][0].D_says_yes, month.answers[1][0].A_says_yes) == yes
        assert month.answers[0] == month.answers[2] == []


def test_the_first_of_two_months_on_paper() -> None:
    """The two months that follow are worth (.51, .488) under a cold mediator and (.55, .428) under a warm one.

    Cold: no text .52 and .488; the attacker's no changes nothing; the defender's warms half of the minds: .54, and
    .458 less .06. Signed with a half, .55 and .45 give .535 and .469: both say yes, though .45 is less than .488.
    Warm: no text .60 and .368; the attacker's no cools half: .58 and .398; the defender's warms no further: .60 and
    .308. Signed with a half .55 gives .575, for which the attacker does not sign; with a quarter it gives .5875 (and
    the defender .3885), less than no text but more than a no.
    """
    solution = solve(two_months())
    cold, warm = (solution.month(0, 2, 0, mind, 0).answers[1][0] for mind in (COLD, WARM))
    assert cold.goes_on == pytest.approx((0.52, 0.488))
    assert cold.A_refuses == pytest.approx((0.52, 0.488))
    assert cold.D_refuses == pytest.approx((0.54, 0.398))
    assert (cold.D_says_yes, cold.A_says_yes, cold.signed) == (1.0, 1.0, 0.5)
    assert cold.worth == pytest.approx((0.535, 0.469))
    assert solution.fighting_on(0, 2, 0, COLD, 0) == pytest.approx((0.5275, 0.4785))
    assert warm.goes_on == pytest.approx((0.60, 0.368))
    assert warm.A_refuses == pytest.approx((0.58, 0.398))
    assert warm.worth == pytest.approx((0.58, 0.398))
    assert warm.D_refuses == pytest.approx((0.60, 0.308))
    assert (warm.D_says_yes, warm.A_says_yes, warm.signed) == (1.0, 0.0, 0.0)
    assert solution.value(0, 2, 0, WARM, 0) == pytest.approx((0.59, 0.383))
    seldom = solve(two_months(0.25))
    assert seldom.month(0, 2, 0, WARM, 0).answers[1][0].worth == pytest.approx((0.5875, 0.3885))
    assert seldom.value(0, 2, 0, WARM, 0) == pytest.approx((0.59375, 0.37825))


def test_the_law_of_two_months_on_paper() -> None:
    """Cold: a quarter signs. Warm: half meet the text, and half of these cool. Then .4 meet it and nobody signs."""
    war = two_months()
    begun, cold, after = law(war, (0, 2, 0, 0.0, 0), 2)
    assert begun.endings["settlement"] == 0
    assert cold.endings["settlement"] == after.endings["settlement"] == pytest.approx(0.25)
    assert cold.states == pytest.approx({(1, 0, COLD, 0): 0.375, (3, 0, COLD, 0): 0.375})
    # In cell 1 the defender refuses and half warm, in cell 3 the attacker and half cool; half of each stays at war.
    moved = 0.375 * 0.4 * 0.5 * 0.5
    assert after.states == pytest.approx({(2, 0, 0, 0): moved, (2, 0, 1, 0): 0.375 - 2 * moved, (2, 0, 2, 0): moved})
    warm = law(war, (0, 2, 0, 2 * LN3, 0), 1)[1]
    assert warm.endings["settlement"] == 0
    expected = {(k, 0, mind, 0): p / 2 for k in (1, 3) for mind, p in ((COLD, 0.25), (WARM, 0.75))}
    assert warm.states == pytest.approx(expected)


@pytest.mark.parametrize(
    ("x", "guarantee", "psi", "yes", "signed"),
    [
        (0.5, None, 0.06, (1.0, 0.0), 0.0),  # .25 for .5, but the attacker will not sign .5 for .51
        (0.5, None, 0.0, (1.0, 0.0), 0.0),  # the same where a no would cost nothing either: a tie is a yes
        (0.6, None, 0.06, (0.0, 1.0), 0.0),  # the attacker would sign, and .2 is not worth .44
        (0.52, 1.0, 0.06, (1.0, 1.0), 1.0),  # kept for certain, .48 is worth more than .44
        (0.52, 1.0, 0.0, (0.0, 1.0), 0.0),  # and less than .5
        (0.5, 1.0, 0.06, (1.0, 0.0), 0.0),
    ],
)
def test_a_yes_is_free_where_the_other_will_refuse(
    x: float, guarantee: float | None, psi: float, yes: tuple[float, float], signed: float
) -> None:
    """One month from the middle, where fighting is worth .51 and .5; without a guarantee half the deals are broken."""
    war = paper_war(1, [text(1, x, guarantee=guarantee)], psi=psi, ren_0=0.5)
    answer = solve(war).month(0, 2, 0, COLD, 0).answers[1][0]
    assert (answer.D_says_yes, answer.A_says_yes) == yes
    assert answer.signed == signed
    # Whatever it answers, whoever asks for its record is told what the text is worth to it.
    says = "refuses" if (1 - x) * (0.5 if guarantee is None else 1) < 0.5 - psi * (yes[0] == 0) else "accepts"
    found = filtered(war, (0, 2, 0, 0.0, 0), [{"answers": [(0, "defender", says)]}])
    assert math.exp(found.log_likelihood[0]) == pytest.approx(1 - signed)


@pytest.mark.parametrize("bombing", [0, 1])
def test_a_signed_text_leaves_no_time_for_a_collapse(bombing: int) -> None:
    """It meets .4 of the wars, of which .9 sign; half of the others collapse, and a quarter of the rest must stop."""
    war = paper_war(
        1, [text(1, 0.52, chance=0.4, mandate=0.9)], kappa_s=0.01 - 0.02 * bombing, lam_true=[0.5],
        forced_true=(0.25, 0.25),
    )  # fmt: skip
    solution = solve(war)
    assert solution.stance(0, 2, 0, COLD, 0) == (3 if bombing else 1)
    last = law(war, (0, 2, 0, 0.0, 0), 1, solution=solution)[-1]
    assert last.endings["settlement"] == pytest.approx(0.36)
    assert last.endings["defender_collapses"] == pytest.approx(0.64 * 0.5)
    assert last.endings["attacker_forced_stop"] == pytest.approx(0.64 * 0.5 * 0.25)
    assert last.at_war == pytest.approx(0.64 * 0.5 * 0.75)


def test_no_text_is_put_to_who_settles_gives_up_or_stays_away() -> None:
    offer = [text(1, 0.52)]
    start = (0, 2, 0, 0.0, 0)
    at_table = solve(paper_war(1, offer, o=[1.0], c_A=[0.1], c_D=[0.1], protocol="attacker_offers"))
    assert at_table.fighting_on(0, 2, 0, COLD, 0) == pytest.approx((0.52, 0.48))  # the text, if the table fails
    assert at_table.settlement(0, 2, 0, COLD, 0)[0] == 1
    assert law(at_table.war, start, 1)[-1].endings["settlement"] == 1
    gives_up = paper_war(1, offer, floors=(0.6, 0.0))
    assert law(gives_up, start, 1)[-1].endings["capitulation_attacker"] == 1
    away = paper_war(1, [text(1, 0.52, chance=0.9)], kappa=0.5)  # a tenth of .5 is more than nine tenths of .02
    assert law(away, start, 1)[-1].endings["settlement"] == 0


def test_answers_by_precision_on_paper() -> None:
    """20 times what a yes brings more than a no, in a logit; the defender weighs both of the attacker's answers."""
    war = paper_war(1, [text(1, 0.54, chance=0.5, mandate=0.8)], precision=20.0)
    month = solve(war).month(0, 2, 0, COLD, 0)
    A_yes = 1 / (1 + math.exp(-20 * (0.8 * 0.54 + 0.2 * 0.51 - 0.51)))
    after_A, after_D = A_yes * 0.534 + (1 - A_yes) * 0.51, A_yes * 0.468 + (1 - A_yes) * 0.5
    D_yes = 1 / (1 + math.exp(-20 * (after_D - 0.44)))
    answer = month.answers[1][0]
    assert (answer.A_says_yes, answer.D_says_yes) == pytest.approx((A_yes, D_yes))
    assert answer.signed == pytest.approx(0.8 * A_yes * D_yes)
    F_A = 0.5 * 0.51 + 0.5 * (D_yes * after_A + (1 - D_yes) * 0.51)
    F_D = 0.5 * 0.5 + 0.5 * (D_yes * after_D + (1 - D_yes) * 0.44)
    assert month.by_stance[1] == pytest.approx((F_A, F_D))
    attends = 1 / (1 + math.exp(-20 * (F_A - 0.5)))
    assert month.d == pytest.approx((0.5 + attends * (F_A - 0.5), 0.5 + attends * (F_D - 0.5)))
    last = law(war, (0, 2, 0, 0.0, 0), 1)[-1]
    assert last.endings["settlement"] == pytest.approx(attends * 0.5 * answer.signed)


# --- Terms ---------------------------------------------------------------------------------------


def test_land_that_a_text_leaves_as_it_is_goes_by_the_line_of_the_day() -> None:
    """At 1,030, 20 of 35 km^2 are held: that share also tempts to renege; the guarantee is the text's or the war's."""
    texts = [text(6, None, 0.3, 0.6), text(6, 0.7, 0.5, 1.0, chance=0.0, guarantee=0.6)]
    war = busy_drift_war(texts=texts, guarantors=((0.5, 0.4),))
    first, second = (text_worth(war, one, 3) for one in war.texts)
    assert first.x == pytest.approx((20 / 35, 0.3, 0.6))
    broken = (0.05 + 0.3 * 0.3 + 0.1 * 0.6) * (1 - 0.2) * (1 - 0.5 * 0.4)
    assert first.u == pytest.approx(0.2 * 20 / 35 + 0.45 * 0.3 + 0.35 * 0.6 - 0.005)
    assert first.v == pytest.approx((1 - broken) * (0.3 * 15 / 35 + 0.5 * 0.7 + 0.2 * 0.4) - 0.005)
    broken = (0.05 + 0.3 * 0.5 + 0.1) * (1 - 0.6) * (1 - 0.5 * 0.4)
    assert second.v == pytest.approx((1 - broken) * (0.3 * 0.3 + 0.5 * 0.5) - 0.005)
    assert text_worth(war, war.texts[0], 1).x[0] == 0
    steps = plain_war(1, 4, 2, mediator=Mediator(present=True), texts=[text(1, None)])
    assert [text_worth(steps, steps.texts[0], k).x for k in (1, 2, 3)] == [(0.25,), (0.5,), (0.75,)]


# --- The former game, and a take-it-or-leave-it offer --------------------------------------------


@pytest.mark.parametrize("precision", [None, 40.0])
@pytest.mark.parametrize("neutral", ["no texts", "no chance"])
def test_no_text_or_no_chance_is_the_former_game_to_the_last_bit(neutral: str, precision: float | None) -> None:
    texts: list[Text] = busy_texts()["texts"] if neutral == "no chance" else []  # type: ignore[assignment]
    silent = [dataclasses.replace(one, chance=[0.0] * 6) for one in texts]
    former = busy_war(precision=precision, floors=(0.2, 0.3))
    war = dataclasses.replace(former, **(busy_texts() | {"texts": silent}))  # type: ignore[arg-type]
    found, expected = solve(war), solve(former)
    assert found.months == expected.months
    start = (0, 2, 1, 0.3, 0)
    for believer in ("nature", "attacker"):
        assert law(war, start, 6, believer, found) == law(former, start, 6, believer, expected)


def still_war(T: int, *terms: float, **changes: object) -> War:
    """A front that never moves, half of the prize on each side of it, a text, and .03 a month to both."""
    fields: dict[str, object] = {
        "front_from": T, "c_A": [0.03] * T, "c_D": [0.03] * T, "mediator": Mediator(present=True),
    }  # fmt: skip
    return drift_war(T, 4, **(fields | {"texts": [text(T, *terms, chance=0.3)]} | changes))


def test_an_offer_that_both_want_is_signed_as_soon_as_it_comes() -> None:
    """A geometric series: with .7 a month goes on and costs .03, until .52 and .48 are signed."""
    T = 12
    war = still_war(T, 0.52)
    fights = sum(0.7**n for n in range(1, T + 1))
    expected = [x + 0.7**T * (0.5 - x) - 0.03 * fights for x in (0.52, 0.48)]
    assert solve(war).value(0, 2, 0, 0, 0) == pytest.approx(expected)
    for t, month in enumerate(law(war, (0, 2, 0, 0.0, 0), T)):
        assert month.at_war == pytest.approx(0.7**t)
        assert month.endings["settlement"] == pytest.approx(1 - 0.7**t)


@pytest.mark.parametrize("x", [0.9, 0.1])
def test_an_offer_is_signed_in_the_months_in_which_both_gain(x: float) -> None:
    """.1 is better than .5 less .03 a month for who has 14 months to fight: of 20, the first seven."""
    T = 20
    war = still_war(T, x)
    solution = solve(war)
    for t in range(T):
        assert solution.month(t, 2, 0, 0, 0).answers[1][0].signed == float(t < 7)
        assert solution.stance(t, 2, 0, 0, 0) == int(t < 7)  # who does not gain by attending stays away
    last = law(war, (0, 2, 0, 0.0, 0), T, solution=solution)[-1]
    assert last.at_war == pytest.approx(0.7**7)


def test_without_mind_pressure_or_doubt_a_text_is_signed_where_both_gain() -> None:
    """In every state of a busy war, where all may happen; then it is worth the text, else the month without."""
    war = busy_war(**(busy_texts() | {"text_refused_A": 1.0, "text_refused_D": 1.0, "psi": 0.0}))
    for one in war.texts:
        one.mandate = [1.0] * 6
    found = answers_of(solve(war))
    both_gain = [all(u >= w - 1e-12 for u, w in zip(text.deal[:2], text.goes_on, strict=True)) for text in found]
    assert [text.signed == 1 for text in found] == both_gain
    assert 50 < sum(both_gain) < len(found) - 50
    for text, gain in zip(found, both_gain, strict=True):
        assert text.worth == pytest.approx(text.deal[:2] if gain else text.goes_on, abs=1e-15)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"mediator": Mediator()}, "mediator"),
        ({"text_refused_A": 1.1}, "text_refused_A"),
        ({"text_refused_A": 0.0}, "text_refused_A"),
        ({"text_refused_D": 0.9}, "text_refused_D"),
        ({"texts": [text(2, 0.5, 0.5)]}, "every issue"),
        ({"texts": [text(2, 1.5)]}, "shares"),
        ({"texts": [text(1, 0.5)]}, "every month"),
        ({"texts": [text(2, 0.5, mandate=1.2)]}, "between 0 and 1"),
        ({"texts": [text(2, 0.5, guarantee=-0.1)]}, "between 0 and 1"),
        ({"texts": [text(2, 0.5, chance=0.6)] * 2}, "at most one"),
        ({"texts": [text(2, None)], "issues": [Issue(w_A=1.0, w_D=1.0)]}, "only land"),
    ],
)
def test_what_is_no_text_is_refused(wrong: dict, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        paper_war(2, **({"texts": [text(2, 0.5)]} | wrong))
