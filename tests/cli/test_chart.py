"""The chart of the ripeness gap, drawn with characters."""

from ripeness.pages.ripeness_drawing import ATTACKER, BOTH, DEAL, DEFENDER, IN_REACH, OUT_OF_REACH, ripeness_chart


def rows(chart):
    """Return what is drawn at each level of the axis, without the months."""
    return [line[7:] for line in chart[:-2]]


def test_a_gap_is_dotted_where_no_deal_is_in_reach_and_shaded_where_one_is():
    chart = rows(ripeness_chart([0.9, 0.9], [0.5, 0.5], [-0.2, 0.2], width=2))
    columns = ["".join(line.ljust(2)[x] for line in chart).strip() for x in (0, 1)]
    assert columns[0].replace(" ", "") == ATTACKER + DEFENDER + OUT_OF_REACH * 3 + DEAL
    assert columns[1].replace(" ", "") == ATTACKER + DEAL + IN_REACH * 3 + DEFENDER


def test_lines_that_meet_are_marked():
    assert any(BOTH in line for line in ripeness_chart([0.9] * 3, [0.5] * 3, [0.0] * 3, width=3))


def test_the_chart_fits_eighty_columns_whatever_the_horizon():
    for months in (2, 7, 25, 61, 181):
        chart = ripeness_chart([0.4] * months, [0.5] * months, [-0.1] * months)
        assert max(map(len, chart)) <= 80
        assert chart[-1].endswith("months")


def test_each_year_is_marked():
    axis, numbers = ripeness_chart([0.4] * 61, [0.5] * 61, [-0.1] * 61)[-2:]
    assert axis.count("┬") == 6
    assert numbers.split() == ["0", "12", "24", "36", "48", "60", "months"]


def test_months_without_a_value_stay_empty():
    chart = rows(ripeness_chart([0.4, None], [0.5, None], [-0.1, None], width=2))
    assert all(len(line) <= 1 for line in chart)
    assert ripeness_chart([None], [None], [None]) == ["(no month in which the war goes on)"]
