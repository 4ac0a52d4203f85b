"""Other methods of the field and the base rate beside the views: on which terms, and does the war go on?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.arrays import SETTLEMENTS
from ripeness.errors import RipenessError
from ripeness.questions.rival.cannot import ADD_ONE, NO_AGE, NO_CONFLICT, NO_MONTHS, NO_TERMS
from ripeness.questions.rival.played import played
from ripeness.questions.summary.beside import other_wars
from ripeness.rivals.positions import positions
from ripeness.statistics.bands import Figure, figure, mean

if TYPE_CHECKING:
    import xarray

    from ripeness.questions.panel.view_forecasts import PanelForecasts
    from ripeness.schema.scenario import Scenario


class MethodSays(TypedDict):
    """What one method says.

    terms : by issue, 0 the defender's ideal and 1 the attacker's; empty if it cannot say. cannot : why not, or empty.
    ongoing : the chance that the war is still fought, by months ahead, lowest and highest; empty if it cannot say.
    cannot_when : why not, or empty.
    """

    terms: dict[str, Figure]
    cannot: str
    ongoing: dict[str, list[Figure]]
    cannot_when: str


class Beside(TypedDict):
    """Views and other methods on two questions: where a settlement puts each issue, and does the war go on.

    issues : titles by name. views : by view and issue, the mean over its settlements, null where it holds none to speak
    of. ongoing : by view and months ahead, the chance that the war is still fought. methods : by name, the base rate of
    wars between states among them. assumed : what the methods leave behind of the scenario, in sentences.
    """

    issues: dict[str, str]
    views: dict[str, dict[str, Figure]]
    ongoing: dict[str, dict[str, Figure]]
    methods: dict[str, MethodSays]
    assumed: list[str]


def set_beside(
    found: PanelForecasts, ongoing: dict[str, dict[str, Figure]], capabilities: Mapping[str, float] | None = None
) -> Beside:
    """Ask each method what the views are asked, of the scenario without a view.

    Parameters
    ----------
    ongoing : by view and months ahead, the chance that the war is still fought.
    capabilities : of third actors that take part in the methods, by name, as in `positions`.
    """
    base = found.base
    actors = positions(base, capabilities)
    methods: dict[str, MethodSays] = {}
    for name in ("challenge", "expected-utility", "exchange"):
        try:
            told = played(name, actors, base.name)["issues"]
            methods[name] = _says({one["issue"]: one["forecast"] for one in told})
        except RipenessError as error:
            methods[name] = _says(cannot=f"{error.what}. {error.fix}{ADD_ONE if name == 'challenge' else ''}")
    methods["graph-model"] = _says(cannot=NO_CONFLICT.format(base.name))
    methods["base rate"] = _base_rate(base, [int(months) for months in next(iter(ongoing.values()), {})])
    return {
        "issues": {name: one.title for name, one in base.issues.items()},
        "views": {name: _terms(one.forecast, base) for name, one in found.views.items()},
        "ongoing": ongoing,
        "methods": methods,
        "assumed": list(actors.losses),
    }


def _says(terms: dict[str, Figure] | None = None, cannot: str = "") -> MethodSays:
    return {"terms": terms or {}, "cannot": cannot, "ongoing": {}, "cannot_when": NO_MONTHS}


def _base_rate(base: Scenario, horizons: list[int]) -> MethodSays:
    """Return how often wars between states that had lasted as long went on; nothing of a war that nobody recorded."""
    counted = {one["months_ahead"]: one for one in other_wars(base, max(horizons, default=0), horizons)}
    return {
        "terms": {},
        "cannot": NO_TERMS,
        "ongoing": {str(at): [figure(counted[at]["low"]), figure(counted[at]["high"])] for at in counted},
        "cannot_when": "" if counted else NO_AGE,
    }


def _terms(forecast: xarray.Dataset, base: Scenario) -> dict[str, Figure]:
    """Return where a view's settlements put each issue: means over draws by weight times chance of a settlement."""
    settled = forecast.ended.sel(ending=list(SETTLEMENTS)).isel(month=-1).sum("ending").values
    weight = np.asarray(forecast.weight.values * settled, float)
    return {name: mean(forecast.terms.sel(issue=name).values, weight) for name in base.issues}
