"""Each mistake at the keyboard: a sentence on the standard error, exit code 2, no traceback, nothing computed."""

from pathlib import Path

import pytest

FLAGSHIP = "ukraine-2026"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "ukrain-2026"], "there is no scenario 'ukrain-2026'. Did you mean 'ukraine-2026'?"),
        (["run", "nowhere.yaml"], "nowhere.yaml: there is no such file."),
        (["run", "."], ".: this is a folder, not a scenario file."),
        (["run", FLAGSHIP, "--draws", "0"], "0 draws make no forecast."),
        (["run", FLAGSHIP, "--draws", "-5"], "-5 draws make no forecast."),
        (["run", FLAGSHIP, "--seed", "-1"], "-1 is no seed. A seed is a whole number from 0"),
        (["run", FLAGSHIP, "--horizon", "0"], "a horizon of 0 months is outside 1 to 60, what ukraine-2026 can show."),
        (
            ["run", FLAGSHIP, "--horizon", "61"],
            "a horizon of 61 months is outside 1 to 60, what ukraine-2026 can show.",
        ),
        (["run", FLAGSHIP, "--policy", "ratchet-bth"], "Did you mean 'ratchet-both'?"),
        (["run", FLAGSHIP, "--set", "mandat=1"], "no lever is called 'mandat'. Did you mean 'mandate'?"),
        (["run", FLAGSHIP, "--set", "mandate=3"], "3 lies outside the lever's range, 0 to 1."),
        (["run", FLAGSHIP, "--set", "mandate"], "--set 'mandate' is not of the form LEVER=VALUE."),
        (["run", FLAGSHIP, "--set", "mandate="], "--set 'mandate=' is not of the form LEVER=VALUE."),
        (["run", FLAGSHIP, "--set", "mandate=much"], "much"),
        (["run", FLAGSHIP, "--set", "mandate=3 USD"], "USD"),
        (["run", FLAGSHIP, "--set", "mandate=1", "--set", "mandate=0"], "--set mandate stands there twice."),
        (["check", "nowhere.yaml"], "nowhere.yaml: there is no such file."),
        (["show", "nothing"], "there is no run 'nothing'."),
        (["show", "latest"], "nothing has been run here"),
        (["new", "9"], "'9' cannot be the name of a scenario."),
    ],
)
def test_a_mistake_is_named_and_nothing_is_computed(ripe, asked, arguments, message):
    code, out, err = ripe(*arguments)
    assert code == 2
    assert message in err
    assert out == "" and "Traceback" not in err
    assert asked == [] and not Path("runs").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"\x00\x01\x02", "the file is binary, not text"),
        (b"\xff\xfe\xff", "the file is not text in UTF-8"),
        (b"ripeness: 2\n", "the file has version 2 of the format"),
        (b"a: [", "this is not valid YAML"),
        (b"- 1\n", "the file is not a mapping of keys to values"),
    ],
)
@pytest.mark.parametrize("command", ["run", "check"])
def test_a_file_that_is_no_scenario_is_refused(ripe, asked, command, content, message):
    Path("bad.yaml").write_bytes(content)
    code, out, err = ripe(command, "bad.yaml")
    assert (code, out) == (2, "")
    assert err.startswith("bad.yaml") and message in err


def test_every_problem_of_a_scenario_has_its_line(ripe):
    ripe("new", "w")
    text = Path("w.yaml").read_text().replace("guarantee: 0.1 ", "garantee: 0.1 ").replace("steps: 20", "steps: twenty")
    Path("w.yaml").write_text(text)
    code, _, err = ripe("check", "w.yaml")
    assert code == 2
    lines = text.splitlines()
    for word in ("garantee", "steps: twenty"):
        line = next(number for number, one in enumerate(lines, 1) if word in one)
        assert f"w.yaml:{line}:" in err
    assert "guarantee" in err


@pytest.mark.parametrize("arguments", [["run", "--draws", "many"], ["run", "--precision", "float16"], ["fly"], ["new"]])
def test_what_the_command_line_does_not_know_leaves_with_two(ripe, asked, arguments):
    code, out, err = ripe(*arguments)
    assert (code, out) == (2, "")
    assert "Traceback" not in err and err


def test_a_folder_that_cannot_be_written_is_found_out_before_anything_is_computed(ripe, asked):
    Path("file").write_text("")
    code, out, err = ripe("run", "--out", "file/mine")
    assert (code, out, asked) == (2, "", [])
    assert "no run can be saved in file" in err
    code, _, err = ripe("run", "--out", "file")
    assert code == 2 and "file is a file" in err and asked == []


def test_a_run_of_another_version_says_so(ripe):
    Path("old").mkdir()
    Path("old/summary.json").write_text('{"scenario": "x"}')
    code, out, err = ripe("show", "old")
    assert (code, out) == (2, "")
    assert "does not hold what this version of ripeness prints" in err


def test_a_disk_that_fails_is_a_sentence(ripe, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device", "w.yaml")

    monkeypatch.setattr(Path, "open", full)
    monkeypatch.setattr("ripeness.cli.new.STARTER", type("", (), {"read_text": lambda *_, **__: ""}))
    code, _, err = ripe("new", "w")
    assert code == 2
    assert err == "w.yaml: No space left on device. Check the disk and the folder's permissions.\n"


def test_a_mistake_of_ours_is_not_hidden(ripe, monkeypatch):

    def wrong(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("ripeness.ensemble.forecast.forecast", wrong)
    with pytest.raises(ZeroDivisionError):
        ripe("run")
