"""A hundred thousand sampled wars agree with the law within Monte Carlo error."""

from __future__ import annotations

import numpy as np
import pytest

from ripeness.arrays import BELIEVERS, ENDINGS, SETTLEMENTS
from ripeness.model.kernels.gate import Gate
from ripeness.solver.drawing import _gate_rows
from ripeness.solver.sample import Histories, sample

from .adapter import Engine
from .test_laws import MONTHS, RULES, solved
from .wars import VARIANTS, whole_war

WARS = 100_000
BOUND = 4.5  # standard errors; some 1,500 numbers are compared, most of them strongly dependent
FEW = 10  # endings expected in fewer wars than this are not normal: they are counted against a Poisson bound


def draw(engine: Engine, months: int, believer: int, seed: int, wars: int = WARS) -> Histories:
    """Sampled wars of a solved game from its first month."""
    rng = np.random.default_rng(seed)
    return sample(
        engine.game, engine.equilibrium, engine.lattice, engine.rules, engine.start(), slice(0, months), 0, wars, rng,
        believer,
    )  # fmt: skip


TINY = {
    "every coordinate, 8 months": "logit_with_ceasefire_and_floors",
    "two doors that are not always guarded, 8 months": "logit_with_two_doors",
    "spending that follows the means, at two doors, 8 months": "effort_at_a_front_that_drifts",
    "an area that drifts in substeps between its ends, 8 months": "drift_in_substeps_between_ends",
    "texts, and nothing to settle is land, 8 months": "texts_without_land",
}


@pytest.fixture(scope="module", params=[*TINY, "every ending, 48 months"])
def war(request: pytest.FixtureRequest) -> tuple[Engine, int]:
    """A solved war and its months: the brute-force test's most varied ones, and a longer one on six issues."""
    if request.param in TINY:
        tiny = whole_war(**VARIANTS[TINY[request.param]])
        return Engine.of(tiny), tiny.T
    return solved(2, RULES), MONTHS


def z_scores(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Distance of shares from probabilities, in standard errors."""
    error = np.sqrt(np.maximum(expected * (1 - expected), 1.0 / WARS) / WARS)
    return (observed - expected) / error


@pytest.mark.parametrize("believer", [0, 1], ids=BELIEVERS[:2])
def test_histories_agree_with_the_law_ending_by_ending_and_month_by_month(
    war: tuple[Engine, int], believer: int
) -> None:
    engine, months = war
    drawn = draw(engine, months, believer, seed=7 + believer)
    report = {k: np.asarray(v) for k, v in engine.forecast(engine.start(), 0, months, believer).items()}
    assert np.abs(z_scores(drawn.ongoing(), report["ongoing"])).max() < BOUND

    ended, expected = np.cumsum(drawn.ended(), axis=0), np.cumsum(report["endings"], axis=0)
    often = expected * WARS >= FEW
    assert np.abs(z_scores(ended, expected)[often]).max() < BOUND
    assert (ended * WARS)[~often].max(initial=0.0) <= 3 * FEW
    assert often[-1].sum() >= (7 if engine.rules.ceasefire or months == MONTHS else 5)  # endings that it reaches

    lives = drawn.lasted[:, None] > np.arange(months)
    enough = lives.sum(axis=0) > 500
    for name, values in {
        "front": drawn.front,
        "war_chest": drawn.war_chest,
        "sincerity": drawn.sincerity,
        "package": drawn.gate == max(engine.lattice.gates - 1, 1),
        "executive_action": (drawn.gate > 0) & (drawn.gate < engine.lattice.gates - 1),
        "bombing": (drawn.stance >= 2),
    }.items():
        mean = np.array([values[lives[:, t], t].mean() for t in np.flatnonzero(enough)])
        error = np.array([values[lives[:, t], t].std() for t in np.flatnonzero(enough)])
        living = lives.sum(axis=0)[enough]
        error = np.maximum(
            error / np.sqrt(living), np.ptp(values.astype(float)) / living
        )  # all alike in a sample are not all alike
        gap = np.abs(mean - report[name][enough])
        assert (gap <= BOUND * error + 1e-4).all(), name
    deals = drawn.partial_deal.mean(axis=0)
    assert np.abs(z_scores(deals, report["partial_deals"])).max() < BOUND


def test_sampled_terms_have_the_mean_of_the_laws_terms() -> None:
    engine = solved(2, RULES)
    drawn = draw(engine, MONTHS, 0, seed=3)
    report = engine.forecast(engine.start(), 0, MONTHS, 0)
    signed = np.isin(drawn.ending, [ENDINGS.index(name) for name in SETTLEMENTS])
    assert np.array_equal(signed, ~np.isnan(drawn.terms[:, 0]))
    terms = np.where(signed[:, None], drawn.terms, 0.0)
    error = terms.std(axis=0) / np.sqrt(WARS)
    assert (np.abs(terms.mean(axis=0) - np.asarray(report["terms"]).sum(axis=0)) <= BOUND * error + 1e-12).all()


def test_a_single_history_can_be_read_month_by_month() -> None:
    engine = solved(2, RULES)
    drawn = draw(engine, MONTHS, 0, seed=5, wars=500)
    again = draw(engine, MONTHS, 0, seed=5, wars=500)
    seen = set()
    for number in range(len(drawn)):
        history, same = drawn[number], again[number]
        assert np.array_equal(history.front, same.front) and history.ending == same.ending
        seen.add(history.ending)
        assert history.month[0] == 0 and len(history.month) == len(history.front) <= MONTHS
        assert set(np.abs(np.diff(history.front))) <= {1}
        assert history.front[0] == engine.lattice.start and history.gate[0] == 0
        assert history.front.min() > 0 and history.front.max() < engine.lattice.steps
        assert (history.war_chest >= 0).all() and ((history.sincerity > 0) & (history.sincerity < 1)).all()
        assert (history.stance[:-1] >= 0).all()
        assert not history.partial_deal[(history.stance != 1) & (history.stance != 3)].any()
        if history.ending in SETTLEMENTS:
            assert history.terms is not None and ((history.terms >= 0) & (history.terms <= 1)).all()
            assert history.stance[-1] == -1
        else:
            assert history.terms is None
        if history.ending is None:
            assert len(history.month) == MONTHS
        if history.ending == "attacker_expelled":
            assert history.front[-1] == 1
        if history.ending == "attacker_wins_at_the_front":
            assert history.front[-1] == engine.lattice.steps - 1
    assert len(seen) >= 5


def test_an_unknown_believer_is_refused() -> None:
    with pytest.raises(ValueError, match="believer"):
        draw(solved(2, RULES), 2, 5, seed=0, wars=1)


@pytest.mark.parametrize("levels", [2, 3])
@pytest.mark.parametrize("attends", [False, True])
def test_the_gate_of_a_drawn_war_moves_with_the_probabilities_of_the_kernel(levels: int, attends: bool) -> None:
    """One war at each level in each of three minds; what each level is worth shows where it goes."""
    second = (np.array([0.0, 0.2, 0.6]), np.array([0.5, 0.1, 0.3])) if levels == 3 else (None, None)
    kernel = Gate(np.array([0.3, 0.05, 0.0]), np.array([0.15, 0.0, 0.8]), *second)
    gate, mind = (one.ravel() for one in np.meshgrid(np.arange(levels), np.arange(3), indexing="ij"))
    rows = _gate_rows(kernel, gate, mind, np.full(len(gate), attends), levels)
    assert rows.sum(axis=1) == pytest.approx(np.ones(len(gate))) and (rows >= 0).all()
    worth = np.array([1.0, 10.0, 100.0])[:levels]
    by_level = np.broadcast_to(worth[:, None, None, None], (levels, 1, 1, 3))
    for row, level, node in zip(rows, gate, mind, strict=True):
        assert row @ worth == pytest.approx(float(kernel.expect(by_level, int(level), attends)[0, 0, node]))
