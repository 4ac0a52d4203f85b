"""The random-walk war as a law, against idiomatic Mesa and EMA Workbench models that sample it to the same accuracy.

The war is the toy `gamblers-ruin`: ten steps, odds .55, nobody settles. Asked is the probability that it goes on at
24 months. The engine solves and carries the law, without sampling noise. The others play wars one by one; a standard
error of 0.1 % takes p (1 - p) / 0.001^2 of them. A rate of wars a second is measured over some thousands of wars, and
the time for as many as are needed is extrapolated from it.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import logging
import math
import random
import warnings
from collections.abc import Callable
from typing import Any

from measure import Row, median, repeated, spread

MONTHS = 24
STANDARD_ERROR = 0.001
TARGET = 1000.0
WARS = {"quick": 200, "full": 4000}
BATCHES = 5


def measure(quick: bool = False) -> list[Row]:
    """Times of the three, and whether they agree."""
    steps, start, odds, exact, seconds = _engine(quick)
    needed = math.ceil(exact * (1.0 - exact) / STANDARD_ERROR**2)
    took = median(seconds)
    rows = [
        Row(
            f"random-walk war as a law: probability that it goes on at {MONTHS} months, warm",
            "ms",
            1e3 * took,
            None,
            f"{spread(seconds, 1e-3)}; solved and carried {MONTHS} months in double precision; p = {exact:.6f}",
        )
    ]
    wars = WARS["quick" if quick else "full"]
    for name, package, play in (("Mesa", "mesa", _mesa), ("EMA Workbench", "ema_workbench", _ema)):
        what = f"... {name} over the law, time to a standard error of 0.1 %"
        if importlib.util.find_spec(package) is None:
            rows.append(
                Row(what, "x", None, TARGET, f"skipped: {package} is not installed (extra `bench`)", least=True)
            )
            continue
        goes_on, each = play(steps, start, odds, wars)
        played = wars * len(each)
        rate = wars / median(each)
        away = abs(goes_on - exact) / math.sqrt(exact * (1.0 - exact) / played)
        version = importlib.metadata.version(package)
        detail = (
            f"{version}: {rate:.0f} wars a second (median of {len(each)} x {wars}); {needed} wars needed take "
            f"{needed / rate:.0f} s, extrapolated; its estimate lies {away:.1f} standard errors from the law's"
        )
        rows.append(Row(what, "x", needed / rate / took, TARGET, detail, least=True))
    return rows


def _engine(quick: bool) -> tuple[int, int, float, float, list[float]]:
    """Steps, start and odds of the war, the probability, and seconds of each call."""
    import jax
    import numpy as np

    import ripeness
    from ripeness.compiler.war import compile_war
    from ripeness.ensemble.devices import prepare
    from ripeness.solver import course as war

    prepare()
    scenario = ripeness.load("gamblers-ruin")
    near = scenario.calendar.model_copy(update={"horizon": MONTHS, "tail": 1})
    scenario = scenario.model_copy(update={"calendar": near})
    with jax.enable_x64(True):
        compiled = compile_war(scenario, {}, 1, exact=True)
        course = compiled.course
        games, record = jax.tree.map(lambda leaf: np.asarray(leaf[0]), (compiled.games, compiled.record))

        def goes_on(games: Any, record: Any) -> Any:
            found = war.forecasts(course, games, record, war.solve_epochs(course, games))
            return found["ongoing"][0, MONTHS]

        program = jax.jit(goes_on).lower(games, record).compile()
        exact = float(program(games, record))
        seconds = repeated(lambda: jax.block_until_ready(program(games, record)), 20 if quick else 200)
    odds = float(games[0].believers.battle_mean[0])
    return scenario.front.steps, scenario.front.start, odds, exact, seconds


def _timed(play: Callable[[int], int], wars: int) -> tuple[float, list[float]]:
    """Share of wars that go on, and seconds of each batch of them."""
    ongoing = 0

    def batch() -> None:
        nonlocal ongoing
        ongoing += play(wars)

    batch()  # imports and first calls
    ongoing = 0
    each = repeated(batch, BATCHES)
    return ongoing / (wars * BATCHES), each


def _mesa(steps: int, start: int, odds: float, wars: int) -> tuple[float, list[float]]:
    """An agent-based model: a front, moved each month by the belligerents' battle."""
    import mesa

    class Belligerent(mesa.Agent):
        """A side that wins a month's battle with its odds."""

        def __init__(self, model: Any, odds: float, direction: int) -> None:
            super().__init__(model)
            self.odds, self.direction = odds, direction

        def step(self) -> None:
            """Fight: the one who attacks decides where the front goes."""
            won = self.random.random() < self.odds
            self.model.front += self.direction if won else -self.direction

    class War(mesa.Model):
        """The war: it goes on while the front is between the ends."""

        def __init__(self, seed: int) -> None:
            super().__init__(seed=seed)
            self.front = start
            Belligerent(self, odds, 1)

        def step(self) -> None:
            """A month."""
            self.agents.shuffle_do("step")
            self.running = 0 < self.front < steps

    seeds = random.Random(1)

    def play(wars: int) -> int:
        going = 0
        for _ in range(wars):
            one = War(seeds.randrange(2**31))
            for _ in range(MONTHS):
                one.step()
                if not one.running:
                    break
            going += one.running
        return going

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _timed(play, wars)


def _ema(steps: int, start: int, odds: float, wars: int) -> tuple[float, list[float]]:
    """A model in the workbench: one experiment a war, the seed its one uncertainty."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ema_workbench import IntegerParameter, Model, ScalarOutcome, SequentialEvaluator, ema_logging

        ema_logging.get_rootlogger().setLevel(logging.CRITICAL)

        def war(seed: int) -> dict[str, float]:
            chance = random.Random(int(seed))
            front = start
            for _ in range(MONTHS):
                front += 1 if chance.random() < odds else -1
                if not 0 < front < steps:
                    break
            return {"goes_on": float(0 < front < steps)}

        model = Model("war", function=war)
        model.uncertainties = [IntegerParameter("seed", 0, 2**31 - 1)]
        model.outcomes = [ScalarOutcome("goes_on")]

        def play(wars: int) -> int:
            with SequentialEvaluator(model) as evaluator:
                _, outcomes = evaluator.perform_experiments(scenarios=wars, log_progress=True)
            return int(outcomes["goes_on"].sum())

        return _timed(play, wars)
