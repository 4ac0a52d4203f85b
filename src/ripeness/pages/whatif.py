"""Two policies on a page of the terminal, 80 columns wide: levels, differences with bands, and where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ripeness.figures.parting import APART, BOTH, A, B, parting_chart
from ripeness.pages.difference import DIGITS, caution, change, headline, moved, name, side_effects, span
from ripeness.pages.names import in_whose_hands
from ripeness.pages.shares import tens
from ripeness.pages.words import CANNOT_HAPPEN, chance, month_in_words, percent, scale_in_words
from ripeness.questions.summary.summary import Figure
from ripeness.questions.whatif.comparison import Whatif
from ripeness.questions.whatif.differences import GROUPS, Difference
from ripeness.questions.whatif.split import Part

SPLIT_BY = {
    "ongoing": "goes on",
    "agreement": "agreed",
    "defender_defeated": "defender beaten",
    "attacker_defeated": "attacker beaten",
    "ceasefire": "truce",
    "forced_stop": "forced stop",
}
"""Outcomes of the split's table, by what their keys begin with, and the heads of its columns."""

MEANWHILE = (
    *("ripeness_gap.0", "ripeness_gap.12", "ripe.0", "value.attacker.0", "value.defender.0"),
    *("wins_in_his_eyes.attacker.0", "wins_in_his_eyes.attacker.12", "bombing", "attended_no_deal_in_reach"),
    *("partial_deals", "war_chest.12", "war_chest.36"),
)
"""Outcomes of the table of what the sides do meanwhile, by key."""


def whatif_page(result: Whatif) -> Group:
    """Return the page; a comparison that rests on few draws says so in its first line."""
    return Group(*_parts(result))


def _parts(result: Whatif) -> Iterator[RenderableType]:
    few = caution(result)
    if few:
        yield Text(few, style="bold")
        yield ""
    yield from _header(result)
    yield from _section("Who does what: levers that stand differently", _levers(result))
    yield from _section("In words", _words(result))
    yield from _section("What comes with it", _side_effects(result))
    yield from _section("Does the war go on?", _duration(result))
    yield from _section("Where they part: odds that the war goes on", _timeline(result))
    yield from _section("How it has ended by then", _endings(result))
    yield from _section("Terms, if it is settled under either", _terms(result))
    yield from _section("Is a deal in reach? What the sides do meanwhile", _meanwhile(result))
    yield from _section("Where the change comes from", _split(result))
    yield ""
    yield _note(f"Odds in words, per cent: {scale_in_words()} (the terms of ICD 203, 2015).")
    yield _note(CANNOT_HAPPEN)


def _section(title: str, parts: Iterator[RenderableType]) -> Iterator[RenderableType]:
    yield ""
    yield Rule(Text(title, style="bold"), align="left", style="dim")
    yield from parts


def _header(result: Whatif) -> Iterator[RenderableType]:
    draws = result["draws"]
    yield Text(f"What if: B in the place of A. {result['title']}", style="bold")
    if result["partial"]:
        yield Text(f"PARTIAL: interrupted after {draws['finished']} of {draws['asked']} draws.", style="bold")
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim")
    facts.add_column()
    facts.add_row("scenario", f"{result['scenario']}, policies adopted in {month_in_words(result['as_of'])}")
    for letter in ("A", "B"):
        side = result["a"] if letter == "A" else result["b"]
        title = f": {side['title']}" if side["title"] else ""
        note = f" ({side['note']})" if side["note"] else ""
        facts.add_row(letter, f"{name(result, letter.lower())}{title}{note}")
    if result["uncertain"]:
        effective = chance(result["effective_sample_size"])
        facts.add_row(
            "draws", f"{draws['finished']} sets of assumptions, the same under both, worth {effective:.0f} equal ones"
        )
    yield facts


def _levers(result: Whatif) -> Iterator[RenderableType]:
    if not result["levers"]:
        yield Text("None: A and B are the same.")
        return
    table = _table()
    table.add_column("lever", max_width=34)
    table.add_column("from A to B", max_width=20)
    table.add_column("in whose hands", max_width=22)
    for one in result["levers"]:
        table.add_row(one["title"], moved(one), in_whose_hands(one["owner"]))
    yield table
    yield _note("Each value is the scenario's, a judgement; --set LEVER=VALUE puts another in its place, in A and B.")


def _words(result: Whatif) -> Iterator[RenderableType]:
    yield Text(" ".join(headline(result)))


def _side_effects(result: Whatif) -> Iterator[RenderableType]:
    told = side_effects(result)
    for sentence in told or ["Nothing else that is shown changes by more than a little."]:
        grid = Table.grid(padding=(0, 1))
        grid.add_row("-", sentence)
        yield grid


def _duration(result: Whatif) -> Iterator[RenderableType]:
    rows = [one for one in result["outcomes"].values() if one["section"] == "duration"]
    yield _compared(result, rows)
    over_draws = (
        "B - A: points, averaged over draws; '8 in 10 draws': what the middle eight of ten sets of assumptions give, "
        "by weight. Rounded to 5 points; ~0 is less than 2.5. 'B lower', 'B higher': in how many of 10 sets of "
        "assumptions."
    )
    of_one = "B - A: points, in the scenario's one set of assumptions. Rounded to 5 points; ~0 is less than 2.5."
    yield _note(
        f"{over_draws if result['uncertain'] else of_one} B beats A where the war is less likely to go on, or goes on "
        "for fewer months."
    )


def _timeline(result: Whatif) -> Iterator[RenderableType]:
    yield Text("\n".join(parting_chart(result["timeline"]["a"], result["timeline"]["b"])))
    yield _note(f"{A} A   {B} B   {BOTH} both   {APART} between the two; months ahead")


def _endings(result: Whatif) -> Iterator[RenderableType]:
    outcomes = result["outcomes"]
    ahead = sorted({result["headline"], result["horizons"][-1]})
    for at in ahead:
        rows = [outcomes[f"{group}.{at}"] for group in GROUPS if _met(outcomes[f"{group}.{at}"])]
        kinds = [one for one in outcomes.values() if one["section"] == "settlements" and one["months"] == at]
        if at != ahead[0]:
            yield ""
        yield _compared(result, [*rows[:1], *(_inset(one) for one in kinds if _met(one)), *rows[1:]], f"in {at} months")
    yield _note(
        "B beats A on agreement where a settlement by agreement is likelier. On whose terms, and on the other endings, "
        "no side is taken. Not shown: what is met in fewer than 1 of 2,000 wars under both."
    )


def _terms(result: Whatif) -> Iterator[RenderableType]:
    rows = [one for one in result["outcomes"].values() if one["section"] == "terms" and one["a"] is not None]
    if not rows:
        yield Text("Not under both is a settlement met within the months shown, so that no terms can be compared.")
        return
    yield _compared(result, rows)
    yield _note(
        "0 = the defender's ideal, 1 = the attacker's. Each draw counts by the smaller of its two chances of a "
        "settlement. No side is taken."
    )


def _meanwhile(result: Whatif) -> Iterator[RenderableType]:
    yield _compared(result, [_dated(result["outcomes"][key]) for key in MEANWHILE if key in result["outcomes"]])
    yield _note(
        "Gap and worth are in shares of the prize, chances in per cent. Figures of a month are over the wars that then "
        "go on under both. B beats A on the gap where it is higher (a deal nearer for both), on bombing where it is "
        "less. What the attacker does in the months of talks is the game's best answer and says nothing of a person."
    )


def _split(result: Whatif) -> Iterator[RenderableType]:
    parts, at = result["split"], result["headline"]
    if not result["levers"]:
        yield Text("There is no change to split.")
        return
    if parts is None:
        yield Text("Not computed.")
        return
    if len(parts["levers"]) == 1:
        (only,) = parts["levers"]
        yield Text(f"All of it through one mechanism: {only.replace('_', ' ')} ({', '.join(parts['levers'][only])}).")
        return
    shown = {
        key: head
        for start, head in SPLIT_BY.items()
        if (key := f"{start}.{at}") in parts["outcomes"] and (start == "ongoing" or _met(result["outcomes"][key]))
    }
    table = _table()
    table.add_column(f"in {at} months, points", min_width=22, max_width=30)
    for head in shown.values():
        table.add_column(head, justify="right", max_width=8)
    table.add_column("gap today", justify="right", max_width=6)
    keys = [*shown, "ripeness_gap.0"]
    of: list[Part | None] = [parts["outcomes"].get(key) for key in keys]
    units = ["1"] * len(shown) + ["share of the prize"]
    for mechanism in parts["levers"]:
        cells = [one["main"][mechanism]["mean"] if one else None for one in of]
        table.add_row(f"{mechanism.replace('_', ' ')} alone", *_changes(cells, units))
    if len(parts["levers"]) > 1:
        table.add_row(
            "only together (interaction)", *_changes([one["interaction"] if one else None for one in of], units)
        )
    totals = _changes([one["total"] if one else None for one in of], units)
    table.add_row(Text("in all", style="bold"), *(Text(one, style="bold") for one in totals))
    yield table
    levers = "; ".join(f"{name.replace('_', ' ')}: {', '.join(stated)}" for name, stated in parts["levers"].items())
    yield _note(
        f"'Alone': A with this mechanism's levers as in B; what is left is interaction. Means over the first "
        f"{parts['draws']} draws, worth {chance(parts['effective_sample_size']):.0f} equal ones, so that 'in all' can "
        f"differ from the tables above. Rounded one by one: columns need not add up. {levers}."
    )


def _compared(result: Whatif, rows: Sequence[Difference], head: str = "") -> Table:
    """Return a table of outcomes: both levels, the difference, its band, and in how many sets it has which sign."""
    reference = bool(result["a"]["settings"] and result["b"]["settings"])
    many = bool(result["uncertain"])
    table = _table()
    table.add_column(head, min_width=20, max_width=26)
    for column in ("now", "A", "B") if reference else ("A", "B"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("B - A", justify="right", no_wrap=True)
    if many:
        table.add_column("8 in 10 draws", no_wrap=True)
        for column in ("B lower", "B higher"):
            table.add_column(column, justify="right", max_width=6)
    for one in rows:
        levels = ["status_quo", "a", "b"] if reference else ["a", "b"]
        cells = [_level(one[level], one["unit"]) for level in levels]  # type: ignore[literal-required]
        moves = Text(change(one["difference"]["mean"], one["unit"]), style="bold")
        over_draws = [span(one["difference"], one["unit"]), tens(one["lower"]), tens(one["higher"])]
        table.add_row(one["meaning"], *cells, moves, *(over_draws if many else []))
    return table


def _level(value: Figure, unit: str) -> str:
    if value is None:
        return "-"
    if unit == "1":
        return percent(value, "")
    if unit.startswith("of the way"):
        return f"{round(20 * value) / 20:.2f}"
    return f"{value:.{DIGITS.get(unit, 2)}f}"


def _changes(values: Sequence[Figure], units: Sequence[str]) -> list[str]:
    return [change(value, unit) for value, unit in zip(values, units, strict=True)]


def _met(one: Difference) -> bool:
    return max(chance(one["a"]), chance(one["b"])) >= 0.0005


def _inset(one: Difference) -> Difference:
    return {**one, "meaning": f"  {one['meaning']}"}


def _dated(one: Difference) -> Difference:
    """Return an outcome with its month in its name, where the name does not hold it."""
    if one["section"] != "deal":
        return one
    when = "today" if one["months"] == 0 else f"in {one['months']} months"
    return {**one, "meaning": f"{one['meaning']}, {when}"}


def _table() -> Table:
    return Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")


def _note(text: str) -> RenderableType:
    return Padding(Text(text, style="dim"), (0, 0, 0, 1))
