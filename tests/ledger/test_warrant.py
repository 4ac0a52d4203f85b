"""What a chance rests on: cautions, draws until enough count, and the forecast without the record."""

from __future__ import annotations

from pathlib import Path

import pytest

import ripeness
from ripeness.errors import RunError
from ripeness.pages.warrant import cautions
from ripeness.schema.load import parse_scenario

PATH = Path(__file__).parent.parent / "gradient" / "small_war.yaml"


@pytest.fixture(scope="module")
def small():
    return parse_scenario(PATH.read_text(encoding="utf-8"), str(PATH))


@pytest.mark.parametrize(
    ("effective", "khat", "error", "told"),
    [
        (99.0, 0.3, 0.01, "count as 99 equal ones, and 100 are aimed at"),
        (150.0, 0.71, 0.01, "Pareto k 0.71, above .7"),
        (150.0, 0.3, 0.021, "an error of up to 2.1 points"),
    ],
)
def test_a_chance_that_rests_on_little_says_so_and_what_helps(effective, khat, error, told) -> None:
    said = cautions(effective, khat, error)
    assert told in said
    aimed = int(said.removesuffix(".").rpartition("--until-effective ")[2])
    assert aimed == (100 if effective < 100 else 300)  # a number that is reached already draws nothing more


def test_no_more_draws_are_advised_where_none_would_be_taken() -> None:
    """4,096 draws are the most that --until-effective takes, and the most equal ones that can be asked for."""
    assert "--until-effective 4096" in cautions(2500.0, 0.8, 0.01, draws=4000)
    assert "--until-effective" not in cautions(150.0, 0.8, 0.01, draws=4096)


def test_a_chance_with_its_warrant_needs_no_caution() -> None:
    assert cautions(100.0, 0.7, 0.02) == ""
    assert cautions(1.0, None, 0.0, uncertain=False) == ""


def test_without_the_record_is_drawn_from_the_priors(small, tmp_path) -> None:
    """The draws of a forecast that ignores the record, not those of the record with other weights."""
    run = ripeness.run(small, draws=8, out=tmp_path / "run")
    prior = ripeness.forecast(small, draws=8, record=False, in_eyes=False, beliefs=False)
    by_hand = prior.ongoing.weighted(prior.weight).mean("draw").values
    assert run["record"]["unconditioned_ongoing"] == pytest.approx(by_hand, abs=1e-6)
    assert run["record"]["unconditioned_effective"] == pytest.approx(8.0)


def test_a_run_draws_on_until_enough_count(small, tmp_path) -> None:
    few = ripeness.run(small, draws=4, details=False, out=tmp_path / "few")
    wanted = round(few["record"]["effective_sample_size"]) + 2
    more = ripeness.run(small, draws=4, details=False, until_effective=wanted, out=tmp_path / "more")
    assert more["record"]["effective_sample_size"] >= wanted and more["draws"]["finished"] > 4
    assert more["draws"]["asked"] == more["draws"]["finished"] and not more.partial
    with pytest.raises(RunError, match="takes draws of its own"):
        ripeness.run(small, draws=4, until_effective=3, chunk=2, out=tmp_path / "chunked")
