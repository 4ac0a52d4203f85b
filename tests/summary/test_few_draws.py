"""An answer that rests on few versions of the argument says so first in Python too, as its page does."""

import re

import pytest

import ripeness
import synthetic
from ripeness.pages.words import caution
from ripeness.questions.ask.ask import Chances
from ripeness.questions.result import Result


def summary_of(war, **options):
    return ripeness.summary(synthetic.forecast(war, **options), war)


def test_a_summary_of_few_draws_begins_with_the_pages_caution_and_names_pythons_argument(war):
    few = summary_of(war, draws=40)
    said = repr(few).splitlines()[0]
    assert said.startswith("CAUTION: not to be quoted") and said == few.caution
    assert said.replace("draws=", "--draws ") == caution(few.content)
    assert few._repr_html_().startswith(f"<p><strong>{said}</strong></p>\n<table")


def test_a_summary_of_enough_draws_begins_with_what_it_is(war):
    many = summary_of(war, draws=2000)
    many.content["record"]["effective_sample_size"] = 200.0
    assert repr(many).startswith("run of ") and many._repr_html_().startswith("<table")
    many.content["record"]["effective_sample_size"] = 199.0
    assert many.caution == caution(many.content) != ""


def test_where_nothing_is_uncertain_few_draws_say_all(war):
    few = summary_of(war, draws=40)
    few.content["evidence"]["uncertain"] = 0
    assert few.caution == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"effective_sample_size": 8.0, "draws": 16, "record": True}, "weighed by the record, these 16 versions"),
        ({"effective_sample_size": 8.0, "draws": 16, "uncertain": 0}, ""),
        ({"effective_sample_size": 50.0, "draws": 64, "record": False}, ""),
        ({"effective_sample_size": 8.0, "draws": 16, "record": False, "central": True}, ""),
        (
            {"views": {"a": {"effective_sample_size": 60.0}, "b": {"effective_sample_size": 7.0}}, "draws": 16},
            "these 16 versions of each view count as 7 .* Ask for 250 versions or more \\(draws=250\\)",
        ),  # 5 times 50, shared by two
    ],
)
def test_other_answers_say_what_their_own_draws_count_as(content, said):
    found = Result(content, finished=16).caution
    assert bool(found) == bool(said) and re.search(said, found)


def test_of_several_answers_the_one_that_rests_on_least_is_told():
    each = [{"effective_sample_size": one, "record": False} for one in (60.0, 3.0)]
    assert "count as 3 equal ones" in Chances({"answers": each}, finished=60).caution


def test_a_single_version_that_counts_is_not_told_as_several(war):
    assert "this one version of the argument counts as 1 equal one," in summary_of(war, draws=1).caution
