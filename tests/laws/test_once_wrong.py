"""What was once wrong, each in its smallest case."""

from __future__ import annotations

import dataclasses

import jax.numpy as jnp
import numpy as np
import pytest

from ripeness.model.talks.mediator import Mediator
from ripeness.model.terms.frontier import Agenda

from .terms_table import SEEDS, TABLE, asked, numbers


def test_a_mediator_to_whom_nothing_is_worth_anything_has_a_threshold() -> None:
    """The schema allows both values to be 0; the whole forecast is then not a number."""
    nothing = jnp.asarray(0.0)
    assert np.isfinite(float(Mediator(*[nothing] * 10).threshold))


def test_what_is_worth_nothing_to_the_one_who_offers_goes_to_the_other() -> None:
    """Of two terms that are worth the same to the defender, he offers those that are worse for the attacker.

    Two issues, the second without weight for him: he could give all of it away (u = .4, v = 1), and offers just as
    much of it as the attacker must have (u = .2, v = 1). The same with the Nash deal where the attacker has no power.
    """
    n = numbers(Agenda((), (0, 1)), 0)
    bare = {name: 0.0 * value for name, value in n.issues.items()}
    bare |= {"attacker": np.array([0.6, 0.4]), "defender": np.array([1.0, 0.0])}
    one = dataclasses.replace(n, issues=bare, d=np.array([[0.2], [0.3]]))
    found = asked(Agenda((), (0, 1)), [one], "defender_offers")
    assert (found.attacker[0, 0], found.defender[0, 0]) == pytest.approx((0.4, 1.0))


def test_terms_out_of_reach_are_terms_all_the_same() -> None:
    """With a logit choice a month that is not ripe settles now and then, on terms that give the attacker his due.

    By table these are the terms that carry phi(d_A). The exact step takes its first segment and goes on past the
    segment's end: shares of an issue up to 40, which enter the mean terms and on whose terms a settlement counts.
    """
    agenda = TABLE["some of each, one off the table"]
    for exact in (False, True):
        found = asked(agenda, [numbers(agenda, seed) for seed in SEEDS], exact=exact)
        assert found.terms[found.any_terms].max() <= 1.0 + 1e-9, exact
