"""One text alone on the table, on a page of the terminal, 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ripeness.arrays import ENDING_LABELS
from ripeness.pages.plan_words import caution, of_ten, span
from ripeness.pages.words import in_twenty, listed, month_in_words, percent, rounded
from ripeness.questions.plans.result import Band, Figure, Party
from ripeness.questions.plans.signing import Path, Signing

SHOWN = 0.0005
"""Odds below which an ending is left out of the table."""


def signing_page(result: Signing) -> Group:
    """Return the page; few draws are warned of in the first line."""
    return Group(*_parts(result))


def _parts(result: Signing) -> Iterator[RenderableType]:
    few = caution(result["effective_sample_size"], result["draws"], result["uncertain"], result["record"])
    if few:
        yield Text(few, style="bold")
        yield ""
    yield Text(f"If {result['plan']} ({result['plan_title']}) alone can be signed", style="bold")
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column()
    facts.add_row("scenario", f"{result['title']}, as of {month_in_words(result['as_of'])}")
    facts.add_row("policy", "nothing new adopted" if result["policy"] == "status-quo" else result["policy"])
    if result["uncertain"]:
        effective = result["effective_sample_size"] or 0.0
        facts.add_row("draws", f"{result['draws']} sets of assumptions, worth {effective:.0f} equally weighted ones")
    yield facts
    yield from _section("Would they sign today?", _today(result))
    yield from _section("What comes of it, beside whatever terms would be agreed", _endings(result))
    yield ""
    yield Padding(
        Text(
            "The text is taken or left as it is, from this month on: every table that the tracks bring about works "
            "from it, and a settlement on other terms cannot be had. It is signed at the first table in a state in "
            "which both prefer it to fighting on, which is worth to them what then comes of it. Where it puts the "
            "issues is our judgement; the rest is computed. Odds are rounded to 5 points.",
            style="dim",
        ),
        (0, 0, 0, 1),
    )


def _section(title: str, parts: Iterator[RenderableType]) -> Iterator[RenderableType]:
    yield ""
    yield Rule(Text(title, style="bold"), align="left", style="dim")
    yield from parts


def _today(result: Signing) -> Iterator[RenderableType]:
    for who, party in (("The attacker", result["attacker"]), ("The defender", result["defender"])):
        yield Text(_would(who, party))
    yield Text(f"Both would {of_ten(result['both_sign_today'])}.")
    for issue, actors in result["consent_presumed"].items():
        named = listed([result["names"][one] for one in actors])
        yield Text(f"The consent of {named} on {issue}, which was not asked for, is taken as given here.")


def _would(who: str, party: Party) -> str:
    return (
        f"{who} would sign {of_ten(party['accepts'][0])}: to him the text is worth {span(party['margin'][0])} beside "
        "fighting on (8 of 10 sets, shares of his aims)."
    )


def _endings(result: Signing) -> Iterator[RenderableType]:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("by", min_width=36, max_width=36)
    for month in result["months"]:
        table.add_column(month_in_words(month, short=True), justify="right", no_wrap=True)
    rows: list[tuple[str, Path]] = [("a settlement", result["settled"])]
    rows += [
        (ENDING_LABELS.get(name, name), path)
        for name, path in result["endings"].items()
        if max((path["signed"][-1] or 0.0), (path["bargained"][-1] or 0.0)) >= SHOWN
    ]
    rows.append(("still fighting", result["ongoing"]))
    for label, path in rows:
        style = "bold" if label == "still fighting" else ""
        table.add_row(
            Text(label, style=style),
            *(
                Text(f"{percent(a, '')} / {percent(b, '')}", style=style)
                for a, b in zip(path["signed"], path["bargained"], strict=True)
            ),
        )
    yield table
    yield Padding(
        Text(
            "Per cent: with the text alone (a settlement on its terms) / with whatever terms are agreed.", style="dim"
        ),
        (0, 0, 0, 1),
    )
    month = month_in_words(result["months"][-1])
    odds = result["settled"]["signed"][-1] or 0.0
    yield Text(
        f"On average we compute that it is signed by {month} in {in_twenty(odds)} such wars; with odds below 1 in 20 "
        f"{of_ten(result['hardly'])}, at least even ones {of_ten(result['mostly'])}."
    )
    change = result["ongoing"]["difference"][-1]
    yield Text(
        f"The odds that the war still goes on then lie {_between(change)} points beside those with whatever terms are "
        "agreed, in 8 of 10 sets of assumptions."
    )


def _between(change: Band) -> str:
    low, high = _points(change["p10"]), _points(change["p90"])
    return low if low == high else f"{low} to {high}"


def _points(value: Figure) -> str:
    points = rounded(value or 0.0)
    return f"{points:+d}" if points else "0"
