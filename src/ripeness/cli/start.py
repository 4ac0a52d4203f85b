"""Where the command `ripeness` starts: little is imported before Ctrl-C is answered in a sentence."""

from __future__ import annotations

import os
import signal
import sys


def main() -> None:
    """Import the commands and run one; Ctrl-C at any time leaves with exit code 130 and no traceback."""
    signal.signal(signal.SIGINT, _interrupt)
    try:
        from ripeness.cli.main import main as command

        command()
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        sys.exit(130)


def _interrupt(number: int, frame) -> None:
    """Answer Ctrl-C: leave at once while something is imported, where an exception can get lost; else raise it."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            shown = "\x1b[?25h" if sys.stderr is not None and sys.stderr.isatty() else ""  # a progress bar hides it
            os.write(2, f"{shown}Interrupted.\n".encode())
            os._exit(130)
        frame = frame.f_back
    raise KeyboardInterrupt
