"""Causes taken away in thought: what the engine sets so that a cause is no longer felt, whoever wrote which levers.

Equation (each set from `as_of` on, for all versions alike; a number's place today is its middle):
    information  both sides hold the chances that the scenario takes for true
    commitment   guarantees remove the whole risk that a deal is broken
    issue        a track that seats whoever has to consent to an issue, and sits at none that meets, meets every month
    text         all work from one text: overlap 1, recognition not asked for
    table        the tracks that seat both sides and have met meet every month, and may settle
    mediator     there is no mediator
    means        the attacker earns half of what it earns from energy, or of its other income where it has no energy
    strength     donors give the defender twice what they give, and it makes twice the arms
    leader       settling costs no leader the office

A cause is left untried, with the reason, where the scenario holds nothing of the kind. [R]: ours.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pydantic import BaseModel

from ripeness.schema.assumption_words import in_words
from ripeness.schema.quantity import Quantity
from ripeness.schema.sections.lever import Lever

if TYPE_CHECKING:
    from ripeness.schema import Scenario

Ends = dict[str, float]
"""By the path of a number or a yes-or-no: where it stands when the cause is not felt, in the field's unit."""


class Today:
    """What a scenario's numbers and settings are today: those of its last epoch."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.leaves = scenario.leaves(len(scenario.epochs))

    def of(self, path: str) -> float:
        """Middle of a number, or 1 or 0 for a yes-or-no; 0 where nothing of the kind is stated."""
        value = self.leaves[path].value if path in self.leaves else None
        if isinstance(value, Quantity):
            return value.centre
        return float(value) if isinstance(value, bool) else 0.0

    def felt(self, path: str) -> bool:
        """Whether a number is there and not certain to be nil."""
        value = self.leaves[path].value if path in self.leaves else None
        return isinstance(value, Quantity) and (value.uncertain or value.centre != 0.0)

    def both(self) -> list[str]:
        """Tracks that seat both sides."""
        sides = {self.scenario.actor("attacker"), self.scenario.actor("defender")}
        return [name for name, track in self.scenario.tracks.items() if sides.issubset(track.seats)]

    def consenting(self) -> list[str]:
        """Tracks that seat both sides and who has to consent to an issue, but sits at no track that meets."""
        tracks = self.scenario.tracks
        heard = {who for name, one in tracks.items() if self.felt(f"tracks.{name}.meets") for who in one.seats}
        wanted = [set(issue.consent) for issue in self.scenario.issues.values() if not heard.issuperset(issue.consent)]
        return [name for name in self.both() if any(one.issubset(tracks[name].seats) for one in wanted)]


def _information(today: Today) -> Ends:
    return {"beliefs.attacker_knows": 1.0, "beliefs.defender_knows": 1.0}


def _commitment(today: Today) -> Ends:
    risks = ["bargaining.base_reneging", *(f"issues.{name}.reneging" for name in today.scenario.issues)]
    return {"bargaining.guarantee": 1.0} if any(today.felt(path) for path in risks) else {}


def _issue(today: Today) -> Ends:
    return {f"tracks.{name}.meets": 1.0 for name in today.consenting()}


def _text(today: Today) -> Ends:
    return {"texts.overlap": 1.0, "texts.count": 0.0}


def _table(today: Today) -> Ends:
    held = [name for name in today.both() if name not in today.consenting() and today.felt(f"tracks.{name}.meets")]
    return {f"tracks.{name}.{what}": 1.0 for name in held for what in ("meets", "mandate")}


def _mediator(today: Today) -> Ends:
    return {"mediator.present": 0.0}


def _means(today: Today) -> Ends:
    earned = ("energy.state_share", "energy.other_energy") if today.scenario.energy else ("war_chest.other_income",)
    there = earned if today.scenario.war_chest else ()
    return {path: 0.5 * today.of(path) for path in there if today.of(path) > 0.0}


def _strength(today: Today) -> Ends:
    flows = [f"aid.flows.{name}.amount" for name in (today.scenario.aid.flows if today.scenario.aid else ())]
    return {path: 2.0 * today.of(path) for path in (*flows, "effort.arms_made") if today.of(path) > 0.0}


def _leader(today: Today) -> Ends:
    sides = [side for side in ("attacker", "defender") if today.felt(f"leaders.{side}.office_value")]
    return {path: 0.0 for side in sides if today.felt(path := f"leaders.{side}.loss_if_settles")}


CAUSES: dict[str, tuple[Callable[[Today], Ends], str]] = {
    "information": (_information, "both sides hold the chances that the scenario takes for true"),
    "commitment": (_commitment, "no deal is ever broken in this scenario"),
    "issue": (_issue, "no issue waits for the consent of somebody whom a track could seat"),
    "text": (_text, "every meeting works from a common text"),
    "table": (_table, "no track that seats both sides can meet more often or settle more"),
    "mediator": (_mediator, "there is no mediator"),
    "means": (_means, "the scenario states no income of the attacker"),
    "strength": (_strength, "the scenario states no aid to the defender and no arms that it makes"),
    "leader": (_leader, "settling costs no leader the office"),
}
"""Each cause: what takes it away, and why it cannot be tried where there is nothing to take away."""


def ends(scenario: Scenario) -> dict[str, Ends]:
    """Return, cause by cause, what is set so that the cause is not felt; empty where it cannot be tried."""
    today = Today(scenario)
    stated = {cause: taken(today) for cause, (taken, _) in CAUSES.items()}
    return {
        cause: {path: end for path, end in toward.items() if path in today.leaves and today.of(path) != end}
        for cause, toward in stated.items()
    }


def in_thought(scenario: Scenario) -> Scenario:
    """Return the scenario with a lever of nobody's, named by its path, for each number that an experiment sets."""
    today = Today(scenario)
    made = {
        path: Lever.in_thought(in_words(scenario, path), path, scenario.declared[path], sorted((today.of(path), end)),
                               today.of(path))
        for toward in ends(scenario).values()
        for path, end in toward.items()
    }  # fmt: skip
    return BaseModel.model_copy(scenario, update={"levers": {**scenario.levers, **made}})
