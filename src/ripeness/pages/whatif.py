"""Two policies on a page: levels, differences with bands, and where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ripeness.figures.parting import APART, BOTH, A, B, parting_chart
from ripeness.pages.difference import DIGITS, caution, change, headline, moved, name, side_effects, span
from ripeness.pages.layout import (
    STRONG,
    Block,
    Column,
    Drawing,
    Facts,
    Gap,
    Page,
    Prose,
    Row,
    Table,
    Words,
    note,
    section,
    strong,
    table,
)
from ripeness.pages.names import in_whose_hands, named
from ripeness.pages.shares import tens
from ripeness.pages.words import cannot_happen, chance, month_in_words, percent, scale_in_words
from ripeness.questions.whatif.comparison import Whatif
from ripeness.questions.whatif.differences import GROUPS, Difference
from ripeness.questions.whatif.split import Part
from ripeness.statistics.bands import Figure

SPLIT_BY = {
    "ongoing": "goes on",
    "agreement": "agreed",
    "defender_defeated": "the defender beaten",
    "attacker_defeated": "the attacker beaten",
    "ceasefire": "truce",
    "forced_stop": "forced stop",
}
"""Outcomes of the split's table, by what their keys begin with, and the heads of its columns."""

MEANWHILE = (
    *("ripeness_gap.0", "ripeness_gap.12", "ripe.0", "value.defender.0"),
    *("wins_within.attacker.0", "wins_in_own_eyes.attacker.0", "value.attacker.0"),
    *("wins_within.attacker.12", "wins_in_own_eyes.attacker.12", "value.attacker.12"),
    *("bombing", "attended_no_deal_in_reach", "partial_deals", "war_chest.12", "war_chest.36"),
)
"""Outcomes of the table of what the sides do meanwhile, by key."""

LEVELS = {"status_quo": "now", "a": "A", "b": "B"}
"""Heads of the columns of levels."""


def whatif_page(result: Whatif) -> Page:
    """Return the page; a comparison that rests on few draws says so in its first line."""
    return named(tuple(_parts(result)), result["names"])


def _parts(result: Whatif) -> Iterator[Block]:
    few = caution(result)
    if few:
        yield strong(few)
        yield Gap()
    yield from _header(result)
    yield section("In words", [Prose(" ".join(headline(result)))])
    yield section("Who does what: levers that stand differently", _levers(result))
    yield section("What comes with it", [_side_effects(result)])
    yield section("Does the war go on?", _duration(result))
    yield section("Where they part: the chance that the war goes on", _timeline(result))
    yield section("How it has ended by then", _endings(result))
    yield section("Terms, if it is settled under either", _terms(result))
    yield section("Is a deal in reach? What the sides do meanwhile", _meanwhile(result))
    yield section("Where the change comes from", _split(result))
    yield Gap()
    yield note(scale_in_words())
    yield note(cannot_happen(any(key.startswith("truce.") for key in result["outcomes"])))


def _header(result: Whatif) -> Iterator[Block]:
    draws = result["draws"]
    yield strong(f"What if: B in the place of A. {result['title']}")
    if result["partial"]:
        yield strong(f"PARTIAL: interrupted after {draws['finished']} of {draws['asked']} draws.")
    facts = [("scenario", f"{result['scenario']}, policies adopted in {month_in_words(result['as_of'])}")]
    for letter in ("A", "B"):
        side = result["a"] if letter == "A" else result["b"]
        title = f": {side['title']}" if side["title"] else ""
        remark = f"; {side['note']}" if side["note"] else ""
        facts.append((letter, f"{name(result, letter.lower())}{title}{remark}"))
    if result["uncertain"]:
        fit = "; those that fit the record count for more" if result["record"] else ""
        facts.append(("versions", f"{draws['finished']} versions of the argument, the same under both{fit}"))
    yield Facts(tuple(facts))


def _levers(result: Whatif) -> Iterator[Block]:
    if not result["levers"]:
        yield Prose("None: A and B are the same.")
        return
    columns = [Column("lever", most=34), Column("from A to B", most=20), Column("in whose hands", most=22)]
    names = result["names"]
    rows = [(one["title"], moved(one), in_whose_hands(one["owner"], names)) for one in result["levers"]]
    yield table(columns, rows)
    yield note("Each value is the scenario's, a judgement; --set LEVER=VALUE puts another in its place, in A and B.")


def _side_effects(result: Whatif) -> Table:
    told = side_effects(result) or ["Nothing else that is shown changes by more than a little."]
    return table(["", ""], [("-", sentence) for sentence in told], heads=False, gap=1)


def _duration(result: Whatif) -> Iterator[Block]:
    rows = [one for one in result["outcomes"].values() if one["section"] == "duration"]
    yield _compared(result, rows)
    over_draws = (
        "B - A: points, averaged over the versions; '8 in 10 versions': what the middle eight of ten of them give, "
        "by weight. Rounded to 5 points one by one, so that B - A need not be what the columns differ by; ~0 is less "
        "than 2.5. 'B lower', 'B higher': in how many of 10 of them."
    )
    of_one = "B - A: points, in the scenario's one version. Rounded to 5 points one by one; ~0 is less than 2.5."
    yield note(over_draws if result["uncertain"] else of_one)


def _timeline(result: Whatif) -> Iterator[Block]:
    a, b = result["timeline"]["a"], result["timeline"]["b"]
    shown = result["horizons"]
    under_a, under_b = (", ".join(percent(curve[at], "") for at in shown) for curve in (a, b))
    says = (
        f"In {', '.join(map(str, shown))} months it goes on with a chance of {under_a} % under A, {under_b} % under B."
    )
    yield Drawing(tuple(parting_chart(a, b)), says)
    yield note(f"{A} A   {B} B   {BOTH} both   {APART} between the two; months ahead")


def _endings(result: Whatif) -> Iterator[Block]:
    outcomes = result["outcomes"]
    ahead = sorted({result["headline"], result["horizons"][-1]})
    for at in ahead:
        rows = [outcomes[f"{group}.{at}"] for group in GROUPS if _met(outcomes[f"{group}.{at}"])]
        kinds = [one for one in outcomes.values() if one["section"] == "settlements" and one["months"] == at]
        if at != ahead[0]:
            yield Gap()
        yield _compared(result, [*rows[:1], *(_inset(one) for one in kinds if _met(one)), *rows[1:]], f"in {at} months")
    yield note("No side is taken. Not shown: what is met in fewer than 1 of 2,000 wars under both.")


def _terms(result: Whatif) -> Iterator[Block]:
    rows = [one for one in result["outcomes"].values() if one["section"] == "terms" and one["a"] is not None]
    if not rows:
        yield Prose("No settlement is met under both within the months shown, so that no terms can be compared.")
        return
    yield _compared(result, rows)
    yield note(
        "0 = the defender's ideal, 1 = the attacker's. Each version counts by the smaller of its two chances of a "
        "settlement. No side is taken."
    )


def _meanwhile(result: Whatif) -> Iterator[Block]:
    yield _compared(result, [_dated(result["outcomes"][key]) for key in MEANWHILE if key in result["outcomes"]])
    yield note(
        "Gap and worth are in shares of the prize, chances in per cent. Figures of a month are over the wars that then "
        "go on under both. A higher gap is a deal nearer for both. What the attacker does in the months of talks is "
        "the game's best answer and says nothing of a person."
    )


def _split(result: Whatif) -> Iterator[Block]:
    parts, at = result["split"], result["headline"]
    if not result["levers"]:
        yield Prose("There is no change to split.")
        return
    if parts is None:
        yield Prose("Not computed.")
        return
    if len(parts["levers"]) == 1:
        (only,) = parts["levers"]
        yield Prose(f"All of it through one mechanism: {only.replace('_', ' ')} ({', '.join(parts['levers'][only])}).")
        return
    shown = {
        key: head
        for start, head in SPLIT_BY.items()
        if (key := f"{start}.{at}") in parts["outcomes"] and (start == "ongoing" or _met(result["outcomes"][key]))
    }
    columns = [Column(f"in {at} months, points", least=22, most=30)]
    columns += [Column(head, right=True, most=8) for head in shown.values()]
    columns.append(Column("gap today", right=True, most=6))
    of: list[Part | None] = [parts["outcomes"].get(key) for key in (*shown, "ripeness_gap.0")]
    units = ["1"] * len(shown) + ["share of the prize"]

    def row(label: str, figures: Sequence[Figure], style: str = "") -> Row:
        return Row((label, *(change(one, unit) for one, unit in zip(figures, units, strict=True))), style)

    rows = [
        row(f"{mechanism.replace('_', ' ')} alone", [one["main"][mechanism]["mean"] if one else None for one in of])
        for mechanism in parts["levers"]
    ]
    rows.append(row("only together (interaction)", [one["interaction"] if one else None for one in of]))
    rows.append(row("in all", [one["total"] if one else None for one in of], STRONG))
    yield table(columns, rows)
    levers = "; ".join(f"{name.replace('_', ' ')}: {', '.join(stated)}" for name, stated in parts["levers"].items())
    yield note(
        "'Alone': A with this mechanism's levers as in B; what is left is interaction. Means over the first "
        f"{parts['draws']} versions, worth {chance(parts['effective_sample_size']):.0f} equal ones, so that 'in all' "
        f"can differ from the tables above. Rounded one by one: columns need not add up. {levers}."
    )


def _compared(result: Whatif, rows: Sequence[Difference], head: str = "") -> Table:
    """Return a table of outcomes: both levels, the difference, its band, and in how many sets it has which sign."""
    levels = ["a", "b"]
    if result["a"]["settings"] and result["b"]["settings"]:
        levels = ["status_quo", *levels]
    many = bool(result["uncertain"])
    columns = [Column(head, most=26)]
    columns += [Column(LEVELS[level], right=True, whole=True) for level in levels]
    columns.append(Column("B - A", right=True, whole=True))
    if many:
        columns.append(Column("8 in 10 versions"))
        columns += [Column(side, right=True, most=6) for side in ("B lower", "B higher")]
    filled = []
    for one in rows:
        cells: list[Words] = [one["meaning"]]
        cells += [_level(one[level], one["unit"]) for level in levels]  # type: ignore[literal-required]
        cells.append(((change(one["difference"]["mean"], one["unit"]), STRONG),))
        cells += [span(one["difference"], one["unit"]), tens(one["lower"]), tens(one["higher"])] if many else []
        filled.append(cells)
    return table(columns, filled)


def _level(value: Figure, unit: str) -> str:
    if value is None:
        return "-"
    if unit == "1":
        return percent(value, "")
    if unit.startswith("of the way"):
        return f"{round(20 * value) / 20:.2f}"
    return f"{value:.{DIGITS.get(unit, 2)}f}"


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
