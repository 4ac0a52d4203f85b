"""``ripeness mcp``: a server by which an assistant asks the questions of the command line."""

from __future__ import annotations

from pathlib import Path


def mcp() -> None:
    """Serve list, check, run, claims, whatif, explain and ask to an assistant, over standard input and output.

    It speaks the Model Context Protocol, reads shipped scenarios and files under the folder in which it is started, and
    writes nothing there. Installed with: pip install 'ripeness[assistant]'
    """
    from ripeness.assistant.server import server

    server(Path.cwd()).run("stdio")
