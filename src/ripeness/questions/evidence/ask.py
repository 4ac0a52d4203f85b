"""Ask what rests on what: sources, judgement, and what nothing uses."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from ripeness.errors import DataError, RunError
from ripeness.history.folder import data_folder
from ripeness.questions.arguments import checked
from ripeness.questions.result import Result
from ripeness.schema.evidence import rests_on, stated, unused_paragraphs, unused_sources, uses
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.schema.source_text import Matched, matched

if TYPE_CHECKING:
    import pandas
    import xarray

    from ripeness.questions.evidence.judged import Ranking
    from ripeness.questions.evidence.signposts import Signposts
    from ripeness.schema import Scenario


class Cited(TypedDict):
    """A source, as the scenario lists it. paragraphs : how many it has, None where that is not stated."""

    title: str
    author: str
    date: str
    read: str
    paragraphs: int | None


class Number(TypedDict):
    """A number that the file states.

    stated : as a file would state it. kind, parameters, unit : its distribution, in canonical units; an infinite
    parameter is None. source : as written, `judgement` and `recalled` among them.
    """

    path: str
    stated: str
    kind: str
    parameters: dict[str, Any]
    unit: str
    source: list[str]
    note: str | None


class Grounds(TypedDict):
    """What ``ripeness check --evidence --json`` prints as `evidence`.

    names : what each actor is called, by key and role. sources : by key. numbers : in the file's order. uses : what
    each source, or paragraph of one, feeds: `numbers`, `claims`, `notes`, `others`. judgement : paths of the numbers
    that rest on judgement. run : the saved run that ranking and signposts are read from; no_run : why there is none.
    texts : what was found of the text of each source. unused_paragraphs : by source; unused_sources : keys.
    """

    scenario: str
    names: dict[str, str]
    sources: dict[str, Cited]
    numbers: list[Number]
    uses: dict[str, dict[str, list[str]]]
    judgement: list[str]
    run: str | None
    no_run: str
    ranking: Ranking | None
    signposts: Signposts | None
    texts: dict[str, Matched]
    unused_paragraphs: dict[str, list[int]]
    unused_sources: list[str]


@dataclass(frozen=True, repr=False)
class Evidence(Result):
    """What each number rests on, how much the result hangs on those that rest on judgement, and what nothing uses."""

    question = "evidence"

    def table(self) -> pandas.DataFrame:
        """Return a row for each number, in the file's order; `rank_correlation` where a saved run tells of it."""
        import pandas

        ranked = {one["path"]: one["rank_correlation"] for one in (self["ranking"] or {"ranked": []})["ranked"]}
        rows = [
            {"number": one["path"], "stated": one["stated"], "unit": one["unit"], "source": ", ".join(one["source"])}
            | {"on_judgement": "judgement" in one["source"], "rank_correlation": ranked.get(one["path"])}
            | {"note": one["note"]}
            for one in self["numbers"]
        ]
        return pandas.DataFrame(rows).set_index("number").astype({"rank_correlation": float})


@checked
def ask(
    scenario: Scenario,
    run: str | Path | None = None,
    *,
    data: str | Path | None = None,
    beside: str | Path | None = None,
) -> Evidence:
    """Say what each number of a scenario rests on, and what to watch: sources, judgement, and what nothing uses.

    Parameters
    ----------
    scenario : from `ripeness.load`.
    run : folder of a saved run of the scenario as it stands under the status quo, its name in ./runs, or "latest",
        for the ranking of the numbers on judgement and the signposts; None for the one of most draws among such runs
        in ./runs, if any, the last of equals.
    data : the folder of the data series; None for the one that RIPENESS_DATA names, if it names one.
    beside : another folder in which the texts of the sources may lie: the scenario file's.

    Returns
    -------
    `Evidence`: `to_dict()` (the keys of `Grounds`), `table()` (a row for each number).

    Raises
    ------
    RunError : a run of another scenario, version or policy. DataError : no such run, a data folder that is none.

    Examples
    --------
    >>> import ripeness
    >>> found = ripeness.evidence(ripeness.load("gamblers-ruin"))
    >>> found.table().loc["truth.battle_odds", "source"]
    'smith-stam'
    """
    folders = list(_folders(data_folder(data), beside))
    place, forecast, why = _saved(scenario) if run is None else _given(scenario, run)
    ranking, ahead = None, None
    if forecast is not None:
        from ripeness.questions.evidence.judged import ranking as ranked_by
        from ripeness.questions.evidence.signposts import signposts

        ranking, ahead = ranked_by(scenario, forecast), signposts(forecast)
    content: Grounds = {
        "scenario": scenario.name,
        "names": scenario.names(),
        "sources": {
            key: {
                "title": one.title,
                "author": one.author,
                "date": one.date,
                "read": one.read,
                "paragraphs": one.paragraphs,
            }
            for key, one in scenario.sources.items()
        },
        "numbers": list(_numbers(scenario)),
        "uses": uses(scenario),
        "judgement": sorted(rests_on(scenario, "judgement")),
        "run": None if place is None else str(place),
        "no_run": why,
        "ranking": ranking,
        "signposts": ahead,
        "texts": matched(scenario.sources, folders),
        "unused_paragraphs": {name: idle for name, idle in unused_paragraphs(scenario).items() if idle},
        "unused_sources": unused_sources(scenario),
    }
    return Evidence(content, False, 0 if forecast is None else forecast.sizes["draw"])


def _numbers(scenario: Scenario) -> Iterator[Number]:
    for path, one in scenario.quantities().items():
        yield {
            "path": path,
            "stated": stated(one),
            "kind": one.kind,
            "parameters": {key: _plain(value) for key, value in one.parameters.items()},
            "unit": one.unit,
            "source": list(one.source),
            "note": one.note,
        }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return None if math.isinf(value) else value


def _saved(scenario: Scenario) -> tuple[Path | None, xarray.Dataset | None, str]:
    """Return the saved run of most draws of the scenario as it stands and its forecast, or why there is none."""
    from ripeness.questions.run.saved import saved
    from ripeness.store.runs import read_forecast, saved_runs

    runs, best = saved_runs(), None
    for run in reversed(runs):
        try:
            finished = saved(run).finished if _serves(scenario, run) else 0
            if finished > (best[1].sizes["draw"] if best else 0):
                best = run, read_forecast(run)
        except DataError:
            continue  # one that cannot be read hides no other
    if best:
        return *best, ""
    if not runs:
        return None, None, ""
    of = "of other scenarios, versions or policies, or cannot be read"
    return None, None, f"The runs in ./runs, the last of which is {runs[-1]}, are {of}."


def _given(scenario: Scenario, run: str | Path) -> tuple[Path, xarray.Dataset, str]:
    from ripeness.store.runs import find_run, read_forecast

    place = find_run(str(run))
    if not _serves(scenario, place):
        what = f"{place} is a run of another scenario, version or policy than {scenario.name} as it stands"
        raise RunError(what, "Name a run of it under the status quo, or leave the run out")
    return place, read_forecast(place), ""


def _serves(scenario: Scenario, run: Path) -> bool:
    """Return whether a run is of the scenario as it stands, with nothing adopted."""
    from ripeness.store.runs import read_provenance

    kept = read_provenance(run)
    moved = str(kept.get("levers") or "{}") not in ("{}", "None")
    return kept.get("scenario_hash") == scenario.content_hash() and kept.get("policy") == STATUS_QUO and not moved


def _folders(data: Path | None, beside: str | Path | None) -> Iterator[Path]:
    """Yield where the text of a source may lie: the data folder, the folders beside it, beside the scenario."""
    if data is not None:
        data = data.resolve()
        yield data
        yield data.parent
        yield from sorted(one for one in data.parent.iterdir() if one.is_dir() and one != data)
    if beside is not None:
        yield Path(beside)
