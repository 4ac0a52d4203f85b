"""What `reach` reads, whose levers it takes, what it refuses, and what would have to be seen."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr

import ripeness
from ripeness.ensemble.trials import middles
from ripeness.errors import RipenessError, RunError
from ripeness.questions.reach.held import levers_of, movement, moves, owners_of
from ripeness.questions.reach.observe import observations
from ripeness.questions.reach.target import UNDEFEATED, read_target


@pytest.fixture(scope="module")
def means():
    return ripeness.load("means-of-war")


@pytest.fixture(scope="module")
def truce():
    return ripeness.load("armed-truce")


@pytest.mark.parametrize(
    ("text", "level", "at_least"),
    [
        ("ceasefire or settlement by 2001-12 >= 50 %", 0.5, True),
        ("ceasefire or settlement by 2001-12 at least 0.5", 0.5, True),
        ("the war ends by 2001-12 <= 12.5%", 0.125, False),
        ("Will there be a settlement by 2001-12 at most 5 %", 0.05, False),
    ],
)
def test_a_target_is_an_event_a_day_and_a_chance(truce, text: str, level: float, at_least: bool) -> None:
    year = truce.calendar.as_of[:4]
    found = read_target(text.replace("2001", year), truce)
    assert (found.level, found.at_least, found.by) == (level, at_least, f"{year}-12-31")


def test_undefeated_means_at_the_end_of_what_is_shown_and_counts_no_settlement_as_a_defeat(means) -> None:
    found = read_target("undefeated >= 90 %", means)
    assert found.event is UNDEFEATED and found.ahead == means.calendar.horizon
    endings = ("settlement_to_attacker", "defender_collapses", "attacker_wins_at_the_front", "defender_capitulates")
    ended = np.array([0.4, 0.1, 0.02, 0.03])[None, :, None] * np.ones((1, 1, means.calendar.horizon + 1))
    held = xr.Dataset({"ended": (("draw", "ending", "month"), ended)}, coords={"ending": list(endings)})
    assert found.chance(held) == pytest.approx(0.85)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("settlement by 2001-12", 'asks for no chance. Write for example "settlement by 2001-12 >= 50 %"'),
        ("undefeated", 'Write for example "undefeated >= 50 %"'),
        ("settlement by 2001-12 >= 50", "from 0 to 1"),
        ("settlement by 2001-12 >= 150 %", "from 0 to 100 %"),
        ("settlement >= 50 %", "no event with a day"),
        ("victory by 2001-12 >= 50 %", "no event that this model has"),
        ("settlement by 1999-12 >= 50 %", "lies before the forecast"),
    ],
)
def test_what_is_no_target_is_refused_in_words(means, text: str, told: str) -> None:
    with pytest.raises(RunError, match=told):
        read_target(text, means)


def test_the_target_is_of_the_mean_or_of_so_many_of_ten_sets_of_assumptions(means) -> None:
    chance, weight = np.array([0.2, 0.4, 0.6, 0.8]), np.array([0.1, 0.2, 0.3, 0.4])
    of_mean = read_target("settlement by 2001-12 >= 50 %", means)
    assert of_mean.score(chance, weight) == pytest.approx(0.1 * 0.2 + 0.2 * 0.4 + 0.3 * 0.6 + 0.4 * 0.8 - 0.5)
    assert of_mean.share(chance, weight) == pytest.approx(0.7)
    for text, tenths, reached in (
        (">= 50 %", 7, True), (">= 50 %", 8, False), ("<= 50 %", 3, True), ("<= 50 %", 4, False), (">= 80 %", 4, True),
    ):  # fmt: skip
        target = read_target(f"settlement by 2001-12 {text}", means, tenths)
        assert (target.score(chance, weight) >= 0.0) == reached == (target.share(chance, weight) >= tenths / 10 - 1e-9)


def test_levers_are_those_that_the_owners_can_move_without_anybody_else(means) -> None:
    owned = {name for name, one in means.levers.items() if one.owner == ("payer",)}
    assert set(levers_of(means, owners_of(means, ["Payer"]))) == owned == set(levers_of(means, ("payer",)))
    both = levers_of(means, owners_of(means, ["payer", "mediator"]))
    assert owned < set(both) and {one.owners for one in both.values()} == {("payer",), ("mediator_executive",)}


@pytest.mark.parametrize(
    ("owners", "levers", "told"),
    [
        (["nobody"], [], "thought experiments"),
        (["Atlantis"], [], "owns no lever"),
        (["attacker"], ["damage"], "strikes"),
        (["payer"], ["lag"], "thought experiment"),
        (["payer"], ["donors_aid"], "not among the owners"),
        (["payer"], ["nothing"], "no lever is called"),
    ],
)
def test_what_may_not_be_searched_over_is_refused_in_words(means, owners, levers, told: str) -> None:
    with pytest.raises(RipenessError, match=told):
        levers_of(means, owners_of(means, owners), levers)


def test_the_attackers_strikes_and_levers_of_nobody_are_left_out_unasked(means) -> None:
    found = levers_of(means, owners_of(means, []))
    assert "damage" in means.levers and "damage" not in found
    assert not [name for name in found if not means.levers[name].anybodys]


def test_movement_is_in_shares_of_ranges(means) -> None:
    held = levers_of(means, ("payer",))
    setting = {"cap": 55.0, "commitment": 0.25}
    assert movement(held, setting) == pytest.approx(45.0 / 90.0 + 0.25)
    told = moves(means, setting)
    assert [told[name]["share"] for name in ("cap", "commitment")] == [0.5, 0.25]


def test_stand_ins_have_the_weight_of_those_that_they_stand_for() -> None:
    random = np.random.default_rng(1)
    level, weight = random.uniform(size=500), random.gamma(0.5, size=500)
    which, share = middles(level, weight, 16)
    assert share.sum() == pytest.approx(1.0) and (weight[which] > 0).all()
    truth = float((weight * level).sum() / weight.sum())
    by_chance = np.abs([level[random.choice(500, 16, p=weight / weight.sum())].mean() - truth for _ in range(200)])
    assert abs(share @ level[which] - truth) < 0.2 * by_chance.mean()


class Planted:
    """A forecast in which what is seen of the front decides, and bombing is noise."""

    def __init__(self, draws: int = 400) -> None:
        random = np.random.default_rng(3)
        self.front = random.uniform(0.0, 10.0, draws)
        self.chance = np.where(self.front <= 4.0, 0.9, 0.1)
        months = np.ones((1, 25))
        self.dataset = xr.Dataset(
            {
                "front": (("draw", "month"), self.front[:, None] * months),
                "bombing": (("draw", "month"), random.uniform(size=draws)[:, None] * months),
                "stopped": (("draw", "month"), self.chance[:, None] * months),
                "weight": ("draw", np.full(draws, 1.0 / draws)),
            }
        )


def test_what_would_have_to_be_seen_is_the_weakest_sight_that_is_enough(truce) -> None:
    """The front at most t: mean .9 up to 4, then falling; by hand the largest t whose mean is still one half."""
    planted = Planted()
    target = read_target(f"ceasefire or settlement by {int(truce.calendar.as_of[:4])}-12 >= 50 %", truce)
    order = np.sort(planted.front)
    means = [planted.chance[planted.front <= one].mean() for one in order]
    by_hand = order[np.flatnonzero(np.array(means) >= 0.5)[-1]]
    front, bombing = observations(planted.dataset, target, 6)
    assert (front["observable"], front["above"]) == ("front", False)
    assert front["threshold"] == pytest.approx(by_hand)
    assert front["share"] == pytest.approx((planted.front <= by_hand).mean())
    assert front["by_luck"] == 0.0
    assert bombing["observable"] == "bombing"
    assert bombing["threshold"] is None or bombing["by_luck"] > 0.1 / 2
