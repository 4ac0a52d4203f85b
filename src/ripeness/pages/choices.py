"""What a policy can choose: the levers of a scenario with owners and ranges, and its policies with what they set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ripeness.pages.layout import QUIET, STRONG, Block, Gap, Page, Prose

if TYPE_CHECKING:
    from ripeness.schema import Scenario
    from ripeness.schema.sections.lever import Lever


def levers_of(scenario: Scenario) -> dict[str, Any]:
    """Return each lever by name: title, owner, unit, status quo, range, what it changes."""
    return {
        name: {
            "title": lever.title,
            "owner": lever.owner,
            "owner_name": _called(scenario, lever.owner),
            "unit": lever.unit,
            "status_quo": lever.status_quo,
            "low": lever.low,
            "high": lever.high,
            "changes": list(lever.changes),
        }
        for name, lever in scenario.levers.items()
    }


def policies_of(scenario: Scenario) -> dict[str, Any]:
    """Return each policy by name: title, note, owners of its levers, and the levers' values as the file states them."""
    return {
        name: {
            "title": policy.title,
            "note": policy.note,
            "owners": list(dict.fromkeys(scenario.levers[lever].owner for lever in policy.levers)),
            "levers": dict(policy.levers),
        }
        for name, policy in scenario.policies.items()
    }


def levers_page(scenario: Scenario) -> Page:
    """Return the levers, three lines each: title, owner and range, what it changes."""
    if not scenario.levers:
        return (Prose(f"{scenario.title}: the scenario has no levers."),)
    parts: list[Block] = [Prose(f"Levers of: {scenario.title}", STRONG)]
    for name, lever in scenario.levers.items():
        held = f"{_called(scenario, lever.owner)}; {_range(lever)}"
        parts += _entry(name, lever.title, held, f"changes {', '.join(lever.changes)}")
    return (*parts, Gap(), Prose("Set one with: ripeness run SCENARIO --set NAME=VALUE", QUIET))


def policies_page(scenario: Scenario) -> Page:
    """Return the policies, three lines each: title, who would have to act, what it sets."""
    if not scenario.policies:
        return (Prose(f"{scenario.title}: the scenario has no policies."),)
    parts: list[Block] = [Prose(f"Policies of: {scenario.title}", STRONG)]
    for name, policy in scenario.policies.items():
        owners = dict.fromkeys(_called(scenario, scenario.levers[lever].owner) for lever in policy.levers)
        told = [f"{lever} {_value(scenario.levers[lever], value)}" for lever, value in policy.levers.items()]
        sets = f"sets {', '.join(told) or 'nothing'}"
        parts += _entry(name, policy.title, f"by {', '.join(owners) or 'nobody'}", sets)
    return (*parts, Gap(), Prose("Adopt one with: ripeness run SCENARIO --policy NAME", QUIET))


def _entry(name: str, title: str, *more: str) -> list[Block]:
    return [Gap(), Prose(((name, STRONG), (f"  {title}", ""))), *(Prose(one, indent=2) for one in more)]


def _called(scenario: Scenario, owner: str) -> str:
    return scenario.names().get(owner, owner.replace("_", " "))


def _range(lever: Lever) -> str:
    unit = "" if lever.unit == "1" else f" {lever.unit}"
    return f"{lever.low:g} to {lever.high:g}{unit}, status quo {lever.status_quo:g}"


def _value(lever: Lever, stated: float | str) -> str:
    if isinstance(stated, bool):
        return "on" if stated else "off"
    return stated if isinstance(stated, str) else f"{stated:g}{'' if lever.unit == '1' else ' ' + lever.unit}"
