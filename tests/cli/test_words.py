"""Numbers in words: rounding, the scale, frequencies, and what is never said."""

import pytest

import synthetic
from ripeness.pages.run_words import in_words, trust
from ripeness.pages.words import (
    SCALE,
    about,
    caution,
    confidence,
    in_ten,
    last_day,
    likelihood,
    month_in_words,
    percent,
    scale_in_words,
    where_terms_lie,
)
from ripeness.questions.summary.summary import summarise


@pytest.mark.parametrize(
    ("probability", "printed", "frequency", "word"),
    [
        (0.0, "0 %", "fewer than 1 in 10", "almost no chance"),
        (0.01, "<5 %", "fewer than 1 in 10", "almost no chance"),
        (0.03, "5 %", "fewer than 1 in 10", "almost no chance"),
        (0.10, "10 %", "about 1 in 10", "very unlikely"),
        (0.224, "20 %", "about 2 in 10", "very unlikely"),
        (0.251, "25 %", "about 3 in 10", "unlikely"),
        (0.449, "45 %", "about 4 in 10", "unlikely"),
        (0.5, "50 %", "about 5 in 10", "roughly even chance"),
        (0.623, "60 %", "about 6 in 10", "likely"),
        (0.84, "85 %", "about 8 in 10", "very likely"),
        (0.94, "95 %", "about 9 in 10", "very likely"),
        (0.98, ">95 %", "more than 9 in 10", "almost certain"),
        (1.0, ">95 %", "more than 9 in 10", "almost certain"),
    ],
)
def test_a_probability_is_rounded_to_five_points_and_in_prose_to_tenths_and_has_one_word(
    probability, printed, frequency, word
):
    assert percent(probability) == printed
    assert in_ten(probability) == frequency
    assert likelihood(probability) == word


def test_nothing_known_is_printed_as_a_dash():
    assert percent(None) == "-"


def test_the_printed_scale_is_the_scale_in_use():
    printed = scale_in_words()
    assert printed.startswith("Words for chances, per cent: almost no chance 0-5; very unlikely 5-20")
    assert all(word in printed for _, word in SCALE)


def test_terms_lie_between_two_ideals():
    lie = [where_terms_lie(share, "A", "D") for share in (0, 0.3, 0.5, 0.7, 1)]
    assert lie == [
        "at or near D's ideal",
        "nearer D's ideal",
        "about half-way",
        "nearer A's ideal",
        "at or near A's ideal",
    ]


def test_months_are_written_out():
    assert month_in_words("2026-02") == "February 2026"
    assert month_in_words("2029-12", short=True) == "Dec 2029"


def summary_of(war, **options):
    return summarise(synthetic.forecast(war, **options), war)


def test_fewer_than_fifty_effective_draws_are_said_first(war):
    few = summary_of(war, draws=40)
    assert caution(few).startswith("CAUTION: not to be quoted: weighed by the record, these 40 versions")
    assert "and 50 are needed" in caution(few)


def test_less_than_a_tenth_of_the_draws_is_said_first(war):
    few = summary_of(war, draws=2000)
    few["record"]["effective_sample_size"] = 199.0
    assert "less than a tenth" in caution(few)
    few["record"]["effective_sample_size"] = 200.0
    assert caution(few) == ""


def test_confidence_rests_on_draws_spread_and_judgement_and_is_said_apart_from_the_odds(war):
    summary = summary_of(war, record=False)
    assert confidence(summary)[0] == "low"  # nearly every number of the starter is a judgement
    summary["evidence"] = {"numbers": 100, "uncertain": 10, "on_judgement": 20}
    assert confidence(summary)[0] == "moderate"
    summary["ongoing"] = [{"mean": 0.5, "p10": 0.45, "p90": 0.55}] * len(summary["ongoing"])
    assert confidence(summary)[0] == "high"
    summary["record"]["effective_sample_size"] = 49
    assert confidence(summary)[0] == "low"
    assert trust(summary).startswith("Confidence in these figures is low") and "likely" not in trust(summary)


def test_what_comes_first_says_whose_claim_it_is_in_sentences_that_stand_alone(war):
    told = in_words(summary_of(war))
    assert len(told) == 3 and told[0].startswith("On the assumptions of the scenario")
    first = (
        "The chance of a first ceasefire or settlement by 31 December 2026 is about 15 %; by 31 December 2027 it is "
        "about 25 %."
    )
    assert told[0].endswith(first)
    for discredited in (
        "feign",
        "broke ",
        "exact",
        "proves",
        "the model shows",
        "odds",
        "probability that the assumption",
    ):
        assert discredited not in " ".join(told)


@pytest.mark.parametrize(("without", "why"), [(0.9, "there is no table"), (0.4, "seldom meet at a table")])
def test_a_deal_that_is_in_reach_and_hardly_ever_signed_is_told_with_the_reason(war, without, why):
    """By hand: a deal is in reach in nine states of ten, no settlement in the months shown, so many without a table."""
    summary = summary_of(war)
    assert "Yet the chance that one is signed" not in " ".join(in_words(summary))
    never = {name: {"by_month": [0.0 for _ in path["by_month"]]} for name, path in summary["endings"].items()}
    talks = {**summary["talks"], "in_earnest": [without] * len(summary["months"])}
    alike = {**summary, "endings": never, "ripe": [0.9] * len(summary["months"]), "talks": talks}
    told = " ".join(in_words(alike))
    assert (
        "in reach today" in told
        and "Yet the chance that one is signed by" in told
        and f"is nil: {why}" in told.replace("the sides ", "")
    )


def test_endings_that_are_printed_as_equally_likely_are_named_together(war):
    summary = summary_of(war)
    months = len(summary["months"])
    shares = dict.fromkeys(summary["endings"], 0.0)
    shares |= {"settlement_even": 0.31, "defender_collapses": 0.151, "attacker_forced_to_stop": 0.149}
    summary["endings"] = {name: {"by_month": [share] * months} for name, share in shares.items()}
    told = in_words(summary)[1]
    assert "is a settlement at the line (30 %), then" in told
    assert told.endswith("the defender collapsing and the attacker being forced to stop (15 % each).")


def test_prose_says_a_chance_as_the_table_does():
    for hundredth in range(101):
        told = about(hundredth / 100)
        printed = percent(hundredth / 100)
        assert told.split()[-2:] == printed.lstrip("<>").split() if hundredth else told == "nil"
        assert told.startswith({"<": "less than", ">": "more than"}.get(printed[0], "about" if hundredth else "nil"))


def test_a_month_is_said_by_the_day_before_it_begins():
    assert last_day("2026-03") == "28 February 2026" and last_day("2028-03", short=True) == "29 Feb 2028"
    assert last_day("2027-01") == "31 December 2026"


def test_each_ending_has_words(war):
    from ripeness.arrays import ENDINGS
    from ripeness.pages.words import ENDING_NOUNS

    assert set(ENDING_NOUNS) == set(ENDINGS)
