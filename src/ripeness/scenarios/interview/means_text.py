"""Money, aid and the mediator, as answered, in a scenario's text."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ripeness.scenarios.interview import numbers
from ripeness.scenarios.interview.numbers import Stated
from ripeness.scenarios.interview.parts import Told, judged


def money_part(told: Told) -> Iterator[str]:
    """Yield the lines of what was answered of money."""
    if not told.has("money"):
        yield "# No war_chest: money plays no part (not answered)."
        return
    reserves, income, spending = told.got["money"]
    sold = told.got.get("exports", 0.0)
    other = income.by(lambda one: max(0.0, one - sold))
    run_down = (spending.middle - income.middle) * told.age
    began = Stated(tuple(sorted({max(0.0, one + run_down) for one in reserves.values})))
    more = f"{abs(run_down):.4g} {'more' if run_down > 0 else 'less'} when the war began" if run_down else ""
    yield "# Reserves are those of the war's first month, so that what is left today is what was answered."
    yield "war_chest:"
    yield f"  liquid_reserves: {told.number(numbers.rate(began, 'bn USD'), 'money', more, 0)}"
    less = "less what exports bring" if sold else ""
    yield f"  other_income: {told.number(numbers.rate(other, 'bn USD/month'), 'money', less, 1)}"
    yield f"  war_spending: {told.number(numbers.rate(spending, 'bn USD/month'), 'money', part=2)}"
    if not told.has("spent"):
        yield "# Once the reserves are spent, nothing follows from it (not answered)."
    if not told.has("exports"):
        yield "# No exports that sanctions could reach (not answered)."
    if sold > 0.0:
        price, days = 70.0, 30.4375
        volume = f"{sold / (price * days) * 1000.0:.6g} million barrel/day"
        yield ""
        yield f"# What exports bring, told as oil: {sold:g} bn USD a month at {price:g} USD a barrel."
        yield "energy:"
        ours = "the price is ours, the sum is the answer"
        yield f"  price: {told.number({'value': f'{price:g} USD/barrel'}, 'exports', ours)}"
        yield f"  legal_volume: {told.number({'value': volume}, 'exports')}"
        yield f"  quota: {told.number({'value': volume}, 'exports')}"


def aid_part(told: Told) -> Iterator[str]:
    """Yield the lines of what was answered of aid."""
    if not told.has("sponsor"):
        yield "# No aid: nobody keeps the defender in the war from outside (not answered)."
        return
    _, gives, need, times = told.got["sponsor"]
    given = told.number({"value": f"{gives:g} bn EUR/month"}, "sponsor", part=1)
    effect = told.number({"value": f"{math.log(times):.4g}"}, "sponsor", "its logarithm", 3)
    yield "aid:"
    yield f"  need: {told.number({'value': f'{need:g} bn EUR/month'}, 'sponsor', part=2)}"
    yield f"  shortfall_effect: {effect}"
    yield "  flows:"
    yield f"    {told.others['sponsor']}: {{donor: {told.others['sponsor']}, kind: military, amount: {given}}}"


def mediator_part(told: Told) -> Iterator[str]:
    """Yield the lines of what was answered of the mediator."""
    if not told.has("sanctions"):
        why = "it holds nothing back (not answered)" if told.has("mediator") else "not answered"
        yield f"# No mediator whose mind matters: {why}."
        if told.has("mediator") and told.got["mediator"][1] is not None:
            yield "# So nothing here rests on how likely it thinks it that the attacker wants to settle:"
            yield f"# {told.note('mediator', part=1)}"
        return
    share, opens = told.got["sanctions"]
    began, as_of = told.got["dates"]
    yield "# The mediator judges by what the attacker does whether it wants to settle, and holds back sanctions."
    yield "mediator:"
    yield f"  sincerity_at_start: {told.number(numbers.chance(told.got['mediator'][1]), 'mediator', part=1)}"
    yield f"  settlement_chance: {judged({'value': '5 %/month'}, 'not asked')}"
    yield f"  refusal_factor: {judged({'value': '0.5'}, 'not asked: a month away from talks halves the odds')}"
    yield ""
    opening = told.number(numbers.rate(opens, "%/month", 100.0), "sanctions", part=1)
    past = judged({"value": "0 %/month"}, "they are held back in the month of writing, so that they never came before")
    yield f"gate: {{opening: {past if began < as_of else opening}}}"
    yield ""
    yield f"sanctions: {{package_secondary: {told.number(numbers.chance(share), 'sanctions', part=0)}}}"
    if began < as_of:
        yield ""
        yield "epochs:   # the mediator's mind is the answer's from the month of writing on, and its sanctions can come"
        yield "  today:"
        yield "    title: the mediator as it is today"
        yield f"    from: {as_of}"
        yield "    new_mediator: true"
        yield f"    changes: {{gate.opening: {opening}}}"
