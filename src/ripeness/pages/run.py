"""A forecast on a page of the terminal, 80 columns wide: the same page for a new run and a saved one."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ripeness.arrays import CONDUCT, ENDING_LABELS
from ripeness.figures.terminal import ATTACKER, BOTH, DEAL, DEFENDER, IN_REACH, OUT_OF_REACH, ripeness_chart
from ripeness.pages.words import (
    CANNOT_HAPPEN,
    FORCED_STOP,
    band,
    caution,
    chance,
    confidence,
    horizons,
    likelihood,
    month_in_words,
    paragraph,
    percent,
    policy_in_words,
    scale_in_words,
    where_terms_lie,
)
from ripeness.questions.summary.summary import Figure, Summary


def page(summary: Summary) -> Group:
    """Return the whole page; a forecast that rests on few draws says so in its first line."""
    return Group(*_parts(summary))


def _parts(summary: Summary) -> Iterator[RenderableType]:
    few = caution(summary)
    if few:
        yield Text(few, style="bold")
        yield ""
    yield from _header(summary)
    yield from _section("Does the war go on?", _duration(summary))
    yield from _section("How it has ended by then", _endings(summary))
    yield from _section("Terms, if it is settled", _terms(summary))
    yield from _section("Is a deal in reach? What fighting on is worth to each side, in its own eyes", _values(summary))
    yield from _section("At the talks: what the attacker does", _talks(summary))
    yield from _section("What the record did to the odds", _record(summary))
    yield from _section("Which assumptions matter most", _telling(summary))
    yield from _section("In words", _words(summary))


def _section(title: str, parts: Iterator[RenderableType]) -> Iterator[RenderableType]:
    yield ""
    yield Rule(Text(title, style="bold"), align="left", style="dim")
    yield from parts


def _header(summary: Summary) -> Iterator[RenderableType]:
    draws, record = summary["draws"], summary["record"]
    yield Text(summary["title"], style="bold")
    if summary["partial"]:
        yield Text(f"PARTIAL: interrupted after {draws['finished']} of {draws['asked']} draws.", style="bold")
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim")
    facts.add_column()
    facts.add_row("scenario", f"{summary['scenario']}, as of {month_in_words(summary['as_of'])}")
    facts.add_row("policy", policy_in_words(summary))
    effective = chance(record["effective_sample_size"])
    if summary["evidence"]["uncertain"]:
        facts.add_row("draws", f"{draws['finished']} sets of assumptions, worth {effective:.0f} equally weighted ones")
    if record["used"] and record["months"]:
        facts.add_row("record", f"{record['months']} months of what was seen weigh the draws")
    else:
        facts.add_row("record", "not used: the draws count as the scenario states them")
    yield facts


def _duration(summary: Summary) -> Iterator[RenderableType]:
    table = _table()
    table.add_column("months ahead", justify="right")
    table.add_column("month")
    table.add_column("odds that it goes on", justify="right")
    table.add_column("8 in 10 draws")
    table.add_column("in words")
    for ahead in horizons(summary, (6, 12, 24, 36, 60)):
        of = summary["ongoing"][ahead]
        odds = chance(of["mean"])
        month = month_in_words(summary["months"][ahead], short=True)
        table.add_row(str(ahead), month, Text(percent(odds), style="bold"), band(of), likelihood(odds))
    yield table
    yield _note(
        "Odds: averages over the draws, chance inside each war computed without sampling noise. "
        "'8 in 10 draws': what the middle eight of ten sets of assumptions give, by weight. "
        "Rounded to 5 points."
    )


def _endings(summary: Summary) -> Iterator[RenderableType]:
    ahead = horizons(summary, (12, 36, 60))
    paths = {name: path["by_month"] for name, path in summary["endings"].items()}
    met = [name for name in paths if name != FORCED_STOP and chance(paths[name][ahead[-1]]) >= 0.0005]
    table = _table()
    table.add_column("by", min_width=50)
    for one in ahead:
        table.add_column(month_in_words(summary["months"][one], short=True), justify="right")

    def add(label: str, odds: list[Figure], style: str = "") -> None:
        table.add_row(Text(label, style=style), *(Text(percent(one), style=style) for one in odds))

    for name in met:
        add(ENDING_LABELS.get(name, name), [paths[name][one] for one in ahead])
    if FORCED_STOP in paths:
        table.add_row("")
        add(ENDING_LABELS[FORCED_STOP], [paths[FORCED_STOP][one] for one in ahead])
    table.add_row("")
    add("still fighting", [summary["ongoing"][one]["mean"] for one in ahead], "bold")
    yield table
    rare = [ENDING_LABELS.get(name, name) for name in paths if name not in (*met, FORCED_STOP)]
    never = f" Met in fewer than 1 of 2,000 wars, or never: {'; '.join(rare)}." if rare else ""
    yield _note(
        "Each column is one whole, but for rounding. A settlement is mostly on a side's terms if, in the mean of both "
        f"sides' weights, it lies more than two thirds of the way to that side's ideal.{never}"
    )


def _terms(summary: Summary) -> Iterator[RenderableType]:
    known = {name: one for name, one in summary["terms"].items() if one["mean"] is not None}
    if not known:
        yield Text("No settlement is met within the months shown.")
        return
    table = _table()
    table.add_column("issue", min_width=32, max_width=32)
    table.add_column("D's          A's", no_wrap=True)
    table.add_column("mean", justify="right")
    table.add_column("on average", no_wrap=True)
    for one in known.values():
        mean = chance(one["mean"])
        where = f"all to A in {percent(mean)}" if one["indivisible"] else where_terms_lie(mean, "A", "D")
        table.add_row(one["title"], _whisker(mean, chance(one["p10"]), chance(one["p90"])), _share(mean), where)
    yield table
    yield _note(
        "D = the defender's ideal, 0; A = the attacker's, 1; the line spans eight of ten sets of assumptions, "
        "each counted by its odds of a settlement. An issue that cannot be divided goes to one side whole."
    )


def _whisker(mean: float, p10: float, p90: float, width: int = 16) -> str:
    def place(share: float) -> int:
        return min(width - 1, max(0, round(share * (width - 1))))

    cells = ["·"] * width
    for at in range(place(p10), place(p90) + 1):
        cells[at] = "━"
    cells[place(mean)] = "●"
    return "".join(cells)


def _share(value: float) -> str:
    return f"{round(20 * value) / 20:.2f}"


def _values(summary: Summary) -> Iterator[RenderableType]:
    values, gap = summary["values"], summary["ripeness_gap"]
    yield Text("\n".join(ripeness_chart(values["attacker"], values["defender"], gap)))
    key = Table.grid(padding=(0, 1))
    key.add_row(f" {ATTACKER}", "fighting on, to the attacker")
    key.add_row(f" {DEFENDER}", "fighting on, to the defender")
    key.add_row(f" {DEAL}", f"the best deal for the defender that gives the attacker his {ATTACKER}")
    key.add_row(f" {BOTH}", f"{DEFENDER} and {DEAL} together")
    key.add_row("", f"between {DEFENDER} and {DEAL}: {IN_REACH} a deal is in reach, {OUT_OF_REACH} none is")
    yield key
    ahead = [0, *horizons(summary, (12, 24, 36, 60))]
    table = _table()
    table.add_column("months ahead")
    for one in ahead:
        table.add_column(str(one), justify="right", min_width=6)
    table.add_row(f"ripeness gap ({DEAL} less {DEFENDER})", *(_signed(gap[one]) for one in ahead))
    table.add_row("states in which a deal is in reach", *(percent(summary["ripe"][one]) for one in ahead))
    yield ""
    yield table
    yield _note(
        "In shares of each side's aims, averaged over the draws and over the states in which the war still goes on: "
        "those that settle early drop out. An average below zero hides states where a deal is in reach; "
        "the last row counts them."
    )


def _talks(summary: Summary) -> Iterator[RenderableType]:
    ahead = [0, *horizons(summary, (12, 24, 36, 60))]
    table = _table()
    table.add_column("months ahead")
    for one in ahead:
        table.add_column(str(one), justify="right", min_width=6)
    for name, meaning in CONDUCT.items():
        table.add_row(meaning, *(percent(summary["talks"][name][one]) for one in ahead))
    yield table
    yield _note(
        "Shares of the wars that still go on, averaged over the draws. Attending with no deal in reach is what the "
        "scenario's assumptions make the best answer to the mediator; it says nothing of a person."
    )


def _signed(value: Figure, digits: int = 2) -> str:
    return "-" if value is None else f"{value:+.{digits}f}"


def _record(summary: Summary) -> Iterator[RenderableType]:
    record = summary["record"]
    if not record["used"]:
        yield Text("The record was not used.")
        return
    table = _table()
    table.add_column("odds that the war goes on", min_width=40)
    ahead = horizons(summary, (12, 36))
    for one in ahead:
        table.add_column(f"in {one} months", justify="right")
    table.add_row("without the record", *(percent(record["unconditioned_ongoing"][one]) for one in ahead))
    table.add_row("with it", *(Text(percent(summary["ongoing"][one]["mean"]), style="bold") for one in ahead))
    yield table
    yield _note(
        "Both start from a war that is still fought. The record speaks through the weights of the draws "
        f"and the state of the war today; log likelihood {_signed(record['log_likelihood'], 1)}."
    )


def _telling(summary: Summary) -> Iterator[RenderableType]:
    telling = summary["assumptions"]
    if not summary["evidence"]["uncertain"]:
        yield Text("No number of the scenario is uncertain.")
        return
    if not telling["enough_draws"]:
        yield Text("Too few draws to tell.")
        return
    table = _table(show_header=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for one in telling["most"]:
        within = abs(chance(one["rank_correlation"])) <= chance(telling["by_luck"])
        told = Text(one["meaning"])
        told.append(f"\n{one['id']}" + ("  (no more than luck gives)" if within else ""), style="dim")
        table.add_row(Text(_signed(one["rank_correlation"]), style="bold"), told)
    yield table
    yield _note(
        f"Rank correlation over draws with the odds that the war goes on in {telling['months_ahead']} months: "
        "+ the higher, the longer, - the higher, the shorter. Luck alone would give the largest of them about "
        f"{chance(telling['by_luck']):.2f}. A correlation, not a cause."
    )


def _words(summary: Summary) -> Iterator[RenderableType]:
    yield Text(paragraph(summary))
    level, _ = confidence(summary)
    yield ""
    yield _note(f"Odds in words, per cent: {scale_in_words()} (the terms of ICD 203, 2015).")
    yield _note(f"Confidence: {level} (of low, moderate, high).")
    yield _note(CANNOT_HAPPEN)


def _table(show_header: bool = True) -> Table:
    return Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", show_header=show_header)


def _note(text: str) -> RenderableType:
    return Padding(Text(text, style="dim"), (0, 0, 0, 1))
