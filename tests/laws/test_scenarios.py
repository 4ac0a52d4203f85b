"""Every scenario that is shipped: it reads, compiles, plays a month, and can be saved by an editor unharmed."""

from __future__ import annotations

import dataclasses
from functools import cache, partial
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from ripeness.cli.new import STARTER
from ripeness.compiler.priors import values_from_scores
from ripeness.compiler.war import Compiled, compile_war
from ripeness.model.eyes import kernels_of
from ripeness.model.month import Outcomes, Play, play
from ripeness.model.state import Game, Lattice, Months, Rules
from ripeness.model.terms.settlement import Settlement
from ripeness.scenarios.shipped import FLAGSHIP, shipped
from ripeness.schema import Scenario
from ripeness.schema.load import load_scenario, parse_scenario, roundtrip
from ripeness.solver.departures import depart, fought
from ripeness.solver.equilibrium import compact, frozen_line
from ripeness.solver.law import NATURE
from toys.test_toys import TOYS as OF_PUBLISHED_CASES

FILES: dict[str, Path] = {**shipped(), "starter": STARTER}
DRAWS, MANY = 3, 30
every_scenario = pytest.mark.parametrize("name", FILES)


@cache
def load(name: str) -> Scenario:
    """A scenario."""
    return load_scenario(FILES[name])


def compiled(name: str, levers: dict[str, float] | None = None, draws: int = DRAWS) -> Compiled:
    """Medians in the first draw, and a few sets of assumptions beside."""
    names = load(name).assumptions()
    scores = np.random.default_rng(1).standard_normal((draws, len(names)))
    scores[0] = 0.0
    return compile_war(load(name), values_from_scores(names, scores), draws, levers)


# --- The file ----------------------------------------------------------------------------------


def comments(text: str) -> list[str]:
    """What follows a # outside quotes, line by line; block texts of shipped files hold none."""
    found = []
    for line in text.splitlines():
        quote = ""
        for place, letter in enumerate(line):
            if quote:
                quote = "" if letter == quote else quote
            elif letter in "\"'" and (place == 0 or line[place - 1] in " [{,:"):
                quote = letter
            elif letter == "#" and (place == 0 or line[place - 1] == " "):
                found.append(line[place:].strip())
                break
    return found


@every_scenario
def test_it_reads_and_an_editor_that_saves_it_keeps_numbers_and_comments(name: str) -> None:
    text = FILES[name].read_text(encoding="utf-8")
    again = roundtrip(text)
    assert parse_scenario(again).content_hash() == load(name).content_hash()
    assert comments(again) == comments(text)
    assert len(comments(text)) > 5
    assert roundtrip(again) == again


@every_scenario
def test_titles_notes_and_comments_are_not_computed_with_and_numbers_are(name: str) -> None:
    """The hash of the content: unmoved by words, moved by the horizon."""
    text = FILES[name].read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    horizon = load(name).calendar.horizon
    assert parse_scenario(text.replace(title, "title: another  # comment")).content_hash() == load(name).content_hash()
    longer = text.replace(f"horizon: {horizon} month", f"horizon: {horizon + 1} month")
    assert longer != text and parse_scenario(longer).content_hash() != load(name).content_hash()


# --- The numbers -------------------------------------------------------------------------------


@every_scenario
def test_it_compiles_to_finite_numbers_within_their_bounds(name: str) -> None:
    war = compiled(name)
    assert [epoch.start for epoch in war.course.epochs] == sorted({epoch.start for epoch in war.course.epochs})
    assert war.course.epochs[0].start == 0 and len(war.games) == len(war.course.epochs)
    for game in war.games:
        for path, leaf in jax.tree_util.tree_leaves_with_path(game):
            assert np.isfinite(leaf).all(), jax.tree_util.keystr(path)
            assert np.shape(leaf)[0] == DRAWS, jax.tree_util.keystr(path)
        chances = (game.months.table, game.months.collapse, game.opening, game.discharge, game.relax)
        assert all(np.min(p) >= 0.0 for p in chances) and np.max(game.months.table) <= 1.0
        assert np.min(game.months.path) >= 0.0 and np.max(game.months.chest_shift) <= 1e-9
        for side in (game.issues.attacker, game.issues.defender):
            assert np.sum(side, axis=-1) == pytest.approx(np.ones(DRAWS)) and np.min(side) >= 0.0
    for seen in jax.tree.leaves(war.record):
        assert np.min(seen, initial=0.0) >= 0.0 and np.max(seen, initial=1.0) <= 1.0


@partial(jax.jit, static_argnames=("lattice", "rules"))
def a_month(game: Game, now: Months, lattice: Lattice, rules: Rules) -> tuple[Play, tuple, Outcomes, jax.Array]:
    """The month before the line freezes: backward, and forward from a law spread over all living states."""
    settlement = Settlement.build(game.issues, rules.agenda, game.attacker_power, rules.protocols, rules.exact)
    values, chosen = play(game, now, frozen_line(game, lattice, rules, now.month + 1), settlement, lattice, rules)
    alive = (lattice.fronts(now.month) < lattice.steps)[:, None] * jnp.ones(lattice.shape, now.path.dtype)
    going = depart(alive / jnp.sum(alive), compact(chosen, rules), now, rules, None)
    after = fought(kernels_of(game, now, NATURE, lattice), now.month, going.fighting, lattice)
    ended = jnp.sum(going.settled) + jnp.sum(going.ceased) + sum(jnp.sum(side) for side in going.gave_up)
    ended = ended + sum(jnp.sum(text) for text in going.signed) + (0.0 if going.begun is None else jnp.sum(going.begun))
    return chosen, values, after, ended


FORECAST = {FLAGSHIP, "starter", *(f"toys/{name}" for name in OF_PUBLISHED_CASES)}
"""Whose whole forecasts tests/ensemble and tests/toys hold to the same."""


@pytest.mark.parametrize("name", [name for name in FILES if name not in FORECAST])
def test_a_month_of_its_last_epoch_is_played_in_finite_numbers_and_loses_no_probability(name: str) -> None:
    """In single precision and by table, as forecasts are; medians of all assumptions."""
    war = compiled(name)
    epoch, months = war.course.epochs[-1], war.course.horizon
    # In a war of two steps every second month finds no front alive.
    last = next(t for t in range(months - 1, 0, -1) if (epoch.lattice.fronts(t) < epoch.lattice.steps).any())
    with jax.enable_x64(False):
        game = jax.tree.map(lambda leaf: jnp.asarray(leaf[0], jnp.float32), war.games[-1])
        now = jax.tree.map(lambda leaf: leaf[last], game.months)
        game = dataclasses.replace(game, months=now)  # wars of one kind share a program, however long they are
        chosen, values, after, ended = jax.tree.map(np.asarray, a_month(game, now, epoch.lattice, epoch.rules))
    assert all(np.isfinite(leaf).all() for leaf in jax.tree.leaves((chosen, values, after)))
    total = float(ended) + sum(float(np.sum(leaf)) for leaf in jax.tree.leaves(after))
    assert total == pytest.approx(1.0, abs=1e-5)
    assert chosen.settles.min() >= 0.0 and chosen.settles.max() <= np.asarray(now.table) + 1e-6
    assert max(np.abs(side).max() for side in values) < 2.0


# --- Levers ------------------------------------------------------------------------------------


RESTARTS = pytest.mark.xfail(
    strict=True, reason="an epoch in which nothing changes begins anew to count the ships that the package would stop"
)


@pytest.mark.parametrize("name", [pytest.param(n, marks=RESTARTS) if n == FLAGSHIP else n for n in FILES])
def test_an_epoch_in_which_a_lever_stands_where_it_stood_changes_no_bit_of_the_games_numbers(name: str) -> None:
    """Lever by lever. A forecast opens no such epoch (tests/ensemble); a policy that moves another lever does."""
    plain = compiled(name, draws=MANY)
    as_of = plain.course.as_of
    assert load(name).levers
    for lever, stated in load(name).levers.items():
        war = compiled(name, {lever: load(name).lever_value(lever, stated.status_quo)}, MANY)
        before, after = plain.course.epochs[-1], war.course.epochs[-1]
        # A text that lay on the table only before is left out of the epoch that begins now; no other is.
        left_out = sorted(set(before.rules.put or ()) - set(after.rules.put or ()))
        offered = war.games[-1].months.put
        assert not left_out or offered is None or not offered[:, as_of:, left_out].any(), lever
        rules = dataclasses.replace(before.rules, put=after.rules.put)
        assert (after.start, after.lattice, after.rules) == (as_of, before.lattice, rules), lever
        leaves = zip(jax.tree_util.tree_leaves_with_path(plain.games[-1]), jax.tree.leaves(war.games[-1]), strict=True)
        for (path, one), other in leaves:
            kept = (slice(None), slice(as_of, None)) if ".months" in jax.tree_util.keystr(path) else ...
            assert np.array_equal(np.asarray(one)[kept], np.asarray(other)[kept]), (lever, jax.tree_util.keystr(path))


IMAGINED = "envoy.error_on_defender"


@every_scenario
def test_every_lever_that_is_pulled_changes_something(name: str) -> None:
    """By itself, or beside the others: some number or rule of the game is another.

    Beside all at their high end, or, as in a toy of many levers, beside one of them at either end. What the envoy
    imagines is reported and decides nothing in the game (tests/toys hold what it does to the report).
    """
    levers = {lever: its for lever, its in load(name).levers.items() if IMAGINED not in its.changes}
    high = {lever: load(name).lever_value(lever, stated.high) for lever, stated in levers.items()}
    plain = compiled(name)
    for lever, stated in levers.items():
        ends = [load(name).lever_value(lever, end) for end in {stated.low, stated.high} - {stated.status_quo}]
        alone = (differ(plain, compiled(name, {lever: end})) for end in ends)
        standing = high | {lever: load(name).lever_value(lever, stated.status_quo)}
        together = (differ(compiled(name, standing), compiled(name, high | {lever: end})) for end in ends)
        beside = (
            differ(compiled(name, {other: end}), compiled(name, {other: end, lever: moved}))
            for other, its in levers.items()
            if other != lever
            for end in (load(name).lever_value(other, its.low), load(name).lever_value(other, its.high))
            for moved in ends
        )
        assert any(alone) or any(together) or any(beside), lever


def differ(one: Compiled, other: Compiled) -> bool:
    """Whether two wars have another kind of last epoch, or other numbers in it."""
    (a, b), games = (war.course.epochs[-1] for war in (one, other)), (one.games[-1], other.games[-1])
    if (a.rules, a.lattice) != (b.rules, b.lattice) or jax.tree.structure(games[0]) != jax.tree.structure(games[1]):
        return True
    pairs = zip(*(jax.tree.leaves(game) for game in games), strict=True)
    return not all(np.array_equal(x, y) for x, y in pairs)
