"""The reference page of scenario files, written from the schema's own declarations.

python -m ripeness.schema.reference_page > docs/scenario-reference.md
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ripeness.schema.calendar import read_date, read_month, read_months
from ripeness.schema.claims.measure import MEASURES, Measure
from ripeness.schema.content import FIXED
from ripeness.schema.declaration import Declaration
from ripeness.schema.quantity import FORMS, Quantity
from ripeness.schema.scenario import Scenario
from ripeness.schema.subsection import held
from ripeness.schema.units import EXAMPLES

HEAD = """# What a scenario file may say

Generated from the schema by `python -m ripeness.schema.reference_page`; do not edit. `ripeness schema` prints
the same as a JSON Schema for editors, and `ripeness new NAME` writes a commented scenario to begin from.

A scenario is a YAML file. Its sections follow in the order in which they are read; keys in capitals (`NAME`,
`YYYY-MM`) stand for names or months of your own. Unknown keys are errors. A field without a default must be stated
where its section is; *left out* means that the field may be absent. Every section also takes a `note` and a
`source`, which its numbers inherit. `plans` are weighed by `ripeness plans`, and change no
forecast but one with a plan signed.
"""

FORM_EXAMPLES = {
    "point": "4 %/month",
    "normal": "{mean: 0.5, sd: 0.03}",
    "lognormal": "{median: 100 bn USD, p10: 60 bn USD, p90: 150 bn USD}",
    "beta": "{mean: 0.05, strength: 75}",
    "uniform": "{low: 0.4, high: 0.6}",
    "triangular": "{low: 0.4, mode: 0.5, high: 0.6}",
    "discrete": "{values: [0, 1], weights: [3, 1]}",
}

FIXED_TOO = (*FIXED, "calendar", "actors")
"""Sections that no epoch and no lever can change."""

READERS: dict[Any, str] = {
    read_month: "month, `YYYY-MM`",
    read_date: "date, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`",
    read_months: "months: `60`, `60 months` or `5 years`",
}
"""What the calendar's readers take, in words."""

HEADER = "| field | unit | possible values | default | meaning |\n|---|---|---|---|---|"


def page() -> str:
    """Return the page as Markdown."""
    top = [_row(name, field) for name, field in Scenario.model_fields.items() if not _sections_of(field)]
    parts = [HEAD, _numbers(), "## The top of the file\n\n" + "\n".join([HEADER, *top])]
    for name, field in Scenario.model_fields.items():
        parts += _tables(name, field, level=2)
    parts.append(_measures())
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _numbers() -> str:
    rows = [f"| {kind} | {', '.join(FORMS[kind])} | `{FORM_EXAMPLES[kind]}` |" for kind in FORMS]
    told = (
        "## Numbers\n\n"
        "A number is stated as a value or as a distribution, with its unit (fields of unit 1 take bare numbers or "
        "percentages), and may add `source` (`judgement`, `recalled`, a key of `sources`, or such a key with `#` and a "
        "paragraph), `note` and `as_of`. `known_from: YYYY-MM` says from when on "
        "it could have been stated so, and `before` what would have been stated until then: a back-test reads both. "
        "Units are converted; a value outside the possible ones is an error. Distributions are cut off at the ends of "
        "the possible values; `ripeness check` warns where this moves the mean or the median by more than a tenth. A "
        "chance or share of a month may be stated for another length of time: it then compounds (30 %/year is 2.93 % "
        "in each month, not 2.5 %), and `ripeness check` says so. Money and costs are divided."
    )
    forms = ["| form | keys | example |", "|---|---|---|", *rows]
    units = ["| unit | for example |", "|---|---|", *(f"| {unit} | `{one}` |" for unit, one in EXAMPLES.items())]
    return "\n".join([told, "", *forms, "", *units])


def _measures() -> str:
    rows = [f"| `{name}` | {one.unit} | {one.meaning} | {_known(one)} |" for name, one in MEASURES.items()]
    told = (
        "### Quantities of claims\n\n"
        "What `quantity` may name. Shares of wars are shares of those that still go on in that month, inside one set "
        "of assumptions. Months are counted from `as_of`, or written as `YYYY-MM`; `baseline` is the calendar's "
        "baseline: for a probability of having ended, the twelve months after it as seen from it."
    )
    return "\n".join([told, "", "| quantity | unit | meaning | also known |", "|---|---|---|---|", *rows])


def _known(one: Measure) -> str:
    words = {"before as_of": one.past, "at the baseline": one.baseline or one.past, "in a side's eyes": one.eyes}
    return ", ".join([word for word, known in words.items() if known] + ([f"needs `{one.needs}`"] if one.needs else []))


def _tables(path: str, field: FieldInfo, level: int) -> Iterator[str]:
    """Yield the table of a section, then those of the sections inside it."""
    for section, key in _sections_of(field):
        place = path + key
        inner = {field.alias or name: field for name, field in section.model_fields.items()}
        rows = [_row(name, one) for name, one in inner.items() if not _sections_of(one) and not _shared(name, one)]
        described = None if key.startswith(" (") else field.description
        meaning = _sentence(described or section.__doc__ or "")
        remark = _remark(place, field, level)
        yield "\n\n".join(
            [f"{'#' * level} `{place}`", f"{meaning}{remark}", *(["\n".join([HEADER, *rows])] if rows else [])]
        )
        for name, one in inner.items():
            yield from _tables(f"{place}.{name}", one, min(level + 1, 4))


def _remark(place: str, field: FieldInfo, level: int) -> str:
    remarks = []
    if level == 2 and field.is_required():
        remarks.append("Must be stated.")
    if level == 2 and place.removesuffix(".NAME") in FIXED_TOO:
        remarks.append("No epoch and no lever changes it.")
    return "".join(f" {remark}" for remark in remarks)


def _row(name: str, field: FieldInfo) -> str:
    key = field.alias or name
    declared = next((one for one in field.metadata if isinstance(one, Declaration)), None)
    if declared is None:
        cells = ["", _words(field.annotation, field.metadata), _default(field), field.description or ""]
    else:
        cells = [_unit(declared), _possible(declared, field.annotation), _default(field), declared.meaning]
    if declared is not None and declared.kind == "numbers":
        key = f"{key}.NAME"
    return "| " + " | ".join([f"`{key}`", *(cell.replace("|", r"\|") for cell in cells)]) + " |"


def _unit(declared: Declaration) -> str:
    return declared.unit if declared.kind in ("number", "numbers") else ""


def _possible(declared: Declaration, annotation: Any) -> str:
    match declared.kind:
        case "number" | "numbers":
            of = f", one for each of some {declared.of}" if declared.of else ""
            return f"{replace(declared, unit='1').support()}{', or inf' if declared.infinite else ''}{of}"
        case "flag":
            return "true or false"
        case "count":
            return f"whole number, at least {declared.low:g}"
        case "real":
            return "number"
        case "names":
            return " or ".join([f"list of {declared.of}", *(f"`{word}`" for word in declared.also)])
        case _:
            return f"the name of one of `{declared.of}`" if declared.of else _words(annotation)


def _words(annotation: Any, metadata: Sequence[Any] = ()) -> str:
    """What a plain field takes, in words."""
    for one in metadata:
        if reader := READERS.get(getattr(one, "func", None)):
            return reader
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _words(inside[0], inside[1:])
    if origin in (Union, UnionType):
        return " or ".join(dict.fromkeys(_words(one) for one in inside if one is not NoneType))
    if origin is Literal:
        return ", ".join(f"`{word}`" for word in inside)
    if origin is dict:
        return "mapping"
    if origin is tuple:
        return "name or list of names"
    return {str: "text", int: "whole number", float: "number", bool: "true or false"}.get(annotation, "text")


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return ""
    value = field.get_default(call_default_factory=True)
    if value is None:
        return "*left out*"
    if isinstance(value, Quantity):
        stated = value.centre
        return "inf" if math.isinf(stated) else f"{stated:g}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "none" if value in ((), {}) else str(value)


def _sections_of(field: FieldInfo) -> list[tuple[type[BaseModel], str]]:
    """Sections that a field holds, each with what its path adds: nothing, or the name of one of many."""
    return list(_alternatives(held(field)))


def _alternatives(kind: Any) -> Iterator[tuple[type[BaseModel], str]]:
    if _is_section(kind):
        yield kind, ""
    elif get_origin(kind) in (Union, UnionType):
        for one in get_args(kind):
            yield from _alternatives(one)
    elif get_origin(kind) is Annotated:  # one of several forms, told apart by their names
        yield from ((form, key or f" ({form.__name__})") for form, key in _alternatives(get_args(kind)[0]))
    elif get_origin(kind) is dict and _is_section(get_args(kind)[1]):
        yield get_args(kind)[1], ".YYYY-MM" if get_args(kind)[1].__name__ == "Observation" else ".NAME"
    elif get_origin(kind) is tuple and _is_section(get_args(kind)[0]):
        yield get_args(kind)[0], "[]"


def _shared(name: str, field: FieldInfo) -> bool:
    """Whether a field is one of those that the head of the page explains for every section."""
    return name in ("note", "source") and not field.is_required()


def _is_section(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _sentence(text: str) -> str:
    line = " ".join(text.split("\n\n")[0].split())
    return line[:1].upper() + line[1:] + ("" if line.endswith((".", "?", "!")) else ".")


if __name__ == "__main__":
    print(page(), end="")
