"""Each mechanism switched on in a toy moves what its source says, its way; switched off it changes no bit."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jax
import numpy as np
import pytest

import ripeness
from ripeness.arrays import ENDINGS, SETTLEMENTS
from ripeness.compiler.stakes import stakes
from ripeness.model.declared import Effect
from ripeness.pages.declarations import SUFFIX, declarations
from ripeness.questions.plans.settlement_range import best_within
from ripeness.scenarios.shipped import locate
from ripeness.schema import Scenario
from ripeness.schema.load import parse_data
from ripeness.schema.yaml_text import read_yaml
from toys.effects import Arrays, Settings, compiled, played

pytestmark = pytest.mark.long

REPOSITORY = Path(__file__).parents[2]
LEAST = 1e-3
"""What counts as a move, in the variable's own unit."""


class Row(NamedTuple):
    """What a mechanism declares that it moves in a toy, and the file that does it."""

    file: str
    effect: Effect

    @property
    def toy(self) -> str:
        return self.effect.toy

    @property
    def off(self) -> Settings:
        """Levers that stand in both wars."""
        return settings(self.effect.given)

    @property
    def on(self) -> Settings:
        """Levers with the mechanism switched on."""
        return settings({**self.effect.given, **self.effect.switch})


def settings(levers: Mapping[str, float]) -> Settings:
    return tuple(sorted((lever, float(value)) for lever, value in levers.items()))


ROWS = [
    Row(one.by or f"model/{name}", one)
    for name, declared in declarations(REPOSITORY / "src" / "ripeness").items()
    for one in declared.effects
]
TOYS = (
    "mediated-war",
    "tables-and-texts",
    "means-of-war",
    "effort-at-the-front",
    "standing-front",
    "yes-or-no",
    "armed-truce",
)
NAMES = [row.effect.says for row in ROWS]


@cache
def load(name: str) -> Scenario:
    return ripeness.load(name)


@cache
def results(toy: str) -> dict[Settings, Arrays]:
    """All the wars of a toy that its lines compare, and the promise that nobody believes."""
    asked = [one for row in ROWS if row.toy == toy for one in (row.off, row.on)]
    extra = [(("commitment", 1.0),)] if toy == "means-of-war" else []
    return played(load(toy), [(), *asked, *extra])


def figure(row: Row, at: Settings) -> float:
    """The line's variable in the war with these levers."""
    name, month, label = row.effect.variable, row.effect.months, row.effect.of
    found = results(row.toy)[at]
    if name == "imagined_gap":
        return imagined_gap(row.toy, at, found)
    if name == "ended":
        return float(found["endings"][0][:month, ENDINGS.index(label)].sum())
    if name == "terms":
        settled = found["endings"][0][:month, : len(SETTLEMENTS)].sum()
        return float(found["terms"][:month, list(load(row.toy).issues).index(label)].sum() / settled)
    if name == "partial_deals":
        return float(found[name][:month].sum())
    if name in ("ongoing", "truce"):
        return float(found[name][0][month])
    return float(found[f"{label}_{name}" if label else name][month])


def imagined_gap(toy: str, at: Settings, found: Arrays) -> float:
    """The ripeness gap that the envoy sees on the first day."""
    scenario = load(toy)
    moved = {lever: scenario.lever_value(lever, value) for lever, value in at}
    held = stakes(scenario, {}, 1, moved)
    values = tuple(np.array([float(found[f"{side}_value"][0])]) for side in ("attacker", "defender"))
    assert held.imagined is not None
    gap, _ = best_within(
        held.imagined, held.agenda, (values[0], held.imagined_reservation(values[1])), held.attacker_power
    )
    return float(gap[0])


def test_every_mechanism_that_moves_a_war_has_a_line_and_every_lever_of_a_toy() -> None:
    for toy in TOYS:
        switched = {lever for row in ROWS if row.toy == toy for lever in row.effect.switch}
        assert switched == set(load(toy).levers), toy
    assert {row.toy for row in ROWS} == set(TOYS)
    assert len(set(NAMES)) == len(NAMES) >= 60
    for row in ROWS:
        assert (REPOSITORY / "src" / "ripeness" / f"{row.file}.py").is_file(), row.file
        assert row.effect.goes in ("up", "down")
        assert re.search(r"\[[PR]\]|essay P\dS\d|identity", row.effect.source), row.effect.says
        assert bool(row.effect.belongs) != bool(row.effect.stands), row.effect.says
    # What the essay, model and drivers name: no file of mechanisms is left without a line but those that only price.
    told = {row.file for row in ROWS}
    for room in ("drivers", "talks"):
        for path in (REPOSITORY / "src" / "ripeness" / "model" / room).glob("*.py"):
            if path.stem.endswith(SUFFIX):
                continue
            if path.stem not in ("__init__", "energy_revenue"):  # revenue: what sanctions and fleet act through
                assert f"model/{room}/{path.stem}" in told


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_switched_on_it_moves_the_war_the_way_its_source_says(row: Row) -> None:
    off, on = figure(row, row.off), figure(row, row.on)
    assert on > off + LEAST if row.effect.goes == "up" else on < off - LEAST, (off, on)


@pytest.mark.parametrize("toy", TOYS)
def test_the_file_is_in_order_and_says_what_it_shows(toy: str) -> None:
    scenario = load(toy)
    assert all("no record" in one for one in scenario.warnings())
    text = locate(toy).read_text(encoding="utf-8")
    assert "docs/effects.md" in text
    for lever, value in re.findall(rf"ripeness whatif {toy} --set (\w+)=(\S+)", text):
        assert scenario.levers[lever].moves(scenario.lever_value(lever, float(value)))
    assert not scenario.assumptions()  # one set of assumptions, so that nothing hides behind an average


def without(toy: str, paths: list[str]) -> Scenario:
    """The toy without what belongs to a mechanism, nor any lever on it."""
    data: dict[str, Any] = copy.deepcopy(read_yaml(locate(toy).read_text(encoding="utf-8"), toy).data)
    for path in paths:
        *above, last = path.split(".")
        place = data
        for key in above:
            place = place[key]
        del place[last]

    def bears(lever: dict[str, Any]) -> bool:
        changes = lever["changes"] if isinstance(lever["changes"], list) else [lever["changes"]]
        return any(one == path or one.startswith(f"{path}.") for one in changes for path in paths)

    data["levers"] = {name: lever for name, lever in data["levers"].items() if not bears(lever)}
    if not any(name.startswith("envoy") for name in data):
        data.pop("envoy", None)
    return parse_data(data)


BELONGING = sorted({(row.toy, row.effect.belongs) for row in ROWS if row.effect.belongs})


@pytest.mark.parametrize("toy, belongs", BELONGING, ids=[f"{toy}: {', '.join(paths)}" for toy, paths in BELONGING])
def test_switched_off_it_changes_no_bit(toy: str, belongs: tuple[str, ...]) -> None:
    plain, bare = compiled(load(toy), {}), compiled(without(toy, list(belongs)), {})
    assert plain.course == bare.course
    assert jax.tree.structure(plain.games) == jax.tree.structure(bare.games)
    for one, other in zip(jax.tree.leaves(plain.games), jax.tree.leaves(bare.games), strict=True):
        assert np.shape(one) == np.shape(other) and np.asarray(one).tobytes() == np.asarray(other).tobytes()


def test_the_comparison_of_bits_sees_a_mechanism_that_is_on() -> None:
    toy = load("means-of-war")
    plain, moved = compiled(toy, {}), compiled(toy, {"secondary": 0.001})
    pairs = zip(jax.tree.leaves(plain.games), jax.tree.leaves(moved.games), strict=True)
    assert any(np.asarray(one).tobytes() != np.asarray(other).tobytes() for one, other in pairs)


def test_what_is_promised_and_not_believed_moves_nothing() -> None:
    found = results("means-of-war")
    plain, promised = found[()], found[(("commitment", 1.0),)]
    assert all(plain[name].tobytes() == promised[name].tobytes() for name in plain)
