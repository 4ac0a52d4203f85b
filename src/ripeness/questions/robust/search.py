"""The search of `robust`: settings of levers by NSGA-II in generations, each generation run whole before the next.

Equation:
    a lever stands at one of nine places: its range in eighths, the place nearest to today's value being today's value
    front = settings that no other tried setting beats in one aim without losing in another

Every generation has a seed of its own, and is proposed from the generations before it alone: what was tried is looked
up, so that a search that was cut off goes the same way again, whoever runs it on how many cores. Values are rounded to
thousandths before they are compared: a tenth of a point of a chance is no reason to move a lever.
Source: Deb, Pratap, Agarwal & Meyarivan 2002, IEEE Transactions on Evolutionary Computation; run by optuna.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ripeness.errors import RunError
from ripeness.questions.reach.held import Held
from ripeness.statistics.weighted import Numbers

EIGHTHS = 8
POPULATION = 20
"""Settings of a generation."""
DIGITS = 3

Setting = dict[str, float]
Evaluate = Callable[[Sequence[Mapping[str, float]]], Numbers]
"""Values of settings, (setting, aim), more being better."""


def needed() -> Any:
    """Return optuna, or say how to install it."""
    try:
        import optuna
    except ImportError:
        raise RunError("the search is optuna's, which is not installed", "pip install 'ripeness[search]'") from None
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    return optuna


def places(lever: Held) -> list[float]:
    """Return the values that a lever is tried at, in order."""
    if lever.whole:
        return [lever.low, lever.high]
    values = [lever.low + (lever.high - lever.low) * number / EIGHTHS for number in range(EIGHTHS + 1)]
    nearest = min(range(len(values)), key=lambda place: abs(values[place] - lever.today))
    values[nearest] = lever.today
    return values


def setting_of(levers: Mapping[str, Held], chosen: Mapping[str, int]) -> Setting:
    """Return the setting that the numbers of places stand for, without levers that stand where they are."""
    values = {name: places(lever)[chosen[name]] for name, lever in levers.items()}
    return {name: value for name, value in values.items() if value != levers[name].today}


def chosen_of(levers: Mapping[str, Held], setting: Mapping[str, float]) -> dict[str, int]:
    """Return the numbers of the places nearest to a setting."""
    return {
        name: int(np.argmin([abs(value - setting.get(name, lever.today)) for value in places(lever)]))
        for name, lever in levers.items()
    }


@dataclass(frozen=True)
class Tried:
    """Settings in the order in which they were tried first, and their values, (setting, aim), more being better."""

    settings: list[Setting]
    values: Numbers

    def front(self) -> list[int]:
        """Return the numbers of the settings that no other beats."""
        return [number for number in range(len(self.settings)) if not beaten(self.values[number], self.values)]


def beaten(values: Numbers, by: Numbers) -> bool:
    """Return whether any of some settings is nowhere worse and somewhere better."""
    return bool(((by >= values).all(axis=1) & (by > values).any(axis=1)).any())


def search(
    levers: Mapping[str, Held],
    first: Sequence[Mapping[str, float]],
    aims: int,
    evaluate: Evaluate,
    evaluations: int,
    seed: int,
    population: int = POPULATION,
) -> Tried:
    """Return what was tried.

    Parameters
    ----------
    first : settings that the first generation begins with. aims : how many values a setting has.
    evaluations : settings that are proposed in all, one that was tried before included, in whole generations.

    Raises
    ------
    KeyboardInterrupt : of `evaluate`.
    """
    optuna = needed()
    space = {name: optuna.distributions.IntDistribution(0, len(places(lever)) - 1) for name, lever in levers.items()}
    study = optuna.create_study(directions=["maximize"] * aims)
    alone = [{name: end} for name, lever in levers.items() for end in lever.ends]
    for one in [{}, *first, *alone][: population - population // 4]:  # the rest of them is drawn
        study.enqueue_trial(chosen_of(levers, one), skip_if_exists=True)
    known: dict[tuple[tuple[str, float], ...], tuple[Setting, Numbers]] = {}
    for generation in range(max(1, -(-evaluations // population))):
        study.sampler = optuna.samplers.NSGAIISampler(
            population_size=population, seed=int(np.random.SeedSequence([seed, generation]).generate_state(1)[0])
        )
        trials = [study.ask(space) for _ in range(population)]
        settings = [setting_of(levers, trial.params) for trial in trials]
        found = np.round(np.asarray(evaluate(settings), float), DIGITS)
        for trial, setting, values in zip(trials, settings, found, strict=True):
            known.setdefault(tuple(sorted(setting.items())), (setting, values))
            study.tell(trial, [float(one) for one in values])
    return Tried([one for one, _ in known.values()], np.stack([values for _, values in known.values()]))


def spread(values: Numbers, most: int) -> list[int]:
    """Return numbers of at most so many points that lie far apart: the best of each aim, then the farthest in turn."""
    size = np.ptp(values, axis=0)
    scaled = (values - values.min(axis=0)) / np.where(size > 0, size, 1.0)
    kept = list(dict.fromkeys(int(np.argmax(scaled[:, aim])) for aim in range(values.shape[1])))[:most]
    while len(kept) < min(most, len(values)):
        away = np.min(np.linalg.norm(scaled[:, None] - scaled[None, kept], axis=2), axis=1)
        away[kept] = -1.0
        kept.append(int(np.argmax(away)))
    return sorted(kept)
