"""Claims on a page of the terminal, 80 columns wide: failing first, then what depends, what is contested, what holds.

Shares of sets of assumptions are said as such ("in 7 of 10 sets"), never as probabilities. Each claim says whose it
is and how sure he is; what the author does not say, but is often taken to say, stands apart at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ripeness.pages.facts import against, digits, fact
from ripeness.pages.layout import (
    PLAIN,
    QUIET,
    STRONG,
    Block,
    Column,
    Facts,
    Gap,
    Page,
    Prose,
    Words,
    note,
    section,
    strong,
    table,
)
from ripeness.pages.words import ENDING_NOUNS, FEW_DRAWS, month_in_words, percent, rounded
from ripeness.questions.claims.verdict import (
    HOLDS,
    NOT_TESTED,
    ORDER,
    Decides,
    Report,
    Share,
    Value,
    Verdict,
)
from ripeness.schema.claims.claim import MODAL
from ripeness.statistics.bands import Figure

OURS = "ours"

HEADINGS = {
    "fails": "Fails",
    "depends": "Depends on the assumptions",
    "contested": "Contested",
    "not checked": "Not checked: data not at hand",
    "not tested": "Not tested",
    "holds": "Holds",
}

ASKED = {
    "above": "above",
    "below": "below",
    "at_least": "at least",
    "at_most": "at most",
    "greater_by": "greater by",
    "less_by": "less by",
    "within": "no further apart than",
    "at_most_times": "at most",
}

LEAST_SHOWN = 0.025
"""Share of the endings below which an ending that breaks a claim is not named."""


def claims_page(report: Report) -> Page:
    """Return the page; a judgement that rests on few draws says so in its first line."""
    return tuple(_parts(report))


def of_ten(share: Figure, noun: str = "") -> str:
    """Return a share of the sets of assumptions: ``7 of 10``; all and none only where it is all and none."""
    if share is None:
        return "-"
    if share >= 1 - 1e-9:
        return f"all {noun}".strip() if noun else "all of them"
    if share <= 1e-9:
        return f"no {noun.replace('sets', 'set')}" if noun else "none of them"
    tens = int(10 * share + 0.5 + 1e-9)
    told = {0: "fewer than 1 of 10", 10: "more than 9 of 10"}.get(tens, f"{tens} of 10")
    return f"{told} {noun}".strip()


def with_unit(value: Figure, unit: str, difference: bool = False) -> str:
    """Return a figure as printed: probabilities to 5 points, rates in per cent a month, the rest in two digits."""
    if value is None:
        return "-"
    if unit == "1":
        return f"{_points(value)} points" if difference else percent(value)
    if not unit:
        return digits(value, difference)
    if unit == "1/month":
        return f"{100 * value:.2g} %/month"
    if unit == "times" and 0 < value < 0.01:
        return "<0.01 times"
    return f"{digits(value, difference)} {unit}"


def sentence(one: Verdict) -> str:
    """Return what was found, in a sentence."""
    if one["fact"] is not None:
        return fact(one["fact"])
    if one["value"] is None:
        return f"{one['why'][:1].upper()}{one['why'][1:]}." if one["why"] else ""
    value = one["value"]
    article = "" if value["meaning"].startswith(("the ", "what ")) or ":" in value["meaning"] else "the "
    told = f"{article}{value['meaning']}{',' if ',' in value['meaning'] else ''} is {_figures(value)}"
    return f"{told[:1].upper()}{told[1:]}; the claim asks for {_asked(value)}."


def _parts(report: Report) -> Iterator[Block]:
    effective = report["effective_sample_size"]
    if effective is not None and effective < FEW_DRAWS:
        yield strong(
            f"CAUTION: the record leaves an effective sample of {effective:.0f} of {report['draws']} draws, fewer than "
            f"{FEW_DRAWS}. Take the shares as a trial, not to quote; more --draws would help."
        )
        yield Gap()
    yield from _header(report)
    stated = [one for one in report["claims"] if one["by"] != OURS]
    ours = [one for one in report["claims"] if one["by"] == OURS]
    for verdict in ORDER:
        found = [one for one in stated if one["verdict"] == verdict]
        if found:
            yield section(HEADINGS[verdict], _claims(found))
    if ours:
        yield section("What the author does not say, but is often taken to say", _claims(ours))
    if report["draws"]:
        yield section("", _notes(report))


def _header(report: Report) -> Iterator[Block]:
    yield strong(f"Claims of: {report['title']}")
    rows = [("scenario", f"{report['scenario']}, as of {month_in_words(report['as_of'])}")]
    effective = report["effective_sample_size"]
    if effective is not None:
        worth = (
            f"worth {effective:.0f} equally weighted ones with the record, {report['effective_before'] or 0:.0f} before"
        )
        rows.append(("draws", f"{report['draws']} sets of assumptions, {worth} it"))
    rows.append(("data", f"the folder {report['data']}" if report["data"] else "not at hand: RIPENESS_DATA names none"))
    if report["policies"]:
        rows.append(("policies", ", ".join(report["policies"])))
    yield Facts((*rows, ("claims", _counted(report["claims"]))))


def _counted(claims: Sequence[Verdict]) -> str:
    counts = {verdict: sum(one["verdict"] == verdict for one in claims) for verdict in ORDER}
    return f"{len(claims)}: " + ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)


def _claims(claims: Sequence[Verdict]) -> Iterator[Block]:
    for number, one in enumerate(claims):
        if number:
            yield Gap()
        yield from _claim(one)


def _claim(one: Verdict) -> Iterator[Block]:
    yield Prose(((one["id"], STRONG), (f"  {', '.join(_about(one))}", QUIET)))
    yield _indented(f"{whose(one['by'])}: {one['says']}.")
    yield _indented(_verdict(one))
    if one["value"] is not None or (one["fact"] is not None and one["fact"]["held"] is not None):
        yield _indented(sentence(one))
    yield from _levels(one)
    yield from _alone(one)
    for step in one["deciding"]:
        yield _indented(_decides(step, one["deciding"][0]))
    if one["weighted"] and _open(one) and one["deciding_told"] and not one["deciding"]:
        yield _indented("Decides: no single assumption stands out from what luck would give.", QUIET)
    for test in one["against"]:
        yield _indented(against(test))
    if one["note"]:
        yield _indented(f"Note: {one['note']}.", QUIET)


def whose(by: str | None) -> str:
    """Return whose claim it is."""
    if by is None:
        return "Nobody named"
    return {"author": "The author", OURS: "Ours, not the author's"}.get(by, by)


def _about(one: Verdict) -> list[str]:
    told = [*one["source"], *one["statement"]]
    if one["kind"]:
        told.append(one["kind"].replace("_", " "))
    return [*told, f"hedge: {one['hedge']}"] if one["hedge"] not in (None, "flat") else told


def _open(one: Verdict) -> bool:
    share = None if one["weighted"] is None else one["weighted"]["share"]
    return share is not None and 0 < share < 1


def _verdict(one: Verdict) -> Words:
    return (one["verdict"].upper(), STRONG), (_found(one), PLAIN)


def _found(one: Verdict) -> str:
    weighted, before = one["weighted"], one["before"]
    if weighted is None or weighted["share"] is None or one["verdict"] == NOT_TESTED:
        says = "the data say" if one["fact"] is not None else "the scenario's record says"
        reason = one["why"] or f"{says} {'so' if one['verdict'] == HOLDS else 'otherwise'}"
        return f": {reason}."
    earlier = "" if before is None else f", {of_ten(before['share'])} before it"
    told = f": it holds in {of_ten(weighted['share'], 'sets of assumptions')} weighed by the record{earlier}."
    if one["why"]:
        told += f" {one['why'][:1].upper()}{one['why'][1:]}."
    if _partly(weighted):
        told += f" Its question arises in {of_ten(weighted['arises'], 'sets')}."
    return told


def _partly(weighted: Share) -> bool:
    return weighted["arises"] is not None and weighted["arises"] < 0.95


def _figures(value: Value) -> str:
    unit, difference = value["unit"], value["difference"]
    mean = with_unit(value["mean"], unit, difference)
    if value["p10"] is None:
        return mean
    low, high = (with_unit(value[key], unit, difference) for key in ("p10", "p90"))
    return f"{mean} on average ({_shorter(low, high)} in 8 of 10 sets)"


def _asked(value: Value) -> str:
    unit, difference = value["unit"], value["difference"]
    bounds = {key: with_unit(bound, unit, difference) if bound else "0" for key, bound in value["asked"].items()}
    return " and ".join(f"{ASKED[key]} {bound.lstrip('+')}" for key, bound in bounds.items())


def _shorter(low: str, high: str) -> str:
    """Return a band, its unit once."""
    if low == high:
        return low
    number, _, unit = low.partition(" ")
    return f"{number} to {high}" if unit and high.endswith(f" {unit}") else f"{low} to {high}"


def _levels(one: Verdict) -> Iterator[Block]:
    if not one["levels"]:
        return
    columns = [Column("own odds had fallen below", whole=True)]
    columns += [Column(percent(level["below"]), right=True, whole=True) for level in one["levels"]]
    rows = [
        ("before this share of the endings", *(percent(level["of_endings"]) for level in one["levels"])),
        ("sets of ten in which it is enough", *(_tens(level["share"]) for level in one["levels"])),
    ]
    yield table(columns, rows, indent=2, gap=1)
    named = [
        f"{ENDING_NOUNS.get(breaker['name'], breaker['name'])} ({percent(breaker['share'])})"
        for breaker in sorted(one["breakers"], key=lambda breaker: -(breaker["share"] or 0.0))
        if (breaker["share"] or 0.0) >= LEAST_SHOWN
    ]
    if named:
        yield _indented(f"Endings that came before it had, of all endings: {', '.join(named)}.")


def _alone(one: Verdict) -> Iterator[Block]:
    if one["under_both"] is None:
        return
    without = [f"{breaker['name']} in {of_ten(breaker['share'])}" for breaker in one["breakers"]]
    yield _indented(f"It is so under both in {of_ten(one['under_both'])}; without both, under {', '.join(without)}.")


def _decides(step: Decides, first: Decides) -> str:
    at, where = _limit(step), ""
    if step["within"] is not None:
        limit = _limit(first)
        where = f"where that is {'above' if step['within'] == 'above' else 'up to'} {limit}, "
    return (
        f"Decides: {where}{step['meaning']}: above {at} it holds in {of_ten(step['holds_above'], 'sets')}, "
        f"up to that in {of_ten(step['holds_below'], 'sets')}."
    )


def _limit(step: Decides) -> str:
    return digits(step["threshold"]) if step["unit"] == "1" else with_unit(step["threshold"], step["unit"])


def _notes(report: Report) -> Iterator[Block]:
    yield note(
        "Sets: draws of the scenario's uncertain numbers. Weighed by the record: each counts by how well it fits what "
        "was seen; before it: as the scenario states them. A share of sets is no probability. Holds: in 9 or 10 of ten "
        "sets; fails: in 0 or 1; depends: between; contested: data, a listed source or the record's weights speak "
        "against what the assumptions would give."
    )
    if any(one["kind"] in MODAL for one in report["claims"]):
        yield note(
            "Could, likely, will: odds of at least "
            + ", ".join(f"{100 * odds:.0f}" for odds in MODAL.values())
            + " % that the war goes on, our reading of the words."
        )
    if any(one["deciding"] for one in report["claims"]):
        yield note(
            "Decides: the assumption, cut at a tenth of the sets, that best parts those in which a claim holds from "
            "those in which it fails, if it does so better than nine of ten shuffles of the answers. Not a cause."
        )
    if any(one["weighted"] and _open(one) and not one["deciding_told"] for one in report["claims"]):
        yield note("Which assumptions decide, these draws are too few to tell.")
    if any(one["verdict"] == NOT_TESTED for one in report["claims"]):
        yield note("Not tested is not the same as true: the forecast holds nothing that would show it.")


def _indented(text: Words, style: str = PLAIN) -> Prose:
    return Prose(text, style, 2)


def _tens(share: Figure) -> str:
    return "-" if share is None else str(int(10 * share + 0.5 + 1e-9))


def _points(value: float) -> str:
    points = rounded(abs(value))
    return "0" if points == 0 else f"{'+' if value > 0 else '-'}{points}"
