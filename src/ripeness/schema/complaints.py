"""Pydantic's errors, said as sentences that a reader of the file can act on."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from ripeness.schema.claims.condition import FORMS
from ripeness.schema.document import Document, Path
from ripeness.schema.leaves import Member, members
from ripeness.schema.nearest import advice
from ripeness.schema.subsection import held

_WANTED = {
    "string_type": ("text", "Write text; put it in quotes if it looks like a number"),
    "int_type": ("a whole number", "Write digits only, without a unit"),
    "int_from_float": ("a whole number", "Write digits only, without a unit"),
    "float_type": ("a number", "Write digits only, without a unit"),
    "float_parsing": ("a number", "Write digits only, without a unit"),
    "bool_type": ("true or false", "Write true or false"),
    "tuple_type": ("a list", "Write a list: [one, two], or lines that begin with -"),
    "list_type": ("a list", "Write a list: [one, two], or lines that begin with -"),
    "model_type": ("a section", "Write its keys, indented, on the lines below"),
    "dict_type": ("a section", "Write its keys, indented, on the lines below"),
}


def report_all(error: ValidationError, root: type[BaseModel], document: Document) -> None:
    """Hand every error of a validation to the document, each as what, where and what to do."""
    told: set[tuple[Path, str]] = set()
    for one in error.errors(include_url=False):
        place = _place(one["loc"], one["type"], document)
        what, fix = _sentence(dict(one), place, root, document)
        if (place, what) not in told:
            told.add((place, what))
            document.report(place, what, fix)


def _place(loc: tuple[int | str, ...], kind: str, document: Document) -> Path:
    """Return the part of pydantic's location that is a path in the file."""
    place: Path = ()
    for token in map(str, loc):
        if (*place, token) not in document.lines and token in FORMS:
            continue  # which of several forms was read
        if (*place, token) not in document.lines:
            return (*place, token) if kind == "missing" and token == str(loc[-1]) else place
        place = (*place, token)
    return place


def _sentence(one: dict[str, Any], place: Path, root: type[BaseModel], document: Document) -> tuple[str, str]:
    kind, context, given = one["type"], one.get("ctx", {}), one.get("input")
    if kind == "ripeness":
        return context["what"], context["fix"]
    root, within = _within(root, place, one["loc"])
    if kind == "extra_forbidden":
        return f"{place[-1]!r} is not a known key here", advice(place[-1], keys_at(root, within[:-1]), "key")
    if kind == "missing":
        return f"{place[-1]} is missing", _how_to_state(root, within)
    if given is None and kind in _WANTED:
        return "the value is empty", f"Write {_WANTED[kind][0]}, or take the key out"
    if kind in _WANTED:
        wanted, fix = _WANTED[kind]
        return f"{_short(given)} is not {wanted}", fix
    if kind == "literal_error":
        options = tuple(word.strip("' ") for word in context["expected"].replace(" or ", ", ").split(", "))
        return f"{_short(given)} is not possible here", advice(str(given), options, "value")
    if kind == "greater_than_equal":
        return f"{_short(given)} is too small", f"Write {context['ge']} or more"
    if kind == "less_than_equal":
        return f"{_short(given)} is too large", f"Write {context['le']} or less"
    return f"{_short(given)}: {one['msg']}", "Correct the value; `ripeness schema` says what is possible"


def _within(root: type[BaseModel], place: Path, loc: tuple[int | str, ...]) -> tuple[type[BaseModel], Path]:
    """Return the section to look in and the path from it: a form of several starts a walk of its own."""
    for number, token in enumerate(loc):
        if token in FORMS and str(token) not in place[number : number + 1]:
            return FORMS[str(token)], place[number:]
    return root, place


def keys_at(root: type[BaseModel], place: Path) -> tuple[str, ...]:
    """Return the keys that a section of the file may have."""
    section: Any = root
    named = False
    for token in place:
        if named:
            named = False
            continue
        found = next((field for name, field in section.model_fields.items() if token in (name, field.alias)), None)
        inner = _sections(held(found)) if found else []
        if not inner:
            return ()
        section, named = inner[0]
    return tuple(field.alias or name for name, field in section.model_fields.items())


def _sections(annotation: Any) -> list[tuple[Any, bool]]:
    """Return the section in a field's type, and whether the file puts names or positions before it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [(annotation, False)]
    within = [found for one in get_args(annotation) for found in _sections(one)]
    several = getattr(annotation, "__origin__", None) in (dict, tuple)
    return [(section, named or several) for section, named in within]


def _how_to_state(root: type[BaseModel], place: Path) -> str:
    member = _member(root, place)
    if member is None or member.declared is None:
        return f"Add {place[-1]}:"
    declared = member.declared
    if declared.kind == "number":
        from ripeness.schema.units import example

        return f"Add {place[-1]}: {example(declared.unit)} ({declared.meaning})"
    options = f"one of {', '.join(map(str, declared.also))}: " if declared.also else ""
    return f"Add {place[-1]}: {options}{declared.meaning}"


def _member(root: type[BaseModel], place: Path) -> Member | None:
    section: type[BaseModel] | None = root
    found: Member | None = None
    skip = False
    for token in place:
        if skip or section is None:
            skip = False
            continue
        found = next((one for one in members(section) if one.key == token), None)
        if found is None:
            return None
        section, skip = found.section, found.named
    return found


def _short(given: Any) -> str:
    if isinstance(given, dict | list):
        return "a section" if isinstance(given, dict) else "a list"
    text = {True: "true", False: "false"}[given] if isinstance(given, bool) else repr(given)
    return text if len(text) <= 60 else text[:57] + "..."
