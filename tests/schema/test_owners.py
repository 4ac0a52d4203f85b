"""Who can pull a lever: one, several who would all have to act, or nobody."""

from __future__ import annotations

import re

import pytest

from printing import printed
from ripeness.cli.new import STARTER
from ripeness.errors import RunError, ScenarioError
from ripeness.pages.choices import levers_page, policies_page
from ripeness.pages.layout import Section
from ripeness.pages.names import in_whose_hands
from ripeness.questions.reach.held import owners_of
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
    page = levers_page(war)
    assert "The North and the South" in [one.title for one in page if isinstance(one, Section)]
    assert "by the North, the South" in printed(policies_page(war))


def test_each_lever_stands_once_under_whose_it_is_and_every_figure_has_its_unit() -> None:
    flagship = load("ukraine-2026")
    groups = {one.title: printed(one.parts) for one in levers_page(flagship) if isinstance(one, Section)}
    for name, lever in flagship.levers.items():
        held = in_whose_hands(lever.owner, flagship.names())
        assert [title for title, text in groups.items() if re.search(rf"^{name}  ", text, re.M)] == [
            f"{held[:1].upper()}{held[1:]}"
        ]
    assert "0 to 5 %/month, status quo 0.3 %/month" in groups["Europe"]
    page = printed(levers_page(flagship))
    assert "'log-odds': " in page and "'%/month': " in page
    assert "'log-odds': " not in printed(levers_page(load("gamblers-ruin")))


def test_owners_are_named_as_the_page_of_levers_names_them_and_both_forms_are_taken() -> None:
    flagship = load("ukraine-2026")
    keys = owners_of(flagship, ())
    for key in keys:
        assert owners_of(flagship, [in_whose_hands(key, flagship.names())]) == owners_of(flagship, [key]) == (key,)
    with pytest.raises(RunError) as refused:
        owners_of(flagship, ["nobody"])
    for key in keys:
        assert f"{in_whose_hands(key, flagship.names())} ({key})" in str(refused.value)
    with pytest.raises(RunError, match=r"Did you mean 'Europe'\?"):
        owners_of(flagship, ["Europ"])


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
    share = flagship.levers["fleet_interdiction"]
    assert f"its value: {share.note}; {flagship.declared[share.changes[0]].meaning}" in page


def test_a_lever_without_a_note_is_told_as_what_it_changes_is_declared() -> None:
    war = parse_scenario(TEXT, "war.yaml")
    assert war.levers["mandate"].note is None
    assert f"its value: {war.declared['tracks.talks.mandate'].meaning}" in " ".join(printed(levers_page(war)).split())
