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
from ripeness.pages.words import caution, last_day, likelihood, percent, rounded
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


QUICK = ("survival", "agreement", "wars", "endings")
"""Figures of a preview: what is read off for it is enough for these."""

SLOW = ("assumptions",)
"""Figures that few draws are not enough for."""


@dataclass(frozen=True)
class Shown:
    """An answer as the page shows it.

    Attributes
    ----------
    state : on what it rests. caution : what comes first where few draws count. says : paragraphs. trust : how far to
    trust it. heads, rows : of the table of chances. moved : each lever that is moved: title, whose, where it stands.
    figures : by name. final : whether no better answer follows.
    """

    state: str
    caution: str
    says: tuple[str, ...]
    trust: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    moved: tuple[tuple[str, ...], ...]
    figures: Mapping[str, Figure]
    final: bool

    def payload(self, drawn: dict[Any, Any] | None = None) -> dict[str, Any]:
        """Return it as the page's script reads it.

        drawn : charts without their tables that were made before, by what they depend on; making one takes longer than
        a preview. None where each is made anew.
        """
        plain = ("state", "caution", "says", "trust", "heads", "rows", "moved", "final")
        figures = [
            {"name": name, "title": one.title, "says": one.sentence, "chart": self._chart(one, drawn), **_numbers(one)}
            for name, one in self.figures.items()
        ]
        return {**{name: getattr(self, name) for name in plain}, "figures": figures}

    def _chart(self, figure: Figure, drawn: dict[Any, Any] | None) -> dict[str, Any]:
        if drawn is None:
            return figure.live()
        key = (figure.name, figure.title, self.heads)
        if key not in drawn:
            drawn[key] = figure.live()
        return {**drawn[key], "datasets": figure.tables}


def _numbers(figure: Figure) -> dict[str, Any]:
    heads, rows = chief_numbers(figure)
    return {"heads": heads, "rows": rows}


def summed(scenario: Scenario, forecast: xarray.Dataset, adopted: Adopted) -> ForecastSummary:
    """Return the summary of a forecast, which says what is adopted as the address does."""
    levers = {name: number(value) for name, value in adopted.levers.items()}
    stated = forecast.assign_attrs(policy=adopted.policy, levers=json.dumps(levers))
    found = ripeness.summary(stated, scenario)
    return replace(found, content={**found.content, "levers_told": levers_told(scenario, adopted)})


def levers_told(scenario: Scenario, one: Adopted) -> list[str]:
    """Return what is set on top of a policy, a clause each: the lever's title, its value and unit."""
    units = {name: scenario.levers[name].unit for name in one.levers}
    return [
        f"'{scenario.levers[name].title}' set to {number(value)}{'' if units[name] == '1' else ' ' + units[name]}"
        for name, value in one.levers.items()
    ]


def shown(scenario: Scenario, address: Address, found: Mapping[str, ForecastSummary], within: float | None) -> Shown:
    """Return what the page says.

    Parameters
    ----------
    found : summaries by `QUO`, `KEPT` and `NOW`: those of the three that there are, the last in any case.
    within : how far a chance may be off that of all draws; 0 where it is that, None where nobody knows.
    """
    now, final = found[NOW], within == 0
    content: Any = now.content
    sure: Any = content if final else found[QUO].content
    others = {label: one.content for label, one in found.items() if label != NOW}
    together = replace(now, content=beside(content, others)) if others else now
    roles = called(scenario)
    heads, rows = chances(found, max(within or 0.0, UNSURE))
    says = [name_roles(one, roles) for one in in_words(content)]
    figures = possible(together)
    return Shown(
        rests_on(now.finished, found.get(QUO, now).finished, within), name_roles(caution(sure), roles),
        tuple(says if final else says[:2]), trust(sure), heads, rows, moved(scenario, address),
        figures if final else {name: one for name, one in figures.items() if name not in SLOW}, final,
    )  # fmt: skip


def rests_on(draws: int, of: int, within: float | None) -> str:
    """Return on what an answer rests, and how far it may be off."""
    if within == 0:
        return f"Computed on all {draws} versions of the argument." if draws > 1 else "Computed."
    return f"About: computed on {draws} versions of the argument that stand for all {of}; {how_far_off(within)}."


def how_far_off(within: float | None) -> str:
    """Return what is known of how far a chance may be off: nothing, or how far it was on policies that were tried."""
    if within is None:
        return "how far off, is not known yet"
    return f"on policies that were tried, no chance was off by more than {points(within)}"


def points(within: float) -> str:
    """Return how far a chance may be off."""
    many = max(1, round(100 * within + 0.5 - 1e-9))
    return f"{many} point{'s' * (many > 1)}"


def previewed(scenario: Scenario, address: Address, found: Mapping[str, ForecastSummary], preview: Any) -> Shown:
    """Return what the page says at once, of means alone that were read off runs of one lever at a time."""
    quo = found[QUO]
    policy = address.b.policy
    bands = {
        name: [{"mean": float(one), "p10": None, "p90": None} for one in getattr(preview, name)]
        for name in ("ongoing", "stopped")
    }
    endings = {
        name: {"by_month": [float(one) for one in path]}
        for name, path in zip(preview.endings, preview.ended, strict=True)
    }
    content: Any = {
        **quo.content, **bands, "endings": endings, "policy": policy,
        "policy_title": scenario.policies[policy].title if policy in scenario.policies else "",
        "levers": {name: number(value) for name, value in address.b.levers.items()},
    }  # fmt: skip
    now = replace(quo, content=content)
    others = {label: one.content for label, one in found.items() if label != NOW}
    together = replace(now, content=beside(content, others))
    roles = called(scenario)
    heads, rows = chances({**found, NOW: now}, max(preview.within or 0.0, UNSURE))
    names = QUICK if quo["truce"] is None else QUICK[:2]
    return Shown(
        f"About: read off runs of one lever at a time; {how_far_off(preview.within)}.",
        name_roles(caution(quo.content), roles),  # type: ignore[arg-type]
        tuple(name_roles(one, roles) for one in in_words(content)[:2]), trust(quo.content), heads, rows,  # type: ignore[arg-type]
        moved(scenario, address), {name: ripeness.figure(together, name) for name in names}, False,
    )  # fmt: skip


def chances(found: Mapping[str, ForecastSummary], unsure: float) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return heads and rows of the chances by the ends of years, and what changes.

    unsure : a change below this is told as none.
    """
    now = found[NOW]
    base = KEPT if KEPT in found else QUO if QUO in found else ""
    ends = [at for at, month in enumerate(now["months"]) if month.endswith("-01") and at][:YEARS]
    rows = []
    for quantity, told in QUANTITIES.items():
        for at in ends or [len(now["months"]) - 1]:
            means = {label: one[quantity][at]["mean"] for label, one in found.items()}
            change = (means[NOW] or 0.0) - (means[base] or 0.0) if base else 0.0
            size = difference(change if abs(change) >= unsure else 0.0)
            if abs(change) >= unsure and not subtract(means[base] or 0.0, means[NOW] or 0.0):
                size += ", before both are rounded"
            levels = [f"{percent(mean)} ({likelihood(mean)})" for mean in means.values() if mean is not None]
            rows.append((told.format(last_day(now["months"][at])), *levels, *([size] if base else [])))
    change = (f"{NOW}, compared with {base}",) if base else ()
    return ("chance that", *(NOW if label == NOW else label for label in found), *change), tuple(rows)


def subtract(base: float, now: float) -> bool:
    """Say whether the change of a chance as printed is that of the two figures as printed."""
    return rounded(now) - rounded(base) == 5 * round(20 * (now - base))


def called(scenario: Scenario) -> dict[str, str]:
    """Return the names of those whom a text may call by their roles."""
    return {role: one for role, one in scenario.names().items() if role in ROLES and one.lower() != role}


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
            rows.append(
                (name_roles(lever.title, called(scenario)), in_whose_hands(lever.owner, scenario.names()), *stand)
            )
    return tuple(rows)


def moved_heads(address: Address) -> tuple[str, ...]:
    """Return the heads of the table of levers that are moved."""
    return ("lever", "in whose hands", QUO, *([] if address.a.nothing else [KEPT]), NOW)


def stands(scenario: Scenario, one: Adopted) -> dict[str, float]:
    """Return where the levers stand that something adopted sets, in their own units."""
    named = scenario.policy_levers(one.policy)
    return {**{name: value / scenario.levers[name].scale for name, value in named.items()}, **one.levers}
