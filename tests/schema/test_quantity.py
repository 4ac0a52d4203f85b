"""Quantities: each form is read as stated, in canonical units, and checked."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripeness.schema.quantity import Quantity, parse
from ripeness.schema.units import UnitError


def quantity(raw: Any, unit: str = "1") -> Quantity:
    kind, parameters = parse(raw, unit)
    return Quantity(kind, parameters, unit)


FORMS = [
    ("4 %/month", "1/month", "point", {"value": 0.04}, 0.04),
    ({"value": "4 %/month"}, "1/month", "point", {"value": 0.04}, 0.04),
    ({"mean": "12 bn USD/month", "sd": "500 mn USD/month"}, "bn USD/month", "normal", {"mean": 12, "sd": 0.5}, 12),
    (
        {"median": "100 bn USD", "p10": "60 bn USD", "p90": "0.15 tn USD"},
        "bn USD",
        "lognormal",
        {"median": 100, "p10": 60, "p90": 150},
        100,
    ),
    ({"mean": "50.5 %", "strength": 400}, "1", "beta", {"mean": 0.505, "strength": 400}, 0.505),
    ({"low": "1 %/month", "high": "3 %/month"}, "1/month", "uniform", {"low": 0.01, "high": 0.03}, 0.02),
    ({"low": 0, "mode": 1, "high": 1}, "1", "triangular", {"low": 0, "mode": 1, "high": 1}, math.sqrt(0.5)),
    ({"low": 0, "mode": 0, "high": 1}, "1", "triangular", {"low": 0, "mode": 0, "high": 1}, 1 - math.sqrt(0.5)),
    (
        {"values": ["2 vessels/month", "48 vessels/year"], "weights": [1, 3]},
        "vessel/month",
        "discrete",
        {"values": (2.0, 4.0), "weights": (0.25, 0.75)},
        4,
    ),
    ({"values": [1, 2, 3]}, "1", "discrete", {"values": (1, 2, 3), "weights": (1 / 3, 1 / 3, 1 / 3)}, 2),
]


@pytest.mark.parametrize(("raw", "unit", "kind", "parameters", "centre"), FORMS)
def test_each_form_is_read_in_canonical_units(
    raw: Any, unit: str, kind: str, parameters: dict[str, Any], centre: float
) -> None:
    read = quantity(raw, unit)
    assert read.kind == kind
    assert list(read.parameters) == list(parameters)
    for key, value in parameters.items():
        assert read.parameters[key] == pytest.approx(value, rel=1e-12)
    assert read.centre == pytest.approx(centre, rel=1e-12)
    assert read.uncertain == (kind != "point")


def test_asymmetric_lognormal_keeps_both_spreads() -> None:
    below, above = quantity({"median": 100, "p10": 60, "p90": 150}).log_spread
    assert below == pytest.approx(math.log(100 / 60) / 1.2815515655446004, rel=1e-12)
    assert above == pytest.approx(math.log(1.5) / 1.2815515655446004, rel=1e-12)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({}, "no value"),
        ({"mena": 1, "sd": 1}, "'mena' is not a key of a number"),
        ({"median": 1, "p10": 0.5}, "median, p10 do not make a number"),
        ({"mean": 1, "sd": 0}, "sd is not above 0"),
        ({"median": 1, "p10": 2, "p90": 3}, "not 0 < p10 < median < p90"),
        ({"median": 1, "p10": -1, "p90": 3}, "not 0 < p10 < median < p90"),
        ({"mean": 1.0, "strength": 3}, "0 < mean < 1"),
        ({"mean": 0.5, "strength": 0}, "strength > 0"),
        ({"low": 2, "high": 1}, "low is not below high"),
        ({"low": 0, "mode": 3, "high": 1}, "not low <= mode <= high"),
        ({"values": [1, 2], "weights": [1]}, "2 values but 1 weights"),
        ({"values": [1, 2], "weights": [1, 0]}, "a weight is not above 0"),
        ({"values": 3}, "values is not a list"),
        ({"values": []}, "values is not a list"),
        ({"value": None}, "is not a number"),
        (None, "is not a number"),
    ],
)
def test_an_impossible_distribution_is_refused_in_words(raw: Any, said: str) -> None:
    with pytest.raises(UnitError) as caught:
        parse(raw, "1")
    assert said in str(caught.value)
    assert caught.value.fix


POSITIVE = st.floats(1e-6, 1e6)


@st.composite
def stated(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a number in any of the forms."""
    low, middle, high = sorted(draw(st.lists(POSITIVE, min_size=3, max_size=3, unique=True)))
    forms: list[dict[str, Any]] = [
        {"value": low},
        {"mean": low, "sd": high},
        {"median": middle, "p10": low, "p90": high},
        {"mean": draw(st.floats(0.01, 0.99)), "strength": high},
        {"low": low, "high": high},
        {"low": low, "mode": middle, "high": high},
        {"values": [low, middle, high], "weights": [1, 2, 1]},
    ]
    return draw(st.sampled_from(forms))


@given(stated(), st.sampled_from(["1", "1/month", "bn USD/month", "million barrel/day", "km^2"]))
def test_a_quantity_written_out_is_read_again_as_itself(raw: dict[str, Any], unit: str) -> None:
    suffix = "" if unit == "1" else f" {unit}"

    def text(key: str, value: Any) -> Any:
        return value if key in ("weights", "strength") else f"{value!r}{suffix}"

    first = quantity(
        {key: [text(key, x) for x in v] if isinstance(v, list) else text(key, v) for key, v in raw.items()}, unit
    )
    assert quantity(first.written(), unit) == first
    for key, value in raw.items():
        if key != "weights":
            assert first.parameters[key] == (tuple(value) if isinstance(value, list) else value)
