"""What draws pictures in the browser: made once from the library that draws them on paper, and kept."""

from __future__ import annotations

from importlib.metadata import version

from ripeness.store.cache import read_kept, room, write_kept


def drawing() -> str:
    """Return Vega and Vega-Lite as one script that loads nothing; from the user's cache, or made and kept there."""
    folder = room("scripts")
    kept = None if folder is None else folder / f"vega-{version('vl-convert-python')}.js"
    if kept is not None and (found := read_kept(kept)) is not None:
        return found.decode("utf-8")
    import vl_convert

    made: str = vl_convert.javascript_bundle()  # type: ignore[call-arg]
    if kept is not None:
        write_kept(kept, made.encode("utf-8"))
    return made
