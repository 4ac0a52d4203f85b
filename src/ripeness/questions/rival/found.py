"""What another forecaster finds, in plain data."""

from __future__ import annotations

from typing import TypedDict

from ripeness.rivals.challenge import Challenge
from ripeness.rivals.exchange import Exchange
from ripeness.rivals.expected_utility import ExpectedUtility
from ripeness.rivals.graph_model import CONCEPTS, GraphModel
from ripeness.rivals.inverse import Inverse
from ripeness.statistics.bands import Figure, figure


class IssueForecast(TypedDict):
    """Where one issue ends.

    start : before anybody moves, by the method's own measure. forecast : in the last round. lower and upper : ends of
    the issue's scale.
    """

    issue: str
    start: Figure
    forecast: Figure
    lower: Figure
    upper: Figure


class Stand(TypedDict):
    """Where an actor stands on an issue in a round.

    chance : that its position wins, where the method says it.
    """

    round: int
    actor: str
    issue: str
    position: Figure
    chance: Figure


class Traded(TypedDict):
    """What two actors do for each other.

    first moves on `on` by `first_shift` of the outcome, second on `against` by `second_shift`, on scales of 0 to 100;
    gain : of each.
    """

    round: int
    first: str
    second: str
    on: str
    against: str
    first_shift: Figure
    second_shift: Figure
    gain: Figure


class StateFound(TypedDict):
    """One state of a conflict.

    taken : options taken. equilibrium : concepts by which it is stable for all. leaves : by concept, who would move
        away.
    """

    state: str
    taken: list[str]
    equilibrium: list[str]
    leaves: dict[str, list[str]]


class Lift(TypedDict):
    """What would make a state stable for a decision maker by a concept.

    places : ranks that it must rise; 0 if it is stable. as_good_as : a state that it must then be as good as, or empty.
    """

    maker: str
    concept: str
    stable: bool
    places: int
    as_good_as: str


class RivalFound(TypedDict):
    """What ``ripeness rival --json`` prints.

    scenario : name of the file or of the scenario. method : its name. title : of what was asked about. actors : who
    takes part. rounds : that were played. mended : whether known faults of the method's programs were switched off.
    rules : those of KTAB that were named. assumed : what was left behind on the way, in sentences. issues : forecasts;
    empty for the graph model. history : by round, of the methods that move actors. trades : of the exchange. states :
    of the graph model. state : whose stability was asked for, or empty; lifts : what would make it stable.
    """

    scenario: str
    method: str
    title: str
    actors: list[str]
    rounds: int
    mended: bool
    rules: dict[str, str]
    assumed: list[str]
    issues: list[IssueForecast]
    history: list[Stand]
    trades: list[Traded]
    states: list[StateFound]
    state: str
    lifts: list[Lift]


def empty(scenario: str, method: str, title: str, actors: tuple[str, ...], mended: bool) -> RivalFound:
    """Return an answer in which nothing stands yet."""
    return {
        "scenario": scenario, "method": method, "title": title, "actors": list(actors), "rounds": 0, "mended": mended,
        "rules": {},
        "assumed": [], "issues": [], "history": [], "trades": [], "states": [], "state": "", "lifts": [],
    }  # fmt: skip


def add_challenge(found: RivalFound, told: Challenge) -> None:
    """Write down turns of the spatial model."""
    expected, placed = told.expected(), told.placed()
    for k, issue in enumerate(told.issues):
        found["issues"].append(_issue(issue, expected[0, k], expected[-1, k], *told.scale[k]))
    found["history"] += [
        {"round": t, "actor": actor, "issue": issue, "position": figure(placed[t, a, k]), "chance": figure(chance[a])}
        for t, chance in enumerate(told.chance)
        for a, actor in enumerate(told.actors)
        for k, issue in enumerate(told.issues)
    ]
    found["rounds"] = told.rounds


def add_expected_utility(found: RivalFound, told: ExpectedUtility, lower: float, upper: float) -> None:
    """Write down rounds of offers on one issue."""
    found["issues"].append(_issue(told.issue, told.median[0], told.median[-1], lower, upper))
    found["history"] += [
        {"round": t, "actor": actor, "issue": told.issue, "position": figure(row[a]), "chance": None}
        for t, row in enumerate(told.position)
        for a, actor in enumerate(told.actors)
    ]
    found["rounds"] = told.rounds


def add_exchange(found: RivalFound, told: Exchange) -> None:
    """Write down outcomes and trades."""
    alone, traded = told.placed(told.compromise), told.placed(told.voted)
    for k, issue in enumerate(told.issues):
        found["issues"].append(_issue(issue, alone[0, k], traded[-1, k], *told.scale[k]))
    found["trades"] += [
        {
            "round": one.round, "first": one.first, "second": one.second, "on": one.on, "against": one.against,
            "first_shift": figure(one.first_shift), "second_shift": figure(one.second_shift), "gain": figure(one.gain),
        }
        for one in told.trades
    ]  # fmt: skip
    found["rounds"] = told.rounds


def add_graph_model(found: RivalFound, told: GraphModel, inverse: Inverse | None) -> None:
    """Write down verdicts on states, and what would make one stable."""
    conflict = told.conflict
    assert conflict is not None
    for k, label in enumerate(conflict.labels):
        leaves = {
            concept: [maker for i, maker in enumerate(conflict.makers) if not told.stable[n, i, k]]
            for n, concept in enumerate(CONCEPTS)
        }
        taken = [name for name, one in zip(conflict.options, conflict.states[k], strict=True) if one]
        held = [concept for concept, makers in leaves.items() if not makers]
        found["states"].append({"state": label, "taken": taken, "equilibrium": held, "leaves": leaves})
    if inverse is not None:
        found["state"] = inverse.state
        found["lifts"] += [
            {
                "maker": one.maker, "concept": one.concept, "stable": one.stable, "places": one.places,
                "as_good_as": one.as_good_as,
            }
            for one in inverse.conditions
        ]  # fmt: skip


def _issue(name: str, start: float, forecast: float, lower: float, upper: float) -> IssueForecast:
    return {
        "issue": name, "start": figure(start), "forecast": figure(forecast), "lower": figure(lower),
        "upper": figure(upper),
    }  # fmt: skip
