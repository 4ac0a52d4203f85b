"""Claims counted by verdict, those of others apart from those of whoever wrote the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ripeness.pages.words import listed
from ripeness.questions.claims.verdict import DEPENDS, FAILS, HOLDS, ORDER, Report, Verdict

OURS = "ours"
"""Who says a claim that whoever wrote the file added."""


FARE = {
    "fails": ("fails", "fail"),
    "depends": ("depends on the assumptions", "depend on the assumptions"),
    "contested": ("is contested", "are contested"),
    "not testable here": ("is not testable here", "are not testable here"),
    "not checked": ("is not checked", "are not checked"),
    "not tested": ("is not tested", "are not tested"),
    "holds": ("holds", "hold"),
}
"""How claims with a verdict fare: one of them, several."""


def apart(report: Report) -> tuple[list[Verdict], list[Verdict]]:
    """Return the claims of others, and those of whoever wrote the file."""
    ours = [one for one in report["claims"] if one["by"] == OURS]
    return [one for one in report["claims"] if one["by"] != OURS], ours


def counted(claims: Sequence[Verdict]) -> str:
    """Return how many there are, and how many of each verdict."""
    counts = {verdict: sum(one["verdict"] == verdict for one in claims) for verdict in ORDER}
    words = [f"{count} {_verb(verdict, count)}" for verdict, count in counts.items() if count]
    return f"{len(claims)}: {', '.join(words)}"


def in_words(report: Report) -> Iterator[str]:
    """Yield how the claims fare, and what a verdict says."""
    stated, _ = apart(report)
    if stated:
        counts = {verdict: sum(one["verdict"] == verdict for one in stated) for verdict in ORDER}
        told = listed([f"{count} {FARE[verdict][count != 1]}" for verdict, count in counts.items() if count])
        yield f"Of {len(stated)} claim{'s' * (len(stated) != 1)} of the argument, {told}."
    yield (
        "A claim that holds follows from the assumptions of the scenario in at least nine of ten versions of the "
        "argument, or is what the data say."
    )
    yield "That it follows does not show that it is true: the assumptions may be wrong."


def _verb(verdict: str, count: int) -> str:
    """Return a verdict as said of so many claims: one holds, two hold."""
    return verdict.removesuffix("s") if verdict in (FAILS, DEPENDS, HOLDS) and count != 1 else verdict
