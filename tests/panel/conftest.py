"""A small war with two views in a folder, and a stand-in for what computes a panel."""

from __future__ import annotations

import pytest
import toy_views
from made_views import SERIES, view_forecast

from ripeness.questions.panel.view_forecasts import PanelForecasts


@pytest.fixture
def war(tmp_path):
    """A scenario's file with two views in the folder beside it."""
    (tmp_path / "small-war.yaml").write_text(toy_views.text(), encoding="utf-8")
    folder = tmp_path / "views" / "small-war"
    folder.mkdir(parents=True)
    for name, low in (("even", 0.48), ("strong", 0.73)):
        laid = toy_views.VIEW.replace("NAME", name).replace("ODDS", str(low))
        laid = laid.replace("LOW", str(low)).replace("HIGH", str(low + 0.04))
        (folder / f"{name}.yaml").write_text(laid, encoding="utf-8")
    return tmp_path / "small-war.yaml"


@pytest.fixture
def asked(monkeypatch):
    """Take the computing's place, and note what was asked for."""
    calls = []

    def stand_in(base, views, levers, draws=200, seed=0, *, reach, believing=(), reuse=True, progress=None):
        calls.append({"views": list(views), "levers": list(levers), "draws": draws, "seed": seed, "reach": reach})
        odds = {"even": 0.5, "strong": 0.75}
        found = {name: view_forecast(name, odds[name], "settlement_even") for name in views}
        return PanelForecasts(base, found, tuple(views), SERIES, draws // len(views))

    monkeypatch.setattr("ripeness.questions.panel.computation.compute_panel", stand_in)
    return calls
