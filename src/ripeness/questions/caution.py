"""What must be said first of an answer that rests on few versions of the argument, on a page and in Python alike."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ripeness.statistics.bands import Figure

FEW_DRAWS, FEW_SHARE = 50, 0.10
"""Fewer effective draws than this, or a smaller share of the draws, are warned of in the first line."""


def few_draws(
    effective: Figure,
    draws: int,
    record: bool,
    of: str = "the argument",
    option: str = "--draws ",
    among: int = 1,
    kept: int = 0,
) -> str:
    """Return the warning that comes first where fewer draws count than a forecast to quote needs, or nothing.

    Parameters
    ----------
    effective : how many equally weighted draws would say as much. record : whether the record weighs them.
    of : what they are versions of. option : how more are asked for, before their number. among : how many views share
        what is asked for. kept : so many that fit the record are kept for each; where more are asked for, all are new.
    """
    count = effective or 0.0
    if count >= FEW_DRAWS:
        return ""
    needed = 50 * math.ceil(among * draws * FEW_DRAWS / count / 50) if count > 0 else 0
    more = f"{needed} versions or more ({option}{needed})" if needed else "more versions"
    if kept >= FEW_DRAWS and kept != draws:
        more = f"{among * kept} versions ({option}{among * kept}): so many are kept that fit the record"
    told = f"CAUTION: not to be quoted: {count_as(count, draws, record, of)}, and {FEW_DRAWS} are needed."
    if kept >= FEW_DRAWS and kept == draws:
        only = "No more that fit the record are kept for every view"
        return f"{told} {only}: more would be drawn anew, of which fewer may count."
    return f"{told} Ask for {more}."


def small_share(effective: Figure, draws: int, record: bool) -> str:
    """Return the warning that comes first where a small share of the draws carries most of the weight, or nothing."""
    count = effective or 0.0
    if count >= FEW_SHARE * draws:
        return ""
    told = count_as(count, draws, record, "the argument")
    return f"CAUTION: few versions carry most of the weight: {told}, less than a tenth of them."


def count_as(effective: float, draws: int, record: bool, of: str) -> str:
    """Return in a clause as how many equal ones some versions count; `record`, `of` : as for `few_draws`."""
    weighed = "weighed by the record, " if record else ""
    equal = "equal one" if round(effective) == 1 else "equal ones"
    which = f"this one version of {of} counts" if draws == 1 else f"these {draws} versions of {of} count"
    return f"{weighed}{which} as {effective:.0f} {equal}"


def caution(content: Mapping[str, Any], finished: int) -> str:
    """Return what must be said first of an answer's content, or nothing.

    Nothing is said where no number is uncertain, so that every version says the same, nor of a single version, which is
    asked for by itself.

    Parameters
    ----------
    finished : sets of assumptions that it rests on.
    """
    weighed = list(_weighed(content))
    if not weighed or not _uncertain(content, finished):
        return ""
    draws = content["draws"] if isinstance(content.get("draws"), int) else finished
    views = content.get("views", ())
    of, shared = "each view" if len(views) > 1 else "the argument", isinstance(views, Mapping)
    effective, record = min(weighed)
    few = few_draws(effective, draws, record, of, "draws=", len(views) if shared else 1)
    whole = isinstance(content.get("record"), Mapping)  # a forecast's summary, whose page warns of this too
    return few or (small_share(effective, draws, record) if whole else "")


def _uncertain(content: Mapping[str, Any], finished: int) -> bool:
    evidence = content.get("evidence")
    if isinstance(evidence, Mapping):
        return bool(evidence["uncertain"])
    return bool(content.get("uncertain", finished > 1)) and not content.get("central")


def _weighed(content: Mapping[str, Any]) -> Iterator[tuple[float, bool]]:
    """Yield for each part that says so how many equal versions it counts as, and whether the record weighs them."""
    record, views = content.get("record", True), content.get("views")
    if isinstance(record, Mapping):
        yield record.get("effective_sample_size") or 0.0, bool(record.get("used"))
    elif content.get("effective_sample_size") is not None:
        yield content["effective_sample_size"], bool(content.get("weighed", record))
    for one in (*content.get("answers", ()), *(views.values() if isinstance(views, Mapping) else ())):
        yield from _weighed(one)
