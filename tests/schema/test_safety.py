"""A hostile or mistaken file is refused quickly, in a sentence."""

from __future__ import annotations

import copy
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import FULL
from ripeness.errors import ScenarioError
from ripeness.schema.load import load_scenario, parse_data, parse_scenario
from ripeness.schema.yaml_text import read_yaml


@contextmanager
def refused(said: str, within: float = 1.0) -> Iterator[None]:
    began = time.process_time()
    with pytest.raises(ScenarioError) as caught:
        yield
    assert time.process_time() - began < within
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_text_read_a_second_time_is_what_stands_in_it_whatever_became_of_the_first() -> None:
    text = "a: [1, 2]\nb: {c: 3}\nb: 4\n"
    first = read_yaml(text, "x.yaml")
    first.data["a"].append(3)
    first.lines.clear()
    first.problems.clear()
    again = read_yaml(text, "x.yaml")
    assert again.data == {"a": [1, 2], "b": 4} and again.lines["a",] == 1
    assert [one.file for one in again.problems] == ["x.yaml"]
    assert [one.file for one in read_yaml(text, "other.yaml").problems] == ["other.yaml"]


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system [ls]", "!!python/name:os.system", "!mine x", "!!str 3", "!!binary aGk="]
)
def test_tags_are_refused(tag: str) -> None:
    with refused("tag"):
        parse_scenario(f"ripeness: 1\nname: {tag}\n", "x.yaml")


def test_more_than_fifty_aliases_are_refused() -> None:
    text = "ripeness: 1\na: &a 1\nb: [" + ", ".join(["*a"] * 51) + "]\n"
    with refused("more than 50 aliases"):
        parse_scenario(text, "x.yaml")


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    levels = ["ripeness: 1", "x0: &x0 [a, a, a, a, a, a, a, a]"]
    levels += [f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 8)}]" for n in range(1, 7)]
    with refused("values"):
        parse_scenario("\n".join(levels), "x.yaml")


def test_an_alias_to_itself_is_refused() -> None:
    with refused("names nothing above it"):
        parse_scenario("ripeness: 1\na: &a [*a]\n", "x.yaml")


@pytest.mark.parametrize("text", ["ripeness: 1\na: " + "[" * 100_000, "ripeness: 1\na: " + "{a: " * 50_000])
def test_deep_nesting_is_refused(text: str) -> None:
    with refused("nested deeper than 20 levels"):
        parse_scenario(text, "x.yaml")


def test_a_huge_text_is_refused() -> None:
    with refused("larger than 1 MB"):
        parse_scenario("ripeness: 1\n" + "# padding\n" * 200_000, "x.yaml")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as stream:
        stream.truncate(10**10)
    with refused("larger than 1 MB"):
        load_scenario(huge)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with refused("a folder"):
        load_scenario(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with refused("no such file"):
        load_scenario(tmp_path / "nothing.yaml")


def test_an_impossible_file_name_is_refused() -> None:
    with refused("cannot be read"):
        load_scenario(Path("a\0b"))
    with refused("cannot be read"):
        load_scenario(Path("a" * 5000))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read anything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("ripeness: 1\n")
    secret.chmod(0)
    with refused("may not be read"):
        load_scenario(secret)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x7fELF\0\0\0", "binary"),
        (b"ripeness: 1\nname: caf\xe9\n", "not text in UTF-8"),
        (b"", "empty"),
        (b"   \n\n", "empty"),
        ("ripeness: 1".encode("utf-16"), "binary"),
    ],
)
def test_what_is_not_text_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(content)
    with refused(said):
        load_scenario(file)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load_scenario(file).name == "full"


def test_aliases_within_measure_are_read(text: str) -> None:
    with_alias = text.replace(
        "battle: {mean: 0.55, strength: 60 months}", "battle: {mean: 0.55, strength: &s 60 months}"
    )
    with_alias = with_alias.replace("strength: 75 months", "strength: *s")
    scenario = parse_scenario(with_alias, "x.yaml")
    assert scenario.leaves(0)["beliefs.attacker.collapse.strength"].value.centre == 60  # type: ignore[union-attr]


DATA: dict[str, Any] = read_yaml(FULL.read_text(encoding="utf-8"), "full.yaml").data


def paths(data: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything in the scenario."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield (*above, key)
        yield from paths(value, (*above, key))


WORDS = st.sampled_from(["value", "mean", "sd", "low", "high", "source", "note", "judgement", "4 %/month", "essay#1"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(list(paths(DATA))), ANYTHING)
def test_anything_anywhere_is_read_or_refused_in_words(path: tuple[Any, ...], value: Any) -> None:
    data = copy.deepcopy(DATA)
    place: Any = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    try:
        scenario = parse_data(data)
        assert scenario.leaves(len(scenario.epochs)) and scenario.content_hash()
    except ScenarioError as error:
        assert all(problem.what and problem.fix for problem in error.problems)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(FULL.read_text(encoding="utf-8"))), st.sampled_from(list("{}[],:&*!|>'\"%@`#-?\t ~0")))
def test_a_slip_of_the_keyboard_is_read_or_refused_in_words(place: int, typed: str) -> None:
    text = FULL.read_text(encoding="utf-8")
    try:
        parse_scenario(text[:place] + typed + text[place:], "x.yaml")
    except ScenarioError as error:
        assert all(problem.what and problem.fix and problem.line for problem in error.problems)
