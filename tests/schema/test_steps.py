"""Names of steps, and the issue that is the government's: what is read, and what is refused with file, line, remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from ripeness.errors import ScenarioError
from ripeness.scenarios.shipped import locate
from ripeness.schema.load import parse_scenario

TEXT = Path(locate("tables-and-texts")).read_text(encoding="utf-8")
RULE = next(line for line in TEXT.splitlines() if line.strip().startswith("rule:"))
LINE = TEXT.splitlines().index(RULE) + 1


def with_rule(further: str, also: str = "") -> str:
    """The toy, its issue of rule with further keys, and another such issue after it."""
    changed = RULE.rstrip().removesuffix("}") + f", {further}}}"
    other = changed.replace("rule:", f"{also}:", 1) + "\n" if also else ""
    return TEXT.replace(RULE + "\n", changed + "\n" + other)


MISTAKES = [
    # further keys of the issue, what is said, what is advised
    ("steps: {0: none, 0.5: half}", "the end 1 has no name", "both ends among them"),
    ("steps: {0.5: half, 1: all}", "the end 0 has no name", "both ends among them"),
    ("steps: {0: none, 2: twice}", "2 is not a share from 0 to 1", "shares from 0 to 1"),
    ("steps: {0: none, nan: odd, 1: all}", "not a share from 0 to 1", "shares from 0 to 1"),
    ("steps: {0: none, half: half, 1: all}", "'half' is not a share", "shares from 0 to 1"),
    ("steps: {0: none, 0.0: nil, 1: all}", "the step at 0 is named twice", "one of the two"),
    ("steps: {0: none, 1: 600000}", "the step at 1 has no name", "in quotes"),
    ("steps: {0: none, 1: }", "the step at 1 has no name", "both ends among them"),
    ("steps: none", "'none' names no steps", "both ends among them"),
    ("steps: [none, all]", "names no steps", "both ends among them"),
    ("indivisible: true, steps: {0: none, 0.5: half, 1: all}", "no steps between its ends", "0 and 1 only"),
    ("follows_front: true, steps: {0: none, 1: all}", "how it lies to the line", "Take the steps out"),
    ("government: true", "a government is no slice", "indivisible: true"),
]


@pytest.mark.parametrize(("further", "what", "fix"), MISTAKES, ids=[one[0] for one in MISTAKES])
def test_a_bad_shape_is_refused_with_its_line_and_what_to_do(further: str, what: str, fix: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        parse_scenario(with_rule(further), "toy.yaml")
    problem = next(one for one in refused.value.problems if what in one.what)
    assert problem.file == "toy.yaml" and problem.line == LINE
    assert problem.path.startswith("issues.rule") and fix in problem.fix


def test_only_one_issue_is_the_governments() -> None:
    with pytest.raises(ScenarioError) as refused:
        parse_scenario(with_rule("indivisible: true, government: true", also="cabinet"), "toy.yaml")
    problem = next(one for one in refused.value.problems if "both marked as the government's" in one.what)
    assert (problem.path, problem.line) == ("issues.cabinet.government", LINE + 1)


def test_steps_are_read_in_order_and_the_nearest_is_told() -> None:
    plain = parse_scenario(TEXT, "toy.yaml")
    named = parse_scenario(with_rule("steps: {1: all, 0: none, 0.6: most}"), "toy.yaml")
    rule = named.issues["rule"]
    assert rule.steps == {0.0: "none", 0.6: "most", 1.0: "all"} and list(rule.steps) == [0.0, 0.6, 1.0]
    assert [rule.step(share) for share in (0.0, 0.29, 0.31, 0.79, 0.81)] == ["none", "none", "most", "most", "all"]
    assert plain.issues["rule"].step(0.3) is None
    other = parse_scenario(with_rule("steps: {1: everything, 0: nothing, 0.6: much}"), "toy.yaml")
    moved = parse_scenario(with_rule("steps: {1: all, 0: none, 0.5: most}"), "toy.yaml")
    hashes = [one.content_hash() for one in (plain, named, other, moved)]
    assert hashes[1] == hashes[2] and len(set(hashes)) == 3  # where the steps lie counts, what they are called does not


def test_a_scenario_written_as_data_may_name_steps_by_numbers() -> None:
    named = parse_scenario(TEXT, "toy.yaml").replace({"issues.rule.steps": {0: "none", 1: "all"}})
    assert named.issues["rule"].steps == {0.0: "none", 1.0: "all"}
