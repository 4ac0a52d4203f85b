"""What mechanisms declare beside themselves is what a scenario may say, each number once."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

import ripeness
from ripeness.errors import ScenarioError
from ripeness.model.declared import LIGHTLY, NAME, SIDE, SIDES, Declared, Held, Number
from ripeness.pages.declarations import declarations
from ripeness.schema.declaration import Declaration
from ripeness.schema.leaves import members
from ripeness.schema.load import parse_scenario
from ripeness.schema.scenario import Scenario
from ripeness.schema.subsection import section_of

DECLARED = declarations(Path(ripeness.__file__).parent)
NUMBERS = [(mechanism, path) for mechanism, declared in DECLARED.items() for path in declared.numbers]


def fields(section: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, Declaration]]:
    """Every number of a section by its path, with NAME for what the scenario names."""
    for one in members(section):
        if one.declared is not None:
            yield prefix + one.key, one.declared
        elif one.section is not None:
            yield from fields(one.section, f"{prefix}{one.key}.{f'{NAME}.' if one.named else ''}")


FIELDS = dict(fields(Scenario))


@pytest.mark.parametrize(("mechanism", "path"), NUMBERS)
def test_a_declared_number_is_a_field_of_the_scenario_as_it_is_declared(mechanism: str, path: str) -> None:
    declared = dataclasses.asdict(DECLARED[mechanism].numbers[path])
    for side in SIDES if SIDE in path else ("",):
        field = FIELDS[path.replace(SIDE, side)]
        assert field.kind == "number"
        assert {name: getattr(field, name) for name in declared} == declared


def test_no_two_mechanisms_declare_a_number() -> None:
    paths = [path for _, path in NUMBERS]
    assert len(set(paths)) == len(paths) >= 80


HELD = Held(LIGHTLY, ())


def test_a_section_is_made_of_the_numbers_of_one_mechanism() -> None:
    numbers = {
        "fog.depth": Number("month", 0, math.inf, "how deep it is", 2),
        "fog.left": Number("1", 0, 1, "left", None),
    }
    made = section_of(Declared(HELD, numbers))
    assert made.__name__ == "Fog"
    assert dict(fields(made)) == {
        "depth": Declaration("number", "how deep it is", "month", 0, math.inf, 2),
        "left": Declaration("number", "left", "1", 0, 1, None),
    }
    assert made().depth.centre == 2 and made().left is None  # type: ignore[attr-defined]


def test_a_section_of_each_side_holds_the_numbers_twice() -> None:
    made = section_of(Declared(HELD, {"dense_fog.SIDE.depth": Number("1", 0, 1, "how deep it is", 0)}))
    assert made.__name__ == "DenseFog" and list(dict(fields(made))) == ["attacker.depth", "defender.depth"]


@pytest.mark.parametrize(
    "paths", [(), ("depth",), ("fog.depth", "mist.depth"), ("fog.NAME.depth",), ("fog.SIDE.a.depth",)]
)
def test_no_section_is_made_of_numbers_that_lie_elsewhere(paths: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"write each path SECTION\.KEY"):
        section_of(Declared(HELD, dict.fromkeys(paths, Number("1", 0, 1, "depth", 0))))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("sanctions: {direct", "sanctions: {dirct", r"sanctions\.dirct.*direct"),
        ("hulls: 400 vessels", "hulls: -1 vessels", r"shadow_fleet\.hulls: -1 lies outside the range"),
    ],
)
def test_a_mistake_in_a_section_made_of_a_declaration_is_named_with_its_line(
    text: str, old: str, new: str, said: str
) -> None:
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    with pytest.raises(ScenarioError, match=rf"(?s)war\.yaml:{line}: {said}"):
        parse_scenario(text.replace(old, new, 1), "war.yaml")
