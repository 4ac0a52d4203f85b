"""Roles are called by the names that a scenario gives its actors, wherever they stand on a page."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from ripeness.pages.layout import Drawing, Facts, Prose, note, section, sentences, table
from ripeness.pages.names import in_whose_hands, name_roles, named
from ripeness.schema import Scenario

NAMES = {"attacker": "Arcadia", "defender": "The South", "payer": "The Isles", "mediator": "Utopia"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("near the attacker's ideal", "near Arcadia's ideal"),
        ("The defender gives up, and the payer pays", "The South gives up, and the Isles pays"),
        ("to the payer's account", "to the Isles' account"),
        ("an attacker and his attackers", "an attacker and his attackers"),
        ("the attackers", "the attackers"),
        ("no troops in the defender's country; the attacker's army", "no troops in the South; Arcadia's army"),
    ],
)
def test_a_role_is_called_by_its_name(text, wanted) -> None:
    assert name_roles(text, NAMES) == wanted


def test_no_role_is_left_in_any_block() -> None:
    role = "what the attacker gives the defender"
    inner = [Prose(((role, "strong"),)), table([role], [[role], [((role, ""),)]]), note(role)]
    page = (section(role, inner), Facts((("who", role),)), Drawing(("x",), role))
    assert set(sentences(named(page, NAMES))) == {"what Arcadia gives the South", "who"}


@pytest.mark.parametrize("names", [{}, {"attacker": "Attacker", "defender": "Defender"}])
def test_a_role_that_has_no_other_name_stays(names) -> None:
    page = (Prose("the attacker and the defender"),)
    assert named(page, names) == page


def test_a_lever_is_in_the_hands_of_whom_the_scenario_names() -> None:
    assert in_whose_hands("mediator_executive", NAMES) == "Utopia's executive"
    assert in_whose_hands("defender", NAMES) == "the South"
    assert in_whose_hands("nobody", NAMES) == "nobody: a thought experiment"
    assert in_whose_hands("payer") == "the payer"


def test_a_role_that_two_actors_share_has_no_name(war: Scenario) -> None:
    west, east = (war.actors["north"].model_copy(update={"name": name, "role": "payer"}) for name in ("West", "East"))
    names = BaseModel.model_copy(war, update={"actors": {**war.actors, "west": west, "east": east}}).names()
    assert "payer" not in names and names["west"] == "West" and names["attacker"] == "The North"
