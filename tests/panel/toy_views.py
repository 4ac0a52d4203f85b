"""A small war of two moves a view could differ by: a front that is seen month by month, and nothing else."""

from __future__ import annotations

from ripeness.schema import Scenario
from ripeness.schema.load import parse_scenario

MOVES = ("up", "down", "up", "up", "down", "up", "up", "down", "up", "up", "up", "up", "down", "up", "up", "up")

WAR = """ripeness: 1
name: small-war
title: a small war
source_unless_stated: judgement
note: made up
calendar: {war_began: 2000-01, as_of: 2001-05, horizon: 60 months, tail: 60 months}
actors:
  a: {name: Attacker, role: attacker}
  d: {name: Defender, role: defender}
front: {steps: 60, start: 30}
numerics: {chest_nodes: 1, sincerity_nodes: 1}
truth:
  battle_odds: {low: 0.4, high: 0.6}
  collapse_hazard: {median: 0.5 %/month, p10: 0.2 %/month, p90: 1 %/month}
beliefs:
  attacker: {battle: {mean: 0.6, strength: 100 months}}
costs: {attacker: 0.1 %/month, defender: 0.1 %/month}
patience: {attacker: 0.99, defender: 0.99}
tracks:
  talks: {title: talks, seats: [a, d], meets: {low: 1 %/month, high: 3 %/month}}
issues:
  prize: {title: the prize, attacker_weight: 1, defender_weight: 1, follows_front: true}
levers:
  meets: {title: talks, owner: payer, changes: tracks.talks.meets, unit: "%/month", status_quo: 2, low: 0, high: 100}
  odds: {title: odds, owner: attacker, changes: truth.battle_odds, unit: "1", status_quo: 0.5, low: 0, high: 1}
policies:
  talk-more: {title: talks every month, levers: {meets: 100}}
  fight-better: {title: better odds, levers: {odds: 0.9}}
record:
  error_rate: 0.05
  rule: made up
  months:
"""

VIEW = """view: 1
of: small-war
name: NAME
title: the odds are ODDS
argument: what it argues
binds: [table]
first_policy: talk-more
embarrassed_by:
  says: it is over in a year
  holds_if: {quantity: ongoing, at: 12 months, below: 0.5}
changes:
  truth.battle_odds: {low: LOW, high: HIGH, source: judgement, note: made up}
"""


def text() -> str:
    """The scenario's text, with its record."""
    year_month = [f"{2000 + month // 12}-{month % 12 + 1:02d}" for month in range(len(MOVES))]
    seen = (f"    {when}: {{front: {move}}}" for when, move in zip(year_month, MOVES, strict=True))
    return WAR + "\n".join(seen) + "\n"


def base() -> Scenario:
    """The scenario without a view."""
    return parse_scenario(text(), "small-war.yaml")


def view(name: str, low: float, high: float) -> Scenario:
    """The scenario with other odds of battle."""
    laid = (
        VIEW.replace("NAME", name).replace("ODDS", f"{low:g}").replace("LOW", f"{low:g}").replace("HIGH", f"{high:g}")
    )
    return parse_scenario(text(), "small-war.yaml", (laid, f"{name}.yaml"))
