"""An event by a day, as people write it: read into a quantity of the forecast and a date."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from ripeness.arrays import ENDINGS, SETTLEMENTS
from ripeness.errors import RunError, harmless
from ripeness.questions.ask.missing import missing_for
from ripeness.schema import Scenario
from ripeness.schema.calendar import month_after, months_between
from ripeness.schema.nearest import nearest
from ripeness.statistics.weighted import Numbers

if TYPE_CHECKING:
    import xarray as xr

EXAMPLE = '"first ceasefire or settlement by 2026-12-31"'


@dataclass(frozen=True)
class Event:
    """An event that a forecast can give a chance of.

    what : in words. quantity : of `arrays.QUANTITIES` that holds it. endings : which of them count, for `ended`.
    """

    what: str
    quantity: str
    endings: tuple[str, ...] = ()


WAR_ENDS = Event("the end of the war, in whatever way,", "ended", ENDINGS)
SETTLED = Event("a settlement", "settled", SETTLEMENTS)
STOPPED = Event("a first ceasefire or a settlement", "stopped")
STANDS = Event("a first ceasefire or a settlement that then held three months", "truce_stands")
CEASED = Event("a ceasefire or a settlement", "ended", (*SETTLEMENTS, "ceasefire"))
GOES_ON = Event("the war still going on", "ongoing")
FOUGHT = Event("the war still being fought, and not halted by a ceasefire,", "ongoing")
"""No event but how things stand at the end of a day: with a truce, months in which one holds are no months of war."""

DEFEATS = ("defender_capitulates", "attacker_wins_at_the_front", "defender_collapses")
"""Endings in which the defender is beaten; a settlement is none of them, whatever it gives away."""
ATTACKER_WINS = Event(
    "the attacker winning (at the front, or because the defender gives up or collapses; no settlement counts)",
    "ended",
    DEFEATS,
)
DEFENDER_WINS = Event(
    "the defender winning (the attacker expelled, giving up or forced to stop; no settlement counts)",
    "ended",
    ("attacker_capitulates", "attacker_expelled", "attacker_forced_to_stop"),
)


def _told(ending: str) -> str:
    """Return an ending in words, in which a page can put the actors' names."""
    return re.sub(r"\b(attacker|defender)\b", r"the \1", ending.replace("_", " "))


_WINNING = ("wins", "win", "wins war", "win war", "victory", "is victorious")
_GOING_ON = ("goes on", "go on", "going on", "lasts", "last", "continues", "continue", "fought")
EVENTS = {
    **{name.replace("_", " "): Event(_told(name), "ended", (name,)) for name in ENDINGS},
    **{f"attacker {how}": ATTACKER_WINS for how in _WINNING},
    **{f"defender {how}": DEFENDER_WINS for how in _WINNING},
    **{f"{what}{how}": GOES_ON for what in ("war ", "fighting ") for how in _GOING_ON},
    "fought": GOES_ON,
    "war ends": WAR_ENDS,
    "end of the war": WAR_ENDS,
    "war end": WAR_ENDS,
    "war over": WAR_ENDS,
    "settlement": SETTLED,
    "peace deal": SETTLED,
    "peace deal signed": SETTLED,
    "sign peace deal": SETTLED,
    "agree peace deal": SETTLED,
    "sign settlement": SETTLED,
    "peace": SETTLED,
    "first ceasefire or settlement": STOPPED,
    "ceasefire or settlement": STOPPED,
    "ceasefire": STOPPED,
    "agree ceasefire": STOPPED,
    "truce": STOPPED,
    "ceasefire that holds": STANDS,
    "truce that holds": STANDS,
}
"""By the words for it, without articles."""

_OPENING = re.compile(
    r"(?:how (?:likely|probable) is|what(?: is|'s| are) the (?:chances?|odds|probability|likelihood) (?:of|that))"
    r"(?: it)?(?: that)?\s+",
    re.I,
)
"""What people put before the event; no part of it."""
_DATE = r"\S+|(?:\d{1,2}\s+)?[a-z]+(?:\s+\d{4})?"
_WHEN = r"(?:by|before|until|in|at|after|beyond|past|on)\s"
_BY = re.compile(
    rf"(?P<event>.+?)\s+(?P<when>(?:by|before|at|after|on)(?: (?:the )?end of)?|until|in|beyond|past)\s+"
    rf"(?!{_WHEN})(?P<day>{_DATE})\s*\??",
    re.I,
)
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_NAMED = re.compile(r"(?:(\d{1,2})\s+)?([a-z]+)(?:\s+(\d{4}))?", re.I | re.ASCII)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_STOPS = "?.,"
_ARTICLES = re.compile(r"\b(?:the|a|an|will|they|there|be|is|do|does|first be|still|being)\b", re.I)


@dataclass(frozen=True)
class Question:
    """An event and the last day on which it counts.

    said : when, as it was written, where that can be read in two ways: by, until or in a month or a year. began : first
    day of that month or year.
    """

    event: Event
    day: date
    said: str = ""
    began: date | None = None


def read_question(text: str, scenario: Scenario) -> Question:
    """Read a question such as "first ceasefire or settlement by 2026-12-31".

    "how likely is" may stand before it, and the states' names in it. A month or a year means its last day, and `before`
    the day before its first.

    Raises
    ------
    RunError : no event and day, an event that there is not or that the scenario's rules exclude, a day that is none.
    """
    asked = _OPENING.sub("", text.strip(), count=1)
    match = _BY.fullmatch(asked)
    if match is None and re.match(_WHEN, asked, re.I):
        raise RunError(f"{_quoted(text)} says by when, and not what", what_can_be_asked(scenario))
    if match is None:
        raise RunError(f"{_quoted(text)} is no event with a day", what_can_be_asked(scenario))
    event, when = _event(match["event"], scenario), match["when"].lower()
    if event.quantity != "ongoing" and when.split()[0] not in ("by", "before", "until", "in"):
        fix = f"Write for example {match['event']} by {match['day'].rstrip('?')}"
        raise RunError(f"{_quoted(text)} does not say by which day it shall have happened", fix)
    first, last = _days(match["day"], scenario)
    if when == "before":
        return Question(event, first - timedelta(days=1))
    if first == last or when not in ("by", "until", "in"):
        return Question(event, last)
    return Question(event, last, harmless(f"{when} {match['day'].rstrip(_STOPS)}"), first)


def what_can_be_asked(scenario: Scenario) -> str:
    """Return what to write: each kind of event with an example, in a day that the scenario shows."""
    ahead = min(12, scenario.calendar.horizon)
    last = date.fromisoformat(f"{month_after(scenario.calendar.as_of, ahead)}-01") - timedelta(days=1)
    kinds = ["war ends", "settlement"]
    if scenario.truce is not None or ceasefires_allowed(scenario):
        kinds.append("first ceasefire or settlement")
    if scenario.truce is not None:
        kinds.append("ceasefire that holds")
    kinds += ["attacker wins", "defender wins", ENDINGS[-1].replace("_", " ")]
    asked = [f'"{_by_name(one, scenario)} by {last}"' for one in kinds]
    return f'Ask for one of: {", ".join(asked)}, or "war goes on after {last}"'


def _by_name(words: str, scenario: Scenario) -> str:
    """Return an event's words with the sides by their names, as they may be written."""
    names = scenario.names()
    return re.sub(r"\b(attacker|defender)\b", lambda role: names.get(role[0], role[0]), words)


def months_ahead(day: date, scenario: Scenario) -> float:
    """Return how many months after the first day of `as_of` a day ends.

    Raises
    ------
    RunError : the day lies before `as_of`, or beyond what the scenario shows.
    """
    ahead = months_after(day, scenario)
    if ahead <= 0.0:
        what = f"{day} lies before the forecast, which is made as of {scenario.calendar.as_of}"
        raise RunError(what, "Ask for a later day")
    if ahead > scenario.calendar.horizon:
        last = date.fromisoformat(f"{month_after(scenario.calendar.as_of, scenario.calendar.horizon)}-01")
        what = f"{day} lies beyond {last - timedelta(days=1)}, where the forecast ends"
        raise RunError(what, "Ask for an earlier day, or state a longer calendar.horizon in the scenario's file")
    return ahead


def months_after(day: date, scenario: Scenario) -> float:
    """Return how many months after the first day of `as_of` a day ends; below 0 for one that lies before."""
    days = calendar.monthrange(day.year, day.month)[1]
    return months_between(scenario.calendar.as_of, f"{day.year:04d}-{day.month:02d}") + day.day / days


def ceasefires_allowed(scenario: Scenario) -> bool:
    """Whether a ceasefire may end the war, as things stand at `as_of`."""
    return bool(scenario.leaves(len(scenario.epochs))["ceasefire.allowed"].value)


def chance_by(held: xr.Dataset, event: Event, ahead: float) -> Numbers:
    """Return the chance of an event by a time in months after the first day of `as_of`, shape (draw,).

    Inside a month it is read off the straight line between the month's ends.
    """
    path = held.ended.sel(ending=list(event.endings)).sum("ending") if event.endings else held[event.quantity]
    by_month = path.transpose("draw", "month").values.astype(float)
    first = int(ahead)
    share = ahead - first
    found = by_month[:, first] if share == 0.0 else (1.0 - share) * by_month[:, first] + share * by_month[:, first + 1]
    return np.asarray(np.clip(found, 0.0, 1.0))


def _event(words: str, scenario: Scenario) -> Event:
    plain = _plain(words, scenario)
    events = {_without_articles(name): one for name, one in EVENTS.items()}
    if plain not in events:
        if why := missing_for(plain):
            what = f"{scenario.name} has no answer to {_quoted(words)}. Missing: {why}"
            raise RunError(what, "Ask for another event: `ripeness ask` alone lists what is stated")
        said = [*events, *(_by_name(name, scenario) for name in events)]
        guess = nearest(plain, events) or nearest(_without_articles(words), said)
        raise RunError(
            f"{_quoted(words)} is no event that this model has a chance of",
            f"Did you mean {_by_name(guess, scenario)!r}?" if guess else what_can_be_asked(scenario),
        )
    found = events[plain]
    if found is GOES_ON and scenario.truce is not None:
        return FOUGHT
    if found.quantity in ("stopped", "truce_stands") and scenario.truce is None:
        if not ceasefires_allowed(scenario) or found is STANDS:
            what = f"{scenario.name} has no truce, so that no ceasefire can begin in it and hold or break"
            raise RunError(what, "State a section truce in the file, or ask for a settlement")
        return CEASED
    return found


def _plain(words: str, scenario: Scenario) -> str:
    """Return an event's words without articles, each state by its role, or without saying whose war it is."""
    plain = _without_articles(words)
    for actor in scenario.actors.values():
        plain = re.sub(rf"\b{re.escape(_without_articles(actor.name))}\b", actor.role, plain)
    whose = r"(?:\b(?:in|between|with|of|for|and)\s+|[-,]\s*)?\b(?:attacker|defender)\b(?:'s)?-?"
    known = {_without_articles(name) for name in EVENTS}
    return plain if plain in known else " ".join(re.sub(whose, " ", plain).split())


def _without_articles(words: str) -> str:
    return " ".join(_ARTICLES.sub(" ", words).lower().split())


def _days(text: str, scenario: Scenario) -> tuple[date, date]:
    """Return the first and the last day of what is written: a day, a month or a year."""
    said = text.rstrip(_STOPS)
    match, named = _DAY.fullmatch(said), _NAMED.fullmatch(said)
    try:
        if match is not None:
            year, month, day = (int(part) if part else None for part in match.groups())
        elif named is not None and named[2].lower() in _MONTHS:
            if not named[3]:
                raise _without_year(said, _MONTHS[named[2].lower()], scenario)
            year, month, day = int(named[3]), _MONTHS[named[2].lower()], int(named[1]) if named[1] else None
        else:
            raise ValueError
        first, last_month = date(year or 0, month or 1, day or 1), month or 12
        if first == date.min:  # has no day before it
            raise ValueError
        return first, date(first.year, last_month, day or calendar.monthrange(first.year, last_month)[1])
    except (ValueError, OverflowError):
        raise RunError(f"{_quoted(text)} is no day", "Write YYYY-MM-DD, YYYY-MM, YYYY or 31 December 2026") from None


def _without_year(said: str, month: int, scenario: Scenario) -> RunError:
    """Return the complaint about a month without its year; it names the next such month of the forecast."""
    year, first = (int(part) for part in scenario.calendar.as_of.split("-"))
    return RunError(f"{_quoted(said)} names no year", f"Write for example {said} {year + (month < first)}")


def _quoted(text: str) -> str:
    short = text if len(text) <= 80 else f"{text[:77]}..."
    return f"'{harmless(short)}'"
