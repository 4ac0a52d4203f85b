"""Figures and lists of the pages on plans, in words and in the width of a column."""

from __future__ import annotations

from collections.abc import Sequence

from ripeness.pages.words import FEW_DRAWS, listed
from ripeness.questions.plans.result import Band, Figure, Provision


def tens(share: Figure) -> str:
    """Return a share of the sets of assumptions out of ten: ``7``; 10 and 0 only where it is all and none."""
    if share is None:
        return "-"
    if share >= 1 - 1e-9:
        return "10"
    if share <= 1e-9:
        return "0"
    whole = int(10 * share + 0.5 + 1e-9)
    return {0: "<1", 10: ">9"}.get(whole, str(whole))


def of_ten(share: Figure, sets: str = "sets of assumptions") -> str:
    """Return a share of the sets of assumptions: ``in 7 of 10 sets of assumptions``, ``in all ...``, ``in no ...``."""
    told = tens(share)
    one = "set" + sets.removeprefix("sets")
    words = {"-": f"in no {one} that counts", "10": f"in all {sets}", "0": f"in no {one}"}
    words |= {"<1": f"in fewer than 1 of 10 {sets}", ">9": f"in more than 9 of 10 {sets}"}
    return words.get(told, f"in {told} of 10 {sets}")


def caution(effective: Figure, draws: int, uncertain: int, record: bool) -> str:
    """Return the warning that must come first where few draws count, or nothing."""
    if not uncertain or (effective or 0.0) >= FEW_DRAWS:
        return ""
    grounds = "the record leaves" if record else "the weights leave"
    return (
        f"CAUTION: {grounds} an effective sample of {effective or 0.0:.0f} of {draws} draws, fewer than {FEW_DRAWS}. "
        "Take this as a trial, not to quote; more --draws would help."
    )


def signed(value: Figure) -> str:
    """Return a share of a side's aims in hundredths, with its sign."""
    if value is None:
        return "-"
    return f"{value:+.2f}" if round(value, 2) else "0.00"


def between(of: Band) -> str:
    """Return a band in the width of a column, in hundredths: ``-12..8``."""
    if of["p10"] is None or of["p90"] is None:
        return "-"
    return f"{round(100 * of['p10'])}..{round(100 * of['p90'])}"


def span(of: Band) -> str:
    """Return a band in prose: ``-0.12 to +0.08``."""
    low, high = signed(of["p10"]), signed(of["p90"])
    return low if low == high else f"{low} to {high}"


def place(value: Figure) -> str:
    """Return where an issue stands on its scale."""
    return "-" if value is None else f"{value:.2f}"


def places(of: Band) -> str:
    """Return between where and where an issue moves."""
    low, high = place(of["p10"]), place(of["p90"])
    return low if low == high else f"{low} to {high}"


def numbered(points: Sequence[str]) -> str:
    """Return the numbers of points: ``points 6 and 21b``."""
    return f"point{'s' * (len(points) != 1)} {listed(points)}" if points else "no point"


def named(provision: Provision) -> str:
    """Return a provision with the points that speak of it."""
    return f"{provision['title']} ({numbered(provision['points']) if provision['points'] else 'in no point'})"


def sentence(text: str) -> str:
    """Return a note as a sentence."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
