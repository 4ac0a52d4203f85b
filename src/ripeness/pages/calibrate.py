"""Simulation-based calibration on a page."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.layout import Block, Column, Facts, Gap, Page, note, pictured, section, strong, table
from ripeness.pages.words import listed
from ripeness.questions.calibrate.ask import Calibration, Ranks
from ripeness.questions.calibrate.front import FrontCoverage
from ripeness.questions.calibrate.survival import Lasting, PriorSurvival

LEAST, MOST, RATIO = 0.7, 0.9, 1.1
"""What 80 % bands should hold, and how much larger than by drawing again a CRPS may be."""
SURE = 2.0
"""Standard errors beyond which a difference is more than few draws make."""


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
    yield pictured("ranks")
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


def front_page(result: FrontCoverage) -> Page:
    """Return the page of the front; its first lines say whether bands hold, and whether drawing again does better."""
    return tuple(_front(result))


def _front(result: FrontCoverage) -> Iterator[Block]:
    off = [one for one in result["ahead"] if not LEAST <= one["inside"] <= MOST]
    worse = [one for one in result["ahead"] if one["ratio"] > RATIO]
    if not off and not worse:
        yield strong("The front stayed in the bands of its law about as often as they say.")
    if off:
        told = listed([f"{one['inside']:.0%} {one['months']} month{'s' * (one['months'] > 1)}" for one in off])
        yield strong(f"80 % bands of the front do not hold 70 to 90 % of what came: they hold {told} ahead.")
        if all(one["luck"][0] <= one["inside"] <= one["luck"][1] for one in off):
            yield note("So few forecasts do not show that the bands are wrong: luck alone may give it.")
        if not any(all(LEAST <= share <= MOST for share in one["inside"]) for one in result["spreads"]):
            yield note("No other spread that was tried holds 70 to 90 % at every length either: see the last table.")
    if worse:
        told = listed([f"{one['ratio']:.1f} times at {one['months']}" for one in worse])
        yield strong(f"Drawing the last 24 months again does better: the law's CRPS is {told} months ahead as large.")
    yield Gap()
    yield Facts(
        (
            ("scenario", result["scenario"]),
            ("areas", f"starts of {result['first']} to {result['last']}, {result['changes']} changes"),
            ("spread", f"{result['spread']:.0f} km^2 a month stated, {result['seen']:.0f} seen"),
            ("drift", _taught(result["taught"])),
            ("together", f"correlation of changes that follow each other {result['together']:.2f}; the law has none"),
        )
    )
    yield pictured("coverage")
    columns = [
        Column("months ahead", right=True),
        Column("forecasts", right=True),
        Column("in 80 % band", right=True),
        Column("CRPS, km^2", right=True),
        Column("24 months drawn again", right=True),
        Column("last change again", right=True),
        Column("place", right=True),
    ]
    rows = []
    for one in result["ahead"]:
        cells = (str(one["months"]), str(one["origins"]), f"{one['inside']:.0%}", f"{one['crps']:.0f}")
        rows.append((*cells, f"{one['drawn_again']:.0f}", f"{one['again']:.0f}", f"{one['position']:.2f}"))
    yield section("Forecasts from each month of the record", [table(columns, rows)])
    yield note(
        "Every forecast knows the areas up to its month, and the scenario's spread and doubt about the drift, which "
        "were read off all of them. "
        "CRPS: mean distance of what came from the forecast, lower is better. Place: where in the forecast what came "
        "lies on average, .5 where it errs to neither side. Forecasts overlap, so that they count as fewer."
    )
    columns = [Column("spread, km^2 a month", whole=True)]
    columns += [Column(f"{one['months']} month{'s' * (one['months'] > 1)}", right=True) for one in result["ahead"]]
    tried = [(f"{one['spread']:.0f}", *(f"{share:.0%}" for share in one["inside"])) for one in result["spreads"]]
    luck = [f"{100 * low:.0f}-{100 * high:.0f}%" for low, high in (one["luck"] for one in result["ahead"])]
    yield section("What 80 % bands of other spreads would hold", [table(columns, [*tried, ("by luck alone", *luck)])])
    yield note(
        "By luck alone: what bands that are right hold in 95 of 100 records of as many forecasts as do not overlap. "
        "Months of the record that follow each other go together. The law's months do not, so that a spread that is "
        "right for one month may be wrong for a year."
    )


def _taught(changes: int | None) -> str:
    if changes is None:
        return "one for good, learnt from all changes seen"
    return f"the last epoch's own, learnt from {changes} changes, as many as the record holds of it"


def survival_page(result: PriorSurvival) -> Page:
    """Return the page of priors given that the war lasted; its first line says whether they lie inside base rates."""
    return tuple(_survival(result))


def _survival(result: PriorSurvival) -> Iterator[Block]:
    off = [one for one in result["rates"] if one["beyond"]]
    if off:
        told = listed([f"{abs(one['beyond']):.0%} {_side(one)} at {one['months']} months" for one in off])
        sure = any(abs(one["beyond"]) > SURE * one["error"] for one in off)
        luck = "" if sure else ", no further than so few draws may err"
        yield strong(f"Given only that the war lasted, the priors lie outside the base rates: {told}{luck}.")
    else:
        yield strong("Given only that the war lasted, the priors lie inside the base rates of wars of its age.")
    yield Gap()
    draws = f"{result['draws']} from the priors, which count as {result['effective_draws']:.0f} once weighed by lasting"
    yield Facts((("scenario", result["scenario"]), ("age", f"{result['age']} months"), ("draws", draws)))
    columns = [Column("months more", right=True), Column("priors alone", right=True)]
    columns += [Column("given that it lasted", right=True), Column("error", right=True, alone="error of the draws")]
    columns += [Column("base rates", right=True, whole=True)]
    rows = [
        (
            str(one["months"]),
            f"{one['prior']:.0%}",
            f"{one['lasted']:.0%}",
            f"{one['error']:.0%}",
            f"{one['low']:.0%} to {one['high']:.0%}",
        )
        for one in result["rates"]
    ]
    yield section("Chance that the war goes on", [table(columns, rows)])
    yield note(
        "Nothing that was seen of the war weighs here but that it lasted; epochs stand as the scenario states them. "
        "Error: one standard error, of so many draws. Base rates: lowest and highest of several methods (ripeness "
        "baserate)."
    )


def _side(one: Lasting) -> str:
    return "above" if one["beyond"] > 0 else "below"
