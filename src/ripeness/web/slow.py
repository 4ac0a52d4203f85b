"""Pages whose answer takes time, each loaded anew when it is there; and the way in from prose."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

import ripeness
from ripeness.pages.names import name_roles
from ripeness.reporting import kept_answers
from ripeness.reporting.answer import pictured
from ripeness.scenarios.interview.questions import HOW, QUESTIONS
from ripeness.web.address import Address, Adopted, tag
from ripeness.web.answers import KEPT, NOW, QUO, called, stands
from ripeness.web.desk import DONE, LEFT, Job, Progress
from ripeness.web.following import ACT, ANEW, COMPUTE, STOP, WAITING, addressed, ahead_of, until_over
from ripeness.web.most import HEADS, most, most_of
from ripeness.web.page import told
from ripeness.web.progress import progress_in_words
from ripeness.web.prose import BEFORE, interviewed
from ripeness.web.tabs import TABS, Opened, known, levers_of, opened

if TYPE_CHECKING:
    from ripeness.reporting.kept_answers import KeptAnswer
    from ripeness.schema import Scenario
    from ripeness.web.page import Page

COMPARED = ("survival", "agreement", "endings")
"""Figures of the page on which two policies are compared."""

MOST_ABOUT = "What each lever, each policy and each owner could do at most for a ceasefire or a settlement by {}."
COMPARE_ABOUT = "Two policies beside each other and beside the status quo: nothing new adopted."
REPORT_ABOUT = (
    "The report is offered for saving as soon as it is there. It also holds claims and plans, which take time."
)

NOT_IN_EXAMPLE = ("front_area", "front_moves", "money", "exports", "spent", "sponsor", "mediator", "sanctions")
"""Questions left out of the example: a war whose front nobody measures, and in which money plays no part."""


DONE_BEFORE = Job(lambda progress: None, DONE)
"""In the place of the job of an answer that came with the scenario."""

NOT_ASKED = Job(lambda progress: None, LEFT)
"""In the place of the job of a question that nobody has asked."""


class Slow:
    """What answers under the paths of the slow pages."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def routes(self) -> list[Route]:
        """Return their routes."""
        return [
            Route("/tab/{name}", self.tab), Route("/report", self.report), Route("/most", self.most),
            Route("/compare", self.compare), Route("/prose", self.prose), Route("/prose/{file}", self.prose_file),
        ]  # fmt: skip

    async def tab(self, request: Request) -> Response:
        """Return what stands behind a tab, or how far it is."""
        name, address = request.path_params["name"], addressed(request, self.page)
        scenario = self.page.laid(address.view)
        if name not in TABS or TABS[name].lacks(scenario):
            raise HTTPException(404)
        tab, page = TABS[name], self.page
        only = address if tab.levers else Address(view=address.view)
        key = (name, *map(repr, (only.view, only.a, only.b)))
        anew = ANEW in request.query_params
        kept = None if anew else await run_in_threadpool(known, tab, scenario, only, page.draws, page.seed)
        if kept is not None and (part := await run_in_threadpool(page.part, key, kept)) is not None:
            sets = self._sets(address, levers_of(kept.result))
            said = {"part": part, "sets": sets, "others": True, **_came(kept, address, scenario)}
            return await self._shown(request, address, DONE_BEFORE, "tab.html", tab.title, tab.about, True, **said)
        if tab.compares and stands(scenario, only.a) == stands(scenario, only.b):
            return await self._shown(request, address, DONE_BEFORE, "tab.html", tab.title, tab.about, True, same=True)

        def work(progress: Progress) -> Opened:
            return opened(tab, scenario, only, page.draws, page.seed, progress)

        if (job := self._asked(request, address, key, work, tab.title, tab.at_once)) is None:
            return self._back(request, address)
        over = job.over
        held: Opened | None = job.answer if job.state == DONE else None
        found = {"part": held.part, "sets": self._sets(address, held.levers), "others": True} if held else {}
        return await self._shown(request, address, job, "tab.html", tab.title, tab.about, over, **found)

    async def most(self, request: Request) -> Response:
        """Return what could be done at most, by whom, or how far it is."""
        address, page = addressed(request, self.page), self.page
        only, scenario = Address(view=address.view), page.laid(address.view)
        title = page.pages(scenario)["most"]
        anew, asked = ANEW in request.query_params, (scenario, "most", page.draws, page.seed)
        kept = None if anew else await run_in_threadpool(kept_answers.read, *asked)
        if kept is not None and (could := most_of(kept.result.content)) is not None:
            said = {"could": could, "heads": HEADS, **_came(kept, address, scenario)}
            return await self._shown(
                request, address, DONE_BEFORE, "most.html", title, MOST_ABOUT.format(could.day), True, **said
            )
        key = ("most", address.view)
        if (job := self._asked(request, address, key, lambda progress: most(page, only, progress), title)) is None:
            return self._back(request, address)
        over = job.over
        could = job.answer if job.state == DONE else None
        about = MOST_ABOUT.format(could.day if could else "the end of next year")
        return await self._shown(request, address, job, "most.html", title, about, over, could=could, heads=HEADS)

    async def compare(self, request: Request) -> Response:
        """Return two policies beside each other, or how far it is."""
        address, page = addressed(request, self.page), self.page
        job = page.job(address)
        over = job.over
        answer = job.answer if job.state == DONE else None
        as_named = {QUO: QUO, KEPT: "A", NOW: "B, as set"}
        heads = [
            as_named.get(one, one.replace(f"{NOW}, compared", "B, compared"))
            for one in (answer.heads if answer else ())
        ]
        figures = {name: answer.figures[name] for name in COMPARED if name in answer.figures} if answer else {}
        levers = page.levers(address)
        moved = [as_named.get(one, one) for one in levers["moved_heads"]]
        kept = [("s", levers["tag"]), *([("view", address.view)] if address.view else [])]
        for key, one in (("a", address.a), ("b", address.b)):
            kept += [(f"{key}.{name}", repr(value)) for name, value in one.levers.items()]
        return await self._shown(
            request, address, job, "compare.html", page.pages(page.laid(address.view))["compare"], COMPARE_ABOUT, over,
            **{"stoppable": False, "offered": False, "answer": answer, "heads": heads, "moved_heads": moved},
            **{"kept": kept, "shown": COMPARED},
            policies=levers["policies"], pictures={name: pictured(one) for name, one in figures.items()},
            told={key: told(page.laid(address.view), one) for key, one in (("a", address.a), ("b", address.b))},
        )  # fmt: skip

    async def report(self, request: Request) -> Response:
        """Return the report as a file, or how far it is."""
        address, page = addressed(request, self.page), self.page
        scenario = page.laid(address.view)
        sides = [address.a, address.b] if not address.a.nothing else [address.b] if not address.b.nothing else []
        policies = [one.settings(scenario) for one in sides]

        def work(progress: Progress) -> str:
            return ripeness.report(scenario, policies, page.draws, page.seed, progress=progress)

        key = ("report", *map(repr, (address.view, address.a, address.b)))
        if (job := self._asked(request, address, key, work, "Report", at_once=True)) is None:
            return self._back(request, address)
        over = job.over
        if job.state == DONE and WAITING not in request.query_params:
            headers = {"Content-Disposition": f'attachment; filename="{scenario.name}.html"'}
            return HTMLResponse(job.answer, headers=headers)
        return await self._shown(request, address, job, "tab.html", "Report", REPORT_ABOUT, over, part=None)

    async def prose(self, request: Request) -> Response:
        """Return the questions whose answers become a scenario, with what was understood."""
        address, page = addressed(request, self.page), self.page
        scenario = page.laid(address.view)
        found = interviewed(request.query_params.multi_items())
        said = [(one, value) for one, value in request.query_params.multi_items() if one.startswith(BEFORE) and value]
        example = urlencode([(f"{BEFORE}{key}", answer) for key, answer in self._example()])
        made = await run_in_threadpool(
            page.rendered, "prose.html", **{**page.shell(address), "tab": page.pages(scenario)["prose"]}, found=found,
            said=urlencode(said), kept=address.pairs(), example=example, how=HOW.split(" Skip what")[0],
        )  # fmt: skip
        return HTMLResponse(made)

    def _example(self) -> list[tuple[str, str]]:
        """Examples as they stand beside the questions: the first way of writing where there are two; none to some."""
        first = [(one.key, re.split(r" \(or | \(of ", one.example)[0]) for one in QUESTIONS]
        return [(key, "" if key in NOT_IN_EXAMPLE else answer) for key, answer in first]

    async def prose_file(self, request: Request) -> Response:
        """Return the scenario that answers make, or the answers, as a file."""
        found = interviewed(request.query_params.multi_items())
        files = {f"{found.name}.yaml": found.text, f"{found.name}.answers.txt": found.answers if found.answered else ""}
        text = files.get(request.path_params["file"], "")
        if not text:
            return PlainTextResponse("There is no such scenario: the page of questions says why.", 404)
        headers = {"Content-Disposition": f'attachment; filename="{request.path_params["file"]}"'}
        return PlainTextResponse(text, headers=headers)

    def _asked(
        self, request: Request, address: Address, key: Any, work: Callable[[Progress], Any], title: str,
        at_once: bool = False,
    ) -> Job | None:  # fmt: skip
        """Return the job of a question, begun only where somebody said so; None where an act was done.

        at_once : to open its page is to say so, unless it was stopped.
        """
        desk, act = self.page.desk, request.query_params.get(ACT)
        known = desk.known(key)
        if act == STOP:
            desk.stop(key)
            return None
        left = known is None or known.state == LEFT
        if act == COMPUTE or not left or (at_once and not (known and known.stopped)):
            job = desk.ask(key, work, title=title, path=self._path(request, address))
            return None if act == COMPUTE else job
        return known or NOT_ASKED

    def _sets(self, address: Address, levers: dict[str, float]) -> str:
        """Return what sets levers, as it stands in an address; empty for none."""
        return Address(Adopted(levers=levers), view=address.view).query(self.page.laid(address.view)) if levers else ""

    def _path(self, request: Request, address: Address) -> str:
        """Return a page's path and what is set, with nothing to be done: to load it anew begins nothing."""
        anew = f"&{ANEW}=1" if ANEW in request.query_params else ""
        return f"{request.url.path}?{address.query(self.page.laid(address.view))}{anew}"

    def _back(self, request: Request, address: Address) -> Response:
        """Lead to the same page, once something was done."""
        return RedirectResponse(self._path(request, address), 303)

    async def _shown(
        self, request: Request, address: Address, job: Job, template: str, title: str, about: str, over: bool,
        **content: Any,
    ) -> Response:  # fmt: skip
        """Return a page with an answer or with how far it is, or events that say so, to who waits for it.

        over : whether the question was over before its answer was looked for; else the page waits, and loads anew.
        """
        moving = self.page.movings.get(address.view)
        if WAITING in request.query_params:
            return StreamingResponse(until_over(job, moving), media_type="text/event-stream")
        asked = [("s", tag(self.page.laid(address.view))), *address.pairs()]
        shell = {
            "part": None, "came": "", "same": False, "sets": "", "offered": job.state == LEFT, "ahead": ahead_of(job),
            "stoppable": not job.stopped, "here": request.url.path, **self.page.shell(address), "tab": title,
            "others": False,
            "asked": [*asked, (ANEW, "1")] if ANEW in request.query_params else asked, "waiting": not over,
        }  # fmt: skip
        made = await run_in_threadpool(
            self.page.rendered, template, **{**shell, **content}, address=address, heading=title,
            about=name_roles(about, called(self.page.laid(address.view))),
            problem=job.problem, state=progress_in_words(job, moving),
        )  # fmt: skip
        return HTMLResponse(made)


def _came(kept: KeptAnswer, address: Address, scenario: Scenario) -> dict[str, str]:
    """Return what a page says of an answer that came with the scenario: on what it rests, and where it is anew."""
    return {"came": kept.told, "anew": f"?{address.query(scenario)}&{ACT}={COMPUTE}&{ANEW}=1"}
