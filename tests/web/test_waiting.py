"""What takes minutes: begun when somebody says so, named while others wait for it, and stopped."""

from __future__ import annotations

import asyncio
import html
import logging
import re
import sys
import time

import pytest
from made_up import KEY, get, page

import ripeness
from ripeness.cli.new import STARTER
from ripeness.reporting import kept_answers
from ripeness.web.address import Address
from ripeness.web.answers import NOW, QUO, chances
from ripeness.web.desk import LEFT, RUNNING, Desk, Job
from ripeness.web.progress import FIRST_TIME, progress_in_words
from ripeness.web.server import Routes
from ripeness.web.serving import worth_saying
from ripeness.web.tabs import TABS

BUTTON = ">Compute it</button>"


@pytest.fixture
def routes():
    made = Routes(page(str(STARTER)))
    yield made
    made.page.desk.close()


@pytest.fixture
def slow(monkeypatch):
    """In the place of the search for robust policies: it goes on until it is stopped; how often it began."""
    begun = []

    def robust(scenario, *, draws, seed, progress):
        begun.append(draws)
        for _ in range(4000):
            progress("runs", 200, 5400)
            time.sleep(0.01)

    monkeypatch.setattr(ripeness, "robust", robust)
    return begun


def until(true) -> None:
    """Wait for something."""
    for _ in range(1000):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come")


@pytest.mark.parametrize("name", ["explain", "drivers", "discover", "reach", "robust", "whatif"])
def test_a_tab_that_takes_minutes_says_what_it_would_compute_and_begins_nothing(routes, name):
    _, _, text = get(routes, f"/{KEY}/tab/{name}?guarantee=0.5")
    assert BUTTON in text and html.escape(TABS[name].about, quote=False)[:60] in html.unescape(text)
    assert not routes.page.desk.jobs and 'aria-busy="false"' in text and 'name="guarantee" value="0.5"' in text


@pytest.mark.parametrize("query", ["", "?a=guarantees-first&b=guarantees-first", "?guarantee=0.5&a.guarantee=0.5"])
def test_where_a_and_b_are_the_same_nothing_changes_and_nothing_is_computed(routes, query):
    _, _, text = get(routes, f"/{KEY}/tab/whatif{query}")
    assert "A and B are the same" in text and BUTTON not in text and not routes.page.desk.jobs
    assert f'href="/{KEY}/?s=' in text[text.index("A and B are the same") :]


def test_what_runs_is_stopped_and_loading_the_page_anew_does_not_begin_it_again(routes, slow):
    path = f"/{KEY}/tab/robust"
    status, headers, _ = get(routes, f"{path}?act=compute")
    assert status == 303 and "act" not in headers["location"]
    job = next(iter(routes.page.desk.jobs.values()))
    until(lambda: job.state == RUNNING)
    assert ">Stop it</button>" in get(routes, path)[2]
    get(routes, f"{path}?act=stop")
    job.touch()  # another window still waits
    until(lambda: job.state == LEFT)
    for _ in range(2):
        _, _, text = get(routes, path)
        assert "It was stopped" in text and BUTTON in text and 'aria-busy="false"' in text
    assert len(slow) == 1
    get(routes, f"{path}?act=compute")
    until(lambda: len(slow) == 2)
    get(routes, f"{path}?act=stop")


def test_who_waits_is_told_for_what_and_how_far_it_is_and_can_go_there(routes, slow):
    get(routes, f"/{KEY}/tab/robust?act=compute")
    robust = next(iter(routes.page.desk.jobs.values()))
    until(lambda: robust.total)
    get(routes, f"/{KEY}/tab/explain?act=compute")
    for path in ("tab/explain", "?guarantee=0.5"):
        text = html.unescape(get(routes, f"/{KEY}/{path}")[2])
        assert "Waiting for 'Robust policies': 200 of 5,400 runs." in text
        assert re.search(rf'id="ahead" href="/{KEY}/tab/robust\?[^"]*">', text)
    get(routes, f"/{KEY}/tab/explain?act=stop")
    assert [one.state for one in routes.page.desk.jobs.values() if one.title == "Why no settlement"] == [LEFT]
    get(routes, f"/{KEY}/tab/robust?act=stop")


def test_two_steps_are_told_as_two_and_one_as_one():
    desk = Desk()
    job = Job(lambda progress: None, RUNNING, desk=desk)
    job.report("draws", 2, 200)
    assert progress_in_words(job) == "Computing: 2 of 200 versions of the argument"
    job.report("status quo", 2, 184)
    assert "step 1 of 2, the war up to today: 2 of 184 versions of the argument" in progress_in_words(job)
    for done in (2, 4):
        job.report("draws", done, 200)
        assert f"step 2 of 2, what is set from today on: {done} of 200" in progress_in_words(job)
    assert "half a minute" in FIRST_TIME and "four minutes" in FIRST_TIME
    desk.close()


def test_who_is_sent_away_when_the_server_stops_is_no_error_and_a_fault_is():
    def record(error: BaseException) -> logging.LogRecord:
        try:
            raise error
        except BaseException:
            return logging.LogRecord("uvicorn.error", logging.ERROR, "", 1, "Exception", (), sys.exc_info())

    assert not worth_saying(record(asyncio.CancelledError()))
    assert worth_saying(record(ValueError("a fault")))
    assert worth_saying(logging.LogRecord("uvicorn.error", logging.ERROR, "", 1, "a fault", (), None))


def test_views_are_called_by_the_names_of_the_sides():
    made = page("ukraine-2026")
    titles = made.levers(Address())["views"].values()
    made.desk.close()
    assert "time really is on Russia's side" in titles and not any("attacker" in one for one in titles)


@pytest.mark.parametrize(
    ("quo", "now", "told"),
    [
        (0.85, 0.75, "about 10 of 100 fewer"),
        (0.83, 0.72, "about 10 of 100 fewer, before both are rounded"),
        (0.5, 0.51, "no change that we could tell"),
    ],
)
def test_a_change_that_is_not_that_of_the_figures_as_printed_says_so(quo, now, told):
    def summary(chance: float) -> dict:
        return {"months": ["2026-01"], "ongoing": [{"mean": chance}], "stopped": [{"mean": 1 - chance}]}

    _, rows = chances({QUO: summary(quo), NOW: summary(now)}, 0.025)
    assert rows[0][3] == told


def test_what_it_would_take_can_be_set_on_the_page_of_levers():
    made = Routes(page("ukraine-2026"))
    made.page.draws = 200
    _, _, text = get(made, f"/{KEY}/tab/reach")
    link = html.unescape(re.search(r'href="([^"]*)">Set this on the page of levers', text)[1])
    _, _, text = get(made, link)
    made.page.desk.close()
    least = kept_answers.read(made.page.laid(""), "reach", 200, 0).result.content["answer"]["levers"]
    assert least
    for name, lever in least.items():
        field = re.search(rf'name="{name}"[^>]* value="([^"]*)"', text)
        assert float(field[1]) == lever["value"]
