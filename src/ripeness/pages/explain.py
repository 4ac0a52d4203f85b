"""Why there is no settlement in a month, on a page."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.attending import attending_note, attending_table, attending_words
from ripeness.pages.cause_words import cause, causes
from ripeness.pages.layout import QUIET, Block, Column, Gap, Page, Prose, Row, Table, note, section, strong, table
from ripeness.pages.names import named
from ripeness.pages.shares import in_versions, tens
from ripeness.pages.words import about, chance, few_draws, listed, month_in_words, percent
from ripeness.questions.explain.causes import YES_OR_NO, Cause, Explained
from ripeness.schema.units import in_unit
from ripeness.statistics.bands import Figure

MEANING = {
    "information": "one side holds other chances than those that the scenario takes for true",
    "commitment": "the defender fears that a deal would be broken",
    "issue": "whoever has to consent to an issue has no seat, so that it stays where it is",
    "text": "there is no text from which all work",
    "table": "delegations seldom meet, or may not settle",
    "mediator": "the mediator indulges the attacker, presses the defender, or withholds punishment",
    "means": "the attacker has the means to go on",
    "strength": "the defender is too weak, or the attacker believes so",
    "leader": "settling would put a leader's office at risk",
}

SHARES = {0.25: "a quarter of the way", 0.5: "half of the way", 0.75: "three quarters of the way", 1.0: "all of it"}


def explain_page(result: Explained) -> Page:
    """Return the page; a verdict that rests on few draws says so at its foot: one on more takes many minutes."""
    return named(tuple(_parts(result)), result["names"])


def _parts(result: Explained) -> Iterator[Block]:
    few = few_draws(result["effective_sample_size"], result["draws"], record=True) if result["uncertain"] else ""
    yield strong(f"Why no settlement in {month_in_words(result['month'])}? {result['title']}")
    yield strong(_tried_of(result))
    yield Gap()
    yield Prose(" ".join(_standing(result)))
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
    if few:
        yield section("How far to trust this", [strong(few)])


def _causes(result: Explained) -> Iterator[Block]:
    yield _table(result)
    yield note(
        "'Least change': the first of a quarter, half, three quarters and all of the way from how things stand to "
        f"where the cause is no longer felt that makes the month {_passed(result)} in at least half of the versions. "
        "The figures are with all of it: 'gap' (ripeness gap, in shares of the prize), 'ripe' (of 10 versions) and "
        "'signed' (chance of a settlement within the month, per cent). Changes are made in "
        f"{month_in_words(result['as_of'])}."
    )


def _standing(result: Explained) -> Iterator[str]:
    month, gap = month_in_words(result["month"]), chance(result["gap"])
    ripe = in_versions(result["share_ripe"])
    if result["uncertain"]:
        yield (
            f"In {month} a deal is in reach {ripe} of the argument: some terms would be better for both sides than "
            "fighting on."
        )
    beside = "beyond" if gap >= 0 else "short of"
    yield (
        f"On average the month is {'ripe' if result['ripe'] else 'not ripe'}: the best terms that the attacker would "
        f"sign leave the defender {abs(gap):.2f} of the prize, all that is at stake, {beside} what it expects of "
        "fighting on."
    )
    if not result["ripe"]:
        yield "Then whatever terms would satisfy one side, the other does better by fighting on, as it sees it."
    if result["settled"] is not None:
        yield f"A war that goes on until then is settled within the month with a chance of {about(result['settled'])}."
    if result["no_table"] is not None:
        yield f"The chance that a deal is in reach and there is no table to sign it at is {about(result['no_table'])}."


def verdict(result: Explained) -> Iterator[str]:
    """Yield, in sentences, which causes bind and how the text and the table differ from the rest."""
    passed, binding, needed = _passed(result), result["binding"], result["needed"]
    if binding:
        ranked = sorted(binding, key=lambda one: chance(result["causes"][one]["least"]))
        steps = [f"{cause(one)}, {SHARES[chance(result['causes'][one]['least'])]}" for one in ranked]
        yield f"To remove one of these alone is enough to make the month {passed}: {'; '.join(steps)}."
        least = [one for one in ranked if result["causes"][one]["least"] == result["causes"][ranked[0]]["least"]]
        several = len(least) > 1
        yield (
            f"The least change is needed in {listed(least)}: by this measure, which is ours, "
            f"{'they are' if several else 'that is'} what binds."
        )
    elif result["together"] is None:
        yield f"To remove the one cause that could be tried would not make the month {passed}."
    elif result["together"] >= 0.5 - 1e-6:
        yield f"To remove any one cause alone would not make the month {passed}. To remove all of them would."
        if needed:
            yield f"Without a change in {causes(needed)}, all the others together are not enough."
        else:
            yield "Any one of them could stay: several are felt at once, and none alone binds."
    else:
        yield (
            f"To remove any one cause, even all of it, would not make the month {passed}. To remove all of them "
            f"together would do so only {in_versions(result['together'])}."
        )
    if not binding:
        yield from _nearest(result)
    if result["ripe"]:
        yield "As a deal is in reach, only the text and the table stand between the sides and a signature."
    else:
        yield (
            "A common text and a table decide whether a deal that is in reach is signed. They do not decide whether "
            "one is in reach, unless their promise changes what fighting on is worth."
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
        yield f"Nearest comes {cause(nearest)}: the chance of a settlement would be {about(reached[nearest])}."
    else:
        yield f"Nearest comes {cause(nearest)}: the month would be ripe {in_versions(reached[nearest])}."


def _table(result: Explained) -> Table:
    columns = [Column("cause", whole=True), Column("least change")]
    columns += [Column(head, right=True, whole=True) for head in ("gap", "ripe", "signed")]
    as_it_is = (_gap(result["gap"]), tens(result["share_ripe"]), percent(result["settled"], ""))
    rows = [Row(("(as it is)", "", *as_it_is), QUIET)]
    for name, one in result["causes"].items():
        if one["untried"]:
            rows.append(Row((name, f"not tried: {one['untried']}", "", "", "")))
            continue
        figures = (_gap(one["gap"]), tens(one["share_ripe"]), percent(one["settled"], ""))
        rows.append(Row((name, "not enough, even in full" if one["least"] is None else SHARES[one["least"]], *figures)))
    return table(columns, rows)


def _tried(result: Explained) -> Iterator[Block]:
    for name, one in result["causes"].items():
        if one["untried"]:
            continue
        yield Prose(f"{name}: {MEANING[name]}")
        yield from (Prose(line, indent=2) for line in _set(one))
    yield note(
        "Each is a thought experiment: the number is set for all versions alike, from its middle today to where the "
        "cause is no longer felt; a yes-or-no is switched as a whole. That it is tried says neither that it is likely "
        "nor that anybody could or should bring it about."
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
        return f"All {of} causes could be tried, each taken away in thought."
    told = f"{of - len(not_tried)} of {of} causes could be tried, each taken away in thought"
    return f"{told}; not {listed(not_tried)}."


def _passed(result: Explained) -> str:
    return "as likely as not to bring a settlement" if result["ripe"] else "ripe"


def _gap(value: float | None) -> str:
    return "-" if value is None else f"{value:+.2f}"
