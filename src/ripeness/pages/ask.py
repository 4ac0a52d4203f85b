"""The chance of one event by a day, and of every stated question, on a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ripeness.pages.layout import Block, Column, Facts, Gap, Page, Prose, Row, note, section, strong, table
from ripeness.pages.names import named
from ripeness.pages.warrant import cautions, warrant_rows
from ripeness.pages.words import MONTHS, about, chance, few_draws, likelihood, month_in_words, percent, set_in_words
from ripeness.questions.ask.ask import Answer, Answers
from ripeness.questions.ask.base import Range
from ripeness.questions.ask.read_as import Reading
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.schema.sections.question import AT_THE_DAY, IN_A_MONTH

NO_PREDICTION = "What follows from the assumptions of the scenario, weighed by its record; no prediction."


def ask_page(result: Answer, details: bool = False) -> Page:
    """Return the page; what rests on few draws says so in its first line.

    details : whether the draws behind the chance are shown too.
    """
    return named(tuple(_parts(result, details)), result["names"])


def answers_page(result: Answers) -> Page:
    """Return the page of all stated questions."""
    return named(tuple(_every(result)), result["names"])


def _parts(result: Answer, details: bool) -> Iterator[Block]:
    few = few_draws(result["effective_sample_size"], result["draws"], result["record"]) if result["draws"] > 1 else ""
    if few:
        yield strong(few)
        yield Gap()
    if result["opens"]:
        yield strong(result["event"])
    else:
        when = "at the end of" if result["quantity"] == "ongoing" else "by"
        yield strong(f"{result['event'][:1].upper()}{result['event'][1:]} {when} {in_words(result['by'])}")
    yield Prose(" ".join([_answer(result), *_told_apart(result)]))
    rows = [("scenario", f"{result['scenario']}, as of {month_in_words(result['as_of'])}"), ("policy", _policy(result))]
    if result["opens"]:
        rows.append(("counted", _counted(result)))
    if result["draws"] > 1 and result["figure"] is None:
        rows.append(("8 in 10 versions", between(chance(result["chance"]["p10"]), chance(result["chance"]["p90"]))))
    if (rate := result["base_rate"]) is not None:
        rows.append(("base rate", f"{_often(rate)} {rate['about']}"))
    if (market := result["market"]) is not None:
        rows.append(("market", f"{percent(market['price'])} on {in_words(market['date'])} ({market['source']})"))
    effective, khat, error = (result[key] for key in ("effective_sample_size", "khat", "monte_carlo_error"))  # type: ignore[literal-required]
    if details and result["figure"] is None:
        rows += warrant_rows(effective, khat, error, result["draws"])
    yield Facts(tuple(rows))
    of_chance = error if result["figure"] is None else None
    told = cautions(effective, khat, of_chance, result["draws"] > 1, result["draws"])
    if told:
        yield note(told)
    yield note(NO_PREDICTION)


def _answer(result: Answer) -> str:
    whose = f"On the assumptions of the scenario '{result['title']}'"
    if (of := result["figure"]) is not None:
        at = dict(zip(of["levels"], of["quantiles"], strict=True))
        low, middle, high = (f"{at[level]:,.0f}" for level in (0.1, 0.5, 0.9))
        return f"{whose}, it is {middle} {of['unit']}: in eight of ten cases between {low} and {high} {of['unit']}."
    mean = chance(result["chance"]["mean"])
    words = f" ({likelihood(mean)})" if 0.0 < mean < 1.0 else ""
    return f"{whose}, the chance of it is {about(mean)}{words}."


def _told_apart(result: Answer) -> Iterator[str]:
    """Yield how the words were read, what else counts as the event, and what it is from another day on."""
    if (read := result["reading"]) is not None:
        yield from _read(result, read)
    if result["quantity"] == "ongoing":
        yield "A settlement counts as the end of the war."
    elif not result["opens"] and "ceasefire" in result["event"] and "settle" not in result["question"].lower():
        yield "A settlement counts as well, because it stops the fighting too."
    if (other := result["otherwise"]) is None:
        return
    told = about(chance(other["chance"]["mean"]))
    if result["opens"]:
        yield (
            f"This is the chance if it had not happened by {in_words(result['opens'])}. Counted from "
            f'{in_words(other["opens"])}, without that condition, it is {told}: ripeness ask "{other["question"]}".'
        )
    else:
        yield (
            f"The chance is counted from {in_words(result['as_of'] + '-01')}. The scenario also states it as a "
            f"question, {other['question']}: the chance if it had not happened by {in_words(other['opens'])}. That is "
            f"{told}."
        )


def _read(result: Answer, read: Reading) -> Iterator[str]:
    """Yield how a month or a year was read, and what to write for the other reading or what that gives."""
    today, last = date.fromisoformat(f"{result['as_of']}-01"), in_words(result["by"])
    before = date.fromisoformat(read["began"]) - timedelta(days=1)
    going, inside = result["quantity"] == "ongoing", read["said"].startswith("in ")
    if inside and not going:
        yield f"This is the chance by {last}, counted from {in_words(str(today))}."
        if read["alone"] is not None:
            yield f"The chance that it comes {read['said']}, and not before, is {about(chance(read['alone']['mean']))}."
        return
    other = f"'{'on' if going else 'by'} {in_words(str(before))}' for its beginning"
    write = f"; write {other}" if before >= today else ""
    yield f"Here '{read['said']}' is read as {'at the end of' if going else 'by'} {last}{write}."


def _counted(result: Answer) -> str:
    if result["quantity"] in IN_A_MONTH:
        year, month = result["by"].split("-")[:2]
        return f"in {MONTHS[int(month) - 1]} {year}"
    if result["quantity"] in AT_THE_DAY:
        still = "" if result["quantity"] == "package" else ", if the war still goes on"
        return f"at the end of {in_words(result['by'])}{still}"
    return f"from {in_words(result['opens'])}, by which it had not happened, to {in_words(result['by'])}"


def _every(result: Answers) -> Iterator[Block]:
    least = min(result["answers"], key=lambda one: one["effective_sample_size"] or 0.0, default=None)
    if least is not None and least["draws"] > 1:
        first = few_draws(least["effective_sample_size"], least["draws"], least["record"])
        yield from (strong(first), Gap()) if first else ()
    yield strong(f"What the scenario '{result['title']}' is asked")
    columns = [
        Column("question"),
        Column("by", whole=True),
        Column("answer", right=True, whole=True),
        Column("base rate", right=True, whole=True),
        Column("market", right=True, whole=True),
    ]
    rows = []
    for one in result["answers"]:
        rate, market = one["base_rate"], one["market"]
        told = percent(one["chance"]["mean"])
        if one["figure"] is not None:
            told = f"{one['figure']['quantiles'][len(one['figure']['quantiles']) // 2]:,.0f} km^2"
        base = "" if rate is None else between(rate["low"], rate["high"])
        rows.append(Row((one["question"], one["by"], told, base, "" if market is None else percent(market["price"]))))
    if rows:
        yield table(columns, rows)
        yield note(
            "Base rate: how often it came about in other wars, by several methods (one figure where they agree), or in "
            "this war's record. Market: its last price on the "
            "day on which the question opened; the market is thin, and its price is no chance as it stands. "
            "One question: ripeness ask NAME."
        )
    if result["unanswered"]:
        yield section(
            "What this model cannot answer",
            (Prose(f"{one['question']}: {one['event']} Missing: {one['missing']}.") for one in result["unanswered"]),
        )
    yield note(NO_PREDICTION)


def between(low: float, high: float) -> str:
    """Return a base rate as printed: one figure, or from the lowest to the highest."""
    first, last = percent(low), percent(high)
    return first if first == last else f"{first.removesuffix(' %')} to {last}"


def _often(rate: Range) -> str:
    """Return a base rate as printed; where several methods come to the same figure, that they do."""
    printed = between(rate["low"], rate["high"])
    return printed if " to " in printed or rate["low"] == rate["high"] else f"{printed}, by each of several methods,"


def in_words(text: str) -> str:
    """Return a day as it stands in a sentence: ``31 December 2026``."""
    day = date.fromisoformat(text)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _policy(result: Answer) -> str:
    base = "nothing new adopted" if result["policy"] == STATUS_QUO else result["policy"]
    return ", ".join([base, *set_in_words(result)])
