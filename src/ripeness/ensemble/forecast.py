"""Forecasts from Python: `forecast` over many sets of assumptions, `solve` for one, with all that is played."""

from __future__ import annotations

import importlib.metadata
import json
import platform
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ripeness.ensemble.devices import prepare

prepare()

import jax  # noqa: E402  (after the machine is set up)
import numpy as np  # noqa: E402

from ripeness.compiler.priors import values_from_scores  # noqa: E402
from ripeness.compiler.war import compile_war  # noqa: E402
from ripeness.ensemble.computation import Adopted, Computation, Progress, cast, compute, floats  # noqa: E402
from ripeness.ensemble.design import SOBOL, Design, design_of  # noqa: E402
from ripeness.errors import RunError  # noqa: E402
from ripeness.schema.scenario import Scenario  # noqa: E402
from ripeness.solver import course as war  # noqa: E402
from ripeness.store import solutions  # noqa: E402
from ripeness.store.dataset import forecast_dataset, solution_dataset  # noqa: E402

if TYPE_CHECKING:
    import xarray as xr


def forecast(
    scenario: Scenario,
    policy: str | None = None,
    levers: Mapping[str, float | str] | None = None,
    draws: int = 200,
    seed: int = 0,
    horizon: int | None = None,
    *,
    record: bool = True,
    sign: str | None = None,
    precision: str = "float32",
    points: str = SOBOL,
    design: Design | None = None,
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
    chosen = _levers(scenario, policy, levers)
    if sign is not None and sign not in scenario.plans:
        raise RunError(f"no plan is called {sign!r}", f"the scenario's plans: {', '.join(scenario.plans) or 'none'}")
    label = policy or "status-quo"
    shown = _check(scenario, draws, horizon, precision)
    chance = design or design_of(scenario, draws, seed, points, record=record)
    found = _forecasts(
        scenario, {label: Adopted(chosen, sign)}, chance, shown, record=record, precision=precision, views=True,
        reuse=False, progress=progress,
    )  # fmt: skip
    return found[label]


def compare(
    scenario: Scenario,
    policies: Mapping[str, str | Mapping[str, float | str]],
    draws: int = 200,
    seed: int = 0,
    horizon: int | None = None,
    *,
    reuse: bool = True,
    attending: bool = False,
    in_eyes: bool = False,
    months: Mapping[str, int] | None = None,
    progress: Progress | None = None,
) -> dict[str, xr.Dataset]:
    """Forecast the same wars under several policies: draw i is the same set of assumptions in each.

    Parameters
    ----------
    scenario : from `ripeness.load`.
    policies : label -> name of a policy, "status-quo", or values of levers as for `forecast`.
    draws, seed, horizon, progress : as for `forecast`.
    reuse : take what was computed before from the cache, and keep what is computed now.
    attending : whether the status quo's dataset says what attending talks gives the attacker at `as_of`.
    in_eyes : whether the datasets hold the forecasts in either side's eyes, and had only the war's going on been seen.
    months : label -> months ahead, at least 1, for wars that need not be carried to the end of what is shown; the
        status quo always is.

    Returns
    -------
    Label -> dataset as `forecast` returns it, in the order asked for. All have the same draws and weights.
    """
    for label, ahead in (months or {}).items():
        if ahead < 1:
            raise RunError(f"{label} carried {ahead} months ahead is no forecast", "ask for at least 1 month")
    chosen = {
        label: Adopted(
            _levers(scenario, policy, None) if isinstance(policy, str) else _levers(scenario, None, policy),
            months=(months or {}).get(label),
        )
        for label, policy in policies.items()
    }
    shown = _check(scenario, draws, horizon, "float32")
    return _forecasts(
        scenario, chosen, design_of(scenario, draws, seed), shown, record=True, precision="float32", views=in_eyes,
        reuse=reuse, progress=progress, attending=attending,
    )  # fmt: skip


def _forecasts(
    scenario: Scenario,
    policies: Mapping[str, Adopted],
    design: Design,
    shown: int,
    *,
    record: bool,
    precision: str,
    views: bool,
    reuse: bool,
    progress: Progress | None,
    attending: bool = False,
) -> dict[str, xr.Dataset]:
    """Forecasts of the same draws under each policy."""
    tell = progress or (lambda stage, done, total: None)
    drawn = design.draws(0, len(design))
    record = record and scenario.record is not None
    main = "nature" if record else "unconditioned"
    marks = solutions.marks(drawn.values, len(drawn))
    keys = {
        label: solutions.key(
            {
                "scenario": scenario.content_hash(),
                "settings": _settings(scenario, policy.levers),
                "months": None if policy.nothing else policy.months,
                "sign": None if policy.sign is None else scenario.plans[policy.sign].model_dump(mode="json"),
                "first draw": str(marks[0]),
                "calendar": scenario.calendar.baseline,
                "main": main,
                "views": views,
                "attending": attending and policy.nothing,
                "precision": precision,
                "versions": versions(),
            }
        )
        for label, policy in policies.items()
    }
    stands_for = {key: label for label, key in reversed(keys.items())}  # policies that do the same are solved once
    kept = {label: solutions.read(key, marks) for key, label in stands_for.items()} if reuse else {}
    found: dict[str, Mapping[str, np.ndarray]] = {label: arrays for label, arrays in kept.items() if arrays}
    missing = {
        label: policy for label, policy in policies.items() if label in stands_for.values() and label not in found
    }
    computation = Computation(
        scenario, missing, main, precision, views, attending and any(p.nothing for p in missing.values())
    )
    complete = True
    if missing:
        with floats(precision):
            computed, complete = compute(computation, drawn, tell)
        for label, arrays in computed.items():
            found[label] = arrays
            if complete:
                solutions.write(keys[label], arrays, marks)
    found = {label: found[stands_for[key]] for label, key in keys.items()}
    finished = slice(min(len(arrays["ongoing"]) for arrays in found.values()))
    return {
        label: forecast_dataset(
            scenario,
            {name: values[finished] for name, values in found[label].items()},
            drawn=drawn.part(finished).values,
            log_prior_weight=drawn.part(finished).log_weight,
            shown=shown if policies[label].nothing else min(shown, policies[label].months or shown),
            record=record,
            attributes={
                "policy": label,
                "levers": json.dumps(dict(policies[label].levers)),
                **design.stated(),
                "precision": precision,
                **computation.spent(),
                "partial": int(not complete),
                **machine(),
                "created": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            },
        )
        for label in policies
    }


def _settings(scenario: Scenario, levers: Mapping[str, float]) -> dict[str, Any]:
    """What a policy changes, by path: two levers that do the same are the same policy."""
    return {path: value for name, value in sorted(levers.items()) for path in scenario.levers[name].changes}


def solve(
    scenario: Scenario,
    policy: str | None = None,
    levers: Mapping[str, float | str] | None = None,
    assumptions: Mapping[str, float] | None = None,
    *,
    precision: str = "float64",
) -> xr.Dataset:
    """Solve one set of assumptions and return all that would be played in the last epoch.

    Parameters
    ----------
    scenario, policy, levers : as for `forecast`.
    assumptions : values of uncertain numbers by dotted path, in canonical units; the rest stand at their medians.
    precision : "float64" (the reference) or "float32".

    Returns
    -------
    Dataset with dimensions month, gate, chest, front_cell, sincerity, issue: the stance of the attacker, the
    probability of a settlement and its terms, both sides' values of fighting on, the ripeness gap. In each
    month every second front can be occupied: the coordinate `front` (month, front_cell) says which.

    Examples
    --------
    >>> import ripeness
    >>> ruin = ripeness.solve(ripeness.load("gamblers-ruin"))
    >>> round(float(ruin.attacker_value.isel(month=0, gate=0, chest=0, sincerity=0).sel(front_cell=2)), 4)
    0.639
    """
    chosen = _levers(scenario, policy, levers)
    _check(scenario, 1, None, precision)
    names = scenario.assumptions()
    drawn = values_from_scores(names, np.zeros((1, len(names))))
    for name, value in (assumptions or {}).items():
        if name not in drawn:
            raise RunError(
                f"there is no uncertain number {name!r}", f"scenario.assumptions() lists them: {', '.join(names)}"
            )
        drawn[name] = np.array([float(value)])
    with floats(precision):
        compiled = cast(compile_war(scenario, drawn, 1, chosen, exact=precision == "float64"), precision)
        course = compiled.course
        games = jax.tree.map(lambda leaf: leaf[0], compiled.games)
        solved = jax.jit(lambda numbers: war.solve_epochs(course, numbers, course.horizon))(games)
        return solution_dataset(scenario, course, games[-1], jax.device_get(war.by_epoch(course, solved)[-1]))


def versions() -> dict[str, str]:
    """Versions of what the numbers depend on."""
    packages = ("ripeness", "jax", "jaxlib", "numpy", "scipy")
    return {"python": platform.python_version(), **{name: importlib.metadata.version(name) for name in packages}}


def machine() -> dict[str, str]:
    """Devices and versions, in words."""
    return {
        "device": f"{len(jax.devices())} x {jax.devices()[0].device_kind} ({jax.default_backend()})",
        "versions": json.dumps(versions()),
    }


def _levers(scenario: Scenario, policy: str | None, levers: Mapping[str, float | str] | None) -> dict[str, float]:
    chosen = dict(scenario.policy_levers(policy)) if policy else {}
    for lever, value in (levers or {}).items():
        chosen[lever] = scenario.lever_value(lever, value)
    return {lever: value for lever, value in chosen.items() if not _is_status_quo(scenario, lever, value)}


def _is_status_quo(scenario: Scenario, lever: str, value: float) -> bool:
    """A lever that stands where it stands opens no epoch: the status quo changes nothing, to the last bit."""
    return value == scenario.lever_value(lever, scenario.levers[lever].status_quo)


def _check(scenario: Scenario, draws: int, horizon: int | None, precision: str) -> int:
    if draws < 1:
        raise RunError(f"{draws} draws make no forecast", "ask for at least 1")
    longest = scenario.calendar.horizon
    if horizon is not None and not 1 <= horizon <= longest:
        raise RunError(
            f"a horizon of {horizon} months is outside 1 to {longest}",
            "raise calendar.horizon in the scenario to look further",
        )
    if precision not in ("float32", "float64"):
        raise RunError(f"unknown precision {precision!r}", "choose float32 or float64")
    return horizon or longest
