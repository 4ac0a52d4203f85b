"""Answers read of a ceasefire before anything is settled, and what is taken where nobody says; see `readers`."""

from __future__ import annotations

from ripeness.scenarios.interview.numbers import Stated, Unclear, spread
from ripeness.scenarios.interview.pieces import Got, Heard
from ripeness.scenarios.interview.readers import within

OFFERED = Stated((0.02, 0.15))
"""Chance in each month that a ceasefire is put to both, where nobody says how likely."""

BREAKS = Stated((0.005, 0.04))
"""Chance in each month that one breaks down, likewise."""

TAKEN = {"cost": (0.1, 0.2), "spending": (0.6, 0.8), "resume": (0.005, 0.03)}
"""Share of a month of war that a month of it costs each side; of spending that goes on; cost of going back to war."""

_YES, _NO = ("yes", "y", "yes, it can", "it can"), ("no", "n", "none", "never")


def offered(text: str, got: Got) -> Heard:
    """Read whether a ceasefire can come, and how likely it is that one is put to both."""
    said = " ".join(text.lower().split()).rstrip(".")
    steps = ""
    if "front_area" not in got:
        steps = (
            " On a front that nobody measures in km^2 it can only be signed at the table, where a settlement can, and "
            "lasts; how often one is put to both is not used."
        )
    none = Unclear("Then none can come", "Press Enter to skip")
    if said in _NO:
        raise none
    if said in _YES or said.startswith("yes,"):
        wide = spread(OFFERED.by(lambda one: 100.0 * one))
        often = f" How often one is put to both is taken wide: {wide} % in each month."
        return OFFERED, f"You say that a ceasefire can come.{steps or often}"
    try:
        rates, heard = within("somebody puts a ceasefire to both", text, got)
    except Unclear as unclear:
        raise Unclear(unclear.what, "Write yes, or for example 1 in 2 within a year") from None
    if not any(rates.values):
        raise none
    return rates, f"{heard}{steps}"


def breaks(text: str, got: Got) -> Heard:
    """Read how likely it is that a ceasefire breaks down though neither side decides so."""
    return within("a ceasefire breaks down though neither side decides so", text, got)
