"""The page of statements names only what there is, and claims and statements name one another."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.main import get_command

import ripeness
from ripeness.cli.main import app
from ripeness.scenarios.shipped import FLAGSHIP, locate
from ripeness.schema import Scenario
from ripeness.schema.yaml_text import read_yaml

REPOSITORY = Path(__file__).parents[2]
PAGE = REPOSITORY / "docs" / "statements.md"
SENTENCES = {"P1": 4, "P2": 5, "P3": 7, "P4": 7, "P5": 6, "P6": 1}
"""Sentences of each paragraph."""
STATEMENTS = 71


class Row(NamedTuple):
    """One statement of the page, cell by cell."""

    id: str
    statement: str
    mechanism: str
    key: str
    claim: str
    shown: str


def rows() -> list[Row]:
    found = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if re.match(r"\| P\d", line):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            assert len(cells) == len(Row._fields), line
            found.append(Row(*cells))
    return found


ROWS = rows()


def named(cell: str) -> list[str]:
    """What a cell names; nothing where it gives a reason instead."""
    return [] if cell.startswith("- ") else re.findall(r"`([^`]+)`", cell)


@cache
def flagship() -> Scenario:
    return ripeness.load(FLAGSHIP)


@cache
def data() -> dict[str, Any]:
    return read_yaml(locate(FLAGSHIP).read_text(encoding="utf-8"), FLAGSHIP).data


def test_every_statement_is_there_once_and_in_order() -> None:
    ids = [row.id for row in ROWS]
    assert len(ids) == len(set(ids)) == STATEMENTS
    assert ids == sorted(ids)
    for paragraph, sentences in SENTENCES.items():
        numbers = {int(re.findall(r"S(\d+)", one)[0]) for one in ids if one.startswith(paragraph)}
        assert numbers == set(range(1, sentences + 1)), paragraph
    for one in ids:  # b only after a, c only after b
        if one[-1] in "bcdefgh":
            assert one[:-1] + chr(ord(one[-1]) - 1) in ids


def test_the_ids_are_those_of_the_reading_of_the_text() -> None:
    reading = Path(os.environ.get("RIPENESS_DATA", ".")).parent / "sources" / "essay_statements.md"
    if not reading.is_file():
        pytest.skip("The reading of the essay, statement by statement, is not at hand here.")
    listed = re.findall(r"^\| (P\d+S\d+[a-z]?) \|", reading.read_text(encoding="utf-8"), flags=re.M)
    assert [row.id for row in ROWS] == list(dict.fromkeys(listed))  # a later table takes some up again


def test_every_cell_names_something_or_says_why_not() -> None:
    for row in ROWS:
        for cell in (row.mechanism, row.key, row.claim, row.shown):
            assert named(cell) or re.fullmatch(r"- .{8,}", cell), (row.id, cell)


def test_what_a_statement_names_exists(computed) -> None:
    for row in ROWS:
        for name in named(row.mechanism):
            assert (REPOSITORY / "src" / "ripeness" / f"{name}.py").is_file(), (
                f"{row.id}: no file src/ripeness/{name}.py"
            )
        for name in named(row.key):
            place = data()
            for part in name.split("."):
                assert isinstance(place, dict) and part in place, f"the flagship has no {name}: {part} is missing"
                place = place[part]
        for name in named(row.claim):
            assert name in flagship().claims, f"the flagship has no claim {name}"
        for name in named(row.shown):
            if name.startswith("ripeness "):
                command, *options = name.split()[1:]
                known = get_command(app).commands  # type: ignore[attr-defined]
                assert command in known, f"there is no command {name}"
                flags = {flag for one in known[command].params for flag in one.opts}
                assert {one for one in options if one.startswith("--")} <= flags, name
                assert options[:1] != ["--plan"] or options[1] in flagship().plans, name
            else:
                assert name in computed.variables, f"a forecast holds no {name}"


def test_the_claims_of_a_statement_are_those_that_name_it() -> None:
    for row in ROWS:
        theirs, _, ours = row.claim.partition("*ours*:")
        for whose, cell in (("author", theirs), ("ours", ours)):
            naming = {name for name, one in flagship().claims.items() if row.id in one.statement and one.by == whose}
            assert set(named(cell)) == naming, (row.id, whose)


def test_a_reason_that_names_a_claim_names_one_that_there_is() -> None:
    for row in ROWS:
        for name in re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", row.claim):
            assert name in flagship().claims, (row.id, name)
