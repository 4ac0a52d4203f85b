"""Answers read: each reader returns what an answer holds and plays it back in words, or raises `Unclear`.

A reader is handed the answer's text and what was answered before, by question.
"""

from __future__ import annotations

import re
from contextlib import suppress

from ripeness.scenarios.interview.amounts import (
    AREA,
    HUNDREDTHS,
    MONTHS_OF_100,
    MOVES,
    OF_MONTHS,
    POINTS,
    SHARE,
    SPREAD,
    SUM_A_MONTH,
    TIME,
    Measure,
    in_one_measure,
    read_numbers,
    read_within,
    told_alike,
)
from ripeness.scenarios.interview.numbers import Stated, Unclear, monthly, only_middle, spread, told
from ripeness.scenarios.interview.pieces import (
    MONTH,
    Got,
    Heard,
    clean,
    in_digits,
    in_reach,
    months_of_war,
    parted,
    spread_of_months,
    unknown,
)
from ripeness.scenarios.interview.spelt import of_words
from ripeness.schema.calendar import months_between, read_date, read_month

MOST_ISSUES = 8
ANY_POINTS = Stated((10.0, 60.0))
ANY_MONTHS = Stated((0.1 / 0.015, 20.0, 50.0))
"""What is taken of one place that is not known, as where the whole question is skipped."""

_CARES = {
    "everything": "80 to 95", "all": "80 to 95", "almost all": "80 to 95", "nearly all": "80 to 95",
    "close to everything": "80 to 95", "nearly everything": "80 to 95", "almost everything": "80 to 95",
    "most": "55 to 80",
    "a good deal": "25 to 45", "a lot": "25 to 45", "much": "25 to 45", "some": "10 to 25", "something": "10 to 25",
    "little": "2 to 10", "a little": "2 to 10", "not much": "2 to 10", "nothing": "0", "none": "0",
}  # fmt: skip
"""Words for how much a government cares, in points of a hundred; our reading, which is played back."""

_CONDITION = re.compile(r"\b(?:once|if|unless|when|provided|as long as)\b", re.I)
_REST = re.compile(r"(?:all )?the (?:rest|remainder)", re.I)
_MORE_THAN_A_NAME = re.compile(r"[;%]|\d+\s+(?:in|of|out of|to|per cent|percent)\s+\S", re.I)

LADDER = 20
"""Steps of the ladder on which a front is told in hundredths, where nobody says how fast it moves."""

FINEST, COARSEST = 100, 10
"""Most and fewest steps: a front that moves a hundredth of the way in a month, or a tenth."""

_HARDLY = re.compile(
    r"(?:it )?(?:hardly|barely|scarcely|has hardly) mov(?:es|ed)|hardly|barely|not at all|it stands still", re.I
)


def steps_of(got: Got) -> int:
    """Return how many steps the ladder has on which a front is told in hundredths."""
    steps: int = got.get("front_pace", LADDER)
    return steps


def pace(text: str, got: Got) -> Heard:
    """Read how far the front moves in a month, in hundredths of the way; it becomes the number of steps."""
    said = text.strip().rstrip(".")
    stated = Stated((1.0,)) if _HARDLY.fullmatch(said) else read_numbers(said, 0.0, 100.0, HUNDREDTHS)
    steps = min(max(round(100.0 / max(stated.middle, 0.01)), COARSEST), FINEST)
    odd = "" if 1.0 <= stated.middle <= 10.0 else " (slower than 1 and faster than 10 cannot be told on steps)"
    return steps, (
        f"You say: each month the front moves up or down by {100 / steps:.3g} of 100{odd}; it never stands still. For "
        f"a front that does, give areas in km^2, if only as estimates.{only_middle(('the move', stated))}"
    )


def words(text: str, got: Got) -> Heard:
    """Read a title."""
    return named(text), f"You say: {named(text)}."


def side(text: str, got: Got) -> Heard:
    """Read the name of a side."""
    return actor(text), f"You say: {actor(text)}."


def actor(text: str) -> str:
    """Return the name of an actor; what holds an amount, or more than a name, is none."""
    name = named(text)
    if _MORE_THAN_A_NAME.search(of_words(name)) or any(_reads_as_number(one) for one in name.split(",")):
        raise Unclear(f"{name!r} is no name", "Write the name alone; Enter skips the question")
    return name


def named(text: str) -> str:
    """Return a name; what reads as a chance, an amount or a length of time is none."""
    name = clean(text)
    if _reads_as_number(re.sub(r"^(?:about|around|roughly|nearly|almost|at (?:least|most)|over|under) ", "", name)):
        raise Unclear(f"{name!r} reads as a number and not as a name", "Write a name here; Enter skips the question")
    return name


def _reads_as_number(name: str) -> bool:
    for measure in (SHARE, OF_MONTHS, TIME, AREA, SUM_A_MONTH):
        with suppress(Unclear):
            return bool(read_numbers(name, -1e9, 1e9, measure))
    with suppress(Unclear):
        return bool(read_within(name, "0001-01"))
    return False


def source(text: str, got: Got) -> Heard:
    """Read author, title and date of the prose."""
    parts = parted(text, 3, "author; title; date, for example A. Author; On the war; 2026-01")
    try:
        date = read_date(in_digits(parts[2], days=True))
    except ValueError:
        raise Unclear(f"{parts[2]!r} is not a date", "Write YYYY, YYYY-MM or YYYY-MM-DD") from None
    return (parts[0], parts[1], date), f"You say: {parts[1]}, by {parts[0]}, of {date}."


def dates(text: str, got: Got) -> Heard:
    """Read the war's first month and the month of writing."""
    parts = parted(text, 2, "two months, for example 2024-03; 2026-01")
    try:
        began, now = (read_month(re.sub(r"^(\d{4}-\d\d)-\d\d$", r"\1", in_digits(one))) for one in parts)
    except ValueError:
        odd = [one for one in parts if not MONTH.search(one) and not re.search(r"\d{4}-\d\d", in_digits(one))]
        what = f"{odd[0]!r} names no month" if odd else f"{text.strip()!r} does not hold two months"
        raise Unclear(what, "Write for example 2024-03; 2026-01, or March 2024; January 2026") from None
    if began > now:
        raise Unclear(f"{began} lies after {now}", "Write the war's first month, then the month in which you write")
    months = months_between(began, now)
    return (began, now), f"You say: the war began in {began}, {months} months before {now}."


def issues(text: str, got: Got) -> Heard:
    """Read what a settlement would be about."""
    found = [named(one) for one in text.split(";") if one.strip()]
    if not 1 <= len(found) <= MOST_ISSUES:
        raise Unclear(f"These are {len(found)} issues", f"Name 1 to {MOST_ISSUES}, for example the delta; neutrality")
    if len({one.lower() for one in found}) < len(found):
        raise Unclear("Two of them are the same", "Name each once")
    return found, f"You say: {len(found)} issue{'s' if len(found) > 1 else ''}: {'; '.join(found)}."


def points(side: str, text: str, got: Got) -> Heard:
    """Read how much a side cares about each issue, out of a hundred."""
    about = got.get("issues", ["what the war is about"])
    parts = parted(text, len(about), f"{len(about)} answers, one for each of: {'; '.join(about)}", range(len(about)))
    parts = [re.sub(r"\s+of (?:everything|it all|the whole)$", "", one, flags=re.I) for one in parts]
    parts = [_CARES.get(one.lower(), one) for one in parts]
    rest = [number for number, one in enumerate(parts) if _REST.fullmatch(one)]
    found = [ANY_POINTS if unknown(one) or number in rest else _points(one) for number, one in enumerate(parts)]
    for number in rest:
        found[number] = _rest(len(rest), [one for other, one in enumerate(found) if other not in rest])
    left = [name for name, one in zip(about, parts, strict=True) if unknown(one)]
    wide = f" Not known of {'; '.join(left)}: anything from 10 to 60 points." if left else ""
    total = sum(one.middle for one in found)
    if total <= 0.0:
        raise Unclear("Nothing here matters to that side", "Give some issue more than 0")
    shares = ", ".join(f"{name} {100 * one.middle / total:.0f} %" for name, one in zip(about, found, strict=True))
    return found, f"You say, of all that {got.get(side, 'that side')} fights for: {shares}.{wide}"


def _points(text: str) -> Stated:
    try:
        return read_numbers(text, 0.0, 100.0, POINTS)
    except Unclear as unclear:
        raise Unclear(unclear.what, f"{unclear.fix}; or most, a good deal, some, little, the rest") from None


def _rest(among: int, others: list[Stated]) -> Stated:
    """Return what the others leave of a hundred points, shared out alike; the middle of each counts."""
    left = 100.0 - sum(one.middle for one in others)
    if left <= 0.0:
        raise Unclear("The others leave nothing of 100 points", "Write a number in its place, for example 40; 30; 10")
    return Stated((left / among,))


def area(text: str, got: Got) -> Heard:
    """Read the area held, that at which the attacker is thrown out, and that at which the defender is beaten."""
    parts = parted(
        text,
        3,
        "three areas in km^2, for example 12000; 0; 60000; or press Enter: the next questions take shares of the way",
    )
    in_one_measure(parts)
    now, out, beaten = (read_numbers(one, -1e7, 1e7, AREA) for one in parts)
    if not max(out.values) < min(now.values) <= max(now.values) < min(beaten.values):
        fix = "Write the area held now, then the smaller one, then the larger one: 12000; 0; 60000"
        raise Unclear("The area held now does not lie between the other two", fix)
    off = (now.values[-1] - now.values[0]) / 2.0
    known = f" Half of its range, {off:.6g} km^2, counts as how well it is known." if off else ""
    for name, one in (("thrown out", out), ("beaten", beaten)):
        known += f" Of {name}: anything from {spread(one)} km^2 counts." if len(one.values) > 1 else ""
    reached = (now.middle - out.middle) / (beaten.middle - out.middle)
    return (now, out, beaten), (
        f"You say: {got['attacker']} holds {now.middle:.6g} km^2, from {out.middle:.6g} (thrown out) to "
        f"{beaten.middle:.6g} ({got['defender']} is beaten): it has gone {100 * reached:.0f} % of the way to victory. "
        "The war ends where the front comes to either; where the text means only how far the front can come, write "
        f"ends beyond that.{only_middle(('the area held', now))}{known}"
    )


def ladder(text: str, got: Got) -> Heard:
    """Read where the front was at the beginning and where it is, in hundredths of the way."""
    parts = parted(text, 2, "two numbers from 0 to 100, for example 50; 60", (0,))
    parts[0] = parts[1] if unknown(parts[0]) else parts[0]
    stated = [read_numbers(one, 0.0, 100.0, HUNDREDTHS) for one in parts]
    then, now = (one.middle for one in stated)
    steps = steps_of(got)
    first, last = (min(max(round(one * steps / 100), 1), steps - 1) for one in (then, now))
    ends = " At 0 and at 100 the war is over: a step from there is taken." if {then, now} & {0.0, 100.0} else ""
    months = months_of_war(got) - 1
    if months >= 0 and abs(last - first) > months + (last - first + months) % 2:
        first = last
        ends += (
            f" In {months} months it cannot have come so far at the pace that it has here, so that it is taken to have "
            f"stood at {now:.3g} from the beginning: a faster advance at first cannot be told without areas in km^2."
        )
    return (first, last), (
        f"You say: the front stood at {then:.3g} of 100 when the war began, and stands at {now:.3g}.{ends} It moves by "
        f"{100 / steps:.3g} of 100 each month, up or down."
        f"{only_middle(('where it stood', stated[0]), ('where it stands', stated[1]))}"
    )


def moves(text: str, got: Got) -> Heard:
    """Read the mean move of a month in km^2, and by how much single months differ from it."""
    parts = parted(text, 2, "the mean, then how far single months differ, for example -50, 100, 300; 400", (1,))
    known = not unknown(parts[1])
    in_one_measure(parts if known else parts[:1])
    usual = Stated((spread_of_months({"front_area": got["front_area"]}),))
    mean, differ = (
        read_numbers(parts[0], -1e6, 1e6, MOVES),
        read_numbers(parts[1], 1.0, 1e6, SPREAD) if known else usual,
    )
    sd = differ.middle
    in_reach(mean, sd)
    said = told(mean, unit="km^2", family="normal")
    return (mean, sd), (
        f"You say, of the area that {got['attacker']} gains in a month on average: {said}. Two months in three lie "
        f"within {sd:g} km^2 of it{'' if known else ', a fiftieth of the whole way, which is taken'}."
        f"{only_middle(('the difference between months', differ))}"
    )


def won(text: str, got: Got) -> Heard:
    """Read in how many of a hundred months the attacker gains."""
    found = read_numbers(text, 0.0, 100.0, MONTHS_OF_100).by(lambda one: one / 100.0)
    return found, f"You say, of the months in which {got['attacker']} gains: {told(found, share=True, family='beta')}."


def front_hopes(text: str, got: Got) -> Heard:
    """Read what the two governments expect of the front."""
    parts = parted(text, 2, "two answers, the first side's and the second's, with ; between them, 50 to 60; 40 to 50")
    if "front_area" in got:
        told_alike(parts)
        in_one_measure(parts)
        found = [read_numbers(one, -1e6, 1e6, MOVES) for one in parts]
        for one in found:
            in_reach(one, spread_of_months(got))
        said = [told(one, unit="km^2", family="normal") for one in found]
    else:
        found = [read_numbers(one, 0.0, 100.0, MONTHS_OF_100).by(lambda value: value / 100.0) for one in parts]
        said = [told(one, share=True, family="beta") for one in found]
    return found, f"You say, of what {got['attacker']}'s government expects: {said[0]}; {got['defender']}'s: {said[1]}."


def within(what: str, text: str, got: Got) -> Heard:
    """Read a chance within some time; it becomes a chance in each month."""
    if _CONDITION.search(text):
        fix = "Write the chance all told, as things stand, for example 1 in 3 within two years"
        raise Unclear(f"{text.strip()!r} names a condition, and a chance is taken without one", fix)
    stated, months = read_within(text, got["dates"][1])
    rates = stated.by(lambda one: monthly(one, months))
    span = f"{months / 12:g} years" if months >= 24 else "a year" if months == 12 else f"{months:g} months"
    span = "a month" if months == 1 else span
    each = " to ".join(f"{100 * one:.2g}" for one in (rates.values[0], rates.values[-1])[: len(rates.values)])
    subject = what.format(a=got["attacker"], d=got["defender"])
    said = f"You say, of the chance within {span} that {subject}: {told(stated, share=True)}."
    return rates, f"{said} That is {each} % in each month.{_certain(stated)}"


def months(text: str, got: Got) -> Heard:
    """Read a length of time in months."""
    found = read_numbers(text, 1.0, 1200.0, TIME)
    if not months_of_war(got) or len(found.values) == 1:
        return found, f"You say, in months: {told(found)}."
    used = only_middle(("this", found))
    return found, f"You say, in months: {spread(found)}.{used} A range would change what each believes today."


def bears(text: str, got: Got) -> Heard:
    """Read how many months of war each side would bear for a tenth of its aims."""
    parts = parted(text, 2, "two answers in months, for example 10, 20, 40; 15 to 30", (0, 1))
    if re.search(r"%|\bper ?cent\b", text):
        fix = "Write months, for example 10, 20, 40; 15 to 30, or press Enter to skip"
        raise Unclear("A share does not say for how many months a government would bear it", fix)
    told_alike([one for one in parts if not unknown(one)])
    found = [ANY_MONTHS if unknown(one) else read_numbers(one, 0.2, 10000.0, TIME) for one in parts]
    left = [got[side] for side, one in zip(("attacker", "defender"), parts, strict=True) if unknown(one)]
    wide = f" Not known of {' and '.join(left)}, and taken wide: 0.2 to 1.5 %." if left else ""
    costs = [f"{10.0 / one.middle:.2g} %" for one in found]
    return found, (
        f"You say: a month of war costs {got['attacker']} about {costs[0]} of all that it fights for, and "
        f"{got['defender']} about {costs[1]}.{wide}"
    )


def chance(what: str, text: str, got: Got, measure: Measure = SHARE, never: str = "") -> Heard:
    """Read a chance or share. never : what follows if it is 0."""
    found = read_numbers(text, 0.0, 1.0, measure)
    said = f"{what.format(a=got['attacker'], d=got['defender'])}: {told(found, share=True, family='beta')}."
    return found, f"You say, of {said}{_certain(found)}{f' {never}' if never and not any(found.values) else ''}"


def _certain(stated: Stated) -> str:
    zero = " This 0 is taken as certain. If it is only unlikely, write for example 0.1, 0.5, 2 %"
    return "" if any(stated.values) else f"{zero}."
