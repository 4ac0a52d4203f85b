"""The search of `reach` on scores that are known: linear programmes, enumeration, and levers that need each other."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy.optimize import linprog

from ripeness.questions.reach.held import Held, movement
from ripeness.questions.reach.least import FINEST
from ripeness.questions.reach.search import Search


def levers(count: int, whole: frozenset[str] = frozenset()) -> dict[str, Held]:
    """Levers that stand at the low end of ranges of unlike widths."""
    names = [f"lever_{number}" for number in range(count)]
    return {name: Held(name, ("us",), 1.0, 3.0 + at, 1.0, name in whole) for at, name in enumerate(names)}


def linear(held: dict[str, Held], gains: np.ndarray, needed: float):
    """Scores that rise along each lever, by so much over its whole range."""
    slope = {name: gain / (held[name].high - held[name].low) for name, gain in zip(held, gains, strict=True)}

    def scores(settings):
        return [sum(slope[name] * (value - 1.0) for name, value in one.items()) - needed for one in settings]

    return scores


@pytest.mark.parametrize("seed", range(6))
def test_fewest_and_least_are_those_of_enumeration_and_of_the_linear_programme(seed: int) -> None:
    random = np.random.default_rng(seed)
    held = levers(5)
    gains = random.uniform(-0.3, 1.0, 5)
    needed = 0.7 * np.clip(gains, 0.0, None).sum()
    fewest = next(
        size for size in range(1, 6) if any(sum(one) >= needed for one in itertools.combinations(gains, size))
    )
    by_programme = min(
        linprog(np.ones(fewest), A_ub=[[-one for one in some]], b_ub=[-needed], bounds=[(0, 1)] * fewest).fun
        for some in itertools.combinations(gains, fewest)
        if sum(some) >= needed
    )
    search = Search(held, linear(held, gains, needed))
    most, score = search.most()
    assert score == pytest.approx(np.clip(gains, 0.0, None).sum() - needed)
    found = min((search.least(one) for one in search.fewest([most])), key=lambda one: movement(held, one.setting))
    assert len(found.setting) == fewest and found.every
    assert found.score >= 0.0
    assert by_programme - 1e-9 <= movement(held, found.setting) <= by_programme + fewest * 2 * FINEST


def test_levers_that_do_nothing_alone_are_found_together() -> None:
    held = levers(4)

    def scores(settings):
        return [float({"lever_1", "lever_3"} <= set(one)) - 0.5 for one in settings]

    search = Search(held, scores)
    most, score = search.most()
    assert (set(most), score) == ({"lever_1", "lever_3"}, 0.5)
    assert {frozenset(one.setting) for one in search.fewest([most])} == {frozenset({"lever_1", "lever_3"})}


def test_levers_that_together_add_less_than_half_a_point_are_left_as_they_are() -> None:
    """Twice .2 points can go, .2 and .4 cannot, and nothing goes without which the level is missed."""
    held = levers(4)
    gains = np.array([0.3, 0.002, 0.002, 0.004])
    best = Search(held, linear(held, gains, 1.0)).most()[0]
    assert set(best) == {"lever_0", "lever_3"}
    best, score = Search(held, linear(held, gains, 0.3075)).most()
    assert set(best) == set(held) and score == pytest.approx(0.0005)


def test_what_is_out_of_reach_is_said_to_be_so_and_the_most_is_that_of_every_combination_of_ends() -> None:
    held = levers(3)
    gains = {"lever_0": 0.2, "lever_1": -0.1, "lever_2": 0.1}

    def scores(settings):
        def one(setting):
            pulled = {name for name, value in setting.items() if value == held[name].high}
            return sum(gains[name] for name in pulled) - 0.15 * ({"lever_0", "lever_2"} <= pulled) - 1.0

        return [one(setting) for setting in settings]

    ends = [
        {name: held[name].high for name in some} for size in range(4) for some in itertools.combinations(held, size)
    ]
    search = Search(held, scores)
    most, score = search.most()
    assert score == pytest.approx(max(scores(ends))) and most == {"lever_0": held["lever_0"].high}
    assert search.fewest([most]) == []


def test_a_yes_or_no_is_never_set_half_way() -> None:
    held = levers(2, frozenset({"lever_0"}))
    asked: list[float] = []

    def scores(settings):
        asked.extend(one["lever_0"] for one in settings if "lever_0" in one)
        return [sum((value - 1.0) / 2.0 for value in one.values()) - 1.2 for one in settings]

    search = Search(held, scores)
    found = [search.least(one) for one in search.fewest([search.most()[0]])]
    assert found and set(asked) == {held["lever_0"].high}


def test_of_two_levers_that_are_each_enough_the_one_that_moves_less_is_taken() -> None:
    held = levers(2)
    search = Search(held, linear(held, np.array([0.6, 0.9]), 0.5))
    found = min(
        (search.least(one) for one in search.fewest([search.most()[0]])), key=lambda one: movement(held, one.setting)
    )
    assert set(found.setting) == {"lever_1"}
    assert movement(held, found.setting) == pytest.approx(0.5 / 0.9, abs=2 * FINEST)


def test_three_levers_of_one_owner_are_found_beside_six_that_do_it_together() -> None:
    """Six levers add up, or three others do it at once and nothing alone: taking levers away leaves the six."""
    held = levers(9)
    names = list(held)

    def score(setting):
        pulled = {name for name, value in setting.items() if value == held[name].high}
        return max(len(pulled & set(names[3:])) / 6.0, float(set(names[:3]) <= pulled)) - 0.95

    search = Search(held, lambda settings: [score(one) for one in settings])
    most = search.most()[0]
    assert {len(one.setting) for one in search.fewest([most])} == {6}
    theirs = {name: held[name].high for name in names[:3]}
    assert [one.setting for one in search.fewest([most, theirs])] == [theirs]


def test_a_set_grown_from_nothing_is_found_where_those_that_promise_most_alone_are_not_enough() -> None:
    """Ten levers bring much alone and add nothing to each other; four bring less, and add up: 210 such sets of four."""
    held = levers(14)
    names = list(held)

    def score(setting):
        pulled = {name for name, value in setting.items() if value == held[name].high}
        return 0.31 * bool(pulled & set(names[4:])) + 0.24 * len(pulled & set(names[:4])) - 0.78

    search = Search(held, lambda settings: [score(one) for one in settings])
    found = search.fewest([{name: lever.high for name, lever in held.items()}])
    assert {len(one.setting) for one in found} == {3}
    assert all(len(set(one.setting) & set(names[:4])) == 2 for one in found)


def test_nothing_more_is_tried_where_no_score_can_be_greater() -> None:
    """One lever alone makes it certain: of the others at other values nothing has to be known."""
    held = levers(6)

    def tried(top: float) -> tuple[dict, int]:
        asked: set[tuple] = set()

        def scores(settings):
            asked.update(tuple(sorted(one.items())) for one in settings)
            return [0.4 * bool(one) + 0.2 * ("lever_0" in one) - 0.5 for one in settings]

        return Search(held, scores, top=top).most()[0], len(asked)

    (best, few), (same, many) = tried(0.1), tried(float("inf"))
    assert best == same == {"lever_0": held["lever_0"].high}
    assert few < many


@pytest.mark.parametrize("seed", range(4))
def test_the_most_turns_levers_to_the_end_that_is_best_beside_the_others(seed: int) -> None:
    """Eight levers help alone at their high ends; beside the first, some of the others do more at their low ends."""
    held = {f"lever_{number}": Held(f"lever_{number}", ("us",), -1.0, 1.0, 0.0) for number in range(8)}
    random = np.random.default_rng(seed)
    gains = dict(zip(held, [1.0, *random.uniform(0.05, 0.1, 7)], strict=True))
    low = dict(zip(held, [0.0, *random.choice([-0.5, 2.0], 7)], strict=True))

    def score(setting):
        first = setting.get("lever_0", 0.0) == 1.0
        ends = {name: value for name, value in setting.items() if value != 0.0}
        return sum(gains[name] * (1.0 if value > 0.0 else low[name] * first) for name, value in ends.items()) - 1.0

    settings = [dict(zip(held, values, strict=True)) for values in itertools.product((-1.0, 0.0, 1.0), repeat=8)]
    assert any(two > 1.0 for two in low.values())
    found = Search(held, lambda some: [score(one) for one in some]).most()[1]
    assert found == pytest.approx(max(map(score, settings)))
