"""Twenty such wars: equally likely ones, each a dot at the time of its end, with the letter of how it ends."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from ripeness.arrays import ENDINGS
from ripeness.figures.axes import data
from ripeness.figures.endings import FIGHTING, GOING, LETTERS, TRUCE, in_order, labelled, legend, shares_going
from ripeness.figures.endings import chosen as chosen
from ripeness.figures.figure import Tables, needed
from ripeness.figures.theme import COLOURS, LETTER, WIDTH
from ripeness.pages.words import ending_noun, last_day, listed
from ripeness.questions.summary.summary import Summary

TITLE = "Twenty such wars: when and how does each end?"

WARS = 20
BINS = 10
"""Stretches of time into which the months shown are cut."""

BELOW = 78
"""Pixels from the dots to the legend: the names of the stretches of time stand between."""


def tables(summary: Summary) -> Tables:
    """Return a row for each of twenty wars: how it ends, in which stretch of time, and its place among those."""
    met, last, land = in_order(summary), summary["months_ahead"][-1], summary["land"]
    paths = {one: [c or 0.0 for c in summary["endings"][one]["by_month"]] for one in met}
    going = shares_going(summary, -1)
    many = shared_out([*(paths[one][-1] for one in met), *going.values()], WARS)
    step = max(1, math.ceil(last / BINS))
    rows: list[dict[str, Any]] = []
    for ending, count in zip([*met, *going], many, strict=True):
        for number in range(count):
            bin_ = None if ending in GOING else _bin(paths[ending], (number + 0.5) / count, step)
            rows.append({
                "ending": ending, "label": labelled(ending, land), "noun": ending_noun(ending, land),
                "letter": LETTERS.get(ending, "-"), "order": bin_,
                "when": "later" if bin_ is None else _until(summary, (bin_ + 1) * step),
            })  # fmt: skip
    later = math.ceil(last / step)
    for row in rows:
        row["order"] = later if row["order"] is None else row["order"]
    rows.sort(key=lambda one: one["order"])
    seen: Counter[int] = Counter()
    for number, row in enumerate(rows, 1):
        seen[row["order"]] += 1
        row.update({"war": number, "place": seen[row["order"]], "shown_until": last_day(summary["months"][-1])})
    labels = [_until(summary, (one + 1) * step) for one in range(later)] + ["later"]
    return {"wars": rows, "times": [{"order": number, "when": label} for number, label in enumerate(labels)]}


def shared_out(chances: list[float], many: int) -> list[int]:
    """Return whole numbers that add up to `many`, as near to the chances as they can be: largest remainders first."""
    total = math.fsum(chances) or 1.0
    exact = [many * one / total for one in chances]
    whole = [math.floor(one + 1e-9) for one in exact]
    by_rest = sorted(range(len(exact)), key=lambda at: whole[at] - exact[at])
    for at in by_rest[: many - sum(whole)]:
        whole[at] += 1
    return whole


def _bin(path: list[float], share: float, step: int) -> int:
    """Return the stretch of time by whose end so large a share of an ending's chance has come."""
    at = next(number for number, one in enumerate(path) if one >= share * path[-1] * (1 - 1e-12))
    return max(0, at - 1) // step


def _until(summary: Summary, ahead: int) -> str:
    day = last_day(summary["months"][min(ahead, len(summary["months"]) - 1)], short=True)
    return f"by {day.split(' ', 1)[1]}"


def sentence(tables: Tables) -> str:
    """Return how many of the twenty end, and how."""
    found: Counter[str] = Counter(str(one["ending"]) for one in tables["wars"])
    nouns = {str(one["ending"]): one["noun"] for one in tables["wars"]}
    parts = [f"{found[one]} by {nouns[one]}" for one in ENDINGS if found[one]]
    ended, until = WARS - found[FIGHTING] - found[TRUCE], tables["wars"][0]["shown_until"]
    how = f": {listed(parts)}" if parts else ""
    verb = "ends" if ended == 1 else "end"
    return (
        f"Of twenty equally likely wars that follow from these assumptions, {ended} {verb} by {until}{how}; "
        f"{found[FIGHTING]} {'goes' if found[FIGHTING] == 1 else 'go'} on"
        f"{f', and in {found[TRUCE]} a truce holds' if found[TRUCE] else ''}."
    )


def chart(land: bool = False) -> Any:
    """Return the chart: a column of dots for each stretch of time, and one for the wars that go on."""
    alt = needed("altair")
    times = alt.X("order:O", title=None, axis=alt.Axis(labels=False, ticks=False, domain=True, grid=False))
    colour = alt.Color(
        "label:N", scale=alt.Scale(**legend(land)),
        legend=alt.Legend(offset=BELOW, symbolType="circle", symbolStrokeColor=COLOURS["quiet"], symbolStrokeWidth=1),
    )  # fmt: skip
    place = alt.Y("place:O", axis=None, sort="descending")
    dots = data("wars").mark_circle(size=360, opacity=1, stroke=COLOURS["quiet"], strokeWidth=1)
    letters = data("wars").mark_text(fontSize=12, fontWeight="bold", baseline="middle")
    ink = alt.condition("datum.letter == '-'", alt.value(COLOURS["ink"]), alt.value(LETTER))
    below = data("times").mark_text(angle=315, align="right", baseline="top", dy=6, dx=4, fontSize=12, clip=False)
    return alt.layer(
        dots.encode(x=times, y=place, color=colour),
        letters.encode(x=times, y=place, text="letter:N", color=ink),
        below.encode(x=times, y=alt.YValue("height"), text="when:N"),
    ).properties(width=WIDTH, height=alt.Step(24))
