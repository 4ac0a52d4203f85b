"""Learning as a command: it goes on where it was, keeps what it learnt where it may, and says what it cannot do."""

import json

import numpy as np
import pytest

import ripeness
from ripeness.cli.main import main
from ripeness.cli.new import STARTER
from ripeness.ensemble import proposal as proposals
from ripeness.ensemble.asked import DRAWS
from ripeness.ensemble.proposal import posterior_of, proposal_of
from ripeness.errors import RunError
from ripeness.scenarios.shipped import FLAGSHIP, views
from ripeness.schema.load import load_scenario


@pytest.fixture
def computed(monkeypatch, tmp_path):
    """Stand in for the game: a likelihood in closed form; the list holds the rows of each call."""
    calls: list[int] = []

    def likelihood(scenario, scores, batches):
        calls.append(len(scores))
        return -2.0 * (scores[:, 0] - 1.0) ** 2

    monkeypatch.setattr(proposals, "_likelihood", likelihood)
    monkeypatch.setenv("RIPENESS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_bytes(STARTER.read_bytes())
    return calls


def command(monkeypatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["ripeness", *arguments])
    try:
        main()
    except SystemExit as left:
        return int(left.code or 0)
    return 0


def test_learning_that_was_interrupted_goes_on_and_learns_the_same(computed) -> None:
    scenario = load_scenario("mine.yaml")
    whole = ripeness.learn(scenario, rounds=3, draws=128)
    asked = len(computed)

    def interrupt(stage: str, done: int, total: int) -> None:
        if stage == "learn" and done >= total // 2:
            raise KeyboardInterrupt

    computed.clear()
    with pytest.raises(KeyboardInterrupt):
        ripeness.learn(scenario, rounds=3, draws=128, progress=interrupt)
    before = len(computed)
    assert 0 < before < asked
    again = ripeness.learn(scenario, rounds=3, draws=128)
    assert len(computed) == asked  # nothing was computed twice
    assert np.array_equal(again.proposal.mean, whole.proposal.mean)
    assert np.array_equal(again.proposal.factors, whole.proposal.factors)


def test_what_is_learnt_lies_beside_the_file_and_says_so_where_it_was_learnt_for_another_text(
    computed, monkeypatch, capsys
) -> None:
    assert proposal_of(load_scenario("mine.yaml"), True)[1] == "prior"
    assert command(monkeypatch, "learn", "mine.yaml", "--rounds", "2", "--draws", "64", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["file"] == "mine.proposal.json" and told["rounds"] == 2
    scenario = load_scenario("mine.yaml")
    assert proposal_of(scenario, True)[1] == "learned"
    assert proposal_of(scenario, False)[1] == "prior"
    text = STARTER.read_text(encoding="utf-8").replace("guarantee: 0.1 ", "guarantee: 0.2 ")
    with open("mine.yaml", "w", encoding="utf-8") as file:
        file.write(text)
    edited, origin = proposal_of(load_scenario("mine.yaml"), True)
    assert origin == "borrowed" and (edited.mean == proposal_of(scenario, True)[0].mean).all()


def test_where_the_folder_cannot_be_written_it_lies_in_the_cache(computed, tmp_path, monkeypatch) -> None:
    scenario = load_scenario("mine.yaml")
    learnt = ripeness.learn(scenario, rounds=1, draws=64)
    (tmp_path / "mine.proposal.json").mkdir()  # nothing can be written there
    kept = ripeness.keep(learnt, scenario)
    assert kept.parent == tmp_path / "cache" / "proposals"
    assert proposal_of(scenario, True)[1] == "learned"


def test_there_is_nothing_to_learn_without_a_record(small) -> None:
    with pytest.raises(RunError, match="small has no record, so that there is nothing to learn"):
        ripeness.learn(small)


def test_an_interrupted_command_says_how_to_go_on(computed, monkeypatch, capsys) -> None:
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setitem(ripeness.__dict__, "learn", interrupted)
    assert command(monkeypatch, "learn", "mine.yaml") == 130
    assert "the same command goes on from there" in capsys.readouterr().err


def test_a_run_that_draws_from_the_priors_in_vain_says_what_to_do(computed, monkeypatch, capsys) -> None:
    import synthetic

    def forecast(scenario, policy=None, levers=None, draws=200, *_, **__):
        return synthetic.forecast(scenario, draws, spread=60.0)

    monkeypatch.setattr("ripeness.ensemble.forecast.forecast", forecast)
    assert command(monkeypatch, "run", "mine.yaml", "--out", "run") == 0
    assert "More will after: ripeness learn mine.yaml" in capsys.readouterr().err


def test_an_unfinished_run_is_listed_and_says_how_to_go_on(small_file, small, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)

    def interrupt(stage: str, done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ripeness.stream(small, "runs/mine", draws=9, chunk=4, progress=interrupt)
    assert command(monkeypatch, "list") == 0
    assert "4 of 9 draws, to be resumed" in capsys.readouterr().out
    assert command(monkeypatch, "show", "mine") == 2
    assert "Go on with it: ripeness run --resume runs/mine." in capsys.readouterr().err


def test_a_design_is_written_by_its_command(small_file, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ("design", str(small_file), "--draws", "12", "--points", "latin-hypercube", "--out", "draws.csv", "--json")
    assert command(monkeypatch, *asked) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["draws"], told["points"]) == (12, "latin-hypercube")
    assert len((tmp_path / "draws.csv").read_text().splitlines()) == 13


def test_learning_solves_all_months_of_a_scenario_and_thins_only_its_nodes() -> None:
    """A tail cut from 60 months to 12 put the likelihoods of the view *regime* off by up to 2.4."""
    one = ripeness.load(FLAGSHIP)
    finer = one.replace({"numerics.chest_nodes": one.numerics.chest_nodes + 6})
    coarse = proposals._coarse(finer)
    assert coarse.calendar == finer.calendar
    assert coarse.numerics.chest_nodes < finer.numerics.chest_nodes


@pytest.mark.parametrize("view", views(FLAGSHIP))
def test_a_panels_share_of_draws_of_each_shipped_view_begins_from_rows_that_fit(view: str) -> None:
    """The rows are of the view as it stands, as many as a panel shares out, with equal draws behind them."""
    found = posterior_of(ripeness.load(FLAGSHIP, view))
    assert found is not None, "the view has changed since: make view-proposals"
    posterior, origin = found
    assert origin == "shipped"
    assert posterior.most >= DRAWS // len(views(FLAGSHIP))
    assert posterior.behind >= 2.5 * len(posterior.scores)
