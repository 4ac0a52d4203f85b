"""The page of the variables of a forecast, made from a made-up one: its shapes and meanings."""

from __future__ import annotations

import numpy as np
import xarray as xr

from ripeness.arrays import (
    ACTORS,
    ATTENDING,
    BELIEVERS,
    ENDINGS,
    GAP_BINS,
    MONTHS_ON,
    QUANTITIES,
    READINGS,
    RETURNS,
    SETTLEMENTS,
    THRESHOLDS,
    VIEWS,
    Reported,
    by_variable,
)
from ripeness.scenarios.shipped import load
from ripeness.solver.deals import KEPT
from ripeness.store.dataset import forecast_dataset

SCENARIO = "ukraine-2026"
DIMENSIONS = {
    "draw": "one set of assumptions",
    "month": "months from `as_of` on, as dates; `month_label` has them as `YYYY-MM`, `months_ahead` as numbers. A "
    "value is of "
    "the moment at which the month begins: what pages and `--csv` (column `date`) call 31 January 2027 stands at "
    "2027-02",
    "past_month": "months of the record, from the war's first to the one before `as_of`; `past_month_label`",
    "ending": f"how the war has ended: {', '.join(f'`{name}`' for name in ENDINGS)}",
    "issue": "what is bargained over, as the scenario names it; `issue_title`",
    "deal": f"settlements by what they fix, the likeliest {KEPT} of each draw first: from one draw to the next another",
    "settlement": f"what a settlement is called: {', '.join(f'`{name}`' for name in SETTLEMENTS)}",
    "actor": f"{', '.join(f'`{name}`' for name in ACTORS)}",
    "believer": f"in whose eyes: {', '.join(f'`{name}`' for name in BELIEVERS)}",
    "months_on": f"months after `as_of`: {', '.join(map(str, MONTHS_ON))}, as far as months are shown",
    "reading": "how the attacker's belief that it can win is read: "
    + ", ".join(f"`{name}` ({words.format(months='`calendar.belief_horizon`')})" for name, words in READINGS.items()),
    "threshold": "chances of winning below which the attacker may be said to believe in it no longer",
    "area_cell": "cells of a front that is an area; `cell_area` holds their areas",
    "gap_bin": "lower ends of the bins of the ripeness gap, in shares of the prize",
    "attending_part": f"{'; '.join(f'`{name}`: {words}' for name, words in ATTENDING.items())}",
    "assumption": "an uncertain number, by its path in the scenario; `assumption_unit`",
}
"""What each dimension runs over, in the order of the page."""

TOLD = """The variables of the `xarray.Dataset` that `ripeness.forecast`, `ripeness.compare` and `ripeness.read` return:
their names, meanings, units and dimensions. A unit of `1` is a probability, a share or a pure number. Each variable has
the same as its attributes `long_name` and `units`.

A figure of a forecast is a mean over the draws with `weight`, whose shares sum to 1: `(forecast.ongoing *
forecast.weight).sum("draw")`. What is told of the wars that still go on is weighed by `weight * ongoing`, terms by
the chance of a settlement: the attribute `weigh_by` says which, and `ripeness.summary` does it. Chance inside one
draw is computed without
sampling noise. Means over the wars that go on are missing in months in which next to none does. `past_...` and
`log_likelihood_by_month` are of months of the record; `baseline_...` is there where the calendar has a baseline,
`attending_...` where `ripeness.explain` asked for it; `truce` and what is told of truces where the scenario has the
section `truce`. `wins_in_own_eyes` (pi) and `wins_within` (pi within
`calendar.belief_horizon`) are each side's chance, in its own eyes, that it wins if both fight on; `undecided` is the
chance that nobody does by the last month solved. These, `ended_disbelieving`, `..._in_eyes` and
`ongoing_unconditioned` are there unless `ripeness.forecast` was asked to leave them out (`beliefs`, `in_eyes`);
`ripeness run` computes them for `--details` and `--json` alone. `deal_...` are the commonest settlements up to the
last month carried (attribute `deals_within`), binned by the piece of the frontier and the step nearest to where its one
issue comes to lie; `deal_chance` and `deal_rest` sum to the chance of a settlement. `settled_aligned` is there where an
issue is marked as the government's. `ripeness.compare` adds the dimension `policy`."""


CELLS = 3
"""Of a front that is an area; how many there are depends on the scenario."""


def made_up() -> xr.Dataset:
    """Return a forecast of the flagship in which nothing ever happens, with every variable that a forecast may have."""
    scenario = load(SCENARIO)
    shown, draws = 2, 1
    months, past = shown + 1, scenario.month_index(scenario.calendar.as_of)
    shapes: dict[str, tuple[int, ...]] = {
        "log_likelihood": (len(VIEWS), past),
        "ongoing": (len(VIEWS), months + 1),
        "endings": (len(VIEWS), months, len(ENDINGS)),
        "gap_distribution": (months, GAP_BINS),
        "area_shares": (months, CELLS),
        "cell_areas": (months, CELLS),
        "disbelieving": (months, len(READINGS), len(ENDINGS), len(THRESHOLDS)),
        "baseline_ongoing": (),
        "baseline_endings": (1, len(ENDINGS)),
        "partial_deals": (months,),
        "terms": (months, len(scenario.issues)),
        "gains": (months, len(ACTORS)),
        "aligned": (months, len(SETTLEMENTS)),
        "deal_chance": (KEPT,),
        "deal_rest": (),
        "deal_terms": (KEPT, len(scenario.issues)),
        "deal_held": (KEPT, len(scenario.issues)),
        "deal_text": (KEPT,),
        "attending_worth": (),
        "attending_parts": (len(ATTENDING),),
        "attending_pays": (),
        "truce": (len(VIEWS), months + 1),
        **dict.fromkeys(("stopped", "truce_stands", *RETURNS), (months,)),
        **{one.report: (months,) for one in by_variable().values()},
        **{f"past_{one.report}": (past,) for one in by_variable().values()},
    }
    for actor in ACTORS:
        shapes |= {f"{actor}_{name}": (months,) for name in ("value", "wins_in_own_eyes", "undecided")}
        shapes |= {f"{actor}_wins_within": (1,), f"past_{actor}_value": (past,)}
    results = {name: np.zeros((draws, *shape)) for name, shape in shapes.items()}
    drawn = {name: np.zeros(draws) for name in scenario.assumptions()}
    return forecast_dataset(
        scenario, results, drawn=drawn, log_prior_weight=np.zeros(draws), shown=shown, record=True, attributes={}
    )


def variables_page() -> str:
    """Return the page as Markdown, without its head."""
    forecast = made_up()
    dimensions = [f"| `{name}` | {DIMENSIONS[str(name)]} |" for name in _in_order(forecast)]
    rows = [
        f"| `{name}` | {one.attrs['long_name']} | {one.attrs['units']} | {', '.join(map(str, one.dims))} | "
        f"{_asked(str(name))} |"
        for name, one in sorted(forecast.data_vars.items())
    ]
    made = [f"| `{name}` | {one.meaning} | {one.unit} |" for name, one in QUANTITIES.items() if not one.variable]
    return "\n".join(
        [
            "## Dimensions\n",
            "| name | runs over |\n|---|---|",
            *dimensions,
            "\n## Variables\n",
            "*Asked for as*: the name under which a claim (`holds_if: {quantity: ...}`) or `ripeness.gradient` asks "
            "for it; `endings` or `issue` says what else is to be named.\n",
            "| variable | meaning | unit | dimensions | asked for as |\n|---|---|---|---|---|",
            *rows,
            "\n## Made of several variables\n",
            "A claim or a gradient may ask for these too; no single variable holds them.\n",
            "| quantity | meaning | unit |\n|---|---|---|",
            *made,
        ]
    )


def _in_order(forecast: xr.Dataset) -> list[str]:
    """Return the dimensions of a forecast in the order of the page; one without a meaning is an error."""
    if strange := {str(name) for name in forecast.dims} - set(DIMENSIONS):
        raise ValueError(f"{', '.join(sorted(strange))}: say in DIMENSIONS of docs/variables_page.py what it runs over")
    return [name for name in DIMENSIONS if name in forecast.dims]


def _asked(variable: str) -> str:
    return ", ".join(_called(name, one) for name, one in QUANTITIES.items() if one.variable == variable and one.asked)


def _called(name: str, one: Reported) -> str:
    return f"`{name}`" + (f" (with `{one.needs}`)" if one.needs else "")
