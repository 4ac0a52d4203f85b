"""`ripeness gradient`: the page and its JSON from made-up slopes, and what it refuses."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import ripeness
from printing import printed as shown
from ripeness.compiler.slopes import Movable
from ripeness.pages.gradient import gradient_page
from ripeness.questions.gradient.dataset import slopes_dataset
from ripeness.schema.load import parse_scenario

PATH = Path(__file__).parent / "small_war.yaml"
SCENARIO = parse_scenario(PATH.read_text(encoding="utf-8"), str(PATH))
HIGHER, LOWER, LEVER = "truth.battle_odds", "costs.attacker", "levers.meetings"


def made_up(question, asked, wrt, *, central, partial=0, **rest):
    """Slopes that a test can reckon: -2 and +3 per unit on the mean, and none for the lever."""
    count = asked.draws
    tilt = np.linspace(-1.0, 1.0, count) if count > 1 else np.zeros(1)
    slope = np.stack([-2.0 + 0.5 * tilt, 3.0 + 4.0 * tilt, np.zeros(count)], axis=1)
    numbers = {
        HIGHER: Movable(np.full(count, 0.5), "1", 0.0, 1.0, 0.08),
        LOWER: Movable(np.full(count, 0.01), "1/month", 0.0, 1.0, 0.01),
        LEVER: Movable(np.full(count, 0.4), "1/month", 0.0, 1.0, 1.0),
    }
    values = {"smooth": np.full(count, 0.62), "sharp": np.full(count, 0.65), "log_likelihood": np.zeros(count)}
    notes = [{"number": LOWER, "sets": 1, "of": count, "says": "stands at a threshold"}]
    attributes = {
        "quantity": question.quantity, "endings": "[]", "issue": "", "in_eyes_of": "", "units": "1", "months_ahead": 6,
        "as_of": "2000-05", "policy": "status-quo", "levers": "{}", "choice_precision": 100.0, "record": 1,
        "central": int(central), "seed": 0, "precision": "float32", "partial": partial, "warnings": json.dumps(notes),
    }  # fmt: skip
    return slopes_dataset(asked.scenario, numbers, slope, values, np.full(count, 1.0 / count), attributes)


@pytest.fixture
def command(monkeypatch, ripe):
    """Run the command as from a shell; return exit code, standard output and standard error."""

    def run(*arguments: str, real: bool = False) -> tuple[int, str, str]:
        if not real:
            monkeypatch.setattr("ripeness.questions.gradient.derivatives.derivatives", made_up)
        return ripe("gradient", *arguments)

    return run


@pytest.mark.parametrize("draws", [(), ("--draws", "60"), ("--draws", "8")])
def test_no_line_is_wider_than_eighty_columns(command, draws):
    code, page, _ = command(str(PATH), *draws)
    assert code == 0 and max(map(len, page.splitlines())) <= 80


def test_the_page_ranks_by_what_a_tenth_of_the_range_does_and_shows_both_figures(command):
    _, page, _ = command(str(PATH))
    assert page.index("-1.6") < page.index("+0.3")  # -2 x .008 and 3 x .001, in points
    assert "+0.1 %/month" in page and "Smoothing moves it by -3 points" in page
    assert "60 % with choices of precision 100" in page and "65 % with best responses" in page
    assert f"{LOWER} stands at a threshold." in page and "1 other does less" in page


def test_few_draws_are_warned_of_first(command):
    _, page, _ = command(str(PATH), "--draws", "8")
    said = "CAUTION: not to be quoted: weighed by the record, these 8 versions of the argument count as 8 equal ones"
    assert " ".join(page.split()).startswith(said)


def test_the_json_has_every_number_and_what_a_reader_can_check(command):
    code, printed, _ = command(str(PATH), "--draws", "60", "--json")
    result = json.loads(printed)
    assert code == 0 and [row["path"] for row in result["numbers"]] == [HIGHER, LOWER, LEVER]
    first, second, _ = result["numbers"]
    assert first["effect"] == pytest.approx(-2.0 * 0.008)
    assert first["elasticity"] == pytest.approx(-2.0 * 0.5 / 0.62)
    assert second["same_sign"] == pytest.approx(np.mean(3.0 + 4.0 * np.linspace(-1.0, 1.0, 60) > 0.0))
    assert result["smooth"] == pytest.approx(0.62) and result["sharp"] == pytest.approx(0.65)


@pytest.mark.parametrize(
    "arguments, says",
    [
        (("--quantity", "ongoin"), "there is no quantity 'ongoin'"),
        (("--wrt", "costs.atacker"), "there is no number 'costs.atacker'"),
        (("--wrt", "mediated"), "is a yes-or-no"),
        (("--at", "99"), "outside -4 to 8 months"),
        (("--choice", "0"), "a precision of choice of 0 is outside"),
        (("--precision", "100"), "the smoothness of choices is --choice here. Write for example --choice 100"),
        (("--draws", "0"), "0 draws make no forecast"),
        (("--policy", "peace"), "no policy is called 'peace'"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_two(command, arguments, says):
    code, printed, said = command(str(PATH), *arguments, real=True)
    assert (code, printed) == (2, "") and says in said and "Traceback" not in said


def test_python_returns_what_the_command_prints_and_the_derivatives_draw_by_draw(command):
    _, printed, _ = command(str(PATH), "--draws", "60", "--json")
    found = ripeness.gradient(SCENARIO, draws=60)
    assert found.to_dict() == json.loads(printed)
    assert dict(found.dataset.sizes) == {"draw": 60, "number": 3}
    table = found.table()
    assert list(table.index) == [HIGHER, LOWER, LEVER] and table.effect[HIGHER] == pytest.approx(-2.0 * 0.008)
    assert HIGHER in found._repr_html_() and repr(found).startswith("gradient of small-war: 3 rows")


def test_what_was_interrupted_says_on_how_many_draws_it_rests(command, monkeypatch):
    def cut(question, asked, wrt, **rest):
        return made_up(question, replace(asked, draws=8), wrt, partial=1, **rest)

    monkeypatch.setattr("ripeness.questions.gradient.derivatives.derivatives", cut)
    code, page, said = command(str(PATH), "--draws", "60", real=True)
    assert code == 130 and page.startswith("CAUTION") and "the 8 of 60 versions of the argument" in said


@pytest.mark.parametrize("quantity", ["sincerity", "attended_no_deal_in_reach", "package"])
def test_without_a_mediator_nothing_is_asked_of_one(command, quantity):
    code, _, said = command("toys/gamblers-ruin", "--quantity", quantity, real=True)
    assert code == 2 and f"{quantity} speaks of a mediator, and gamblers-ruin has none" in said


@pytest.mark.parametrize("width", [60, 40])
def test_a_narrow_page_has_every_figure_of_the_wide_one(command, width):
    command(str(PATH), "--draws", "60")
    page = gradient_page(ripeness.gradient(SCENARIO, draws=60).content)
    wide, narrow = (Counter(re.findall(r"[\w.+~-]*\d[\w.]*", shown(page, size))) for size in (80, width))
    assert not wide - narrow
    assert max(len(line) for line in shown(page, width).splitlines()) <= width
