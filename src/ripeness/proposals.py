"""Where draws come from: `learn` fits a proposal to a scenario's record; a forecast uses the one that fits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ripeness.ensemble.devices import cache_folder, prepare

prepare()

import jax  # noqa: E402  (after the machine is set up)
import numpy as np  # noqa: E402

from ripeness.compiler.copula import correlated  # noqa: E402
from ripeness.compiler.priors import values_from_scores  # noqa: E402
from ripeness.computing import Progress, compile_draws  # noqa: E402
from ripeness.ensemble import learn as learning  # noqa: E402
from ripeness.ensemble.batches import Batches, Stage, slices  # noqa: E402
from ripeness.ensemble.draws import Draws, Proposal, prior  # noqa: E402
from ripeness.game import war  # noqa: E402
from ripeness.schema.load import load_scenario  # noqa: E402
from ripeness.schema.scenario import Scenario  # noqa: E402
from ripeness.shipped import FOLDER  # noqa: E402

COARSE_CHEST, COARSE_SINCERITY = 5, 15  # nodes on which a proposal is learnt
LEARNT_AT_ONCE = 16  # draws a device takes in a batch while learning


def learn(
    scenario: Scenario,
    *,
    rounds: int = learning.ROUNDS,
    draws: int = learning.ROUND,
    progress: Progress | None = None,
) -> learning.Learnt:
    """Learn where the record puts the assumptions, on a coarse lattice; see `ensemble.learn`."""
    coarse = scenario.model_copy(
        update={
            "numerics": scenario.numerics.model_copy(
                update={
                    "chest_nodes": min(COARSE_CHEST, scenario.numerics.chest_nodes),
                    "sincerity_nodes": min(COARSE_SINCERITY, scenario.numerics.sincerity_nodes),
                }
            )
        }
    )
    tell = progress or (lambda stage, done, total: None)
    batches: list[Batches] = []
    finished = 0

    def log_likelihood(scores: np.ndarray) -> np.ndarray:
        nonlocal finished
        found = []
        for few in slices(len(scores), LEARNT_AT_ONCE * len(jax.devices())):
            values = values_from_scores(scenario.assumptions(), correlated(scenario, scores[few]))
            compiled = compile_draws(coarse, Draws(values, np.zeros(few.stop - few.start)), {}, "float32")
            if not batches:
                stage = Stage(partial(war.likelihood, compiled.course), ("games", "record"))
                batches.append(Batches({"likelihood": stage}, per_device=LEARNT_AT_ONCE))
            inputs = {"games": compiled.games, "record": compiled.record}
            found.append(batches[0].run(inputs, ("likelihood",))["likelihood"])
            finished += len(found[-1])
            tell("learn", finished, rounds * draws)
        return np.concatenate(found).astype(float)

    names = tuple(scenario.assumptions())
    return learning.learn(log_likelihood, names, scenario.content_hash(), rounds=rounds, draws=draws)


def places(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    """Where a proposal may lie, in the order of looking, and what it is called in a forecast's provenance."""
    if scenario.file is not None:
        beside = scenario.file.with_suffix(".proposal.json")
        yield beside, "shipped" if FOLDER in beside.parents else "learned"
    yield FOLDER / f"{scenario.name}.proposal.json", "shipped"
    yield cache_folder() / "proposals" / f"{scenario.content_hash()}.json", "learned"


def borrowed(scenario: Scenario, base: Scenario) -> tuple[Proposal, str]:
    """Where a view's draws come from, and the origin: its own proposal, else what can be taken over of the scenario's.

    A number that the view leaves as it is stands where the scenario's record puts it; one that the view sets is drawn
    from what the view says of it. Weights stay exact whatever the proposal.
    """
    own, origin = _own(scenario, scenario.record is not None)
    theirs, its_origin = _own(base, base.record is not None)
    if origin != "prior" or its_origin == "prior":
        return own, origin
    places, changed = list(base.assumptions()), set(scenario.changed_from(base))
    mean, spread = own.mean.copy(), own.spread.copy()
    for number, name in enumerate(scenario.assumptions()):
        if name in places and name not in changed:
            mean[number], spread[number] = theirs.mean[places.index(name)], theirs.spread[places.index(name)]
    return Proposal(mean, spread, theirs.prior_share), "borrowed"


def proposal_of(scenario: Scenario, record: bool) -> tuple[Proposal, str]:
    """Where to draw from, and its origin: the proposal learnt for exactly this scenario, else the prior.

    A view for which none was learnt takes over what it can of the scenario's that it was laid over.
    """
    if record and scenario.laid_over is not None and scenario.laid_over.is_file():
        return borrowed(scenario, load_scenario(scenario.laid_over))
    return _own(scenario, record)


def _own(scenario: Scenario, record: bool) -> tuple[Proposal, str]:
    names = tuple(scenario.assumptions())
    if record and names:
        for path, origin in places(scenario):
            if found := learning.load(path, names, scenario.content_hash()):
                return found.proposal, origin
    return prior(len(names)), "prior"
