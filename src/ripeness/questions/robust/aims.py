"""Aims that settings of levers are judged by, and what a forecast says of each.

Equation (by the last day that counts, per draw):
    agreement   chance of a first ceasefire or settlement; of a settlement where no ceasefire can begin
    undefeated  1 - chance that the defender capitulates, collapses or is beaten at the front
    war         expected months of war until then
    land        share of the land in question that is not the attacker's: settled wars by the mean of their terms, wars
                that go on or stopped in place by the front, 0 where the defender is beaten, 1 where the attacker is
    movement    how far the levers are moved, in shares of their ranges; the same in every draw

The land in question is that of the issues that follow the front or have a band, weighed by the bands' widths. Movement
stands for what a policy costs its owner, which no scenario states. [R], ours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ripeness.arrays import SETTLEMENTS
from ripeness.errors import RunError
from ripeness.questions.ask.event import DEFEATS, SETTLED, Event, chance_by, read_question
from ripeness.questions.reach.target import UNDEFEATED
from ripeness.schema.nearest import advice
from ripeness.schema.quantity import Quantity
from ripeness.statistics.weighted import Numbers

if TYPE_CHECKING:
    import xarray as xr

    from ripeness.schema import Scenario

MOST = 4
"""Aims at once."""

EXPELLED = ("attacker_capitulates", "attacker_expelled")
"""Endings after which the attacker holds none of the land in question."""


@dataclass(frozen=True)
class Aim:
    """An aim. says : what it is, in words. unit : of its values. more : whether more of it is better, else less.

    read : what a forecast says of it by so many months ahead, (draw,); None for movement, which no forecast tells.
    """

    name: str
    says: str
    unit: str
    more: bool
    read: Callable[[xr.Dataset, Scenario, float], Numbers] | None

    @property
    def side(self) -> float:
        """1 where more is better, else -1."""
        return 1.0 if self.more else -1.0


def _agreement(held: xr.Dataset, scenario: Scenario, ahead: float) -> Numbers:
    return chance_by(held, _stop(scenario), ahead)


def _undefeated(held: xr.Dataset, scenario: Scenario, ahead: float) -> Numbers:
    return 1.0 - chance_by(held, UNDEFEATED, ahead)


def _months(held: xr.Dataset, scenario: Scenario, ahead: float) -> Numbers:
    going = held.ongoing.transpose("draw", "month").values.astype(float)
    first = int(ahead)
    rest = (ahead - first) * going[:, first] if ahead > first else 0.0
    return np.asarray(going[:, :first].sum(axis=1) + rest)


def _land(held: xr.Dataset, scenario: Scenario, ahead: float) -> Numbers:
    month = max(1, round(ahead))
    ended = held.ended.isel(month=month).transpose("draw", "ending")
    names, width = _land_issues(scenario)

    def chance(*endings: str) -> Numbers:
        return np.asarray(ended.sel(ending=list(endings)).sum("ending").values, float)

    terms = held.terms_by_month.isel(month=month).sel(issue=names).transpose("draw", "issue").values.astype(float)
    signed = np.nan_to_num(terms) @ width  # no settlement, no terms: then their chance is nil
    settled, beaten, expelled = chance(*SETTLEMENTS), chance(*DEFEATS), chance(*EXPELLED)
    front = _front(held, scenario, names, width, month)
    stands = np.clip(1.0 - settled - beaten - expelled, 0.0, 1.0)
    return np.asarray(settled * (1.0 - signed) + expelled + stands * (1.0 - front))


def _front(held: xr.Dataset, scenario: Scenario, names: Sequence[str], width: Numbers, month: int) -> Numbers:
    """Share of the land in question that the attacker holds where the war goes on; today's where none does."""
    if "area" in held:
        area = _filled(held.area.transpose("draw", "month").values[:, : month + 1].astype(float))
        shares = []
        for name in names:
            low, high = (_band(held, scenario, name, end) for end in ("from", "to"))
            shares.append(np.clip((area - low) / (high - low), 0.0, 1.0))
        return np.stack(shares, axis=1) @ width
    steps = _filled(held.front.transpose("draw", "month").values[:, : month + 1].astype(float))
    return np.asarray(np.clip(steps / _centre(scenario, "front.steps"), 0.0, 1.0))


def _filled(path: Numbers) -> Numbers:
    """Last value of each draw's path that is one."""
    last = np.where(np.isfinite(path), np.arange(path.shape[1]), 0).max(axis=1)
    return np.asarray(path[np.arange(len(path)), last])


def _band(held: xr.Dataset, scenario: Scenario, name: str, end: str) -> Numbers | float:
    path = f"issues.{name}.band.{end}"
    if path in held.assumption.values:
        return np.asarray(held.assumption_value.sel(assumption=path).values, float)
    return _centre(scenario, path)


def _land_issues(scenario: Scenario) -> tuple[list[str], Numbers]:
    """Issues of land, and the weight of each: the width of its band."""
    found = {
        name: 1.0 if issue.band is None
        else _centre(scenario, f"issues.{name}.band.to") - _centre(scenario, f"issues.{name}.band.from")
        for name, issue in scenario.issues.items()
        if issue.band is not None or issue.follows_front
    }  # fmt: skip
    width = np.array(list(found.values()))
    return list(found), width / width.sum() if len(width) else width


def _centre(scenario: Scenario, path: str) -> float:
    """Middle of a number as the last epoch has it."""
    value = scenario.leaves(len(scenario.epochs))[path].value
    return value.centre if isinstance(value, Quantity) else float(value)  # type: ignore[arg-type]


AIMS = {
    one.name: one
    for one in (
        Aim("agreement", "a first ceasefire or settlement", "1", True, _agreement),
        Aim("undefeated", "the defender stands undefeated", "1", True, _undefeated),
        Aim("war", "months of war", "months", False, _months),
        Aim("land", "share of the land that is not the attacker's", "1", True, _land),
        Aim("movement", "how far levers are moved, in whole ranges", "ranges", False, None),
    )
}
"""By name."""

USUAL = ("agreement", "undefeated", "movement")
"""Aims where none is named."""


def aims_of(scenario: Scenario, names: Sequence[str]) -> list[Aim]:
    """Return aims by name.

    Raises
    ------
    RunError : an aim that there is not, one twice, more than `MOST`, none that a forecast tells, or no land at issue.
    """
    wanted = list(names) or list(USUAL)
    for name in wanted:
        if name not in AIMS:
            raise RunError(f"there is no aim {name!r}", advice(name, tuple(AIMS), "aim"))
        if wanted.count(name) > 1:
            raise RunError(f"the aim {name} stands there twice", "Name it once")
    if len(wanted) > MOST:
        raise RunError(f"{len(wanted)} aims at once say little", f"Name at most {MOST}")
    if not any(AIMS[name].read for name in wanted):
        raise RunError("movement alone is least where nothing is moved", "Name another aim beside it")
    if "land" in wanted and not _land_issues(scenario)[0]:
        raise RunError(f"no land is at issue in {scenario.name}", "Leave the aim land out")
    return [AIMS[name] for name in wanted]


def reading(aims: Sequence[Aim], scenario: Scenario, ahead: float) -> Callable[[xr.Dataset], Numbers]:
    """Return what reads the aims that a forecast tells, (draw, aim), in their order."""
    readers = [one.read for one in aims if one.read is not None]

    def read(held: xr.Dataset) -> Numbers:
        return np.stack([one(held, scenario, ahead) for one in readers], axis=1)

    return read


def _stop(scenario: Scenario) -> Event:
    last = f"{scenario.calendar.as_of[:4]}-12"
    try:
        return read_question(f"first ceasefire or settlement by {last}", scenario).event
    except RunError:
        return SETTLED
