"""The search of `robust` on aims that are known: the front of every place, the same set from the same seed and after
any kill."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ripeness.errors import RunError
from ripeness.questions.reach.held import Held, movement
from ripeness.questions.robust.journal import JOURNAL, Journal
from ripeness.questions.robust.search import Tried, beaten, places, search, setting_of, spread

LEVERS = {
    "helps": Held("helps", ("us",), 0.0, 1.0, 0.1),
    "harms": Held("harms", ("us",), -1.0, 1.0, 0.0),
    "switch": Held("switch", ("us",), 0.0, 1.0, 0.0, True),
}


def aims(setting) -> list[float]:
    """A chance that one lever raises and another lowers, what a switch adds, and the movement, more being better."""
    chance = (
        0.2 + 0.5 * setting.get("helps", 0.1) - 0.1 * abs(setting.get("harms", 0.0)) + 0.2 * setting.get("switch", 0.0)
    )
    return [chance, -movement(LEVERS, setting)]


def evaluate(settings):
    return np.array([aims(one) for one in settings])


def on_the_grid() -> Tried:
    """Every place of every lever."""
    every = itertools.product(*(range(len(places(one))) for one in LEVERS.values()))
    settings = [setting_of(LEVERS, dict(zip(LEVERS, one, strict=True))) for one in every]
    return Tried(settings, np.round(evaluate(settings), 3))


def as_set(tried: Tried) -> set[tuple[float, ...]]:
    return {tuple(tried.values[place]) for place in tried.front()}


def test_the_front_is_that_of_every_place_tried() -> None:
    grid = on_the_grid()
    assert len(grid.settings) == 9 * 9 * 2
    found = search(LEVERS, [], 2, evaluate, 400, seed=1)
    assert as_set(found) == as_set(grid)
    assert len(found.settings) < len(grid.settings)
    assert all("harms" not in found.settings[place] for place in found.front())


def test_the_same_seed_tries_the_same_and_another_seed_other_settings() -> None:
    one, same, other = (search(LEVERS, [], 2, evaluate, 60, seed=seed) for seed in (4, 4, 5))
    assert one.settings == same.settings and one.settings != other.settings


def test_a_lever_stands_at_todays_value_and_at_both_ends_whatever_the_eighths() -> None:
    for lever in LEVERS.values():
        assert {lever.low, lever.high, lever.today} <= set(places(lever))
    assert setting_of(LEVERS, {"helps": 1, "harms": 4, "switch": 0}) == {}


def test_a_policy_is_beaten_by_one_that_is_nowhere_worse_and_somewhere_better() -> None:
    values = np.array([[1.0, 1.0], [1.0, 2.0], [0.0, 3.0], [1.0, 2.0]])
    assert [beaten(one, values) for one in values] == [True, False, False, False]


def test_few_of_a_front_are_its_ends_and_what_lies_far_apart() -> None:
    line = np.stack([np.linspace(0.0, 1.0, 101), np.linspace(1.0, 0.0, 101)], axis=1)
    assert spread(line, 3) == [0, 50, 100]
    assert spread(line[:2], 8) == [0, 1]


def kept(folder: Path, most: int | None = None, kill: bool = False) -> Tried:
    """A search that keeps what it tries, and stops or is killed after so many settings."""
    journal = Journal.opened(LEVERS, ["chance", "movement"], folder, {"search": {"of": "a test"}, "command": {}})

    def looked_up(settings):
        for one in settings:
            if journal.get(one) is None:
                if most is not None and len(journal) >= most:
                    if kill:
                        os.kill(os.getpid(), signal.SIGKILL)
                    raise KeyboardInterrupt
                found = np.array(aims(one))
                journal.keep(one, found, found.tolist())
        return np.stack([journal.get(one) for one in settings])

    return search(LEVERS, [], 2, looked_up, 80, seed=2)


@pytest.mark.parametrize("most", [7, 33])
def test_a_search_that_was_cut_off_goes_the_same_way_again(tmp_path: Path, most: int) -> None:
    whole = search(LEVERS, [], 2, evaluate, 80, seed=2)
    with pytest.raises(KeyboardInterrupt):
        kept(tmp_path / "cut", most)
    again = kept(tmp_path / "cut")
    assert again.settings == whole.settings and (again.values == whole.values).all()


def test_a_search_that_was_killed_goes_the_same_way_again(tmp_path: Path) -> None:
    script = "import sys, pathlib, test_robust_search as t; t.kept(pathlib.Path(sys.argv[1]), 25, kill=True)"
    paths = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    ended = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "killed")], env={**os.environ, "PYTHONPATH": paths}, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    journal = Journal.opened(
        LEVERS, ["chance", "movement"], tmp_path / "killed", {"search": {"of": "a test"}, "command": {}}
    )
    assert len(journal) == 25
    again = kept(tmp_path / "killed")
    assert again.settings == search(LEVERS, [], 2, evaluate, 80, seed=2).settings


def test_a_folder_of_another_search_or_of_something_else_is_left_alone(tmp_path: Path) -> None:
    kept(tmp_path / "mine")
    with pytest.raises(RunError, match="another search"):
        Journal.opened(LEVERS, ["chance", "movement"], tmp_path / "mine", {"search": {"of": "another"}, "command": {}})
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("dear")
    with pytest.raises(RunError, match="something else"):
        Journal.opened(LEVERS, ["chance", "movement"], tmp_path / "other", {"search": {}, "command": {}})


def test_a_spoilt_journal_is_refused_in_words(tmp_path: Path) -> None:
    kept(tmp_path / "mine")
    (tmp_path / "mine" / JOURNAL).write_bytes(b"{nonsense\n{}\n")
    with pytest.raises(RunError, match="cannot be gone on with"):
        kept(tmp_path / "mine")
