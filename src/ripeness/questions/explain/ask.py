"""Ask why there is no settlement in a month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ripeness.ensemble.asked import asked
from ripeness.questions.arguments import checked
from ripeness.questions.explain.causes import explained, first_asked, then_asked
from ripeness.questions.explain.experiments import in_thought
from ripeness.questions.explain.month import months_ahead
from ripeness.questions.result import Result

if TYPE_CHECKING:
    import pandas

    from ripeness.ensemble.computation import Progress
    from ripeness.schema import Scenario

DRAWS = 32


@dataclass(frozen=True, repr=False)
class Explanation(Result):
    """Why there is no settlement in a month: each cause, and the least change of it that would be enough."""

    question = "explain"

    def table(self) -> pandas.DataFrame:
        """Return a row for each cause."""
        import pandas

        kept = ("enough", "least", "needed", "gap", "share_ripe", "settled")
        rows = [{"cause": cause} | {key: one[key] for key in kept} for cause, one in self["causes"].items()]
        return pandas.DataFrame(rows).set_index("cause")


@checked
def ask(
    scenario: Scenario,
    month: str | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    progress: Progress | None = None,
) -> Explanation:
    """Say why there is no settlement in a month: which cause binds, by the least change that makes the month ripe.

    Causes are thought experiments of the engine's, whatever levers the scenario has; those that it holds nothing of
    are not tried.

    Parameters
    ----------
    scenario : from `ripeness.load`.
    month : "YYYY-MM", from `as_of` on; None for `as_of`.
    draws, seed : of the sets of assumptions, as for `ripeness.forecast`.
    progress : called as (stage, done, total).

    Returns
    -------
    `Explanation`: `to_dict()`, `table()` (a row for each cause). On Ctrl-C it rests on what was finished, `partial`.

    Raises
    ------
    RunError : a month, draws or seed out of range.

    Examples
    --------
    >>> import ripeness
    >>> found = ripeness.explain(ripeness.load("toys/bargaining-range"), draws=1)
    >>> found["ripe"], round(found["gap"], 3)
    (True, 0.3)
    """
    asked(scenario, None, None, draws, seed)
    ahead = months_ahead(scenario, month)
    scenario = in_thought(scenario)
    from ripeness.ensemble.forecast import branches

    found = dict(branches(scenario, first_asked(scenario), draws, seed, attending=True, progress=progress))
    then = {} if _cut(found) else then_asked(scenario, found, ahead)
    if then:
        found |= branches(scenario, then, draws, seed, progress=progress)
    content = explained(scenario, found, ahead)
    return Explanation(content, _cut(found), min(one.sizes["draw"] for one in found.values()))


def _cut(found: dict[str, Any]) -> bool:
    return any(one.attrs.get("partial") for one in found.values())
