"""The page that compares two policies, line by line, and what it says unasked."""

from pathlib import Path

import pytest
from made_worlds import made, world
from pydantic import BaseModel

from printing import figures_lost
from printing import printed as on_terminal
from ripeness.pages.difference import change, headline, parting, side_effects
from ripeness.pages.layout import Section, Table
from ripeness.pages.shares import in_versions, tens
from ripeness.pages.whatif import whatif_page
from ripeness.questions.whatif.comparison import compare_policies, side_of
from ripeness.questions.whatif.differences import GROUPS
from ripeness.questions.whatif.split import settings_of, values_of, variants

GOLDEN, DETAILS = Path(__file__).parent / "page.txt", Path(__file__).parent / "details.txt"


def printed(result, width=80, details=True) -> str:
    return on_terminal(whatif_page(result, details), width)


def result_of(war, a, b, draws=200, ways="agreement", names=("status-quo", "status-quo")):
    """The comparison of two settings in the made-up world."""
    forecasts = {"status-quo": {}, "a": a, "b": b}
    forecasts = {name: world(war, values_of(war, one), draws, 1, ways) for name, one in forecasts.items()}
    alone = {
        name: world(war, values_of(war, one), draws, 1, ways).isel(draw=slice(0, 64))
        for name, one in variants(war, a, b).items()
    }
    sides = (side_of(war, name, settings) for name, settings in zip(names, (a, b), strict=True))
    return compare_policies(war, *sides, forecasts, alone, asked=draws)


@pytest.fixture(scope="module")
def two(war):
    """More mandate against guarantees with more mandate."""
    a, b = {"mandate": 0.6}, settings_of(war, "guarantees-first", {"mandate": 0.6})
    return result_of(war, a, {**b, "mandate": 0.7}, names=("status-quo", "guarantees-first"))


def test_the_page_of_the_made_up_world_is_the_one_kept(two) -> None:
    """To accept a change, write ``printed(...)`` to page.txt or details.txt and read the difference."""
    assert printed(two, details=False) == GOLDEN.read_text(encoding="utf-8")
    assert printed(two) == DETAILS.read_text(encoding="utf-8")


def test_without_details_one_table_holds_the_chances_and_the_last_line_says_where_the_rest_is(two) -> None:
    def tables(page) -> list[Table]:
        inside = [part for block in page if isinstance(block, Section) for part in tables(block.parts)]
        return [one for one in page if isinstance(one, Table) and one.heads] + inside

    levers, chances = tables(whatif_page(two))
    assert levers.columns[0].head == "lever"
    rows = {str(row.cells[0]): row.cells[1:] for row in chances.rows}
    assert len(rows) == len(chances.rows) == len(two["horizons"]) + 3
    at = two["headline"]
    for name, key in {
        f"goes on in {at} months": "ongoing",
        f"settled by agreement, in {at} months": "agreement",
    }.items():
        told = two["outcomes"][f"{key}.{at}"]
        by_hand = [str(5 * int(20 * told[level] + 0.5)) for level in ("status_quo", "a", "b")]
        assert list(rows[name][:3]) == by_hand
    last = " ".join(printed(two, details=False).split("\n\n")[-1].split())
    assert last.startswith("More, with --details:") and last.endswith("--json holds all of it.")


def test_a_difference_that_shrinks_or_turns_is_not_said_to_last(two) -> None:
    """By hand: six months that differ by 6 points, then by 1; and months that turn the other way."""
    months = len(two["timeline"]["difference"])

    def told(gaps: list[float]) -> str:
        bands = [{**two["timeline"]["difference"][0], "mean": gap} for gap in gaps]
        time = {**two["timeline"], "difference": bands, "parts": 1, "widest": 1, "widest_by": gaps[1]}
        return " ".join(parting({**two, "timeline": time}))

    assert " on (1 months ahead)" in told([0.0] + [-0.06] * (months - 1))
    shrinks = told([0.0] + [-0.06] * 6 + [-0.01] * (months - 7))
    assert "first differ by 5 points or more in" in shrinks and "by less in some later month" in shrinks
    assert "higher" not in shrinks
    turns = told([0.0] + [-0.06] * 6 + [0.07] * (months - 7))
    assert "lower under B then, and higher in" in turns


def test_no_line_is_wider_than_eighty_columns(two) -> None:
    assert max(len(line) for line in printed(two).splitlines()) <= 80


@pytest.mark.parametrize("width", [60, 40])
def test_a_narrow_terminal_shows_every_figure_and_cuts_no_line(two, width) -> None:
    for details in (False, True):
        assert not figures_lost(whatif_page(two, details), width)
    text = printed(two, width)
    assert max(map(len, text.splitlines())) <= width and "…" not in text
    for at in two["horizons"]:
        assert f"{round(20 * two['outcomes'][f'ongoing.{at}']['a']) * 5}" in " ".join(text.split())


def test_the_sides_are_called_by_their_names(two) -> None:
    text = " ".join(printed(two).split())
    assert "the attacker" not in text and "the defender" not in text
    assert "gives the North land" in text and "the South gives up" in text


def test_few_draws_are_warned_of_in_the_first_line(war) -> None:
    assert printed(result_of(war, {}, {"mandate": 0.9}, draws=20)).startswith(
        "CAUTION: not to be quoted: weighed by the record"
    )


def test_many_are_not(two) -> None:
    assert printed(two).startswith("What if: B in the place of A. A made-up war")


def test_the_same_policy_twice_differs_in_nothing_and_says_so(war) -> None:
    same = result_of(war, {"guarantee": 0.7}, {"guarantee": 0.7}, draws=20)
    text = printed(same)
    assert "None: A and B are the same." in text and "The two do not differ." in " ".join(text.split())
    assert "There is no change to split." in text
    assert side_effects(same) == []
    for key, one in same["outcomes"].items():
        assert one["difference"] in ({"mean": 0.0, "p10": 0.0, "p90": 0.0}, {"mean": None, "p10": None, "p90": None}), (
            key
        )
    assert {one["mean"] for one in same["timeline"]["difference"]} == {0.0}
    assert same["timeline"]["parts"] is None


def test_an_average_that_follows_a_few_versions_is_said_to(war) -> None:
    """One draw of four falls by .6, three rise by .1: the mean falls, three quarters of the versions rise."""
    a = made([[1.0, 0.8]] * 4, [0.25] * 4, {"settlement_even": [1.0] * 4})
    b = made([[1.0, 0.2]] + [[1.0, 0.9]] * 3, [0.25] * 4, {"settlement_even": [1.0] * 4})
    sides = side_of(war, "A", {}), side_of(war, "B", {})
    told = " ".join(headline(compare_policies(war, *sides, {"status-quo": a, "a": a, "b": b}, None)))
    assert "B lowers this chance by about 10 points on average" in told
    assert "Yet it is lower under B in 3 of 10 versions and higher in 8 of 10 versions" in told
    fewer = made([[1.0, 0.2]] * 4, [0.25] * 4, {"settlement_even": [1.0] * 4})
    told = " ".join(headline(compare_policies(war, *sides, {"status-quo": a, "a": a, "b": fewer}, None)))
    assert "It is lower under B in every version and higher in no version." in told and "Yet" not in told


def test_a_war_shortened_by_collapse_is_said_not_to_end_by_agreement(war) -> None:
    told = " ".join(side_effects(result_of(war, {}, {"guarantee": 0.7}, ways="collapse")))
    assert "comes mostly through the defender giving up, collapsing or being beaten; none of it comes" in told
    by_agreement = " ".join(side_effects(result_of(war, {}, {"guarantee": 0.7})))
    assert "comes mostly through" not in by_agreement and "settled by agreement" in by_agreement


def test_a_war_that_ends_sooner_with_fewer_agreements_is_said_to(war) -> None:
    """Odds .8 and .4: agreements from .15 to .06, collapses from .05 to .54."""
    weight, odds = [1.0], {"a": [[1.0, 0.8]], "b": [[1.0, 0.4]]}
    shares = {"a": (0.75, 0.25), "b": (0.1, 0.9)}
    forecasts = {
        name: made(odds[name], weight, {"settlement_even": [s], "defender_collapses": [c]})
        for name, (s, c) in shares.items()
    }
    result = compare_policies(
        war, side_of(war, "A", {}), side_of(war, "B", {}), {**forecasts, "status-quo": forecasts["a"]}, None
    )
    way = result["side_effects"]["way"]
    assert way["ongoing"] == pytest.approx(-0.4)
    assert way["endings"]["agreement"] == pytest.approx(-0.09)
    assert way["endings"]["defender_defeated"] == pytest.approx(0.49)
    assert way["by_agreement"] == pytest.approx(-0.09 / 0.4)
    assert set(way["endings"]) == set(GROUPS)
    told = " ".join(side_effects(result))
    assert "The war ends sooner and yet fewer wars are settled by agreement." in told
    assert "none of it comes through agreement" in told


def test_working_the_other_way_in_a_fifth_of_the_sets_is_told(war) -> None:
    """Odds fall by .5 in three draws and rise by .1 in one of a quarter of the weight."""
    a = made([[1.0, 0.8]] * 4, [0.25] * 4, {"settlement_even": [1.0] * 4})
    b = made([[1.0, 0.3]] * 3 + [[1.0, 0.9]], [0.25] * 4, {"settlement_even": [1.0] * 4})
    sides = side_of(war, "A", {}), side_of(war, "B", {})
    told = " ".join(side_effects(compare_policies(war, *sides, {"status-quo": a, "a": a, "b": b}, None)))
    assert "In 3 of 10 versions the war becomes longer under B, against the average." in told


def test_a_lever_that_raises_an_uncertain_number_here_and_lowers_it_there_says_so(war) -> None:
    """Where the drawn mandate stood above and below .6, summed by hand over the draws."""
    result = result_of(war, {}, {"mandate": 0.6})
    drawn = world(war, {}, 200, 1)
    values = drawn.assumption_value.sel(assumption="tracks.talks.mandate").values
    (lever,) = result["levers"]
    assert lever["above"] == pytest.approx(drawn.weight.values[values > 0.6].sum(), abs=1e-8)
    assert lever["above"] + lever["below"] == pytest.approx(1)
    told = " ".join(side_effects(result))
    assert "The lever mandate puts one value in the place of an uncertain number" in told


def test_a_lever_that_nobody_holds_is_called_a_thought_experiment(war) -> None:
    lever = war.levers["guarantee"].model_copy(update={"owner": ("nobody",)})
    thought = BaseModel.model_copy(war, update={"levers": {**war.levers, "guarantee": lever}})
    text = printed(result_of(thought, {}, {"guarantee": 0.7}))
    assert "Nobody can pull the lever guarantee: this is a thought experiment, not a policy." in " ".join(text.split())


def test_the_two_part_in_the_month_from_which_they_are_five_points_apart(two) -> None:
    apart = [abs(one["mean"]) for one in two["timeline"]["difference"]]
    first = next(month for month, by in enumerate(apart) if by >= 0.05)
    assert two["timeline"]["parts"] == first
    assert two["timeline"]["widest"] == apart.index(max(apart))
    assert f"({first} months ahead)" in " ".join(headline(two))


@pytest.mark.parametrize(
    ("value", "unit", "wanted"),
    [
        (0.0, "1", "0"),
        (1e-7, "1", "0"),
        (-0.02, "1", "~0"),
        (0.024, "1", "~0"),
        (0.026, "1", "+5"),
        (-0.125, "1", "-15"),
        (-3.6, "months", "-4"),
        (0.3, "months", "~0"),
        (0.07, "of the way to the attacker's ideal", "+0.05"),
        (0.034, "share of the prize", "+3"),
        (-0.004, "share of the prize", "~0"),
        (None, "1", "-"),
    ],
)
def test_changes_are_rounded_and_small_ones_called_small(value, unit, wanted) -> None:
    assert change(value, unit) == wanted


@pytest.mark.parametrize(
    ("share", "table", "prose"),
    [
        (0.0, "none", "in no version"),
        (0.02, "<1", "in fewer than 1 of 10 versions"),
        (0.72, "7", "in 7 of 10 versions"),
        (0.97, ">9", "in more than 9 of 10 versions"),
        (1.0, "all", "in every version"),
    ],
)
def test_shares_of_sets_are_worded_as_such(share, table, prose) -> None:
    assert tens(share) == table
    assert in_versions(share) == prose


def test_nothing_discredited_is_printed(two) -> None:
    """No decimals of a probability, no share of assumptions as a probability, nothing proved."""
    text = printed(two)
    for word in ("prove", "exact", "% true", "score", "gauge"):
        assert word not in text


@pytest.mark.parametrize(
    ("unit", "a", "b", "told"),
    [
        ("1", 0.50, 0.30, "50 30 -20"),  # agrees as it is rounded everywhere
        ("1", 0.0685, 0.0345, "6.9 3.5 -3.4"),  # 5, 5 and -5, rounded one by one; 7, 3 and -3 in whole per cent
        ("1", 0.07, 0.04, "7 4 -3"),  # 5, 5 and -5
        ("1", 0.476, 0.474, "47.6 47.4 -0.2"),  # 50, 45 and ~0
        ("share of the prize", -0.124, -0.116, "-12.4 -11.6 +0.8"),  # -12, -12 and +1
        ("months", 25.4, 24.6, "25.4 24.6 -0.8"),  # 25, 25 and -1
    ],
)
def test_what_is_printed_as_a_difference_is_what_the_columns_differ_by(two, unit, a, b, told) -> None:
    """Each figure rounded by itself, a row could read `5  5  -5`."""
    moves = {"mean": b - a, "p10": b - a, "p90": b - a}
    of = {**two["outcomes"]["ongoing.12"], "unit": unit, "a": a, "b": b, "difference": moves}
    result = {**two, "outcomes": {**two["outcomes"], "ongoing.12": of}}
    line = next(one for one in printed(result, 120).splitlines() if one.startswith("goes on in 12 months"))
    assert f" {told} " in " ".join(line.split())
