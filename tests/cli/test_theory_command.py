"""``ripeness theory``: every published model is found, computed and explained from its own file."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import math
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import ripeness
from ripeness.cli import theory
from ripeness.cli.main import app
from ripeness.errors import RunError
from ripeness.pages.docstrings import MODEL, option, parameters, parts, sources

FOLDER = Path(ripeness.__file__).parent / "theory"
NAMES = sorted(path.stem.replace("_", "-") for path in FOLDER.glob("[!_]*.py"))

COIN = '''"""A coin falls on its head with a fixed chance.

Game:
    heads with chance p_j in n tosses
Assumes: the tosses are
    independent.
Result:
    n p heads, on average

    variance n p (1 - p)
Paper's: the mean [P].
Ours: the edge, under which the coin is fair [R].
Sources: Somebody 1713, Journal of Coins [P, recalled]; Nobody 1738, Coins [P for the idea; read].
Silent about: who tosses.
"""


def table(*, chance_A: float = 0.25, tosses: int = 8, fair: bool = False, lambda_: float = 1) -> dict[str, float]:
    """Means of tosses.

    Parameters
    ----------
    chance_A : float
        Chance of a head in one toss,
        in [0, 1].
    tosses : how many, at least 1
    fair : bool
        Whether the coin is fair after all.

    Returns
    -------
    dict
        Not a parameter.
    """
    if not 0 <= chance_A <= 1:
        raise ValueError(f"chance_A is {chance_A}; it must lie between 0 and 1")
    p = 0.5 if fair else chance_A
    return {
        "expected heads": tosses * p,
        "log of the odds": math.log(p / (1 - p)) if 0 < p < 1 else math.nan,
        "tosses until a head": lambda_ / p if p else math.inf,
    }


import math
'''


@pytest.fixture
def coins(tmp_path, monkeypatch):
    """A package of one made-up model, in place of the published ones."""
    package = tmp_path / "made_up_models"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "_inside.py").write_text("")
    (package / "coin_toss.py").write_text(COIN)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(theory, "PACKAGE", "made_up_models")
    yield
    for name in [name for name in sys.modules if name.startswith("made_up_models")]:
        del sys.modules[name]
    theory.models.cache_clear()


def asked(*arguments: str):
    """What `ripeness theory` does with these arguments, on 80 columns."""
    return CliRunner().invoke(app, ["theory", *arguments], env={"COLUMNS": "80"})


def numbers(*arguments: str) -> dict:
    """The JSON that it prints."""
    done = asked(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


# --- A made-up model -----------------------------------------------------------------------------


def test_a_model_is_found_by_its_file_alone_and_files_with_an_underscore_are_none(coins) -> None:
    assert list(numbers("list")["models"]) == ["coin-toss"]
    help_page = asked("--help")
    assert help_page.exit_code == 0 and "coin-toss" in help_page.output and "inside" not in help_page.output


def test_options_are_what_the_signature_says(coins) -> None:
    assert numbers("coin-toss")["parameters"] == {"chance_A": 0.25, "tosses": 8, "fair": False, "lambda_": 1.0}
    told = numbers("coin-toss", "--chance-A", "0.75", "--tosses=3", "--fair", "--lambda", "-2.5")
    assert told["parameters"] == {"chance_A": 0.75, "tosses": 3, "fair": True, "lambda_": -2.5}
    assert told["results"]["expected heads"] == pytest.approx(3 * 0.5)
    assert numbers("coin-toss", "--fair", "--no-fair")["parameters"]["fair"] is False


def test_help_says_what_the_docstring_says_of_each_parameter(coins) -> None:
    done = asked("coin-toss", "--help")
    said = " ".join(done.output.split())
    assert done.exit_code == 0
    for words in ("A coin falls on its head", "Chance of a head in one toss, in [0, 1]. [default: 0.25]"):
        assert words in said
    assert "how many, at least 1 [default: 8]" in said
    assert "--fair / --no-fair" in said and "Not a parameter" not in said


def test_the_page_names_the_numbers_used_the_results_and_whose_they_are(coins) -> None:
    done = asked("coin-toss", "--tosses", "4")
    lines = [" ".join(line.split()) for line in done.output.splitlines()]
    assert done.exit_code == 0
    for line in (
        "--tosses 4 how many, at least 1",
        "expected heads 1",
        "source Somebody 1713, Journal of Coins [P, recalled]",
        "source Nobody 1738, Coins [P for the idea; read]",
        "the paper's the mean [P].",
        "ours the edge, under which the coin is fair [R].",
    ):
        assert line in lines


def test_results_stand_under_each_other(coins) -> None:
    printed = asked("coin-toss").output.splitlines()
    results = printed[printed.index("Results") + 1 :][:3]
    assert len({len(line) - len(line.split("  ")[-1].strip()) for line in (one.rstrip() for one in results)}) == 1


def test_json_is_strict_and_a_result_that_does_not_exist_is_null(coins) -> None:
    done = asked("coin-toss", "--chance-A", "0", "--json")
    assert done.exit_code == 0
    read = json.loads(done.output, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
    assert read["results"] == {"expected heads": 0.0, "log of the odds": None, "tosses until a head": "inf"}
    printed = asked("coin-toss", "--chance-A", "0").output
    assert "does not exist" in printed and "infinite" in printed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("coin-tos",), ("no published model 'coin-tos'", "Did you mean 'coin-toss'?", "list, coin-toss")),
        (("zzz",), ("no published model 'zzz'", "Known names: list, coin-toss")),
        (("coin-toss", "--toses", "3"), ("no option --toses", "Did you mean '--tosses'?", "--chance-A", "--json")),
        (("coin-toss", "--toses=3"), ("no option --toses.",)),
        (("coin-toss", "-x"), ("no option -x", "Known options")),
        (("coin-toss", "--chance-A", "2"), ("chance_A is 2.0; it must lie between 0 and 1. ", "--help")),
        (("coin-toss", "--chance-A", "-1", "--json"), ("chance_A is -1.0; it must lie between 0 and 1. ",)),
        (("coin-toss", "--lambda", "nan"), ("--lambda is not a number",)),
        (("coin-toss", "--tosses", "many"), ("--tosses", "a whole number")),
        (("coin-toss", "--tosses", "2.5"), ("--tosses", "a whole number")),
        (("coin-toss", "7"), ("unexpected", "7")),
    ],
)
def test_a_mistake_is_told_in_a_sentence_with_exit_code_2(coins, ripe, arguments, told) -> None:
    code, out, err = ripe("theory", *arguments)
    assert code == 2 and out == ""
    assert "Traceback" not in err
    for words in told:
        assert words in err


def test_a_mistake_is_an_error_of_the_package(coins) -> None:
    assert isinstance(asked("coin-tos").exception, RunError)


def test_a_docstring_without_its_headings_is_told_and_not_guessed(coins, ripe, tmp_path) -> None:
    (tmp_path / "made_up_models" / "coin_toss.py").write_text(COIN.replace("Ours:", "Theirs:"))
    code, _, err = ripe("theory", "list")
    assert code == 2 and "coin_toss.py cannot be read: its headings are" in err


# --- Docstrings ----------------------------------------------------------------------------------


def test_a_docstring_comes_apart_into_what_was_written() -> None:
    said = parts(ast.get_docstring(ast.parse(COIN)) or "", MODEL)
    assert said["Result:"] == "n p heads, on average\n\nvariance n p (1 - p)"
    assert said["Game:"] == "heads with chance p_j in n tosses"
    assert said["Silent about:"] == "who tosses."


@pytest.mark.parametrize("broken", [("Ours:", "Theirs:"), ("Sources:", "Result:"), ("who tosses.", "")])
def test_missing_repeated_and_empty_parts_are_refused(broken: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match=r"headings are|nothing is said under"):
        parts(ast.get_docstring(ast.parse(COIN.replace(*broken))) or "", MODEL)


def test_sources_end_at_semicolons_outside_brackets() -> None:
    assert sources("A 1 [P; recalled]; B 2\n    (see C; D) [R].") == ["A 1 [P; recalled]", "B 2 (see C; D) [R]"]


# --- The published models ------------------------------------------------------------------------


def test_every_file_of_the_folder_is_listed_with_its_sources() -> None:
    assert sorted(numbers("list")["models"]) == NAMES
    printed = asked("list")
    assert printed.exit_code == 0
    assert max(map(len, printed.output.splitlines())) <= 80
    for name in NAMES:
        assert name in printed.output


@pytest.mark.parametrize("name", NAMES)
def test_a_published_model_computes_what_its_table_returns(name: str) -> None:
    table = importlib.import_module(f"ripeness.theory.{name.replace('-', '_')}").table
    told = numbers(name)
    assert list(told["parameters"]) == list(inspect.signature(table).parameters)
    for label, value in table().items():
        shown = told["results"][label]
        assert shown is None if math.isnan(value) else float(shown) == value, label
    assert set(parameters(inspect.getdoc(table))) == set(told["parameters"]), "each parameter is explained"
    done = asked(name)
    assert done.exit_code == 0 and max(map(len, done.output.splitlines())) <= 80
    for label in told["results"]:
        assert label in " ".join(done.output.split())
    said = asked(name, "--help").output
    assert all(option(key) in said for key in told["parameters"])


@pytest.mark.parametrize(
    ("command", "unwanted"),
    [
        (["--help"], {"jax", "numpy", "scipy", "ripeness.theory"}),
        (["theory", "list"], {"jax", "numpy", "scipy", "xarray"}),
        (["theory", *NAMES[:1]], {"jax", "xarray", "netCDF4", "ripeness.schema"}),
    ],
)
def test_nothing_is_imported_before_it_is_needed(command: list[str], unwanted: set[str]) -> None:
    code = (
        "import sys; from ripeness.cli.main import main; sys.argv = ['ripeness', *sys.argv[1:]]\n"
        "try: main()\n"
        "except SystemExit as left: assert not left.code\n"
        f"heavy = {unwanted!r} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
