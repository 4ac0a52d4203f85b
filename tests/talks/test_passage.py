"""The chain from permission to enforcement, against every way through it."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripeness.model.talks import passage

shares = st.floats(0, 1)


def one(value: float) -> np.ndarray:
    return np.array([float(value)])


@given(permission=shares, vote=shares, signature=shares)
def test_the_package_passes_only_where_every_step_is_taken(permission: float, vote: float, signature: float) -> None:
    steps = (permission, vote, signature)
    passes = sum(
        math.prod(p if taken else 1 - p for p, taken in zip(steps, way, strict=True))
        for way in itertools.product((True, False), repeat=3)
        if all(way)
    )
    assert passage.with_consent(*map(one, steps))[0] == pytest.approx(passes)


@given(value=shares)
def test_certain_steps_change_no_bit(value: float) -> None:
    assert passage.with_consent(one(value), one(1), one(1))[0] == value
    assert passage.against_him(one(value), one(1))[0] == value
    assert passage.enforced(one(value), one(1))[0] == value


def test_a_law_that_nobody_enforces_takes_nothing() -> None:
    assert passage.enforced(one(0.5), one(0))[0] == 0
    assert passage.enforced(one(0.5), one(0.4))[0] == pytest.approx(0.2)
