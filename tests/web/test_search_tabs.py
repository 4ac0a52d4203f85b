"""The tabs of the four searches: what each asks, of what is set, and when a scenario has no answer."""

from __future__ import annotations

import pytest

import ripeness
from ripeness.web.address import Address, Adopted
from ripeness.web.tabs import TABS, by_next_year


def asked(monkeypatch, name: str, scenario, address: Address):
    """What a tab hands to the public function of its name."""
    seen = {}
    monkeypatch.setattr(ripeness, name, lambda *given, **more: seen.update(given=given, more=more))
    TABS[name].ask(scenario, address, 32, 5, lambda stage, done, total: None)
    return seen


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("ukraine-2026", "first ceasefire or settlement by 2027-12"),
        ("gamblers-ruin", "settlement by 2001-12"),
    ],
)
def test_a_search_is_asked_of_the_first_agreement_by_the_end_of_next_year(name, event) -> None:
    assert by_next_year(ripeness.load(name)) == event


@pytest.mark.parametrize("name", ["drivers", "discover"])
def test_what_is_set_counts_for_the_two_that_ask_of_it(monkeypatch, name: str) -> None:
    scenario = ripeness.load("ukraine-2026")
    seen = asked(monkeypatch, name, scenario, Address(b=Adopted(levers={"guarantee": 0.5})))
    assert TABS[name].levers and {"guarantee": 0.5} in seen["given"] and 32 in seen["given"] and 5 in seen["given"]


@pytest.mark.parametrize("name", ["reach", "robust"])
def test_the_two_that_move_levers_begin_at_the_status_quo(monkeypatch, name: str) -> None:
    scenario = ripeness.load("ukraine-2026")
    seen = asked(monkeypatch, name, scenario, Address(b=Adopted(levers={"guarantee": 0.5})))
    assert not TABS[name].levers and seen["more"]["draws"] == 32 and seen["more"]["seed"] == 5
    assert "guarantee" not in str(seen["given"][1:])


def test_a_scenario_in_which_nothing_varies_says_so_in_the_tab() -> None:
    assert "uncertain" in TABS["drivers"].lacks(ripeness.load("gamblers-ruin"))
    assert not TABS["drivers"].lacks(ripeness.load("ukraine-2026")) and not TABS["reach"].lacks(
        ripeness.load("ukraine-2026")
    )
