"""Correlations: pairs of uncertain numbers that go together, so that draws of them do."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from ripeness.schema.document import complaint
from ripeness.schema.nearest import advice
from ripeness.schema.reference import Source
from ripeness.schema.section import Section


def _pair(raw: Any) -> tuple[str, str]:
    if not isinstance(raw, list) or len(raw) != 2 or not all(isinstance(one, str) for one in raw):
        raise complaint("these are not two assumptions", "Write the paths of two: [costs.attacker, costs.defender]")
    if raw[0] == raw[1]:
        raise complaint(f"{raw[0]} is paired with itself", "Name two different assumptions")
    return raw[0], raw[1]


def _coefficient(raw: Any) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not -1 < raw < 1:
        raise complaint(f"{raw!r} is not a correlation", "Write a number between -1 and 1, both left out")
    return float(raw)


Pair = Annotated[
    tuple[str, str],
    BeforeValidator(_pair),
    WithJsonSchema({"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}),
]
Coefficient = Annotated[
    float,
    BeforeValidator(_coefficient),
    WithJsonSchema({"type": "number", "exclusiveMinimum": -1, "exclusiveMaximum": 1}),
]


class Correlation(Section):
    """Two uncertain numbers that go together; each keeps its own distribution (a Gaussian copula)."""

    between: Pair = Field(description="paths of two uncertain numbers")
    rank: Coefficient | None = Field(None, description="rank correlation (Spearman's), between -1 and 1")
    normal: Coefficient | None = Field(None, description="instead of rank: correlation of the normal scores")
    source: Source = Field(description="what the correlation rests on")

    @model_validator(mode="after")
    def _in_one_form(self) -> Correlation:
        if (self.rank is None) == (self.normal is None):
            fix = "Write rank: (a rank correlation) or normal: (a correlation of normal scores)"
            raise complaint(f"{'no correlation is' if self.rank is None else 'both forms are'} stated", fix)
        return self

    @property
    def of_normal_scores(self) -> float:
        """Correlation of the normal scores: 2 sin(pi r / 6) for a rank correlation r (Pearson 1907, recalled)."""
        return 2.0 * math.sin(math.pi * self.rank / 6.0) if self.rank is not None else float(self.normal or 0.0)


def check_correlations(
    stated: Mapping[str, Correlation], assumptions: Collection[str]
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield place, what is wrong and what to do, for correlations that cannot all hold."""
    seen: dict[frozenset[str], str] = {}
    unknown = False
    for name, one in stated.items():
        where = ("correlations", name, "between")
        for path in one.between:
            if path not in assumptions:
                unknown = True
                near = [known for known in assumptions if known.split(".")[0] == path.split(".")[0]]
                fix = advice(path, near or list(assumptions), "uncertain number")
                yield where, f"no uncertain number is called {path!r}", fix
        if (pair := frozenset(one.between)) in seen:
            yield where, f"{seen[pair]} states this pair already", "Keep one of the two"
            unknown = True
        seen[pair] = name
    if not unknown and not _definite(list(stated.values())):
        what = "these cannot hold together: the matrix of correlations is not positive definite"
        fix = "Bring correlations of the same assumptions closer to 0, or state the pairs among them that are left out"
        yield ("correlations",), what, fix


def _definite(stated: list[Correlation]) -> bool:
    """Whether the matrix of correlations, 0 where none is stated, is positive definite (Cholesky)."""
    values = {frozenset(one.between): one.of_normal_scores for one in stated}
    paths = sorted({path for pair in values for path in pair})
    factor: list[list[float]] = []
    for i, path in enumerate(paths):
        row: list[float] = []
        for j in range(i):
            cross = values.get(frozenset((path, paths[j])), 0.0)
            row.append((cross - sum(a * b for a, b in zip(row, factor[j], strict=False))) / factor[j][j])
        left = 1.0 - sum(a * a for a in row)
        if left <= 1e-9:
            return False
        factor.append([*row, math.sqrt(left)])
    return True
