"""Shares of the sets of assumptions, in tenths and never worded as probabilities."""

from __future__ import annotations

from ripeness.statistics.bands import Figure


def tens(share: Figure) -> str:
    """Return a share of the sets of assumptions for a table whose head says `of 10 sets`."""
    if share is None:
        return "-"
    if share <= 1e-9 or share >= 1 - 1e-9:
        return "none" if share < 0.5 else "all"
    of = int(10 * share + 0.5 + 1e-9)
    return {0: "<1", 10: ">9"}.get(of, str(of))


def in_sets(share: Figure) -> str:
    """Return a share of the sets of assumptions in a sentence: ``in 7 of 10 sets of assumptions``."""
    told = {"none": "in no set of assumptions", "all": "in every set of assumptions"}
    told |= {"<1": "in fewer than 1 of 10 sets of assumptions", ">9": "in more than 9 of 10 sets of assumptions"}
    word = tens(share)
    return told.get(word, f"in {word} of 10 sets of assumptions")
