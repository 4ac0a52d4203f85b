"""A war month by month in plain words: what happened, who expected what, why no deal came.

Every sentence states a fact of the chronicle; none says why anybody did what they did. Figures are rounded to what a
reader can use, so that a transcript changes where the rules of the war do and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ripeness.arrays import ACTORS, READINGS, ending_label
from ripeness.pages.layout import Block, Column, Facts, Gap, Page, Prose, Table, strong, table, together
from ripeness.pages.names import named
from ripeness.pages.story_figures import from_to, given, plain, points, share, short_of, tenths, whole
from ripeness.pages.story_front import Span, front_words, in_months, sides, square_kilometres
from ripeness.pages.words import in_ten, month_in_words, set_in_words
from ripeness.schema.sections.policy import STATUS_QUO

if TYPE_CHECKING:
    from ripeness.questions.story.chronicle import Chronicle, MonthTold

LABEL = 8
"""Width of the labels, so that all entries begin in the same column."""

LONGEST = 12  # months that share an entry
NAMED = 3  # months of partial deals that an entry names
ALWAYS = ("Front", "Talks")
"""Lines that every entry has; the others are left out where they would say what was said last."""

BY_WEIGHT = (
    "One war, and no forecast. Wars are drawn as the forecast weighs them: of many, the share that ends in a month is "
    "the forecast's chance of it."
)
CHOSEN = "One war of the many that the scenario allows, and no forecast."
LEGEND = (
    "What terms or fighting on are worth to a side is a share of that side's aims, from 0 to 1, in its own eyes; it "
    "signs nothing for less than fighting on. Beliefs are what each side is assumed to hold. Terms are those that "
    "talks would turn on. An entry for several months gives a figure's first and last value, and the last month's "
    "terms. A line that would repeat the entry before is left out."
)


def story_page(told: Chronicle, every_month: bool = False) -> Page:
    """Return the war in words.

    Parameters
    ----------
    every_month : an entry for each month; otherwise up to twelve months in which the attacker does the same, a deal
        is or is not in reach, and the same punishment is in force share an entry. The last month has its own.
    """
    return named(tuple(_parts(told, every_month)), told["names"])


def _parts(told: Chronicle, every_month: bool) -> Iterator[Block]:
    yield from _header(told)
    said: dict[str, str] = {}
    events = {event["month"]: event["title"] for event in told["events"]}
    for span in _spans(told, every_month):
        lines = []
        if span[0]["month"] in events:
            lines.append(("New", f"{events[span[0]['month']]}."))
        for label, text in _entry(told, span):
            if label in ALWAYS or said.get(label) != text:
                lines.append((label, text))
            said[label] = text
        yield Gap()
        yield strong(_when(span))
        yield _labelled(lines)
    yield Gap()
    yield from _ending(told)


def _labelled(lines: list[tuple[str, str]]) -> Table:
    rows = [(label, together(f"{text[:1].upper()}{text[1:]}")) for label, text in lines]
    return table([Column(least=LABEL, whole=True), Column()], rows, heads=False, indent=2)


def _header(told: Chronicle) -> Iterator[Block]:
    yield strong(f"{told['title']}: one war")
    first = told["months"][0]
    seeded = f"chance within the war from seed {told['seed']}"
    if told["record_months"]:
        begins = (
            f"in {month_in_words(first['month'])}, in a state drawn from what {in_months(told['record_months'])} of "
            "record leave possible under these assumptions; the months before are not told"
        )
    else:
        begins = f"in {month_in_words(first['month'])}, when the war began"
        begins += "; what was seen of the war plays no part" if told["as_of"] > first["month"] else ""
    yield Facts(
        (
            ("scenario", f"{told['scenario']}; {seeded}"),
            ("numbers", _assumptions(told)),
            ("policy", _policy(told)),
            ("begins", begins),
            ("issues", "; ".join(f"{plain(name)}: {title}" for name, title in told["issues"].items())),
        )
    )
    by_weight = told["taken_from"] is not None or not told["assumptions"]
    as_forecast = told["record_months"] or told["as_of"] == first["month"]
    drawn = BY_WEIGHT if by_weight and as_forecast else CHOSEN
    yield Prose(f"{drawn} {LEGEND}")


def _assumptions(told: Chronicle) -> str:
    if not told["assumptions"]:
        return "none is uncertain"
    if told["draw"] is None:
        return f"the {told['assumptions']} uncertain ones at their medians"
    which = f"the {told['assumptions']} uncertain ones as in draw {told['draw']}"
    if told["taken_from"] is None:
        return f"{which} of seed {told['draw_seed']}"
    return (
        f"{which}, taken by chance from {told['taken_from']} draws of seed {told['draw_seed']}, each as likely as its "
        "weight says"
    )


def _policy(told: Chronicle) -> str:
    title = f" ({told['policy_title']})" if told["policy_title"] else ""
    adopted = [f"{told['policy']}{title}"] if told["policy"] != STATUS_QUO else []
    adopted += set_in_words(told)
    return f"{', '.join(adopted)}, from {month_in_words(told['as_of'])} on" if adopted else "nothing new adopted"


def _spans(told: Chronicle, every_month: bool) -> Iterator[Span]:
    """Months that share an entry."""
    begin = {event["month"] for event in told["events"]}
    months, first = told["months"], 0
    for at in range(1, len(months) + 1):
        last = at == len(months) - 1 and told["ended"] is not None
        if (
            every_month
            or at == len(months)
            or at - first == LONGEST
            or last
            or months[at]["month"] in begin
            or _kind(months[at]) != _kind(months[first])
        ):
            yield months[first:at]
            first = at


def _kind(month: MonthTold) -> tuple[object, ...]:
    return month["attends"], month["bombs"], month["in_reach"], month["punishment"], _too_much(month), month["truce"]


def _when(span: Span) -> str:
    first, last = span[0], span[-1]
    if first is last:
        return f"{month_in_words(first['month'])} (month {first['number']})"
    between = f"{month_in_words(first['month'])} to {month_in_words(last['month'])}"
    return f"{between} (months {first['number']} to {last['number']})"


def _entry(told: Chronicle, span: Span) -> Iterator[tuple[str, str]]:
    """Lines of an entry: label and text."""
    yield "Front", front_words(told, span)
    if money := _money(told, span):
        yield "Money", money
    if span[0]["truce"] == "holds":
        yield "Truce", "A truce holds: both stay where they stand."
        return
    if span[0]["truce"] == "ends":
        yield "Truce", "The truce ends, and the war goes on."
    yield from _beliefs(told, span)
    if span[0]["sincerity"] is not None:
        yield "Mediator", _mediator(told, span)
    if span[-1]["truce"] == "begins":
        yield "Truce", "Both stop where they stand: a truce begins."
    if span[-1]["attends"] is None:
        return  # the month ended before the fighting, and how is said at the end
    if talks := _talks(told, span):
        yield "Talks" if span[0]["sincerity"] is not None else "Strikes", talks
    yield "Terms", _terms(told, span)
    yield ("Unsigned" if span[-1]["in_reach"] else "Refused"), _answer(told, span)


def _money(told: Chronicle, span: Span) -> str:
    parts = []
    if span[0]["war_chest"] is not None:
        reserves = from_to((month["war_chest"] or 0.0 for month in span), whole)
        parts.append(f"{sides(told)[0]}'s liquid reserves: {reserves} bn USD.")
    match span[0]["punishment"]:
        case None:
            pass
        case "none":
            parts.append("No sanctions package is in force.")
        case "package in force":
            parts.append("The sanctions package is in force.")
        case other:
            parts.append(f"{other.capitalize()} is in force, the sanctions package is not.")
    return " ".join(parts)


def _beliefs(told: Chronicle, span: Span) -> Iterator[tuple[str, str]]:
    """What each side gives itself, what each expects of a month, and what the scenario takes to be so."""
    attacker, defender = sides(told)
    labels = {reading: label.format(months=told["belief_horizon"]) for reading, label in READINGS.items()}
    winning = [
        f"{labels[reading]}: "
        + "; ".join(
            f"{name} {from_to((month[held][actor] for month in span), write)}"  # type: ignore[literal-required]
            for actor, name in zip(ACTORS, (attacker, defender), strict=True)
        )
        for reading, held, write in (
            ("within", "wins_within", in_ten),
            ("ever", "wins_ever", in_ten),
            ("value", "value", share),
        )
    ]
    yield "Winning", f"As each side sees its own chance. {'. '.join(one[:1].upper() + one[1:] for one in winning)}."
    if told["base_area"] is None:
        yield "Battles", f"That {attacker} gains in a month: {_by_all(told, span, 'battle', points)}."
    else:
        gains = _by_all(told, span, "battle", square_kilometres)
        yield "Battles", f"What {attacker} is expected to gain in a month: {gains}."
    if any(hazard > 0 for month in span for hazard in month["collapse"].values()):
        yield "Collapse", f"Of {defender} in a month: {_by_all(told, span, 'collapse', tenths)}."


def _by_all(told: Chronicle, span: Span, what: str, write: Callable[[float], str]) -> str:
    """A chance in both sides' eyes, and as the scenario has it; once where all agree."""
    views = {
        name: from_to((month[what][believer] for month in span), write)  # type: ignore[literal-required]
        for believer, name in zip((*ACTORS, "nature"), (*sides(told), "the scenario"), strict=True)
    }
    if len(set(views.values())) == 1:
        return f"{views['the scenario']}, say both sides and the scenario"
    return "; ".join(f"{name} says {view}" for name, view in views.items())


def _mediator(told: Chronicle, span: Span) -> str:
    last = span[-1]
    sincere = from_to((month["sincerity"] or 0.0 for month in span), in_ten)
    sincere += "," * ("," in sincere)
    rule = f"is {_when_for('the package', last['punishes_below'])}"
    if last["acts_below"] is not None:
        rule += f", and {_when_for('executive action', last['acts_below'])}"
    return f"Gives {sincere} that {sides(told)[0]} wants to settle; {rule}."


def _when_for(punishment: str, threshold: float | None) -> str:
    return f"for {punishment} if that is less than {in_ten(threshold)}" if threshold else f"never for {punishment}"


def _talks(told: Chronicle, span: Span) -> str:
    """What the attacker does at the talks and beside them; without a mediator nobody attends for anybody's eyes."""
    month, deals = span[0], [month_in_words(one["month"]) for one in span if one["partial_deal"]]
    said = []
    if month["sincerity"] is not None:
        reach = "" if month["in_reach"] else ", with no deal in reach"
        said.append(f"{sides(told)[0]} {'attends' if month['attends'] else 'stays away'}{reach}.")
    if deals:
        named = f" ({', '.join(deals)})" if len(span) > 1 and len(deals) <= NAMED else ""
        said.append(f"{'A partial deal is' if len(deals) == 1 else f'{len(deals)} partial deals are'} made{named}.")
    if any(one["bombs"] for one in told["months"]):
        said.append(f"Infrastructure is {'' if month['bombs'] else 'not '}bombed.")
    return " ".join(said)


def _terms(told: Chronicle, span: Span) -> str:
    """Terms that the talks would turn on, and what they are worth to each."""
    last, (attacker, defender) = span[-1], sides(told)
    if last["in_reach"]:
        opening = "What both would sign gives"
    elif _too_much(last):
        opening = f"The best terms that {attacker} could get give"
    else:
        opening = f"The best for {defender} that {attacker} would sign gives"
    worth = last["terms"]["worth"]
    return (
        f"{opening} {attacker} {given(last['terms']['issues'], told['named_steps'])}; it is worth "
        f"{share(worth['attacker'])} to {attacker} and {share(worth['defender'])} to {defender}."
    )


def _answer(told: Chronicle, span: Span) -> str:
    """Why it was not signed."""
    last, (attacker, defender) = span[-1], sides(told)
    value, worth = last["value"], last["terms"]["worth"]
    if last["in_reach"]:
        chance = from_to((month["concluded"] for month in span), tenths)
        table = f"no table that can sign came; one comes in {chance} of months"
        if all(month["concluded"] <= 0 for month in span):
            table = "there is no table"
        wants = f"To fight on is worth {share(value['attacker'])} to {attacker}, {share(value['defender'])} to"
        return f"{wants} {defender}; {table}."
    if _too_much(last):
        more = short_of(value["attacker"], worth["attacker"])
        wants = f"To fight on is worth {share(value['attacker'])} to {attacker}, {more} more"
        return f"{wants}. No terms reach that. To {defender} it is worth {share(value['defender'])}."
    more = short_of(value["defender"], worth["defender"])
    said = f"To fight on is worth {share(value['defender'])} to {defender}, {more} more"
    most = last["terms"]["most_for_attacker"]
    if most is None:
        return f"{said}. No terms give {defender} that."
    lacking = short_of(value["attacker"], most)
    return f"{said}. The best for {attacker} that {defender} would sign lacks {lacking} of what {attacker} expects."


def _too_much(month: MonthTold) -> bool:
    """Whether no terms give the attacker what the attacker expects of fighting on."""
    return not month["in_reach"] and month["terms"]["worth"]["attacker"] < month["value"]["attacker"] - 1e-6


def _ending(told: Chronicle) -> Iterator[Block]:
    ended = told["ended"]
    if ended is None:
        paused = told["months"][-1]["truce"] in ("begins", "holds")
        how = "A truce still holds" if paused else "The war still goes on"
        yield Prose(f"{how} in {month_in_words(told['until'])}, where the telling stops.")
        return
    how = ending_label(ended["ending"], told["land"])
    yield Prose(f"Ended in {month_in_words(ended['month'])} (month {ended['number']}): {how}.")
    if ended["terms"] is not None and ended["worth"] is not None:
        wanted, worth = told["months"][-1]["value"], ended["worth"]
        attacker, defender = sides(told)
        each = [
            f"{share(worth[actor])} to {name}, to which fighting on was worth {share(wanted[actor])}"
            for actor, name in zip(ACTORS, (attacker, defender), strict=True)
        ]
        signed = f"{attacker} gets {given(ended['terms'], told['named_steps'])}."
        yield _labelled([("Signed", signed), ("Worth", f"{'; '.join(each)}.")])
