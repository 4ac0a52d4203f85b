"""What a command says of files, levers and options: in a sentence, and before anything is computed."""

from __future__ import annotations

import pickle

import pytest

import ripeness
from printing import printed
from ripeness.pages.choices import levers_page
from ripeness.pages.listing import with_names
from ripeness.scenarios.shipped import title, views


def test_a_file_that_ends_in_another_form_is_refused_before_anything_is_computed(ripe, asked) -> None:
    for words, told in {
        (
            "run",
            "starter",
            "--csv",
            "x.xlsx",
        ): "x.xlsx ends in .xlsx, and what is written is a table of",
        ("run", "starter", "--html", "x.pdf"): "Write for example x.html",
        ("report", "-o", "x.docx"): "x.docx ends in .docx, and what is written is HTML. Write for example x.html",
        ("show", "latest", "--csv", "x.ods"): "Write for example x.csv",
    }.items():
        code, out, error = ripe(*words)
        assert (code, out) == (2, "") and told in error
    assert not asked


def test_what_is_set_is_said_at_once_with_its_unit_and_from_what(ripe, asked) -> None:
    code, _, error = ripe("run", "--set", "fleet_interdiction=0.04", "--draws", "2", "--quick")
    assert error.startswith("pursuit of the shadow fleet: 0.04 %/month (status quo 0.3 %/month)") and asked
    code, _, error = ripe("run", "--set", "fleet_interdiction=99")
    assert code == 2 and "status quo" not in error and "outside the lever's range" in error


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "latest", "--cvs", "m"), "`ripeness show` has no option '--cvs'. Did you mean --csv? `ripeness show"),
        (("--versoin",), "`ripeness` has no option '--versoin'. Did you mean --version?"),
        (("show",), "missing argument 'RUN'. `ripeness show --help` lists what it takes"),
        (("run", "--precision", "x"), "invalid value for '--precision': 'x' is not one of"),
        (("run", "--csv"), "option '--csv' requires an argument"),
    ],
)
def test_a_command_line_that_cannot_be_read_is_answered_in_one_sentence(ripe, words, told) -> None:
    code, out, error = ripe(*words)
    assert (code, out) == (2, "") and error.startswith(told) and len(error.splitlines()) == 1


def test_a_saved_run_writes_the_table_that_the_run_wrote(ripe, asked, tmp_path) -> None:
    assert ripe("run", "--draws", "2", "--csv", "a.csv")[0] == 0
    code, _, error = ripe("show", "latest", "--csv", "b.csv")
    assert code == 0 and "Written: b.csv" in error
    assert (tmp_path / "a.csv").read_text() == (tmp_path / "b.csv").read_text() != ""


def test_titles_of_views_call_the_sides_by_their_names() -> None:
    told = with_names("ukraine-2026", {name: title(path) for name, path in views("ukraine-2026").items()})
    assert told["limited-aims"] == "Russia fights for land" and told["essay"] == "the essay"


def test_a_public_function_is_called_as_it_is_asked_for() -> None:
    for name in ("plans", "ask", "design", "prior_survival", "load"):
        found = getattr(ripeness, name)
        assert (found.__module__, found.__name__, found.__qualname__) == ("ripeness", name, name)
        assert pickle.loads(pickle.dumps(found)) is found


def test_levers_say_what_they_are_of_and_nothing_twice() -> None:
    page = " ".join(printed(levers_page(ripeness.load("ukraine-2026"))).split())
    assert "its value: chance that the three meet in a month changes" in page
    assert "backing of it in the file after: a guarantee by Europe (europe_guarantee)" in page
