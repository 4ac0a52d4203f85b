"""Wars drawn up to `as_of` show what the exact filter says that wars which last so long have shown.

The filter's likelihood with one observation more, over that without it, is the probability of the observation among
the wars that last: every month's front, conduct, deal and punishment, through epochs in which money, a mediator, two
doors and a second mediator come. Rejection sampling shares no step with it but the play and the kernels.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import jax
import numpy as np
import pytest

from ripeness.compiler.war import Compiled, compile_war
from ripeness.model.state import Seen
from ripeness.schema.load import parse_scenario
from ripeness.solver import course as whole
from ripeness.solver.sampled_records import Lasted, lasting

TEXT = (Path(__file__).parents[1] / "compiler" / "four_epochs.yaml").read_text(encoding="utf-8")
CHANGES = {  # epochs within the record, more rarely settled, and punishment that goes as well as comes
    "from: 2021-01": "from: 2020-12",
    "from: 2021-08": "from: 2021-03",
    "  collapse_hazard: 2 %/month": "  collapse_hazard: 0.2 %/month",
    "settlement_chance: 10 %/month": "settlement_chance: 3 %/month",
    "base_reneging: 0.1": "base_reneging: 0.6",
    "relax: 15 %/month": "relax: 60 %/month",
    "attending: 0.3 %/month": "attending: 0.05 %/month",
    "texts: {overlap: 0.8}": "texts: {overlap: 0.8}\nchoice: {precision: 400}",
    "horizon: 6 months, tail: 4 months": "horizon: 1 months, tail: 3 months",
}
DRAWN = {
    "truth.battle_odds": np.array([0.5]),
    "beliefs.attacker.collapse.mean": np.array([0.03]),
    "war_chest.liquid_reserves": np.array([45.0]),
}
AS_OF, FRONTS = 10, 9
WARS = 50_000
BOUND = 4.5  # standard errors, of some 150 shares


@pytest.fixture(scope="module")
def war() -> Compiled:
    start, stop = TEXT.index("  restated:"), TEXT.index("  another:")
    text = TEXT[:start] + TEXT[stop:]
    for old, new in CHANGES.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return compile_war(parse_scenario(text, "sampled.yaml"), DRAWN, 1)


@pytest.fixture(scope="module")
def solved(war: Compiled) -> tuple[Any, tuple]:
    """Numbers of the one draw, and what is played."""
    games = jax.tree.map(lambda leaf: leaf[0], war.games)
    course = war.course
    return games, jax.device_get(jax.jit(lambda numbers: whole.solve_epochs(course, numbers))(games))


@pytest.fixture(scope="module")
def wars(war: Compiled, solved) -> list[Lasted]:
    return lasting(war.course, *solved, WARS, np.random.default_rng(1))


def one_more() -> tuple[Seen, list[tuple[str, int, int]]]:
    """Records of one observation each, after one of none: arrays (record, month, ...), and what each observes."""
    sizes = {"front": FRONTS, "up": 1, "stance": 4, "talks": 1, "gate": 3}
    what = [(name, month, place) for month in range(AS_OF) for name, size in sizes.items() for place in range(size)]
    shapes = {"front": (FRONTS,), "up": (), "down": (), "stance": (4,), "talks": (3,), "gate": (3,)}
    seen = {name: np.ones((len(what) + 1, AS_OF, *shape)) for name, shape in shapes.items()}
    for row, (name, month, place) in enumerate(what, start=1):
        if name == "up":
            seen["down"][row, month] = 0
        else:
            seen[name][row, month] = np.eye(len(seen[name][row, month]))[2 if name == "talks" else place]
    return Seen(**seen), what


@pytest.fixture(scope="module")
def filtered(war: Compiled, solved) -> tuple[dict[tuple[str, int, int], float], np.ndarray, float]:
    """Probability of each observation among wars that last, of each front at `as_of`, and of lasting."""
    games, equilibria = solved
    seen, what = one_more()
    course = war.course

    def likelihood(record: Seen) -> Any:
        mass, reports = whole.condition(course, games, equilibria, record)
        return reports["log_likelihood"].sum(), mass

    logs, masses = jax.device_get(jax.jit(lambda records: jax.lax.map(likelihood, records))(seen))
    shares = np.exp(logs[1:].astype(float) - float(logs[0]))
    there = masses[0].sum(axis=(0, 1, 3))
    fronts = np.asarray(course.epochs[-1].lattice.fronts(AS_OF))
    at_end = np.zeros(FRONTS)
    at_end[fronts[fronts < FRONTS]] = there[fronts < FRONTS]
    return dict(zip(what, shares, strict=True)), at_end, float(np.exp(float(logs[0])))


def shown(wars: list[Lasted]) -> dict[str, np.ndarray]:
    """What the drawn wars show, (war, month)."""
    return {field.name: np.stack([getattr(one, field.name) for one in wars]) for field in dataclasses.fields(Lasted)}


def far(share: np.ndarray | float, chance: np.ndarray | float, count: int) -> np.ndarray:
    """Distance of shares from probabilities, in standard errors; what is all but certain is given one war."""
    error = np.sqrt(np.maximum(np.asarray(chance) * (1 - np.asarray(chance)), 1 / count) / count)
    return np.abs(np.asarray(share) - np.asarray(chance)) / error


def test_as_many_wars_last_as_the_law_says(wars, filtered) -> None:
    assert far(len(wars) / WARS, filtered[2], WARS) < BOUND
    assert len(wars) > 3000


def observed(told: dict[str, np.ndarray], name: str, month: int, place: int) -> np.ndarray:
    """Which wars show an observation."""
    if name == "front":
        return told["front"][:, month] == place
    if name == "up":
        return told["front"][:, month + 1] > told["front"][:, month]
    if name == "stance":
        return (told["attended"][:, month] == place % 2) & (told["strikes"][:, month] == place // 2)
    if name == "talks":
        return told["partial_deal"][:, month]
    package, executive = told["package"][:, month], told["executive"][:, month]
    return (~package & ~executive, executive, package)[place]


@pytest.mark.parametrize("name", ["front", "up", "stance", "talks", "gate"])
def test_wars_that_last_show_what_the_filter_expects_of_them(wars, filtered, name: str) -> None:
    told = shown(wars)
    cells = [cell for cell in filtered[0] if cell[0] == name]
    shares = np.array([observed(told, *cell).mean() for cell in cells])
    chances = np.array([filtered[0][cell] for cell in cells])
    distance = far(shares, chances, len(wars))
    assert distance.max() < BOUND, (
        cells[int(distance.argmax())],
        shares[distance.argmax()],
        chances[distance.argmax()],
    )
    assert ((chances > 0.02) & (chances < 0.98)).sum() >= 8


def test_the_front_at_as_of_is_the_filters(wars, filtered) -> None:
    last = shown(wars)["front"][:, AS_OF]
    shares = np.bincount(last, minlength=FRONTS) / len(wars)
    assert far(shares, filtered[1], len(wars)).max() < BOUND


def test_a_drawn_war_moves_one_step_a_month_and_has_deals_only_in_talks(wars) -> None:
    told = shown(wars)
    assert told["front"].shape == (len(wars), AS_OF + 1) and told["package"].shape == (len(wars), AS_OF)
    assert (np.abs(np.diff(told["front"], axis=1)) == 1).all() and (told["front"][:, 0] == 3).all()
    assert not (told["partial_deal"] & ~told["attended"]).any()
    assert not (told["package"] & told["executive"]).any()
    assert not told["package"][:, :2].any() and not told["executive"][:, :2].any()  # no mediator yet
    assert told["package"].any() and told["executive"].any() and told["strikes"].any()
