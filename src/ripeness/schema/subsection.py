"""A field that holds a section: stated or left out, written as a class or made from a mechanism's declaration.

Where all that a section holds are the numbers of one mechanism, it is made from the mechanism's declaration.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import Field, GetCoreSchemaHandler, create_model
from pydantic.fields import FieldInfo
from pydantic_core import core_schema

from ripeness.model.declared import SIDE, SIDES, Declared
from ripeness.schema.declaration import stated
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Section


@dataclass(frozen=True)
class Holds:
    """Says that a field annotated as a `Section` holds one that was made from a declaration."""

    section: type[Section]
    optional: bool

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        made = handler.generate_schema(self.section)
        return core_schema.nullable_schema(made) if self.optional else made


def held(field: FieldInfo) -> Any:
    """Return the type of what a field holds: its annotation, or the section made from a declaration."""
    for one in field.metadata:
        if isinstance(one, Holds):
            return one.section | None if one.optional else one.section
    return field.annotation


def section_of(declared: Declared) -> type[Section]:
    """Return the section whose every field is a number that a mechanism declares.

    The first part of each number's path is the section's key, the last the field's. Where `SIDE` stands between them,
    the section holds the numbers once for each side.

    Raises
    ------
    ValueError
        Where the paths have more parts, or not all of them the same in front.
    """
    fields: dict[str, Any] = {}
    fronts = set()
    for path, one in declared.numbers.items():
        front, _, key = path.rpartition(".")
        fronts.add(front)
        fields[key] = (Quantity | None if one.default is None else Quantity, stated(declared, path))
    key, *between = fronts.pop().split(".") if len(fronts) == 1 else ("", "")
    if not key or between not in ([], [SIDE]):
        wrong = ", ".join(declared.numbers) or "no numbers"
        raise ValueError(f"no section can be made of {wrong}: write each path SECTION.KEY, or SECTION.{SIDE}.KEY")
    name = "".join(word.capitalize() for word in key.split("_"))
    if between:
        side = _named(create_model(f"{name}OfSide", __base__=Section, __module__=__name__, **fields))
        fields = {one: (side, present(side, f"of the {one}")) for one in SIDES}
    return _named(create_model(name, __base__=Section, __module__=__name__, **fields))


def _named(section: type[Section]) -> type[Section]:
    """Let a section that was made be found by its name, so that a scenario can be sent to another process."""
    globals()[section.__name__] = section
    return section


def absent(description: str, declared: Declared | None = None) -> Any:
    """Declare a section that may be left out, which switches its mechanism off; `declared` : what it is made from."""
    field: Any = Field(None, description=description)
    if declared is not None:
        field.metadata.append(Holds(section_of(declared), optional=True))
    return field


def present(section: type[Section] | Declared, description: str) -> Any:
    """Declare a section whose every field has a default; one that is made from a declaration is made here."""
    if not isinstance(section, Declared):
        return Field(default_factory=section, description=description)
    made = section_of(section)
    field: Any = Field(default_factory=made, description=description)
    field.metadata.append(Holds(made, optional=False))
    return field
