"""The front as an area: a month moves it by a normal with a drift and a spread.

Equation:
    area' = area + a normal with mean m + shift and sd sigma, km^2 a month
    m_i(t, k) = [n_i m_i + (k - k0) cell - S(t)] / (n_i + tau),   variance sigma^2 [1 + 1/(n_i + tau)],   tau = t - from
    on cells, in J substeps: x = (m + shift) / (J cell), v = variance / (J cell^2), q = v + x^2
    up = (q + x)/2, down = (q - x)/2, stay = 1 - q; mean and variance of the substep are those of the normal
    where a move would be no chance: the mean is kept and the variance is the nearest that cells hold, q in [|x|, 1]
    an end between two cells: who enters cell k is at the upper end with chance clip(k - highest/cell + 1, 0, 1)

Sources: conjugate learning of a normal mean with a known spread, as in DeGroot 1970, Optimal Statistical Decisions
    [P, recalled]; heterogeneous priors as in Yildiz 2003, Econometrica [P, recalled]; the chain is the usual trinomial
    approximation of a diffusion; that war is one is [R].
Reads: month, cell, prior mean and strength of the drift, sd, shift, ends, month from which the front teaches.
Writes: front.
Silent about: several fronts, breakthroughs larger than the spread, seasons, a drift that changes within an epoch.
    Before the front teaches its cells stand still. Shifts are measured from the war as it is, and beliefs allow for
    those of the deterministic path alone: off that path they take a shift for drift. A mean of more than
    a cell in a substep is cut off there, which concerns cells that the war cannot have reached.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

Scalar = Float[Array, ""]
Fronts = Float[Array, " every_front"]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Line:
    """The front's measures in one set of assumptions.

    Attributes
    ----------
    base, cell : area of cell 0, km^2, and what a cell is wide, km^2. start : cell, with its fraction, in which the
    front stands when the war begins. sd : of a month's change, km^2. teaches : month from which the front moves and is
    learnt from. won, lost : chance that whoever enters a cell is at the upper end (the defender is beaten), at the
    lower end (the attacker is expelled).
    """

    base: Scalar
    cell: Scalar
    start: Scalar
    sd: Scalar
    teaches: Scalar
    won: Fronts
    lost: Fronts

    def areas(self, fronts: Array) -> Array:
        """Area that the attacker holds at each cell, km^2."""
        return self.base + self.cell * fronts


def ends(
    lowest: np.ndarray, highest: np.ndarray, base: np.ndarray, cell: np.ndarray, cells: int
) -> tuple[np.ndarray, np.ndarray]:
    """Chance of being at the upper end and at the lower end on entering each of the cells 0 to `cells`."""
    every = np.arange(cells + 1.0)
    up = np.clip(every - ((highest - base) / cell)[..., None] + 1.0, 0.0, 1.0)
    down = np.clip(((lowest - base) / cell)[..., None] - every + 1.0, 0.0, 1.0)
    return up, down


def believed_drift(
    line: Line,
    month: Scalar,
    fronts: Float[Array, " front"],
    mean: Scalar,
    looseness: Scalar,
    carried: Scalar,
) -> tuple[Float[Array, " front"], Scalar]:
    """Posterior mean of the drift, km^2 a month, at each cell, and the variance of a month's change about it.

    Parameters
    ----------
    mean : prior mean, km^2 a month. looseness : 1 / strength of the prior, 1/months; 0 means certainty.
    carried : shifts of the months so far, km^2, that beliefs allow for.
    """
    seen = jnp.maximum(month - line.teaches, 0.0)
    moved = (fronts - line.start) * line.cell - carried
    posterior = (mean + moved * looseness) / (1.0 + seen * looseness)
    return posterior, line.sd**2 * (1.0 + looseness / (1.0 + seen * looseness))


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Drift:
    """Battle kernel on areas.

    Attributes
    ----------
    up, down : probability of each move in a substep; the rest stays.
    won, lost : of the ends, by cell of the living. substeps : of a month.
    """

    up: Float[Array, "some_gate some_chest front"]
    down: Float[Array, "some_gate some_chest front"]
    won: Float[Array, " front"]
    lost: Float[Array, " front"]
    substeps: int = field(metadata={"static": True})

    @classmethod
    def of(
        cls,
        line: Line,
        mean: Float[Array, "some_gate some_chest front"],
        variance: Scalar,
        moves: Scalar,
        substeps: int,
    ) -> Drift:
        """Kernel of a month with this drift; `moves` is 0 in months in which the front stands still, else 1."""
        v = variance / (substeps * line.cell**2)
        x = jnp.clip(mean / (substeps * line.cell), -1.0, 1.0)
        q = jnp.clip(v + x**2, jnp.abs(x), 1.0)
        return cls(moves * 0.5 * (q + x), moves * 0.5 * (q - x), line.won[1:-1], line.lost[1:-1], substeps)

    def change(self, cell: Scalar) -> Float[Array, "some_gate some_chest front"]:
        """Expected change of the area in a month, km^2, away from the ends; `cell` : a cell's width, km^2."""
        return self.substeps * cell * (self.up - self.down)

    def enter(
        self, values: Float[Array, "next_gate chest padded_front sincerity"]
    ) -> Float[Array, "next_gate chest padded_front sincerity"]:
        """Worth of entering each cell; `values` holds the ends' in its first and last cell."""
        lost, won, inside = values[:, :, :1], values[:, :, -1:], values[:, :, 1:-1]
        living = (1.0 - self.lost - self.won)[:, None]
        inside = living * inside + (self.lost[:, None] * lost + self.won[:, None] * won)
        return jnp.concatenate([lost, inside, won], axis=2)

    def expect(
        self, entered: Float[Array, "next_gate chest padded_front sincerity"]
    ) -> Float[Array, "next_gate chest front sincerity"]:
        """Expected value over next month's front; `entered` : what entering each cell is worth."""
        up, down = self.up[..., None], self.down[..., None]
        for step in range(self.substeps):
            inside = down * entered[:, :, :-2] + (1.0 - up - down) * entered[:, :, 1:-1] + up * entered[:, :, 2:]
            if step + 1 < self.substeps:
                entered = self.enter(jnp.concatenate([entered[:, :, :1], inside, entered[:, :, -1:]], axis=2))
        return inside
