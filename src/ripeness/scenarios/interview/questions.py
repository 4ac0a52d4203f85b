"""What is asked of a page of prose about a war: questions in plain words, each with an example and what it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from ripeness.scenarios.interview import ceasefire, foreseen, land, means_readers, readers
from ripeness.scenarios.interview.amounts import OF_MEETINGS, OF_MONTHS
from ripeness.scenarios.interview.pieces import Got, Reader

HOW = (
    "A number may be one (certain), two (20 to 30: anything between) or three (10, 20, 40: one in ten lower, as likely "
    "above as below the middle, one in ten higher). About 20 stands for 18, 20, 22; a chance of about 30 % for 22, 30, "
    "39 %. A chance is 30 %, 0.3 or 1 in 3. Several answers stand between semicolons. Skip what the text does not "
    "say: what is taken instead is written into the file, a wide number, a middle, or that it plays no part. Enter or "
    "don't know skips a question, back returns to the one before, Ctrl-C keeps what was answered."
)


def _always(got: Got) -> bool:
    return True


@dataclass(frozen=True)
class Question:
    """One question.

    key : its name in a file of answers. text, becomes : with {a} and {d} for the two sides, {issues} for what it is
    about. read : the reader of its answer. asked : whether it is asked, after what was answered.
    """

    key: str
    text: str
    example: str
    becomes: str
    read: Reader
    asked: Callable[[Got], bool] = _always

    def worded(self, text: str, got: Got) -> str:
        """Return a text of it with the names that were answered."""
        about = "; ".join(got.get("issues", ["what the war is about"]))
        holder, mediates = got.get("holder"), got.get("mediator", ("",))[0]
        holds = f"{holder} hold back" if holder else f"{mediates} hold back while it believes so"
        comes = "as things stand" if holder else "once it wants them"
        return text.format(
            a=got["attacker"],
            d=got["defender"],
            issues=about,
            mediator=mediates or "a mediator",
            holds=holds,
            comes=comes,
        )


_BREAKS = "{d}'s army or state breaks"
_STOPS = "{a} has to stop though nobody beat it"
_NO_MEETING = "No meeting can then settle the war."

QUESTIONS = (
    Question("title", "What is the war called?", "The war over the Sable Delta", "the title", readers.words),
    Question(
        "source", "Where does the prose stand: author, title, date?", "A. Author; On the Sable war; 2026-01",
        "the source of its claims; numbers have judgement as source, and your answer as note", readers.source,
    ),
    Question(
        "attacker", "Which side fights on for more than it holds, whoever began?", "Norland", "the attacker",
        readers.side,
    ),
    Question("defender", "Which side fights against it?", "Sudmark", "the defender", readers.side),
    Question(
        "dates", "In which month did the war begin, and in which do you write?", "2024-03; 2026-01",
        "the calendar: the forecast begins in the second", readers.dates,
    ),
    Question(
        "issues", "What would a settlement be about?", "the delta; neutrality of Sudmark; sanctions",
        "the issues, each from 0 (all as {d} wants it) to 100 (all as {a} wants it)", readers.issues,
    ),
    Question(
        "attacker_cares", "Of 100 points, how many would {a}'s government give to each of: {issues}?",
        "40 to 60; 30; 10 (or most; some; the rest)", "its weights", partial(readers.points, "attacker"),
    ),
    Question(
        "defender_cares", "And how many would {d}'s government give to each of: {issues}?", "40; 50; 10",
        "its weights", partial(readers.points, "defender"),
    ),
    Question(
        "front_area",
        "In km^2: how much land does {a} hold, at how much is it thrown out, and at how much is {d} beaten? Skip this "
        "if nobody measures the front.",
        "12000; 0; 60000", "a front that is an area and drifts; skipped, a front of steps", readers.area,
    ),
    Question(
        "front_pace",
        "If 0 means that {a} is thrown out and 100 that {d} is beaten, by how much does the front move in a month, up "
        "or down?",
        "5 (or 1, or hardly moves)", "the steps of the front: it moves one of them each month", readers.pace,
        lambda got: "front_area" not in got,
    ),
    Question(
        "front_place",
        "If 0 means that {a} is thrown out and 100 that {d} is beaten, where was the front when the war began, and "
        "where is it now?",
        "50; 60", "the front's place when the war began, and in the record", readers.ladder,
        lambda got: "front_area" not in got,
    ),
    Question(
        "front_moves",
        "How much land in km^2 does {a} gain in a month on average (minus: loses), and by how much do single months "
        "differ?",
        "-50, 100, 300; 400", "the drift of the front and its spread", readers.moves, lambda got: "front_area" in got,
    ),
    Question(
        "front_won", "Of 100 months at the front, in how many will {a} gain, as you see it?", "48, 52, 56",
        "the chance that a month goes to {a}", readers.won, lambda got: "front_area" not in got,
    ),
    Question(
        "front_hopes",
        "What do the two governments themselves expect of the front, {a}'s first and then {d}'s, in the same measure?",
        "50, 56, 62; 40, 46, 50 (of 100 months), or 0, 300, 600; -300, 0, 200 (km^2)", "what each side believes of it",
        readers.front_hopes,
    ),
    Question(
        "collapse", "How likely is it, as you see it, that {d}'s army or state breaks?", "1, 3, 10 % within a year",
        "a chance in each month, with its spread", partial(readers.within, _BREAKS),
    ),
    Question(
        "collapse_hoped", "How likely does {a}'s government think it that {d}'s army or state breaks?",
        "1 in 3 within two years", "what {a} believes: a chance in each month", partial(readers.within, _BREAKS),
    ),
    Question(
        "stop",
        "How likely is it, as you see it, that {a} has to stop though nobody beat it: by mutiny, revolt or an army "
        "that gives way, and apart from running out of money? The questions on its reserves, further down, ask about "
        "that; if you skip them, count it here.",
        "1, 2, 8 % within a year", "a chance in each month", partial(readers.within, _STOPS),
    ),
    Question(
        "stop_hoped",
        "How likely does {d}'s government think it that {a} has to stop, again apart from running out of money?",
        "5, 15, 30 % within a year",
        "what {d} believes: a chance in each month", partial(readers.within, _STOPS),
    ),
    Question(
        "fading",
        "Hopes fade while they do not come true. Counted from the war's first month, after how many months has such a "
        "hope halved?",
        "24, 48, 96",
        "the strength of the beliefs", readers.months,
    ),
    Question(
        "bears",
        "How many months of war would each government bear for a tenth of all that it fights for, {a}'s first and then "
        "{d}'s?",
        "10, 20, 40; 15, 30, 60", "what a month of war costs each side", readers.bears,
    ),
    Question(
        "money",
        "In billions, of one currency: what are {a}'s reserves, its income a month, and what does the war cost it a "
        "month? If the text says instead what the reserves lose a month: the reserves; loses, and how much.",
        "40, 60, 90; 5; 7 (or 60; loses 2.5)", "a war chest that can run out; skipped, money plays no part",
        means_readers.money,
    ),
    Question(
        "exports", "How much of {a}'s income, a month, comes from exports that sanctions could reach?", "3",
        "revenue that sanctions can take", means_readers.exports, lambda got: "money" in got,
    ),
    Question(
        "spent", "Once the reserves are spent, how likely is it, for whatever reason, that {a} has to stop?",
        "1 in 3 within a year",
        "a chance in each month without reserves: from then on it takes the place of that apart from money",
        means_readers.spent, lambda got: "money" in got,
    ),
    Question(
        "sponsor",
        "Who keeps {d} in the war from outside: its name, what it gives and what {d} needs from outside a month "
        "in billions, and how many times as likely {d}'s collapse would be with no aid at all (? if nobody says)?",
        "Osterland; 1.5; 2; 5", "aid, and a lever that its giver can move", means_readers.sponsor,
    ),
    Question(
        "mediator", "Who mediates, and how likely does it think it that {a} wants to settle?", "Westmark; 40, 60, 80 %",
        "a seat at the talks, and the mediator's belief if it holds sanctions back", means_readers.mediator,
    ),
    Question(
        "holder",
        "Who holds back sanctions that could reach those exports, if it is not {mediator}: a state, a parliament, a "
        "union? Skip this if it is, or if nobody does.",
        "The Union of Ports", "the owner of the sanctions: they come by a chance, whatever a mediator thinks",
        means_readers.holder, lambda got: "exports" in got,
    ),
    Question(
        "sanctions",
        "What does {holds}: what share of the exports would these sanctions take, and how likely do they come "
        "{comes}?",
        "50 %; 60 % within a year", "a package of sanctions and the gate that holds it", means_readers.sanctions,
        lambda got: "exports" in got and bool(got.get("holder") or got.get("mediator", (None, None))[1] is not None),
    ),
    Question(
        "talks", "In what share of months do the two sides meet at one table?", "1 in 3",
        "how often talks meet", partial(
            readers.chance, "the share of months in which the two sides meet", measure=OF_MONTHS, never=_NO_MEETING
        ),
    ),
    Question(
        "mandate", "Of the meetings of the two sides, at what share could the delegations sign?", "10, 30, 60 %",
        "their mandate, and a lever", partial(
            readers.chance, "the share of meetings that could sign", measure=OF_MEETINGS, never=_NO_MEETING
        ),
    ),
    Question(
        "ceasefire",
        "Can the shooting stop where the armies stand before anything else is settled? Write yes, or how likely it is "
        "that somebody puts such a ceasefire to both; whether both agree is computed. How likely the text thinks that "
        "one comes is a claim: the last question takes it. Skip this if none can come.",
        "1 in 2 within a year (or yes)", "a ceasefire that each side accepts or refuses as it judges, and may leave",
        ceasefire.offered,
    ),
    Question(
        "ceasefire_breaks", "How likely is it that such a ceasefire breaks down though neither side decides so?",
        "5, 20, 40 % within a year", "a chance in each month of a ceasefire", ceasefire.breaks,
        lambda got: "ceasefire" in got and "front_area" in got,
    ),
    Question(
        "broken", "If a settlement were signed, how likely does {d} think it that {a} breaks it?", "10, 20, 40 %",
        "the risk of a broken deal, and a lever: guarantees that take it away",
        partial(readers.chance, "the chance, as {d} sees it, that a deal is broken"),
    ),
    Question(
        "stands",
        "Where does each stand today, from 0 (all as {d} wants it) to 100 (all as {a} wants it)? Write front for land "
        "that whoever holds it has: {issues}",
        "front; 0; 100 (or front 0 to 15000; ..., in km^2)", "the status quo of each issue", land.stands,
    ),
    Question(
        "whole", "Which of them can only be had whole?", "neutrality of Sudmark", "issues that no deal divides",
        land.whole, lambda got: "issues" in got,
    ),
    Question(
        "attacker_asks",
        "What does {a} say that it would settle for, from 0 to 100 on each of: {issues}? Write - where it is silent: "
        "there it stays as it is.",
        "100; 100; - (or for land 6400 km^2, or front: the line)",
        "a text of {a}'s, which `ripeness plans` weighs", partial(land.terms, "attacker"),
    ),
    Question(
        "defender_offers",
        "What does {d} say that it would settle for, from 0 to 100 on each of: {issues}? Write - where it is silent: "
        "there it stays as it is.",
        "50; 0; 60 (or for land 6400 km^2, or front: the line)", "a text of {d}'s", partial(land.terms, "defender"),
    ),
    Question(
        "claims",
        "What does the prose say will come of it, and by when? How sure (could: at least 10 %; likely: at least 55 %; "
        "will: at least 90 %; or a chance, 30 %, an even bet; or likelier, less likely); then go on, settle, "
        "ceasefire, collapse (of {d}) or stop (of {a}); then a month; after likelier and less likely also if, and one "
        "of these: "
        f"{foreseen.IFS}.",
        "could go on in 2028-01; an even bet settle by 2028-12; likelier settle by 2028-12 if somebody vouches",
        "claims, which `ripeness claims` tests", foreseen.claims,
    ),
)  # fmt: skip

BY_KEY = {one.key: one for one in QUESTIONS}
