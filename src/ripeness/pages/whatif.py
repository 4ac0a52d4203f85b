"""Two policies on a page: levels, differences with bands, and where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ripeness.pages.difference import GAP_MEANING, caution, change, headline, moved, name, side_effects, span
from ripeness.pages.finer import DIGITS, at_step, finer
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
    pictured,
    section,
    strong,
    table,
)
from ripeness.pages.names import in_whose_hands, named
from ripeness.pages.parting_drawing import APART, BOTH, A, B, parting_chart
from ripeness.pages.shares import of_prize, tens
from ripeness.pages.words import cannot_happen, chance, listed, month_in_words, percent, scale_in_words
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

CONDUCT = ("bombing", "attended_no_deal_in_reach", "partial_deals")
"""What the attacker does at the talks and beside them: without a mediator shown only where it is done."""

MEANWHILE = (
    *("ripeness_gap.0", "ripeness_gap.12", "ripe.0", "value.defender.0"),
    *("wins_within.attacker.0", "wins_in_own_eyes.attacker.0", "value.attacker.0"),
    *("wins_within.attacker.12", "wins_in_own_eyes.attacker.12", "value.attacker.12"),
    *(*CONDUCT, "war_chest.12", "war_chest.36"),
)
"""Outcomes of the table of what the sides do meanwhile, by key."""

ROUNDED = (
    "Figures are rounded to 5 points, finer in a row whose difference would else not be what A and B differ by; ~0: "
    "less than 2.5 points."
)

LEVELS = {"status_quo": "now", "a": "A", "b": "B"}
"""Heads of the columns of levels."""


def whatif_page(result: Whatif, details: bool = False) -> Page:
    """Return the page; a comparison that rests on few draws says so in its first line.

    details : whether each table is shown in full, with terms, what the sides do meanwhile and where the change comes
    from, in place of one table of chances.
    """
    return named((*_parts(result), *(_details(result) if details else _shortly(result))), result["names"])


def _parts(result: Whatif) -> Iterator[Block]:
    few = caution(result)
    if few:
        yield strong(few)
        yield Gap()
    yield from _header(result)
    yield section("In words", [Prose(" ".join(headline(result)))])
    yield section("Who does what: levers that stand differently", _levers(result))
    yield section("What comes with it", [pictured("difference"), _side_effects(result)])


def _shortly(result: Whatif) -> Iterator[Block]:
    yield section("The chances under A and under B", [_sides(result), *_chances(result)])
    yield note(cannot_happen(any(key.startswith("truce.") for key in result["outcomes"])))
    yield Gap()
    yield note(
        "More, with --details: in how many versions B is higher or lower, the curves month by month, terms, what the "
        "sides do meanwhile, and through which mechanism the change comes. --json holds all of it."
    )


def _details(result: Whatif) -> Iterator[Block]:
    yield section("Does the war go on?", [_sides(result), *_duration(result)])
    yield section("Where they part: the chance that the war goes on", _timeline(result))
    yield section("How it has ended by then", [_sides(result), *_endings(result)])
    yield section("Terms, if it is settled under either", [_sides(result), *_terms(result)])
    yield section("Is a deal in reach? What the sides do meanwhile", [_sides(result), *_meanwhile(result)])
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


def _sides(result: Whatif) -> Block:
    """Say again what A and B are, above the tables whose columns they head."""
    return note(f"A: {name(result, 'a')}. B: {name(result, 'b')}.")


def _levers(result: Whatif) -> Iterator[Block]:
    if not result["levers"]:
        yield Prose("None: A and B are the same.")
        return
    columns = [Column("lever", most=34), Column("from A to B", most=20), Column("in whose hands", most=22)]
    names = result["names"]
    rows = [(one["title"], moved(one), in_whose_hands(one["owners"], names)) for one in result["levers"]]
    yield table(columns, rows)
    yield note(
        "Each value is the scenario's, a judgement; --set LEVER=VALUE puts another in its place, in A and B. What "
        f"the values of a lever mean: ripeness levers {result['scenario']}."
    )


def _side_effects(result: Whatif) -> Table:
    told = side_effects(result) or ["Nothing else that is shown changes by more than a little."]
    return table(["", ""], [("-", sentence) for sentence in told], heads=False, gap=1)


def _chances(result: Whatif) -> Iterator[Block]:
    """Yield one table: whether the war goes on by each horizon, and how it has ended by the one that is told first."""
    at, outcomes = result["headline"], result["outcomes"]
    going = [
        one
        for key, one in outcomes.items()
        if one["section"] == "duration" and one["unit"] == "1" and (key.startswith("ongoing.") or one["months"] == at)
    ]
    ended = [outcomes[f"{group}.{at}"] for group in GROUPS if _met(outcomes[f"{group}.{at}"])]
    rows = [*going, *(_by(one, at) for one in ended)]
    yield _compared(result, rows, "chance, per cent", signs=False)
    spread = (
        "B - A: points, averaged over the versions; '8 in 10 versions': what the middle eight of ten of them give."
        if result["uncertain"]
        else "B - A: points."
    )
    yield note(f"{spread} {ROUNDED} No side is taken.")


def _duration(result: Whatif) -> Iterator[Block]:
    rows = [one for one in result["outcomes"].values() if one["section"] == "duration"]
    yield _compared(result, rows)
    over_draws = (
        "B - A: points, averaged over the versions; '8 in 10 versions': what the middle eight of ten of them give, "
        f"by weight. {ROUNDED} 'B lower', 'B higher': in how many of 10 of them."
    )
    of_one = f"B - A: points, in the scenario's one version. {ROUNDED}"
    yield note(over_draws if result["uncertain"] else of_one)


def _timeline(result: Whatif) -> Iterator[Block]:
    a, b = result["timeline"]["a"], result["timeline"]["b"]
    shown = result["horizons"]
    under_a, under_b = (listed([percent(curve[at], "") for at in shown]) for curve in (a, b))
    ahead = listed([str(one) for one in shown])
    says = f"The chance that it goes on in {ahead} months is {under_a} % under A and {under_b} % under B."
    key = note(f"{A} A   {B} B   {BOTH} both   {APART} between the two; months ahead")
    yield Drawing(tuple(parting_chart(a, b)), says, "parting", (key,))


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
    attends = "mediator" in result["names"]  # without a mediator nobody attends for anybody's eyes
    found = {key: result["outcomes"][key] for key in MEANWHILE if key in result["outcomes"]}
    if not attends:
        found = {key: one for key, one in found.items() if key not in CONDUCT or one["a"] or one["b"]}
    yield _compared(result, [_dated(one) for one in found.values()])
    said = (
        " What the attacker does in the months of talks is the game's best answer and says nothing of a person."
        if attends
        else ""
    )
    yield note(
        f"{GAP_MEANING[:1].upper()}{GAP_MEANING[1:]}: a higher gap is a deal nearer for both. It and what fighting on "
        "is worth are in per cent of the prize: all that is at stake, as each side weighs it. Figures of "
        f"a month are over the wars that then go on under both.{said}"
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


def _compared(result: Whatif, rows: Sequence[Difference], head: str = "", signs: bool = True) -> Table:
    """Return a table of outcomes: both levels, the difference, its band.

    signs : whether it is told in how many versions B is lower and higher.
    """
    levels = ["a", "b"]
    if result["a"]["settings"] and result["b"]["settings"]:
        levels = ["status_quo", *levels]
    many = bool(result["uncertain"])
    columns = [Column(head, most=26)]
    columns += [Column(LEVELS[level], right=True, whole=True) for level in levels]
    columns.append(Column("B - A", right=True, whole=True))
    if many:
        columns.append(Column("8 in 10 versions"))
        columns += [Column(side, right=True, most=6) for side in ("B lower", "B higher") if signs]
    filled = []
    for one in rows:
        cells: list[Words] = [one["meaning"]]
        step = finer(one)
        told = [one[level] for level in levels]  # type: ignore[literal-required]
        cells += [at_step(value, one["unit"], step) if step else _level(value, one["unit"]) for value in told]
        mean = one["difference"]["mean"]
        moves = at_step(mean, one["unit"], step, signed=True) if step else change(mean, one["unit"])
        cells.append(((moves, STRONG),))
        cells += [span(one["difference"], one["unit"])] if many else []
        cells += [tens(one["lower"]), tens(one["higher"])] if many and signs else []
        filled.append(cells)
    return table(columns, filled)


def _level(value: Figure, unit: str) -> str:
    if value is None:
        return "-"
    if unit == "1":
        return percent(value, "")
    if unit.startswith("of the way"):
        return f"{round(20 * value) / 20:.2f}"
    if unit == "share of the prize":
        return of_prize(value, signed=False)
    return f"{value:.{DIGITS.get(unit, 2)}f}"


def _met(one: Difference) -> bool:
    return max(chance(one["a"]), chance(one["b"])) >= 0.0005


def _by(one: Difference, months: int) -> Difference:
    return {**one, "meaning": f"{one['meaning']}, in {months} months"}


def _inset(one: Difference) -> Difference:
    return {**one, "meaning": f"  {one['meaning']}"}


def _dated(one: Difference) -> Difference:
    """Return an outcome with its month in its name, where the name does not hold it."""
    if one["section"] != "deal":
        return one
    when = "today" if one["months"] == 0 else f"in {one['months']} months"
    return {**one, "meaning": f"{one['meaning']}, {when}"}
