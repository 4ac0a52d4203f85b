"""What the page says: without a script, of hostile texts, and step by step."""

from __future__ import annotations

import json
import re
import shlex
import time
from html.parser import HTMLParser

import pytest
from made_up import KEY, MadeUp, computed, get, page

import ripeness
from ripeness.cli.new import STARTER
from ripeness.web.address import Address, Adopted
from ripeness.web.answers import NOW, QUO
from ripeness.web.desk import DONE, FAILED, LEFT, WAITING, Desk
from ripeness.web.server import Routes

HOSTILE = [
    "<script>alert(1)</script></title><img src=x onerror=alert(1)>", "\"' onload=alert(1) x=' {{ 7 * 7 }}{% raw %}",
    "]]><!-- </textarea></select></option>" + "n" * 10_000,
]  # fmt: skip


class Reader(HTMLParser):
    """The elements of a page, with the names of their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.elements.append((tag, tuple(sorted(name for name, _ in attrs))))


@pytest.fixture(scope="module")
def plain():
    """The elements of a page that holds nothing hostile."""
    routes = Routes(page(str(STARTER)))
    yield Reader(computed(routes, f"/{KEY}/?guarantee=0.5")).elements
    routes.page.desk.close()


@pytest.fixture
def served(tmp_path):
    """Serve a scenario's text on made-up forecasts."""
    made = []

    def serve(text: str, **more) -> Routes:
        file = tmp_path / "war.yaml"
        file.write_text(text, encoding="utf-8")
        made.append(Routes(page(str(file), **more)))
        return made[-1]

    yield serve
    for one in made:
        one.page.desk.close()


def starter(title: str = "A made-up war", lever: str = "security guarantee") -> str:
    """The starter with other titles."""
    text = STARTER.read_text(encoding="utf-8")
    text = re.sub(r"^title: .*$", lambda found: f"title: {json.dumps(title)}", text, count=1, flags=re.M)
    return text.replace("{title: security guarantee", f"{{title: {json.dumps(lever)}")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_scenario_says_is_text_on_the_page_and_nothing_else(served, plain, text):
    hostile = Reader(computed(served(starter(text, text)), f"/{KEY}/?guarantee=0.5"))
    drawn = ("text", "tspan", "g", "path")
    assert [one for one in hostile.elements if one[0] not in drawn] == [one for one in plain if one[0] not in drawn]


def test_a_scenario_that_turns_text_about_is_refused_in_a_sentence(served):
    status, _, text = get(served(starter("war \u202eevil")), f"/{KEY}/")
    assert status == 400 and "U+202E" in text and "\u202e" not in text


def test_without_a_script_a_form_gives_the_same_answer_as_its_address(served):
    routes = served(starter())
    text = computed(routes, f"/{KEY}/?s=&guarantee=0.5&mandate=&b=")
    assert "guarantee&#39; set to 0.5" in text and "settle&#39; set" not in text
    assert 'value="0.5" placeholder="0.5"' in text.replace("\n", " "), "the field holds what is set"
    assert text == computed(routes, f"/{KEY}/?guarantee=0.5&s=")
    assert "<noscript><meta http-equiv" not in text, "what is answered is not asked again"


def test_levers_are_prepared_once_the_first_answer_is_there_and_not_before(served):
    routes = served(starter())
    computed(routes, f"/{KEY}/")
    engine = routes.page.moving("")
    assert engine.begun == [1] and engine.asked[0][0] == "full"


def test_a_page_that_waits_asks_again_by_itself_also_without_a_script(served):
    _, _, text = get(served(starter(), engine=lambda *of: MadeUp(*of, pause_s=3)), f"/{KEY}/")
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in text and 'aria-busy="true"' in text


def test_what_is_moved_is_listed_with_who_can_do_it_and_thought_experiments_stand_apart(served):
    found = computed(served(starter()), f"/{KEY}/?guarantee=0.5&a.mandate=0.9")
    moved = found[found.index('<div id="moved">') : found.index('id="keep"')]
    assert "security guarantee" in moved and "the South" in moved and "delegations that may settle" in moved
    toy = Routes(page("toys/means-of-war"))
    _, _, text = get(toy, f"/{KEY}/")
    toy.page.desk.close()
    policies, thought = text.split("Nobody: thought experiments")
    war = ripeness.load("toys/means-of-war")
    for name, lever in war.levers.items():
        assert (f'data-lever="{name}"' in thought) == (not lever.anybodys) != (f'data-lever="{name}"' in policies)


def test_a_stale_address_is_told_and_answered_all_the_same(served):
    text = computed(served(starter()), f"/{KEY}/?s=starter.00000000&guarantee=0.5")
    assert "was made for starter.00000000" in text and "guarantee&#39; set to 0.5" in text
    fresh = Routes(page(str(STARTER)))
    assert "was made for" not in computed(fresh, f"/{KEY}/?s={fresh.page.shell(Address())['made_of']}")
    fresh.page.desk.close()


def events(routes: Routes, path: str) -> list[tuple[str, object]]:
    """The events that a path sends, in order."""
    _, headers, text = get(routes, path)
    assert headers["content-type"].startswith("text/event-stream")
    parts = [one.split("\n") for one in text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in parts]


def test_a_lever_is_answered_on_few_draws_first_and_then_on_all(served):
    routes = served(starter())
    computed(routes, f"/{KEY}/")
    told = [content for name, content in events(routes, f"/{KEY}/answers?guarantee=0.5") if name == "answer"]
    few, full = told
    assert not few["final"] and full["final"]
    assert "computed on 16 versions of the argument that stand for all 64; on policies that were" in few["state"]
    assert few["state"].endswith("no chance was off by more than 2 points.")
    assert full["state"] == "Computed on all 64 versions of the argument."
    again = [content for name, content in events(routes, f"/{KEY}/answers?guarantee=0.5") if name == "answer"]
    assert again == [full], "what is known is not computed again"


def test_a_preview_is_there_once_the_status_quo_is_and_says_what_it_is(served):
    routes = served(starter())
    assert get(routes, f"/{KEY}/preview?guarantee=0.5")[0] == 204
    computed(routes, f"/{KEY}/")
    assert get(routes, f"/{KEY}/preview")[0] == 204, "with nothing moved the answer is there"
    status, headers, text = get(routes, f"/{KEY}/preview?guarantee=0.5")
    told = json.loads(text)
    assert status == 200 and not told["final"] and told["state"].startswith("About:") and "3 points" in told["state"]
    assert {one["name"] for one in told["figures"]} == {"survival", "agreement", "wars", "endings"}
    assert "server-timing" in headers


def test_the_table_is_the_forecasts_own_by_the_ends_of_years(served):
    """At the last days of years, read off the forecasts themselves; the change is that of the two columns."""
    routes = served(starter())
    computed(routes, f"/{KEY}/?guarantee=0.5")
    one = routes.page.job(Address(Adopted(levers={"guarantee": 0.5}))).answer
    assert one.heads == ("chance that", QUO, NOW, f"{NOW}, compared with {QUO}")
    engine = routes.page.movings[""]
    for row, year in zip(one.rows, (2026, 2027, 2028), strict=False):
        assert row[0] == f"the war is still fought on 31 December {year}"
        for cell, policy in zip(row[1:3], ({}, {"guarantee": 0.5}), strict=True):
            found = engine.full(policy).forecast
            at = list(found.month_label.values).index(f"{year + 1}-01")  # a month's label is that of its first day
            chance = float(found.ongoing[:, at].weighted(found.weight).mean())
            assert cell.startswith(f"{5 * int(20 * chance + 0.5)} %") or chance < 0.05
        assert "fewer" in row[3] or "no change" in row[3]


def test_the_command_says_what_the_page_says(served):
    made = served(starter()).page
    war = made.laid("")
    one, other = Adopted("guarantees-first", {"mandate": 0.9}), Adopted(levers={"guarantee": 0.2})
    assert shlex.split(made.command(Address(one)))[:2] == ["ripeness", "whatif"]
    assert shlex.split(made.command(Address(one)))[3:7] == ["--set", "guarantee=0.7", "--set", "mandate=0.9"]
    both = made.command(Address(one, other)).split("; ")
    assert len(both) == 2 and all(line.startswith("ripeness run") for line in both)
    assert "--policy guarantees-first" in made.command(Address(Adopted("guarantees-first")))
    assert war.policy_levers("guarantees-first") == {"guarantee": 0.7}


def test_a_question_that_nobody_waits_for_is_left_and_a_fault_silences_nothing():
    desk = Desk()

    def slow(progress) -> str:
        for step in range(1000):
            progress("draws", step, 1000)
            time.sleep(0.01)
        return "slow"

    left = desk.ask("left", slow)
    while left.state == WAITING:
        time.sleep(0.01)
    left.wanted = 0.0

    def wrong(progress) -> str:
        raise ValueError("a fault")

    fault, fine = desk.ask("fault", wrong), desk.ask("fine", lambda progress: 7)
    for _ in range(500):
        if fault.over and fine.over and left.over:
            break
        time.sleep(0.01)
    assert left.state == LEFT and left.done < 999
    assert fault.state == FAILED and "ValueError: a fault" in fault.problem
    assert fine.state == DONE and fine.answer == 7 and desk.ask("fine", wrong) is fine
    assert desk.close()


def test_slow_questions_are_computed_when_their_tab_is_opened_and_not_before(served):
    routes = served(starter())
    computed(routes, f"/{KEY}/")
    assert all(key[0] == "answer" for key in routes.page.desk.jobs)
    text = computed(routes, f"/{KEY}/tab/evidence?guarantee=0.5")
    assert "judgement" in text and 'aria-current="page">What it rests on' in text
    assert f'href="/{KEY}/?s=' in text and "guarantee=0.5" in text, "the way back keeps what is set"
    assert "tab/views" not in text and get(routes, f"/{KEY}/tab/views")[0] == 404, "the scenario has no rival views"
