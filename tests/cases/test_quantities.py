"""A number is drawn as it is stated, a chance of a year compounds from month to month, and every draw is finite."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from scipy import special, stats

from ripeness.cli.new import STARTER
from ripeness.compiler.priors import quantile
from ripeness.errors import Problem, ScenarioError
from ripeness.schema.drawn import differences, refused
from ripeness.schema.load import parse_scenario
from ripeness.schema.quantity import Quantity, parse
from ripeness.schema.scenario import Scenario
from ripeness.schema.units import UnitError, read

TEXT = STARTER.read_text(encoding="utf-8")
HAZARD = "collapse_hazard: {median: 0.2 %/month, p10: 0.05 %/month, p90: 0.8 %/month, note: the defender collapses}"
COST = "attacker: {median: 0.6 %/month, p10: 0.3 %/month, p90: 1.2 %/month}"
STRENGTH = "strength: {median: 60 months, p10: 20 months, p90: 150 months}"
ODDS = "battle_odds: {mean: 0.51, sd: 0.02, source: almanac#1, note: odds that a month goes to the attacker}"
MEETS = "meets: 30 %/month"


def changed(*pairs: tuple[str, str]) -> Scenario:
    text = TEXT
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return parse_scenario(text, "w.yaml")


def problem(*pairs: tuple[str, str]) -> Problem:
    with pytest.raises(ScenarioError) as caught:
        changed(*pairs)
    (found,) = caught.value.problems
    assert found.line and found.fix and found.file == "w.yaml"
    return found


@pytest.mark.parametrize(("year", "month"), [(30, 0.0293), (60, 0.0735), (90, 0.1746)])
def test_a_chance_of_a_year_compounds(year: int, month: float) -> None:
    scenario = changed((HAZARD, f"collapse_hazard: {year} %/year"))
    found = scenario.quantities()["truth.collapse_hazard"].centre
    assert found == pytest.approx(month, abs=5e-5)
    assert 1 - (1 - found) ** 12 == pytest.approx(year / 100, rel=1e-12)


@pytest.mark.parametrize(
    ("written", "months"),
    [
        ("20 %/year", 12),
        ("0.2 1/year", 12),
        ("0.2/yr", 12),
        ("20 percent per year", 12),
        ("20 per cent per year", 12),
        ("20 % / quarter", 3),
        ("20 %/week", 7 / 30.4375),
        ("20 %/day", 1 / 30.4375),
        ("20 %/month", 1),
        ("0.2 1/month", 1),
    ],
)
def test_and_so_does_one_of_any_length_of_time_on_end(written: str, months: float) -> None:
    for old, new, path in (
        (MEETS, f"meets: {written}", "tracks.talks.meets"),
        (HAZARD, f"collapse_hazard: {{low: 0 %/month, high: {written}}}", "truth.collapse_hazard"),
    ):
        found = changed((old, new)).quantities()[path]
        value = found.parameters.get("value", found.parameters.get("high"))
        assert 1 - (1 - value) ** months == pytest.approx(0.2, rel=1e-12)


def test_every_number_of_a_distribution_compounds_and_its_sd_by_the_slope() -> None:
    raw = {"median": "30 %/year", "p10": "10 %/year", "p90": "60 %/year"}
    _, found = parse(raw, "1/month", compounds=True)
    assert [1 - (1 - value) ** 12 for value in found.values()] == pytest.approx([0.3, 0.1, 0.6])
    _, found = parse({"values": ["30 %/year", "2 %/month"], "weights": [1, 3]}, "1/month", compounds=True)
    assert found["values"] == pytest.approx((1 - 0.7 ** (1 / 12), 0.02)) and found["weights"] == (0.25, 0.75)
    _, found = parse({"mean": "30 %/year", "sd": "1 %/year"}, "1/month", compounds=True)
    step = 1e-6
    slope = ((1 - (0.7 - step) ** (1 / 12)) - (1 - (0.7 + step) ** (1 / 12))) / (2 * step)
    assert found["sd"] == pytest.approx(0.01 * slope, rel=1e-6)
    _, found = parse({"mean": "30 %/year", "strength": 10}, "1/month", compounds=True)
    assert found == {"mean": pytest.approx(1 - 0.7 ** (1 / 12)), "strength": 10}


def test_money_and_costs_stay_linear() -> None:
    assert changed((COST, "attacker: 12 %/year")).quantities()["costs.attacker"].centre == pytest.approx(0.01)
    assert read("120 bn USD/year", "bn USD/month") == pytest.approx(10)
    assert read("36 vessels/year", "vessel/month") == pytest.approx(3)


def test_what_compounds_is_said_by_check(ripe, tmp_path) -> None:
    (tmp_path / "w.yaml").write_text(TEXT.replace(HAZARD, "collapse_hazard: 30 %/year"))
    code, out, _ = ripe("check", "w.yaml")
    assert code == 0
    assert "truth.collapse_hazard: 30 %/year compounds to 2.93 % in each month" in " ".join(out.split())
    assert "compounds" not in ripe("check", "toys/gamblers-ruin")[1]


def test_more_than_all_of_a_year_is_no_chance() -> None:
    for written in ("120 %/year", "6/year", "-1 %/year"):
        assert "no chance" in problem((MEETS, f"meets: {written}")).what
    assert changed((MEETS, "meets: 100 %/year")).quantities()["tracks.talks.meets"].centre == 1
    assert problem((MEETS, "meets: 30 % year")).path == "tracks.talks.meets"


def test_a_lever_on_a_chance_is_in_the_units_of_a_month_and_may_be_set_by_the_year() -> None:
    lever = "  often: {title: x, owner: nobody, changes: tracks.talks.meets, unit: '%/month', "
    lever += "status_quo: 30, low: 0, high: 90}\n"
    scenario = changed(("levers:  ", "levers:\n" + lever + "#"))
    assert scenario.lever_value("often", "90 %/year") == pytest.approx(1 - 0.1 ** (1 / 12))
    assert scenario.lever_value("often", "9 %/month") == pytest.approx(0.09)
    found = problem(("levers:  ", "levers:\n" + lever.replace("%/month", "%/year") + "#"))
    assert found.path == "levers.often.unit" and "month" in found.fix


@pytest.mark.parametrize(
    "wrong",
    [
        "{median: 50 %/month, p10: 10 %/month, p90: 900 %/month}",
        "{median: 50 %/month, p10: 10 %/month, p90: 101 %/month}",
        "{mean: 120 %/month, sd: 1 %/month}",
        "{low: 0 %/month, mode: 1 %/month, high: 101 %/month}",
        "{values: [1 %/month, 101 %/month]}",
    ],
)
def test_a_stated_number_outside_the_support_is_refused(wrong: str) -> None:
    found = problem((HAZARD, f"collapse_hazard: {wrong}"))
    assert found.path == "truth.collapse_hazard" and "outside the range" in found.what


def made(kind: str, low: float, high: float, **parameters: float) -> Quantity:
    return Quantity(kind, parameters, "1", low, high)


CUT = [
    made("normal", 0, 1, mean=0.01, sd=0.3),
    made("normal", 0, 1, mean=0.99, sd=0.3),
    made("normal", 0, math.inf, mean=1, sd=2),
    made("normal", -0.5, 0.5, mean=0.0, sd=5),
    made("normal", -0.5, 0.5, mean=0.3, sd=0.02),
    made("normal", 0, 1, mean=0.0, sd=0.1),
    made("lognormal", 0, 1, median=0.5, p10=0.1, p90=0.99),
    made("lognormal", 0, 1, median=0.01, p10=0.001, p90=0.02),
    made("lognormal", 0, math.inf, median=1, p10=0.1, p90=20),
]


@pytest.mark.parametrize("quantity", CUT, ids=lambda one: f"{one.kind}-{'-'.join(map(str, one.parameters.values()))}")
def test_whoever_is_cut_off_far_from_what_is_stated_is_warned_of(quantity: Quantity) -> None:
    scores = special.ndtri((np.arange(200_000) + 0.5) / 200_000)
    drawn = quantile(quantity, special.ndtr(scores))
    stated = quantity.centre
    allowed = 0.1 * (abs(stated) or quantity.parameters.get("sd", 0.0))
    off = {"median": abs(np.median(drawn) - stated)}
    if quantity.kind == "normal":
        off["mean"] = abs(drawn.mean() - stated)
    found = list(differences(quantity))
    assert bool(found) == (max(off.values()) > allowed)
    for name, said, value in found:
        assert said == stated
        assert value == pytest.approx(drawn.mean() if name == "mean" else np.median(drawn), abs=1e-4)


def test_the_warning_names_the_number_and_both_figures() -> None:
    scenario = changed((ODDS, "battle_odds: {mean: 1 %, sd: 30 %}"))
    (said,) = [one for one in scenario.warnings() if "truth.battle_odds" in one]
    a, b = (0 - 0.01) / 0.3, (1 - 0.01) / 0.3
    assert f"{stats.truncnorm(a, b, 0.01, 0.3).mean():.6g}, not 0.01" in said
    assert not [one for one in changed().warnings() if "support" in one]


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        (STRENGTH, "strength: {median: 60 months, p10: 20 months, p90: 1e308 months}", "battle.strength"),
        (STRENGTH, "strength: {median: 60 months, p10: 1e-300 months, p90: 150 months}", "battle.strength"),
        (STRENGTH, "strength: {median: 60 months, p10: 1 month, p90: 1e25 months}", "battle.strength"),
        (STRENGTH, "strength: 1e308 months", "battle.strength"),
        (STRENGTH, "strength: 1e-320 months", "battle.strength"),
        (STRENGTH, "strength: 1e29 years", "battle.strength"),
        (STRENGTH, "strength: {low: 1 month, high: 1e300 months}", "battle.strength"),
        (STRENGTH, "strength: {mean: 1 month, sd: 1e29 months}", None),
        (ODDS, "battle_odds: {mean: 0.5, sd: 1e20}", "truth.battle_odds"),
        (ODDS, "battle_odds: {mean: 0.5, strength: 1e-9}", "truth.battle_odds"),
        (ODDS, "battle_odds: {mean: 1e-30, strength: 1e12}", "truth.battle_odds"),
        (ODDS, "battle_odds: {values: [0.4, 0.5], weights: [1e308, 1e308]}", "truth.battle_odds"),
        (ODDS, "battle_odds: {values: [0.4, 0.5], weights: [1e-320, 1]}", "truth.battle_odds"),
        (ODDS, "battle_odds: {values: [0.4, 0.5], weights: [.inf, 1]}", "truth.battle_odds"),
        (ODDS, "battle_odds: {values: [0.4, 0.5], weights: [.nan, 1]}", "truth.battle_odds"),
    ],
)
def test_finite_words_have_finite_draws_or_are_refused(old: str, new: str, path: str | None) -> None:
    if path is None:
        scenario = changed((old, new))
    else:
        assert path in problem((old, new)).path
        return
    for quantity in scenario.assumptions().values():
        assert np.isfinite(quantile(quantity, np.array([0.0, 1e-12, 0.1, 0.5, 0.9, 1.0]))).all()


def test_what_is_not_refused_is_drawn_finite_whatever_it_states() -> None:
    random = np.random.default_rng(3)
    drawn = 0
    for _ in range(400):
        low, high = (0.0, math.inf) if random.random() < 0.5 else (0.0, 1.0)
        powers = np.sort(random.uniform(-40, 40 if math.isinf(high) else 0, 3))
        p10, median, p90 = 10.0**powers
        quantity = made("lognormal", low, high, median=median, p10=p10, p90=p90)
        if refused(quantity, above=True) is None:
            drawn += 1
            values = quantile(quantity, np.array([1e-12, 0.1, 0.5, 0.9, 1 - 1e-12]))
            assert np.isfinite(values).all() and (values > 0).all() and (values < 1e31).all()
    assert drawn > 10
    assert NormalDist().cdf(7.04) == pytest.approx(1 - 1e-12, abs=1e-13)


def test_numbers_too_large_for_a_float_are_refused_with_their_line() -> None:
    for written in ("1e400 months", "9" * 400 + " months", f"{10**399}"):
        assert problem((STRENGTH, f"strength: {written}")).path.endswith("battle.strength")
    with pytest.raises(UnitError):
        read(10**400, "1")


def test_evidence_prints_a_number_as_a_person_wrote_it(ripe, tmp_path) -> None:
    (tmp_path / "w.yaml").write_text(TEXT.replace(COST, "attacker: 0.7 %/month").replace("0.4\n", "41.3 %\n", 1))
    out = ripe("check", "w.yaml", "--evidence")[1]
    assert "costs.attacker = 0.7 %/month" in out
    assert "99999" not in out and "00000" not in out
