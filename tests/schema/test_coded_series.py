"""How often each coded series of a record held either of its values: counted, and told by `ripeness check`."""

from __future__ import annotations

import ripeness
from ripeness.schema.inventory import coded


def test_values_are_counted_by_series_and_what_was_not_seen_is_left_out() -> None:
    war = ripeness.load("gamblers-ruin")
    start = war.calendar.war_began
    year = int(start[:4])
    months = {
        start: {"front": "up", "attended": True},
        f"{year}-02": {"front": "down", "attended": True, "strikes": False},
        f"{year}-03": {"attended": None, "strikes": True},
        f"{year}-04": {"front": "up"},
    }
    seen = war.replace({"calendar.as_of": f"{year}-05", "record": {"months": months}})
    assert start == f"{year}-01" and coded(seen) == [
        {"series": "front", "yes": 2, "no": 1},
        {"series": "attended", "yes": 2, "no": 0},
        {"series": "strikes", "yes": 1, "no": 1},
    ]
    assert coded(war) == []


def test_the_command_marks_a_series_that_never_held_the_other_value(ripe) -> None:
    """Of the flagship, by hand from its file: no month in which the package or executive action was in force."""
    code, out, _ = ripe("check", "ukraine-2026")
    marked = " ".join(out.split())
    assert code == 0 and "attended: yes 10, no 2 strikes: yes 36, no 4 partial deal: yes 7, no 2 package" in marked
    for series in ("package", "executive"):
        assert f"{series}: yes 0, no 12 (one value alone: could the coding say the other?)" in marked
    assert marked.count("one value alone") == 2
