"""A sampled war month by month in plain words, 80 columns wide: what happened, who expected what, why no deal came.

Every sentence states a fact of the chronicle; none says why anybody did what he did. Figures are rounded to what a
reader can use, so that a transcript changes where the rules of the war do and nowhere else.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from ripeness.arrays import ACTORS, ENDING_LABELS
from ripeness.report.words import month_in_words

if TYPE_CHECKING:
    from ripeness.results.chronicle import Chronicle, MonthTold

WIDTH, LABEL = 80, 11
NAMED = 3  # months of partial deals that an entry names
ALWAYS = ("Front", "Conduct")
"""Lines that every entry has; the others are left out where they would say what was said last."""

LEGEND = (
    "One war of the many that these assumptions allow, and no forecast. Terms: 0 the defender's ideal, 1 the "
    "attacker's. Beliefs: 'month', the odds that the attacker wins a month at the front; 'collapse', that the defender "
    "collapses in a month; 'war', that the side itself wins if it is fought to the finish. Wants: what fighting on is "
    "worth to a side, in shares of its aims; it signs nothing for less. An entry for several months gives the first "
    "month's figure to the last's, and the last's terms. A line that would repeat the entry before is left out."
)

Span = Sequence["MonthTold"]


def transcript(told: Chronicle, every_month: bool = False) -> str:
    """Return the war in words.

    Parameters
    ----------
    told : from `ripeness.sample_war`.
    every_month : an entry for each month; otherwise consecutive months in which the attacker does the same, a deal
        is or is not in reach, and the same punishment is in force share an entry. The last month has its own.
    """
    lines = [*_header(told)]
    said: dict[str, str] = {}
    events = {event["month"]: event["title"] for event in told["events"]}
    for span in _spans(told, every_month):
        lines += ["", *_filled(_when(span), "")]
        if span[0]["month"] in events:
            lines += _labelled("New", f"{events[span[0]['month']]}.")
        for label, text in _entry(told, span):
            if label in ALWAYS or said.get(label) != text:
                lines += _labelled(label, text)
            said[label] = text
    return "\n".join([*lines, "", *_ending(told)])


def _header(told: Chronicle) -> Iterator[str]:
    yield from _filled(f"{told['title']}: one sampled war", "")
    first = told["months"][0]
    seeded = f"chance within the war from seed {told['seed']}"
    if told["record_months"]:
        begins = (
            f"in {month_in_words(first['month'])}, in a state drawn from what {told['record_months']} months of record "
            "leave possible under these assumptions; the months before are not told"
        )
    else:
        begins = f"in {month_in_words(first['month'])}, when the war began"
        begins += "; what was seen of the war plays no part" if told["as_of"] > first["month"] else ""
    for label, text in (
        ("scenario", f"{told['scenario']}; {seeded}"),
        ("numbers", _assumptions(told)),
        ("policy", _policy(told)),
        ("begins", begins),
        ("issues", "; ".join(f"{_plain(name)}: {title}" for name, title in told["issues"].items())),
    ):
        yield from _filled(text, f"{label:<{LABEL - 2}}", LABEL - 2)
    yield from _filled(LEGEND, "")


def _assumptions(told: Chronicle) -> str:
    if not told["assumptions"]:
        return "none is uncertain"
    if told["draw"] is None:
        return f"the {told['assumptions']} uncertain ones at their medians"
    return f"the {told['assumptions']} uncertain ones as in draw {told['draw']} of seed {told['draw_seed']}"


def _policy(told: Chronicle) -> str:
    title = f" ({told['policy_title']})" if told["policy_title"] else ""
    adopted = [f"{told['policy']}{title}"] if told["policy"] != "status-quo" else []
    adopted += [f"{name} set to {value}" for name, value in told["levers"].items()]
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
            or last
            or months[at]["month"] in begin
            or _kind(months[at]) != _kind(months[first])
        ):
            yield months[first:at]
            first = at


def _kind(month: MonthTold) -> tuple[object, ...]:
    return month["attends"], month["bombs"], month["in_reach"], month["punishment"], _too_much(month)


def _when(span: Span) -> str:
    first, last = span[0], span[-1]
    if first is last:
        return f"{month_in_words(first['month'])} (month {first['number']})"
    between = f"{month_in_words(first['month'])} to {month_in_words(last['month'])}"
    return f"{between} (months {first['number']} to {last['number']})"


def _entry(told: Chronicle, span: Span) -> Iterator[tuple[str, str]]:
    """Lines of an entry: label and text."""
    yield "Front", _front(told, span)
    if money := _money(span):
        yield "Money", money
    yield "Beliefs", _beliefs(told, span)
    if span[0]["sincerity"] is not None:
        yield "Mediator", _mediator(told, span)
    if span[-1]["attends"] is None:
        return  # the month ended before the fighting, and how is said at the end
    yield "Conduct", _conduct(told, span)
    yield "Terms", _terms(told, span)
    yield "Wants", _wants(told, span)


def _front(told: Chronicle, span: Span) -> str:
    last = span[-1]
    at = last["front"] + (last["move"] or 0)
    away = at - told["start"]
    where = f"{abs(away)} {'above' if away > 0 else 'below'} the start" if away else "at the start"
    if away and told["step_area"] is not None:
        where += f" ({away * told['step_area']:+,.0f} km^2)"
    steps = f"of {told['steps']}"
    if len(span) == 1:
        if not last["move"]:
            return f"step {at} {steps}, {where}."
        return f"step {last['front']} {steps}; it moves {_way(last['move'])} to {at}, {where}."
    ups, downs = (sum(month["move"] == way for month in span) for way in (1, -1))
    moves = f"up in {_months(ups)}, down in {downs}" if ups and downs else f"{_way(ups - downs)} each month"
    return f"step {span[0]['front']} to {at} {steps}, {where}; {moves}."


def _way(move: int) -> str:
    return "up" if move > 0 else "down"


def _months(count: int) -> str:
    return f"{count} month{'' if count == 1 else 's'}"


def _money(span: Span) -> str:
    parts = []
    if span[0]["war_chest"] is not None:
        parts.append(f"reserves of {_between((month['war_chest'] or 0.0 for month in span), _whole)} bn USD")
    match span[0]["punishment"]:
        case None:
            pass
        case "none":
            parts.append("no sanctions package in force")
        case "package in force":
            parts.append("the sanctions package is in force")
        case other:
            parts.append(f"{other} is in force, the sanctions package is not")
    return f"{'; '.join(parts)}." if parts else ""


def _beliefs(told: Chronicle, span: Span) -> str:
    """Odds of a month and hazard of collapse in each side's eyes and in truth, and each side's odds of the war."""
    hazardous = any(hazard > 0 for month in span for hazard in month["collapse"].values())
    views = []
    for believer, name in {**told["names"], "nature": "in truth"}.items():
        view = [f"month {_between((month['battle'][believer] for month in span), _share)}"]
        if hazardous:
            view.append(f"collapse {_between((month['collapse'][believer] for month in span), _percent)}")
        if believer in ACTORS:
            view.append(f"war {_between((month['finish'][believer] for month in span), _share)}")
        views.append(f"{name}: {', '.join(view)}")
    return f"{'; '.join(views)}."


def _conduct(told: Chronicle, span: Span) -> str:
    month = span[0]
    parts = [f"{told['names']['attacker']} {'attends talks' if month['attends'] else 'stays away from talks'}"]
    if any(one["bombs"] for one in told["months"]):
        parts.append(f"infrastructure is {'' if month['bombs'] else 'not '}bombed")
    deals = [month_in_words(one["month"]) for one in span if one["partial_deal"]]
    if deals and len(span) == 1:
        parts.append("a partial deal is made")
    elif deals:
        named = f" ({', '.join(deals)})" if len(deals) <= NAMED else ""
        parts.append(f"{len(deals)} partial deal{'' if len(deals) == 1 else 's'}{named}")
    return f"{'; '.join(parts)}."


def _mediator(told: Chronicle, span: Span) -> str:
    sincere = _between((month["sincerity"] or 0.0 for month in span), _share)
    rule = f"for the package {_below(span[-1]['punishes_below'])}"
    if span[-1]["acts_below"] is not None:
        rule += f", for executive action {_below(span[-1]['acts_below'])}"
    return f"gives {sincere} that {told['names']['attacker']} wants to settle; {rule}."


def _below(threshold: float | None) -> str:
    return f"below {_share(threshold)}" if threshold else "at no odds"


def _terms(told: Chronicle, span: Span) -> str:
    last, names = span[-1], told["names"]
    issues = ", ".join(f"{_plain(name)} {_share(value)}" for name, value in last["terms"]["issues"].items())
    if last["in_reach"]:
        return f"{issues} (both would sign)."
    if _too_much(last):
        return f"{issues} ({names['attacker']}'s best)."
    return f"{issues} (the best for {names['defender']} that give {names['attacker']} what it wants)."


def _wants(told: Chronicle, span: Span) -> str:
    """What each side wants, what the terms hold, and so why nothing was signed."""
    attacker, defender = (told["names"][actor] for actor in ACTORS)
    last = span[-1]
    wants = ", ".join(
        f"{told['names'][actor]} {_between((month['value'][actor] for month in span), _share)}" for actor in ACTORS
    )
    worth, value = last["terms"]["worth"], last["value"]
    if last["in_reach"]:
        chance = _between((month["concluded"] for month in span), _percent)
        table = f"a table that signs comes with {chance} a month; none came"
        if all(month["concluded"] <= 0 for month in span):
            table = "there is no table"
        return f"{wants}; the terms give {_share(worth['attacker'])}, {_share(worth['defender'])}; {table}."
    if _too_much(last):
        short = _share(value["attacker"] - worth["attacker"])
        return f"{wants}; its best terms give {attacker} {_share(worth['attacker'])}: {short} short, no terms reach it."
    told_so = f"{wants}; the terms leave {defender} {_share(worth['defender'])}: {_share(-last['gap'])} short"
    most = last["terms"]["most_for_attacker"]
    if most is None:
        return f"{told_so}; no terms give {defender} what it wants."
    return f"{told_so}. With its due to {defender}, {attacker} is {_share(value['attacker'] - most)} short."


def _too_much(month: MonthTold) -> bool:
    """Whether no terms give the attacker what he expects of fighting on."""
    return not month["in_reach"] and month["terms"]["worth"]["attacker"] < month["value"]["attacker"] - 1e-6


def _ending(told: Chronicle) -> Iterator[str]:
    ended = told["ended"]
    if ended is None:
        yield from _filled(f"The war still goes on in {month_in_words(told['until'])}, where the telling stops.", "")
        return
    how = ENDING_LABELS.get(ended["ending"], ended["ending"])
    yield from _filled(f"Ended in {month_in_words(ended['month'])} (month {ended['number']}): {how}.", "")
    if ended["terms"] is not None and ended["worth"] is not None:
        wanted = told["months"][-1]["value"]
        signed = ", ".join(f"{_plain(name)} {_share(value)}" for name, value in ended["terms"].items())
        yield from _labelled("Signed", f"{signed}.")
        each = [
            f"{_share(ended['worth'][actor])} to {told['names'][actor]}, which wanted {_share(wanted[actor])}"
            for actor in ACTORS
        ]
        yield from _labelled("Worth", f"{'; '.join(each)}.")


def _between(values: Iterable[float], write: Callable[[float], str]) -> str:
    """The first month's figure and the last's, once where they agree."""
    first, *_, last = [write(value) for value in values] * 2
    return first if first == last else f"{first} to {last}"


def _share(value: float) -> str:
    """Two digits; what lies half-way goes up on every machine."""
    return f"{math.floor(100 * value + 0.5 + 1e-6) / 100:.2f}"


def _percent(value: float) -> str:
    tenths = math.floor(1000 * value + 0.5 + 1e-6)
    return "<0.1 %" if value > 0 and not tenths else f"{tenths / 10:.1f} %"


def _whole(value: float) -> str:
    return f"{math.floor(value + 0.5 + 1e-4)}"


def _plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")


def _labelled(label: str, text: str) -> list[str]:
    return _filled(text, f"  {label:<{LABEL - 2}}", LABEL)


def _filled(text: str, opening: str, indent: int = 0) -> list[str]:
    return wrap(text, WIDTH, initial_indent=opening, subsequent_indent=" " * indent, break_on_hyphens=False)
