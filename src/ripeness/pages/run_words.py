"""A forecast in three sentences, and how far to trust it."""

from __future__ import annotations

from ripeness.pages.words import (
    ENDING_NOUNS,
    chance,
    confidence,
    horizons,
    in_ten,
    last_day,
    likelihood,
    listed,
    policy_in_words,
)
from ripeness.questions.summary.summary import Summary


def three_sentences(summary: Summary) -> list[str]:
    """Return what the assumptions give: how long the war goes on, how it ends, and what that hangs on."""
    return [one for one in (_duration(summary), _ways(summary), _hangs_on(summary)) if one]


def trust(summary: Summary) -> str:
    """Return how far the figures can be trusted, and why no further."""
    level, grounds = confidence(summary)
    return f"Confidence in these figures is {level} (of low, moderate, high): {listed(grounds)}."


def _duration(summary: Summary) -> str:
    ahead = horizons(summary, (12, 36))
    told = []
    for one in ahead:
        odds = chance(summary["ongoing"][one]["mean"])
        told.append(f"on {last_day(summary['months'][one])} in {in_ten(odds)} cases ({likelihood(odds)})")
    return (
        f"On the assumptions of the scenario '{summary['title']}', with {policy_in_words(summary)}, the war is still "
        f"fought {listed(told)}."
    )


def _ways(summary: Summary) -> str:
    at = horizons(summary, (12, 36))[-1]
    odds = {name: chance(path["by_month"][at]) for name, path in summary["endings"].items()}
    ranked = [name for name in sorted(odds, key=lambda name: -odds[name]) if odds[name] >= 0.05]
    day = last_day(summary["months"][at])
    if not ranked:
        return f"By {day} no single ending reaches 1 case in 20."
    told = [f"{ENDING_NOUNS[name]} ({in_ten(odds[name])})" for name in ranked[:2]]
    first = f"The commonest ending by {day} is {told[0]}"
    return f"{first}, then {told[1]}." if len(told) > 1 else f"{first}."


def _hangs_on(summary: Summary) -> str:
    telling = summary["assumptions"]
    if not summary["evidence"]["uncertain"]:
        return "The scenario states every number as certain, so that nothing can be said of what this hangs on."
    if not telling["enough_draws"]:
        return "Which assumption this hangs on, these draws are too few to tell."
    beyond = [one for one in telling["most"] if abs(chance(one["rank_correlation"])) > chance(telling["by_luck"])]
    ripe = summary["ripe"][0]
    today = (
        "" if ripe is None else f"; a deal that both prefer to fighting on is in reach today in {in_ten(ripe)} cases"
    )
    if not beyond:
        return f"No single assumption stands out as the one this hangs on{today}."
    way = "longer" if chance(beyond[0]["rank_correlation"]) > 0 else "shorter"
    return f"It goes most with '{beyond[0]['meaning']}': the higher that is, the {way} the war lasts{today}."
