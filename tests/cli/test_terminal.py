"""Whatever the terminal can show, and whenever Ctrl-C comes: a whole page or a sentence, and the exit code for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import synthetic
from ripeness.cli.screen import ALIKE
from ripeness.questions.summary.summary import summarise
from ripeness.store.runs import reserve

START = "from ripeness.cli.start import main; main()"


def shell(*arguments: str, code: str = START, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env={**os.environ, **env}, capture_output=True, cwd=cwd
    )


@pytest.fixture(scope="module")
def saved(war, tmp_path_factory) -> Path:
    """A made-up run, saved."""
    forecast = synthetic.forecast(war)
    with reserve(tmp_path_factory.mktemp("runs") / "mine", "starter") as place:
        return place.save(forecast, summarise(forecast, war), {"policy": "status-quo"}, "text")


@pytest.fixture(scope="module")
def whole(saved: Path) -> list[str]:
    """Its page, line by line, in the alphabet that has every shape."""
    return shell("show", str(saved), PYTHONIOENCODING="utf-8").stdout.decode("utf-8").splitlines()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437", "koi8-r", "utf-16"])
def test_a_page_is_whole_in_any_alphabet_and_keeps_its_columns(encoding: str, saved: Path, whole: list[str]) -> None:
    told = shell("show", str(saved), PYTHONIOENCODING=encoding)
    assert (told.returncode, told.stderr) == (0, b"")
    lines = told.stdout.decode(encoding).splitlines()
    assert len(lines) == len(whole) > 20
    assert [len(line) for line in lines] == [len(line) for line in whole]
    assert not any("?" in line for line, meant in zip(lines, whole, strict=True) if "?" not in meant)


@pytest.mark.parametrize("encoding", ["ascii", "cp437"])
def test_text_that_an_alphabet_lacks_is_replaced_in_json_and_in_errors_too(encoding: str, tmp_path: Path) -> None:
    told = shell("theory", "list", "--json", PYTHONIOENCODING=encoding)
    assert told.returncode == 0 and told.stdout.decode(encoding).rstrip().endswith("}")
    told = shell("run", "貿易.yaml", cwd=tmp_path, PYTHONIOENCODING=encoding)
    assert told.returncode == 2 and "??.yaml" in told.stderr.decode(encoding) and b"Traceback" not in told.stderr


def test_a_path_that_is_no_text_is_printed_with_marks_in_its_place(tmp_path: Path) -> None:
    odd = os.fsdecode(b"run-\xff")
    told = shell("show", odd, cwd=tmp_path, PYTHONIOENCODING="utf-8")
    assert told.returncode == 2 and b"Traceback" not in told.stderr


def test_each_shape_has_a_stand_in_of_one_plain_character() -> None:
    assert all(len(shape) == len(plain) == 1 and plain.isascii() for shape, plain in ALIKE.items())


@pytest.mark.parametrize("at", ["typer", "rich.table", "ripeness.scenarios.shipped", "ripeness.store.runs"])
def test_ctrl_c_while_anything_is_imported_leaves_with_130_and_a_sentence(at: str, tmp_path: Path) -> None:
    watch = (
        "import os, signal, sys\n"
        "class Watch:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {at!r}: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Watch())\n"
    )
    told = shell("list", code=watch + START, cwd=tmp_path)
    assert (told.returncode, told.stderr) == (130, b"Interrupted.\n")


def test_ctrl_c_between_imports_leaves_with_130(tmp_path: Path) -> None:
    watch = "import os, signal, ripeness.cli.main as m; m.main = lambda: os.kill(os.getpid(), signal.SIGINT)\n"
    told = shell("list", code=watch + START, cwd=tmp_path)
    assert (told.returncode, told.stderr) == (130, b"Interrupted.\n")


def test_our_warnings_are_sentences_said_once_and_those_of_packages_are_not_said(tmp_path: Path) -> None:
    noisy = (
        "import logging, warnings\n"
        "import ripeness.cli.main as m\n"
        "from ripeness.errors import RipenessWarning\n"
        "def command(**named):\n"
        "    for _ in range(3):\n"
        "        warnings.warn('A cache is full.', RipenessWarning, stacklevel=1)\n"
        "    warnings.warn('numpy is old', DeprecationWarning, stacklevel=1)\n"
        "    warnings.warn('xarray guesses', UserWarning, stacklevel=1)\n"
        "    logging.getLogger('jax').warning('no accelerator')\n"
        "m.app = command\n"
    )
    told = shell(code=noisy + START, cwd=tmp_path)
    assert (told.returncode, told.stderr) == (0, b"A cache is full.\n")


def test_xla_is_told_to_keep_its_alarms_to_itself_before_it_is_loaded(tmp_path: Path) -> None:
    code = "import os, sys, ripeness; print('jaxlib' in sys.modules, os.environ['TF_CPP_MIN_LOG_LEVEL'])"
    env = {name: value for name, value in os.environ.items() if name != "TF_CPP_MIN_LOG_LEVEL"}
    told = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, cwd=tmp_path)
    assert told.stdout == b"False 3\n"


@pytest.mark.parametrize(
    ("stated", "command"),
    [("a file/x", ("run", "toys/gamblers-ruin", "--draws", "1")), ("~/kept", ("story", "toys/gamblers-ruin"))],
)
def test_a_cache_that_cannot_be_used_is_said_once_by_a_command(
    stated: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("")
    cache = str(tmp_path / stated) if stated.startswith("a") else stated
    told = shell(*command, "--json", cwd=tmp_path, RIPENESS_CACHE=cache, HOME=str(tmp_path / "home"))
    assert told.returncode == 0
    lines = [line for line in told.stderr.decode().splitlines() if line and not line.endswith(" ...")]  # no progress
    said = [line for line in lines if not line.startswith(("Saved", "Few"))]
    if stated.startswith("~"):
        assert not (tmp_path / "~").exists() and (tmp_path / "home" / "kept" / "programs").is_dir()
        assert said == []
    else:
        assert len(said) == 1 and "Nothing can be kept in" in said[0]
