"""What was answered and changes nothing, because another question was skipped or an answer says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ripeness.scenarios.interview.pieces import Got


class Idle(NamedTuple):
    """because : the question that was skipped, or whose answer says so. says : what has no effect, in words."""

    because: str
    says: str


def without_effect(got: Got) -> list[Idle]:
    """Return what has no effect on how the war ends, of all that was answered.

    >>> without_effect({"mediator": ("Westmark", 0.4), "dates": ("2024-03", "2026-01")})[0].says
    'mediator (the chance): money was skipped, so that it has no sanctions to hold back'
    """
    return list(_found(got))


def _found(got: Got) -> Iterator[Idle]:
    mind = "mediator" in got and got["mediator"][1] is not None
    if mind and "exports" not in got:
        why = "exports was" if "money" in got else "money was"
        yield Idle("exports" if "money" in got else "money", f"mediator (the chance): {why} skipped, so that it has no "
                   "sanctions to hold back")  # fmt: skip
    elif mind and "sanctions" not in got:
        yield Idle("sanctions", "mediator (the chance): sanctions was skipped, so that it holds nothing back")
    elif mind and got.get("holder"):
        yield Idle("holder", f"mediator (the chance): {got['holder']} holds the sanctions back, whatever it thinks")
    if "exports" in got and "sanctions" not in got:
        named = ["exports", *(["holder"] if got.get("holder") else [])]
        asked = mind or got.get("holder")
        why = "sanctions was skipped" if asked else "nobody was named who could hold sanctions back"
        yield Idle("sanctions" if asked else "holder", f"{', '.join(named)} (answers): {why}, so that none can come; "
                   "exports count as income like any other")  # fmt: skip
    if "sponsor" in got and got["sponsor"][3] == 1.0:
        yield Idle(
            "sponsor", "the lever aid; the policies aid-ends and aid-raised: you say that aid changes nothing (1 times)"
        )
    if "front_place" in got and got["dates"][0] == got["dates"][1]:
        yield Idle(
            "dates", "front_place (where the front is now): the war begins in the month of writing, so that the front "
            "stands where it began",
        )  # fmt: skip
