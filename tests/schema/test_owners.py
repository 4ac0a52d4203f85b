"""Who can pull a lever: one, several who would all have to act, or nobody."""

from __future__ import annotations

import re

import pytest

from printing import printed
from ripeness.cli.new import STARTER
from ripeness.errors import ScenarioError
from ripeness.pages.choices import levers_page, policies_page
from ripeness.scenarios.shipped import load
from ripeness.schema.load import parse_scenario

TEXT = STARTER.read_text(encoding="utf-8")


def owned(owner: str):
    """The starter, whose lever on the mandate has another owner."""
    return parse_scenario(
        TEXT.replace("owner: attacker, changes: tracks", f"owner: {owner}, changes: tracks"), "war.yaml"
    )


def test_one_owner_and_a_list_of_one_are_the_same() -> None:
    assert owned("attacker").levers["mandate"].owner == owned("[attacker]").levers["mandate"].owner == ("attacker",)


def test_several_owners_are_all_printed_by_name_at_the_lever_and_at_its_policy() -> None:
    war = owned("[north, defender]").replace({"policies.both": {"title": "both", "levers": {"mandate": 1}}})
    assert war.levers["mandate"].owner == ("north", "defender") and war.levers["mandate"].anybodys
    assert "the North and the South; 0 to 1" in printed(levers_page(war))
    assert "by the North, the South" in printed(policies_page(war))


def test_a_lever_of_nobodys_is_a_thought_experiment() -> None:
    assert not owned("nobody").levers["mandate"].anybodys


@pytest.mark.parametrize(
    ("owner", "what"),
    [
        ("[north, nobody]", "a lever that nobody can pull has no other owner"),
        ("[north, north]", "north stands twice"),
        ("[]", "the lever has no owner"),
        ("[north, sooth]", "no actor is called 'sooth'"),
        ("[north, 3]", "3 is not the name of an owner"),
        ("{north: 1}", "is not the name of an owner"),
    ],
)
def test_what_is_no_owner_is_named_with_its_line(owner: str, what: str) -> None:
    with pytest.raises(ScenarioError, match=what) as caught:
        owned(owner)
    line = next(at for at, text in enumerate(TEXT.splitlines(), start=1) if "owner: attacker, changes: tracks" in text)
    assert {one.line for one in caught.value.problems} == {line}


def test_what_a_lever_from_nought_to_one_means_is_printed_with_the_meaning_of_an_end() -> None:
    """Every lever of the shipped argument that is a pure number says in its note what 0 or 1 is."""
    flagship = load("ukraine-2026")
    pure = {name: lever for name, lever in flagship.levers.items() if lever.unit == "1"}
    assert len(pure) > 20
    silent = [name for name, lever in pure.items() if not re.search(r"\b[01] = ", str(lever.note))]
    assert not silent
    page = " ".join(printed(levers_page(flagship)).split())
    assert "its value: 0 = it leaves: no pressure" in page
    without = flagship.levers["fleet_interdiction"].note
    assert f"its value: {without}" in page


def test_a_lever_without_a_note_is_told_as_what_it_changes_is_declared() -> None:
    war = parse_scenario(TEXT, "war.yaml")
    assert war.levers["mandate"].note is None
    assert f"its value: {war.declared['tracks.talks.mandate'].meaning}" in " ".join(printed(levers_page(war)).split())
