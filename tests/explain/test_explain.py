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
    STEPS,
    at_step,
    first_asked,
    then_asked,
)
from ripeness.questions.explain.causes import (
    explained as explained_by,
)
from ripeness.questions.explain.experiments import CAUSES, ends, in_thought
from ripeness.questions.explain.month import months_ahead
from ripeness.schema import Scenario

EVEN = [0.25, 0.25, 0.25, 0.25]
CLOSED = [-0.3, -0.3, -0.3, -0.3]


GUARANTEE, MANDATE, KNOWS = "bargaining.guarantee", "tracks.talks.mandate", "beliefs.attacker_knows"


def explained(scenario: Scenario, stand_in, ahead: int = 0):
    scenario = in_thought(scenario)
    found = stand_in(scenario, first_asked(scenario))
    found |= stand_in(scenario, then_asked(scenario, found, ahead))
    return explained_by(scenario, found, ahead)


def printed(result) -> str:
    return on_terminal(explain_page(result))


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("effect", "step"),
    [(2.0, 0.25), (1.0, 0.5), (0.5, 0.75), (0.4, 1.0), (0.3, None)],
)
def test_the_least_step_is_the_first_that_closes_the_gap(knowing, effect, step):
    # the guarantee goes from .1 to 1, and .3 is missing: enough from .3 / (.9 effect) of the way on
    result = explained(knowing, world(knowing, {GUARANTEE: effect}, CLOSED, EVEN))
    share = 0.3 / (0.9 * effect)
    assert next((one for one in STEPS if one >= share), None) == step
    assert result["causes"]["commitment"]["least"] == step
    assert result["binding"] == (["commitment"] if step else [])
    if step:
        assert result["causes"]["commitment"]["settings"][GUARANTEE] == pytest.approx(0.1 + step * 0.9)


def test_a_yes_or_no_is_tried_as_a_whole(knowing):
    assert at_step(in_thought(knowing), {KNOWS: 1.0}, 0.25) == {}
    result = explained(knowing, world(knowing, {KNOWS: 0.4}, CLOSED, EVEN))
    assert result["binding"] == ["information"] and result["causes"]["information"]["least"] == 1


def test_half_of_the_sets_counts_by_weight(knowing):
    base = [-0.3, 0.1]
    assert explained(knowing, world(knowing, {}, base, [0.6, 0.4]))["ripe"] is False
    assert explained(knowing, world(knowing, {}, base, [0.4, 0.6]))["ripe"] is True


def test_where_none_is_enough_alone_those_needed_are_named(knowing):
    # .5 is missing; the guarantee brings .36, the mandate .2, knowing .05
    effects = {GUARANTEE: 0.4, MANDATE: 0.4, KNOWS: 0.05}
    result = explained(knowing, world(knowing, effects, [-0.5] * 4, EVEN))
    assert result["binding"] == [] and result["together"] == 1
    assert result["needed"] == ["commitment", "table"]
    needed = "fear that a deal would be broken (commitment) and the lack of a table that may settle (table)"
    assert f"Without a change in {needed}, all the others together are not enough." in flat(printed(result))


def test_where_all_together_are_not_enough_it_is_said(knowing):
    result = explained(knowing, world(knowing, {GUARANTEE: 0.1}, CLOSED, EVEN))
    assert result["binding"] == result["needed"] == []
    assert "All of them taken away together would do so in no version" in flat(printed(result))


def test_in_a_ripe_month_what_binds_is_what_brings_a_signature(knowing):
    # .05 a month with the mandate at .5; at 1 sixteen times that
    result = explained(knowing, world(knowing, {}, [0.1] * 4, EVEN, signed=0.05))
    assert result["test"] == "settled" and result["binding"] == ["table"]
    assert result["settled"] == pytest.approx(0.05, rel=1e-5)
    assert result["causes"]["table"]["least"] == 0.75  # .05 (1 + 30 x .375) = .61; half of the way gives .43
    assert "only the text and the table stand between" in flat(printed(result))


def test_causes_that_the_scenario_holds_nothing_of_are_not_tried_and_the_headline_counts_them(plain):
    """Whatever levers its author wrote: the starter has neither money nor mediator, nor an absent party."""
    result = explained(plain, world(plain, {}, CLOSED, EVEN))
    missing = ("issue", "mediator", "means", "strength", "leader")
    assert [cause for cause, one in result["causes"].items() if one["untried"]] == list(missing)
    page = flat(printed(result))
    assert "causes 4 of 9, each taken away in thought; not issue, mediator, means, strength and" in page
    assert page.count("not tried: ") == 5 and "not tried: there is no mediator" in page


def test_every_cause_can_be_tried_in_the_flagship_and_each_is_the_engines_own():
    """No lever of the file's own is among them: what is set is named by its path."""
    flagship = ripeness.load("ukraine-2026")
    found = ends(flagship)
    assert set(found) == set(CAUSES) and all(found.values())
    assert found["commitment"] == {"bargaining.guarantee": 1.0} and found["mediator"] == {"mediator.present": 0.0}
    assert found["issue"] == {"tracks.four_way.meets": 1.0}  # the one track at which the owner of the assets sits
    assert set(found["table"]) == {
        f"tracks.{one}.{what}" for one in ("direct", "trilateral") for what in ("meets", "mandate")
    }
    assert found["text"] == {"texts.overlap": 1.0, "texts.count": 0.0} or found["text"] == {"texts.count": 0.0}
    last = flagship.leaves(len(flagship.epochs))
    assert found["means"]["energy.state_share"] == last["energy.state_share"].value.centre / 2
    assert found["strength"]["aid.flows.europe_military.amount"] == 2 * 2.42
    assert not set(flagship.levers).intersection(path for sets in found.values() for path in sets)


def test_a_scenario_without_a_lever_is_explained_all_the_same(plain):
    bare = plain.replace({"levers": None, "policies": None})
    result = explained(bare, world(bare, {GUARANTEE: 1.0}, CLOSED, EVEN))
    assert not bare.levers and result["binding"] == ["commitment"]


def test_a_number_that_stands_where_the_experiment_would_set_it_is_not_tried(plain):
    kept = plain.replace({"bargaining.guarantee": 1})
    assert ends(kept)["commitment"] == {}


def test_few_draws_are_said_in_the_first_line_and_their_number_below(knowing):
    few = flat(printed(explained(knowing, world(knowing, {}, CLOSED, EVEN))))
    caution = "CAUTION: not to be quoted: weighed by the record, these 4 versions of the argument count as 4 equal ones"
    assert few.startswith(caution)
    assert "versions 4 versions of the argument; those that fit the record count for more" in few
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
    compared(world(knowing, {GUARANTEE: 1.0}, CLOSED, EVEN))
    code, out, _ = ripe("explain", "mine.yaml", "--month", "2026-07", "--draws", "4")
    assert code == 0 and "Why no settlement in July 2026?" in out
    assert "broken (commitment), half of it. By this measure, which is our own, that is the main obstacle." in flat(out)
    assert max(len(line) for line in out.splitlines()) <= 80


def test_json_holds_the_same_verdict_in_full(ripe, compared, knowing):
    ripe("new", "mine")
    compared(world(knowing, {GUARANTEE: 1.0}, CLOSED, EVEN))
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


def test_of_today_it_says_why_the_share_may_differ_from_that_of_a_forecast(knowing):
    today, later = (printed(explained(knowing, world(knowing, {}, CLOSED, EVEN), ahead)) for ahead in (0, 1))
    assert "so that its figure may differ" in flat(today) and "may differ" not in flat(later)
