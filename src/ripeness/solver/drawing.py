"""Wars while they are drawn: one month of every war that goes on, from the equilibrium's play and its kernels."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Int

from ripeness.arrays import ENDINGS, SETTLEMENTS, STANCES
from ripeness.model.endings import called_deals, called_texts
from ripeness.model.eyes import land_held, reserves_of
from ripeness.model.kernels.battle import Battle
from ripeness.model.kernels.drift import Drift
from ripeness.model.kernels.gate import Gate
from ripeness.model.kernels.sincerity import Sincerity
from ripeness.model.kernels.treasury import Treasury
from ripeness.model.month import Play
from ripeness.model.state import Game, Lattice, Months, Rules
from ripeness.model.terms.frontier import Segments
from ripeness.solver.chance import draw
from ripeness.solver.drawn_kernels import drawn_kernels, moves_of_money
from ripeness.solver.equilibrium import Equilibrium
from ripeness.solver.resting import Resting

GOES_ON = -1
CALLED = np.array([ENDINGS.index(name) for name in SETTLEMENTS])
"""Place in `ENDINGS` of each of `SETTLEMENTS`."""


@dataclass
class Drawing:
    """Wars while they are drawn. `alive` holds the indices of those that are fought; gate to mind are those wars'.

    `resting` : those in a truce.
    """

    alive: np.ndarray
    gate: np.ndarray
    chest: np.ndarray
    cell: np.ndarray
    mind: np.ndarray
    tables: dict[str, np.ndarray]
    lasted: np.ndarray
    ending: np.ndarray
    terms: np.ndarray
    segments: Segments
    resting: Resting = field(default_factory=Resting.none)

    @classmethod
    def begin(
        cls, equilibrium: Equilibrium, lattice: Lattice, mass: np.ndarray, months: slice,
        wars: int, rng: np.random.Generator,
    ) -> Drawing:  # fmt: skip
        """Draw every war's first state; where there is a truce, from a mass as `truces.packed`."""
        flat = mass.reshape(-1) / mass.sum()
        gate, chest, cell, mind = np.unravel_index(rng.choice(flat.size, size=wars, p=flat), mass.shape)
        length = months.stop - months.start
        segments = equilibrium.settlement.segments
        tables = {
            "front": np.zeros((wars, length), np.int16),
            "war_chest": np.zeros((wars, length), np.float32),
            "sincerity": np.zeros((wars, length), np.float32),
            "gate": np.zeros((wars, length), np.int8),
            "stance": np.full((wars, length), -1, np.int8),
            "partial_deal": np.zeros((wars, length), bool),
            "truce": np.zeros((wars, length), bool),
        }
        fought = mind < lattice.sincerity
        return cls(
            np.arange(wars)[fought], gate[fought], chest[fought], cell[fought], mind[fought], tables,
            lasted=np.zeros(wars, np.int64),
            ending=np.full(wars, GOES_ON),
            terms=np.full((wars, segments.terms_start.shape[1]), np.nan),
            segments=segments,
            resting=Resting(np.arange(wars), gate, chest, cell).of(~fought),
        )  # fmt: skip

    def going(self, lattice: Lattice) -> tuple[Int[np.ndarray, " war"], Int[np.ndarray, "war 4"]]:
        """Wars that go on, ascending, and their states: gate, reserves, front, mind (a truce: as `truces.packed`)."""
        held = self.resting
        fought = np.stack([self.gate, self.chest, self.cell, self.mind], axis=1)
        mind = np.full(len(held.alive), lattice.sincerity)
        states = np.concatenate([fought, np.stack([held.gate, held.chest, held.cell, mind], axis=1)]).astype(int)
        wars = np.concatenate([self.alive, held.alive])
        order = np.argsort(wars)
        return wars[order], states[order]

    def place(self, states: Int[np.ndarray, "war 4"], lattice: Lattice) -> None:
        """Put every war, from the first on, into a state as `going` returns them."""
        wars, fought = np.arange(len(states)), states[:, 3] < lattice.sincerity
        self.alive, self.resting = wars[fought], Resting(wars, *states[:, :3].T).of(~fought)
        self.gate, self.chest, self.cell, self.mind = states[fought].T

    def month(
        self, place: int, now: Months, play: Play, game: Game, lattice: Lattice, rules: Rules,
        believer: int, rng: np.random.Generator,
    ) -> None:  # fmt: skip
        """One month of every war that goes on, in the order of section 2.1 of the model."""
        self._write(place, now, game, lattice)
        if play.truce is None:
            self._table(play, now, game, lattice, rules, rng)
        else:
            self._through_truces(play, now, game, lattice, rules, rng)
        self._give_up(play, lattice, rng)
        stance = self._stance(play, lattice, rules, rng)
        self.tables["stance"][self.alive, place] = stance
        stance, refusal = self._answer(play, now, game, lattice, rules, stance, rng)
        kernels, minds = drawn_kernels(game, now, believer, lattice)
        attends, strikes = np.array(STANCES)[stance].T
        deal, mind = self._mind(attends, strikes, refusal, minds, rng)
        self.tables["partial_deal"][self.alive, place] = deal

        breaks = kernels.collapse
        hazard = np.where(
            strikes, np.asarray(breaks.bombing)[self.gate, self.mind], np.asarray(breaks.quiet)[self.gate, self.mind]
        )
        falls = rng.random(len(hazard)) < hazard
        stops = ~falls & (
            rng.random(len(hazard)) < np.broadcast_to(breaks.stop, lattice.shape[:2])[self.gate, self.chest]
        )
        front = self._battle(kernels.battle, now, lattice, rng)
        money = moves_of_money(kernels.war_chest)
        moved = draw(money[self.gate, self.chest], rng)
        slack = 0.0 if kernels.slack is None else np.asarray(kernels.slack)[self.mind]
        lax = (self.gate > 0) & (rng.random(len(mind)) < slack)
        spared = draw(money[0, self.chest], rng) if isinstance(kernels.war_chest, Treasury) else self.chest
        chest = np.where(lax, spared, moved)
        gate = draw(_gate_rows(kernels.gate, self.gate, mind, attends, lattice.gates), rng)

        ended = np.full(len(falls), GOES_ON)
        ended[front == lattice.steps] = ENDINGS.index("attacker_wins_at_the_front")
        ended[front == 0] = ENDINGS.index("attacker_expelled")
        ended[stops] = ENDINGS.index("attacker_forced_to_stop")
        ended[falls] = ENDINGS.index("defender_collapses")
        cell = (front - 1) // 2 if lattice.law == "steps" else front - 1
        self.gate, self.chest, self.cell, self.mind = gate, chest, cell, mind
        self._close(ended)
        if play.truce is not None:
            self.resting.month(now, game, lattice, rng)

    def _through_truces(
        self, play: Play, now: Months, game: Game, lattice: Lattice, rules: Rules, rng: np.random.Generator
    ) -> None:
        """Truces end or settle; then a table and the beginning of truces for the wars that were fought all along."""
        assert play.truce is not None and play.begins is not None
        held = self.resting
        leaving = held.leave(play, now, game, lattice, rng)
        settled = held.of(leaving.settles)
        self.terms[settled.alive] = self._signed(settled.here(play.truce.segment), settled.here(play.truce.position))
        names = np.asarray(called_deals(game, now, lattice, rules, self.segments, play.truce))
        self.ending[settled.alive] = CALLED[settled.here(names)]
        self.resting = held.of(~leaving.back & ~leaving.settles)
        self._table(play, now, game, lattice, rules, rng)
        self._rest(rng.random(len(self.alive)) < self._here(np.asarray(play.begins), lattice))
        again = held.of(leaving.back)
        for name in ("alive", "gate", "chest", "cell"):
            setattr(self, name, np.concatenate([getattr(self, name), getattr(again, name)]))
        self.mind = np.concatenate([self.mind, leaving.mind[leaving.back]])

    def _rest(self, begins: np.ndarray) -> None:
        """Let a truce begin in some of the wars that are fought."""
        self.resting = self.resting.with_those(Resting(self.alive, self.gate, self.chest, self.cell).of(begins))
        for name in ("alive", "gate", "chest", "cell", "mind"):
            setattr(self, name, getattr(self, name)[~begins])

    def _battle(
        self, battle: Battle | Drift, now: Months, lattice: Lattice, rng: np.random.Generator
    ) -> Int[np.ndarray, " alive"]:  # fmt: skip
        """Front at the month's end, in steps; 0 and `lattice.steps` are the ends."""
        front = np.asarray(lattice.fronts(now.month))[self.cell]
        if isinstance(battle, Battle):
            up = np.broadcast_to(np.asarray(battle.up, np.float64), lattice.shape[:3])[self.gate, self.chest, self.cell]
            return front + np.where(rng.random(len(front)) < up, 1, -1)
        up, down = (
            np.broadcast_to(np.asarray(move, np.float64), lattice.shape[:3]) for move in (battle.up, battle.down)
        )
        won, lost = (np.asarray(end, np.float64) for end in (battle.won, battle.lost))
        for _ in range(battle.substeps):
            living = (front > 0) & (front < lattice.steps)
            at = self.gate, self.chest, np.where(living, front, 1) - 1
            drawn = rng.random(len(front))
            moved = front + np.where(drawn < up[at], 1, np.where(drawn < up[at] + down[at], -1, 0))
            front = np.where(living, moved, front)
            inside = (front > 0) & (front < lattice.steps)
            cell, drawn = np.where(inside, front, 1) - 1, rng.random(len(front))
            entered = np.where(drawn < won[cell], lattice.steps, np.where(drawn < won[cell] + lost[cell], 0, front))
            front = np.where(inside, entered, front)
        return front

    def _write(self, place: int, now: Months, game: Game, lattice: Lattice) -> None:
        money = np.asarray(reserves_of(game, now, lattice))
        nodes = np.asarray(lattice.sincerity_nodes(now.path.dtype), np.float64)
        self.lasted[self.alive] += 1
        held = self.resting
        self.lasted[held.alive] += 1
        for name, values in (
            ("front", np.asarray(lattice.fronts(now.month))[held.cell]),
            ("war_chest", money[held.chest]),
            ("gate", held.gate),
            ("truce", np.ones(len(held.alive), bool)),
        ):
            self.tables[name][held.alive, place] = values
        for name, values in (
            ("front", np.asarray(lattice.fronts(now.month))[self.cell]),
            ("war_chest", money[self.chest]),
            ("sincerity", 1.0 / (1.0 + np.exp(-nodes[self.mind]))),
            ("gate", self.gate),
        ):
            self.tables[name][self.alive, place] = values

    def _table(self, play, now: Months, game: Game, lattice: Lattice, rules: Rules, rng: np.random.Generator) -> None:
        settles, ceases = self._here(play.settles, lattice), self._here(play.ceases, lattice)
        drawn = rng.random(len(self.alive))
        settled = drawn < settles
        ended = np.where((drawn >= settles) & (drawn < settles + ceases), ENDINGS.index("ceasefire"), GOES_ON)
        segment = self._here(play.segment, lattice)[settled].astype(int)
        position = self._here(play.position, lattice)[settled]
        self.terms[self.alive[settled]] = self._signed(segment, position)
        names = np.asarray(called_deals(game, now, lattice, rules, self.segments, play))
        ended[settled] = CALLED[self._here(names, lattice)[settled]]
        self._close(ended)

    def _give_up(self, play, lattice: Lattice, rng: np.random.Generator) -> None:
        attacker, defender = (
            self._here(yields, lattice) > 0 for yields in (play.yields_attacker, play.yields_defender)
        )
        first = rng.random(len(self.alive)) < 0.5
        ended = np.full(len(self.alive), GOES_ON)
        ended[attacker & (~defender | first)] = ENDINGS.index("attacker_capitulates")
        ended[defender & (~attacker | ~first)] = ENDINGS.index("defender_capitulates")
        self._close(ended)

    def _stance(self, play, lattice: Lattice, rules: Rules, rng: np.random.Generator) -> np.ndarray:
        if not rules.smooth:
            return self._here(play.stance[0], lattice).astype(int)
        return draw(np.stack([self._here(weight, lattice) for weight in play.stance], axis=-1), rng)

    def _answer(
        self,
        play,
        now: Months,
        game: Game,
        lattice: Lattice,
        rules: Rules,
        stance: np.ndarray,
        rng: np.random.Generator,
    ) -> tuple[np.ndarray, np.ndarray]:
        """Put texts to the sides; return the stances of the wars that no text ends, and who refused one.

        A refusal is 0 where nobody refused a text, 1 where the attacker did, 2 where the defender did.
        """
        if game.texts is None or now.put is None:
            return stance, np.zeros(len(stance), int)
        attends = np.array(STANCES)[stance][:, 0]
        none = 1.0 - np.asarray(now.put, np.float64).sum()
        chances = np.concatenate([[max(none, 0.0)], np.asarray(now.put, np.float64)])
        text = np.where(attends, draw(np.tile(chances, (len(stance), 1)), rng), 0) - 1
        second, drawn = (stance == 3).astype(int), rng.random((3, len(stance)))
        yes = np.zeros((2, len(stance)))
        for place, given in enumerate(play.answers):
            for number, answer in enumerate(given):
                if answer is None:
                    continue
                here = (second == place) & (text == number)
                yes[0, here] = self._here(answer.defender, lattice)[here]
                yes[1, here] = self._here(answer.attacker, lattice)[here]
        defender, attacker = drawn[:2] < yes
        mandate = np.asarray(now.mandate, np.float64)[np.maximum(text, 0)]
        signed = (text >= 0) & defender & attacker & (drawn[2] < mandate)
        refusal = np.where(text < 0, 0, np.where(~defender, 2, np.where(~attacker, 1, 0)))
        stops = signed & np.isin(text, rules.truce_texts)
        settles = signed & ~stops
        self._rest(stops)
        text, settles, stance, refusal = (one[~stops] for one in (text, settles, stance, refusal))
        terms = np.asarray(game.texts.signed(land_held(game, lattice, now.month)))[text[settles], self.cell[settles]]
        self.terms[self.alive[settles]] = terms
        ended = np.full(len(stance), GOES_ON)
        names = [self._here(np.asarray(one), lattice) for one in called_texts(game, now, lattice, rules, play)]
        ended[settles] = CALLED[np.stack(names)[text[settles], np.flatnonzero(settles)]]
        self._close(ended)
        return stance[~settles], refusal[~settles]

    def _signed(self, segment: np.ndarray, position: np.ndarray) -> np.ndarray:
        """Terms at places of the frontier, by war."""
        ends = self.segments.terms_start, self.segments.terms_end
        start, end = (np.asarray(terms)[np.asarray(segment, int)] for terms in ends)
        return start + (end - start) * np.asarray(position)[:, None]

    def _mind(
        self, attends: np.ndarray, strikes: np.ndarray, refusal: np.ndarray,
        minds: list[tuple[Sincerity, Sincerity]], rng: np.random.Generator,
    ) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
        """(whether a partial deal came, updated sincerity node); `minds` : without and with a deal, by refusal."""

        def rows(kernel: Sincerity) -> np.ndarray:
            refused, attended, striking = (
                np.asarray(matrix)[self.mind] for matrix in (kernel.refused, kernel.attended, kernel.attended_striking)
            )
            return np.where(attends[:, None], np.where(strikes[:, None], striking, attended), refused)

        def after(deal: int) -> np.ndarray:
            return np.stack([rows(pair[deal]) for pair in minds])[refusal, np.arange(len(refusal))]

        # Joint probability of (no deal, node) and (deal, node); staying away brings no deal.
        both = np.concatenate([after(0), np.where(attends[:, None], after(1), 0.0)], axis=1)
        drawn = draw(both, rng)
        nodes = both.shape[1] // 2
        return drawn >= nodes, drawn % nodes

    def _here(self, array: np.ndarray | np.floating, lattice: Lattice) -> np.ndarray:
        """Entries of a State array (or of a scalar that stands for one) at the wars that go on."""
        return np.broadcast_to(array, lattice.shape)[self.gate, self.chest, self.cell, self.mind]

    def _close(self, ended: np.ndarray) -> None:
        """Take out the wars that ended; `ended` is an index in `ENDINGS` or `GOES_ON`, for each that went on."""
        self.ending[self.alive] = ended
        stays = ended == GOES_ON
        self.alive, self.gate, self.chest = self.alive[stays], self.gate[stays], self.chest[stays]
        self.cell, self.mind = self.cell[stays], self.mind[stays]


def _gate_rows(kernel: Gate, gate: np.ndarray, mind: np.ndarray, attends: np.ndarray, levels: int) -> np.ndarray:
    """Probability of each level of the gate at the month's end, by war."""
    rows = np.zeros((len(gate), levels))
    if levels == 1:
        return np.ones_like(rows)
    opens, relaxes = (np.asarray(p)[mind] for p in (kernel.opens, kernel.relaxes))
    relaxes = relaxes * attends
    package, middle = gate == levels - 1, (gate > 0) & (gate < levels - 1)
    rows[:, -1] = np.where(package, 1.0 - relaxes, opens)
    rows[:, 0] = np.where(package, relaxes, 1.0 - opens)
    if kernel.acts is not None and kernel.relents is not None:
        acts, relents = np.asarray(kernel.acts)[mind], np.asarray(kernel.relents)[mind] * attends
        stays = np.where(middle, 1.0 - relents, acts)
        rows[:, 1] = np.where(package, 0.0, (1.0 - opens) * stays)
        rows[:, 0] = np.where(package, relaxes, (1.0 - opens) * (1.0 - stays))
    return rows
