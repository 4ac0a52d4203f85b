"""Sobol indices through the road that a war takes: functions whose indices are known in the place of the engine."""

import numpy as np
import pytest
from SALib.analyze import sobol as analysis
from SALib.sample import sobol as sampling

from ripeness.questions.drivers.design import REST, designed, run_design
from ripeness.questions.drivers.saltelli import indices, interaction

A, B = 7.0, 0.1


def ishigami(points):
    """Ishigami & Homma 1990, on the first three columns."""
    x = np.pi * (2 * points - 1)
    return np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


def of_ishigami():
    """First orders and totals of its three numbers, in closed form."""
    v1, v2, v13 = 0.5 * (1 + B * np.pi**4 / 5) ** 2, A**2 / 8, 8 * B**2 * np.pi**8 / 225
    variance = v1 + v2 + v13
    return np.array([v1, v2, 0.0]) / variance, np.array([v1 + v13, v2, v13]) / variance, v13 / variance


WEIGHTS = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0])


def sobol_g(points):
    """Sobol's g, a product of |4 x - 2| + a over 1 + a."""
    return np.prod((np.abs(4 * points - 2) + WEIGHTS) / (1 + WEIGHTS), axis=1)


def of_g(columns):
    """First order and total of a set of its numbers: products of one plus each one's variance."""
    each = 1 / (3 * (1 + WEIGHTS) ** 2)
    variance, of = np.prod(1 + each) - 1, np.zeros(8, bool)
    of[list(columns)] = True
    alone, others = np.prod(1 + each[of]) - 1, np.prod(1 + each[~of]) - 1
    return alone / variance, 1 - others / variance


def road(function, names, leading, group, base, seed=3):
    """What `ripeness drivers` does once numbers lead."""
    made = designed(names, leading, group)
    outcomes, cut = run_design(
        names, made, function, base, seed, np.zeros((0, len(made.sets) + 2)), lambda done, total: None, lambda one: None
    )
    assert not cut
    return made, outcomes, {one.name: one for one in indices(outcomes, made.sets, seed)}


@pytest.fixture(scope="module")
def ishigami_found():
    names = ["x1", "x2", "x3", "idle", "idler"]
    return road(ishigami, names, names[:3], dict.fromkeys(names, "one"), 2048)


def test_the_indices_of_ishigamis_function_are_those_of_its_closed_form(ishigami_found):
    _, _, found = ishigami_found
    first, total, _ = of_ishigami()
    for place, name in enumerate(("x1", "x2", "x3")):
        assert found[name].first == pytest.approx(first[place], abs=0.03)
        assert found[name].total == pytest.approx(total[place], abs=0.03)
        assert abs(found[name].first - first[place]) < 1.5 * found[name].first_error + 0.005


def test_numbers_without_effect_carry_nothing_together(ishigami_found):
    _, _, found = ishigami_found
    assert found[REST].first == found[REST].total == 0.0


def test_the_interaction_of_a_pair_is_that_of_the_closed_form(ishigami_found):
    made, outcomes, _ = ishigami_found
    pairs = {(one.first, one.second): one for one in (interaction(outcomes, made.sets, pair, 0) for pair in made.pairs)}
    _, _, both = of_ishigami()
    assert pairs["x1", "x3"].share == pytest.approx(both, abs=0.06)
    for names in (("x1", "x2"), ("x2", "x3")):
        assert abs(pairs[names].share) < 0.06
        assert abs(pairs[names].share) < 2 * pairs[names].error


def test_groups_of_sobols_g_and_the_rest_have_the_shares_of_their_products():
    names = [f"x{place}" for place in range(8)]
    group = {name: "first" if place in (0, 3) else "second" for place, name in enumerate(names)}
    made, _, found = road(sobol_g, names, ["x0", "x1"], group, 2048)
    for one in made.sets:
        first, total = of_g(one.columns)
        assert found[one.name].first == pytest.approx(first, abs=0.05), one.name
        assert found[one.name].total == pytest.approx(total, abs=0.05), one.name


def test_salib_called_directly_gives_the_same_numbers():
    names = ["x1", "x2", "x3", "idle", "idler"]
    _, outcomes, found = road(ishigami, names, names[:2], dict.fromkeys(names, "one"), 64, seed=5)
    problem = {
        "num_vars": 5, "names": names, "groups": ["x1", "x2", REST, REST, REST], "bounds": [[0.0, 1.0]] * 5,
    }  # fmt: skip
    rows = sampling.sample(problem, 64, calc_second_order=False, seed=5)
    direct = analysis.analyze(problem, ishigami(rows), calc_second_order=False, seed=6)
    # Ours shares the variance of A and B with the runs of a pair besides, which SALib's groups cannot overlap with.
    assert outcomes[:, [0, 1, 2, 3, -1]].ravel() == pytest.approx(ishigami(rows), abs=1e-6)
    for place, name in enumerate(("x1", "x2", REST)):
        assert found[name].total == pytest.approx(direct["ST"][place], abs=1e-6)
        assert found[name].first == pytest.approx(direct["S1"][place], abs=0.02)


def test_the_same_seed_gives_the_same_and_more_base_rows_keep_the_first_ones():
    names = ["x1", "x2", "x3"]
    _, few, one = road(ishigami, names, names, dict.fromkeys(names, "one"), 16, seed=0)
    _, many, _ = road(ishigami, names, names, dict.fromkeys(names, "one"), 32, seed=0)
    _, _, again = road(ishigami, names, names, dict.fromkeys(names, "one"), 16, seed=0)
    assert one == again and np.array_equal(many[:16], few)


def test_ctrl_c_keeps_what_is_done_and_what_is_kept_is_not_run_again():
    names, ran, kept = ["x1", "x2", "x3"], [], []

    def stopping(points):
        if len(ran) == 2:
            raise KeyboardInterrupt
        ran.append(len(points))
        return ishigami(points)

    made = designed(names, names, dict.fromkeys(names, "one"))
    none = np.zeros((0, len(made.sets) + 2))
    first, cut = run_design(names, made, stopping, 16, 0, none, lambda done, total: None, kept.append)
    assert cut and len(first) == 2 * (48 // 8) and np.array_equal(kept[-1], first)
    again: list[int] = []

    def counting(points):
        again.append(len(points))
        return ishigami(points)

    rest, cut = run_design(names, made, counting, 16, 0, first, lambda done, total: None, kept.append)
    whole, _ = run_design(names, made, ishigami, 16, 0, none, lambda done, total: None, kept.append)
    assert not cut and sum(again) == 4 * 8 and np.array_equal(rest, whole)


def test_luck_gives_as_much_as_a_number_without_a_first_order_seems_to_have():
    """A number that works only through another: its first order is nil, and lies within what luck gives."""
    names = ["x1", "x3"]
    seen = 0
    for seed in range(1, 31):
        function = lambda points: np.sign(points[:, 0] - 0.5) * np.sign(points[:, 1] - 0.5)  # noqa: E731
        _, _, found = road(function, names, names, dict.fromkeys(names, "one"), 32, seed)
        seen += abs(found["x3"].first) > found["x3"].first_luck
    assert seen <= 9  # 3 expected


def test_a_run_that_excludes_what_was_seen_takes_its_base_row_out():
    names = ["x1", "x2", "x3"]
    made, outcomes, found = road(ishigami, names, names, dict.fromkeys(names, "one"), 64)
    broken = np.concatenate([outcomes, np.where(np.arange(outcomes.shape[1]) == 2, np.nan, outcomes[:1])])
    assert {one.name: one for one in indices(broken, made.sets, 3)} == found


def test_few_base_rows_or_an_outcome_that_stands_still_tell_nothing():
    names = ["x1", "x2"]
    made = designed(names, names, dict.fromkeys(names, "one"))
    assert indices(np.ones((64, len(made.sets) + 2)), made.sets, 0) == []
    assert indices(np.random.default_rng(0).normal(size=(7, len(made.sets) + 2)), made.sets, 0) == []
