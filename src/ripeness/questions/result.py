"""What a question returns: plain data, a tidy table of it, and whether everything asked for was computed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar

from ripeness.questions.caution import caution
from ripeness.schema.printed_form import marked

if TYPE_CHECKING:
    import pandas

    from ripeness import Figure


@dataclass(frozen=True, repr=False)
class Result:
    """An answer.

    Attributes
    ----------
    content : plain data; `answer["key"]` reads it.
    partial : whether it was interrupted, so that it rests on what was finished.
    finished : sets of assumptions that it rests on.
    """

    content: Mapping[str, Any]
    partial: bool = False
    finished: int = 0

    question: ClassVar[str] = "result"
    """Name of the question, as the command is called."""

    def __getitem__(self, key: str) -> Any:
        return self.content[key]

    def to_dict(self) -> dict[str, Any]:
        """Return what the command prints with ``--json``: the content, as a copy, and the name of its form."""
        copied: dict[str, Any] = json.loads(json.dumps(marked(self.question, self.content)))
        return copied

    def table(self) -> pandas.DataFrame:
        """Return the answer as a tidy table: a row for each thing found, a column for each property of it."""
        raise NotImplementedError

    def to_pandas(self) -> pandas.DataFrame:
        """Return `table()`, by the name that pandas' users look for."""
        return self.table()

    @property
    def figures(self) -> tuple[str, ...]:
        """Names of its figures, as `figure` takes them; for some there may be nothing to draw."""
        import ripeness

        return ripeness.figure_names(self.question)

    def figure(self, name: str) -> Figure:
        """Return one of its `figures`, as `ripeness.figure` does."""
        import ripeness

        return ripeness.figure(self, name)

    @property
    def caution(self) -> str:
        """What must be said first where few sets of assumptions count, as the page says; empty where enough do."""
        return caution(self.content, self.finished)

    def __repr__(self) -> str:
        rows = self.table()
        partial = ", partial" if self.partial else ""
        head = f"{self.question} of {self.content.get('scenario', 'a scenario')}: {len(rows)} rows{partial}"
        return "\n".join(filter(None, [self.caution, head, rows.head(8).to_string(max_cols=8, max_colwidth=40)]))

    def _repr_html_(self) -> str:
        first = f"<p><strong>{escape(self.caution)}</strong></p>\n" if self.caution else ""
        return first + str(self.table().to_html(max_rows=60, float_format=lambda value: f"{value:.3g}"))
