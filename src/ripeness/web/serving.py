"""Serve the page until Ctrl-C: on this machine alone, under a key of its own."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable

from ripeness.errors import RunError
from ripeness.web.address import Address
from ripeness.web.page import Page

HOST = "127.0.0.1"


def serve(page: Page, port: int, told: Callable[[str], None], browser: bool = True) -> None:
    """Serve a page until it is interrupted.

    Parameters
    ----------
    port : to listen at; 0 for one that is free. told : is handed the page's address once it answers.
    browser : whether to open it.

    Raises
    ------
    RunError : the port is taken, or what the page is made with is not installed. ScenarioError : as for `load`.
    """
    try:
        import uvicorn

        from ripeness.web.server import Routes
    except ModuleNotFoundError as error:
        what = f"the page is served with {error.name}, which is not installed"
        raise RunError(what, "pip install 'ripeness[page]'") from error
    page.laid("")  # what is wrong with the scenario is said before anything is served
    page.templates  # noqa: B018
    page.key = page.key or secrets.token_urlsafe(9)
    listening = bound(port)
    address = f"http://{HOST}:{listening.getsockname()[1]}{page.base}"
    page.job(Address(), always=True)
    routes = Routes(page)
    threading.Thread(target=routes.drawn, name="drawing", daemon=True).start()  # ready before a browser asks
    logging.getLogger("uvicorn.error").addFilter(worth_saying)
    config = uvicorn.Config(routes.app(), log_level="warning", lifespan="off", timeout_graceful_shutdown=1)
    told(address)
    if browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
    if not page.desk.close():  # a solver that runs cannot be interrupted, and nothing of it is lost
        sys.stdout.flush()
        os._exit(0)


def worth_saying(record: logging.LogRecord) -> bool:
    """Say whether a line of the server's log is one to print: not that who waited for an answer was sent away."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, asyncio.CancelledError) and "timeout graceful shutdown" not in record.getMessage()


def bound(port: int) -> socket.socket:
    """Return a socket that listens on this machine alone."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
        made.listen(64)
    except OSError as error:
        made.close()
        taken = f"port {port} is taken" if port else "no port is free"
        raise RunError(f"{taken}: {error.strerror or error}", "Leave --port out, or name another one") from error
    return made
