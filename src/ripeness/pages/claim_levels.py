"""A claim that is judged at several levels below which nobody counts as believing that it can win."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.claim_figures import exactly
from ripeness.pages.layout import Block, Column, Prose, table
from ripeness.pages.shares import tens
from ripeness.pages.words import ending_noun, listed, percent
from ripeness.questions.claims.verdict import DEPENDS, EVEN, Level, Verdict

LEAST_SHOWN = 0.025
"""Share of the endings below which an ending that breaks a claim is not named."""

SAID = {"depends": "depends on the assumptions", "not tested": "is not tested"}
"""How a verdict is said of a claim at a level, where not by its own name."""


def apart_by_level(one: Verdict) -> bool:
    """Return whether a claim depends because its levels do not all give the same verdict."""
    return one["verdict"] == DEPENDS and len({level["verdict"] for level in one["levels"]}) > 1


def by_level(one: Verdict) -> str:
    """Return on what a claim depends, and its verdict at each level: neighbours with the same one are told together."""
    runs: list[list[Level]] = []
    for level in one["levels"]:
        if runs and runs[-1][0]["verdict"] == level["verdict"]:
            runs[-1].append(level)
        else:
            runs.append([level])
    told = [f"at {_span(run)} it {SAID.get(run[0]['verdict'], run[0]['verdict'])}" for run in runs]
    return f" on the level below which nobody counts as believing that it can win: {listed(told)}."


def level_shown(one: Verdict) -> str:
    """Return the level at which a claim's share of the versions and its figures are told."""
    return exactly(min((level["below"] for level in one["levels"]), key=lambda below: abs(below - EVEN)), "1")


def levels(one: Verdict, land: bool) -> Iterator[Block]:
    """Yield what a claim gives at each level and what breaks it; nothing where it is judged at none."""
    if not one["levels"]:
        return
    columns = [Column("belief that it can win had fallen below", whole=True)]
    columns += [Column(exactly(level["below"], "1"), right=True, whole=True) for level in one["levels"]]
    rows = [
        ("before this share of the endings", *(percent(level["of_endings"]) for level in one["levels"])),
        ("of 10 versions, in which it is enough", *(tens(level["share"]) for level in one["levels"])),
    ]
    yield table(columns, rows, indent=2, gap=1)
    named = [
        f"{ending_noun(breaker['name'], land)} ({percent(breaker['share'])})"
        for breaker in sorted(one["breakers"], key=lambda breaker: -(breaker["share"] or 0.0))
        if (breaker["share"] or 0.0) >= LEAST_SHOWN
    ]
    if named:
        yield Prose(
            f"Endings before which it had not fallen below, as shares of all endings: {', '.join(named)}.", indent=2
        )


def _span(run: list[Level]) -> str:
    """Return neighbouring levels as a span: ``20 to 70 %``."""
    first, last = (exactly(level["below"], "1") for level in (run[0], run[-1]))
    return last if len(run) == 1 else f"{first.removesuffix(' %')} to {last}"
