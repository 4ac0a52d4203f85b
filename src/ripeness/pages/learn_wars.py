"""A population of wars and what it is worth, on a page."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.layout import Block, Column, Facts, Gap, Page, Prose, note, pictured, section, strong, table
from ripeness.pages.words import listed
from ripeness.questions.learnwars.ask import Learning, LearntNumber, Validation
from ripeness.schema.quantity import Z90

LAWS = {
    "learnt": "learnt from the wars",
    "learnt with covariates": "learnt, with covariates",
    "lognormal": "log-normal law",
    "kaplan_meier": "counted (Kaplan-Meier)",
}
"""By name: how a law is called."""
SHORT = {
    "learnt": "learnt",
    "learnt with covariates": "covariates",
    "lognormal": "log-normal",
    "kaplan_meier": "counted",
}
WORSE = 2.0
"""Standard errors beyond which a difference is more than chance may make."""


def learn_wars_page(result: Learning) -> Page:
    """Return the page; its first line says whether the learnt population beats a law that knows durations alone."""
    return tuple(_parts(result))


def verdict(validation: Validation) -> str:
    """Return in a sentence how the learnt population compares with the log-normal law."""
    learnt = next(one for one in validation["scores"] if one["law"] == "learnt")
    ahead, error = learnt["duration_ahead"], learnt["duration_error"]
    how = {"5-fold": "Of wars left out at random", "by date": "Of later wars"}[validation["how"]]
    sure = abs(ahead) > WORSE * error
    if ahead < 0:
        told = "forecasts durations worse than a log-normal law" + ("" if sure else ", by no more than chance may make")
    else:
        told = "forecasts durations better than a log-normal law" + (
            "" if sure else ", by no more than chance may make"
        )
    return f"{how}, the learnt population {told} ({ahead:+.3f} nats a war, standard error {error:.3f})."


def _parts(result: Learning) -> Iterator[Block]:
    for one in result["validations"]:
        yield strong(verdict(one))
    yield Gap()
    yield Facts(
        (
            ("wars", f"{result['wars']} between states since {result['since']}"),
            ("transformed", f"wars that turned into another kind of war count as {_treated(result['transformed'])}"),
            ("model", f"{result['scenario']}, {result['draws']} draws; {result['effective_draws']:.0f} count"),
            *((("file", result["file"]),) if result["file"] else ()),
        )
    )
    yield pictured("population")
    columns = [Column("number"), Column("prior", right=True), Column("learnt", right=True)]
    rows = [(one["path"], _stated(one, "prior"), _stated(one, "learnt")) for one in result["numbers"]]
    yield section("What was learnt", [table(columns, rows), note("Median, and what one in ten lies below and above.")])
    for one in result["validations"]:
        yield section(_title(one), _scores(one))
    yield section("Covariates", list(_covariates(result)))
    yield note(
        "Log score: the log of the chance that a forecast had given to the interval in which the war ended (and how): "
        "higher is better. Brier score: mean squared error of the chance of another year: lower is better. Every war "
        "is forecast from others. The population knows nothing of a war but that it is one."
    )


def _treated(transformed: str) -> str:
    return "ended on that day" if transformed == "ended" else "not followed from that day on"


def _title(one: Validation) -> str:
    how = {"5-fold": "each from four fifths of the others", "by date": "each from wars that had ended before"}
    return f"{one['wars']} wars, {how[one['how']]}"


def _scores(one: Validation) -> Iterator[Block]:
    columns = [
        Column("log score a war"),
        Column("duration", right=True, whole=True),
        Column("ahead", right=True, whole=True, alone="ahead of log-normal"),
        Column("with outcome", right=True, whole=True),
        Column("ahead", right=True, whole=True, alone="ahead of log-normal"),
    ]
    rows = []
    for row in one["scores"]:
        reference = row["law"] == "lognormal"
        cells = (
            LAWS[row["law"]],
            f"{row['duration']:.3f}",
            _ahead(row["duration_ahead"], row["duration_error"], reference),
        )
        rows.append((*cells, f"{row['joint']:.3f}", _ahead(row["joint_ahead"], row["joint_error"], reference)))
    yield table(columns, rows)
    yield Gap()
    heads = [Column("age, months", right=True), Column("wars", right=True), Column("went on", right=True)]
    heads += [Column(name, right=True, whole=True, alone=f"Brier score, {name}") for name in SHORT.values()]
    yield Prose("Brier score of 'another year':")
    yield table(
        heads,
        [
            (str(age["age"]), str(age["wars"]), f"{age['went_on']:.0%}", *(f"{age['by'][law]:.3f}" for law in SHORT))
            for age in one["ages"]
        ],
    )


def _ahead(value: float, error: float, reference: bool) -> str:
    return "" if reference else f"{value:+.3f} ({error:.3f})"


def _stated(number: LearntNumber, which: str) -> str:
    p = number[which]  # type: ignore[literal-required]
    if "sd" in p:
        values = p["mean"], p["mean"] - Z90 * p["sd"], p["mean"] + Z90 * p["sd"]
    else:
        values = p["median"], p["p10"], p["p90"]
    if number["unit"] == "1":
        return f"{values[0]:.2f} ({values[1]:.2f} to {values[2]:.2f})"
    return f"{values[0]:.1%} ({values[1]:.1%} to {values[2]:.1%})"


def _covariates(result: Learning) -> Iterator[Block]:
    yield Prose("Known in a war's first month, and listed before any of it was scored:")
    names = list(result["covariates"])
    columns = [Column("shift in standard scores"), *(Column(name.replace("_", " "), right=True) for name in names)]
    rows = [(one["path"], *(f"{one['shifts'][name]:+.2f}" for name in names)) for one in result["numbers"]]
    yield table(columns, rows)
    yield Facts(tuple((name.replace("_", " "), meaning) for name, meaning in result["covariates"].items()))
    yield note(f"In none of the data at hand, and so not tried: {listed(result['absent'])}.")
