"""A view is laid over a scenario by the same loader: what it sets, what it may not, and what the shipped ones hold."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

import ripeness
from ripeness.compiler.priors import values_from_scores
from ripeness.compiler.war import compile_war
from ripeness.errors import Problem, ScenarioError
from ripeness.pages.panel_words import binding
from ripeness.questions.explain.experiments import CAUSES as TRIED
from ripeness.questions.panel import statements
from ripeness.questions.panel.statements import levers_by_label
from ripeness.scenarios.shipped import FLAGSHIP, locate, shipped, views
from ripeness.schema.load import parse_scenario, read_text
from ripeness.schema.view import CAUSES, View

HEAD = """view: 1
of: ukraine-2026
name: rival
title: a rival
argument: what it argues
binds: [means]
first_policy: ratchet-both
embarrassed_by:
  says: it is over in a year
  holds_if: {quantity: ongoing, at: 12 months, below: 0.5}
"""
TEXT = read_text(locate(FLAGSHIP))
SHIPPED = views(FLAGSHIP)


def laid(rest: str, head: str = HEAD):
    return parse_scenario(TEXT, "war.yaml", (head + rest, "rival.yaml"))


def problems(rest: str, head: str = HEAD) -> list[Problem]:
    with pytest.raises(ScenarioError) as caught:
        laid(rest, head)
    return list(caught.value.problems)


def line_of(text: str, piece: str) -> int:
    return text[: text.index(piece)].count("\n") + 1


def test_an_empty_view_changes_nothing_to_the_last_bit():
    import jax
    import numpy as np

    base, same = ripeness.load(FLAGSHIP), laid("changes: {}\n")
    assert same.content_hash() == base.content_hash()
    assert same.assumptions() == base.assumptions()
    scores = np.random.default_rng(0).normal(size=(2, len(base.assumptions())))
    one, two = (compile_war(of, values_from_scores(of.assumptions(), scores), 2) for of in (base, same))
    assert one.course == two.course
    leaves = [jax.tree.leaves((war.games, war.record)) for war in (one, two)]
    assert all(np.array_equal(a, b) for a, b in zip(*leaves, strict=True))


def test_a_view_sets_numbers_of_the_scenario_and_of_its_epochs():
    view = laid(
        "changes:\n"
        "  costs.attacker: {low: 1 %/month, high: 2 %/month, source: judgement, note: why}\n"
        "  epochs.designations.texts.overlap: {value: 0.5, source: judgement, note: why}\n"
        "  mediator.present: true\n"
    )
    base = ripeness.load(FLAGSHIP)
    assert view.costs.attacker.parameters == {"low": 0.01, "high": 0.02}
    assert view.leaves(2)["texts.overlap"].value.centre == 0.5
    assert view.leaves(1)["texts.overlap"] == base.leaves(1)["texts.overlap"]
    assert view.mediator.present and not base.mediator.present
    assert view.costs.defender == base.costs.defender
    assert view.title.endswith("view: a rival") and view.view is not None


def test_what_is_wrong_in_a_view_is_told_with_its_own_file_and_line():
    rest = (
        "changes:\n"
        "  costs.attaker: {value: 1 %/month, source: judgement, note: why}\n"
        "  costs.defender: 1 %/month\n"
        "  patience.attacker: {value: 0.99, source: judgement}\n"
    )
    found = problems(rest)
    assert {one.file for one in found} == {"rival.yaml"}
    at = {one.line: one for one in found}
    text = HEAD + rest
    assert "costs.attacker" in at[line_of(text, "costs.attaker")].fix
    assert "no source" in at[line_of(text, "costs.defender")].what
    assert "does not say why" in at[line_of(text, "patience.attacker")].what


@pytest.mark.parametrize(
    ("piece", "instead", "what"),
    [
        ("title: a rival\n", "titel: a rival\n", "'titel' is not a known key"),
        ("binds: [means]", "binds: [money]", "money"),
        ("first_policy: ratchet-both", "first_policy: ratchet-all", "no policy is called 'ratchet-all'"),
        ("below: 0.5", "below: half", "half"),
        ("of: ukraine-2026", "of: another-war", "not of 'ukraine-2026'"),
        ("view: 1", "view: 2", "version 2"),
    ],
)
def test_the_head_of_a_view_is_checked_line_by_line(piece, instead, what):
    head = HEAD.replace(piece, instead)
    found = problems("changes: {}\n", head)
    hit = [one for one in found if what in one.what]
    assert hit and hit[0].file == "rival.yaml"
    assert hit[0].line == line_of(head, instead.strip())


def test_a_value_out_of_its_support_is_an_error_on_the_views_line():
    rest = "changes:\n  patience.attacker: {value: 1.5, source: judgement, note: why}\n"
    (found,) = problems(rest)
    assert (found.file, found.line) == ("rival.yaml", line_of(HEAD + rest, "patience.attacker"))


def test_a_view_adds_claims_and_takes_none_back():
    claim = (
        "claims:\n  {name}: {{says: it lasts, kind: could, by: ours, holds_if: {{quantity: ongoing, at: 12 months}}}}\n"
    )
    base = ripeness.load(FLAGSHIP)
    added = laid("changes: {}\n" + claim.format(name="it-lasts"))
    assert set(added.claims) == {*base.claims, "it-lasts"}
    (found,) = problems("changes: {}\n" + claim.format(name="could-go-on"))
    assert "already" in found.what and found.file == "rival.yaml"


def test_an_unknown_view_is_named_with_those_that_there_are():
    with pytest.raises(ScenarioError, match="essay"):
        ripeness.load(FLAGSHIP, view="esay")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_view_is_in_order_and_frees_as_many_assumptions_as_the_scenario(name):
    view, base = ripeness.load(FLAGSHIP, view=name), ripeness.load(FLAGSHIP)
    assert view.view is not None and view.view.name == name
    assert len(view.assumptions()) == len(base.assumptions())
    assert view.content_hash() != base.content_hash()
    assert set(view.claims) > set(base.claims)  # a claim of its own


def test_the_eight_views_differ_in_what_binds_and_in_what_would_embarrass_them():
    stated: list[View] = [one for name in SHIPPED if (one := ripeness.load(FLAGSHIP, view=name).view)]
    assert len(stated) == 8
    assert len({one.binds for one in stated}) == 8
    assert len({one.embarrassed_by.says for one in stated}) == 8


def test_views_are_no_scenarios_of_their_own():
    assert not any("views" in name for name in shipped())


def test_what_may_bind_is_what_explain_tries():
    assert set(CAUSES) == set(TRIED)


def test_a_view_without_a_proposal_draws_what_it_leaves_from_where_the_scenarios_record_puts_it():
    from ripeness.ensemble.proposal import borrowed, proposal_of

    base = ripeness.load(FLAGSHIP)
    theirs, origin = proposal_of(base, True)
    assert origin == "shipped"
    view = laid("changes:\n  costs.attacker: {low: 1 %/month, high: 2 %/month, source: judgement, note: why}\n")
    found, its = borrowed(view, base)
    at = list(base.assumptions()).index("costs.attacker")
    assert its == "borrowed" and found.mean[at] == 0 and found.spread[at] == 1
    others = [place for place in range(len(theirs.mean)) if place != at]
    assert (found.mean[others] == theirs.mean[others]).all() and (found.spread[others] == theirs.spread[others]).all()
    same, its = borrowed(laid("changes: {}\n"), base)  # nothing changed: the scenario's own
    assert its == "shipped" and (same.mean == theirs.mean).all()


@pytest.mark.parametrize("name", ["essay", "outlast"])
def test_taking_back_every_number_of_a_view_gives_the_scenario(name):
    base, view = ripeness.load(FLAGSHIP), ripeness.load(FLAGSHIP, view=name)
    paths = view.changed_from(base)
    assert len(paths) == 8
    restored = view
    for path in paths:
        restored = restored.restored(base, path)
        assert path not in restored.changed_from(base)
    assert restored.content_hash() == base.content_hash()


def test_numbers_that_go_together_in_a_proposal_still_do_where_a_view_leaves_them(monkeypatch):
    import numpy as np

    from ripeness.ensemble import proposal as proposals
    from ripeness.ensemble.draws import Proposal, prior

    base = ripeness.load(FLAGSHIP)
    names = list(base.assumptions())
    key = tuple(names.index(one) for one in ("costs.attacker", "costs.defender", "costs.exhausted"))
    factor = np.array([[[1.0, 0, 0], [0.6, 0.8, 0], [0.2, 0.1, 0.5]]])
    theirs = Proposal(
        np.zeros(len(names)), np.ones(len(names)), 0.1, key, np.ones(1), np.array([[1.0, 2.0, 3.0]]), factor
    )
    monkeypatch.setattr(
        proposals,
        "own_proposal",
        lambda of, record, exact=False: (theirs, "shipped") if of.view is None else (prior(len(names)), "prior"),
    )
    view = laid("changes:\n  costs.attacker: {low: 1 %/month, high: 2 %/month, source: judgement, note: why}\n")
    found, _ = proposals.borrowed(view, base)
    assert [names[place] for place in found.key] == ["costs.defender", "costs.exhausted"]
    assert found.centres.tolist() == [[2.0, 3.0]]
    covariance = (factor[0] @ factor[0].T)[1:, 1:]
    assert found.factors[0] @ found.factors[0].T == pytest.approx(covariance)


def test_causes_that_a_view_says_bind_together_are_asked_about_alone_and_together():
    base, view = ripeness.load(FLAGSHIP), ripeness.load(FLAGSHIP, view="no-procedure")
    assert view.view is not None and view.view.binds == ("table", "text")
    alone, asked = levers_by_label(base), levers_by_label(base, [view])
    assert asked["cause table and text"] == asked["cause table"] | asked["cause text"]
    assert {label: levers for label, levers in asked.items() if label in alone} == alone


@pytest.mark.parametrize(("together", "agrees"), [(0.75, True), (0.25, False)])
def test_a_pair_of_causes_binds_where_neither_alone_is_enough_and_both_are(together, agrees, monkeypatch):
    shares = {"now": 0.0, "table": 0.0, "text": 0.0, "both": together}
    monkeypatch.setattr(statements, "question_of", lambda few, ahead: "settled")
    monkeypatch.setattr(statements, "share_passing", lambda label, ahead, test: shares[label])
    asked = {"cause table": "table", "cause text": "text", "cause table and text": "both"}
    found = statements.binds(SimpleNamespace(few="now", under=asked), ["table", "text"])
    assert found["found"] == [] and found["shares"] == {"table": 0.0, "text": 0.0}
    assert found["together"] == together and found["agrees"] is agrees
    words = binding({"binds": found}, 4)
    assert "the lack of a table that may settle (table) and the lack of a common text (text)" in words
    assert (
        "Yet with any one cause taken away, a settlement in the first month would be as likely as not in none" in words
    )
    assert words.endswith(f"taken away together, that would be so in {3 if agrees else 1} of its 4 versions.")
    assert binding({"binds": found}, 40).endswith(f"so in {8 if agrees else 3} of 10 of its versions.")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_view_is_drawn_by_a_proposal_learnt_for_it_or_borrows_the_scenarios(name):
    """One that is shipped beside a view was learnt for the view as it is: none is stale."""
    from ripeness.ensemble.proposal import proposal_of

    view = ripeness.load(FLAGSHIP, view=name)
    assert view.file is not None
    own = view.file.with_suffix(".proposal.json").is_file()
    assert proposal_of(view, True)[1] == ("shipped" if own else "borrowed")
