"""Slow questions, one at a time: asked by many requests, answered once, left when nobody waits any more."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from ripeness.errors import RipenessError, RunError

PATIENCE_S = 15.0
"""Seconds after which a question that nobody asks about any more is left."""

KEPT = 64
"""Answers that are kept in memory."""

MOST_WAITING = 8

WAITING, RUNNING, DONE, FAILED, LEFT = "waiting", "running", "done", "failed", "left"

STOPPED = "It was stopped. Steps that were finished are kept; the one that was being computed begins anew."

Progress = Callable[[str, int, int], None]


class Abandoned(Exception):
    """Nobody waits for the answer any more."""


@dataclass
class Job:
    """A question on the desk.

    Attributes
    ----------
    state : waiting, running, done, failed, or left because nobody waited. stage, done, total : how far it is.
    before : the stage before that. answer : once it is done. problem : what went wrong, in sentences.
    wanted : when somebody last asked about it; None: it is always wanted. stopped : whether somebody stopped it.
    title, path : what the question is called, and where it is asked. desk : on which it lies.
    """

    work: Callable[[Progress], Any]
    state: str = WAITING
    stage: str = ""
    before: str = ""
    done: int = 0
    total: int = 0
    answer: Any = None
    problem: str = ""
    wanted: float | None = field(default_factory=time.monotonic)
    stopped: bool = False
    title: str = ""
    path: str = ""
    desk: Desk | None = field(default=None, repr=False)

    @property
    def over(self) -> bool:
        """Whether it has been answered, has failed or was left."""
        return self.state in (DONE, FAILED, LEFT)

    @property
    def abandoned(self) -> bool:
        """Whether nobody has asked about it for a while."""
        return self.wanted is not None and time.monotonic() - self.wanted > PATIENCE_S

    @property
    def ahead(self) -> Job | None:
        """What is being computed while this one waits."""
        running = self.desk.running if self.desk and self.state == WAITING else None
        return None if running is None or running.over else running

    def touch(self) -> None:
        """Say that somebody still waits."""
        if self.wanted is not None and not self.stopped:
            self.wanted = time.monotonic()

    def leave(self) -> None:
        """Say that one who waited went away; whoever else waits says so again soon."""
        if self.wanted is not None and not self.stopped:
            self.wanted = time.monotonic() - PATIENCE_S + 1

    def stop(self) -> None:
        """Say that nobody is to wait for it, whoever does; what it has finished stays kept."""
        self.stopped, self.wanted = True, -math.inf

    def report(self, stage: str, done: int, total: int) -> None:
        """Note how far it is, and stop it where nobody waits."""
        self.before = self.before if stage == self.stage else self.stage
        self.stage, self.done, self.total = stage, done, total
        if self.abandoned:
            raise Abandoned


class Desk:
    """One thread that answers slow questions, the last asked first."""

    def __init__(self) -> None:
        self.jobs: OrderedDict[Hashable, Job] = OrderedDict()
        self.changed = threading.Condition()
        self.closed = False
        self.running: Job | None = None
        self.thread = threading.Thread(target=self._work, name="desk", daemon=True)
        self.thread.start()

    def ask(
        self, key: Hashable, work: Callable[[Progress], Any], *, always: bool = False, title: str = "", path: str = ""
    ) -> Job:
        """Return the job of a question, begun now if it is not known.

        always : it is computed though nobody waits. title, path : what it is called, and where it is asked.

        Raises
        ------
        RunError : too many others wait.
        """
        with self.changed:
            job = self.jobs.get(key)
            if job is None or job.state == LEFT:
                self._tidy()
                if sum(one.state == WAITING for one in self.jobs.values()) >= MOST_WAITING:
                    raise RunError("too many questions wait for an answer", "Close some windows of this page")
                job = self.jobs[key] = Job(work, title=title, path=path, desk=self)
                if always:
                    job.wanted = None
            job.touch()
            self.jobs.move_to_end(key)
            self.changed.notify()
            return job

    def known(self, key: Hashable) -> Job | None:
        """Return the job of a question, if it was asked."""
        with self.changed:
            return self.jobs.get(key)

    def stop(self, key: Hashable) -> None:
        """Stop a question: at once where it waits, else once the step that is being computed is finished."""
        with self.changed:
            job = self.jobs.get(key)
            if job is None or job.over:
                return
            job.stop()
            if job.state == WAITING:
                job.problem, job.state = STOPPED, LEFT

    def close(self, patience_s: float = 2.0) -> bool:
        """Stop; return whether what was being computed came to its end."""
        with self.changed:
            self.closed = True
            for job in self.jobs.values():
                job.wanted = 0.0
            self.changed.notify()
        self.thread.join(patience_s)
        return not self.thread.is_alive()

    def _tidy(self) -> None:
        for key in [key for key, one in self.jobs.items() if one.state == WAITING and one.abandoned]:
            del self.jobs[key]
        over = [key for key, one in self.jobs.items() if one.over]
        for key in over[: max(0, len(over) - KEPT)]:
            del self.jobs[key]

    def _next(self) -> Job | None:
        """Return the job to do: of those that somebody waits for the one asked last."""
        with self.changed:
            while not self.closed:
                self._tidy()
                waiting = [one for one in reversed(self.jobs.values()) if one.state == WAITING]
                if waiting:
                    waiting[0].state = RUNNING
                    self.running = waiting[0]
                    return waiting[0]
                self.changed.wait()
            return None

    def _work(self) -> None:
        while job := self._next():
            try:
                job.answer = job.work(job.report)
                job.state = DONE
            except Abandoned:
                job.problem, job.state = STOPPED if job.stopped else "Nobody waited for it any more.", LEFT
            except RipenessError as error:
                job.problem, job.state = str(error), FAILED
            except Exception as error:  # a fault of ours must not silence the desk for the rest of the day
                job.problem, job.state = f"This could not be computed: {type(error).__name__}: {error}", FAILED
