"""The engine's tests run in double precision."""

from collections.abc import Iterator

import jax
import pytest


@pytest.fixture(scope="module", autouse=True)
def double_precision() -> Iterator[None]:
    """Every test of a module, and every fixture that it shares, computes in float64."""
    with jax.enable_x64(True):
        yield
