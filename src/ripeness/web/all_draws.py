"""Forecasts of one scenario under policies, on all draws, kept by content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario
    from ripeness.web.desk import Progress


@dataclass(frozen=True)
class Answer:
    state: str
    within: float | None
    forecast: xarray.Dataset


@dataclass(frozen=True)
class AllDraws:
    scenario: Scenario
    draws: int
    seed: int = 0

    def full(self, policy: Any, *, asker: str = "", progress: Progress | None = None) -> Answer:
        import ripeness

        found = ripeness.compare(self.scenario, {"one": policy}, self.draws, self.seed, progress=progress)
        forecast = found.isel(policy=0).drop_vars(["policy", "levers"])
        return Answer(f"all {forecast.sizes['draw']} draws", 0.0, forecast)

    def exact(self, policy: Any, *, asker: str = "") -> Answer:
        return self.full(policy)

    def preview(self, policy: Any) -> None:
        return None


class Superseded(Exception):
    pass
