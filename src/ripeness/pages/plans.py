"""Plans on a page: provisions by party, margins, and the smallest change.

What a text says is as its sources report it, where it puts an issue is the scenario's judgement, and what follows is
computed: the page says which is which. Shares are of the versions of the argument, never probabilities.
"""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.layout import (
    QUIET,
    STRONG,
    Block,
    Column,
    Facts,
    Gap,
    Page,
    Prose,
    Row,
    Table,
    note,
    pictured,
    section,
    strong,
    table,
)
from ripeness.pages.names import inside, named
from ripeness.pages.plan_words import (
    asked_in_words,
    between,
    caution,
    counted,
    numbered,
    place,
    provision_in_words,
    sentence,
    stands_and_moves,
)
from ripeness.pages.shares import in_versions, of_prize, of_prize_between
from ripeness.pages.words import listed, month_in_words
from ripeness.questions.plans.result import Party, PlanReport, PlansReport, Point, Smallest
from ripeness.statistics.bands import Band, Figure

NUMBERS = ("none", "one", "two", "three", "four or more")

RARE = 0.05
"""Share of the smallest changes below which a provision that moves in them is not listed."""


def plans_page(report: PlansReport, full: bool = False) -> Page:
    """Return the page; with `full`, every point of each plan. Few draws are warned of in the first line."""
    sides = {role: report["names"][report[role]] for role in ("attacker", "defender")}  # type: ignore[literal-required]
    return (*_header(report), *named(tuple(_parts(report, full)), {**report["names"], **sides}))


def _in_words(report: PlansReport) -> Iterator[str]:
    """Yield which plan both sides would sign in most versions, and whether any terms would do."""
    signed = {plan["title"]: plan["both_accept"][0] or 0.0 for plan in report["plans"].values()}
    if signed:
        best = max(signed, key=lambda title: signed[title])
        of = "" if len(signed) == 1 else f"Of {len(signed)} plans, "
        if signed[best] <= 0:
            which = f"{of}none" if of else "The plan"
            yield f"{which} would {'not ' * (not of)}be signed by both sides today in any version of the argument."
        elif of:
            yield (
                f"{of}'{best}' comes nearest to a signature: both sides would sign it today "
                f"{in_versions(signed[best])} of the argument."
            )
        else:
            yield f"Both sides would sign '{best}' today {in_versions(signed[best])} of the argument."
    yield (
        "Some terms that can be settled at today's tables give both sides what they expect of fighting on "
        f"{in_versions(report['range']['exists'])}."
    )


def _header(report: PlansReport) -> Iterator[Block]:
    few = caution(report["effective_sample_size"], report["draws"], report["uncertain"], report["record"])
    if few:
        yield strong(few)
        yield Gap()
    yield strong(f"Plans in: {report['title']}")
    yield _facts(report)


def _parts(report: PlansReport, full: bool) -> Iterator[Block]:
    yield section("In words", [Prose(" ".join(_in_words(report)))])
    yield section("Is there any deal?", _range(report))
    for name, plan in report["plans"].items():
        yield section(f"{name}: {plan['title']}", _plan(plan, report, full))
    yield from _notes(full, report["land_as_held"])


def _facts(report: PlansReport) -> Facts:
    attacker, defender = report["names"][report["attacker"]], report["names"][report["defender"]]
    asked = asked_in_words(report["policy"], report["draws"], report["uncertain"], report["record"])
    return Facts(
        (
            ("scenario", f"{report['scenario']}, as of {month_in_words(report['as_of'])}"),
            *asked,
            ("sides", f"{attacker}, the attacker; {defender}, the defender"),
        )
    )


def _range(report: PlansReport) -> Iterator[Block]:
    true, imagined = report["range"], report["imagined"]
    yield pictured("plans")
    yield Prose(
        "Of all terms that today's tables may settle and that the attacker would sign, take those that are best for "
        f"the defender. To the defender their worth less that of fighting on is {of_prize_between(true['gap'])} % of "
        "the prize in 8 of 10 versions (below zero: fighting on is worth more). The prize is all that is at stake, as "
        "each side weighs it."
    )
    if imagined is None:
        return
    yield Prose(
        "The mediator's envoy, as the scenario states it, holds other views: of what each side cares for most, of how "
        "far signatures are trusted, of what the defender would settle for. Were the envoy right, such terms would "
        f"exist {in_versions(imagined['range']['exists'])} ({of_prize_between(imagined['range']['gap'])} %). The envoy "
        f"sees a deal where there is none {in_versions(imagined['taken_for_range'])}."
    )
    yield Prose(
        "The deal that looks best to the envoy would be signed by the attacker "
        f"{in_versions(imagined['attacker_accepts'])} ({of_prize_between(imagined['attacker_margin'])} % against "
        f"fighting on). The defender would sign it {in_versions(imagined['defender_accepts'])} "
        f"({of_prize_between(imagined['defender_margin'])} %)."
    )


def _plan(plan: PlanReport, report: PlansReport, full: bool) -> Iterator[Block]:
    by = listed([inside(report["names"][one]) for one in plan["authors"]]) or "nobody named"
    date = f", {month_in_words(plan['date'][:7])}" if plan["date"] and len(plan["date"]) > 4 else ""
    yield Prose(f"By {by}{date}. Source: {', '.join(plan['source'])}.", QUIET)
    if full and plan["note"]:
        yield Prose(sentence(plan["note"]), QUIET)
    yield Prose(_refusal("the attacker", plan["attacker"]))
    yield Prose(_refusal("the defender", plan["defender"]))
    yield Gap()
    yield Prose(
        "What the text is worth to a side, less what fighting on is worth to it: % of the prize, on average and what 8 "
        "of 10 versions lie between. Signs: in how many of 10 versions."
    )
    yield _margins(plan, report)
    yield Gap()
    yield from _others(plan, report)
    yield Gap()
    yield from _smallest(plan, report["names"])
    yield Gap()
    yield strong("Point by point")
    yield _points(plan, report, full)
    silent = [point["number"] for point in plan["points"] if point["attacker"] is None]
    if silent:
        where = "listed without figures" if full else "told with --plan"
        yield note(f"Moves no issue of this scenario ({where}): {numbered(silent)}.")


def _points(plan: PlanReport, report: PlansReport, full: bool) -> Table:
    columns = [
        Column("no.", whole=True),
        Column("point, and where it puts the issue", most=56),
        Column("% to the attacker", right=True),
        Column("% to the defender", right=True),
    ]
    binding = {
        number: mark
        for mark, party in (("the attacker", plan["attacker"]), ("the defender", plan["defender"]))
        if party["binds"] is not None and (party["accepts"][0] or 0.0) < 0.5
        for number in party["binds"]["provision"]["points"]
    }
    rows = []
    for point in plan["points"]:
        moves = point["attacker"] is not None
        if not (moves or full):
            continue
        told = [(point["text"], ""), *((f"\n{line}", QUIET) for line in _remarks(point, report, full))]
        if point["number"] in binding and moves:
            told.append((f"\nbinds {binding[point['number']]}", STRONG))
        rows.append(Row((point["number"], tuple(told), _effect(point["attacker"]), _effect(point["defender"]))))
    return table(columns, rows)


def _remarks(point: Point, report: PlansReport, full: bool) -> Iterator[str]:
    placed = point["title"] or ""
    if point["sets"] is not None:
        placed += f": {point['step']}" if point["step"] else f": at {point['sets']:.2g}"
    if point["guarantee"] is not None:
        placed += f"{', ' if placed else ''}takes away {place(point['guarantee'])} of the risk of a broken deal"
    source = f"[{', '.join(point['source'])}]"
    if not full:
        yield f"{placed} {source}"
        return
    yield f"{source} {placed}".strip()
    for told in (point["why"], point["note"]):
        if told:
            yield told
    if point["side_payment"]:
        yield f"pays {inside(report['names'][point['side_payment']])}"
    if point["sequence"]:
        yield f"sequence: {point['sequence']}"
    if point["consent"]:
        yield f"needs {listed([inside(report['names'][one]) for one in point['consent']])} too"


def _margins(plan: PlanReport, report: PlansReport) -> Table:
    columns = [Column("months ahead")]
    columns += [
        Column(
            str(ahead) if ahead else "today", right=True, least=8, whole=True, alone=f"in {ahead} months" * bool(ahead)
        )
        for ahead in report["months_ahead"]
    ]
    rows = []
    for side, party in (("the attacker", plan["attacker"]), ("the defender", plan["defender"])):
        rows.append(Row((side, *[""] * len(report["months_ahead"])), QUIET))
        rows.append(Row(("  worth", *(of_prize(one["mean"]) for one in party["margin"]))))
        rows.append(Row(("  8 of 10", *(between(one) for one in party["margin"]))))
        rows.append(Row(("  signs", *(counted(one) for one in party["accepts"]))))
    both = (((counted(one), STRONG),) for one in plan["both_accept"])
    return table(columns, [*rows, Row(("both sign", *both))])


def _refusal(side: str, party: Party) -> str:
    told = [f"{side[0].upper()}{side[1:]} would sign today {in_versions(party['accepts'][0])}."]
    if party["accepts_as_the_envoy_imagines"] is not None:
        told.append(f"The envoy is taken to expect that {in_versions(party['accepts_as_the_envoy_imagines'])}.")
    binds = party["binds"]
    if binds is not None:
        provision = binds["provision"]
        left = "" if provision["moved"] else ", which the text leaves as it is"
        told.append(f"Where {side} refuses, what binds is {provision_in_words(provision)}{left}.")
        told.append(
            f"To have its way on that would be worth {of_prize(binds['worth']['mean'])} % to {side}, enough alone "
            f"{in_versions(binds['enough'], f'versions where {side} refuses')}."
        )
    return " ".join(told)


def _others(plan: PlanReport, report: PlansReport) -> Iterator[Block]:
    names = report["names"]
    paid: dict[str, list[str]] = {}
    for point in plan["points"]:
        if point["side_payment"]:
            paid.setdefault(point["side_payment"], []).append(point["number"])
    for actor, numbers in paid.items():
        yield Prose(f"{sentence(numbered(numbers))[:-1]} pay{'s' * (len(numbers) == 1)} {inside(names[actor])}.")
    asked = [f"{inside(names[actor])} ({numbered(numbers)})" for actor, numbers in plan["concerned"].items()]
    if asked:
        yield Prose(f"It also concerns {listed(asked)}. What it is worth to others than the two sides is not computed.")
    titles = {one["id"]: provision_in_words(one) for one in plan["smallest"]["held"]}
    for issue, actors in plan["not_asked"].items():
        absent = listed([inside(names[one]) for one in actors])
        yield Prose(
            f"It moves {titles.get(issue, issue)} without {absent}, whose consent is needed for that: "
            f"{'it' if len(actors) == 1 else 'they'} had no part in the text and no seat where it can be settled."
        )


def _no_deal(plan: PlanReport, names: dict[str, str]) -> Iterator[str]:
    """Yield in how many versions no change helps, and whose consent is meant where the two rows differ."""
    other = plan["if_all_consented"]
    terms = "no terms, even with a full guarantee, give both sides what they expect of fighting on"
    if other is None or other["none"] == plan["smallest"]["none"]:
        whoever = "" if other is None else ", whoever consents"
        yield f"No deal {in_versions(plan['smallest']['none'])}{whoever}: {terms}."
        return
    absent = listed(list(dict.fromkeys(inside(names[one]) for some in plan["withheld"].values() for one in some)))
    yield f"With the consent that the text has, no deal {in_versions(plan['smallest']['none'])}: while what needs the "
    yield f"consent of {absent} stays where it stands, {terms}. Were {absent} to consent too, no deal "
    yield f"{in_versions(other['none'])}."


def _smallest(plan: PlanReport, names: dict[str, str]) -> Iterator[Block]:
    smallest, other = plan["smallest"], plan["if_all_consented"]
    yield strong("The smallest change that would make all sign whose consent it needs")
    columns = [Column("provisions changed, of 10 versions")]
    columns += [Column(number, right=True, whole=True) for number in (*NUMBERS, "no deal")]
    rows = [("with the consent that it has", *_counts(smallest))]
    if other is not None:
        rows.append(("were all to consent", *_counts(other)))
    yield table(columns, rows)
    if (smallest["none"] or 0.0) > 0:
        yield Prose("".join(_no_deal(plan, names)))
    if smallest["held"]:
        held = listed([provision_in_words(one) for one in smallest["held"]])
        goes = "goes" if len(smallest["held"]) == 1 else "go"
        yield Prose(f"In the first row {held} {goes} back to where things stand: that counts as a change.")
    typical = smallest["typical"]
    if typical is None:
        return
    chosen = listed([provision_in_words(one) for one in typical["provisions"]])
    yield Prose(f"The commonest change, {in_versions(typical['share'], 'versions where one helps')}: {chosen}.")
    moved = [
        (provision_in_words(one["provision"]), *stands_and_moves(one), counted(one["share"]))
        for one in smallest["moved"]
        if (one["share"] or 0.0) >= RARE
    ]
    heads = [Column(head, right=True) for head in ("stands at", "moves to", "of 10 versions")]
    yield table([Column("what moves in it", most=40), *heads], moved)


def _counts(smallest: Smallest) -> list[str]:
    by_number = {int(number): share or 0.0 for number, share in smallest["by_number"].items()}
    last = len(NUMBERS) - 1
    shares: list[Figure] = [smallest["accepted"], *(by_number.get(number, 0.0) for number in range(1, last))]
    shares.append(sum(share for number, share in by_number.items() if number >= last))
    return [counted(share) for share in (*shares, smallest["none"])]


def _notes(full: bool, land: bool) -> Iterator[Block]:
    notes = [
        "Points: as the sources in brackets report them, in our words. Where one puts its issue (0 = the defender's "
        "ideal, 1 = the attacker's) is our judgement, the middle of what the scenario states; what follows is "
        "computed. A point that moves no issue here may still be worth something to a side."
        + " Land that a text leaves alone stays as it is held."
        * land,
        "Figures are per cent of the prize, as each side weighs it: what a point adds to the text for the attacker and "
        "for the defender, a guarantee against the one expected anyway. Fighting on is worth what the forecast says, "
        "averaged over the states that the war may be in. What binds a side is the provision on which it would gain "
        "most by having its way.",
        "Smallest change: fewest provisions first, then least movement on the issues' scales, on the grid of the "
        "game's own terms. A guarantee is a provision and may be raised to a full one; who would give that is another "
        "question.",
    ]
    if not full:
        notes.append("--plan NAME tells every point; --sign NAME, what happens with that text alone on the table.")
    yield Gap()
    yield from map(note, notes)


def _effect(effect: Band | None) -> str:
    return "" if effect is None else of_prize(effect["mean"])
