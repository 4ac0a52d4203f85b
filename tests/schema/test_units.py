"""Numbers with units come out in canonical units, as computed by hand."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripeness.schema.units import COMMON, EXAMPLES, LARGEST, UnitError, converted, example, factor, read, split

BY_HAND = [
    ("4 %/month", "1/month", 0.04),
    ("0.15 % / month", "1/month", 0.0015),
    ("12 %/year", "1/month", 0.01),
    ("0.03 1/month", "1/month", 0.03),
    ("3 percent per month", "1/month", 0.03),
    ("100 bn USD", "bn USD", 100.0),
    ("0.1 tn USD", "bn USD", 100.0),
    ("250 mn USD", "bn USD", 0.25),
    ("-1 bn USD/month", "bn USD/month", -1.0),
    ("120 bn USD/year", "bn USD/month", 10.0),
    ("24 bn EUR/year", "bn EUR/month", 2.0),
    ("65 USD/barrel", "USD/barrel", 65.0),
    ("65 USD/bbl", "USD/barrel", 65.0),
    ("7.2 million barrel/day", "million barrel/day", 7.2),
    ("7.2 million barrels per day", "million barrel/day", 7.2),
    ("7.2 mb/d", "million barrel/day", 7.2),
    ("200 kb/day", "million barrel/day", 0.2),
    ("0.012 mb/day", "thousand barrel/day", 12.0),
    ("75 months", "month", 75.0),
    ("2.5 years", "month", 30.0),
    ("30.4375 days", "month", 1.0),
    ("400 vessels", "vessel", 400.0),
    ("36 ships/year", "vessel/month", 3.0),
    ("150 km²", "km^2", 150.0),
    ("150 km2", "km^2", 150.0),
    ("60 %", "1", 0.6),
    ("12.5%", "1", 0.125),
    ("1e-3", "1", 0.001),
    (".5", "1", 0.5),
]


@pytest.mark.parametrize(("text", "unit", "value"), BY_HAND)
def test_units_convert_as_computed_by_hand(text: str, unit: str, value: float) -> None:
    assert read(text, unit) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(("unit", "spelling"), [(unit, one) for unit, table in COMMON.items() for one in table])
def test_tabulated_spellings_agree_with_pint(unit: str, spelling: str) -> None:
    assert COMMON[unit][spelling] == pytest.approx(converted(spelling, unit), rel=1e-12)


@pytest.mark.parametrize("unit", EXAMPLES)
def test_every_example_can_be_read(unit: str) -> None:
    for text in EXAMPLES[unit].split(" or "):
        assert read(text, unit) > 0


@pytest.mark.parametrize(("unit", "value"), [("1/month^2", 0.01), ("RUB/month", 1), ("km", 1)])
def test_a_unit_without_an_example_of_its_own_gets_one_that_can_be_read(unit: str, value: float) -> None:
    assert unit not in EXAMPLES
    assert read(example(unit), unit) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("65 EUR/barrel", "USD/barrel", "'EUR/barrel' is not a measure of USD/barrel"),
        ("4 %", "1/month", "is not a measure of 1/month"),
        ("3 months", "1", "is not a measure of a plain number"),
        ("4 %/moth", "1/month", "'moth' is not a known unit"),
        ("4", "1/month", "has no unit"),
        ("1,000 USD", "bn USD", "does not begin with a number"),
        ("about 4 %", "1", "does not begin with a number"),
        ("4 %%", "1", "is not"),
        ("4 (((", "1", "is not a unit"),
        ("4 /", "1", "is not a unit"),
        ("4 month^9^9", "month", "is not a unit"),
        ("9**9**9**9", "1", "is not a unit"),
        ("4 __class__", "1", "is not a unit"),
        ("4 USD\nUSD", "bn USD", "is not"),
        ("inf", "month", "is not a finite number"),
        (float("nan"), "1", "is not a finite number"),
        (True, "1", "is not a number"),
        (10**400, "1", "is not a finite number"),
        ([1], "1", "is not a number"),
    ],
)
def test_what_is_no_such_measure_is_refused_in_words(text: object, unit: str, said: str) -> None:
    with pytest.raises(UnitError, match=r"^[^\n]*$") as caught:
        read(text, unit)
    assert said in str(caught.value)
    assert caught.value.fix


def test_unknown_unit_names_the_nearest_unit() -> None:
    with pytest.raises(UnitError) as caught:
        read("4 %/moth", "1/month")
    assert "Did you mean 'month'?" in caught.value.fix


def test_currencies_are_never_converted() -> None:
    for one, other in [("USD", "EUR"), ("EUR", "RUB"), ("RUB", "USD")]:
        with pytest.raises(UnitError):
            factor(f"bn {one}", f"bn {other}")


@given(st.floats(-LARGEST, LARGEST))
def test_a_number_written_out_is_read_again_as_itself(value: float) -> None:
    assert read(repr(value), "1") == value
    assert read(f"{value!r} bn USD/month", "bn USD/month") == value
    assert split(f"{value!r} %/month") == (value, "%/month")


@given(st.text(max_size=40), st.sampled_from(sorted(EXAMPLES)))
def test_any_text_is_read_or_refused_in_words(text: str, unit: str) -> None:
    try:
        assert isinstance(read(text, unit), float)
    except UnitError as error:
        assert error.fix


def test_usual_spellings_need_no_pint() -> None:
    code = (
        "import sys; from ripeness.schema.units import read; read('4 %/month', '1/month'); print('pint' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"
