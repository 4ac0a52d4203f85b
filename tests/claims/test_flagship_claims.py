"""The flagship's claims: in order, about things that exist, the author's with paragraph and statement."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from ripeness.questions.claims.judging import needed
from ripeness.scenarios.shipped import FLAGSHIP, load
from ripeness.schema import Scenario
from ripeness.schema.claims.claim import KINDS, MODAL
from ripeness.schema.claims.condition import Assumed, Comparison, Fact, Jointly, OnlyIf


@pytest.fixture(scope="module")
def flagship() -> Scenario:
    return load(FLAGSHIP)


def test_there_are_twenty_claims_and_every_kind_but_the_unused_is_among_them(flagship: Scenario) -> None:
    assert len(flagship.claims) >= 20
    assert {claim.kind for claim in flagship.claims.values()} == set(KINDS)


def test_every_claim_of_the_author_names_paragraph_statement_and_test(flagship: Scenario) -> None:
    for name, claim in flagship.claims.items():
        assert claim.by in ("author", "ours"), name
        assert claim.holds_if is not None, name
        if claim.by == "author":
            assert claim.statement and claim.kind and claim.hedge, name
            paragraphs = {one.split("#")[1] for one in claim.source or () if one.startswith("essay#")}
            assert paragraphs == {re.findall(r"P(\d)", one)[0] for one in claim.statement}, name


def test_policies_and_levers_and_assumptions_that_claims_name_exist(flagship: Scenario) -> None:
    for policy in needed(flagship.claims):
        for lever, value in flagship.policy_levers(policy).items():
            assert lever in flagship.levers
            assert flagship.levers[lever].moves(value), (policy, lever)  # else the policy changes nothing
    assumptions = flagship.assumptions()
    for claim in flagship.claims.values():
        if isinstance(claim.holds_if, Assumed):
            assert claim.holds_if.assumption in assumptions


def test_thought_experiments_belong_to_nobody(flagship: Scenario) -> None:
    for lever in ("attacker_knows", "defender_knows", "flattery", "cost_of_attending"):
        assert flagship.levers[lever].owner == ("nobody",)


def test_the_three_logical_forms_are_kept_apart(flagship: Scenario) -> None:
    only_if = flagship.claims["stops-only-without-belief"].holds_if
    assert isinstance(only_if, OnlyIf)
    assert only_if.thresholds == (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
    assert only_if.endings == ()  # all endings count, also those that break it
    jointly = flagship.claims["ratchet-required-of-both"].holds_if
    assert isinstance(jointly, Jointly)
    assert (jointly.neither, jointly.both) == ("status-quo", "ratchet-both")
    assert set(jointly.others) >= {"credible-long-aid", "guarantees-first"}
    months = [
        flagship.claims[name].holds_if.at for name in ("could-go-on-a-year", "could-go-on", "could-go-on-five-years")
    ]  # type: ignore[union-attr]
    assert months == [12, 36, 60]


def test_the_author_commits_to_could_and_to_no_probability(flagship: Scenario) -> None:
    words = {name: claim for name, claim in flagship.claims.items() if claim.kind in MODAL}
    assert {claim.kind for claim in words.values() if claim.by == "author"} == {"could"}
    assert {claim.kind for claim in words.values() if claim.by == "ours"} == {"likely", "will"}


def test_sufficiency_a_date_and_a_probability_are_ours(flagship: Scenario) -> None:
    for name in ("sanctions-suffice", "over-within-a-year", "likely-to-go-on", "majority-does-not-help"):
        assert flagship.claims[name].by == "ours"


def test_facts_name_series_that_a_listed_source_holds(flagship: Scenario) -> None:
    files = {origin.file for origin in flagship.sources.values()}
    for claim in flagship.claims.values():
        for fact in (claim.holds_if, *claim.contradicted_if):
            if isinstance(fact, Fact):
                assert fact.series in files


def test_the_comparison_policies_differ_in_nothing_but_what_they_say(flagship: Scenario) -> None:
    us, europe, both = (flagship.policy_levers(f"ratchet-{who}") for who in ("us", "europe", "both"))
    assert both == us | europe and not set(us) & set(europe)
    compared = flagship.claims["performance-follows-from-belief"].holds_if
    assert isinstance(compared, Comparison)
    assert set(flagship.policy_levers(compared.a)) == {"attacker_knows"}


def test_no_claim_copies_a_sentence_of_the_essay(flagship: Scenario) -> None:
    """Eight words in a row would be a quotation; the text itself is not part of the repository."""
    text = Path(os.environ.get("RIPENESS_DATA", ".")).parent / "sources" / (flagship.sources["essay"].file or "")
    if not text.is_file():
        pytest.skip("The essay's text is not at hand here.")
    words = re.findall(r"\w+", text.read_text(encoding="utf-8").lower())
    runs = {tuple(words[at : at + 8]) for at in range(len(words) - 7)}
    for claim in flagship.claims.values():
        said = re.findall(r"\w+", claim.says.lower())
        assert not any(tuple(said[at : at + 8]) in runs for at in range(len(said) - 7))
