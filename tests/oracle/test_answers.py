"""The oracle's answers in the record, held against Bayes by hand, and the law of a war with texts against sums."""

import math
from collections.abc import Callable
from itertools import product

import pytest

from .brute_force import Issue, War, filtered, law, solve
from .front import start_cell
from .step import ENDINGS, step
from .test_means import effort_war
from .test_oracle import busy_war, delivered, without_flows
from .test_texts import answers_of, busy_texts, still_war, text, two_months

# --- Answers in the record -----------------------------------------------------------------------


def test_a_recorded_refusal_multiplies_the_odds_of_states() -> None:
    """Three tenths of the way from cell 1 to cell 2 of 4; where nothing moves, fighting on is worth 1/4 and 2/4.

    The attacker's no to .4 speaks nine to one for cell 2; the defender's, to its .6, speaks nine to one for cell 1.
    """
    war = still_war(3, 0.4, c_A=[0.0] * 3, c_D=[0.0] * 3, start_area=1013.0, text_refused_D=1.5)
    prior = {1: 0.7, 2: 0.3}
    for said, factors in (
        ([], (1.0, 1.0)),
        ([(0, "attacker", "refuses")], (0.1, 0.9)),
        ([(0, "attacker", "accepts")], (0.9, 0.1)),
        ([(0, "attacker", "proposes")], (0.9, 0.1)),
        ([(0, "defender", "refuses")], (0.9, 0.1)),
        ([(0, "attacker", "refuses"), (0, "defender", "proposes")], (0.01, 0.81)),
    ):
        found = filtered(war, (0, start_cell(war), 0, 0.0, 0), [{}, {"answers": said, "answer_error": 0.1}])
        weights = [p * factor for p, factor in zip(prior.values(), factors, strict=True)]
        assert math.exp(sum(found.log_likelihood)) == pytest.approx(sum(weights))
        for (k, *_), p in found.posterior.items():
            assert p == pytest.approx(weights[k - 1] / sum(weights))


def test_who_is_indifferent_accepts() -> None:
    """Where the line stands still, the line as it stands is worth what fighting for nothing is worth."""
    war = still_war(2, None, c_A=[0.0] * 2, c_D=[0.0] * 2)  # type: ignore[arg-type]
    for side in ("attacker", "defender"):
        for answer, expected in (("accepts", 0.0), ("refuses", -math.inf)):
            found = filtered(war, (0, 2, 0, 0.0, 0), [{"answers": [(0, side, answer)]}])
            assert found.log_likelihood == pytest.approx([expected])


def test_answers_are_read_before_the_table_against_fighting_on_after_capitulation() -> None:
    """Half of the prize each, less costs, in one month; what is seen weighs every way in which the month may end."""
    before = {(2, 0, 0, 0): 1.0}
    silent = {"texts": [text(1, 0.45, chance=0.0), text(1, 0.95, chance=0.0)]}
    at_table = still_war(1, c_A=[0.1], c_D=[0.1], o=[1.0], **silent)  # .4 each, a deal at a half
    gives_up = still_war(1, c_D=[0.6], floors=(-1.0, 0.1), **silent)  # -.1 to fight, .1 to give up
    for war, ending, said in (
        (at_table, "settlement", {(0, "attacker"): "accepts", (1, "defender"): "refuses"}),
        (gives_up, "capitulation_defender", {(0, "attacker"): "refuses", (1, "defender"): "refuses"}),
    ):
        for (m, side), answer in said.items():
            endings = dict.fromkeys(ENDINGS, 0.0)
            seen = {"answers": [(m, side, answer)], "answer_error": 0.2}
            assert step(solve(war), 0, before, "nature", seen, endings) == {}
            assert endings[ending] == pytest.approx(0.8)


def test_all_answers_together_are_survival() -> None:
    """Over what both sides may say of both texts, probabilities sum to that of the war going on."""
    war, start = busy_war(**busy_texts(), precision=300.0), (0, 2, 1, 0.3, 0)
    solution, total = solve(war), 0.0
    asked = list(product((0, 1), ("attacker", "defender")))
    for said in product(("refuses", "accepts"), repeat=4):
        answers = [(m, side, answer) for (m, side), answer in zip(asked, said, strict=True)]
        record = [{}, {"answers": answers, "answer_error": 0.15, "partial_deal": False}]
        total += math.exp(sum(filtered(war, start, record, solution=solution).log_likelihood))
    unasked = [{}, {"partial_deal": False}]
    assert total == pytest.approx(math.exp(sum(filtered(war, start, unasked, solution=solution).log_likelihood)))
    silent = filtered(war, start, [{}] * 4, solution=solution)
    assert math.exp(sum(silent.log_likelihood)) == pytest.approx(law(war, start, 4, solution=solution)[-1].at_war)


# --- The whole war -------------------------------------------------------------------------------


@pytest.mark.parametrize(("make", "precision"), [(busy_war, None), (busy_war, 40.0), (effort_war, None)])
def test_with_texts_probability_sums_to_one(make: Callable[..., War], precision: float | None) -> None:
    war = make(**busy_texts(), floors=(0.2, 0.3), ceasefire=(0.003, 0.006), precision=precision)
    solution, front = solve(war), 2 if make is busy_war else start_cell(war)
    for believer in ("nature", "attacker", "defender"):
        for month in law(war, (0, front, 1, 0.3, 0), war.T, believer, solution):
            assert month.at_war + sum(month.endings.values()) == pytest.approx(1, abs=1e-12)
    if precision is None:
        answers = {(text.D_says_yes, text.A_says_yes) for text in answers_of(solution)}
        assert answers >= {(0.0, 1.0), (1.0, 0.0), (1.0, 1.0)}


@pytest.mark.parametrize(("believer", "side"), [("attacker", 0), ("defender", 1)])
@pytest.mark.parametrize("precision", [None, 40.0])
def test_with_a_text_law_and_value_agree(believer: str, side: int, precision: float | None) -> None:
    """Without flows, discounts and tables a value is the mean of what the war ends in; a text is worth its terms."""
    offer = busy_texts() | {
        "texts": [text(6, 0.1, 0.0, 0.9, chance=0.4, mandate=0.75, guarantee=0.6)],
        "issues": [*busy_war().issues[:2], Issue(w_A=0.5, w_D=0.05, frozen=0.4)],  # there is something to gain
    }
    war = busy_war(**(without_flows(6) | offer), precision=precision)
    solution, start = solve(war), (0, 2, 1, -2.0, 0)
    signed = law(war, start, 6, believer, solution)[-1].endings["settlement"]
    worth = (0.2 * 0.1 + 0.5 * 0.9 - 0.005, (1 - 0.05 * 0.4) * (0.3 * 0.9 + 0.6 + 0.05 * 0.1) - 0.005)
    assert signed > 0.05
    found = delivered(solution, start, believer) + signed * worth[side]
    assert found == pytest.approx(solution.value(0, 2, 1, 0, 0)[side], abs=1e-12)


@pytest.mark.parametrize(
    ("answer", "why"),
    [((1, "attacker", "refuses"), "no text"), ((0, "A", "refuses"), "attacker"), ((0, "attacker", "signs"), "signs")],
)
def test_what_is_no_answer_is_refused(answer: tuple, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        filtered(two_months(), (0, 2, 0, 0.0, 0), [{"answers": [answer]}])
