"""``ripeness.panel``: one call from a scenario's name or from loaded views, and the answer as data and as a table."""

from __future__ import annotations

import json
import sys

import pytest
import toy_views
from typer.testing import CliRunner

import ripeness
from ripeness.cli.main import app
from ripeness.errors import RunError, ScenarioError

RUNNER = CliRunner()


def test_python_returns_what_the_command_prints(war, asked):
    told = json.loads(RUNNER.invoke(app, ["panel", str(war), "--draws", "16", "--json"]).output)
    assert ripeness.panel(war, draws=16).to_dict() == told


def test_a_path_names_and_loaded_views_ask_the_same(war, asked):
    base = ripeness.load(war)
    loaded = [ripeness.load(war, view=name) for name in ("even", "strong")]
    answers = [ripeness.panel(str(war)), ripeness.panel(base), ripeness.panel(war, ["even", "strong"])]
    answers += [ripeness.panel(base, loaded), ripeness.panel(base, ["even", loaded[1]])]
    assert all(one == asked[0] for one in asked) and len(asked) == 5
    assert all(one.to_dict() == answers[0].to_dict() for one in answers)


def test_the_table_has_a_row_for_each_view_and_month_whose_endings_are_one_whole(war, asked):
    found = ripeness.panel(war, draws=16)
    rows = found.table()
    assert list(rows.index) == [(name, months) for name in ("even", "strong") for months in (12, 36, 60)]
    whole = rows.drop(columns=["ongoing", "p10", "p90"]).sum(axis=1)
    assert whole.to_numpy() == pytest.approx(1.0)
    assert rows["still_fighting"].to_numpy() == pytest.approx(rows["ongoing"].to_numpy())
    assert found.finished == 16 and not found.partial
    assert "still_fighting" in found._repr_html_() and "panel of small-war: 6 rows" in repr(found)


def test_an_interrupted_panel_says_so_and_leaves_with_130(war, asked, monkeypatch):
    from dataclasses import replace

    computation = sys.modules["ripeness.questions.panel.computation"]
    whole = computation.compute_panel

    def cut(*given, **more):
        found = whole(*given, **more)
        kept = {"even": replace(found.views["even"], drawn_records=found.views["even"].drawn_records[:, :1])}
        return replace(found, views=kept, drawn_from=("even",), missing=("strong",))

    monkeypatch.setattr(computation, "compute_panel", cut)
    found = ripeness.panel(war, draws=16)
    assert found.partial and found.finished == 8 and list(found["views"]) == ["even"]
    result = RUNNER.invoke(app, ["panel", str(war), "--draws", "16"])
    assert result.exit_code == 130
    assert "PARTIAL: interrupted before strong could be computed." in result.output
    assert "rests on the 8 of 16 versions" in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        (lambda war: (war, ["weak"]), ScenarioError, "has no view 'weak'"),
        (lambda war: (war, []), RunError, "small-war has no views"),
        (lambda war: (war, None, 1), RunError, "1 draws are fewer than 2 views"),
        (lambda war: (war, None, 8, -1), RunError, "-1 is no seed"),
        (lambda war: (ripeness.load(war, view="even"),), RunError, "has the view even laid over it already"),
        (lambda war: (war, [ripeness.load(war)]), RunError, "small-war has no view laid over it"),
        (lambda war: (war, [ripeness.load("ukraine-2026", view="essay")]), RunError, "is no view of small-war"),
        (
            lambda war: (war, [toy_views.view("even", 0.1, 0.2), toy_views.view("even", 0.3, 0.4)]),
            RunError,
            "two different views are called even",
        ),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_computed(war, asked, given, error, said):
    with pytest.raises(error, match=said):
        ripeness.panel(*given(war))
    assert asked == []


def test_a_view_that_would_be_embarrassed_under_what_nobody_can_adopt_is_asked_about_it_alone(monkeypatch):
    from ripeness.questions.panel.statements import levers_by_label

    thought = toy_views.WAR.replace("talks, owner: payer", "talks, owner: nobody")
    monkeypatch.setattr(toy_views, "WAR", thought)
    monkeypatch.setattr(toy_views, "VIEW", toy_views.VIEW.replace("below: 0.5}", "below: 0.5, policy: talk-more}"))
    base, view = toy_views.base(), toy_views.view("even", 0.4, 0.6)
    labels = levers_by_label(base, [view])
    assert labels["seen under talk-more"] == base.policy_levers("talk-more")
    assert "policy talk-more" not in labels and "seen under talk-more" not in levers_by_label(base)
