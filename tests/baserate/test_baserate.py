"""How often wars that had lasted as long went on: the question, the command and its page."""

from __future__ import annotations

from pathlib import Path

import pytest

import ripeness
from ripeness.errors import RunError


def test_a_base_rate_is_a_range_over_methods_and_treatments() -> None:
    found = ripeness.baserate(48, [12])
    (rate,) = found["rates"]
    values = found.table()["value"]
    assert len(values) == 10, "five methods, two treatments"
    assert (rate["low"], rate["high"]) == (values.min(), values.max()) and rate["low"] < rate["high"]


def test_every_war_goes_on_for_no_time_more() -> None:
    """The longer the span, the fewer go on, by every method."""
    rates = ripeness.baserate(24, [1, 6, 12, 60])["rates"]
    for shares in zip(*([one["value"] for one in rate["estimates"]] for rate in rates), strict=True):
        assert list(shares) == sorted(shares, reverse=True) and 0.0 <= shares[-1] <= shares[0] <= 1.0


def test_wars_that_outlasted_the_age_are_those_of_the_list_that_did() -> None:
    assert set(ripeness.baserate(100)["longer"]) == {"Vietnam War, Phase 2"}


@pytest.mark.parametrize(("age", "months"), [(-1.0, [12]), (2000.0, [12]), (48.0, []), (48.0, [0]), (900.0, [12])])
def test_what_is_out_of_range_is_refused_with_a_remedy(age: float, months: list[int]) -> None:
    with pytest.raises(RunError, match="Ask for"):
        ripeness.baserate(age, months)


def test_the_command_takes_the_age_of_a_scenario(ripe) -> None:
    code, out, _ = ripe("baserate", "ukraine-2026")
    assert code == 0 and "48 months" in out and "between" in out
    told = " ".join(out.split())
    assert "also where that is the war asked about: Russia-Ukraine 2022, counted up to 28 February 2026." in told
    assert "War of the Pacific; Second Laotian, Phase 2 and 4 more" in told  # a comma in a name parts no two wars
    code, out, _ = ripe("baserate", "--age", "100", "--months", "6")
    assert code == 0 and "Vietnam War, Phase 2" in out
    assert "a war that still goes on is not among them" in " ".join(out.split())


COW = "WarNum,WarName,StartMonth1,StartDay1,StartYear1,EndMonth1,EndDay1,EndYear1,Outcome,TransTo,Version"
UCDP = "dyadep_id,dyadterm,ependdate,outcome,year,location,side_a,side_b,type_of_conflict,start_date2,start_prec2"


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("extrastate", "war,began\nOne,1900\n", "has no column WarNum"),
        ("extrastate", f"{COW}\n1,One,2,1,1900,2,1,1901,1,n/a,4\n", "line 2: 'n/a' in the column TransTo"),
        ("intrastate", f"{COW}\n1,One,2,-77,1900,2,1,1901,1,-8,4\n", "line 2: '-77' in the column StartDay1"),
        ("ucdp-interstate", "war,began\nOne,1900\n", "has no column dyadep_id"),
        ("ucdp-interstate", f"{UCDP}\n1,1,unknown,1,1991,H,A,B,2,1990-03-04,1\n", "line 2: 'unknown' in the column"),
    ],
)
def test_a_file_with_other_columns_or_undeclared_codes_is_refused_with_its_line(
    ripe, monkeypatch, tmp_path: Path, kind: str, text: str, told: str
) -> None:
    file = "ucdp_conflict_termination" if kind.startswith("ucdp") else f"cow_{kind}"
    (tmp_path / "wars").mkdir()
    (tmp_path / "wars" / f"{file}.csv").write_text(text, encoding="utf-8")
    monkeypatch.setenv("RIPENESS_DATA", str(tmp_path))
    code, out, said = ripe("baserate", "--age", "6", "--kind", kind)
    said = " ".join(said.split())
    assert (code, out) == (2, "") and f"{file}.csv" in said and told in said and "Traceback" not in said
    assert any(remedy in said for remedy in ("Name the columns", "Write ", "Correct it"))


def test_a_kind_that_there_is_not_names_every_kind(ripe) -> None:
    _, _, told = ripe("baserate", "--kind", "nuclear")
    kinds = ("interstate", "extrastate", "intrastate", "ucdp-interstate", "ucdp-intrastate", "ucdp-extrasystemic")
    assert [one for one in kinds if one not in told] == []


def test_the_command_refuses_in_a_sentence(ripe) -> None:
    for words in (["--age", "-3"], ["--kind", "interstellar"], ["--months", "0"]):
        code, out, told = ripe("baserate", *words)
        assert (code, out) == (2, "") and "Traceback" not in told and "Ask for" in told
