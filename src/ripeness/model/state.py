"""What the game is played on: the lattice, the rules, and the numbers of one set of assumptions.

Constant (`Lattice`, `Rules`: decided before compilation), given (`Game`, `Months`: arrays), and
carried (values, mass: plain arrays of shape (gate, chest, front, sincerity)) are different types.

Half-lattice: under the law of steps the front moves every month, so in a given month only every second front can be
occupied. Arrays hold those fronts alone: 1, 3, 5, ... or 2, 4, 6, ..., by the month's parity. Where N is
even, the last cell of the second kind is N itself: it is dead, no probability enters it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int

from ripeness.model.kernels.drift import Line
from ripeness.model.kernels.treasury import Budget, Effort
from ripeness.model.kernels.truce import Truce, Truces
from ripeness.model.talks.answers import Texts
from ripeness.model.talks.mediator import Mediator
from ripeness.model.terms.bargain import PROTOCOLS
from ripeness.model.terms.frontier import Agenda
from ripeness.model.terms.utility import Issues


@dataclass(frozen=True)
class Lattice:
    """Shape of the state space: one compilation per lattice.

    Attributes
    ----------
    steps : number of the front at which the defender is beaten; 0 is the attacker's expulsion.
    start : front when the war began, in steps.
    chest, sincerity, gates : number of nodes; one switches the coordinate off.
    sincerity_low, sincerity_high : ends of the mediator's log-odds.
    thinning : every how many-th node of chest and sincerity is solved in months whose play nobody reads.
    law : how the front moves, "steps" (one a month, up or down) or "drift" (an area, which may also stand still; the
    arrays hold every front from 1 to `steps` - 1). substeps : of a month, under "drift".
    above : nodes of the chest above its path, where a truce may fill it.
    """

    steps: int
    start: int
    chest: int = 1
    sincerity: int = 1
    gates: int = 1
    sincerity_low: float = -4.0
    sincerity_high: float = 3.0
    thinning: int = 1
    law: str = "steps"
    substeps: int = 1
    above: int = 0

    @property
    def thinned(self) -> Lattice:
        """The nested lattice of months whose play nobody reads; a coordinate that does not divide keeps its nodes."""
        chest, sincerity = (
            nodes if (nodes - 1) % self.thinning or apart % self.thinning else (nodes - 1) // self.thinning + 1
            for nodes, apart in ((self.chest, self.above), (self.sincerity, 0))
        )
        above = self.above if chest == self.chest else self.above // self.thinning
        return replace(self, chest=chest, sincerity=sincerity, thinning=1, above=above)

    @property
    def on_path(self) -> int:
        """Node of the chest at which reserves are on their path."""
        return self.chest - 1 - self.above

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Shape of an array of states: (gate, chest, front, sincerity)."""
        cells = self.steps // 2 if self.law == "steps" else self.steps - 1
        return self.gates, self.chest, cells, self.sincerity

    def parity(self, month: int | Array) -> Int[Array, ""]:
        """1 in months in which the odd fronts can be occupied, 0 in the others, under the law of steps."""
        return (jnp.asarray(month).astype(jnp.int32) + self.start) % 2

    def fronts(self, month: int | Array) -> Int[Array, " front"]:
        """Fronts of the cells in a month, in steps, ascending."""
        if self.law == "drift":
            return jnp.arange(1, self.steps)
        return 2 - self.parity(month) + 2 * jnp.arange(self.steps // 2)

    def sincerity_nodes(self, dtype: np.dtype) -> Float[Array, " sincerity"]:
        """Log-odds at each node; the middle of the range if the coordinate is switched off."""
        if self.sincerity == 1:
            return jnp.array([0.5 * (self.sincerity_low + self.sincerity_high)], dtype)
        return jnp.linspace(self.sincerity_low, self.sincerity_high, self.sincerity, dtype=dtype)


@dataclass(frozen=True)
class Rules:
    """Switches decided before compilation.

    Attributes
    ----------
    agenda : which issues are stepped, free or off the table.
    land : indices of the issues that follow the front where the war halts.
    protocol : "nash", "attacker_offers", "defender_offers" or "alternating" (attacker in even months).
    smooth : logit choice instead of best response.
    capitulation, ceasefire : whether these endings exist.
    truce : whether there is the phase of an armed truce. truce_texts : indices of the texts that begin one, signed.
    exact : bargain over every segment instead of by table.
    government : index of the issue that is the government's siding with the attacker; None: no issue is. steps : shares
    at which each issue's steps have names, ascending, empty where none have; without entries no issue names any.
    put : indices of the texts that are ever put; None: all of them.
    """

    agenda: Agenda
    land: tuple[int, ...] = ()
    protocol: str = "nash"
    smooth: bool = False
    capitulation: bool = False
    ceasefire: bool = False
    exact: bool = False
    truce: bool = False
    truce_texts: tuple[int, ...] = ()
    government: int | None = None
    steps: tuple[tuple[float, ...], ...] = ()
    put: tuple[int, ...] | None = None

    @property
    def protocols(self) -> tuple[str, ...]:
        """Protocols in use: that of even months (counted from the war's beginning) first."""
        return PROTOCOLS[1:] if self.protocol == "alternating" else (self.protocol,)


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Months:
    """Drivers, one entry a month (leading axis `month` from month 0).

    cost_*, struck : share of the prize a month. table : probability of a table. odds_shift : added to the chance in
    battle in truth and in both beliefs (km^2 a month where the front is an area). collapse_* : monthly hazard in each
    believer's eyes. path : reserves with the package shut, bn USD. chest_shift : what a month at each level of
    punishment above none adds to them, bn USD (negative). carried : shifts of the months so far that beliefs on the
    drift allow for, km^2; None: none. put, mandate : chance that a text is put in a month of talks, and that it is
    signed where both accept it; None: no texts are put. truce : None: there is none.
    """

    month: Float[Array, " month"]
    attacker_cost: Float[Array, " month"]
    defender_cost: Float[Array, " month"]
    struck_cost: Float[Array, " month"]
    table: Float[Array, " month"]
    odds_shift: Float[Array, " month"]
    collapse: Float[Array, "month believer"]
    path: Float[Array, " month"]
    chest_shift: Float[Array, "month level"]
    carried: Float[Array, " month"] | None = None
    budget: Budget | None = None
    put: Float[Array, "month put_text"] | None = None
    mandate: Float[Array, "month put_text"] | None = None
    truce: Truces | None = None


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Believers:
    """Chances in each pair of eyes, in the order of `arrays.BELIEVERS`: nature, attacker, defender.

    battle_mean : prior mean of the chance in battle, or of the drift, km^2 a month, where the front is an area.
    battle_looseness : 1 / strength of that prior, 1/months (0: certain). strike_effect : how much bombing raises the
    collapse hazard. stop_* : monthly hazard of a forced stop. hope : how much the mediator's indulgence raises the
    collapse hazard.
    """

    battle_mean: Float[Array, " believer"]
    battle_looseness: Float[Array, " believer"]
    strike_effect: Float[Array, " believer"]
    stop_solvent: Float[Array, " believer"]
    stop_exhausted: Float[Array, " believer"]
    hope: Float[Array, " believer"]
    stop_looseness: Float[Array, " believer"]

    def take(self, believer: int | Array) -> Believers:
        """One believer: every field a scalar."""
        return jax.tree.map(lambda leaf: leaf[believer], self)


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Side:
    """Preferences of one belligerent: discount factor a month; the rest in shares of the prize.

    `indulged` is what a month of the mediator's indulgence is worth: side deals to the attacker
    (while it attends), pressure to the defender (negative).
    """

    patience: Float[Array, ""]
    indulged: Float[Array, ""]
    partial_deal: Float[Array, ""]
    wins: Float[Array, ""]
    loses: Float[Array, ""]
    stopped: Float[Array, ""]
    floor: Float[Array, ""]
    relapse: Float[Array, ""]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Game:
    """All numbers of one set of assumptions in one epoch.

    `wins` of the attacker and `loses` of the defender are paid when the defender collapses or the front reaches N;
    `loses` of the attacker and `wins` of the defender when the front reaches 0. `executive` (monthly probability, worth
    to the mediator) goes with a lattice of three gate levels; `laxity` is the share of punishment in force that an
    indulgent mediator does not enforce, None: all is enforced. `line`: measures of a front that is an area, None under
    the law of steps.
    """

    months: Months
    believers: Believers
    attacker: Side
    defender: Side
    issues: Issues
    mediator: Mediator
    attacker_power: Float[Array, ""]
    exhausted_cost: Float[Array, ""]
    attending_cost: Float[Array, ""]
    striking_cost: Float[Array, ""]
    odds_when_exhausted: Float[Array, ""]
    opening: Float[Array, ""]
    discharge: Float[Array, ""]
    relax: Float[Array, ""]
    sincerity_at_start: Float[Array, ""]
    chest_spacing: Float[Array, ""]
    precision: Float[Array, ""]
    executive: tuple[Float[Array, ""], Float[Array, ""]] | None = None
    laxity: Float[Array, ""] | None = None
    line: Line | None = None
    effort: Effort | None = None
    texts: Texts | None = None
    truce: Truce | None = None


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Seen:
    """Probability of what was observed in a month, by what happened; ones where nothing was.

    front : by front at the start of the month. up, down : by move. stance : by stance chosen.
    talks : by (stayed away, attended without a partial deal, attended with one). gate : by level at the end,
    none first, the package last; a lattice of fewer levels reads the ends alone. answers : of each side to each text,
    where the text is worth less than fighting on, and where it is not; None where no text was answered. truce : of the
    month's ending in war, and in a truce; None where there is no truce.
    """

    front: Float[Array, " every_front"]
    up: Float[Array, ""]
    down: Float[Array, ""]
    stance: Float[Array, " 4"]
    talks: Float[Array, " 3"]
    gate: Float[Array, " gate"]
    answers: Float[Array, "side text 2"] | None = None
    truce: Float[Array, " 2"] | None = None
