"""The course of an interview: one question after the other, from a person, a file, or both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ripeness.errors import RunError, commanding
from ripeness.reading import read_start
from ripeness.scenarios.interview.closing import when_skipped
from ripeness.scenarios.interview.numbers import Unclear
from ripeness.scenarios.interview.pieces import unknown
from ripeness.scenarios.interview.questions import BY_KEY, QUESTIONS, Question
from ripeness.schema.nearest import advice

BACK = ("back", "<")
MOST_LETTERS = 2000
MOST_BYTES = 200_000
MOST_TOLD = 40
"""Wrong answers of a file that are told at once."""


@dataclass
class Answers:
    """What was answered so far: the words by question, and the questions that were passed over.

    today : the month that is taken for that of writing where none is answered.
    """

    words: dict[str, str] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    today: str = field(default_factory=lambda: date.today().isoformat()[:7])

    def got(self, before: str = "") -> dict[str, Any]:
        """Return what the answers hold, by question; only of those asked `before` a question.

        An answer that what was answered before makes superfluous or unreadable counts as not given.
        """
        found: dict[str, Any] = {
            "attacker": "the attacker", "defender": "the defender", "dates": (self.today, self.today),
        }  # fmt: skip
        for one in QUESTIONS:
            if one.key == before:
                break
            if one.key in self.words and one.asked(found):
                try:
                    found[one.key] = one.read(self.words[one.key], found)[0]
                except Unclear:
                    continue
        return found

    def text(self) -> str:
        """Return them as a file of answers."""
        lines = [f"{one.key}: {self.words.get(one.key, '')}".rstrip() for one in QUESTIONS if self._passed(one)]
        return "\n".join(
            ["# Answers of `ripeness new --ask`: question: answer; nothing where it was skipped.", *lines, ""]
        )

    def _passed(self, one: Question) -> bool:
        return one.key in self.words or one.key in self.skipped


def answers_in(file: Path | bytes) -> Answers:
    """Read a file of answers, or what was read of the standard input; errors are those of `read_answers`."""
    where = str(file) if isinstance(file, Path) else "standard input"
    try:
        content = read_start(file, MOST_BYTES + 1) if isinstance(file, Path) else file
        text = content.decode("utf-8-sig")
    except FileNotFoundError:
        raise RunError(
            f"There is no file {str(file)!r}", "Name a file of answers: question: answer on a line"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"{where} cannot be read: {error}", "Name a text in UTF-8") from None
    if len(content) > MOST_BYTES:
        raise RunError(f"The answers are longer than {MOST_BYTES // 1000} kB", "Write one line a question")
    return read_answers(text, where)


def read_answers(text: str, where: str, today: str | None = None) -> Answers:
    """Read a file of answers; every answer must be one that the question takes.

    Raises
    ------
    RunError : lines without a colon, unknown or repeated questions, answers that cannot be used; all of them at once.
    """
    given = Answers()
    wrong: list[RunError] = []
    given.today = today or given.today
    lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            key, answer = _line(line, f"{where}:{number}", lines)
        except RunError as error:
            wrong.append(error)
            continue
        lines[key] = number
        if answer and not unknown(answer):
            given.words[key] = answer
        else:
            given.skipped.add(key)
    for one in QUESTIONS:
        if one.key in given.words:
            try:
                _check(one, given, f"{where}:{lines[one.key]}: {one.key}", bool(wrong))
            except RunError as error:
                wrong.append(error)
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise WrongAnswers(wrong)
    return given


class WrongAnswers(RunError):
    """Several answers of a file that cannot be used, one on a line."""

    def __init__(self, wrong: list[RunError]) -> None:
        super().__init__(wrong[0].what, wrong[0].fix)
        more = [f"... and {len(wrong) - MOST_TOLD} more"] if len(wrong) > MOST_TOLD else []
        self.text = "\n".join([*map(str, wrong[:MOST_TOLD]), *more])

    def __str__(self) -> str:
        return self.text


def played_back(given: Answers) -> list[str]:
    """Return the answers that were given, by question, and what is understood of each."""
    found = []
    for one in QUESTIONS:
        got = given.got(before=one.key)
        if one.key in given.words and one.asked(got):
            found.append(f"{one.key}: {given.words[one.key]}")
            found.append(f"  {one.read(given.words[one.key], got)[1]}")
    return found


def _line(line: str, place: str, before: Mapping[str, int]) -> tuple[str, str]:
    key, colon, answer = (part.strip() for part in line.partition(":"))
    if not colon:
        raise RunError(f"{place}: {line.strip()[:60]!r} has no colon", "Write question: answer, one on a line")
    if key not in BY_KEY:
        raise RunError(f"{place}: there is no question {key[:60]!r}", advice(key, tuple(BY_KEY), "question"))
    if key in before:
        raise RunError(f"{place}: {key} is answered twice, first in line {before[key]}", "Keep one of the two")
    if commanding(answer) or len(answer) > MOST_LETTERS:
        raise RunError(f"{place}: the answer is no line of text", f"Write at most {MOST_LETTERS} letters and digits")
    return key, answer


def _check(one: Question, given: Answers, place: str, wrong: bool) -> None:
    """Refuse an answer that cannot be used; where others are `wrong`, that it is not asked may be due to them."""
    got = given.got(before=one.key)
    if not one.asked(got):
        if wrong:
            return
        raise RunError(f"{place} is not asked after these answers", "Take the line out, or answer what it rests on")
    try:
        one.read(given.words[one.key], got)
    except Unclear as unclear:
        raise RunError(f"{place}: {unclear.what}", unclear.fix) from None


def interview(
    given: Answers, say: Callable[[str], None], hear: Callable[[], str], again: bool = True, ends: bool = False
) -> None:
    """Ask what was not answered; answers are written into `given` as they come, so that none is lost.

    Parameters
    ----------
    say : shows a line. hear : returns a line; raises EOFError or KeyboardInterrupt where none comes. again : whether
    a question is asked once more where its answer cannot be used. ends : whether it is asked at the end if all stands.

    Raises
    ------
    RunError : an answer that cannot be used, where it is not asked for again.
    """
    asked: set[str] = set()
    place = 0
    while place < len(QUESTIONS) or (ends and _returns(say, hear)):
        if place == len(QUESTIONS):
            place = _back(given, asked, say, place)
            continue
        one = QUESTIONS[place]
        got = given.got(before=one.key)
        if one.key not in asked and _settled(one, given, got):
            place += 1
            continue
        if not one.asked(got):
            given.words.pop(one.key, None)
            place += 1
            continue
        earlier = sum(other.asked(given.got(before=other.key)) for other in QUESTIONS[:place])
        most = earlier + len(QUESTIONS) - place
        _show(one, f"{earlier + 1} of at most {most}", got, given.words.get(one.key), say)
        heard = hear().strip()
        if heard.lower() in BACK:
            place = _back(given, asked, say, place)
            continue
        if len(heard) > MOST_LETTERS or commanding(heard):
            _once_more(one, Unclear("That is no line of text", "Write it again"), say, again)
            continue
        if unknown(heard):
            given.words.pop(one.key, None)
            heard = ""
        kept = heard or given.words.get(one.key, "")
        if kept:
            try:
                say(f"  {one.read(kept, got)[1]}")
            except Unclear as unclear:
                if not heard:
                    given.words.pop(one.key, None)  # no longer readable, so that Enter skips
                _once_more(one, unclear, say, again)
                continue
        if heard:
            given.words[one.key] = heard
            given.skipped.discard(one.key)
        elif one.key not in given.words:
            given.skipped.add(one.key)
            say(f"  {when_skipped(one.key, got)}")
        asked.add(one.key)
        place += 1


def _returns(say: Callable[[str], None], hear: Callable[[], str]) -> bool:
    """Ask once all is answered whether somebody wants to go back."""
    say("")
    say("That was the last question. Enter writes the scenario, back returns to it.")
    return hear().strip().lower() in BACK


def _settled(one: Question, given: Answers, got: Mapping[str, Any]) -> bool:
    """Whether a question need not be asked: it was skipped, or its answer can still be used."""
    if one.key not in given.words:
        return one.key in given.skipped
    if not one.asked(got):
        return False
    try:
        one.read(given.words[one.key], got)
    except Unclear:
        return False
    return True


def _show(one: Question, number: str, got: Mapping[str, Any], before: str | None, say: Callable[[str], None]) -> None:
    say("")
    say(f"{number}. {one.worded(one.text, got)}")
    say(f"  For example: {one.example}")
    say(f"  Becomes: {one.worded(one.becomes, got)}.")
    if before:
        say(f"  Answered: {before} (Enter keeps it)")


def _once_more(one: Question, unclear: Unclear, say: Callable[[str], None], again: bool) -> None:
    """Say why an answer cannot be used, before it is asked for again; or raise, where what follows answers the next."""
    if not again:
        raise RunError(f"{one.key}: {unclear.what}", unclear.fix)
    say(f"  {unclear}.".replace("..", "."))


def _back(given: Answers, asked: set[str], say: Callable[[str], None], place: int) -> int:
    """Return the place of the question before that is asked, one that a file answered included."""
    for earlier in range(place - 1, -1, -1):
        one = QUESTIONS[earlier]
        if one.asked(given.got(before=one.key)):
            asked.add(one.key)
            return earlier
    say("  This is the first question that is asked.")
    return place


def free_name(target: Path) -> Path:
    """Return a name for a file of answers beside a scenario, under which nothing lies yet."""
    stem, number = target.with_suffix(""), 1
    path = stem.with_name(f"{stem.name}.answers.txt")
    while path.exists():
        number += 1
        path = stem.with_name(f"{stem.name}.answers-{number}.txt")
    return path
