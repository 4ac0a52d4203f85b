"""`ripeness robust` on a war whose front of two aims theory knows, under views, cut off and gone on with."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import toy_views

import ripeness
from ripeness.errors import RunError
from ripeness.pages.layout import sentences
from ripeness.pages.robust import robust_page
from ripeness.questions.robust.search import beaten
from ripeness.questions.robust.worlds import mean_and_worst
from ripeness.scenarios.shipped import locate
from ripeness.schema.load import load_scenario

MONTHS = 12
AIMS = ["agreement", "movement"]


@pytest.fixture(scope="module")
def meeting(tmp_path_factory):
    """The war of `outlasting`, in which the two never meet unless somebody sees to it."""
    text = locate("outlasting").read_text(encoding="utf-8")
    text = text.replace("meets: 100 %/month", "meets: 0 %/month").replace("status_quo: 100", "status_quo: 0")
    file = tmp_path_factory.mktemp("meeting") / "meeting.yaml"
    file.write_text(text, encoding="utf-8")
    return load_scenario(file)


def settled_by(months: int, meets: float) -> float:
    """In each month that the war goes on the two meet and sign; if not, one of them may break.

    Chance of a settlement in so many months: m sum_k ((1 - m) s)^k, s = (1 - .05)(1 - .02).
    """
    going = (1.0 - meets) * 0.95 * 0.98
    return float(meets * np.sum(going ** np.arange(months)))


def asked(scenario, **more):
    last = f"{int(scenario.calendar.as_of[:4])}-12"
    return ripeness.robust(scenario, ["attacker"], AIMS, by=last, draws=1, most=26, **more)


@pytest.fixture(scope="module")
def found(meeting):
    return asked(meeting, evaluations=120)


def test_the_front_of_two_aims_is_that_of_the_closed_form(found) -> None:
    """More meetings, more agreement: each of the nine places is beaten by no other, but those that differ by less than
    a thousandth."""
    places = np.arange(9) / 8.0
    by_theory = np.array([settled_by(MONTHS, one) for one in places])
    values = np.round(np.stack([by_theory, -places], axis=1), 3)
    unbeaten = {float(place) for place, one in zip(places, values, strict=True) if not beaten(one, values)}
    told = {one["movement"]: one for one in found["policies"].values() if not one["beaten"]}
    assert set(told) == unbeaten and found["tried"] == 9
    for place, chance in zip(places, by_theory, strict=True):
        if place in unbeaten:
            assert told[place]["aims"]["agreement"]["mean"] == pytest.approx(chance, abs=1e-5)


def test_the_status_quo_comes_first_and_the_others_by_the_first_aim(found) -> None:
    labels = list(found["policies"])
    assert labels[:3] == ["status-quo", "A", "B"]
    chances = [found["policies"][one]["aims"]["agreement"]["mean"] for one in labels[1:]]
    assert chances == sorted(chances, reverse=True)


def test_a_search_that_was_interrupted_tells_what_was_tried_and_goes_the_same_way_again(
    meeting, found, tmp_path: Path
) -> None:
    told: list[int] = []

    def interrupt(stage: str, done: int, total: int) -> None:
        if stage == "runs" and done > 21:  # the status quo of one draw, and a generation on it
            told.append(done)
            if len(told) == 2:
                raise KeyboardInterrupt

    cut = asked(meeting, evaluations=120, out=tmp_path / "search", progress=interrupt)
    assert cut.partial and not cut["confirmed"] and len(cut["policies"]) > 1
    assert "NOT CONFIRMED" in " ".join(sentences(robust_page(cut.content)))
    whole = asked(meeting, evaluations=120, out=tmp_path / "search")
    assert whole["policies"] == found["policies"] and whole["tried"] == found["tried"]
    with pytest.raises(RunError, match="another search"):
        asked(meeting, evaluations=120, seed=1, out=tmp_path / "search")


def test_what_a_policy_loses_is_told_for_the_view_in_which_it_loses_most() -> None:
    """By hand: each policy's forecast in each view, less that of the best policy there."""
    views = [toy_views.view("even", 0.4, 0.6), toy_views.view("strong", 0.6, 0.8)]
    draws = 8
    found = ripeness.robust(
        toy_views.base(), ["payer"], AIMS, views, "2002-04", evaluations=20, draws=draws, stand_ins=4, most=3
    )
    assert found["views"] == ["even", "strong"] and len(found["policies"]) >= 3
    by_hand: dict[str, np.ndarray] = {}
    for label, one in found["policies"].items():
        means = []
        for view in views:
            levers = {name: move["value"] for name, move in one["levers"].items()}
            held = ripeness.forecast(view, levers=levers, draws=draws, beliefs=False, in_eyes=False)
            settled = held.ended.isel(month=12, ending=slice(0, 3)).sum("ending").values
            means.append(float(settled @ held.weight.values / held.weight.values.sum()))
        by_hand[label] = np.array(means)
        assert list(one["aims"]["agreement"]["by_view"].values()) == pytest.approx(means, abs=1e-5)
    best = np.max(list(by_hand.values()), axis=0)
    for label, means in by_hand.items():
        told = found["policies"][label]["aims"]["agreement"]
        assert told["regret"] == pytest.approx(float((best - means).max()), abs=1e-5)
        assert told["regret_view"] == found["views"][int(np.argmax(best - means))]
    least = min(by_hand, key=lambda label: float((best - by_hand[label]).max()))
    assert found["least_regret"]["agreement"] == least
    assert "Whichever view is right, " in " ".join(sentences(robust_page(found.content)))


def test_the_worst_tenth_is_the_mean_of_what_lies_lowest_by_weight() -> None:
    values, weight = np.array([[4.0], [1.0], [2.0], [3.0]]), np.array([0.84, 0.04, 0.08, 0.04])
    (mean, worst) = mean_and_worst(values, weight)[0]
    assert mean == pytest.approx(0.84 * 4 + 0.04 + 0.16 + 0.12)
    assert worst == pytest.approx((0.04 * 1.0 + 0.06 * 2.0) / 0.1)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"aims": ["peace"]}, "no aim"),
        ({"aims": ["movement"]}, "another aim"),
        ({"aims": ["agreement", "agreement"]}, "twice"),
        ({"aims": ["agreement", "undefeated", "war", "land", "movement"]}, "at once"),
        ({"owners": ["nobody"]}, "thought experiments"),
        ({"evaluations": 0}, "no search"),
        ({"judged": "luck"}, "judged by"),
        ({"by": "1990"}, "before the forecast"),
    ],
)
def test_what_cannot_be_searched_is_refused_in_words(meeting, more, told: str) -> None:
    with pytest.raises(RunError, match=told):
        ripeness.robust(meeting, **more)


def test_how_far_it_has_come_is_told_as_one_whole_over_all_views() -> None:
    told: list[tuple[str, int, int]] = []
    views = [toy_views.view("even", 0.4, 0.6), toy_views.view("strong", 0.6, 0.8)]
    ripeness.robust(
        toy_views.base(), ["payer"], AIMS, views, "2002-04", evaluations=20, draws=8, stand_ins=4, most=3,
        progress=lambda *one: told.append(one),
    )  # fmt: skip
    assert {stage for stage, _, _ in told} == {"runs"} and len({total for _, _, total in told}) == 1
    done = [one for _, one, _ in told]
    assert done == sorted(done) and len(set(done)) > 4
    assert done[-1] == told[-1][2] == 2 * (8 + 20 * 4 + 3 * 8)
