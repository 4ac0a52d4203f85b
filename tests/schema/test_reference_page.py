"""The reference page of scenario files is what the schema declares today."""

from __future__ import annotations

from pathlib import Path

from ripeness.schema.leaves import members
from ripeness.schema.reference_page import page
from ripeness.schema.scenario import Scenario

PAGE = Path(__file__).parents[2] / "docs" / "scenario-reference.md"


def test_the_page_is_up_to_date() -> None:
    fix = "run: python -m ripeness.schema.reference_page > docs/scenario-reference.md"
    assert PAGE.read_text(encoding="utf-8") == page(), fix


def test_every_section_and_every_declared_number_stands_on_the_page() -> None:
    text = page()
    for name, field in Scenario.model_fields.items():
        assert f"`{field.alias or name}" in text
    for member in members(Scenario):
        for leaf in members(member.section) if member.section is not None else ():
            if leaf.declared is not None:
                assert leaf.declared.meaning in text
