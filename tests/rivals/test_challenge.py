"""KTAB's spatial model against KTAB's own program: whole histories of its files, and each of its rules."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ripeness.errors import RunError
from ripeness.rivals import ktab_file
from ripeness.rivals.challenge import KTAB_RULES, Rules, challenge
from ripeness.rivals.elections import coalitions, elected, victory, winners
from rival_inputs import SEVEN_ACTORS

REFERENCE = json.loads((Path(__file__).parent / "ktab_reference.json").read_text(encoding="utf-8"))
"""What KTAB's own program says; the file says how it was made."""


def seven():
    return ktab_file.parse("seven.csv", SEVEN_ACTORS.encode())


def agrees(found, told) -> None:
    assert np.abs(found.chance[0] - told["chance"][0]).max() < 5e-5
    assert found.position.shape == np.shape(told["position"])
    assert np.abs(found.position - told["position"]).max() < 1e-3
    assert np.abs(found.chance - told["chance"]).max() < 5e-5


def test_every_turn_of_the_made_up_scenario_is_as_ktabs_own_program_plays_it() -> None:
    agrees(challenge(seven()), REFERENCE["files"]["dummy_data_3dim"])


@pytest.mark.parametrize("name", REFERENCE["files"])
def test_every_turn_of_the_shared_files_is_as_ktabs_own_program_plays_it(peers: Path, name: str) -> None:
    agrees(challenge(ktab_file.read(peers / "ktab" / f"{name}.csv")), REFERENCE["files"][name])


def test_no_shared_file_is_left_out(peers: Path) -> None:
    assert {one.stem for one in (peers / "ktab").glob("*.csv")} == set(REFERENCE["files"])


@pytest.mark.parametrize("rule", REFERENCE["rules"])
def test_each_rule_plays_as_ktabs_own_program_does(rule: str) -> None:
    name, _, value = rule.partition("=")
    found = challenge(seven(), Rules(**{name: value}))
    told = REFERENCE["rules"][rule]
    assert found.rounds == told["turns"]
    assert np.abs(found.position[-1] - told["last"]).max() < 1e-3


def test_asymmetric_votes_hang_on_the_order_of_the_options() -> None:
    """By hand: weights 3 and 2 gain and lose 1/2; who would lose what stands first votes in full, who gains by 2/3."""
    utility = np.array([[1.0, 0.5], [0.5, 1.0]])
    found = coalitions("asymmetric", np.array([3.0, 2.0]), utility)
    assert found[0, 1] == pytest.approx(3 * 0.5, abs=1e-7) and found[1, 0] == pytest.approx(2 * 0.5 * 2 / 3, abs=1e-7)
    turned = coalitions("asymmetric", np.array([3.0, 2.0]), utility[:, ::-1])
    assert turned[0, 1] == pytest.approx(2 * 0.5, abs=1e-7) and turned[1, 0] == pytest.approx(3 * 0.5 * 2 / 3, abs=1e-7)


def test_three_actors_are_elected_by_products_of_contests() -> None:
    """By hand: weights 2, 1, 1 at 0, 1/2, 1 with u = 1 - d."""
    utility = np.array([[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]])
    weight = np.array([2.0, 1, 1])
    p01, p02, p12 = 1 / (1 + 0.5 + 0.5), 2 / (2 + 1), (1 + 0.5) / (1.5 + 0.5)
    p12 = (2 * 0.5 + 0.5) / (2 * 0.5 + 0.5 + 0.5)
    alone = np.array([p01 * p02, (1 - p01) * p12, (1 - p02) * (1 - p12)])
    found = elected("proportional", "linear", "conditional", weight, utility)
    assert found == pytest.approx(alone / alone.sum(), abs=1e-7)


def test_a_markov_choice_is_the_stationary_law_of_challenges() -> None:
    """Against the eigenvector of the chain in which a challenger drawn evenly displaces the standing option."""
    strength = coalitions("proportional", np.array([3.0, 2, 1]), np.array([[1, 0.4, 0.1], [0.2, 1, 0.6], [0, 0.7, 1]]))
    beats = victory("linear", strength)
    chain = beats.T / 3  # (standing, challenger): the challenger wins
    np.fill_diagonal(chain, 0)
    np.fill_diagonal(chain, 1 - chain.sum(axis=1))
    values, vectors = np.linalg.eig(chain.T)
    stationary = np.real(vectors[:, np.argmax(np.real(values))])
    assert winners("markov_uniform", "linear", strength) == pytest.approx(stationary / stationary.sum(), abs=1e-5)


def test_the_programs_faults_can_be_switched_off_and_change_the_answer() -> None:
    base = challenge(seven(), Rules(proposals="both", turns=3)).position
    mended = challenge(seven(), Rules(proposals="both", turns=3, receivers_chance=True)).position
    assert not np.allclose(base[1], mended[1])
    weighted = Rules(proposals="power_weighted", turns=3)
    assert not np.allclose(
        challenge(seven(), weighted).position, challenge(seven(), replace(weighted, receivers_power=True)).position
    )
    exact = challenge(seven(), replace(KTAB_RULES, rounded=False, turns=1)).position[1]
    assert 0 < np.abs(exact - challenge(seven(), replace(KTAB_RULES, turns=1)).position[1]).max() <= 0.01


def test_a_summary_gives_the_mean_by_the_chance_to_win() -> None:
    found = challenge(seven())
    shown = found.summary()
    chance, place = found.chance[0], found.position[0, :, 1]
    assert shown.loc["Pstn2", "round 0"] == pytest.approx(math.fsum(chance * place) / math.fsum(chance))
    assert "challenge of DummyData_3Dim: 231 rows" in repr(found) and "<table" in found._repr_html_()


def test_what_cannot_be_played_is_refused_in_words() -> None:
    with pytest.raises(RunError, match="no rule 'loud' for voting"):
        Rules(voting="loud")
    actors = seven()
    with pytest.raises(RunError, match="SActor-01 has no power"):
        challenge(replace(actors, capability=actors.capability * (np.arange(7) != 1)[:, None]))
    with pytest.raises(RunError, match="power differs by issue"):
        challenge(replace(actors, capability=actors.capability * [1, 2, 1]))
    (said,) = challenge(replace(actors, salience=2 * actors.salience), Rules(turns=2)).assumed
    assert said.startswith("Saliences of one actor sum to 1.9")
    with pytest.raises(RunError, match="hold one position"):
        challenge(replace(actors, position=np.full_like(actors.position, 50.0)))
