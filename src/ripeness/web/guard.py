"""Who may ask the page, and what a browser may do with its answers.

The page computes for whoever asks, so only the person at this machine may: it is bound to this machine, answers under
this machine's names only, and under a path that begins with a key that the command prints. A browser is told to load
nothing from anywhere else, to run no script but the page's, and to show the page in no other one.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = ("127.0.0.1", "localhost")

LONGEST_QUERY = 16_384
"""Bytes of an address behind its question mark: answers to all questions about a page of prose find room."""

CSP = "; ".join([
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self'",
    "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
    "trusted-types default",
])  # fmt: skip
"""What a browser may load and run: the page's own files, and no text as a program."""

HEADERS = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def refusal(method: str, path: str, query: bytes, headers: dict[str, str], key: str) -> tuple[int, str] | None:
    """Return why a request is refused, status and sentence, or nothing.

    Parameters
    ----------
    headers : by name in small letters. key : with which every path begins.
    """
    name = headers.get("host", "").rsplit(":", 1)[0]
    if name not in HOSTS:
        return 400, "This page answers on this machine only, under 127.0.0.1 or localhost."
    if method not in ("GET", "HEAD"):
        return 405, "This page is only read."
    if not hmac.compare_digest(path.split("/")[1].encode() if "/" in path else b"", key.encode()):
        told = "This address lacks the key of the page that runs now. Use the address that the command printed; "
        return 403, f"{told}what stands behind the question mark of an older address can be put behind it."
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return 403, "Another page asked for this one. Open the address in a window of its own."
    if len(query) > LONGEST_QUERY:
        return 400, f"The address is longer than {LONGEST_QUERY} characters behind its question mark."
    return None


class Guard:
    """An application behind the guard; what it answers carries the headers."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        self.app, self.key = app, key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        from starlette.responses import PlainTextResponse

        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refused = refusal(scope["method"], scope["path"], scope["query_string"], headers, self.key)

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*_without(message["headers"]), *_encoded(HEADERS)]
            await send(message)

        app = PlainTextResponse(refused[1], refused[0]) if refused else self.app
        await app(scope, receive, headed)


def _without(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return headers without those that the guard sets."""
    own = {name.lower().encode() for name in HEADERS}
    return [(name, value) for name, value in headers if name.lower() not in own]


def _encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]
