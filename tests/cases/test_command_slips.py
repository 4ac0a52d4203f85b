"""What may go wrong on a command line: a sentence that names the option, and nothing taken for something else."""

from __future__ import annotations

from pathlib import Path

import pytest

import synthetic
from ripeness.cli.main import app
from ripeness.cli.new import STARTER
from ripeness.cli.screen import USUAL, out
from ripeness.ensemble.devices import cores
from ripeness.errors import RunError

COMMANDS = sorted(command.name for command in app.registered_commands if command.name)


@pytest.fixture
def made_up_run(monkeypatch):
    """Stand in for `ripeness.forecast`."""

    def forecast(scenario, policy=None, levers=None, draws=200, seed=0, horizon=None, **rest):
        return synthetic.forecast(scenario, draws, seed, horizon, rest["record"], policy, levers)

    monkeypatch.setattr("ripeness.ensemble.forecast.forecast", forecast)


@pytest.mark.parametrize("command", COMMANDS)
def test_an_argument_or_option_that_is_empty_is_refused(command: str, ripe) -> None:
    """As a shell hands over a variable that is not set; a policy of no name was taken for the status quo."""
    code, printed, told = ripe(command, "")
    assert (code, printed) == (2, "") and told.startswith("an argument is empty.")


@pytest.mark.parametrize(
    "option", ["--policy", "--view", "--out", "--csv", "--design", "--cluster", "--resume", "--set"]
)
def test_it_is_named_in_either_form(option: str, ripe) -> None:
    for arguments in ((option, ""), (f"{option}=",)):
        code, printed, told = ripe("run", "gamblers-ruin", *arguments)
        assert (code, printed) == (2, "") and told.startswith(f"{option} is empty.")


def test_what_ends_with_an_equals_sign_is_not_empty(ripe) -> None:
    assert "--set 'guarantee=' is not of the form" in ripe("run", "gamblers-ruin", "--set=guarantee=")[2]


def test_a_table_is_not_written_over_what_is_saved(ripe, made_up_run) -> None:
    Path("w.yaml").write_text(STARTER.read_text(encoding="utf-8"), encoding="utf-8")
    Path("folder").mkdir()
    Path("mine.csv").mkdir()
    reasons = {
        "w.yaml": "w.yaml ends in .yaml", "folder": "folder is there already and is left as it is",
        "mine.csv": "mine.csv is there already and is left as it is",
    }  # fmt: skip
    for name, why in reasons.items():
        code, printed, told = ripe("run", "w.yaml", "--csv", name)
        assert (code, printed) == (2, "") and told.startswith(why)
    assert Path("w.yaml").read_text(encoding="utf-8") == STARTER.read_text(encoding="utf-8")
    assert "there is no folder 'none'" in ripe("run", "w.yaml", "--csv", "none/a.csv")[2]
    assert not Path("runs").exists()


def test_a_table_that_cannot_be_written_costs_the_table_only(ripe, made_up_run) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no full device")
    code, printed, told = ripe("run", str(STARTER), "--csv", "/dev/full")
    assert code == 2 and "Saved in runs/" in printed
    assert "/dev/full could not be written: No space left on device" in told


@pytest.mark.parametrize("columns", ["0", "-0", "00"])
def test_a_terminal_without_columns_gets_the_page_all_the_same(columns: str, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert out().width == USUAL


@pytest.mark.parametrize("stated", ["abc", "0", "-1", "1.5", "999999999", "\u0663", " 2"])
def test_a_number_of_cores_that_is_none_is_refused(stated: str, monkeypatch) -> None:
    monkeypatch.setenv("RIPENESS_CORES", stated)
    with pytest.raises(RunError, match=r"RIPENESS_CORES is '.*', not a number of cores"):
        cores()


@pytest.mark.parametrize("month", ["9" * 5000, "\u0663", "\u00b2", "--5", "1_0", "1e1", "nan"])
def test_a_month_ahead_is_written_in_the_digits_0_to_9(month: str, ripe) -> None:
    code, printed, told = ripe("gradient", str(STARTER), "--at", month)
    assert (code, printed) == (2, "") and "Write months after as_of" in told
