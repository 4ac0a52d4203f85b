"""Score a ledger: how good its forecasts were, against what needs no model. Open questions are never counted."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from ripeness.errors import RunError
from ripeness.history.ledger import FROZEN, Ledger, Line, read_ledger
from ripeness.questions.arguments import checked
from ripeness.questions.ledger.freeze import BASE, LEDGER, MARKET, MODEL, POOL, REFERENCES
from ripeness.questions.ledger.resolve import VOID, YES
from ripeness.questions.result import Result
from ripeness.statistics import scores
from ripeness.statistics.bands import Figure, figure

if TYPE_CHECKING:
    import pandas


class Entry(TypedDict):
    """A question of the ledger, as the line that is scored froze it: the last frozen ahead, else the last of all.

    outcome : yes, no, void, a figure, or None while it is open. asks_a_figure : then `model` is its median, in km^2.
    scores : log score of each forecaster, where it is resolved with yes or no.
    """

    scenario: str
    name: str
    title: str
    by: str
    frozen_on: str
    after_the_fact: bool
    times_frozen: int
    asks_a_figure: bool
    outcome: str | float | None
    on: str | None
    evidence: str | None
    source: str | None
    model: Figure
    pool: Figure
    base_rate: Figure
    market: Figure
    scores: dict[str, float]


class ScoreOf(TypedDict):
    """Mean scores of one forecaster over the questions that it answered, with standard errors; error: None for one."""

    forecaster: str
    count: int
    log_score: float
    log_error: Figure
    brier: float
    brier_error: Figure


class Against(TypedDict):
    """Mean difference of a forecaster's log score to a reference's, over the questions that both answered."""

    forecaster: str
    reference: str
    count: int
    mean: float
    error: Figure


class AreaScore(TypedDict):
    """Mean CRPS of one forecaster over resolved figures, km^2; less is better."""

    forecaster: str
    count: int
    crps: float


class Bin(TypedDict):
    """Questions to which the model gave about the same chance: how many, and how many of them came about."""

    low: float
    chance: float
    happened: float
    count: int


class Scored(TypedDict):
    """What ``ripeness ledger score --json`` and ``show --json`` print.

    lines : of the ledger. ahead : resolved yes-or-no questions that were frozen before they closed: they alone count
    for skill. enough : how many of them are needed. verdict : "too few", "none shown", "shown" or "worse", of the
    model against the base rate. skill : its mean difference of log scores over these, None for none.
    """

    ledger: str
    lines: int
    last_hash: str
    questions: list[Entry]
    open: int
    resolved: int
    void: int
    after_the_fact: int
    ahead: int
    enough: int
    verdict: str
    skill: Against | None
    scores: list[ScoreOf]
    differences: list[Against]
    areas: list[AreaScore]
    reliability: list[Bin]


@dataclass(frozen=True, repr=False)
class Ledgered(Result):
    """A ledger, read and scored; its content is a `Scored`."""

    question = "ledger"

    def table(self) -> pandas.DataFrame:
        """Return a row for each question: chances, outcome, log score of the model."""
        import pandas

        rows = [{**one, "log_score": one["scores"].get(MODEL)} for one in self["questions"]]
        kept = ("scenario", "name", "by", "model", "pool", "base_rate", "market", "outcome", "log_score")
        return pandas.DataFrame([{key: one[key] for key in kept} for one in rows], columns=list(kept))


@checked
def score(ledger: str | Path = LEDGER) -> Ledgered:
    """Read a ledger and score what is resolved.

    Parameters
    ----------
    ledger : file of JSON lines, as `ripeness.freeze` writes it.

    Returns
    -------
    `Ledgered`: `to_dict()`, `table()`, `figure("ledger")`, `figure("reliability")`.

    Raises
    ------
    RunError : no such file. DataError : a line that was altered, by its number.
    """
    path = Path(ledger)
    held = read_ledger(path)
    if not held.lines:
        raise RunError(f"there is no ledger {path}, or nothing in it", "Begin with: ripeness ledger freeze")
    pairs = [(_scored_line(lines), held.resolved.get(key)) for key, lines in _by_question(held).items()]
    entries = [_entry(line, came, len(held.frozen(line["scenario"], line["name"]))) for line, came in pairs]
    settled = [(line, came) for line, came in pairs if came is not None and came["outcome"] in (YES, "no")]
    events = [(line, came["outcome"] == YES) for line, came in settled]
    ahead = [(line, happened) for line, happened in events if not line["after_the_fact"]]
    skill = _against(ahead, MODEL, BASE)
    figures = [(line, came) for line, came in pairs if came is not None and not isinstance(came["outcome"], str)]
    by_model = [
        (line["forecasts"][MODEL]["chance"], happened) for line, happened in events if MODEL in line["forecasts"]
    ]
    bins = scores.reliability([p for p, _ in by_model], [came for _, came in by_model]) if by_model else []
    content = Scored(
        ledger=str(path),
        lines=len(held.lines),
        last_hash=held.last,
        questions=entries,
        open=sum(one["outcome"] is None for one in entries),
        resolved=sum(one["outcome"] not in (None, VOID) for one in entries),
        void=sum(one["outcome"] == VOID for one in entries),
        after_the_fact=sum(one["after_the_fact"] for one in entries),
        ahead=len(ahead),
        enough=scores.ENOUGH,
        verdict=verdict_of(skill),
        skill=skill,
        scores=[one for name in _names(line for line, _ in events) if (one := _score_of(events, name)) is not None],
        differences=[
            apart
            for name in (MODEL, POOL)
            for other in REFERENCES
            if (apart := _against(events, name, other)) is not None
        ],
        areas=_areas(figures),
        reliability=[Bin(low=low, chance=p, happened=share, count=count) for low, p, share, count in bins],
    )
    return Ledgered(content)


def verdict_of(skill: Against | None) -> str:
    """Return what may be said of skill: nothing before `scores.ENOUGH` questions, or within two standard errors."""
    if skill is None or skill["count"] < scores.ENOUGH or skill["error"] is None:
        return "too few"
    if abs(skill["mean"]) <= scores.STANDARD_ERRORS * skill["error"]:
        return "none shown"
    return "shown" if skill["mean"] > 0 else "worse"


def _by_question(held: Ledger) -> dict[tuple[str, str], list[Line]]:
    found: dict[tuple[str, str], list[Line]] = {}
    for line in held.lines:
        if line["kind"] == FROZEN:
            found.setdefault((line["scenario"], line["name"]), []).append(line)
    return found


def _scored_line(lines: Sequence[Line]) -> Line:
    """Return the line that counts of those that froze one question: the last frozen ahead, else the last."""
    return ([one for one in lines if not one["after_the_fact"]] or list(lines))[-1]


def _entry(line: Line, came: Line | None, times: int) -> Entry:
    figured = "levels" in line
    outcome = None if came is None else came["outcome"]
    told = {}
    if outcome in (YES, "no"):
        told = {name: _log(one["chance"], outcome == YES) for name, one in _all(line).items()}
    return Entry(
        scenario=line["scenario"],
        name=line["name"],
        title=line["question"]["title"],
        by=line["question"]["by"],
        frozen_on=line["frozen_on"],
        after_the_fact=line["after_the_fact"],
        times_frozen=times,
        asks_a_figure=figured,
        outcome=outcome,
        on=came["on"] if came else None,
        evidence=came["evidence"] if came else None,
        source=came["source"] if came else None,
        model=_of(line, MODEL),
        pool=_of(line, POOL),
        base_rate=_of(line, BASE),
        market=_of(line, MARKET),
        scores=told,
    )


def _all(line: Line) -> dict[str, Any]:
    return {**line["forecasts"], **line["references"]}


def _of(line: Line, name: str) -> Figure:
    """Return a forecaster's chance, or the median of its figure."""
    one = _all(line).get(name)
    if one is None:
        return None
    return float(one["quantiles"][len(one["quantiles"]) // 2]) if "quantiles" in one else one["chance"]


def _log(chance: float, happened: bool) -> float:
    return float(scores.log_scores([chance], [happened])[0])


def _names(lines: Iterable[Line]) -> list[str]:
    return list(dict.fromkeys(name for line in lines for name in _all(line)))


def _score_of(events: Sequence[tuple[Line, bool]], name: str) -> ScoreOf | None:
    answered = [(_all(line)[name]["chance"], happened) for line, happened in events if name in _all(line)]
    if not answered:
        return None
    chances, happened = zip(*answered, strict=True)
    logs = scores.mean_of(scores.log_scores(chances, happened))
    squares = scores.mean_of(scores.brier_scores(chances, happened))
    return ScoreOf(
        forecaster=name, count=logs.count, log_score=logs.mean, log_error=figure(logs.error), brier=squares.mean,
        brier_error=figure(squares.error),
    )  # fmt: skip


def _against(events: Sequence[tuple[Line, bool]], name: str, other: str) -> Against | None:
    both = [(_all(line), happened) for line, happened in events if {name, other} <= {*_all(line)}]
    if not both:
        return None
    apart = [_log(of[name]["chance"], came) - _log(of[other]["chance"], came) for of, came in both]
    found = scores.mean_of(apart)
    return Against(
        forecaster=name, reference=other, count=found.count, mean=found.mean,
        error=None if math.isnan(found.error) else found.error,
    )  # fmt: skip


def _areas(resolved: Sequence[tuple[Line, Line]]) -> list[AreaScore]:
    found = []
    for name in _names(line for line, _ in resolved):
        each = [
            scores.crps(came["outcome"], _all(line)[name]["quantiles"], line["levels"])
            for line, came in resolved
            if name in _all(line)
        ]
        found.append(AreaScore(forecaster=name, count=len(each), crps=scores.mean_of(each).mean))
    return found
