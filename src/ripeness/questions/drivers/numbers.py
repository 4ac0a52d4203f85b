"""Which numbers of a scenario vary, and over what: the uncertain ones as stated, judgements over a range of their own.

A judgement that is stated as certain varies over the range that its note states ("between 0.2 and 0.4", "range from 3
to 5"), else evenly between its half and its double, inside the field's support; a share above one half so that what it
lacks to 1 is halved and doubled. What holds by definition, comes from a source, is nil or is not computed with stays as
it is, and is named.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from ripeness.errors import ScenarioError
from ripeness.schema.quantity import Quantity
from ripeness.schema.scenario import Scenario
from ripeness.schema.units import UnitError, read

UNCERTAIN, NOTED, HALF_TO_DOUBLE = "as stated", "the range in its note", "half to double"
OF_WHAT_IS_MISSING = "half to double of what it lacks to 1"

BY_DEFINITION = "by definition"
FROM_A_SOURCE = "from a source"
NOT_COMPUTED = "not computed with here"
NIL = "nil or whole, which has no half and no double"
ALONE = "cannot vary by itself"

NUMBER = r"-?\d*\.?\d+(?: ?%)?"
_RANGE = re.compile(rf"\b(?:between|ranges?(?: from)?|from)\s+({NUMBER})\s+(?:and|to)\s+({NUMBER})([^,;.)]*)", re.I)

GROUPS = {
    "beliefs": ("beliefs",),
    "patience and costs": ("patience", "costs", "war_weariness", "leaders", "capitulation"),
    "the front": ("front", "truth"),
    "money and means": ("war_chest", "energy", "shadow_fleet", "sanctions", "effort", "aid", "infrastructure"),
    "talks and mediation": ("mediator", "gate", "tracks", "texts", "envoy", "partial_deals"),
    "what is bargained over": ("issues", "bargaining", "outcomes"),
    "the truce": ("truce", "ceasefire"),
    "the record": ("record",),
}
"""Groups of a scenario's sections, in words."""


@dataclass(frozen=True)
class Varied:
    """A number that varies: its path, and over what."""

    path: str
    over: str


@dataclass(frozen=True)
class Left:
    """A number that stays as it is, and why."""

    path: str
    why: str


@dataclass(frozen=True)
class Varying:
    """The scenario in which all of `numbers` are uncertain, in its order, and what is left certain."""

    scenario: Scenario
    numbers: tuple[Varied, ...]
    left: tuple[Left, ...]


def group_of(path: str) -> str:
    """Return the group of a number.

    >>> group_of("epochs.new-year.beliefs.attacker.collapse.mean"), group_of("aid.need")
    ('beliefs', 'money and means')
    """
    tokens = path.split(".")
    section = tokens[2] if tokens[0] == "epochs" and len(tokens) > 2 else tokens[0]
    return next((name for name, sections in GROUPS.items() if section in sections), section.replace("_", " "))


def varying(scenario: Scenario) -> Varying:
    """Return what varies of a scenario."""
    uncertain, computed = scenario.assumptions(), dict(scenario.computed())
    widened, over, left = scenario, dict.fromkeys(uncertain, UNCERTAIN), []
    for path, one in scenario.quantities().items():
        if path in uncertain:
            continue
        range_, what = _range(one)
        if path not in computed:
            left.append(Left(path, NOT_COMPUTED))
        elif range_ is None:
            left.append(Left(path, what))
        else:
            try:
                widened = widened.replace({path: _stated(one, range_)})
                over[path] = what
            except ScenarioError:  # what binds it to other numbers of the file
                left.append(Left(path, ALONE))
    numbers = tuple(Varied(path, over[path]) for path in widened.assumptions())
    return Varying(widened, numbers, tuple(left))


def _range(one: Quantity) -> tuple[tuple[float, float] | None, str]:
    """Return over what a certain number varies, or None and why it does not."""
    if (one.note or "").lower().startswith("by definition"):
        return None, BY_DEFINITION
    if one.source != ("judgement",):
        return None, FROM_A_SOURCE
    if (noted := _noted(one)) is not None:
        return noted, NOTED
    middle, missing = one.centre, 1.0 - one.centre
    if middle == 0.0:
        return None, NIL
    if (one.low, one.high) == (0.0, 1.0) and middle > 0.5:
        return ((1.0 - 2.0 * missing, 1.0 - missing / 2.0), OF_WHAT_IS_MISSING) if missing else (None, NIL)
    low, high = sorted((middle / 2.0, middle * 2.0))
    low, high = max(low, one.low), min(high, one.high)
    return ((low, high), HALF_TO_DOUBLE) if math.isfinite(high - low) and low < high else (None, ALONE)


def _noted(one: Quantity) -> tuple[float, float] | None:
    """Return the range that a note states in the number's own unit, where the number lies in it."""
    for low, high, rest in _RANGE.findall(one.note or ""):
        unit = rest.strip().split("  ")[0]
        for written in (f" {unit}" if unit else "", f" {one.unit}" if one.unit != "1" else ""):
            try:
                ends = tuple(read(f"{end}{written}", one.unit, compounds=one.compounds) for end in (low, high))
            except UnitError:
                continue
            if ends[0] < ends[1] and ends[0] <= one.centre <= ends[1] and one.low <= ends[0] and ends[1] <= one.high:
                return ends[0], ends[1]
    return None


def _stated(one: Quantity, range_: tuple[float, float]) -> dict[str, Any]:
    unit = "" if one.unit == "1" else f" {one.unit}"
    low, high = (f"{end!r}{unit}" for end in range_)
    return {"low": low, "high": high, "source": list(one.source), "note": one.note or "varied"}
