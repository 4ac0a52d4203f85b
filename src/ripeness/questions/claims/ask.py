"""Ask which claims of an argument hold, and in which sets of assumptions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ripeness.ensemble.asked import DRAWS, asked
from ripeness.errors import RunError
from ripeness.history.folder import data_folder
from ripeness.questions.arguments import checked
from ripeness.questions.result import Result
from ripeness.schema.nearest import advice
from ripeness.schema.sections.policy import STATUS_QUO

if TYPE_CHECKING:
    import pandas
    import xarray

    from ripeness.ensemble.computation import Progress
    from ripeness.schema import Scenario
    from ripeness.schema.claims.claim import Claim


@dataclass(frozen=True, repr=False)
class Verdicts(Result):
    """What became of each claim: its verdict, and the shares of the sets of assumptions in which it holds."""

    question = "claims"

    def table(self) -> pandas.DataFrame:
        """Return a row for each claim, failing first.

        `share`, `before` : of the sets of assumptions in which it holds, with the record and before it, 0 to 1.
        `mean`, `p10`, `p90` : what was compared, in `unit`; `asked` : with what.
        """
        import pandas

        rows = []
        for one in self["claims"]:
            weighted, before, value = one["weighted"] or {}, one["before"] or {}, one["value"] or {}
            rows.append(
                {"claim": one["id"]}
                | {key: one[key] for key in ("by", "kind", "verdict")}
                | {"share": weighted.get("share"), "before": before.get("share"), "arises": weighted.get("arises")}
                | {key: value.get(key) for key in ("mean", "p10", "p90", "unit")}
                | {"asked": ", ".join(f"{key} {bound:g}" for key, bound in value.get("asked", {}).items())}
                | {"says": one["says"], "why": one["why"]}
            )
        numbers = ("share", "before", "arises", "mean", "p10", "p90")
        return pandas.DataFrame(rows).set_index("claim").astype(dict.fromkeys(numbers, float))


@checked
def ask(
    scenario: Scenario,
    claims: Iterable[str] | str | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    data: str | Path | None = None,
    progress: Progress | None = None,
) -> Verdicts:
    """Judge claims: in how many of ten sets of assumptions each holds, with the record and before it, and what decides.

    Parameters
    ----------
    scenario : from `ripeness.load`.
    claims : names of some of its claims; None for all.
    draws, seed : of the sets of assumptions, as for `ripeness.forecast`. Facts about data series need none.
    data : the folder of the data series; None for the one that RIPENESS_DATA names, if it names one.
    progress : called as (stage, done, total).

    Returns
    -------
    `Verdicts`: `to_dict()` (the keys of `verdict.Report`), `table()` (a row for each claim). On Ctrl-C it rests on
    the sets that were finished, `partial`.

    Raises
    ------
    RunError : no claims, an unknown one, draws or seed out of range. DataError : a data folder that is none, or a
    series that does not hold what a claim names.

    Examples
    --------
    >>> import ripeness
    >>> found = ripeness.claims(ripeness.load("ukraine-2026"), "prisoners-but-no-settlement")  # the record alone tells
    >>> found.table().verdict.to_dict()
    {'prisoners-but-no-settlement': 'holds'}
    """
    asked(scenario, None, None, draws, seed)
    chosen = _chosen(scenario, claims)
    folder = data_folder(data)
    from ripeness.questions.claims import reach
    from ripeness.questions.claims.judging import check_facts, judge_claims, needed, reaches
    from ripeness.questions.claims.readings import believing

    check_facts(chosen, folder)  # before anything is computed
    policies = needed(chosen)
    eyes, months = any(one.in_eyes for one in chosen.values()), reaches(scenario, chosen)
    asked_of = believing(scenario, chosen)
    forecasts: dict[str, xarray.Dataset] = {}

    def forecast(wars: dict[str, Any], of: dict[str, str]) -> dict[str, xarray.Dataset]:
        """Forecasts of wars by label; `of` : the policy whose months and beliefs each is read for."""
        from ripeness.ensemble.forecast import branches

        return branches(
            scenario,
            wars,
            draws,
            seed,
            in_eyes=eyes,
            months={name: months[policy] for name, policy in of.items() if policy in months},
            beliefs={name: asked_of[policy] for name, policy in of.items() if policy in asked_of},
            progress=progress,
        )

    if policies:
        forecasts = forecast({name: name for name in policies}, {name: name for name in policies})
    report = judge_claims(scenario, chosen, forecasts, folder)
    cut = any(one.attrs.get("partial") for one in forecasts.values())
    doubted = {} if cut else reach.in_doubt(chosen, report)
    if doubted:
        ends = dict.fromkeys(policy for form in doubted.values() for policy in (form.a, form.b))
        of = {reach.label(policy): policy for policy in ends}
        furthest = forecast({reach.label(policy): reach.at_ends(scenario, policy) or STATUS_QUO for policy in ends}, of)
        if not any(one.attrs.get("partial") for one in furthest.values()):
            reach.tell(report, scenario, doubted, furthest)
    return Verdicts(report, cut, report["draws"])


def _chosen(scenario: Scenario, names: Iterable[str] | str | None) -> dict[str, Claim]:
    """Return the claims asked for, in the file's order."""
    if not scenario.claims:
        raise RunError(f"{scenario.name} states no claims", "Add claims: to it; `ripeness schema` says how")
    wanted = [names] if isinstance(names, str) else list(names or ())
    for name in wanted:
        if name not in scenario.claims:
            raise RunError(f"no claim is called {name!r}", advice(name, tuple(scenario.claims), "claim"))
    return {name: one for name, one in scenario.claims.items() if not wanted or name in wanted}
