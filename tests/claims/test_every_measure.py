"""Every quantity that a claim can name is read from the forecast's own arrays, draw by draw and month by month."""

from __future__ import annotations

import numpy as np
import pytest

from results_by_hand import DRAWS, SHOWN, dataset, results
from ripeness.arrays import ENDINGS, QUANTITIES, SETTLEMENTS
from ripeness.questions.claims.measures import NotHeld, per_draw
from ripeness.schema.calendar import month_after
from ripeness.schema.claims.condition import About
from ripeness.solver.course import VIEWS

OTHER_NAMES = {
    "attackers_value": "attacker_value",
    "defenders_value": "defender_value",
    "attackers_chance_ever": "attacker_wins_in_own_eyes",
    "defenders_chance_ever": "defender_wins_in_own_eyes",
    "attackers_chance_within": "attacker_wins_within",
    "defenders_chance_within": "defender_wins_within",
}
ASKED = [name for name, one in QUANTITIES.items() if one.asked]
BY_MONTH = [name for name in ASKED if QUANTITIES[name].reading != "within"]
EYES = list(VIEWS)[:3]


@pytest.fixture(scope="module")
def arrays(war):
    return results(war)


@pytest.fixture(scope="module")
def forecast(war, arrays):
    return dataset(war, arrays)


def about(name: str, war, eyes: str | None = None) -> About:
    needs = {"endings": ("ceasefire", "defender_collapses"), "issue": list(war.issues)[1]}
    named = {QUANTITIES[name].needs: needs[QUANTITIES[name].needs]} if QUANTITIES[name].needs else {}
    return About.model_construct(quantity=name, in_eyes_of=eyes, **{"endings": (), "issue": None, **named})


def expected(arrays, name: str, month: int, view: int = 0) -> np.ndarray:
    """The quantity by a sum over the solver's arrays, (draw,)."""
    endings = arrays["endings"][:, view, :month].astype(float)
    three = [ENDINGS.index(one) for one in SETTLEMENTS]
    if name in ("ongoing", "truce"):
        return arrays[name][:, view, month]
    if name == "months_of_war":
        return arrays["ongoing"][:, view, :month].astype(float).sum(axis=1)
    if name == "ended":
        return endings[..., [ENDINGS.index("ceasefire"), ENDINGS.index("defender_collapses")]].sum(axis=(1, 2))
    if name == "settled":
        return endings[..., three].sum(axis=(1, 2))
    if name == "terms":
        return arrays["terms"][:, :month, 1].astype(float).sum(axis=1) / endings[..., three].sum(axis=(1, 2))
    if name == "partial_deals":
        return arrays[name][:, :month].astype(float).sum(axis=1)
    return of_the_month(arrays, name)[:, month]


def of_the_month(arrays, name: str, past: str = "") -> np.ndarray:
    if name == "advantage":
        return arrays[f"{past}attacker_value"] - arrays[f"{past}defender_value"]
    if name == "attended":
        return 1 - arrays[f"{past}stayed_away"]
    return arrays[past + OTHER_NAMES.get(name, name)]


@pytest.mark.parametrize("name", [name for name in ASKED if name not in BY_MONTH])
def test_a_chance_within_some_months_is_known_at_some_months_alone(war, arrays, forecast, name: str) -> None:
    np.testing.assert_array_equal(per_draw(forecast, war, about(name, war), 0), arrays[OTHER_NAMES[name]][:, 0])
    with pytest.raises(NotHeld, match="computed for 0 months after as_of"):
        per_draw(forecast, war, about(name, war), 1)
    with pytest.raises(NotHeld, match="ends 4 months ahead"):
        per_draw(forecast, war, about(name, war), 6)


@pytest.mark.parametrize("name", BY_MONTH)
def test_a_claims_quantity_is_the_forecasts_in_every_month(war, arrays, forecast, name: str) -> None:
    for month in range(1 if name == "terms" else 0, SHOWN + 1):
        found = per_draw(forecast, war, about(name, war), month)
        np.testing.assert_allclose(found, expected(arrays, name, month), rtol=1e-5, err_msg=str(month))
    label = month_after(war.calendar.as_of, 2)
    np.testing.assert_allclose(per_draw(forecast, war, about(name, war), label), expected(arrays, name, 2), rtol=1e-5)
    with pytest.raises(NotHeld, match="ends 4 months ahead"):
        per_draw(forecast, war, about(name, war), SHOWN + 1)


@pytest.mark.parametrize("name", ASKED)
def test_a_claims_quantity_of_the_past_is_that_of_its_month_or_not_held(war, arrays, forecast, name: str) -> None:
    past = war.month_index(war.calendar.as_of)
    if not QUANTITIES[name].past:
        with pytest.raises(NotHeld):
            per_draw(forecast, war, about(name, war), -1)
        return
    for ahead in (-past, -3, -1):
        found = per_draw(forecast, war, about(name, war), ahead)
        np.testing.assert_allclose(found, of_the_month(arrays, name, "past_")[:, past + ahead], rtol=1e-5)


@pytest.mark.parametrize("name", [name for name in ASKED if QUANTITIES[name].eyes])
@pytest.mark.parametrize("eyes", EYES[1:])
def test_a_claims_quantity_in_a_sides_eyes_is_that_sides(war, arrays, forecast, name: str, eyes: str) -> None:
    found = per_draw(forecast, war, about(name, war, eyes), SHOWN)
    np.testing.assert_allclose(found, expected(arrays, name, SHOWN, EYES.index(eyes)), rtol=1e-5)


@pytest.mark.parametrize("name", [name for name in ASKED if QUANTITIES[name].baseline])
def test_a_claims_quantity_as_seen_from_the_baseline_is_that_of_the_year_after_it(
    war, arrays, forecast, name: str
) -> None:
    ended = arrays["baseline_endings"].astype(float).sum(axis=1)
    places = {
        "ended": [ENDINGS.index("ceasefire"), ENDINGS.index("defender_collapses")],
        "settled": [ENDINGS.index(one) for one in SETTLEMENTS],
    }
    by_hand = 1 - ended.sum(axis=1) if name == "ongoing" else ended[:, places[name]].sum(axis=1)
    found = per_draw(forecast, war, about(name, war), "baseline")
    assert found.shape == (DRAWS,)
    np.testing.assert_allclose(found, by_hand, rtol=1e-5)
