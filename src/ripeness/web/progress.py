"""How far a question is, in words, and behind which other one it waits."""

from __future__ import annotations

from typing import Any

from ripeness.web.desk import RUNNING, WAITING, Job

PREPARING = {
    "status quo": "all versions of the argument, with nothing new adopted",
    "programs": "what solves the war under each lever",
    "policies": "draws that stand for all",
    "levers": "levers, one at a time",
    "starts": "policies, on draws that stand for all",
}
"""What is prepared in the background, in words."""

LONG_STEPS = ("programs",)
"""What is prepared in steps so long that their count stands still meanwhile."""

FORECAST = "Forecast and levers"
"""Title of the page of levers."""

FIRST_TIME = (
    "The first time, on two cores: a first answer within half a minute, all versions after some four minutes; then "
    "it is kept."
)

ANY_TIME = "This may take minutes; what was computed is kept."

STAGES = {
    "draws": "versions of the argument",
    "alone": "each mechanism alone",
    "policies": "policies and causes",
    "owners": "owners of levers",
    "each": "levers and policies, one at a time",
    "assumptions": "numbers, one at a time",
    "slopes": "numbers that are moved",
    "screen": "numbers, ranked before the record",
    "indices": "parts of the doubt",
    "settings": "settings of the levers",
    "months": "months",
    "record": "parts of the record",
}
"""What a stage of computing counts; any other says it itself."""

UNTIL_TODAY = "status quo"
"""The stage that solves the war up to today, before what is set from today on."""


def progress_in_words(job: Job, moving: Any = None) -> str:
    """Return how far a question is; `moving` : what answers for the scenario, which may have to prepare first."""
    if job.stopped and not job.over:
        return "It stops as soon as the step that is being computed is finished."
    if job.state == WAITING:
        other = job.ahead
        return f"Waiting for '{other.title}': {_count(other) or 'it begins'}." if other else "Waiting."
    if counted := _count(job):
        return f"Computing{_step(job)}: {counted}"
    if moving is not None and (preparing := prepared_in_words(moving)):
        return preparing
    return f"Preparing. {FIRST_TIME if job.title == FORECAST else ANY_TIME}" if job.state == RUNNING else ""


def prepared_in_words(moving: Any) -> str:
    """Return what answers for the scenario prepares, and how far it is; empty where it prepares nothing."""
    come = moving.readiness()
    many = f", {come.done} of {come.total}" if come.total > 1 else ""
    stands = " (each takes a while, and the count stands still meanwhile)" if come.doing in LONG_STEPS else ""
    return f"Preparing: {PREPARING.get(come.doing, come.doing)}{many}{stands}. {FIRST_TIME}" if come.doing else ""


def _count(job: Job) -> str:
    """Return how many of how many of what are done; empty before anything is counted."""
    of = STAGES["draws"] if job.stage == UNTIL_TODAY else STAGES.get(job.stage, job.stage)
    return f"{job.done:,} of {job.total:,} {of}" if job.total > 1 else ""


def _step(job: Job) -> str:
    """Return which of two steps it is where there are two."""
    if job.stage == UNTIL_TODAY:
        return ", step 1 of 2, the war up to today"
    return ", step 2 of 2, what is set from today on" if job.before == UNTIL_TODAY else ""
