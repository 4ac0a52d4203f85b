"""The commands `ripeness robust` and `ripeness reach`: the same set on however many cores, and what is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from caches import emptied
from small_war import small_text

ASKED = ("--aim", "undefeated", "--aim", "movement", "--by", "2000-12", "--evaluations", "20", "--draws", "5", "--json")


def on_cores(folder: Path, cores: int) -> dict:
    """Run the search in a folder and a cache of its own; return what it prints, but for where it is kept."""
    folder.mkdir()
    (folder / "small.yaml").write_text(small_text(), encoding="utf-8")
    environment = {**os.environ, "RIPENESS_CORES": str(cores), "RIPENESS_CACHE": emptied(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-m", "ripeness", "robust", "small.yaml", *ASKED],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_set_is_the_same_on_one_core_and_on_three(tmp_path: Path) -> None:
    one, three = on_cores(tmp_path / "one", 1), on_cores(tmp_path / "three", 3)
    assert len(one["policies"]) > 2
    assert one == three


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("robust", "gamblers-ruin", "--resume", "nowhere"), "holds no search"),
        (("robust", "gamblers-ruin", "--resume", "nowhere", "--out", "there"), "Write one of the two"),
        (("robust", "gamblers-ruin", "--aim", "peace"), "no aim"),
        (("robust", "gamblers-ruin", "--views"), "no views"),
        (("robust", "gamblers-ruin", "--owner", "nobody"), "owner"),
        (("reach", "settlement by 2001 >= 50", "gamblers-ruin"), "from 0 to 1"),
        (("reach", "settlement by 2001 >= 50 %", "gamblers-ruin", "--lever", "odds"), "no lever is called"),
        (("reach", "settlement by 2001 >= 50 %", "gamblers-ruin", "--versions", "11"), "none to ask for"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(ripe, words: tuple[str, ...], told: str) -> None:
    code, out, err = ripe(*words)
    assert code == 2 and not out and told in err and "Traceback" not in err
    assert not Path("runs").exists()
