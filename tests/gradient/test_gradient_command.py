"""`ripeness gradient`: the page and its JSON from made-up slopes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import ripeness
from ripeness.compiler.slopes import Movable
from ripeness.questions.gradient.dataset import slopes_dataset
from ripeness.schema.load import parse_scenario

PATH = Path(__file__).parent / "small_war.yaml"
SCENARIO = parse_scenario(PATH.read_text(encoding="utf-8"), str(PATH))
HIGHER, LOWER, LEVER = "truth.battle_odds", "costs.attacker", "levers.meetings"


def made_up(scenario, quantity="ongoing", wrt=None, *, draws=None, **asked):
    """Slopes that a test can reckon: -2 and +3 per unit on the mean, and none for the lever."""
    count = draws or 1
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
        "quantity": quantity, "endings": "[]", "issue": "", "in_eyes_of": "", "units": "1", "months_ahead": 6,
        "as_of": "2000-05", "policy": "status-quo", "levers": "{}", "choice_precision": 100.0, "record": 1,
        "central": int(draws is None), "seed": 0, "precision": "float32", "warnings": json.dumps(notes),
    }  # fmt: skip
    return slopes_dataset(scenario, numbers, slope, values, np.full(count, 1.0 / count), attributes)


@pytest.fixture
def command(monkeypatch, ripe):
    """Run the command as from a shell; return exit code, standard output and standard error."""

    def run(*arguments: str, real: bool = False) -> tuple[int, str, str]:
        if not real:
            monkeypatch.setitem(ripeness.__dict__, "gradient", made_up)
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
    assert f"{LOWER} stands at a threshold." in page


def test_few_draws_are_warned_of_first(command):
    _, page, _ = command(str(PATH), "--draws", "8")
    assert page.startswith("CAUTION: an effective sample of 8 of 8 draws")


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
        (("--precision", "0"), "--precision 0 is outside"),
        (("--draws", "0"), "there must be at least one draw"),
        (("--policy", "peace"), "no policy is called 'peace'"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_two(command, arguments, says):
    code, printed, said = command(str(PATH), *arguments, real=True)
    assert (code, printed) == (2, "") and says in said and "Traceback" not in said
