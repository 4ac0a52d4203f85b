"""Rival views on a page of the terminal, 80 columns wide: what fails first, then forecasts, differences and pools."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ripeness.pages.panel_words import aims, caution, failing, holding, in_short, record_words, told_apart
from ripeness.pages.words import CANNOT_HAPPEN, band, chance, month_in_words, percent, scale_in_words
from ripeness.questions.panel.stated import COMPARED
from ripeness.questions.panel.weighing import APART, FIGHTING, HORIZONS, Panel
from ripeness.questions.summary.summary import Figure

HEADS = {
    "settlement_on_attackers_terms": "A's terms",
    "settlement_in_between": "between",
    "settlement_on_defenders_terms": "D's terms",
    "ceasefire": "cease- fire",
    "beaten": "D lost",
    "attacker_forced_to_stop": "A forced",
    "given up": "A gives up",
    FIGHTING: "goes on",
}
"""Columns of the table of endings: an ending, or several together."""

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


def panel_page(panel: Panel) -> Group:
    """Return the page; views that rest on few draws say so in its first line."""
    return Group(*_parts(panel))


def _parts(panel: Panel) -> Iterator[RenderableType]:
    few = caution(panel)
    if few:
        yield Text(few, style="bold")
        yield ""
    yield from _header(panel)
    yield from _section("What a view says of itself and we do not find", _sentences(failing(panel)))
    yield from _section("What it says and we find", _sentences(holding(panel)))
    yield _note(aims(panel))
    yield from _section("Does the war go on? Odds by view, nothing new adopted", _duration(panel))
    yield from _section(f"How it has ended in {COMPARED} months, by view", _endings(panel))
    yield from _section("Can they be told apart?", _distances(panel))
    yield from _section("On which one number each difference hangs most", _hinges(panel))
    yield from _section("Could the record tell them apart?", _confusion(panel))
    yield from _section("The record, item by item", _items(panel))
    yield from _section("Pooled", _pooled(panel))
    yield from _section("In words", _sentences(in_short(panel)))
    yield ""
    yield _note(f"Odds in words, per cent: {scale_in_words()} (the terms of ICD 203, 2015).")
    yield _note(CANNOT_HAPPEN)


def _section(title: str, parts: Iterator[RenderableType]) -> Iterator[RenderableType]:
    yield ""
    yield Rule(Text(title, style="bold"), align="left", style="dim")
    yield from parts


def _sentences(told: Iterator[str]) -> Iterator[RenderableType]:
    """Paragraphs that hang by two: a view's name stands out at the left."""
    any_told = False
    for sentence in told:
        any_told = True
        head, _, rest = sentence.partition(": ")
        if rest and len(head) < 16 and " " not in head:
            grid = Table.grid(padding=(0, 2, 0, 0))
            grid.add_column(width=12, style="bold")
            grid.add_column()
            grid.add_row(head, rest)
            yield grid
        else:
            yield Text(sentence)
    if not any_told:
        yield Text("Nothing.")


def _header(panel: Panel) -> Iterator[RenderableType]:
    yield Text(f"A panel of rival views. {panel['title']}", style="bold")
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim")
    facts.add_column()
    count = len(panel["views"])
    facts.add_row("scenario", f"{panel['scenario']}, as of {month_in_words(panel['as_of'])}, nothing new adopted")
    facts.add_row("views", f"{count} types of argument; each leaves {panel['uncertain']} numbers uncertain")
    facts.add_row(
        "draws",
        f"{panel['draws']} sets of assumptions a view, {count * panel['draws']} in all, weighed by the record; "
        f"what binds, policies and single numbers on at most {panel['few']} of each, taken by weight",
    )
    yield facts
    table = _table()
    table.add_column("view", style="bold")
    table.add_column("type of argument")
    table.add_column("drawn from")
    table.add_column("worth", justify="right")
    for name, one in panel["views"].items():
        table.add_row(name, one["title"], one["drawn_from"], f"{chance(one['effective_sample_size']):.0f}")
    yield ""
    yield table
    origins = {one["drawn_from"] for one in panel["views"].values()}
    told = "; ".join(f"'{origin}': {meaning}" for origin, meaning in ORIGINS.items() if origin in origins)
    yield _note(
        "'Worth': how many equally weighted draws a view's draws are worth once the record has weighed them. Drawn "
        f"from {told}; weights are exact whatever it is."
    )


def _duration(panel: Panel) -> Iterator[RenderableType]:
    table = _table()
    table.add_column("view")
    for at in HORIZONS:
        table.add_column(f"{at} months", justify="right")
        table.add_column("8 in 10", justify="left")
    for name, one in panel["views"].items():
        cells = []
        for at in HORIZONS:
            found = one["ongoing"][str(at)]
            cells += [percent(found["mean"], ""), band(found)]
        table.add_row(name, *cells)
    for label, weights in panel["pooled"].items():
        cells = []
        for at in HORIZONS:
            cells += [percent(weights["linear"][str(at)][FIGHTING], ""), ""]
        table.add_row(f"pool, {label}", *cells, style="dim")
    yield table
    yield _note(
        "Per cent, rounded to 5 points. '8 in 10': what the middle eight of ten of a view's sets of assumptions give, "
        "by weight. Last two rows: the linear pool with equal weights and with weights by the record."
    )


def _grouped(by: dict[str, Figure], key: str) -> float:
    return sum(chance(by[one]) for one in TOGETHER.get(key, (key,)))


def _endings(panel: Panel) -> Iterator[RenderableType]:
    table = _table((0, 1, 0, 0))
    table.add_column("view", no_wrap=True, min_width=max(map(len, panel["views"])))
    for head in HEADS.values():
        table.add_column(head, justify="right", max_width=7)
    for name, one in panel["views"].items():
        by = one["endings"][str(COMPARED)]
        table.add_row(name, *(percent(_grouped(by, key), "") for key in HEADS))
    yield table
    yield _note(
        "Per cent. Settlements by whose terms they are mostly on (A: the attacker, D: the defender). D lost: he "
        "collapses, gives up or loses at the front. A forced: he is forced to stop, an assumed hazard."
    )


def _distances(panel: Panel) -> Iterator[RenderableType]:
    names = list(panel["views"])
    if len(names) < 2:
        yield Text("There is one view.")
        return
    known = {(one["a"], one["b"]): chance(one["variation"]) for one in panel["distances"]}
    table = _table(padding=(0, 1, 0, 0))
    table.add_column("")
    for number, _ in enumerate(names[1:], 2):
        table.add_column(str(number), justify="right")
    for number, name in enumerate(names, 1):
        cells = []
        for other in names[1:]:
            apart = known.get((name, other))
            cells.append("" if apart is None else "~" if apart < APART else _two(apart))
        table.add_row(f"{number} {name}", *cells)
    yield table
    yield _note(
        f"Total variation of the endings in {COMPARED} months: 0 alike, 1 nothing in common; the share of the odds "
        "that would have to be moved to turn one into the other. ~ is less than .1."
    )
    yield Text(told_apart(panel))


def _hinges(panel: Panel) -> Iterator[RenderableType]:
    apart = [one for one in panel["distances"] if not one["alike"]]
    ranked = sorted(apart, key=lambda one: -chance(one["variation"]))[:SHOWN]
    for one in ranked:
        head = f"{one['a']} and {one['b']}"
        if not one["path"]:
            yield Text(f"{head}: no single number brings them nearer.")
            continue
        change = f"{_two(chance(one['few']))} becomes {_two(chance(one['without']))}"
        yield Text(f"{head}: {change} without what {one['of']} sets for")
        yield Padding(Text(one["words"]), (0, 0, 0, 4))
    if not ranked:
        yield Text("No two views are told apart here.")
        return
    rest = f" The {len(ranked)} furthest apart of {len(apart)} pairs; --json has all." if len(apart) > SHOWN else ""
    yield _note(
        "Each number that a view sets is taken back to the scenario's, one at a time, from today on: the rest, the "
        "weights and where the record left the war stay as they are. Named is the one that brings the two endings "
        "nearest. Numbers work together: taking two back is not the "
        f"sum.{rest}"
    )


def _confusion(panel: Panel) -> Iterator[RenderableType]:
    matrix, names = panel["confusion"]["chosen"], list(panel["views"])
    if not panel["confusion"]["records"]:
        yield Text("No record could be drawn from a view.")
        return
    table = _table(padding=(0, 1, 0, 0))
    table.add_column("drawn from")
    for number in range(1, len(names) + 1):
        table.add_column(str(number), justify="right")
    for number, name in enumerate(names, 1):
        table.add_row(f"{number} {name}", *(str(matrix[name][other] or "·") for other in names))
    yield table
    yield _note(
        "Rows: records of a war that lasted as long as this one, drawn from each view as the record leaves it, and "
        "coded with the same gaps and errors. Columns: the view under which the likelihood puts them. On the "
        "diagonal it finds the view that a record came from."
    )
    yield Text(record_words(panel))


def _items(panel: Panel) -> Iterator[RenderableType]:
    table = _table(padding=(0, 1, 0, 0))
    table.add_column("view", no_wrap=True)
    for label in panel["series"]:
        table.add_column(label, justify="right", max_width=10, min_width=min(10, len(label)))
    table.add_column("all", justify="right")
    table.add_column("noise", justify="right")
    for name, one in panel["views"].items():
        cells = [_plain(one["by_series"][label]) for label in panel["series"]]
        table.add_row(name, *cells, _plain(one["log_likelihood"]), f"{chance(one['noise']):.1f}")
    yield table
    yield _note(
        "Log likelihood of the record: what each series adds to those before it, in this order; another order would "
        "share it out otherwise. 'Noise': standard deviation of the sum over resampled draws; differences of that size "
        "say nothing. A view's likelihood in one war is no verdict on its type of argument."
    )


def _pooled(panel: Panel) -> Iterator[RenderableType]:
    table = _table()
    table.add_column("weights")
    table.add_column("pool")
    for at in HORIZONS:
        table.add_column(f"on in {at}", justify="right")
    table.add_column(f"settled in {COMPARED}", justify="right")
    for label, pooled in panel["pooled"].items():
        for kind, by in (("linear", pooled["linear"]), ("logarithmic", pooled["logarithmic"])):
            settled = sum(chance(by[str(COMPARED)][one]) for one in HEADS if one.startswith("settlement"))
            cells = [percent(by[str(at)][FIGHTING], "") for at in HORIZONS]
            table.add_row(label, kind, *cells, percent(settled, ""))
    yield table
    weights = panel["pooled"]["record"]["weights"]
    shares = ", ".join(f"{name} {_share(one)}" for name, one in weights.items())
    yield _note(
        f"Weights by the record: {shares}; equal ones are 1/{len(weights)} each. They take these views "
        "for all that there are and hold the noise above: weights of a pool, not odds that a view is true. The "
        "logarithmic pool gives more to what no view thinks impossible."
    )


def _share(value: Figure) -> str:
    share = chance(value)
    return "<.01" if share < 0.005 else f"{share:.2f}".lstrip("0") if share < 0.995 else ">.99"


def _two(share: float) -> str:
    return f"{share:.2f}".removeprefix("0") if share < 1 else "1"


def _plain(value: Figure) -> str:
    return "-" if value is None else f"{value:.1f}"


def _table(padding: tuple[int, int, int, int] = (0, 2, 0, 0)) -> Table:
    return Table(box=None, padding=padding, pad_edge=False, header_style="dim")


def _note(text: str) -> RenderableType:
    return Padding(Text(text, style="dim"), (0, 0, 0, 1))
