"""Texts that are put to the two sides: their terms, how often they are put, and the answers of the record."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from jaxtyping import Float

from ripeness.compiler import plan, tables
from ripeness.compiler.levels import Levels
from ripeness.model.state import Game, Rules
from ripeness.model.talks import texts
from ripeness.model.talks.answers import Texts
from ripeness.model.talks.tracks import opportunity
from ripeness.model.terms.utility import Issues
from ripeness.schema.calendar import month_of
from ripeness.schema.scenario import Scenario

Paths = Float[np.ndarray, "draw month text"]
AGREES = {"refuses": 0, "accepts": 1, "proposes": 1}
"""Which of (the text is worth less than fighting on, it is not) an answer agrees with."""


def stated(scenario: Scenario) -> list[str]:
    """Names of the texts whose terms a plan states, and of truces: first those that may be put."""
    able = may_be_put(scenario)
    return able + [name for name in _weighable(scenario) if name not in able]


def may_be_put(scenario: Scenario) -> list[str]:
    """Names of those of them whose recognition by the mediator is stated: no other is ever put."""
    mediators = {name for name, actor in scenario.actors.items() if actor.role == "mediator"}
    return [name for name in _weighable(scenario) if mediators & set(scenario.texts.items[name].recognised_by)]


def _weighable(scenario: Scenario) -> list[str]:
    return [name for name, text in scenario.texts.items.items() if text.plan is not None or text.truce]


def truces(scenario: Scenario) -> tuple[int, ...]:
    """Places of the texts that are a truce among those of `stated`."""
    return tuple(place for place, name in enumerate(stated(scenario)) if scenario.texts.items[name].truce)


def compile_texts(scenario: Scenario, levels: Levels, issues: Issues) -> Texts | None:
    """Texts of an epoch; None where none is ever put or answered."""
    names = stated(scenario)
    answered = scenario.record is not None and bool(scenario.record.answers)
    if not names or not (answered or levels.setting("texts.put")):
        return None
    named = [scenario.texts.items[name].plan for name in names]
    plans = [None if one is None else plan.plan_of(scenario, one) for one in named]  # None: a truce, without terms
    land = np.array([issue.band is not None for issue in scenario.issues.values()])
    left = np.array([[one is not None and issue not in one.terms() for issue in scenario.issues] for one in plans])
    guarantees = [(issues if one is None else plan.with_guarantee(one, issues)).guarantee for one in plans]
    terms = [np.array(issues.status_quo) if one is None else plan.terms_of(scenario, one, issues) for one in plans]
    return Texts(
        terms=np.stack(terms, axis=1),
        held=np.broadcast_to(land & left, (levels.count, len(plans), len(land))).astype(float),
        guarantee=np.stack(guarantees, axis=1),
        refused_attacker=np.log(levels["texts.refused_by_attacker"]),
        refused_defender=np.log(levels["texts.refused_by_defender"]),
    )


def put(scenario: Scenario, levels: Levels, horizon: int) -> tuple[Paths, Paths] | None:
    """(chance that each text is put in a month of talks, chance that it is signed where both accept it).

    A text is put where a track on which the mediator sits meets, with the mediator's recognition of it; where texts on
    the table share more than certainty they share it out. None where no texts are put in the epoch.
    """
    names = may_be_put(scenario)
    if not names or not levels.setting("texts.put") or not levels.setting("mediator.present"):
        return None
    mediator = next(name for name, actor in scenario.actors.items() if actor.role == "mediator")
    seated = [name for name in scenario.tracks if mediator in levels.setting(f"tracks.{name}.seats")]
    ones = np.ones(levels.count)
    meets = opportunity([(levels[f"tracks.{name}.meets"], ones) for name in seated], ones)
    able = [name for name in tables.settling(scenario, levels) if name in seated]
    signing = opportunity([(levels[f"tracks.{name}.meets"], levels[f"tracks.{name}.mandate"]) for name in able], ones)
    items = scenario.texts.items
    month = {name: scenario.month_index(month_of(text.date)) for name, text in items.items()}
    ends = [min((month[one] for one in items if items[one].replaces == name), default=None) for name in names]
    there = texts.live([month[name] for name in names], ends, horizon)
    known = np.stack([levels.get(f"texts.items.{name}.recognised_by.{mediator}", 0.0) for name in names], axis=-1)
    chance = known[:, None, :] * there.T[None]
    chance = chance / np.maximum(chance.sum(axis=-1, keepdims=True), 1.0)
    mandate = np.where(meets > 0.0, signing / np.where(meets > 0.0, meets, 1.0), 0.0)
    shape = chance.shape
    return meets[:, None, None] * chance, np.broadcast_to(mandate[:, None, None], shape).copy()


def narrowed(rules: Rules, game: Game, start: int) -> tuple[Rules, Game]:
    """Leave out the texts that are never put from an epoch's first month on, or that no meeting may sign.

    A yes to a text that nobody may sign binds nobody, so that putting it is no offer.
    """
    chance, mandate = game.months.put, game.months.mandate
    if chance is None or mandate is None:
        return rules, game
    offered = np.any((chance[:, start:] > 0.0) & (mandate[:, start:] > 0.0), axis=(0, 1))
    if not np.any(offered):
        return rules, replace(game, months=replace(game.months, put=None, mandate=None))
    return replace(rules, put=tuple(int(place) for place in np.flatnonzero(offered))), game


def seen_answers(scenario: Scenario, levels: Levels, months: int) -> Float[np.ndarray, "draw month side text 2"] | None:
    """Probability of the answers that were seen, where a text is worth less than fighting on and where it is not."""
    record = scenario.record
    if record is None or not record.answers:
        return None
    names = stated(scenario)
    found = np.ones((levels.count, months, 2, len(names), 2))
    error = levels["record.answer_error"]
    for one in record.answers:
        side = ("attacker", "defender").index(scenario.actors[one.by].role)
        right = AGREES[one.answer]
        at = found[:, scenario.month_index(one.month), side, names.index(one.text)]
        at[:, right] *= 1.0 - error
        at[:, 1 - right] *= error
    return found
