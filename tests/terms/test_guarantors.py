"""Guarantors, against every way in which they and their backers can fail."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripeness.model.terms.guarantors import together

shares = st.floats(0, 1)


def one(value: float) -> np.ndarray:
    return np.array([float(value)])


@given(stated=shares, each=st.lists(st.tuples(shares, shares), max_size=3))
def test_the_risk_remains_only_where_all_guarantees_fail(stated: float, each: list[tuple[float, float]]) -> None:
    # A guarantee holds where the guarantor acts and his backer stands by him.
    chances = [stated, *itertools.chain.from_iterable(each)]
    removed = 0.0
    for way in itertools.product((True, False), repeat=len(chances)):
        chance = math.prod(p if held else 1 - p for p, held in zip(chances, way, strict=True))
        removed += chance * (way[0] or any(way[1 + 2 * i] and way[2 + 2 * i] for i in range(len(each))))
    found = together(one(stated), [(one(strength), one(backing)) for strength, backing in each])
    assert found[0] == pytest.approx(removed, abs=1e-12)


@given(stated=shares, backing=shares)
def test_without_guarantors_or_with_idle_ones_no_bit_changes(stated: float, backing: float) -> None:
    assert together(one(stated), [])[0] == stated
    assert together(one(stated), [(one(0), one(backing))])[0] == stated


def test_a_guarantee_is_worth_no_more_than_its_backer() -> None:
    assert together(one(0), [(one(0.8), one(0))])[0] == 0
    assert together(one(0), [(one(0.8), one(0.5))])[0] == pytest.approx(0.4)
