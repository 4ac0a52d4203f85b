"""One set of assumptions solved, with all that would be played in the last epoch."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ripeness.ensemble.devices import prepare

prepare()

import jax  # noqa: E402  (after the machine is set up)
import numpy as np  # noqa: E402

from ripeness.compiler.priors import support_of, supported, values_from_scores  # noqa: E402
from ripeness.compiler.war import compile_war  # noqa: E402
from ripeness.ensemble.arguments import checked  # noqa: E402
from ripeness.ensemble.asked import Levers, asked  # noqa: E402
from ripeness.ensemble.computation import cast, floats  # noqa: E402
from ripeness.errors import RunError  # noqa: E402
from ripeness.schema.nearest import advice  # noqa: E402
from ripeness.schema.quantity import Quantity  # noqa: E402
from ripeness.schema.scenario import Scenario  # noqa: E402
from ripeness.solver import course as war  # noqa: E402
from ripeness.store.solved import solution_dataset  # noqa: E402

if TYPE_CHECKING:
    import xarray as xr


def _possible(quantity: Quantity, name: str, value: object) -> float:
    """Return a value of an uncertain number, or say why it cannot be one."""
    number = float(value) if isinstance(value, int | float | np.number) else math.nan
    if not supported(quantity, np.array([number]))[0]:
        what = f"{name}: {value!r} is no number in {support_of(quantity)}"
        raise RunError(what, f"Write a number in its unit, {quantity.unit}")
    return number


@checked
def solve(
    scenario: Scenario,
    policy: str | None = None,
    levers: Levers | None = None,
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
    month every second front can be occupied: the coordinate `front` (month, front_cell) says which. The first month is
    that of the last epoch: with a policy or a lever that changes something it is `as_of`, so compare by month, with
    `.sel`, and not by position.

    Examples
    --------
    >>> import ripeness
    >>> ruin = ripeness.solve(ripeness.load("gamblers-ruin"))
    >>> round(float(ruin.attacker_value.isel(month=0, gate=0, chest=0, sincerity=0).sel(front_cell=2)), 4)
    0.639
    """
    one = asked(scenario, policy, levers, 1, precision=precision)
    names = scenario.assumptions()
    drawn = values_from_scores(names, np.zeros((1, len(names))))
    for name, value in (assumptions or {}).items():
        if name not in drawn:
            what = f"there is no uncertain number {name!r} in {scenario.name}"
            raise RunError(what, f"{advice(name, tuple(names), 'number')}; scenario.assumptions() lists them")
        drawn[name] = np.array([_possible(names[name], name, value)])
    with floats(precision):
        compiled = cast(compile_war(scenario, drawn, 1, one.levers, exact=precision == "float64"), precision)
        course = compiled.course
        games = jax.tree.map(lambda leaf: leaf[0], compiled.games)
        solved = jax.jit(lambda numbers: war.solve_epochs(course, numbers, course.horizon))(games)
        return solution_dataset(scenario, course, games[-1], jax.device_get(war.by_epoch(course, solved)[-1]))
