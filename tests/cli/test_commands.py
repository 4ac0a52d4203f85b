"""What each command prints, writes and leaves."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import synthetic
from ripeness.scenarios.shipped import shipped
from ripeness.schema import load_scenario


def test_run_prints_the_page_and_saves_the_run(ripe, asked):
    code, out, _ = ripe("run", "--draws", "100")
    assert code == 0
    assert out.startswith("Russia and Ukraine, February 2026")
    (folder,) = Path("runs").iterdir()
    assert f"Saved in {folder}" in out
    files = {"results.nc", "summary.json", "provenance.json", "scenario.yaml", "SHA256SUMS"}
    assert {one.name for one in folder.iterdir()} == files
    assert (folder / "scenario.yaml").read_text() == shipped()["ukraine-2026"].read_text()
    assert asked[0]["draws"] == 100 and asked[0]["record"] and asked[0]["precision"] == "float32"


def test_run_hands_every_option_to_the_forecast(ripe, asked):
    options = "--policy ratchet-both --set mandate=0.9 --set guarantee=50% --draws 64 --no-record --seed 3 --horizon 24"
    assert ripe("run", "ukraine-2026", *options.split(), "--precision", "float64")[0] == 0
    asked[0].pop("progress")
    assert asked[0] == {
        "policy": "ratchet-both",
        "levers": {"mandate": "0.9", "guarantee": "50%"},
        "draws": 64,
        "seed": 3,
        "horizon": 24,
        "record": False,
        "precision": "float64",
        "points": "sobol",
        "design": None,
        "in_eyes": False,
        "beliefs": False,
    }


@pytest.mark.parametrize("option", ["--details", "--json"])
def test_what_the_first_page_does_not_need_is_computed_when_asked_for(ripe, asked, option):
    """The first page reads neither beliefs nor other eyes; a run without them says so behind --details."""
    assert ripe("run", "--draws", "100")[0] == ripe("run", "--draws", "100", option)[0] == 0
    assert [(one["in_eyes"], one["beliefs"]) for one in asked if one["record"]] == [(False, False), (True, True)]


def test_json_prints_one_object_and_nothing_else_and_it_is_the_summary_that_is_saved(ripe, asked):
    code, out, err = ripe("run", "--json", "--out", "mine")
    assert code == 0
    read = json.loads(out)
    assert read["scenario"] == "ukraine-2026" and len(read["months"]) == 61
    assert read["provenance"]["options"]["draws"] == 200
    assert "Saved in mine" in err
    assert json.loads(Path("mine/summary.json").read_text()) == read
    assert json.loads(Path("mine/provenance.json").read_text()) == read["provenance"]


def test_out_is_never_overwritten(ripe, asked):
    assert ripe("run", "--out", "mine")[0] == 0
    code, _, err = ripe("run", "--out", "mine")
    assert code == 2 and "mine is not empty, and a run never overwrites anything" in err
    assert len(asked) == 1


def test_an_interrupted_run_shows_and_keeps_what_was_finished(ripe, asked, monkeypatch):
    def partial(scenario, *_, **__):
        return synthetic.forecast(scenario, 64).assign_attrs(partial=1, draws=200)

    monkeypatch.setattr("ripeness.ensemble.forecast.forecast", partial)
    code, out, err = ripe("run")
    assert code == 130
    assert "PARTIAL: interrupted after 64 of 200 versions of the argument." in out
    assert "Interrupted: this rests on 64 of 200 versions of the argument." in err
    assert len(list(Path("runs").iterdir())) == 1


def test_a_run_interrupted_before_its_first_draw_leaves_nothing(ripe, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("ripeness.ensemble.forecast.forecast", interrupted)
    code, out, err = ripe("run")
    assert (code, out) == (130, "")
    assert err == "Interrupted before any draw was finished: nothing is saved.\n"
    assert list(Path("runs").iterdir()) == []


def test_a_full_disk_still_shows_the_forecast(ripe, asked, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xarray.Dataset.to_netcdf", full)
    code, out, err = ripe("run")
    assert code == 2
    assert out.startswith("Russia and Ukraine") and "Saved in" not in out
    assert "No space left on device" in err and "Traceback" not in err


def test_show_prints_a_saved_run_as_it_was_printed(ripe, asked):
    _, first, _ = ripe("run", "--out", "mine")
    code, again, _ = ripe("show", "mine")
    assert code == 0 and again == first
    _, second, _ = ripe("run")
    assert ripe("show", "latest")[1] == second


def test_list_names_the_shipped_scenarios_and_the_runs(ripe, asked):
    code, out, _ = ripe("list")
    assert code == 0
    assert any(
        line.split() == ["ukraine-2026", "Russia", "and", "Ukraine,", "February", "2026"] for line in out.splitlines()
    )
    assert "No runs in ./runs yet." in out
    ripe("run", "--policy", "ratchet-both", "--draws", "64")
    out = ripe("list")[1]
    assert "ratchet-both" in out and "64 draws" in out and "ukraine-2026-20" in out


def test_a_spoilt_run_does_not_hide_the_others(ripe, asked):
    ripe("run", "--out", "runs/good")
    ripe("run", "--out", "runs/bad")
    Path("runs/bad/provenance.json").write_text("{")
    code, out, _ = ripe("list")
    assert code == 0 and "cannot be read" in out and "200 draws" in out


def test_the_starter_runs_for_real(ripe):
    """The one test here that computes: the shape of the forecast is the one that is made up elsewhere."""
    ripe("new", "mine")
    code, out, _ = ripe("run", "mine.yaml", "--no-record", "--draws", "2", "--json")
    read = json.loads(out)
    assert code == 0
    assert read["scenario"] == "mine" and len(read["months"]) == 37
    for month in range(37):
        ended = sum(path["by_month"][month] for path in read["endings"].values())
        assert ended + read["ongoing"][month]["mean"] == pytest.approx(1, abs=1e-5)
    said = " ".join(ripe("show", "latest")[1].split())
    assert said.startswith("CAUTION: not to be quoted: these 2 versions of the argument count as 2 equal ones")


def test_new_writes_a_scenario_that_is_in_order_and_names_its_schema(ripe, asked):
    code, out, _ = ripe("new", "my-war")
    assert code == 0 and "Wrote my-war.yaml" in out
    first = Path("my-war.yaml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=scenario.schema.json"
    assert json.loads(Path("scenario.schema.json").read_text())["title"] == "ripeness scenario"
    scenario = load_scenario("my-war.yaml")
    assert scenario.name == "my-war" and scenario.warnings() == []
    code, out, _ = ripe("check", "my-war.yaml")
    assert code == 0 and out.startswith("my-war.yaml: in order.")
    assert ripe("run", "my-war.yaml", "--policy", "guarantees-first", "--set", "mandate=0.9")[0] == 0


def test_new_overwrites_nothing(ripe):
    Path("mine.yaml").write_text("mine")
    code, _, err = ripe("new", "mine")
    assert (code, err) == (2, "mine.yaml is there already and is left as it is. Choose another name.\n")
    assert Path("mine.yaml").read_text() == "mine"
    code, _, err = ripe("new", "wars/2x")
    assert code == 2 and "'2x' cannot be the name of a scenario" in err
    code, _, err = ripe("new", "wars/x")
    assert code == 2 and err == "There is no folder 'wars'. Make it, or name another place.\n"


def test_check_counts_what_a_scenario_holds(ripe):
    ripe("new", "w")
    lines = ripe("check", "w.yaml")[1].splitlines()
    assert "  actors     the North (attacker), the South (defender)" in lines
    assert "  record     24 months, January 2024 to December 2025" in lines
    assert "  numbers    29 stated, 14 of them uncertain and drawn" in lines
    assert "  judgement  28 of 29 numbers (97 %) rest on judgement" in lines


def test_check_prints_warnings(ripe):
    ripe("new", "w")
    text = Path("w.yaml").read_text()
    Path("w.yaml").write_text(text.replace("tail: 60 months", "tail: 12 months"))
    code, out, _ = ripe("check", "w.yaml")
    assert code == 0 and "warning    calendar.tail is 12 months" in out


def test_evidence_lists_numbers_by_source_and_paragraphs_that_nothing_uses(ripe):
    ripe("new", "w")
    out = ripe("check", "w.yaml", "--evidence")[1]
    by_almanac = out[out.index("almanac#1: ") :].split("\njudgement\n")[0]
    assert "truth.battle_odds = mean 0.51, sd 0.02" in by_almanac
    assert "costs.attacker = median 0.6 %/month, p10 0.3 %/month, p90 1.2 %/month" in out
    for idle in ("Paragraphs that nothing uses", "Sources behind no number"):
        assert out.split(f"\n{idle} ")[1].splitlines()[1] == "  none"


def test_schema_prints_a_json_schema(ripe):
    code, out, _ = ripe("schema")
    assert code == 0
    assert json.loads(out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_shipped_scenario_is_in_order(ripe):
    for name in shipped():
        assert ripe("check", name)[0] == 0, name


LIGHT = [["--help"], ["run", "--help"], ["check", "ukraine-2026", "--evidence"], ["list"], ["schema"]]


@pytest.mark.parametrize("command", LIGHT)
def test_light_commands_import_no_array_library(command):
    code = (
        "import sys; from ripeness.cli.main import main; sys.argv = ['ripeness', *sys.argv[1:]]\n"
        "try: main()\n"
        "except SystemExit as left: assert not left.code\n"
        "heavy = {'jax', 'numpy', 'xarray', 'netCDF4', 'scipy', 'pandas'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_importing_the_package_imports_next_to_nothing():
    code = (
        "import sys, ripeness; ripeness.__version__; dir(ripeness)\n"
        "assert not {'jax', 'numpy', 'xarray', 'pydantic'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_command_prints_json_for_programs(ripe) -> None:
    from typer.main import get_command

    from ripeness.cli.main import app

    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        if name not in ("theory", "mcp", "ledger", "serve"):  # groups have tests of their own; the last two are servers
            assert "--json" in {flag for one in command.params for flag in one.opts}, name
    code, out, _ = ripe("list", "--json")
    assert code == 0 and {"ukraine-2026", "toys/mediated-war"} <= set(json.loads(out)["scenarios"])
    written = {"schema": "ripeness/new/2", "scenario": "third.yaml", "json_schema": "scenario.schema.json"}
    assert json.loads(ripe("new", "third", "--json")[1]) == written
    assert json.loads(ripe("schema", "--json")[1])["$schema"]


def test_check_counts_the_policies_as_an_error_that_lists_them_does(ripe) -> None:
    """The one that moves no lever is among them in both."""
    _, out, _ = ripe("check", "ukraine-2026")
    _, _, said = ripe("run", "ukraine-2026", "--policy", "no-such")
    counted = re.search(r"policies +(\d+): status-quo, which moves no lever, and (\d+) that the file", out)
    assert counted is not None and f"lists the {counted[1]} policies" in said
    assert int(counted[2]) == len(load_scenario(shipped()["ukraine-2026"]).policies) == int(counted[1]) - 1
