"""The toy scenarios: each recovers its published case through the file and the compiler, and shows its one effect."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import xarray as xr

import ripeness
from ripeness.arrays import SETTLEMENTS, STANCES
from ripeness.compiler.priors import values_from_scores
from ripeness.compiler.war import Compiled, compile_war
from ripeness.scenarios.shipped import shipped
from ripeness.schema import Scenario
from ripeness.schema.load import parse_scenario

TOLERANCE = 1e-5

# One lever each, and a setting that undoes (or turns) the effect.
SWITCHES: dict[str, dict[str, float]] = {
    "gamblers-ruin": {"battle_odds": 0.5},
    "mutual-optimism": {"attackers_belief": 0.4},
    "bargaining-range": {"defenders_cost": 30.0},
    "discounted-ruin": {"patience": 1.0},
    "alternating-offers": {"defenders_patience": 0.9},
    "outlasting": {"table": 0.0},
    "common-priors": {"reneging": 0.9},
    "feigned-talks": {"package": 0.0},
}
TOYS = list(SWITCHES)
OF_MECHANISMS = {
    "mediated-war",
    "tables-and-texts",
    "means-of-war",
    "effort-at-the-front",
    "standing-front",
    "yes-or-no",
    "armed-truce",
}
"""Toys of many levers, held to their lines by test_effects.py."""


@cache
def load(name: str) -> Scenario:
    return ripeness.load(name)


@cache
def solve(name: str, switched: bool = False) -> xr.Dataset:
    return ripeness.solve(load(name), levers=SWITCHES[name] if switched else None)


BELIEVING = ("mutual-optimism",)
"""Toys of whose forecasts beliefs are read: to follow them takes half the time."""


@cache
def forecast(name: str, switched: bool = False) -> xr.Dataset:
    draws, levers, believing = 4 if load(name).assumptions() else 1, SWITCHES[name] if switched else None, BELIEVING
    return ripeness.forecast(load(name), levers=levers, draws=draws, beliefs=name in believing, in_eyes=False)


def opening(name: str, switched: bool = False) -> xr.Dataset:
    """Play on the war's first day, in a war without money and mediator."""
    play = solve(name, switched).isel(month=0, gate=0, chest=0, sincerity=0)
    return play.isel(front_cell=int(np.flatnonzero(play.front == load(name).front.start)[0]))


def fighting_on(name: str, switched: bool = False) -> tuple[float, float]:
    """Both sides' values of fighting on, on the war's first day."""
    play = opening(name, switched)
    return float(play.attacker_value), float(play.defender_value)


def terms(name: str, switched: bool = False) -> float:
    """What is signed on the war's first day; the toy has one issue and settles for sure."""
    play = opening(name, switched)
    assert float(play.settles) == pytest.approx(1.0)
    return float(play.terms.sel(issue="prize"))


def ended(name: str, switched: bool = False) -> dict[str, np.ndarray]:
    """Probability of each ending by month, in the first draw."""
    result = forecast(name, switched).isel(draw=0).ended
    return {str(ending): result.sel(ending=ending).values for ending in result.ending.values}


def walk(odds: float, months: int) -> tuple[np.ndarray, np.ndarray]:
    """(won, lost) by each month of a walk on 0..10 from 5: a plain loop."""
    mass, won, lost = np.eye(11)[5], [0.0], [0.0]
    for _ in range(months):
        after = np.zeros(11)
        after[2:] += odds * mass[1:-1]
        after[:-2] += (1 - odds) * mass[1:-1]
        won.append(won[-1] + after[10])
        lost.append(lost[-1] + after[0])
        after[[0, 10]] = 0.0
        mass = after
    return np.array(won), np.array(lost)


# --- Every toy ---------------------------------------------------------------------------------


def test_there_is_one_toy_for_each_published_case() -> None:
    assert {name.removeprefix("toys/") for name in shipped() if name.startswith("toys/")} == set(TOYS) | OF_MECHANISMS


@pytest.mark.parametrize("name", TOYS)
def test_the_file_is_in_order_and_says_what_it_shows(name: str) -> None:
    toy = load(name)
    assert toy.warnings() == []
    assert toy.name == name
    assert "Reduces to" in (toy.summary or "")
    assert list(toy.levers) == list(SWITCHES[name])
    assert all(origin.read == "recalled" for origin in toy.sources.values())
    used = {source.split("#")[0] for number in toy.quantities().values() for source in number.source}
    assert used >= set(toy.sources)
    lines = shipped()[f"toys/{name}"].read_text(encoding="utf-8").splitlines()
    switch = next(line for line in lines if "ripeness run" in line)
    setting = switch.split("--set ")[1].split()[0]
    assert {setting.split("=")[0]: float(setting.split("=")[1])} == SWITCHES[name]
    assert all(len(line) <= 120 for line in lines)


@pytest.mark.parametrize("name", TOYS)
def test_going_on_and_having_ended_sum_to_one_every_month(name: str) -> None:
    result = forecast(name)
    total = result.ongoing + result.ended.sum("ending")
    assert total.values == pytest.approx(np.ones(total.shape), abs=3e-6)  # single precision, summed over months
    assert result.sizes["month"] == load(name).calendar.horizon + 1
    assert float(result.ongoing.isel(month=0).min()) == 1.0
    assert result.ongoing.diff("month").max() <= 1e-7


# --- Toy by toy: the value, the law, and what the switch does -----------------------------------


def test_gamblers_ruin() -> None:
    assert fighting_on("gamblers-ruin") == pytest.approx((0.6390304, 0.1755956), abs=TOLERANCE)
    assert fighting_on("gamblers-ruin", switched=True) == pytest.approx((0.5 - 0.1, 0.5 - 0.1), abs=TOLERANCE)
    for switched, odds in ((False, 0.55), (True, 0.5)):
        won, lost = walk(odds, 60)
        found = ended("gamblers-ruin", switched)
        assert found["attacker_wins_at_the_front"] == pytest.approx(won, abs=1e-5)
        assert found["attacker_expelled"] == pytest.approx(lost, abs=1e-5)
    assert not solve("gamblers-ruin").settles.any()


def test_discounted_ruin() -> None:
    assert fighting_on("discounted-ruin") == pytest.approx((0.2936355, 0.1076608), abs=TOLERANCE)
    assert float(opening("discounted-ruin").ripeness_gap) == pytest.approx(1 - 0.2936355 - 0.1076608, abs=TOLERANCE)
    assert fighting_on("discounted-ruin", switched=True) == pytest.approx((0.7317174, 0.2682826), abs=TOLERANCE)
    assert float(opening("discounted-ruin", switched=True).ripeness_gap) == pytest.approx(0.0, abs=TOLERANCE)


def test_mutual_optimism() -> None:
    assert fighting_on("mutual-optimism") == pytest.approx((0.7204982, 0.7204982), abs=TOLERANCE)
    chances = forecast("mutual-optimism").wins_in_own_eyes.isel(draw=0, month=0)
    assert chances.values == pytest.approx([0.7204982, 0.7204982], abs=TOLERANCE)
    settled = sum(ended("mutual-optimism")[name] for name in SETTLEMENTS)
    assert settled == pytest.approx(np.zeros(61), abs=1e-9)
    # A common belief: they settle on the first day, on what fighting is worth to either.
    assert terms("mutual-optimism", switched=True) == pytest.approx(1 - 0.7204982, abs=TOLERANCE)
    assert float(forecast("mutual-optimism", switched=True).ongoing.isel(draw=0, month=1)) == pytest.approx(0.0)


def test_bargaining_range() -> None:
    attacker, defender = fighting_on("bargaining-range")
    assert (attacker, 1 - defender) == pytest.approx((0.4, 0.7), abs=TOLERANCE)
    assert terms("bargaining-range") == pytest.approx(0.7, abs=TOLERANCE)
    assert terms("bargaining-range", switched=True) == pytest.approx(0.8, abs=TOLERANCE)
    result = forecast("bargaining-range").isel(draw=0)
    assert float(result.terms.sel(issue="prize")) == pytest.approx(0.7, abs=1e-5)
    # A half of the prize is held, and half a step is a quarter of it: .7 lies within it, .8 beyond.
    assert ended("bargaining-range")["settlement_even"][1] == pytest.approx(1.0)
    assert ended("bargaining-range", switched=True)["settlement_to_attacker"][1] == pytest.approx(1.0)


def test_alternating_offers() -> None:
    assert terms("alternating-offers") == pytest.approx(0.7142857, abs=TOLERANCE)
    assert terms("alternating-offers", switched=True) == pytest.approx(1 / 1.9, abs=TOLERANCE)
    result = forecast("alternating-offers").isel(draw=0)
    assert float(result.terms.sel(issue="prize")) == pytest.approx(0.7142857, abs=1e-5)
    assert float(result.ongoing.isel(month=1)) == pytest.approx(0.0)
    # In the second month it would be the defender's turn: (1 - .9)/(1 - .9 x .8) to him.
    second = solve("alternating-offers").isel(month=1, gate=0, chest=0, sincerity=0)
    here = int(np.flatnonzero(second.front == load("alternating-offers").front.start + 1)[0])
    assert float(second.terms.isel(front_cell=here, issue=0)) == pytest.approx(1 - 0.1 / 0.28, abs=TOLERANCE)


def test_outlasting() -> None:
    assert terms("outlasting") == pytest.approx(0.9303332, abs=TOLERANCE)
    assert fighting_on("outlasting")[1] == pytest.approx(0.06966681, abs=TOLERANCE)
    assert fighting_on("outlasting", switched=True) == pytest.approx((0.3245348, 0.06966681), abs=TOLERANCE)
    assert float(forecast("outlasting").terms.isel(draw=0, issue=0)) == pytest.approx(0.9303332, abs=1e-5)
    # Without a table the law is that of two hazards: .05, then .02 of what is left.
    going = 0.931 ** np.arange(61)
    found = ended("outlasting", switched=True)
    assert found["defender_collapses"] == pytest.approx(0.05 / 0.069 * (1 - going), abs=1e-5)
    assert found["attacker_forced_to_stop"] == pytest.approx(0.019 / 0.069 * (1 - going), abs=1e-5)


def reachable(play: xr.Dataset, start: int, steps: int) -> np.ndarray:
    """Fronts (month, front_cell) that a war can have reached and that have not ended it."""
    months = np.arange(play.sizes["month"])[:, None]
    return (play.front.values < steps) & (abs(play.front.values - start) <= months)


EXTREMES = [
    {},
    {"costs.attacker": 0.001, "costs.defender": 0.001, "patience.attacker": 1.0, "patience.defender": 1.0},
    {"truth.collapse_hazard": 0.02, "truth.forced_stop_solvent": 0.0, "patience.attacker": 0.96},
    {"truth.battle_odds": 0.3, "outcomes.forced_stop.defender": 0.9, "bargaining.attacker_power": 0.2},
]


@pytest.mark.parametrize("assumptions", EXTREMES, ids=["medians", "cheap", "collapse", "stop"])
def test_common_priors_are_ripe_in_every_reachable_state(assumptions: dict[str, float]) -> None:
    toy = load("common-priors")
    play = ripeness.solve(toy, assumptions=assumptions).isel(gate=0, chest=0, sincerity=0)
    there = reachable(play, toy.front.start, toy.front.steps)
    assert play.ripeness_gap.values[there].min() >= -1e-12
    assert np.all(play.settles.values[there] == 1.0)
    # Nash: each his value of fighting on, and the attacker his power's share of what peace saves.
    d_a, d_d, signed = (play[name].values[there] for name in ("attacker_value", "defender_value", "terms"))
    power = assumptions.get("bargaining.attacker_power", 0.5)
    assert signed[:, 0] == pytest.approx(d_a + power * (1 - d_a - d_d), abs=1e-9)


def test_common_priors_settle_in_the_first_month_and_broken_promises_do_not() -> None:
    settled = forecast("common-priors")
    assert settled.ongoing.isel(month=1).values == pytest.approx(np.zeros(4))
    assert settled.ended.sel(ending=list(SETTLEMENTS)).sum("ending").isel(month=1).values == pytest.approx(np.ones(4))
    broken = forecast("common-priors", switched=True)
    assert float(broken.ongoing.isel(month=1).min()) > 0.9
    assert float(broken.ripeness_gap.isel(month=0).max()) < 0.0


# --- Feigned talks: the condition of model.md 2.2, recomputed from the file's numbers alone ------


def rounding(targets: np.ndarray, low: float, spacing: float, nodes: int) -> np.ndarray:
    """Probability that each target is rounded to each node, one target at a time."""
    matrix = np.zeros((len(targets), nodes))
    for row, target in enumerate(targets):
        place = min(max((target - low) / spacing, 0.0), nodes - 1.0)
        below = min(int(place), nodes - 2)
        matrix[row, below] += 1 - (place - below)
        matrix[row, below + 1] += place - below
    return matrix


class Theatre:
    """What refusing and attending lead to, in the attacker's eyes."""

    def __init__(self, toy: Scenario) -> None:
        number = {path: quantity.centre for path, quantity in toy.quantities().items()}
        self.number, self.steps = number, toy.front.steps
        grid = toy.numerics
        self.nodes = np.linspace(grid.sincerity_low, grid.sincerity_high, grid.sincerity_nodes)
        wide = self.nodes[1] - self.nodes[0]
        low, size = self.nodes[0], len(self.nodes)
        tired = np.log(1 - number["mediator.settlement_chance"]) + number["mediator.flattery_of_envoy"]
        refused = np.log(number["mediator.refusal_factor"])
        self.mind = [rounding(self.nodes + move, low, wide, size) for move in (refused, tired)]
        punish = number["mediator.punishment_value"]
        mu = punish / (punish + number["mediator.peace_value"])
        below = np.clip((np.log(mu / (1 - mu)) - (self.nodes - wide / 2)) / wide, 0.0, 1.0)
        self.opens, self.relaxes = number["gate.opening"] * below, number["gate.relax"] * (1 - below)
        revenue = number["energy.price"] * number["energy.legal_volume"] * 30.4375 / 1000
        assert revenue == pytest.approx(number["war_chest.war_spending"])  # so the shut path stays where it is
        chest, self.spacing = grid.chest_nodes, number["war_chest.liquid_reserves"] / (grid.chest_nodes - 1)
        distance = (np.arange(chest) - (chest - 1)) * self.spacing
        lost = number["sanctions.package_secondary"] * revenue
        self.money = rounding(distance - lost, distance[0], self.spacing, chest)
        reserves = number["war_chest.liquid_reserves"] + distance
        self.broke = np.clip(1 - reserves / self.spacing, 0.0, 1.0)

    def expected(self, after: np.ndarray, gate: int, attends: bool) -> np.ndarray:
        """E[V_A | stance] of (chest, front, sincerity); `after` is (gate, chest, every front, sincerity)."""
        odds = self.number["truth.battle_odds"]
        fought = odds * after[:, :, 2:] + (1 - odds) * after[:, :, :-2]
        if gate:
            fought = np.einsum("rs,gskl->grkl", self.money, fought)
            out = self.relaxes if attends else 0.0
            after_gate = out * fought[0] + (1 - out) * fought[1]
        else:
            after_gate = (1 - self.opens) * fought[0] + self.opens * fought[1]
        return after_gate @ self.mind[int(attends)].T

    def excess(self, after: np.ndarray, month: int) -> np.ndarray:
        """Left side of the condition less its right side: (gate, chest, front, sincerity)."""
        strength = self.number["beliefs.attacker.collapse.strength"]
        collapse = self.number["beliefs.attacker.collapse.mean"] * strength / (strength + month)
        stop = self.number["truth.forced_stop_exhausted"] * self.broke[:, None, None]
        kept = self.number["patience.attacker"] * (1 - collapse) * (1 - stop)
        gain = np.stack([self.expected(after, g, True) - self.expected(after, g, False) for g in (0, 1)])
        return kept * gain - self.number["costs.attending"]


def test_he_attends_exactly_where_the_feign_condition_holds() -> None:
    toy = load("feigned-talks")
    theatre, play = Theatre(toy), solve("feigned-talks")
    d_a, settles = play.attacker_value.values, play.settles.values
    signed = np.nan_to_num(play.terms.sel(issue="prize").values)
    value = d_a + settles * (signed - d_a)
    stance, fronts = play.stance.values, play.front.values
    attends = sum(stance[..., i] for i, (talks, _) in enumerate(STANCES) if talks)
    assert not stance[..., [i for i, (_, bombs) in enumerate(STANCES) if bombs]].any()
    feigned = refused = 0
    for month in range(play.sizes["month"] - 1):
        living = fronts[month][fronts[month] < toy.front.steps]
        after = np.zeros((*value.shape[1:3], toy.front.steps + 1, value.shape[4]))
        after[:, :, fronts[month + 1]] = value[month + 1]
        after[:, :, 0], after[:, :, toy.front.steps] = 0.0, 1.0
        excess = theatre.excess(after, month)[:, :, living - 1]
        chosen = attends[month][:, :, : len(living)]
        assert np.abs(excess).min() > 1e-12  # no state is a tie
        assert np.array_equal(excess > 0, chosen == 1.0), month
        unripe = play.ripeness_gap.values[month][:, :, : len(living)] < 0
        feigned += int((unripe & (chosen == 1.0)).sum())
        refused += int((unripe & (chosen == 0.0)).sum())
    assert feigned > 1000 and refused > 1000  # the condition holds in some states and fails in others


def test_feigned_talks_go_on_while_the_package_bites_and_stop_when_it_is_toothless() -> None:
    biting, toothless = forecast("feigned-talks").isel(draw=0), forecast("feigned-talks", switched=True).isel(draw=0)
    assert float(biting.attended_no_deal_in_reach.isel(month=0)) == pytest.approx(1.0)
    assert float(biting.attended_no_deal_in_reach.min()) > 0.9
    assert float(biting.stayed_away.max()) < 0.1
    assert float(biting.package.isel(month=-1)) < 0.2
    assert float(toothless.attended_no_deal_in_reach.max()) == 0.0
    assert float(toothless.stayed_away.min()) == pytest.approx(1.0)
    play = solve("feigned-talks", switched=True)
    assert not any(play.stance.values[..., i].any() for i, (talks, _) in enumerate(STANCES) if talks)
    # The same war: it lasts about as long with the theatre as without.
    assert toothless.ongoing.values == pytest.approx(biting.ongoing.values, abs=0.05)


# --- Levers of toys: a policy from the war's first day ------------------------------------------


def compiled(toy: Scenario, levers: dict[str, float]) -> Compiled:
    """The toy as the engine gets it."""
    drawn = values_from_scores(toy.assumptions(), np.zeros((1, len(toy.assumptions()))))
    return compile_war(toy, drawn, 1, levers)


def test_an_epoch_that_lasts_no_month_is_not_solved() -> None:
    toy = load("feigned-talks")
    switched, plain = compiled(toy, SWITCHES["feigned-talks"]), compiled(toy, {})
    assert switched.course == plain.course and len(switched.games) == 1
    assert np.all(switched.games[0].months.chest_shift == 0.0) and np.all(plain.games[0].months.chest_shift < 0.0)


def test_a_lever_on_a_stock_sets_the_stock() -> None:
    text = shipped()["toys/feigned-talks"].read_text(encoding="utf-8")
    lever = """
  chest:
    title: reserves
    owner: payer
    changes: war_chest.liquid_reserves
    unit: bn USD
    low: 0
    high: 100
    status_quo: 60
"""
    toy = parse_scenario(text.rstrip("\n") + lever, "toy with one more lever")
    assert compiled(toy, {"chest": 30.0}).games[-1].months.path[0, 0] == pytest.approx(30.0)
    assert compiled(toy, {"package": 0.1}).games[-1].months.path[0, 0] == pytest.approx(60.0)
