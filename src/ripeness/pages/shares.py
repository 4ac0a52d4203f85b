"""Shares of the versions of the argument (draws), in tenths and never worded as probabilities."""

from __future__ import annotations

from ripeness.statistics.bands import Figure


def tens(share: Figure) -> str:
    """Return a share of the versions of the argument for a table whose head says `of 10 versions`."""
    if share is None:
        return "-"
    if share <= 1e-9 or share >= 1 - 1e-9:
        return "none" if share < 0.5 else "all"
    of = int(10 * share + 0.5 + 1e-9)
    return {0: "<1", 10: ">9"}.get(of, str(of))


def in_versions(share: Figure, versions: str = "versions") -> str:
    """Return a share of some versions of the argument in a sentence: ``in 7 of 10 versions``."""
    one = f"version{versions.removeprefix('versions')}"
    told = {"-": f"in no {one} that counts", "none": f"in no {one}", "all": f"in every {one}"}
    told |= {"<1": f"in fewer than 1 of 10 {versions}", ">9": f"in more than 9 of 10 {versions}"}
    word = tens(share)
    return told.get(word, f"in {word} of 10 {versions}")


def of_ten(share: Figure, noun: str = "") -> str:
    """Return a share of the versions of the argument: ``7 of 10``; all and none only where it is all and none.

    >>> of_ten(0.72, "versions"), of_ten(1.0), of_ten(0.02)
    ('7 of 10 versions', 'all of them', 'fewer than 1 of 10')
    """
    if share is None:
        return "-"
    word = tens(share)
    if word in ("all", "none") and noun:
        return f"all {noun}" if word == "all" else f"no {noun.replace('versions', 'version')}"
    told = {"all": "all of them", "none": "none of them", "<1": "fewer than 1 of 10", ">9": "more than 9 of 10"}
    return f"{told.get(word, f'{word} of 10')} {noun}".strip()
