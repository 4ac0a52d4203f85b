"""What moves a forecast, number by number, on a page."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.layout import (
    QUIET,
    Block,
    Column,
    Facts,
    Gap,
    Page,
    Prose,
    Table,
    Words,
    note,
    section,
    strong,
    table,
)
from ripeness.pages.names import named
from ripeness.pages.shares import in_versions
from ripeness.pages.words import few_draws, month_in_words, percent, set_in_words
from ripeness.questions.gradient.ranking import Slope, Slopes
from ripeness.schema.sections.policy import STATUS_QUO

SHOWN = 12
"""Rows of the table; the JSON has all."""
NOTHING = 5e-7
"""Effects below this are rounding."""


def gradient_page(result: Slopes) -> Page:
    """Return the page; what rests on few draws says so in its first line."""
    return named(tuple(_parts(result)), result["names"])


def _parts(result: Slopes) -> Iterator[Block]:
    effective = result["effective_sample_size"]
    drawn = not result["central"] and result["draws"] > 1
    few = few_draws(effective, result["draws"], result["record"]) if drawn else ""
    if few:
        yield strong(few)
        yield Gap()
    yield strong(result["title"])
    yield Facts(
        (
            ("quantity", f"{result['meaning']}, {_when(result)}"),
            ("policy", _policy(result)),
            ("draws", _draws(result)),
            ("smooth", f"{_level(result, result['smooth'])} with choices of precision {_precision(result)} (--choice)"),
            ("sharp", f"{_level(result, result['sharp'])} with best responses, as in a forecast"),
        )
    )
    yield Prose(_moved_by_smoothing(result))
    told = [row for row in result["numbers"] if abs(row["effect"]) > NOTHING][:SHOWN]
    ranked = _table(result, told) if told else Prose("None of the numbers asked for moves it here.")
    heading = "What moves it: a step of each number, a tenth of its natural range"
    yield section(heading, [ranked, note(_left_out(result, told))])
    yield section("In words", [Prose(" ".join(_sentences(result, told)))])
    if result["warnings"]:
        yield section("Where the slopes need care", [Prose(line, indent=2) for line in _care(result)])


def _table(result: Slopes, told: list[Slope]) -> Table:
    columns = [Column(_unit(result), right=True, whole=True)]
    if result["draws"] > 1:
        columns.append(Column("8 in 10 versions", whole=True))
    columns += [Column("for a step of", right=True, whole=True), Column("of")]
    rows: list[tuple[Words, ...]] = []
    for row in told:
        spread = [f"{_change(result, row['low'])} to {_change(result, row['high'])}"] if result["draws"] > 1 else []
        what: Words = ((row["words"], ""), (f"\n{row['path']}", QUIET))
        rows.append((_change(result, row["effect"]), *spread, amount(row["step"], row["unit"], sign=True), what))
    return table(columns, rows)


def _sentences(result: Slopes, told: list[Slope]) -> Iterator[str]:
    yield (
        f"On the assumptions of the scenario '{result['title']}', and where choices are smooth, we compute slopes of "
        f"the {result['meaning']}, {_when(result)}."
    )
    for row in told[:3]:
        moves = "raises" if row["effect"] > 0 else "lowers"
        size = _change(result, abs(row["effect"])).lstrip("+")
        versions = ""
        if result["draws"] > 1:
            versions = f", with this sign {in_versions(row['same_sign'])} by weight"
        elasticity = row["elasticity"]
        tenth = f" (1 % more of it: {elasticity:+.2g} % of the quantity)" if elasticity is not None else ""
        yield (
            f"Putting '{row['words']}' up by {amount(row['step'], row['unit'])} {moves} it by about {size} "
            f"{_unit(result)}{versions}{tenth}."
        )
    yield (
        "A slope speaks of small moves: it says nothing of moves far beyond the step, of several moves at once, or of "
        "what the model leaves out, and a number that moves the forecast is not thereby a cause in the world."
    )


def _left_out(result: Slopes, told: list[Slope]) -> str:
    others = len(result["numbers"]) - len(told)
    do_less = "1 other does less" if others == 1 else f"{others} others do less"
    weaker = f" {do_less}; --json lists all." if others and told else ""
    ranges = (
        "Natural range: where eight of ten draws lie; a lever's range; a certain number's own size. Reverse-mode "
        "derivatives through the game and the law, without sampling noise; they hold almost everywhere. "
    )
    kept = "The weights of the draws are held as they are." if result["draws"] > 1 else ""
    return f"{ranges}{kept}{weaker}".strip()


def _care(result: Slopes) -> Iterator[str]:
    ends = [one for one in result["warnings"] if one["number"] and "end of its support" in one["says"]]
    shown = {row["path"] for row in result["numbers"][:SHOWN]}
    for one in result["warnings"]:
        if one in ends and one["number"] not in shown:
            continue
        sets = "" if result["draws"] == 1 else f" ({one['sets']} of {one['of']} draws)"
        start = f"{one['number']} " if one["number"] else ""
        says = one["says"] if one["number"] else one["says"][:1].upper() + one["says"][1:]
        yield f"{start}{says}{sets}."
    hidden = [one for one in ends if one["number"] not in shown]
    if hidden:
        yield f"{len(hidden)} weaker numbers stand at an end of their support: one side's slope (--json)."


def _moved_by_smoothing(result: Slopes) -> str:
    if result["smooth"] is None or result["sharp"] is None:
        return "Where there is nothing to speak of (no settlement, say) there is no slope either."
    moved = result["smooth"] - result["sharp"]
    if abs(moved) <= NOTHING:
        return "Smoothing does not move it."
    return f"Smoothing moves it by {_change(result, moved)} {_unit(result)}: the slopes are those of the smooth figure."


def _when(result: Slopes) -> str:
    month, ahead = month_in_words(result["month"]), result["months_ahead"]
    if result["quantity"] == "log_likelihood":
        return f"up to {month_in_words(result['as_of'])}"
    return f"{month} ({ahead} months ahead)" if ahead >= 0 else f"{month} (as seen then)"


def _policy(result: Slopes) -> str:
    levers = set_in_words(result)
    named = [] if result["policy"] == STATUS_QUO else [f"the policy '{result['policy']}'"]
    return ", ".join(named + levers) or "nothing new adopted"


def _draws(result: Slopes) -> str:
    if result["central"]:
        return "one version of the argument, every uncertain number at its median"
    if result["draws"] == 1:
        return "one version of the argument"
    worth = f"worth {result['effective_sample_size']:.0f} equally weighted ones"
    weighed = "weighed by the record" if result["record"] else "as the scenario states them"
    return f"{result['draws']} versions of the argument, {worth}, {weighed}"


def _precision(result: Slopes) -> str:
    precision = result["choice_precision"]
    return precision if isinstance(precision, str) else f"{precision:g}"


def _level(result: Slopes, value: float | None) -> str:
    if value is None:
        return "there is none"
    if result["units"] == "1":
        return percent(value)
    return f"{value:.3g} {result['units']}"


def _unit(result: Slopes) -> str:
    return {"1": "points", "of the prize": "of prize"}.get(result["units"], result["units"])


def _change(result: Slopes, value: float) -> str:
    """Return an effect with two significant digits, probabilities in points."""
    scaled = 100.0 * value if result["units"] == "1" else value
    if abs(scaled) < 1e-4:
        return "~0"
    return f"{scaled:+.2g}" if abs(scaled) < 100 else f"{scaled:+.0f}"


def amount(value: float, unit: str, sign: bool = False) -> str:
    """Return an amount in a unit that people use: monthly shares in per cent.

    >>> amount(0.008, "1/month"), amount(0.05, "1", sign=True), amount(3.0, "bn USD/month")
    ('0.8 %/month', '+0.05', '3 bn USD/month')
    """
    if unit == "1/month":
        value, unit = 100.0 * value, "%/month"
    unit = {"month": "months"}.get(unit, unit)
    text = f"{value:+.2g}" if sign else f"{value:.2g}"
    return text if unit == "1" else f"{text} {unit}"
