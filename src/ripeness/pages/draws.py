"""The draws behind the figures of a forecast."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.layout import Block, Facts
from ripeness.pages.words import chance, horizons, last_day
from ripeness.questions.summary.summary import Summary
from ripeness.statistics.bands import Figure
from ripeness.statistics.pareto import UNSAFE

DRAWN_FROM = {
    "prior": "drawn as the scenario states them",
    "shipped": "drawn more often where the record fits, as was learnt for this scenario",
    "learned": "drawn more often where the record fits, as was learnt for this scenario",
    "borrowed": "drawn more often where the record fits, as was learnt for another text of this scenario",
}
"""Where draws come from, by the name in the provenance; weights make up for it."""


def draws(summary: Summary) -> Iterator[Block]:
    """Yield how many versions there are, whence, what they count as, and the error that their number leaves."""
    record, at = summary["record"], horizons(summary, (24,))[-1]
    error = chance(summary["monte_carlo_error"][at])
    origin = str(summary["provenance"].get("proposal", ""))
    rows = [
        (
            "draws",
            f"{summary['draws']['finished']} versions of the argument, {DRAWN_FROM.get(origin, origin or 'as stated')}",
        ),
        ("effective", f"{chance(record['effective_sample_size']):.0f} equally weighted ones"),
        ("tail", _tail(record["khat"])),
        ("error", f"±{100 * error:.1f} points on the chance for {last_day(summary['months'][at])}, from draws alone"),
    ]
    yield Facts(tuple(rows))


def _tail(k: Figure) -> str:
    if k is None:
        return "the weights have no tail that could be judged"
    return (
        f"Pareto k {k:.2f} of the largest weights, {'above' if k > UNSAFE else 'below'} the .7 from which means mislead"
    )
