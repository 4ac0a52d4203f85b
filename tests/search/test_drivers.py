"""Which numbers carry a question's spread: a war whose shares are known in closed form, the page and the command."""

import json
import sys

import numpy as np
import pytest
from SALib.analyze import sobol as analysis
from SALib.sample import sobol as sampling

import ripeness
from printing import figures_lost, printed
from ripeness.ensemble.design import Stated
from ripeness.errors import RunError
from ripeness.pages.drivers import drivers_page
from ripeness.questions.drivers.engine import Engine
from ripeness.questions.drivers.numbers import varying
from ripeness.questions.drivers.screening import bounds
from ripeness.scenarios.shipped import locate
from ripeness.schema.quantity import Quantity

MONTHS, HIGH = 4, 0.3


@pytest.fixture(scope="module")
def war(tmp_path_factory):
    """No side can be beaten within four months; until then the war ends by collapse or by a forced stop alone."""
    text = locate("gamblers-ruin").read_text(encoding="utf-8")
    uncertain = "{{low: 0 %/month, high: {} %/month, source: judgement}}"
    for old, new in (
        ("tail: 340 months", "tail: 1 months"),
        ("horizon: 60 months", "horizon: 4 months"),
        (
            "truth: {battle_odds: 0.55}",
            f"truth: {{battle_odds: {{value: 0.3, source: judgement}}, collapse_hazard: {uncertain.format(30)}, "
            f"forced_stop_solvent: {uncertain.format(15)}}}",
        ),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = tmp_path_factory.mktemp("wars") / "hazards.yaml"
    path.write_text(text, encoding="utf-8")
    return ripeness.load(str(path))


@pytest.fixture(scope="module")
def found(war):
    return ripeness.drivers(war, "the war ends by 2000-04", draws=128, base=256)


def moments(high):
    """Mean and mean square of (1 - h)^4 for h even between 0 and `high`."""

    def power(n):
        return (1 - (1 - high) ** (n + 1)) / (high * (n + 1))

    return power(MONTHS), power(2 * MONTHS)


def closed_form():
    """First order and total of each hazard: the chance is one minus a product of independent factors."""
    (m, mm), (n, nn) = moments(HIGH), moments(HIGH / 2)
    v, w = mm - m**2, nn - n**2
    variance = mm * nn - (m * n) ** 2
    return {
        "truth.collapse_hazard": (v * n**2 / variance, v * nn / variance),
        "truth.forced_stop_solvent": (w * m**2 / variance, w * mm / variance),
    }


def test_the_shares_of_two_hazards_are_those_of_the_closed_form(found):
    by = {one["name"]: one for one in found["leading"]}
    for name, (first, total) in closed_form().items():
        assert by[name]["first"] == pytest.approx(first, abs=2 * by[name]["first_error"]), name
        assert by[name]["total"] == pytest.approx(total, abs=max(0.03, 2 * by[name]["total_error"])), name
        assert by[name]["total_error"] < 0.2
    mean = 1 - moments(HIGH)[0] * moments(HIGH / 2)[0]
    assert found["before"]["mean"] == pytest.approx(mean, abs=0.02)


def test_a_judgement_stated_as_certain_is_varied_and_carries_nothing_where_it_can_do_nothing(found):
    odds = next(one for one in found["numbers"] if one["path"] == "truth.battle_odds")
    assert odds["over"] == "half to double"
    assert next(one for one in found["leading"] if one["name"] == "truth.battle_odds")["total"] < 1e-9
    why = {one["why"]: one["paths"] for one in found["left"]}
    assert "costs.attacker" in why["from a source"]


def test_the_ranking_is_that_of_the_rank_correlations_over_the_draws(found, war):
    ranked = [one["path"] for one in found["numbers"]]
    assert ranked[:2] == ["truth.collapse_hazard", "truth.forced_stop_solvent"]
    shares = [one["share"] for one in found["numbers"]]
    assert shares == sorted(shares, reverse=True) and all(one["low"] <= one["high"] for one in found["numbers"])
    assert found["numbers"][0]["share"] > found["by_luck"]


def test_the_same_call_gives_the_same_and_reads_what_is_kept(found, war, monkeypatch):
    def refuse(*_):
        raise AssertionError("run again")

    monkeypatch.setattr(Engine, "at", refuse)
    again = ripeness.drivers(war, "the war ends by 2000-04", draws=128, base=256)
    assert again.to_dict() == found.to_dict()
    fewer = ripeness.drivers(war, "the war ends by 2000-04", draws=128, base=64)
    assert fewer["blocks"] == 64 and fewer["leading"][0]["total_error"] > found["leading"][0]["total_error"]


def test_salib_reads_the_table_of_runs_and_gives_the_same_numbers(found, war):
    """The design of SALib, run through the public forecast, analysed by SALib, against what `drivers` says."""
    names = ["truth.battle_odds", "truth.collapse_hazard", "truth.forced_stop_solvent"]
    ends = [(0.15, 0.6), (0.0, HIGH), (0.0, HIGH / 2)]
    problem = {"num_vars": 3, "names": names, "bounds": ends}
    rows = sampling.sample(problem, 256, calc_second_order=False, seed=0)
    wide = war.replace({"truth.battle_odds": {"low": 0.15, "high": 0.6, "source": "judgement"}})
    design = Stated({name: rows[:, place] for place, name in enumerate(names)}, np.ones(len(rows)), "SALib's")
    forecast = ripeness.forecast(wide, design=design, in_eyes=False, beliefs=False)
    chance = forecast.ended.sum("ending").isel(month=4).values
    direct = analysis.analyze(problem, chance.astype(float), calc_second_order=False, seed=1)
    by = {one["name"]: one for one in found["leading"]}
    for place, name in enumerate(names):
        assert by[name]["total"] == pytest.approx(direct["ST"][place], abs=2e-3)
        assert by[name]["first"] == pytest.approx(direct["S1"][place], abs=2e-2)


def test_the_bound_of_slopes_lies_above_every_total():
    """Of a linear function of two normal numbers, bound and total are the same; of a bent one the bound is above."""
    random = np.random.default_rng(0)
    z = random.normal(size=(4000, 2))
    numbers = {"a": Quantity("normal", {"mean": 1.0, "sd": 2.0}), "b": Quantity("normal", {"mean": 0.0, "sd": 1.0})}
    a, b = 1 + 2 * z[:, 0], z[:, 1]
    linear = bounds(numbers, z, np.tile([1.0, 1.0], (4000, 1)), a + b, np.ones(4000))
    assert linear == {"a": pytest.approx(0.8, abs=0.02), "b": pytest.approx(0.2, abs=0.02)}
    bent = bounds(numbers, z, np.stack([3 * a**2, 0 * b], axis=1), a**3, np.ones(4000))
    assert bent["a"] > 1.0 and bent["b"] == 0.0


def test_the_page_fits_a_narrow_terminal_and_loses_no_figure_there(found):
    page = drivers_page(found.content)
    assert max(map(len, printed(page, 60).splitlines())) <= 60 and not figures_lost(page, 60)
    assert "Luck alone would give" in printed(page) and "CAUTION" not in printed(page)
    few = drivers_page({**found.content, "effective_before": 30.0})
    assert printed(few).startswith("CAUTION")


def test_the_command_prints_what_the_function_returns(war, found, ripe):
    asked = ("--question", "the war ends by 2000-04", "--draws", "128", "--base", "256")
    code, out, _ = ripe("drivers", str(war.file), *asked, "--json")
    assert code == 0 and json.loads(out) == found.to_dict()
    code, out, _ = ripe("drivers", str(war.file), *asked, "--resume")
    assert code == 0 and out == printed(drivers_page(found.content))


def test_the_ranking_alone_needs_no_further_runs(war):
    ranked = ripeness.drivers(war, "the war ends by 2000-04", draws=128, base=0)
    assert ranked["runs"] == 0 and ranked["leading"] == [] and len(ranked["numbers"]) == 3
    assert "How much each carries" not in printed(drivers_page(ranked.content))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"base": 3}, "3 base rows are no design"),
        ({"question": "peace some day"}, "no event with a day"),
        ({"question": "the war ends by 2030"}, "beyond"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(war, more, words):
    with pytest.raises(RunError, match=words):
        ripeness.drivers(war, **more)


def test_what_a_note_says_of_a_judgement_is_what_it_varies_over(war):
    """By the range in the note, else half to double; of a share near one, half to double of what it lacks."""

    def over(value, note):
        stated = {"value": value, "source": "judgement", "note": note}
        of = varying(war.replace({"truth.battle_odds": stated}))
        said = next((one.over for one in of.numbers if one.path == "truth.battle_odds"), None)
        left = next((one.why for one in of.left if one.path == "truth.battle_odds"), None)
        return said, left, of.scenario.quantities()["truth.battle_odds"].parameters

    assert over(0.3, "between 0.2 and 0.35, say") == ("the range in its note", None, {"low": 0.2, "high": 0.35})
    assert over(0.3, "officers range from 20 % to 40 %") == ("the range in its note", None, {"low": 0.2, "high": 0.4})
    assert over(0.3, "between 3 and 5 battles")[0] == "half to double"
    assert over(0.3, "seen from 0.4 to 0.5 elsewhere")[0] == "half to double"
    assert over(0.3, "by definition: the unit")[1] == "by definition"
    said, _, parameters = over(0.9, "high")
    assert said == "half to double of what it lacks to 1"
    assert parameters == {"low": pytest.approx(0.8), "high": pytest.approx(0.95)}


def test_without_salib_nothing_begins_and_what_installs_it_is_said(war, monkeypatch):
    for module in [name for name in sys.modules if name.split(".")[0] == "SALib"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "SALib", None)
    monkeypatch.setattr("ripeness.questions.drivers.finding.forecasts", lambda *_, **__: pytest.fail("it began"))
    with pytest.raises(RunError, match=r"SALib.*not installed"):
        ripeness.drivers(war, "the war ends by 2000-04", base=8)


def test_a_war_in_which_nothing_varies_is_refused():
    with pytest.raises(RunError, match="no number of gamblers-ruin varies"):
        ripeness.drivers(ripeness.load("gamblers-ruin"))
