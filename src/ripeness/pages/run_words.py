"""A forecast in a few sentences, and how far to trust it."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.arrays import SETTLEMENTS
from ripeness.pages.words import (
    about,
    chance,
    confidence,
    ending_noun,
    horizons,
    last_day,
    likelihood,
    listed,
    percent,
    policy_in_words,
)
from ripeness.questions.summary.summary import Summary

LEAST = 0.05
"""Chance from which an ending is named among the commonest."""


APART = 3
"""Months between two days that are worth telling both."""


def in_words(summary: Summary) -> list[str]:
    """Return what the assumptions give, a paragraph each: how long the war goes on, how it ends, what goes with it.

    Every sentence stands by itself, so that it can be quoted without the next.
    """
    return [" ".join(part(summary)) for part in (_duration, _ways, _hangs_on)]


def trust(summary: Summary) -> str:
    """Return how far the figures can be trusted, and why no further."""
    level, grounds = confidence(summary)
    return " ".join([f"Confidence in these figures is {level} (of low, moderate and high).", *grounds])


def _duration(summary: Summary) -> Iterator[str]:
    first, *later = _told_at(summary)
    yield (
        f"On the assumptions of the scenario '{summary['title']}', with {policy_in_words(summary)}, the chance "
        f"that the war is still fought {_still(summary, first)}."
    )
    for one in later:
        yield f"The chance that it is still fought {_still(summary, one)}."
    yield from _agreed(summary)


def _told_at(summary: Summary) -> list[int]:
    """Return the months ahead that are told: a year and three years, and the end of next year if it lies apart."""
    ahead = horizons(summary, (12, 36))
    ends = [at for at, month in enumerate(summary["months"]) if at and month.endswith("-01")][1:2]
    return sorted({*ahead, *(one for one in ends if min(abs(one - at) for at in ahead) >= APART)})


def _still(summary: Summary, ahead: int) -> str:
    mean = chance(summary["ongoing"][ahead]["mean"])
    day = last_day(summary["months"][ahead])
    return f"on {day} is {about(mean)} ({likelihood(mean)})"


def _agreed(summary: Summary) -> Iterator[str]:
    """Yield the chance of a first ceasefire or settlement by the ends of this year and of the next, if shown."""
    months = summary["months"]
    ends = [at for at, month in enumerate(months) if at and month.endswith("-01")][:2]
    told = [
        f"by {last_day(months[at])}{' it' * (at != ends[0])} is {about(chance(mean))}"
        for at in ends
        if (mean := summary["stopped"][at]["mean"]) is not None
    ]
    if told:
        yield f"The chance of a first ceasefire or settlement {'; '.join(told)}."


def _ways(summary: Summary) -> Iterator[str]:
    """Yield the commonest ending and the next, with those that are printed as equally likely."""
    at = horizons(summary, (12, 36))[-1]
    chances = {name: chance(path["by_month"][at]) for name, path in summary["endings"].items()}
    day, alike = last_day(summary["months"][at]), {}  # type: str, dict[str, list[str]]
    for name in sorted(chances, key=lambda name: -chances[name]):
        if chances[name] >= LEAST:
            alike.setdefault(percent(chances[name]), []).append(ending_noun(name, summary["land"]))
    told = [f"{listed(those)} ({printed}{' each' * (len(those) > 1)})" for printed, those in alike.items()]
    if not told:
        yield f"By {day} no single ending has a chance of 5 % or more."
        return
    several = len(next(iter(alike.values()))) > 1
    first = f"The commonest ending{'s' * several} by {day} {'are' if several else 'is'} {told[0]}"
    yield f"{first}, then {told[1]}." if len(told) > 1 else f"{first}."


def _hangs_on(summary: Summary) -> Iterator[str]:
    telling = summary["assumptions"]
    ripe = summary["ripe"][0]
    if ripe is not None:
        yield (
            "The chance that a deal is in reach today, on terms that both sides prefer to fighting on, is "
            f"{about(ripe)}."
        )
        yield from _unsigned(summary, ripe)
    if not summary["evidence"]["uncertain"]:
        yield "The scenario states every number as certain, so that it cannot be said which one the forecast hangs on."
    elif not telling["enough_draws"]:
        yield "These draws are too few to tell which assumption is most closely tied to the war's length."
    else:
        yield from _telling(summary)


def _unsigned(summary: Summary, ripe: float) -> Iterator[str]:
    """Yield why hardly any deal is signed, where one is likely to be in reach."""
    at = horizons(summary, (12, 36))[-1]
    settled = sum(
        chance(summary["endings"][name]["by_month"][at]) for name in SETTLEMENTS if name in summary["endings"]
    )
    if ripe < 0.5 or settled >= LEAST:
        return
    without = chance(summary["talks"]["in_earnest"][0])
    why = (
        "there is no table, a meeting of both that may settle, at which to sign"
        if without >= ripe - 0.025
        else "the sides seldom meet at a table that may settle, or have no text that both work from"
    )
    yield f"Yet the chance that one is signed by {last_day(summary['months'][at])} is {about(settled)}: {why}."


def _telling(summary: Summary) -> Iterator[str]:
    telling = summary["assumptions"]
    beyond = [one for one in telling["most"] if abs(chance(one["rank_correlation"])) > chance(telling["by_luck"])]
    if not beyond:
        yield (
            "The war's length depends on many assumptions; none of them stands out. The chance of an agreement by a "
            "given day may depend on one: see ripeness drivers."
        )
        return
    way = "longer" if chance(beyond[0]["rank_correlation"]) > 0 else "shorter"
    yield f"Of the uncertain assumptions, the one most closely tied to the war's length is '{beyond[0]['meaning']}'."
    yield f"Where that is higher, the war tends to be {way}."
