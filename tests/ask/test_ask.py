"""The chance of one event by a day: what is read, what is computed, what is refused."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pytest

import ripeness
from ripeness.arrays import ENDINGS
from ripeness.errors import RunError
from ripeness.pages.ask import ask_page
from ripeness.pages.layout import sentences
from ripeness.questions.ask.event import months_ahead, read_question, what_can_be_asked
from ripeness.scenarios.shipped import questions

DRAWS = 4


@pytest.fixture(scope="module")
def truce():
    return ripeness.load("armed-truce")


@pytest.fixture(scope="module")
def forecast(truce):
    return ripeness.forecast(truce, draws=DRAWS, beliefs=False, in_eyes=False)


@pytest.mark.parametrize(
    ("text", "quantity", "day"),
    [
        ("first ceasefire or settlement by 2026-12-31", "stopped", date(2026, 12, 31)),
        ("Will there be a ceasefire by 2026-12?", "stopped", date(2026, 12, 31)),
        ("the war ends before 2027", "ended", date(2026, 12, 31)),
        ("a settlement by the end of 2026-02", "settled", date(2026, 2, 28)),
        ("attacker expelled by 2027-05-03", "ended", date(2027, 5, 3)),
        ("a ceasefire that holds by 2027", "truce_stands", date(2027, 12, 31)),
        ("How likely is a ceasefire before 2027?", "stopped", date(2026, 12, 31)),
        ("what is the probability that the war ends by 31 December 2026?", "ended", date(2026, 12, 31)),
        ("how likely is it that the war is over before the end of 2027", "ended", date(2027, 12, 31)),
        ("will they sign a settlement by February 2028", "settled", date(2028, 2, 29)),
        ("what are the chances of a ceasefire before 2027?", "stopped", date(2026, 12, 31)),
        ("will they agree a ceasefire before 2027?", "stopped", date(2026, 12, 31)),
    ],
)
def test_events_and_days_are_read_as_people_write_them(truce, text: str, quantity: str, day: date) -> None:
    read = read_question(text, truce)
    assert (read.event.quantity, read.day) == (quantity, day)


def test_states_are_known_by_their_names() -> None:
    flagship, going = ripeness.load("ukraine-2026"), "the war still being fought, and not halted by a ceasefire,"
    for text, event in {
        "How likely is a ceasefire in Ukraine before 2027?": "a first ceasefire or a settlement",
        "Will Russia and Ukraine sign a peace deal by 2027?": "a settlement",
        "the Russia-Ukraine war ends by 2027": "the end of the war, in whatever way,",
        "Ukraine collapses by 2027": "the defender collapses",
        "the war goes on after 2027": going,
        "Is the war still being fought on 31 December 2027?": going,
    }.items():
        assert read_question(text, flagship).event.what == event, text
    for other in ("a ceasefire with the United States by 2027", "a ceasefire between Russia and Europe by 2027"):
        with pytest.raises(RunError, match="no event that this model has a chance of"):
            read_question(other, flagship)  # of another war than this


def test_a_victory_counts_the_endings_in_which_the_other_side_is_beaten_and_no_settlement() -> None:
    flagship = ripeness.load("ukraine-2026")
    won, lost = (read_question(f"will {who} win by 2028?", flagship).event for who in ("Russia", "Ukraine"))
    assert set(won.endings) == {"attacker_wins_at_the_front", "defender_collapses", "defender_capitulates"}
    assert not set(won.endings) & set(lost.endings)
    settled = {"settlement_to_attacker", "settlement_even", "settlement_to_defender", "ceasefire"}
    assert set(won.endings) | set(lost.endings) == set(ENDINGS) - settled
    assert read_question("Russia wins the war by 2028", flagship).event == won


def test_a_war_that_goes_on_is_the_rest_of_one_that_has_ended(truce) -> None:
    year = int(truce.calendar.as_of[:4]) + 1
    goes_on, over = (
        ripeness.ask(truce, words, draws=DRAWS)["chance"]["mean"]
        for words in (f"still fought on {year}-06-30", f"the war ends by {year}-06-30")
    )
    assert 0.0 < over < 1.0 and goes_on == pytest.approx(1.0 - over, abs=1e-6)


def test_a_page_calls_the_sides_by_their_names_and_says_at_the_end_of_which_day() -> None:
    names = {"attacker": "Arcadia", "defender": "The South"}
    made = {"title": "A war", "scenario": "w", "as_of": "2000-01", "names": names, "policy": "status-quo", "levers": {},
            "by": "2001-12-31", "opens": "", "chance": {"mean": 0.3, "p10": 0.3, "p90": 0.3}, "figure": None,
            "base_rate": None, "market": None, "otherwise": None, "draws": 1, "effective_sample_size": 1.0,
            "khat": None, "monte_carlo_error": 0.0, "record": False, "question": "", "reading": None}  # fmt: skip
    war = ripeness.load("armed-truce")
    for words, told in {
        "attacker forced to stop by 2001": "Arcadia forced to stop by 31 December 2001",
        "war goes on after 2001": "by a ceasefire, at the end of 31 December 2001",
    }.items():
        event = read_question(words, war).event
        assert any(
            one.endswith(told) for one in sentences(ask_page({**made, "event": event.what, "quantity": event.quantity}))
        )


def test_what_is_advised_can_be_asked_and_calls_the_sides_by_their_names() -> None:
    flagship = ripeness.load("ukraine-2026")
    for war in (flagship, ripeness.load("mediated-war")):
        advised = re.findall('"([^"]+)"', what_can_be_asked(war))
        assert len(advised) > 4
        for text in advised:
            assert months_ahead(read_question(text, war).day, war) > 0.0
    assert "Russia wins by" in what_can_be_asked(flagship) and "attacker" not in what_can_be_asked(flagship)
    with pytest.raises(RunError, match="Did you mean 'Ukraine collapses'"):
        read_question("Ukrainne collapses by 2027", flagship)


def _answered(war, words: str, draws: int = DRAWS) -> tuple[ripeness.Result, str]:
    found = ripeness.ask(war, words, draws=draws)
    return found, " ".join(" ".join(sentences(ask_page(found.content))).split())


def test_in_a_year_tells_from_which_day_and_the_chance_in_that_year_alone(truce) -> None:
    """By hand: the chance by its end less the chance by the end of the year before."""
    year = int(truce.calendar.as_of[:4])
    inside, told = _answered(truce, f"the war ends in {year + 1}")
    by, before = (ripeness.ask(truce, f"the war ends by {one}-12-31", draws=DRAWS) for one in (year + 1, year))
    alone = inside["reading"]["alone"]["mean"]
    assert inside["chance"] == by["chance"] and by["reading"] is None
    assert alone == pytest.approx(by["chance"]["mean"] - before["chance"]["mean"], abs=1e-6) and alone > 0.0
    assert f"This is the chance by 31 December {year + 1}, counted from 1 " in told
    assert f"comes in {year + 1}, and not before, is" in told
    assert _answered(truce, f"the war ends in {year}")[0]["reading"]["alone"] is None


def test_by_a_year_tells_that_it_is_by_its_end_and_what_to_write_for_its_beginning(truce) -> None:
    year = int(truce.calendar.as_of[:4])
    told = _answered(truce, f"a ceasefire by {year + 1}")[1]
    assert f"'by {year + 1}' is read as by 31 December {year + 1}; write 'by 31 December {year}' for its" in told
    assert "for its beginning" not in _answered(truce, f"a ceasefire by {year}")[1]  # it lies before the forecast
    for exact in (f"before {year + 1}", f"by the end of {year + 1}", f"by {year + 1}-12-31"):
        assert "is read as" not in _answered(truce, f"a ceasefire {exact}")[1]


def test_a_war_that_goes_on_is_ended_by_a_settlement_and_not_stopped_by_one(truce) -> None:
    year = int(truce.calendar.as_of[:4]) + 1
    for words in ("the war goes on after", "How likely is it that the war is still going on at the end of"):
        told = _answered(truce, f"{words} {year}")[1]
        assert "A settlement counts as the end of the war." in told and "counts as well" not in told
    assert "A settlement counts as well" in _answered(truce, f"a ceasefire by {year}-12-31")[1]


def test_a_base_rate_of_one_figure_says_that_several_methods_agree(truce) -> None:
    found = ripeness.ask(truce, f"ceasefire by {int(truce.calendar.as_of[:4]) + 1}-12-31", draws=DRAWS)
    alike = {**found["base_rate"], "low": 0.04, "high": 0.06}
    told = " ".join(sentences(ask_page({**found.content, "base_rate": alike})))
    assert "5 %, by each of several methods, of the wars" in told


def test_a_month_ends_where_the_next_one_begins(truce) -> None:
    """A forecast's month m is what holds at its start: by the last day of a month is the start of the next."""
    as_of = date.fromisoformat(f"{truce.calendar.as_of}-01")
    for months in (1, 12, 24):
        end = np.datetime64(truce.calendar.as_of, "M") + months
        last = (np.datetime64(end, "D") - 1).astype(date)
        assert months_ahead(last, truce) == months
    assert 0.0 < months_ahead(as_of, truce) < 0.05


def test_the_chance_is_the_weighted_mean_of_the_forecast(truce, forecast) -> None:
    last = (np.datetime64(np.datetime64(truce.calendar.as_of, "M") + 12, "D") - 1).astype(date)
    weight = forecast.weight.values / forecast.weight.values.sum()
    for words, path in {
        "first ceasefire or settlement": forecast.stopped,
        "the war ends": forecast.ended.sum("ending"),
        "a ceasefire that holds": forecast.truce_stands,
    }.items():
        by_hand = float((path.isel(month=12).transpose("draw").values * weight).sum())
        found = ripeness.ask(truce, f"{words} by {last}", draws=DRAWS)
        assert found["chance"]["mean"] == pytest.approx(by_hand, abs=1e-6), words


def test_inside_a_month_the_chance_lies_on_the_line_between_its_ends(truce) -> None:
    year, month = (int(part) for part in truce.calendar.as_of.split("-"))
    at = [f"{year + 1:04d}-{month:02d}-01", f"{year + 1:04d}-{month:02d}"]
    before, after = (
        ripeness.ask(truce, f"the war ends {how} {when}", draws=DRAWS)["chance"]["mean"]
        for how, when in (("before", at[0]), ("by", at[1]))
    )
    inside = ripeness.ask(truce, f"the war ends by {year + 1:04d}-{month:02d}-10", draws=DRAWS)["chance"]["mean"]
    following = np.datetime64(np.datetime64(at[1], "M") + 1, "D")
    days = int((following - np.datetime64(at[1], "D")) / np.timedelta64(1, "D"))
    assert before < after and inside == pytest.approx(before + (after - before) * 10 / days, abs=1e-6)


def test_the_end_of_the_war_stands_beside_its_base_rate(truce) -> None:
    found = ripeness.ask(truce, f"the war ends by {int(truce.calendar.as_of[:4]) + 1}", draws=DRAWS)
    assert found["base_rate"] is not None and 0.0 <= found["base_rate"]["low"] <= found["base_rate"]["high"] <= 1.0
    stop = ripeness.ask(truce, f"ceasefire by {int(truce.calendar.as_of[:4]) + 1}", draws=DRAWS)["base_rate"]
    assert stop is not None and stop["high"] < found["base_rate"]["low"]  # most wars ended with a victory
    alone = ripeness.ask(truce, f"defender collapses by {int(truce.calendar.as_of[:4]) + 1}", draws=DRAWS)
    assert alone["base_rate"] is None


def test_every_ending_can_be_asked_for(truce) -> None:
    for ending in set(ENDINGS) - {"ceasefire"}:
        read = read_question(f"{ending.replace('_', ' ')} by {int(truce.calendar.as_of[:4]) + 1}", truce)
        assert read.event.endings == (ending,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is no event with a day"),
        ("ceasefire", "is no event with a day"),
        ("ceasefire by tomorrow", "is no day"),
        ("ceasefire by 2026-02-30", "is no day"),
        ("ceasefire by 0000", "is no day"),
        ("ceasefire before 0001", "is no day"),
        ("ceasefyre by 2027", "Did you mean 'ceasefire'"),
        ("rain by 2027", "is no event that this model has a chance of"),
        ("the presidents meet by 2027", "Missing: who meets whom"),
        ("sanctions are lifted by 2027", "Missing: decisions on sanctions"),
        ("NATO joins by 2027", "Missing: other states that join"),
        ("ceasefire by Smarch 2026", "is no day"),
        ("rain by 2027", '"settlement by '),
        (
            "ceasefire after 2027",
            "does not say by which day it shall have happened. Write for example ceasefire by 2027",
        ),
        ("by June?", "says by when, and not what"),
        ("a ceasefire by June?", "'June' names no year"),
        ("ceasefire before 1 March", "'1 March' names no year"),
        ("ceasefire by 31 February 2026", "is no day"),
        ("ceasefire by 1999", "lies before the forecast"),
        ("ceasefire by 9999", "lies beyond"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_remedy(truce, text: str, told: str) -> None:
    with pytest.raises(RunError, match=r"Write|Ask|Did you") as refused:
        ripeness.ask(truce, text, draws=DRAWS)
    assert told in str(refused.value)


def test_an_event_that_the_rules_exclude_names_the_missing_section() -> None:
    toy = ripeness.load("mediated-war")
    with pytest.raises(RunError, match="section truce"):
        ripeness.ask(toy, f"ceasefire by {toy.calendar.as_of[:4]}-12", draws=1)


def test_the_command_answers_in_a_sentence(ripe, truce) -> None:
    year = int(truce.calendar.as_of[:4]) + 1
    code, out, _ = ripe("ask", f"first ceasefire or settlement by {year}-12-31", "armed-truce", "--draws", str(DRAWS))
    assert code == 0 and f"by 31 December {year}" in out and "the chance of it is" in out
    code, out, told = ripe("ask", "rain by 2027", "armed-truce")
    assert (code, out) == (2, "") and "Ask for one of" in told


def test_the_command_alone_lists_what_is_asked_and_computes_nothing(ripe, monkeypatch) -> None:
    def refuse(*_given, **_more):
        raise AssertionError("a war was solved")

    monkeypatch.setattr("ripeness.ensemble.forecast.forecasts", refuse)
    code, out, _ = ripe("ask")
    stated = questions(ripeness.load("ukraine-2026"))
    assert code == 0 and all(name in out for name in stated) and "ripeness ask ukraine-2026 --chances" in out
    for more in (("--chances",), ("--draws", "2"), ("--policy", "ratchet-both")):
        with pytest.raises(AssertionError, match="a war was solved"):
            ripe("ask", "ukraine-2026", *more)
