"""Who computes next: one at a time, the most urgent first; an asker's later request takes an earlier one's place."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

from ripeness.errors import Superseded

AT_ONCE, IN_FULL, AHEAD = range(3)
"""How urgent: somebody waits for a quick answer, somebody waits for a long one, nobody has asked yet."""

STILL = 0.5
"""Seconds after somebody moved a lever for which work that nobody has asked for waits: it would slow what is drawn."""

Between = Callable[[], None]
"""Called between two pieces of work: lets the more urgent go first, and raises `Superseded` where nobody waits."""

Ticket = tuple[int, int]


class Turns:
    """The turns of one computer. A ticket is (how urgent, in which order it was drawn); the smallest goes first."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[Ticket] = []
        self._now: Ticket | None = None
        self._latest: dict[str, int] = {}
        self._numbers = count()
        self._closed = False
        self._moved = -STILL

    def moved(self) -> None:
        """Take note that somebody moves a lever now."""
        self._moved = time.monotonic()

    def rest(self) -> float:
        """Return the seconds for which work that nobody has asked for still waits; none or less: it need not."""
        return self._moved + STILL - time.monotonic()

    @contextmanager
    def request(self, urgency: int, asker: str | None = None) -> Iterator[Request]:
        """Register a request, which from now on takes the place of an earlier one of the same asker.

        asker : None for work whose place none takes.

        Raises
        ------
        Superseded : at the end, if the asker asked again meanwhile: the answer is dropped.
        """
        with self._changed:
            one = Request(self, (urgency, next(self._numbers)), asker)
            if asker is not None:
                self._latest[asker] = one.ticket[1]
            self._changed.notify_all()
        try:
            yield one
            one.refuse_late()
        finally:
            with self._changed:
                if asker is not None and self._latest.get(asker) == one.ticket[1]:
                    del self._latest[asker]

    def close(self) -> None:
        """Let nobody have a turn from now on."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def is_late(self, ticket: Ticket, asker: str | None) -> bool:
        """Say whether nobody waits for the answer any more."""
        return self._closed or (asker is not None and self._latest.get(asker) != ticket[1])

    def take(self, ticket: Ticket, asker: str | None) -> None:
        """Wait for the turn."""
        with self._changed:
            self._waiting.append(ticket)
            try:
                while not self.is_late(ticket, asker) and (self._now is not None or min(self._waiting) != ticket):
                    self._changed.wait()
            finally:
                self._waiting.remove(ticket)
                self._changed.notify_all()
            if self.is_late(ticket, asker):
                raise Superseded
            self._now = ticket

    def leave(self, ticket: Ticket) -> None:
        """Give the turn back, if it is held."""
        with self._changed:
            if self._now == ticket:
                self._now = None
                self._changed.notify_all()

    def awaited_by_more_urgent(self, ticket: Ticket) -> bool:
        """Say whether somebody waits who goes first."""
        with self._changed:
            return any(other < ticket for other in self._waiting)


class Request:
    """A request: it waits for its turn, and learns between two pieces of work whether it is wanted still."""

    def __init__(self, turns: Turns, ticket: Ticket, asker: str | None) -> None:
        self.ticket = ticket
        self._turns, self._asker = turns, asker

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn and hold it."""
        self._turns.take(self.ticket, self._asker)
        try:
            yield
        finally:
            self._turns.leave(self.ticket)

    def between(self) -> None:
        """Let the more urgent go first. To be called between two pieces of the work, while the turn is held.

        Raises
        ------
        Superseded : the asker asked again, or the turns were closed.
        """
        self.refuse_late()
        waits = self.ticket[0] == AHEAD and self._turns.rest() > 0
        if waits or self._turns.awaited_by_more_urgent(self.ticket):
            self._turns.leave(self.ticket)
            if waits:
                self.still()
            self._turns.take(self.ticket, self._asker)

    def still(self) -> None:
        """Wait until nobody has moved a lever for a moment.

        Raises
        ------
        Superseded : as for `between`.
        """
        while (rest := self._turns.rest()) > 0:
            self.refuse_late()
            time.sleep(rest)

    def refuse_late(self) -> None:
        """Raise `Superseded` where nobody waits for the answer."""
        if self._turns.is_late(self.ticket, self._asker):
            raise Superseded
