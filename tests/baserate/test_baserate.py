"""How often wars that had lasted as long went on: the question, the command and its page."""

from __future__ import annotations

import pytest

import ripeness
from ripeness.errors import RunError


def test_a_base_rate_is_a_range_over_methods_and_treatments() -> None:
    found = ripeness.baserate(48, [12])
    (rate,) = found["rates"]
    values = found.table()["value"]
    assert len(values) == 10, "five methods, two treatments"
    assert (rate["low"], rate["high"]) == (values.min(), values.max()) and rate["low"] < rate["high"]


def test_every_war_goes_on_for_no_time_more() -> None:
    """The longer the span, the fewer go on, by every method."""
    rates = ripeness.baserate(24, [1, 6, 12, 60])["rates"]
    for shares in zip(*([one["value"] for one in rate["estimates"]] for rate in rates), strict=True):
        assert list(shares) == sorted(shares, reverse=True) and 0.0 <= shares[-1] <= shares[0] <= 1.0


def test_wars_that_outlasted_the_age_are_those_of_the_list_that_did() -> None:
    assert set(ripeness.baserate(100)["longer"]) == {"Vietnam War, Phase 2"}


@pytest.mark.parametrize(("age", "months"), [(-1.0, [12]), (2000.0, [12]), (48.0, []), (48.0, [0]), (900.0, [12])])
def test_what_is_out_of_range_is_refused_with_a_remedy(age: float, months: list[int]) -> None:
    with pytest.raises(RunError, match="Ask for"):
        ripeness.baserate(age, months)


def test_the_command_takes_the_age_of_a_scenario(ripe) -> None:
    code, out, _ = ripe("baserate", "ukraine-2026")
    assert code == 0 and "48 months" in out and "between" in out
    code, out, _ = ripe("baserate", "--age", "100", "--months", "6")
    assert code == 0 and "Vietnam War, Phase 2" in out


def test_the_command_refuses_in_a_sentence(ripe) -> None:
    for words in (["--age", "-3"], ["--kind", "interstellar"], ["--months", "0"]):
        code, out, told = ripe("baserate", *words)
        assert (code, out) == (2, "") and "Traceback" not in told and "Ask for" in told
