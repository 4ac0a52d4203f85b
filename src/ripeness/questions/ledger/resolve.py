"""Say how a question came out, with evidence."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from ripeness.errors import RunError
from ripeness.history.ledger import RESOLVED, Ledger, Line, append
from ripeness.questions.arguments import checked
from ripeness.questions.ledger.freeze import LEDGER
from ripeness.questions.result import Result
from ripeness.schema.nearest import advice
from ripeness.schema.units import UnitError, read

if TYPE_CHECKING:
    import pandas

YES, NO, VOID = "yes", "no", "void"
SHORTEST = 12
"""Characters of evidence and of a source at least: enough to find it again."""


class ResolvedTold(TypedDict):
    """What ``ripeness ledger resolve --json`` prints: how a question came out.

    outcome : yes, no, void or a figure.
    """

    ledger: str
    scenario: str
    name: str
    outcome: str | float
    on: str
    evidence: str
    source: str
    last_hash: str


@dataclass(frozen=True, repr=False)
class Resolution(Result):
    """How a question came out; its content is a `ResolvedTold`."""

    question = "ledger-resolve"

    def table(self) -> pandas.DataFrame:
        """Return one row."""
        import pandas

        return pandas.DataFrame([dict(self.content)])


@checked
def resolve(
    name: str,
    outcome: str | float,
    on: str,
    evidence: str,
    source: str,
    *,
    scenario: str | None = None,
    ledger: str | Path = LEDGER,
) -> Resolution:
    """Resolve a question that was frozen in a ledger.

    Parameters
    ----------
    name : of the question. outcome : "yes", "no" or "void"; a figure, in km^2, where one was asked.
    on : day of the evidence, YYYY-MM-DD: for no and for a figure not before the last day that counts.
    evidence : what was seen, in a sentence. source : where. scenario : whose question; needed where two share a name.

    Raises
    ------
    RunError : no such question, one that is resolved, an outcome that it cannot have, a day on which it was not known.
    DataError : the ledger was altered.
    """
    told: dict[str, Any] = {}

    def made(held: Ledger) -> list[Line]:
        line = _question(name, scenario, held)
        day = _day(on)
        for what, text in (("evidence", evidence), ("source", source)):
            if len(text.strip()) < SHORTEST:
                raise RunError(f"the {what} {text!r} says too little", "Say what was seen, and where it can be read")
        told.update(
            kind=RESOLVED, scenario=line["scenario"], name=name, outcome=_outcome(outcome, line["question"], day),
            on=on, evidence=evidence.strip(), source=source.strip(),
            resolved_on=datetime.now(UTC).date().isoformat(),
        )  # fmt: skip
        return [told]

    path = Path(ledger)
    if not path.exists():
        raise RunError(f"there is no ledger {path}", "Name it with --ledger, or begin with: ripeness ledger freeze")
    held = append(path, made)
    return Resolution(
        ResolvedTold(
            ledger=str(path),
            scenario=told["scenario"],
            name=name,
            outcome=told["outcome"],
            on=on,
            evidence=told["evidence"],
            source=told["source"],
            last_hash=held.last,
        )
    )


def _question(name: str, scenario: str | None, held: Ledger) -> Line:
    """Return the last line that froze a question which is open."""
    frozen = [one for one in held.lines if one["kind"] == "frozen" and scenario in (None, one["scenario"])]
    of = [one for one in frozen if one["name"] == name]
    if not of:
        known = tuple(dict.fromkeys(one["name"] for one in frozen))
        fix = advice(name, known, "question") if known else "Freeze it first: ripeness ledger freeze"
        raise RunError(f"the ledger holds no question {name!r}", fix)
    if len({one["scenario"] for one in of}) > 1:
        raise RunError(f"two scenarios ask {name!r}", "Say which with --scenario")
    line = of[-1]
    if (before := held.resolved.get((line["scenario"], name))) is not None:
        what = f"the question {name} was resolved before: {before['outcome']}, {before['on']}"
        raise RunError(what, "A resolution stands; nothing was added")
    return line


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise RunError(f"{text!r} is no day", "Write YYYY-MM-DD") from None
    if day > datetime.now(UTC).date():
        raise RunError(f"{text} lies ahead: nothing is known of it", "Resolve the question when it is known")
    return day


def _outcome(stated: str | float, question: Line, day: date) -> str | float:
    """Return an outcome that a question can have, as known on a day."""
    figure = question["kind"] in ("area", "area_change") and "at_least" not in question
    by, opens = date.fromisoformat(question["by"]), date.fromisoformat(question["opens"])
    word = str(stated).strip().lower()
    if word == VOID:
        return VOID
    if figure:
        try:
            value = read(stated, "km^2", bare=True)
        except UnitError as error:
            raise RunError(f"{stated!r} is no area: {error}", "Write for example 116279, or void") from None
        if not math.isfinite(value):
            raise RunError(f"{stated!r} is no area", "Write for example 116279, or void")
    elif word not in (YES, NO):
        raise RunError(f"{stated!r} is no outcome of this question", "Write yes, no or void")
    if day <= opens:
        raise RunError(f"on {day} the question had not begun to count", f"Give a day after {opens}")
    at_the_day = figure or question["kind"] in ("area", "area_change", "package")
    if day < by and (word == NO or at_the_day):
        what = f"on {day} it was open: the last day that counts is {by}"
        raise RunError(what, "An open question is never counted as no: resolve it with evidence of that day or later")
    return value if figure else word
