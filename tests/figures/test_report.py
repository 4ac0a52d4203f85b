"""A report and the files that commands write: from a shell and from Python, on a small war that is really computed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import answers
import pytest

import ripeness
import synthetic
from ripeness.cli.new import STARTER
from ripeness.errors import RunError, ScenarioError

SHORT = {"calendar.horizon": 12, "calendar.tail": 1}  # as in other tests, which share its programs


@pytest.fixture(scope="module")
def report() -> str:
    return ripeness.report(answers.war().replace(SHORT), ["guarantees-first"], draws=2, seed=3)


def test_a_report_says_of_what_it_is_then_three_sentences_then_the_rest(report):
    titles = re.findall(r"<h2>(.*?)</h2>", report)
    assert titles == [
        "The forecast", "What changes: B in the place of A", "What the argument claims", "Sources",
        "What cannot happen in this model", "How these numbers were made",
    ]  # fmt: skip
    assert report.index("not a prediction") < report.index("<h2>")
    assert report.index("In words") < report.index("Does the war go on?")
    assert "<svg " in report and "<script" not in report and len(report.encode()) < 300_000


def test_a_report_says_how_it_was_made_and_how_to_make_it_again(report):
    war = answers.war().replace(SHORT)
    foot = report[report.index("How these numbers were made</h2>") :]
    for said in (war.content_hash(), ripeness.__version__, "2 versions of the argument", "equally weighted ones"):
        assert said in foot
    again = re.search(r"<dd>(ripeness report .*?)</dd>", foot)[1]
    assert "--policy guarantees-first --draws 2 --seed 3" in again
    assert "Almanac of the war" in report and "Cannot happen in this model" in report


def test_failing_claims_stand_before_those_that_hold():
    from ripeness.questions.claims.verdict import ORDER

    assert [one for one in ORDER if one in ("fails", "holds")] == ["fails", "holds"]


def test_a_report_of_two_policies_is_of_no_more_and_of_known_ones():
    with pytest.raises(RunError, match="3 policies are named, and two are compared"):
        ripeness.report(answers.war(), ["a", "b", "c"])
    with pytest.raises(ScenarioError, match="no policy is called 'guarantee-first'"):
        ripeness.report(answers.war(), ["guarantee-first"])


@pytest.fixture
def made_up_run(monkeypatch):
    """Stand in for `ripeness.forecast`."""

    def forecast(scenario, policy=None, levers=None, draws=200, seed=0, horizon=None, **rest):
        return synthetic.forecast(scenario, draws, seed, horizon, rest["record"], policy, levers)

    monkeypatch.setattr("ripeness.ensemble.forecast.forecast", forecast)


def test_a_run_writes_figures_by_the_names_of_their_files_and_its_page(ripe, made_up_run):
    files = ["survival.png", "endings.svg", "wars.csv", "terms.json"]
    options = [part for one in files for part in ("--figure", one)]
    code, printed, told = ripe("run", str(STARTER), *options, "--html", "page.html")
    assert code == 0 and "Does the war go on?" in printed and told.count("Written: ") == 5
    assert Path("survival.png").read_bytes().startswith(b"\x89PNG")
    assert Path("endings.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert "letter" in Path("wars.csv").read_text(encoding="utf-8").splitlines()[0]
    assert '"$schema"' in Path("terms.json").read_text(encoding="utf-8")
    assert Path("page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert ripe("show", "latest", "--figure", "again/survival.png")[2].startswith("there is no folder 'again'")
    Path("again").mkdir()
    code, printed, _ = ripe("show", "latest", "--figure", "again/survival.png", "--html", "again/page.html")
    assert code == 0 and "Does the war go on?" in printed
    assert Path("again/survival.png").read_bytes() == Path("survival.png").read_bytes()
    assert Path("again/page.html").read_text(encoding="utf-8") == Path("page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("survivl.png", "no figure of this question is called 'survivl'. Did you mean 'survival'? Known figures: "),
        ("difference.png", "no figure of this question is called 'difference'."),
        ("survival.pdf", "survival.pdf ends in no form of a figure. End it in .png, .svg, .csv, .json"),
        ("there.png", "there.png is there already and is left as it is."),
        ("none/survival.png", "there is no folder 'none' for survival.png."),
    ],
)
def test_a_file_that_can_be_no_figure_is_refused_before_anything_is_computed(ripe, made_up_run, file, said):
    Path("there.png").write_text("x")
    code, printed, told = ripe("run", str(STARTER), "--figure", file)
    assert (code, printed) == (2, "") and told.startswith(said)
    assert not Path("runs").exists() and Path("there.png").read_text() == "x"


def test_a_figure_for_which_there_is_nothing_to_draw_says_so_after_the_page(ripe, made_up_run):
    code, printed, told = ripe("run", str(STARTER), "--figure", "front.png")
    assert code == 2 and "Does the war go on?" in printed
    assert "there is no figure front: the scenario's front is a ladder of steps and no area" in told


def test_a_report_from_a_shell_is_written_once(ripe, monkeypatch):
    monkeypatch.setitem(ripeness.__dict__, "report", lambda *given, **more: f"<p>{given[1:]} {more['command']}</p>")
    code, printed, _ = ripe("report", str(STARTER), "--policy", "guarantees-first", "--quick", "-o", "r.html")
    assert (code, printed) == (0, "Written: r.html\n")
    written = Path("r.html").read_text()
    assert "(['guarantees-first'], 32, 0)" in written and "--quick -o r.html" in written
    assert json.loads(ripe("report", str(STARTER), "-o", "s.html", "--json")[1]) == {
        "schema": "ripeness/report/2", "scenario": "starter", "file": "s.html",
    }  # fmt: skip
    code, _, told = ripe("report", str(STARTER), "-o", "r.html")
    assert code == 2 and told.startswith("r.html is there already")
