"""Why there is no settlement: what binds is found where it was put, in a world written by hand."""

from __future__ import annotations

import json

import pytest
from known_gaps import world

import ripeness
from printing import printed as on_terminal
from ripeness.errors import RunError
from ripeness.pages.explain import explain_page
from ripeness.questions.explain.causes import (
    CAUSES,
    STEPS,
    at_step,
    ends,
    first_asked,
    then_asked,
)
from ripeness.questions.explain.causes import (
    explained as explained_by,
)
from ripeness.questions.explain.month import months_ahead
from ripeness.schema import Scenario

EVEN = [0.25, 0.25, 0.25, 0.25]
CLOSED = [-0.3, -0.3, -0.3, -0.3]


def explained(scenario: Scenario, stand_in, ahead: int = 0):
    found = stand_in(scenario, first_asked(scenario))
    found |= stand_in(scenario, then_asked(scenario, found, ahead))
    return explained_by(scenario, found, ahead)


def printed(result) -> str:
    return on_terminal(explain_page(result))


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("effect", "step"),
    [(2.0, 0.25), (1.0, 0.5), (0.55, 0.75), (0.4, 1.0), (0.3, None)],
)
def test_the_least_step_is_the_first_that_closes_the_gap(knowing, effect, step):
    # the guarantee goes from .1 to .9, and .3 is missing: enough from .3 / (.8 effect) of the way on
    result = explained(knowing, world(knowing, {"guarantee": effect}, CLOSED, EVEN))
    share = 0.3 / (0.8 * effect)
    assert next((one for one in STEPS if one >= share), None) == step
    assert result["causes"]["commitment"]["least"] == step
    assert result["binding"] == (["commitment"] if step else [])
    if step:
        assert result["causes"]["commitment"]["settings"]["guarantee"] == pytest.approx(0.1 + step * 0.8)


def test_a_yes_or_no_is_tried_as_a_whole(knowing):
    assert at_step(knowing, {"attacker_knows": 1.0}, 0.25) == {}
    result = explained(knowing, world(knowing, {"attacker_knows": 0.4}, CLOSED, EVEN))
    assert result["binding"] == ["information"] and result["causes"]["information"]["least"] == 1


def test_half_of_the_sets_counts_by_weight(knowing):
    base = [-0.3, 0.1]
    assert explained(knowing, world(knowing, {}, base, [0.6, 0.4]))["ripe"] is False
    assert explained(knowing, world(knowing, {}, base, [0.4, 0.6]))["ripe"] is True


def test_where_none_is_enough_alone_those_needed_are_named(knowing):
    # .5 is missing; the guarantee brings .4, the mandate .2, knowing .05
    effects = {"guarantee": 0.5, "mandate": 0.4, "attacker_knows": 0.05}
    result = explained(knowing, world(knowing, effects, [-0.5] * 4, EVEN))
    assert result["binding"] == [] and result["together"] == 1
    assert result["needed"] == ["commitment", "table"]
    needed = "fear that a deal would be broken (commitment) and the lack of a table that may settle (table)"
    assert f"Without a change in {needed}, all the others together are not enough." in flat(printed(result))


def test_where_all_together_are_not_enough_it_is_said(knowing):
    result = explained(knowing, world(knowing, {"guarantee": 0.1}, CLOSED, EVEN))
    assert result["binding"] == result["needed"] == []
    assert "To remove all of them together would do so only in no version" in flat(printed(result))


def test_in_a_ripe_month_what_binds_is_what_brings_a_signature(knowing):
    # .05 a month with the mandate at .5; at 1 sixteen times that
    result = explained(knowing, world(knowing, {}, [0.1] * 4, EVEN, signed=0.05))
    assert result["test"] == "settled" and result["binding"] == ["table"]
    assert result["settled"] == pytest.approx(0.05, rel=1e-5)
    assert result["causes"]["table"]["least"] == 0.75  # .05 (1 + 30 x .375) = .61; half of the way gives .43
    assert "only the text and the table stand between" in flat(printed(result))


def test_causes_without_a_lever_say_so(plain):
    result = explained(plain, world(plain, {}, CLOSED, EVEN))
    for cause in ("information", "issue", "text", "mediator", "means", "strength", "leader"):
        assert result["causes"][cause]["enough"] is None
    assert printed(result).count("no lever of the scenario bears on it") == 7


def test_the_flagship_has_a_lever_for_every_cause():
    found = ends(ripeness.load("ukraine-2026"))
    assert set(found) == set(CAUSES) and all(found.values())
    assert found["issue"] == {"europe_seated": 100}  # the one track at which the owner of the assets sits
    assert "europe_seated" not in found["table"] and found["mediator"]["side_deals"] == 0
    assert "defender_recognises_formula" not in found["text"]  # another text than the one on which two levers bear
    named = [lever for levers in found.values() for lever in levers]
    assert len(named) == len(set(named))


def test_a_lever_that_bears_on_no_cause_is_left_alone(knowing):
    assert all("cheap_talk" not in levers for levers in ends(knowing).values())


def test_few_draws_are_said_at_the_foot(knowing):
    few = flat(printed(explained(knowing, world(knowing, {}, CLOSED, EVEN))))
    foot = few.split("How far to trust this")[1]
    assert (
        "CAUTION: not to be quoted: weighed by the record, these 4 versions of the argument count as 4 equal ones"
        in foot
    )
    many = printed(explained(knowing, world(knowing, {}, [-0.3] * 60, [1 / 60] * 60)))
    assert many.startswith("Why no settlement") and "CAUTION" not in many


def test_the_month_is_counted_from_as_of(knowing):
    assert months_ahead(knowing, None) == 0
    assert months_ahead(knowing, "2027-01") == 12  # as_of is 2026-01


@pytest.mark.parametrize("month", ["2025-12", "2099-01", "2026-13", "soon"])
def test_a_month_that_cannot_be_asked_about_is_refused(knowing, month):
    with pytest.raises(RunError, match=f"{month}.*Write a month from 2026-01 to 2029-01"):
        months_ahead(knowing, month)


def test_the_command_prints_within_80_columns(ripe, compared, knowing):
    ripe("new", "mine")
    compared(world(knowing, {"guarantee": 1.0}, CLOSED, EVEN))
    code, out, _ = ripe("explain", "mine.yaml", "--month", "2026-07", "--draws", "4")
    assert code == 0 and "Why no settlement in July 2026?" in out
    assert "The least change is needed in commitment: by this measure, which is ours, that is what binds." in flat(out)
    assert max(len(line) for line in out.splitlines()) <= 80


def test_json_holds_the_same_verdict_in_full(ripe, compared, knowing):
    ripe("new", "mine")
    compared(world(knowing, {"guarantee": 1.0}, CLOSED, EVEN))
    code, out, _ = ripe("explain", "mine.yaml", "--draws", "4", "--json")
    told = json.loads(out)
    assert code == 0 and told["binding"] == ["commitment"] and told["month"] == "2026-01"
    assert told["causes"]["commitment"]["least"] == 0.5


@pytest.mark.parametrize("month", ["2020-01", "2199-01", "May"])
def test_a_bad_month_leaves_with_code_2_and_a_sentence(ripe, compared, knowing, month):
    ripe("new", "mine")
    compared(lambda *_, **__: pytest.fail("nothing is computed for a month that cannot be asked about"))
    code, out, err = ripe("explain", "mine.yaml", "--month", month)
    assert (code, out) == (2, "") and month in err and err.rstrip().endswith(("2026-01.", "2026-01"))
