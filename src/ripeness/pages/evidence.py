"""What feeds what, and what rests on judgement, in lines of at most 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import TYPE_CHECKING

from ripeness.pages.words import FEW_DRAWS, chance, month_in_words

if TYPE_CHECKING:
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


def by_paragraph(used: Mapping[str, Mapping[str, list[str]]], counted: Mapping[str, int]) -> Iterator[str]:
    """Yield, paragraph by paragraph of each source that counts them, which numbers and claims it feeds.

    ``used`` : of ``schema.evidence.uses``. ``counted`` : how many paragraphs each source has.
    """
    if not counted:
        yield "  no source says how many paragraphs it has"
    for name, last in counted.items():
        for number in range(1, last + 1):
            source = f"{name}#{number}"
            fed = used.get(source, {})
            yield f"  {source}" if any(fed.values()) else f"  {source}  feeds nothing"
            for kind, words in KINDS.items():
                if fed.get(kind):
                    yield from _wrapped(f"{words}: {', '.join(fed[kind])}", "      ", "          ")


def ranked(ranking: Ranking | None, run: str | None, how: str, why: str = "") -> Iterator[str]:
    """Yield the numbers on judgement, those first on which the result hangs most; without a run, how to get them.

    ``run`` : where the forecast was saved. ``how`` : the command that saves one. ``why`` : why a run was passed over.
    """
    if ranking is None:
        known = f"{why} " if why else "No saved run of this scenario as it stands lies in ./runs. "
        yield from _wrapped(f"{known}To see how much hangs on each: {how}, then this again.", "  ", "  ")
        return
    effective = chance(ranking["effective_sample_size"])
    if effective < FEW_DRAWS:
        yield from _wrapped(
            f"CAUTION: an effective sample of {effective:.0f} of {ranking['draws']} draws, fewer than {FEW_DRAWS}.",
            "  ", "  ",
        )  # fmt: skip
    if not ranking["enough_draws"]:
        yield from _wrapped(f"These draws are too few to tell one number from another. More: {how}", "  ", "  ")
        return
    yield from _wrapped(
        f"From {run}: rank correlation over the draws with the odds that the war goes on in "
        f"{month_in_words(ranking['month'])}. Below about {chance(ranking['by_luck']):.2f} in size it may be luck.",
        "  ", "  ",
    )  # fmt: skip
    for one in ranking["ranked"][:MOST]:
        rho = one["rank_correlation"]
        yield from _wrapped(
            f"{'    -' if rho is None else f'{rho:+.2f}'}  {one['path']}: {one['meaning']}", "  ", " " * 9
        )
    left = len(ranking["ranked"]) - MOST
    if left > 0:
        yield f"  and {left} more, with weaker ties (--json lists all)"
    if ranking["certain"]:
        yield from _wrapped(
            f"{ranking['certain']} more rest on judgement and are stated as certain: no draw varies them, so that "
            "nothing can be said of how much hangs on them.",
            "  ", "  ",
        )  # fmt: skip


def signs(found: Signposts | None, how: str) -> Iterator[str]:
    """Yield what could be seen within six months, those first with which the war's length goes most.

    ``how`` : the command that saves a run, or one of more draws, for whom there is none or not enough.
    """
    if found is None:
        yield from _wrapped(f"They are read from a saved run: {how}, then this again.", "  ", "  ")
        return
    if not found["enough_draws"]:
        yield from _wrapped(f"These draws are too few to tell one observation from another. More: {how}", "  ", "  ")
        return
    yield from _wrapped(
        f"Rank correlation over the draws of what is expected within {found['within']} months with the odds that the "
        f"war goes on in {month_in_words(found['month'])}: above 0, more of it goes with a longer war. Below about "
        f"{chance(found['by_luck']):.2f} in size it may be luck. One war can differ from what is expected.",
        "  ",
        "  ",
    )
    known = [one for one in found["ranked"] if one["rank_correlation"] is not None]
    for one in known:
        yield from _wrapped(f"{chance(one['rank_correlation']):+.2f}  {one['meaning']}", "  ", " " * 9)
    if not known:
        yield "  nothing that could be seen differs between the sets of assumptions"


def texts(found: Mapping[str, Matched]) -> Iterator[str]:
    """Yield, source by source, whether its text is at hand and has the paragraphs that the scenario counts."""
    if not found:
        yield "  no source names the file of its text"
    for name, one in found.items():
        yield from _wrapped(f"{name}: {_text(one)}", "  ", "      ")


def _text(one: Matched) -> str:
    if one["found"] is None:
        return f"{one['file']} is not at hand (looked in RIPENESS_DATA, beside it, and beside the scenario)"
    if one["trouble"]:
        return one["trouble"]
    again = f" ({one['repeated']} of them stand there more than once)" if one["repeated"] else ""
    again = again.replace("1 of them stand", "1 of them stands") if one["repeated"] == 1 else again
    if one["agrees"]:
        return f"{one['found']} has the {one['stated']} paragraphs counted{again}"
    return (
        f"MISMATCH: {one['found']} has {one['counted']} different paragraphs{again}, and the scenario counts "
        f"{one['stated']}, so that paragraph numbers may point elsewhere"
    )


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return wrap(text, 80, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
