"""Leaves: every field of a scenario's sections by its dotted path.

The walk follows the types, so that one declaration per field is enough for the loader, the compiler
and the reference pages alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from ripeness.schema.declaration import Declaration
from ripeness.schema.quantity import Quantity
from ripeness.schema.subsection import held


@dataclass(frozen=True)
class Leaf:
    """The value of a field in an epoch, and the path of the assumption that put it there."""

    assumption: str
    value: Quantity | bool | str | int | float | tuple[str, ...] | None


@dataclass(frozen=True)
class Member:
    """A field of a section: a declared leaf, a section, or a section for each name."""

    key: str
    attribute: str
    declared: Declaration | None = None
    section: type[BaseModel] | None = None
    named: bool = False
    optional: bool = False


@cache
def members(section: type[BaseModel]) -> tuple[Member, ...]:
    """Return the leaves and sections of a section, in the order of its declaration."""
    return tuple(_members(section))


def declared_paths(
    section: type[BaseModel], data: Any, prefix: str = "", present: bool = True
) -> Iterator[tuple[str, Declaration, bool]]:
    """Yield path and declaration of each leaf, given the file's plain data, and whether its section is present."""
    data = data if isinstance(data, Mapping) else {}
    for member in members(section):
        path, below = prefix + member.key, data.get(member.key)
        if member.declared is not None and member.declared.kind == "numbers":
            for name in below if isinstance(below, Mapping) else ():
                yield f"{path}.{name}", member.declared, present
        elif member.declared is not None:
            yield path, member.declared, present
        elif member.section is not None and member.named:
            for name, one in below.items() if isinstance(below, Mapping) else ():
                yield from declared_paths(member.section, one, f"{path}.{name}.", present)
        elif member.section is not None:
            there = present and (isinstance(below, Mapping) or not member.optional)
            yield from declared_paths(member.section, below, f"{path}.", there)


def values(section: type[BaseModel], model: BaseModel | None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield path and value of each leaf of a section; None for all of a section that is left out."""
    for member in members(section):
        path = prefix + member.key
        below = None if model is None else getattr(model, member.attribute)
        if member.declared is not None and member.declared.kind == "numbers":
            yield from ((f"{path}.{name}", value) for name, value in (below or {}).items())
        elif member.declared is not None:
            yield path, below
        elif member.section is not None and member.named:
            for name, one in (below or {}).items():
                yield from values(member.section, one, f"{path}.{name}.")
        elif member.section is not None:
            yield from values(member.section, below, f"{path}.")


def declarations(section: type[BaseModel], model: BaseModel, prefix: str = "") -> Iterator[tuple[str, Declaration]]:
    """Yield path and declaration of each leaf of the sections that are there."""
    for member in members(section):
        path, below = prefix + member.key, getattr(model, member.attribute)
        if member.declared is not None and member.declared.kind == "numbers":
            yield from ((f"{path}.{name}", member.declared) for name in below or {})
        elif member.declared is not None:
            yield path, member.declared
        elif member.section is not None and member.named:
            for name, one in (below or {}).items():
                yield from declarations(member.section, one, f"{path}.{name}.")
        elif member.section is not None and below is not None:
            yield from declarations(member.section, below, f"{path}.")


def sections(section: type[BaseModel], model: BaseModel, prefix: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the path of each section that might have been left out, and the names in those that hold a section each."""
    for member in members(section):
        path, below = prefix + member.key, getattr(model, member.attribute)
        if member.section is None or below is None or member.declared is not None:
            continue
        if member.named:
            if below:
                yield path, tuple(below)
            for name, one in below.items():
                yield from sections(member.section, one, f"{path}.{name}.")
        else:
            if member.optional:
                yield path, ()
            yield from sections(member.section, below, f"{path}.")


def _members(section: type[BaseModel]) -> Iterator[Member]:
    for attribute, field in section.model_fields.items():
        key = field.alias or attribute
        kind, optional = _without_none(held(field))
        declared = next((one for one in field.metadata if isinstance(one, Declaration)), None)
        if declared is not None:
            options = get_args(kind) if get_origin(kind) is Literal else declared.also
            yield Member(key, attribute, replace(declared, also=options))
        elif isinstance(kind, type) and issubclass(kind, BaseModel):
            yield Member(key, attribute, section=kind, optional=optional)
        elif get_origin(kind) is dict and _is_section(get_args(kind)[1]):
            yield Member(key, attribute, section=get_args(kind)[1], named=True)


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) in (Union, UnionType):
        rest = [one for one in get_args(annotation) if one is not type(None)]
        if len(rest) == 1 and len(get_args(annotation)) == 2:
            return rest[0], True
    return annotation, False


def _is_section(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
