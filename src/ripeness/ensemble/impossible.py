"""Records that cannot have happened: a draw that excludes what was seen weighs nothing, and some draw must not."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float

from ripeness.errors import RunError
from ripeness.schema.scenario import Scenario


def still_possible(
    likelihood: Float[np.ndarray, "draw past_month"], log_prior_weight: Float[np.ndarray, " draw"]
) -> Bool[np.ndarray, " past_month"]:
    """Return whether some draw explains the record up to the end of each month; log likelihoods by draw and month."""
    alive = np.isfinite(np.cumsum(likelihood, axis=1)) & np.isfinite(log_prior_weight)[:, None]
    possible: Bool[np.ndarray, " past_month"] = alive.any(axis=0)
    return possible


def refuse_impossible(scenario: Scenario, possible: Bool[np.ndarray, " past_month"], draws: int) -> None:
    """Raise a `RunError` that names the first month which no draw explains, if there is one."""
    if possible.all():
        return
    month = scenario.month_label(int(np.argmin(possible)))
    seen = scenario.record.months.get(month) if scenario.record else None
    told = (
        ", ".join(f"{name}: {_said(value)}" for name, value in seen.model_dump(exclude_none=True).items())
        if seen
        else ""
    )
    what = (
        f"the record cannot have happened: none of the {draws} sets of assumptions explains {month}"
        f"{f' ({told})' if told else ''} after what was seen before it"
    )
    fix = (
        f"Correct record.months.{month}, give record.error_rate a value above 0, or change what excludes it: a chance "
        "of exactly 0 or 1, or a mechanism that is switched off"
    )
    raise RunError(what, fix)


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
