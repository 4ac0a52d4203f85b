"""Which number of a forecast is moved, and by which of the scenario's numbers: what may be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ripeness.arrays import BELIEVERS, ENDINGS, LOG_LIKELIHOOD
from ripeness.errors import RunError
from ripeness.schema.calendar import months_between, read_month
from ripeness.schema.claims.claim_consistency import OF_MEANS, OF_TRUCE
from ripeness.schema.claims.measure import MEASURES, Measure
from ripeness.schema.nearest import advice
from ripeness.schema.scenario import Scenario

EXTRA = {LOG_LIKELIHOOD: Measure("log likelihood of the record", "log units")}
"""Quantities that have a derivative but are no measure of a claim."""

OF_THE_MEDIATOR = ("attended_no_deal_in_reach", "indulgent", "punishing", "sincerity", "package", "executive_action")
"""Quantities that speak of a mediator, or of what is done for one."""


@dataclass(frozen=True)
class Question:
    """One number of a forecast.

    Attributes
    ----------
    quantity : a measure's name, or `LOG_LIKELIHOOD`. ahead : months from `as_of`; negative for a month of the record.
    endings : for "ended". issue : for "terms". in_eyes_of : "attacker" or "defender"; None for nature's.
    """

    quantity: str
    ahead: int
    endings: tuple[str, ...] = ()
    issue: str | None = None
    in_eyes_of: str | None = None


def quantities() -> dict[str, Measure]:
    """Return what can be differentiated, by name: the measures of claims, and the log likelihood of the record."""
    return MEASURES | EXTRA


def question_of(
    scenario: Scenario,
    quantity: str,
    at: int | str | None,
    endings: Iterable[str],
    issue: str | None,
    eyes: str | None,
) -> Question:
    """Return the question, or raise a RunError that says what is wrong with it."""
    known, endings = quantities(), tuple(endings)
    if quantity not in known:
        raise RunError(f"there is no quantity {quantity!r}", advice(quantity, tuple(known), "quantity"))
    if quantity == "area" and scenario.front.law == "steps":
        raise RunError(f"{scenario.name} has a front of steps, and no area", "Choose front, or another quantity")
    if quantity in OF_MEANS and scenario.effort is None:
        what = f"in {scenario.name} spending is fixed, so that there is no {quantity} to speak of"
        raise RunError(what, "Write the section effort, or choose another quantity")
    if scenario.truce is not None:
        what = (
            f"{scenario.name} has a truce, which begins and ends by best responses: there is no derivative through it"
        )
        raise RunError(what, "Take the section truce out, or compare two values with ripeness whatif")
    if quantity in OF_TRUCE:
        what = f"{scenario.name} has no truce, so that there is no {quantity} to speak of"
        raise RunError(what, "Choose another quantity")
    if quantity in OF_THE_MEDIATOR and scenario.mediator is None:
        raise RunError(f"{quantity} speaks of a mediator, and {scenario.name} has none", "Choose another quantity")
    measure, ahead = known[quantity], _ahead(scenario, at)
    if ahead < 0 and not measure.past and quantity != LOG_LIKELIHOOD:
        raise RunError(f"{quantity} is not computed for months of the record", "Choose a month from as_of on")
    for key, given in (("endings", endings), ("issue", issue)):
        if measure.needs == key and not given:
            raise RunError(
                f"{quantity} needs {key}", f"Name {'one or more endings' if key == 'endings' else 'an issue'}"
            )
        if measure.needs != key and given:
            raise RunError(f"{quantity} has no {key}", f"Leave {key} out, or choose another quantity")
    if unknown := [one for one in endings if one not in ENDINGS]:
        raise RunError(f"no ending is called {unknown[0]!r}", advice(unknown[0], ENDINGS, "ending"))
    if issue is not None and issue not in scenario.issues:
        raise RunError(f"no issue is called {issue!r}", advice(issue, tuple(scenario.issues), "issue"))
    if eyes is not None and (not measure.eyes or eyes not in BELIEVERS[1:]):
        seen = ", ".join(name for name, one in MEASURES.items() if one.eyes)
        raise RunError(f"{quantity} in the eyes of {eyes!r} is not computed", f"attacker or defender, for {seen}")
    return Question(quantity, ahead, endings, issue, eyes)


def _ahead(scenario: Scenario, at: int | str | None) -> int:
    """Return months from `as_of`."""
    longest, past = scenario.calendar.horizon, scenario.month_index(scenario.calendar.as_of)
    if at is None:
        return min(24, longest)
    try:
        counted = not isinstance(at, str) or re.fullmatch(r"[+-]?\d{1,6}", at, re.ASCII)
        ahead = int(at) if counted else months_between(scenario.calendar.as_of, read_month(at))
    except ValueError:
        raise RunError(f"{at!r} is no month", "Write months after as_of, as in 24, or a month, as in 2028-02") from None
    if not -past <= ahead <= longest:
        raise RunError(
            f"month {at} lies outside {-past} to {longest} months from {scenario.calendar.as_of}",
            "Choose a month in that range",
        )
    return ahead
