"""Boxes: a planted one is found, its figures are those counted by hand, and shuffled answers give none."""

import importlib
import itertools

import numpy as np
import pandas
import pytest

from ripeness.statistics.prim import SMALLEST, boxes, inside, trajectory


def planted(draws: int = 400, others: int = 20, seed: int = 1):
    """Assumptions even on 0 to 1, and what holds where the second is above .6 and the third below .5, nearly always."""
    random = np.random.default_rng(seed)
    x = random.uniform(size=(draws, others))
    lies = (x[:, 1] > 0.6) & (x[:, 2] < 0.5)
    return x, np.where(random.uniform(size=draws) < 0.05, ~lies, lies).astype(float), lies


def test_a_planted_box_is_found_and_no_other_assumption_is_named():
    x, y, lies = planted()
    first = boxes(x, y, np.ones(400))[0]
    by = {one.assumption: one for one in first.limits}
    assert set(by) == {1, 2}
    assert by[1].above == pytest.approx(0.6, abs=0.05) and by[1].below == np.inf
    assert by[2].below == pytest.approx(0.5, abs=0.06) and by[2].above == -np.inf
    found = inside(x, first.limits)
    assert (found & lies).sum() > 0.9 * lies.sum() and (found & ~lies).sum() < 0.15 * found.sum()


def test_support_density_and_coverage_are_those_that_are_counted():
    x, y, _ = planted()
    w = np.random.default_rng(2).uniform(0.5, 2.0, size=400)
    first = boxes(x, y, w)[0]
    lies = np.ones(400, bool)
    for one in first.limits:
        lies &= (x[:, one.assumption] > one.above) & (x[:, one.assumption] < one.below)
    held = sum(float(weight) for weight, in_box, holds in zip(w, lies, y, strict=True) if in_box and holds)
    assert first.support == pytest.approx(w[lies].sum() / w.sum())
    assert first.density == pytest.approx(held / w[lies].sum())
    assert first.coverage == pytest.approx(held / (w @ y))
    assert (
        first.gain == pytest.approx(first.support * (first.density - (w @ y) / w.sum())) and first.support >= SMALLEST
    )


def test_a_step_in_one_assumption_is_found_where_it_was_put():
    random = np.random.default_rng(3)
    x = random.normal(size=(300, 8))
    y = (x[:, 4] < -0.3).astype(float)
    (one,) = boxes(x, y, np.ones(300))[0].limits
    below = np.sort(x[:, 4])[np.searchsorted(np.sort(x[:, 4]), -0.3)]
    assert one.assumption == 4 and one.above == -np.inf and abs(one.below - below) < 0.2


def test_no_box_of_one_or_two_limits_gains_much_more_in_a_search_of_them_all():
    """Every box with up to two of three assumptions cut at twentieths, counted one by one."""
    x, y, _ = planted(150, 3, seed=4)
    y = ((x[:, 0] > 0.55) & (x[:, 1] < 0.7)).astype(float)
    cuts = np.concatenate([[-np.inf], np.quantile(x, np.arange(1, 20) / 20), [np.inf]])
    greatest = 0.0
    for one, other in itertools.combinations(range(3), 2):
        for a, b in itertools.product(cuts, cuts):
            lies = (x[:, one] > a) & (x[:, other] < b)
            if lies.mean() >= SMALLEST:
                greatest = max(greatest, float((y[lies].sum() - y.mean() * lies.sum()) / 150))
    assert boxes(x, y, np.ones(150))[0].gain > 0.93 * greatest


def test_shuffled_answers_give_a_box_in_about_one_search_of_ten():
    found = 0
    for seed in range(20):
        random = np.random.default_rng(100 + seed)
        found += bool(
            boxes(random.normal(size=(80, 6)), random.permutation(np.arange(80) < 30), np.ones(80), seed=seed)
        )
    assert found <= 6  # 2 expected; 7 or more of 20 has a chance of .2 %


def test_a_whole_weight_counts_as_so_many_draws():
    x, y, _ = planted(120, 4, seed=5)
    w = np.random.default_rng(6).integers(1, 4, size=120)
    weighted, repeated = (
        boxes(x, y, w, most=1)[0],
        boxes(np.repeat(x, w, 0), np.repeat(y, w), np.ones(w.sum()), most=1)[0],
    )
    assert weighted.limits == repeated.limits and weighted.gain == pytest.approx(repeated.gain)


def test_a_second_box_lies_among_what_the_first_left():
    random = np.random.default_rng(7)
    x = random.uniform(size=(600, 6))
    y = ((x[:, 0] > 0.75) | ((x[:, 1] > 0.75) & (x[:, 0] < 0.5))).astype(float)
    first, second = boxes(x, y, np.ones(600))
    assert {first.limits[0].assumption, second.limits[0].assumption} == {0, 1}
    assert first.coverage + second.coverage > 0.85


def test_a_draw_without_weight_or_answer_does_not_count_and_the_same_seed_gives_the_same():
    x, y, _ = planted(200, 5, seed=8)
    known = np.where(np.arange(200) < 150, 1.0, 0.0)
    plain = boxes(x[:150], y[:150], np.ones(150), seed=3)
    assert boxes(x, y, known, seed=3) == plain
    assert boxes(x, np.where(known > 0, y, np.nan), np.ones(200), seed=3) == plain


def test_where_nothing_can_be_told_apart_there_is_no_box():
    x = np.random.default_rng(9).normal(size=(50, 3))
    assert boxes(x, np.ones(50), np.ones(50)) == []
    assert boxes(x[:, :0], x[:, 0] > 0, np.ones(50)) == []


ROOTS = np.sqrt([2.0, 3.0, 5.0, 7.0, 11.0, 13.0])
EMA = {
    1: (0.95, 0.2515789, 0.9795082), 5: (0.772, 0.2888601, 0.9139344), 10: (0.595, 0.3445378, 0.8401639),
    15: (0.458, 0.4148472, 0.7786885), 20: (0.353, 0.5014164, 0.7254098), 25: (0.271, 0.6236162, 0.692623),
    30: (0.208, 0.7788462, 0.6639344), 35: (0.159, 0.8993711, 0.5860656), 40: (0.121, 0.9090909, 0.4508197),
    43: (0.102, 0.9215686, 0.3852459),
}  # fmt: skip
"""Mass, density and coverage after so many peels of `even_table`, as EMA Workbench 3.0.0 (commit 819a4b6) printed them:
`Prim(x, y, peel_alpha=0.05, mass_min=0.1).find_box().peeling_trajectory`."""


def even_table():
    """A thousand draws that no random generator makes, and what holds in a box of three limits, but for a tenth."""
    points = ((np.arange(1, 1001) + 1000)[:, None] * ROOTS) % 1
    x = points[:, :5]
    lies = (x[:, 1] > 0.6) & (x[:, 2] < 0.5) & (x[:, 3] < 0.8 + 0.1 * x[:, 0])
    return x, np.where(points[:, 5] < 0.1, ~lies, lies)


def as_ema_peels(x, y) -> dict[int, tuple[float, ...]]:
    """Its figures by the number of peels: from EMA Workbench itself where it is installed, else as it printed them."""
    try:
        prim = importlib.import_module("ema_workbench.analysis.prim")
    except ModuleNotFoundError:
        return EMA
    box = prim.Prim(pandas.DataFrame(x, columns=list("abcde")), y, peel_alpha=0.05, mass_min=0.1).find_box()
    told = box.peeling_trajectory[["mass", "density", "coverage"]].astype(float)
    return {peels: tuple(told.loc[peels]) for peels in EMA}


def test_a_twentieth_at_a_time_peels_as_ema_workbench_does():
    x, y = even_table()
    ours = trajectory(x, y, np.ones(len(y)), (0.05,))
    assert len(ours) == max(EMA)
    for peels, figures in as_ema_peels(x, y).items():
        assert ours[peels - 1] == pytest.approx(figures, abs=1e-6), peels


def as_published(x, y):
    """Friedman & Fisher's peeling, draw by draw: the twentieth whose loss leaves the greatest density goes."""
    inside, told = list(range(len(y))), []
    while True:
        gone = -(-len(inside) // 20)
        orders = [sorted(inside, key=lambda draw, at=at: x[draw, at]) for at in range(x.shape[1])]
        left = [part for order in orders for part in (order[gone:], order[:-gone])]
        best = max(left, key=lambda part: sum(y[draw] for draw in part) / len(part))
        if len(best) < SMALLEST * len(y) or np.mean(y[best]) <= np.mean(y[inside]):
            return np.array(told)
        inside = best
        told.append((len(best) / len(y), np.mean(y[best]), np.sum(y[best]) / np.sum(y)))


def test_the_published_peeling_gives_the_same_numbers_on_a_table():
    x, y = even_table()
    assert trajectory(x, y, np.ones(len(y)), (0.05,)) == pytest.approx(as_published(x, y), abs=1e-9)
