"""What attending talks gives the attacker, in words and a table."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.arrays import ATTENDING
from ripeness.pages.layout import QUIET, STRONG, Column, Row, Table, table
from ripeness.pages.shares import in_versions, tens
from ripeness.pages.words import chance, month_in_words
from ripeness.questions.explain.attending import ROUNDING, Attending, Gain
from ripeness.statistics.bands import Figure

AT_ONCE = ("cost", "side_deals_now", "partial_deals")
"""Parts that fall in the month itself; the others come after it."""

MECHANISMS = ("punishment", "pressure", "side_deals")


def attending_words(result: Attending, as_of: str, uncertain: bool) -> Iterator[str]:
    """Yield whether attending gives the attacker more than staying away, and through what most."""
    worth, month = result["worth"], month_in_words(as_of)
    mean = chance(worth["mean"])
    if abs(mean) <= ROUNDING and not worth["above"] and not worth["below"]:
        yield (
            f"On the scenario's assumptions, attending talks in {month} gives the attacker neither more nor less than "
            "staying away."
        )
        return
    more = "more" if mean > 0 else "less"
    yield (
        f"On the scenario's assumptions, attending talks in {month} is worth {more} to the attacker than staying away"
        f"{', on average' if uncertain else ''}: {_share(abs(mean))} of the prize."
    )
    if uncertain:
        yield f"It is worth more {in_versions(worth['above'])}, and less {in_versions(worth['below'])}."
    parts = {part: chance(result["parts"][part]["mean"]) for part in MECHANISMS}
    first = max(parts, key=lambda part: parts[part])
    if mean > 0 and parts[first] > ROUNDING:
        yield f"The largest part of that, by a split that is ours, is {ATTENDING[first]} ({_share(parts[first])})."


def attending_table(result: Attending, uncertain: bool) -> Table:
    """Return the parts; bands over versions of the argument where any number is uncertain."""
    columns = [Column("per cent of the prize"), Column("mean", right=True, whole=True)]
    if uncertain:
        columns += [Column(head, right=True) for head in ("8 in 10 versions", "above nil", "below")]
    rows: list[Row] = []
    for part, meaning in ATTENDING.items():
        if part == AT_ONCE[0]:
            rows.append(_headed("in the month itself", len(columns)))
        if part == MECHANISMS[0]:
            rows.append(_headed("what comes of it later, through", len(columns)))
        rows.append(Row((f"  {meaning}", *_cells(result["parts"][part], uncertain))))
    rows.append(Row(("in all, over staying away", *_cells(result["worth"], uncertain)), STRONG))
    return table(columns, rows)


def _headed(text: str, columns: int) -> Row:
    return Row((text, *[""] * (columns - 1)), QUIET)


def attending_note(as_of: str, uncertain: bool) -> str:
    """Return how the parts are computed, and what they are silent about."""
    counts = "'Above nil', 'below': in how many of 10 versions. " if uncertain else ""
    return (
        f"{counts}Each later part is what is lost when the same game is solved again from {month_in_words(as_of)} on "
        "without one mechanism. Punishment: none comes into force. Pressure: the mediator's indulgence costs the "
        "defender nothing and feeds no hope. Side deals: they bring the attacker nothing. 'Delay and the rest' is what "
        "is left without all three: time gained counts through these in our model. Means over the states that the war "
        "may be in, whether or not a deal is in reach. Rounded one by one. It follows from the assumptions and says "
        "nothing of a person."
    )


def _cells(gain: Gain, uncertain: bool) -> list[str]:
    mean = _signed(gain["mean"])
    if not uncertain:
        return [mean]
    low, high = _signed(gain["p10"]), _signed(gain["p90"])
    return [mean, low if low == high else f"{low} to {high}", tens(gain["above"]), tens(gain["below"])]


def _signed(value: Figure) -> str:
    if value is None:
        return "-"
    if abs(value) <= ROUNDING:
        return "0"
    return "~0" if abs(value) < 0.00005 else f"{100 * value:+.2f}"


def _share(value: float) -> str:
    return "less than 0.01 %" if value < 0.00005 else f"{100 * value:.2g} %"
