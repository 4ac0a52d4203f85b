"""A forecast on a page: the same for a new run and a saved one. A few sentences first, then figures, then details."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.arrays import CONDUCT, ending_label
from ripeness.pages.belief import WITH_DETAILS, beliefs_table
from ripeness.pages.draws import draws
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
    pictured,
    section,
    strong,
    table,
)
from ripeness.pages.names import named
from ripeness.pages.other_wars import OTHER_WARS, market_table, went_on
from ripeness.pages.ripeness_drawing import (
    ATTACKER,
    BOTH,
    DEAL,
    DEFENDER,
    IN_REACH,
    OUT_OF_REACH,
    ripeness_chart,
    smoothed,
)
from ripeness.pages.run_words import in_words, trust
from ripeness.pages.shares import of_prize
from ripeness.pages.terms import commonest_deals, terms_if_settled
from ripeness.pages.truce import truce_tables
from ripeness.pages.warrant import warned
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
)
from ripeness.questions.summary.summary import Summary
from ripeness.statistics.bands import Figure
from ripeness.statistics.pareto import UNSAFE

BANDED = 10
"""Of fewer versions than this no eight in ten can be told."""

RULES = {
    True: "Settlements are named by the land that the terms give the attacker beyond the line on the day of signature, "
    "less what they give back; at the line: so little either way that the front's scale does not show it.",
    False: "What is gained: what a settlement gives both sides over fighting on. It is mostly to a side to which more "
    "than two thirds of that go.",
}
"""What settlements are named by, where something to settle is land, and where nothing is."""

NIL = " '0 %': in no version can it have happened by then; '<5 %': it can, with a chance below 2.5 %."
"""What is said where both stand in one table."""

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
        yield section(
            "Is there a ceasefire or a settlement? Does a truce hold?", truce_tables(summary["truce"], summary)
        )
    if summary.get("markets"):
        yield section("What a market said of the same questions", market_table(summary))
    yield section("How it has ended by then", _endings(summary))
    yield section("Terms, if it is settled", terms_if_settled(summary))
    yield section("How far to trust this", _trust(summary))


def _pointer() -> Iterator[Block]:
    yield Gap()
    yield note(
        "More, with --details: what a deal could give each side, what each side believes that it can win, the talks, "
        "the record, what matters most."
    )


def _details(summary: Summary) -> Iterator[Block]:
    yield section("Is a deal in reach? What fighting on is worth to each side, in its own eyes", _values(summary))
    yield section("What each side believes that it can win", beliefs_table(summary["beliefs"], summary["names"]))
    yield section("The commonest settlements", commonest_deals(summary))
    if summary["mediated"]:
        yield section("At the talks: what the attacker does", _talks(summary))
    yield section("What the record changed", _record(summary))
    yield section("Which assumptions matter most", _telling(summary))
    yield section("The draws behind these figures", draws(summary))


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
        rows.append(("record", f"{record['months']} month{'s' * (record['months'] != 1)} of what was seen of the war"))
    else:
        rows.append(("record", "not used: every version counts as the scenario states it"))
    yield Facts(tuple(rows))


def _duration(summary: Summary) -> Iterator[Block]:
    uncertain = summary["evidence"]["uncertain"] > 0
    columns = [
        Column("on"),
        Column("chance that it goes on", right=True),
        *([Column("8 in 10 versions")] if uncertain else []),
        *([Column("other wars", right=True, whole=True)] if (rates := went_on(summary)) else []),
        Column("in words"),
    ]
    enough = summary["draws"]["finished"] >= BANDED
    rows = []
    for ahead in horizons(summary, (6, 12, 24, 36, 60)):
        of = summary["ongoing"][ahead]
        mean = chance(of["mean"])
        told = ((percent(mean), STRONG),)
        spread = (f"{band(of)} %" if enough else "too few to say",) if uncertain else ()
        others = (rates.get(summary["months_ahead"][ahead], ""),) if rates else ()
        rows.append((last_day(summary["months"][ahead], short=True), told, *spread, *others, likelihood(mean)))
    yield pictured("survival")
    yield pictured("agreement")
    yield table(columns, rows)
    over = (
        "The chance is the average over the versions of the argument. '8 in 10 versions': what the middle eight of ten "
        "of them give. "
    )
    yield note(f"{over * uncertain}{f'{OTHER_WARS} ' if rates else ''}Rounded to 5 points.")


def _endings(summary: Summary) -> Iterator[Block]:
    ahead = horizons(summary, (12, 36, 60))
    paths = {name: path["by_month"] for name, path in summary["endings"].items()}
    met = [name for name in paths if name != FORCED_STOP and chance(paths[name][ahead[-1]]) >= 0.0005]
    ends = [last_day(summary["months"][one], short=True).split(" ", 1)[1] for one in ahead]
    columns = [Column("by the end of"), *(Column(end, right=True, whole=True) for end in ends)]

    def row(label: str, chances: list[Figure], style: str = "") -> Row:
        return Row((label, *(percent(one) for one in chances)), style)

    land = summary["land"]
    rows = [row(ending_label(name, land), [paths[name][one] for one in ahead]) for name in met]
    rows = [part for name, one in zip(met, rows, strict=True) for part in (one, *_aligned(summary, name, ahead))]
    if FORCED_STOP in paths and FORCED_STOP not in summary["excluded"]:
        rows += [row(ending_label(FORCED_STOP, land), [paths[FORCED_STOP][one] for one in ahead])]
    printed = {str(cell) for one in rows for cell in one.cells}
    rows += [Row()]
    if summary["truce"] is not None:
        rows += [row("a truce holds", [summary["truce"]["holds"][one] for one in ahead])]
    rows += [row("still fighting", [summary["ongoing"][one]["mean"] for one in ahead], STRONG)]
    yield pictured("wars")
    yield pictured("endings")
    yield table(columns, rows)
    out = summary["excluded"]
    rare = [ending_label(name, land) for name in paths if name not in (*met, FORCED_STOP, *out)]
    said = f"Each column adds up to 100 %, but for rounding. {RULES[land]}"
    said += NIL if {"0 %", "<5 %"} <= printed else ""
    said += f" Fewer than 1 in 2,000: {'; '.join(rare)}." if rare else ""
    yield note(said)
    if out:
        told = [f"{ending_label(name, land).split(' (')[0]} ({why})" for name, why in out.items()]
        yield note(f"Excluded by the scenario's own rules: {'; '.join(told)}.")


def _aligned(summary: Summary, name: str, ahead: list[int]) -> Iterator[Row]:
    """Yield how much of a settlement's chance goes with an aligned government, where an issue says so."""
    if name in summary["aligned"]:
        told = (percent(summary["aligned"][name][one]) for one in ahead)
        yield Row(("  of this with a government aligned with the attacker", *told), QUIET)


def _trust(summary: Summary) -> Iterator[Block]:
    yield Prose(trust(summary))
    if told := warned(summary):
        yield note(told)
    yield note(cannot_happen(summary["truce"] is not None))
    yield note(scale_in_words())


def _values(summary: Summary) -> Iterator[Block]:
    values, gap = summary["values"], summary["ripeness_gap"]
    drawn = ripeness_chart(smoothed(values["attacker"]), smoothed(values["defender"]), smoothed(gap))
    ahead = [0, *horizons(summary, (12, 24, 36, 60))]
    says = "What fighting on is worth to each side, and the best deal for the defender, month by month; see the table."
    marks = {
        ATTACKER: "fighting on, to the attacker",
        DEFENDER: "fighting on, to the defender",
        DEAL: f"the best deal for the defender that gives the attacker {ATTACKER}",
        BOTH: f"{DEFENDER} and {DEAL} together",
    }
    seen = set("".join(drawn))
    none = f"no deal is{' in reach' * (IN_REACH not in seen)}"
    shades = {IN_REACH: "a deal is in reach", OUT_OF_REACH: none}
    told = [(f" {mark}", meaning) for mark, meaning in marks.items() if mark in seen]
    if between := ", ".join(f"{shade} {meaning}" for shade, meaning in shades.items() if shade in seen):
        told.append(("", f"between {DEFENDER} and {DEAL}: {between}"))
    key = Facts(tuple(told))
    yield Drawing(tuple(drawn), says, "reach", (key,))
    rows = [
        (f"ripeness gap ({DEAL} less {DEFENDER})", *(of_prize(gap[one]) for one in ahead)),
        ("chance that a deal is in reach", *(percent(summary["ripe"][one]) for one in ahead)),
    ]
    yield Gap()
    yield table(_by_months(ahead), rows)
    yield note(
        "In per cent of the prize (all that is at stake, as each side weighs it), averaged over the versions and over "
        "the states in which the war still goes on: "
        "those that settle early drop out. An average below zero hides states where a deal is in reach; the last row "
        "counts them. The drawing averages each month with the next."
    )


def _talks(summary: Summary) -> Iterator[Block]:
    ahead = [0, *horizons(summary, (12, 24, 36, 60))]
    rows = [(meaning, *(percent(summary["talks"][name][one]) for one in ahead)) for name, meaning in CONDUCT.items()]
    yield pictured("talks")
    yield table(_by_months(ahead), rows)
    yield note(
        "Shares of the wars that still go on. Attending with no deal in reach is what the scenario's assumptions make "
        "the best answer to the mediator; it says nothing of a person."
    )


def _by_months(ahead: list[int]) -> list[Column]:
    return [Column("months ahead"), *(Column(str(one), right=True, least=6) for one in ahead)]


def _signed(value: Figure, digits: int = 2) -> str:
    if value is None:
        return "-"
    return f"{value:+.{digits}f}" if round(value, digits) else f"{0:.{digits}f}"


def _record(summary: Summary) -> Iterator[Block]:
    record = summary["record"]
    yield pictured("front")
    if not record["used"]:
        yield Prose("The record was not used.")
        return
    ahead = horizons(summary, (12, 36))
    columns = [Column("chance that the war goes on", least=40)]
    columns += [Column(f"in {one} months", right=True) for one in ahead]
    rows = [Row(("with the record", *(percent(summary["ongoing"][one]["mean"]) for one in ahead)), STRONG)]
    before, without = chance(record["unconditioned_effective"]), record["unconditioned_ongoing"]
    if len(without) <= ahead[-1]:
        said = f"This run did not compute the chance without the record. {WITH_DETAILS}"
    elif before >= SAFE_DRAWS and not chance(record["unconditioned_khat"]) > UNSAFE:
        rows = [Row(("without it", *(percent(without[one]) for one in ahead))), *rows]
        said = "Both start from a war that is still fought; without it, versions are drawn as the scenario states them."
    else:
        said = (
            f"The chance without the record is not printed: for it these draws count as only {before:.0f} equal ones. "
            "The same run with --no-record draws for it."
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
    yield pictured("assumptions")
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
        f"{chance(telling['by_luck']):.2f}. A correlation, not a cause; ripeness drivers tells how much of the doubt "
        "each carries."
    )
