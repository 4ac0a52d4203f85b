"""A forecast on a page: the same for a new run and a saved one. A few sentences first, then figures, then details."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.arrays import CONDUCT, ENDING_LABELS
from ripeness.figures.terminal import ATTACKER, BOTH, DEAL, DEFENDER, IN_REACH, OUT_OF_REACH, ripeness_chart
from ripeness.pages.belief import beliefs_table
from ripeness.pages.layout import (
    QUIET,
    STRONG,
    Block,
    Column,
    Drawing,
    Facts,
    Gap,
    Page,
    Prose,
    Row,
    note,
    section,
    strong,
    table,
)
from ripeness.pages.names import inside, named
from ripeness.pages.run_words import in_words, trust
from ripeness.pages.truce import truce_tables
from ripeness.pages.words import (
    FORCED_STOP,
    band,
    cannot_happen,
    caution,
    chance,
    horizons,
    last_day,
    likelihood,
    month_in_words,
    percent,
    policy_in_words,
    scale_in_words,
    where_terms_lie,
)
from ripeness.questions.summary.summary import Summary
from ripeness.statistics.bands import Figure
from ripeness.statistics.pareto import UNSAFE

DRAWN_FROM = {
    "prior": "drawn as the scenario states them",
    "shipped": "drawn more often where the record fits, as was learnt for this scenario",
    "learned": "drawn more often where the record fits, as was learnt for this scenario",
    "borrowed": "drawn more often where the record fits, as was learnt for another text of this scenario",
}
"""Where draws come from, by the name in the provenance; weights make up for it."""

BANDED = 10
"""Of fewer versions than this no eight in ten can be told."""

SCALE_WIDTH = 16
"""Columns of the scale from one side's ideal to the other's."""

SAFE_DRAWS = 50
"""A chance that rests on fewer effective draws is not printed."""


def page(summary: Summary, details: bool = False) -> Page:
    """Return the page; a forecast that rests on few draws says so in its first line.

    details : whether what is behind the figures is shown too: the bargaining range, the talks, the record, the draws.
    """
    parts = [*_parts(summary), *(_details(summary) if details else _pointer())]
    return named(tuple(parts), summary["names"])


def _parts(summary: Summary) -> Iterator[Block]:
    few = caution(summary)
    if few:
        yield strong(few)
        yield Gap()
    yield from _header(summary)
    yield section("In words", (Prose(one) for one in in_words(summary)))
    yield section("Does the war go on?", _duration(summary))
    if summary["truce"] is not None:
        yield section("Do both stop where they stand?", truce_tables(summary["truce"], summary))
    yield section("How it has ended by then", _endings(summary))
    yield section("Terms, if it is settled", _terms(summary))
    yield section("How far to trust this", _trust(summary))


def _pointer() -> Iterator[Block]:
    yield Gap()
    yield note("More, with --details: what a deal could give each side, the talks, the record, what matters most.")


def _details(summary: Summary) -> Iterator[Block]:
    yield section("Is a deal in reach? What fighting on is worth to each side, in its own eyes", _values(summary))
    if summary["beliefs"] is not None:
        yield section("What each side believes that it can win", beliefs_table(summary["beliefs"], summary["names"]))
    if summary["mediated"]:
        yield section("At the talks: what the attacker does", _talks(summary))
    yield section("What the record changed", _record(summary))
    yield section("Which assumptions matter most", _telling(summary))
    yield section("The draws behind these figures", _draws(summary))


def _header(summary: Summary) -> Iterator[Block]:
    draws, record = summary["draws"], summary["record"]
    yield strong(summary["title"])
    if summary["partial"]:
        yield strong(f"PARTIAL: interrupted after {draws['finished']} of {draws['asked']} versions of the argument.")
    rows = [
        ("scenario", f"{summary['scenario']}, as of {month_in_words(summary['as_of'])}"),
        ("policy", policy_in_words(summary)),
    ]
    if summary["evidence"]["uncertain"]:
        fit = "; those that fit the record count for more" if record["used"] else ""
        rows.append(("versions", f"{draws['finished']} versions of the argument{fit}"))
    if record["used"] and record["months"]:
        rows.append(("record", f"{record['months']} months of what was seen of the war"))
    else:
        rows.append(("record", "not used: every version counts as the scenario states it"))
    yield Facts(tuple(rows))


def _duration(summary: Summary) -> Iterator[Block]:
    columns = [
        Column("on"),
        Column("chance that it goes on", right=True),
        Column("8 in 10 versions"),
        Column("in words"),
    ]
    enough = not summary["evidence"]["uncertain"] or summary["draws"]["finished"] >= BANDED
    rows = []
    for ahead in horizons(summary, (6, 12, 24, 36, 60)):
        of = summary["ongoing"][ahead]
        mean = chance(of["mean"])
        told = ((percent(mean), STRONG),)
        spread = band(of) if enough else "too few to say"
        rows.append((last_day(summary["months"][ahead], short=True), told, spread, likelihood(mean)))
    yield table(columns, rows)
    yield note(
        "The chance is the average over the versions of the argument. '8 in 10 versions': what the middle eight of ten "
        "of them give. Rounded to 5 points."
    )


def _endings(summary: Summary) -> Iterator[Block]:
    ahead = horizons(summary, (12, 36, 60))
    paths = {name: path["by_month"] for name, path in summary["endings"].items()}
    met = [name for name in paths if name != FORCED_STOP and chance(paths[name][ahead[-1]]) >= 0.0005]
    ends = [last_day(summary["months"][one], short=True).split(" ", 1)[1] for one in ahead]
    columns = [Column("by the end of"), *(Column(end, right=True, whole=True) for end in ends)]

    def row(label: str, chances: list[Figure], style: str = "") -> Row:
        return Row((label, *(percent(one) for one in chances)), style)

    rows = [row(ENDING_LABELS.get(name, name), [paths[name][one] for one in ahead]) for name in met]
    if FORCED_STOP in paths and FORCED_STOP not in summary["excluded"]:
        rows += [Row(), row(ENDING_LABELS[FORCED_STOP], [paths[FORCED_STOP][one] for one in ahead])]
    rows += [Row()]
    if summary["truce"] is not None:
        rows += [row("a truce holds", [summary["truce"]["holds"][one] for one in ahead])]
    rows += [row("still fighting", [summary["ongoing"][one]["mean"] for one in ahead], STRONG)]
    yield table(columns, rows)
    out = summary["excluded"]
    rare = [ENDING_LABELS.get(name, name) for name in paths if name not in (*met, FORCED_STOP, *out)]
    said = (
        "Each column is one whole, but for rounding. A settlement is mostly on a side's terms if it lies more than two "
    )
    said += "thirds of the way to that side's ideal, in the mean of both sides' weights."
    said += f" Fewer than 1 in 2,000: {'; '.join(rare)}." if rare else ""
    yield note(said)
    if out:
        told = [f"{ENDING_LABELS.get(name, name).split(' (')[0]} ({why})" for name, why in out.items()]
        yield note(f"Excluded by the scenario's own rules: {'; '.join(told)}.")


def _terms(summary: Summary) -> Iterator[Block]:
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
        where = f"{a} gets it in {percent(mean)}" if one["indivisible"] else where_terms_lie(mean, a, d)
        rows.append((one["title"], _whisker(mean, chance(one["p10"]), chance(one["p90"])), _share(mean), where))
    yield table(columns, rows)
    yield note(
        f"0 is what {d} would like best, 1 what {a} would like best. The dot is the mean; the line spans eight of ten "
        "versions of the argument, each counted by its chance of a settlement. An issue that cannot be divided goes "
        "to one side whole."
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


def _trust(summary: Summary) -> Iterator[Block]:
    yield Prose(trust(summary))
    yield note(cannot_happen(summary["truce"] is not None))
    yield note(scale_in_words())


def _smoothed(series: list[Figure]) -> list[Figure]:
    """Return each month with the next, averaged: the front moves every month, so that odd and even months differ."""
    pairs = zip(series, [*series[1:], None], strict=True)
    return [one if one is None or next_ is None else (one + next_) / 2 for one, next_ in pairs]


def _values(summary: Summary) -> Iterator[Block]:
    values, gap = summary["values"], summary["ripeness_gap"]
    drawn = ripeness_chart(_smoothed(values["attacker"]), _smoothed(values["defender"]), _smoothed(gap))
    ahead = [0, *horizons(summary, (12, 24, 36, 60))]
    says = "What fighting on is worth to each side, and the best deal for the defender, month by month; see the table."
    yield Drawing(tuple(drawn), says)
    yield Facts(
        (
            (f" {ATTACKER}", "fighting on, to the attacker"),
            (f" {DEFENDER}", "fighting on, to the defender"),
            (f" {DEAL}", f"the best deal for the defender that gives the attacker {ATTACKER}"),
            (f" {BOTH}", f"{DEFENDER} and {DEAL} together"),
            ("", f"between {DEFENDER} and {DEAL}: {IN_REACH} a deal is in reach, {OUT_OF_REACH} none is"),
        )
    )
    rows = [
        (f"ripeness gap ({DEAL} less {DEFENDER})", *(_signed(gap[one]) for one in ahead)),
        ("states in which a deal is in reach", *(percent(summary["ripe"][one]) for one in ahead)),
    ]
    yield Gap()
    yield table(_by_months(ahead), rows)
    yield note(
        "In shares of each side's aims, averaged over the versions and over the states in which the war still goes on: "
        "those that settle early drop out. An average below zero hides states where a deal is in reach; the last row "
        "counts them. The drawing averages each month with the next."
    )


def _talks(summary: Summary) -> Iterator[Block]:
    ahead = [0, *horizons(summary, (12, 24, 36, 60))]
    rows = [(meaning, *(percent(summary["talks"][name][one]) for one in ahead)) for name, meaning in CONDUCT.items()]
    yield table(_by_months(ahead), rows)
    yield note(
        "Shares of the wars that still go on. Attending with no deal in reach is what the scenario's assumptions make "
        "the best answer to the mediator; it says nothing of a person."
    )


def _by_months(ahead: list[int]) -> list[Column]:
    return [Column("months ahead"), *(Column(str(one), right=True, least=6) for one in ahead)]


def _signed(value: Figure, digits: int = 2) -> str:
    return "-" if value is None else f"{value:+.{digits}f}"


def _record(summary: Summary) -> Iterator[Block]:
    record = summary["record"]
    if not record["used"]:
        yield Prose("The record was not used.")
        return
    ahead = horizons(summary, (12, 36))
    columns = [Column("chance that the war goes on", least=40)]
    columns += [Column(f"in {one} months", right=True) for one in ahead]
    rows = [Row(("with the record", *(percent(summary["ongoing"][one]["mean"]) for one in ahead)), STRONG)]
    before = chance(record["unconditioned_effective"])
    if before >= SAFE_DRAWS and not chance(record["unconditioned_khat"]) > UNSAFE:
        rows = [Row(("without it", *(percent(record["unconditioned_ongoing"][one]) for one in ahead))), *rows]
        said = "Both start from a war that is still fought."
    else:
        said = (
            f"The chance without the record is not printed: for it these draws count as only {before:.0f} equal ones. "
            "`ripeness run --no-record` draws for it."
        )
    yield table(columns, rows)
    yield note(
        f"{said} The record counts through the weight of each version and through the state of the war today. Its "
        f"log likelihood is {_signed(record['log_likelihood'], 1)}."
    )
    if record["impossible_draws"]:
        of = summary["draws"]["finished"]
        yield note(f"{record['impossible_draws']} of {of} versions exclude what was seen: they count for nothing.")


def _telling(summary: Summary) -> Iterator[Block]:
    telling = summary["assumptions"]
    if not summary["evidence"]["uncertain"]:
        yield Prose("No number of the scenario is uncertain.")
        return
    if not telling["enough_draws"]:
        yield Prose("Too few draws to tell.")
        return
    rows = []
    for one in telling["most"]:
        within = abs(chance(one["rank_correlation"])) <= chance(telling["by_luck"])
        told = (
            (one["meaning"], ""),
            (f"\n{one['id']}" + ("  (no more than luck gives)" if within else ""), QUIET),
        )
        rows.append((((_signed(one["rank_correlation"]), STRONG),), told))
    yield table([Column("rank correlation", right=True, whole=True), Column("assumption")], rows, heads=False)
    yield note(
        f"Rank correlation over the versions with the chance that the war goes on in {telling['months_ahead']} months: "
        "+ the higher, the longer, - the higher, the shorter. Luck alone would give the largest of them about "
        f"{chance(telling['by_luck']):.2f}. A correlation, not a cause."
    )


def _draws(summary: Summary) -> Iterator[Block]:
    record, at = summary["record"], horizons(summary, (24,))[-1]
    error = chance(summary["monte_carlo_error"][at])
    origin = str(summary["provenance"].get("proposal", ""))
    rows = [
        (
            "draws",
            f"{summary['draws']['finished']} versions of the argument, {DRAWN_FROM.get(origin, origin or 'as stated')}",
        ),
        ("effective", f"{chance(record['effective_sample_size']):.0f} equally weighted ones"),
        ("tail", _tail(record["khat"])),
        ("error", f"±{100 * error:.1f} points on the chance for {last_day(summary['months'][at])}, from draws alone"),
    ]
    yield Facts(tuple(rows))


def _tail(k: Figure) -> str:
    if k is None:
        return "the weights have no tail that could be judged"
    return (
        f"Pareto k {k:.2f} of the largest weights, {'above' if k > UNSAFE else 'below'} the .7 from which means mislead"
    )
