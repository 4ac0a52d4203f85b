"""A scenario that is in order: what it holds, and what is unwise in it."""

from __future__ import annotations

from ripeness.errors import harmless
from ripeness.pages.layout import Column, Gap, Page, Prose, table
from ripeness.pages.names import inside, named
from ripeness.pages.words import month_in_words
from ripeness.schema.inventory import Checked, Coded, Inventory
from ripeness.schema.sections.policy import STATUS_QUO


def check_page(result: Checked) -> Page:
    """Return the page: the file, what it holds, how some numbers are read, and warnings."""
    actors = result["facts"]["actors"]
    roles = [one["role"] for one in actors]
    names = {one["role"]: one["name"] for one in actors if roles.count(one["role"]) == 1}
    rows = [*_held(result["facts"])]
    rows += [("read as", one) for one in result["read_as"]]
    rows += [("warning", one) for one in result["warnings"]]
    page = (
        Prose(f"{harmless(result['view'] or result['file'])}: in order."),
        Gap(),
        table([Column(whole=True, least=9), Column()], rows, heads=False, indent=2),
    )
    return named(page, names)


def _coded(one: Coded) -> str:
    """Return how often a coded series held either value; one that holds one alone is marked."""
    yes, no = ("up", "down") if one["series"] == "front" else ("yes", "no")
    told = f"{one['series'].replace('_', ' ')}: {yes} {one['yes']}, {no} {one['no']}"
    return told if one["yes"] and one["no"] else f"{told} (one value alone: could the coding say the other?)"


def _policies(stated: list[str]) -> str:
    """Return the policies with the one that every scenario has: commands and errors count it too."""
    first = f"{1 + len(stated)}: {STATUS_QUO}, which moves no lever"
    return f"{first}, and {len(stated)} that the file states: {', '.join(stated)}" if stated else first


def _held(facts: Inventory) -> list[tuple[str, str]]:
    calendar, record, numbers = facts["calendar"], facts["record"], facts["numbers"]
    began = calendar["war_began"]
    begin = {began: "the war begins"} | {one["from"]: one["title"] for one in facts["epochs"]}
    epochs = [f"from {month_in_words(month)}: {title}" for month, title in begin.items()]
    observed = "none"
    if record["first"] and record["last"]:
        span = f"{month_in_words(record['first'])} to {month_in_words(record['last'])}"
        one = record["months"] == 1
        observed = f"1 month, {month_in_words(record['first'])}" if one else f"{record['months']} months, {span}"
    since = f"the war began in {month_in_words(began)}"
    share = f" ({round(100 * facts['on_judgement'] / numbers)} %)" if numbers else ""
    return [
        ("title", facts["title"]),
        ("calendar", f"{since}, as of {month_in_words(calendar['as_of'])}, {calendar['horizon']} months shown"),
        ("actors", ", ".join(f"{inside(one['name'])} ({one['role']})" for one in facts["actors"])),
        ("epochs", "\n".join(epochs)),
        ("issues", "; ".join(one["title"] for one in facts["issues"])),
        ("record", observed),
        *((("coded", "\n".join(map(_coded, facts["coded"]))),) if facts["coded"] else ()),
        ("levers", str(len(facts["levers"]))),
        ("policies", _policies(facts["policies"])),
        ("numbers", f"{numbers} stated, {facts['uncertain']} of them uncertain and drawn"),
        ("judgement", f"{facts['on_judgement']} of {numbers} numbers{share} rest on judgement"),
        ("hash", facts["hash"]),
    ]
