"""Designs: the table of draws that an ensemble is computed for, made from the scenario's priors or given by the user.

A design is never held whole if it need not be: it hands out any stretch of its rows, and the same rows come out
to the last bit however they are asked for, because points are always made in blocks of `BLOCK`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float

from ripeness.compiler.copula import correlated
from ripeness.compiler.priors import support_of, supported, values_from_scores
from ripeness.ensemble.arguments import checked
from ripeness.ensemble.asked import DRAWS, LATIN, SOBOL, Asked, refuse_foreign, refuse_out_of_range
from ripeness.ensemble.draws import Design, Draws, Points, Proposal, Source, latin_hypercube
from ripeness.ensemble.proposal import posterior_of, proposal_of
from ripeness.errors import RunError
from ripeness.schema.scenario import Scenario
from ripeness.store.design_table import MOST_NUMBERS, WEIGHT, first_wrong, read_table, write_table

BLOCK = 256  # rows made at a time


@dataclass(frozen=True, repr=False)
class Sampled:
    """Rows drawn from a scenario's priors, through a proposal or out of those that were kept.

    Attributes
    ----------
    count : number of rows. seed : of the points. points : SOBOL or LATIN.
    source : where to draw from; `origin` : how it was come by.
    """

    scenario: Scenario
    count: int
    seed: int
    points: str
    source: Source
    origin: str

    def __len__(self) -> int:
        return self.count

    def __repr__(self) -> str:
        """Return what it is, in a line."""
        of = f"{len(self.scenario.assumptions())} assumptions of {self.scenario.name!r}"
        return f"Design: {self.count} draws of {of}, {self.points}, seed {self.seed}, drawn from: {self.origin}"

    def draws(self, start: int, stop: int) -> Draws:
        """Return rows from `start` up to `stop`."""
        if not self.scenario.assumptions():
            return Draws({}, np.zeros(stop - start))
        first = start // BLOCK
        blocks = [self._block(number) for number in range(first, -(-stop // BLOCK))]
        joined = Draws(
            {name: np.concatenate([block.values[name] for block in blocks]) for name in blocks[0].values},
            np.concatenate([block.log_weight for block in blocks]),
        )
        return joined.part(slice(start - first * BLOCK, stop - first * BLOCK))

    def weights(self, start: int, stop: int) -> Float[np.ndarray, " draw"]:
        """Return weights of rows before the record: prior over proposal density."""
        return np.exp(self.draws(start, stop).log_weight)

    def stated(self) -> dict[str, Any]:
        """Return what a forecast says of its draws."""
        return {"seed": self.seed, "points": self.points, "proposal": self.origin}

    def _block(self, number: int) -> Draws:
        names = self.scenario.assumptions()
        start, stop = number * BLOCK, (number + 1) * BLOCK
        if self.points == LATIN and isinstance(self.source, Proposal):
            scores = self.source.scores(self._whole[start:stop])
            log_weight = self.source.log_weight(scores)
        else:
            scores, log_weight = self.source.sampled(start, min(stop, self.source.most), self.seed)
        return Draws(values_from_scores(names, correlated(self.scenario, scores)), log_weight)

    @cached_property
    def _whole(self) -> Points:
        """One coordinate for each assumption, and one that picks the part of the proposal's mixture."""
        return latin_hypercube(self.count, len(self.scenario.assumptions()) + 1, self.seed)


@dataclass(frozen=True, repr=False)
class Stated:
    """Rows that the user gives.

    Attributes
    ----------
    values : of each uncertain number. weight : of each row before the record. name : of the table.
    """

    values: Mapping[str, Float[np.ndarray, " draw"]]
    weight: Float[np.ndarray, " draw"]
    name: str

    def __len__(self) -> int:
        return len(self.weight)

    def __repr__(self) -> str:
        """Return what it is, in a line."""
        return f"Design: {len(self)} draws of {len(self.values)} assumptions, from {self.name!r}"

    def draws(self, start: int, stop: int) -> Draws:
        """Return rows from `start` up to `stop`."""
        with np.errstate(divide="ignore"):
            return Draws(self.values, np.log(self.weight)).part(slice(start, stop))

    def weights(self, start: int, stop: int) -> Float[np.ndarray, " draw"]:
        """Return weights of rows before the record."""
        return self.weight[start:stop]

    def stated(self) -> dict[str, Any]:
        """Return what a forecast says of its draws."""
        return {"seed": 0, "points": "given", "proposal": self.name}


def rows_of(one: Asked) -> Design:
    """Return the sets of assumptions of a question: its own design, or one drawn as it says."""
    if one.design is not None:
        return one.design
    return design_of(one.scenario, one.draws, one.seed, one.points, record=one.record)


@checked
def design_of(
    scenario: Scenario, draws: int = DRAWS, seed: int = 0, points: str = SOBOL, *, record: bool = True
) -> Sampled:
    """Design of a scenario: rows of assumptions from its priors, correlated as it says.

    Parameters
    ----------
    draws : rows (one where no number is uncertain). seed : the same seed gives the same rows.
    points : "sobol" (scrambled; more rows leave the first ones as they were) or "latin-hypercube".
    record : take rows that fit the record, where `ripeness.learn` kept as many for exactly this scenario and `points`
        is "sobol"; else draw through the proposal that it learnt, if there is one for this scenario or an earlier text
        of it. Rows carry importance weights, so that they still stand for the priors.

    Raises
    ------
    RunError : draws, seed or points out of range.

    Examples
    --------
    >>> import ripeness
    >>> len(ripeness.design(ripeness.load("ukraine-2026"), draws=64).draws(0, 64).values["costs.attacker"])
    64
    """
    refuse_out_of_range(draws, seed, points)
    names = scenario.assumptions()
    if points == LATIN and draws * (len(names) + 1) > MOST_NUMBERS:
        what = f"a Latin hypercube of {draws} draws of {len(names)} assumptions is made whole and does not fit"
        raise RunError(what, f"choose {SOBOL}, or at most {MOST_NUMBERS // (len(names) + 1)} draws")
    conditioned = record and scenario.record is not None
    kept = posterior_of(scenario) if conditioned and points == SOBOL else None
    source, origin = kept if kept and draws <= kept[0].most else proposal_of(scenario, conditioned)
    return Sampled(scenario, draws if names else 1, seed, points, source, origin)


@checked
def read_design(scenario: Scenario, file: Path | str, *, name: str | None = None) -> Stated:
    """Design of a table: columns are the scenario's uncertain numbers, in their canonical units; rows are draws.

    A column `weight` weighs the rows before the record (importance weights, 0 or more); without it all weigh the same.
    `name` : what the forecast's provenance calls the table, its file's name if left out.

    Raises
    ------
    RunError : names row and column of what is missing, no number, or outside an assumption's support.
    """
    path = Path(file)
    called = name or path.name
    names = scenario.assumptions()
    columns = read_table(path, names)
    weight = columns.pop(WEIGHT, None)
    for column, quantity in names.items():
        if wrong := first_wrong(columns[column], supported(quantity, columns[column])):
            unit = "" if quantity.unit == "1" else f" {quantity.unit}"
            what = f"{path}, row {wrong[0]}, column {column!r}: {wrong[1]} lies outside {support_of(quantity)}{unit}"
            raise RunError(what, "Change the row, or the assumption in the scenario")
    rows = len(next(iter(columns.values()))) if columns else 1 if weight is None else len(weight)
    if weight is None:
        weight = np.ones(rows)
    if wrong := first_wrong(weight, weight >= 0):
        raise RunError(f"{path}, row {wrong[0]}, column {WEIGHT!r}: {wrong[1]} is below 0", "Write 0 or more")
    if not weight.any():
        raise RunError(f"{path}, column {WEIGHT!r}: no row has a weight", "Give some row one above 0")
    return Stated({column: columns[column] for column in names}, weight, called)


@checked
def write_design(design: Design, scenario: Scenario, file: Path | str) -> None:
    """Write a design as a table that `read_design` reads: CSV or Parquet by the file's name.

    Examples
    --------
    >>> import ripeness
    >>> war = ripeness.load("toys/common-priors")
    >>> ripeness.write_design(ripeness.design(war, draws=3), war, "draws.csv")
    >>> len(ripeness.read_design(war, "draws.csv"))
    3
    """
    refuse_foreign(scenario, design)
    units = {name: quantity.unit for name, quantity in scenario.assumptions().items()} | {WEIGHT: "1"}

    def blocks() -> Iterator[dict[str, np.ndarray]]:
        for start in range(0, len(design), BLOCK):
            stop = min(start + BLOCK, len(design))
            yield {**design.draws(start, stop).values, WEIGHT: design.weights(start, stop)}

    write_table(Path(file), blocks(), units)
