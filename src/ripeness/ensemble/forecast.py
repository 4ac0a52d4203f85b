"""Forecasts over many sets of assumptions: `forecast` under one policy, `compare` of the same wars under several."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ripeness.ensemble.devices import computing_on, prepare, versions

prepare()

import jax  # noqa: E402  (after the machine is set up)
import numpy as np  # noqa: E402

from ripeness.arrays import EVERY_BELIEF, Followed  # noqa: E402
from ripeness.ensemble.arguments import checked  # noqa: E402
from ripeness.ensemble.asked import DRAWS, SOBOL, Asked, Levers, asked  # noqa: E402
from ripeness.ensemble.computation import Computation, Progress, compute, floats  # noqa: E402
from ripeness.ensemble.design import Design, rows_of  # noqa: E402
from ripeness.ensemble.draws import Draws  # noqa: E402
from ripeness.ensemble.impossible import refuse_impossible, still_possible  # noqa: E402
from ripeness.ensemble.kept import Told  # noqa: E402
from ripeness.errors import RunError  # noqa: E402
from ripeness.schema.scenario import Scenario  # noqa: E402
from ripeness.store import solutions  # noqa: E402
from ripeness.store.dataset import forecast_dataset  # noqa: E402

if TYPE_CHECKING:
    import xarray as xr

    from ripeness.ensemble.workers import Workers


@checked
def forecast(
    scenario: Scenario,
    policy: str | None = None,
    levers: Levers | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    horizon: int | None = None,
    *,
    record: bool = True,
    sign: str | None = None,
    precision: str = "float32",
    points: str = SOBOL,
    design: Design | None = None,
    in_eyes: bool = True,
    beliefs: bool = True,
    progress: Progress | None = None,
) -> xr.Dataset:
    """Forecast a war over many sets of assumptions.

    Parameters
    ----------
    scenario : from `ripeness.load`.
    policy : name of one of the scenario's policies, adopted at `as_of`; None for the status quo.
    levers : values of single levers, on top of the policy; a number in the lever's own unit or text with a unit.
    draws : number of sets of assumptions (one where no number is uncertain). The same seed gives the same draws.
    horizon : months shown, at most the scenario's; None for all.
    record : weigh the draws by the likelihood of the scenario's record and start from its posterior state.
    sign : name of a plan that alone can be signed from `as_of` on; None for whatever terms are agreed.
    precision : "float32", or "float64" for the slow reference that bargains over every segment.
    points : "sobol" (scrambled; more draws leave the first ones as they were) or "latin-hypercube".
    design : from `ripeness.design` or `ripeness.read_design`: the sets of assumptions themselves, in place of
        `draws`, `seed` and `points`.
    in_eyes : whether the dataset holds the forecasts in either side's eyes, and had only the war's going on been seen.
    beliefs : whether it holds what each side believes that it can win: `wins_within`, `wins_in_own_eyes`, `undecided`,
        `ended_disbelieving`. Without either, a forecast takes about half the time; no other number changes.
    progress : called as (stage, done, total).

    Returns
    -------
    Dataset with dimensions draw, month, ending, issue, actor, believer; units in the attributes. On Ctrl-C
    the finished draws are returned, marked `partial`.

    Raises
    ------
    RunError : draws, horizon or precision out of range. ScenarioError : unknown policy or lever, value out of range.

    Examples
    --------
    >>> import ripeness
    >>> result = ripeness.forecast(ripeness.load("gamblers-ruin"), draws=1)
    >>> float(result.ongoing.isel(draw=0, month=0))
    1.0
    """
    one = asked(
        scenario, policy, levers, draws, seed, horizon,
        record=record, sign=sign, precision=precision, points=points, design=design,
    )  # fmt: skip
    followed = {one.policy: EVERY_BELIEF} if beliefs else {}
    return forecasts({one.policy: one}, views=in_eyes, reuse=False, progress=progress, beliefs=followed)[one.policy]


def branches(
    scenario: Scenario,
    policies: Mapping[str, str | Levers],
    draws: int = DRAWS,
    seed: int = 0,
    horizon: int | None = None,
    *,
    reuse: bool = True,
    attending: bool = False,
    in_eyes: bool = False,
    months: Mapping[str, int] | None = None,
    beliefs: Mapping[str, Followed] | None = None,
    workers: Workers | None = None,
    progress: Progress | None = None,
) -> dict[str, xr.Dataset]:
    """Forecast the same wars under several policies, each by its label: draw i is the same assumptions in each.

    Parameters
    ----------
    policies : label -> name of a policy, "status-quo", or values of levers as for `forecast`.
    attending : whether the status quo's dataset says what attending talks gives the attacker at `as_of`.
    months : label -> months ahead, at least 1, for wars that need not be carried to the end of what is shown; the
        status quo always is.
    beliefs : label -> which its dataset holds; none by default, for they take time.
    workers : of a cluster, on which it is computed; here without any.
    scenario, draws, seed, horizon, reuse, in_eyes, progress : as for `compare`.
    """
    for label, ahead in (months or {}).items():
        if ahead < 1:
            raise RunError(f"{label} carried {ahead} months ahead is no forecast", "Ask for at least 1 month")
    base = asked(scenario, None, None, draws, seed, horizon)
    base = replace(base, design=rows_of(base))  # made once for all
    each = {label: base.under(policy, (months or {}).get(label)) for label, policy in policies.items()}
    return forecasts(
        each, views=in_eyes, reuse=reuse, progress=progress, attending=attending, beliefs=beliefs or {},
        workers=workers,
    )  # fmt: skip


def forecasts(
    policies: Mapping[str, Asked],
    *,
    views: bool,
    reuse: bool,
    progress: Progress | None = None,
    attending: bool = False,
    beliefs: Mapping[str, Followed] | None = None,
    workers: Workers | None = None,
) -> dict[str, xr.Dataset]:
    """Forecasts of the same draws under each of some questions, which differ only in what is adopted at `as_of`.

    beliefs, workers : as for `branches`.
    """
    followed = beliefs or {}
    tell = progress or (lambda stage, done, total: None)
    one = next(iter(policies.values()))
    rows = rows_of(one)
    drawn = rows.draws(0, len(rows))
    marks = solutions.marks(drawn.values, len(drawn))
    keys = {
        label: (key_of(policy, marks), Told(views, attending and policy.nothing, followed.get(label), policy.main))
        for label, policy in policies.items()
    }
    stands_for = {key: label for label, key in reversed(keys.items())}  # policies that do the same are solved once
    kept = {label: told.read(key, marks) for (key, told), label in stands_for.items()} if reuse else {}
    found: dict[str, Mapping[str, np.ndarray]] = {label: arrays for label, arrays in kept.items() if arrays}
    missing = {
        label: policy for label, policy in policies.items() if label in stands_for.values() and label not in found
    }
    attends = attending and any(p.nothing for p in missing.values())
    computation = Computation(missing, views, attends, followed)
    complete = True
    if missing:
        if workers is None:
            with floats(one.precision):
                computed, complete = compute(computation, drawn, tell)
        else:
            names = {label: keys[label][1].name(keys[label][0]) for label in missing}
            computed, complete = workers.compute(computation, drawn, tell, names if reuse else None)
        for label, arrays in computed.items():
            found[label] = arrays
            if complete:
                key, told = keys[label]
                solutions.write(told.name(key), arrays, marks)
    found = {label: found[stands_for[key]] for label, key in keys.items()}
    if one.record:
        seen = next(iter(found.values()))["log_likelihood"][:, 0]
        refuse_impossible(one.scenario, still_possible(seen, drawn.log_weight[: len(seen)]), len(seen))
    finished = slice(min(len(arrays["ongoing"]) for arrays in found.values()))
    spent = {**computation.spent(), "partial": int(not complete)}
    return {
        label: dataset_of(
            policy,
            {name: values[finished] for name, values in found[label].items()},
            drawn.part(finished),
            {"policy": label, **rows.stated(), **spent},
            followed[label].months_on if label in followed else (),
        )
        for label, policy in policies.items()
    }


def key_of(policy: Asked, marks: np.ndarray) -> str:
    """Name under which the arrays of a question are kept, for draws with these marks (draw)."""
    of = {"first draw": str(marks[0]), "versions": versions(), "devices": computing_on()}
    return solutions.key({**policy.identity(), **of})


def dataset_of(
    policy: Asked,
    arrays: Mapping[str, np.ndarray],
    drawn: Draws,
    stated: Mapping[str, Any],
    months_on: tuple[int, ...] = (),
) -> xr.Dataset:
    """Forecast of a question from its arrays (draw, ...); `stated` : attributes beside its own."""
    attributes = {"levers": json.dumps(policy.set_levers), "precision": policy.precision, **stated, **machine()}
    return forecast_dataset(
        policy.scenario,
        arrays,
        drawn=drawn.values,
        log_prior_weight=drawn.log_weight,
        shown=policy.shown,
        record=policy.record,
        months_on=months_on,
        attributes={**attributes, "created": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())},
    )


def machine() -> dict[str, str]:
    """Devices and versions, in words."""
    return {
        "device": f"{len(jax.devices())} x {jax.devices()[0].device_kind} ({jax.default_backend()})",
        "versions": json.dumps(versions()),
    }
