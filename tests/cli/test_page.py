"""The page that a person reads, line by line."""

from pathlib import Path

import synthetic
from printing import printed as on_terminal
from ripeness.pages.run import page
from ripeness.questions.summary.summary import summarise

GOLDEN = Path(__file__).parent / "page.txt"


def printed(summary, width=80) -> str:
    return on_terminal(page(summary, details=True), width)


def test_the_page_of_the_made_up_war_is_the_one_kept(made_up, war):
    """To accept a change, write ``printed(...)`` to page.txt and read the difference."""
    assert printed(summarise(made_up, war)) == GOLDEN.read_text(encoding="utf-8")


def test_no_line_is_wider_than_eighty_columns(made_up, war):
    assert max(len(line) for line in printed(summarise(made_up, war)).splitlines()) <= 80


def test_a_warning_is_the_first_line(war):
    text = printed(summarise(synthetic.forecast(war, draws=30), war))
    assert text.startswith("CAUTION: the record leaves an effective sample of")


def test_a_partial_run_says_so(made_up, war):
    assert "PARTIAL: interrupted after 200 of 500 sets of assumptions." in printed(
        summarise(made_up.assign_attrs(partial=1, draws=500), war)
    )


def test_a_forecast_without_the_record_says_so(war):
    text = printed(summarise(synthetic.forecast(war, record=False), war))
    assert "not used: every version counts as the scenario states it" in text
    assert "The record was not used." in text


def test_a_short_horizon_shows_the_months_that_there_are(war):
    text = printed(summarise(synthetic.forecast(war, horizon=3), war))
    assert "31 Mar 2026" in text and "Jan 2027" not in text


def test_forced_stops_stand_apart_and_are_called_an_assumed_hazard(made_up, war):
    lines = printed(summarise(made_up, war)).splitlines()
    (at,) = [number for number, line in enumerate(lines) if "is forced to stop (an assumed" in line]
    assert lines[at - 1] == "" and lines[at + 1] == ""


def test_a_war_that_never_settles_has_no_terms(war):
    made = synthetic.forecast(war)
    made["terms"] = made.terms * float("nan")
    assert "No settlement is met within the months shown." in printed(summarise(made, war))


def test_square_brackets_in_a_title_are_printed_as_they_are(made_up, war):
    summary = summarise(made_up, war)
    summary["title"] = "A war [bold]of[/bold] words"
    assert "A war [bold]of[/bold] words" in printed(summary)


def test_a_scenario_without_uncertain_numbers_is_not_warned_of(made_up, war):
    summary = summarise(synthetic.forecast(war, draws=1), war)
    summary["evidence"]["uncertain"] = 0
    text = printed(summary)
    assert text.startswith("A made-up war")
    assert "No number of the scenario is uncertain." in text
