"""Figures and lists of the pages on plans, in words and in the width of a column."""

from __future__ import annotations

from collections.abc import Sequence

from ripeness.pages.shares import tens
from ripeness.pages.words import few_draws, listed
from ripeness.questions.plans.result import Moved, Provision
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.bands import Band, Figure


def counted(share: Figure) -> str:
    """Return a share of the versions of the argument in a column of counts out of ten: ``7``; 10 where it is all."""
    told = tens(share)
    return {"all": "10", "none": "0"}.get(told, told)


def caution(effective: Figure, draws: int, uncertain: int, record: bool) -> str:
    """Return the warning that must come first where few draws count, or nothing."""
    return few_draws(effective, draws, record) if uncertain else ""


def asked_in_words(policy: str, draws: int, uncertain: int, record: bool) -> list[tuple[str, str]]:
    """Return what was asked as facts: what is adopted, and over how many versions of the argument."""
    facts = [("policy", "nothing new adopted" if policy == STATUS_QUO else policy)]
    if uncertain:
        fit = "; those that fit the record count for more" if record else ""
        facts.append(("versions", f"{draws} versions of the argument{fit}"))
    return facts


def between(of: Band) -> str:
    """Return a band of shares of the prize in the width of a column, in per cent: ``-12..8``."""
    if of["p10"] is None or of["p90"] is None:
        return "-"
    return f"{round(100 * of['p10'])}..{round(100 * of['p90'])}"


def place(value: Figure) -> str:
    """Return where an issue stands on its scale."""
    return "-" if value is None else f"{value:.2f}"


def places(of: Band) -> str:
    """Return the range over which an issue moves."""
    low, high = place(of["p10"]), place(of["p90"])
    return low if low == high else f"{low} to {high}"


def stands_and_moves(moved: Moved) -> tuple[str, str]:
    """Return where a provision stands and moves to: by name where its steps have names, else on its scale."""
    if moved["steps"] is None:
        return place(moved["stands_at"]), places(moved["moves_to"])
    stands, low, high = moved["steps"]
    return stands, low if low == high else f"{low} to {high}"


def numbered(points: Sequence[str]) -> str:
    """Return the numbers of points: ``points 6 and 21b``."""
    return f"point{'s' * (len(points) != 1)} {listed(points)}" if points else "no point"


def provision_in_words(provision: Provision) -> str:
    """Return a provision with the points that speak of it."""
    return f"{provision['title']} ({numbered(provision['points']) if provision['points'] else 'in no point'})"


def sentence(text: str) -> str:
    """Return a note as a sentence."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
