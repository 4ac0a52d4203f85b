"""``ripeness whatif``: what it asks for, prints, and refuses."""

import json
from pathlib import Path

import pytest

from ripeness.schema.load import load_scenario


def test_one_policy_is_compared_with_the_status_quo(ripe, asked, starter) -> None:
    code, out, _ = ripe("whatif", starter, "--policy", "guarantees-first")
    assert code == 0
    assert asked == [{"policies": {"status-quo": {}, "a": {}, "b": {"guarantee": 0.7}}, "draws": 200, "seed": 0}]
    lines = out.splitlines()
    assert any(line.split() == ["A", "status-quo"] for line in lines)
    assert any(line.startswith("B         guarantees-first: guarantees before terms") for line in lines)


def test_two_policies_are_compared_and_the_status_quo_stands_beside_them(ripe, asked) -> None:
    code, out, _ = ripe("whatif", "--policy", "ratchet-both", "--policy", "press-the-defender", "--json")
    assert code == 0
    flagship = load_scenario(Path(load_scenario.__code__.co_filename).parents[1] / "scenarios" / "ukraine-2026.yaml")
    first, second = asked
    assert first["policies"]["status-quo"] == {}
    assert first["policies"]["a"] == flagship.policies["ratchet-both"].levers
    assert first["policies"]["b"] == flagship.policies["press-the-defender"].levers
    # Then each mechanism alone, on the first draws.
    assert set(second["policies"]) == {"sanctions", "shadow_fleet", "gate", "mediator", "aid"}
    assert second["draws"] == 51 and second["seed"] == first["seed"]
    read = json.loads(out)
    assert (read["a"]["policy"], read["b"]["policy"]) == ("ratchet-both", "press-the-defender")
    assert set(read["split"]["levers"]) == set(second["policies"])


def test_each_mechanism_alone_is_the_first_policy_with_its_levers_moved(ripe, asked) -> None:
    ripe("whatif", "--policy", "ratchet-both", "--policy", "press-the-defender")
    alone = asked[1]["policies"]
    kept = {"us_energy_sanctions": 0.25, "package_permission": 100, "europe_energy_sanctions": 0.10}
    assert alone["shadow_fleet"] == kept
    assert alone["mediator"] == {**kept, "fleet_interdiction": 4, "press_the_defender": 3}


def test_a_lever_is_set_on_top_of_both_policies(ripe, asked, starter) -> None:
    code, out, _ = ripe(
        "whatif", starter, "--policy", "guarantees-first", "--set", "mandate=90 %", "--draws", "80", "--details"
    )
    assert code == 0
    assert asked[0]["policies"] == {
        "status-quo": {},
        "a": {"mandate": "90 %"},
        "b": {"guarantee": 0.7, "mandate": "90 %"},
    }
    assert len(asked) == 1  # one mechanism differs: nothing is left to split
    assert "All of it through one mechanism: bargaining (guarantee)." in out
    assert "guarantees-first with mandate=90 %" in out


def test_levers_alone_are_compared_with_the_status_quo(ripe, asked, starter) -> None:
    code, out, _ = ripe("whatif", starter, "--set", "mandate=0.9", "--set", "guarantee=0.5")
    assert code == 0
    assert asked[0]["policies"] == {"status-quo": {}, "a": {}, "b": {"mandate": "0.9", "guarantee": "0.5"}}
    assert "status-quo with mandate=0.9, guarantee=0.5" in out


def test_a_policy_against_itself_differs_in_nothing(ripe, asked, starter) -> None:
    options = ["--policy", "guarantees-first", "--policy", "guarantees-first"]
    code, out, _ = ripe("whatif", starter, *options, "--json")
    read = json.loads(out)
    assert code == 0 and len(asked) == 1
    assert read["levers"] == [] and read["split"]["levers"] == {}
    for key, one in read["outcomes"].items():
        assert set(one["difference"].values()) in ({0.0}, {None}), key
    for month in read["timeline"]["difference"]:
        assert set(month.values()) == {0.0}


def test_json_holds_full_precision_and_nothing_else_is_printed(ripe, asked, starter) -> None:
    _, out, _ = ripe("whatif", starter, "--policy", "guarantees-first", "--json")
    read = json.loads(out)
    of = read["outcomes"]["ongoing.36"]
    assert of["difference"]["mean"] == pytest.approx(of["b"] - of["a"], abs=1e-8)
    assert round(of["a"], 2) != of["a"]
    assert len(read["timeline"]["a"]) == 37


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--policy", "guarantees-frist"], "no policy is called 'guarantees-frist'. Did you mean 'guarantees-first'?"),
        (["--policy", "guarantees-first", "--set", "mandat=1"], "no lever is called 'mandat'. Did you mean 'mandate'?"),
        (["--set", "mandate=3"], "3 lies outside the lever's range, 0 to 1"),
        (["--set", "mandate"], "--set 'mandate' is not of the form LEVER=VALUE"),
        ([], "there is nothing to compare with the status quo. Name one with --policy"),
        (["--policy", "status-quo"] * 3, "3 policies are named, and two are compared. Name --policy once or twice."),
        (["--policy", "guarantees-first", "--draws", "0"], "0 draws make no forecast. Ask for at least 1"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_computed(ripe, asked, starter, options, said) -> None:
    code, out, err = ripe("whatif", starter, *options)
    assert (code, out, asked) == (2, "", [])
    assert said in err and "Traceback" not in err


def test_the_attackers_strikes_are_no_policy(ripe, asked, starter) -> None:
    text = Path(starter).read_text()
    lever = "  strikes: {title: more strikes, owner: attacker, changes: costs.striking, unit: '%/month', "
    lever += "status_quo: 0, low: 0, high: 1}\n"
    Path(starter).write_text(text.replace("levers:  ", f"levers:\n{lever}  #", 1))
    code, out, err = ripe("whatif", starter, "--set", "strikes=0.5")
    assert (code, out, asked) == (2, "", [])
    assert "strikes is the attacker's own and sets its strikes (costs.striking); strikes are not compared" in err


def test_an_interrupted_split_leaves_the_comparison(ripe, asked, starter, monkeypatch) -> None:
    from ripeness.ensemble import forecast

    compare = forecast.branches

    def interrupted(scenario, policies, *rest, **more):
        if "b" not in policies:
            raise KeyboardInterrupt
        return compare(scenario, policies, *rest, **more)

    monkeypatch.setattr(forecast, "branches", interrupted)
    code, out, err = ripe("whatif", starter, "--set", "mandate=0.9", "--set", "guarantee=0.5", "--details")
    assert code == 130
    assert "Does the war go on?" in out and "Not computed." in out
    assert "Interrupted" in err


def test_a_small_war_is_compared_for_real(ripe, starter) -> None:
    """The one test here that computes: guarantees do nothing where no deal could be broken."""
    text = Path(starter).read_text()
    text = text[: text.index("record:")] + text[text.index("levers:") :]
    text = text.replace(
        "base_reneging: {low: 0.05, high: 0.25, note: risk that any deal is broken}", "base_reneging: 0"
    )
    text = text.replace("reneging: {low: 0, high: 0.4, note: a neutral South is easier to attack again}", "reneging: 0")
    Path(starter).write_text(text.replace("source: almanac#2", "source: almanac#1"))
    code, out, err = ripe("whatif", starter, "--set", "guarantee=0.6", "--set", "mandate=0.9", "--draws", "3", "--json")
    assert code == 0, err
    read = json.loads(out)
    part = read["split"]["outcomes"]["ongoing.36"]
    assert part["main"]["bargaining"]["mean"] == pytest.approx(0, abs=1e-6)
    assert part["main"]["tracks"]["mean"] == pytest.approx(part["total"], abs=1e-6)
    assert part["interaction"] == pytest.approx(0, abs=1e-6)
    assert abs(part["total"]) > 1e-3
    ended = sum(read["outcomes"][f"{group}.36"]["difference"]["mean"] for group in GROUPS)
    assert ended == pytest.approx(-read["outcomes"]["ongoing.36"]["difference"]["mean"], abs=1e-5)


GROUPS = ("agreement", "ceasefire", "defender_defeated", "attacker_defeated", "forced_stop")
