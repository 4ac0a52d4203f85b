"""Ask what a forecast says: how long the war goes on, how it ends and on which terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ripeness.errors import RunError
from ripeness.questions.arguments import checked
from ripeness.questions.result import Result

if TYPE_CHECKING:
    import pandas
    import xarray

    from ripeness.schema import Scenario


NEEDED = ("weight", "prior_weight", "ongoing", "ended", "value", "terms", "month")
"""What a summary reads first."""


@dataclass(frozen=True, repr=False)
class ForecastSummary(Result):
    """What a forecast says, with weighted means over the sets of assumptions and the bands of eight in ten of them."""

    question = "run"

    def table(self) -> pandas.DataFrame:
        """Return a row for each month: the chance that the war goes on, its band, the chance of each ending, and that
        there has been a first ceasefire or a settlement.

        A row says how things stand when its month begins; `date` is the day before, by which pages name its figures.
        """
        import pandas

        from ripeness.schema.calendar import day_before

        rows = []
        for at, month in enumerate(self["months"]):
            endings = {name: path["by_month"][at] for name, path in self["endings"].items()}
            date = day_before(month).isoformat()
            rows.append(
                {
                    "month": month,
                    "date": date,
                    "months_ahead": self["months_ahead"][at],
                    **self["ongoing"][at],
                    **endings,
                    "first_ceasefire_or_settlement": self["stopped"][at]["mean"],
                }
            )
        return pandas.DataFrame(rows).rename(columns={"mean": "ongoing"}).set_index("month")


@checked
def ask(forecast: xarray.Dataset, scenario: Scenario | None = None) -> ForecastSummary:
    """Sum up a forecast, with its weights: the easy way to means over the sets of assumptions.

    Parameters
    ----------
    forecast : as `ripeness.forecast`, `ripeness.compare` (one policy of it) or `ripeness.read` returns it.
    scenario : from which it was computed; the shipped one of its name if left out.

    Returns
    -------
    `ForecastSummary`: `to_dict()` is what ``ripeness run --json`` prints, `table()` has a row for each month.

    Raises
    ------
    RunError : the forecast is of another scenario, or several policies lie in it.

    Examples
    --------
    >>> import ripeness
    >>> toy = ripeness.load("gamblers-ruin")
    >>> float(ripeness.summary(ripeness.forecast(toy, draws=1), toy).table().ongoing.iloc[0])
    1.0
    """
    if lacks := [name for name in NEEDED if not hasattr(forecast, "data_vars") or name not in forecast]:
        what = f"this is no forecast that can be summed up: it has no {lacks[0]}"
        raise RunError(what, "Hand over what ripeness.forecast returned; months and draws may be left out of it")
    if "policy" in forecast.dims:
        raise RunError("the dataset holds several policies", "Choose one: forecast.sel(policy=...)")
    if "policy" in forecast.coords:
        labels = {"policy": str(forecast.policy.item()), "levers": str(forecast.levers.item())}
        forecast = forecast.drop_vars(["policy", "levers"]).assign_attrs(labels)
    if not float(forecast.weight.sum()) > 0:
        raise RunError("no draw of the forecast has a weight", "Sum up a forecast whose weights are above 0")
    if scenario is None:
        from ripeness.scenarios.shipped import load

        scenario = load(str(forecast.attrs.get("scenario", "")))
    if forecast.attrs.get("scenario_hash") != scenario.content_hash():
        what = f"the forecast is of another content than {scenario.name} has now"
        raise RunError(what, "Hand over the scenario that it was computed from: ripeness.summary(forecast, scenario)")
    from ripeness.questions.summary.summary import summarise

    partial = bool(forecast.attrs.get("partial", 0))
    return ForecastSummary(summarise(forecast, scenario), partial, forecast.sizes["draw"])
