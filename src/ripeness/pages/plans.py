"""Plans on a page of the terminal, 80 columns wide: provisions by party, margins, and the smallest change.

What a text says is as its sources report it, where it puts an issue is the scenario's judgement, and what follows is
computed: the page says which is which. Shares are of the sets of assumptions, never probabilities.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ripeness.pages.plan_words import (
    between,
    caution,
    named,
    numbered,
    of_ten,
    place,
    places,
    sentence,
    signed,
    span,
    tens,
)
from ripeness.pages.words import listed, month_in_words
from ripeness.questions.plans.result import Band, Figure, Party, PlanReport, PlansReport, Point, Smallest

NUMBERS = ("none", "one", "two", "three", "four or more")

RARE = 0.05
"""Share of the smallest changes below which a provision that moves in them is not listed."""


def plans_page(report: PlansReport, full: bool = False) -> Group:
    """Return the page; with `full`, every point of each plan. Few draws are warned of in the first line."""
    return Group(*_parts(report, full))


def _parts(report: PlansReport, full: bool) -> Iterator[RenderableType]:
    few = caution(report["effective_sample_size"], report["draws"], report["uncertain"], report["record"])
    if few:
        yield Text(few, style="bold")
        yield ""
    yield from _header(report)
    yield from _range(report)
    for name, plan in report["plans"].items():
        yield ""
        yield Rule(Text(f"{name}: {plan['title']}", style="bold"), align="left", style="dim")
        yield from _plan(plan, report, full)
    yield from _notes(full)


def _header(report: PlansReport) -> Iterator[RenderableType]:
    names = report["names"]
    yield Text(f"Plans in: {report['title']}", style="bold")
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column()
    facts.add_row("scenario", f"{report['scenario']}, as of {month_in_words(report['as_of'])}")
    facts.add_row("policy", "nothing new adopted" if report["policy"] == "status-quo" else report["policy"])
    if report["uncertain"]:
        effective = report["effective_sample_size"] or 0.0
        facts.add_row("draws", f"{report['draws']} sets of assumptions, worth {effective:.0f} equally weighted ones")
    facts.add_row(
        "parties", f"A = {names[report['attacker']]}, the attacker; D = {names[report['defender']]}, the defender"
    )
    yield facts


def _range(report: PlansReport) -> Iterator[RenderableType]:
    yield ""
    yield Rule(Text("Is there any deal?", style="bold"), align="left", style="dim")
    true, imagined = report["range"], report["imagined"]
    yield Text(
        "Over what can be settled at today's tables, we compute terms that give both sides what they expect from "
        f"fighting on {of_ten(true['exists'])} (the best for D on which A signs, less what D expects: "
        f"{span(true['gap'])})."
    )
    if imagined is None:
        return
    yield Text(
        "Over the same with the weights, the trust in signatures and the reservation of D that the scenario has the "
        f"envoy imagine, {of_ten(imagined['range']['exists'])} ({span(imagined['range']['gap'])}); he sees a deal "
        f"where there is none {of_ten(imagined['taken_for_range'])}. The deal that looks best to him A would sign "
        f"{of_ten(imagined['attacker_accepts'])} ({span(imagined['attacker_margin'])} beside fighting on), D "
        f"{of_ten(imagined['defender_accepts'])} ({span(imagined['defender_margin'])})."
    )


def _plan(plan: PlanReport, report: PlansReport, full: bool) -> Iterator[RenderableType]:
    by = listed([report["names"][one] for one in plan["authors"]]) or "nobody named"
    date = f", {month_in_words(plan['date'][:7])}" if plan["date"] and len(plan["date"]) > 4 else ""
    yield Text(f"By {by}{date}. Source: {', '.join(plan['source'])}.", style="dim")
    if full and plan["note"]:
        yield Text(sentence(plan["note"]), style="dim")
    yield _points(plan, report, full)
    silent = [point["number"] for point in plan["points"] if point["attacker"] is None]
    if silent:
        where = "listed without figures" if full else "told with --plan"
        told = f"Moves no issue of this scenario ({where}): {numbered(silent)}."
        yield Padding(Text(told, style="dim"), (0, 0, 0, 1))
    yield ""
    yield _margins(plan, report)
    yield ""
    yield Text(_refusal("A", plan["attacker"]))
    yield Text(_refusal("D", plan["defender"]))
    yield from _others(plan, report)
    yield ""
    yield from _smallest(plan)


def _points(plan: PlanReport, report: PlansReport, full: bool) -> RenderableType:
    table = _table()
    table.add_column("no.", no_wrap=True)
    table.add_column("point, and where it puts the issue", min_width=58, max_width=58)
    table.add_column("to A", justify="right", no_wrap=True)
    table.add_column("to D", justify="right", no_wrap=True)
    binding = {
        number: mark
        for mark, party in (("A", plan["attacker"]), ("D", plan["defender"]))
        if party["binds"] is not None and (party["accepts"][0] or 0.0) < 0.5
        for number in party["binds"]["provision"]["points"]
    }
    for point in plan["points"]:
        moves = point["attacker"] is not None
        if not (moves or full):
            continue
        told = Text(point["text"])
        for line in _remarks(point, report, full):
            told.append(f"\n{line}", style="dim")
        if point["number"] in binding and moves:
            told.append(f"\nbinds {binding[point['number']]}", style="bold")
        table.add_row(point["number"], told, _effect(point["attacker"]), _effect(point["defender"]))
    return table


def _remarks(point: Point, report: PlansReport, full: bool) -> Iterator[str]:
    placed = point["issue"] or ""
    if point["sets"] is not None:
        placed += f" at {point['sets']:.2g}"
    if point["guarantee"] is not None:
        placed += f"{', ' if placed else ''}takes {place(point['guarantee'])} of the risk of a broken deal"
    source = f"[{', '.join(point['source'])}]"
    if not full:
        yield f"{placed} {source}"
        return
    yield f"{source} {placed}".strip()
    for told in (point["why"], point["note"]):
        if told:
            yield told
    if point["side_payment"]:
        yield f"pays {report['names'][point['side_payment']]}"
    if point["sequence"]:
        yield f"sequence: {point['sequence']}"
    if point["consent"]:
        yield f"needs {listed([report['names'][one] for one in point['consent']])} too"


def _margins(plan: PlanReport, report: PlansReport) -> RenderableType:
    table = _table()
    table.add_column("months ahead", min_width=28, no_wrap=True)
    for ahead in report["months_ahead"]:
        table.add_column(str(ahead), justify="right", min_width=8, no_wrap=True)
    for mark, party in (("A", plan["attacker"]), ("D", plan["defender"])):
        table.add_row(f"{mark}: the text less fighting on", *(signed(one["mean"]) for one in party["margin"]))
        table.add_row("   8 of 10 sets, hundredths", *(between(one) for one in party["margin"]))
        table.add_row(f"   {mark} signs, sets of ten", *(tens(one) for one in party["accepts"]))
    table.add_row("both sign, sets of ten", *(Text(tens(one), style="bold") for one in plan["both_accept"]))
    return table


def _refusal(mark: str, party: Party) -> str:
    told = f"{mark} would sign today {of_ten(party['accepts'][0])}"
    if party["accepts_as_the_envoy_imagines"] is not None:
        told += f"; as the envoy is taken to see it, {of_ten(party['accepts_as_the_envoy_imagines'])}"
    binds = party["binds"]
    if binds is None:
        return f"{told}."
    provision = binds["provision"]
    left = "" if provision["moved"] else ", which the text leaves as it is"
    enough = of_ten(binds["enough"], f"sets where {mark} refuses")
    return (
        f"{told}. Where {mark} refuses, what binds is {named(provision)}{left}: to have it {mark}'s way would be worth "
        f"{signed(binds['worth']['mean'])} to {mark}, which alone would do {enough}."
    )


def _others(plan: PlanReport, report: PlansReport) -> Iterator[RenderableType]:
    names = report["names"]
    paid: dict[str, list[str]] = {}
    for point in plan["points"]:
        if point["side_payment"]:
            paid.setdefault(point["side_payment"], []).append(point["number"])
    for actor, numbers in paid.items():
        yield Text(f"{sentence(numbered(numbers))[:-1]} pay{'s' * (len(numbers) == 1)} {names[actor]}.")
    asked = [f"{names[actor]} ({numbered(numbers)})" for actor, numbers in plan["concerned"].items()]
    if asked:
        yield Text(f"It also concerns {listed(asked)}, of whom no utility is computed.")
    for issue, actors in plan["not_asked"].items():
        yield Text(
            f"It moves {issue} without {listed([names[one] for one in actors])}, whose consent that needs and who "
            "neither wrote the text nor sits where it can be settled."
        )


def _smallest(plan: PlanReport) -> Iterator[RenderableType]:
    smallest, other = plan["smallest"], plan["if_all_consented"]
    yield Text("Smallest change that all could accept whose consent it needs", style="bold")
    table = _table()
    table.add_column("provisions changed, sets of ten", min_width=32, no_wrap=True)
    for number in (*NUMBERS, "no way"):
        table.add_column(number, justify="right", no_wrap=True)
    table.add_row("with the consent that it has", *_counts(smallest))
    if other is not None:
        table.add_row("were all to consent", *_counts(other))
    yield table
    if (smallest["none"] or 0.0) > 0:
        yield Text(
            f"No way {of_ten(smallest['none'])}: the range is empty there; no terms, even with a full guarantee, "
            "give both sides what they expect from fighting on."
        )
    if smallest["held"]:
        held = listed([named(one) for one in smallest["held"]])
        yield Text(f"In the first line {held} goes back to where it stands, which counts as a change.")
    typical = smallest["typical"]
    if typical is None:
        return
    chosen = listed([named(one) for one in typical["provisions"]])
    yield Text(f"The commonest change, {of_ten(typical['share'], 'sets where one helps')}: {chosen}.")
    table = _table()
    table.add_column("what moves in it", min_width=40, max_width=40)
    table.add_column("stands at", justify="right")
    table.add_column("moves to", justify="right")
    table.add_column("sets of ten", justify="right")
    for one in smallest["moved"]:
        if (one["share"] or 0.0) >= RARE:
            table.add_row(named(one["provision"]), place(one["stands_at"]), places(one["moves_to"]), tens(one["share"]))
    yield table


def _counts(smallest: Smallest) -> list[str]:
    by_number = {int(number): share or 0.0 for number, share in smallest["by_number"].items()}
    last = len(NUMBERS) - 1
    shares: list[Figure] = [smallest["accepted"], *(by_number.get(number, 0.0) for number in range(1, last))]
    shares.append(sum(share for number, share in by_number.items() if number >= last))
    return [tens(share) for share in (*shares, smallest["none"])]


def _notes(full: bool) -> Iterator[RenderableType]:
    yield ""
    notes = [
        "Points: as the sources in brackets report them, in our words. Where one puts its issue (0 = D's ideal, "
        "1 = A's) is our judgement, the middle of what the scenario states; what follows is computed. A point that "
        "moves no issue here may still be worth something to a side.",
        "Figures are shares of a side's aims: what a point adds to the text for A and for D, a guarantee against the "
        "one expected anyway. Fighting on is worth what the forecast says, averaged over the states that the war may "
        "be in. What binds a side is the provision that it would gain most by having its way on.",
        "Smallest change: fewest provisions first, then least movement on the issues' scales, on the grid of the "
        "game's own terms. A guarantee is a provision and may be raised to a full one; who would give that is another "
        "question.",
    ]
    if not full:
        notes.append("--plan NAME tells every point; --sign NAME, what happens with that text alone on the table.")
    for note in notes:
        yield Padding(Text(note, style="dim"), (0, 0, 0, 1))


def _effect(effect: Band | None) -> str:
    return "" if effect is None else signed(effect["mean"])


def _table() -> Table:
    return Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
