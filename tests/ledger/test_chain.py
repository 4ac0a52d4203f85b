"""The ledger's lines: whole, sealed, added to one after the other, and every alteration named with its line."""

from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path

import pytest

from ripeness.errors import DataError, RunError
from ripeness.history.ledger import NOTHING, append, read_ledger


def line(number: int) -> dict:
    """A resolution, the shortest kind of line."""
    told = {"outcome": "no", "on": "2026-02-28", "evidence": f"evidence {number}", "source": "a source"}
    return {"kind": "resolved", "scenario": "war", "name": f"q{number}", **told}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.jsonl"
    for number in (1, 2, 3):
        append(path, lambda _, number=number: [line(number)])
    return path


def test_each_line_holds_the_sha256_of_the_line_before(ledger: Path) -> None:
    import hashlib

    before = NOTHING
    for text in ledger.read_text(encoding="utf-8").splitlines():
        said = json.loads(text)
        stated = said.pop("hash")
        assert said["before"] == before
        by_hand = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(", ", ": "))
        before = hashlib.sha256(by_hand.encode()).hexdigest()
        assert stated == before
    assert read_ledger(ledger).last == before


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_altered_line_is_named(ledger: Path, number: int) -> None:
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[number - 1] = lines[number - 1].replace('"outcome": "no"', '"outcome": "yes"')
    ledger.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(DataError, match=rf"line {number}: the line was altered"):
        read_ledger(ledger)
    before = ledger.read_bytes()
    with pytest.raises(DataError, match=rf"line {number}"):
        append(ledger, lambda _: [line(4)])
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("change", ["removed", "put in", "swapped"])
def test_a_line_that_is_missing_or_too_much_is_named(ledger: Path, change: str) -> None:
    one, two, three = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    text = {"removed": one + three, "put in": one + two + two + three, "swapped": two + one + three}[change]
    at = {"removed": 2, "put in": 3, "swapped": 1}[change]
    ledger.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=rf"line {at}: the line before it was altered, removed or put in.*Restore"):
        read_ledger(ledger)


def test_a_torn_line_and_what_is_no_ledger_are_named(ledger: Path, tmp_path: Path) -> None:
    ledger.write_bytes(ledger.read_bytes()[:-20])
    with pytest.raises(DataError, match="line 3: the line is not whole"):
        read_ledger(ledger)
    other = tmp_path / "other.jsonl"
    other.write_text("question,chance\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 1: the line is no JSON object"):
        read_ledger(other)


def test_what_fails_under_the_lock_adds_nothing(ledger: Path, tmp_path: Path) -> None:
    def fails(_):
        raise RunError("no", "do not")

    before = ledger.read_bytes()
    with pytest.raises(RunError):
        append(ledger, fails)
    assert ledger.read_bytes() == before
    with pytest.raises(RunError):
        append(tmp_path / "new.jsonl", fails)
    assert not (tmp_path / "new.jsonl").exists()


def test_a_pipe_is_refused_and_nobody_waits(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RunError, match="not a file"):
        append(tmp_path / "pipe", lambda _: [line(1)])
    with pytest.raises(DataError, match="cannot be read"):
        read_ledger(tmp_path / "pipe")


def _add(path: str, first: int) -> None:
    for number in range(first, first + 10):
        append(Path(path), lambda _, number=number: [line(number)])


def test_two_writers_at_once_lose_nothing_and_the_chain_holds(tmp_path: Path) -> None:
    path = tmp_path / "shared.jsonl"
    context = multiprocessing.get_context("fork")
    both = [context.Process(target=_add, args=(str(path), first)) for first in (0, 100)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    names = [one["name"] for one in read_ledger(path).lines]
    assert sorted(names) == sorted(f"q{number}" for first in (0, 100) for number in range(first, first + 10))
