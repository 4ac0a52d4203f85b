"""The four wars beside the flagship: what they take from the case files is what these hold, and nothing came after."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import ripeness
from ripeness.scenarios.shipped import FLAGSHIP, locate, shipped, views
from ripeness.schema import Scenario
from ripeness.schema.calendar import month_of

CASES = {
    "korea-1951": "korea-1951-07",
    "winter-war-1940": "winter-war-1940-01",
    "iran-iraq-1984": "iran-iraq-1984-02",
    "ethiopia-eritrea-1999": "ethiopia-eritrea-1999-06",
}
every_war = pytest.mark.parametrize("name", CASES)

ENDED = {
    "korea-1951": ("1953-07", "armistice of 27 July 1953 near the line of contact (recalled)"),
    "winter-war-1940": ("1940-03", "peace of 12 March 1940: the Isthmus, Hanko and more ceded (recalled)"),
    "iran-iraq-1984": ("1988-08", "ceasefire of 20 August 1988 under Security Council resolution 598 (recalled)"),
    "ethiopia-eritrea-1999": (
        "2000-06",
        "cessation of hostilities of 18 June 2000 after an offensive in May (recalled)",
    ),
}
"""How each war ended: month, and what happened. No scenario may know it, and no number was chosen for it."""


def rows(name: str, table: str) -> list[dict[str, str]]:
    """Rows of a case file; skips where the data folder is not there."""
    path = Path(os.environ.get("RIPENESS_DATA", "") or ".") / "war_cases" / CASES[name] / f"{table}.csv"
    if not path.is_file():
        pytest.skip(f"RIPENESS_DATA names no folder that holds war_cases/{CASES[name]}/{table}.csv.")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def areas(scenario: Scenario) -> dict[str, float]:
    """Areas of the record by month, km^2."""
    assert scenario.record is not None
    return {month: seen.area for month, seen in scenario.record.in_order() if seen.area is not None}


def row_of(table: list[dict[str, str]], month: str, key: str = "month") -> dict[str, str]:
    """Last row that begins in a month or before it: rows tell how a month ends."""
    return [row for row in table if row[key][:7] <= month][-1]


def before(month: str) -> str:
    year, number = (int(part) for part in month.split("-"))
    return f"{year - (number == 1)}-{(number - 2) % 12 + 1:02d}"


def of_korea(month: str) -> float:
    return float(row_of(rows("korea-1951", "front"), f"{month}-01", "date")["north_net_gain_km2"])


def of_finland(month: str) -> float:
    ends = [(f"{row['date'][-10:]}-31"[:10], row) for row in rows("winter-war-1940", "front")]
    over = [row for end, row in ends if end < f"{month}-01"]
    return float(over[-1]["soviet_held_km2_cumulative"])


def of_iran(month: str) -> float:
    row = row_of(rows("iran-iraq-1984", "front"), before(month))
    return float(row["iran_holds_in_iraq_km2"]) - float(row["iraq_holds_in_iran_km2"])


def of_ethiopia(month: str) -> float:
    row = row_of(rows("ethiopia-eritrea-1999", "front"), before(month))
    own, lost = "ethiopia_holds_of_eritrean_run_land_km2", "eritrea_holds_of_ethiopian_run_land_km2"
    return float(row[own]) - float(row[lost])


HELD: dict[str, Callable[[str], float]] = {
    "korea-1951": of_korea,
    "winter-war-1940": of_finland,
    "iran-iraq-1984": of_iran,
    "ethiopia-eritrea-1999": of_ethiopia,
}


@every_war
def test_the_areas_of_the_record_are_those_of_the_case_file(name: str) -> None:
    """Month by month, by the rule that the scenario states, from the front's first month to `as_of`."""
    scenario, held = ripeness.load(name), HELD[name]
    seen = areas(scenario)
    assert seen == {month: held(month) for month in seen}
    first, last = scenario.month_index(str(scenario.front.from_)), scenario.month_index(scenario.calendar.as_of)
    assert list(seen) == [scenario.month_label(month) for month in range(first, last)]


@every_war
def test_the_front_begins_to_teach_where_the_record_begins(name: str) -> None:
    scenario = ripeness.load(name)
    first, area = next(iter(areas(scenario).items()))
    assert scenario.front.area is not None
    assert (scenario.front.from_, scenario.front.area.centre) == (first, area)


def test_koreas_two_stated_areas_are_square_miles_of_their_sources() -> None:
    """2,100 and 5,000 square miles; the second, without islands, is what bounds the defender's defeat."""
    table, front = rows("korea-1951", "front"), ripeness.load("korea-1951").front
    lost = next(row for row in table if row["note"].startswith("Best-founded"))
    assert float(lost["north_net_gain_km2"]) == pytest.approx(-2100 * 2.589988, abs=50) == front.area.centre
    perimeter = next(row for row in table if row["line"].startswith("Pusan"))
    assert float(perimeter["north_net_gain_km2"]) == pytest.approx(94500 - 5000 * 2.589988 - 2050, abs=50)
    north, south = (float(number) for number in ("126300", "94500"))
    assert f"South taken as {south:.0f}" in table[0]["km2_how_derived"] and "126300" in table[0]["km2_how_derived"]
    farthest = min(float(row["north_net_gain_km2"]) for row in table)
    assert front.lowest.parameters["low"] == -north < front.lowest.parameters["high"] < farthest
    assert float(perimeter["north_net_gain_km2"]) < front.highest.parameters["low"]
    assert front.highest.parameters["high"] == south


@every_war
def test_bands_of_land_meet_at_areas_of_the_case_file_where_they_name_it(name: str) -> None:
    """A border of a band that rests on the front's rows is nil, the line before the war, or an area in those rows."""
    scenario = ripeness.load(name)
    known = {0.0, 94500.0, -126300.0, *(HELD[name](month) for month in areas(scenario))}
    for issue in scenario.issues.values():
        for edge in (issue.band.from_, issue.band.to) if issue.band else ():
            if {"front", "hicks-montross"}.intersection(edge.source):
                assert edge.centre in known, (issue.title, edge)


def test_irans_oil_is_that_of_the_case_file() -> None:
    table, energy = rows("iran-iraq-1984", "means"), ripeness.load("iran-iraq-1984").energy
    price = next(row for row in table if row["item"] == "oil price asked")
    output = next(row for row in table if row["party"] == "iran" and row["when"] == "1982 and 1983")
    assert energy.price.centre == float(price["value"]) and price["unit"] == "USD/barrel"
    assert energy.quota.centre == float(output["value"]) and output["unit"] == "million barrels/day"
    assert energy.legal_volume.parameters["high"] < float(output["value"])


def test_ethiopias_attendance_and_deals_are_those_of_the_case_file() -> None:
    """True where a row of the month says that it took part; deals are agreements that something is spared."""
    table, scenario = rows("ethiopia-eritrea-1999", "talks"), ripeness.load("ethiopia-eritrea-1999")
    took_part = {row["month"] for row in table if row["attended_ethiopia"] == "true" and row["month"] >= "1998-06"}
    took_part |= {"1998-05"}  # the row of 1998-05/06
    coded = {month for month, seen in scenario.record.in_order() if seen.attended}
    assert coded == {month[:7] for month in took_part}
    deals = {month for month, seen in scenario.record.in_order() if seen.partial_deal}
    assert deals == {row["month"] for row in table if row["partial_deal"].startswith("moratorium")}


ANSWERED = {
    ("korea-1951", "battle-line"): ("1951-07-27 to 1951-07-31", "North Korea and China"),
    ("korea-1951", "parallel"): ("1951-07-19", "US (JCS)"),
    ("winter-war-1940", "new-proposals"): ("1939-12-04", "USSR"),
    ("winter-war-1940", "league-stop"): ("1939-12-12", "USSR"),
    ("iran-iraq-1984", "border-offer"): ("1982-06-21", "iran"),
    ("iran-iraq-1984", "council-514"): ("1982-07-13", "iran"),
    ("iran-iraq-1984", "council-540"): ("1983-11-01", "iran"),
    ("ethiopia-eritrea-1999", "us-rwanda"): ("1998-06", "eritrea"),
    ("ethiopia-eritrea-1999", "framework"): ("1998-11-09", "eritrea"),
    ("ethiopia-eritrea-1999", "ceasefire-first"): ("1999-04-28", "ethiopia"),
}
"""Row of the answers by date and party, for each answer of a record."""


@every_war
def test_every_answer_of_the_record_is_a_row_of_the_case_file(name: str) -> None:
    scenario = ripeness.load(name)
    given = {(name, one.text): one for one in scenario.record.answers}
    assert set(given) == {key for key in ANSWERED if key[0] == name}
    for key, one in given.items():
        when, party = ANSWERED[key]
        found = [row for row in rows(name, "answers") if (row["date"], row["party"]) == (when, party)]
        assert any(row["answer"] in (one.answer, "accepts_with_conditions") for row in found), key
        assert one.month == when[:7]


YEAR = r"(?<![-,.\d])(?:19|20)\d\d(?:-\d\d)?(?![,\d]| km)"
"""A year or a month, and no area."""


@every_war
def test_no_scenario_knows_what_happened_afterwards(name: str) -> None:
    """No month or year after the facts end stands in its file or views, but for when a source came out."""
    ended, _ = ENDED[name]
    as_of = ripeness.load(name).calendar.as_of
    assert as_of <= ended, "the war went on when the facts end"
    for path in (locate(name), *views(name).values()):
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.match(r"\s+(date|url|file|title|author|as_of|from):", line):
                continue
            later = [found for found in re.findall(YEAR, line) if found > as_of]
            assert not later, (path.name, line)


@every_war
def test_a_war_is_whole_and_its_two_views_free_as_many_assumptions(name: str) -> None:
    base = ripeness.load(name)
    assert len(base.claims) == 5 and all(claim.by for claim in base.claims.values())
    rivals = {view: ripeness.load(name, view=view) for view in views(name)}
    assert len(rivals) == 2
    for view in rivals.values():
        assert len(view.assumptions()) == len(base.assumptions())
        assert set(view.claims) > set(base.claims)
    assert len({one.view.binds for one in rivals.values()}) == 2


@pytest.mark.parametrize("name", ["iran-iraq-1984", "ethiopia-eritrea-1999"])
def test_the_proposal_of_a_war_with_a_long_record_was_learnt_for_the_file_as_it_is(name: str) -> None:
    from ripeness.ensemble.proposal import proposal_of

    assert proposal_of(ripeness.load(name), True)[1] == "shipped"


def test_wars_are_listed_after_the_flagship_and_before_the_toys() -> None:
    names = list(shipped())
    wars = sorted([*CASES, "generic-war"])
    assert names[0] == FLAGSHIP and names[1:6] == wars
    assert all(name.startswith("toys/") for name in names[6:])


@every_war
def test_each_horizon_reaches_what_happened(name: str) -> None:
    scenario = ripeness.load(name)
    ahead = scenario.month_index(ENDED[name][0]) - scenario.month_index(scenario.calendar.as_of)
    assert 0 <= ahead <= scenario.calendar.horizon
    assert month_of(ENDED[name][0]) == ENDED[name][0]
