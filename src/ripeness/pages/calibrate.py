"""Simulation-based calibration on a page."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.layout import Block, Column, Facts, Gap, Page, note, section, strong, table
from ripeness.questions.calibrate.ask import Calibration, Ranks


def calibrate_page(result: Calibration) -> Page:
    """Return the page; the first line says whether sampler and filter agree."""
    return tuple(_parts(result))


def _parts(result: Calibration) -> Iterator[Block]:
    count = len(result["numbers"])
    if result["uniform"]:
        yield strong(f"Sampler and filter agree: the {count} numbers lie evenly in what drawn records leave of them.")
    else:
        wrong = sum(one["p"] <= result["needed"] for one in result["numbers"])
        yield strong(
            f"MISCALIBRATED: {wrong} of {count} numbers do not lie evenly in what drawn records leave of them. "
            "No forecast of this scenario should be quoted until it is known why."
        )
    yield Gap()
    yield Facts(
        (
            ("scenario", result["scenario"]),
            ("replications", f"{result['replications']}, each a record of {result['months']} months"),
            ("prior", f"{result['draws']} sets of assumptions"),
            ("smallest p", f"{result['least']:.2g}; above {result['needed']:.2g} is needed (.01 over {count} numbers)"),
            (
                "band",
                f"{result['low']} to {result['high']} in each tenth: all counts lie in it in 99 of 100 sound runs",
            ),
        )
    )
    columns = [Column("number"), Column("counts in tenths"), Column("p", right=True, whole=True)]
    rows = [(one["number"], _counts(one, result), f"{one['p']:.2g}") for one in result["numbers"]]
    yield section("Where the true values lay", [table(columns, rows)])
    yield note(
        "A set of assumptions is drawn, a war from it, and the record that the war would have left; the filter weighs "
        "all sets by that record. Counted is in which tenth of the weight the true value lies. It says that the "
        "computation is sound, and nothing of whether the priors are right. * outside the band."
    )


def _counts(one: Ranks, result: Calibration) -> str:
    inside = range(result["low"], result["high"] + 1)
    return " ".join(f"{count}" if count in inside else f"{count}*" for count in one["counts"])
