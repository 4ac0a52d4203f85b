# ruff: noqa: E501
"""Every mistake in a claim is named with file, line, what is wrong and what to do, and a command leaves with 2."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up_claims import scenario_text

from ripeness.cli.main import main
from ripeness.errors import ScenarioError
from ripeness.schema.load import parse_scenario

GOOD = """\
  threshold: {says: x, kind: belief, by: author, statement: P1S2, holds_if: {quantity: ripe, over: [2025-02, 2025-12], each: every, below: 5 %}}
  word: {says: x, kind: could, holds_if: {quantity: ongoing, at: 12 months}}
  comparison: {says: x, kind: ordering, holds_if: {quantity: ongoing, at: 12 months, a: mandates-first, b: third, less_by: 0.1}}
  change: {says: x, kind: cause, holds_if: {quantity: settled, from: baseline, to: 12 months, at_most: 0}}
  needed: {says: x, kind: only_if, holds_if: {quantity: attackers_chance_within, thresholds: [0.4, 0.6], by: 24 months}}
  joint: {says: x, kind: only_if_jointly, holds_if: {quantity: ripe, at: 12, above: 0.5, first: third, second: mandates-first, both: both-first}}
  number: {says: x, kind: belief, holds_if: {assumption: truth.collapse_hazard, above: 3 %/month}}
  seen: {says: x, kind: fact, holds_if: {recorded: [attended, strikes], over: [2024-01, 2024-06], above: 0.5}}
  series: {says: x, kind: fact, holds_if: {series: made/aid.csv, column: eur_bn, window: [2024-01, 2024-12], where: {donor: North}, above: 1}, contradicted_if: [{says: y, series: made/aid.csv, column: eur_bn, window: [2024, 2024], below: 1}]}
"""

MISTAKES = [
    # piece, what is put in its place, path below claims, what is said, what is advised
    ("quantity: ripe, over", "quantity: rpe, over", "threshold.holds_if.quantity", "no quantity is called 'rpe'", "'ripe'"),
    ("each: every", "each: evry", "threshold.holds_if.each", "'evry' is not possible", "'every'"),
    ("below: 5 %}}", "bellow: 5 %}}", "threshold.holds_if.bellow", "'bellow' is not a known key", "'below'"),
    ("below: 5 %}}", "below: five}}", "threshold.holds_if.below", "does not begin with a number", "0.5 or 50 %"),
    (", below: 5 %}}", "}}", "threshold", "nothing says how large it must be", "at_least"),
    ("[2025-02, 2025-12]", "[2023-02, 2025-12]", "threshold.holds_if.over", "before the war began", "2024-01"),
    ("[2025-02, 2025-12]", "[2025-12, 2025-02]", "threshold.holds_if.over", "lies after", "earlier month first"),
    ("[2025-02, 2025-12]", "2025-02", "threshold.holds_if.over", "not a first and a last month", "[2025-02"),
    ("[2025-02, 2025-12]", "[2025-02, 2035-12]", "threshold.holds_if.over", "beyond the horizon", "2029-01"),
    ("statement: P1S2", "statement: first", "threshold.statement", "'first' is not a statement", "P5S3"),
    ("by: author", "by: athor", "threshold.by", "no actor is called 'athor'", "'author'"),
    ("kind: belief, by", "kind: belif, by", "threshold.kind", "'belif' is not possible", "'belief'"),
    ("kind: belief, by", "kind: only_if, by", "threshold", "not tested by the form Threshold", "OnlyIf"),
    ("quantity: ongoing, at: 12 months}}", "quantity: ripe, at: 12 months}}", "word", "speaks of a probability in a month", "quantity"),
    ("at: 12 months}}", "at: 12 months, at_least: 0.4}}", "word", "could means at least 0.10", "Leave the bound out"),
    ("at: 12 months}}", "at: 120 months}}", "word.holds_if.at", "beyond the horizon, 36 months", "2029-01"),
    ("at: 12 months}}", "at: 12 km}}", "word.holds_if.at", "not a measure of month", "36 months"),
    ("at: 12 months}}", "at: 2025-03}}", "word.holds_if.at", "not computed for months before 2026-01", "ripe"),
    ("at: 12 months}}", "at: 12 months, by: 6}}", "word.holds_if", "at and by are both stated", "one of"),
    (", at: 12 months}}", "}}", "word.holds_if", "no month is stated", "at: 36 months"),
    ("a: mandates-first", "a: mandate-first", "comparison.holds_if.a", "no policy is called 'mandate-first'", "'mandates-first'"),
    ("b: third", "b: mandates-first", "comparison.holds_if", "a and b are both", "two policies"),
    (", b: third", "", "comparison.holds_if.b", "b is missing", "Add b"),
    (", less_by: 0.1", "", "comparison.holds_if", "nothing says how a and b compare", "greater_by"),
    ("less_by: 0.1", "less_by: -0.1", "comparison.holds_if", "less_by is negative", "0 or more"),
    ("quantity: settled", "quantity: ended", "change.holds_if", "ended needs endings", "Add endings"),
    ("quantity: settled", "quantity: ripe, endings: ceasefire", "change.holds_if", "ripe has no endings", "Take endings out"),
    ("quantity: settled", "quantity: package, in_eyes_of: attacker", "change.holds_if", "in a side's eyes", "ongoing"),
    ("quantity: settled", "quantity: terms, issue: lnd", "change.holds_if.issue", "no issue is called 'lnd'", "'land'"),
    ("quantity: settled", "quantity: ended, endings: [ceasefyre]", "change.holds_if.endings.0", "no ending", "'ceasefire'"),
    ("quantity: settled", "quantity: bombing", "change.holds_if.from", "not computed for the baseline", "Name a month"),
    ("  baseline: 2025-01\n", "", "change.holds_if.from", "the calendar has no baseline", "Add calendar.baseline"),
    ("[0.4, 0.6]", "[0.6, 0.4]", "needed.holds_if.thresholds", "not rising numbers between 0 and 1", "[0.2, 0.5, 0.8]"),
    ("quantity: attackers_chance_within", "quantity: ripe", "needed.holds_if.quantity", "'ripe' is not possible", "attackers_chance_within"),
    ("both: both-first", "both: third", "joint.holds_if", "third stands twice", "once"),
    (", second: mandates-first", "", "joint.holds_if.second", "second is missing", "Add second"),
    ("above: 0.5, first", "above: 0.5, less_by: 0.1, first", "joint.holds_if", "beside a bound", "or bounds"),
    ("truth.collapse_hazard, above", "truth.collapse_hazzard, above", "number.holds_if.assumption", "no uncertain number", "'truth.collapse_hazard'"),
    ("above: 3 %/month", "above: 3 USD", "number.holds_if.assumption", "not a measure of 1/month", "4 %/month"),
    ("recorded: [attended, strikes]", "recorded: [attended, strike]", "seen.holds_if.recorded.1", "'strike' is not possible", "'strikes'"),
    ("[2024-01, 2024-06], above", "[2024-01, 2026-06], above", "seen.holds_if.over", "not a month of the record", "before 2026-01"),
    ("{series: made/aid.csv, column: eur_bn, window: [2024-01", "{series: ../aid.csv, column: eur_bn, window: [2024-01", "series.holds_if.series", "not a .csv file", "aid_monthly"),
    ("column: eur_bn, window: [2024-01", "colum: eur_bn, window: [2024-01", "series.holds_if.colum", "not a known key", "'column'"),
    ("window: [2024-01, 2024-12]", "window: [2024-01]", "series.holds_if.window", "not a first and a last period", "[2025-01"),
    ("where: {donor: North}", "where: North", "series.holds_if.where", "does not say which rows", "column: value"),
    ("[2024, 2024], below: 1", "[2024, 2024]", "series.contradicted_if.0", "nothing says how large", "above"),
]  # fmt: skip


def problems(old: str, new: str) -> tuple[str, list]:
    text = scenario_text(GOOD)
    assert old in text, old
    spoilt = text.replace(old, new, 1)
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(spoilt, "x.yaml")
    return spoilt, list(caught.value.problems)


def test_the_claims_that_are_spoilt_below_are_in_order() -> None:
    assert len(parse_scenario(scenario_text(GOOD), "x.yaml").claims) == 9


@pytest.mark.parametrize(
    ("old", "new", "path", "said", "advised"),
    MISTAKES,
    ids=[f"{one[2]}: {one[1][:30]}" for one in MISTAKES],
)
def test_a_mistake_in_a_claim_is_named_with_line_and_remedy(old, new, path, said, advised) -> None:
    spoilt, found = problems(old, new)
    about = [one for one in found if said in one.what]
    assert len(about) == 1, "\n".join(map(str, found))
    (one,) = about
    assert one.path == f"claims.{path}"
    assert advised in one.fix
    line = spoilt[: spoilt.index(f"  {path.split('.')[0]}: {{says")].count("\n") + 1
    assert str(one).startswith(f"x.yaml:{line}: claims.{path}: ")


def test_a_window_may_reach_from_the_record_into_the_forecast() -> None:
    war = parse_scenario(scenario_text(GOOD).replace("[2025-02, 2025-12]", "[2025-02, 2027-12]"), "x.yaml")
    assert war.claims["threshold"].holds_if is not None


def test_unknown_keys_of_a_form_list_the_keys_of_that_form_alone() -> None:
    _, (problem,) = problems("a: mandates-first, b: third, less_by", "a: mandates-first, b: third, les_by")[0:2]
    assert "Did you mean 'less_by'?" in problem.fix
    assert "greater_by" in problem.fix and "thresholds" not in problem.fix


def run(monkeypatch, capsys, *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["ripeness", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    written = capsys.readouterr()
    return int(left.value.code or 0), written.out, written.err


def test_the_command_leaves_with_two_and_every_problem(monkeypatch, capsys, tmp_path) -> None:
    file = tmp_path / "w.yaml"
    text = scenario_text(GOOD).replace("quantity: ripe, over", "quantity: rpe, over").replace("[0.4, 0.6]", "[0.6]")
    file.write_text(text.replace("both: both-first", "both: thrd"), encoding="utf-8")
    code, out, err = run(monkeypatch, capsys, "claims", str(file))
    assert (code, out) == (2, "")
    assert "no quantity is called 'rpe'" in err and "no policy is called 'thrd'" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--claim", "threshhold"], "no claim is called 'threshhold'. Did you mean 'threshold'?"),
        (["--draws", "0"], "0 draws make no forecast. Ask for at least 1"),
        (["--seed", "-1"], "-1 is no seed. A seed is a whole number"),
    ],
)
def test_what_cannot_be_asked_is_said_before_anything_is_computed(
    monkeypatch, capsys, tmp_path, arguments, said
) -> None:
    file = tmp_path / "w.yaml"
    file.write_text(scenario_text(GOOD), encoding="utf-8")
    monkeypatch.delenv("RIPENESS_DATA", raising=False)
    code, out, err = run(monkeypatch, capsys, "claims", str(file), *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_a_scenario_without_claims_says_how_to_add_them(monkeypatch, capsys, tmp_path) -> None:
    file = tmp_path / "w.yaml"
    file.write_text(scenario_text("").replace("claims:  ", "# claims:"), encoding="utf-8")
    code, _, err = run(monkeypatch, capsys, "claims", str(file))
    assert code == 2 and "states no claims. Add claims:" in err


def test_a_data_folder_that_is_none_is_an_error(monkeypatch, capsys, tmp_path) -> None:
    file = tmp_path / "w.yaml"
    file.write_text(scenario_text(GOOD), encoding="utf-8")
    monkeypatch.setenv("RIPENESS_DATA", str(Path(tmp_path) / "nowhere"))
    code, _, err = run(monkeypatch, capsys, "claims", str(file))
    assert code == 2 and "which is no folder. Name the data folder, or unset it." in err


def test_data_that_lack_what_a_claim_names_are_an_error_before_anything_is_computed(
    monkeypatch, capsys, tmp_path
) -> None:
    from made_up_claims import data_folder

    file = tmp_path / "w.yaml"
    file.write_text(scenario_text(GOOD).replace("where: {donor: North}", "where: {donor: Nrth}"), encoding="utf-8")
    monkeypatch.setenv("RIPENESS_DATA", str(data_folder(tmp_path / "data")))
    code, out, err = run(monkeypatch, capsys, "claims", str(file))
    assert (code, out) == (2, "")
    assert "made/aid.csv has no row with donor 'Nrth'. Correct the claim's where: or without:." in err
