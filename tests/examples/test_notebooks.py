"""The notebooks of examples/: their code runs from top to bottom, in an empty folder, without Jupyter."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))


def cells(notebook: Path, kind: str) -> list[str]:
    """Return the sources of a notebook's cells of one kind, in order."""
    read = json.loads(notebook.read_text(encoding="utf-8"))
    return ["".join(one["source"]) for one in read["cells"] if one["cell_type"] == kind]


def run(notebook: Path) -> tuple[dict[str, Any], list[Any]]:
    """Run a notebook's code; return its names and what each cell shows, None where it shows nothing."""
    names: dict[str, Any] = {"__name__": "__main__"}
    shown = []
    for number, source in enumerate(cells(notebook, "code")):
        tree = ast.parse(source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, f"{notebook.name}, cell {number}", "exec"), names)
        shown.append(eval(compile(ast.Expression(last.value), notebook.name, "eval"), names) if last else None)
    return names, shown


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    """Each notebook runs in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def test_a_first_forecast_gives_weighted_means_that_the_summary_agrees_with() -> None:
    names, _ = run(EXAMPLES / "first-forecast.ipynb")
    by_hand, table = names["goes_on"].values, names["summary"].table()
    assert by_hand.shape == (len(table),) and by_hand[0] == 1 > by_hand[12]
    np.testing.assert_allclose(table["ongoing"], by_hand, atol=1e-6)
    assert 0.1 < by_hand[24] < 0.9 and (table["p90"] - table["p10"]).iloc[24] > 0.02  # a picture worth seeing
    assert names["summary"].caution == "" and names["figure"].svg().startswith("<svg")


def test_another_war_is_written_changed_refused_run_and_read_again(capsys) -> None:
    names, shown = run(EXAMPLES / "another-war.ipynb")
    assert names["doubting"].content_hash() != names["war"].content_hash()
    assert "1.5" in capsys.readouterr().out
    assert shown[-1] is True and Path("results", "summary.json").exists()


def test_questions_are_answered_as_tables() -> None:
    names, shown = run(EXAMPLES / "a-question.ipynb")
    assert shown[-1].lstrip().startswith("<")
    assert names["claims"].table().verdict.isin(["holds", "fails", "depends"]).all()
    assert names["compared"]["draws"]["finished"] == 4


def test_a_ktab_file_is_played_and_drawn() -> None:
    names, _ = run(EXAMPLES / "a-ktab-file.ipynb")
    rows = names["figure"].tables["moves"]
    assert len(rows) == 7 * 3 * (names["found"]["rounds"] + 1)
    assert {one["actor"] for one in rows} == {f"SActor-0{number}" for number in range(7)}
    assert names["figure"].svg().count("SActor-06") > 0
    compared = names["compared"]
    assert list(compared.columns) == ["challenge", "exchange", "mended"] and compared.notna().all(axis=None)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda one: one.stem)
def test_a_notebook_is_kept_without_what_running_it_showed(notebook: Path) -> None:
    read = json.loads(notebook.read_text(encoding="utf-8"))
    assert read["nbformat"] == 4 and len({one["id"] for one in read["cells"]}) == len(read["cells"])
    code = [one for one in read["cells"] if one["cell_type"] == "code"]
    assert code and all(one["outputs"] == [] and one["execution_count"] is None for one in code)
    assert cells(notebook, "markdown")[0].startswith("# ")


def test_every_notebook_is_run_by_a_test_above() -> None:
    assert {one.stem for one in NOTEBOOKS} == {"first-forecast", "another-war", "a-question", "a-ktab-file"}
