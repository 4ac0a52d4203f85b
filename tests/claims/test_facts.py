"""Facts against a small data folder, by sums that can be done in the head."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from made_up_claims import data_folder, forecast, scenario

from ripeness.errors import DataError
from ripeness.history.facts import check
from ripeness.questions.claims.judging import judge_claims
from ripeness.questions.claims.verdict import Verdict
from ripeness.schema.claims.fact import Fact

AID, POINTS = "made/aid.csv", "made/points.csv"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return data_folder(tmp_path / "data")


def fact(**stated: object) -> Fact:
    filled = {"series": AID, "column": "eur_bn", "window": ["2024-01", "2024-12"], "above": 0} | stated
    return Fact.model_validate(filled)


def figure(data: Path, **stated: object) -> float | None:
    return check(fact(**stated), data).result


def test_rows_of_a_period_are_summed_before_the_statistic(data: Path) -> None:
    # January: 4; February: 6 + 2 + 1
    expected = {"sum": 13, "mean": 6.5, "first": 4, "last": 9, "change": 5, "least": 4, "most": 9, "count": 2}
    assert {name: figure(data, statistic=name) for name in expected} == expected


def test_rows_are_chosen_by_value_and_left_out_by_value(data: Path) -> None:
    assert figure(data, where={"donor": "North"}) == 12
    assert figure(data, where={"donor": "North", "kind": "money"}) == 10
    assert figure(data, where={"kind": ["money", "arms"]}) == 13
    assert figure(data, without={"donor": "North"}) == 1


def test_a_window_is_as_fine_as_it_is_written(data: Path) -> None:
    assert figure(data, window=["2024-02", "2024-02"]) == 9
    assert figure(data, window=["2025", "2025"]) == 8.5
    years = {"series": POINTS, "column": "bn", "where": {"period_type": "year"}}
    assert figure(data, **years, window=["2024", "2025"]) == 17
    assert figure(data, **years, window=["2024", "2024"]) == 10  # the month of 2024 is no year
    monthly = {"series": POINTS, "column": "bn", "where": {"period_type": "month"}}
    assert figure(data, **monthly, window=["2024", "2025"]) == 1  # an empty cell is no figure


def test_a_ratio_and_a_difference_are_taken_with_what_is_left_unsaid_as_in_the_fact(data: Path) -> None:
    next_year = {"window": ["2025-01", "2025-12"], "where": {"donor": "North"}, "beside": {"window": ["2024", "2024"]}}
    assert figure(data, **next_year) == pytest.approx(0.5 / 12)
    assert figure(data, **next_year, compared_as="difference") == pytest.approx(-11.5)
    other_rows = {"where": {"donor": "South"}, "beside": {"where": {"donor": ["North", "South"]}}}
    assert figure(data, **other_rows) == pytest.approx(1 / 13)


def test_nothing_recorded_sums_to_nothing_where_the_file_knows_of_the_window(data: Path) -> None:
    without_south = {"where": {"donor": "South"}, "window": ["2024-01", "2024-01"]}
    assert figure(data, **without_south) == 0 and figure(data, **without_south, statistic="count") == 0
    assert check(fact(**without_south, statistic="mean"), data).held is None
    divided = check(fact(where={"donor": "North"}, beside=without_south), data)
    assert (divided.held, divided.why) == (None, "what it is divided by is 0")


@pytest.mark.parametrize("statistic", ["sum", "count", "mean", "last"])
def test_a_window_without_a_row_is_not_checked(data: Path, statistic: str) -> None:
    for stated in ({"window": ["2030", "2030"]}, {"beside": {"window": ["2030", "2030"]}}):
        checked = check(fact(**stated, statistic=statistic), data)
        assert (checked.held, checked.result) == (None, None)
        assert checked.why == "data not at hand: made/aid.csv has no row from 2030 to 2030"


def test_a_fact_holds_inside_its_bounds(data: Path) -> None:
    assert check(fact(above=12, below=14), data).held is True
    assert check(fact(above=13), data).held is False
    assert check(fact(above=None, below=13), data).held is False


def test_without_data_nothing_is_checked(data: Path) -> None:
    assert check(fact(), None).held is None
    missing = check(fact(series="made/none.csv"), data)
    assert (missing.held, missing.why) == (None, "data not at hand: made/none.csv is not in the data folder")


@pytest.mark.parametrize(
    ("stated", "said", "fix"),
    [
        ({"column": "eur"}, "has no column 'eur'", "donor, month, kind, eur_bn"),
        ({"where": {"doner": "North"}}, "has no column 'doner'", "donor"),
        ({"where": {"donor": "Nroth"}}, "no row with donor 'Nroth'", "where"),
        ({"column": "kind"}, "line 2: 'money' is not a number", "column kind"),
    ],
)
def test_a_file_that_lacks_what_is_named_is_an_error(data: Path, stated: dict, said: str, fix: str) -> None:
    with pytest.raises(DataError) as caught:
        check(fact(**stated), data)
    assert said in caught.value.what and fix in caught.value.fix


def test_a_file_without_time_is_an_error(data: Path) -> None:
    (data / AID).write_text("donor,eur_bn\nNorth,1\n")
    with pytest.raises(DataError, match="no column date, month, period or year; it has donor, eur_bn"):
        check(fact(), data)


def test_the_splice_of_the_territory_series_is_no_advance(data: Path) -> None:
    (data / "ukraine").mkdir()
    rows = "date,area_km2,source\n2024-07-07,100,a\n2024-07-08,407,b\n2024-07-09,410,b\n"
    (data / "ukraine" / "territory_daily.csv").write_text(rows)
    gained = {"series": "ukraine/territory_daily.csv", "column": "area_km2", "statistic": "change"}
    assert figure(data, **gained, window=["2024-07-07", "2024-07-09"]) == pytest.approx(3)
    assert figure(data, **gained, window=["2024-07-08", "2024-07-09"]) == pytest.approx(3)


def verdict(data: Path | None, above: float, doubts: str = "") -> Verdict:
    form = f"{{series: {AID}, column: eur_bn, window: [2024-01, 2024-12], above: {above}}}"
    war = scenario(form, "fact", doubts)
    (found,) = judge_claims(war, war.claims, {}, data)["claims"]
    return found


DOUBT = """\
    contradicted_if:
      - {{says: y, series: {file}, column: eur_bn, window: [2024-01, 2024-12], below: {below}}}
"""


def test_a_fact_holds_fails_or_is_contested_by_the_data_alone(data: Path) -> None:
    assert verdict(data, 12)["verdict"] == "holds"
    assert verdict(data, 13)["verdict"] == "fails"
    contested = verdict(data, 12, DOUBT.format(file=AID, below=14))
    assert (contested["verdict"], contested["why"]) == ("contested", "the data contradict it in part")
    assert verdict(data, 12, DOUBT.format(file=AID, below=13))["verdict"] == "holds"
    assert verdict(data, 13, DOUBT.format(file=AID, below=14))["verdict"] == "fails"


def test_a_fact_never_looks_true_without_its_data(data: Path) -> None:
    bare = verdict(None, 12)
    assert (bare["verdict"], bare["why"]) == ("not checked", "data not at hand")
    half = verdict(data, 12, DOUBT.format(file="made/none.csv", below=14))
    assert half["verdict"] == "not checked"
    assert half["why"].startswith("what might speak against it: data not at hand")


def test_data_may_contest_what_the_assumptions_would_give(data: Path) -> None:
    war = scenario("{quantity: ongoing, at: 12 months, above: 0.4}", "belief", DOUBT.format(file=AID, below=14))
    datasets = {"status-quo": forecast(war)}
    assert judge_claims(war, war.claims, datasets, data)["claims"][0]["verdict"] == "contested"
    assert judge_claims(war, war.claims, datasets, None)["claims"][0]["verdict"] == "not checked"


def test_the_flagships_facts_are_those_of_the_series() -> None:
    """Figures that whoever wrote the claims read off the series by other means, rounded as they were read."""
    named = os.environ.get("RIPENESS_DATA", "")
    if not named or not (Path(named) / "ukraine" / "aid_monthly.csv").is_file():
        pytest.skip("RIPENESS_DATA names no folder that holds ukraine/aid_monthly.csv.")
    from ripeness.scenarios.shipped import FLAGSHIP, load

    claims = load(FLAGSHIP).claims

    def figures(name: str) -> tuple[float, float]:
        checked = check(claims[name].holds_if, Path(named))  # type: ignore[arg-type]
        assert checked.figure is not None
        return checked.figure, checked.beside or 0.0

    assert figures("aid-has-all-but-ended") == pytest.approx((0.48, 45.5), rel=0.01)
    assert figures("europe-gives-most") == pytest.approx((6, 77), abs=0.5)
    assert figures("more-bombing-since-talks-began") == pytest.approx((5013, 1124), abs=1)
    assert figures("revenue-fell-without-the-bill") == pytest.approx((8500, 11100), rel=0.01)
    (gain,) = claims["belief-is-wrong"].contradicted_if
    assert check(gain, Path(named)).figure == pytest.approx(4283, abs=1)
