"""What a scenario is: its canonical form, the hash of that, and how it shows itself.

What stands at its default does not count, so that a number that the format learns later changes no existing file,
proposal or kept result. Titles, notes and sources do not count either.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ripeness.schema.leaves import sections
from ripeness.schema.quantity import Quantity

OUTSIDE = (
    *("calendar", "sources", "actors", "epochs", "correlations", "plans", "levers", "policies", "claims"),
    *("questions", "view"),
)
"""Sections that hold no leaves."""


FIXED = ("front", "numerics", "record")
"""Sections that are computed with but that no epoch and no lever can change, except for what is `MOVABLE` in them."""

MOVABLE = ("front.lowest", "front.highest")


def content_hash(scenario: Any) -> str:
    """Return 16 hexadecimal digits of all of a `Scenario` that is computed with."""
    content: dict[str, Any] = {
        "calendar": [
            scenario.calendar.war_began,
            scenario.calendar.as_of,
            scenario.calendar.horizon,
            scenario.calendar.tail,
        ],
        "actors": [[name, actor.role] for name, actor in scenario.actors.items()],
        "sections": sorted(one for one in sections(type(scenario), scenario) if one[0].split(".", 1)[0] not in OUTSIDE),
        "leaves": sorted(
            [path, plain(value)] for path, value in scenario.computed() if not _at_default(scenario, path, value)
        ),
        "epochs": [[name, epoch.from_, epoch.new_mediator] for name, epoch in scenario.epochs.items()],
        "texts": [[name, draft.date, draft.replaces] for name, draft in scenario.texts.items.items()],
        "envoy": scenario.envoy.since if scenario.envoy else None,
        "record": [
            [month, seen.model_dump(exclude_defaults=True)] for month, seen in sorted(scenario.record.months.items())
        ]
        if scenario.record
        else None,
    }
    if scenario.texts.put or (scenario.record and scenario.record.answers):
        stated = [(name, text.plan) for name, text in scenario.texts.items.items() if text.plan is not None]
        content["put"] = [[name, sorted(scenario.plans[plan].terms().items()), scenario.plans[plan].guarantee()]
                          for name, plan in stated]  # fmt: skip
        answers = scenario.record.answers if scenario.record else ()
        content["answers"] = [[one.month, one.text, one.by, one.answer] for one in answers]
    named = [[name, one.government, list(one.steps)] for name, one in scenario.issues.items()
             if one.government or one.steps]  # fmt: skip
    if named:
        content["named"] = named
    if scenario.front.from_ is not None:
        content["front"] = scenario.front.from_
    if scenario.correlations:
        content["correlations"] = [[*one.between, one.of_normal_scores] for one in scenario.correlations.values()]
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def shown(scenario: Any) -> str:
    """Return what a `Scenario` is, in a few lines: how it shows itself in a notebook."""
    actors = ", ".join(f"{one.name} ({one.role})" for one in scenario.actors.values())
    months = len(scenario.record.months) if scenario.record else 0
    return (
        f"Scenario {scenario.name!r}: {scenario.title}\n"
        f"  as of {scenario.calendar.as_of}, {scenario.calendar.horizon} months shown, {months} months of record\n"
        f"  actors: {actors}\n"
        f"  {len(scenario.quantities())} numbers stated, {len(scenario.assumptions())} of them uncertain\n"
        f"  {_counted(scenario.levers, 'lever')}, {_counted(scenario.plans, 'plan')}, "
        f"{_counted(scenario.claims, 'claim')}, "
        f"{_counted(scenario.policies, 'policy', 'policies')} beside the status quo\n"
        f"  hash {content_hash(scenario)}"
    )


def _counted(held: Any, one: str, many: str = "") -> str:
    return f"{len(held)} {one if len(held) == 1 else many or f'{one}s'}"


def _at_default(scenario: Any, path: str, value: Any) -> bool:
    """Say whether a leaf holds what it holds where the file says nothing of it, or lies in a section left out."""
    if path.startswith("epochs."):
        return False
    return value is None or (path in scenario.declared and scenario.declared[path].is_default(value))


def plain(value: Any) -> Any:
    """Return a leaf's value as JSON holds it, without source and note."""
    if isinstance(value, Quantity):
        return [value.kind, [[key, repr(number)] for key, number in value.parameters.items()]]
    return list(value) if isinstance(value, tuple) else value
