"""One text alone on the table, on a page."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.arrays import ENDING_LABELS
from ripeness.pages.layout import STRONG, Block, Column, Facts, Gap, Page, Prose, Row, note, section, strong, table
from ripeness.pages.names import named
from ripeness.pages.plan_words import asked_in_words, caution
from ripeness.pages.shares import in_versions, of_prize_between
from ripeness.pages.words import about, last_day, listed, month_in_words, percent, rounded
from ripeness.questions.plans.result import Party
from ripeness.questions.plans.signing import Path, Signing
from ripeness.statistics.bands import Band, Figure

SHOWN = 0.0005
"""Chance below which an ending is left out of the table."""


def signing_page(result: Signing) -> Page:
    """Return the page; few draws are warned of in the first line."""
    sides = {"attacker": result["names"][result["attacker_id"]], "defender": result["names"][result["defender_id"]]}
    return named(tuple(_parts(result)), {**result["names"], **sides})


def _parts(result: Signing) -> Iterator[Block]:
    few = caution(result["effective_sample_size"], result["draws"], result["uncertain"], result["record"])
    if few:
        yield strong(few)
        yield Gap()
    yield strong(f"If {result['plan']} ({result['plan_title']}) alone can be signed")
    scenario = ("scenario", f"{result['title']}, as of {month_in_words(result['as_of'])}")
    asked = asked_in_words(result["policy"], result["draws"], result["uncertain"], result["record"])
    yield Facts((scenario, *asked))
    yield section("Would they sign today?", _today(result))
    yield section("What comes of it, beside whatever terms would be agreed", _endings(result))
    yield Gap()
    yield note(
        "The text is taken or left as it is, from this month on: every table that the tracks bring about works "
        "from it, and a settlement on other terms cannot be had. It is signed at the first table in a state in "
        "which both prefer it to fighting on, which is worth to them what then comes of it. Where it puts the "
        "issues is our judgement; the rest is computed. Chances are rounded to 5 points."
        + " Land that it leaves alone stays as it is held in the first month."
        * result["land_as_held"]
    )


def _today(result: Signing) -> Iterator[Block]:
    yield Prose(_would("the attacker", result["attacker"]))
    yield Prose(_would("the defender", result["defender"]))
    yield Prose(f"Both would sign {in_versions(result['both_sign_today'])}.")
    for issue, actors in result["consent_presumed"].items():
        absent = listed([result["names"][one] for one in actors])
        title = result["issue_titles"][issue]
        yield Prose(f"The consent of {absent} on {title}, which was not asked for, is taken as given here.")


def _would(side: str, party: Party) -> str:
    return (
        f"{side[0].upper()}{side[1:]} would sign {in_versions(party['accepts'][0])}. Against fighting on, the text is "
        f"worth {of_prize_between(party['margin'][0])} % of the prize to {side}, in 8 of 10 versions."
    )


def _endings(result: Signing) -> Iterator[Block]:
    columns = [Column("by", most=36)]
    columns += [Column(last_day(month, short=True), right=True) for month in result["months"]]
    told: list[tuple[str, Path]] = [("a settlement", result["settled"])]
    told += [
        (ENDING_LABELS.get(name, name), path)
        for name, path in result["endings"].items()
        if max((path["signed"][-1] or 0.0), (path["bargained"][-1] or 0.0)) >= SHOWN
    ]
    rows = [Row((label, *_cells(path))) for label, path in told]
    yield table(columns, [*rows, Row(("still fighting", *_cells(result["ongoing"])), STRONG)])
    yield note("Per cent: with the text alone (a settlement on its terms) / with whatever terms are agreed.")
    day, signed = last_day(result["months"][-1]), result["settled"]["signed"][-1] or 0.0
    yield Prose(
        f"The chance that it is signed by {day} is {about(signed)} on average. It is below 5 % "
        f"{in_versions(result['hardly'])}, and 50 % or more {in_versions(result['mostly'])}."
    )
    change = result["ongoing"]["difference"][-1]
    yield Prose(
        "Beside whatever terms would be agreed, the text alone changes the chance that the war is still fought then by "
        f"{_between(change)} points, in 8 of 10 versions of the argument."
    )


def _cells(path: Path) -> list[str]:
    return [f"{percent(a, '')} / {percent(b, '')}" for a, b in zip(path["signed"], path["bargained"], strict=True)]


def _between(change: Band) -> str:
    low, high = _points(change["p10"]), _points(change["p90"])
    return low if low == high else f"{low} to {high}"


def _points(value: Figure) -> str:
    points = rounded(value or 0.0)
    return f"{points:+d}" if points else "0"
