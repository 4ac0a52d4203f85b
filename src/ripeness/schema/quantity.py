"""A quantity: a number with what is known of it: its distribution, unit, source and note."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ripeness.schema.nearest import nearest
from ripeness.schema.units import UnitError, months_of, read, split, spread_of_a_month

Z90 = 1.2815515655446004
"""The standard normal's 90 % point: p10 and p90 lie this many standard deviations from the median."""

FORMS: dict[str, tuple[str, ...]] = {
    "point": ("value",),
    "normal": ("mean", "sd"),
    "lognormal": ("median", "p10", "p90"),
    "beta": ("mean", "strength"),
    "uniform": ("low", "high"),
    "triangular": ("low", "mode", "high"),
    "discrete": ("values", "weights"),
}
"""The keys by which each kind of distribution is written."""

LEAST_STRENGTH, MOST_STRENGTH = 0.01, 1e9
"""Strengths of beta distributions that can be drawn: outside, draws are 0, 1 or one number."""

REMARKS = ("source", "note", "as_of", "known_from", "before")
DEFAULT = ("default",)
"""The source of a number that the file leaves to the schema."""


@dataclass(frozen=True)
class Quantity:
    """A number, certain or not, in the unit that its field is kept in.

    ``parameters`` holds floats (tuples for ``discrete``, whose weights sum to 1) under the keys of
    ``FORMS``. ``low`` and ``high`` are the field's support: a normal or lognormal is cut off there
    when it is drawn. ``compounds``: it is the chance or share of a month; ``compounded``: what the file states
    for another length of time, of which it is what one month must have. ``known_from``: month from which somebody could
    have stated it so; ``before``: what would have been stated until then. Neither is computed with.
    """

    kind: str
    parameters: Mapping[str, Any]
    unit: str = "1"
    low: float = -math.inf
    high: float = math.inf
    source: tuple[str, ...] = ()
    note: str | None = None
    as_of: str | None = None
    compounds: bool = False
    compounded: str = ""
    known_from: str | None = None
    before: Quantity | None = None

    @property
    def uncertain(self) -> bool:
        """Whether draws of this number differ."""
        return self.kind != "point"

    @property
    def centre(self) -> float:
        """The median where it has a short formula (the mean for beta)."""
        p = self.parameters
        if self.kind == "triangular":
            return _triangular_median(p["low"], p["mode"], p["high"])
        if self.kind == "discrete":
            return _discrete_median(p["values"], p["weights"])
        if self.kind == "uniform":
            return float((p["low"] + p["high"]) / 2)
        return float(p[FORMS[self.kind][0]])

    @property
    def log_spread(self) -> tuple[float, float]:
        """Standard deviations of the logarithm below and above a lognormal's median."""
        p = self.parameters
        return math.log(p["median"] / p["p10"]) / Z90, math.log(p["p90"] / p["median"]) / Z90

    def written(self) -> dict[str, Any]:
        """Return the quantity as a file would state it; read again, it is the same quantity."""
        suffix = "" if self.unit == "1" else f" {self.unit}"
        plain = {"weights"} | ({"strength"} if self.kind == "beta" else set())

        def text(key: str, value: Any) -> Any:
            if isinstance(value, tuple):
                return [text(key, one) for one in value]
            return value if key in plain or not suffix or math.isinf(value) else f"{value!r}{suffix}"

        stated = {key: text(key, value) for key, value in self.parameters.items()}
        remarks = {"source": list(self.source), "note": self.note, "as_of": self.as_of, "known_from": self.known_from}
        if self.before is not None:
            stated["before"] = {
                key: one for key, one in self.before.written().items() if key not in ("source", "note", "as_of")
            }
        return stated | {key: value for key, value in remarks.items() if value}


def point(value: float, unit: str, low: float, high: float, source: tuple[str, ...]) -> Quantity:
    """Return a certain number."""
    return Quantity("point", {"value": float(value)}, unit, low, high, source)


def parse(raw: Any, unit: str, *, infinite: bool = False, compounds: bool = False) -> tuple[str, dict[str, Any]]:
    """Return the kind and the parameters, in ``unit``, of a number as written in a file."""
    if not isinstance(raw, Mapping):
        return "point", {"value": read(raw, unit, infinite=infinite, compounds=compounds)}
    stated = {key: value for key, value in raw.items() if key not in REMARKS}
    kind = _kind(stated)
    plain = {"weights": "1", "strength": "1"} if kind in ("beta", "discrete") else {}
    parameters: dict[str, Any] = {}
    for key in FORMS[kind]:
        if key not in stated:
            continue
        own_unit = plain.get(key, unit)
        if key in ("values", "weights"):
            parameters[key] = _read_list(key, stated[key], own_unit, compounds and key not in plain)
        elif key == "sd" and compounds:
            parameters[key] = spread_of_a_month(stated[key], parameters["mean"])
        else:
            limitless = infinite and kind == "point"
            monthly = compounds and key not in plain
            parameters[key] = read(stated[key], own_unit, infinite=limitless, compounds=monthly)
    _CHECKS[kind](parameters)
    return kind, parameters


def outside(kind: str, parameters: Mapping[str, Any], low: float, high: float, above: bool) -> str | None:
    """Say which part of a distribution lies outside the support, or return None."""
    if kind == "beta":
        return None if low <= 0 and high >= 1 else "a beta distribution, which spans 0 to 1,"
    if kind == "normal":
        stated = [parameters["mean"]]
    elif kind == "discrete":
        stated = list(parameters["values"])
    else:
        stated = list(parameters.values())
    for value in stated:
        if value < low or value > high or (above and value <= low):
            return f"{value:g}"
    return None


def compounded(raw: Any) -> str:
    """Return what of a monthly chance is stated for another length of time, as written; empty if nothing is."""
    stated = raw.items() if isinstance(raw, Mapping) else (("", raw),)
    pieces = []
    for key, value in stated:
        if key in ("strength", "weights", *REMARKS):
            continue
        written = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
        if any(split(one)[1] and months_of(split(one)[1]) != 1 for one in written):
            pieces.append(f"{key} {', '.join(written)}".strip())
    return ", ".join(pieces)


def _kind(stated: Mapping[str, Any]) -> str:
    keys = set(stated)
    for kind, form in FORMS.items():
        if keys == set(form) or (kind == "discrete" and keys == {"values"}):
            return kind
    known = sorted({key for form in FORMS.values() for key in form} | set(REMARKS))
    forms = "; ".join(", ".join(form) for form in FORMS.values())
    fix = f"A number is stated by one of these sets of keys: {forms}"
    for key in stated:
        if key not in known:
            guess = nearest(str(key), known)
            meant = f"Did you mean {guess!r}? " if guess else ""
            raise UnitError(f"{key!r} is not a key of a number", meant + fix)
    given = ", ".join(map(str, stated)) if stated else "no value"
    raise UnitError(f"{given} do not make a number" if stated else "the number has no value", fix)


def _read_list(key: str, raw: Any, unit: str, compounds: bool = False) -> tuple[float, ...]:
    if not isinstance(raw, list) or not raw:
        raise UnitError(f"{key} is not a list of numbers", f"Write for example {key}: [0.2, 0.8]")
    return tuple(read(one, unit, compounds=compounds) for one in raw)


def _check_normal(p: dict[str, Any]) -> None:
    if p["sd"] <= 0:
        raise UnitError("sd is not above 0", f"Write a positive sd, or value: {p['mean']:g} if certain")


def _check_lognormal(p: dict[str, Any]) -> None:
    if not 0 < p["p10"] < p["median"] < p["p90"]:
        raise UnitError("not 0 < p10 < median < p90", "Put the three in that order, all above 0")


def _check_beta(p: dict[str, Any]) -> None:
    if not 0 < p["mean"] < 1 or p["strength"] <= 0:
        fix = "Write a mean inside 0 to 1 and a strength above 0 (the number of observations it is worth)"
        raise UnitError("a beta needs 0 < mean < 1 and strength > 0", fix)
    if not LEAST_STRENGTH <= p["strength"] <= MOST_STRENGTH or min(p["mean"], 1 - p["mean"]) * p["strength"] < 1e-3:
        fix = f"Write a strength from {LEAST_STRENGTH:g} to {MOST_STRENGTH:g} and a mean away from 0 and 1, or value:"
        raise UnitError("so weak, strong or one-sided a beta cannot be drawn", fix)


def _check_uniform(p: dict[str, Any]) -> None:
    if not p["low"] < p["high"]:
        raise UnitError("low is not below high", "Exchange them, or write value: if it is certain")


def _check_triangular(p: dict[str, Any]) -> None:
    if not p["low"] <= p["mode"] <= p["high"] or p["low"] == p["high"]:
        raise UnitError("not low <= mode <= high", "Put the three in that order, low below high")


def _check_discrete(p: dict[str, Any]) -> None:
    weights = p.get("weights", (1.0,) * len(p["values"]))
    if len(weights) != len(p["values"]):
        what = f"{len(p['values'])} values but {len(weights)} weights"
        raise UnitError(what, "Write one weight for each value")
    if min(weights) <= 0:
        raise UnitError("a weight is not above 0", "Leave out values that cannot occur")
    total = math.fsum(weights)
    if min(weights) < 1e-12 * total:
        raise UnitError("a weight is too small beside the others to be drawn", "Leave the value out")
    p["weights"] = tuple(weight / total for weight in weights)


_CHECKS = {
    "point": lambda p: None,
    "normal": _check_normal,
    "lognormal": _check_lognormal,
    "beta": _check_beta,
    "uniform": _check_uniform,
    "triangular": _check_triangular,
    "discrete": _check_discrete,
}


def _triangular_median(low: float, mode: float, high: float) -> float:
    if mode >= (low + high) / 2:
        return low + math.sqrt((high - low) * (mode - low) / 2)
    return high - math.sqrt((high - low) * (high - mode) / 2)


def _discrete_median(values: tuple[float, ...], weights: tuple[float, ...]) -> float:
    reached = 0.0
    for value, weight in sorted(zip(values, weights, strict=True)):
        reached += weight
        if reached >= 0.5 - 1e-12:
            return value
    return max(values)
