"""What an offer is worth to a side today, less what fighting on is worth to it, draw by draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ripeness.arrays import ACTORS
from ripeness.schema.claims.condition import ENVOY
from ripeness.statistics.weighted import Numbers

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario
    from ripeness.schema.claims.condition import Offered


def margin(scenario: Scenario, forecast: xarray.Dataset, form: Offered) -> Numbers:
    """Return the margin of a side, shares of the prize, shape (draw,); below 0 it refuses.

    The utilities are those of the game's terms, the reservations its values of fighting on in the first month. For
    the envoy's trade a draw in which it sees no deal that both would take is NaN, as is every draw without an envoy.
    """
    from ripeness.compiler.plan import plan_of, terms_of, with_guarantee
    from ripeness.model.terms.smallest_change import SLACK, margins
    from ripeness.questions.plans.held import of_forecast
    from ripeness.questions.plans.settlement_range import best_within

    found = of_forecast(scenario, forecast)
    value = forecast.value.isel(month=0).transpose("draw", "actor").sel(actor=list(ACTORS)).values.astype(float)
    asked = value[:, 0], value[:, 1]
    side = ACTORS.index(form.side)
    if form.offer == ENVOY:
        if found.imagined is None:
            return np.full(len(value), np.nan)
        taken = asked[0], found.imagined_reservation(asked[1])
        gap, terms = best_within(found.imagined, found.agenda, taken, found.attacker_power)
        worth = margins(found.issues, terms, found.issues.guarantee, asked)[side]
        return np.where(gap >= -SLACK, worth, np.nan)
    plan = plan_of(scenario, form.offer)
    issues = with_guarantee(plan, found.issues)
    return np.asarray(margins(issues, terms_of(scenario, plan, issues), issues.guarantee, asked)[side], float)
