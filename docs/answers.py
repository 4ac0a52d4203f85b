"""Compute the answers that come with the flagship: those of the page's questions that take minutes.

`make answers` runs it, after a change of the flagship's numbers or of what computes (an hour and more on two cores;
what was computed before is kept). The page shows them at once, says on what they rest and offers to compute them anew.
"""

from __future__ import annotations

from dataclasses import asdict

import ripeness
from ripeness.questions.result import Result
from ripeness.reporting.kept_answers import write
from ripeness.scenarios.shipped import FLAGSHIP
from ripeness.web.address import STATUS_QUO, Address, Adopted
from ripeness.web.answers import summed
from ripeness.web.most import most
from ripeness.web.page import Page
from ripeness.web.tabs import TABS

DRAWS, SEED = 200, 0
"""As the page has them where nobody says otherwise."""


def main() -> None:
    """Ask the page's first question, those of its tabs that may come with a scenario, and who can do what; keep all."""
    war, page = ripeness.load(FLAGSHIP), Page(FLAGSHIP, draws=DRAWS, seed=SEED)
    moving, nothing = page.moving(""), Adopted()
    first = summed(war, moving.full(STATUS_QUO, progress=_told).forecast, nothing)
    answers: dict[str, Result] = {"run": first}
    for tab in TABS.values():
        if tab.question:
            print(tab.title, flush=True)
            answers[tab.question] = tab.ask(war, Address(), DRAWS, SEED, _told)
    moving.prepare(_told)
    page.summaries["", nothing.policy, ()] = first
    print(page.pages(war)["most"], flush=True)
    answers["most"] = type("Most", (Result,), {"question": "most"})(asdict(most(page, Address(), _told)))
    print(write(war, answers, DRAWS, SEED))


def _told(stage: str, done: int, total: int) -> None:
    if done in (0, total):
        print("   ", stage, done, total, flush=True)


if __name__ == "__main__":
    main()
