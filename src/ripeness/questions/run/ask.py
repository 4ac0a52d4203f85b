"""Forecast a war, sum it up and save it in a folder; go on with a run that was begun."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ripeness.ensemble.asked import DRAWS, SOBOL, Asked, Levers, asked
from ripeness.errors import RipenessError, RunError
from ripeness.questions.arguments import checked
from ripeness.questions.set_levers import levers_in_words
from ripeness.questions.summary.ask import ForecastSummary
from ripeness.questions.until import until_effective as drawn_on
from ripeness.scenarios.shipped import questions
from ripeness.schema.printed_form import marked

if TYPE_CHECKING:
    import xarray

    from ripeness.ensemble.computation import Progress
    from ripeness.ensemble.draws import Design
    from ripeness.schema import Scenario
    from ripeness.store.chunks import Chunks

ANEW = "Begin the run anew in another folder"

CHUNK = 1024
"""More draws than this stream to disk, so many at a time."""


@dataclass(frozen=True, repr=False)
class Run(ForecastSummary):
    """A forecast that is summed up and saved.

    Attributes
    ----------
    folder : where it lies; None where it could not be saved. asked : sets of assumptions that were asked for.
    failure : what went wrong after something was computed, to be raised once that is shown; None for nothing.
    """

    folder: Path | None = None
    asked: int = 0
    failure: RipenessError | None = None

    @property
    def can_go_on(self) -> bool:
        """Whether what is missing can be computed later: a run that streams to disk."""
        return self.folder is not None and (self.folder / "run.json").is_file()


@checked
def ask(
    scenario: Scenario,
    policy: str | None = None,
    levers: Levers | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    horizon: int | None = None,
    *,
    record: bool = True,
    precision: str = "float32",
    points: str = SOBOL,
    design: Design | None = None,
    details: bool = True,
    out: Path | str | None = None,
    chunk: int = CHUNK,
    cluster: str | None = None,
    until_effective: int | None = None,
    options: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Run:
    """Forecast a war, sum it up, and save both with the scenario in a folder of their own.

    Parameters
    ----------
    scenario, policy, levers, draws, seed, horizon, record, precision, points, design, progress : as for
        `ripeness.forecast`.
    details : whether what each side believes that it can win is computed too, and the forecast without the record and
        in either side's eyes: what ``--details`` prints. Without, it takes about half the time.
    out : the folder, new or empty; a new one in ./runs if left out.
    chunk, cluster : more draws than `chunk`, or a cluster: the draws stream to disk, as by `ripeness.stream`.
    until_effective : take more draws, at most `chunk`, until they count as so many equal ones.
    options : what the run was started with, kept with it.

    Returns
    -------
    `Run`: the summary and its folder. On Ctrl-C it rests on what was finished, `partial`.

    Raises
    ------
    RunError, ScenarioError : as `ripeness.forecast`; a folder that holds something else or cannot be written to.
    """
    one = asked(
        scenario, policy, levers, draws, seed, horizon, record=record, precision=precision, points=points, design=design
    )
    if chunk < 1:
        raise RunError(f"chunks of {chunk} draws hold nothing", f"Ask for at least 1, such as {CHUNK}")
    questions(scenario)  # a stated question that is wrong is told before anything is computed
    folder = None if out is None else Path(out)
    if until_effective is not None:
        if design is not None or cluster is not None or one.draws > chunk:
            what = "--until-effective takes draws of its own, in memory"
            raise RunError(what, "Leave --design and --cluster away, and begin with fewer draws than --chunk")
        return _at_once(one, details, folder, options or {}, progress, until_effective, chunk)
    if cluster is not None or one.draws > chunk:
        return _streamed(one, details, folder, chunk, cluster, options or {}, progress)
    return _at_once(one, details, folder, options or {}, progress)


@checked
def resume(
    folder: Path | str,
    cluster: str | None = None,
    *,
    restated: Mapping[str, Any] | None = None,
    scenario: Scenario | None = None,
    levers: Levers | None = None,
    progress: Progress | None = None,
) -> Run:
    """Go on with a run as it was begun.

    Parameters
    ----------
    folder : of a run that streams to disk. cluster, progress : as for `ask`.
    restated, scenario, levers : what must agree with how it was begun: policy, draws, seed, horizon, precision, points,
        no_record, design by name; the scenario; the levers as written.

    Raises
    ------
    DataError, RunError : the folder holds no such run, or what it holds is spoilt; nothing is changed.
    """
    from ripeness.ensemble.design import read_design
    from ripeness.store.begun import read_asked, refuse_other
    from ripeness.store.checksums import verify

    place = Path(folder)
    begun = read_asked(place)
    refuse_other(place, begun, _now(restated or {}, scenario, levers))
    scenario = scenario_of(place)
    table, design = place / "design.parquet", None
    if table.exists():
        design = read_design(scenario, verify(place, table.name, ANEW), name=begun["proposal"])
    one = asked(
        scenario, begun["policy"], begun["levers"] or None, begun["draws"], begun["seed"], begun["horizon"],
        record=begun["record"], precision=begun["precision"],
        points=begun["points"] if design is None else SOBOL, design=design,
    )  # fmt: skip
    details = bool(begun.get("beliefs", True))
    return _streamed(one, details, place, begun["chunk"], cluster, {"resumed": True}, progress)


def _now(restated: Mapping[str, Any], scenario: Scenario | None, levers: Levers | None) -> dict[str, Any]:
    """Return what is asked for now, in the words of how a run is begun."""
    same = ("policy", "draws", "seed", "horizon", "precision", "points")
    now = {name: restated[name] for name in same if name in restated}
    if scenario is not None:
        now |= {"scenario": scenario.name, "content": scenario.content_hash()}
    if "no_record" in restated:
        now["record"] = not restated["no_record"]
    if levers is not None:
        now["levers"] = {name: str(value) for name, value in levers.items()}
    if "design" in restated:
        now["proposal"] = restated["design"].name
    return now


def scenario_of(folder: Path) -> Scenario:
    """Return the scenario whose text lies in a run's folder, with its view if there is one."""
    from ripeness.schema.load import parse_scenario, read_text
    from ripeness.store.checksums import verify

    file, over = verify(folder, "scenario.yaml", ANEW), None
    if (folder / "view.yaml").exists():
        view = verify(folder, "view.yaml", ANEW)
        over = read_text(view), str(view)
    return parse_scenario(read_text(file), str(file), over)


def _at_once(
    one: Asked,
    details: bool,
    out: Path | None,
    options: Mapping[str, Any],
    progress: Progress | None,
    wanted: int | None = None,
    most: int = CHUNK,
) -> Run:
    """Compute all draws in memory, or more until as many as are wanted count, then save them."""
    from ripeness.ensemble.forecast import forecast
    from ripeness.questions.summary.summary import summarise
    from ripeness.store.provenance import now, provenance
    from ripeness.store.runs import reserve

    texts = one.scenario.file_texts
    with reserve(out, one.scenario.name) as place:
        started = now()

        def compute(draws: int) -> tuple[xarray.Dataset, float]:
            held = forecast(
                one.scenario, one.policy, one.stated or None, draws, one.seed, one.horizon,
                record=one.record, precision=one.precision, points=one.points, design=one.design,
                in_eyes=details, beliefs=details, progress=progress,
            )  # fmt: skip
            return held, math.inf if held.attrs.get("partial") else float(held.attrs["effective_sample_size"])

        found = drawn_on(compute, one.draws, wanted, most)
        told = provenance(found, str(one.scenario.file or ""), options, started, now())
        summary = summarise(found, one.scenario, told)
        summary["levers"] = {name: str(value) for name, value in one.stated.items()}
        summary["levers_told"] = levers_in_words(one.scenario, one.stated)
        summary["draws"]["asked"] = one.draws if wanted is None else found.sizes["draw"]
        if details and one.record and one.design is None and not summary["partial"]:
            _without_record(one, found.sizes["draw"], summary, progress)
        folder, failure = _kept(
            lambda: place.save(found, marked("run", summary), told, texts["scenario.yaml"], texts.get("view.yaml"))
        )
    return Run(summary, summary["partial"], found.sizes["draw"], folder, summary["draws"]["asked"], failure)


def _without_record(one: Asked, draws: int, summary: Any, progress: Progress | None) -> None:
    """Put the forecast without the record into a summary, drawn from the priors in the place of weighed anew."""
    from ripeness.ensemble.forecast import forecast
    from ripeness.statistics.bands import figure, mean
    from ripeness.statistics.pareto import khat
    from ripeness.statistics.weighted import effective_sample_size

    held = forecast(
        one.scenario, one.policy, one.stated or None, draws, one.seed, one.horizon,
        record=False, precision=one.precision, points=one.points, in_eyes=False, beliefs=False, progress=progress,
    )  # fmt: skip
    if held.attrs.get("partial"):
        return  # what the weights of the record's draws say stays
    weight = held.weight.values
    by_month = held.ongoing.transpose("month", "draw").values
    summary["record"]["unconditioned_ongoing"] = [mean(values, weight) for values in by_month]
    summary["record"]["unconditioned_effective"] = figure(effective_sample_size(weight))
    summary["record"]["unconditioned_khat"] = figure(khat(weight))


def _streamed(
    one: Asked,
    details: bool,
    out: Path | None,
    chunk: int,
    cluster: str | None,
    options: Mapping[str, Any],
    progress: Progress | None,
) -> Run:
    """Compute the draws chunk by chunk into a folder, or go on with that; then sum up what is there."""
    from ripeness.ensemble.stream import stream
    from ripeness.store.begun import ASKED
    from ripeness.store.chunks import Chunks
    from ripeness.store.provenance import now
    from ripeness.store.runs import new_folder

    folder = out if out is not None else new_folder(one.scenario.name)
    started, failure, before = now(), None, Chunks(folder).draws()
    interrupted = False
    try:
        stream(
            one.scenario, folder, one.policy, one.stated or None, one.draws, one.seed, one.horizon,
            record=one.record, precision=one.precision, points=one.points, design=one.design, chunk=chunk,
            cluster=cluster, texts=one.scenario.file_texts, in_eyes=details, beliefs=details, progress=progress,
        )  # fmt: skip
    except KeyboardInterrupt:
        interrupted = True
    except RunError as error:
        if before == Chunks(folder).draws():
            raise  # nothing was computed: there is nothing new to tell
        failure = error
    chunks = Chunks(folder)
    if not (folder / ASKED).exists():
        raise KeyboardInterrupt
    if not chunks.draws():
        raise RunError("interrupted before any chunk was finished", how_to_go_on(folder))
    summary = _summed_up(chunks, one.scenario, options, started)
    return Run(summary, interrupted or summary["partial"], chunks.draws(), folder, summary["draws"]["asked"], failure)


def how_to_go_on(folder: Path) -> str:
    """Return how a run is taken up again."""
    return f"Go on with: ripeness run --resume {folder}"


def _summed_up(chunks: Chunks, scenario: Scenario, options: Mapping[str, Any], started: str) -> Any:
    """Sum up the chunks that are there, and keep that beside them."""
    from ripeness.questions.summary.summary import summarise_parts
    from ripeness.store.begun import read_asked
    from ripeness.store.provenance import now, provenance
    from ripeness.store.runs import save_summary

    begun, finished = read_asked(chunks.folder), chunks.draws()
    first = next(iter(chunks.parts()))
    told = provenance(first, str(scenario.file or ""), options, started, now()) | {
        "draws": begun["draws"],
        "draws_finished": finished,
        "partial": finished < begun["draws"],
    }
    summary = summarise_parts(chunks.parts(), scenario, begun["draws"], finished, told)
    summary["levers"] = dict(begun["levers"])
    summary["levers_told"] = levers_in_words(scenario, begun["levers"])
    save_summary(chunks.folder, marked("run", summary), told)
    return summary


def _kept(save: Callable[[], Path]) -> tuple[Path | None, RunError | None]:
    """Return the folder that was written, or why it was not: what was computed is shown first."""
    try:
        return save(), None
    except RunError as error:
        return None, error
