"""An answer of the record is a belligerent's, to a text that is there and whose terms are known, once, in its time."""

from __future__ import annotations

from pathlib import Path

import pytest

from ripeness.errors import ScenarioError
from ripeness.scenarios.shipped import locate
from ripeness.schema.load import parse_scenario

ANSWER = "{month: 2000-02, text: fair, by: a, answer: refuses, source: judgement}"
TEXT = (
    Path(locate("yes-or-no")).read_text(encoding="utf-8").replace("as_of: 2000-01", "as_of: 2000-06")
    + f"\nrecord:\n  answers:\n    - {ANSWER}\n"
)

MISTAKES = [
    ("text: fair, by", "text: fare, by", "text", "no text is called 'fare'", "'fair'"),
    ("by: a, answer", "by: m, answer", "by", "m is neither attacker nor defender", "a or d"),
    ("by: a, answer", "by: nobody, answer", "by", "no actor is called 'nobody'", ""),
    ("month: 2000-02, text", "month: 2000-06, text", "month", "not a month of the record", "Leave it out"),
    ("month: 2000-02, text", "month: soon, text", "month", "'soon' is not a month", "2022-02"),
    ("date: 2000-01, plan: fair,", "date: 2000-04, plan: fair,", "month", "lies before fair (2000-04)", "date"),
    ("plan: fair, recognised", "recognised", "text", "the terms of fair are not known", "texts.items.fair.plan"),
    ("answer: refuses", "answer: shrugs", "answer", "", ""),
    (f"    - {ANSWER}", f"    - {ANSWER}\n    - {ANSWER}", "by", "a answered fair in 2000-02 already", "Keep"),
]


@pytest.mark.parametrize(
    ("piece", "instead", "key", "says", "advises"), MISTAKES, ids=[f"{m[2]}: {m[1]}" for m in MISTAKES]
)
def test_a_mistake_is_named_with_its_line_and_what_to_do(
    piece: str, instead: str, key: str, says: str, advises: str
) -> None:
    assert TEXT.count(piece) == 1, piece
    with pytest.raises(ScenarioError) as error:
        parse_scenario(TEXT.replace(piece, instead), "toy.yaml")
    found = [one for one in error.value.problems if one.path.endswith(key) and says in one.what]
    assert found, [(one.path, one.what) for one in error.value.problems]
    assert advises in found[0].fix and found[0].line and found[0].file == "toy.yaml"


def test_what_is_in_order_is_read() -> None:
    assert parse_scenario(TEXT, "toy.yaml").record.answers[0].by == "a"


def test_texts_that_state_nothing_cannot_be_put() -> None:
    nothing = TEXT.partition("\nrecord:")[0]
    for name in ("fair", "hard-on-attacker", "hard-on-defender"):
        nothing = nothing.replace(f" plan: {name},", "")
    with pytest.raises(ScenarioError, match=r"texts\.put: texts are put, and no text says what it states"):
        parse_scenario(nothing, "toy.yaml")
