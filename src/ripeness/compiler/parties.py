"""Believers, belligerents and the mediator of an epoch: the scenario's numbers become the game's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ripeness.compiler import envoy
from ripeness.compiler.levels import Draws, Levels
from ripeness.model.declared import SIDES
from ripeness.model.drivers import leaders
from ripeness.model.state import Believers, Side
from ripeness.model.talks.mediator import Mediator
from ripeness.schema.scenario import Scenario

NO_FLOOR = -1e9


def executive(levels: Levels, mediated: bool) -> tuple[Draws, Draws]:
    """(monthly probability of executive action, what it is worth to the mediator)."""
    worth = levels.get("mediator.executive_value", levels.get("mediator.punishment_value", 1.0))
    return where(mediated, levels["gate.executive"]), worth


def where(present: bool, values: Draws) -> Draws:
    """Values where something is there, else nil."""
    return values if present else np.zeros_like(values)


def believers(levels: Levels) -> Believers:
    steps = levels.setting("front.law") == "steps"
    battle = "battle" if steps else "drift"
    truth = {
        "battle_mean": levels["truth.battle_odds" if steps else "truth.drift"],
        "strike_effect": levels["truth.strike_effect"],
        "stop_solvent": levels["truth.forced_stop_solvent"],
        "stop_exhausted": levels["truth.forced_stop_exhausted"],
    }
    none = np.zeros(levels.count)
    columns = {name: [values] for name, values in truth.items()}
    looseness = [none]
    for side in SIDES:
        stated = {
            "battle_mean": f"{battle}.mean",
            "strike_effect": "strike_effect",
            "stop_solvent": "forced_stop_solvent",
            "stop_exhausted": "forced_stop_exhausted",
        }
        knows = bool(levels.setting(f"beliefs.{side}_knows"))
        for name, path in stated.items():
            columns[name].append(truth[name] if knows else levels.get(f"beliefs.{side}.{path}", truth[name]))
        looseness.append(none if knows else 1.0 / levels.get(f"beliefs.{side}.{battle}.strength", np.inf))
    hoping = none if levels.setting("beliefs.attacker_knows") else levels["beliefs.news_of_indulgence"] - 1.0
    hope = [none, hoping, none]
    stacked = {name: np.stack(values, axis=-1) for name, values in columns.items()}
    fading = [levels.get(f"beliefs.{side}.forced_stop_strength", np.inf) for side in SIDES]
    known = [bool(levels.setting(f"beliefs.{side}_knows")) for side in SIDES]
    stops = [none, *(none if knows else 1.0 / one for one, knows in zip(fading, known, strict=True))]
    return Believers(
        **stacked,
        battle_looseness=np.stack(looseness, axis=-1),
        hope=np.stack(hope, axis=-1),
        stop_looseness=np.stack(stops, axis=-1),
    )


def belligerent(levels: Levels, side: str, mediated: bool) -> Side:
    attacker = side == "attacker"
    ones, none = np.ones(levels.count), np.zeros(levels.count)
    indulged = none
    if mediated:
        indulged = levels["mediator.side_deals_to_attacker"] if attacker else -levels["mediator.presses_defender"]
    office = levels[f"leaders.{side}.office_value"]

    def in_office(outcome: Draws, fate: str) -> Draws:
        return leaders.with_fate(outcome, office, levels[f"leaders.{side}.loss_if_{fate}"])

    won = levels[f"outcomes.attacker_wins.{side}"]
    return Side(
        patience=levels[f"patience.{side}"],
        indulged=indulged,
        partial_deal=levels[f"partial_deals.worth_to_{side}"],
        wins=in_office(won if attacker else ones, "wins"),
        loses=in_office(none if attacker else won, "loses"),
        stopped=in_office(levels[f"outcomes.forced_stop.{side}"], "loses" if attacker else "wins"),
        floor=levels.get(f"capitulation.{side}_floor", NO_FLOOR),
        relapse=levels[f"ceasefire.relapse_{side}"],
    )


def mediator(scenario: Scenario, levels: Levels, mediated: bool, known: int) -> Mediator:
    """The mediator of the epoch; where there is none, conduct moves nothing."""
    ones, none = np.ones(levels.count), np.zeros(levels.count)
    absent = Mediator(
        settlement_chance=none,
        deal_sincere=levels["partial_deals.chance_feigned"],
        deal_feigned=levels["partial_deals.chance_feigned"],
        refusal_factor=ones,
        strike_factor=ones,
        forgives_strikes=none,
        flattery=none,
        punishment_value=none,
        peace_value=ones,
        side_deal_value=none,
    )
    if not mediated:
        return absent
    return replace(
        absent,
        settlement_chance=levels["mediator.settlement_chance"] * envoy.patience_kept(scenario, levels, known),
        deal_sincere=levels["partial_deals.chance_sincere"],
        refusal_factor=levels["mediator.refusal_factor"],
        strike_factor=levels["mediator.strike_factor"],
        forgives_strikes=levels["mediator.forgives_strikes"],
        flattery=envoy.flattery(levels) + levels["mediator.flattery_of_principal"],
        punishment_value=levels["mediator.punishment_value"],
        peace_value=levels["mediator.peace_value"],
        side_deal_value=levels["mediator.side_deal_value"],
    )


def sincerity_at_start(levels: Levels, mediated: bool) -> Draws:
    if not mediated:
        return np.full(levels.count, 0.5)
    chance = np.clip(levels["mediator.sincerity_at_start"], 1e-6, 1.0 - 1e-6)
    logit = np.log(chance / (1.0 - chance)) + levels["mediator.blames_defender"]
    return 1.0 / (1.0 + np.exp(-logit))
