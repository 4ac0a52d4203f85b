"""The course of `robust`: every view's status quo, the search on stand-ins, and the set on all draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import TYPE_CHECKING

import numpy as np

from ripeness.ensemble.computation import Progress
from ripeness.questions.reach.held import Held, movement, moves
from ripeness.questions.robust.aims import Aim
from ripeness.questions.robust.journal import Journal
from ripeness.questions.robust.overall import Overall
from ripeness.questions.robust.search import DIGITS, Tried, beaten, search, spread
from ripeness.questions.robust.worlds import World, mean_and_worst
from ripeness.schema.assumption_words import in_words
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.bands import Figure, figure
from ripeness.statistics.weighted import Numbers

if TYPE_CHECKING:
    from ripeness.ensemble.workers import Workers
    from ripeness.questions.robust.found import AimValue, PolicyTold, RestsOn
    from ripeness.schema import Scenario

MEAN, WORST = 0, 1
Settings = Mapping[str, Mapping[str, float]]


@dataclass
class Weighing:
    """What was found so far; an interruption leaves what the stand-ins say of what was tried.

    Attributes are as `ripeness.robust` takes them, and as `RobustFound` has them. workers : of a cluster, on which
    settings are run; here without any.
    """

    scenario: Scenario
    views: Mapping[str, Scenario]
    levers: Mapping[str, Held]
    aims: Sequence[Aim]
    ahead: float
    judged: str
    draws: int
    seed: int
    record: bool
    stand_ins: int
    journal: Journal
    progress: Progress | None = None
    workers: Workers | None = None
    worlds: list[World] = field(default_factory=list)
    policies: dict[str, PolicyTold] = field(default_factory=dict)
    off: dict[str, Figure] = field(default_factory=dict)

    def went(self, evaluations: int, most: int) -> bool:
        """Search and confirm; say whether it was not interrupted.

        Raises
        ------
        KeyboardInterrupt : before a setting was tried.
        """
        views, few = len(self.views), min(self.stand_ins, self.draws)
        self._evaluation, self._confirmation = views * few, most * self.draws
        total = views * self.draws + evaluations * self._evaluation + views * self._confirmation
        self._overall = Overall(self.progress, total)
        for name, scenario in self.views.items():
            self.worlds.append(
                World.of(
                    name, scenario, self.aims, self.ahead, self.draws, self.seed, self.record, self.stand_ins,
                    self._overall.part(self.draws), self.workers,
                )
            )  # fmt: skip
            self._overall.past(self.draws)
        self._seen: dict[tuple[tuple[str, float], ...], Mapping[str, float]] = {}
        try:
            tried = search(self.levers, self._named(), len(self.aims), self._scores, evaluations, self.seed)
            self._tell(tried, most, confirm=True)
        except KeyboardInterrupt:
            if not self._seen:
                raise
            settings = [dict(one) for one in self._seen.values()]
            self._tell(Tried(settings, self._judged(settings)), most, confirm=False)
            return False
        return True

    @property
    def few(self) -> int:
        """Stand-ins, of the view with the most."""
        return max(len(one.trials.share) for one in self.worlds)

    @property
    def finished(self) -> int:
        """Draws of each view."""
        return min(int(one.base.sizes["draw"]) for one in self.worlds)

    @property
    def effective(self) -> Figure:
        """Effective draws, of the view with the fewest."""
        return figure(min(one.effective for one in self.worlds))

    @property
    def left_out(self) -> Figure:
        """Share of the weight that is not run on all draws, of the view with the most."""
        return figure(max(one.trials.left_out for one in self.worlds))

    def least_regret(self) -> dict[str, str]:
        """Return by aim the policy that loses least where it loses most."""
        if len(self.worlds) < 2 or not self.policies:
            return {}
        return {
            aim.name: min(self.policies, key=lambda label: self.policies[label]["aims"][aim.name]["regret"] or 0.0)
            for aim in self.aims
        }

    def _named(self) -> list[Mapping[str, float]]:
        """The scenario's own policies that set these levers alone."""
        found: list[Mapping[str, float]] = []
        for name in self.scenario.policies:
            stated = {
                lever: value / self.scenario.levers[lever].scale
                for lever, value in self.scenario.policy_levers(name).items()
            }
            if stated and set(stated) <= set(self.levers):
                found.append(stated)
        return found

    def _scores(self, settings: Sequence[Mapping[str, float]]) -> Numbers:
        """What the search compares, (setting, aim); each setting is looked up, or run in every view and kept."""
        new = [one for one in settings if self.journal.get(one) is None]
        new = list({tuple(sorted(one.items())): one for one in new}.values())
        if new:
            tell = self._overall.part(len(new) * self._evaluation)
            guessed = []
            for number, world in enumerate(self.worlds):
                tell("settings", number, len(self.worlds))
                guessed.append(world.guessed(new))
            for setting, found in zip(new, np.stack(guessed, axis=1), strict=True):
                self.journal.keep(setting, found, self._compared(setting, found).tolist())
        self._seen |= {tuple(sorted(one.items())): one for one in settings}
        self._overall.past(len(settings) * self._evaluation)
        return self._judged(settings)

    def _judged(self, settings: Sequence[Mapping[str, float]]) -> Numbers:
        found = [self.journal.get(one) for one in settings]
        known = [(one, held) for one, held in zip(settings, found, strict=True) if held is not None]
        return np.asarray(np.round(np.stack([self._compared(one, held) for one, held in known]), DIGITS), float)

    def _compared(self, setting: Mapping[str, float], found: Numbers) -> Numbers:
        """One number for each aim of (view, aim told, 2), more being better."""
        if self.judged == "worst-view":
            told = found[:, :, MEAN].min(axis=0)
        else:
            told = found[:, :, WORST if self.judged == "worst-tenth" else MEAN].mean(axis=0)
        waiting = iter(told)
        moved = -movement(self.levers, setting)
        return np.array([next(waiting) if aim.read is not None else moved for aim in self.aims])

    def _tell(self, tried: Tried, most: int, *, confirm: bool) -> None:
        """Choose a set and tell it, the status quo first, then by the first aim."""
        front = tried.front()
        chosen = [front[place] for place in spread(tried.values[front], most)]
        settings: dict[str, Mapping[str, float]] = {STATUS_QUO: {}}
        settings |= {str(number): tried.settings[number] for number in chosen if tried.settings[number]}
        known = self._known(settings) if confirm else None
        told = {label: self._values(label, one, known) for label, one in settings.items()}
        compared = {label: self._compared(settings[label], one) for label, one in told.items()}
        order = sorted(settings, key=lambda label: (label != STATUS_QUO, *(-compared[label]).tolist()))
        every = np.asarray(np.round(np.stack([compared[label] for label in order]), DIGITS), float)
        guessed = {label: self._looked_up(one) for label, one in settings.items()}
        names = {
            label: STATUS_QUO if label == STATUS_QUO else ascii_uppercase[place - 1]
            for place, label in enumerate(order)
        }
        for place, label in enumerate(order):
            self.policies[names[label]] = {
                "levers": moves(self.scenario, settings[label]),
                "movement": float(f"{movement(self.levers, settings[label]):.6g}"),
                "aims": self._aims(label, told, guessed, settings),
                "rests_on": self._rests_on(label, told, known, settings) if known is not None else [],
                "beaten": beaten(every[place], every),
            }
        if confirm:
            self._errors()

    def _known(self, settings: Settings) -> dict[str, dict[str, Numbers]]:
        """Aims on all draws, (draw, aim told), by view and label."""
        found = {}
        for world in self.worlds:
            found[world.name] = world.known(settings, self._overall.part(self._confirmation))
            self._overall.past(self._confirmation)
        return found

    def _values(
        self, label: str, setting: Mapping[str, float], known: Mapping[str, Mapping[str, Numbers]] | None
    ) -> Numbers:
        """Means and worst tenths, (view, aim told, 2)."""
        if known is None:
            return self._looked_up(setting)
        return np.stack([mean_and_worst(known[world.name][label], world.weight) for world in self.worlds])

    def _looked_up(self, setting: Mapping[str, float]) -> Numbers:
        held = self.journal.get(setting)
        return held if held is not None else np.stack([world.guessed([setting])[0] for world in self.worlds])

    def _aims(
        self, label: str, told: Mapping[str, Numbers], guessed: Mapping[str, Numbers], settings: Settings
    ) -> dict[str, AimValue]:
        found: dict[str, AimValue] = {}
        place = -1
        for aim in self.aims:
            if aim.read is None:
                moved = movement(self.levers, settings[label])
                by_view: dict[str, Figure] = dict.fromkeys(self.views, figure(moved))
                found[aim.name] = {
                    "mean": figure(moved), "worst_tenth": figure(moved), "by_view": by_view, "regret": figure(moved),
                    "regret_view": "", "stand_ins": figure(moved),
                }  # fmt: skip
                continue
            place += 1
            here = told[label][:, place]
            best = np.max([one[:, place, MEAN] for one in told.values()], axis=0)
            lost = best - here[:, MEAN]
            worst = int(np.argmax(lost))
            found[aim.name] = {
                "mean": figure(aim.side * here[:, MEAN].mean()),
                "worst_tenth": figure(aim.side * here[:, WORST].mean()),
                "by_view": {
                    world.name: figure(aim.side * here[number, MEAN]) for number, world in enumerate(self.worlds)
                },
                "regret": figure(lost[worst]) if len(self.worlds) > 1 else None,
                "regret_view": self.worlds[worst].name if len(self.worlds) > 1 else "",
                "stand_ins": figure(aim.side * guessed[label][:, place, MEAN].mean()),
            }
        return found

    def _rests_on(
        self, label: str, told: Mapping[str, Numbers], known: Mapping[str, Mapping[str, Numbers]], settings: Settings
    ) -> list[RestsOn]:
        """Assumptions on which the gain in the first aim rests, in the view in which it gains least."""
        if label == STATUS_QUO:
            return []
        gains = told[label][:, 0, MEAN] - told[STATUS_QUO][:, 0, MEAN]
        world = self.worlds[int(np.argmin(gains))]
        gain = known[world.name][label][:, 0] - known[world.name][STATUS_QUO][:, 0]
        return [
            {
                "assumption": path, "words": in_words(world.scenario, path), "rank_correlation": figure(rho),
                "view": world.name,
            }
            for path, rho in world.rests_on(gain)
        ]  # fmt: skip

    def _errors(self) -> None:
        for aim in self.aims:
            pairs = [
                (one["aims"][aim.name]["mean"], one["aims"][aim.name]["stand_ins"]) for one in self.policies.values()
            ]
            self.off[aim.name] = figure(max(abs((mean or 0.0) - (few or 0.0)) for mean, few in pairs))
