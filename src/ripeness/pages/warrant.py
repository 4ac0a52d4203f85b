"""What a printed probability rests on: how many draws count, how heavy their tail is, and the error that they leave."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ripeness.pages.words import chance
from ripeness.questions.caution import FEW_DRAWS
from ripeness.questions.summary.summary import Summary
from ripeness.questions.until import AIMED, MOST
from ripeness.statistics.bands import Figure
from ripeness.statistics.pareto import UNSAFE

LARGE = 0.02
"""A Monte Carlo error above this is warned of: it can move a chance that is rounded to 5 points."""


def cautions(effective: Figure, khat: Figure, error: Figure, uncertain: bool = True, draws: int = 0) -> str:
    """Return what a reader must know before relying on a chance, in one paragraph; nothing where all is well.

    effective : how many equally weighted draws would say as much; below `FEW_DRAWS` another line says so first.
    khat : shape of the weights' tail. error : of the chance, from the number of draws alone. draws : taken so far.
    """
    return " ".join(_cautions(effective, khat, error, draws)) if uncertain else ""


def warned(summary: Summary) -> str:
    """Return what a reader of a forecast must know before relying on its chances: of the largest error of any month."""
    errors = [chance(one) for one in summary["monte_carlo_error"]]
    record = summary["record"]
    uncertain = summary["evidence"]["uncertain"] > 0
    draws = summary["draws"]["finished"]
    return cautions(record["effective_sample_size"], record["khat"], max(errors, default=0.0), uncertain, draws)


def _cautions(effective: Figure, khat: Figure, error: Figure, draws: int) -> Iterator[str]:
    few = FEW_DRAWS <= chance(effective) < AIMED
    heavy, large = chance(khat) > UNSAFE, chance(error) > LARGE
    if few:
        yield f"The versions count as {chance(effective):.0f} equal ones, and {AIMED} are aimed at."
    if heavy:
        yield f"A few versions carry so much weight (Pareto k {chance(khat):.2f}, above .7) that more may change this."
    if large:
        yield f"The number of versions alone leaves an error of up to {100 * chance(error):.1f} points."
    if (few or heavy or large) and draws < MOST:
        yield f"More are drawn with --until-effective {_aimed_at(chance(effective))}."


def _aimed_at(effective: float) -> int:
    """Return how many equal ones to draw on for: what is aimed at, or twice as many as there are, in full hundreds."""
    return AIMED if effective < AIMED else min(MOST, 100 * math.ceil(effective / 50))


def warrant_rows(effective: Figure, khat: Figure, error: Figure, draws: int) -> list[tuple[str, str]]:
    """Return the rows of a page that say on what a chance rests."""
    tail = "none that could be judged" if khat is None else f"Pareto k {khat:.2f}; above .7 means mislead"
    return [
        ("draws", f"{draws}, which count as {chance(effective):.0f} equal ones"),
        ("tail of weights", tail),
        ("error", f"±{100 * chance(error):.1f} points, from the number of draws alone"),
    ]
