"""No number that the essay feeds is idle: a tenth more changes some forecast, or its note says "reported only"."""

from __future__ import annotations

import jax
import numpy as np
import pytest

import ripeness
from ripeness.compiler.priors import values_from_scores
from ripeness.compiler.texts import may_be_put
from ripeness.compiler.war import compile_war
from ripeness.scenarios.shipped import FLAGSHIP
from ripeness.schema import Scenario
from ripeness.solver import course as war

pytestmark = pytest.mark.long

SMALL = {
    "claims": None,
    **{"calendar.horizon": "12 months", "calendar.tail": "12 months"},
    **{"numerics.chest_nodes": 2, "numerics.chest_above": 1, "numerics.sincerity_nodes": 5, "numerics.terms_grid": 3},
    "front.lowest": {"low": "103000 km^2", "high": "105000 km^2", "source": "judgement"},
    "front.highest": {"low": "121000 km^2", "high": "123000 km^2", "source": "judgement"},
}
"""A small copy of the flagship: fewer nodes, nearer ends, two years."""
FED = ("mediator.", "envoy.", "texts.", "tracks.", "partial_deals.", "gate.", "beliefs.news", "costs.attending")
"""What the essay says of mediator, envoy, tracks, texts and gate, in its second to fifth paragraphs."""
EARNEST = 0.5  # what side deals are worth to the mediator in the war looked at: it may punish, so that the gate counts
TEXT = "texts.items.points-28"  # its terms, which no draw moves
REPORTED_ONLY = "reported only"
NOT_YET = {
    "tracks.four_way.mandate": "the four have not met; a lever seats Europe",
    "tracks.direct.meets": "before February 2025 no terms were in reach of both",
    "texts.overlap": "as above, before November 2025",
    "texts.items.final-offer.recognised_by.united_states": "no round could sign it, so that a yes was free to both",
    "texts.items.ceasefire-2025-03.recognised_by.united_states": "as above",
}
"""Numbers to which the war as it stands gives nothing to do, and why."""


@pytest.fixture(scope="module")
def flagship() -> Scenario:
    return ripeness.load(FLAGSHIP)


@pytest.fixture(scope="module")
def moved(flagship: Scenario) -> dict[str, float]:
    """How far each number that the essay feeds, moved by a tenth, moves what is forecast, at most."""
    small = flagship.replace(SMALL)
    names = small.assumptions()
    centre = values_from_scores(names, np.zeros((1, len(names)))) | {"mediator.side_deal_value": np.array([EARNEST])}
    rows = ["", *(path for path in names if path.startswith(FED) or ".tracks." in path or ".beliefs." in path), TEXT]
    drawn = {path: value[0] * np.array([1.1 if path == row else 1.0 for row in rows]) for path, value in centre.items()}
    for path, quantity in names.items():  # a tenth less where a tenth more is no possible value
        drawn[path] = np.where(drawn[path] > quantity.high, 0.9 * centre[path][0], drawn[path])
    compiled = compile_war(small, drawn, len(rows))
    games, record = jax.tree.map(lambda leaf: np.array(leaf, "float32"), (compiled.games, compiled.record))
    for game in games:
        game.texts.terms[-1, may_be_put(small).index(TEXT.rsplit(".", 1)[1])] *= 0.9
    course = compiled.course
    told = np.asarray(jax.jit(jax.vmap(lambda games, record: forecast(course, games, record)))(games, record))
    most = np.nanmax(np.abs(told - told[0]), axis=1)
    return dict(zip(rows[1:], most[1:].tolist(), strict=True))


def forecast(course: war.Course, games, record) -> jax.Array:
    """The chances of the war's going on and of each ending, month by month, and the record's likelihood."""
    solved = war.solve_epochs(course, games)
    before = war.past(course, games, record, solved)
    after = war.onward(course, course.epochs[-1], games[-1], solved[-1], course.epochs[-1].start, before["mass"])
    likelihood = jax.numpy.cumsum(before["log_likelihood"], axis=-1)
    return jax.numpy.concatenate([one.ravel() for one in (after["ongoing"], after["endings"], likelihood)])


def marked(flagship: Scenario) -> set[str]:
    return {path for path, one in flagship.assumptions().items() if REPORTED_ONLY in (one.note or "")}


def test_what_moves_no_forecast_is_marked_as_reported_only_or_has_nothing_to_do_yet(
    flagship: Scenario, moved: dict[str, float]
) -> None:
    assert {path for path, most in moved.items() if most == 0.0} == marked(flagship) | set(NOT_YET)


def test_what_is_marked_is_the_envoys_picture_alone(flagship: Scenario) -> None:
    assert marked(flagship) and all(path.startswith("envoy.") for path in marked(flagship))
