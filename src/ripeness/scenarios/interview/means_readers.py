"""Answers read of money, aid, the mediator and sanctions; see `readers`."""

from __future__ import annotations

import math
import re

from ripeness.scenarios.interview import currency
from ripeness.scenarios.interview.amounts import (
    SHARE,
    SUM,
    SUM_A_MONTH,
    TIME,
    TIMES,
    read_numbers,
    read_within,
    told_alike,
)
from ripeness.scenarios.interview.numbers import Stated, Unclear, monthly, only_middle, spread, told
from ripeness.scenarios.interview.pieces import Got, Heard, alike, parted, unknown
from ripeness.scenarios.interview.readers import actor, within
from ripeness.scenarios.interview.spelt import in_halves, of_words

_LOSES = re.compile(
    r"(?:(?:it|they|which|and|on balance) )*(?:los(?:es?|ing)|shrinks?|falls?|eats?|drains?|melts?)(?: by)? (.+)", re.I
)
_OF_INCOME = re.compile(
    r"((?:(?:about|nearly|almost|some|roughly) )*(?:[\d.]+(?: to [\d.]+)? ?(?:%|per ?cent)|half|"
    r"(?:an?|one|two|three|four) (?:third|quarter|fifth|sixth|tenth)s?))(?: of (?:it|that|the income|its income))?",
    re.I,
)
_LASTING = re.compile(
    r"[^;\d]*?((?:\b(?:about|around|some|roughly) )?\d[\d.]*(?: to \d[\d.]*)?) "
    r"(?:more )?(months?|years?|quarters?)(?: more)?",
    re.I,
)
"""Reserves by how long they last: "empty in about twenty months", "can pay for three more years"."""

_OF_EFFORT = re.compile(r"(.*(?:%|per ?cent|half|thirds?|quarters?|fifths?)) of (?!.*\bbn\b).+", re.I)
_LOST = "Write what they lose a month, for example 60; loses 2.5; or reserves, income and spending: 60; 5; 7.5"

ALL_TOLD = 36.0
"""Months over which the chance of a stop, from money and from all else, is told as one."""


ANY_TIMES = Stated((1.5, 4.0, 10.0))
"""How many times as likely a collapse is without aid, where nobody knows."""


class Money(tuple[Stated, Stated, Stated]):
    """Reserves, income a month, spending a month, in billions of one `currency`; empty where none is named.

    net : the third is what the reserves lose a month, and the second 0, for the two were not told apart.
    """

    currency: str = ""
    net: bool = False

    @property
    def gap(self) -> float:
        """What the reserves lose a month."""
        return self[2].middle - self[1].middle

    @property
    def lasts(self) -> float:
        """Months until the reserves are spent; without end where income covers the war."""
        return self[0].middle / self.gap if self.gap > 0 else float("inf")


class Sponsor(tuple[str, float, float, float]):
    """Name, what it gives and what is needed a month in billions of one `currency`, times as likely without.

    stated : the three numbers with their ranges. shares : it is counted in hundredths of an effort instead.
    """

    currency: str = ""
    shares: bool = False
    stated: tuple[Stated, Stated, Stated]


def money(text: str, got: Got) -> Heard:
    """Read reserves, income a month and spending a month; or reserves and what they lose a month."""
    fix = "reserves; income a month; spending on the war a month, in billions: 40, 60, 90; 5; 7"
    first, semicolon, rest = text.partition(";")
    lost = _LOSES.fullmatch(rest.strip())
    if lasting := _LASTING.fullmatch(in_halves(of_words(text.strip().rstrip(".")))):
        return _lasting(f"{lasting[1]} {lasting[2]}", got)
    if semicolon and unknown(rest.partition(";")[0]):
        raise Unclear("Without the income the spending alone does not say how long they last", _LOST)
    parts = [*parted(first, 1, fix), lost[1]] if lost else parted(text, 3, f"{fix}; or 60; loses 2.5")
    told_alike(parts[1:])
    currency.told_alike(parts)
    reserves = read_numbers(parts[0], 0.0, 1e5, SUM)
    flows = [read_numbers(one, 0.0, 1e5, SUM_A_MONTH) for one in parts[1:]]
    income, spending = flows if len(flows) == 2 else (Stated((0.0,)), flows[0])
    found = Money((reserves, income, spending))
    found.currency, found.net = currency.currency_of(parts), bool(lost)
    does = f"takes in {spread(income)} and spends {spread(spending)}"
    if lost:
        does = f"loses {spread(spending)} of it on balance"
    lasts = f"They last about {found.lasts:.0f} months."
    if found.lasts == float("inf"):
        lasts = "So they are never spent." if lost else "Income covers it."
    return found, (
        f"You say: {got['attacker']} has {spread(reserves)} bn {found.currency}".rstrip()
        + f", {'and ' if lost else ''}{does} a month. {lasts}"
        + currency.aloud(found.currency, "USD")
    )


def _lasting(text: str, got: Got) -> Heard:
    """Read for how long the reserves last; then they are counted in what they lose in a month."""
    months = read_numbers(text, 1.0, 1200.0, TIME)
    found = Money((months, Stated((0.0,)), Stated((1.0,))))
    found.net = True
    return found, (
        f"You say: {got['attacker']}'s reserves last {spread(months)} months. They are counted in what they lose in a "
        "month: write exports in that too, for example 0.5 for half of it."
    )


def exports(text: str, got: Got) -> Heard:
    """Read how much of the income comes from exports that sanctions could reach."""
    money = got["money"]
    whole = 1e5 if money.net else money[1].middle
    if not money.net and (share := _OF_INCOME.fullmatch(text.strip())):
        stated = read_numbers(share[1], 0.0, 1.0, SHARE).by(lambda one: one * whole)
    else:
        stated = read_numbers(text, 0.0, whole, SUM_A_MONTH)
    found = stated.middle
    named_so = currency.currency_of([text], money.currency)
    return found, f"You say: {found:.4g}{'' if money.net else f' of {whole:.4g}'} bn {named_so}".rstrip() + (
        f" a month come from exports.{only_middle(('exports', stated))}"
    )


def spent(text: str, got: Got) -> Heard:
    """Read the chance of a stop once the reserves are spent; with that apart from money it is told as one."""
    rates, said = within("{a} has to stop, for whatever reason, once its reserves are spent", text, got)
    lasts = got["money"].lasts
    if "stop" not in got or lasts == float("inf"):
        return rates, said
    before, after = got["stop"].middle, rates.middle
    whole = 1.0 - (1.0 - before) ** min(lasts, ALL_TOLD) * (1.0 - after) ** max(0.0, ALL_TOLD - lasts)
    said += (
        f" Until then, some {lasts:.0f} months, it is {100 * before:.2g} % in each month, as answered before. In all: "
        f"{100 * whole:.0f} % within {ALL_TOLD / 12:g} years. If that is more than the text says, lower one of the two."
    )
    if after < before:
        said += " Here it is less than before they are spent: is that meant?"
    return rates, said


def sponsor(text: str, got: Got) -> Heard:
    """Read who keeps the defender in the war, what it gives, what is needed, and what its end would do."""
    parts = parted(text, 4, "name; gives; is needed; times as likely, for example Osterland; 1.5; 2; 5", (2, 3))
    all_of_it = unknown(parts[2])
    parts[2] = parts[1] if all_of_it else "100 %" if parts[2].lower() in ("all", "all of it") else parts[2]
    shares = [_share_of(one) for one in parts[1:3]]
    if all(shares):
        parts[1:3] = shares
    told_alike(parts[1:3])
    currency.told_alike(parts[1:3])
    stated = [read_numbers(one, 0.0, 1e4, SUM_A_MONTH) for one in parts[1:3]]
    stated.append(ANY_TIMES if unknown(parts[3]) else read_numbers(parts[3], 1.0, 1e4, TIMES))
    middles = ""
    if (
        all_of_it or stated[0].middle == stated[1].middle
    ):  # two ranges would be drawn apart, and so often miss each other
        middles = only_middle(("what is given and needed", stated[0]))
        stated[:2] = [Stated((one.middle,)) for one in stated[:2]]
    gives, need = (one.middle for one in stated[:2])
    times = math.exp(stated[2].by(math.log).middle)
    if stated[1].values[0] <= 0.0:
        raise Unclear("Nothing is needed", "Write what is needed a month, for example Osterland; 1.5; 2; 5")
    found = Sponsor((actor(parts[0]), gives, need, times))
    found.stated = (stated[0], stated[1], stated[2])
    found.currency = currency.currency_of(parts[1:3])
    found.shares = all(shares)
    unit = "% of the effort" if found.shares else f"bn {found.currency}".rstrip()
    return found, (
        f"You say: {parts[0]} gives {spread(stated[0])} of {spread(stated[1])} {unit}"
        + f" a month, {100 * min(1.0, gives / need):.0f} % of what {got['defender']} needs"
        + f"{' from outside, which is taken since it is not known' if all_of_it else ''}; with no aid at all its "
        f"collapse would be {spread(stated[2])} times as likely as with all that it needs"
        + (", taken wide because it is not known." if unknown(parts[3]) else ".")
        + middles
        + currency.aloud(found.currency, "EUR")
    )


def _share_of(part: str) -> str:
    """Return a share of an effort, or of a budget, in hundredths; empty for what is no share."""
    bare = _OF_EFFORT.fullmatch(part)
    try:
        share = bare[1] if bare else part if "%" in part or _OF_INCOME.fullmatch(part) else ""
        stated = read_numbers(share, 0.0, 1.0, SHARE) if share else None
    except Unclear:
        return ""
    return ", ".join(f"{100 * one:.3g}" for one in stated.values) if stated else ""


def mediator(text: str, got: Got) -> Heard:
    """Read who mediates, and how likely it thinks it that the attacker wants to settle."""
    name, _, belief = (one.strip() for one in text.partition(";"))
    belief = re.sub(r"^half[- ](?:convinced|persuaded|sure)$", "50 %", belief, flags=re.I)
    found = read_numbers(belief, 0.0, 1.0, SHARE) if belief and not unknown(belief) else None
    try:
        name = actor(name)
    except Unclear as wrong:
        raise Unclear(wrong.what, "Write a semicolon between name and chance: Westmark; 60 %") from None
    said = ""
    if found is not None:
        wants = told(found, share=True, family="beta")
        said = f"; of the chance, in its eyes, that {got['attacker']} wants to settle: {wants}"
        if "exports" not in got:
            said += ". Nothing rests on that chance: it counts only where exports that sanctions could reach were named"
    return (name, found), f"You say: {name} mediates{said}."


def holder(text: str, got: Got) -> Heard:
    """Read who holds sanctions back, if it is not the mediator."""
    name = actor(text)
    if alike(name, got["attacker"]):
        raise Unclear(f"{name} is the side that the sanctions would hit", "Name who holds them back; Enter skips")
    if "mediator" in got and alike(name, got["mediator"][0]):
        if got["mediator"][1] is None:
            fix = f"Go back to it and write how likely it thinks it that {got['attacker']} wants to settle"
            raise Unclear(f"{name} is the mediator, who lets them come as it judges", fix)
        return (
            None,
            f"You say: {name}, the mediator, holds them back while it believes that {got['attacker']} would settle.",
        )
    return name, (
        f"You say: {name} holds them back and not the mediator. So they come by a chance in each month, whatever the "
        "mediator thinks."
    )


def sanctions(text: str, got: Got) -> Heard:
    """Read what sanctions would take of the exports, and how likely they come once they are wanted."""
    parts = parted(text, 2, "share of the exports; chance within some time, for example 50 %; 60 % within a year")
    share = read_numbers(parts[0], 0.0, 1.0, SHARE)
    stated, span = read_within(parts[1], got["dates"][1])
    wanted = "as things stand" if got.get("holder") else "once they are wanted"
    return (share, stated.by(lambda one: monthly(one, span))), (
        f"You say: sanctions would take {100 * share.middle:.0f} % of the income from exports; {wanted}, the chance "
        f"that they come within {span:g} months is {100 * stated.middle:.0f} %."
    )
