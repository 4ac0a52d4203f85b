"""What a settlement would fix: each issue on average, and the commonest settlements as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.layout import Block, Column, Prose, note, pictured, table
from ripeness.pages.names import inside
from ripeness.pages.shares import of_prize
from ripeness.pages.words import chance, percent, where_terms_lie
from ripeness.questions.summary.summary import Summary

NEAR = " A text is near where its worth to each side differs by no more than a tenth of the prize."

SCALE_WIDTH = 16
"""Columns of the scale from one side's ideal to the other's."""


def terms_if_settled(summary: Summary) -> Iterator[Block]:
    """Yield where each issue ends on average."""
    known = {name: one for name, one in summary["terms"].items() if one["mean"] is not None}
    if not known:
        yield Prose("No settlement is met within the months shown.")
        return
    names = summary["names"]
    a, d = inside(names.get("attacker", "the attacker")), inside(names.get("defender", "the defender"))
    columns = [
        Column("issue", most=32),
        Column(f"0{'1':>{SCALE_WIDTH - 1}}", whole=True, alone="from 0 to 1"),
        Column("mean", right=True),
        Column("on average"),
    ]
    rows = []
    for one in known.values():
        mean = chance(one["mean"])
        named = one["indivisible"] or one["step"] is not None
        where = f"{a} gets it in {percent(mean)}" if one["indivisible"] else one["step"] or where_terms_lie(mean, a, d)
        printed = "" if named else _share(mean)
        rows.append((one["title"], _whisker(mean, chance(one["p10"]), chance(one["p90"])), printed, where))
    yield pictured("terms")
    yield table(columns, rows)
    yield note(
        f"0 is what {d} would like best, 1 what {a} would like best. The dot is the mean; the line spans eight of ten "
        "versions of the argument, each counted by its chance of a settlement. An issue that cannot be divided goes "
        "whole to one side: the last column says in how many of 100 settlements. Where an issue has named steps, the "
        "last column names the step nearest to the mean."
    )


def _whisker(mean: float, p10: float, p90: float, width: int = SCALE_WIDTH) -> str:
    def place(share: float) -> int:
        return min(width - 1, max(0, round(share * (width - 1))))

    cells = ["·"] * width
    for at in range(place(p10), place(p90) + 1):
        cells[at] = "━"
    cells[place(mean)] = "●"
    return "".join(cells)


def _share(value: float) -> str:
    return f"{round(20 * value) / 20:.2f}"


def commonest_deals(summary: Summary) -> Iterator[Block]:
    """Yield the commonest settlements, terms in words, and how the surplus over fighting on is shared."""
    deals = summary["deals"]
    if deals is None or not deals["commonest"]:
        yield Prose("No settlement is met within the months carried.")
        return
    columns = [Column("chance", right=True, whole=True), Column("terms", most=56)]
    columns += [Column("nearest text", most=20)] if deals["texts"] else []
    titles = {name: one["title"] for name, one in summary["terms"].items()}
    rows = []
    for deal in deals["commonest"]:
        told = "; ".join(f"{titles[name]}: {one['told']}" for name, one in deal["terms"].items())
        near = [deal["text"] or "none within a tenth of the prize"] if deals["texts"] else []
        rows.append((percent(deal["chance"]), told, *near))
    yield table(columns, [*rows, (percent(deals["others"]), "all other settlements", *[""] * deals["texts"])], gap=1)
    gains = deals["gains"]
    share = gains["attackers_share"]
    if gains["attacker"] is not None and gains["defender"] is not None:
        of = "" if share is None else f" Of what both gain, {percent(share)} go to the attacker."
        yield Prose(
            f"On average a settlement is worth more than fighting on: by {of_prize(gains['attacker'])} % of the "
            f"prize to the attacker and by {of_prize(gains['defender'])} % to the defender.{of}"
        )
    yield note(
        f"Chances of being settled so within {deals['within']} months. Deals are told apart by the named step, or the "
        "quarter, nearest to where each issue lies; a number is the attacker's share. 'As held': so near the line on "
        "the day that the front's scale shows no difference." + NEAR * deals["texts"]
    )
