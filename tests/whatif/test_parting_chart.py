"""The chart of two curves of odds: what stands where."""

from ripeness.pages.parting_drawing import APART, BOTH, A, B, parting_chart


def rows(chart: list[str]) -> list[str]:
    """The canvas, from 100 per cent down to 0, without axes."""
    return [line[8:].ljust(61) for line in chart[:11]]


def test_each_curve_stands_in_the_row_of_its_tenth_and_between_them_is_shade() -> None:
    canvas = rows(parting_chart([1.0] + [0.8] * 60, [1.0] + [0.3] * 60))
    assert canvas[0][0] == BOTH
    column = [canvas[row][40] for row in range(11)]
    assert column == [" ", " ", A, *[APART] * 4, B, " ", " ", " "]


def test_curves_that_are_the_same_are_drawn_as_one() -> None:
    odds = [1.0 - 0.01 * month for month in range(61)]
    text = "".join(rows(parting_chart(odds, odds)))
    assert text.count(BOTH) == 61
    assert A not in text and B not in text and APART not in text


def test_a_month_without_a_figure_is_left_blank() -> None:
    canvas = rows(parting_chart([1.0, None], [1.0, None]))
    assert sum(line.count(BOTH) for line in canvas) == 31  # the half of the columns that stand for the first month


def test_months_are_marked_by_year_and_lines_are_short() -> None:
    chart = parting_chart([1.0] * 61, [0.5] * 61)
    assert chart[-1].split() == ["0", "12", "24", "36", "48", "60", "months"]
    assert max(len(line) for line in chart) <= 80
