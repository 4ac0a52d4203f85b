"""What a field may hold, declared once: meaning, unit, support, default.

Errors, the JSON Schema, the reference pages and the sliders are all fed from these declarations. A
field is written, for example,

    attending: Quantity = number("1/month", 0, 1, "what attending talks costs the attacker", 0)

and a number that a mechanism declares beside itself stands there alone; the field names it by its path:

    battle_odds: Quantity = stated(BATTLE, "truth.battle_odds")
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import core_schema

from ripeness.model.declared import Declared
from ripeness.schema import drawn
from ripeness.schema.calendar import read_month
from ripeness.schema.document import check_name, complaint, document_of
from ripeness.schema.nearest import advice
from ripeness.schema.quantity import DEFAULT, REMARKS, Quantity, compounded, outside, parse, point
from ripeness.schema.reference import read_source
from ripeness.schema.units import UnitError, example

REQUIRED: Any = ...


@dataclass(frozen=True)
class Declaration:
    """What one field of a scenario may hold.

    ``kind`` is ``number``, ``numbers`` (a number for each name), ``flag``, ``count``, ``real``,
    ``choice`` or ``names``. ``above`` excludes the support's lower end; ``infinite`` lets ``inf`` in.
    ``compounds``: the chance or share of a month, of which one of a year compounds.
    """

    kind: str
    meaning: str
    unit: str = "1"
    low: float = -math.inf
    high: float = math.inf
    default: Any = REQUIRED
    above: bool = False
    infinite: bool = False
    compounds: bool = False
    of: str = ""
    also: tuple[str, ...] = ()

    def is_default(self, value: Any) -> bool:
        """Say whether a value is what the field holds where the file says nothing of it."""
        if isinstance(value, Quantity) and isinstance(self.default, int | float) and not isinstance(self.default, bool):
            return not value.uncertain and value.centre == self.default
        return type(value) is type(self.default) and value == self.default

    def support(self) -> str:
        """Say in words what values are possible."""
        share = self.unit == "1/month"
        unit = "" if self.unit == "1" else " %/month" if share else f" {self.unit}"
        low, high = (f"{100 * end if share else end:g}" for end in (self.low, self.high))
        if math.isinf(self.low) and math.isinf(self.high):
            return "any number"
        if math.isinf(self.high):
            return f"{'above' if self.above else 'at least'} {low}{unit}"
        if math.isinf(self.low):
            return f"at most {high}{unit}"
        return f"{'above ' if self.above else ''}{low} to {high}{unit}"

    def read(self, raw: Any, info: ValidationInfo) -> Quantity | None:
        """Return the quantity that ``raw`` states, or complain."""
        if raw is None and self.default is None:
            return None
        if raw is None:
            raise complaint("the value is empty", f"Write for example `{example(self.unit)}`")
        try:
            kind, parameters = parse(raw, self.unit, infinite=self.infinite, compounds=self.compounds)
            stated = compounded(raw) if self.compounds else ""
        except UnitError as error:
            raise complaint(str(error), error.fix) from None
        wrong = outside(kind, parameters, self.low, self.high, self.above)
        if wrong:
            fix = f"Write a value in {self.support()} ({self.meaning})"
            raise complaint(f"{wrong} lies outside the range of the field, {self.support()}", fix)
        remarks = raw if isinstance(raw, Mapping) else {}
        found = Quantity(
            kind,
            parameters,
            self.unit,
            self.low,
            self.high,
            self._source(remarks, info),
            _text(remarks.get("note")),
            read_month(remarks["as_of"]) if remarks.get("as_of") is not None else None,
            self.compounds,
            stated,
            read_month(remarks["known_from"]) if remarks.get("known_from") is not None else None,
            self._before(remarks, info),
        )
        undrawable = drawn.refused(found, self.above)
        if undrawable:
            raise complaint(*undrawable)
        return found

    def _before(self, remarks: Mapping[str, Any], info: ValidationInfo) -> Quantity | None:
        """Return what would have been stated before the number was known, where the file says so."""
        if remarks.get("before") is None:
            return None
        if remarks.get("known_from") is None:
            raise complaint("the number says what it was before, and not until when", "Add known_from: YYYY-MM")
        raw = remarks["before"]
        if not isinstance(raw, Mapping) or any(key in REMARKS for key in raw):
            raise complaint("before is no distribution", "Write for example before: {low: 0.2, high: 0.8}")
        return self.read({**raw, "source": remarks.get("source"), "note": remarks.get("note")}, info)

    def read_setting(self, raw: Any, info: ValidationInfo) -> Any:
        """Return what an epoch sets the field to: a number, or a plain setting of its kind."""
        if self.kind in ("number", "numbers"):
            return self.read(raw, info)
        if self.kind == "names":
            return self._read_names(raw, info)
        if self.kind == "flag":
            if not isinstance(raw, bool):
                raise complaint(f"{raw!r} is neither true nor false", "Write true or false")
        elif self.of:
            return check_name(raw, self.of, info)
        elif raw not in self.also:
            raise complaint(f"{raw!r} is not possible here", advice(str(raw), self.also, "value"))
        return raw

    def stated(self, value: float, source: str) -> Quantity:
        """Return a certain number of this field."""
        return point(value, self.unit, self.low, self.high, (source,))

    def _source(self, remarks: Mapping[str, Any], info: ValidationInfo) -> tuple[str, ...]:
        """Return the number's own source, else its section's, else the scenario's."""
        if remarks.get("source") is not None:
            note = remarks.get("note") or (info.data or {}).get("note")
            return read_source(remarks["source"], info, note)
        section = (info.data or {}).get("source")
        if section:
            return tuple(section)
        stated = document_of(info).data.get("source_unless_stated")
        if stated is None:
            fix = "Add source: judgement (or a key of sources), or set source_unless_stated at the top"
            raise complaint("the number has no source", fix)
        return tuple(str(one) for one in stated) if isinstance(stated, list) else (str(stated),)

    def _read_key(self, raw: Any, info: ValidationInfo) -> str:
        return check_name(raw, self.of, info)

    def _read_names(self, raw: Any, info: ValidationInfo) -> Any:
        if isinstance(raw, str) and raw in self.also:
            return raw
        if not isinstance(raw, list):
            known = advice("", document_of(info).names(self.of), self.of[:-1])
            raise complaint(f"{raw!r} is not a list of {self.of}", f"Write a list, [like, this]. {known}")
        return tuple(check_name(name, self.of, info) for name in raw)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        plain = core_schema.with_info_plain_validator_function
        if self.kind == "number":
            return plain(self.read)
        if self.kind == "numbers":
            return core_schema.dict_schema(plain(self._read_key), plain(self.read))
        return plain(self._read_names) if self.kind == "names" else handler(source)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        number = {"$form": "number" if self.unit == "1" else "measure"}
        if self.kind == "number":
            support = {"x-low": self.low, "x-high": self.high}
            finite = {key: value for key, value in support.items() if math.isfinite(value)}
            optional = {"anyOf": [number, {"type": "null"}]} if self.default is None else number
            return {**optional, "x-unit": self.unit, **finite}
        if self.kind == "numbers":
            return {"type": "object", "additionalProperties": number}
        if self.kind == "names":
            names: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
            return {"anyOf": [names, {"enum": list(self.also)}]} if self.also else names
        return handler(schema)


def number(
    unit: str,
    low: float,
    high: float,
    meaning: str,
    default: Any = REQUIRED,
    *,
    above: bool = False,
    infinite: bool = False,
    compounds: bool = False,
    alias: str | None = None,
) -> Any:
    """Declare a quantity: unit kept in, support, meaning, default (None: may be left out), whether it compounds."""
    declared = Declaration("number", meaning, unit, low, high, default, above, infinite, compounds)
    if isinstance(default, int | float):
        default = point(default, unit, low, high, DEFAULT)
    return _field(declared, default, **({} if alias is None else {"alias": alias}))


def stated(declared: Declared, path: str, alias: str | None = None) -> Any:
    """Declare the quantity that a mechanism declares under a path; `alias` : its key, where Python cannot spell it."""
    one = declared.numbers[path]
    return number(
        one.unit,
        one.low,
        one.high,
        one.meaning,
        one.default,
        above=one.above,
        infinite=one.infinite,
        compounds=one.compounds,
        alias=alias,
    )


def numbers(of: str, unit: str, low: float, high: float, meaning: str) -> Any:
    """Declare a quantity for each of some actors or issues."""
    return _field(Declaration("numbers", meaning, unit, low, high, of=of), None, default_factory=dict)


def flag(meaning: str, default: bool) -> Any:
    """Declare a yes or no."""
    return _field(Declaration("flag", meaning, default=default), default)


def real(meaning: str, default: float) -> Any:
    """Declare a plain number that is a setting, not an assumption."""
    return _field(Declaration("real", meaning, default=default), default, strict=False)


def count(meaning: str, low: int, high: int, default: Any = REQUIRED) -> Any:
    """Declare a whole number from ``low`` to ``high``."""
    return _field(Declaration("count", meaning, low=low, high=high, default=default), default, ge=low, le=high)


def choice(meaning: str, default: Any = REQUIRED, of: str = "") -> Any:
    """Declare one of a few words, listed by the field's ``Literal``, or the name of one ``of`` some."""
    return _field(Declaration("choice", meaning, default=default, of=of), default)


def names(of: str, meaning: str, default: Any = REQUIRED, also: tuple[str, ...] = ()) -> Any:
    """Declare a list of the scenario's actors or issues (or one of the words ``also``)."""
    return _field(Declaration("names", meaning, default=default, of=of, also=also), default)


def _field(declared: Declaration, default: Any, **rest: Any) -> Any:
    if "default_factory" not in rest:
        rest["default"] = default
    made: Any = Field(description=declared.meaning, **rest)
    made.metadata.append(declared)
    return made


def _text(raw: Any) -> str | None:
    if raw is None:
        return None
    if not isinstance(raw, str | int | float):
        raise complaint("the note is not a text", f"Write the note as one text, not {type(raw).__name__}")
    return str(raw)


__all__ = ["REMARKS", "Declaration", "choice", "count", "flag", "names", "number", "numbers", "real", "stated"]
