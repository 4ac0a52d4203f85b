"""What somebody could change, of what was answered: levers with their owners, and a policy for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ripeness.scenarios.interview.parts import Told, flow, quoted


class Lever(NamedTuple):
    """A lever: title, owner, path, unit, today's value, range; policies that set it (name, title, value); a note."""

    key: str
    title: str
    owner: str
    path: str
    unit: str
    now: float
    low: float
    high: float
    policies: tuple[tuple[str, str, float], ...]
    note: str = ""


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
        yield from ([f"  # {one.key}: {one.note}"] if one.note else [])
        yield f"  {one.key}: {flow(stated)}"
    yield ""
    yield "policies:   # named settings of levers: ripeness run FILE --policy guarantees-first"
    for one in found:
        for key, title, value in one.policies:
            yield f"  {key}: {{title: {quoted(title)}, levers: {{{one.key}: {value:g}}}}}"


def _levers(told: Told) -> Iterator[Lever]:
    a = told.got["attacker"]
    others = list(told.others.values()) or [told.defender]
    yield Lever(
        "guarantee", "share of the risk of a broken deal that guarantees take away", others[0], "bargaining.guarantee",
        "1", 0.0, 0.0, 0.9, (("guarantees-first", "guarantees before terms", 0.7),),
    )  # fmt: skip
    mandate = told.got.get("mandate")
    yield Lever(
        "mandate", "share of meetings at which the delegations may sign", told.attacker, "tracks.talks.mandate", "1",
        round(mandate.middle, 3) if mandate else 0.4, 0.0, 1.0,
        (("delegations-that-may-sign", f"{a} sends delegations that may sign", 0.9),),
    )  # fmt: skip
    if told.has("sponsor"):
        yield _aid(told)
    if told.has("sanctions"):
        name, owner = (told.holder, "holder") if told.holder else (told.got["mediator"][0], "mediator")
        whose = f"the sanctions that {name} holds back, which is enforced once they are in force"
        yield Lever(
            "enforcement", f"share of {whose}", told.others[owner], "gate.enforcement", "1", 1.0, 0.0, 1.0,
            (("sanctions-on-paper", f"the sanctions that {name} holds back are never enforced", 0.0),),
            "whoever holds them back is taken to enforce them too",
        )  # fmt: skip
    if told.has("sanctions") and told.holder:
        today = 100.0 * told.got["sanctions"][1].middle
        yield Lever(
            "release", f"chance in each month that {told.holder} lets the sanctions come", told.others["holder"],
            "gate.discharge", "%/month", float(f"{today:.4g}"), 0.0, 100.0,
            (("sanctions-now", f"{told.holder} lets the sanctions come at once", 100.0),),
        )  # fmt: skip


def _aid(told: Told) -> Lever:
    """Return the lever of aid: up to what is needed, or to half as much again as today where that is more."""
    name, gives, need, _ = told.got["sponsor"]
    d, sponsor = told.got["defender"], told.others["sponsor"]
    more = 1.5 * gives
    high = max(need, more)
    times = f"{high / gives:.3g} times the {gives:g} of today" if gives else "today it is nothing"
    raised = ("aid-raised", f"{name} gives half as much again", more) if gives else (
        "aid-raised", f"{name} gives all that {d} needs", need
    )  # fmt: skip
    halved = (("aid-halved", f"{name} gives half as much", gives / 2.0),) if gives else ()
    return Lever(
        "aid", f"what {name} gives {d} a month", sponsor, f"aid.flows.{sponsor}.amount", "bn EUR/month", gives,
        0.0, high,
        (("aid-ends", f"{name} gives nothing any more", 0.0), *halved, raised),
        f"high is {high:g}, {times} and {high / need:.3g} times the {need:g} that {d} needs; what goes beyond the need "
        "changes nothing",
    )  # fmt: skip
