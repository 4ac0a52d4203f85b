"""The commonest settlements of a forecast, in words, and how the surplus over fighting on is shared.

Draws are added up by what is told of a deal: of every issue the step nearest to where it lies, of land that it stands
as held where it lies within half a cell of the line of the day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.arrays import ACTORS, SETTLEMENTS
from ripeness.schema.sections.issue import Matter
from ripeness.statistics.bands import Figure, figure, figures
from ripeness.statistics.streaming import Mean
from ripeness.statistics.weighted import Numbers

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario

TOLD = 5
"""Settlements that are told."""

QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Steps of an issue that names none."""

AS_HELD = -1
END = 0.005
"""A share this near to an end is told as all or nothing."""


class Agreed(TypedDict):
    """Where a deal puts an issue: its mean share (0 the defender's ideal, 1 the attacker's), and in words."""

    share: Figure
    told: str


class Deal(TypedDict):
    """A settlement: its chance, its terms by issue, and the text on the table that is nearest; None where none is.

    Nearest: the larger of the two sides' differences in utility is the least, and no more than a tenth of the prize.
    """

    chance: Figure
    terms: dict[str, Agreed]
    text: str | None


class Gains(TypedDict):
    """What a settlement gives each side over fighting on, shares of the prize, on average, and the attacker's share."""

    attacker: Figure
    defender: Figure
    attackers_share: Figure


class Deals(TypedDict):
    """The commonest settlements within some months from `as_of`, and the chance of all others.

    texts : whether there are texts with stated terms that deals could be near to. gains : over the months shown.
    """

    within: int
    commonest: list[Deal]
    others: Figure
    texts: bool
    gains: Gains


class DealsFound:
    """What the parts of a forecast add up to."""

    def __init__(self) -> None:
        self.chance: defaultdict[tuple[int, ...], float] = defaultdict(float)
        self.shares: defaultdict[tuple[int, ...], Numbers] = defaultdict(lambda: np.zeros(1))
        self.held: defaultdict[tuple[int, ...], Numbers] = defaultdict(lambda: np.zeros(1))
        self.texts: defaultdict[tuple[int, ...], Counter[int]] = defaultdict(Counter)
        self.rest, self.gains, self.aligned = 0.0, Mean(), Mean()
        self.there, self.within = False, 0

    def add(self, part: xarray.Dataset, scenario: Scenario, weight: Numbers, settled: Numbers) -> None:
        """Take in some draws; `settled` : chance of a settlement, by which gains are weighed."""
        if "settled_aligned" in part:
            self.aligned.add(part.settled_aligned.transpose("draw", "settlement", "month").values, weight)
        if "deal_chance" not in part:
            return
        self.there, self.within = True, int(part.attrs["deals_within"])
        chance = np.nan_to_num(part.deal_chance.transpose("draw", "deal").values.astype(float)) * weight[:, None]
        terms = part.deal_terms.transpose("draw", "deal", "issue").values.astype(float)
        held = np.nan_to_num(part.deal_held.transpose("draw", "deal", "issue").values.astype(float))
        text = part.deal_text.transpose("draw", "deal").values
        keys = np.stack(
            [keyed(scenario, one, terms[..., n], held[..., n]) for n, one in enumerate(scenario.issues.values())],
            axis=-1,
        )
        for at in np.argwhere(chance > 0.0):
            draw, deal = (int(one) for one in at)
            key, mass = tuple(int(one) for one in keys[draw, deal]), float(chance[draw, deal])
            self.chance[key] += mass
            self.shares[key] = self.shares[key] + mass * terms[draw, deal]
            self.held[key] = self.held[key] + mass * held[draw, deal]
            self.texts[key][int(text[draw, deal])] += mass  # type: ignore[assignment]
        self.rest += float(np.nan_to_num(part.deal_rest.values.astype(float)) @ weight)
        self.gains.add(
            part.gains.transpose("draw", "actor").sel(actor=list(ACTORS)).values, (weight * settled)[:, None]
        )

    def found(self, scenario: Scenario) -> Deals | None:
        """Return the commonest settlements; None where the forecast holds none."""
        if not self.there:
            return None
        texts = [name for name, text in scenario.texts.items.items() if text.plan is not None]
        put = any(max(of) >= 0 for of in self.texts.values())
        most = sorted(self.chance, key=lambda key: (-self.chance[key], key))[:TOLD]
        told: list[Deal] = []
        for key in most:
            mass = self.chance[key]
            nearest = max(self.texts[key], key=lambda one: (self.texts[key][one], -one))
            told.append(
                {
                    "chance": figure(mass),
                    "terms": {
                        name: _agreed(issue, at, share, held)
                        for (name, issue), at, share, held in zip(
                            scenario.issues.items(), key, self.shares[key] / mass, self.held[key] / mass, strict=True
                        )
                    },
                    "text": texts[nearest] if 0 <= nearest < len(texts) else None,
                }
            )
        gains = self.gains.found()
        attacker, defender = (float(one) for one in gains)
        total = attacker + defender
        return {
            "within": self.within,
            "commonest": told,
            "others": figure(self.rest + sum(self.chance.values()) - sum(self.chance[key] for key in most)),
            "texts": put,
            "gains": {
                "attacker": figure(attacker),
                "defender": figure(defender),
                "attackers_share": figure(attacker / total) if total > 0.0 else None,
            },
        }

    def with_government(self) -> dict[str, list[Figure]]:
        """Return the chance of each settlement under which the government is aligned, by month."""
        found = self.aligned.found()
        if np.ndim(found) == 0:
            return {}
        return {name: figures(of) for name, of in zip(SETTLEMENTS, found, strict=True)}


def keyed(scenario: Scenario, issue: Matter, shares: Numbers, held: Numbers) -> Numbers:
    """Return the place of the nearest of an issue's steps, or `AS_HELD` where it is land within half a cell of it."""
    steps = np.array(tuple(issue.steps) or QUARTERS)
    nearest = np.argmin(np.abs(shares[..., None] - steps), axis=-1)
    if not issue.land:
        return nearest
    return np.where(np.abs(shares - held) <= _half(scenario, issue) * (1.0 + 1e-5), AS_HELD, nearest)


def _half(scenario: Scenario, issue: Matter) -> float:
    """Half a cell, or half a step, as a share of an issue of land."""
    front = scenario.front
    if issue.band is None or front.cell is None:
        return 0.5 / (front.steps or 1)
    return 0.5 * front.cell.centre / (issue.band.to.centre - issue.band.from_.centre)


def _agreed(issue: Matter, at: int, share: float, held: float) -> Agreed:
    if at == AS_HELD:
        told = "as held"
    elif issue.steps:
        told = tuple(issue.steps.values())[at]
    elif issue.indivisible:
        told = "to the attacker" if share > 0.5 else "to the defender"
    elif share > 1.0 - END:
        told = "all to the attacker"
    elif share < END:
        told = "all to the defender"
    else:
        told = f"{share:.2f}" + (f" (held: {held:.2f})" if issue.land else "")
    return {"share": figure(share), "told": told}
