"""Claims counted by verdict, those of others apart from those of whoever wrote the file."""

from __future__ import annotations

from collections.abc import Sequence

from ripeness.questions.claims.verdict import DEPENDS, FAILS, HOLDS, ORDER, Report, Verdict

OURS = "ours"
"""Who says a claim that whoever wrote the file added."""


def apart(report: Report) -> tuple[list[Verdict], list[Verdict]]:
    """Return the claims of others, and those of whoever wrote the file."""
    ours = [one for one in report["claims"] if one["by"] == OURS]
    return [one for one in report["claims"] if one["by"] != OURS], ours


def counted(claims: Sequence[Verdict]) -> str:
    """Return how many there are, and how many of each verdict."""
    counts = {verdict: sum(one["verdict"] == verdict for one in claims) for verdict in ORDER}
    words = [f"{count} {_verb(verdict, count)}" for verdict, count in counts.items() if count]
    return f"{len(claims)}: {', '.join(words)}"


def _verb(verdict: str, count: int) -> str:
    """Return a verdict as said of so many claims: one holds, two hold."""
    return verdict.removesuffix("s") if verdict in (FAILS, DEPENDS, HOLDS) and count != 1 else verdict
