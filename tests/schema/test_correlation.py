"""Correlations of a scenario: what is wrong with one is named with its line."""

import pytest

from ripeness.cli.new import STARTER
from ripeness.errors import ScenarioError
from ripeness.schema.load import parse_scenario

TEXT = STARTER.read_text(encoding="utf-8")


def read(lines: str):
    return parse_scenario(f"{TEXT}\ncorrelations:\n{lines}", "w.yaml")


def one(name: str, first: str, second: str, value: str) -> str:
    return f"  {name}: {{between: [{first}, {second}], {value}, source: judgement}}\n"


COSTS = ("costs.attacker", "costs.defender")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (one("a", "costs.atacker", "costs.defender", "rank: 0.4"), "Did you mean 'costs.attacker'?"),
        (one("a", "costs.attacker", "costs.attacker", "rank: 0.4"), "costs.attacker is paired with itself"),
        (one("a", *COSTS, "rank: 1"), "1 is not a correlation"),
        (one("a", *COSTS, "rank: high"), "'high' is not a correlation"),
        (one("a", *COSTS, "rank: 0.1, normal: 0.1"), "both forms are stated"),
        (one("a", *COSTS, "note: they go together"), "no correlation is stated"),
        (f"  a: {{between: [{', '.join(COSTS)}], rank: 0.4}}\n", "source is missing"),
        ("  a: {between: costs.attacker, rank: 0.4, source: judgement}\n", "these are not two assumptions"),
        (one("a", *COSTS, "rank: 0.4") + one("b", *COSTS[::-1], "rank: 0.2"), "a states this pair already"),
    ],
)
def test_a_correlation_that_cannot_be_is_named_with_its_line(lines, message) -> None:
    with pytest.raises(ScenarioError) as raised:
        read(lines)
    last = (TEXT + "\ncorrelations:\n" + lines).rstrip("\n").count("\n") + 1
    assert f"w.yaml:{last}: correlations." in str(raised.value)
    assert message in str(raised.value)


def triangle(third: float) -> str:
    pairs = (COSTS, ("costs.attacker", "truth.battle_odds"), ("costs.defender", "truth.battle_odds"))
    return "".join(
        one(f"c{n}", *pair, f"normal: {value}")
        for n, (pair, value) in enumerate(zip(pairs, (0.9, 0.9, third), strict=True))
    )


def test_correlations_that_cannot_hold_together_are_refused_and_those_that_can_are_read() -> None:
    """Of three correlations a, b, c the matrix is definite iff 1 + 2abc > a^2 + b^2 + c^2: here iff c > .62."""
    assert len(read(triangle(0.63)).correlations) == 3
    with pytest.raises(ScenarioError, match=r"w.yaml:\d+: correlations: these cannot hold together"):
        read(triangle(0.61))


def test_correlations_are_part_of_what_is_computed_with() -> None:
    plain, low, high = (parse_scenario(TEXT), read(one("a", *COSTS, "rank: 0.2")), read(one("a", *COSTS, "rank: 0.4")))
    assert len({scenario.content_hash() for scenario in (plain, low, high)}) == 3


def test_a_rank_correlation_of_one_half_is_one_of_normal_scores_of_2_sin_15_degrees() -> None:
    assert read(one("a", *COSTS, "rank: 0.5")).correlations["a"].of_normal_scores == pytest.approx(0.5176380902)
