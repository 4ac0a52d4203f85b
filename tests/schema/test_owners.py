"""Who can pull a lever: one, several who would all have to act, or nobody."""

from __future__ import annotations

import pytest

from printing import printed
from ripeness.cli.new import STARTER
from ripeness.errors import ScenarioError
from ripeness.pages.choices import levers_page, policies_page
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
