"""A record that cannot have happened is refused with its first month; a draw that excludes it weighs nothing."""

from __future__ import annotations

import numpy as np
import pytest

import ripeness
from ripeness.cli.new import STARTER
from ripeness.errors import RunError
from ripeness.schema import Scenario
from ripeness.schema.load import load_scenario

SHORT = {"calendar.horizon": 12, "calendar.tail": 1, "claims": None}


@pytest.fixture(scope="module")
def war() -> Scenario:
    return load_scenario(STARTER).replace(SHORT)


def last_months(war: Scenario) -> list[str]:
    assert war.record is not None
    return sorted(war.record.months)[-2:]


@pytest.mark.parametrize(
    ("seen", "changes"),
    [
        ({"package": True}, {}),  # no sanctions: nothing can come into force
        ({"front": "down"}, {"truth.battle_odds": {"value": 1, "source": "judgement"}}),
        ({"partial_deal": True}, {"record.error_rate": 0}),
        ({"strikes": True, "front": "up"}, {"record.error_rate": 0, "costs.striking": 0.9}),
    ],
)
def test_what_no_draw_explains_is_refused_by_its_month(war, seen, changes, tmp_path) -> None:
    _, month = last_months(war)
    impossible = war.replace({**changes, f"record.months.{month}": seen})
    with pytest.raises(RunError) as raised:
        ripeness.forecast(impossible, draws=4, beliefs=False, in_eyes=False)
    told = str(raised.value)
    assert "the record cannot have happened" in told and "record.months" in told
    if not changes:
        assert month in told and "package: true" in told


def test_a_draw_that_excludes_the_record_weighs_nothing_and_is_counted(war) -> None:
    """Half of the draws exclude a move up: the others carry all of the weight, in exact proportion."""
    odds = {"values": [0, 0.6], "weights": [1, 1], "source": "judgement"}
    mixed = war.replace({"truth.battle_odds": odds})
    found = ripeness.forecast(mixed, draws=16, beliefs=False, in_eyes=False)
    drawn = found.assumption_value.sel(assumption="truth.battle_odds").values
    assert set(drawn) == {0.0, 0.6}
    assert (found.weight.values[drawn == 0] == 0).all() and found.weight.values[drawn > 0].sum() == pytest.approx(1)
    assert found.attrs["impossible_draws"] == int((drawn == 0).sum())
    assert np.isnan(found.ongoing.values[drawn == 0]).all()
    alone = found.isel(draw=drawn > 0)
    assert float((alone.ongoing * alone.weight).sum("draw").isel(month=0)) == pytest.approx(1, abs=1e-5)
