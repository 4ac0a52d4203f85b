"""A war that would fill a machine's memory is refused where it is stated, before anything is computed."""

from __future__ import annotations

import re

import pytest

from ripeness.errors import ScenarioError
from ripeness.scenarios.shipped import FOLDER
from ripeness.schema import load_scenario

STARTER = FOLDER.parent / "cli" / "starter.yaml"


def refusal(tmp_path, text: str) -> str:
    file = tmp_path / "large.yaml"
    file.write_text(text)
    with pytest.raises(ScenarioError) as refused:
        load_scenario(file)
    return str(refused.value)


def starter(**numerics: object) -> str:
    text = STARTER.read_text()
    stated = ", ".join(f"{name}: {value}" for name, value in numerics.items())
    return re.sub(r"(?m)^numerics: \{.*?\}", f"numerics: {{{stated}}}", text) if numerics else text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (re.sub(r"steps: \d+", "steps: 1000000000", starter()), "front.steps: 1000000000 is too large"),
        (starter(chest_nodes=10**8), "numerics.chest_nodes: 100000000 is too large. Write 1000 or less"),
        (starter(sincerity_nodes=10**8), "numerics.sincerity_nodes: 100000000 is too large"),
        (starter(terms_grid=10**8), "numerics.terms_grid: 100000000 is too large"),
        (starter(sincerity_nodes=1000, chest_nodes=1000), "states of the war"),
        (re.sub(r"war_began: \S+", "war_began: 1000-01", starter()), "calendar.war_began: from war_began 1000-01"),
    ],
)
def test_numbers_of_nodes_places_and_months_have_an_upper_bound(text, said, tmp_path) -> None:
    assert said in refusal(tmp_path, text)


def test_terms_that_are_tried_together_are_counted(tmp_path) -> None:
    """With the one of the starter, 5 issues of 11 values each are 161,051 sets: more than are tried."""
    issues = "".join(
        f"  more{number}: {{title: more, attacker_weight: 1, defender_weight: 1, reneging: 0.1}}\n"
        for number in range(4)
    )
    text = re.sub(r"(?m)^issues:.*\n", f"issues:\n{issues}", starter())
    assert "5 issues whose values are tried together make 1.61e+05 sets" in refusal(tmp_path, text)
    whole = text.replace("reneging: 0.1}", "reneging: 0.1, indivisible: true}")  # 11 values, and 2 of each other: 176
    for fits in (re.sub(r"  more3.*\n", "", text), whole):
        file = tmp_path / "fits.yaml"
        file.write_text(fits)
        load_scenario(file)


FRONT = (FOLDER / "toys" / "standing-front.yaml").read_text()
EPOCH = """
epochs:
  later: {title: later, from: 2001-02, changes: {front.highest: 9e+16 km^2}}
"""
LEVER = """  far:
    title: where the defender is beaten
    owner: defender
    changes: front.highest
    unit: km^2
    low: 41000
    high: 9e+16
    status_quo: 60000
"""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("cell: 460 km^2", "cell: 0.001 km^2"), r"front.cell: cells of 0.001 km\^2"),
        (lambda text: text.replace("highest: 60000 km^2", "highest: 9e+16 km^2"), r"that hold the front between its"),
        (lambda text: text + EPOCH, r"the ends that epochs.later.changes allows"),
        (lambda text: text.rstrip() + "\n" + LEVER, r"the ends that levers.far.high allows"),
    ],
)
def test_cells_of_a_front_are_counted_wherever_its_ends_are_stated(change, said, tmp_path) -> None:
    assert re.search(said, refusal(tmp_path, change(FRONT)))
