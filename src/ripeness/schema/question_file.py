"""Questions in a file of their own, beside a scenario: read, and refused with line and remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ripeness.errors import Problem, ScenarioError
from ripeness.schema.calendar import Calendar
from ripeness.schema.complaints import report_all
from ripeness.schema.document import Document
from ripeness.schema.section import Name
from ripeness.schema.sections.question import Question
from ripeness.schema.yaml_text import Refused, read_yaml


class QuestionFile(BaseModel):
    """A file of questions."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    ripeness: Literal[1] = Field(description="version of the file format: 1")
    scenario: Name = Field(description="name of the scenario that is asked")
    note: str | None = Field(None, description="what a reader should know of them all")
    questions: dict[Name, Question] = Field(description="the questions")


def read_questions(text: str, where: str, scenario: str, calendar: Calendar) -> dict[str, Question]:
    """Return the questions of a file's text, by name.

    Parameters
    ----------
    where : the file's name in messages. scenario, calendar : of the scenario that is asked.

    Raises
    ------
    ScenarioError : every problem in the file.
    """
    try:
        reading = read_yaml(text, where)
    except Refused as refused:
        raise ScenarioError([Problem(refused.what, refused.fix, "", where, refused.line)]) from None
    if not isinstance(reading.data, dict):
        fix = "Write `ripeness: 1`, `scenario: NAME` and the section `questions`"
        raise ScenarioError([Problem("this is no file of questions", fix, "", where, 1)])
    document = Document(reading.data, reading.lines, where, problems=list(reading.problems))
    found: QuestionFile | None = None
    try:
        found = QuestionFile.model_validate(reading.data, context=document)
    except ValidationError as error:
        report_all(error, QuestionFile, document)
    if found is not None:
        if found.scenario != scenario:
            document.report("scenario", f"the questions are of {found.scenario}", f"Ask {found.scenario}, or rename it")
        for place, what, fix in check_days(found.questions, calendar):
            document.report(place, what, fix)
    if document.problems or found is None:
        raise ScenarioError(document.problems)
    return dict(found.questions)


def check_days(questions: Mapping[str, Question], calendar: Calendar) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield place, what is wrong and what to do, of days that no forecast of this calendar could have answered."""
    for name, one in questions.items():
        if one.opens[:7] < calendar.war_began:
            what = f"it opens on {one.opens}, before the war began in {calendar.war_began}"
            yield ("questions", name, "opens"), what, "Write a later day"
