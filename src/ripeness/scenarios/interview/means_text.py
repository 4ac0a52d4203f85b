"""Money, aid and the mediator, as answered, in a scenario's text."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ripeness.scenarios.interview import numbers
from ripeness.scenarios.interview.numbers import Stated
from ripeness.scenarios.interview.parts import Told, judged, quoted
from ripeness.scenarios.interview.taken import PRICE


def money_part(told: Told) -> Iterator[str]:
    """Yield the lines of what was answered of money."""
    if not told.has("money"):
        yield "# No war_chest: money plays no part (not answered)."
        return
    money, sold = told.got["money"], told.got.get("exports", 0.0)
    reserves, income, spending = money
    other = income.by(lambda one: max(0.0, one - sold))
    if money.net:
        spending = spending.by(lambda one: one + sold)
    run_down = money.gap * told.age
    began = Stated(tuple(sorted({max(0.0, one + run_down) for one in reserves.values})))
    more = f"{abs(run_down):.4g} {'more' if run_down > 0 else 'less'} when the war began" if run_down else ""
    yield "# Reserves are those of the war's first month, so that what is left today is what was answered."
    yield f"# Sums are in {reserves_in(told)}; bn USD is the format's name for the unit; no rate of exchange is used."
    yield "war_chest:"
    yield f"  liquid_reserves: {told.number(numbers.rate(began, 'bn USD'), 'money', more, 0)}"
    less = "less what exports bring" if sold else ""
    if money.net:
        yield "# The answer says what the reserves lose: income and spending are known only by their difference."
        yield f"  other_income: {judged({'value': '0 bn USD/month'}, 'money: not told apart from spending')}"
        less = "and what exports bring, which is spent too" if sold else ""
        yield f"  war_spending: {told.number(numbers.rate(spending, 'bn USD/month'), 'money', less, 1)}"
    else:
        yield f"  other_income: {told.number(numbers.rate(other, 'bn USD/month'), 'money', less, 1)}"
        yield f"  war_spending: {told.number(numbers.rate(spending, 'bn USD/month'), 'money', part=2)}"
    if not told.has("exports"):
        yield "# No exports that sanctions could reach (not answered)."
    if sold > 0.0:
        volume = f"{sold / (PRICE * 30.4375) * 1000.0:.6g} million barrel/day"
        yield ""
        yield f"# What exports bring, told as oil: {sold:g} bn USD a month at {PRICE:g} USD a barrel."
        yield "energy:"
        ours = "the price is ours, the sum is the answer"
        yield f"  price: {told.number({'value': f'{PRICE:g} USD/barrel'}, 'exports', ours)}"
        yield f"  legal_volume: {told.number({'value': volume}, 'exports')}"
        yield f"  quota: {told.number({'value': volume}, 'exports')}"


def reserves_in(told: Told) -> str:
    """Return the currency in which the attacker's money was answered."""
    return (told.got["money"].currency if told.has("money") else "") or "the currency of the answer"


def aid_part(told: Told) -> Iterator[str]:
    """Yield the lines of what was answered of aid."""
    if not told.has("sponsor"):
        yield "# No aid: nobody keeps the defender in the war from outside (not answered)."
        return
    gives, needs, times = told.got["sponsor"].stated
    given = told.number(numbers.rate(gives, "bn EUR/month"), "sponsor", part=1)
    effect = told.number(numbers.rate(times.by(math.log), ""), "sponsor", "its logarithm", 3)
    need = told.number(numbers.rate(needs, "bn EUR/month"), "sponsor", part=2)
    sponsor = told.got["sponsor"]
    given_in = "hundredths of the effort" if sponsor.shares else sponsor.currency or reserves_in(told)
    yield f"# Aid is in {given_in}; bn EUR is the format's name for the unit. Aid is never added to the"
    yield "# attacker's money, so that no rate of exchange plays a part."
    yield "aid:"
    yield f"  need: {need}"
    yield f"  shortfall_effect: {effect}"
    yield "  flows:"
    yield f"    {told.others['sponsor']}: {{donor: {told.others['sponsor']}, kind: military, amount: {given}}}"


def mediator_part(told: Told) -> Iterator[str]:
    """Yield the lines of what was answered of the mediator, and of sanctions that it or another holds back."""
    if not told.has("sanctions"):
        why = "it holds nothing back (not answered)" if told.has("mediator") else "not answered"
        yield f"# No mediator whose mind matters: {why}."
        if told.has("mediator") and told.got["mediator"][1] is not None:
            yield "# So nothing here rests on how likely it thinks it that the attacker wants to settle:"
            yield f"# {told.note('mediator', part=1)}"
        if told.has("holder"):
            yield f"# It was not answered what these sanctions take, so that they change nothing: {told.note('holder')}"
        return
    share, opens = told.got["sanctions"]
    began, as_of = told.got["dates"]
    mind = told.got["mediator"][1] if told.has("mediator") else None
    if told.holder:
        yield f"# {told.note('holder')}. The sanctions are not the mediator's:"
        yield "# they come by the chance of gate.discharge in each month, whatever anybody thinks. The model does not"
        yield f"# know under what condition {told.holder} would let them come. The section mediator is there because"
        yield "# no sanctions can come without one; its numbers change nothing."
    else:
        yield "# The mediator judges by what the attacker does whether it wants to settle, and holds back sanctions."
    yield "mediator:"
    believed = judged({"value": "0.5"}, "not asked: nothing rests on it")
    if mind is not None:
        believed = told.number(numbers.chance(mind), "mediator", "nothing rests on it" if told.holder else "", 1)
    yield f"  sincerity_at_start: {believed}"
    yield f"  settlement_chance: {judged({'value': '5 %/month'}, 'not asked')}"
    yield f"  refusal_factor: {judged({'value': '0.5'}, 'not asked: a month away from talks counts against it')}"
    yield ""
    door = "discharge" if told.holder else "opening"
    opening = told.number(numbers.rate(opens, "%/month", 100.0), "sanctions", part=1)
    past = judged({"value": "0 %/month"}, "they are held back in the month of writing, so that they never came before")
    yield f"gate: {{{door}: {past if began < as_of else opening}}}"
    yield ""
    yield f"sanctions: {{package_secondary: {told.number(numbers.chance(share), 'sanctions', part=0)}}}"
    if began < as_of:
        yield ""
        yield "epochs:   # from the month of writing on the sanctions can come"
        yield "  today:"
        if told.holder:
            yield f"    title: {quoted(f'the sanctions that {told.holder} holds back, as things are today')}"
        else:
            yield "    title: the mediator as it is today"
        yield f"    from: {as_of}"
        if not told.holder:
            yield "    new_mediator: true   # its mind is the answer's from this month on"
        yield f"    changes: {{gate.{door}: {opening}}}"
