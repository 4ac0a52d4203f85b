"""Which files an assistant may have read: shipped scenarios, and what lies under the folder of the server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ripeness.errors import RunError, harmless
from ripeness.scenarios.copying import LEARNT
from ripeness.scenarios.shipped import locate, shipped, views

ENDINGS = (".yaml", ".yml")
MOST_LISTED = 200
MOST_LOOKED_AT = 20_000


class Folder:
    """The folder in which the server was started, and nothing outside it, by whatever name or link.

    Parameters
    ----------
    root : the folder; a link to it is followed once, here.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve(strict=True)

    def scenario(self, stated: str) -> Path:
        """Return the file of a scenario: a shipped one by its name, or a file under the folder.

        Raises
        ------
        RunError : it lies outside the folder, is no scenario's file, or a file beside it that would be read is a link
        out of the folder.
        """
        known = shipped()
        if stated in known or stated in {name.rsplit("/", 1)[-1] for name in known}:
            return locate(stated)
        path = self._inside(stated)
        for ending in LEARNT:
            self._inside(str(path.with_suffix(ending)), must_be=False)
        return path

    def view(self, scenario: Path, stated: str | None) -> Path | None:
        """Return the file of a scenario's view, by its name or as a path under the folder."""
        if stated is None:
            return None
        beside = views(scenario)
        if scenario in shipped().values() and stated in beside:
            return beside[stated]
        path = self._inside(str(beside.get(stated, stated)))
        for ending in LEARNT:
            self._inside(str(path.with_suffix(ending)), must_be=False)
        return path

    def own(self) -> Iterator[str]:
        """Yield the YAML files under the folder by their names in it; links and hidden folders are left out."""
        found: list[str] = []
        for number, path in enumerate(self._walk(self.root)):
            if number >= MOST_LOOKED_AT or len(found) >= MOST_LISTED:
                break
            if path.suffix in ENDINGS:
                found.append(path.relative_to(self.root).as_posix())
        yield from sorted(found)

    def _walk(self, folder: Path) -> Iterator[Path]:
        try:
            entries = sorted(folder.iterdir())
        except OSError:
            return
        for one in entries:
            if one.is_symlink() or one.name.startswith("."):
                continue
            if one.is_dir():
                yield from self._walk(one)
            elif one.is_file():
                yield one

    def _inside(self, stated: str, must_be: bool = True) -> Path:
        """Return a path with every link in it followed; it lies under the folder, and is a scenario's file there."""
        shown = harmless(stated[:200])
        try:
            path = (self.root / stated).resolve()
        except (OSError, ValueError, RuntimeError):
            raise RunError(f"{shown!r} is no path", "Name a shipped scenario, or a .yaml file in the folder") from None
        if not path.is_relative_to(self.root):
            fix = "Name a shipped scenario, or a file in the folder in which the server was started"
            raise RunError(f"{shown!r} lies outside the folder", fix)
        if must_be and (path.suffix not in ENDINGS or not path.is_file()):
            fix = "Ask `list` which there are; a file ends with .yaml"
            raise RunError(f"There is no scenario {shown!r} in the folder", fix)
        return path
