"""What people write beside scenarios is spoilt at random, and refused in words or leads to a sane result.

That is: answers of an interview, experts' tables, files of other methods, ledgers, questions in words, addresses.

Most come from a fixed seed, some from a new one, which a failure prints. RIPENESS_FUZZ=3 spoils three times as many.
"""

from __future__ import annotations

import math
import os
import random
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

import ripeness
from ripeness.cli.new import STARTER
from ripeness.errors import RipenessError, commanding
from ripeness.history.ledger import Ledger, append, read_ledger
from ripeness.questions.ask.event import read_question
from ripeness.scenarios.interview.asking import answers_in
from ripeness.scenarios.interview.writing import scenario_text
from ripeness.schema import Scenario, load_scenario, parse_scenario
from ripeness.web.address import read
from rival_inputs import PRISONERS, SEVEN_ACTORS, TWO_ACTORS
from spoiling import NASTY, clean, spoilt

EXAMPLES = Path(__file__).parents[2] / "examples"
FIXED, FRESH = 20260226, random.SystemRandom().randrange(2**32)
TIMES = float(os.environ.get("RIPENESS_FUZZ", "1"))
Random = random.Random


@cache
def starter() -> Scenario:
    return load_scenario(STARTER)


def finite(found: Any) -> bool:
    """Whether no number in an answer is without bounds."""
    if isinstance(found, dict):
        return all(finite(one) for one in found.values())
    if isinstance(found, list | tuple):
        return all(finite(one) for one in found)
    return not isinstance(found, float) or math.isfinite(found)


def answers(folder: Path, rng: Random) -> None:
    """Answers that are taken make a scenario that can be read, and nothing is lost of them."""
    file = folder / "spoilt.answers.txt"
    file.write_bytes(spoilt((EXAMPLES / "karst.answers.txt").read_text(encoding="utf-8"), rng))
    try:
        given = answers_in(file)
        text = scenario_text("spoilt", given)
    except RipenessError as error:
        assert str(error) and len(str(error)) < 12_000
        return
    assert parse_scenario(text, "spoilt.yaml").content_hash() and answers_in(given.text().encode()).words == given.words


def experts(folder: Path, rng: Random) -> None:
    file = folder / "spoilt.csv"
    file.write_bytes(spoilt((EXAMPLES / "karst.experts.csv").read_text(encoding="utf-8"), rng))
    try:
        found = ripeness.elicit(file)
    except RipenessError as error:
        clean(error, "spoilt.csv")
    else:
        assert finite(found.to_dict()) and len(found.table())


METHODS = {
    "challenge": SEVEN_ACTORS, "expected-utility": SEVEN_ACTORS, "exchange": TWO_ACTORS, "graph-model": PRISONERS,
}  # fmt: skip


def methods(folder: Path, rng: Random) -> None:
    method = rng.choice(sorted(METHODS))
    file = folder / ("spoilt.json" if method == "graph-model" else "spoilt.csv")
    file.write_bytes(spoilt(METHODS[method], rng))
    try:
        found = ripeness.rival(method, file)
    except RipenessError as error:
        assert error.fix and len(str(error)) < 12_000
    else:
        assert finite(found.to_dict())


RESOLVED = {
    "kind": "resolved", "scenario": "war", "outcome": "no", "on": "2026-02-28", "evidence": "one", "source": "a source",
}  # fmt: skip


def ledgers(folder: Path, rng: Random) -> None:
    """A ledger whose text was touched is refused, or says the same as before."""
    file, whole = folder / "spoilt.jsonl", folder / "whole.jsonl"
    if not whole.exists():
        for number in range(3):
            append(whole, lambda _, number=number: [{**RESOLVED, "name": f"q{number}"}])
    file.write_bytes(spoilt(whole.read_text(encoding="utf-8"), rng))
    try:
        found = read_ledger(file)
    except RipenessError as error:
        clean(error, "spoilt.jsonl")
    else:
        assert isinstance(found, Ledger) and list(found.lines) == list(read_ledger(whole).lines)[: len(found.lines)]


QUESTIONS = (
    "first ceasefire or settlement by 2026-12-31", "will the North win by 2027", "the war goes on after 2027",
    "the war ends in March 2027", "settlement before the end of 2028", "the South collapses by 2026-06",
)  # fmt: skip


def questions(folder: Path, rng: Random) -> None:
    text = spoilt(rng.choice(QUESTIONS), rng).decode("utf-8", "replace")
    try:
        found = read_question(text, starter())
    except RipenessError as error:
        assert error.fix and commanding(str(error), "\n") is None and len(str(error)) < 2_000
    else:
        assert found.event.what and found.day.year < 10_000


def addresses(folder: Path, rng: Random) -> None:
    """An address of the page names levers and values within their ranges, or is refused."""
    text = rng.choice(("guarantee=0.5&mandate=0.2", "b=guarantees-first&a.guarantee=0.3", "view=&guarantee=0.9&s=x"))
    query = re.sub(r"=([^&]*)", lambda one: f"={rng.choice((one[1], rng.choice(NASTY)))}", text)
    query = spoilt(query, rng).decode("utf-8", "replace") if rng.random() < 0.7 else query

    def laid(view: str) -> Scenario:
        if view:
            raise RipenessError(f"there is no view {view[:20]!r}", "Leave it out")
        return starter()

    try:
        found = read(parse_qsl(query, keep_blank_values=True), laid)
    except RipenessError as error:
        assert str(error)
        return
    for side in (found.a, found.b):
        assert all(
            starter().levers[name].low <= value <= starter().levers[name].high for name, value in side.levers.items()
        )


KINDS = {
    "answers": (answers, 150), "experts": (experts, 40), "other methods": (methods, 200), "ledgers": (ledgers, 150),
    "questions": (questions, 300), "addresses": (addresses, 400),
}  # fmt: skip
"""How each kind is spoilt and read, and how often from the fixed seed; a tenth as often from a new one."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("seed", "share"), [(FIXED, 1.0), (FRESH, 0.1)], ids=["fixed seed", "new seed"])
def test_what_is_spoilt_is_refused_in_words_or_leads_to_a_sane_result(
    kind: str, seed: int, share: float, tmp_path: Path
) -> None:
    spoil, count = KINDS[kind]
    for number in range(int(count * share * TIMES)):
        name = f"{seed}-{kind}-{number}"
        try:
            spoil(tmp_path, random.Random(name))
        except Exception as error:
            kept = {one.name: one.read_bytes() for one in sorted(tmp_path.iterdir())}
            raise AssertionError(f"random.Random({name!r}): {type(error).__name__}: {error}\n{kept}") from error


def test_what_is_spoilt_is_in_order_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "spoilt", lambda text, rng: text.encode())
    monkeypatch.setitem(globals(), "clean", lambda error, *files: pytest.fail(str(error)))
    for name, (read_, _) in KINDS.items():
        if name != "addresses":  # whose values are spoilt by themselves
            for number in range(6):
                read_(tmp_path, random.Random(number))
