"""Texts on the table, against every way in which they can be recognised or not."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripeness.model.talks.texts import common_text, live

shares = st.floats(0, 1)


@given(recognised=st.lists(shares, min_size=1, max_size=5))
def test_a_common_text_exists_where_at_least_one_is_recognised_by_all(recognised: list[float]) -> None:
    expected = 0.0
    for outcome in itertools.product((True, False), repeat=len(recognised)):
        chance = math.prod(p if seen else 1 - p for p, seen in zip(recognised, outcome, strict=True))
        expected += chance * any(outcome)
    found = common_text(np.array([recognised]), np.ones((len(recognised), 1), bool))
    assert found[0, 0] == pytest.approx(expected, abs=1e-12)


def test_a_text_lives_from_its_month_until_it_is_replaced() -> None:
    on_the_table = live([-5, 2, 4], [3, None, None], 6)
    assert on_the_table.astype(int).tolist() == [[1, 1, 1, 0, 0, 0], [0, 0, 1, 1, 1, 1], [0, 0, 0, 0, 1, 1]]


def test_only_texts_on_the_table_count_and_without_any_nothing_is_taken_away() -> None:
    share = common_text(np.array([[0.5, 0.25], [0.0, 1.0]]), live([1, 2], [None, None], 4))
    assert share.tolist() == [[1, 0.5, 0.625, 0.625], [1, 0, 1, 1]]


@given(recognised=st.lists(shares, min_size=2, max_size=4), more=shares)
def test_more_recognition_never_lowers_the_chance_of_a_common_text(recognised: list[float], more: float) -> None:
    everywhere = np.ones((len(recognised), 1), bool)
    raised = [max(recognised[0], more), *recognised[1:]]
    before, after = (common_text(np.array([one]), everywhere)[0, 0] for one in (recognised, raised))
    assert after >= before - 1e-12
