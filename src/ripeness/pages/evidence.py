"""What rests on what, on a page: numbers by source, what paragraphs feed, judgement, signposts, what nothing uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ripeness.pages.layout import Block, Column, Gap, Page, Prose, strong, table
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
    return tuple(_parts(result, how))


def _parts(result: Grounds, how: str) -> Iterator[Block]:
    names = result["names"]
    counted = {name: one["paragraphs"] for name, one in result["sources"].items() if one["paragraphs"]}
    yield from _titled("NUMBERS BY SOURCE", _by_source(result))
    yield from _titled("WHAT EACH PARAGRAPH FEEDS", _by_paragraph(result["uses"], counted))
    yield from _titled(
        "NUMBERS ON JUDGEMENT, BY HOW MUCH THE RESULT DEPENDS ON THEM",
        named(tuple(_ranked(result["ranking"], result["run"], how, result["no_run"])), names),
    )
    yield from _titled("SIGNPOSTS OF THE NEXT SIX MONTHS", named(tuple(_signs(result["signposts"], how)), names))
    yield from _titled("TEXTS OF THE SOURCES", _texts(result["texts"]))
    idle = [f"{name}: {', '.join(map(str, those))}" for name, those in result["unused_paragraphs"].items()]
    yield from _titled("PARAGRAPHS THAT NOTHING USES", map(_line, idle or ["none"]))
    yield from _titled("SOURCES THAT NOTHING USES", map(_line, result["unused_sources"] or ["none"]))


def _titled(title: str, parts: Iterable[Block]) -> Iterator[Block]:
    yield Gap()
    yield strong(title)
    yield from parts


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
            yield _line(source if any(fed.values()) else f"{source}  feeds nothing")
            for kind, words in KINDS.items():
                if fed.get(kind):
                    yield Prose(f"{words}: {', '.join(fed[kind])}", indent=6, hang=4)


def _ranked(ranking: Ranking | None, run: str | None, how: str, why: str) -> Iterator[Block]:
    """Yield the numbers on judgement, those first on which the result hangs most; without a run, how to get them."""
    if ranking is None:
        known = why or "No saved run of this scenario as it stands lies in ./runs."
        yield _line(f"{known} To see how much hangs on each: {how}, then this again.")
        return
    effective = chance(ranking["effective_sample_size"])
    few = few_draws(effective, ranking["draws"], record=True)
    if few:
        yield _line(few)
    if not ranking["enough_draws"]:
        yield _line(f"These draws are too few to tell one number from another. More: {how}")
        return
    yield _line(
        f"From {run}: rank correlation over the draws with the chance that the war goes on in "
        f"{month_in_words(ranking['month'])}. Below about {chance(ranking['by_luck']):.2f} in size it may be luck."
    )
    rows = [(_signed(one["rank_correlation"]), f"{one['path']}: {one['meaning']}") for one in ranking["ranked"][:MOST]]
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


def _signs(found: Signposts | None, how: str) -> Iterator[Block]:
    """Yield what could be seen within six months, those first with which the war's length goes most."""
    if found is None:
        yield _line(f"They are read from a saved run: {how}, then this again.")
        return
    if not found["enough_draws"]:
        yield _line(f"These draws are too few to tell one observation from another. More: {how}")
        return
    yield _line(
        f"Rank correlation over the draws of what is expected within {found['within']} months with the chance that "
        f"the war goes on in {month_in_words(found['month'])}: above 0, more of it goes with a longer war. Below about "
        f"{chance(found['by_luck']):.2f} in size it may be luck. One war can differ from what is expected."
    )
    known = [one for one in found["ranked"] if one["rank_correlation"] is not None]
    if known:
        rows = [(_signed(one["rank_correlation"]), one["meaning"]) for one in known]
        yield table([Column(right=True, whole=True), Column()], rows, heads=False, indent=2)
    else:
        yield _line("nothing that could be seen differs between the sets of assumptions")


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
    return "-" if rho is None else f"{rho:+.2f}"
