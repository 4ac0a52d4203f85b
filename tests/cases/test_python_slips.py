"""What a researcher may get wrong in Python is said in a sentence; nothing passes in silence for something else."""

from __future__ import annotations

import numpy as np
import pytest

import ripeness
from ripeness.cli.new import STARTER
from ripeness.errors import RipenessError, RunError
from ripeness.schema import Scenario
from ripeness.schema.load import load_scenario


@pytest.fixture(scope="module")
def war() -> Scenario:
    return load_scenario(STARTER).replace({"calendar.horizon": 12, "calendar.tail": 1})


@pytest.mark.parametrize(
    "slip",
    [
        {"draws": 1.5}, {"draws": "2"}, {"draws": True}, {"draws": 10**18}, {"seed": None}, {"seed": 1.5},
        {"horizon": "6"}, {"levers": "guarantee=0.5"}, {"levers": ["guarantee"]}, {"policy": {"guarantee": 1}},
        {"design": 3},
    ],
)  # fmt: skip
def test_an_argument_of_another_kind_is_refused_in_a_sentence(war, slip) -> None:
    with pytest.raises(RunError):
        ripeness.forecast(war, **slip)


def test_a_file_name_in_place_of_a_scenario_is_refused(war) -> None:
    with pytest.raises(RunError, match=r"ripeness\.load"):
        ripeness.forecast("w.yaml")


def test_numpy_scalars_are_numbers(war) -> None:
    assert war.replace({"costs.attacker": np.float32(0.25)}).costs.attacker.centre == 0.25
    assert war.lever_value("guarantee", np.float32(0.5)) == 0.5
    assert len(ripeness.design(war, draws=int(np.int64(3))).draws(0, 3)) == 3


@pytest.mark.parametrize("changes", [[1], None, {3: 1}, "truth"])
def test_changes_of_another_kind_are_refused(war, changes) -> None:
    with pytest.raises(RipenessError):
        war.replace(changes)


@pytest.mark.parametrize("policies", ["status-quo", [1], None, {2026: "status-quo"}, 3])
def test_policies_of_another_kind_are_refused(war, policies) -> None:
    with pytest.raises(RunError):
        ripeness.compare(war, policies, draws=2)


@pytest.mark.parametrize("value", [5, -1, float("nan"), float("inf"), "much", None])
def test_an_assumption_outside_its_support_is_not_solved(war, value) -> None:
    with pytest.raises(RunError, match=r"costs\.attacker"):
        ripeness.solve(war, assumptions={"costs.attacker": value})


def test_a_design_of_other_assumptions_is_refused(war) -> None:
    rows = ripeness.design(war, draws=2)
    narrow = war.replace({"truth.battle_odds": {"mean": 0.3, "sd": 0.01, "source": "judgement"}})
    certain = war.replace({"costs.attacker": 0.01})
    for other in (narrow, certain):
        with pytest.raises(RunError, match="other assumptions"):
            ripeness.forecast(other, design=rows)


def test_a_policy_chosen_from_a_comparison_is_summed_up_as_itself(war) -> None:
    both = ripeness.compare(war, {"pledge": {"guarantee": 0.5}, "now": "status-quo"}, draws=2)
    now, pledge = (ripeness.summary(both.sel(policy=name), war) for name in ("now", "pledge"))
    assert (now["policy"], now["levers"]) == ("now", {})
    assert (pledge["policy"], pledge["levers"]) == ("pledge", {"guarantee": "0.5"})


def test_a_lever_put_back_to_its_status_quo_stays_on_record(war) -> None:
    policy = next(iter(war.policies))
    lever = next(iter(war.policies[policy].levers))
    made = ripeness.forecast(war, policy, {lever: war.levers[lever].status_quo}, draws=1)
    assert lever in made.attrs["levers"]


def test_what_cannot_be_summed_up_is_refused(war) -> None:
    made = ripeness.forecast(war, draws=2)
    for part in (None, made[["ongoing", "weight"]], made.assign(weight=made.weight * 0)):
        with pytest.raises(RunError):
            ripeness.summary(part, war)
    assert ripeness.summary(made.isel(draw=[0]), war)["months_ahead"][0] == 0


def test_each_variable_says_by_what_its_mean_is_weighed(war) -> None:
    """The mean of what is told of the wars that go on is that of the summary, by hand."""
    made = ripeness.forecast(war, draws=4)
    assert made.ripe.attrs["weigh_by"] == "weight x ongoing" and made.ongoing.attrs["weigh_by"] == "weight"
    by_hand = made.ripe.weighted((made.weight * made.ongoing).fillna(0)).mean("draw")
    assert np.allclose(by_hand.values, ripeness.summary(made, war)["ripe"], atol=1e-6)


def test_a_month_that_is_none_has_no_gradient(war) -> None:
    with pytest.raises(RunError, match="no month"):
        ripeness.gradient(war, at=1.5)


def test_a_stream_writes_into_its_folder_alone(war, tmp_path) -> None:
    with pytest.raises(RunError, match="not the name of a file"):
        ripeness.stream(war, tmp_path / "run", draws=2, texts={"../evil.txt": "x"})
    assert not (tmp_path / "evil.txt").exists()
