"""Numbers that no question asks and that rule the result all the same: what each means, and what is taken."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.scenarios.interview.pieces import Got


def taken(got: Got) -> list[tuple[str, str]]:
    """Return the places in the file of numbers that were not asked, each with its meaning and value in words."""
    return list(_taken(got))


def _taken(got: Got) -> Iterator[tuple[str, str]]:
    a, d = got["attacker"], got["defender"]
    yield (
        "bargaining.attacker_power",
        (f"bargaining power: of what both gain by a deal, 40 to 60 % goes to {a}; neither can dictate"),
    )
    common = (
        "1, since mandate says at what share of the meetings they could sign"
        if "mandate" in got
        else "anything from 30 to 90 %"
    )
    yield "texts.overlap", f"a common text: the chance that a meeting works from one text is {common}"
    yield "patience", "patience: each side counts what comes in a month at 0.99 of what comes now, in a year at 89 %"
    yield "bargaining.guarantee", "guarantees: 0, nobody vouches for a deal, until the lever guarantee is moved"
    if got["dates"][0] != got["dates"][1]:
        yield "record.error_rate", "errors of the record: 0.05, one entry in twenty is taken to be wrong"
    if "sanctions" in got and not got.get("holder"):
        name = got["mediator"][0]
        yield (
            "mediator.settlement_chance",
            (f"{name}'s judgement: a sincere {a} would settle with a chance of 5 % in each month"),
        )
        yield (
            "mediator.refusal_factor",
            (f"{name}'s judgement: a month in which {a} stays away from talks counts 0.5 against its will to settle"),
        )
    helpers = [got[role][0] for role in ("sponsor", "mediator") if role in got]
    helpers += [got["holder"]] if got.get("holder") else []
    yield "levers.guarantee.owner", f"who can guarantee a deal: {helpers[0] if helpers else d} owns the lever guarantee"
    yield "levers.mandate.owner", f"who can let delegations sign: {a} owns the lever mandate"
    if "sanctions" in got:
        owner = got.get("holder") or got["mediator"][0]
        yield "levers.enforcement.owner", f"who enforces sanctions: {owner} owns the lever enforcement"
