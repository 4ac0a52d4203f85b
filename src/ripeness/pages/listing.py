"""Scenarios and runs, listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict

from ripeness.errors import harmless
from ripeness.pages.layout import Block, Column, Gap, Page, Prose, Row, strong, table
from ripeness.pages.names import ROLES, name_roles
from ripeness.questions.run.saved import Listed
from ripeness.scenarios.shipped import load


class Shipped(TypedDict):
    """A scenario that comes with the package. views : title of each of its rival views, by name."""

    title: str
    views: dict[str, str]


class SavedRun(TypedDict):
    """A run in ./runs.

    run : name of its folder. saved : when, in seconds since 1970. provenance : how it was computed, None where that
    cannot be read. draws, draws_finished : asked for and there. unreadable : why it cannot be read.
    """

    run: str
    saved: float
    provenance: dict[str, Any] | None
    draws_finished: int
    draws: int
    unreadable: str | None


class Listing(TypedDict):
    """What ``ripeness list --json`` prints. scenarios : by the name that commands take. runs : the latest first."""

    scenarios: dict[str, Shipped]
    runs: list[SavedRun]


Scenarios = Mapping[str, Shipped]


def listing_page(scenarios: Scenarios, runs: Sequence[Listed]) -> Page:
    """Return the page; `scenarios` : title and views of each, by name."""
    return tuple(_parts(scenarios, runs))


def told(scenarios: Scenarios, runs: Sequence[Listed]) -> Listing:
    """Return the same for programs."""
    listed: list[SavedRun] = [
        {
            "run": one.folder.name,
            "saved": one.saved,
            "provenance": one.provenance,
            "draws_finished": one.finished,
            "draws": one.asked,
            "unreadable": one.unreadable or None,
        }
        for one in runs
    ]
    return {"scenarios": dict(scenarios), "runs": listed}


def with_names(scenario: str, titles: Mapping[str, str]) -> dict[str, str]:
    """Return titles of a scenario's views with the sides called by their names, as its other pages call them."""
    if not any(re.search(rf"\b(?:{'|'.join(ROLES)})\b", one) for one in titles.values()):
        return dict(titles)  # so that no other file is read
    names = load(scenario).names()
    known = {role: names[role] for role in ROLES if role in names}
    return {view: name_roles(one, known) for view, one in titles.items()}


def _parts(scenarios: Scenarios, runs: Sequence[Listed]) -> Iterator[Block]:
    yield strong("Scenarios (ripeness run NAME)")
    rows = []
    for name, one in scenarios.items():
        rows.append((f"  {name}", one["title"]))
        rows += [(f"    --view {view}", title) for view, title in one["views"].items()]
    yield table([Column(whole=True), Column()], rows, heads=False)
    yield Gap()
    if not runs:
        yield Prose("No runs in ./runs yet.")
        return
    yield strong("Runs in ./runs (ripeness show NAME)")
    yield table([Column(whole=True), Column(), Column(), Column(whole=True)], map(_run, runs), heads=False)


def _run(one: Listed) -> Row:
    name = f"  {harmless(one.folder.name)}"
    if one.provenance is None:
        return Row((name, "cannot be read", "", ""))
    saved = datetime.fromtimestamp(one.saved).strftime("%Y-%m-%d %H:%M")
    to_come = one.finished < one.asked
    draws = f"{one.finished} of {one.asked} draws, to be resumed" if to_come else f"{one.finished} draws"
    if not to_come and one.provenance.get("partial"):
        draws += ", partial"
    return Row((name, harmless(str(one.provenance.get("policy", ""))), draws, saved))
