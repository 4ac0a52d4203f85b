"""Answers become the text of a scenario: commented, valid, each answer the note of the number that it became."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator

from ripeness.scenarios.interview import numbers
from ripeness.scenarios.interview.asking import Answers
from ripeness.scenarios.interview.bargain_text import (
    ceasefire_part,
    claims_part,
    issues_part,
    plans_part,
    talks_part,
    trust_part,
)
from ripeness.scenarios.interview.closing import account
from ripeness.scenarios.interview.levers import levers_and_policies
from ripeness.scenarios.interview.means_text import aid_part, mediator_part, money_part
from ripeness.scenarios.interview.numbers import Stated
from ripeness.scenarios.interview.parts import NOT_ANSWERED, Told, flow, judged, quoted, wide, with_questions
from ripeness.scenarios.interview.pieces import spread_of_months
from ripeness.scenarios.interview.questions import BY_KEY
from ripeness.scenarios.interview.taken import ONCE_SPENT
from ripeness.schema.calendar import months_between

CELL = 1.9
"""Width of a cell in sds of a substep: with it the three moves of a substep are probabilities for |drift| up to .85."""

HORIZON, TAIL = 36, 60


def scenario_text(name: str, answers: Answers) -> str:
    """Return the text of a scenario that says what was answered."""
    told = Told(answers)
    parts = (
        _head(name, told), _actors(told), _front(told), _truth(told), _beliefs(told), _costs(told), money_part(told),
        aid_part(told), mediator_part(told), talks_part(told), ceasefire_part(told), issues_part(told),
        trust_part(told), _record(told), plans_part(told), levers_and_policies(told), claims_part(told),
    )  # fmt: skip
    return "\n\n".join(with_questions(parts, lambda key: BY_KEY[key].worded(BY_KEY[key].text, told.got))) + "\n"


def _head(name: str, told: Told) -> Iterator[str]:
    began, as_of = told.got["dates"]
    a, d = told.got["attacker"], told.got["defender"]
    yield "# yaml-language-server: $schema=scenario.schema.json"
    yield "# Written by `ripeness new --ask` from answers to questions. The note of each number names the question and"
    yield f"# holds the answer. Where it says {NOT_ANSWERED!r}, the question was skipped: write a number of your own."
    yield "# `ripeness check FILE` names every problem with its line, `ripeness run FILE` forecasts."
    for heading, lines in account(told.words, told.got):
        yield "#"
        yield f"# {heading}"
        for line in lines:
            yield textwrap.fill(
                line,
                116,
                initial_indent="# - ",
                subsequent_indent="#   ",
                break_long_words=False,
                break_on_hyphens=False,
            )
    yield "ripeness: 1"
    yield f"name: {name}"
    yield f"title: {quoted(told.got.get('title', f'{a} against {d}'))}"
    about = "; ".join(told.about)
    summary = f"{a} fights {d}. At issue: {about}. Every number is a judgement, made of answers to questions."
    yield f"summary: {quoted(summary)}"
    yield "source_unless_stated: judgement"
    yield ""
    yield "calendar:"
    yield f"  war_began: {began}"
    yield f"  as_of: {as_of}        # the month in which the forecast is made"
    yield f"  horizon: {_horizon(told)} months"
    yield f"  tail: {TAIL} months"
    if told.has("source"):
        author, title, date = told.got["source"]
        yield ""
        yield "sources:"
        prose = {"title": quoted(title), "author": quoted(author), "date": quoted(date), "read": "full"}
        yield f"  prose: {flow(prose)}"


def _horizon(told: Told) -> int:
    ends = [months_between(told.got["dates"][1], one.month) for one in told.got.get("claims", [])]
    return max([HORIZON, *ends])


def _actors(told: Told) -> Iterator[str]:
    yield "actors:"
    yield f"  {told.attacker}: {flow({'name': quoted(told.got['attacker']), 'role': 'attacker'})}"
    yield f"  {told.defender}: {flow({'name': quoted(told.got['defender']), 'role': 'defender'})}"
    for part, role in (("sponsor", "payer"), ("mediator", "mediator")):
        if part in told.others:
            yield f"  {told.others[part]}: {flow({'name': quoted(told.got[part][0]), 'role': role})}"
    holder = told.others.get("holder", told.defender)
    if holder not in (told.defender, told.others.get("sponsor"), told.others.get("mediator")):
        yield f"  {holder}: {flow({'name': quoted(told.holder), 'role': 'other'})}"


def _front(told: Told) -> Iterator[str]:
    yield "# The front, from the attacker thrown out to the defender beaten."
    yield "front:"
    if not told.has("front_area"):
        yield f"  steps: {told.steps}        # it moves one step, up or down, each month ({told.note('front_pace')})"
        yield f"  start: {told.places()[0]}"
        yield f"  note: {quoted(told.note('front_place'))}"
    else:
        now, out, beaten = told.got["front_area"]
        mean, sd = _moves(told)
        hopes = told.got.get("front_hopes", ())
        fastest = max(abs(one) for stated in (mean, *hopes) for one in stated.values)
        substeps = max(1, math.ceil((1.6 * fastest / (1.5 * sd)) ** 2))
        error = max(sd / 2.0, (now.values[-1] - now.values[0]) / 2.0)
        yield "  law: drift"
        yield f"  from: {told.last_seen}"
        for key, stated, part in (("lowest", out, 1), ("highest", beaten, 2)):
            yield f"  {key}: {told.number(_area(stated), 'front_area', part=part)}"
        yield f"  area: {told.number(numbers.real(Stated((now.middle,)), 'km^2'), 'front_area', part=0)}"
        yield f"  sd: {told.number({'value': f'{sd:.6g} km^2'}, 'front_moves')}"
        yield f"  error: {told.number({'value': f'{error:.4g} km^2'}, 'front_area', 'how well it is known', 0)}"
        yield f"  cell: {CELL * sd / math.sqrt(substeps):.4g} km^2   # how finely the front is counted"
        yield f"  substeps: {substeps}"
    yield ""
    money, mind = 9 if told.has("money") else 1, 11 if told.has("sanctions") and not told.holder else 1
    yield f"numerics: {{chest_nodes: {money}, sincerity_nodes: {mind}}}   # 1: it plays no part"


def _area(stated: Stated) -> dict[str, str]:
    return numbers.real(Stated((stated.values[0], stated.values[-1])) if len(stated.values) == 3 else stated, "km^2")


def _moves(told: Told) -> tuple[Stated, float]:
    sd = spread_of_months(told.got)
    return told.got["front_moves"][0] if told.has("front_moves") else Stated((-sd / 2, 0.0, sd / 2)), sd


def _gained(told: Told) -> float:
    """Return the months that went to the attacker so far, as each side has seen; half of them where nobody said."""
    if not told.has("front_place"):
        return told.age / 2.0
    first, last = told.places()
    return (told.age + last - first) / 2.0


def _truth(told: Told) -> Iterator[str]:
    yield "# What holds as the author of the answers sees it, whether or not the two sides believe it."
    yield "truth:"
    if told.has("front_area"):
        yield f"  drift: {told.number(numbers.real(_moves(told)[0], 'km^2/month'), 'front_moves')}"
    else:
        yield f"  battle_odds: {told.share('front_won', {'low': '0.45', 'high': '0.55'})}"
    if told.has("collapse") and told.has("sponsor"):
        _, gives, need, times = told.got["sponsor"]
        missing = 1.0 - min(1.0, gives / need)
        more = "less what missing aid adds to it today"
        yield f"  collapse_hazard: {told.rate('collapse', {}, more, times**-missing)}"
    else:
        yield f"  collapse_hazard: {told.rate('collapse', wide('0.03 %/month', '0.2 %/month', '1 %/month'))}"
    alone = "running out of money counted in: money was not answered"
    if told.has("spent"):
        alone = "apart from running out of money, of which spent says what follows"
    elif told.has("money"):
        alone = "apart from running out of money"
    yield f"  forced_stop_solvent: {told.rate('stop', wide('0.03 %/month', '0.2 %/month', '1 %/month'), alone)}"
    if told.has("spent"):
        yield f"  forced_stop_exhausted: {told.rate('spent', {}, 'for whatever reason: it then replaces that above')}"
    elif told.has("money"):
        before = told.got["stop"].middle if told.has("stop") else 0.002
        once = numbers.rate(ONCE_SPENT.by(lambda one: one + before), "%/month", 100.0)
        yield f"  forced_stop_exhausted: {told.number(once, 'spent')}"


def _beliefs(told: Told) -> Iterator[str]:
    strength = told.number(_strength(told), "fading", "the middle alone" if told.age and told.ranged("fading") else "")
    faded = 1.0 + told.age / told.fading
    since = f"{faded:.3g} times as much when the war began" if told.age else ""
    yield "# What each side believes when the war begins, so that after fading until today it is what was answered."
    if told.has("front_area") and told.has("front_hopes"):
        yield "# Of the front each believes from the beginning on what was answered; areas in the record move that."
    yield "beliefs:"
    for number, side in enumerate(("attacker", "defender")):
        yield f"  {side}:"
        if told.has("front_hopes"):
            name, stated = _front_hope(told, told.got["front_hopes"][number])
            yield f"    {name}:"
            yield f"      mean: {told.number(stated, 'front_hopes', part=number)}"
            yield f"      strength: {strength}"
        else:
            yield "    # of the front it believes what is true of it: not answered"
        if side == "attacker":
            hoped = told.rate("collapse_hoped", wide("0.2 %/month", "1 %/month", "5 %/month"), since, faded)
            yield "    collapse:"
            yield f"      mean: {hoped}"
            yield f"      strength: {strength}"
        else:
            hoped = told.rate("stop_hoped", wide("0.1 %/month", "0.5 %/month", "3 %/month"), since, faded)
            yield f"    forced_stop_solvent: {hoped}"
            yield f"    forced_stop_strength: {strength}"


def _front_hope(told: Told, hoped: Stated) -> tuple[str, dict[str, str]]:
    """Return the kind of belief and its mean; on a ladder that from which what was seen leads to what was answered."""
    if told.has("front_area"):
        return "drift", numbers.real(hoped, "km^2/month")
    gained, worth = _gained(told), told.fading
    before = hoped.by(lambda one: min(0.98, max(0.02, (one * (worth + told.age) - gained) / worth)))
    return "battle", numbers.chance(Stated(tuple(sorted(set(before.values)))))


def _strength(told: Told) -> dict[str, str]:
    """Return after how many months a hope has halved; of a war that has lasted the middle alone.

    What was believed when the war began is stated so that after fading it is what was answered: a strength that is
    drawn would leave another belief in each version.
    """
    if told.age:
        return numbers.rate(Stated((told.fading,)), "months")
    return (
        numbers.rate(told.got["fading"], "months")
        if told.has("fading")
        else wide("20 months", "60 months", "150 months")
    )


def _costs(told: Told) -> Iterator[str]:
    yield "# Of a month of war, in shares of all that a side fights for: a tenth, divided by the months it would bear."
    yield "costs:"
    for number, side in enumerate(("attacker", "defender")):
        otherwise = wide("0.2 %/month", "0.5 %/month", "1.5 %/month")
        stated = otherwise
        if told.has("bears"):
            stated = numbers.rate(told.got["bears"][number].by(lambda months: 0.1 / months), "%/month", 100.0)
        yield f"  {side}: {told.number(stated, 'bears', part=number)}"
    yield ""
    value = judged({"value": "0.99"}, "not asked: what comes in a year counts 89 %")
    yield f"patience: {{attacker: {value}, defender: {value}}}"


def _record(told: Told) -> Iterator[str]:
    began, as_of = told.got["dates"]
    if began == as_of:
        return
    if told.has("front_area"):
        seen = f"area: {told.got['front_area'][0].middle:g} km^2"
    else:
        seen = f"position: {told.places()[1]}" if told.has("front_place") else ""
    yield "# What was seen of the war: add months, and the versions of the argument that fit them count for more."
    yield "record:"
    yield f"  error_rate: {judged({'value': '0.05'}, 'not asked')}"
    yield f"  rule: {'the place of the front as answered' if seen else 'that the war goes on'}"
    yield "  sources: {front: judgement}"
    yield "  months:"
    yield f"    {told.last_seen}: {{{seen}}}"
