"""Terms: what is feasible, what is agreed, and what must not matter, against all terms on a dense grid."""

from __future__ import annotations

import dataclasses

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from ripeness.model.terms.frontier import Agenda
from ripeness.model.terms.reneging import reneging_risk
from ripeness.model.terms.utility import Issues

from .terms_table import (
    DENSE,
    PROTOCOLS,
    SEEDS,
    STATES,
    TABLE,
    Agreed,
    Numbers,
    agree,
    asked,
    every_terms,
    numbers,
    worth,
)

MIXED = "some of each, one off the table"
every_agenda = pytest.mark.parametrize("name", TABLE)
every_protocol = pytest.mark.parametrize("protocol", PROTOCOLS)


def drawn(name: str) -> list[Numbers]:
    """Numbers of every seed."""
    return [numbers(TABLE[name], seed) for seed in SEEDS]


def changed(n: Numbers, **issues: np.ndarray | float) -> Numbers:
    """The same numbers with some of the issues' changed."""
    return dataclasses.replace(n, issues=n.issues | {key: np.asarray(value) for key, value in issues.items()})


def by_seed(name: str, found: Agreed):
    """(numbers, what is agreed, worth of all terms on the grid to both), seed by seed."""
    for place, n in enumerate(drawn(name)):
        terms = every_terms(TABLE[name], n.issues["status_quo"])
        yield n, jax.tree.map(lambda leaf, at=place: leaf[at], found), worth(n.issues, terms)


def ripe_states(found: Agreed, d: np.ndarray) -> np.ndarray:
    """States in which some terms give both what they expect from fighting on."""
    return np.flatnonzero(found.any_terms & (found.offer >= d[1]))


# --- The frontier ------------------------------------------------------------------------------


@every_agenda
@every_protocol
def test_what_is_agreed_is_feasible_and_worth_what_it_says(name: str, protocol: str) -> None:
    agenda, compared = TABLE[name], 0
    for n, found, _ in by_seed(name, asked(agenda, drawn(name), protocol)):
        ripe = ripe_states(found, n.d)
        terms = found.terms[ripe]
        assert terms.min(initial=0.0) >= -1e-12 and terms.max(initial=1.0) <= 1.0 + 1e-12
        for issue, levels in agenda.gridded:
            place = terms[:, issue] * (levels - 1)
            assert place == pytest.approx(np.round(place), abs=1e-12)
        for issue in agenda.fixed:
            assert terms[:, issue] == pytest.approx(np.full(len(ripe), n.issues["status_quo"][issue]))
        u, v = worth(n.issues, terms)
        assert found.attacker[ripe] == pytest.approx(u, abs=1e-12)
        assert found.defender[ripe] == pytest.approx(v, abs=1e-12)
        assert (u >= n.d[0, ripe] - 1e-12).all() and (v >= n.d[1, ripe] - 1e-12).all()
        compared += len(ripe)
    assert compared > 50


@every_agenda
def test_the_frontier_is_the_best_of_all_terms(name: str) -> None:
    """phi(d_A) is at least what any terms on the grid give, and no more than what they give within a step of it."""
    agenda = TABLE[name]
    for n, found, (u, v) in by_seed(name, asked(agenda, drawn(name))):
        step = max((n.issues["attacker"][i] for i in agenda.free), default=0.0) / (DENSE - 1)
        loss = max((n.issues["defender"][i] for i in agenda.free), default=0.0) / (DENSE - 1)
        for state, d_attacker in enumerate(n.d[0]):
            offer = found.offer[state]
            accepted = u >= d_attacker
            assert bool(found.any_terms[state]) == np.isfinite(offer)
            if accepted.any():
                assert offer >= v[accepted].max() - 1e-12
            # One step of the grid on each free issue bounds how far the grid's best lies from the best.
            near = u >= d_attacker - len(agenda.free) * step - 1e-12
            assert not np.isfinite(offer) or offer <= v[near].max() + len(agenda.free) * loss + 1e-12


@every_agenda
def test_the_frontier_falls_and_the_gap_falls_on_without_a_jump_beyond_the_last_terms(name: str) -> None:
    agenda, many, last = TABLE[name], [], []
    for n in drawn(name):
        u, _ = worth(n.issues, every_terms(agenda, n.issues["status_quo"]))
        last.append(u.max())
        d_attacker = np.concatenate([np.linspace(-0.2, last[-1] - 1e-9, 40), np.linspace(last[-1] + 1e-9, 1.6, 20)])
        many.append(dataclasses.replace(n, d=np.stack([d_attacker, np.full(STATES, 0.3)])))
    found = asked(agenda, many)
    assert found.any_terms[:, :40].all() and not found.any_terms[:, 40:].any()
    assert (np.diff(found.offer[:, :40], axis=1) <= 1e-12).all()
    assert (np.diff(found.gap, axis=1) <= 1e-12).all() and (found.gap[:, 40:] < 0.0).all()
    ripe_at_the_end = found.gap[:, 39] > 0.0  # where it is not, the gap may not rise to nought
    assert found.gap[~ripe_at_the_end, 40] == pytest.approx(found.gap[~ripe_at_the_end, 39], abs=1e-6)
    assert (np.diff(found.gap[:, 41:], axis=1) < 0.0).all() and (~ripe_at_the_end).any()


# --- What is agreed ----------------------------------------------------------------------------


@every_agenda
def test_the_nash_deal_has_the_highest_product_of_gains_of_all_terms(name: str) -> None:
    for n, found, (u, v) in by_seed(name, asked(TABLE[name], drawn(name))):
        for state in ripe_states(found, n.d):
            gain_attacker, gain_defender = (w - n.d[side, state] for side, w in enumerate((u, v)))
            both = (gain_attacker >= 0.0) & (gain_defender >= 0.0)
            product = gain_attacker[both] ** n.power * gain_defender[both] ** (1.0 - n.power)
            own = np.maximum([found.attacker[state] - n.d[0, state], found.defender[state] - n.d[1, state]], 0.0)
            assert own[0] ** n.power * own[1] ** (1.0 - n.power) >= product.max(initial=0.0) - 1e-12


@every_agenda
def test_who_makes_the_offer_takes_the_best_that_the_other_accepts(name: str) -> None:
    for side, protocol in enumerate(PROTOCOLS[1:]):
        for n, found, (u, v) in by_seed(name, asked(TABLE[name], drawn(name), protocol)):
            for state in ripe_states(found, n.d):
                accepted = (u >= n.d[0, state]) & (v >= n.d[1, state])
                taken = (found.attacker, found.defender)[side][state]
                assert taken >= (u, v)[side][accepted].max(initial=-1.0) - 1e-12


@every_agenda
@every_protocol
def test_dominated_terms_are_never_signed(name: str, protocol: str) -> None:
    """No terms on the grid give one side more and the other no less. Every issue has weight for both."""
    for n, found, (u, v) in by_seed(name, asked(TABLE[name], drawn(name), protocol)):
        for state in ripe_states(found, n.d):
            more_u, more_v = u - found.attacker[state], v - found.defender[state]
            better = (more_u >= -1e-12) & (more_v >= -1e-12) & (np.maximum(more_u, more_v) > 1e-9)
            assert not better.any()


@every_agenda
def test_a_month_is_ripe_exactly_where_some_terms_beat_fighting_for_both(name: str) -> None:
    ripe = never = 0
    for n, found, (u, v) in by_seed(name, asked(TABLE[name], drawn(name))):
        some = np.array([((u >= a) & (v >= d)).any() for a, d in n.d.T])
        assert (found.gap[some] >= -1e-12).all()
        unripe = found.gap < -1e-12
        assert not some[unripe].any()
        ripe, never = ripe + int(some.sum()), never + int(unripe.sum())
    assert ripe > 30 and never > 30


# --- What must not matter, and what must -------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "protocol"),
    [*((name, "nash") for name in TABLE), *((MIXED, protocol) for protocol in PROTOCOLS[1:])],
)
def test_the_order_in_which_issues_are_listed_changes_nothing(name: str, protocol: str) -> None:
    agenda, many = TABLE[name], drawn(name)
    count = len(many[0].issues["attacker"])
    new_place = np.random.default_rng(3).permutation(count)
    old_place = np.argsort(new_place)
    gridded = tuple(reversed([(int(new_place[issue]), levels) for issue, levels in agenda.gridded]))
    moved = Agenda(gridded, *(tuple(int(new_place[i]) for i in group) for group in (agenda.free, agenda.fixed)))
    vectors = ("attacker", "defender", "status_quo", "frozen", "reneging")
    relabelled = [changed(n, **{key: n.issues[key][old_place] for key in vectors}) for n in many]
    before, after = asked(agenda, many, protocol), asked(moved, relabelled, protocol)
    for field in ("attacker", "defender", "offer", "gap", "any_terms"):
        assert getattr(after, field) == pytest.approx(getattr(before, field), abs=1e-12), field
    ripe = before.gap >= 0.0
    assert after.terms[ripe][:, new_place] == pytest.approx(before.terms[ripe], abs=1e-9)


@every_agenda
def test_nash_terms_do_not_depend_on_the_unit_or_the_zero_of_either_sides_worth(name: str) -> None:
    """Nash's invariance: weights, costs and values of fighting on in other units, and a constant taken from both."""
    many, other = drawn(name), []
    for n in many:
        i, d = n.issues, n.d.copy()
        d[0], d[1] = 3.0 * d[0] - 0.6, 0.5 * d[1] - 0.2
        costs = {
            "attacker_leader_cost": 3.0 * i["attacker_leader_cost"] + 0.6,
            "defender_leader_cost": 0.5 * i["defender_leader_cost"] + 0.2,
        }
        scaled = changed(n, attacker=3.0 * i["attacker"], defender=0.5 * i["defender"], **costs)
        other.append(dataclasses.replace(scaled, d=d))
    before, after = asked(TABLE[name], many), asked(TABLE[name], other)
    ripe = before.gap > 1e-9
    assert after.terms[ripe] == pytest.approx(before.terms[ripe], abs=1e-9)
    assert after.gap[before.any_terms] == pytest.approx(0.5 * before.gap[before.any_terms], abs=1e-12)


@every_agenda
@every_protocol
def test_a_better_way_out_or_more_power_never_lowers_what_a_side_gets(name: str, protocol: str) -> None:
    """Whatever the frontier's shape: u - d_A and phi(u) - d_D make the product's logarithm supermodular (Topkis).

    The value with a table, d + 1{ripe}(deal - d), rises in a side's own value of fighting on and falls in the other's.
    """
    agenda, many = TABLE[name], drawn(name)

    def values(numbers_now: list[Numbers]) -> tuple[np.ndarray, np.ndarray]:
        found, d = asked(agenda, numbers_now, protocol), np.stack([n.d for n in numbers_now], axis=1)
        ripe = found.any_terms & (found.gap >= -1e-12)
        return np.where(ripe, found.attacker, d[0]), np.where(ripe, found.defender, d[1])

    before = values(many)
    for side in (0, 1):
        lift = np.zeros((2, 1))
        lift[side] = 0.07
        after = values([dataclasses.replace(n, d=n.d + lift) for n in many])
        assert (after[side] - before[side]).min() >= -1e-11
        assert (after[1 - side] - before[1 - side]).max() <= 1e-11
    stronger = values([dataclasses.replace(n, power=n.power + 0.09) for n in many])
    assert (stronger[0] - before[0]).min() >= -1e-11 and (stronger[1] - before[1]).max() <= 1e-11


# --- Reneging and guarantees -------------------------------------------------------------------


@every_agenda
def test_more_reneging_never_raises_the_defenders_worth_and_a_guarantee_never_lowers_it(name: str) -> None:
    for n in drawn(name):
        terms = every_terms(TABLE[name], n.issues["status_quo"])

        def value(terms=terms, n=n, **changes: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
            issues = Issues(**{key: jnp.asarray(leaf) for key, leaf in changed(n, **changes).issues.items()})
            return tuple(np.asarray(side) for side in issues.value(jnp.asarray(terms)))

        u, v = value()
        for worse in ({"base_reneging": n.issues["base_reneging"] + 0.2}, {"reneging": n.issues["reneging"] + 0.3}):
            u_worse, v_worse = value(**worse)
            assert np.array_equal(u_worse, u) and (v_worse <= v + 1e-15).all() and (v_worse < v - 1e-4).any()
        u_safe, v_safe = value(guarantee=n.issues["guarantee"] + 0.3)
        assert np.array_equal(u_safe, u) and (v_safe >= v - 1e-15).all() and (v_safe > v + 1e-4).any()


@every_agenda
def test_a_full_guarantee_is_as_good_as_no_reneging(name: str) -> None:
    many = drawn(name)
    full = asked(TABLE[name], [changed(n, guarantee=1.0) for n in many])
    none = asked(TABLE[name], [changed(n, base_reneging=0.0, reneging=0.0 * n.issues["reneging"]) for n in many])
    for field in ("attacker", "defender", "terms", "offer", "gap"):
        assert np.array_equal(getattr(full, field), getattr(none, field)), field


def test_the_risk_is_never_outside_nought_to_one() -> None:
    """At the ends of the schema's ranges: reneging 2 on every issue, base 1, guarantee 0 and 1."""
    terms = jnp.asarray(np.random.default_rng(1).uniform(size=(50, 3)))
    for guarantee in (0.0, 0.5, 1.0):
        risk = np.asarray(reneging_risk(terms, jnp.asarray(1.0), jnp.full(3, 2.0), jnp.asarray(guarantee)))
        by_hand = np.clip((1.0 + 2.0 * np.asarray(terms).sum(axis=1)) * (1.0 - guarantee), 0.0, 1.0)
        assert risk == pytest.approx(by_hand, abs=1e-15)
        assert risk.min() >= 0.0 and risk.max() <= 1.0


# --- Numbers at their ends, precision, compilation, tables --------------------------------------


@every_agenda
@every_protocol
def test_numbers_at_the_ends_of_their_ranges_stay_finite_and_bounded(name: str, protocol: str) -> None:
    """Weight on one issue alone, reneging 2, base 0 or 1, guarantee 0 or 1, all the power on one side."""
    agenda, many = TABLE[name], []
    for seed, n in enumerate(drawn(name)):
        rng = np.random.default_rng(seed)
        count = len(n.issues["attacker"])
        ends = {key: rng.choice([0.0, 1.0]) for key in ("base_reneging", "guarantee")}
        alone = {side: np.eye(count)[rng.integers(count)] for side in ("attacker", "defender")}
        end = changed(n, **alone, **ends, reneging=2.0 * (n.issues["reneging"] > 0.0))
        many.append(
            dataclasses.replace(end, power=float(rng.choice([0.0, 1.0])), d=rng.choice([-9.0, 0.0, 9.0], (2, 60)))
        )
    found = asked(agenda, many, protocol)
    for field in ("attacker", "defender", "terms", "gap"):
        assert np.isfinite(getattr(found, field)).all(), field
    ripe = found.gap >= 0.0
    assert found.terms[ripe].min() >= -1e-12 and found.terms[ripe].max() <= 1.0 + 1e-12
    assert not found.any_terms[np.stack([n.d[0] for n in many]) == 9.0].any()


@every_protocol
def test_compiled_and_for_many_is_what_one_by_one_is_and_single_precision_is_close(protocol: str) -> None:
    agenda, many = TABLE[MIXED], drawn(MIXED)
    together = asked(agenda, many, protocol)
    n = many[2]
    issues = Issues(**{key: jnp.asarray(value) for key, value in n.issues.items()})
    alone = agree(issues, jnp.asarray(n.power), jnp.asarray(n.d), agenda, protocol)
    with jax.enable_x64(False):
        single = asked(agenda, many, protocol, dtype=np.float32)
    clear = np.abs(together.gap) > 1e-4  # elsewhere rounding decides whether the month is ripe
    for field in ("attacker", "defender", "terms", "gap"):
        double = getattr(together, field)
        assert double[2] == pytest.approx(np.asarray(getattr(alone, field)), abs=1e-12), field
        assert getattr(single, field).dtype == np.float32
    ripe = clear & (together.gap > 0.0)
    assert single.gap == pytest.approx(together.gap, abs=2e-5)
    assert single.attacker[ripe] == pytest.approx(together.attacker[ripe], abs=2e-5)
    assert single.defender[ripe] == pytest.approx(together.defender[ripe], abs=2e-5)


@every_protocol
def test_a_deal_from_the_table_is_feasible_accepted_and_never_better_than_the_exact_one(protocol: str) -> None:
    """How much worse it may be is bounded on forecasts, in the engine's tests."""
    agenda, many = TABLE[MIXED], drawn(MIXED)
    exact, table = asked(agenda, many, protocol), asked(agenda, many, protocol, exact=False)
    d = np.stack([n.d for n in many], axis=1)
    power = np.array([n.power for n in many])[:, None]
    assert (table.gap - exact.gap)[exact.any_terms].max() <= 1e-12
    assert np.array_equal(table.any_terms, exact.any_terms)
    ripe = table.gap >= 0.0
    for place, n in enumerate(many):
        u, v = worth(n.issues, table.terms[place][ripe[place]])
        assert table.attacker[place][ripe[place]] == pytest.approx(u, abs=1e-12)
        assert table.defender[place][ripe[place]] == pytest.approx(v, abs=1e-12)

    def score(found: Agreed) -> np.ndarray:
        gains = np.maximum(found.attacker - d[0], 0.0), np.maximum(found.defender - d[1], 0.0)
        return {"nash": gains[0] ** power * gains[1] ** (1.0 - power)}.get(protocol, gains[protocol[0] == "d"])

    assert (table.attacker - d[0])[ripe].min() >= -1e-12 and (table.defender - d[1])[ripe].min() >= -1e-12
    assert (score(table) - score(exact))[ripe].max() <= 1e-12
    assert ripe.sum() > 50
    # Of the two candidates of a square the better is taken: all but a few states get the exact deal.
    assert np.mean(np.abs(table.attacker - exact.attacker)[ripe] < 1e-9) > 0.98
