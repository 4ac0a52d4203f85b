"""Rival views on a page: what fails first, then forecasts, differences and pools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ripeness.pages.beside import beside
from ripeness.pages.layout import (
    QUIET,
    STRONG,
    Block,
    Column,
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
from ripeness.pages.panel_words import (
    OTHERWISE,
    aims,
    average,
    caution,
    failing,
    holding,
    in_short,
    record_words,
    says,
    stop,
    told_apart,
)
from ripeness.pages.words import band, cannot_happen, chance, listed, month_in_words, percent, scale_in_words
from ripeness.questions.panel.weighing import APART, FIGHTING, Panel
from ripeness.statistics.bands import Figure

HEADS = {
    "settlement_to_attacker": "to the attacker",
    "settlement_even": "shared",
    "settlement_to_defender": "to the defender",
    "ceasefire": "truce",
    "beaten": "the defender loses",
    "attacker_forced_to_stop": "the attacker forced",
    "given up": "the attacker gives up",
    FIGHTING: "goes on, or a truce",
}
"""Columns of the table of endings: an ending, or several together."""

ON_LAND = {
    "settlement_to_attacker": "land to the attacker",
    "settlement_even": "at the line",
    "settlement_to_defender": "land given back",
}
"""Heads of settlements where they are named by land."""

NAMED_BY = {
    True: "the land that they give beyond the line on the day, or give back",
    False: "which side gets more than two thirds of what both gain over fighting on",
}
"""What settlements are told apart by, where something to settle is land, and where nothing is."""

TOGETHER = {
    "beaten": ("defender_collapses", "defender_capitulates", "attacker_wins_at_the_front"),
    "given up": ("attacker_capitulates", "attacker_expelled"),
}

ORIGINS = {
    "shipped": "where the record puts the view's numbers, shipped with it",
    "learned": "the same, learned here",
    "borrowed": "where the record puts the scenario's own numbers, and what the view says of those that it sets",
    "prior": "the view's assumptions before the record",
}
"""Where draws come from, in words."""

SHOWN = 12
"""Pairs of views, the furthest apart first, whose difference is traced to one number on the page."""


def panel_page(panel: Panel) -> Page:
    """Return the page; views that rest on few draws say so in its first line."""
    return named(tuple(_parts(panel)), panel["names"])


def _parts(panel: Panel) -> Iterator[Block]:
    few, at = caution(panel), panel["compared"]
    if few:
        yield strong(few)
        yield Gap()
    yield from _header(panel)
    yield section("In words", [Prose(in_short(panel))])
    yield section("What each view says", _says(panel))
    yield section("The views", _views(panel))
    yield section("What a view says of itself and we do not find", _by_view(failing(panel)))
    yield section("What it says and we find", [*_by_view(holding(panel)), note(aims(panel)), note(_counted_on(panel))])
    yield section("Does the war go on? Chances by view, nothing new adopted", _duration(panel))
    yield section(f"How it has ended in {at} months, by view", _endings(panel))
    yield section("How far apart are they?", _distances(panel))
    yield section("On which one number each difference hangs most", _hinges(panel))
    yield section("Could the record tell them apart?", _confusion(panel))
    yield section("The record, item by item", _items(panel))
    yield section("Pooled", _pooled(panel))
    if panel["rivals"]:
        yield section("Other methods: on which terms, and does the war go on?", beside(panel["rivals"]))
    yield Gap()
    yield note(scale_in_words())
    yield note(cannot_happen(panel["truce"]))


def _counted_on(panel: Panel) -> str:
    """Return on how many versions of each view the statements rest."""
    return (
        f"What stands in the way, policies, and what would be seen under one are computed on {panel['few']} versions "
        "of each view, drawn by weight: so few that they are a hint, no measurement."
    )


def _by_view(told: Iterable[tuple[str, str]]) -> list[Block]:
    """Return paragraphs with the view's name at their left."""
    rows = [(((name, STRONG),), sentence) for name, sentence in told]
    return [table([Column(least=12), ""], rows, heads=False) if rows else Prose("Nothing.")]


def _header(panel: Panel) -> Iterator[Block]:
    yield strong(f"A panel of rival views. {panel['title']}")
    if panel["missing"]:
        yield strong(f"PARTIAL: interrupted before {listed(panel['missing'])} could be computed.")
    count = len(panel["views"])
    versions = f"{panel['draws']} of each view, {count * panel['draws']} in all, weighed by the record"
    yield Facts(
        (
            ("scenario", f"{panel['scenario']}, as of {month_in_words(panel['as_of'])}, nothing new adopted"),
            ("views", f"{count} types of argument; each leaves {panel['uncertain']} numbers uncertain"),
            ("versions", versions),
        )
    )


def _says(panel: Panel) -> Iterator[Block]:
    at, by = str(panel["compared"]), str(panel["next_year"])
    rows = [
        (
            ((one["title"], STRONG),), percent(one["ongoing"][at]["mean"], ""),
            percent(one["stopped"][by]["mean"], ""), says(one),
        )
        for one in panel["views"].values()
    ]  # fmt: skip
    columns = [
        Column("view", most=16, least=12),
        Column(f"goes on after {at} months, %", right=True, most=9),
        Column(f"{stop(panel)}, %", right=True, most=12),
        Column("what it says"),
    ]
    pools = average(panel, "equal", at), average(panel, "equal", by, "stopped")
    yield table(columns, [*rows, Row(("average", *(percent(one, "") for one in pools), ""), QUIET)])
    yield note(
        f"'{OTHERWISE}': what the view says of itself is not what the model finds under its numbers; why, below. The "
        "forecast without a view (ripeness run) leaves open what these views state, and need not be their average."
    )


def _views(panel: Panel) -> Iterator[Block]:
    rows = [
        (((name, STRONG),), one["title"], one["drawn_from"], f"{chance(one['effective_sample_size']):.0f}")
        for name, one in panel["views"].items()
    ]
    yield table(["view", "type of argument", "drawn from", Column("count as", right=True)], rows)
    origins = {one["drawn_from"] for one in panel["views"].values()}
    told = "; ".join(f"'{origin}': {meaning}" for origin, meaning in ORIGINS.items() if origin in origins)
    yield note(
        "'Count as': how many equally weighted versions would say as much, once the record has weighed them. 'Drawn "
        f"from': {told}; weights make up for where they were drawn."
    )


def _duration(panel: Panel) -> Iterator[Block]:
    columns = [Column("view")]
    for at in panel["horizons"]:
        columns += [Column(f"{at} months", right=True), Column("8 in 10")]
    rows = []
    for name, one in panel["views"].items():
        found = [one["ongoing"][str(at)] for at in panel["horizons"]]
        rows.append(Row((name, *(cell for by in found for cell in (percent(by["mean"], ""), band(by))))))
    for label in panel["pooled"]:
        pools = [average(panel, label, str(at)) for at in panel["horizons"]]
        rows.append(Row((f"average, {label}", *(cell for by in pools for cell in (percent(by, ""), ""))), QUIET))
    yield pictured("rivals")
    yield table(columns, rows)
    yield note(
        "Per cent, rounded to 5 points. '8 in 10': what the middle eight of ten of a view's versions give, by weight. "
        "Last rows: the average over the views, with equal weights and with weights by the record."
    )


def _grouped(by: dict[str, Figure], key: str) -> float:
    return sum(chance(by[one]) for one in TOGETHER.get(key, (key,)))


def _endings(panel: Panel) -> Iterator[Block]:
    at = str(panel["compared"])
    shown = [key for key in HEADS if any(_grouped(one["endings"][at], key) > 0 for one in panel["views"].values())]
    heads = {**HEADS, **ON_LAND} if panel["land"] else HEADS
    columns = [Column("view", whole=True), *(Column(heads[key], right=True, most=10) for key in shown)]
    rows = [
        (name, *(percent(_grouped(one["endings"][at], key), "") for key in shown))
        for name, one in panel["views"].items()
    ]
    yield table(columns, rows, gap=1)
    yield note(
        "Per cent. 'Goes on, or a truce': nothing has ended it; a truce may hold, which the table above leaves out. "
        f"Settlements by {NAMED_BY[panel['land']]}. The defender loses: it collapses, gives up or loses "
        "at the front. The attacker forced: it is forced to stop, an assumed risk. Endings that no view allows are "
        "left out."
    )


def _distances(panel: Panel) -> Iterator[Block]:
    names = list(panel["views"])
    if len(names) < 2:
        yield Prose("There is one view.")
        return
    known = {(one["a"], one["b"]): chance(one["variation"]) for one in panel["distances"]}
    columns = [Column(""), *(Column(str(number), right=True) for number in range(2, len(names) + 1))]
    rows = []
    for number, name in enumerate(names, 1):
        apart = [known.get((name, other)) for other in names[1:]]
        cells = ["" if one is None else "~" if one < APART else _two(one) for one in apart]
        rows.append((f"{number} {name}", *cells))
    yield table(columns, rows, gap=1)
    yield note(
        f"Distance between two views' endings in {panel['compared']} months (total variation): 0 alike, 1 nothing in "
        "common; the share of probability that would have to be moved to turn one into the other. ~ is less than 0.1."
    )
    yield Prose(told_apart(panel))


def _hinges(panel: Panel) -> Iterator[Block]:
    apart = [one for one in panel["distances"] if not one["alike"]]
    ranked = sorted(apart, key=lambda one: -chance(one["variation"]))[:SHOWN]
    for one in ranked:
        head = f"{one['a']} and {one['b']}"
        if not one["path"]:
            yield Prose(f"{head}: no single number brings them nearer.")
            continue
        change = f"{_two(chance(one['few']))} would become {_two(chance(one['without']))}"
        yield Prose(f"{head}: a distance of {change} if {one['of']} gave up its own value of '{one['words']}'.", hang=4)
    if not ranked:
        yield Prose("No two views are told apart here.")
        return
    rest = f" The {len(ranked)} furthest apart of {len(apart)} pairs; --json has all." if len(apart) > SHOWN else ""
    yield note(
        "Each number that a view sets is taken back to the scenario's, one at a time, from today on: the rest, the "
        "weights and where the record left the war stay as they are. Named is the one that brings the two endings "
        f"nearest. Computed on {panel['few']} versions of each view, so that distances differ from the table above. "
        f"Numbers work together: taking two back is not the sum.{rest}"
    )


def _confusion(panel: Panel) -> Iterator[Block]:
    matrix, names = panel["confusion"]["chosen"], list(panel["views"])
    if not panel["confusion"]["records"]:
        yield Prose("No record could be drawn from a view.")
        return
    columns = [Column("drawn from"), *(Column(str(number), right=True) for number in range(1, len(names) + 1))]
    rows = [
        (f"{number} {name}", *(str(matrix[name][other] or "·") for other in names))
        for number, name in enumerate(names, 1)
    ]
    yield table(columns, rows, gap=1)
    yield note(
        "Rows: records of a war that lasted as long as this one, drawn from each view as the record leaves it, and "
        "coded with the same gaps and errors. Columns: the view under which the likelihood puts them. On the "
        "diagonal it finds the view that a record came from."
    )
    yield Prose(record_words(panel))


def _items(panel: Panel) -> Iterator[Block]:
    columns = [Column("view", whole=True)]
    columns += [Column(label, right=True, least=min(10, len(label)), most=10) for label in panel["series"]]
    columns += [Column("all", right=True), Column("noise", right=True)]
    rows = []
    for name, one in panel["views"].items():
        cells = [_plain(one["by_series"][label]) for label in panel["series"]]
        rows.append((name, *cells, _plain(one["log_likelihood"]), f"{chance(one['noise']):.1f}"))
    yield table(columns, rows, gap=1)
    yield note(
        "Log likelihood of the record: what each series adds to those before it, in this order; another order would "
        "share it out otherwise. 'Noise': standard deviation of the sum over resampled draws; differences of that size "
        "say nothing. A view's likelihood in one war is no verdict on its type of argument."
    )


def _pooled(panel: Panel) -> Iterator[Block]:
    columns = [Column("weights"), Column("pool")]
    columns += [Column(f"no ending in {at}", right=True, most=9) for at in panel["horizons"]]
    columns.append(Column(f"settled in {panel['compared']}", right=True))
    rows = []
    for label, pooled in panel["pooled"].items():
        for kind, by in (("linear", pooled["linear"]), ("logarithmic", pooled["logarithmic"])):
            settled = sum(chance(by[str(panel["compared"])][one]) for one in HEADS if one.startswith("settlement"))
            cells = [percent(by[str(at)][FIGHTING], "") for at in panel["horizons"]]
            rows.append((label, kind, *cells, percent(settled, "")))
    yield table(columns, rows)
    weights = panel["pooled"]["record"]["weights"]
    shares = ", ".join(f"{name} {_share(one)}" for name, one in weights.items())
    yield note(
        f"Weights by the record: {shares}; equal ones are 1/{len(weights)} each. They take these views "
        "for all that there are and hold the noise above: weights of a pool, not chances that a view is true. The "
        "logarithmic pool gives more to what no view thinks impossible."
    )


def _share(value: Figure) -> str:
    share = chance(value)
    return "<0.01" if share < 0.005 else _two(share) if share < 0.995 else ">0.99"


def _two(share: float) -> str:
    return f"{share:.2f}" if share < 1 else "1"


def _plain(value: Figure) -> str:
    return "-" if value is None else f"{value:.1f}"
