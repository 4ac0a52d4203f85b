"""What experts say of numbers, on a page."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.errors import harmless
from ripeness.pages.layout import Block, Column, Facts, Page, Prose, note, section, strong, table
from ripeness.questions.elicit.ask import EQUAL, Asked, Elicited, Judgement, Pool

POOLS = {EQUAL: "pool, equal weights", "performance": "pool, by performance"}
POOR = 0.05
"""A distribution that misses a stated chance by more than this is marked."""


def elicit_page(result: Elicited) -> Page:
    """Return the page."""
    return tuple(_parts(result))


def _parts(result: Elicited) -> Iterator[Block]:
    yield strong(
        f"What {_count(len(result['experts']), 'expert')} say of {_count(len(result['quantities']), 'number')}"
    )
    chances = ", ".join(f"{100 * one:g} %" for one in result["chances"])
    seeds = f"{_count(len(result['seeds']), 'question')} whose answer is known" if result["seeds"] else "none"
    yield Facts((("table", harmless(result["file"])), ("quantiles", chances), ("seeds", seeds)))
    for one in result["advice"]:
        yield Prose(one)
    if result["seeds"]:
        yield section("How well each knew what is known", _experts(result))
    for asked in result["quantities"]:
        unit = f", {harmless(asked['unit'])}" if asked["unit"] else ""
        yield section(f"{harmless(asked['quantity'])}{unit}", _asked(asked))
    yield note(
        "p10: one in ten that it is lower; p90: one in ten that it is higher. Each expert's quantiles are fitted by "
        "the distribution named; it misses a chance that the expert stated by at most so much. A pool is the weighted "
        "mean of the experts' chances."
    )


def _experts(result: Elicited) -> Iterator[Block]:
    heads = ("calibration", "information", "weight")
    columns = [Column("expert"), *(Column(head, right=True, whole=True) for head in heads)]
    rows = []
    for one in result["experts"]:
        figures = (_figure(one["calibration"]), _figure(one["information"]), _percent(one["performance"]))
        rows.append((harmless(one["expert"]), *figures))
    yield table(columns, rows)
    yield note(
        "calibration: near 1 where the known answers fell between the stated quantiles as often as promised, near "
        "0 where they did not. information: how narrow the quantiles are, beside what all together think possible. "
        f"weight: their product, shared out{_cut(result['cutoff'])} (Cooke's classical model, 1991)."
    )


def _asked(asked: Asked) -> Iterator[Block]:
    columns = [Column(""), *(Column(head, right=True, whole=True) for head in ("p10", "p50", "p90"))]
    columns += [Column("fitted by", whole=True), Column("misses", right=True, whole=True)]
    rows = []
    for one in asked["judgements"]:
        rows.append((harmless(one["expert"]), *_shown(one), one["family"], _points(one["misfit"])))
    rows += [(POOLS[one["weights"]], *_shown(one), "", "") for one in asked["pools"]]
    yield table(columns, rows)
    for pool in asked["pools"]:
        poor = f" It misses a chance of the pool by {_points(pool['misfit'])}." if pool["misfit"] > POOR else ""
        yield Prose(f"In a scenario ({POOLS[pool['weights']]}):{poor}", indent=1)
        yield Prose(f"{harmless(asked['quantity'])}: {harmless(pool['yaml'])}", indent=3, hang=2)


def _shown(said: Judgement | Pool) -> tuple[str, str, str]:
    return f"{said['p10']:.4g}", f"{said['p50']:.4g}", f"{said['p90']:.4g}"


def _points(chance: float) -> str:
    rounded = round(100 * chance)
    return f"{rounded} point{'' if rounded == 1 else 's'}" if rounded else "under 1"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3g}" if value >= 0.001 else "<0.001"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.0f} %"


def _cut(cutoff: float) -> str:
    return f"; none below a calibration of {cutoff:g}" if cutoff else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
