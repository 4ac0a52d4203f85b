"""The same wars under several policies, in one dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ripeness.arrays import EVERY_BELIEF
from ripeness.ensemble.arguments import checked
from ripeness.ensemble.asked import DRAWS, Levers
from ripeness.errors import RunError, commanding
from ripeness.schema.scenario import Scenario

if TYPE_CHECKING:
    import xarray as xr

    from ripeness.ensemble.computation import Progress


@checked
def compare(
    scenario: Scenario,
    policies: Sequence[str] | Mapping[str, str | Levers],
    draws: int = DRAWS,
    seed: int = 0,
    horizon: int | None = None,
    *,
    reuse: bool = True,
    in_eyes: bool = False,
    progress: Progress | None = None,
) -> xr.Dataset:
    """Forecast the same wars under several policies: draw i is the same set of assumptions in each.

    Parameters
    ----------
    scenario : from `ripeness.load`.
    policies : names of policies and "status-quo"; or label -> name, or values of levers as for `forecast`.
    draws, seed, horizon, progress : as for `forecast`.
    reuse : take what was computed before from the cache, and keep what is computed now.
    in_eyes : whether the dataset holds the forecasts in either side's eyes, and had only the war's going on been seen.

    Returns
    -------
    Dataset as `forecast` returns it, with a dimension `policy` on all that a policy changes. Draws and weights are the
    same under each. `dataset.sel(policy=...)` is the forecast under one of them.

    Raises
    ------
    RunError : no policy, draws or horizon out of range. ScenarioError : unknown policy or lever, value out of range.

    Examples
    --------
    >>> import ripeness
    >>> both = ripeness.compare(ripeness.load("toys/means-of-war"), {"now": "status-quo", "same": {}}, draws=1)
    >>> both.ongoing.dims
    ('policy', 'draw', 'month')
    """
    if isinstance(policies, str) or not isinstance(policies, Mapping | Sequence):
        raise RunError(f"{policies!r} is no list of policies", "Write a list of names, or a mapping of labels to them")
    if wrong := [one for one in policies if not isinstance(one, str)]:
        raise RunError(f"{wrong[0]!r} is not a policy's name or label", "Write text")
    if wrong := [one for one in policies if commanding(one)]:
        raise RunError(f"{wrong[0]!r} holds a character that is not seen or commands the terminal", "Take it out")
    named = dict(policies) if isinstance(policies, Mapping) else {name: name for name in policies}
    if not named:
        raise RunError("there is no policy to compare", "Name some: `ripeness policies` lists those of a scenario")
    import pandas
    import xarray

    from ripeness.ensemble.forecast import branches

    whole = dict.fromkeys(named, EVERY_BELIEF)
    found = branches(
        scenario, named, draws, seed, horizon, reuse=reuse, in_eyes=in_eyes, beliefs=whole, progress=progress
    )
    parts = [one.drop_vars("policy", errors="ignore") for one in found.values()]
    alike = [
        name
        for name, variable in parts[0].data_vars.items()
        if "month" not in variable.dims and all(variable.equals(one[name]) for one in parts[1:])
    ]
    apart = [one.drop_vars(alike) for one in parts]
    index = pandas.Index(list(found), name="policy")
    joined = xarray.concat(apart, index, data_vars="all", coords="minimal", compat="override", combine_attrs="override")
    together = joined.assign({name: parts[0][name] for name in alike})
    levers = ("policy", [str(one.attrs["levers"]) for one in parts])
    return together.assign_coords(levers=levers).assign_attrs(
        {**parts[0].attrs, "policy": ", ".join(found), "levers": ""}
    )
