"""Ask how often wars that had lasted as long went on, by several methods that need not agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from ripeness.errors import RunError
from ripeness.history.ucdp import KINDS as UCDP
from ripeness.history.ucdp import load_conflicts
from ripeness.history.wars import KINDS, TREATMENTS, War, durations, load_wars
from ripeness.questions.arguments import checked
from ripeness.questions.result import Result
from ripeness.statistics.survival import Durations, Share, constant_hazard, fitted, kaplan_meier, parametric

if TYPE_CHECKING:
    import pandas

MONTHS = (12, 24, 36)
AFTER = 24.0
"""Months from which on the constant hazard is counted."""
METHODS = {
    "kaplan_meier": "counted (Kaplan-Meier)",
    "lognormal": "log-normal law",
    "weibull": "Weibull law",
    "loglogistic": "log-logistic law",
    "constant": f"constant hazard after {AFTER:.0f} months",
}
"""By name: how the method is called."""
LONGEST = 1200
"""No age and no span may be longer, months."""


class Estimate(TypedDict):
    """Share of wars of the age that went on, by one method.

    method : its name. transformed : what wars that turned into another kind of war are taken for on that day, ended or
    censored. low, high : nine times in ten, where the method gives a band.
    """

    method: str
    transformed: str
    value: float
    low: float | None
    high: float | None


class Rate(TypedDict):
    """Base rate some months on.

    months : beyond the age. low, high : the lowest and the highest of the estimates. estimates : by every method and
    either treatment of wars that turned into another kind of war.
    """

    months: int
    low: float
    high: float
    estimates: list[Estimate]


class BaseRates(TypedDict):
    """What ``ripeness baserate --json`` prints: how often wars that had lasted as long went on.

    kind : of war. about : the kind in words. age : months. wars : of that kind. longer : those that lasted longer than
    the age, by name, with their months. not_ended : of these, those not known to have ended, with the day on which each
    was last looked at; the war that is asked about can be one of them. since : year of the first. transformed : how
    many turned into another kind.
    """

    kind: str
    about: str
    age: float
    since: int
    wars: int
    transformed: int
    longer: dict[str, float]
    not_ended: dict[str, str]
    rates: list[Rate]


@dataclass(frozen=True, repr=False)
class BaseRate(Result):
    """How often wars of an age went on; its content is a `BaseRates`."""

    question = "baserate"

    def table(self) -> pandas.DataFrame:
        """Return a row for each span, treatment of transformed wars and method: value, low, high."""
        import pandas

        rows = [{"months": rate["months"]} | one for rate in self["rates"] for one in rate["estimates"]]
        return pandas.DataFrame(rows).set_index(["months", "transformed", "method"])


@checked
def ask(
    age: float, months: Iterable[int] = MONTHS, *, kind: str = "interstate", data: str | Path | None = None
) -> BaseRate:
    """Say how often wars that had lasted as long went on.

    Parameters
    ----------
    age : months that the war has lasted. months : spans beyond it. kind : "interstate" (comes with the package),
        "extrastate" or "intrastate", or of UCDP's "ucdp-interstate", "ucdp-intrastate", "ucdp-extrasystemic".
        data : data folder for these; None for what RIPENESS_DATA names.

    Returns
    -------
    `BaseRate`: `to_dict()`, `table()`. Always a range: five methods, and wars that turned into another kind of war
    counted as ended and as not followed further.

    Raises
    ------
    RunError : an age or a span out of range, no such kind, or no war that lasted as long.
    DataError : data that are not there, or wrong.
    """
    spans = list(months)
    if not 0.0 <= age <= LONGEST:
        raise RunError(f"An age of {age:g} months is out of range", f"Ask for 0 to {LONGEST} months")
    if not spans or not all(isinstance(span, int) and 1 <= span <= LONGEST for span in spans):
        raise RunError("A span that is asked for is out of range", f"Ask for whole months from 1 to {LONGEST}")
    if kind not in (*KINDS, *UCDP):
        raise RunError(f"{kind!r} is no kind of war", f"Ask for one of {', '.join((*KINDS, *UCDP))}")
    wars = load_conflicts(kind, data) if kind in UCDP else load_wars(kind, data)
    longer = sorted((war for war in wars if war.months > age), key=lambda war: war.months)
    if not longer:
        longest = max(wars, key=lambda war: war.months)
        what = f"No war of this kind lasted longer than {age:g} months"
        raise RunError(what, f"Ask for a smaller age: {longest.name} lasted {longest.months:.0f} months")
    by_treatment = {treatment: durations(wars, treatment) for treatment in TREATMENTS}
    laws = {treatment: fitted(one) for treatment, one in by_treatment.items()}
    return BaseRate(
        BaseRates(
            kind=kind,
            about=UCDP[kind][0] if kind in UCDP else KINDS[kind],
            age=float(age),
            since=min(war.began.year for war in wars),
            wars=len(wars),
            transformed=sum(war.transformed for war in wars),
            longer=_named(longer),
            not_ended={war.name: war.ended.isoformat() for war in longer if not war.over},
            rates=[_rate(by_treatment, laws, float(age), span) for span in spans],
        )
    )


def rates_of(age: float, span: int) -> Rate | None:
    """Return the base rate of going on for wars between states of the package's table; None where none lasted longer.

    age : months. span : months beyond it. The laws are fitted once.
    """
    by_treatment, laws = _shipped()
    if not any((one.lasted > age).any() for one in by_treatment.values()):
        return None
    return _rate(by_treatment, laws, age, span)


@cache
def _shipped() -> tuple[Mapping[str, Durations], Mapping[str, Mapping[str, tuple[float, float]]]]:
    wars = load_wars("interstate", None)
    by_treatment = {treatment: durations(wars, treatment) for treatment in TREATMENTS}
    return by_treatment, {treatment: fitted(one) for treatment, one in by_treatment.items()}


def _named(wars: Iterable[War]) -> dict[str, float]:
    return {war.name: round(war.months, 1) for war in wars}


def _rate(
    by_treatment: Mapping[str, Durations], laws: Mapping[str, Mapping[str, tuple[float, float]]], age: float, span: int
) -> Rate:
    estimates = []
    for treatment, lasted in by_treatment.items():
        found = {"kaplan_meier": kaplan_meier(lasted, age, span), "constant": constant_hazard(lasted, AFTER, span)}
        found |= {name: Share(parametric(name, *law, age, span)) for name, law in laws[treatment].items()}
        for name in METHODS:
            if (one := found[name]) is not None:
                estimates.append(
                    Estimate(method=name, transformed=treatment, value=one.value, low=one.low, high=one.high)
                )
    values = [one["value"] for one in estimates]
    return Rate(months=span, low=min(values), high=max(values), estimates=estimates)
