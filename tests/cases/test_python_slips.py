"""What a researcher may get wrong in Python is said in a sentence; nothing passes in silence for something else."""

from __future__ import annotations

import inspect
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

import ripeness
from ripeness.cli.new import STARTER
from ripeness.ensemble.arguments import KINDS, kinds_of
from ripeness.ensemble.draws import prior
from ripeness.ensemble.learn import Learnt
from ripeness.errors import RipenessError, RunError, ScenarioError
from ripeness.schema import Scenario
from ripeness.schema.load import load_scenario, parse_data


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


@pytest.mark.parametrize("asked", ["forecast", "solve", "stream", "ask", "gradient", "drivers", "run"])
def test_values_of_levers_in_the_place_of_a_policy_are_told_where_they_belong(war, asked) -> None:
    needed = {"ask": {"question": "settlement by 2002"}, "stream": {"folder": "x"}}.get(asked, {})
    with pytest.raises(RunError, match=r"Write levers=\{\.\.\.\} instead"):
        getattr(ripeness, asked)(war, policy={"guarantee": 0.5}, **needed)


def test_where_no_levers_are_taken_they_are_said_to_belong_into_the_scenario(war) -> None:
    with pytest.raises(RunError, match=r"values of levers, not the name of a policy\. Name a policy; one with these"):
        ripeness.plans(war, policy={"guarantee": 0.5})


def test_a_value_that_takes_lines_to_print_is_named_by_its_kind(war) -> None:
    with pytest.raises(RunError, match=r"^age is a scenario, not a number\. Give months, such as 48\.$"):
        ripeness.baserate(war)
    with pytest.raises(RunError, match=r"^draws is of the kind list, not a whole number\. Write one, such as 24\.$"):
        ripeness.forecast(war, draws=list(range(1000)))


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
    with pytest.raises(RunError, match="not a whole number"):
        ripeness.gradient(war, at=1.5)


def test_a_stream_writes_into_its_folder_alone(war, tmp_path) -> None:
    with pytest.raises(RunError, match="is not the name of a text"):
        ripeness.stream(war, tmp_path / "run", draws=2, texts={"../evil.txt": "x"})
    assert not (tmp_path / "evil.txt").exists()


FITTING = {
    "int": [2, np.int64(2)], "float": [0.5, 2, np.float32(0.5)], "bool": [True, np.bool_(False)],
    "str": ["x", np.str_("x")],
    "Path": [Path("x")], "Levers": [{"a": 1}], "Mapping": [{"a": "1"}], "Iterable": [["a"], ("a",), iter(["a"])],
    "Progress": [print], "None": [None],
}  # fmt: skip
"""Values of each kind that an annotation names."""

OTHERS = [None, 2, 1.5, True, "x", b"x", {"a": 1}, {1: "a"}, ["a"], np.array([1.0, 2.0]), object(), Decimal(2), print]


NEEDED = {
    **{"a": "x", "b": "y", "file": "none.csv", "path": "none.csv", "folder": "none", "run": "none", "name": "none"},
    **{"outcome": "yes", "on": "2024-06-30", "evidence": "x", "source": "x"},
    **{"method": "exchange", "subject": "none.csv", "question": "the war ends by 2100", "age": 48.0},
    "as_of": ["2024-06"],
    "target": "the war ends by 2100 >= 50 %",
}
"""What arguments without a default are given."""


def handed_over() -> list[tuple[str, str, list[str]]]:
    """Each argument of a public function whose kind is checked: function, argument, kinds."""
    found = []
    for name in ripeness.__all__:
        function = getattr(ripeness, name)
        if inspect.isfunction(function):
            for argument, one in inspect.signature(function).parameters.items():
                kinds = kinds_of(str(one.annotation))
                if set(kinds) <= set(KINDS):
                    found.append((name, argument, kinds))
    return found


def test_nearly_every_argument_of_the_public_functions_is_checked() -> None:
    functions = {name for name in ripeness.__all__ if inspect.isfunction(getattr(ripeness, name))}
    checked = {name for name, _, _ in handed_over()}
    assert functions - checked <= {"runs"} and len(handed_over()) > 100


def is_one(value: object, kinds: list[str]) -> bool:
    """Whether a value is of a kind, told without the code under test."""
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    texts = isinstance(value, dict) and all(isinstance(key, str) for key in value)
    return any(
        {
            "int": whole, "float": whole or isinstance(value, float), "bool": isinstance(value, bool),
            "str": isinstance(value, str), "Path": isinstance(value, Path), "Levers": texts, "Mapping": texts,
            "Iterable": isinstance(value, list | tuple | np.ndarray), "Progress": callable(value),
            "None": value is None,
        }.get(kind, False)
        for kind in kinds
    )  # fmt: skip


@pytest.mark.parametrize(("function", "argument", "kinds"), handed_over(), ids=lambda one: str(one))
def test_a_public_function_names_the_argument_that_is_of_another_kind(function, argument, kinds, war) -> None:
    if function in ("load", "read"):  # found by name, whatever is handed over as one
        return
    called = getattr(ripeness, function)
    needed = {
        name: {**NEEDED, "scenario": war}.get(name)
        for name, one in inspect.signature(called).parameters.items()
        if one.default is inspect.Parameter.empty
    }
    for value in OTHERS:
        if not is_one(value, kinds):
            with pytest.raises(RunError, match=rf"^{argument} is .*, not ") as caught:
                called(**{**needed, argument: value})
            assert caught.value.fix


def test_a_value_of_the_kind_passes_as_pythons_own() -> None:
    for kind, values in FITTING.items():
        for value in values:
            passed = KINDS[kind][0](value)
            assert type(passed).__module__ in ("builtins", "numpy", "pathlib") and type(passed) not in (
                np.int64,
                np.bool_,
            )
    assert KINDS["Iterable"][0](iter("ab")) == ("a", "b")


def test_a_policy_of_no_name_is_none(war) -> None:
    for ask in (ripeness.forecast, ripeness.solve, ripeness.story):
        with pytest.raises(ScenarioError, match="no policy is called ''"):
            ask(war, policy="")


@pytest.mark.parametrize("seed", [-1, 2**32])
def test_a_design_has_the_limits_of_a_forecast(war, seed) -> None:
    for slip in ({"seed": seed}, {"draws": 0}, {"draws": 10**9}, {"points": "grid"}):
        with pytest.raises(RunError):
            ripeness.design(war, **slip)


def test_a_design_is_written_for_its_own_scenario(war, tmp_path) -> None:
    other = ripeness.load("gamblers-ruin")
    for design in (ripeness.design(war, 2), "", object()):
        with pytest.raises(RunError, match=r"the design was made for other assumptions|is no design"):
            ripeness.write_design(design, other, tmp_path / "draws.csv")
    assert not list(tmp_path.iterdir())


def test_what_was_learnt_is_kept_for_its_own_scenario(war, tmp_path) -> None:
    """What is learnt of another would take the place of what lies beside the scenario."""
    (tmp_path / "w.yaml").write_text(STARTER.read_text(encoding="utf-8"), encoding="utf-8")
    scenario = load_scenario(tmp_path / "w.yaml")
    (tmp_path / "w.proposal.json").write_text("mine")
    learnt = Learnt(prior(14), None, tuple(scenario.assumptions()), "0" * 16, 1, 16, 1.0, 16.0, 0.0)
    for one in (None, "x", learnt):
        with pytest.raises(RunError, match="was not learnt for starter as it stands"):
            ripeness.keep(one, scenario)
    assert (tmp_path / "w.proposal.json").read_text() == "mine"


@pytest.mark.parametrize(
    "name", ["run.json", "proposal.json", "design.parquet", "SHA256SUMS", "chunks", "a/b", "", "..", "t"]
)
def test_texts_beside_a_run_take_no_place_of_its_own_files(war, name, tmp_path) -> None:
    with pytest.raises(RunError, match="is not the name of a text that can be kept"):
        ripeness.stream(war, tmp_path / "run", draws=1, texts={name: 3 if name == "t" else "x"})
    assert not list(tmp_path.iterdir())


def test_texts_lie_beside_the_scenarios_own(war, tmp_path) -> None:
    """Without the scenario's text a run that was begun in Python could not go on from the command line."""
    ripeness.stream(war, tmp_path / "run", draws=1, horizon=1, texts={"notes.txt": "mine"})
    assert (tmp_path / "run" / "notes.txt").read_text(encoding="utf-8") == "mine"
    kept = load_scenario(tmp_path / "run" / "scenario.yaml")
    assert kept.content_hash() == war.content_hash() and ripeness.resume(tmp_path / "run").finished == 1


def test_labels_hold_no_character_that_commands(war) -> None:
    for label in ("a\x1b[31m", "\u202eb", "a\nb"):
        with pytest.raises(RunError, match="commands the terminal"):
            ripeness.compare(war, {label: "status-quo"}, draws=1)


def stated(war: Scenario) -> dict:
    return dict(war.data)


@pytest.mark.parametrize(
    "value", [object(), date(2025, 1, 1), Decimal("0.5"), 1j, {0.5}, np.array([0.1, 0.2]), iter([1]), b"x", print]
)
def test_what_no_file_can_hold_is_refused_with_its_path(war, value) -> None:
    for made in (lambda: parse_data(stated(war) | {"note": value}), lambda: war.replace({"note": value})):
        with pytest.raises(ScenarioError, match=r"note: .*is nothing that a file can hold"):
            made()


def test_numpy_scalars_anywhere_in_plain_data_are_numbers(war, tmp_path) -> None:
    belief = {"low": np.float32(0.25), "high": np.float64(0.75), "source": np.str_("judgement")}
    made = war.replace({"bargaining.attacker_power": belief})
    assert made.bargaining.attacker_power.parameters == {"low": 0.25, "high": 0.75}
    (tmp_path / "again.yaml").write_text(made.file_texts["scenario.yaml"], encoding="utf-8")  # as a run keeps it
    assert load_scenario(tmp_path / "again.yaml").content_hash() == made.content_hash()


def test_data_that_hold_themselves_are_refused(war) -> None:
    round_about = stated(war)
    round_about["sources"] = {"a": round_about}
    with pytest.raises(ScenarioError, match="nested deeper than 20 levels"):
        parse_data(round_about)


def test_two_keys_of_one_text_are_refused(war) -> None:
    with pytest.raises(ScenarioError, match="sources: two keys are the same text"):
        parse_data(stated(war) | {"sources": {"1": {}, 1: {}}})


@pytest.mark.parametrize("value", [None, [], np.array([0.1, 0.2]), object(), b"x", "0x1"])
def test_a_lever_takes_one_number_and_has_a_name(war, value) -> None:
    with pytest.raises(ScenarioError, match=r"^levers\.guarantee: "):
        war.lever_value("guarantee", value)
    with pytest.raises(ScenarioError, match="no lever is called"):
        war.lever_value(value, 0.5)


@pytest.mark.parametrize("month", [None, 3, "x", "2024-13", "2024-1", "", b"2024-01", np.datetime64("2024-01")])
def test_a_month_that_is_none_is_refused(war, month) -> None:
    with pytest.raises(ScenarioError, match="is not a month"):
        war.month_index(month)


@pytest.mark.parametrize("name", [None, 3, "", [], "x"])
def test_a_policy_that_is_none_is_refused(war, name) -> None:
    with pytest.raises(ScenarioError, match="no policy is called"):
        war.policy_levers(name)


def test_what_a_notebook_shows_is_short(war, tmp_path) -> None:
    rows = ripeness.design(war, draws=3, seed=5)
    ripeness.write_design(rows, war, tmp_path / "draws.csv")
    said = [repr(rows), repr(ripeness.read_design(war, tmp_path / "draws.csv"))]
    assert "3 draws of 14 assumptions of 'starter', sobol, seed 5" in said[0] and "3 draws of 14" in said[1]
    assert all(len(one) < 120 and "\n" not in one for one in said)
