"""What feeds what, and whether a source's text has the paragraphs that the scenario counts: by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from ripeness.schema.evidence import citations, uses
from ripeness.schema.scenario import Scenario
from ripeness.schema.source import Origin
from ripeness.schema.source_text import matched, paragraphs


def origin(count: int | None, file: str | None = "text.txt") -> Origin:
    return Origin(title="A text", author="A. Author", date="2026-01", read="full", paragraphs=count, file=file)


def test_a_paragraph_lists_the_numbers_that_rest_on_it(scenario: Scenario) -> None:
    assert uses(scenario)["essay#2"]["numbers"] == ["truth.battle_odds"]
    assert "record.sources.front" in uses(scenario)["ministry"]["others"]
    assert "plans.draft" in uses(scenario)["essay#6"]["others"]


def test_a_paragraph_lists_the_claims_that_point_to_it(scenario: Scenario) -> None:
    used = uses(scenario)
    for name, claim in scenario.claims.items():
        for source in claim.source or ():
            assert name in used[source]["claims"]


def test_what_is_used_is_what_is_cited_and_nothing_else(scenario: Scenario) -> None:
    used = {
        source for source, fed in uses(scenario).items() if any(fed[kind] for kind in ("numbers", "claims", "others"))
    }
    assert used - {"judgement", "recalled"} == citations(scenario)


@pytest.mark.parametrize(
    ("text", "different", "again"),
    [
        ("One.\n\nTwo.\n\nThree.", ["One.", "Two.", "Three."], 0),
        ("One\n  and more.\n \nTwo.\n\n\n\nOne and\tmore.\n", ["One and more.", "Two."], 1),
        ("One.\nTwo.\nOne.\nTwo.\nThree.\n", ["One.", "Two.", "Three."], 2),
        ("Alone", ["Alone"], 0),
        (" \n\n", [], 0),
    ],
)
def test_white_space_is_folded_and_repeats_count_once(text, different, again) -> None:
    assert paragraphs(text) == (different, again)


def test_the_reading_that_gives_the_stated_number_is_taken() -> None:
    text = "A title\nOne.\n\nTwo."
    assert len(paragraphs(text, 2)[0]) == 2 and len(paragraphs(text, 3)[0]) == 3


def test_a_text_that_has_another_number_of_paragraphs_disagrees(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("One.\n\nTwo.\n\nOne.", encoding="utf-8")
    for count, agrees in ((2, True), (3, False), (4, False)):
        found = matched({"book": origin(count)}, [tmp_path / "elsewhere", tmp_path])["book"]
        assert found["agrees"] is agrees and (found["counted"], found["repeated"]) == (2, 1)


def test_a_text_that_is_not_at_hand_is_neither_right_nor_wrong(tmp_path: Path) -> None:
    found = matched({"book": origin(2)}, [tmp_path])["book"]
    assert found["found"] is None and found["agrees"] is None


def test_sources_without_a_count_or_a_file_are_not_looked_for(tmp_path: Path) -> None:
    assert matched({"a": origin(None), "b": origin(3, None)}, [tmp_path]) == {}


def test_a_text_that_is_no_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_bytes(b"\xff\xfe\x00\x81")
    found = matched({"book": origin(2)}, [tmp_path])["book"]
    assert found["agrees"] is None and "no UTF-8" in found["trouble"]
