"""Answers as people write them are read, or refused with the words that were typed; each figure is stated by hand."""

from __future__ import annotations

import math

import hearing
import pytest
from test_interview import played

import ripeness
from ripeness.errors import RunError
from ripeness.scenarios.interview.asking import read_answers
from ripeness.scenarios.interview.numbers import Stated, monthly
from ripeness.scenarios.interview.questions import BY_KEY
from ripeness.scenarios.interview.writing import scenario_text
from ripeness.schema import parse_scenario

TWO = "attacker: Norland\ndefender: Sudmark\ndates: 2024-03; 2026-01\n"
AREAS = f"{TWO}front_area: 12000; 0; 60000\nfront_moves: 100; 400\n"
MONEY = f"{TWO}stop: 2 % within a year\nmoney: 38 bn; 5; 7\nexports: 3\n"


def understood(key: str, text: str, before: str = TWO):
    return hearing.understood(key, text, before)


def refused(key: str, text: str, before: str = TWO) -> str:
    return hearing.refused(key, text, before)


def flat(found) -> list[float]:
    if isinstance(found, float):
        return [found]
    return list(found.values) if isinstance(found, Stated) else [value for one in found for value in flat(one)]


def scenario_of(answers: str):
    return parse_scenario(scenario_text("made", read_answers(answers, "answers")), "made.yaml")


def test_how_often_may_lie_between_two() -> None:
    assert understood("talks", "two or three times a year")[0].values == pytest.approx((2 / 12, 3 / 12))
    assert understood("talks", "once or twice a year")[0].values == pytest.approx((1 / 12, 2 / 12))
    assert understood("talks", "every two to four months")[0].values == pytest.approx((1 / 4, 1 / 2))
    assert "or twice a year" in refused("talks", "bimonthly")


@pytest.mark.parametrize(
    "text, share",
    [
        ("every other month", 1 / 2), ("every second month", 1 / 2), ("Every third month", 1 / 3),
        ("every fourth month", 1 / 4), ("every six months", 1 / 6), ("once every four months", 1 / 4),
        ("twice a year", 2 / 12), ("three times a year", 3 / 12), ("once a year", 1 / 12),
        ("once every two years", 1 / 24),
        ("once a quarter", 1 / 3), ("once every half a year", 1 / 6), ("five times in two years", 5 / 24),
        ("monthly", 1.0), ("weekly", 1.0), ("every week", 1.0), ("twice a month", 1.0), ("every two weeks", 1.0),
        ("once every ten weeks", 365.25 / 12 / 70), ("every ten weeks", 365.25 / 12 / 70),
        ("a third", 1 / 3), ("two thirds", 2 / 3), ("a quarter", 1 / 4), ("three quarters", 3 / 4),
        ("four fifths", 4 / 5), ("half", 1 / 2), ("half of the months", 1 / 2), ("two-thirds of all months", 2 / 3),
    ],
)  # fmt: skip
def test_how_often_is_read_as_a_share_of_months(text: str, share: float) -> None:
    assert understood("talks", text)[0].values == pytest.approx((share,))


@pytest.mark.parametrize(
    "text, shares",
    [
        ("a third", [1 / 3]), ("one third to two thirds", [1 / 3, 2 / 3]), ("half", [0.5]), ("even chance", [0.5]),
        ("an even chance", [0.5]), ("as likely as not", [0.5]), ("fifty-fifty", [0.5]), ("four fifths", [0.8]),
        ("a quarter, a half, three quarters", [0.25, 0.5, 0.75]), ("nine tenths", [0.9]),
    ],
)  # fmt: skip
def test_shares_are_read_in_words(text: str, shares: list[float]) -> None:
    assert flat(understood("broken", text)[0]) == pytest.approx(shares)


def test_every_second_meeting_is_half_of_them() -> None:
    assert understood("mandate", "every second meeting", f"{TWO}talks: 1 in 3\n")[0].values == (0.5,)


@pytest.mark.parametrize(
    "text, months",
    [("half a year", 6), ("two and a half years", 30), ("a year and a half", 18), ("two years and a half", 30),
     ("one and a half years", 18), ("half a year to a year", 6), ("three quarters", 9)],
)  # fmt: skip
def test_lengths_of_time_are_read_in_words(text: str, months: float) -> None:
    assert understood("fading", text)[0].values[0] == months
    if " to " not in text:
        rates = understood("collapse", f"even chance within {text}")[0]
        assert rates.values == pytest.approx((1 - 0.5 ** (1 / months),))


def test_a_day_by_which_it_comes_is_counted_from_the_month_of_writing() -> None:
    """From the first of January 2026 to the last of December 2027 are 24 months, to the last of June 2026 six."""
    for text, months in (("25 % by the end of 2027", 24), ("25 % by June 2026", 6), ("a quarter by 2027-12", 24)):
        assert understood("collapse", text)[0].values == pytest.approx((monthly(0.25, months),))
    assert "by the end of 2027" in refused("collapse", "25 % by 2027")
    assert "not after" in refused("collapse", "25 % by the end of 2025")
    assert "names no length of time" in refused("collapse", "25 % by 2026-13")
    assert understood("collapse", "25 % in the next year and a half")[0].values == pytest.approx((monthly(0.25, 18),))


@pytest.mark.parametrize(
    "text", ["March 2024", "15 March 2024", "15th March 2024", "March 15, 2024", "the 15th of March 2024", "2024-03-15"]
)
def test_dates_are_read_as_people_write_them(text: str) -> None:
    assert understood("dates", f"{text}; January 2026")[0] == ("2024-03", "2026-01")
    assert understood("source", f"A. Author; On it; {text}")[0][2] in ("2024-03", "2024-03-15")


def test_the_day_of_the_prose_is_kept() -> None:
    assert understood("source", "A. Author; On it; 15 March 2024")[0][2] == "2024-03-15"


def test_square_miles_become_square_kilometres() -> None:
    """A mile is 1.609344 km."""
    now, _, beaten = understood("front_area", "5000 sq mi; 0; 20 000 square miles")[0]
    assert (now.middle, beaten.middle) == pytest.approx((5000 * 1.609344**2, 20000 * 1.609344**2), rel=1e-6)
    assert "miles" in refused("front_area", "5000 square miles; 0; 60000")
    assert flat(understood("front_moves", "10 sq mi a month; 40 sq mi", AREAS)[0]) == pytest.approx(
        [25.89988, 103.59952]
    )


@pytest.mark.parametrize(
    "text, sums",
    [
        ("900 million; 50 million; 0.07 bn", [0.9, 0.05, 0.07]),
        ("38 billion crowns; 5 bn; 7", [38, 5, 7]),
        ("half a billion; 60 million a year; 12 million a quarter", [0.5, 0.005, 0.004]),
        ("1 trillion yen; 50 bn yen; 70 bn yen", [1000, 50, 70]),
        ("1.125; 0.5; 0.7", [1.125, 0.5, 0.7]),
    ],
)
def test_sums_are_read_in_billions_of_one_currency(text: str, sums: list[float]) -> None:
    assert flat(understood("money", text)[0]) == pytest.approx(sums)


def test_a_currency_that_the_file_does_not_name_is_said_aloud_and_stands_in_the_file() -> None:
    said = understood("money", "38 billion crowns; 5; 7")[1]
    assert "38 bn crowns" in said and "read it as bn crowns" in said and "No rate of exchange" in said
    assert "exchange" not in understood("money", "$38 bn; 5; 7")[1]
    text = scenario_text("made", read_answers(f"{TWO}money: 38 billion crowns; 5; 7\nsponsor: Ost; 1; 2; 5\n", "a"))
    assert "# Sums are in crowns;" in text and "# Aid is in crowns;" in text
    assert "in crowns and in USD" in refused("money", "38 bn crowns; 5 bn dollars; 7").replace("Sums are ", "")
    assert "'velars' is no currency" in refused("money", "38 bn velars; 5; 7")
    assert "crowns and in EUR" in refused("exports", "3 bn euros", f"{TWO}money: 38 bn crowns; 5; 7\n")
    assert "'20 million'" in refused("money", "20 million; 3; 4")


def test_a_point_is_a_fraction_where_thousands_cannot_be_meant() -> None:
    assert understood("sponsor", "Ost; 0.75; 1.125; 5")[0][1:3] == (0.75, 1.125)
    assert understood("broken", "12.125 %")[0].values == pytest.approx((0.12125,))
    for key, text, before in (
        ("bears", "1.125; 3", TWO),
        ("front_area", "1.125; 0; 60000", TWO),
        ("money", "40.000; 5; 7", TWO),
    ):
        assert "point between thousands" in refused(key, text, before)


@pytest.mark.parametrize(
    "key, text, echoed",
    [
        ("broken", "even chance within two years", "'even chance within two years'"),
        ("broken", "once every ten weeks", "'once every ten weeks'"),
        ("fading", "two and a half weeks", "'two and a half weeks'"),
        ("bears", "two and a half decades; 3", "'two and a half decades'"),
        ("collapse", "two thirds of it within three years", "'two thirds of it within three years'"),
        ("collapse", "one in three", "'one in three'"),
        ("collapse", "within a year", "'within a year'"),
        ("broken", "5, twenty-five of them, 40 %", "'twenty-five of them'"),
        ("broken", "forty to thirty %", "'forty to thirty %'"),
        ("fading", "five thousand hundred", "'five thousand hundred'"),
    ],
)
def test_a_complaint_shows_the_words_that_were_typed(key: str, text: str, echoed: str) -> None:
    assert refused(key, text).startswith(echoed)


@pytest.mark.parametrize("key", ["title", "attacker", "defender", "mediator", "issues"])
@pytest.mark.parametrize(
    "text", ["two in three within five years", "about 30 %", "half a year", "900 million", "1 in 3"]
)
def test_a_name_is_no_number(key: str, text: str) -> None:
    assert f"{text!r} reads as a number" in refused(key, text)


def test_names_that_hold_numbers_are_names() -> None:
    for name in ("The Seven Years War", "Group of 7", "The Union of Ports", "the 38th parallel", "Half Moon Bay"):
        assert understood("mediator", name)[0][0] == name


def test_a_side_may_be_silent_on_an_issue_in_two_ways() -> None:
    assert understood("attacker_asks", "100; -; ?", f"{TWO}issues: a; b; c\n")[0] == [1.0, None, None]


# --- Sanctions of somebody else, money, aid -------------------------------------------------------


def test_sanctions_that_a_third_party_holds_back_are_its_own() -> None:
    """Even chance within a year: 1 - 0.5 ** (1 / 12) = 5.613 % in each month, whatever the mediator thinks."""
    answers = (
        f"{MONEY}mediator: Westmark; 60 %\nholder: the Union of Ports\nsanctions: 40 %; even chance within a year\n"
    )
    war, text = scenario_of(answers), scenario_text("made", read_answers(answers, "a"))
    assert war.actors["union_of_ports"].name == "the Union of Ports" and war.actors["union_of_ports"].role == "other"
    assert war.levers["enforcement"].owner == war.levers["release"].owner == ("union_of_ports",)
    assert war.epochs["today"].changes["gate.discharge"].centre == pytest.approx(0.05613, rel=1e-3)
    assert (
        war.gate.opening.centre == war.gate.discharge.centre == 0 and "gate.opening" not in war.epochs["today"].changes
    )
    assert "Westmark enforces" not in text and "its sanctions that" not in text
    asked = BY_KEY["sanctions"].worded(BY_KEY["sanctions"].text, read_answers(answers, "a").got())
    assert "the Union of Ports hold back" in asked and "Westmark" not in asked


@pytest.mark.long
def test_sanctions_of_a_third_party_come_in_the_forecast_with_the_chance_that_was_answered() -> None:
    """Even chance within a year: in half of the wars that go on they are in force after twelve months."""
    answers = f"{TWO}stop: 0 % within a year\ncollapse: 0 % within a year\nmoney: 900; 5; 5\nexports: 3\ntalks: 0 %\n"
    war = scenario_of(f"{answers}holder: the Union of Ports\nsanctions: 40 %; even chance within a year\n")
    war = war.replace({"calendar.horizon": 12, "calendar.tail": 1, "numerics.chest_nodes": 3})
    in_force = ripeness.forecast(war, draws=2, seed=1)["package"].mean("draw").values
    assert in_force[[0, 6, 12]] == pytest.approx([0.0, 1 - 0.5**0.5, 0.5], abs=1e-3)


def test_sanctions_are_the_mediators_where_nobody_else_is_named() -> None:
    for holder in ("", "holder: westmark\n"):
        war = scenario_of(f"{MONEY}mediator: Westmark; 60 %\n{holder}sanctions: 40 %; 60 % within a year\n")
        assert war.levers["enforcement"].owner == ("westmark",) and "release" not in war.levers
        assert "gate.opening" in war.epochs["today"].changes
    assert "is the side that the sanctions would hit" in refused("holder", "Norland", MONEY)


def test_a_third_party_may_hold_sanctions_back_where_nobody_mediates_or_where_it_gives_aid() -> None:
    more = "sponsor: The Union; 1; 2; 5\n"
    war = scenario_of(f"{MONEY}{more}holder: the union\nsanctions: 40 %; 60 % within a year\n")
    assert list(war.actors) == ["norland", "sudmark", "union"] and war.levers["release"].owner == ("union",)
    own = scenario_of(f"{MONEY}holder: Sudmark\nsanctions: 40 %; 60 % within a year\n")
    assert list(own.actors) == ["norland", "sudmark"] and own.levers["release"].owner == ("sudmark",)


def test_money_is_counted_once_and_the_whole_is_told() -> None:
    """38 bn last 19 months at 2 a month: 1 - .98 ** (19 / 12) (2 / 3) ** (17 / 12) = 45 % within three years."""
    for key in ("stop", "stop_hoped"):
        assert "apart from running out of money" in " ".join(BY_KEY[key].text.split())
    whole = 1 - 0.98 ** (19 / 12) * (2 / 3) ** (17 / 12)
    assert (
        f"{100 * whole:.0f}" == "45" and "45 % within 3 years" in understood("spent", "1 in 3 within a year", MONEY)[1]
    )
    assert "less than before" in understood("spent", "1 % within a year", MONEY)[1]
    numbers = scenario_of(f"{MONEY}spent: 1 in 3 within a year\n").quantities()
    assert "apart from running out of money" in numbers["truth.forced_stop_solvent"].note
    assert "replaces" in numbers["truth.forced_stop_exhausted"].note


def test_without_an_answer_a_stop_is_taken_to_be_likelier_once_the_reserves_are_spent() -> None:
    """By 3 % in each month, one in ten by less than 0.5 or more than 10, above 2 % a year: whoever answers money says
    that reserves count, and the field's own default, no stop at all, would turn that round."""
    truth = scenario_of(MONEY).truth
    before = 1 - 0.98 ** (1 / 12)
    assert truth.forced_stop_solvent.centre == pytest.approx(before, rel=1e-3)
    wide = truth.forced_stop_exhausted.parameters
    assert [wide[one] - before for one in ("p10", "median", "p90")] == pytest.approx([0.005, 0.03, 0.1], abs=1e-4)
    assert scenario_of(TWO).truth.forced_stop_exhausted.centre == 0


@pytest.mark.parametrize(
    "gives, need, high, raised", [("1.5", "2", 2.25, 2.25), ("0.9", "3", 3, 1.35), ("0", "2", 2, 2)]
)
def test_aid_goes_up_to_what_is_needed_or_half_as_much_again(gives, need, high, raised) -> None:
    answers = f"{TWO}sponsor: Ost; {gives}; {need}; 5\n"
    war, text = scenario_of(answers), scenario_text("made", read_answers(answers, "a"))
    assert (war.levers["aid"].high, war.policies["aid-raised"].levers["aid"]) == pytest.approx((high, raised))
    assert f"# aid: high is {high:g}" in text and f"the {need} that Sudmark needs" in text


def test_a_file_of_answers_may_say_that_nothing_is_known() -> None:
    for word in (
        "don't know",
        "dont know",
        "no idea",
        "Unknown",
        "not stated",
        "skip",
        "?",
        "-",
        "n/a",
        "Don\u2019t know.",
    ):
        given = read_answers(f"{TWO}talks: {word}\n", "a")
        assert "talks" not in given.words and "talks" in given.skipped
    with pytest.raises(RunError, match="talks"):
        read_answers(f"{TWO}talks: never mind\n", "a")


# --- Claims with a chance, and answers that are kept ----------------------------------------------


@pytest.mark.parametrize(
    "text, ends",
    [
        ("an even bet", (0.4, 0.6)), ("a coin toss", (0.4, 0.6)), ("as likely as not", (0.4, 0.6)),
        ("30 %", (0.2, 0.4)), ("60 to 80 %", (0.6, 0.8)), ("1 in 20", (0.0, 0.15)), ("two thirds", (0.5667, 0.7667)),
    ],
)  # fmt: skip
def test_a_claim_may_be_a_chance_and_says_within_which_it_holds(text: str, ends: tuple[float, float]) -> None:
    (one,), said = understood("claims", f"{text} settle by 2027-12")
    assert one.ends == pytest.approx(ends) and f"{text}: {100 * ends[0]:.3g} to {100 * ends[1]:.3g} %" in said
    war = scenario_of(f"{TWO}claims: {text} settle by 2027-12; will go on in 2026-06\n")
    held = war.claims["says-1"].holds_if
    assert (held.at_least, held.at_most) == pytest.approx(ends) and war.claims["says-1"].kind == "belief"
    assert war.claims["says-2"].kind == "will"


def test_the_question_and_the_playback_of_claims_say_what_each_word_asks_for() -> None:
    from ripeness.schema.claims.claim import MODAL

    said = understood("claims", "could settle by 2027-12")[1]
    asked = " ".join(BY_KEY["claims"].text.split())
    for word, least in MODAL.items():
        assert f"{word}: at least {100 * least:.0f} %" in asked and f"{word}: at least {100 * least:.0f} %" in said
    assert "'maybe' is no chance" in refused("claims", "maybe settle by 2027-12")


def test_enter_after_a_refused_try_keeps_the_earlier_answer() -> None:
    lines = ["The war", "", "", "", "March 2024; January 2026", "back", "soon", "", "the delta"]
    answers, said = played(lines)
    assert answers.words["dates"] == "March 2024; January 2026" and "dates" not in answers.skipped
    assert answers.words["issues"] == "the delta" and sum("Enter keeps it" in one for one in said) == 2


@pytest.mark.parametrize("word", ["don't know", "-", "?", "unknown"])
def test_one_place_may_be_unknown_where_something_wide_stands_in_its_place(word: str) -> None:
    before = f"{AREAS}issues: a; b; c\n"
    answers = (
        f"{before}attacker_cares: 40; {word}; 20\nbears: {word}; 20\nstands: front; {word}; 0\nmediator: W; {word}\n"
    )
    war = scenario_of(answers)
    assert war.issues["b"].attacker_weight.parameters == {"low": 0.1, "high": 0.6}
    assert war.issues["b"].status_quo.centre == 0.5 and war.issues["c"].status_quo.centre == 0
    assert war.costs.attacker.parameters == pytest.approx({"p10": 0.002, "median": 0.005, "p90": 0.015}, rel=1e-3)
    assert "b: not known, taken as the middle" in understood("stands", f"front; {word}; 0", before)[1]
    assert "Not known of b: anything from 10 to 60 points" in understood("attacker_cares", f"4; {word}; 2", before)[1]
    assert "Not known of Norland, and taken wide" in understood("bears", f"{word}; 20", before)[1]


@pytest.mark.parametrize(
    "key, text, place",
    [("sponsor", "Ost; don't know; 1; 5", "2 of 4"), ("money", "unknown; 5; 7", "1 of 3"),
     ("front_area", "12000; ?; 60000", "2 of 3"), ("sanctions", "30 %; no idea", "2 of 2")],
)  # fmt: skip
def test_a_place_that_cannot_be_left_open_is_named_with_what_to_write(key: str, text: str, place: str) -> None:
    said = refused(key, text, MONEY)
    assert f"place {place} cannot be left open" in said and "a wide range in this place" in said


def test_minus_in_words_and_a_part_of_an_issues_name_are_understood() -> None:
    assert flat(understood("front_moves", "minus 12 to 40; 200", AREAS)[0]) == [-12.0, 40.0, 200.0]
    about = f"{TWO}issues: the river; whether Sudmark joins the Pact; the Pact's ports\n"
    assert understood("whole", "the river", about)[0] == [0] and understood("whole", "ports", about)[0] == [2]
    assert "none of the issues" in refused("whole", "the Pact", about)


SIDES = "attacker: Norland\ndefender: Sudmark\ndates: 2024-03; 2026-01\nmoney: 38; 5; 7\nexports: 3\n"
NO_NAMES = (
    "2 to 10 % a year, five if pressed", "one in six this year", "Westmark; a third", "3 per cent a year", "60 %",
    "Westmark, 40 to 60 months",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_NAMES)
@pytest.mark.parametrize(
    ("key", "rest"),
    [("attacker", ""), ("defender", ""), ("holder", ""), ("sponsor", "; 1; 2; 3"), ("mediator", "; 1 in 2; more")],
)
def test_who_is_named_has_no_amount_in_the_name(key, rest, text) -> None:
    """A name that holds a semicolon is cut into parts, where the question has several."""
    said = refused(key, f"{text}{rest}", SIDES)
    assert "name" in said or "not understood" in said or "answers" in said or "is not a number" in said


@pytest.mark.parametrize("text", ["the Group of Seven", "Republic of Saar", "the Third Republic", "Union 92"])
def test_names_with_a_number_in_them_are_names(text) -> None:
    for key in ("attacker", "defender", "holder", "mediator"):
        assert text in understood(key, text, SIDES)[1]


def test_a_share_of_meetings_that_can_sign_is_not_lowered_by_a_number_that_nobody_asked_for() -> None:
    """The model's chance of a table is meets x mandate x overlap: 1 in 2 by 1 in 10 is 5 % a month."""
    answers = f"{SIDES}talks: 1 in 2\nissues: land\n"
    text = scenario_text("a", read_answers(f"{answers}mandate: 1 in 10\n", "a"))
    stated = parse_scenario(text, "a.yaml").data
    (track,) = stated["tracks"].values()
    factors = [track["meets"]["value"], track["mandate"]["value"], stated["texts"]["overlap"]["value"]]
    assert math.prod(float(str(one).removesuffix(" %/month")) / (100 if "%" in str(one) else 1) for one in factors) == (
        pytest.approx(0.05)
    )
    assert "overlap: {low: 0.3, high: 0.9," in scenario_text("a", read_answers(answers, "a"))
