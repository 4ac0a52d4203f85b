"""Ask what the plans of a settlement are worth to each side, or what comes of it if one of them alone can be signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ripeness.ensemble.asked import DRAWS, asked
from ripeness.errors import RunError
from ripeness.questions.arguments import checked
from ripeness.questions.result import Result
from ripeness.schema.nearest import advice

if TYPE_CHECKING:
    import pandas
    import xarray

    from ripeness.ensemble.asked import Asked
    from ripeness.ensemble.computation import Progress
    from ripeness.schema import Scenario


@dataclass(frozen=True, repr=False)
class Plans(Result):
    """Plans of a settlement against a forecast; its content is a `questions.plans.result.PlansReport`."""

    question = "plans"

    def table(self) -> pandas.DataFrame:
        """Return a row for each plan, side and month ahead: the text less fighting on, and in which sets it signs."""
        import pandas

        rows = [
            {
                "plan": name,
                "side": side,
                "month": month,
                "margin": plan[side]["margin"][at]["mean"],
                "margin_p10": plan[side]["margin"][at]["p10"],
                "margin_p90": plan[side]["margin"][at]["p90"],
                "accepts": plan[side]["accepts"][at],
                "both_accept": plan["both_accept"][at],
            }
            for name, plan in self["plans"].items()
            for side in ("attacker", "defender")
            for at, month in enumerate(self["months"])
        ]
        return pandas.DataFrame(rows).set_index(["plan", "side", "month"])


@dataclass(frozen=True, repr=False)
class Signature(Result):
    """What comes of it if one plan alone can be signed; its content is a `questions.plans.signing.Signing`."""

    question = "plans --sign"

    def table(self) -> pandas.DataFrame:
        """Return a row for each outcome and month: its chance with the text alone and with whatever terms."""
        import pandas

        return pandas.DataFrame(list(self._rows())).set_index(["outcome", "month"])

    def _rows(self) -> Iterator[dict[str, Any]]:
        outcomes = {"ongoing": self["ongoing"], "settled": self["settled"], **self["endings"]}
        for outcome, path in outcomes.items():
            for at, month in enumerate(self["months"]):
                difference = path["difference"][at]
                yield {
                    "outcome": outcome,
                    "month": month,
                    "with_the_text_alone": path["signed"][at],
                    "with_whatever_terms": path["bargained"][at],
                    "difference": difference["mean"],
                    "difference_p10": difference["p10"],
                    "difference_p90": difference["p90"],
                }


@checked
def ask(
    scenario: Scenario,
    plan: str | None = None,
    sign: str | None = None,
    policy: str | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    progress: Progress | None = None,
) -> Plans | Signature:
    """Weigh plans of a settlement: who gains, who refuses, which point binds, the smallest change that would help.

    Parameters
    ----------
    scenario : from `ripeness.load`; it states plans.
    plan : name of the one plan to weigh; None for all.
    sign : name of a plan that alone can be signed from `as_of` on: what comes of it, beside whatever terms would be
        agreed. Either this or `plan`.
    policy : name of one of the scenario's policies, adopted at `as_of`; None for the status quo.
    draws, seed : of the sets of assumptions, as for `ripeness.forecast`.
    progress : called as (stage, done, total).

    Returns
    -------
    `Plans` (`table()`: a row for each plan, side and month), or with `sign` a `Signature` (a row for each outcome and
    month). Utilities are shares of a side's aims. On Ctrl-C it rests on the draws that were finished, `partial`.

    Raises
    ------
    RunError : no plans, an unknown plan, both `plan` and `sign`, draws or seed out of range.
    ScenarioError : unknown policy.
    """
    if not scenario.plans:
        raise RunError(f"{scenario.name} states no plans", "Add plans: to it; `ripeness schema` says how")
    if plan is not None and sign is not None:
        raise RunError("plan and sign ask for two answers", "Give one of them")
    for name in (plan, sign):
        if name is not None and name not in scenario.plans:
            raise RunError(f"no plan is called {name!r}", advice(name, tuple(scenario.plans), "plan"))
    bargained = asked(scenario, policy, None, draws, seed)
    from ripeness.ensemble.design import rows_of
    from ripeness.ensemble.forecast import forecasts
    from ripeness.questions.plans.held import with_land_stated
    from ripeness.questions.plans.signing import weigh_signing
    from ripeness.questions.plans.weighing import weigh_plans

    rows = rows_of(bargained)  # made once for both

    def of(label: str, war: Asked) -> xarray.Dataset:
        return forecasts({label: replace(war, design=rows)}, views=False, reuse=True, progress=progress)[label]

    first = of(bargained.policy, bargained)
    rests = bool(first.attrs.get("partial")), int(first.sizes["draw"])
    if sign is not None:
        alone, name = with_land_stated(scenario, sign, first)
        label = f"{sign} alone"
        signed = of(label, asked(alone, policy, None, draws, seed, sign=name))
        return Signature(weigh_signing(scenario, sign, first, signed), *rests)
    return Plans(weigh_plans(scenario, first, () if plan is None else (plan,)), *rests)
