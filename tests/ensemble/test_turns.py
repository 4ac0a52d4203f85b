"""Turns: the most urgent goes first, and an asker's later request takes the place of that asker's earlier one only."""

from __future__ import annotations

import threading
import time

import pytest

from ripeness.ensemble.turns import AHEAD, AT_ONCE, IN_FULL, Turns
from ripeness.errors import Superseded


def test_a_later_request_of_the_same_asker_is_the_one_that_is_wanted() -> None:
    turns = Turns()
    with pytest.raises(Superseded), turns.request(IN_FULL, "one") as early, early.turn():
        early.between()
        with turns.request(AT_ONCE, "one") as late:
            late.refuse_late()
            early.between()


def test_an_answer_that_comes_too_late_is_dropped() -> None:
    turns, answered = Turns(), []
    with pytest.raises(Superseded), turns.request(AT_ONCE, "one") as early:
        later = turns.request(AT_ONCE, "one")
        later.__enter__()
        with early.turn():
            answered.append("nothing")
    assert answered == []


def test_other_askers_and_work_that_nobody_asked_for_go_on() -> None:
    turns = Turns()
    with turns.request(IN_FULL, "one") as one, turns.request(AHEAD) as work:
        with turns.request(IN_FULL, "other") as other, other.turn():
            other.between()
        for request in (one, work):
            with request.turn():
                request.between()


def test_between_two_pieces_the_more_urgent_goes_first_and_the_work_goes_on_afterwards() -> None:
    turns, order = Turns(), []
    waiting = [threading.Thread(target=take, args=(turns, urgency, order)) for urgency in (IN_FULL, AT_ONCE)]
    with turns.request(AHEAD) as work, work.turn():
        for one in waiting:
            one.start()
        while not (turns.awaited_by_more_urgent((AT_ONCE, 99)) and turns.awaited_by_more_urgent((IN_FULL, 99))):
            time.sleep(0.01)
        work.between()
        order.append("work")
    for one in waiting:
        one.join()
    assert order == [AT_ONCE, IN_FULL, "work"]


def test_work_that_nobody_asked_for_waits_while_a_lever_is_moved_and_keeps_nobody_waiting() -> None:
    turns, order = Turns(), []
    answer = threading.Thread(target=take, args=(turns, AT_ONCE, order))
    with turns.request(AHEAD) as work, work.turn():
        turns.moved()
        resting = threading.Timer(0.1, answer.start)  # somebody asks while it rests
        resting.start()
        work.between()
        order.append("work")
        resting.join()
    answer.join()
    assert turns.rest() <= 0 and order == [AT_ONCE, "work"]
    with turns.request(IN_FULL) as asked, asked.turn():
        turns.moved()
        asked.between()
        assert turns.rest() > 0  # for an answer that somebody waits for nothing waits


def take(turns: Turns, urgency: int, order: list[object]) -> None:
    """Take a turn and say so."""
    with turns.request(urgency, str(urgency)) as request, request.turn():
        order.append(urgency)


def test_nobody_has_a_turn_once_they_are_closed() -> None:
    turns = Turns()
    with pytest.raises(Superseded), turns.request(AHEAD) as work, work.turn():
        turns.close()
        work.between()
    with pytest.raises(Superseded), turns.request(AT_ONCE, "one") as late, late.turn():
        raise AssertionError
