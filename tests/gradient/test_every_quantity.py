"""Every quantity that a derivative can be taken of is the forecast's own, month by month, in past and future.

The lean road of `solver.derivative` keeps values only and plays each month again. Its sums of a month are noted for
every quantity in one run; what `outcome` makes of them is then compared with the arrays of `course.forecasts`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from ripeness.arrays import BELIEVERS, ENDINGS, LOG_LIKELIHOOD, MONTHS_ON, SETTLEMENTS, Followed
from ripeness.compiler.priors import values_from_scores
from ripeness.compiler.war import Compiled, compile_war
from ripeness.questions.gradient.question import quantities
from ripeness.schema.claims.claim_consistency import OF_TRUCE
from ripeness.schema.claims.measure import MEASURES
from ripeness.schema.load import parse_scenario
from ripeness.solver import course as whole
from ripeness.solver import derivative
from ripeness.solver.derivative import CHANCES, FEWEST, Asked

TEXT = (Path(__file__).parent / "small_war.yaml").read_text(encoding="utf-8")
CHANGES = {  # a second door, lax enforcement, bombing that pays, and an epoch within the record
    "gate: {opening: 20 %/month, discharge: 1 %/month, relax: 10 %/month}": (
        "gate: {opening: 20 %/month, discharge: 6 %/month, relax: 10 %/month, executive: 30 %/month, laxity: 0.4}"
    ),
    "sanctions: {package_secondary: 0.5}": "sanctions: {package_secondary: 0.5, executive_secondary: 0.2}",
    "  attending: 0.05 %/month": "  attending: 0.2 %/month\n  striking: -0.01 %/month\n  struck: 0.2 %/month",
    "base_reneging: 0.05": "base_reneging: 0.35",
    "    2000-03: {front: up, partial_deal: true}": (
        "    2000-03: {front: up, partial_deal: true, strikes: false, package: false}\n    2000-04: {executive: true}"
    ),
    "  strike_factor: 0.8": "  strike_factor: 0.8\n  executive_value: 0.9",
}
LATER = """
epochs:
  later: {title: a change, from: 2000-03, changes: {costs.defender: 1.4 %/month, tracks.talks.meets: 15 %/month}}
"""
AS_OF, SHOWN, SOON = 4, 9, 5
ISSUES = range(3)
NATURE, EYES = BELIEVERS.index("nature"), BELIEVERS.index("defender")


ELSEWHERE = ("income", "effort", "area", *OF_TRUCE)
"""Quantities of wars in which spending follows the means, of fronts that are areas, and of truces."""


def asked() -> list[Asked]:
    """Every quantity of this war but the chances of winning; each ending by itself, terms issue by issue."""
    found = []
    for name in quantities():
        if name in (*CHANCES, *ELSEWHERE):
            continue  # their months are solved apart
        if name == "ended":
            found += [Asked(name, endings=(place,)) for place in range(len(ENDINGS))]
        elif name == "settled":
            found.append(Asked(name, endings=tuple(ENDINGS.index(one) for one in SETTLEMENTS)))
        elif name == "terms":
            found += [Asked(name, issue=issue) for issue in ISSUES]
        else:
            found.append(Asked(name))
    return found


ASKED = asked()
NOTED = {NATURE: ASKED, EYES: [one for one in ASKED if one.quantity in MEASURES and MEASURES[one.quantity].eyes]}
"""By believer, what is asked: of a side's eyes few quantities are told."""


@pytest.fixture(scope="module")
def war() -> Compiled:
    text = TEXT
    for old, new in CHANGES.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    scenario = parse_scenario(text + LATER, "small_war.yaml")
    names = scenario.assumptions()
    return compile_war(scenario, values_from_scores(names, np.full((1, len(names)), 0.3)), 1)


def first(war: Compiled) -> Any:
    return jax.tree.map(lambda leaf: leaf[0], (war.games, war.record))


@pytest.fixture(scope="module")
def forecast(war: Compiled) -> dict[str, np.ndarray]:
    with jax.enable_x64(True):
        course = replace(war.course, beliefs=Followed(), belief_horizon=SOON)
        plain = lambda games, record: whole.forecasts(  # noqa: E731
            course, games, record, whole.solve_epochs(course, games)
        )
        return jax.device_get(jax.jit(plain)(*first(war)))


Sums = list[tuple[np.ndarray, np.ndarray, np.ndarray]]


@pytest.fixture(scope="module")
def noted(war: Compiled) -> dict[int, Sums]:
    """By believer and epoch: numerators and denominators (month, quantity), and log likelihoods (month)."""
    measured, carry, means_of = derivative._measured, derivative._carry, derivative.means_of
    by_believer: dict[int, Sums] = {NATURE: [], EYES: []}

    def every(one: Asked, *rest: Any) -> tuple[Any, Any]:
        means: list[dict[str, Any]] = []

        def once(*month: Any) -> dict[str, Any]:  # all quantities ask for the means of the same month
            if not means:
                means.append(means_of(*month))
            return means[0]

        patch.setattr(derivative, "means_of", once)
        found = [measured(replace(each, believer=one.believer), *rest) for each in NOTED[one.believer]]
        above, below = zip(*found, strict=True)
        return jnp.stack(above), jnp.stack(below)

    def kept(*arguments: Any) -> Any:
        onward, reports = carry(*arguments)
        by_believer[NATURE].append(reports)
        by_believer[EYES].append(carry(*arguments[:-1], replace(arguments[-1], believer=EYES))[1])
        return onward, reports

    def months(games: Any, record: Any) -> dict[int, Sums]:
        for reports in by_believer.values():
            reports.clear()
        derivative.outcome(war.course, games, record, Asked("defenders_value", SHOWN - 1))
        return {believer: list(reports) for believer, reports in by_believer.items()}

    with pytest.MonkeyPatch.context() as patch, jax.enable_x64(True):
        patch.setattr(derivative, "_measured", every)
        patch.setattr(derivative, "_carry", kept)
        return jax.device_get(jax.jit(months)(*first(war)))


@pytest.fixture
def outcome(war: Compiled, noted: dict[int, Sums], monkeypatch: pytest.MonkeyPatch):
    """`derivative.outcome` with the months' sums taken from what was noted: nothing is played or carried again."""
    starts = [epoch.start for epoch in war.course.epochs]
    numbers = first(war)

    def ask(one: Asked) -> tuple[float, float]:
        place = NOTED[one.believer].index(replace(one, ahead=0, believer=NATURE))

        def carry(course, epoch, game, settlement, to_come, mass, record, stop, *_) -> Any:
            above, below, seen = noted[one.believer][starts.index(epoch.start)]
            months = slice(0, stop - epoch.start)
            return mass, (jnp.array(above[months, place]), jnp.array(below[months, place]), jnp.array(seen[months]))

        nothing = [None] * len(starts)
        monkeypatch.setattr(derivative, "_carry", carry)
        monkeypatch.setattr(derivative, "_solved", lambda *_: (nothing, nothing))
        for state in ("at_start", "pass_on"):
            monkeypatch.setattr(derivative, state, lambda *_: None)
        value, likelihood = derivative.outcome(war.course, *numbers, one)
        return float(value), float(likelihood)

    with jax.enable_x64(True):
        yield ask


def expected(forecast: dict[str, np.ndarray], one: Asked, month: int) -> float:
    """What the forecast says of a quantity `month` months after `as_of`."""
    view = list(whole.VIEWS).index(BELIEVERS[one.believer])
    name, ongoing, endings = one.quantity, forecast["ongoing"][view], forecast["endings"][view]
    settled = endings[:month, :3].sum()
    if name == LOG_LIKELIHOOD:
        return float(forecast["log_likelihood"][0].sum())
    if name == "ongoing":
        return float(ongoing[month])
    if name == "months_of_war":
        return float(ongoing[:month].sum())
    if name in ("ended", "settled"):
        return float(endings[:month, list(one.endings)].sum())
    if name == "terms":
        return float(forecast["terms"][:month, one.issue].sum() / settled) if settled > FEWEST else np.nan
    if name == "partial_deals":
        return float(forecast[name][:month].sum())
    return float(by_month(forecast, name)[month])


def by_month(forecast: dict[str, np.ndarray], name: str, past: str = "") -> np.ndarray:
    """A quantity of single months; claims and gradient call some by other names than the law does."""
    names = {
        "attackers_value": "attacker_value",
        "defenders_value": "defender_value",
        "attackers_chance_ever": "attacker_wins_in_own_eyes",
        "defenders_chance_ever": "defender_wins_in_own_eyes",
    }
    if name == "advantage":
        return forecast[f"{past}attacker_value"] - forecast[f"{past}defender_value"]
    if name == "attended":
        return 1.0 - forecast[f"{past}stayed_away"]
    return forecast[past + names.get(name, name)]


@pytest.mark.parametrize("one", ASKED, ids=lambda one: f"{one.quantity} {one.endings or one.issue or ''}".strip())
def test_a_quantity_of_the_future_is_the_forecasts(forecast, outcome, one: Asked) -> None:
    found = [outcome(replace(one, ahead=month)) for month in range(SHOWN)]
    values = [expected(forecast, one, month) for month in range(SHOWN)]
    np.testing.assert_allclose([value for value, _ in found], values, rtol=1e-9, atol=1e-13)
    likelihood = forecast["log_likelihood"][0].sum()
    np.testing.assert_allclose([log for _, log in found], likelihood, rtol=1e-10)


@pytest.mark.parametrize(("name", "month"), [("attackers_chance_within", 0), ("defenders_chance_ever", 5)])
def test_a_chance_of_winning_is_the_forecasts(war, forecast, name: str, month: int) -> None:
    """Either side, either reading: the two read the same lines by side and by window."""
    with jax.enable_x64(True):
        course = replace(war.course, belief_horizon=SOON)
        outcome = jax.jit(lambda games, record: derivative.outcome(course, games, record, Asked(name, month)))
        found = outcome(*first(war))
    if MEASURES[name].reading == "within":
        expected = forecast[f"{MEASURES[name].actor}_wins_within"][MONTHS_ON.index(month)]
    else:
        expected = by_month(forecast, name)[month]
    assert found[0] == pytest.approx(expected, rel=1e-9) and 0.01 < expected < 0.99
    assert found[1] == pytest.approx(forecast["log_likelihood"][0].sum(), rel=1e-10)


@pytest.mark.parametrize("name", [name for name, measure in MEASURES.items() if measure.past and name not in ELSEWHERE])
def test_a_quantity_of_the_past_is_what_was_known_in_its_month(forecast, outcome, name: str) -> None:
    found = [outcome(Asked(name, month - AS_OF))[0] for month in range(AS_OF)]
    np.testing.assert_allclose(found, by_month(forecast, name, "past_"), rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("name", [name for name, measure in MEASURES.items() if measure.eyes])
def test_a_quantity_in_a_sides_eyes_is_what_that_side_expects(forecast, outcome, name: str) -> None:
    for one in (replace(one, believer=EYES) for one in ASKED if one.quantity == name):
        found = [outcome(replace(one, ahead=month))[0] for month in range(SHOWN)]
        np.testing.assert_allclose(found, [expected(forecast, one, month) for month in range(SHOWN)], atol=1e-12)


def test_the_war_that_is_compared_has_something_to_compare(forecast) -> None:
    """Quantities that vary from month to month and from each other: a place exchanged for another would show."""
    flat = [one for one in ASKED if one.quantity not in (LOG_LIKELIHOOD, "ended", "terms")]
    paths = [[expected(forecast, one, month) for month in range(SHOWN)] for one in flat]
    for one, path in zip(flat, paths, strict=True):
        assert np.ptp(path) > 1e-6, one.quantity
    assert len({tuple(np.round(path, 12)) for path in paths}) == len(paths)
    ended = forecast["endings"][0].sum(axis=0)
    assert (ended > 1e-6).sum() >= 4 and np.abs(np.diff(forecast["terms"].sum(axis=0))).min() > 1e-6
    views = forecast["ongoing"][:3, -1]
    assert len(np.unique(views.round(9))) == 3
