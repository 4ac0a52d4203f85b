"""Compute the answers that come with the flagship: those of the page's questions that take minutes.

`make answers` runs it, after a change of the flagship's numbers or of what computes (an hour and more on two cores;
what is done is kept, and the same command goes on). The page shows them at once, says on what they rest and offers to
compute them anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

import ripeness
from ripeness.questions.result import Result
from ripeness.reporting.answer import PAGES
from ripeness.reporting.kept_answers import name_of, read, write
from ripeness.scenarios.shipped import FLAGSHIP
from ripeness.web.address import STATUS_QUO, Address, Adopted, setting
from ripeness.web.address import read as read_address
from ripeness.web.answers import summed
from ripeness.web.most import most, most_of
from ripeness.web.page import Page
from ripeness.web.tabs import TABS, levers_of

DRAWS, SEED = 200, 0
"""As the page has them where nobody says otherwise."""

VIEWS_DRAWS, CAUSES_DRAWS = 512, 100
"""More for rival views, which share them out (64 of each are kept that fit the record), and for causes: on fewer
the answer warns more."""

OF_WHAT_IT_TAKES = ("drivers", "discover")
"""Questions that are asked under what it would take as well: on which assumptions that hangs."""

DIGITS = 6
"""Of numbers under what is set, of which many are kept."""


ORDER = ("views", "plans", "drivers", "reach", "claims", "explain", "discover")
"""Of the page's tabs: the quickest and the most asked for first, since whoever stops it keeps what is done."""


def main() -> None:
    """Ask the page's first question, those of its tabs and who can do what; keep each."""
    war, page = ripeness.load(FLAGSHIP), Page(FLAGSHIP, draws=DRAWS, seed=SEED)
    moving, nothing = page.moving(""), Adopted()
    first = summed(war, moving.full(STATUS_QUO, progress=_told).forecast, nothing)
    page.summaries["", nothing.policy, ()] = first

    def most_() -> Result:
        moving.prepare(_told)
        return _result("most", asdict(most(page, Address(), _told)))

    asked: dict[str, Callable[[], Result]] = {"run": lambda: first}
    for name in ORDER:
        draws = VIEWS_DRAWS if name == "views" else DRAWS
        asked[TABS[name].question] = partial(TABS[name].ask, war, Address(), draws, SEED, _told)
    asked["explain"] = partial(ripeness.explain, war, draws=CAUSES_DRAWS, seed=SEED, progress=_told)
    asked["most"] = most_

    def keep(question: str, adopted: Adopted, ask: Callable[[], Result]) -> None:
        kept, name = read(war, question, DRAWS, SEED, setting(adopted)), name_of(question, setting(adopted))
        if kept is None or not kept.same_code or not _readable(kept.result):
            print(name, flush=True)
            found = ask()
            write(war, {name: found if adopted.nothing else _result(question, _short(found.content))}, DRAWS, SEED)

    for question, ask in asked.items():
        keep(question, Adopted(), ask)

    links = _led_to(war)
    for adopted in links:
        keep("run", adopted, lambda adopted=adopted: page.summary(Address(), adopted, _told))
    for name in OF_WHAT_IT_TAKES:  # what "What it would take" says first hangs on what?
        keep(name, links[0], partial(TABS[name].ask, war, Address(links[0]), DRAWS, SEED, _told))


def _led_to(war: Any) -> list[Adopted]:
    """Return what it would take, what owners can do, as answers that were kept lead to it, and policies with a name."""
    reach, could = read(war, "reach", DRAWS, SEED), read(war, "most", DRAWS, SEED)
    assert reach is not None and could is not None
    least = Address(Adopted(levers=levers_of(reach.result))).query(war)
    groups = list(could.result.content["groups"].values())[:2]
    links = [least, *(row[-1] for group in groups for row in group["rows"])]
    found = [read_address(parse_qsl(link), lambda view: war).b for link in links]
    return [*found, *(one for name in war.policies if (one := Adopted(name)) not in found)]


def _result(question: str, content: Any) -> Result:
    return type("Kept", (Result,), {"question": question})(content, False, DRAWS)


def _short(one: Any) -> Any:
    """Return data with its numbers cut to so many digits."""
    if isinstance(one, dict):
        return {name: _short(value) for name, value in one.items()}
    if isinstance(one, list | tuple):
        return [_short(value) for value in one]
    return float(f"{one:.{DIGITS}g}") if isinstance(one, float) else one


def _readable(answer: Result) -> bool:
    """Whether pages as they are now can show an answer: it may lack what they have learnt to read since."""
    try:
        return bool(PAGES[answer.question][1](answer.content) if answer.question in PAGES else most_of(answer.content))
    except (KeyError, TypeError):
        return False


def _told(stage: str, done: int, total: int) -> None:
    if done in (0, total):
        print("   ", stage, done, total, flush=True)


if __name__ == "__main__":
    main()
