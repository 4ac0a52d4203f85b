"""The user's cache: taken from this user alone, whole or not at all, bounded, and never in the way."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest

from ripeness.errors import RipenessWarning
from ripeness.store import cache

POSIX = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="users have their folders to themselves here")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RIPENESS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def kept(name: str = "a", content: bytes = b"content") -> Path:
    """A file that is kept."""
    place = cache.room("things")
    assert place is not None
    cache.write_kept(place / name, content)
    return place / name


def test_what_is_kept_is_read_as_it_was_written_and_is_for_its_user_alone() -> None:
    file = kept()
    assert cache.read_kept(file) == b"content"
    if hasattr(os, "geteuid"):
        modes = [one.stat().st_mode & 0o777 for one in (file, file.parent, file.parent.parent)]
        assert modes == [0o600, 0o700, 0o700]


@pytest.mark.parametrize("at", range(0, len(b"content") + cache.MARK_BYTES, 3))
def test_a_bit_that_flips_anywhere_drops_the_file(at: int) -> None:
    file = kept()
    damaged = bytearray(file.read_bytes())
    damaged[at] ^= 1
    file.write_bytes(damaged)
    assert cache.read_kept(file) is None and not file.exists()


def test_a_file_that_was_cut_emptied_or_renamed_is_dropped() -> None:
    for content in (b"", b"conte", kept().read_bytes()[:-1]):
        file = kept()
        file.write_bytes(content)
        assert cache.read_kept(file) is None and not file.exists()
    one, other = kept("a", b"one"), kept("b", b"other")
    one.replace(other)
    assert cache.read_kept(other) is None and not other.exists()


@POSIX
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_not_read(mode: int) -> None:
    file = kept()
    file.chmod(mode)
    with pytest.warns(RipenessWarning, match=r"can be written by other users: it is not used"):
        assert cache.read_kept(file) is None


@POSIX
@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777, 0o1777])
def test_a_folder_that_others_may_write_is_not_used(mode: int) -> None:
    kept().parent.chmod(mode)
    with pytest.warns(RipenessWarning, match=r"can be written by other users: what it holds is not used"):
        assert cache.room("things") is None


@POSIX
def test_what_belongs_to_another_user_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    file, owner = kept(), os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    with pytest.warns(RipenessWarning, match="belongs to another user"):
        assert cache.read_kept(file) is None
    with pytest.warns(RipenessWarning, match="belongs to another user"):
        assert cache.room("things") is None


@POSIX
def test_a_program_that_another_user_planted_does_not_run(tmp_path: Path, folder: Path) -> None:
    from ripeness.ensemble import programs

    class Planted:
        def __reduce__(self):
            return os.system, (f"touch {tmp_path / 'ran'}",)

    place = cache.room("programs")
    assert place is not None
    cache.write_kept(place / "name.program", pickle.dumps(Planted()))
    (place / "name.program").chmod(0o666)
    with pytest.warns(RipenessWarning):
        assert programs.read("name", ()) is None
    assert not (tmp_path / "ran").exists()
    (place / "name.program").chmod(0o600)  # the same file of this user's own is taken, so that the test tests
    assert programs.read("name", ()) is None
    assert (tmp_path / "ran").exists()


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.setenv("RIPENESS_CACHE", "~/x")
    assert cache.cache_folder() == tmp_path / "home" / "x"


@POSIX
def test_without_a_home_the_cache_lies_elsewhere_and_that_is_said(monkeypatch, tmp_path: Path) -> None:
    import pwd
    import tempfile

    def nobody(number: int):
        raise KeyError(f"uid not found: {number}")

    monkeypatch.delenv("RIPENESS_CACHE")
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with pytest.warns(RipenessWarning, match=r"This user has no home folder"):
        place = cache.room("things")
    assert place == tmp_path / f"ripeness-{os.geteuid()}" / "things" and place.is_dir()
    assert not (tmp_path / "~").exists()


@pytest.mark.parametrize("obstacle", ["a file", "a file above", "a link to nowhere"])
def test_a_cache_that_cannot_be_made_is_said_once_and_costs_nothing_else(obstacle, tmp_path, monkeypatch) -> None:
    blocked = tmp_path / "blocked"
    blocked.symlink_to(tmp_path / "nowhere" / "x") if obstacle == "a link to nowhere" else blocked.write_text("")
    monkeypatch.setenv("RIPENESS_CACHE", str(blocked / "x" if obstacle == "a file above" else blocked))
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("default")
        assert [cache.room("things") for _ in range(3)] == [None] * 3
    assert len(said) == 1 and str(said[0].message).startswith("Nothing can be kept in ")


def test_a_full_disk_is_said_once_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    file = kept()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("default")
        for number in range(3):
            cache.write_kept(file.with_name(str(number)), b"")
    assert len(said) == 1 and "No space left on device" in str(said[0].message)
    assert list(file.parent.iterdir()) == [file]


def test_every_file_of_a_room_counts_whoever_wrote_it_and_the_oldest_go_first() -> None:
    file = kept(content=b"x" * 100)
    for age, name in enumerate(["new-cache", "older-cache", "oldest-cache"]):
        (file.parent / name).write_bytes(b"x" * 100)
        os.utime(file.parent / name, (1000 - age, 1000 - age))
    cache.keep_newest(file.parent, 300)
    assert sorted(path.name for path in file.parent.iterdir()) == ["a", "new-cache"]


def test_what_a_killed_process_left_half_written_goes_once_it_is_old() -> None:
    file = kept()
    old, fresh = file.parent / ".ripeness-old.part", file.parent / ".ripeness-fresh.part"
    old.write_text("")
    fresh.write_text("")
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    kept("b")
    assert fresh.exists() and not old.exists()


def test_the_same_cache_serves_many_processes_at_once(folder: Path) -> None:
    code = (
        "from ripeness.store import cache; place = cache.room('things')\n"
        "for n in range(60):\n"
        "    cache.write_kept(place / str(n % 3), str(n % 3).encode() * 1000)\n"
        "    found = cache.read_kept(place / str(n % 3)); assert found in (None, str(n % 3).encode() * 1000), found\n"
        "    cache.keep_newest(place, 2500)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(3)]
    assert [one.communicate()[1] for one in running] == [b""] * 3
    assert not list((folder / "things").glob(".*"))
