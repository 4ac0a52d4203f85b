"""The page that a person reads, line by line."""

import re
from collections import Counter
from pathlib import Path

import pytest

import synthetic
from printing import printed as on_terminal
from ripeness.pages.layout import Column, sentences, table
from ripeness.pages.run import page
from ripeness.pages.run_words import in_words
from ripeness.questions.summary.summary import summarise

GOLDEN = Path(__file__).parent / "page.txt"


def printed(summary, width=80) -> str:
    return on_terminal(page(summary, details=True), width)


def test_the_page_of_the_made_up_war_is_the_one_kept(made_up, war):
    """To accept a change, delete page.txt, run this and read the difference."""
    page = printed(summarise(made_up, war))
    if not GOLDEN.exists():
        GOLDEN.write_text(page, encoding="utf-8")
        pytest.fail("wrote the page anew: read it, and keep it")
    assert page == GOLDEN.read_text(encoding="utf-8")


def test_no_line_is_wider_than_eighty_columns(made_up, war):
    assert max(len(line) for line in printed(summarise(made_up, war)).splitlines()) <= 80


def test_a_warning_is_the_first_line(war):
    text = printed(summarise(synthetic.forecast(war, draws=30), war))
    assert text.startswith("CAUTION: not to be quoted: weighed by the record, these")


def test_a_partial_run_says_so(made_up, war):
    assert "PARTIAL: interrupted after 200 of 500 versions of the argument." in printed(
        summarise(made_up.assign_attrs(partial=1, draws=500), war)
    )


def test_a_forecast_without_the_record_says_so(war):
    text = printed(summarise(synthetic.forecast(war, record=False), war))
    assert "not used: every version counts as the scenario states it" in text
    assert "The record was not used." in text


def test_a_short_horizon_shows_the_months_that_there_are(war):
    text = printed(summarise(synthetic.forecast(war, horizon=3), war))
    assert "31 Mar 2026" in text and "Jan 2027" not in text


def test_forced_stops_are_the_last_of_the_endings_and_called_an_assumed_hazard(made_up, war):
    lines = printed(summarise(made_up, war)).splitlines()
    (at,) = [number for number, line in enumerate(lines) if "is forced to stop (an assumed" in line]
    assert lines[at - 1].startswith("the South collapses")  # no line is left out between two endings
    assert lines[at + 1] == "" and lines[at + 2].startswith("still fighting")


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


def test_no_band_is_printed_of_two_draws_outside_which_their_mean_may_lie(war):
    text = printed(summarise(synthetic.forecast(war, draws=2), war))
    assert "too few to say" in text


def test_an_ending_that_the_rules_exclude_is_not_filed_under_rare_ones(made_up, war):
    text = " ".join(printed(summarise(made_up, war)).split())
    rare, excluded = text.split("Fewer than 1 in 2,000:")[1].split("Excluded by the scenario's own rules:")
    assert "ceasefire" in excluded and "ceasefire" not in rare.split("Excluded")[0]


def test_a_chance_without_the_record_that_rests_on_few_draws_is_not_printed(made_up, war):
    summary = summarise(made_up, war)
    assert "without it" in printed(summary)
    summary["record"]["unconditioned_effective"] = 23.0
    assert "The chance without the record is not printed" in printed(summary) and "without it " not in printed(summary)


def test_details_are_behind_an_option_and_the_first_screen_says_so(made_up, war):
    first = on_terminal(page(summarise(made_up, war)))
    for private in ("log likelihood", "Rank correlation", "Pareto", "odds"):
        assert private not in first
    assert "--details" in first


def test_nothing_is_said_of_a_mediator_where_there_is_none(made_up, war):
    summary = summarise(made_up, war)
    summary["mediated"] = False
    assert "At the talks" not in printed(summary)


@pytest.mark.parametrize("width", [60, 40])
def test_no_figure_is_lost_on_a_narrow_terminal(made_up, war, width):
    """Every figure of every sentence and table; a drawing that does not fit gives way to a sentence."""
    made = page(summarise(made_up, war), details=True)
    stated = Counter(re.findall(r"[<>+±-]?\d[\d.,]*", " ".join(sentences(made))))
    told = Counter(re.findall(r"[<>+±-]?\d[\d.,]*", on_terminal(made, width)))
    assert len(stated) > 40 and {one: many for one, many in stated.items() if told[one] < many} == {}


@pytest.mark.parametrize("width", [80, 60, 40])
def test_in_a_table_no_figure_parts_from_its_unit_and_no_date_is_broken(war, width):
    """Nor does the second line of a cell that is set in begin further left than its first."""
    heads = (Column("on"), Column("8 in 10 versions"), Column("in words"))
    long = "a government aligned with the attacker, and what comes of it, in 35 % of the settlements by 31 Jan 2027"
    rows = [("31 Jan 2026", "55 to >95 %", f"{'x' * shift} {long}") for shift in range(1, 12)]
    inset = [(f"  of this with {long}", "5 %", "80 % to 90 %")]
    told = on_terminal((table(heads, rows), table(heads, inset)), width).splitlines()
    assert not [line for line in told if re.match(r"\s*(%|(Jan )?20\d\d)", line)]
    assert not [line for line in told if re.search(r"(\b31|Jan|to|\b35|>95)$", line)]
    at = next(number for number, line in enumerate(told) if line.startswith("  of this"))
    assert told[at + 1].startswith("  ")


def test_the_end_of_next_year_is_told_where_it_lies_apart_from_the_other_days(made_up, war):
    summary = summarise(made_up, war)
    assert "on 31 December 2027 is about" in in_words(summary)[0]
    months = [f"{2026 + (10 + at) // 12}-{(10 + at) % 12 + 1:02d}" for at in range(len(summary["months"]))]
    near = in_words({**summary, "months": months})[0]  # as of November: its end lies two months from a year ahead
    assert "is still fought on 31 December 2027" not in near and "is still fought on 31 October 2027" in near


def test_nil_and_less_than_five_are_told_apart_where_both_are_printed(made_up, war):
    summary = summarise(made_up, war)
    assert "'0 %': in no version" not in printed(summary)
    name = "attacker_wins_at_the_front"
    paths = summary["endings"][name]["by_month"]
    later = {name: {"by_month": [0.0 if at <= 12 else one for at, one in enumerate(paths)]}}
    assert "'0 %': in no version" in printed({**summary, "endings": {**summary["endings"], **later}})
