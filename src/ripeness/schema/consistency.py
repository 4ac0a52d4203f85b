"""What the sections of a scenario must agree on: checked once each section can be read by itself.

The checks report to the document, all that they find, with the path of the offending line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationInfo

from ripeness.schema.answer_consistency import check_answers
from ripeness.schema.calendar import Calendar, month_after, month_of, months_between
from ripeness.schema.claims.claim_consistency import check_claims, check_months
from ripeness.schema.document import document_of
from ripeness.schema.front_consistency import (
    check_aid,
    check_areas,
    check_bands,
    check_beliefs,
    check_effort,
    check_front,
    check_truth,
)
from ripeness.schema.plans.plan import Plan
from ripeness.schema.sections.actor import Party
from ripeness.schema.sections.envoy import Envoy
from ripeness.schema.sections.epoch import Epoch
from ripeness.schema.sections.issue import Matter
from ripeness.schema.sections.policy import STATUS_QUO, Policy
from ripeness.schema.sections.record import Record
from ripeness.schema.sections.track import Track
from ripeness.schema.size_consistency import check_calendar, check_cells, check_terms
from ripeness.schema.truce_consistency import check_truce, check_truces_recorded
from ripeness.schema.units import UnitError
from ripeness.schema.view import View


def check_actors(actors: dict[str, Party], info: ValidationInfo) -> None:
    """There is one attacker and one defender."""
    for role in ("attacker", "defender"):
        holders = [name for name, actor in actors.items() if actor.role == role]
        if len(holders) != 1:
            found = f"{len(holders)} actors have the role {role}" if holders else f"no actor has the role {role}"
            where = ("actors", *holders[1:2])
            document_of(info).report(where, found, f"Give the role {role} to exactly one actor")


def check_tracks(tracks: dict[str, Track], info: ValidationInfo) -> None:
    """Where an envoy sits, there is one."""
    document = document_of(info)
    for name, track in tracks.items():
        if track.envoy and not isinstance(document.data.get("envoy"), Mapping):
            fix = "Write the section envoy, or take the line out"
            document.report(("tracks", name, "envoy"), "the scenario has no section envoy", fix)


def check_envoy(envoy: Envoy | None, info: ValidationInfo) -> None:
    """Refuse an envoy who began after as_of, or who is said to take a side to care about nothing."""
    document, calendar = document_of(info), info.data.get("calendar")
    if envoy is None:
        return
    if calendar is not None and envoy.since is not None and not calendar.war_began <= envoy.since <= calendar.as_of:
        what = f"{envoy.since} is not a month from {calendar.war_began} to {calendar.as_of}"
        document.report(("envoy", "since"), what, "Correct the month, or leave it out")
    for side in ("attacker", "defender"):
        assumed = getattr(envoy, f"{side}_weights")
        if assumed and all(weight.centre == 0 for weight in assumed.values()):
            what = f"the envoy takes the {side} to care about nothing"
            fix = "Give some issue a weight above 0, or leave the weights out: the envoy then knows the true ones"
            document.report(("envoy", f"{side}_weights"), what, fix)


def check_issues(issues: dict[str, Matter], info: ValidationInfo) -> None:
    """There is an issue, at most one follows the front, and somebody cares about some."""
    document = document_of(info)
    if not issues:
        document.report("issues", "the scenario has no issue", "Name at least one thing to settle")
        return
    check_bands(issues, info)
    check_terms(issues, info)
    followers = [name for name, issue in issues.items() if issue.follows_front]
    for name in followers[1:]:
        what = f"{followers[0]} and {name} both follow the front"
        document.report(("issues", name, "follows_front"), what, "Let only one issue follow the front")
    aligned = [name for name, issue in issues.items() if issue.government]
    for name in aligned[1:]:
        what = f"{aligned[0]} and {name} are both marked as the government's"
        document.report(("issues", name, "government"), what, "Mark one issue only")
    for side in ("attacker", "defender"):
        if all(getattr(issue, f"{side}_weight").centre == 0 for issue in issues.values()):
            what = f"the {side} gives no issue any weight"
            document.report("issues", what, f"Give some issue a {side}_weight above 0")


def check_epochs(epochs: dict[str, Epoch], info: ValidationInfo) -> None:
    """Epochs come in order, after the war's beginning and not after as_of."""
    check_cells(epochs, info)
    document, calendar = document_of(info), info.data.get("calendar")
    previous: tuple[str, str] | None = None
    for name, epoch in epochs.items():
        where = ("epochs", name, "from")
        if calendar is not None and epoch.from_ <= calendar.war_began:
            what = f"the epoch begins in {epoch.from_}, not after the war began ({calendar.war_began})"
            document.report(where, what, "State what holds from the beginning in the sections themselves")
        if calendar is not None and epoch.from_ > calendar.as_of:
            what = f"the epoch begins in {epoch.from_}, after as_of {calendar.as_of}"
            document.report(where, what, "What may come after as_of is a policy, or part of the game")
        if previous is not None and epoch.from_ <= previous[1]:
            what = f"the epoch begins in {epoch.from_}, not after {previous[0]} ({previous[1]})"
            document.report(where, what, "List the epochs by date, one a month at most")
        previous = (name, epoch.from_)


def check_record(record: Record | None, info: ValidationInfo) -> None:
    """Observed months lie between the beginning and as_of, and moves and positions agree."""
    calendar, front = info.data.get("calendar"), info.data.get("front")
    if record is None or calendar is None:
        return
    document = document_of(info)
    for month in record.months:
        if not calendar.war_began <= month < calendar.as_of:
            last = month_after(calendar.as_of, -1)
            what = f"{month} is not a month from {calendar.war_began} to {last}"
            document.report(("record", "months", month), what, "Leave it out, or correct the calendar")
    check_answers(record, info)
    check_truces_recorded(record, info)
    if front is not None:
        check_areas(record, front, info)
    if front is not None and front.law == "steps":
        for month, what, fix in _contradictions(record, calendar.war_began, front.start, front.steps):
            document.report(("record", "months", month), what, fix)


def _contradictions(record: Record, began: str, start: int, steps: int) -> Iterator[tuple[str, str, str]]:
    """Follow the front from one stated position to the next, one step a month.

    ``drift`` sums the moves seen since the last stated position, ``unseen`` counts the others.
    """
    known, drift, unseen, followed = start, 0, 0, 0
    for month in sorted(one for one in record.months if one >= began):
        seen, now = record.months[month], months_between(began, month)
        unseen, followed = unseen + now - followed, now
        if seen.position is not None:
            moved = abs(seen.position - known - drift)
            if not 0 < seen.position < steps:
                yield month, f"position {seen.position} would have ended the war", f"Write 1 to {steps - 1}"
            elif moved > unseen or (moved - unseen) % 2:
                what = f"position {seen.position} contradicts the moves since position {known}"
                yield month, what, "The front moves one step, up or down, every month"
            known, drift, unseen = seen.position, 0, 0
        if seen.front is not None:
            before = known + drift
            drift, followed = drift + (1 if seen.front == "up" else -1), now + 1
            if unseen == 0 and not 0 < known + drift < steps:
                what = f"the move {seen.front} from {before} ends the war"
                yield month, what, "The record is of a war that goes on; correct the moves or the start"
                known, drift = before, 0


def check_policies(policies: dict[str, Policy], info: ValidationInfo) -> None:
    """Policies set their levers within range."""
    document, levers = document_of(info), info.data.get("levers")
    if STATUS_QUO in policies:
        what = f"{STATUS_QUO} is the policy that moves no lever; it exists without being listed"
        document.report(("policies", STATUS_QUO), what, "Give this policy another name")
    if levers is None:
        return
    for name, policy in policies.items():
        moving: dict[str, str] = {}
        for lever, stated in policy.levers.items():
            where = ("policies", name, "levers", lever)
            try:
                levers[lever].value(stated)
            except UnitError as error:
                document.report(where, str(error), error.fix)
            for path in levers[lever].changes:
                if path in moving:
                    document.report(where, f"{moving[path]} and {lever} both change {path}", "Set one of the two")
                    break
                moving[path] = lever


def check_plans(plans: dict[str, Plan], info: ValidationInfo) -> None:
    """No plan is younger than the month in which the forecast is made."""
    calendar: Calendar | None = info.data.get("calendar")
    for name, plan in plans.items():
        if calendar is not None and plan.date is not None and month_of(plan.date) > calendar.as_of:
            what = f"{plan.date} lies after as_of {calendar.as_of}, when nobody can know of it"
            document_of(info).report(("plans", name, "date"), what, "Correct the date or as_of, or take the plan out")


def check_view(view: View | None, info: ValidationInfo) -> None:
    """What would embarrass a view lies in months that the forecast shows."""
    calendar = info.data.get("calendar")
    if view is not None and calendar is not None:
        where = ("view", "embarrassed_by", "holds_if")
        check_months(view.embarrassed_by.holds_if, where, calendar, document_of(info))


CHECKS: dict[str, Callable[[Any, ValidationInfo], None]] = {
    "calendar": check_calendar,
    "actors": check_actors,
    "front": check_front,
    "truth": check_truth,
    "beliefs": check_beliefs,
    "effort": check_effort,
    "aid": check_aid,
    "tracks": check_tracks,
    "envoy": check_envoy,
    "issues": check_issues,
    "truce": check_truce,
    "epochs": check_epochs,
    "record": check_record,
    "levers": check_cells,
    "policies": check_policies,
    "claims": check_claims,
    "plans": check_plans,
    "view": check_view,
}
