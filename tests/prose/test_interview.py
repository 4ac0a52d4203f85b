"""`ripeness new --ask`: what is answered is what the scenario says; answers are checked and kept; nothing is lost."""

from __future__ import annotations

import io
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from scipy import stats

from ripeness.compiler.priors import quantile
from ripeness.errors import RunError
from ripeness.scenarios.interview.amounts import read_numbers, read_within
from ripeness.scenarios.interview.asking import Answers, interview, read_answers
from ripeness.scenarios.interview.numbers import Stated, Unclear, monthly
from ripeness.scenarios.interview.questions import BY_KEY, HOW, QUESTIONS
from ripeness.scenarios.interview.writing import scenario_text
from ripeness.schema import parse_scenario
from ripeness.web.prose import interviewed

SABLE = (Path(__file__).parent / "sable.answers.txt").read_text(encoding="utf-8")
MONEY = """\
attacker: The North
defender: Sudmark
dates: 2024-03; 2026-01
issues: the delta; the hills; a base
front_area: 11 500 to 12500; -2000; 50000, 60000, 70000
front_moves: -50, 100, 300; 400
front_hopes: 0, 300, 600; -300, 0, 200
collapse: 5 % within a year
stands: front -2000 to 15000; front 15000 to 60000; 0
money: 40, 60, 90; 5; 7
exports: 3
spent: 1 in 3 within a year
sponsor: Osterland; 1.5; 2; 5
mediator: Westmark; 40, 60, 80 %
sanctions: 50 %; 60 % within a year
"""


def scenario_of(answers: str):
    """The scenario that answers make."""
    return parse_scenario(scenario_text("sable", read_answers(answers, "answers", today="2026-01")), "sable.yaml")


@pytest.fixture(scope="module")
def sable():
    return scenario_of(SABLE)


# --- What is answered is what the scenario says ---------------------------------------------------


def test_a_chance_within_some_months_comes_back_when_the_monthly_one_is_compounded() -> None:
    for chance, months in ((1 / 3, 24.0), (0.02, 12.0), (0.9, 7.0)):
        assert 1.0 - (1.0 - monthly(chance, months)) ** months == pytest.approx(chance, abs=1e-12)


def test_a_hazard_of_the_scenario_gives_the_answered_quantiles_within_the_answered_time(sable) -> None:
    hazard = sable.assumptions()["truth.collapse_hazard"]
    for at, stated in ((0.1, 0.01), (0.5, 0.03), (0.9, 0.10)):
        assert 1.0 - (1.0 - quantile(hazard, at)) ** 12 == pytest.approx(stated, rel=1e-3)


def test_a_hope_is_what_was_answered_after_fading_until_today(sable) -> None:
    """The believed hazard t months into the war is mean / (1 + t / strength): model/drivers/aid.py."""
    hope = sable.assumptions()["beliefs.attacker.collapse.mean"].parameters["median"]
    strength = sable.quantities()["beliefs.attacker.collapse.strength"].centre
    assert (strength, 1.0 - (1.0 - hope / (1.0 + 22 / strength)) ** 24) == (48, pytest.approx(1 / 3, rel=2e-3))


def test_a_belief_of_the_front_is_what_was_answered_after_the_months_that_were_seen(sable) -> None:
    """A belief worth `strength` months that sees 22 more, of which the front's way says how many were won."""
    belief = sable.assumptions()["beliefs.attacker.battle.mean"]
    moved = sable.record.months["2025-12"].position - sable.front.start
    won = (22 + moved) / 2
    assert (quantile(belief, 0.5) * 48 + won) / (48 + 22) == pytest.approx(0.56, abs=2e-3)


def test_costs_are_a_tenth_divided_by_the_months_that_a_side_would_bear(sable) -> None:
    cost = sable.assumptions()["costs.attacker"].parameters
    assert [cost["p10"], cost["median"], cost["p90"]] == pytest.approx([0.1 / 40, 0.1 / 20, 0.1 / 10], rel=1e-3)


def test_a_share_is_the_beta_that_comes_nearest_to_the_answered_quantiles(sable) -> None:
    p = sable.assumptions()["bargaining.base_reneging"].parameters
    law = stats.beta(p["mean"] * p["strength"], (1 - p["mean"]) * p["strength"])
    assert law.cdf([0.1, 0.2, 0.4]) == pytest.approx([0.1, 0.5, 0.9], abs=0.04)


def test_who_fights_about_what_and_what_each_says_stands_in_the_scenario(sable) -> None:
    assert {key: (one.name, one.role) for key, one in sable.actors.items()} == {
        "norland": ("Norland", "attacker"), "sudmark": ("Sudmark", "defender"),
    }  # fmt: skip
    assert [one.title for one in sable.issues.values()] == ["the delta", "neutrality of Sudmark", "sanctions"]
    assert [one.indivisible for one in sable.issues.values()] == [False, True, False]
    assert [one.follows_front for one in sable.issues.values()] == [True, False, False]
    assert sable.plans["norland-says"].terms() == {"delta": 1.0, "neutrality_of_sudmark": 1.0}
    assert sable.plans["sudmark-says"].terms() == {"delta": 0.5, "neutrality_of_sudmark": 0.0, "sanctions": 0.6}
    assert [(one.kind, one.holds_if.month) for one in sable.claims.values()] == [
        ("could", "2028-01"),
        ("likely", "2027-06"),
    ]


def test_every_number_rests_on_judgement_and_its_note_holds_the_answer(sable) -> None:
    numbers = sable.quantities()
    assert all(one.source == ("judgement",) for one in numbers.values() if one.note)
    assert numbers["costs.defender"].note == "bears: 15, 30, 60"
    assert numbers["issues.sanctions.status_quo"].note == "stands: 100"


def test_money_aid_and_a_mediator_say_what_was_answered() -> None:
    war = scenario_of(MONEY)
    income = (
        war.war_chest.other_income.centre + war.energy.price.centre * war.energy.legal_volume.centre * 30.4375 / 1e3
    )
    assert income == pytest.approx(5.0, abs=1e-3)
    assert [round(one.status_quo.centre, 3) for one in war.issues.values()] == [round(14 / 17, 3), 0.0, 0.0]
    gap = war.war_chest.war_spending.centre - 5.0
    assert war.war_chest.liquid_reserves.parameters["median"] - gap * 22 == pytest.approx(60.0, rel=1e-3)
    hazard, missing = war.truth.collapse_hazard.centre, 1 - 1.5 / 2
    assert 1 - (1 - hazard * 5**missing) ** 12 == pytest.approx(0.05, abs=1e-4)
    assert war.actors["osterland"].role == "payer" and war.levers["aid"].owner == ("osterland",)
    assert war.mediator.sincerity_at_start.uncertain and war.epochs["today"].new_mediator
    opens = war.epochs["today"].changes["gate.opening"].centre
    assert 1 - (1 - opens) ** 12 == pytest.approx(0.6, abs=1e-3)
    assert war.gate.opening.centre == 0, "what is held back today took no money in the months before"
    assert [(one.band.from_.centre, one.band.to.centre) for one in war.issues.values() if one.band] == [
        (-2000, 15000), (15000, 60000),
    ]  # fmt: skip


@pytest.mark.parametrize("left_out", ["", *(one.key for one in QUESTIONS)])
def test_any_question_may_be_skipped(left_out: str) -> None:
    """With it everything that is asked only after it."""
    given = Answers(today="2026-01")
    for line in (SABLE + MONEY.partition("stands")[2].partition("\n")[2]).splitlines():
        key, _, words = (part.strip() for part in line.partition(":"))
        if line.startswith("#") or key == left_out:
            continue
        got = given.got(before=key)
        with suppress(Unclear):
            if BY_KEY[key].asked(got) and BY_KEY[key].read(words, got):
                given.words[key] = words
    assert len(given.words) >= 10
    assert parse_scenario(scenario_text("sable", given), "sable.yaml").warnings() == []


@pytest.mark.parametrize("left_out", ["", "sanctions", "exports", "money", "talks", "sponsor", "front_moves"])
@pytest.mark.parametrize("answers", [SABLE, MONEY], ids=["sable", "money"])
def test_no_answer_is_lost_in_silence(answers: str, left_out: str) -> None:
    """Each part of each answer stands in the file, in a number's note or beside it; claims become claims, see above."""
    given = Answers(today="2026-01")
    for line in answers.splitlines():
        key, _, words = (part.strip() for part in line.partition(":"))
        if not line.startswith("#") and key not in ("", left_out) and BY_KEY[key].asked(given.got(before=key)):
            given.words[key] = words
    text = scenario_text("sable", given)
    parts = {key: [one.strip() for one in words.split(";")] for key, words in given.words.items() if key != "claims"}
    assert [(key, one) for key, those in parts.items() for one in those if one not in text] == []


def test_a_mediators_belief_on_which_nothing_rests_is_said_to_be_so() -> None:
    reads = BY_KEY["mediator"].read
    assert "Nothing rests on that chance" in reads("Westmark; 40, 60, 80 %", {"attacker": "Norland"})[1]
    assert "Nothing rests" not in reads("Westmark; 40, 60, 80 %", {"attacker": "Norland", "exports": 3.0})[1]
    assert "Nothing rests" not in reads("Westmark", {"attacker": "Norland"})[1]


def test_with_nothing_answered_the_scenario_is_in_order_and_says_so() -> None:
    text = scenario_text("sable", read_answers("", "answers", today="2026-01"))
    assert parse_scenario(text, "sable.yaml").warnings() == [] and text.count("not answered") > 10


# --- Answers are checked and played back ---------------------------------------------------------


@pytest.mark.parametrize(
    "text, values, months",
    [
        ("1 in 3 within two years", (1 / 3,), 24),
        ("5, 10, 30 % within a year", (0.05, 0.1, 0.3), 12),
        ("0.1 to 0.2 in 18 months", (0.1, 0.2), 18),
        ("2 % per month", (0.02,), 1),
        ("2 %/month", (0.02,), 1),
        ("one in six within twenty-four months", (1 / 6,), 24),
        ("30 % a quarter.", (0.3,), 3),
        ("one in twenty-five within a year", (0.04,), 12),
        ("one chance in three within two years", (1 / 3,), 24),
        ("even within three years", (0.5,), 36),
        ("five to ten % within eighteen months", (0.05, 0.1), 18),
    ],
)
def test_chances_are_read_as_people_write_them(text, values, months) -> None:
    stated, span = read_within(text)
    assert stated.values == pytest.approx(values) and span == months


@pytest.mark.parametrize(
    "text, word",
    [
        ("30 %", "length of time"),
        ("30 within a year", "outside"),
        ("30, 20, 40 % within a year", "does not rise"),
        ("10, 20 % within soon years", "no count"),
        ("much within a year", "not a number"),
        ("at least 10 % within a year", "how far it may be off"),
        ("about 0 % within a year", "how far it may be off"),
        ("1, 2, 3, 4 % within a year", "4 numbers"),
    ],
)
def test_an_answer_that_cannot_be_used_says_why(text: str, word: str) -> None:
    with pytest.raises(Unclear, match=word):
        read_within(text)


@pytest.mark.parametrize("began, now", [("June 2022", "1 Sept. 2024"), ("Jun 2022", "September 2024")])
def test_months_are_read_as_people_write_them(began: str, now: str) -> None:
    assert BY_KEY["dates"].read(f"{began}; {now}", {})[0] == ("2022-06", "2024-09")
    got = {"dates": ("2022-06", "2024-09"), "attacker": "A", "defender": "D"}
    (claim,) = BY_KEY["claims"].read("could settle by the end of 2026", got)[0]
    assert claim.month == "2026-12"
    with pytest.raises(Unclear, match="'Maybe 2022' names no month"):
        BY_KEY["dates"].read("Maybe 2022; 2024-09", {})
    with pytest.raises(Unclear, match="'2024-13; 2025-01' does not hold two months"):
        BY_KEY["dates"].read("2024-13; 2025-01", {})


def test_a_comma_inside_a_number_is_not_taken_for_two_numbers() -> None:
    with pytest.raises(Unclear, match="comma inside"):
        read_numbers("12,000", 0, 1e6)
    assert read_numbers("12 000", 0, 1e6).values == (12000.0,)


TWO = "attacker: Norland\ndefender: Sudmark\ndates: 2024-03; 2026-01\nissues: delta; hills\n"
AREAS = f"{TWO}front_area: 12000; 0; 60000\nfront_moves: 100; 400\nmoney: 40; 5; 7\nexports: 3\n"


def understood(key: str, text: str):
    """What an answer holds, after answers about two sides, on whose front areas are measured where those are asked."""
    areas = key in ("front_area", "front_moves", "front_hopes", "exports") or "km" in text
    return BY_KEY[key].read(text, read_answers(AREAS if areas else TWO, "a").got())


def flat(found) -> list[float]:
    return list(found.values) if isinstance(found, Stated) else [value for one in found for value in flat(one)]


@pytest.mark.parametrize(
    "key, text, values",
    [
        *(
            ("talks", text, [1 / 6])
            for text in ("one month in six", "1 in 6 months", "1 month in 6", "1/6", "1 out of 6")
        ),
        ("talks", "10 \u2013 20 %", [0.1, 0.2]),
        ("talks", "between 10 and 20 per cent", [0.1, 0.2]),
        ("mandate", "1 meeting in 5", [0.2]),
        ("bears", "3 years; 1 year", [36, 12]),
        ("bears", "2 to 3 years; 18 months", [24, 36, 18]),
        ("bears", "a year; two hundred months", [12, 200]),
        ("fading", "twenty-five", [25]),
        ("bears", "1.5 hundred; thirteen hundred", [150, 1300]),
        ("fading", "1, 2, 3 years", [12, 24, 36]),
        ("money", "$40 bn; 60 bn USD a year; 84 billion a year", [40, 5, 7]),
        ("front_won", "52 of 100", [0.52]),
        ("front_won", "1 in 2", [0.5]),
        ("front_area", "12 000 km\u00b2; 0; 60 000 square kilometres", [12000, 0, 60000]),
        ("front_hopes", "1200 km^2 a year; \u2212600 a year", [100, -50]),
    ],
)
def test_words_and_units_beside_a_number_are_read_rightly(key, text, values) -> None:
    assert flat(understood(key, text)[0]) == pytest.approx(values)


@pytest.mark.parametrize(
    "key, text, named",
    [
        ("talks", "6 months a year", "months a year"),
        ("talks", "1 in 3 weeks", "weeks"),
        ("talks", "two thirds of the weeks", "weeks"),
        ("talks", "0,3", "comma"),
        ("talks", "0.1, 1 in 3", "another way"),
        ("mandate", "1 month in 5", "month"),
        ("mandate", "not 10 %", "not"),
        ("bears", "three years; one", "'one'"),
        ("bears", "3 weeks; 4", "weeks"),
        ("bears", "2,5; 3", "comma"),
        ("bears", "12.000; 3", "point"),
        ("bears", "2 thousand; 3", "thousand"),
        ("bears", "one hundred 200; 3", "hundred"),
        ("bears", "at least 10; 3", "at least"),
        ("fading", "2 years to 30", "'30'"),
        ("money", "20 million; 3; 4", "million"),
        ("money", "4 EUR; 3; 4", "EUR"),
        ("money", "40 bn a month; 5; 7", "a month"),
        ("money", "40; 60 a year; 7", "'7'"),
        ("exports", "3 days", "days"),
        ("sponsor", "Ost; 4 USD; 5; 5", "USD"),
        ("sponsor", "Ost; 1; 2; 5 times less likely", "less likely"),
        ("mediator", "West, 60 %", "semicolon"),
        ("front_won", "0.52", "share or a number out of 100"),
        ("front_won", "4 to 6 of 10", "another way"),
        ("front_area", "12 miles; 0; 60000", "miles"),
        ("front_moves", "100 a week; 400", "a week"),
        ("collapse", "30 % after two years", "after"),
        ("collapse", "more than 10 % within a year", "more than"),
        ("collapse", "10 % within 6 weeks", "months, quarters or years"),
        ("collapse", "10 % per 2-3 years", "2-3"),
        ("stands", "frontier 3; 4", "frontier"),
        ("stands", "front 50; 4", "50"),
        ("stands", "front 0 to 15000 miles (not km); 0", "miles"),
        ("claims", "could not settle by 2027-06", "could not settle"),
        ("claims", "will settle in 2027-06", "'in'"),
        ("claims", "could go on until 2028-01", "'until'"),
        ("claims", "likely collapse of Norland by 2027-01", "Norland"),
    ],
)
def test_words_and_units_that_are_not_known_are_refused_by_name(key, text, named) -> None:
    with pytest.raises(Unclear) as found:
        understood(key, text)
    assert named in str(found.value)


def test_a_claim_is_of_the_month_that_its_words_mean() -> None:
    (past,) = understood("claims", "could go on past the end of 2027")[0]
    (before,) = understood("claims", "likely settle before June 2027")[0]
    assert (past.month, before.month) == ("2028-01", "2027-05")


def test_a_zero_is_said_to_be_certain_and_what_follows_from_it() -> None:
    assert "No meeting can then settle the war" in understood("mandate", "0")[1]
    assert "No meeting can then settle the war" not in understood("mandate", "0 to 5 %")[1]
    assert "This 0 is taken as certain" in understood("collapse_hoped", "0 % within a year")[1]
    assert "certain" not in understood("collapse_hoped", "1 % within a year")[1]


def test_what_is_taken_where_an_answer_is_skipped_is_told_in_the_file() -> None:
    assert "what is taken instead is written into the file" in HOW
    text = scenario_text("sable", read_answers(AREAS.replace("exports: 3\n", ""), "a"))
    for part in (
        "a stop gets likelier once the reserves are spent",
        "No exports",
        "No plans",
        "No claims",
        "taken as the mi",
    ):
        assert part in text


def played(lines: list[str], given: Answers | None = None) -> tuple[Answers, list[str]]:
    """Hold an interview with these lines, then end the input; return answers and what was said."""
    answers, said, waiting = given or Answers(today="2026-01"), [], iter(lines)

    def hear() -> str:
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    try:
        interview(answers, said.append, hear)
    except EOFError:
        said.append("END")
    return answers, said


def test_an_answer_is_played_back_and_a_wrong_one_is_asked_again() -> None:
    lines = ["", "", "Norland", "Sudmark", "2026-01; 2024-03", "2024-03; 2026-01"]
    answers, said = played(lines)
    assert answers.words["dates"] == "2024-03; 2026-01"
    assert any("2026-01 lies after 2024-03" in one for one in said)
    assert any("the war began in 2024-03, 22 months before 2026-01" in one for one in said)
    hoped = next(one for one in QUESTIONS if one.key == "collapse_hoped")
    _, back = hoped.read("1 in 3 within two years", answers.got())
    assert "within 2 years" in back and "33.3 %" in back and "1.7 % in each month" in back


def test_one_can_go_back_change_an_answer_and_keep_those_behind_it() -> None:
    lines = ["The war", "", "Norland", "back", "back", "back", "Another war", "", "", "Sudmark"]
    answers, said = played(lines)
    assert answers.words == {"title": "Another war", "attacker": "Norland", "defender": "Sudmark"}
    assert any("Answered: Norland" in one for one in said)


def test_what_a_file_answers_is_not_asked_again() -> None:
    _, said = played([], read_answers("title: The war\nsource:\n", "answers", today="2026-01"))
    assert said[1].startswith("3 of ")


def test_what_is_asked_depends_on_what_was_answered() -> None:
    asked = {one.key for one in QUESTIONS if one.asked(read_answers(SABLE, "a").got())}
    assert not asked & {"front_area", "front_moves", "exports", "spent", "sanctions"} - {"front_area"}
    asked = {one.key for one in QUESTIONS if one.asked(read_answers(MONEY, "a").got())}
    assert {"front_moves", "exports", "spent", "sanctions"} <= asked and not asked & {"front_place", "front_won"}


@pytest.mark.parametrize(
    "text, where",
    [
        ("title The war", "answers:1.*no colon"),
        ("titel: The war", "answers:1.*titel.*title"),
        ("title: a\ntitle: b", "answers:2.*twice, first in line 1"),
        ("dates: soon", "answers:1: dates.*1 answer"),
        ("exports: 3", "answers:1: exports is not asked"),
        ("issues: a; b\nattacker_cares: 1", "answers:2: attacker_cares.*1 answer where 2"),
        ("title: a\x1b[31m", "answers:1: the answer is no line of text"),
    ],
)
def test_a_file_of_answers_is_refused_with_the_line(text: str, where: str) -> None:
    with pytest.raises(RunError, match=where):
        read_answers(text, "answers")


def test_all_wrong_answers_of_a_file_are_told_at_once() -> None:
    text = "dates: soon\ntitel: x\ntalks: 2 thousand\nexports: 3\nfading: 3 years\nbears: 1"
    with pytest.raises(RunError) as found:
        read_answers(text, "answers")
    told = str(found.value).splitlines()
    assert [one.partition(": ")[0] for one in told] == ["answers:2", "answers:1", "answers:6", "answers:3"]
    assert "thousand" in told[3]


def test_what_a_file_answers_is_played_back_before_the_rest_is_asked(ripe, monkeypatch) -> None:
    Path("some.answers.txt").write_text("attacker: Norland\nfading: 3 years\n")
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    _, out, _ = ripe("new", "mine", "--ask", "--answers", "some.answers.txt")
    assert (
        0 < out.index("You say: Norland.") < out.index("You say, in months: 36") < out.index("What is the war called?")
    )


def test_on_the_page_questions_that_come_with_the_answers_are_new() -> None:
    first = interviewed([])
    sent = [(f"q.{one.key}", "40; 5; 7" if one.key == "money" else "") for one in first.fields]
    assert [(number, one.key) for number, one in interviewed(sent).new] == [(21, "exports"), (22, "spent")]
    assert not first.new and not interviewed([*sent, ("q.exports", ""), ("q.spent", "")]).new
    assert not interviewed([("q.money", "40; 5; 7")]).new, "an address written by hand says nothing of what was shown"


def test_hostile_names_stay_text() -> None:
    war = scenario_of("attacker: N\", role: x}\ndefender: {[#&*!|>\nissues: - a: b; \"c\ntitle: 't' # no comment")
    assert war.title == "'t' # no comment" and [one.title for one in war.issues.values()] == ["- a: b", '"c']


# --- The command ---------------------------------------------------------------------------------


def test_the_command_writes_what_a_file_answers_and_it_checks(ripe) -> None:
    Path("answers.txt").write_text(SABLE)
    assert ripe("new", "sable", "--answers", "answers.txt")[0] == 0
    code, out, _ = ripe("check", "sable.yaml")
    assert code == 0 and "warning" not in out
    before = Path("sable.yaml").read_text()
    code, _, err = ripe("new", "sable", "--answers", "answers.txt")
    assert code == 2 and "is there already" in err and Path("sable.yaml").read_text() == before


def test_the_scenario_of_the_answers_runs(ripe) -> None:
    Path("answers.txt").write_text(SABLE)
    ripe("new", "sable", "--answers", "answers.txt")
    code, out, err = ripe("run", "sable.yaml", "--draws", "2")
    assert code == 0, err
    assert "The war over the Sable Delta" in out and "Norland" in out


def test_at_the_end_of_the_input_the_answers_are_kept_and_taken_up_again(ripe, monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("The war\n\nNorland\n"))
    code, _, err = ripe("new", "mine", "--ask")
    assert code == 130 and "mine.answers.txt" in err and not Path("mine.yaml").exists()
    rest = "Sudmark\n" + "\n" * len(QUESTIONS)
    monkeypatch.setattr(sys, "stdin", io.StringIO(rest))
    code, out, err = ripe("new", "mine", "--ask", "--answers", "mine.answers.txt")
    assert code == 0, err
    assert "Norland against" not in out and 'name: "Norland"' in Path("mine.yaml").read_text()
    assert 'title: "The war"' in Path("mine.yaml").read_text()


def test_an_interruption_keeps_the_answers_too_and_takes_no_name_that_is_taken(ripe, monkeypatch) -> None:
    class Stopped(io.StringIO):
        def readline(self, *_):
            line = super().readline()
            if not line:
                raise KeyboardInterrupt
            return line

    Path("mine.answers.txt").write_text("title: kept")
    monkeypatch.setattr(sys, "stdin", Stopped("The war\n"))
    code, _, err = ripe("new", "mine", "--ask")
    assert code == 130 and "mine.answers-2.txt" in err
    assert Path("mine.answers.txt").read_text() == "title: kept"
    assert "title: The war" in Path("mine.answers-2.txt").read_text()


def test_answers_come_from_the_standard_input(ripe, monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SABLE.encode())))
    assert ripe("new", "sable", "--answers", "-")[0] == 0


@pytest.mark.parametrize(
    "words",
    [("--ask", "--answers", "-"), ("--ask", "--json"), ("--from", "korea-1951", "--ask"), ("--views",),
     ("--answers", "none.txt"), ("--from", "nowhere")],
)  # fmt: skip
def test_options_that_do_not_go_together_are_refused(ripe, words) -> None:
    code, _, err = ripe("new", "mine", *words)
    assert code == 2 and err.count("\n") == 1 and not Path("mine.yaml").exists()


# --- A copy ---------------------------------------------------------------------------------------


def test_a_copy_says_what_its_origin_says_under_a_name_of_its_own(ripe) -> None:
    import ripeness

    code, _, err = ripe("new", "mine", "--from", "korea-1951", "--views")
    assert code == 0, err
    mine, theirs = ripeness.load("mine.yaml"), ripeness.load("korea-1951")
    assert mine.name == "mine" and mine.replace({"name": "korea-1951"}).content_hash() == theirs.content_hash()
    assert ripe("check", "mine.yaml", "--view", "outlast")[0] == 0
    assert ripe("new", "mine", "--from", "korea-1951")[0] == 2


def test_a_copy_draws_where_its_origins_versions_that_fit_lie(ripe) -> None:
    from ripeness.scenarios.shipped import FOLDER

    assert ripe("new", "mine", "--from", "iran-iraq-1984")[0] == 0
    assert Path("mine.proposal.json").read_bytes() == (FOLDER / "iran-iraq-1984.proposal.json").read_bytes()


@pytest.mark.parametrize("name", ["toys/mediated-war", "winter-war-1940"])
def test_any_shipped_scenario_can_be_copied(ripe, name: str) -> None:
    assert ripe("new", "mine", "--from", name, "--views")[0] == 0
    assert ripe("check", "mine.yaml")[0] == 0


# --- Answers that would make no scenario are refused where they are given -------------------------


@pytest.mark.parametrize("word", ["null", "Null", "yes", "NO", "true", "off", "y", "nan", ".inf"])
def test_a_side_whose_name_a_reader_of_yaml_takes_for_something_else_is_still_a_side(word) -> None:
    made = scenario_of(MONEY.replace("The North", word))
    attacker = made.actor("attacker")
    assert isinstance(attacker, str) and made.actors[attacker].name == word
    assert all(isinstance(one, str) for one in made.actors)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "front_moves: -50, 100, 300; 400",
            "front_moves: -50, 100, 2801; 400",
            "2801 km^2 a month is more than 7 times",
        ),
        ("front_hopes: 0, 300, 600;", "front_hopes: 0, 300, 2801;", "difference between months, 400 km^2"),
        ("front_hopes: 0, 300, 600; -300", "front_hopes: 0, 300, 600; -2801", "more than 7 times"),
    ],
)
def test_a_move_of_the_front_that_no_cells_hold_is_refused_where_it_is_answered(before, after, said) -> None:
    assert before in MONEY
    with pytest.raises(RunError, match=said.replace("^", r"\^")):
        scenario_of(MONEY.replace(before, after))
    most = scenario_of(MONEY.replace(before, after.replace("2801", "2800")))  # exactly seven times is taken
    assert 1 <= most.front.substeps <= 60
