"""Freeze what a scenario, its views and their pool say of its stated questions, beside what needs no model."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from ripeness.ensemble.asked import DRAWS, asked
from ripeness.errors import RunError
from ripeness.history.ledger import FROZEN, Ledger, Line, append, read_ledger
from ripeness.questions.arguments import checked
from ripeness.questions.ask.ask import Answer, answer
from ripeness.questions.ask.base import Reference, reference
from ripeness.questions.ask.chances import LEVELS, lacks, refuse_unanswerable
from ripeness.questions.result import Result
from ripeness.schema.nearest import advice
from ripeness.schema.sections.question import Question

if TYPE_CHECKING:
    import pandas

    from ripeness.ensemble.computation import Progress
    from ripeness.schema import Scenario

LEDGER = "ledger.jsonl"
MODEL, POOL = "model", "pool of the views"
BASE, LAW, MARKET, PERSISTENCE = "base rate", "log-normal", "market", "persistence"
REFERENCES = (BASE, LAW, MARKET, PERSISTENCE)


class FrozenTold(TypedDict):
    """What ``ripeness ledger freeze --json`` prints.

    frozen : names of the questions. forecasters : whose forecasts. unanswered : by name, what the model does not hold.
    resolved : those left out, since they are resolved. after_the_fact : how many were frozen after they had closed.
    """

    ledger: str
    scenario: str
    frozen: list[str]
    forecasters: list[str]
    unanswered: dict[str, str]
    resolved: list[str]
    after_the_fact: int
    record_ends: str | None
    last_hash: str


@dataclass(frozen=True, repr=False)
class Frozen(Result):
    """What was frozen; its content is a `FrozenTold`."""

    question = "ledger-freeze"

    def table(self) -> pandas.DataFrame:
        """Return a row for each question that was frozen."""
        import pandas

        return pandas.DataFrame({"question": self["frozen"]})


@checked
def freeze(
    scenario: Scenario,
    ledger: str | Path = LEDGER,
    questions: Iterable[str] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    views: bool = True,
    view_draws: int | None = None,
    progress: Progress | None = None,
) -> Frozen:
    """Freeze the answers to a scenario's stated questions in a ledger.

    Parameters
    ----------
    scenario : from `ripeness.load`, without a view. ledger : file of JSON lines, made where there is none.
    questions : their names; None for all that are not resolved. draws, seed : as for `ripeness.forecast`.
    views : whether each of the scenario's views, and their pool with equal weights, is frozen too. view_draws : for
        each of them; as many as `draws` if left out.

    Raises
    ------
    RunError : no question, one that the model cannot answer, or one that is resolved.
    DataError : the ledger was altered.
    """
    from ripeness.scenarios.shipped import questions as stated_of

    path, stated = Path(ledger), stated_of(scenario)
    if not stated:
        raise RunError(f"no question is stated for {scenario.name}", "Write them in a section questions, or beside it")
    chosen, unanswered, done = _chosen(stated, questions, scenario, read_ledger(path))
    found = _forecasts(scenario, chosen, (draws, view_draws or draws), seed, views, progress)
    today = datetime.now(UTC).date().isoformat()
    lines: list[Line] = [_line(scenario, name, one, found[name], today, seed) for name, one in chosen.items()]

    def made(held: Ledger) -> list[Line]:
        _refuse_resolved([one["name"] for one in lines], scenario.name, held)
        return lines

    held = append(path, made)
    return Frozen(
        FrozenTold(
            ledger=str(path),
            scenario=scenario.name,
            frozen=list(chosen),
            forecasters=list(dict.fromkeys(name for one in lines for name in one["forecasts"])),
            unanswered=unanswered,
            resolved=done,
            after_the_fact=sum(one["after_the_fact"] for one in lines),
            record_ends=_record_ends(scenario),
            last_hash=held.last,
        )
    )


def _chosen(
    stated: Mapping[str, Question], names: Iterable[str] | None, scenario: Scenario, held: Ledger
) -> tuple[dict[str, Question], dict[str, str], list[str]]:
    """Return the questions to freeze, those that the model cannot answer and what is missing, and the resolved."""
    unanswered, done = {}, []
    if names is None:
        unanswered = {name: why for name, one in stated.items() if (why := lacks(one, scenario))}
        done = [name for name in stated if (scenario.name, name) in held.resolved]
        wanted = [name for name in stated if name not in unanswered and name not in done]
        if not wanted:
            raise RunError(f"every question of {scenario.name} is resolved or has no answer", "State another question")
    else:
        wanted = list(names)
        for name in wanted:
            if name not in stated:
                raise RunError(f"{scenario.name} states no question {name!r}", advice(name, tuple(stated), "question"))
        _refuse_resolved(wanted, scenario.name, held)
    for name in wanted:
        refuse_unanswerable(stated[name], scenario)
    return {name: stated[name] for name in wanted}, unanswered, done


def _refuse_resolved(names: Iterable[str], scenario: str, held: Ledger) -> None:
    for name in names:
        if (line := held.resolved.get((scenario, name))) is not None:
            what = f"the question {name} was resolved ({line['outcome']}, {line['on']}), and is frozen no more"
            raise RunError(what, "Leave it out; nothing was added")


def _forecasts(
    scenario: Scenario,
    chosen: Mapping[str, Question],
    draws: tuple[int, int],
    seed: int,
    views: bool,
    progress: Progress | None,
) -> dict[str, dict[str, Any]]:
    """Return, by question, what each forecaster says of it; `draws` : of the model, and of each view."""
    from ripeness.ensemble.forecast import forecasts
    from ripeness.scenarios.shipped import load
    from ripeness.scenarios.shipped import views as views_of

    whose = {MODEL: scenario}
    if views and scenario.file is not None:
        whose |= {f"view {name}": load(scenario.file, path) for name, path in views_of(scenario.file).items()}
    found: dict[str, dict[str, Any]] = {name: {} for name in chosen}
    for forecaster, of in whose.items():
        one = asked(of, None, None, draws[forecaster != MODEL], seed)
        held = forecasts({one.policy: one}, views=False, reuse=True, progress=progress)[one.policy]
        if held.attrs.get("partial"):
            raise RunError("interrupted: nothing was frozen", "Begin again; what was finished for other views is kept")
        for name, stated in chosen.items():
            if not lacks(stated, of):
                found[name][forecaster] = _told(answer(held, one, name, stated), of, seed)
    for of_question in found.values():
        pooled = [told for forecaster, told in of_question.items() if forecaster != MODEL]
        if pooled:
            of_question[POOL] = _pool(pooled)
    return found


def _told(found: Answer, of: Scenario, seed: int) -> dict[str, Any]:
    """Return what is frozen of an answer."""
    told: dict[str, Any] = {
        "chance": found["chance"]["mean"],
        "p10": found["chance"]["p10"],
        "p90": found["chance"]["p90"],
        "draws": found["draws"],
        "seed": seed,
        "effective_sample_size": found["effective_sample_size"],
        "khat": found["khat"],
        "monte_carlo_error": found["monte_carlo_error"],
        "content_hash": of.content_hash(),
    }
    if found["figure"] is not None:
        told = {**told, "mean": told.pop("chance"), "quantiles": found["figure"]["quantiles"]}
    return told


def _pool(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the pool with equal weights: of chances their mean, of areas the mean of each quantile."""
    count = len(parts)
    if "quantiles" in parts[0]:
        rows = zip(*(one["quantiles"] for one in parts), strict=True)
        return {"quantiles": [round(math.fsum(row) / count) for row in rows], "of": count}
    return {"chance": math.fsum(one["chance"] or 0.0 for one in parts) / count, "of": count}


def _line(
    scenario: Scenario, name: str, question: Question, found: Mapping[str, Any], today: str, seed: int
) -> dict[str, Any]:
    from ripeness import __version__

    ends = _record_ends(scenario)
    after = date.fromisoformat(today) > date.fromisoformat(question.last_day_ahead)
    told = "frozen after the fact" if after else "frozen ahead"
    return {
        "kind": FROZEN,
        "scenario": scenario.name,
        "name": name,
        "frozen_on": today,
        "after_the_fact": after,
        "note": f"{told} from a record that ends {ends}" if ends else f"{told}, without a record",
        "as_of": scenario.calendar.as_of,
        "record_ends": ends,
        "version": __version__,
        "question": question.model_dump(exclude_none=True),
        **({"levels": list(LEVELS)} if question.asks_a_figure else {}),
        "forecasts": dict(found),
        "references": _references(reference(question, scenario), question),
    }


def _references(of: Reference, question: Question) -> dict[str, Any]:
    """Return what needs no model: base rate, log-normal law, market and persistence, as far as there are any."""
    if question.asks_a_figure:
        found: dict[str, Any] = {}
        if of.quantiles:
            found[BASE] = {"quantiles": [round(one) for one in of.quantiles]}
        if of.persistence is not None:
            found[PERSISTENCE] = {"quantiles": [round(of.persistence)] * len(LEVELS)}
        return found
    found = {} if of.base is None else {BASE: {**of.base, "chance": of.base["value"]}}
    if of.base is not None and of.base["lognormal"] is not None:
        found[LAW] = {"chance": of.base["lognormal"]}
    if question.market is not None:
        found[MARKET] = {"chance": question.market.price, **question.market.model_dump()}
    if of.persistence is not None:
        found[PERSISTENCE] = {"chance": of.persistence}
    return found


def _record_ends(scenario: Scenario) -> str | None:
    return max(scenario.record.months, default=None) if scenario.record else None
