"""What answers for a scenario in these tests: made-up forecasts, at once, which the levers move."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

import synthetic
from ripeness.arrays import ENDINGS, SETTLEMENTS
from ripeness.schema import Scenario
from ripeness.web.page import Page
from ripeness.web.server import Routes

KEY = "key"


@dataclass
class MadeUp:
    """In the place of `ripeness.Moving`: a lever moves the war's end nearer, in proportion to how far it is moved.

    pause_s : seconds that an answer on all draws takes. asked : every policy that was asked for.
    begun : how many had been asked for each time that it was told to prepare.
    """

    scenario: Scenario
    draws: int
    seed: int
    pause_s: float = 0.0

    def __post_init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []
        self.begun: list[int] = []

    def _pull(self, policy: Any) -> float:
        settings = policy if not isinstance(policy, str) else self.scenario.policy_levers(policy)
        levers = self.scenario.levers
        return sum(abs(float(value) - levers[name].status_quo) for name, value in settings.items())

    def _forecast(self, policy: Any, draws: int) -> Any:
        found = synthetic.forecast(self.scenario, draws=draws, seed=self.seed)
        left = (found.ongoing * np.exp(-self._pull(policy) * found.months_ahead / 24)).astype(np.float32)
        gone = (1 - left) / (1 - found.ongoing).where(found.ongoing < 1, 1)
        return found.assign(
            ongoing=left.transpose(*found.ongoing.dims), ended=(found.ended * gone).transpose(*found.ended.dims)
        )

    def begin(self) -> None:
        self.begun.append(len(self.asked))

    def full(self, policy: Any, *, asker: str = "", progress: Any = None) -> Any:
        self.asked.append(("full", policy))
        for step in range(4):
            if progress is not None:
                progress("draws", step, 4)
            time.sleep(self.pause_s / 4)
        return SimpleNamespace(within=0.0, forecast=self._forecast(policy, self.draws))

    def exact(self, policy: Any, *, asker: str = "") -> Any:
        self.asked.append(("exact", policy))
        return SimpleNamespace(within=0.02, forecast=self._forecast(policy, 16), stopped=self._stopped(policy))

    def readiness(self) -> Any:
        return SimpleNamespace(doing="", done=0, total=0)

    def preview(self, policy: Any) -> Any:
        self.asked.append(("preview", policy))
        found = self._forecast(policy, 16).mean("draw")
        ended = found.ended.transpose("ending", "month").values
        return SimpleNamespace(
            within=0.03, ongoing=found.ongoing.values, ended=ended, endings=ENDINGS, stopped=self._stopped(policy)
        )

    def _stopped(self, policy: Any) -> Any:
        ended = self._forecast(policy, 16).ended.mean("draw").transpose("ending", "month").values
        return ended[[list(ENDINGS).index(one) for one in (*SETTLEMENTS, "ceasefire")]].sum(0)


def page(scenario: str, **more: Any) -> Page:
    """A page on made-up forecasts."""
    made = Page(scenario, draws=64, key=KEY, **{"engine": MadeUp, **more})
    return made


def get(routes: Routes, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
    """Ask for a path as a browser on this machine does; return status, headers and text."""
    bare, _, query = path.partition("?")
    named = {"host": "127.0.0.1:8000", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http", "http_version": "1.1", "method": method, "path": bare, "raw_path": bare.encode(),
        "query_string": query.encode(), "root_path": "", "scheme": "http", "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 9), "headers": [(name.encode(), value.encode()) for name, value in named.items()],
    }  # fmt: skip
    sent: list[dict[str, Any]] = []

    asked: list[bool] = []

    async def receive() -> dict[str, Any]:
        if asked:
            await asyncio.Event().wait()  # who asks stays until all is sent
        asked.append(True)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(routes.app()(scope, receive, send))
    start = next(one for one in sent if one["type"] == "http.response.start")
    body = b"".join(one.get("body", b"") for one in sent if one["type"] == "http.response.body")
    return start["status"], {name.decode(): value.decode() for name, value in start["headers"]}, body.decode()


def computed(routes: Routes, path: str) -> str:
    """Ask for a page, press its button where it has one, wait for its answer, and return the page with it."""
    if ">Compute it</button>" in get(routes, path)[2]:
        status, headers, _ = get(routes, f"{path}{'&' if '?' in path else '?'}act=compute")
        assert status == 303 and "act=" not in headers["location"]
    for _ in range(4000):
        if all(one.over for one in list(routes.page.desk.jobs.values())):
            break
        for one in list(routes.page.desk.jobs.values()):
            one.touch()  # somebody waits, however slow the machine
        time.sleep(0.02)
    problems = [one.problem for one in routes.page.desk.jobs.values() if one.problem]
    assert not problems, problems
    status, _, text = get(routes, path)
    assert status == 200 and 'aria-busy="true"' not in text, text[:300]
    return text
