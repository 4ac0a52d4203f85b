"""A report on a scenario in one file: forecast, two policies, what the argument claims, plans, sources, provenance."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import ripeness
from ripeness.arrays import EVERY_BELIEF, ending_label
from ripeness.ensemble.asked import DRAWS, Levers, asked
from ripeness.errors import RunError
from ripeness.pages.evidence import sources_page
from ripeness.pages.html import NONE, Part, document
from ripeness.pages.layout import Facts, Page, Prose
from ripeness.pages.names import named
from ripeness.pages.words import cannot_happen
from ripeness.questions.arguments import checked
from ripeness.questions.summary.ask import ForecastSummary
from ripeness.reporting.answer import FIRST, part_of
from ripeness.schema.sections.policy import STATUS_QUO

if TYPE_CHECKING:
    from ripeness.ensemble.computation import Progress
    from ripeness.schema import Scenario


@checked
def report(
    scenario: Scenario,
    policies: Iterable[str | Levers] = (),
    draws: int = DRAWS,
    seed: int = 0,
    *,
    command: str = "",
    progress: Progress | None = None,
) -> str:
    """Return a report on a scenario as one file of HTML: no script, nothing to load, fit for a screen and for paper.

    Parameters
    ----------
    scenario : from `ripeness.load`.
    policies : up to two policies, each a name or values of levers: two are compared (the second in the place of the
        first), one with the status quo. The forecast is of the status quo.
    draws, seed : of the sets of assumptions, as for `ripeness.forecast`; the same for every question.
    command : that makes the report again; made up from the rest if left out.
    progress : called as (stage, done, total).

    Raises
    ------
    RunError : more than two policies, draws or seed out of range, or a library that figures and pages need is missing.
    ScenarioError : unknown policy.
    """
    policies = tuple(policies)
    if len(policies) > 2:
        raise RunError(f"{len(policies)} policies are named, and two are compared", "Name one or two")
    for one in policies:
        policy, levers = (one, None) if isinstance(one, str) else (None, one)
        asked(scenario, policy, levers, draws, seed)
    from ripeness.ensemble.forecast import branches

    told: dict[str, Any] = {"in_eyes": True, "beliefs": {STATUS_QUO: EVERY_BELIEF}}
    forecast = branches(scenario, {STATUS_QUO: STATUS_QUO}, draws, seed, **told, progress=progress)[STATUS_QUO]
    summed = ripeness.summary(forecast, scenario)
    parts = [part_of(summed)]
    more: dict[str, Any] = {"draws": draws, "seed": seed, "progress": progress}
    if policies:
        a, b = policies if len(policies) == 2 else (STATUS_QUO, policies[0])
        parts.append(part_of(ripeness.whatif(scenario, a, b, **more)))
    if scenario.claims:
        parts.append(part_of(ripeness.claims(scenario, **more)))
    if scenario.plans:
        parts.append(part_of(ripeness.plans(scenario, **more)))
    parts.append(Part("Sources", sources_page(ripeness.evidence(scenario).content), NONE))  # type: ignore[arg-type]
    parts.append(Part("What cannot happen in this model", named(tuple(_cannot(summed)), summed["names"]), NONE))
    again = command or _command(scenario, policies, draws, seed)
    parts.append(Part("How these numbers were made", _provenance(scenario, forecast.attrs, summed, again), NONE))
    return document(scenario.title, FIRST, parts)


def _cannot(summed: ForecastSummary) -> Iterator[Prose]:
    yield Prose(cannot_happen(summed["truce"] is not None))
    for ending, why in summed["excluded"].items():
        yield Prose(f"Not in this scenario: {ending_label(ending, summed['land'])}, since {why}.")


def _command(scenario: Scenario, policies: Sequence[str | Levers], draws: int, seed: int) -> str:
    """Return the command that makes a report again; where levers are set, the call in Python."""
    if any(not isinstance(one, str) for one in policies):
        stated = [one if isinstance(one, str) else dict(one) for one in policies]
        return f"ripeness.report(ripeness.load({str(scenario.file or scenario.name)!r}), {stated}, {draws}, {seed})"
    named = [part for one in policies for part in ("--policy", str(one))]
    view = ["--view", scenario.view.name] if scenario.view else []
    start = ["ripeness", "report", str(scenario.file or scenario.name), *view, *named]
    return shlex.join([*start, "--draws", str(draws), "--seed", str(seed), "-o", "report.html"])


def _provenance(scenario: Scenario, attrs: dict[str, Any], summed: ForecastSummary, command: str) -> Page:
    """Return what the report was computed from, with what, and how to make it again."""
    record, draws = summed["record"], summed["draws"]
    used = f"{record['months']} months" if record["used"] else "not used"
    effective = record["effective_sample_size"]
    return (
        Facts((
            ("scenario", f"{scenario.name}, content {scenario.content_hash()}"),
            ("ripeness", ripeness.__version__),
            ("seed", str(attrs.get("seed", ""))),
            ("draws", f"{draws['finished']} versions of the argument"),
            ("effective", "-" if effective is None else f"{effective:.0f} equally weighted ones"),
            ("record", used),
            ("drawn from", str(attrs.get("proposal", ""))),
            ("again", command),
        )),
        Prose("The same command on the same version of the scenario and of ripeness gives the same numbers."),
    )  # fmt: skip
