"""Tables: tracks, texts and the envoy become what may be settled in an epoch, and how often."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from ripeness.compiler import envoy
from ripeness.compiler.levels import Levels
from ripeness.model.talks import texts
from ripeness.model.talks.tracks import opportunity
from ripeness.model.terms.frontier import Agenda
from ripeness.schema.calendar import month_of
from ripeness.schema.scenario import Scenario

Paths = Float[np.ndarray, "draw month"]


def settling(scenario: Scenario, levels: Levels) -> list[str]:
    """Tracks that seat both belligerents and can meet."""
    sides = {scenario.actor("attacker"), scenario.actor("defender")}
    return [
        name
        for name in scenario.tracks
        if sides <= set(levels.setting(f"tracks.{name}.seats")) and not levels.never(f"tracks.{name}.meets")
    ]


def agenda(scenario: Scenario, levels: Levels, month: int) -> tuple[Agenda, tuple[int, ...]]:
    """Issues by how they move: stepped (reneging, indivisible), free, or off the table; and those of land.

    An issue with a band of land is never off the table. Another is off the table, and stays at its status quo, where no
    track that can settle has it on its agenda or seats all whose consent it needs. `month` : the envoy has learnt from
    the talks before it.
    """
    tables = settling(scenario, levels)
    off = envoy.kept_off(scenario, levels, month)
    stepped, free, fixed, land = [], [], [], []
    for index, name in enumerate(scenario.issues):
        banded = levels.present(f"issues.{name}.band.to")
        if banded or levels.setting(f"issues.{name}.follows_front"):
            land.append(index)
        consent = set(levels.setting(f"issues.{name}.consent"))
        open_to = [track for track in tables if _on_agenda(levels, track, name, off)]
        if (
            tables
            and not banded
            and not any(consent <= set(levels.setting(f"tracks.{track}.seats")) for track in open_to)
        ):
            fixed.append(index)
        elif levels.setting(f"issues.{name}.indivisible"):
            stepped.append((index, 2))
        elif not levels.never(f"issues.{name}.reneging"):
            stepped.append((index, scenario.numerics.terms_grid))
        else:
            free.append(index)
    return Agenda(tuple(stepped), tuple(free), tuple(fixed)), tuple(land)


def chance_of_table(scenario: Scenario, levels: Levels, horizon: int) -> Paths:
    """Monthly probability of a table at which a settlement can be concluded."""
    meetings = [
        (levels[f"tracks.{name}.meets"], levels[f"tracks.{name}.mandate"]) for name in settling(scenario, levels)
    ]
    lasting = np.repeat(opportunity(meetings, levels["texts.overlap"])[:, None], horizon, axis=1)
    return lasting * _common_text(scenario, levels, horizon) if levels.setting("texts.count") else lasting


def _on_agenda(levels: Levels, track: str, issue: str, off: frozenset[str]) -> bool:
    listed = levels.setting(f"tracks.{track}.agenda")
    return (listed == "all" or issue in listed) and not (issue in off and levels.setting(f"tracks.{track}.envoy"))


def _common_text(scenario: Scenario, levels: Levels, horizon: int) -> Paths:
    """Share of meetings for which a text exists that all recognise whose word counts."""
    words = [scenario.actor("attacker"), scenario.actor("defender")]
    mediators = [name for name, actor in scenario.actors.items() if actor.role == "mediator"]
    if levels.setting("mediator.present"):
        words += mediators[:1]
    items = scenario.texts.items
    known = [name for name, draft in items.items() if draft.recognised_by]
    if not known:
        return np.ones((levels.count, horizon))
    month = {name: scenario.month_index(month_of(draft.date)) for name, draft in items.items()}
    ends = [min((month[other] for other in items if items[other].replaces == name), default=None) for name in known]
    recognised = np.stack(
        [
            np.prod([levels.get(f"texts.items.{name}.recognised_by.{actor}", 0.0) for actor in words], axis=0)
            for name in known
        ],
        axis=-1,
    )
    return texts.common_text(recognised, texts.live([month[name] for name in known], ends, horizon))
