"""Pages beside the levers: who can do what, two policies beside each other, and the way in from prose."""

from __future__ import annotations

import html
import re
import time
from urllib.parse import urlencode

import pytest
from made_up import KEY, MadeUp, computed, get, page

from ripeness.cli.new import STARTER
from ripeness.scenarios.interview.asking import read_answers
from ripeness.scenarios.interview.writing import scenario_text
from ripeness.schema import parse_scenario
from ripeness.web.answers import QUO
from ripeness.web.prose import BEFORE
from ripeness.web.server import Routes


@pytest.fixture(scope="module")
def routes():
    made = Routes(page(str(STARTER)))
    yield made
    made.page.desk.close()


def cells(text: str, after: str) -> list[list[str]]:
    """The rows of the first table behind a text, cell by cell."""
    table = text[text.index(after) :]
    rows = re.findall(r"<tr>(.*?)</tr>", table[table.index("<tbody>") : table.index("</tbody>")], re.S)
    return [
        [html.unescape(re.sub("<[^>]*>", "", one)).strip() for one in re.findall(r"<td>(.*?)</td>", row, re.S)]
        for row in rows
    ]


def test_each_lever_alone_is_listed_with_its_owner_by_what_it_does_and_can_be_set(routes):
    text = computed(routes, f"/{KEY}/most")
    engine, war = routes.page.movings[""], routes.page.laid("")
    held = {name: one for name, one in war.levers.items() if one.anybodys}
    rows = cells(text, "Each lever alone")
    ends = {
        name: max((engine.preview({name: end}).stopped[35], end) for end in (one.low, one.high))
        for name, one in held.items()
    }
    order = sorted(held, key=lambda name: -ends[name][0])
    quo = engine.preview({}).stopped[35]
    moves = [name for name in order if abs(ends[name][0] - quo) >= 0.025]
    assert moves and all(held[name].title in row[1] for name, row in zip(moves, rows, strict=True))
    assert all(
        held[name].title in text[text.rindex("No change that we could tell") :] for name in set(order) - {*moves}
    )
    links = re.findall(r'href="([^"]*)"', text[text.index("Each lever alone") :])
    assert f"{order[0]}={ends[order[0]][1]:g}" in html.unescape(links[0])
    assert "by 31 December 2027" in text and "the South" in text


def test_before_previews_are_there_each_is_solved_on_the_draws_that_stand_for_all(routes, monkeypatch):
    before = computed(routes, f"/{KEY}/most")
    made = Routes(page(str(STARTER)))
    monkeypatch.setattr(MadeUp, "preview", lambda self, policy: None)
    after = computed(made, f"/{KEY}/most")
    made.page.desk.close()
    solved = [policy for kind, policy in made.page.movings[""].asked if kind == "exact"]
    assert [{"guarantee": end} for end in (0.0, 0.9)] == [one for one in solved if list(one) == ["guarantee"]]
    assert cells(after, "Each lever alone") == cells(before, "Each lever alone")


def test_how_far_few_draws_may_be_off_counts_what_they_missed_of_policies_solved_on_all(monkeypatch):
    """Few draws that pass the chance of a policy by 40 points are told to be off by as much, and not by 3."""
    made, preview = Routes(page(str(STARTER))), MadeUp.preview

    def passing(self, policy):
        seen = preview(self, policy)
        seen.stopped = seen.stopped + (0.4 if isinstance(policy, str) else 0.0)
        return seen

    monkeypatch.setattr(MadeUp, "preview", passing)
    told = re.search(r"no chance was off by more than (\d+) points", computed(made, f"/{KEY}/most"))
    made.page.desk.close()
    assert 35 <= int(told[1]) <= 45


def test_what_nobody_holds_is_not_among_what_somebody_can_do(tmp_path):
    text = STARTER.read_text(encoding="utf-8")
    file = tmp_path / "war.yaml"
    text = re.sub(r"(mandate: {title: [^}]*owner: )\w+", r"\1nobody", text)
    named = "policies:\n  thought: {title: a thought experiment, levers: {mandate: 0.9}}\n"
    file.write_text(re.sub(r"^policies:.*\n", named, text, flags=re.M), encoding="utf-8")
    made = Routes(page(str(file)))
    found, war = computed(made, f"/{KEY}/most"), made.page.laid("")
    made.page.desk.close()
    policies = {one.title: all(war.levers[name].anybodys for name in one.levers) for one in war.policies.values()}
    assert not war.levers["mandate"].anybodys and set(policies.values()) == {True, False}
    assert all((title in found) == somebodys for title, somebodys in policies.items())
    assert war.levers["mandate"].title not in found


def test_policies_and_all_levers_of_an_owner_and_of_all_are_solved_on_all_draws(routes):
    computed(routes, f"/{KEY}/most")
    asked = [policy for kind, policy in routes.page.movings[""].asked if kind == "full" and policy != "status-quo"]
    together = [one for one in asked if not isinstance(one, str)]
    owners = {routes.page.laid("").levers[name].owner for one in together for name in one}
    assert len(together) == len(owners) + (len(owners) > 1)
    assert [one for one in asked if isinstance(one, str)] == list(routes.page.laid("").policies)


def test_what_a_line_says_is_what_the_page_says_that_it_leads_to(routes):
    """Chances of a policy that has a name, and of what an owner can do, are those on all draws that its link shows."""
    text = computed(routes, f"/{KEY}/most")
    told = text[: text.index("Each lever alone")]
    lines = re.findall(r'<a href="([^"]*)">[^<]*</a></td><td>(\d+ %)', told)
    assert lines
    for link, chance in lines:
        shown = computed(routes, html.unescape(link))
        row = re.search(r"<td>there is a ceasefire or a settlement by 31 December 2027</td>(.*?)</tr>", shown)[1]
        assert f"<td>{chance} (" in row


def test_two_policies_stand_beside_each_other_and_beside_the_status_quo(routes):
    text = computed(routes, f"/{KEY}/compare?a=guarantees-first&mandate=0.9")
    table = text[text.index("chances by the ends of years") :]
    heads = re.findall(r'<th scope="col">(.*?)</th>', table[: table.index("</thead>")])
    assert heads == ["chance that", QUO, "A", "B, as set", "B, compared with A"]
    differs = cells(text, "What differs, and who can do it")
    assert {row[0] for row in differs} == {"security guarantee", "delegations that may settle"}
    assert 'value="guarantees-first" selected' in text and 'name="b.mandate" value="0.9"' in text
    assert "<script" not in text, "what is there needs no script"


ANSWERS = """\
attacker: Norland
defender: Sudmark
dates: 2024-03; 2026-01
collapse: 1 in 20 within a year"""


def answers(**more: str) -> str:
    return urlencode({f"{BEFORE}{key}": value for key, value in more.items()})


def test_answers_on_the_page_become_the_scenario_that_the_command_writes_of_them(routes):
    query = answers(name="sable", **dict(line.split(": ", 1) for line in ANSWERS.splitlines()))
    status, _, text = get(routes, f"/{KEY}/prose?{query}")
    assert status == 200 and "Sudmark&#39;s army or state breaks" in text and "5 %, and no other value" in text
    status, headers, file = get(routes, f"/{KEY}/prose/sable.yaml?{query}")
    assert status == 200 and 'filename="sable.yaml"' in headers["content-disposition"]
    by_command = parse_scenario(scenario_text("sable", read_answers(ANSWERS, "answers")), "sable.yaml")
    assert parse_scenario(file, "sable.yaml").content_hash() == by_command.content_hash()
    _, _, kept = get(routes, f"/{KEY}/prose/sable.answers.txt?{query}")
    assert "collapse: 1 in 20 within a year" in kept and "name:" not in kept


def test_an_answer_that_is_not_understood_is_told_beside_its_question_and_nothing_is_written(routes):
    query = answers(dates="2026-01; 2024-03", title="A war")
    _, _, text = get(routes, f"/{KEY}/prose?{query}")
    assert (
        "2026-01 lies after 2024-03" in text and 'aria-invalid="true"' in text and "1 answer is not understood" in text
    )
    assert get(routes, f"/{KEY}/prose/my-war.yaml?{query}")[0] == 404
    assert get(routes, f"/{KEY}/prose/my-war.yaml?{answers(name='../evil', title='A war')}")[0] == 404


def test_answers_that_are_refused_are_named_first_each_with_a_link_to_its_field(routes):
    _, _, text = get(routes, f"/{KEY}/prose?{answers(dates='2026-01; 2024-03', title='A war', broken='rarely')}")
    top = html.unescape(text[: text.index("<form")])
    assert "2 answers are not understood" in top and "'rarely' is not a number" in top
    assert re.findall(r'<li><a href="#q-(\w+)">', top) == ["dates", "broken"]
    assert all(f'id="q-{key}"' in text for key in ("dates", "broken"))


def test_the_page_says_what_was_skipped_and_what_no_question_asks(routes):
    _, _, text = get(routes, f"/{KEY}/prose?{answers(title='A war', talks='no idea')}")
    top = html.unescape(text[: text.index("<form")])
    assert (
        "<li>talks: anything from 10 to 60 % of months</li>" in top and "<li>a ceasefire or truce that a table" in top
    )
    assert "Skipped: anything from 10 to 60 % of months." in text


def test_the_example_of_the_page_is_understood_whole(routes):
    _, _, text = get(routes, f"/{KEY}/prose")
    link = html.unescape(re.search(r'href="([^"]*)">An example', text)[1])
    _, _, text = get(routes, link)
    assert 'role="alert"' not in text and "The scenario can be run" in text


def test_questions_that_come_with_the_answers_are_named_and_marked_as_new(routes):
    _, _, text = get(routes, f"/{KEY}/prose?{answers(title='A war', talks='1 in 3', claims='', front_area='')}")
    assert "questions are new, because of these answers:" in text and '<a href="#q-mandate">' in text
    assert text.count("what is taken instead is written into the file") == 1
    example = re.search(r'href="([^"]*)">An example, answered', text)
    for path in (f"/{KEY}/prose", html.unescape(example[1])):
        _, _, other = get(routes, path)
        assert "because of these answers" not in other and 'class="new"' not in other


def test_what_is_set_is_kept_while_prose_is_answered(routes):
    _, _, text = get(routes, f"/{KEY}/prose?guarantee=0.5&{answers(title='A <b>war</b>')}")
    assert "guarantee=0.5" in text and "<b>war" not in text and "A &lt;b&gt;war" in text


@pytest.mark.parametrize("path", ["compare?guarantee=0.35", "?guarantee=0.45"])
def test_what_is_over_while_the_page_is_made_is_waited_for_and_not_lost(routes, monkeypatch, path):
    """A page without an answer waits for one, though the answer came after it was looked for."""
    levers = routes.page.levers

    def late(address):
        while not all(one.over for one in list(routes.page.desk.jobs.values())):
            time.sleep(0.01)
        return levers(address)

    monkeypatch.setattr(routes.page, "levers", late)
    monkeypatch.setattr(MadeUp, "full", _after_a_moment(MadeUp.full))
    first = get(routes, f"/{KEY}/{path}")[2]
    assert 'aria-busy="true"' in first and "Computed on all" not in first
    again = get(routes, f"/{KEY}/{path}")[2]
    assert 'aria-busy="false"' in again and "Computed on all 64 versions" in again


def _after_a_moment(full):
    def slow(self, *given, **more):
        time.sleep(0.3)
        return full(self, *given, **more)

    return slow
