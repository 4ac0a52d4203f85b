"""Ask what a scenario's priors say of going on once nothing is known but that the war has lasted, beside base rates.

Equation:
    draws from the priors, not from a learnt proposal; a draw weighs its chance that the war lasts until `as_of`
    chance of going on h months more: the weighted mean over the draws
    beside it: the lowest and the highest of the base rates of wars between states that had lasted as long

Sources: the five methods of `ripeness baserate`.
Silent about: epochs, which stand as the scenario states them: they were written with the record at hand.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.ensemble.asked import asked
from ripeness.errors import RunError
from ripeness.questions.arguments import checked
from ripeness.questions.baserate.ask import MONTHS, rates_of
from ripeness.questions.result import Result
from ripeness.schema.calendar import months_between
from ripeness.schema.scenario import Scenario
from ripeness.statistics.weighted import effective_sample_size, monte_carlo_error

if TYPE_CHECKING:
    import pandas

    from ripeness.ensemble.computation import Progress

DRAWS = 128


class Lasting(TypedDict):
    """Chance of going on so many months more. prior : each draw alike. lasted : given that the war has lasted.

    error : standard error of `lasted` that the number of draws leaves. low, high : of the base rates. beyond : how far
    `lasted` lies outside of them, below 0 where under; 0 inside.
    """

    months: int
    prior: float
    lasted: float
    error: float
    low: float
    high: float
    beyond: float


class PriorSurvival(TypedDict):
    """What ``ripeness calibrate --survival --json`` prints: a scenario's priors given that the war lasted, no more.

    age : months that it has lasted. effective_draws : how many equally weighted draws would say as much.
    """

    scenario: str
    title: str
    names: dict[str, str]
    age: int
    draws: int
    effective_draws: float
    rates: list[Lasting]


@dataclass(frozen=True, repr=False)
class PriorSurvived(Result):
    """A scenario's priors given that the war lasted; its content is a `PriorSurvival`."""

    question = "calibrate --survival"

    def table(self) -> pandas.DataFrame:
        """Return a row for each number of months more."""
        import pandas

        return pandas.DataFrame(self["rates"]).set_index("months")


@checked
def ask(scenario: Scenario, draws: int = DRAWS, seed: int = 0, *, progress: Progress | None = None) -> PriorSurvived:
    """Say what the priors give to going on, where only that the war has lasted is known.

    Parameters
    ----------
    scenario : with months of record; what was seen in them is left out. draws, seed : of the priors.
    progress : called as (stage, done, total).

    Raises
    ------
    RunError : a war that has not lasted, or one that outlasted all wars between states.
    """
    from ripeness.ensemble.design import design_of
    from ripeness.ensemble.forecast import forecasts

    age = months_between(scenario.calendar.war_began, scenario.calendar.as_of)
    spans = [one for one in MONTHS if one <= scenario.calendar.horizon]
    found = {span: rates_of(float(age), span) for span in spans}
    if age == 0 or scenario.record is None:
        what = f"{scenario.name} has no months of record, so that it is not known that the war lasted"
        raise RunError(what, "State record.months, which may be empty: 2022-03: {}")
    bare = unseen(scenario)
    one = asked(bare, None, None, draws, seed, max(spans, default=1))
    one = replace(one, design=design_of(bare, draws, seed, record=False))
    held = forecasts({one.policy: one}, views=False, reuse=True, progress=progress)[one.policy]
    going = held.ongoing.transpose("draw", "month").values
    weight = held.weight.values / held.weight.values.sum()
    rates = []
    for span, rate in found.items():
        if rate is None:
            raise RunError(f"no war between states lasted longer than {age} months", "Ask of a war that is not as long")
        lasted = float(weight @ np.nan_to_num(going[:, span]))
        error = monte_carlo_error(going[:, span], weight)
        beyond = min(lasted - rate["low"], 0.0) + max(lasted - rate["high"], 0.0)
        prior = float(np.nanmean(going[:, span]))
        low, high = rate["low"], rate["high"]
        rates.append(Lasting(months=span, prior=prior, lasted=lasted, error=error, low=low, high=high, beyond=beyond))
    return PriorSurvived(
        PriorSurvival(
            scenario=scenario.name,
            title=scenario.title,
            names=scenario.names(),
            age=age,
            draws=int(held.sizes["draw"]),
            effective_draws=float(effective_sample_size(weight)),
            rates=rates,
        ),
        bool(held.attrs.get("partial")),
        int(held.sizes["draw"]),
    )


def unseen(scenario: Scenario) -> Scenario:
    """Return a scenario whose record says no more than that the war lasted."""
    if scenario.data is None:
        raise RunError("the scenario was built by hand", "Build it with ripeness.load, or from data")
    data = copy.deepcopy(dict(scenario.data))
    data["record"]["months"] = {month: {} for month in data["record"].get("months") or {}}
    data["record"].pop("answers", None)
    for section in ("claims", "view"):
        data.pop(section, None)
    return Scenario.rebuilt(data, scenario)
