"""Exchange of positions: the closed form of round 0, the published case of two actors, and what every trade must
keep."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from ripeness.errors import RunError
from ripeness.rivals import exchange_file
from ripeness.rivals.exchange import compromise, exchange
from ripeness.rivals.nash import nash
from rival_inputs import TWO_ACTORS


def two():
    return exchange_file.parse("two.csv", TWO_ACTORS.encode())


FILES = ["copenhagen.csv", "cop21.csv", "road_toll_sample.txt"]


def test_the_published_case_of_two_actors_is_met_exactly() -> None:
    """Outcomes 85 5/7 and 35 5/7; gains of 1400 and 777.78 if the other gains nothing (Dijkstra et al. 2018)."""
    found = exchange(two(), 1)
    assert found.compromise[0] == pytest.approx([600 / 7, 250 / 7], abs=1e-12)
    (one,) = found.trades
    assert (one.first, one.second, one.on, one.against) == ("Actor-1", "Actor-2", "Issue-1", "Issue-2")
    assert one.most_first == pytest.approx(1400, abs=1e-9)
    assert one.most_second == pytest.approx(float(Fraction(7000, 9)), abs=1e-9)
    assert one.first_shift * 10 == pytest.approx(1000 / 7) and one.first_shift * 60 == pytest.approx(6000 / 7)
    # Both gain alike: 90 b - 10 a = 60 a - 50 b with a = 100/7 gives b = a/2, and each gains 500.
    assert one.gain == pytest.approx(500) and one.second_shift == pytest.approx(-50 / 7)
    assert found.voted[1] == pytest.approx([100, 200 / 7])


@pytest.mark.parametrize("name", FILES)
def test_round_zero_is_the_weighted_mean_of_the_files_own_lines(peers, name: str) -> None:
    """Summed here from the text itself, line by line."""
    path, above, below = peers / "exchange" / name, {}, {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [one.strip("'") for one in line.split("\t")]
        if cells[0] == "#D":
            x, s, c = map(float, cells[3:6])
            above[cells[2]] = above.get(cells[2], 0) + c * s * x
            below[cells[2]] = below.get(cells[2], 0) + c * s
    actors = exchange_file.read(path)
    told = [above[one] / below[one] for one in actors.issues]
    assert compromise(actors) == pytest.approx(told, abs=1e-6)
    assert exchange(actors, 0).placed(exchange(actors, 0).compromise)[0] == pytest.approx(told, abs=1e-6)


def test_the_first_trades_of_the_dutch_case_gain_what_the_public_program_tests(peers) -> None:
    """decide-exchange-model asserts gains of 1.97368 and 1.79264, a move of 61.0512 and 240 pairs of its sample."""
    found = exchange(exchange_file.read(peers / "exchange" / "road_toll_sample.txt"), 1)
    first, second = found.trades[:2]
    assert first.gain == pytest.approx(1.973684210526315789, abs=1e-9)
    assert second.gain == pytest.approx(1.79263634610876534, abs=1e-7)
    assert first.second_move == pytest.approx(61.05117364, abs=1e-7)


@pytest.mark.parametrize("name", FILES)
def test_no_trade_passes_a_position_and_both_gain_alike(peers, name: str) -> None:
    actors = exchange_file.read(peers / "exchange" / name)
    found = exchange(actors, 1)
    x = 100 * (actors.position - actors.lower) / (actors.upper - actors.lower)
    y, who, what = found.votes[0], actors.actors.index, actors.issues.index
    assert len(found.trades) > 20 and (np.nan_to_num(y) >= -1e-9).all() and (np.nan_to_num(y) <= 100 + 1e-9).all()
    for one in found.trades:
        i, j, p, q = who(one.first), who(one.second), what(one.on), what(one.against)
        s, dp, dq = actors.salience, abs(one.first_shift), abs(one.second_shift)
        assert s[i, q] * dq - s[i, p] * dp == pytest.approx(s[j, p] * dp - s[j, q] * dq, abs=1e-9)
        assert one.gain > 0 and one.most_first >= one.gain - 1e-9 and one.most_second >= one.gain - 1e-9
        assert one.first_move * (x[j, p] - x[i, p]) > 0 and one.second_move * (x[i, q] - x[j, q]) > 0
    assert found.trades[0].gain == max(one.gain for one in found.trades)


@pytest.mark.parametrize("name", FILES)
def test_replayed_trade_by_trade_no_outcome_passes_whom_it_is_shifted_for(peers, name: str) -> None:
    """The files' own positions, moved by each trade in turn; sums of c s x give the outcome anew each time."""
    actors = exchange_file.read(peers / "exchange" / name)
    x = 100 * (actors.position - actors.lower) / (actors.upper - actors.lower)
    weight, votes = np.nan_to_num(actors.capability * actors.salience), np.nan_to_num(x)
    gave, took = set(), set()
    for one in exchange(actors, 1).trades:
        both = ((one.first, one.on, one.first_move, one.second), (one.second, one.against, one.second_move, one.first))
        for mover, issue, move, other in both:
            i, j, p = actors.actors.index(mover), actors.actors.index(other), actors.issues.index(issue)
            votes[i, p] += move
            outcome = weight[:, p] @ votes[:, p] / weight[:, p].sum()
            towards = np.sign(move)
            assert towards * (x[j, p] - outcome) >= -1e-9 and towards * (x[j, p] - votes[i, p]) >= -1e-9
            gave.add((i, p))
            took.add((j, p))
    assert gave and not gave & took


def test_a_round_is_one_answer_whatever_the_order_of_equal_trades(peers) -> None:
    actors = exchange_file.read(peers / "exchange" / "copenhagen.csv")
    assert np.array_equal(exchange(actors, 3).voted, exchange(actors, 3).voted)


def test_positions_follow_votes_by_a_tenth_and_by_how_little_an_issue_matters() -> None:
    actors = replace(two(), salience=two().salience / 100)
    found = exchange(actors, 1)
    # Actor-1 moves 0 -> 100 on Issue-1 (salience 0.1): 100 (0.1 + 0.4 * 0.9) = 46; Actor-2's salience there is 0.6.
    assert found.compromise[1][0] == pytest.approx((46 * 0.1 + 100 * 0.6) / 0.7)


def test_the_nash_product_lies_where_a_search_finds_it_and_goes_to_the_compromise() -> None:
    actors = replace(two(), salience=two().salience / 100)
    grid = np.linspace(0, 1, 200001)
    product = np.log(1.5 - 0.1 * grid**2) + np.log(1.5 - 0.6 * (grid - 1) ** 2)
    assert nash(actors)[0] == pytest.approx(100 * grid[np.argmax(product)], abs=1e-3)
    assert nash(actors, loss=1e6) == pytest.approx(compromise(actors), abs=1e-3)
    with pytest.raises(RunError, match="not above the greatest salience"):
        nash(actors, loss=0.5)


def test_rounds_below_none_are_refused() -> None:
    with pytest.raises(RunError, match="-1 rounds"):
        exchange(two(), -1)
