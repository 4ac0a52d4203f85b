"""How far a question is, told while somebody waits; and what an address says, whoever asks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from ripeness.web.address import Address, read
from ripeness.web.desk import Job
from ripeness.web.progress import prepared_in_words, progress_in_words
from ripeness.web.prose import BEFORE

if TYPE_CHECKING:
    from starlette.requests import Request

    from ripeness.web.page import Page

WAITING, WINDOW, ANEW, ACT = "waiting", "window", "anew", "act"
ASIDE = (WAITING, WINDOW, ANEW, ACT)
"""Keys of an address that say who asks and what for, and nothing of what is shown."""

COMPUTE, STOP = "compute", "stop"
"""What `ACT` may say."""

POLL_S = 0.1
"""Seconds between two looks at how far an answer is."""


def addressed(request: Request, page: Page) -> Address:
    """Return what an address says of the scenario."""
    pairs = request.query_params.multi_items()
    return read([(key, value) for key, value in pairs if key not in ASIDE and not key.startswith(BEFORE)], page.laid)


async def until_over(job: Job, moving: Any = None) -> AsyncIterator[str]:
    """Yield events that say how far a question is, and at last that it is over."""
    async for told, ahead in followed(job, moving):
        yield event("ahead", ahead)
        yield event("progress", told)
    yield event("over", job.state)


async def followed(job: Job, moving: Any = None) -> AsyncIterator[tuple[str, str]]:
    """Yield how far a question is, in words, and where what is computed before it is asked, until it is over.

    Meanwhile it is said that somebody waits for it.

    moving : what answers for the scenario, where it may have to prepare first.
    """
    told = None
    try:
        while not job.over:
            job.touch()
            if (now := (progress_in_words(job, moving), ahead_of(job))) != told:
                yield (told := now)
            await asyncio.sleep(POLL_S)
    finally:
        job.leave()


def ahead_of(job: Job) -> str:
    """Return where what is computed before a question is asked; empty where it does not wait."""
    return job.ahead.path if job.ahead else ""


async def preparing(asked: asyncio.Future[Any], moving: Any) -> AsyncIterator[str]:
    """Yield what is prepared, in words, while an answer at once has to wait for it."""
    told = ""
    while not (await asyncio.wait({asked}, timeout=POLL_S))[0]:
        if (now := prepared_in_words(moving)) != told:
            told = now
            yield now


def event(name: str, content: Any) -> str:
    """Return an event as a browser reads it."""
    return f"event: {name}\ndata: {json.dumps(content, ensure_ascii=True)}\n\n"
