"""The settlement that a month's table would conclude: terms, ripeness gap, by table or exactly."""

from __future__ import annotations

from dataclasses import dataclass, field

import jax
import jax.numpy as jnp
from jaxtyping import Array

from ripeness.model.terms.acceptance import best_offer, beyond, gap
from ripeness.model.terms.bargain import PROTOCOLS, Deal, best_deal, tolerance
from ripeness.model.terms.frontier import Agenda, Segments, segments_of
from ripeness.model.terms.table import Table, look_up, shortlist, tabulate
from ripeness.model.terms.utility import Issues


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Settlement:
    """Everything that pricing a settlement needs, made once per set of assumptions.

    `tables` is empty where the exact step is asked for.
    """

    segments: Segments
    power: Array
    tables: dict[str, Table]
    exact: bool = field(metadata={"static": True})

    @classmethod
    def build(cls, issues: Issues, agenda: Agenda, power: Array, protocols: tuple[str, ...], exact: bool) -> Settlement:
        """Frontier and, unless `exact`, tables for the protocols in use."""
        if unknown := set(protocols) - set(PROTOCOLS):
            raise ValueError(f"unknown bargaining protocol {sorted(unknown)}; known: {PROTOCOLS}")
        segments = segments_of(issues, agenda)
        if exact:
            return cls(segments, power, {}, True)
        segments, carriers = shortlist(segments)
        return cls(segments, power, {p: tabulate(segments, carriers, power, p) for p in protocols}, False)

    def bargain(self, d_attacker: Array, d_defender: Array, protocol: str) -> tuple[Deal, Array, Array]:
        """(deal, ripeness gap, whether any terms give d_A) for states with these values of fighting on.

        They are laid flat behind the leading axis: the compiler then takes many at a time.
        """
        shape = d_attacker.shape
        d_a, d_d = (values.reshape(shape[0], -1) for values in (d_attacker, d_defender))
        if self.exact:
            deal = best_deal(self.segments, d_a, d_d, self.power, protocol)
            offer = best_offer(self.segments.line, d_a)
        else:
            deal, offer = look_up(self.tables[protocol], self.segments, d_a, d_d, self.power, protocol)
        found, any_terms = gap(offer, beyond(self.segments, d_a), d_d), jnp.isfinite(offer)
        # Where no terms give d_A the war is not ripe, however low d_D is.
        found = jnp.where(any_terms, found, jnp.minimum(found, -2.0 * tolerance(found.dtype)))
        return jax.tree.map(lambda leaf: leaf.reshape(shape), (deal, found, any_terms))
