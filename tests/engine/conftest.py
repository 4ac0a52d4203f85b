"""The engine's tests run in double precision, on one thread, and compile as little as they can."""

import os
from collections.abc import Iterator

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")

import jax
import pytest


@pytest.fixture(scope="module", autouse=True)
def double_precision() -> Iterator[None]:
    """Every test of a module, and every fixture that it shares, computes in float64."""
    with jax.enable_x64(True):
        yield
