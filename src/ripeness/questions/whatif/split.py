"""Which mechanism a policy's change comes through: its levers switched on one group at a time.

Equation:
    total            = outcome(B) - outcome(A)
    effect of group  = outcome(A with this group's levers as in B) - outcome(A)
    interaction      = total - sum of the groups' effects

A group is a mechanism: the section of the scenario whose numbers the levers change. Main effects alone depend on no
order; what mechanisms do only together, or take from one another, is the interaction and is shown as such. (The
alternative, averaging over all orders as the Shapley value does, hides it.)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.ensemble.asked import Levers
from ripeness.errors import RunError
from ripeness.questions.whatif.differences import Measured, measured
from ripeness.statistics.bands import Band, Figure, band, figure
from ripeness.statistics.weighted import Numbers, effective_sample_size

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario


MOST_DRAWS, ALL_DRAWS, FEWEST_DRAWS = 64, 256, 16
"""Draws of one group's forecast at most, of all of them together, and of one at least."""

STRIKES = (
    *("costs.striking", "costs.struck", "truth.strike_effect", "infrastructure.damage"),
    *("beliefs.attacker.strike_effect", "beliefs.defender.strike_effect"),
)
"""Numbers by which the attacker's strikes are set."""


class Part(TypedDict):
    """An outcome's change on the split's draws: in all, through each mechanism alone, and the interaction."""

    total: Figure
    main: dict[str, Band]
    interaction: Figure


class Split(TypedDict):
    """The change by mechanism, on the first ``draws`` draws."""

    draws: int
    effective_sample_size: Figure
    levers: dict[str, list[str]]
    outcomes: dict[str, Part]


def settings_of(scenario: Scenario, policy: str | Levers, on_top: Levers | None = None) -> dict[str, float | str]:
    """Return the levers of a policy by name, or levers themselves, as stated, with others on top.

    Raises
    ------
    ScenarioError : unknown policy or lever, value out of range.
    """
    if isinstance(policy, str):
        scenario.policy_levers(policy)
        stated = dict(scenario.policies[policy].levers) if policy in scenario.policies else {}
    else:
        stated = dict(policy)
    stated |= on_top or {}
    for lever, value in stated.items():
        scenario.lever_value(lever, value)
    return stated


def values_of(scenario: Scenario, settings: Levers) -> dict[str, float]:
    """Return the levers that settings move from the status quo, in canonical units."""
    values = {lever: scenario.lever_value(lever, value) for lever, value in settings.items()}
    return {lever: value for lever, value in values.items() if scenario.levers[lever].moves(value)}


def changed(scenario: Scenario, a: Levers, b: Levers) -> list[str]:
    """Return the levers that stand differently under two settings, in the scenario's order."""
    one, other = values_of(scenario, a), values_of(scenario, b)
    return [lever for lever in scenario.levers if one.get(lever) != other.get(lever)]


def mechanism(scenario: Scenario, lever: str) -> str:
    """Return the section, or sections, of the scenario whose numbers a lever changes."""
    return " and ".join(dict.fromkeys(path.split(".", 1)[0] for path in scenario.levers[lever].changes))


def groups(scenario: Scenario, a: Levers, b: Levers) -> dict[str, list[str]]:
    """Return the levers that stand differently, by mechanism."""
    found: dict[str, list[str]] = {}
    for lever in changed(scenario, a, b):
        found.setdefault(mechanism(scenario, lever), []).append(lever)
    return found


def variants(scenario: Scenario, a: Levers, b: Levers) -> dict[str, dict[str, float | str]]:
    """Return, for each mechanism, A with the mechanism's levers as in B."""
    found = {}
    for name, levers in groups(scenario, a, b).items():
        kept = {lever: value for lever, value in a.items() if lever not in levers}
        found[name] = kept | {lever: b[lever] for lever in levers if lever in b}
    return found


def draws_for(mechanisms: int, draws: int) -> int:
    """Return on how many of the draws to split: fewer where there are many mechanisms."""
    return min(draws, MOST_DRAWS, max(FEWEST_DRAWS, ALL_DRAWS // max(mechanisms, 1)))


def split(
    a: xarray.Dataset, b: xarray.Dataset, alone: Mapping[str, xarray.Dataset], levers: Mapping[str, list[str]]
) -> Split:
    """Split the change between two forecasts over mechanisms.

    Parameters
    ----------
    a, b : forecasts under the two policies. alone : forecast of each mechanism alone, on the first draws of these.
    levers : the levers of each mechanism. Where there is one only, it alone is B, and nothing is left to interact.

    Notes
    -----
    In an outcome that only some wars have, a draw counts by the smallest of all the forecasts' chances of it, so that
    total, effects and interaction are over the same wars and add up.
    """
    draws = min([a.sizes["draw"], b.sizes["draw"], *(one.sizes["draw"] for one in alone.values())])
    weight = np.asarray(a.weight.values[:draws], float)
    weight = weight / weight.sum() if weight.sum() > 0 else weight
    cut = {name: measured(one.isel(draw=slice(0, draws))) for name, one in alone.items()}
    before, after = (measured(one.isel(draw=slice(0, draws))) for one in (a, b))
    return {
        "draws": draws,
        "effective_sample_size": figure(effective_sample_size(weight)),
        "levers": {name: list(stated) for name, stated in levers.items()},
        "outcomes": {
            key: _part(before[key], after[key], {name: one[key] for name, one in cut.items()}, weight)
            for key in before
            if key in after and all(key in one for one in cut.values())
        },
    }


def _part(a: Measured, b: Measured, alone: Mapping[str, Measured], weight: Numbers) -> Part:
    all_of = [a, b, *alone.values()]
    known = np.logical_and.reduce([np.isfinite(one.values) & np.isfinite(one.counts) for one in all_of])
    counts = np.minimum.reduce([np.where(np.isfinite(one.counts), one.counts, 0.0) for one in all_of])
    counted = np.where(known, weight * counts, 0.0)
    total = band(b.values - a.values, counted)["mean"]
    main = {name: band(one.values - a.values, counted) for name, one in alone.items()}
    effects = [one["mean"] for one in main.values()]
    known_all = total is not None and None not in effects
    rest = (total or 0.0) - sum(one or 0.0 for one in effects)
    return {"total": total, "main": main, "interaction": figure(rest) if known_all else None}


def refuse_strikes(scenario: Scenario, settings: Levers) -> None:
    """Refuse to set the attacker's own levers on strikes; raise ``RunError``.

    What bombs civilians is not compared for what it brings: the attacker's strikes are the game's, not a policy's.
    """
    for lever in settings:
        one = scenario.levers.get(lever)
        strikes = [path for path in one.changes if path in STRIKES] if one else []
        if one and strikes and {"attacker", scenario.actor("attacker")}.intersection(one.owner):
            what = f"{lever} is the attacker's own and sets its strikes ({strikes[0]})"
            raise RunError(f"{what}; strikes are not compared as a policy", "Leave this lever out")
