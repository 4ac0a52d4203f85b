"""A table that the user gives: what is wrong with it is said in a sentence that names row and column."""

import pytest

import ripeness
from ripeness.errors import RunError

HEAD = "truth.battle_odds,costs.attacker"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("truth.battle_odds\n0.5\n", "has no column 'costs.attacker'"),
        (
            f"{HEAD},costs.atacker\n0.5,0.1,0.1\n",
            "column 'costs.atacker' is no assumption.*Did you mean 'costs.attacker'",
        ),
        (f"{HEAD}\n0.5,0.1\n0.5,much\n", "row 2, column 'costs.attacker': much is not a number"),
        (f"{HEAD}\n0.5,0.1\n,0.1\n", "row 2, column 'truth.battle_odds': empty is not a number"),
        (f"{HEAD}\n0.5,inf\n", "row 1, column 'costs.attacker': inf is not a number"),
        (f"{HEAD}\n0.5,true\n", "row 1, column 'costs.attacker': True is not a number"),
        (f"{HEAD}\n0.5,0.1\n0.6,0.1\n1.2,0.1\n", "row 3, column 'truth.battle_odds': 1.2 lies outside 0 to 1"),
        (f"{HEAD}\n0.5,-0.1\n", "row 1, column 'costs.attacker': -0.1 lies outside 0 to"),
        (f"{HEAD},weight\n0.5,0.1,1\n0.5,0.1,-1\n", "row 2, column 'weight': -1 is below 0"),
        (f"{HEAD},weight\n0.5,0.1,0\n", "column 'weight': no row has a weight"),
        (f"{HEAD}\n", "has no rows"),
        ("", "cannot be read as a table"),
    ],
)
def test_what_is_wrong_with_a_table_is_said_with_row_and_column(small, tmp_path, lines, message) -> None:
    file = tmp_path / "design.csv"
    file.write_text(lines)
    with pytest.raises(RunError, match=message):
        ripeness.read_design(small, file)


def test_a_table_that_is_not_there_or_of_another_kind_is_refused(small, tmp_path) -> None:
    with pytest.raises(RunError, match="there is no such file"):
        ripeness.read_design(small, tmp_path / "none.csv")
    (tmp_path / "design.parquet").write_text(HEAD)
    with pytest.raises(RunError, match="cannot be read as a table"):
        ripeness.read_design(small, tmp_path / "design.parquet")
    with pytest.raises(RunError, match=r"neither .csv nor .parquet"):
        ripeness.read_design(small, tmp_path / "design.xlsx")


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_design_that_is_written_is_read_to_the_last_bit_with_its_weights(war, tmp_path, kind) -> None:
    design, file = ripeness.design(war, 300, seed=4), tmp_path / f"design.{kind}"
    ripeness.write_design(design, war, file)
    read, drawn = ripeness.read_design(war, file), design.draws(0, 300)
    for name, values in drawn.values.items():
        assert read.values[name].tobytes() == values.tobytes(), name
    assert read.weight.tobytes() == design.weights(0, 300).tobytes()
    with pytest.raises(RunError, match="is there already"):
        ripeness.write_design(design, war, file)


def test_a_mistake_in_a_table_leaves_the_command_with_two_and_saves_nothing(
    small_file, tmp_path, monkeypatch, capsys
) -> None:
    from ripeness.cli.main import main

    monkeypatch.chdir(tmp_path)
    (tmp_path / "design.csv").write_text(f"{HEAD}\n0.5,much\n")
    monkeypatch.setattr("sys.argv", ["ripeness", "run", str(small_file), "--design", "design.csv"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith("design.csv, row 1, column 'costs.attacker': much is not a number.")
    assert not (tmp_path / "runs").exists()
