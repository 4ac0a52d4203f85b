"""The laws are computed in double precision; compiled programs are kept in the user's cache."""

from collections.abc import Iterator

from ripeness.ensemble.devices import prepare

prepare()

import jax  # noqa: E402  (after the machine is set up)
import pytest  # noqa: E402


@pytest.fixture(scope="module", autouse=True)
def double_precision() -> Iterator[None]:
    """Every test of a module computes in float64."""
    with jax.enable_x64(True):
        yield
