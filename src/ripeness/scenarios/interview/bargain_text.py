"""Talks, issues, trust, texts and claims, as answered, in a scenario's text."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.arrays import SETTLEMENTS
from ripeness.scenarios.interview import ceasefire, numbers
from ripeness.scenarios.interview.foreseen import APART, OF_WAR, WORDS
from ripeness.scenarios.interview.land import STAYS, Position
from ripeness.scenarios.interview.numbers import Stated
from ripeness.scenarios.interview.parts import Told, judged, quoted
from ripeness.scenarios.interview.pieces import unknown


def talks_part(told: Told) -> Iterator[str]:
    """Yield the lines of what was answered of talks."""
    seats = [told.attacker, told.defender, *([told.others["mediator"]] if "mediator" in told.others else [])]
    yield "# A settlement needs a table that seats both, and delegations that may sign."
    yield "tracks:"
    yield "  talks:"
    yield "    title: talks between the two"
    yield f"    seats: [{', '.join(seats)}]"
    yield f"    meets: {told.share('talks', {'low': '10 %/month', 'high': '60 %/month'}, '%/month')}"
    yield f"    mandate: {told.share('mandate', {'low': '0.1', 'high': '0.7'})}"


def ceasefire_part(told: Told) -> Iterator[str]:
    """Yield the lines of what was answered of a ceasefire."""
    if not told.has("ceasefire"):
        yield "# No ceasefire before a settlement (not answered)."
        return
    if not told.has("front_area"):
        yield f"# {told.note('ceasefire')}. On a front of steps it is signed at the table, and lasts."
        yield "ceasefire: {allowed: true}"
        return
    often, ends = told.got["ceasefire"], told.got.get("ceasefire_breaks", ceasefire.BREAKS)
    yield "# A ceasefire where the armies stand: each side accepts or refuses it as it judges, and may go back to war."
    yield "truce:"
    yield f"  offered: {told.number(numbers.rate(often, '%/month', 100.0), 'ceasefire')}"
    yield f"  breakdown: {told.number(numbers.rate(ends, '%/month', 100.0), 'ceasefire_breaks')}"
    for key, note in (("cost", "share of a month of war"), ("resume", "once, in shares of all that it fights for")):
        for side in ("attacker", "defender"):
            yield f"  {key}_{side}: {_taken(key, note)}"
    if told.has("money"):
        yield f"  spending: {_taken('spending', 'share of spending that goes on')}"


def _taken(key: str, note: str) -> str:
    low, high = ceasefire.TAKEN[key]
    return judged({"low": f"{low:g}", "high": f"{high:g}"}, f"not asked: {note}")


def issues_part(told: Told) -> Iterator[str]:
    """Yield the lines of what was answered of the issues."""
    stands = told.got.get("stands", [None] * len(told.issues))
    yield "# What a settlement is about: 0 is as the defender wants it, 1 as the attacker wants it."
    if not told.has("whole"):
        yield "# Each can be divided (not answered)."
    yield "issues:"
    for number, (key, title) in enumerate(zip(told.issues, told.about, strict=True)):
        yield f"  {key}:"
        yield f"    title: {quoted(title)}"
        for side in ("attacker", "defender"):
            yield f"    {side}_weight: {_weight(told, f'{side}_cares', number)}"
        yield from (f"    {line}" for line in _stands(told, stands[number], number))
        if number in told.got.get("whole", []):
            yield "    indivisible: true"


def _weight(told: Told, key: str, number: int) -> str:
    if told.has(key):
        cares: Stated = told.got[key][number]
        return told.number(numbers.rate(cares.by(lambda one: one / 100.0), ""), key, part=number)
    return told.number({"value": "1"} if len(told.issues) == 1 else {"low": "0.1", "high": "0.6"}, key)


def _stands(told: Told, where: Position | None, number: int) -> Iterator[str]:
    if where is None:
        middle = judged({"value": "0.5"}, told.note("stands", otherwise="not answered; taken as the middle"))
        yield from (f"{name}: {middle}" for name in ("status_quo", "frozen"))
    elif where.share is not None:
        said = told.number({"value": f"{where.share:g}"}, "stands", part=number)
        yield from (f"{name}: {said}" for name in ("status_quo", "frozen"))
    elif where.band:
        first, last = where.band
        held = min(1.0, max(0.0, (told.got["front_area"][0].middle - first) / (last - first)))
        yield f"status_quo: {told.number({'value': f'{held:.3g}'}, 'front_area', 'the share of it that is held', 0)}"
        low, high = (told.number({"value": f"{one:.6g} km^2"}, "stands", part=number) for one in where.band)
        yield f"band: {{from: {low}, to: {high}}}"
    else:
        place = judged({"value": f"{told.places()[1] / told.steps:g}"}, told.note("front_place"))
        yield from (f"{name}: {place}" for name in ("status_quo", "frozen"))
        yield "follows_front: true"


def trust_part(told: Told) -> Iterator[str]:
    """Yield the lines of what was answered of trust in a signature."""
    yield "bargaining:"
    power = judged({"low": "0.4", "high": "0.6"}, "not asked: neither can dictate")
    yield f"  attacker_power: {power}"
    yield f"  base_reneging: {told.share('broken', {'low': '0.05', 'high': '0.4'})}"
    yield f"  guarantee: {judged({'value': '0'}, 'not asked: nobody guarantees; a lever changes it')}"


def plans_part(told: Told) -> Iterator[str]:
    """Yield the lines of what was answered of what each side says that it would settle for."""
    if told.has("mandate"):
        overlap = judged({"value": "1"}, "not asked: mandate says at what share they could sign")
    else:
        overlap = judged({"low": "0.3", "high": "0.9"}, "not asked: chance that a meeting works from one text")
    yield f"texts: {{overlap: {overlap}}}"
    keys = {"attacker": "attacker_asks", "defender": "defender_offers"}
    stated = {side: key for side, key in keys.items() if told.has(key)}
    yield ""
    if not stated:
        yield "# No plans: neither side says what it would settle for (not answered)."
        return
    yield "# What each side says that it would settle for; `ripeness plans FILE` weighs it."
    yield "plans:"
    for side, asked in stated.items():
        yield f"  {getattr(told, side)}-says:"
        yield f"    title: {quoted(f'what {told.got[side]} says that it would settle for')}"
        yield f"    date: {quoted(told.got['dates'][1])}"
        yield f"    authors: [{getattr(told, side)}]"
        yield f"    source: {'prose' if told.has('source') else 'judgement'}"
        yield "    points:"
        for number, (issue, share) in enumerate(zip(told.issues, told.got[asked], strict=True)):
            words = told.words[asked].split(";")[number].strip()
            if share is None and not unknown(words) and not STAYS.fullmatch(words):
                said = told.note(asked, part=number)
                yield f"      # {told.about[number]}: the line, wherever the front is then ({said})"
            if share is not None:
                sets = told.number({"value": f"{share:.4g}"}, asked, part=number)
                text = quoted(f"{told.about[number]}: {100 * share:.4g} of 100{_in_km2(told, number, share)}")
                yield f"      - {{number: {number + 1}, text: {text}, issue: {issue}, sets: {sets}}}"


def _in_km2(told: Told, number: int, share: float) -> str:
    band = told.got["stands"][number].band if told.has("stands") and told.got["stands"][number] else None
    return f", {band[0] + share * (band[1] - band[0]):.6g} km^2" if band else ""


def claims_part(told: Told) -> Iterator[str]:
    """Yield the lines of what was answered of what the prose says will come."""
    if not told.has("claims"):
        yield "# No claims: what the prose says will come (not answered)."
        return
    yield f"# What the prose says will come of it. {WORDS}."
    yield "claims:"
    for number, one in enumerate(told.got["claims"], start=1):
        what, when, _ = OF_WAR[one.what]
        endings = "" if what in ("ongoing", "settled", "stopped") else what
        if what == "stopped" and not told.has("front_area"):
            endings = ", ".join((*SETTLEMENTS, "ceasefire"))
        about = f"quantity: ended, endings: [{endings}]" if endings else f"quantity: {what}"
        yield f"  says-{number}:"
        yield f"    says: {quoted(one.sentence(told.got))}"
        yield f"    kind: {'cause' if one.condition else 'belief' if one.ends else one.word}"
        bounds = f", at_least: {one.ends[0]:.4g}, at_most: {one.ends[1]:.4g}" if one.ends else ""
        if one.condition:
            a, b = one.policies
            bounds = f", a: {a}, b: {b}, {'greater_by' if one.more else 'less_by'}: {APART:g}"
        yield "    by: author"
        yield f"    source: {'prose' if told.has('source') else 'judgement'}"
        yield f"    holds_if: {{{about}, {when}: {one.month}{bounds}}}"
