"""What another forecaster says, on a page."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.layout import (
    Block,
    Column,
    Drawing,
    Facts,
    Gap,
    Page,
    Prose,
    note,
    pictured,
    section,
    strong,
    table,
)
from ripeness.pages.strip_drawing import MANY, strip_chart
from ripeness.questions.rival.found import IssueForecast, RivalFound

METHODS = {
    "challenge": "challenge: KTAB's spatial model of politics",
    "expected-utility": "expected utility: Bueno de Mesquita, as Scholz, Calbert and Smith replicate it",
    "exchange": "exchange: Stokman and van Oosten's exchange of voting positions",
    "graph-model": "graph model: Fang, Hipel and Kilgour",
}
STARTS = {
    "challenge": "mean by chance to win, turn 0",
    "expected-utility": "median, round 0",
    "exchange": "compromise without trades",
}
ENDS = {
    "challenge": "mean by chance to win, last turn",
    "expected-utility": "median, last round",
    "exchange": "outcome after trades",
}
CANNOT = {
    "challenge": "A turn is no month, and a chance is one of winning an election among positions, not of an outcome.",
    "expected-utility": "A round is no month. Replications of this model disagree: docs/rivals.md states the variant.",
    "exchange": "Who loses by others' trades does not object, and promised votes are kept.",
    "graph-model": "It says which states hold if they are reached, not which is reached, how likely, or when.",
}
CONCEPTS = (
    "Nash: nobody has a better move. GMR, SMR, SEQ: every better move can be answered so that it does not pay; by SMR "
    "even after a way out is sought, by SEQ with moves that pay those who answer."
)
MENDED = "with the known faults of its programs switched off"
SHOWN_TRADES, SHOWN_ROUNDS, SHOWN_STATES = 12, 12, 40


def rival_page(found: RivalFound) -> Page:
    """Return the page."""
    return tuple(_parts(found))


def _parts(found: RivalFound) -> Iterator[Block]:
    method = found["method"]
    yield strong(found["title"])
    who = f"{len(found['actors'])}: {', '.join(found['actors'][:8])}{', ...' if len(found['actors']) > 8 else ''}"
    facts = [("method", METHODS[method] + (f", {MENDED}" if found["mended"] else "")), ("actors", who)]
    if found["rules"]:
        facts.append(("rules", ", ".join(f"{name} {choice}" for name, choice in found["rules"].items())))
    if method != "graph-model":
        facts.append(("rounds", str(found["rounds"])))
    yield Facts(tuple(facts))
    if found["assumed"]:
        yield section("What was left behind or assumed", [Prose(one, indent=1) for one in found["assumed"]])
    if method == "graph-model":
        yield from _states(found)
    else:
        yield section("Where each issue ends", [pictured("shifts"), _issues(found)])
        yield from _drawings(found)
    if found["trades"]:
        yield section("Trades, the first of all rounds", _trades(found))
    yield Gap()
    yield note(CANNOT[method])


def _issues(found: RivalFound) -> Block:
    method = found["method"]
    rows = [
        (one["issue"], _number(one["start"], one), _number(one["forecast"], one), _scale(one))
        for one in found["issues"]
    ]
    heads = [Column(STARTS[method], right=True), Column(ENDS[method], right=True)]
    return table(["issue", *heads, Column("scale", right=True, whole=True)], rows)


def _number(value: float | None, one: IssueForecast) -> str:
    """Return a position in as many decimals as its scale bears: a thousandth of its length."""
    if value is None:
        return ""
    length = (one["upper"] or 0.0) - (one["lower"] or 0.0)
    return f"{value:.{1 if length > 20 else 2}f}"


def _scale(one: IssueForecast) -> str:
    return f"{one['lower']:g} to {one['upper']:g}"


def _drawings(found: RivalFound) -> Iterator[Block]:
    """Yield a drawing for each issue on which actors move."""
    if not found["history"]:
        return
    parts: list[Block] = [pictured("moves")]
    for one in found["issues"]:
        by_round: dict[int, list[float]] = {}
        for stand in found["history"]:
            if stand["issue"] == one["issue"] and stand["position"] is not None:
                by_round.setdefault(stand["round"], []).append(stand["position"])
        last = max(by_round)
        step = -(-last // SHOWN_ROUNDS) or 1
        chosen = sorted({*range(0, last, step), last})
        lines = strip_chart([(t, by_round[t]) for t in chosen], one["lower"] or 0.0, one["upper"] or 0.0)
        says = f"On {one['issue']}, how many actors stand where on the scale, in rounds {chosen[0]} to {last}."
        parts += [Prose(one["issue"], indent=1), Drawing(tuple(f" {line}" for line in lines), says)]
    parts.append(note(f"{MANY} stands for ten or more."))
    yield section("How many stand where, round by round", parts)


def _trades(found: RivalFound) -> list[Block]:
    rows = [
        (
            one["first"],
            f"{one['on']} {one['first_shift']:+.1f}",
            one["second"],
            f"{one['against']} {one['second_shift']:+.1f}",
            f"{one['gain']:.2g}",
        )
        for one in found["trades"][:SHOWN_TRADES]
    ]
    heads = [*map(Column, ("first", "shifts", "second", "shifts")), Column("gain", right=True)]
    told: list[Block] = [table(heads, rows), note("Shifts are of the outcome, in points of a scale from 0 to 100.")]
    if len(found["trades"]) > SHOWN_TRADES:
        told.append(note(f"{len(found['trades']) - SHOWN_TRADES} more are in --json."))
    return told


def _states(found: RivalFound) -> Iterator[Block]:
    held = [one for one in found["states"] if one["equilibrium"]]
    rows = [
        (one["state"], ", ".join(one["taken"]) or "no option taken", ", ".join(one["equilibrium"]))
        for one in held[:SHOWN_STATES]
    ]
    heading = f"States that are stable for all, {len(held)} of {len(found['states'])}"
    parts: list[Block] = [table([Column("state", whole=True), "options taken", "by"], rows) if rows else Prose("None.")]
    if len(held) > SHOWN_STATES:
        parts.append(note(f"{len(held) - SHOWN_STATES} more are in --json."))
    parts += [pictured("stability"), note(CONCEPTS)]
    yield section(heading, parts)
    if found["lifts"]:
        lifts = [
            (one["maker"], one["concept"], "as it is" if one["stable"] else _lift(one["places"], one["as_good_as"]))
            for one in found["lifts"]
        ]
        heading = f"Which preferences would make {found['state']} stable?"
        yield section(heading, [table(["decision maker", "by", "stable"], lifts)])


def _lift(places: int, as_good_as: str) -> str:
    """Return how far a state must rise in somebody's order."""
    return f"must rise {places} rank{'s' if places > 1 else ''}, to be as good as {as_good_as}"
