"""What rests on what, on a page: judgement, signposts, what paragraphs feed, what nothing uses, numbers by source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ripeness.pages.layout import Block, Column, Gap, Page, Prose, section, table
from ripeness.pages.names import named
from ripeness.pages.words import chance, few_draws, month_in_words

if TYPE_CHECKING:
    from ripeness.questions.evidence.ask import Cited, Grounds
    from ripeness.questions.evidence.judged import Ranking
    from ripeness.questions.evidence.signposts import Signposts
    from ripeness.schema.source_text import Matched

MOST = 15
"""How many of the ranked numbers are printed; ``--json`` holds all."""

KINDS = {
    "numbers": "numbers",
    "notes": "named in the note of",
    "claims": "claims",
    "others": "also",
}

READ = {"full": "read in full", "excerpt": "an excerpt read", "data": "data", "recalled": "recalled, not at hand"}

WORDS = ("judgement", "recalled")
"""What stands in the place of a source where there is none; listed last."""


def evidence_page(result: Grounds, file: str = "") -> Page:
    """Return the page. `file` : the scenario as `ripeness run` takes it; its name if left out."""
    how = f"ripeness run {file or result['scenario']}"
    return named(tuple(_parts(result, how)), result["names"])


def sources_page(result: Grounds) -> Page:
    """Return the page of the sources alone, and how much rests on none."""
    columns = [Column("source", most=60), Column("by", most=24), Column("date"), Column("how it was read", most=24)]
    rows = [
        (one["title"], one["author"], one["date"], READ.get(one["read"], one["read"]))
        for one in result["sources"].values()
    ]
    numbers, judged = len(result["numbers"]), len(result["judgement"])
    told = f"{judged} of the {numbers} numbers that the scenario states rest on judgement."
    return (Prose(told), *([table(columns, rows)] if rows else []))


def _parts(result: Grounds, how: str) -> Iterator[Block]:
    counted = {name: one["paragraphs"] for name, one in result["sources"].items() if one["paragraphs"]}
    idle = [f"{name}: {', '.join(map(str, those))}" for name, those in result["unused_paragraphs"].items()]
    yield section("In words", [Prose(" ".join(_in_words(result)))])
    yield section("On judgement: which numbers are most closely tied to the result", _ranked(result, how))
    yield section("What to watch in the next six months", _signs(result["signposts"], how))
    yield section("Which numbers and claims come from each paragraph", _by_paragraph(result["uses"], counted))
    yield section("Paragraphs that nothing uses", map(_line, idle or ["none"]))
    yield section("Sources behind no number", map(_line, result["unused_sources"] or ["none"]))
    yield section("Texts of the sources", _texts(result["texts"]))
    yield section("Numbers by source", _by_source(result))


def _in_words(result: Grounds) -> Iterator[str]:
    """Yield how much rests on judgement, and which number and which observation the forecast goes with most."""
    numbers, judged = len(result["numbers"]), len(result["judgement"])
    yield f"{judged} of the {numbers} numbers that the scenario states rest on judgement."
    if counted := [name for name, one in result["sources"].items() if one["paragraphs"]]:
        yield f"{counted[0]}#2 is the second paragraph of the source '{counted[0]}'."
    ranking, signs = result["ranking"], result["signposts"]
    for found, what in ((ranking, "number on judgement"), (signs, "thing to watch in the next six months")):
        if found is None or not found["enough_draws"]:
            continue
        first = found["ranked"][0] if found["ranked"] else None
        if first is None or abs(chance(first["rank_correlation"])) <= chance(found["by_luck"]):
            yield f"No {what} goes with the war's length more than luck would make it."
        else:
            way = "longer" if chance(first["rank_correlation"]) > 0 else "shorter"
            yield f"The {what} most closely tied to the war's length is '{first['meaning']}'."
            yield f"Where there is more of that, the war tends to be {way}."


def _by_source(result: Grounds) -> Iterator[Block]:
    used = dict.fromkeys(source for one in result["numbers"] for source in one["source"])
    for source in sorted(used, key=lambda one: (one in WORDS, one)):
        yield Gap()
        yield Prose(_heading(source, result["sources"].get(source.split("#", 1)[0])), hang=2)
        for one in result["numbers"]:
            if source in one["source"]:
                yield Prose(f"{one['path']} = {one['stated']}", indent=2, hang=2)
                if one["note"]:
                    yield Prose(" ".join(one["note"].split()), indent=6)


def _heading(source: str, origin: Cited | None) -> str:
    if origin is None:
        return source
    return f"{source}: {origin['title']} ({origin['author']}, {origin['date']}; {READ[origin['read']]})"


def _by_paragraph(used: Mapping[str, Mapping[str, list[str]]], counted: Mapping[str, int]) -> Iterator[Block]:
    """Yield, paragraph by paragraph of each source that counts them, which numbers and claims it feeds."""
    if not counted:
        yield _line("no source says how many paragraphs it has")
    for name, last in counted.items():
        for number in range(1, last + 1):
            source = f"{name}#{number}"
            fed = used.get(source, {})
            yield _line(source if any(fed.values()) else f"{source}  nothing comes from it")
            for kind, words in KINDS.items():
                if fed.get(kind):
                    yield Prose(f"{words}: {', '.join(fed[kind])}", indent=6, hang=4)


def _ranked(result: Grounds, how: str) -> Iterator[Block]:
    """Yield the numbers on judgement, those first on which the result hangs most; without a run, how to get them."""
    ranking = result["ranking"]
    if ranking is None:
        known = result["no_run"] or "No saved run of this scenario as it stands lies in ./runs."
        yield _line(f"{known} To see how much hangs on each: {how}, then this again.")
        return
    effective = chance(ranking["effective_sample_size"])
    few = few_draws(effective, ranking["draws"], record=True)
    if few:
        yield _line(few)
    if not ranking["enough_draws"]:
        yield _line(_too_few(ranking, how, "one number from another"))
        return
    yield _line(
        f"From {result['run']}: rank correlation over {ranking['draws']} draws with the chance that the war goes on in "
        f"{month_in_words(ranking['month'])}, as on the page of a run and in ripeness drivers. Below about "
        f"{chance(ranking['by_luck']):.2f} in size it may be luck."
    )
    rows = [(_signed(one["rank_correlation"]), f"{one['meaning']}\n{one['path']}") for one in ranking["ranked"][:MOST]]
    if rows:
        yield table([Column(right=True, whole=True), Column()], rows, heads=False, indent=2)
    left = len(ranking["ranked"]) - MOST
    if left > 0:
        yield _line(f"and {left} more, with weaker ties (--json lists all)")
    if ranking["certain"]:
        yield _line(
            f"{ranking['certain']} more rest on judgement and are stated as certain: no draw varies them, so that "
            "nothing can be said of how much hangs on them."
        )


def _too_few(ranking: Ranking, how: str, what: str) -> str:
    drawn = f"The saved run of most draws has {ranking['draws']}, too few to tell {what}"
    return f"{drawn}. For more: {how} --draws 200, then this again."


def _signs(found: Signposts | None, how: str) -> Iterator[Block]:
    """Yield what could be seen within six months, those first with which the war's length goes most."""
    if found is None:
        yield _line(f"They are read from a saved run: {how}, then this again.")
        return
    if not found["enough_draws"]:
        yield _line(f"The saved draws are too few to tell one observation from another. For more: {how} --draws 200.")
        return
    yield _line(
        f"What versions of the argument expect to be seen within {found['within']} months, and how that goes with the "
        f"chance that the war goes on in {month_in_words(found['month'])} (rank correlation over the draws). Above 0, "
        f"more of it goes with a longer war. Below about {chance(found['by_luck']):.2f} in size it may be luck. One "
        "war can differ from what is expected."
    )
    known = [one for one in found["ranked"] if one["rank_correlation"] is not None]
    if known:
        rows = [(_signed(one["rank_correlation"]), one["meaning"]) for one in known]
        yield table([Column(right=True, whole=True), Column()], rows, heads=False, indent=2)
    else:
        yield _line("nothing that could be seen differs between the versions of the argument")


def _texts(found: Mapping[str, Matched]) -> Iterator[Block]:
    """Yield, source by source, whether its text is at hand and has the paragraphs that the scenario counts."""
    if not found:
        yield _line("no source names the file of its text")
    for name, one in found.items():
        yield Prose(f"{name}: {_text(one)}", indent=2, hang=4)


def _text(one: Matched) -> str:
    if one["found"] is None:
        return f"{one['file']} is not at hand (looked in RIPENESS_DATA, beside it, and beside the scenario)"
    if one["trouble"]:
        return one["trouble"]
    stand = "stands" if one["repeated"] == 1 else "stand"
    again = f" ({one['repeated']} of them {stand} there more than once)" if one["repeated"] else ""
    if one["agrees"]:
        return f"{one['found']} has the {one['stated']} paragraphs counted{again}"
    return (
        f"MISMATCH: {one['found']} has {one['counted']} different paragraphs{again}, and the scenario counts "
        f"{one['stated']}, so that paragraph numbers may point elsewhere"
    )


def _line(text: str) -> Prose:
    return Prose(text, indent=2)


def _signed(rho: float | None) -> str:
    return "-" if rho is None else f"{rho:+.2f}" if round(rho, 2) else "0.00"
