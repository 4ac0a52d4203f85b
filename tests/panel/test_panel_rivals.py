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

RUNNER = CliRunner()


def test_views_and_methods_answer_one_question(war, asked):
    found = ripeness.panel(war, draws=16, rivals=True)["rivals"]
    issues = list(ripeness.load(war).issues)
    assert list(found["issues"]) == issues and list(found["views"]) == ["even", "strong"]
    assert list(found["methods"]) == ["challenge", "expected-utility", "exchange", "graph-model"]
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


def test_the_page_is_as_it_was_without_the_option(war, asked):
    plain = ripeness.panel(war, draws=16)
    assert plain["rivals"] is None
    assert not any("Other methods" in one for one in sentences(panel_page(plain.content)))


def test_the_command_prints_them_and_refuses_slips_before_anything_is_computed(war, asked):
    result = RUNNER.invoke(app, ["panel", str(war), "--draws", "16", "--rivals"])
    assert result.exit_code == 0, result.output
    assert "Other methods: where would a settlement put each issue?" in result.output
    assert max(len(line.rstrip()) for line in result.output.splitlines()) <= 80
    told = json.loads(RUNNER.invoke(app, ["panel", str(war), "--draws", "16", "--rivals", "--json"]).output)
    assert told["rivals"]["methods"]["expected-utility"]["cannot"] == ""
    before = len(asked)
    with pytest.raises(RunError, match="no actor sea"):
        ripeness.panel(war, draws=16, rivals=True, capabilities={"sea": 1.0})
    with pytest.raises(RunError, match="no method is asked for"):
        ripeness.panel(war, draws=16, capabilities={"sea": 1.0})
    assert len(asked) == before
