"""Claims on a page of the terminal, 80 columns wide: failing first, then what depends, what is contested, what holds.

Shares of versions of the argument are said as such ("in 7 of 10 versions"), never as probabilities. Each claim says
whose it is and how sure the claim is; what whoever wrote the file adds (`by: ours`) stands apart at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ripeness.pages.claim_counts import OURS, apart, counted, in_words
from ripeness.pages.claim_figures import exactly, with_unit
from ripeness.pages.claim_levels import apart_by_level, by_level, level_shown, levels
from ripeness.pages.claim_readings import readings
from ripeness.pages.facts import against, digits, fact
from ripeness.pages.layout import (
    PLAIN,
    QUIET,
    STRONG,
    Block,
    Facts,
    Gap,
    Page,
    Prose,
    Words,
    note,
    section,
    strong,
)
from ripeness.pages.names import named
from ripeness.pages.shares import of_ten
from ripeness.pages.words import few_draws, listed, month_in_words
from ripeness.questions.claims.verdict import (
    HOLDS,
    NOT_TESTED,
    ORDER,
    Decides,
    Reach,
    Report,
    Share,
    Value,
    Verdict,
)
from ripeness.schema.claims.claim import MODAL
from ripeness.schema.sections.policy import STATUS_QUO

HEADINGS = {
    "fails": "Fails",
    "depends": "Depends on the assumptions",
    "contested": "Contested",
    "not testable here": "Not testable here",
    "not checked": "Not checked: data not at hand",
    "not tested": "Not tested",
    "holds": "Holds",
}

ASKED = {
    "above": "above",
    "below": "below",
    "at_least": "at least",
    "at_most": "at most",
    "greater_by": "greater by at least",
    "less_by": "less by at least",
    "within": "no further apart than",
    "at_most_times": "at most",
}

ORDERED = {"greater_by": "greater", "less_by": "less"}
"""What is asked of a difference where any will do."""

WEIGHED = (
    "Weighed by the record: each counts by how well it fits what was seen; without it: as the scenario states them. "
)
BEFORE = 20
"""Shares before the record that rest on fewer effective draws are not printed."""


_UNDER = re.compile(r", under (?P<a>[\w-]+)(?: (?P<how>less under|as a multiple of) (?P<b>[\w-]+))?$")
"""How a value says of which policies it is."""


def _with_policies(found: re.Match[str]) -> str:
    """Return the same in a sentence, where a policy's name is told from the words around it."""
    told = f", {_with_policy(found['a'])}"
    if found["how"]:
        than = "less that" if found["how"].startswith("less") else "as a multiple of that"
        told += f" {than} {_with_policy(found['b'])}"
    return told


def _with_policy(name: str) -> str:
    return "with nothing new adopted" if name == STATUS_QUO else f"with the policy '{name}'"


def claims_page(report: Report) -> Page:
    """Return the page; a judgement that rests on few draws says so in its first line."""
    return named(tuple(_parts(report)), report["names"])


def sentence(one: Verdict) -> str:
    """Return what was found, in a sentence."""
    if one["fact"] is not None:
        return fact(one["fact"])
    if one["value"] is None:
        return f"{one['why'][:1].upper()}{one['why'][1:]}." if one["why"] else ""
    value = one["value"]
    meaning = re.sub(r"^probability\b", "chance", value["meaning"])
    bare = meaning.startswith(("the ", "what "))
    whose_eyes = ":" in meaning and not meaning.startswith(("chance ", "share "))
    meaning = _UNDER.sub(_with_policies, meaning)
    article = "" if bare or whose_eyes else "the "
    told = f"{article}{meaning}{',' if ',' in meaning else ''} is {_figures(value)}"
    return f"{told[:1].upper()}{told[1:]}; the claim asks for {_asked(value)}."


def _parts(report: Report) -> Iterator[Block]:
    effective = report["effective_sample_size"]
    known = effective is not None and report["uncertain"]
    few = few_draws(effective, report["draws"], bool(report["record"])) if known else ""
    if few:
        yield strong(few)
        yield Gap()
    yield from _header(report)
    yield section("In words", [Prose(" ".join(in_words(report)))])
    stated, ours = apart(report)
    for verdict in ORDER:
        found = [one for one in stated if one["verdict"] == verdict]
        if found:
            yield section(HEADINGS[verdict], _claims(found, report))
    if ours:
        yield section("Added by whoever wrote the file: not in the argument", _claims(ours, report))
    if report["draws"]:
        yield section("", _notes(report))


def _header(report: Report) -> Iterator[Block]:
    yield strong(f"Claims of: {report['title']}")
    rows = [("scenario", f"{report['scenario']}, as of {month_in_words(report['as_of'])}")]
    effective = report["effective_sample_size"]
    if effective is not None:
        fit = "; those that fit the record count for more" if report["record"] else ""
        drawn = f"{report['draws']} versions of the argument{fit}"
        rows.append(("versions", drawn if report["uncertain"] else "one: no number is uncertain"))
    rows.append(
        (
            "data",
            f"the folder {report['data']}"
            if report["data"]
            else "not at hand (the environment variable RIPENESS_DATA names no folder of data)",
        )
    )
    if report["policies"]:
        rows.append(("policies", ", ".join(report["policies"])))
    rows += [(name, counted(some)) for name, some in zip(("claims", "added"), apart(report), strict=True) if some]
    yield Facts(tuple(rows))


def _claims(claims: Sequence[Verdict], report: Report) -> Iterator[Block]:
    for number, one in enumerate(claims):
        if number:
            yield Gap()
        yield from _claim(one, report["names"], report["land"])


def _claim(one: Verdict, names: Mapping[str, str], land: bool) -> Iterator[Block]:
    yield Prose(((one["id"], STRONG), (f"  {', '.join(_about(one))}", QUIET)))
    yield _indented(f"{whose(one['by'], names)}: {one['says']}.")
    yield _indented(_verdict(one))
    if one["value"] is not None or (one["fact"] is not None and one["fact"]["held"] is not None):
        yield _indented(sentence(one))
    yield from levels(one, land)
    yield from _alone(one)
    yield from readings(one)
    for step in one["deciding"]:
        yield _indented(_decides(step, one["deciding"][0]))
    if one["weighted"] and _open(one) and one["deciding_told"] and not one["deciding"]:
        yield _indented("Decides: no single assumption stands out from what luck would give.", QUIET)
    for test in one["against"]:
        yield _indented(against(test))
    if one["note"]:
        yield _indented(f"Note: {one['note']}.", QUIET)


def whose(by: str | None, names: Mapping[str, str]) -> str:
    """Return whose claim it is: the author's, ours, or that of an actor, by name."""
    if by is None:
        return "Nobody named"
    name = {"author": "the author", OURS: "ours"}.get(by) or names.get(by, by)
    return f"{name[:1].upper()}{name[1:]}"


def _about(one: Verdict) -> list[str]:
    told = [*one["source"], *one["statement"]]
    if one["kind"]:
        told.append(one["kind"].replace("_", " "))
    return [*told, f"said with '{one['hedge']}'"] if one["hedge"] not in (None, "flat") else told


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
    if one["reach"] is not None:
        return f": {_reach(one['reach'], one['value'])}"
    earlier = ""
    if before is not None:
        known = (before["effective_sample_size"] or 0.0) >= BEFORE
        earlier = " weighed by the record" + (f", {of_ten(before['share'])} without it" if known else "")
    told = f": it holds in {of_ten(weighted['share'], 'versions')}{earlier}."
    if apart_by_level(one):
        told = f"{by_level(one)} At {level_shown(one)} it holds in {of_ten(weighted['share'], 'versions')}{earlier}."
    elif one["why"]:
        told += f" {one['why'][:1].upper()}{one['why'][1:]}."
    if _partly(weighted):
        told += f" Its question arises in {of_ten(weighted['arises'], 'versions')}."
    return told


def _reach(reach: Reach, value: Value | None) -> str:
    """Return what the levers of a claim bring at their ends, and where the wire ends."""
    unit = "1" if value is None else value["unit"]
    largest, asked = (exactly(float(f"{size or 0:.2g}"), unit, True) for size in (reach["largest"], reach["asked"]))
    told = f"its levers, at the ends of their ranges, move it by at most {largest}, and the claim asks for {asked}."
    moved = f" They move {listed(reach['moved'])}" if reach["moved"] else " They move nothing on the way to it"
    return told + moved + (f"; they do not move {listed(reach['unmoved'])}." if reach["unmoved"] else ".")


def _partly(weighted: Share) -> bool:
    return weighted["arises"] is not None and weighted["arises"] < 0.95


def _figures(value: Value) -> str:
    unit, difference = value["unit"], value["difference"]
    if value["p10"] is None and value["mean"] is not None and unit == "1":
        return f"{100 * value['mean']:.0f} %"  # counted in the record, not computed
    mean = with_unit(value["mean"], unit, difference)
    if value["p10"] is None:
        return mean
    low, high = (with_unit(value[key], unit, difference) for key in ("p10", "p90"))
    return f"{mean} on average ({_shorter(low, high)} in 8 of 10 versions)"


def _asked(value: Value) -> str:
    unit, difference = value["unit"], value["difference"]
    return " and ".join(
        f"{ASKED[key]} {exactly(bound, unit, difference)}" if bound or key not in ORDERED else ORDERED[key]
        for key, bound in value["asked"].items()
    )


def _shorter(low: str, high: str) -> str:
    """Return a band, its unit once."""
    if low == high:
        return low
    number, _, unit = low.partition(" ")
    return f"{number} to {high}" if unit and high.endswith(f" {unit}") else f"{low} to {high}"


def _alone(one: Verdict) -> Iterator[Block]:
    if one["under_both"] is None:
        return
    without = [f"{breaker['name']} in {of_ten(breaker['share'])}" for breaker in one["breakers"]]
    yield _indented(
        f"It is so under both in {of_ten(one['under_both'], 'versions')}; without both, under {', '.join(without)}."
    )


def _decides(step: Decides, first: Decides) -> str:
    head = "Decides"
    if step["within"] is not None:
        head = f"Decides where that is {'above' if step['within'] == 'above' else 'up to'} {_limit(first)}"
    return (
        f"{head}: '{step['meaning']}'. Above {_limit(step)} the claim holds in "
        f"{of_ten(step['holds_above'], 'versions')}, up to that in {of_ten(step['holds_below'], 'versions')}."
    )


def _limit(step: Decides) -> str:
    return digits(step["threshold"]) if step["unit"] == "1" else with_unit(step["threshold"], step["unit"])


def _notes(report: Report) -> Iterator[Block]:
    several = any(one["levels"] for one in report["claims"])
    by_levels = ", or not the same at every level below which nobody counts as believing that it can win" * several
    yield note(
        f"Versions of the argument: draws of the scenario's uncertain numbers. {WEIGHED if report['record'] else ''}A "
        "share of versions is no probability. Holds: in 9 or 10 of ten versions; fails: in 0 or 1; depends: between"
        f"{by_levels}; contested: data, a listed source or the record's weights speak against what the assumptions "
        "would give."
    )
    effective, many = report["effective_sample_size"], report["effective_before"] or 0.0
    if report["uncertain"] and report["record"] and effective is not None:
        unsaid = "" if many >= BEFORE else ", too few to say what holds without it"
        why = ": they are drawn where the record fits, not as the scenario states them" if many < effective else ""
        yield note(
            f"With the record the versions count as {effective:.0f} equal ones, without it as {many:.0f}{unsaid}{why}."
        )
    if any(one["kind"] in MODAL for one in report["claims"]):
        yield note(
            "Could, likely, will: a chance of at least "
            + ", ".join(f"{100 * least:.0f}" for least in MODAL.values())
            + " %, our reading of the words; likely begins where it does on every page."
        )
    if any(one["deciding"] for one in report["claims"]):
        yield note(
            "Decides: the assumption, cut at a tenth of the versions, that best parts those in which a claim holds "
            "from those in which it fails, if it does so better than for nine of ten random shuffles of the answers. "
            "Not a cause."
        )
    if any(one["weighted"] and _open(one) and not one["deciding_told"] for one in report["claims"]):
        yield note("Which assumptions decide, these draws are too few to tell.")
    if any(one["reach"] is not None for one in report["claims"]):
        yield note(
            "Not testable here: the claim fails, and so it would with its levers at the ends of their ranges, in every "
            "version. The numbers do not decide that; what is missing in the model does."
        )
    if any(one["statement"] for one in report["claims"]):
        yield note(
            "Beside a claim's name: NAME#5, P5S6 is the sixth sentence of the fifth paragraph of the source NAME."
        )
    if any(one["verdict"] == NOT_TESTED for one in report["claims"]):
        yield note("Not tested is not the same as true: the forecast holds nothing that would show it.")


def _indented(text: Words, style: str = PLAIN) -> Prose:
    return Prose(text, style, 2)
