"""The table of kernels: each as a function of its numbers and of what next month is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import jax
import jax.numpy as jnp
import numpy as np

from ripeness.model.kernels.battle import Battle
from ripeness.model.kernels.collapse import Collapse
from ripeness.model.kernels.gate import Gate
from ripeness.model.kernels.rounding import rounding_matrix
from ripeness.model.kernels.sincerity import Sincerity, expected
from ripeness.model.kernels.war_chest import WarChest
from ripeness.model.talks.mediator import Mediator

GATES, CHEST, FRONTS, MINDS = 3, 5, 4, 7
SPAN = 40.0  # bn USD between the first and the last node of the chest
MIND = np.linspace(-4.0, 3.0, MINDS)
STATES = {"values": (GATES, CHEST, FRONTS, MINDS)}
FAR = 1e6  # beyond any lattice
INSIDE = 5
SEEDS = range(30)  # the first `INSIDE` of them inside the ranges, the others at their ends

Numbers = dict[str, jax.Array]
Values = dict[str, jax.Array]


@dataclass(frozen=True)
class Span:
    """Where a number is drawn from, and the outermost values that it may take."""

    low: float
    high: float
    shape: tuple[int, ...] = ()
    far: tuple[float, float] | None = None

    def corner(self, rng: np.random.Generator) -> np.ndarray:
        """Outermost values, entry by entry."""
        return rng.choice(self.far or (self.low, self.high), self.shape)


@dataclass(frozen=True)
class Case:
    """One kernel: its numbers, what it reads, and its expectation as a function of both."""

    spans: dict[str, Span]
    expect: Callable[[Numbers, Values], jax.Array]
    reads: dict[str, tuple[int, ...]] = field(default_factory=lambda: dict(STATES))

    def numbers(self, seed: int) -> dict[str, np.ndarray]:
        """Legitimate numbers: drawn from inside for the first seeds, at the ends of their ranges for the others."""
        rng = np.random.default_rng(seed)
        if seed < INSIDE:
            return {name: rng.uniform(s.low, s.high, s.shape) for name, s in self.spans.items()}
        return {name: np.asarray(s.corner(rng)) for name, s in self.spans.items()}

    def values(self, seed: int) -> dict[str, np.ndarray]:
        """What next month is worth, uniform on [0, 1]."""
        rng = np.random.default_rng(1000 + seed)
        return {name: rng.uniform(size=shape) for name, shape in self.reads.items()}


def stacked(trees: list[dict[str, np.ndarray]], dtype: type = np.float64) -> dict[str, jax.Array]:
    """Several sets of numbers, with a leading axis."""
    return {name: jnp.asarray(np.stack([tree[name] for tree in trees]), dtype) for name in trees[0]}


# --- The table ---------------------------------------------------------------------------------

chance = Span(0.0, 1.0)
BATTLE = {"up": Span(0.0, 1.0, (CHEST, FRONTS))}
MONEY = {"shift": Span(-25.0, 25.0, (GATES - 1,), far=(-FAR, FAR))}
ROUNDED = {"targets": Span(-6.0, 6.0, (6,), far=(-FAR, FAR)), "low": Span(-4.0, -2.0), "spacing": Span(0.5, 2.0)}
BREAKS = {
    "hazard": chance,
    "effect": Span(0.0, 3.0),
    "hope": Span(0.0, 3.0, (GATES, MINDS)),
    "stop": Span(0.0, 1.0, (CHEST,)),
}
CONDUCT = {
    **dict.fromkeys(("settles", "sincere", "feigned", "refusal", "strike", "forgives"), chance),
    "flattery": Span(0.0, 0.5, far=(0.0, 2.0)),
}
PACKAGE = {
    "punishment": Span(0.0, 10.0),
    "peace": Span(0.1, 10.0),  # both at nought leave mu* undefined
    "side_deals": Span(0.0, 10.0),
    **dict.fromkeys(("opening", "discharge", "relax"), chance),
}
SECOND_DOOR = PACKAGE | {"acting": chance, "action": Span(0.0, 10.0)}


def mediator(n: Numbers) -> Mediator:
    """A mediator with the numbers of a case; what the case leaves out is nought."""
    rest = jnp.zeros_like(next(iter(n.values())))
    names = ("settles", "sincere", "feigned", "refusal", "strike", "forgives", "flattery")
    return Mediator(*(n.get(name, rest) for name in (*names, "punishment", "peace", "side_deals")))


def minds(n: Numbers) -> jax.Array:
    """Nodes of the mediator's log-odds in the numbers' precision."""
    return jnp.asarray(MIND, next(iter(n.values())).dtype)


def mind_kernel(n: Numbers) -> Sincerity:
    """The mind kernel that a mediator's rule makes."""
    nodes = minds(n)
    return Sincerity.from_shifts(mediator(n).shifts(), nodes, jnp.ones(3, nodes.dtype))


def gate_kernel(n: Numbers) -> Gate:
    """The gate that a mediator's rule makes."""
    executive = (n["acting"], n["action"]) if "acting" in n else None
    return mediator(n).gate(minds(n), n["opening"], n["discharge"], n["relax"], executive)


def break_kernel(n: Numbers) -> Collapse:
    """Collapse and forced stop."""
    return Collapse.from_beliefs(n["hazard"], n["effect"], n["hope"], n["stop"])


def chest_kernel(n: Numbers) -> WarChest:
    """A month of punishment, at each level above none."""
    return WarChest.from_shift(n["shift"], CHEST, jnp.asarray(SPAN / (CHEST - 1), n["shift"].dtype))


def cases() -> Iterator[tuple[str, Case]]:
    """Every kernel, in every way in which it can be asked."""
    padded = {"values": (GATES, CHEST, FRONTS + 2, MINDS)}
    for odd in (0, 1):

        def battle(n: Numbers, v: Values, odd: int = odd) -> jax.Array:
            return Battle(n["up"], 1.0 - n["up"], jnp.asarray(odd)).expect(v["values"])

        yield f"battle, {('even', 'odd')[odd]} fronts", Case(BATTLE, battle, padded)
    levels = ("nothing in force", "executive action", "package")
    for gate, name in enumerate(levels):
        yield f"war chest, {name}", Case(MONEY, lambda n, v, g=gate: chest_kernel(n).expect(v["values"], g))
    two = {"values": (2, CHEST, FRONTS, MINDS)}
    for doors, gates in (("gate", (levels[0], levels[2])), ("two doors", levels)):
        for gate, name in enumerate(gates):
            for attended in (False, True):

                def moved(n: Numbers, v: Values, gate: int = gate, attended: bool = attended) -> jax.Array:
                    return gate_kernel(n).expect(v["values"], gate, attended)

                spans, reads = (PACKAGE, two) if doors == "gate" else (SECOND_DOOR, STATES)
                yield f"{doors}, {name}, {'attended' if attended else 'stayed away'}", Case(spans, moved, reads)
    thought = {"values": (CHEST, FRONTS, MINDS)}
    for place, name in enumerate(("stayed away", "attended", "attended and bombed")):

        def judged(n: Numbers, v: Values, place: int = place) -> jax.Array:
            return jnp.split(expected((mind_kernel(n),), v["values"], v["values"]), 3, axis=-1)[place]

        yield f"mind, {name}", Case(CONDUCT, judged, thought)
    for strikes, name in enumerate(("quiet", "bombing")):

        def broken(n: Numbers, v: Values, strikes: int = strikes) -> jax.Array:
            return break_kernel(n).expect(bool(strikes), v["collapse"], v["stop"], v["values"])

        yield f"breaks, {name}", Case(BREAKS, broken, {**STATES, "collapse": (), "stop": ()})

    def rounded(n: Numbers, v: Values) -> jax.Array:
        return rounding_matrix(n["targets"], n["low"], n["spacing"], 5) @ v["values"]

    yield "rounding", Case(ROUNDED, rounded, {"values": (5,)})


TABLE = dict(cases())


def drawn(name: str, dtype: type = np.float64) -> tuple[Numbers, Values]:
    """Numbers and values of every seed, with a leading axis."""
    case = TABLE[name]
    return stacked([case.numbers(s) for s in SEEDS], dtype), stacked([case.values(s) for s in SEEDS], dtype)
