"""Shares of the versions of the argument (draws), in tenths and never worded as probabilities; shares of the prize."""

from __future__ import annotations

import math

from ripeness.statistics.bands import Band, Figure


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


def of_prize(share: Figure, signed: bool = True) -> str:
    """Return a share of the prize in whole per cent, for a column whose head says so; nil has no sign.

    >>> of_prize(-0.123), of_prize(0.4, signed=False), of_prize(-0.001), of_prize(None)
    ('-12', '40', '0', '-')
    """
    if share is None:
        return "-"
    whole = math.copysign(math.floor(100 * abs(share) + 0.5 + 1e-9), share)
    return f"{whole:+.0f}" if signed and whole else f"{whole + 0.0:.0f}"


def of_prize_between(of: Band) -> str:
    """Return what eight of ten versions of the argument lie between, in per cent of the prize: ``-12 to +8``."""
    low, high = of_prize(of["p10"]), of_prize(of["p90"])
    return low if low == high else f"{low} to {high}"
