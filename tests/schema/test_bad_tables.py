"""Mistakes in tracks, texts, the envoy and guarantors are named with their line and what to do."""

from __future__ import annotations

import pytest

from conftest import Spoil, line_of
from ripeness.schema.load import parse_scenario
from ripeness.schema.scenario import Scenario

NO_ENVOY = "envoy: {attacker_weights: {land: 0.75, army: {low: 0.1, high: 0.3}}, credulity: 0.5}\n"
MISTAKES = [
    # piece, what is put in its place, path, what is said, what is advised
    (
        "date: 2022-04-15,",
        "date: 2022-02,",
        "texts.items.second.replaces",
        "second (2022-02) is older than first",
        "dates",
    ),
    ("overlap: 0.9", "overlap: 0.9\n  count: 1", "texts.count", "1 is not true or false", "true or false"),
    (
        "authors: [south],",
        "pushed_back_by: [sth],",
        "texts.items.second.pushed_back_by",
        "no actor is called",
        "'south'",
    ),
    (
        "credulity: 0.5}",
        "since: 2023-03}",
        "envoy.since",
        "2023-03 is not a month from 2022-02 to 2023-02",
        "leave it out",
    ),
    ("credulity: 0.5}", "since: March}", "envoy.since", "'March' is not a month", "2022-02"),
    ("credulity: 0.5}", "busy: 1.5}", "envoy.busy", "1.5 lies outside", "0 to 1"),
    ("credulity: 0.5}", "learning: 0.1}", "envoy.learning", "has no unit", "4 %/month"),
    ("credulity: 0.5}", "visits: {nrth: 6}}", "envoy.visits", "no actor is called 'nrth'", "'north'"),
    ("credulity: 0.5}", "visits: {north: -6}}", "envoy.visits.north", "-6 is too small", "0 or more"),
    (
        "credulity: 0.5}",
        "defender_weights: {land: 0}}",
        "envoy.defender_weights",
        "takes the defender to care about nothing",
        "above 0",
    ),
    ("mandate: 0.5}", "mandate: 0.5, rounds_held: -1}", "tracks.three.rounds_held", "-1 is too small", "0 or more"),
    (
        "base_reneging: 0.1}",
        "base_reneging: 0.1, guarantors: {u: {by: union, strength: 0.5, backing: 0.4}}}",
        "bargaining.guarantors.u.backing",
        "a backing but no backer",
        "backed_by",
    ),
    (
        "base_reneging: 0.1}",
        "base_reneging: 0.1, guarantors: {u: {by: unoin, strength: 0.5}}}",
        "bargaining.guarantors.u.by",
        "no actor is called 'unoin'",
        "'union'",
    ),
    (
        "base_reneging: 0.1}",
        "base_reneging: 0.1, guarantors: {u: {by: union}}}",
        "bargaining.guarantors.u.strength",
        "strength is missing",
        "Add strength",
    ),
    ("relax: 10 %/month}", "relax: 10 %/month, vote: 2}", "gate.vote", "2 lies outside", "0 to 1"),
    (
        "interdicted: 0.5 %/month\n",
        "interdicted: 0.5 %/month\n  replacement: -1\n",
        "shadow_fleet.replacement",
        "-1 lies",
        "",
    ),
]


@pytest.mark.parametrize(("old", "new", "path", "said", "advised"), MISTAKES, ids=[m[1][:40] for m in MISTAKES])
def test_a_mistake_at_the_tables_is_named_with_line_and_remedy(
    spoil: Spoil, text: str, old: str, new: str, path: str, said: str, advised: str
) -> None:
    problems = spoil((old, new))
    about = [problem for problem in problems if said in problem.what]
    assert len(about) == 1, "\n".join(map(str, problems))
    (problem,) = about
    assert problem.path == path or problem.path.startswith(f"{path}.")
    assert advised in problem.fix and problem.fix
    shifted = new.count("\n")
    assert line_of(text, old) <= (problem.line or 0) <= line_of(text, old) + shifted


def test_an_envoy_sits_only_where_there_is_one(spoil: Spoil, text: str) -> None:
    assert NO_ENVOY in text
    (problem,) = spoil((NO_ENVOY, ""), ("mandate: 0.5}", "mandate: 0.5, envoy: true}"))
    assert (problem.path, problem.what) == ("tracks.three.envoy", "the scenario has no section envoy")


def test_a_lever_reaches_recognition_backing_and_career(text: str) -> None:
    levers = "\n".join(
        f'  {name}: {{title: T, owner: west, changes: {path}, unit: "1", status_quo: 0, low: 0, high: 1}}'
        for name, path in {
            "recognition": "texts.items.first.recognised_by.north",
            "backing": "bargaining.guarantors.u.backing",
            "career": "envoy.career",
            "counting": "texts.count",
        }.items()
    )
    guaranteed = text.replace(
        "base_reneging: 0.1}",
        "base_reneging: 0.1, guarantors: {u: {by: union, strength: 0.5, backed_by: west, backing: 0}}}",
    )
    scenario: Scenario = parse_scenario(guaranteed.replace("\nlevers:\n", f"\nlevers:\n{levers}\n"), "x")
    leaves = scenario.leaves(0, {"recognition": 0.4, "backing": 0.3, "career": 1.0})
    assert leaves["texts.items.first.recognised_by.north"].value.centre == 0.4
    assert leaves["bargaining.guarantors.u.backing"].value.centre == 0.3
    assert leaves["envoy.career"].value is True
    assert leaves["texts.count"].value is False
