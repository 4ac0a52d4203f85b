"""Other methods of the field beside the views, on one question: where would a settlement put each issue?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.arrays import SETTLEMENTS
from ripeness.errors import RipenessError
from ripeness.questions.rival.cannot import NO_CONFLICT
from ripeness.questions.rival.played import played
from ripeness.rivals.positions import positions
from ripeness.statistics.bands import Figure, mean

if TYPE_CHECKING:
    import xarray

    from ripeness.questions.panel.view_forecasts import PanelForecasts
    from ripeness.schema.scenario import Scenario


class MethodSays(TypedDict):
    """What one method says.

    terms : by issue, 0 the defender's ideal and 1 the attacker's; empty if it cannot say. cannot : why not, or empty.
    """

    terms: dict[str, Figure]
    cannot: str


class Beside(TypedDict):
    """Views and other methods on one question: where a settlement would put each issue.

    issues : titles by name. views : by view and issue, the mean over its settlements, null where it holds none to speak
    of. methods : by name. assumed : what the methods leave behind of the scenario, in sentences.
    """

    issues: dict[str, str]
    views: dict[str, dict[str, Figure]]
    methods: dict[str, MethodSays]
    assumed: list[str]


def set_beside(found: PanelForecasts, capabilities: Mapping[str, float] | None = None) -> Beside:
    """Ask each method what the views are asked, of the scenario without a view.

    Parameters
    ----------
    capabilities : of third actors that take part in the methods, by name, as in `positions`.
    """
    base = found.base
    actors = positions(base, capabilities)
    methods: dict[str, MethodSays] = {}
    for name in ("challenge", "expected-utility", "exchange"):
        try:
            told = played(name, actors, base.name)["issues"]
            methods[name] = {"terms": {one["issue"]: one["forecast"] for one in told}, "cannot": ""}
        except RipenessError as error:
            methods[name] = {"terms": {}, "cannot": f"{error.what}. {error.fix}"}
    methods["graph-model"] = {"terms": {}, "cannot": NO_CONFLICT.format(base.name)}
    return {
        "issues": {name: one.title for name, one in base.issues.items()},
        "views": {name: _terms(one.forecast, base) for name, one in found.views.items()},
        "methods": methods,
        "assumed": list(actors.losses),
    }


def _terms(forecast: xarray.Dataset, base: Scenario) -> dict[str, Figure]:
    """Return where a view's settlements put each issue: means over draws by weight times chance of a settlement."""
    settled = forecast.ended.sel(ending=list(SETTLEMENTS)).isel(month=-1).sum("ending").values
    weight = np.asarray(forecast.weight.values * settled, float)
    return {name: mean(forecast.terms.sel(issue=name).values, weight) for name in base.issues}
