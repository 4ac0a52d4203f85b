"""The ledger on a page: what was frozen, how it came out, and how good the forecasts were."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ripeness.pages.ask import in_words
from ripeness.pages.layout import Block, Column, Facts, Page, Prose, Row, note, pictured, section, strong, table
from ripeness.pages.words import percent
from ripeness.questions.ledger.freeze import FrozenTold
from ripeness.questions.ledger.resolve import ResolvedTold
from ripeness.questions.ledger.score import Against, Entry, Scored
from ripeness.statistics.bands import Figure
from ripeness.statistics.scores import FLOOR


def frozen_page(result: FrozenTold) -> Page:
    """Return what was frozen."""
    return tuple(_frozen(result))


def resolved_page(result: ResolvedTold) -> Page:
    """Return how a question came out."""
    rows = (
        ("outcome", _outcome(result["outcome"])),
        ("known on", in_words(result["on"])),
        ("evidence", result["evidence"]),
        ("source", result["source"]),
    )
    return (strong(f"{result['name']} is resolved in {result['ledger']}"), Facts(rows))


def ledger_page(result: Scored) -> Page:
    """Return every question of a ledger, open ones first."""
    return tuple(_shown(result))


def scores_page(result: Scored) -> Page:
    """Return the scores; the first line says whether any skill is shown."""
    return tuple(_scored(result))


def full_page(result: Scored) -> Page:
    """Return the scores, and below them every question."""
    return (*_scored(result), *_shown(result, verdict_too=False))


def verdict(result: Scored) -> str:
    """Return what may be said of skill, in a sentence."""
    skill, needed = result["skill"], result["enough"]
    if result["verdict"] == "too few" or skill is None:
        return (
            f"Nothing can be said of skill: {_count(result['ahead'], 'question')} frozen ahead "
            f"{'is' if result['ahead'] == 1 else 'are'} resolved, and {needed} are needed."
        )
    told = f"{skill['mean']:+.3f} a question, standard error {skill['error']:.3f}, over {skill['count']}"
    if result["verdict"] == "none shown":
        return f"No skill shown: the model's log score less the base rate's is {told}."
    better = "better" if result["verdict"] == "shown" else "worse"
    return f"The model was {better} than the base rate: the difference of log scores is {told}."


def _frozen(result: FrozenTold) -> Iterator[Block]:
    yield strong(f"{_count(len(result['frozen']), 'question')} of {result['scenario']} frozen in {result['ledger']}")
    ends = f"a record that ends {result['record_ends']}" if result["record_ends"] else "no record"
    rows = [("forecasters", ", ".join(result["forecasters"])), ("from", ends)]
    if result["after_the_fact"]:
        rows.append(("after the fact", f"{result['after_the_fact']} had closed before today, and count for no skill"))
    if result["resolved"]:
        rows.append(("left out", f"resolved before: {', '.join(result['resolved'])}"))
    rows.append(("last hash", result["last_hash"]))
    yield Facts(tuple(rows))
    if result["unanswered"]:
        yield section(
            "Not frozen: what this model cannot answer",
            (Prose(f"{name}. Missing: {why}.") for name, why in result["unanswered"].items()),
        )


def _shown(result: Scored, verdict_too: bool = True) -> Iterator[Block]:
    yield strong(f"{_count(len(result['questions']), 'question')} in {result['ledger']}: {_counted(result)}")
    if verdict_too:
        yield Prose(verdict(result))
    yield pictured("ledger")
    opened = [one for one in result["questions"] if one["outcome"] is None]
    done = [one for one in result["questions"] if one["outcome"] is not None]
    for title, which in (("Open", opened), ("Resolved", done)):
        if which:
            yield section(title, (table(_columns(which is done), [_row(one, which is done) for one in which]),))
    yield note(
        "Model: what was frozen. Pool: the views with equal weights. * frozen after the question had closed: it "
        "is scored, and counts for no skill. Open questions are never counted as no. Areas are in km^2: of the "
        "model, the pool and the base rate the median."
    )


def _columns(done: bool) -> list[Column]:
    heads = ["model", "pool", "base rate", "market", *(["came out"] if done else [])]
    return [Column("question"), Column("by", whole=True), *(Column(head, right=True, whole=True) for head in heads)]


def _row(one: Entry, done: bool) -> Row:
    told = [_value(one[key], one["asks_a_figure"]) for key in ("model", "pool", "base_rate", "market")]  # type: ignore[literal-required]
    name = f"{one['name']}{'*' * one['after_the_fact']}"
    came = (_outcome(one["outcome"]).removesuffix(" km^2"),) if done and one["outcome"] is not None else ()
    return Row((name, one["by"], *told, *came))


def _scored(result: Scored) -> Iterator[Block]:
    yield strong(verdict(result))
    yield Prose(f"{result['ledger']} holds {_count(len(result['questions']), 'question')}: {_counted(result)}.")
    if result["scores"]:
        columns = [Column("forecaster"), Column("questions", right=True), Column("log score", right=True, whole=True)]
        columns += [Column("Brier", right=True, whole=True)]
        rows = [
            (
                one["forecaster"],
                str(one["count"]),
                _score(one["log_score"], one["log_error"]),
                _score(one["brier"], one["brier_error"]),
            )
            for one in result["scores"]
        ]
        yield section("Scores", (pictured("reliability"), table(columns, rows), note(_HOW)))
        columns = [Column("log score of"), Column("less that of"), Column("questions", right=True)]
        columns += [Column("difference", right=True, whole=True)]
        told = [_difference(one) for one in result["differences"]]
        yield section("Against what needs no model", (table(columns, told), note(_APART)))
    else:
        yield Prose("No question with a yes or a no is resolved, so that there is no score yet.")
    if result["areas"]:
        columns = [Column("forecaster"), Column("figures", right=True), Column("CRPS", right=True, whole=True)]
        areas = [(one["forecaster"], str(one["count"]), f"{one['crps']:,.0f} km^2") for one in result["areas"]]
        yield section("Areas", (table(columns, areas), note("CRPS: how far the distribution lay off; less is better.")))


_HOW = (
    "Log score: nearer 0 is better; a chance is scored as at least "
    f"{100 * FLOOR:.1f} % and at most {100 * (1 - FLOOR):.1f} %. Brier: nearer 0 is better. ± two standard errors. "
    "Forecasters answered different questions: compare them by the next table only."
)
_APART = (
    "Mean difference over the questions that both answered, ± two standard errors; above 0 the first was better. "
    "Questions on one war go together, so that the true errors are larger."
)


def _difference(one: Against) -> tuple[str, str, str, str]:
    return one["forecaster"], one["reference"], str(one["count"]), _score(one["mean"], one["error"], "+")


def _score(mean: float, error: Figure, sign: str = "") -> str:
    told = f"{mean:{sign}.3f}"
    return told if error is None else f"{told} ± {2 * error:.3f}"


def _counted(result: Scored) -> str:
    told = f"{result['resolved']} resolved, {result['open']} open"
    told += f", {result['void']} void" if result["void"] else ""
    late = result["after_the_fact"]
    return f"{told}; {late} of them frozen after the fact" if late else told


def _value(value: Figure, figured: bool) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if figured else percent(value)


def _outcome(outcome: Any) -> str:
    return outcome if isinstance(outcome, str) else f"{outcome:,.0f} km^2"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
