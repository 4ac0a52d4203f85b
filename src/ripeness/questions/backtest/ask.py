"""Ask what forecasts of the past would have been worth: of a scenario cut at earlier months, or of a suite of wars."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.errors import RunError
from ripeness.history.wars import TREATMENTS, load_wars
from ripeness.questions.arguments import checked
from ripeness.questions.backtest.cut import cut
from ripeness.questions.backtest.past import (
    DATES,
    age_at,
    hindsight_in_words,
    others,
    reference,
    war_of,
    went_on,
)
from ripeness.questions.backtest.scoring import Outlook, Scores, score
from ripeness.questions.backtest.suite import DRAWS, GENERIC, generic_outlooks, war_law
from ripeness.questions.result import Result
from ripeness.scenarios.shipped import load
from ripeness.schema.calendar import month_after
from ripeness.statistics.weighted import effective_sample_size

if TYPE_CHECKING:
    import pandas

    from ripeness.ensemble.computation import Progress
    from ripeness.schema import Scenario

HORIZONS = (12, 24)
CUT_DRAWS = 64
"""Draws of each cut scenario."""


class CutTold(TypedDict):
    """A scenario as of a month. hindsight : number of numbers that nobody could have stated so then, by why."""

    scenario: str
    as_of: str
    numbers: int
    hindsight: dict[str, int]
    named: list[str]
    widened: list[str]


class Backtests(TypedDict):
    """What ``ripeness backtest --json`` prints: forecasts of the past, what came of them, and their scores.

    scenario : cut, or the generic war. outlooks : every forecast. cuts : what of each cut scenario is hindsight, with
    `named` the numbers that are. scores : by horizon; scores say nothing of foresight where numbers are hindsight.
    """

    scenario: str
    title: str
    names: dict[str, str]
    draws: int
    outlooks: list[Outlook]
    cuts: list[CutTold]
    scores: list[Scores]


@dataclass(frozen=True, repr=False)
class Backtested(Result):
    """Forecasts of the past; its content is a `Backtests`."""

    question = "backtest"

    def table(self) -> pandas.DataFrame:
        """Return a row for each outlook: its chance, those of laws of durations, and whether the war went on."""
        import pandas

        return pandas.DataFrame(self["outlooks"]).set_index(["war", "as_of", "horizon"])


@checked
def ask(
    scenario: Scenario,
    as_of: Iterable[str],
    horizon: Iterable[int] = HORIZONS,
    draws: int = CUT_DRAWS,
    seed: int = 0,
    *,
    ended: str | None = None,
    progress: Progress | None = None,
) -> Backtested:
    """Forecast whether a war goes on, from a scenario cut at earlier months, and score it.

    Parameters
    ----------
    scenario : from `ripeness.load`. as_of : months at which it is cut. horizon : months ahead.
    draws, seed : of each forecast. Forecasts are kept: a run that was interrupted goes on where it stopped.
    ended : day on which the war ended, YYYY-MM-DD, or "goes-on"; the wars of shipped scenarios are known.
    progress : called as (stage, done, total).

    Returns
    -------
    `Backtested`: `to_dict()`, `table()`. On Ctrl-C the finished months, marked `partial`.

    Raises
    ------
    RunError : months outside the war or the file, horizons outside what it shows, a war that nobody knows the end of.
    """
    months, horizons = list(as_of), _horizons(horizon, scenario.calendar.horizon)
    if not months:
        raise RunError("no month is asked for", "Add --as-of YYYY-MM")
    outlooks, cuts, partial = _of_cuts(scenario, months, horizons, draws, seed, ended, progress)
    return Backtested(_told(scenario, draws, outlooks, cuts), partial, draws)


@checked
def suite(
    horizon: Iterable[int] = HORIZONS,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    transformed: str = "ended",
    shipped: bool = False,
    cut_draws: int = CUT_DRAWS,
    progress: Progress | None = None,
) -> Backtested:
    """Forecast every war that lasted beyond 6 months at 6, 12, 24 and 48 months, from what the other wars teach.

    Parameters
    ----------
    horizon : months ahead. draws, seed : of the generic war. transformed : as for `ripeness.learn_wars`.
    shipped : forecast the five shipped wars, too, each cut at three months, with `cut_draws` draws.
    progress : called as (stage, done, total).

    Returns
    -------
    `Backtested`. Its scores are of the generic war's forecasts; the shipped wars' outlooks and cuts stand beside them.
    """
    if transformed not in TREATMENTS:
        raise RunError(f"{transformed!r} is no treatment of such wars", f"Choose {' or '.join(TREATMENTS)}")
    generic, tell = load(GENERIC), progress or (lambda stage, done, total: None)
    horizons = _horizons(horizon, generic.calendar.horizon // 2)
    law = war_law(generic, draws, seed, progress)
    found: list[Outlook] = []
    partial = False
    for done, total, some in generic_outlooks(generic, law, tuple(horizons), transformed):
        found += some
        tell("wars", done, total)
    content = _told(generic, draws, found, [])
    if shipped:
        for name, months in DATES.items():
            argument = load(name)
            inside = [one for one in horizons if one <= argument.calendar.horizon]
            more, cuts, stopped = _of_cuts(argument, list(months), inside, cut_draws, seed, None, progress)
            content["outlooks"] = [*content["outlooks"], *more]
            content["cuts"] = [*content["cuts"], *cuts]
            partial = partial or stopped
            if stopped:
                break
    return Backtested(content, partial, draws)


def _told(scenario: Scenario, draws: int, outlooks: list[Outlook], cuts: list[CutTold]) -> Backtests:
    return Backtests(
        scenario=scenario.name,
        title=scenario.title,
        names=scenario.names(),
        draws=draws,
        outlooks=outlooks,
        cuts=cuts,
        scores=score(outlooks),
    )


def _of_cuts(
    scenario: Scenario,
    months: list[str],
    horizons: list[int],
    draws: int,
    seed: int,
    ended: str | None,
    progress: Progress | None,
) -> tuple[list[Outlook], list[CutTold], bool]:
    """Forecasts of a scenario cut at each month, what of it is hindsight, and whether it was interrupted."""
    from ripeness.ensemble.asked import asked
    from ripeness.ensemble.forecast import forecasts

    wars = load_wars()
    war = war_of(scenario, ended, wars)
    parts = [cut(scenario, month) for month in months]  # every month is refused before anything is computed
    tell = progress or (lambda stage, done, total: None)
    outlooks: list[Outlook] = []
    cuts: list[CutTold] = []
    for number, (month, part) in enumerate(zip(months, parts, strict=True)):
        tell("past", number, len(months))
        try:
            one = asked(part.scenario, None, None, draws, seed, max(horizons))
            held = forecasts({one.policy: one}, views=False, reuse=True, progress=progress)[one.policy]
        except KeyboardInterrupt:
            if not outlooks:
                raise
            return outlooks, cuts, True
        weight, going = held.weight.values, held.ongoing.transpose("draw", "month").values
        age = age_at(war, part.scenario.calendar.as_of)
        for ahead in horizons:
            beside = reference(others(wars, war), age, float(ahead))
            outlooks.append(
                Outlook(
                    war=war.name,
                    as_of=month,
                    age=age,
                    horizon=ahead,
                    chance=float(np.nansum(weight * going[:, ahead])),
                    lognormal=beside.lognormal,
                    counted=beside.counted,
                    went_on=went_on(war, month_after(month, ahead)),
                    numbers=part.numbers,
                    hindsight=len(part.hindsight),
                    widened=len(part.widened),
                    effective_draws=float(effective_sample_size(weight)),
                )
            )
        named = list(part.hindsight)
        told = hindsight_in_words(part.hindsight)
        cuts.append(
            CutTold(
                scenario=scenario.name,
                as_of=month,
                numbers=part.numbers,
                hindsight=told,
                named=named,
                widened=list(part.widened),
            )
        )
    return outlooks, cuts, False


def _horizons(stated: Iterable[int], longest: int) -> list[int]:
    found = list(stated)
    if not found or not all(isinstance(one, int) and 1 <= one <= longest for one in found):
        what = f"a horizon of {', '.join(map(str, found)) or 'no'} months cannot be forecast"
        raise RunError(what, f"Ask for whole months from 1 to {longest}")
    return found
