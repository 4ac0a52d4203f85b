"""Ask what changes in the same wars when one policy is put in the place of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ripeness.arrays import Followed
from ripeness.ensemble.asked import DRAWS, Levers, asked
from ripeness.questions.arguments import checked
from ripeness.questions.result import Result
from ripeness.questions.whatif.split import draws_for, groups, refuse_strikes, settings_of, variants
from ripeness.schema.sections.policy import STATUS_QUO

if TYPE_CHECKING:
    import pandas
    import xarray

    from ripeness.ensemble.computation import Progress
    from ripeness.schema import Scenario

Forecasts = dict[str, "xarray.Dataset"]


@dataclass(frozen=True, repr=False)
class Comparison(Result):
    """Two policies in the same wars: every outcome under both, the difference B - A, and where it comes from."""

    question = "whatif"

    def table(self) -> pandas.DataFrame:
        """Return a row for each outcome: its level under each policy, by name, and the difference, B less A."""
        import pandas

        rows = []
        for key, one in self["outcomes"].items():
            kept = {name: one[name] for name in ("meaning", "unit", "months", "status_quo", "a", "b")}
            rows.append({"outcome": key} | kept | one["difference"] | {name: one[name] for name in ("lower", "higher")})
        heads = {letter.lower(): f"{letter}: {self[letter.lower()]['policy']}" for letter in "AB"}
        return pandas.DataFrame(rows).rename(columns={"mean": "difference", **heads}).set_index("outcome")


@checked
def ask(
    scenario: Scenario,
    a: str | Levers,
    b: str | Levers,
    levers: Levers | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    progress: Progress | None = None,
) -> Comparison:
    """Compare two policies in the same wars: what differs, where they part, through what, and what comes with it.

    Parameters
    ----------
    scenario : from `ripeness.load`.
    a, b : a policy by name, "status-quo", or values of levers; differences are B - A.
    levers : values of levers that are set under both, on top of what the policies set.
    draws, seed : of the sets of assumptions, the same under both, as for `ripeness.forecast`.
    progress : called as (stage, done, total).

    Returns
    -------
    `Comparison`: `to_dict()`, `table()` (a row for each outcome). On Ctrl-C it rests on what was finished, `partial`:
    the split over mechanisms may be missing.

    Raises
    ------
    RunError : draws or seed out of range, or a lever that sets the attacker's own strikes.
    ScenarioError : unknown policy or lever, value out of range.

    Examples
    --------
    >>> import ripeness
    >>> found = ripeness.whatif(ripeness.load("gamblers-ruin"), "status-quo", {"battle_odds": 1}, draws=1)
    >>> round(float(found.table().loc["ongoing.60", "B: status-quo"]), 3)
    0.0
    """
    asked(scenario, None, levers, draws, seed)
    under_a, under_b = (settings_of(scenario, one, levers) for one in (a, b))
    for settings in (under_a, under_b):
        refuse_strikes(scenario, settings)
    from ripeness.ensemble.forecast import branches
    from ripeness.questions.whatif.comparison import compare_policies, side_of

    policies: dict[str, str | Levers] = {STATUS_QUO: {}, "a": under_a, "b": under_b}
    believed = dict.fromkeys(policies, Followed(("attacker",), (0, 12)))
    forecasts = branches(scenario, policies, draws, seed, beliefs=believed, progress=progress)
    alone = None if _cut(forecasts) else _alone(scenario, under_a, under_b, forecasts["b"], draws, seed, progress)
    content = compare_policies(
        scenario,
        side_of(scenario, _name(a), under_a, levers),
        side_of(scenario, _name(b), under_b, levers),
        forecasts,
        alone,
        on_top=levers,
        asked=draws,
    )
    return Comparison(content, alone is None or _cut(alone), content["draws"]["finished"])


def _alone(
    scenario: Scenario, a: Levers, b: Levers, whole: xarray.Dataset, draws: int, seed: int, progress: Progress | None
) -> Forecasts | None:
    """Return the forecast of A with each mechanism's levers as in B, or None where that was interrupted."""
    from ripeness.ensemble.forecast import branches

    mechanisms = groups(scenario, a, b)
    if len(mechanisms) < 2:
        return dict.fromkeys(mechanisms, whole)  # one alone is B

    def report(stage: str, done: int, total: int) -> None:
        if progress is not None:
            progress("alone" if stage == "draws" else stage, done, total)

    few = draws_for(len(mechanisms), draws)
    try:
        return branches(scenario, variants(scenario, a, b), few, seed, progress=report)
    except KeyboardInterrupt:
        return None


def _name(policy: str | Levers) -> str:
    return policy if isinstance(policy, str) else STATUS_QUO


def _cut(forecasts: dict[str, Any]) -> bool:
    return any(one.attrs.get("partial") for one in forecasts.values())
