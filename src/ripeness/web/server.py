"""The page's routes: each is only read, and a pure function of its address."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from ripeness.errors import RipenessError, Superseded
from ripeness.pages.html import sheet
from ripeness.reporting.answer import chief_numbers
from ripeness.web.address import Address
from ripeness.web.desk import DONE
from ripeness.web.following import WINDOW, addressed, ahead_of, event, followed, preparing
from ripeness.web.guard import Guard
from ripeness.web.progress import progress_in_words
from ripeness.web.slow import Slow

if TYPE_CHECKING:
    from ripeness.web.page import Page

STATIC = Path(__file__).parent / "static"

BEFORE = "Below is the status quo, with nothing new adopted, until what is set has been computed."

KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".csv": "text/csv"}


class Routes:
    """What answers under each path of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.vega = ""
        self.making = threading.Lock()

    def app(self) -> Guard:
        """Return the application, behind the guard."""
        slow = Slow(self.page)
        routes = [
            Route("/", self.levers), Route("/preview", self.preview), Route("/answers", self.answers),
            *slow.routes(), Route("/figure/{name}.{form}", self.figure),
            Route("/static/{file}", self.static), Route("/alive", self.alive),
        ]  # fmt: skip
        handlers: Any = {RipenessError: self.refused, HTTPException: self.missing}
        app = Starlette(routes=[Mount(f"/{self.page.key}", routes=routes)], exception_handlers=handlers)
        return Guard(app, self.page.key)

    async def refused(self, request: Request, error: Exception) -> Response:
        """Say what is wrong with an address, in a sentence."""
        return PlainTextResponse(str(error), 400)

    async def missing(self, request: Request, error: Exception) -> Response:
        """Say that there is nothing under an address."""
        return PlainTextResponse("There is nothing here.", getattr(error, "status_code", 404))

    async def levers(self, request: Request) -> Response:
        """Return the page of the levers, with the answer where it is there."""
        return HTMLResponse(await run_in_threadpool(self._levers, addressed(request, self.page)))

    def _levers(self, address: Address) -> str:
        job = self.page.job(address)
        over = job.over  # before its answer is looked for: what is over later waits for a moment
        answer = job.answer if job.state == DONE else None
        quo = None if answer else self.page.until_then(address)
        content = {**self.page.shell(address), **self.page.levers(address), "before": BEFORE if quo else ""}
        return self.page.rendered(
            "levers.html", **{**content, "waiting": not over}, answer=answer or quo, problem=job.problem,
            state=answer.state if answer else progress_in_words(job, self.page.movings.get(address.view)),
            ahead=ahead_of(job),
            numbers={name: chief_numbers(one) for name, one in answer.figures.items()} if answer else {},
        )  # fmt: skip

    async def preview(self, request: Request) -> Response:
        """Return what can be said at once, or nothing."""
        address = addressed(request, self.page)
        began = time.perf_counter()
        told = await run_in_threadpool(self._preview, address)
        took = {"Server-Timing": f"preview;dur={1000 * (time.perf_counter() - began):.1f}"}
        return Response(status_code=204) if told is None else JSONResponse(told, headers=took)

    def _preview(self, address: Address) -> dict[str, Any] | None:
        answer = self.page.preview(address)
        return None if answer is None else self.page.payload(address, answer)

    async def answers(self, request: Request) -> Response:
        """Return the answers to an address as they come: on a few draws, how far it is, then on all draws."""
        address, window = addressed(request, self.page), request.query_params.get(WINDOW, "")
        return StreamingResponse(self._answers(address, window), media_type="text/event-stream")

    async def _answers(self, address: Address, window: str) -> AsyncIterator[str]:
        yield event("progress", "Computing")
        asked = asyncio.ensure_future(run_in_threadpool(self.page.exact, address, window))
        async for told in preparing(asked, self.page.moving(address.view)):
            yield event("progress", told)
        try:
            answer = asked.result()
        except Superseded:
            return
        except RipenessError as error:
            yield event("problem", str(error))
            return
        if answer is not None:
            yield event("answer", await run_in_threadpool(self.page.payload, address, answer))
        job = self.page.job(address)
        async for told, ahead in followed(job, self.page.moving(address.view)):
            yield event("ahead", ahead)
            yield event("progress", f"{answer.state} {told}" if answer else told)
        if job.state == DONE:
            yield event("answer", await run_in_threadpool(self.page.payload, address, job.answer))
        else:
            yield event("problem", job.problem)

    async def figure(self, request: Request) -> Response:
        """Return a figure of an answer that is there, as SVG, PNG or CSV."""
        name, form = request.path_params["name"], request.path_params["form"]
        job = self.page.job(addressed(request, self.page))
        if job.state != DONE:
            return PlainTextResponse("The figure is not there yet: the page says when it is.", 404)
        if name not in job.answer.figures or f".{form}" not in KINDS or form not in ("svg", "png", "csv"):
            raise HTTPException(404)
        made = await run_in_threadpool(getattr(job.answer.figures[name], form))
        headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
        return Response(made, media_type=KINDS[f".{form}"], headers=headers)

    async def static(self, request: Request) -> Response:
        """Return one of the page's own files."""
        name = request.path_params["file"]
        kept = {"Cache-Control": "private, max-age=3600"}
        if name == "vega.js":
            return Response(await run_in_threadpool(self.drawn), media_type=KINDS[".js"], headers=kept)
        if name == "page.css":
            return Response(sheet(), media_type=KINDS[".css"])
        if name not in {path.name for path in STATIC.iterdir()}:
            raise HTTPException(404)
        file = STATIC / name
        return Response(file.read_bytes(), media_type=KINDS[file.suffix])

    def drawn(self) -> str:
        """Return what draws in the browser: the library that draws the pictures on paper, with nothing to load."""
        with self.making:
            if not self.vega:
                import vl_convert

                self.vega = vl_convert.javascript_bundle()  # type: ignore[call-arg]
        return self.vega

    async def alive(self, request: Request) -> Response:
        """Return how the page is called, so that it can be seen whether it is served."""
        return JSONResponse({"scenario": self.page.scenario, "draws": self.page.draws})
