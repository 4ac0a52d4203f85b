"""Numbers that no question asks and that rule the result all the same: what each means, and what is taken."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.scenarios.interview.numbers import Stated
from ripeness.scenarios.interview.pieces import Got, months_of_war
from ripeness.scenarios.interview.readers import steps_of

PRICE = 70.0
"""USD a barrel at which exports of whatever kind are told as oil; what counts is the sum."""


ONCE_SPENT = Stated((0.005, 0.03, 0.1))
"""By how much a stop is taken to be likelier in each month once reserves are spent, where nobody said."""


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
    if "money" in got and (gap := got["money"].gap * months_of_war(got)):
        began = max(0.0, got["money"][0].middle + gap)
        than = f"{abs(gap):.4g} {'more' if gap > 0 else 'less'} than today"
        yield (
            "war_chest.liquid_reserves",
            f"reserves when the war began: {began:.4g} bn, {than}, as if each month since had been like this one",
        )
    if got.get("exports"):
        told = f"oil at {PRICE:g} USD a barrel, a price that never changes"
        yield "energy", f"exports, of whatever they are, stand as {told}: only their sum counts"
    if "front_area" not in got:
        yield (
            "front.steps",
            f"the front moves by {100 / steps_of(got):.3g} of 100 each month, up or down, and never stands still",
        )
    if "ceasefire" in got and "front_area" in got:
        shares = (
            "a month of it costs each side 10 to 20 % of a month of war, and going back to war once 0.5 to 3 % of all"
        )
        spent = "; 60 to 80 % of spending goes on" if "money" in got else ""
        yield "truce", f"a ceasefire: {shares} that it fights for{spent}"
    if "front_area" in got:
        ends = " or ".join(f"{one.middle:.6g}" for one in got["front_area"][1:])
        yield (
            "front.lowest, front.highest",
            f"ends of the war: it is over where the front comes to {ends} km^2; no limit stops the front without that",
        )
    helpers = [got[role][0] for role in ("sponsor", "mediator") if role in got]
    helpers += [got["holder"]] if got.get("holder") else []
    yield "levers.guarantee.owner", f"who can guarantee a deal: {helpers[0] if helpers else d} owns the lever guarantee"
    yield "levers.mandate.owner", f"who can let delegations sign: {a} owns the lever mandate"
    if "sanctions" in got:
        owner = got.get("holder") or got["mediator"][0]
        yield "levers.enforcement.owner", f"who enforces sanctions: {owner} owns the lever enforcement"
