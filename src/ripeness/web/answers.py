"""What the page says of a policy: three paragraphs, a table of chances by the ends of years, and the figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import ripeness
from ripeness.figures.catalogue import possible
from ripeness.figures.compared import beside
from ripeness.figures.figure import Figure
from ripeness.figures.parting import UNSURE, difference
from ripeness.pages.names import ROLES, in_whose_hands, name_roles
from ripeness.pages.run_words import in_words, trust
from ripeness.pages.shares import of_ten
from ripeness.pages.words import caution, last_day, likelihood
from ripeness.reporting.answer import chief_numbers
from ripeness.web.address import Address, Adopted, number

if TYPE_CHECKING:
    import xarray

    from ripeness.questions.summary.ask import ForecastSummary
    from ripeness.schema import Scenario

YEARS = 3
"""Ends of years for which chances are told."""

QUANTITIES = {"ongoing": "the war is still fought on {}", "stopped": "there is a ceasefire or a settlement by {}"}

NOW, QUO, KEPT = "as set", "status quo", "A"


@dataclass(frozen=True)
class Shown:
    """An answer as the page shows it.

    Attributes
    ----------
    state : on what it rests. within : how far a chance may be off, in words; empty where it is not.
    caution : what comes first where few draws count. says : paragraphs. trust : how far to trust it.
    heads, rows : of the table of chances. moved : each lever that is moved: title, whose, from, to.
    figures : by name. final : whether a better answer follows.
    """

    state: str
    within: str
    caution: str
    says: tuple[str, ...]
    trust: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    moved: tuple[tuple[str, ...], ...]
    figures: Mapping[str, Figure]
    final: bool

    def payload(self) -> dict[str, Any]:
        """Return it as the page's script reads it."""
        figures = [
            {"name": name, "title": one.title, "says": one.sentence, "chart": one.live(), **_numbers(one)}
            for name, one in self.figures.items()
        ]
        plain = ("state", "within", "caution", "says", "trust", "heads", "rows", "moved", "final")
        return {**{name: getattr(self, name) for name in plain}, "figures": figures}


def _numbers(figure: Figure) -> dict[str, Any]:
    heads, rows = chief_numbers(figure)
    return {"heads": heads, "rows": rows}


def summed(scenario: Scenario, forecast: xarray.Dataset, adopted: Adopted) -> ForecastSummary:
    """Return the summary of a forecast, which says what is adopted as the address does."""
    levers = json.dumps({name: number(value) for name, value in adopted.levers.items()})
    return ripeness.summary(forecast.assign_attrs(policy=adopted.policy, levers=levers), scenario)


def shown(
    scenario: Scenario, address: Address, found: Mapping[str, ForecastSummary], state: str, within: float, final: bool
) -> Shown:
    """Return what the page says.

    Parameters
    ----------
    found : summaries by `QUO`, `KEPT` and `NOW`: those of the three that there are, the last in any case.
    state : on what they rest. within : how far a chance may be off. final : whether a better answer follows.
    """
    now = found[NOW]
    content: Any = now.content
    others = {label: one.content for label, one in found.items() if label != NOW}
    together = replace(now, content=beside(content, others)) if others else now
    roles = {role: one for role, one in now["names"].items() if role in ROLES and one.lower() != role}
    heads, rows = chances(found, max(within, UNSURE))
    off = f"each chance within about {max(1, round(100 * within))} points of that of all draws" if within else ""
    says = tuple(name_roles(one, roles) for one in in_words(content))
    return Shown(
        state, off, name_roles(caution(content), roles), says,
        trust(content), heads, rows, moved(scenario, address), possible(together), final,
    )  # fmt: skip


def chances(found: Mapping[str, ForecastSummary], unsure: float) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return heads and rows of the chances by the ends of years, and what changes.

    unsure : a change below this is told as none.
    """
    now = found[NOW]
    base = KEPT if KEPT in found else QUO if QUO in found else ""
    ends = [at for at, month in enumerate(now["months"]) if month.endswith("-12") and at][:YEARS]
    rows = []
    for quantity, told in QUANTITIES.items():
        for at in ends or [len(now["months"]) - 1]:
            means = {label: one[quantity][at]["mean"] for label, one in found.items()}
            change = (means[NOW] or 0.0) - (means[base] or 0.0) if base else 0.0
            size = difference(change if abs(change) >= unsure else 0.0)
            levels = [f"{of_ten(mean)} ({likelihood(mean)})" for mean in means.values() if mean is not None]
            rows.append((told.format(last_day(now["months"][at])), *levels, *([size] if base else [])))
    change = (f"{NOW}, compared with {base}",) if base else ()
    return ("chance that", *(NOW if label == NOW else label for label in found), *change), tuple(rows)


def moved(scenario: Scenario, address: Address) -> tuple[tuple[str, ...], ...]:
    """Return the levers that stand differently from the status quo under B or A: title, whose, and where they stand."""
    rows = []
    sides = [address.b, *([] if address.a.nothing else [address.a])]
    settings = [stands(scenario, one) for one in sides]
    for name, lever in scenario.levers.items():
        values = [one.get(name, lever.status_quo) for one in settings]
        if any(value != lever.status_quo for value in values):
            unit = "" if lever.unit == "1" else f" {lever.unit}"
            stand = [f"{value:.4g}{unit}" for value in (lever.status_quo, *reversed(values))]
            rows.append((lever.title, in_whose_hands(lever.owner, scenario.names()), *stand))
    return tuple(rows)


def moved_heads(address: Address) -> tuple[str, ...]:
    """Return the heads of the table of levers that are moved."""
    return ("lever", "in whose hands", QUO, *([] if address.a.nothing else [KEPT]), NOW)


def stands(scenario: Scenario, one: Adopted) -> dict[str, float]:
    """Return where the levers stand that something adopted sets, in their own units."""
    named = scenario.policy_levers(one.policy)
    return {**{name: value / scenario.levers[name].scale for name, value in named.items()}, **one.levers}
