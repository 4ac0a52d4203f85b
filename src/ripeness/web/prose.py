"""From prose to a scenario on a page: the questions of `ripeness new --ask` as a form, and what was understood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ripeness.errors import RipenessError, commanding
from ripeness.scenarios.interview.asking import MOST_LETTERS, Answers
from ripeness.scenarios.interview.closing import account, when_skipped
from ripeness.scenarios.interview.idle import without_effect
from ripeness.scenarios.interview.numbers import Unclear
from ripeness.scenarios.interview.pieces import unknown
from ripeness.scenarios.interview.questions import QUESTIONS
from ripeness.scenarios.interview.writing import scenario_text
from ripeness.schema import parse_scenario
from ripeness.schema.section import is_name

BEFORE = "q."
"""With what the keys of the answers begin in an address."""

NAMED = f"{BEFORE}name"
NAME = "my-war"


@dataclass(frozen=True)
class Field:
    """A question as the page shows it. said : what was understood. problem : why it was not. new : it came with the
    answers that were sent, and was not on the page before."""

    key: str
    text: str
    example: str
    becomes: str
    value: str
    said: str = ""
    problem: str = ""
    new: bool = False


@dataclass(frozen=True)
class Interview:
    """Answers as far as they go.

    Attributes
    ----------
    name : of the scenario. fields : the questions that are asked after these answers. answered : how many were. text :
    of the scenario; empty while an answer is not understood or none is given. problem : what is wrong as a whole.
    answers : the same as a file that `ripeness new --answers` reads. account : what was skipped and what is not asked,
    once there is a scenario.
    """

    name: str
    fields: tuple[Field, ...]
    answered: int
    text: str
    problem: str
    answers: str
    account: tuple[tuple[str, list[str]], ...] = ()

    @property
    def wrong(self) -> tuple[tuple[int, Field], ...]:
        """The questions whose answers are not understood, each with its number on the page."""
        return tuple((number, one) for number, one in enumerate(self.fields, start=1) if one.problem)

    @property
    def new(self) -> tuple[tuple[int, Field], ...]:
        """The questions that came with the answers, each with its number on the page."""
        return tuple((number, one) for number, one in enumerate(self.fields, start=1) if one.new)


def interviewed(query: Iterable[tuple[str, str]]) -> Interview:
    """Return what the answers in an address come to."""
    said = {key.removeprefix(BEFORE): value.strip() for key, value in query if key.startswith(BEFORE)}
    name = said.pop("name", "") or NAME
    sent = QUESTIONS[0].key in said and QUESTIONS[-1].key in said  # a form sends every field, also an empty one
    given, fields = Answers(), []
    for one in QUESTIONS:
        got = given.got(before=one.key)
        if not one.asked(got):
            continue
        value, understood, problem = said.get(one.key, ""), "", ""
        if unknown(value) or (not value and any(idle.because == one.key for idle in without_effect(got))):
            understood = when_skipped(one.key, got)
            given.skipped.add(one.key)
        elif value:
            try:
                if len(value) > MOST_LETTERS or commanding(value):
                    raise Unclear("That is no line of text", f"Write at most {MOST_LETTERS} letters and digits")
                understood = one.read(value, got)[1]
                given.words[one.key] = value
            except Unclear as unclear:
                problem = f"{unclear}.".replace("..", ".")
        words = one.worded(one.text, got), one.example, one.worded(one.becomes, got)
        fields.append(Field(one.key, *words, value, understood, problem, sent and one.key not in said))
    wrong = sum(bool(one.problem) for one in fields)
    text, problem = "", ""
    if not is_name(name):
        problem = f"{name[:40]!r} cannot be the name of a scenario: begin with a letter, use letters, digits, _ and -."
    elif wrong:
        problem = f"{wrong} answer{'s are' if wrong > 1 else ' is'} not understood; what to write stands below."
    elif given.words:
        try:
            text = scenario_text(name, given)
            parse_scenario(text, f"{name}.yaml")
        except RipenessError as error:
            text, problem = "", f"These answers do not make a scenario: {error}"
    closing = tuple(account(given.words, given.got())) if text else ()
    return Interview(name, tuple(fields), len(given.words), text, problem, given.text(), closing)
