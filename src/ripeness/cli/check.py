"""``ripeness check``: is a scenario in order, and on what does it rest?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ripeness.errors import harmless
from ripeness.scenarios.shipped import FLAGSHIP

if TYPE_CHECKING:
    from ripeness.schema import Quantity, Scenario

Lines = list[str]


def check(
    file: Annotated[str, typer.Argument(help="A scenario file, or the name of a shipped scenario.")] = FLAGSHIP,
    view: Annotated[
        str | None, typer.Option(metavar="NAME", help="A rival view to lay over the scenario, or the path of one.")
    ] = None,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Also list what each number rests on, and what nobody uses.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Check a scenario: every problem with its line, or what the scenario holds."""
    from ripeness.scenarios.shipped import load, locate, locate_view
    from ripeness.schema.consistency import readings

    scenario = load(file, view)
    place = locate(file)
    grounds = _grounds(scenario, place.parent) if evidence else None
    if json:
        from ripeness.store.files import as_json

        told = {"file": str(place), "facts": _held(scenario), "warnings": scenario.warnings()}
        told |= {"read_as": list(readings(scenario))}
        typer.echo(as_json(told | ({"evidence": grounds} if grounds else {})))
        return
    typer.echo(f"{harmless(str(place if view is None else locate_view(file, view)))}: in order.\n")
    more = [("read as", one) for one in readings(scenario)] + [("warning", one) for one in scenario.warnings()]
    typer.echo("\n".join([*_facts(_held(scenario)), *(line for word, one in more for line in _facts({word: one}))]))
    if grounds:
        typer.echo("\n".join(["", *_evidence(scenario, file, grounds)]))


def _held(scenario: Scenario) -> dict[str, str]:
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
    return {
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


def _grounds(scenario: Scenario, folder: Path) -> dict[str, Any]:
    """Return what feeds what, what nothing uses, what rests on judgement, and the texts at hand."""
    from ripeness.schema.evidence import rests_on, unused_paragraphs, unused_sources, uses
    from ripeness.schema.source_text import matched

    run, why = _saved(scenario)
    ranking, ahead = None, None
    if run is not None:
        from ripeness.questions.evidence.judged import ranking as ranked_by
        from ripeness.questions.evidence.signposts import signposts
        from ripeness.store.runs import read_forecast

        forecast = read_forecast(run)
        ranking, ahead = ranked_by(scenario, forecast), signposts(forecast)
    return {
        "uses": uses(scenario),
        "judgement": sorted(rests_on(scenario, "judgement")),
        "run": str(run) if run else None,
        "no_run": why,
        "ranking": ranking,
        "signposts": ahead,
        "texts": matched(scenario.sources, _folders(folder)),
        "unused_paragraphs": {name: idle for name, idle in unused_paragraphs(scenario).items() if idle},
        "unused_sources": unused_sources(scenario),
    }


def _saved(scenario: Scenario) -> tuple[Path | None, str]:
    """Return the last saved run of the scenario as it stands, or None and why the last run does not serve."""
    from ripeness.errors import DataError
    from ripeness.store.runs import find_run, read_provenance, saved_runs

    if not saved_runs():
        return None, ""
    latest = find_run("latest")
    for run in (latest, *reversed(saved_runs())):
        try:
            kept = read_provenance(run)
        except DataError:
            continue
        moved = str(kept.get("levers") or "{}") not in ("{}", "None")
        if kept.get("scenario_hash") == scenario.content_hash() and kept.get("policy") == "status-quo" and not moved:
            return run, ""
    return None, f"The runs in ./runs, the last of which is {latest}, are of other scenarios, versions or policies."


def _folders(beside: Path) -> list[Path]:
    """Return where the text of a source may lie: the data folder, the folders beside it, beside the scenario."""
    import os

    named = os.environ.get("RIPENESS_DATA", "")
    if not named or not Path(named).is_dir():
        return [beside]
    data = Path(named).resolve()
    return [data, data.parent, *sorted(one for one in data.parent.iterdir() if one.is_dir() and one != data), beside]


def _evidence(scenario: Scenario, file: str, grounds: dict[str, Any]) -> Lines:
    from ripeness.pages.evidence import by_paragraph, ranked, signs, texts

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
            stated = _wrapped(f"  {path} = {_stated(number)}", "")
            lines += [
                stated[0],
                *(f"    {more.strip()}" for more in stated[1:]),
                *_wrapped(number.note or "", "      "),
            ]
    counted = {name: origin.paragraphs for name, origin in scenario.sources.items() if origin.paragraphs}
    lines += ["", "WHAT EACH PARAGRAPH FEEDS", *by_paragraph(grounds["uses"], counted)]
    lines += ["", "NUMBERS ON JUDGEMENT, BY HOW MUCH THE RESULT DEPENDS ON THEM"]
    lines += ranked(grounds["ranking"], grounds["run"], f"ripeness run {file}", grounds["no_run"])
    lines += ["", "SIGNPOSTS OF THE NEXT SIX MONTHS", *signs(grounds["signposts"], f"ripeness run {file}")]
    lines += ["", "TEXTS OF THE SOURCES", *texts(grounds["texts"])]
    lines += ["", "PARAGRAPHS THAT NOTHING USES"]
    lines += [f"  {name}: {', '.join(map(str, idle))}" for name, idle in grounds["unused_paragraphs"].items()] or [
        "  none"
    ]
    lines += ["", "SOURCES THAT NOTHING USES"]
    return lines + ([f"  {name}" for name in grounds["unused_sources"]] or ["  none"])


_READ = {"full": "read in full", "excerpt": "an excerpt read", "data": "data", "recalled": "recalled, not at hand"}


def _stated(number: Quantity) -> str:
    """Return a number as a file would state it, on a line, in six digits."""
    from ripeness.schema.units import in_unit

    def text(key: str, value: Any) -> str:
        if isinstance(value, tuple):
            return "/".join(text(key, one) for one in value)
        return in_unit(value, "1" if key in ("weights", "strength") and number.uncertain else number.unit)

    stated = {key: text(key, value) for key, value in number.parameters.items()}
    return stated.get("value") or ", ".join(f"{key} {value}" for key, value in stated.items())


def _facts(facts: dict[str, str]) -> Lines:
    lines: Lines = []
    for name, text in facts.items():
        first, *rest = _wrapped(text, " " * 13) or [""]
        lines += [f"  {name:<11}{first.strip()}", *rest]
    return lines


def _wrapped(text: str, indent: str) -> Lines:
    from textwrap import wrap

    return wrap(text, 80, initial_indent=indent, subsequent_indent=indent or "  ", break_on_hyphens=False)
