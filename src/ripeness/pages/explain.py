"""Why there is no settlement in a month, on a page."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.attending import attending_note, attending_table, attending_words
from ripeness.pages.cause_words import cause, causes
from ripeness.pages.difference import GAP
from ripeness.pages.layout import (
    QUIET,
    Block,
    Column,
    Facts,
    Gap,
    Page,
    Prose,
    Row,
    Table,
    note,
    section,
    strong,
    table,
)
from ripeness.pages.names import named
from ripeness.pages.shares import in_versions, of_prize, tens
from ripeness.pages.words import about, chance, few_draws, listed, month_in_words, percent
from ripeness.questions.explain.causes import YES_OR_NO, Cause, Explained
from ripeness.schema.units import in_unit
from ripeness.statistics.bands import Figure

MEANING = {
    "information": "one side believes in other chances than those that the scenario takes for true",
    "commitment": "the defender fears that a deal would be broken",
    "issue": "whoever has to consent to an issue has no seat, so that it stays where it is",
    "text": "there is no text from which all work",
    "table": "delegations seldom meet, or may not settle",
    "mediator": "the mediator indulges the attacker, presses the defender, or withholds punishment",
    "means": "the attacker has the means to go on",
    "strength": "the defender is too weak, or the attacker believes so",
    "leader": "settling would put a leader's office at risk",
}

SHARES = {0.25: "a quarter of it", 0.5: "half of it", 0.75: "three quarters of it", 1.0: "all of it"}


def explain_page(result: Explained) -> Page:
    """Return the page; a verdict that rests on few draws says so in its first line."""
    return named(tuple(_parts(result)), result["names"])


def _parts(result: Explained) -> Iterator[Block]:
    few = few_draws(result["effective_sample_size"], result["draws"], record=True) if result["uncertain"] else ""
    if few:
        yield strong(few)
        yield Gap()
    yield strong(f"Why no settlement in {month_in_words(result['month'])}? {result['title']}")
    yield _facts(result)
    yield section("In words", [Prose(" ".join(_standing(result)))])
    yield section("What stands in the way", [Prose(" ".join(verdict(result)))])
    yield section("Cause by cause, each alone", _causes(result))
    if result["attending"]:
        asked = result["as_of"], bool(result["uncertain"])
        parts: list[Block] = [
            Prose(" ".join(attending_words(result["attending"], *asked))),
            Gap(),
            attending_table(result["attending"], bool(result["uncertain"])),
            note(attending_note(*asked)),
        ]
        yield section("What attending gives the attacker", parts)
    yield section("What was tried", _tried(result))


def _facts(result: Explained) -> Facts:
    facts = [("scenario", f"{result['scenario']}, as of {month_in_words(result['as_of'])}")]
    if result["uncertain"]:
        facts.append(
            ("versions", f"{result['draws']} versions of the argument; those that fit the record count for more")
        )
    return Facts((*facts, ("causes", _tried_of(result))))


def _causes(result: Explained) -> Iterator[Block]:
    yield _table(result)
    yield note(
        "'Least change': how much of the cause has to go, in steps of a quarter, until at least half of the versions "
        f"are {_passed(result)}. The other figures are with all of it gone. 'Gap': {GAP}, in per cent of the prize. "
        "'Ripe': in how many of 10 versions. 'Signed': chance of a settlement within the month, per cent. Changes are "
        f"made in {month_in_words(result['as_of'])}."
    )


def _standing(result: Explained) -> Iterator[str]:
    month, gap = month_in_words(result["month"]), chance(result["gap"])
    ripe = in_versions(result["share_ripe"])
    if result["uncertain"]:
        yield (
            "A deal is in reach where some terms are worth more to each side than fighting on, as that side sees it. "
            f"In {month} that is so {ripe} of the argument."
        )
        if result["month"] == result["as_of"]:
            yield (
                "That counts versions whole, on fewer of them; ripeness run gives the chance over all states of the "
                "war, on its own number of versions, so that its figure may differ."
            )
    size, only = of_prize(abs(gap), signed=False), "even " * (not result["ripe"])
    worth = "as much as" if size == "0" else f"{'more' if gap >= 0 else 'less'} than"
    by = "" if size == "0" else f", by {size} % of the prize (all that is at stake)"
    yield (
        f"On average the month is {'ripe' if result['ripe'] else 'not ripe'}: of the terms that the attacker would "
        f"sign, {only}those best for the defender are worth {worth} fighting on to the defender{by}."
    )
    if not result["ripe"]:
        yield "So, on average, whatever terms one side would sign, the other expects more from fighting on."
    if result["settled"] is not None:
        yield (
            "If the war goes on until then, the chance that it is settled within the month is "
            f"{about(result['settled'])}."
        )
    if chance(result["no_table"]) > 0:
        yield (
            "The chance that a deal is in reach in that month, and that there is no table (a meeting that may "
            f"settle) at which to sign it, is {about(chance(result['no_table']))}."
        )


def verdict(result: Explained) -> Iterator[str]:
    """Yield, in sentences, which causes are enough alone and how the text and the table differ from the rest."""
    passed, binding, needed = _passed(result), result["binding"], result["needed"]
    if binding:
        ranked = sorted(binding, key=lambda one: chance(result["causes"][one]["least"]))
        steps = [f"{cause(one)}, {SHARES[chance(result['causes'][one]['least'])]}" for one in ranked]
        least = [one for one in ranked if result["causes"][one]["least"] == result["causes"][ranked[0]]["least"]]
        if len(ranked) == 1:
            yield (
                f"To make the month {passed} it is enough to take away one cause alone: {steps[0]}. By this measure, "
                "which is our own, that is the main obstacle."
            )
        else:
            yield f"To make the month {passed} it is enough to take away one of these, so far: {'; '.join(steps)}."
            yield (
                f"The smallest change is needed in {listed(least)}: by this measure, which is our own, "
                f"{'these are the main obstacles' if len(least) > 1 else 'that is the main obstacle'}."
            )
    elif result["together"] is None:
        yield f"To take away the one cause that could be tried would not make the month {passed}."
    elif result["together"] >= 0.5 - 1e-6:
        yield f"No single cause, taken away alone, would make the month {passed}. All of them together would."
        if needed:
            yield f"Without a change in {causes(needed)}, all the others together are not enough."
        else:
            yield "Any one of them could stay: several stand in the way at once, and none decides alone."
    else:
        yield (
            f"No single cause, even taken away whole, would make the month {passed}. All of them taken away together "
            f"would do so {in_versions(result['together'])}."
        )
    if not binding:
        yield from _nearest(result)
    if result["ripe"]:
        yield "As a deal is in reach, only the text and the table stand between the sides and a signature."
    else:
        yield (
            "A common text and a table decide whether a deal that is in reach is signed. They do not decide whether "
            "one is in reach, unless the prospect of them changes what fighting on is worth."
        )


def _nearest(result: Explained) -> Iterator[str]:
    """Yield which cause alone comes nearest, and how near."""
    key = "settled" if result["ripe"] else "share_ripe"
    reached = {name: chance(one[key]) for name, one in result["causes"].items() if one[key] is not None}  # type: ignore[literal-required]
    if not reached:
        return
    nearest = max(reached, key=lambda name: reached[name])
    if reached[nearest] <= chance(result[key]) + 1e-9:  # type: ignore[literal-required]
        yield "None of them alone brings it nearer."
    elif result["ripe"]:
        yield (
            f"Nearest comes {cause(nearest)}: without it, the chance of a settlement would be "
            f"{about(reached[nearest])}."
        )
    else:
        yield f"Nearest comes {cause(nearest)}: without it, the month would be ripe {in_versions(reached[nearest])}."


def _table(result: Explained) -> Table:
    columns = [Column("cause", whole=True), Column("least change")]
    columns += [Column(head, right=True, whole=True) for head in ("gap", "ripe", "signed")]
    as_it_is = (of_prize(result["gap"]), tens(result["share_ripe"]), percent(result["settled"], ""))
    rows = [Row(("(as it is)", "", *as_it_is), QUIET)]
    for name, one in result["causes"].items():
        if one["untried"]:
            rows.append(Row((name, f"not tried: {one['untried']}", "", "", "")))
            continue
        figures = (of_prize(one["gap"]), tens(one["share_ripe"]), percent(one["settled"], ""))
        rows.append(Row((name, "not enough, even in full" if one["least"] is None else SHARES[one["least"]], *figures)))
    return table(columns, rows)


def _tried(result: Explained) -> Iterator[Block]:
    for name, one in result["causes"].items():
        if one["untried"]:
            continue
        yield Prose(f"{name}: {MEANING[name]}")
        yield from (Prose(line, indent=2) for line in _set(one))
    yield note(
        "Each is a thought experiment: the number is set for all versions alike, from its middle today to a value at "
        "which the cause plays no part, or as far as was tried; a yes-or-no is switched as a whole. That it is tried "
        "says neither that it is likely nor that anybody could or should bring it about."
    )


def _set(one: Cause) -> Iterator[str]:
    for path, number in one["sets"].items():
        if path in one["settings"] and one["least"] != 1:
            enough = f", enough at {_value(one['settings'][path], number['unit'])}"
        else:
            enough = ""
        today, end = (_value(one_, number["unit"]) for one_ in (number["today"], number["end"]))
        yield f"{path}: {today} to {end}{enough} ({number['title']})"


def _value(value: Figure, unit: str) -> str:
    if unit == YES_OR_NO:
        return "yes" if value else "no"
    return "-" if value is None else in_unit(float(f"{value:.3g}"), unit)


def _tried_of(result: Explained) -> str:
    """Say how many of the causes could be tried, and which could not."""
    not_tried = [name for name, one in result["causes"].items() if one["untried"]]
    of = len(result["causes"])
    if not not_tried:
        return f"{of}, each taken away in thought"
    return f"{of - len(not_tried)} of {of}, each taken away in thought; not {listed(not_tried)}"


def _passed(result: Explained) -> str:
    return "as likely as not to bring a settlement" if result["ripe"] else "ripe"
