"""Whatever is done to a file, it is refused in sentences that name it, or what it says can be computed with.

Files of every kind that a user writes are spoilt at random: scenarios and views, designs, proposals and data series;
so are data that a notebook hands over and command lines, which are refused or get as far as to what computes.
Most come from a fixed seed, some from a new one, which a failure prints. RIPENESS_FUZZ=3 spoils three times as many.
"""

from __future__ import annotations

import io
import math
import os
import random
import re
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import jax
import numpy as np
import pytest

from ripeness.cli.main import main
from ripeness.cli.new import STARTER
from ripeness.compiler.priors import values_from_scores
from ripeness.compiler.war import compile_war
from ripeness.ensemble import proposal_file
from ripeness.ensemble.design import design_of, read_design, write_design
from ripeness.ensemble.draws import Proposal
from ripeness.errors import RipenessError, RipenessWarning, commanding
from ripeness.history.facts import check
from ripeness.scenarios.shipped import FOLDER
from ripeness.schema import Scenario
from ripeness.schema.caveats import readings
from ripeness.schema.claims.fact import Fact
from ripeness.schema.load import load_scenario, parse_scenario
from spoiling import NASTY, clean, spoilt

FIXED = 20260226
FRESH = random.SystemRandom().randrange(2**32)
DRAWS = 3
TIMES = float(os.environ.get("RIPENESS_FUZZ", "1"))
"""How many times as many files are spoilt as in a plain run of the tests."""

Random = random.Random

SCENARIOS = [STARTER, Path(__file__).parents[1] / "schema" / "full.yaml", *sorted((FOLDER / "toys").glob("*.yaml"))]


def usable(scenario: Scenario) -> None:
    """What a scenario says can be told and computed with: no number in the compiled arrays is without bounds."""
    assert all(isinstance(one, str) and one for one in [*scenario.warnings(), *readings(scenario)])
    assert re.fullmatch(r"[0-9a-f]{16}", scenario.content_hash())
    assumptions = scenario.assumptions()
    scores = np.random.default_rng(1).normal(size=(DRAWS, len(assumptions)))
    drawn = values_from_scores(assumptions, scores)
    assert all(np.isfinite(values).all() and values.shape == (DRAWS,) for values in drawn.values())
    compiled = compile_war(scenario, drawn, DRAWS)
    assert len(compiled.games) == len(compiled.course.epochs) <= len(scenario.epochs) + 1
    for path, leaf in jax.tree_util.tree_leaves_with_path((compiled.games, compiled.record)):
        array, where = np.asarray(leaf), jax.tree_util.keystr(path)
        assert array.ndim > 0 and array.shape[0] == DRAWS, where
        assert array.dtype.kind in "bi" or np.isfinite(array).all(), where
    for means in compiled.means:
        arrays = {name: one for name, one in vars(means).items() if isinstance(one, np.ndarray)}
        assert all(len(one) == DRAWS and np.isfinite(one).all() for one in arrays.values())


def scenarios(folder: Path, rng: Random) -> None:
    file = folder / "spoilt.yaml"
    file.write_bytes(spoilt(rng.choice(SCENARIOS).read_text(encoding="utf-8"), rng))
    try:
        scenario = load_scenario(file)
    except RipenessError as error:
        clean(error, "spoilt.yaml")
    else:
        usable(scenario)


VIEW = """\
view: 1
of: starter
name: other
title: another reading
argument: it is otherwise
binds: [commitment, information]
first_policy: guarantees-first
aim: agreement
embarrassed_by:
  says: no settlement
  holds_if: {quantity: settled, by: 24 months, policy: guarantees-first, below: 0.5}
changes:
  bargaining.base_reneging: {low: 0.15, high: 0.30, source: judgement, note: why}
  beliefs.attacker.battle.mean: {mean: 0.5, sd: 0.02, source: almanac#1}
  truth.collapse_hazard: {value: 3 %/year, source: judgement, note: why}
claims:
  more:
    says: it goes on
    kind: likely
    by: ours
    holds_if: {quantity: ongoing, at: 2027-01}
  rare:
    says: y
    kind: fact
    by: author
    holds_if: {series: a.csv, column: x, window: [2024, 2025], above: 0, where: {k: 02}}
sources: {mine: {title: Mine, author: A. Author, date: 2025, read: full}}
"""


def views(folder: Path, rng: Random) -> None:
    file = folder / "view.yaml"
    file.write_bytes(spoilt(VIEW, rng))
    try:
        scenario = load_scenario(STARTER, file)
    except RipenessError as error:
        clean(error, "view.yaml", "starter.yaml")
    else:
        usable(scenario)


SERIES = "date,donor,x\n" + "".join(
    f"2025-{m:02d}-{d:02d},{'ab'[d % 2]},{m * d}.5\n" for m in range(1, 7) for d in (1, 9, 20)
)


def series(folder: Path, rng: Random) -> None:
    (folder / "s.csv").write_bytes(spoilt(SERIES, rng))
    for statistic in ("sum", "mean", "change"):
        stated = {
            "series": "s.csv",
            "column": "x",
            "statistic": statistic,
            "window": ["2025-01", "2025-06"],
            "above": 1,
        }
        fact = Fact.model_validate(stated | ({"where": {"donor": "a"}} if rng.random() < 0.5 else {}))
        try:
            found = check(fact, folder)
        except RipenessError as error:
            clean(error, "s.csv")
        else:
            known = found.result is not None and math.isfinite(found.result)
            assert known and found.held in (True, False) if found.held is not None else found.why


def designs(folder: Path, rng: Random) -> None:
    scenario, file = load_scenario(STARTER), folder / "design.csv"
    file.unlink(missing_ok=True)
    write_design(design_of(scenario, 4, 0, "sobol", record=False), scenario, file)
    file.write_bytes(spoilt(file.read_text(encoding="utf-8"), rng))
    try:
        design = read_design(scenario, file)
    except RipenessError as error:
        clean(error, "design.csv")
    else:
        draws = design.draws(0, len(design))
        assert set(draws.values) == set(scenario.assumptions())
        assert all(np.isfinite(values).all() for values in draws.values.values())
        assert np.isfinite(design.weights(0, len(design))).all()


def packed(folder: Path, rng: Random) -> None:
    """A table of draws in Parquet with bits turned or cut off: refused, or the table that was written."""
    scenario, file = starter(), folder / "design.parquet"
    design = design_of(scenario, 4, 0, "sobol", record=False)
    file.unlink(missing_ok=True)
    write_design(design, scenario, file)
    content = bytearray(file.read_bytes())
    for _ in range(rng.choice((1, 1, 4))):
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    file.write_bytes(content[: rng.randrange(len(content))] if rng.random() < 0.2 else content)
    try:
        found = read_design(scenario, file).draws(0, 4)
    except RipenessError as error:
        clean(error, "design.parquet")
    else:
        right = design.draws(0, 4)
        assert all(np.array_equal(found.values[name], right.values[name]) for name in right.values)
        assert np.array_equal(found.log_weight, right.log_weight)


def proposals(folder: Path, rng: Random) -> None:
    file = folder / "w.proposal.json"
    names = tuple(load_scenario(STARTER).assumptions())
    width = np.linspace(0.5, 1.5, len(names))
    made = Proposal(width - 1, width, 0.1, (0, 2), np.array([0.25, 0.75]), np.zeros((2, 2)), np.stack([np.eye(2)] * 2))
    proposal_file.write(made, names, file, {"scenario_hash": "0" * 16})
    file.write_bytes(spoilt(file.read_text(encoding="utf-8"), rng))
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        kept = proposal_file.read(file)
    if kept is None:
        assert [one.category for one in told] == [RipenessWarning]
        said = str(told[0].message)
        assert "w.proposal.json" in said and "ripeness learn" in said and commanding(said, "\n") is None
        return
    scores = np.random.default_rng(2).normal(size=(5, len(names)))
    weight = proposal_file.taken_over(kept, names).log_weight(scores)
    assert weight.shape == (5,) and np.isfinite(weight).all()
    assert (weight <= -np.log(kept.proposal.prior_share) + 1e-9).all()  # the prior's share bounds every weight


THINGS: list[Callable[[Random], object]] = [
    lambda rng: rng.choice(
        [None, True, False, 0, -1, 3, 2**70, 0.5, -0.0, math.inf, math.nan, 1j, b"x", object(), print]
    ),
    lambda rng: rng.choice(NASTY),
    lambda rng: rng.choice(
        [np.float32(0.5), np.float64("nan"), np.int8(1), np.bool_(True), np.str_("x"), np.array(0.5)]
    ),
    lambda rng: rng.choice([np.array([0.1, 0.2]), np.zeros((2, 2)), date(2025, 1, 1), Decimal("0.5"), Fraction(1, 2)]),
    lambda rng: rng.choice([{0.5}, iter([0.5]), range(3), (0.2, 0.4), [], {}, {1: 2}, {"1": 2, 1: 2}, {"": ""}]),
    lambda rng: [thing(rng) for _ in range(rng.randrange(4))],
    lambda rng: {rng.choice(KEYS): thing(rng) for _ in range(rng.randrange(4))},
    lambda rng: {"low": rng.uniform(-0.1, 0.5), "high": np.float32(rng.uniform(0.4, 1.1)), "source": "judgement"},
    lambda rng: {"a": {"a": {"a": thing(rng)}}},
]
"""What a notebook may put in the place of a value."""

KEYS = [
    "value",
    "low",
    "high",
    "mean",
    "sd",
    "values",
    "weights",
    "source",
    "note",
    "title",
    "north",
    "land",
    "x",
    "2024-01",
]


def thing(rng: Random) -> object:
    return rng.choice(THINGS)(rng)


@cache
def starter() -> Scenario:
    return load_scenario(STARTER)


def handed_over(folder: Path, rng: Random) -> None:
    """Data of Python's in the place of what a scenario states: refused, or kept by a run as what is computed with."""
    base = starter()
    paths = [
        *base.declared,
        *(base.data or {}),
        "epochs.x.costs.attacker",
        "record.months",
        "issues.land.frozen",
        "x",
        "",
    ]
    changes = {rng.choice(paths): thing(rng) for _ in range(rng.choice((1, 1, 2)))}
    try:
        changed = base.replace(changes)
    except RipenessError as error:
        assert str(error) and error.fix and commanding(str(error), "\n") is None and len(str(error)) < 12_000
        return
    usable(changed)
    again = parse_scenario(changed.file_texts["scenario.yaml"], "again.yaml")
    assert again.content_hash() == changed.content_hash()


class Accepted(BaseException):
    """A command line that got as far as to what computes."""


def accept(*_: object, **__: object) -> None:
    raise Accepted


COMPUTES = (
    "ensemble.forecast.forecasts", "ensemble.stream.stream", "ensemble.learn.learn",
    "questions.panel.computation.compute_panel", "questions.story.sampling.sample", "questions.story.sampling.taken",
    "questions.gradient.derivatives.derivatives",
)  # fmt: skip
"""What commands call once they know what is asked."""

LINES: dict[str, str] = {
    "run": "policy set draws seed horizon chunk precision points out view",
    "claims": "draws seed claim",
    "whatif": "policy policy set draws seed",
    "explain": "month draws seed",
    "plans": "plan sign policy draws",
    "gradient": "at wrt quantity endings issue choice draws policy set",
    "panel": "view draws seed with",
    "story": "seed draw draws policy set",
    "learn": "rounds draws view",
    "design": "draws seed points out",
    **dict.fromkeys(("check", "levers", "policies"), "view"),
    **dict.fromkeys(("show", "theory", "new"), "json"),
}
"""Commands and their options."""

STATED = [
    *(
        "",
        "-1",
        "0",
        "1",
        "2",
        "37",
        "1e3",
        "1_0",
        "nan",
        "inf",
        "9" * 400,
        "\u0663",
        "0x10",
        " 5",
        "--",
        "-",
        "x",
        "x" * 5000,
    ),
    *(
        "status-quo",
        "guarantees-first",
        "guarantee=0.5",
        "guarantee=50 %",
        "guarantee=nan",
        "guarantee=",
        "=",
        "mandate=on",
    ),
    *(
        "sobol",
        "float64",
        "ongoing",
        "2026-06",
        "2026-13",
        "all",
        ".",
        "..",
        "w.yaml",
        "none/a.csv",
        "a.csv",
        "\x1b[31m",
        "\u202e",
    ),
]
"""Values of options."""


def command_lines(folder: Path, rng: Random) -> None:
    """A command with options that are in order, odd, repeated or of another command."""
    (folder / "w.yaml").write_text(STARTER.read_text(encoding="utf-8"), encoding="utf-8")
    name = rng.choice(list(LINES))
    given = [name, rng.choice(["w.yaml"] * 6 + STATED)]
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        own = LINES[name].split()
        option = f"--{rng.choice([*own, *own, rng.choice(LINES['gradient'].split()), 'json', 'zzz'])}"
        given += [option] if option == "--json" else [option, rng.choice(STATED)]
    out, err, code = io.StringIO(), io.StringIO(), 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(folder)
        patch.setattr("sys.argv", ["ripeness", *given])
        for place in COMPUTES:
            patch.setattr(f"ripeness.{place}", accept)
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
        except Accepted:
            assert "" not in given, given
            return
    assert code in (0, 2), given
    said = err.getvalue()
    assert "Traceback" not in said and commanding(said + out.getvalue(), "\n") is None and len(said) < 12_000, given
    refused = said.strip() or '"schema": "ripeness/check-refused/' in out.getvalue()  # with --json, as data
    assert refused if code == 2 else out.getvalue().strip(), given


KINDS: dict[str, tuple[Callable[[Path, Random], None], int]] = {
    "scenarios": (scenarios, 900),
    "views": (views, 250),
    "series": (series, 250),
    "designs": (designs, 100),
    "proposals": (proposals, 150),
    "packed designs": (packed, 120),
    "data of Python's": (handed_over, 300),
    "command lines": (command_lines, 100),
}
"""How each kind of file is spoilt and read, and how often from the fixed seed; a tenth as often from a new one."""


FILES = ("scenarios", "views", "series", "designs", "proposals")
"""Kinds that are files, which are in order before they are spoilt."""


def test_the_files_that_are_spoilt_are_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "spoilt", lambda text, rng: text.encode())
    monkeypatch.setitem(globals(), "clean", lambda error, *files: pytest.fail(str(error)))
    for name, (read, _) in KINDS.items():
        if name in FILES:
            read(tmp_path, random.Random(0))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("seed", "share"), [(FIXED, 1.0), (FRESH, 0.1)], ids=["fixed seed", "new seed"])
def test_a_spoilt_file_is_refused_in_words_or_can_be_computed_with(
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
