"""The engine's tests run in double precision."""

from collections.abc import Iterator

import jax
import pytest

from . import adapter

SHIPPED = {"xla_backend_optimization_level": 1, "xla_cpu_use_fusion_emitters": True}
STATIC = {
    "solve_jitted": {"static_argnames": ("lattice", "rules", "first", "horizon")},
    "forecast_jitted": {"static_argnames": ("lattice", "rules", "start", "stop", "first")},
    "solve_epochs_jitted": {"static_argnums": 0},
    "forecasts_jitted": {"static_argnums": 0},
}


@pytest.fixture
def as_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine compiled as for a user: what is said of its last digits is said of these programs."""
    for name, static in STATIC.items():
        program = jax.jit(getattr(adapter, name).__wrapped__, compiler_options=SHIPPED, **static)
        monkeypatch.setattr(adapter, name, program)


@pytest.fixture(scope="module", autouse=True)
def double_precision() -> Iterator[None]:
    """Every test of a module, and every fixture that it shares, computes in float64."""
    with jax.enable_x64(True):
        yield
