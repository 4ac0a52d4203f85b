"""A lever that is set to a bare number is told with its title and the unit in which the number is read."""

from __future__ import annotations

import pytest

import ripeness
from ripeness.pages.words import set_in_words
from ripeness.questions.set_levers import levers_in_words


@pytest.fixture(scope="module")
def flagship() -> ripeness.Scenario:
    return ripeness.load("ukraine-2026")


@pytest.mark.parametrize(
    ("name", "written", "told"),
    [
        ("fleet_interdiction", "4", "pursuit of the shadow fleet (fleet_interdiction) set to 4 %/month"),
        ("fleet_interdiction", 4, "pursuit of the shadow fleet (fleet_interdiction) set to 4 %/month"),
        ("fleet_interdiction", "0.04 1/month", "pursuit of the shadow fleet (fleet_interdiction) set to 0.04 1/month"),
        ("mandate", "0.9", "set to 0.9"),
    ],
)
def test_what_is_set_is_told_in_the_unit_in_which_it_is_read(flagship, name: str, written, told: str) -> None:
    (said,) = levers_in_words(flagship, {name: written})
    assert said.endswith(told)
    value = said.rpartition(" set to ")[2]
    assert flagship.lever_value(name, value) == flagship.lever_value(name, written)


@pytest.mark.parametrize("lever", ["us_military_aid", "fleet_interdiction", "mediator_present"])
def test_every_kind_of_unit_is_read_back(flagship, lever: str) -> None:
    one = flagship.levers[lever]
    (said,) = levers_in_words(flagship, {lever: one.high})
    assert flagship.lever_value(lever, said.rpartition(" set to ")[2]) == pytest.approx(one.high * one.scale)


def test_the_commands_say_it(ripe, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    toy = ripeness.load("means-of-war")
    name, lever = next((name, one) for name, one in toy.levers.items() if one.unit != "1")
    told = f"{lever.title} ({name}) set to {lever.high:g} {lever.unit}"
    for words in (["run"], ["ask", "settlement by 2001"], ["story"]):
        code, out, _ = ripe(
            *words, "means-of-war", "--set", f"{name}={lever.high:g}", *([] if words == ["story"] else ["--draws", "1"])
        )
        assert code == 0 and told in " ".join(out.split()), words


def test_a_kept_answer_without_titles_is_told_by_names() -> None:
    assert set_in_words({"levers": {"guarantee": "0.5"}}) == ["guarantee set to 0.5"]
