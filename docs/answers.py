"""Compute the answers that come with the flagship: those of the page's questions that take minutes.

`make answers` runs it, after a change of the flagship's numbers or of what computes (an hour and more on two cores;
what is done is kept, and the same command goes on). The page shows them at once, says on what they rest and offers to
compute them anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial

import ripeness
from ripeness.questions.result import Result
from ripeness.reporting.answer import PAGES
from ripeness.reporting.kept_answers import read, write
from ripeness.scenarios.shipped import FLAGSHIP
from ripeness.web.address import STATUS_QUO, Address, Adopted
from ripeness.web.answers import summed
from ripeness.web.most import most, most_of
from ripeness.web.page import Page
from ripeness.web.tabs import TABS

DRAWS, SEED = 200, 0
"""As the page has them where nobody says otherwise."""


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
        return type("Most", (Result,), {"question": "most"})(asdict(most(page, Address(), _told)))

    asked: dict[str, Callable[[], Result]] = {"run": lambda: first}
    for name in ORDER:
        asked[TABS[name].question] = partial(TABS[name].ask, war, Address(), DRAWS, SEED, _told)
    asked["most"] = most_
    for question, ask in asked.items():
        kept = read(war, question, DRAWS, SEED)
        if kept is None or not kept.same_code or not _readable(kept.result):
            print(question, flush=True)
            write(war, {question: ask()}, DRAWS, SEED)


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
