"""What somebody could change, of what was answered: levers with their owners, and a policy for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ripeness.scenarios.interview.parts import Told, flow, quoted


class Lever(NamedTuple):
    """A lever, and the policy that sets it: title, owner, dotted path, unit, range, today's value, and the set one."""

    key: str
    title: str
    owner: str
    path: str
    unit: str
    now: float
    low: float
    high: float
    policy: str
    policy_title: str
    value: float


def levers_and_policies(told: Told) -> Iterator[str]:
    """Yield the two sections."""
    found = list(_levers(told))
    yield "# What somebody could change from the month of writing on: ripeness run FILE --set guarantee=0.6"
    yield "# Nobody was asked who can move them: correct an owner where the text names another."
    yield "levers:"
    for one in found:
        stated = {
            "title": quoted(one.title), "owner": one.owner, "changes": one.path, "unit": quoted(one.unit),
            "status_quo": f"{one.now:g}", "low": f"{one.low:g}", "high": f"{one.high:g}",
        }  # fmt: skip
        yield f"  {one.key}: {flow(stated)}"
    yield ""
    yield "policies:   # named settings of levers: ripeness run FILE --policy guarantees-first"
    for one in found:
        yield f"  {one.policy}: {{title: {quoted(one.policy_title)}, levers: {{{one.key}: {one.value:g}}}}}"


def _levers(told: Told) -> Iterator[Lever]:
    a, d = told.got["attacker"], told.got["defender"]
    others = list(told.others.values()) or [told.defender]
    guarantor = others[0]
    yield Lever(
        "guarantee", "share of the risk of a broken deal that guarantees take away", guarantor, "bargaining.guarantee",
        "1", 0.0, 0.0, 0.9, "guarantees-first", "guarantees before terms", 0.7,
    )  # fmt: skip
    mandate = told.got.get("mandate")
    yield Lever(
        "mandate", "share of meetings at which the delegations may sign", told.attacker, "tracks.talks.mandate", "1",
        round(mandate.middle, 3) if mandate else 0.4, 0.0, 1.0, "delegations-that-may-sign",
        f"{a} sends delegations that may sign", 0.9,
    )  # fmt: skip
    if told.has("sponsor"):
        name, gives, need, _ = told.got["sponsor"]
        sponsor = told.others["sponsor"]
        yield Lever(
            "aid", f"what {name} gives {d} a month", sponsor, f"aid.flows.{sponsor}.amount", "bn EUR/month", gives, 0.0,
            max(2.0 * need, gives), "aid-ends", f"{name} gives nothing any more", 0.0,
        )  # fmt: skip
    if told.has("sanctions"):
        name = told.got["mediator"][0]
        yield Lever(
            "enforcement", f"share of its sanctions that {name} enforces", told.others["mediator"], "gate.enforcement",
            "1", 1.0, 0.0, 1.0, "sanctions-on-paper", f"{name} enforces none of its sanctions", 0.0,
        )  # fmt: skip
