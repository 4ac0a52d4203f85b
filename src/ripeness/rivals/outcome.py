"""What a method returns: tidy tables, and a first look at them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, eq=False, repr=False)
class Outcome:
    """An answer of a method.

    Attributes
    ----------
    title : what was asked about.
    rounds : the last round that was played; 0 where nothing is played in rounds.
    assumed : conventions and losses, in sentences.
    """

    title: str
    rounds: int = 0
    assumed: tuple[str, ...] = field(default=(), kw_only=True)

    method: ClassVar[str] = "outcome"
    """Name of the method, as the command calls it."""

    def table(self) -> pandas.DataFrame:
        """Return the answer as a tidy table: a row for each thing found, a column for each property of it."""
        raise NotImplementedError

    def summary(self) -> pandas.DataFrame:
        """Return what the answer comes to, a row for each issue."""
        raise NotImplementedError

    def __repr__(self) -> str:
        rows = self.table()
        head = f"{self.method} of {self.title}: {len(rows)} rows"
        return f"{head}\n{rows.head(8).to_string(max_cols=8, max_colwidth=40)}"

    def _repr_html_(self) -> str:
        return str(self.table().to_html(max_rows=60, float_format=lambda value: f"{value:.4g}"))
