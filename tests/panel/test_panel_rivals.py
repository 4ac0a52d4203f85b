"""`ripeness panel --rivals`: other methods beside the views, on where a settlement puts each issue."""

from __future__ import annotations

import json

import numpy as np
import pytest
from made_views import view_forecast
from typer.testing import CliRunner

import ripeness
from ripeness.cli.main import app
from ripeness.errors import RunError
from ripeness.pages.layout import sentences
from ripeness.pages.panel import panel_page
from ripeness.schema.calendar import months_between

RUNNER = CliRunner()


def test_views_and_methods_answer_one_question(war, asked):
    found = ripeness.panel(war, draws=16, rivals=True)["rivals"]
    issues = list(ripeness.load(war).issues)
    assert list(found["issues"]) == issues and list(found["views"]) == ["even", "strong"]
    assert list(found["methods"]) == ["challenge", "expected-utility", "exchange", "graph-model", "base rate"]
    forecast = view_forecast("even", 0.5, "settlement_even").forecast
    weight = forecast.weight.values * (1 - forecast.ongoing.values[:, -1])  # this view's wars all end in settlements
    for issue in issues:
        by_hand = np.average(forecast.terms.sel(issue=issue).values, weights=weight)
        assert found["views"]["even"][issue] == pytest.approx(by_hand)
    alone = ripeness.rival("exchange", war).table()
    assert found["methods"]["exchange"]["terms"] == alone.forecast.to_dict()


def test_a_method_that_cannot_answer_says_why(war, asked):
    methods = ripeness.panel(war, draws=16, rivals=True)["rivals"]["methods"]
    assert "needs at least three" in methods["challenge"]["cannot"] and not methods["challenge"]["terms"]
    assert "states no options" in methods["graph-model"]["cannot"]
    page = sentences(panel_page(ripeness.panel(war, draws=16, rivals=True).content))
    assert any(one.startswith("challenge cannot say: ") for one in page)


def test_the_base_rate_says_whether_the_war_goes_on_and_nothing_of_terms(war, asked):
    """Against `ripeness.baserate` asked by hand for a war that has lasted as long."""
    scenario = ripeness.load(war)
    found = ripeness.panel(war, draws=16, rivals=True)
    told = found["rivals"]["methods"]["base rate"]
    age = months_between(scenario.calendar.war_began, scenario.calendar.as_of)
    by_hand = ripeness.baserate(age, found["horizons"])["rates"]
    assert told["ongoing"] == {str(one["months"]): pytest.approx([one["low"], one["high"]]) for one in by_hand}
    assert "how long wars lasted" in told["cannot"] and not told["terms"] and not told["cannot_when"]
    assert found["rivals"]["ongoing"]["even"]["36"] == found["views"]["even"]["ongoing"]["36"]["mean"]
    page = sentences(panel_page(found.content))
    assert (
        "challenge, expected-utility, exchange and graph-model cannot say: rounds, turns and states have no dates."
        in page
    )


def test_the_page_is_as_it_was_without_the_option(war, asked):
    plain = ripeness.panel(war, draws=16)
    assert plain["rivals"] is None
    assert not any("Other methods" in one for one in sentences(panel_page(plain.content)))


def test_the_command_prints_them_and_refuses_slips_before_anything_is_computed(war, asked):
    result = RUNNER.invoke(app, ["panel", str(war), "--draws", "16", "--rivals"])
    assert result.exit_code == 0, result.output
    assert "Other methods: on which terms, and does the war go on?" in result.output
    assert max(len(line.rstrip()) for line in result.output.splitlines()) <= 80
    told = json.loads(RUNNER.invoke(app, ["panel", str(war), "--draws", "16", "--rivals", "--json"]).output)
    assert told["rivals"]["methods"]["expected-utility"]["cannot"] == ""
    before = len(asked)
    with pytest.raises(RunError, match="no actor sea"):
        ripeness.panel(war, draws=16, rivals=True, capabilities={"sea": 1.0})
    with pytest.raises(RunError, match="no method is asked for"):
        ripeness.panel(war, draws=16, capabilities={"sea": 1.0})
    assert len(asked) == before
