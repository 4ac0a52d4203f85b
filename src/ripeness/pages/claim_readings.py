"""A claim about a side's belief that it can win, in three readings of such a belief side by side."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.claim_figures import with_unit
from ripeness.pages.layout import QUIET, Block, Column, Prose, table
from ripeness.pages.shares import of_ten, tens
from ripeness.questions.claims.verdict import Reading, Verdict


def readings(one: Verdict) -> Iterator[Block]:
    """Yield a claim's verdict in each reading; nothing where it is not about a side's belief that it can win."""
    if not one["readings"]:
        return
    difference = one["value"] is not None and one["value"]["difference"]
    columns = [
        Column("belief that it can win", whole=True),
        Column("on average", right=True),
        Column("holds in", right=True),
        Column("so read", whole=True),
    ]
    rows = [
        (
            reading["name"],
            with_unit(reading["mean"], reading["unit"], difference),
            _holds_in(reading),
            reading["verdict"],
        )
        for reading in one["readings"]
    ]
    yield table(columns, rows, indent=2, gap=2)
    counts = [reading["name"] for reading in one["readings"] if reading["counts"]]
    reasons = [f"{reading['name']}: {reading['why']}" for reading in one["readings"] if reading["why"]]
    yield Prose(f"The verdict is that of '{counts[0]}'.{''.join(f' {reason}.' for reason in reasons)}", QUIET, 2)


def _holds_in(reading: Reading) -> str:
    """Return in how many versions it holds: over all levels that are judged, since the verdict rests on all of them."""
    least, most = (of_ten(reading[end], "versions") for end in ("least", "most"))  # type: ignore[literal-required]
    return most if least == most else f"{tens(reading['least'])} to {most}"
