"""``ripeness check``: is a scenario in order, and on what does it rest?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ripeness.schema import Quantity, Scenario

Lines = list[str]


def check(
    file: Annotated[str, typer.Argument(help="A scenario file, or the name of a shipped scenario.")],
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Also list what each number rests on, and what nobody uses.")
    ] = False,
) -> None:
    """Check a scenario: every problem with its line, or what the scenario holds."""
    from ripeness.shipped import load, locate

    scenario = load(file)
    typer.echo(f"{locate(file)}: in order.\n")
    typer.echo("\n".join(_summary(scenario)))
    if evidence:
        typer.echo("\n".join(["", *_evidence(scenario)]))


def _summary(scenario: Scenario) -> Lines:
    from ripeness.schema.evidence import rests_on

    numbers = scenario.quantities()
    uncertain = scenario.assumptions()
    judged = rests_on(scenario, "judgement")
    share = f" ({round(100 * len(judged) / len(numbers))} %)" if numbers else ""
    calendar = scenario.calendar
    actors = ", ".join(f"{actor.name} ({actor.role})" for actor in scenario.actors.values())
    epochs = ", ".join(f"{epoch.from_} {epoch.title}" for epoch in scenario.epochs.values())
    months = sorted(scenario.record.months) if scenario.record else []
    record = f"{len(months)} months, {months[0]} to {months[-1]}" if months else "none"
    facts = {
        "title": scenario.title,
        "calendar": f"war began {calendar.war_began}, as of {calendar.as_of}, {calendar.horizon} months shown",
        "actors": actors,
        "epochs": f"{len(scenario.epochs) + 1}: {calendar.war_began} the war begins{', ' if epochs else ''}{epochs}",
        "issues": ", ".join(issue.title for issue in scenario.issues.values()),
        "record": record,
        "levers": str(len(scenario.levers)),
        "policies": ", ".join(scenario.policies) or "none",
        "numbers": f"{len(numbers)} stated, {len(uncertain)} of them uncertain and drawn",
        "judgement": f"{len(judged)} of {len(numbers)} numbers{share} rest on judgement",
        "hash": scenario.content_hash(),
    }
    return [*_facts(facts), *(f"  warning    {warning}" for warning in scenario.warnings())]


def _evidence(scenario: Scenario) -> Lines:
    from ripeness.schema.evidence import unused_paragraphs, unused_sources

    numbers = scenario.quantities()
    used: dict[str, dict[str, Quantity]] = {}
    for path, number in numbers.items():
        for source in number.source:
            used.setdefault(source, {})[path] = number
    lines = ["NUMBERS BY SOURCE"]
    for source in sorted(used, key=lambda one: (one in ("judgement", "recalled"), one)):
        origin = scenario.sources.get(source.split("#", 1)[0])
        heading = (
            f"{source}: {origin.title} ({origin.author}, {origin.date}; {_READ[origin.read]})" if origin else source
        )
        lines += ["", *_wrapped(heading, "")]
        for path, number in used[source].items():
            lines += [f"  {path} = {_stated(number)}", *_wrapped(number.note or "", "      ")]
    lines += ["", "PARAGRAPHS THAT NOTHING USES"]
    idle = {name: numbers for name, numbers in unused_paragraphs(scenario).items() if numbers}
    lines += [f"  {name}: {', '.join(map(str, numbers))}" for name, numbers in idle.items()] or ["  none"]
    lines += ["", "SOURCES THAT NOTHING USES"]
    return lines + ([f"  {name}" for name in unused_sources(scenario)] or ["  none"])


_READ = {"full": "read in full", "excerpt": "an excerpt read", "data": "data", "recalled": "recalled, not at hand"}


def _stated(number: Quantity) -> str:
    """Return a number as a file would state it, on a line."""
    stated = {key: value for key, value in number.written().items() if key not in ("source", "note", "as_of")}
    if set(stated) == {"value"}:
        return str(stated["value"])
    return ", ".join(f"{key} {_listed(value)}" for key, value in stated.items())


def _listed(value: object) -> str:
    return "/".join(map(str, value)) if isinstance(value, list) else str(value)


def _facts(facts: dict[str, str]) -> Lines:
    lines: Lines = []
    for name, text in facts.items():
        first, *rest = _wrapped(text, " " * 13) or [""]
        lines += [f"  {name:<11}{first.strip()}", *rest]
    return lines


def _wrapped(text: str, indent: str) -> Lines:
    from textwrap import wrap

    return wrap(text, 80, initial_indent=indent, subsequent_indent=indent or "  ", break_on_hyphens=False)
