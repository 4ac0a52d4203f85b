"""One set of assumptions as labelled arrays: what is played in every state, and what it is worth."""

from __future__ import annotations

import numpy as np
import xarray as xr

from ripeness.arrays import (
    GATES,
    STANCE_NAMES,
)
from ripeness.model.state import Game
from ripeness.schema.scenario import Scenario
from ripeness.solver.course import Course
from ripeness.solver.equilibrium import Equilibrium
from ripeness.store.dataset import month_coordinates


def solution_dataset(scenario: Scenario, course: Course, game: Game, solved: Equilibrium) -> xr.Dataset:
    """Dataset of one set of assumptions: what is played in every state of the last epoch."""
    epoch = course.epochs[-1]
    first, lattice, rules = course.solved_from(len(course.epochs) - 1), epoch.lattice, epoch.rules
    play, months = solved.play, np.arange(first, course.horizon)
    states = ("month", "gate", "chest", "front_cell", "sincerity")
    start, end = np.asarray(solved.settlement.segments.terms_start), np.asarray(solved.settlement.segments.terms_end)
    segment, position = np.asarray(play.segment), np.asarray(play.position)[..., None]
    terms = start[segment] + position * (end - start)[segment]
    settles = np.asarray(play.settles)
    if rules.smooth:
        stance = np.stack([np.asarray(weight) for weight in play.stance], axis=-1)
    else:
        stance = (np.asarray(play.stance[0])[..., None] == np.arange(len(STANCE_NAMES))).astype(settles.dtype)
    chest = np.asarray(game.chest_spacing) * (np.arange(lattice.chest) - (lattice.chest - 1.0))
    nodes = np.asarray(lattice.sincerity_nodes(settles.dtype))
    return xr.Dataset(
        {
            "stance": ((*states, "stance_name"), stance, {"long_name": "weight of each stance", "units": "1"}),
            "settles": (states, settles, {"long_name": "probability of a settlement this month", "units": "1"}),
            "terms": (
                (*states, "issue"),
                np.where(settles[..., None] > 0, terms, np.nan),
                {"long_name": "terms: 0 the defender's ideal, 1 the attacker's", "units": "1"},
            ),
            "attacker_value": (
                states,
                np.asarray(play.attacker),
                {"long_name": "value of fighting on", "units": "share of the prize"},
            ),
            "defender_value": (
                states,
                np.asarray(play.defender),
                {"long_name": "value of fighting on", "units": "share of the prize"},
            ),
            "ripeness_gap": (
                states,
                np.asarray(play.gap),
                {"long_name": "ripeness gap", "units": "share of the prize"},
            ),
        },
        coords={
            **month_coordinates("month", [scenario.month_label(int(m)) for m in months]),
            "front": (
                ("month", "front_cell"),
                np.stack([np.asarray(lattice.fronts(int(m))) for m in months[:2]])[(months - first) % 2],
            ),
            "gate": list(GATES[lattice.gates]),
            "distance_from_path": ("chest", chest, {"units": "bn USD"}),
            "log_odds": ("sincerity", nodes),
            "stance_name": list(STANCE_NAMES),
            "issue": list(scenario.issues),
        },
        attrs={"scenario": scenario.name, "scenario_hash": scenario.content_hash(), "source": "computed"},
    )
