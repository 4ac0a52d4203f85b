"""Every mistake in a file is named with its line, its path, what is wrong and what to do."""

from __future__ import annotations

import pytest

from conftest import Spoil, line_of
from ripeness.errors import ScenarioError
from ripeness.schema.load import parse_scenario

MISTAKES = [
    # piece, what is put in its place, path, what is said, what is advised
    ("sanctions: {direct", "sanctions: {dirct", "sanctions.dirct", "not a known key", "Did you mean 'direct'?"),
    (
        "aid.commitment: 0.5",
        "aid.comitment: 0.5",
        "epochs.promise.changes",
        "nothing that can change",
        "'aid.commitment'",
    ),
    ("65 USD/barrel", "65 EUR/barrel", "energy.price", "not a measure of USD/barrel", "65 USD/barrel"),
    ("65 USD/barrel", "65", "energy.price", "has no unit", "65 USD/barrel"),
    ("attacker: 0.6 %/month", "attacker: 0.006", "costs.attacker", "has no unit", "4 %/month"),
    (
        "attacker: 0.99",
        "attacker: 1.2",
        "patience.attacker",
        "outside the range of the field, 0 to 1",
        "discount factor",
    ),
    ("{low: 0.2, high: 1}", "{low: 0.2, high: 11}", "beliefs.attacker.strike_effect", "11 lies outside", "0 to 10"),
    ("strength: 60 months", "strength: 0 months", "beliefs.attacker.battle.strength", "above 0 month", "above 0"),
    (
        "odds_when_exhausted: -0.01",
        "odds_when_exhausted: {mean: 0.1, strength: 9}",
        "truth.odds_when_exhausted",
        "a beta distribution, which spans 0 to 1, lies outside",
        "-0.5 to 0.5",
    ),
    ("sd: 1 bn USD/month", "sdd: 1 bn USD/month", "war_chest.war_spending", "'sdd' is not a key", "Did you mean 'sd'?"),
    ("donor: west", "donor: wst", "aid.flows.us_military.donor", "no actor is called 'wst'", "'west'"),
    ("seats: [north, south", "seats: [nort, south", "tracks.three.seats", "no actor is called 'nort'", "'north'"),
    ("agenda: [land]", "agenda: [lnd]", "tracks.two.agenda", "no issue is called 'lnd'", "'land'"),
    ("agenda: [land]", "agenda: land", "tracks.two.agenda", "not a list of issues", "Write a list"),
    ("consent: [union]", "consent: [unoin]", "issues.army.consent", "no actor is called", "'union'"),
    ("recognised_by: {north", "recognised_by: {nrth", "texts.items.first.recognised_by", "no actor", "'north'"),
    (
        "recognised_by: {north: 0.9",
        "recognised_by: {north: 9",
        "texts.items.first.recognised_by.north",
        "9 lies",
        "0 to 1",
    ),
    ("attacker_weights: {land", "attacker_weights: {lnd", "envoy.attacker_weights", "no issue is called", "'land'"),
    (
        "changes: shadow_fleet.interdicted",
        "changes: shadow_fleet.interdict",
        "levers.interdiction.changes",
        "nothing that can change",
        "'shadow_fleet.interdicted'",
    ),
    (
        "changes: shadow_fleet.interdicted",
        "changes: front.steps",
        "levers.interdiction.changes",
        "nothing that can",
        "",
    ),
    (
        "changes: shadow_fleet.interdicted",
        "changes: bargaining.protocol",
        "levers.interdiction.changes",
        "neither a number nor a yes-or-no",
        "epoch",
    ),
    (
        "{interdiction: 4 %/month",
        "{interdction: 4 %/month",
        "policies.ratchet.levers",
        "no lever is called",
        "'interdiction'",
    ),
    (
        "{interdiction: 4 %/month",
        "{interdiction: 7 %/month",
        "policies.ratchet.levers.interdiction",
        "outside the lever's range, 0 to 5 %/month",
        "0 to 5",
    ),
    ("{interdiction: 4 %/month", "{interdiction: 4 USD", "policies.ratchet.levers.interdiction", "not a measure", ""),
    ("{interdiction: 4 %/month", "{interdiction: ", "policies.ratchet.levers.interdiction", "no value", "number"),
    ("  ratchet: {", "  status-quo: {", "policies.status-quo", "moves no lever", "another name"),
    ('unit: "%/month"', "unit: USD", "levers.interdiction.unit", "not a measure of 1/month", "1/month"),
    ("low: 0, high: 100}", "low: 0, high: 300}", "levers.promise.high", "impossible for aid.commitment", "0 to 1"),
    ("status_quo: 50", "status_quo: 101", "levers.promise.status_quo", "impossible", "0 to 1"),
    ("status_quo: 0.5", "status_quo: 6", "levers.interdiction.status_quo", "above high", "in order"),
    ("owner: payer", "owner: pyer", "levers.promise.owner", "no actor is called 'pyer'", "'payer'"),
    ("by: author", "by: athor", "claims.ends-with-belief.by", "no actor is called 'athor'", "'author'"),
    ("issue: army", "issue: amry", "plans.draft.points.1.issue", "no issue is called 'amry'", "'army'"),
    ("issue: land, sets", "sets", "plans.draft.points.0.sets", "sets a value of no issue", "Add issue"),
    ("{number: 3,", "{number: 2,", "plans.draft.points", "two points have the number 2", "once"),
    ("source: essay#2", "source: esay#2", "truth.battle_odds", "no source is called 'esay'", "'essay'"),
    ("source: essay#2, note", "source: essay#13, note", "truth.battle_odds", "no paragraph 13", "1 to 12"),
    ("source: essay#2, note", "source: essay#two, note", "truth.battle_odds", "does not name a paragraph", "essay#1"),
    ("source: essay}", "source: recalled}", "patience.defender", "does not say what is recalled", "note"),
    ("{front: ministry", "{front: mnistry", "record.sources.front", "no source is called", "'ministry'"),
    (
        "source_unless_stated: judgement",
        "source_unless_stated: jugement",
        "source_unless_stated",
        "no source",
        "'judgement'",
    ),
    ("as_of: 2023-02", "as_of: 2023-13", "calendar.as_of", "'2023-13' is not a month", "2022-02"),
    ("as_of: 2023-02", "as_of: 2023-02-30", "calendar.as_of", "is not a month", "2022-02"),
    ("as_of: 2023-02", "as_of: 2021-02", "calendar.as_of", "before war_began 2022-02", "2022-02 or later"),
    ("horizon: 5 years", "horizon: 1 day", "calendar.horizon", "not a whole number of months", "60"),
    ("horizon: 5 years", "horizon: -3", "calendar.horizon", "not a whole number of months", "60"),
    ("date: 2025-11-20", "date: 2026-02-30", "sources.essay.date", "'2026-02-30' is not a date", "YYYY-MM-DD"),
    ("read: full", "read: ful", "sources.essay.read", "'ful' is not possible here", "Did you mean 'full'?"),
    (
        "authors: [west], recog",
        "authors: [west], replaces: second, recog",
        "texts.items.first.replaces",
        "in a circle: first -> second -> first",
        "oldest",
    ),
    ("replaces: first", "replaces: frst", "texts.items.second.replaces", "no text is called 'frst'", "'first'"),
    ("role: payer", "role: attacker", "actors.union", "2 actors have the role attacker", "exactly one"),
    ("role: defender", "role: other", "actors", "no actor has the role defender", "exactly one"),
    ("start: 36", "start: 60", "front.start", "starts at 60 of 60 steps", "1 to 59"),
    ("steps: 60", "steps: 1", "front.steps", "1 is too small", "2 or more"),
    ("chest_nodes: 7", "chest_nodes: 7.5", "numerics.chest_nodes", "not a whole number", "digits"),
    ("chest_nodes: 7", "chest_nodes: true", "numerics.chest_nodes", "true is not a whole number", "digits"),
    (
        "sincerity_nodes: 15",
        "sincerity_low: 4",
        "numerics",
        "sincerity_high 3 is not above sincerity_low 4",
        "Exchange",
    ),
    ("from: 2022-09", "from: 2022-02", "epochs.mediation.from", "not after the war began", "themselves"),
    ("from: 2023-01", "from: 2023-03", "epochs.promise.from", "after as_of 2023-02", "policy"),
    ("from: 2023-01", "from: 2022-08", "epochs.promise.from", "not after mediation (2022-09)", "by date"),
    (
        "mediator.present: true",
        "mediator.present: yes",
        "epochs.mediation.changes.mediator.present",
        "neither true nor false",
        "true or false",
    ),
    (
        "mediator.present: true",
        "infrastructure.repair: 4 %/month",
        "epochs.mediation.changes",
        "in a section that this scenario leaves out",
        "Write the section infrastructure",
    ),
    (
        "aid.commitment: 0.5",
        "aid.commitment: 1.5",
        "epochs.promise.changes.aid.commitment",
        "1.5 lies outside",
        "0 to 1",
    ),
    (
        "aid.commitment: 0.5",
        "bargaining.protocol: nsh",
        "epochs.promise.changes.bargaining.protocol",
        "'nsh'",
        "'nash'",
    ),
    ("position: 37", "position: 38", "record.months.2022-05", "contradicts the moves since position 36", "one step"),
    ("position: 37", "position: 60", "record.months.2022-05", "would have ended the war", "1 to 59"),
    ("2022-06: {pos", "2023-02: {pos", "record.months.2023-02", "not a month from 2022-02 to 2023-01", "calendar"),
    ("2022-06: {pos", "2022-14: {pos", "record.months.2022-14", "'2022-14' is not a month", "2022-02"),
    ("front: up,", "front: upp,", "record.months.2022-03.front", "'upp' is not possible", "'up'"),
    ("error_rate: 10 %", "error_rate: 60 %", "record.error_rate", "0.6 lies outside", "0 to 0.5"),
    (
        "follows_front: true}",
        "follows_front: true}\n  sea: {title: Sea, attacker_weight: 1, defender_weight: 1, follows_front: true}",
        "issues.sea.follows_front",
        "land and sea both follow the front",
        "only one",
    ),
    ("three: {title", "thr.ee: {title", "tracks.thr.ee", "cannot be a name", "letters"),
    (
        "name: full\n",
        "name: full\nname: half\n",
        "name",
        "stands here a second time (first in line 4)",
        "one of the two",
    ),
    ("title: Every section in use", "title: 2025", "title", "2025 is not text", "quotes"),
    ("note: pays for the war", "note: [a]", "actors.union.note", "a list is not text", "Write text"),
    ("kind: financial", "kind: finacial", "aid.flows.eu_money.kind", "not possible here", "'financial'"),
    (
        "new_mediator: true",
        "new_mediator: 1",
        "epochs.mediation.new_mediator",
        "1 is not true or false",
        "true or false",
    ),
]


@pytest.mark.parametrize(("old", "new", "path", "said", "advised"), MISTAKES, ids=[m[1][:40] for m in MISTAKES])
def test_a_mistake_is_named_with_line_and_remedy(
    spoil: Spoil, text: str, old: str, new: str, path: str, said: str, advised: str
) -> None:
    problems = spoil((old, new))
    about = [problem for problem in problems if said in problem.what]
    assert len(about) == 1, "\n".join(map(str, problems))
    problem = about[0]
    assert problem.path == path or problem.path.startswith(f"{path}.")
    assert advised in problem.fix
    assert problem.fix
    if path in ("actors", "numerics", "plans.draft.points"):
        assert problem.line
    elif path == "name":
        assert problem.line == 5
    else:
        assert problem.line == line_of(text, old) + new.count("\n") * ("sea" in new)
    assert str(problem).startswith(f"full.yaml:{problem.line}: {path}")


def test_unknown_key_names_the_nearest_key_and_lists_all(spoil: Spoil, text: str) -> None:
    (problem,) = spoil(("sanctions: {direct", "sanctions: {dirct"))
    assert str(problem) == (
        f"full.yaml:{line_of(text, 'sanctions:')}: sanctions.dirct: 'dirct' is not a known key here. "
        "Did you mean 'direct'? Known keys: note, source, direct, secondary, package_direct, package_secondary, "
        "executive_direct, executive_secondary, price_cap, cap_compliance."
    )


def test_all_problems_are_told_at_once_in_the_order_of_the_file(spoil: Spoil) -> None:
    spoilt = [
        ("steps: 60", "steps: x"),
        ("65 USD/barrel", "65 EUR"),
        ("donor: west", "donor: wst"),
        ("from: 2023-01", "from: 2023-13"),
        ("interdiction: 4 %/month", "interdiction: 9 %/month"),
        ("recognised_by: {north: 0.9}", "recognised_by: {north: 2, south: 3}"),
    ]
    problems = spoil(*spoilt)
    assert len(problems) == 7
    lines = [problem.line or 0 for problem in problems]
    assert lines == sorted(lines)


def test_a_missing_number_says_how_to_write_it(spoil: Spoil) -> None:
    (problem,) = spoil(("legal_volume: 3 million barrel/day, ", ""))
    assert problem.path == "energy.legal_volume"
    assert problem.what == "legal_volume is missing"
    assert "7.2 million barrel/day" in problem.fix
    assert "exports that need no shadow fleet" in problem.fix


def test_a_number_without_source_is_an_error_unless_one_is_set_for_all(spoil: Spoil) -> None:
    problems = spoil(("source_unless_stated: judgement\n", ""))
    assert len(problems) > 40
    assert {problem.what for problem in problems} == {"the number has no source"}
    assert not any(problem.path == "truth.battle_odds" for problem in problems)
    assert not any("aid.commitment" in problem.path for problem in problems)
    shown = str(ScenarioError(problems)).splitlines()
    assert len(shown) == 6
    assert shown[-1] == f"... and {len(problems) - 5} more like it: the number has no source."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("# only a comment\n", "the file is empty"),
        ("- a\n- b\n", "not a mapping"),
        ("just words\n", "not a mapping"),
        ("title: x\n", "does not say which version"),
        ("ripeness: 2\n", "has version 2"),
        ("ripeness: true\n", "has version True"),
        ("ripeness: 1\nname: [a\n", "not valid YAML"),
        ("ripeness: 1\n\tname: a\n", "not valid YAML"),
        ("ripeness: 1\nname: *nobody\n", "names nothing above it"),
        ("ripeness: 1\n---\nripeness: 1\n", "more than one document"),
        ("ripeness: 1\n? [a]\n: b\n", "a key is not a plain word"),
        ("ripeness: 1\nname: a\x07b\n", "the character U+0007"),
    ],
)
def test_what_is_no_scenario_is_refused_in_one_sentence(text: str, said: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(text, "x.yaml")
    (problem,) = caught.value.problems
    assert said in problem.what
    assert problem.fix
    assert str(caught.value).startswith("x.yaml:")
    assert "\n" not in str(caught.value)


def test_an_alone_standing_version_lists_every_missing_section() -> None:
    with pytest.raises(ScenarioError) as caught:
        parse_scenario("ripeness: 1\n", "x.yaml")
    missing = {problem.path for problem in caught.value.problems}
    assert missing == {"name", "title", "calendar", "actors", "front", "truth", "costs", "patience", "issues"}
