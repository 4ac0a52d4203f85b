"""Sobol indices of single numbers, groups and pairs, from one Saltelli design: SALib draws it and analyses it.

Equation:
    first order of a set u    S_u = Var(E[y | x_u]) / Var(y): what the set carries by itself
    total of a set u          T_u = E[Var(y | all but x_u)] / Var(y): with all that it does together with others
    interaction of i and j    S_ij = S_{i,j} - S_i - S_j

Two independent tables A and B of base rows; for each set one more table, A with the set's columns from B. One base
row is a block of as many runs as there are sets, and two. First order by Saltelli et al. 2010, total by Jansen
1999, both as SALib computes them, with intervals from resampled base rows (bootstrap).

What luck gives: the first order found after the outcomes of B were dealt out to other base rows, which cuts every tie
between them and the set. The total of a set without effect is exactly nil, so that luck gives none.

Sources: Sobol 1993; Saltelli et al. 2010, Computer Physics Communications 181 [P, recalled].
Silent about: numbers that go together; each column is drawn by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from ripeness.errors import RunError
from ripeness.statistics.weighted import Numbers

FEWEST_BLOCKS = 8
"""Base rows below which no index is told."""
AT_ONCE = 48
"""Runs that a worker is asked for at once: as many as are lost by an interruption, at most."""
RESAMPLED = 200
LUCK = 0.9
"""Share of the shuffles that give no more than what is told as luck."""

Evaluate = Callable[[Numbers], Numbers]
"""From points of the open unit cube (run, number) to outcomes (run,); NaN where a run has none."""
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Set:
    """Numbers that are moved together: a name, and their columns."""

    name: str
    columns: tuple[int, ...]


@dataclass(frozen=True)
class Index:
    """What a set carries of the variance: shares, half-widths of their 95 % intervals, and what luck alone gives."""

    name: str
    first: float
    first_error: float
    first_luck: float
    total: float
    total_error: float


@dataclass(frozen=True)
class Interaction:
    """What two sets carry together beyond what each carries alone, and the half-width of its 95 % interval."""

    first: str
    second: str
    share: float
    error: float


def tables(names: Sequence[str], base: int, seed: int) -> tuple[Numbers, Numbers]:
    """Return the tables A and B, each of shape (base row, number), in the unit cube; more rows keep the first ones."""
    sample = _salib("SALib.sample.sobol").sample
    # Two groups, so that no more than four rows of a block are laid out, of which the first and the last are wanted.
    groups = ["a", *["b"] * (len(names) - 1)]
    problem = {"num_vars": len(names), "names": list(names), "groups": groups, "bounds": [[0.0, 1.0]] * len(names)}
    # A power of two, of which the first rows are taken: Sobol points are balanced in such numbers only.
    rows = sample(problem, 1 << (base - 1).bit_length(), calc_second_order=False, scramble=True, seed=seed)
    step = 2 + len(set(groups))
    rows = np.clip(rows, 1e-9, 1 - 1e-9)
    return rows[::step][:base], rows[step - 1 :: step][:base]


def block(a: Numbers, b: Numbers, sets: Sequence[Set]) -> Numbers:
    """Return the runs of one base row: A, A with each set from B, B; shape (set + 2, number)."""
    rows = np.repeat(a[None], len(sets) + 2, axis=0)
    for place, one in enumerate(sets, start=1):
        rows[place, list(one.columns)] = b[list(one.columns)]
    rows[-1] = b
    return rows


def evaluated(
    a: Numbers,
    b: Numbers,
    sets: Sequence[Set],
    evaluate: Evaluate,
    known: Numbers,
    tell: Told,
    ends: Numbers | None,
    at_once: int = AT_ONCE,
) -> Iterator[Numbers]:
    """Yield outcomes (block, set + 2), ever more of them, each time some blocks are done.

    Parameters
    ----------
    known : outcomes of the first blocks, which are not evaluated again. ends : (block, 2), outcomes of A and B where
        they are known already. at_once : runs that are asked for at once, in whole blocks.
    """
    found = [*known[: len(a)]]
    tell(len(found), len(a))
    yield _stacked(found, len(sets))
    few = max(1, at_once // (len(sets) + 2))
    for start in range(len(found), len(a), few):
        stop = min(start + few, len(a))
        inner = slice(None) if ends is None else slice(1, -1)
        rows = [block(a[place], b[place], sets)[inner] for place in range(start, stop)]
        outcomes = evaluate(np.concatenate(rows)).reshape(len(rows), -1)
        if ends is not None:
            outcomes = np.concatenate([ends[start:stop, :1], outcomes, ends[start:stop, 1:]], axis=1)
        found += [*outcomes]
        tell(len(found), len(a))
        yield _stacked(found, len(sets))


def indices(outcomes: Numbers, sets: Sequence[Set], seed: int) -> list[Index]:
    """Return the indices of each set; none from fewer than `FEWEST_BLOCKS` blocks, or where nothing varies.

    Parameters
    ----------
    outcomes : (block, set + 2), as `evaluated` yields them; a block with a NaN is left out.
    """
    y = outcomes[np.isfinite(outcomes).all(axis=1)]
    if len(y) < FEWEST_BLOCKS or np.ptp(y) <= 1e-12:
        return []
    analysis = _salib("SALib.analyze.sobol")
    problem = {"num_vars": len(sets), "names": [one.name for one in sets], "bounds": [[0.0, 1.0]] * len(sets)}
    # SALib takes a seed of 0 for none.
    found = analysis.analyze(problem, y.ravel(), calc_second_order=False, num_resamples=RESAMPLED, seed=seed + 1)
    random = np.random.default_rng(seed)
    y = (y - y.mean()) / y.std()
    orders = np.stack([random.permutation(len(y)) for _ in range(RESAMPLED)], axis=1)
    a, b = np.repeat(y[:, :1], RESAMPLED, axis=1), y[orders, -1]
    return [
        Index(
            one.name,
            float(found["S1"][place]),
            float(found["S1_conf"][place]),
            float(np.quantile(np.abs(analysis.first_order(a, y[:, [place + 1]].repeat(RESAMPLED, 1), b)), LUCK)),
            float(found["ST"][place]),
            float(found["ST_conf"][place]),
        )
        for place, one in enumerate(sets)
    ]


def interaction(outcomes: Numbers, sets: Sequence[Set], pair: tuple[int, int, int], seed: int) -> Interaction:
    """Return what two sets do together, from a third that holds the columns of both; `pair` : their places."""
    y = outcomes[np.isfinite(outcomes).all(axis=1)]
    y = (y - y.mean()) / y.std()
    first_order = _salib("SALib.analyze.sobol").first_order

    def together(rows: Any) -> Any:
        one, other, both = (first_order(y[rows, 0], y[rows, place + 1], y[rows, -1]) for place in pair)
        return both - one - other

    resampled = np.random.default_rng(seed).integers(len(y), size=(len(y), RESAMPLED))
    share, spread = together(np.arange(len(y))), together(resampled).std(ddof=1)
    return Interaction(sets[pair[0]].name, sets[pair[1]].name, float(share), float(1.96 * spread))


def _stacked(blocks: Sequence[Numbers], sets: int) -> Numbers:
    return np.stack(blocks) if blocks else np.zeros((0, sets + 2))


def required() -> None:
    """Refuse to begin without SALib.

    Raises
    ------
    RunError : SALib is not installed.
    """
    _salib("SALib.sample.sobol")


def _salib(module: str) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        what = f"shares of the spread are computed with {error.name or 'SALib'}, which is not installed"
        raise RunError(what, "pip install 'ripeness[search]'") from error
