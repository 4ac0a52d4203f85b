"""Wars told in words, compared line by line with those that are kept, but for the last digit of a decimal.

A change of the rules, of a scenario's numbers or of the words shows as a difference to be read. To accept it:
PYTHONPATH=tests .venv/bin/python tests/transcripts/test_told_wars.py
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import ripeness
from printing import printed
from ripeness.pages.story import story_page

FOLDER = Path(__file__).parent
SHOWN = {"ukraine-2026": {"calendar.horizon": "20 months", "calendar.tail": "100 months", "claims": None}}
"""No month is shown that its wars do not reach: they are the same with more, which takes three times as long."""
ACCEPT = "PYTHONPATH=tests .venv/bin/python tests/transcripts/test_told_wars.py"


@dataclass(frozen=True)
class Told:
    """One war: which scenario, and the chance within it."""

    scenario: str
    seed: int
    levers: dict[str, float] = field(default_factory=dict)
    from_start: bool = False

    def words(self, precision: str = "float32") -> list[str]:
        """The war in words, line by line."""
        scenario = ripeness.load(self.scenario).replace(SHOWN.get(self.scenario, {}))
        war = ripeness.story(
            scenario,
            seed=self.seed,
            levers=self.levers or None,
            medians=True,
            from_start=self.from_start,
            precision=precision,
        )
        return printed(story_page(war.content)).splitlines()


WARS = {
    "gamblers-ruin": Told("gamblers-ruin", 1),
    "bargaining-range": Told("bargaining-range", 0),
    "mutual-optimism": Told("mutual-optimism", 2),
    "broken-promises": Told("common-priors", 4, {"reneging": 0.9}),
    "feigned-talks": Told("feigned-talks", 1),
    "outlasting": Told("outlasting", 1, {"table": 0.0}),
    "ukraine-2026": Told("ukraine-2026", 1),
    "ukraine-2026-from-the-start": Told("ukraine-2026", 3, from_start=True),
}


def kept(name: str) -> Path:
    """The file of a war."""
    return FOLDER / f"{name}.txt"


DECIMAL = re.compile(r"\d+\.\d+")


def rounded_otherwise(one: str, other: str) -> bool:
    """Whether two lines are the same but for the last digit of decimals, which compilers and processors may round."""
    pairs = zip(DECIMAL.findall(one), DECIMAL.findall(other), strict=False)
    near = all(abs(float(a) - float(b)) < 1.5 * 10.0 ** -len(a.partition(".")[2]) for a, b in pairs)
    return near and DECIMAL.sub("", one) == DECIMAL.sub("", other)


def test_a_last_digit_may_differ_and_nothing_else() -> None:
    kept_line = "Signed in month 55: 0.03 of land, 12.5 % of 60"
    assert all(rounded_otherwise(kept_line, now) for now in (kept_line, kept_line.replace("0.03", "0.04")))
    for old, new in (("0.03", "0.05"), ("12.5", "12.7"), ("55", "56"), ("land", "army"), ("60", "61"), ("0.03", "3")):
        assert not rounded_otherwise(kept_line, kept_line.replace(old, new)), new


@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=pytest.mark.long) if one.startswith("ukraine") else one for one in WARS]
)
def test_a_told_war_is_the_one_kept(name: str) -> None:
    before, now = kept(name).read_text(encoding="utf-8").splitlines(), WARS[name].words()
    changes = difflib.unified_diff(before, now, f"{name}.txt, as kept", "as told now", lineterm="")
    if len(before) != len(now) or not all(map(rounded_otherwise, before, now)):
        pytest.fail("\n".join(["", *changes, "", f"To accept the change: {ACCEPT}"]), pytrace=False)


def test_a_told_war_is_the_same_in_double_precision() -> None:
    """Its figures are so rounded that only rules move them: the exact bargain in float64 tells the same war."""
    name = "broken-promises"
    assert WARS[name].words("float64") == kept(name).read_text(encoding="utf-8").splitlines()


def test_what_is_kept_is_eighty_columns_wide_and_nothing_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(WARS)
    assert max(len(line) for path in FOLDER.glob("*.txt") for line in path.read_text("utf-8").splitlines()) <= 80


def test_the_wars_kept_show_every_line_of_an_entry_and_several_endings() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.txt"))
    labels = "New Front Money Winning Battles Collapse Mediator Talks Terms Refused Unsigned Signed Worth"
    for label in labels.split(" "):
        assert f"\n  {label} " in text, label
    for ending in ("settlement", "expelled", "forced to stop", "still goes on"):
        assert ending in text, ending


def test_without_a_mediator_nothing_is_said_of_attending() -> None:
    """A war speaks of talks attended or stayed away from only once a mediator has been told of."""
    speak = 0
    for path in FOLDER.glob("*.txt"):
        before, *after = re.split(r"\n  Mediator ", path.read_text(encoding="utf-8"))
        months = before[: before.rfind("\n\n")] if after else before  # all but the entry that tells of the mediator
        assert not re.search(r"\b(attends|stays away)\b", months), path.stem
        speak += bool(after)
    assert speak >= 3


if __name__ == "__main__":
    for one, war in WARS.items():
        kept(one).write_text("\n".join([*war.words(), ""]), encoding="utf-8")
        print(f"written: {kept(one).name}")
