"""Sources: the texts and data on which a scenario's numbers rest."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ripeness.schema.calendar import Date


class Origin(BaseModel):
    """One source, listed once under ``sources`` and pointed to by its key."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    title: str = Field(description="title of the text or data set")
    author: str = Field(description="who wrote or publishes it")
    date: Date = Field(description="when it was published or retrieved")
    publisher: str | None = Field(None, description="journal, newspaper or institution")
    url: str | None = Field(None, description="where it can be found")
    read: Literal["full", "excerpt", "data", "recalled"] = Field(
        description="how much of it was at hand: all, an excerpt, a data set, or memory only"
    )
    paragraphs: int | None = Field(None, ge=1, description="how many paragraphs it has")
    file: str | None = Field(None, description="file that holds its text or data")
    note: str | None = Field(None, description="what a reader should know about it")
