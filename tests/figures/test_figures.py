"""Each figure: tables that add up, a sentence that says them, a picture that a reader can trust."""

from __future__ import annotations

import colorsys
import csv
import io
import itertools
import json
import re
import struct
import zlib
from pathlib import Path

import altair
import answers
import numpy as np
import pytest
import xarray

import ripeness
from ripeness.arrays import ENDINGS, SETTLEMENTS
from ripeness.cli.writing import refuse_figures
from ripeness.errors import RunError
from ripeness.figures import theme
from ripeness.figures.endings import LETTERS
from ripeness.figures.figure import VEGALITE
from ripeness.figures.names import FIGURES
from ripeness.figures.wars import WARS, shared_out
from ripeness.pages.words import about
from ripeness.questions.summary.front import FrontFound

SENTENCES = Path(__file__).parent / "sentences.txt"
NAMES = [(question, name) for question, names in FIGURES.items() for name in names]
every = pytest.mark.parametrize(("question", "name"), NAMES, ids=[name for _, name in NAMES])


def hue(colour: str) -> tuple[float, float]:
    """Hue in degrees and saturation of a colour."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    turn, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    return 360 * turn, saturation


def pixels(png: bytes, most: int) -> tuple[int, int, list[bytes]]:
    """Width, height and the first rows of a PNG of eight-bit colours with opacity, by its format."""
    data, at = b"", 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        kind = png[at + 4 : at + 8]
        if kind == b"IHDR":
            width, height, depth, colours = struct.unpack(">IIBB", png[at + 8 : at + 18])
            assert (depth, colours) == (8, 6)
        data += png[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += 12 + size
    raw, rows, above = zlib.decompress(data), [], bytearray(4 * width)
    for number in range(min(height, most)):
        start = number * (4 * width + 1)
        row = bytearray(raw[start + 1 : start + 1 + 4 * width])
        for place in range(4 * width):
            left, up = row[place - 4] if place >= 4 else 0, above[place]
            corner = above[place - 4] if place >= 4 else 0
            near = min((left, up, corner), key=lambda one: abs(left + up - corner - one))
            row[place] = (row[place] + (0, left, up, (left + up) // 2, near)[raw[start]]) % 256
        rows.append(bytes(row))
        above = row
    return width, height, rows


def test_every_file_that_makes_a_figure_belongs_to_one_question():
    folder = Path(ripeness.__file__).parent / "figures"
    made = {path.stem for path in folder.glob("*.py") if "\nTITLE = " in path.read_text(encoding="utf-8")}
    assert sorted(name for _, name in NAMES) == sorted(made) and len(NAMES) == 28


def test_the_sentences_are_the_ones_kept(figures):
    """To accept a change, take the file away, run this twice and read the difference."""
    told = "".join(f"{name}\n    {figures[name].sentence}\n" for _, name in NAMES)
    if not SENTENCES.exists():
        SENTENCES.write_text(told, encoding="utf-8")
        pytest.fail("wrote the sentences anew: read them, and keep them")
    assert told == SENTENCES.read_text(encoding="utf-8")


@every
def test_a_specification_is_valid_and_holds_its_data(figures, question, name):
    made = figures[name].specification()
    altair.Chart.from_dict(made, validate=True)
    assert made["description"] == figures[name].sentence
    assert made["datasets"] == figures[name].tables and all(made["datasets"].values())
    assert '"url"' not in json.dumps(made)


@every
def test_a_picture_is_told_in_a_sentence_that_says_of_what_it_is(figures, question, name):
    sentence = figures[name].sentence
    assert sentence.endswith(".") and "None" not in sentence and "nan" not in sentence
    assert re.search(r"assumptions|versions of the argument", sentence), sentence
    assert not re.search(r"\d\.\d+ ?%(?!/)|\d{3,}\.\d", sentence), "a chance with decimals"
    told = " ".join(figures[name].subtitle)
    assert "What follows from the assumptions of" in told and "not a prediction" in told


CHANCES = {"up", "chance", "share", "accepts", "from", "mean"}
"""Fields that hold chances or shares of a whole."""


@every
def test_chances_and_shares_stand_on_an_axis_from_none_to_all(figures, question, name):
    """Whatever the data: an axis that fits them makes a small change look large."""

    def axes(of):
        if isinstance(of, dict):
            for key, one in of.items():
                if key in ("x", "y") and isinstance(one, dict) and one.get("field") in CHANCES and "scale" in one:
                    yield one["scale"].get("domain")
                yield from axes(one)
        elif isinstance(of, list):
            for one in of:
                yield from axes(one)

    made = figures[name].specification()
    found = list(axes({key: one for key, one in made.items() if key != "datasets"}))
    if name not in ("wars", "reach", "front", "assumptions", "ranks", "stability"):
        assert found and all(one == [0, 1] for one in found), found


@every
def test_no_picture_is_a_gauge_or_a_pie(figures, question, name):
    marks = re.findall(r'"type": "(\w+)"', json.dumps(figures[name].specification()))
    assert "arc" not in marks


def test_no_side_is_red_or_green_and_the_sides_are_ochre_and_blue():
    used = [*theme.COLOURS.values(), *theme.ENDING_COLOURS]
    for colour, (turn, saturation) in zip(used, map(hue, used), strict=True):
        assert saturation < 0.3 or 25 <= turn <= 50 or 195 <= turn <= 280, colour
    assert 25 <= hue(theme.COLOURS["attacker"])[0] <= 50 and 195 <= hue(theme.COLOURS["defender"])[0] <= 225


def test_every_ending_has_a_colour_and_a_letter_of_its_own():
    assert len(set(theme.ENDING_COLOURS[: len(ENDINGS)])) == len(ENDINGS) == len(set(LETTERS.values()))


@every
def test_a_still_has_text(figures, question, name):
    """A font that a rasteriser does not know leaves the title out, and nothing says so."""
    width, height, rows = pixels(figures[name].png(1), 28)
    assert width > 300 and height > 200
    title = [row[at : at + 4] for row in rows for at in range(0, 4 * width, 4)]
    dark = sum(red + green + blue < 240 for red, green, blue, _ in title)
    assert dark > 150, "no title"


@every
def test_an_svg_holds_no_style_script_or_address(figures, drawings, question, name):
    inline = figures[name].inline()
    for drawn in (drawings[name], inline):
        assert not re.search(r"\sstyle=|<style|<script|href=|<image|<foreignObject|\son\w+=", drawn)
    assert not re.search(r'="#(?:' + "|".join(one[1:] for one in theme.COLOURS.values()) + ')"', inline)


@every
def test_the_csv_holds_what_is_drawn(figures, question, name):
    read = list(csv.DictReader(io.StringIO(figures[name].csv())))
    assert len(read) == sum(map(len, figures[name].tables.values()))


def test_a_notebook_is_shown_a_specification_a_still_and_the_sentence(figures):
    """Of what every figure is made of: tests above look at each figure's."""
    made = figures["survival"]
    shown = made._repr_mimebundle_()
    assert set(shown) == {VEGALITE, "image/png", "text/plain"} and shown["text/plain"] == made.sentence
    assert shown[VEGALITE] == made.specification()
    json.dumps(shown)


def test_endings_and_what_goes_on_are_one_whole_in_every_month(results, figures):
    rows = figures["endings"].tables["endings"]
    for month, of in itertools.groupby(rows, key=lambda one: one["month"]):
        of = list(of)
        assert sum(one["chance"] for one in of) == pytest.approx(1.0, abs=2e-3), month
        assert [one["from"] for one in of][1:] == pytest.approx([one["to"] for one in of][:-1])


def test_twenty_wars_are_twenty_and_end_as_often_as_their_chances_say(results, figures):
    rows = figures["wars"].tables["wars"]
    assert len(rows) == WARS and len({(one["order"], one["place"]) for one in rows}) == WARS
    paths = results["run"]["endings"]
    for ending in ENDINGS:
        many = sum(one["ending"] == ending for one in rows)
        assert abs(many - WARS * (paths[ending]["by_month"][-1] if ending in paths else 0.0)) < 1


@pytest.mark.parametrize(
    ("chances", "shared"),
    [([0.5, 0.5], [10, 10]), ([1.0, 0.0], [20, 0]), ([0.24, 0.24, 0.52], [5, 5, 10]), ([0.02, 0.02, 0.96], [1, 0, 19])],
)
def test_wars_are_shared_out_by_largest_remainders(chances, shared):
    """As seats are by Hamilton's method: 4.8, 4.8, 10.4 are 5, 5, 10; of 0.4, 0.4, 19.2 the first gets one."""
    assert shared_out(chances, 20) == shared


def test_a_war_that_cannot_end_is_twenty_that_go_on():
    found = answers.summary()
    never = {name: {"by_month": [0.0] * len(found["months"])} for name in found["endings"]}
    always = [{"mean": 1.0, "p10": 1.0, "p90": 1.0}] * len(found["months"])
    made = type(found)({**found.content, "endings": never, "ongoing": always}).figure("wars")
    assert "0 end by" in made.sentence and made.sentence.endswith("20 go on.") and made.png(1)


def test_a_change_that_cannot_be_told_is_said_to_be_none():
    small = answers.comparison({"guarantee": answers.war().levers["guarantee"].status_quo + 0.005})
    assert "no change that we could tell" in small.figure("difference").sentence
    assert "no change that we could tell" in small.figure("parting").sentence


def test_a_change_that_goes_the_other_way_in_many_versions_is_marked():
    """In a quarter of the versions the outcome that falls on average rises: the picture and the sentence say so."""
    found = answers.comparison()
    outcomes = dict(found["outcomes"])
    outcomes["ongoing.36"] = {**outcomes["ongoing.36"], "higher": 0.25, "lower": 0.75}
    made = type(found)({**found.content, "outcomes": outcomes}).figure("difference")
    (row,) = [one for one in made.tables["difference"] if one["outcome"] == "ongoing.36"]
    assert row["difference"] < 0 and row["against"] == 0.25
    for told in (made.sentence, " ".join(row["heading"].split())):
        assert "about 20 of 100 fewer (the other way in 3 of 10 versions)" in told


def test_no_band_is_drawn_of_few_versions(figures):
    assert "Shaded: eight of ten versions" in " ".join(figures["survival"].subtitle)
    few = answers.summary(draws=4)
    assert few.figure("survival").tables["band"] == [] and "Eight of ten" not in few.figure("survival").sentence
    told = " ".join(few.figure("survival").subtitle)
    assert "too few to be quoted" in told and "Shaded" not in told


def test_means_of_the_wars_that_go_on_stop_where_fewer_than_one_in_twenty_do():
    found = answers.with_an_area(answers.summary())
    fading = [{**one, "mean": 1.0 if at < 10 else 0.04} for at, one in enumerate(found["ongoing"])]
    made = type(found)({**found.content, "ongoing": fading})
    for name, table in (("reach", "gap"), ("talks", "talks"), ("front", "forecast"), ("front", "band")):
        assert max(one["months_ahead"] for one in made.figure(name).tables[table]) == 9


def test_first_stops_are_settlements_and_ceasefires_and_no_other_ending(made_up, war):
    """A twentieth of each of four endings in every war: the two by agreement are a tenth."""
    ended = made_up.ended * 0
    for ending in (SETTLEMENTS[1], "ceasefire", "defender_collapses", "attacker_forced_to_stop"):
        ended.loc[{"ending": ending}] = 0.05
    stopped = ripeness.summary(made_up.assign(ended=ended), war)["stopped"]
    assert [one["mean"] for one in stopped] == pytest.approx([0.1] * len(stopped))


def test_a_chance_of_a_first_stop_that_the_forecast_tells_is_taken(made_up, war):
    told = made_up.assign(stopped=made_up.ongoing * 0 + 0.25)
    assert {one["mean"] for one in ripeness.summary(told, war)["stopped"]} == {0.25}


def test_a_figure_of_another_name_is_refused_and_the_names_are_listed(results):
    with pytest.raises(
        RunError, match=r"no figure called 'survivl'.*Did you mean 'survival'.*Known figures: survival, "
    ):
        results["run"].figure("survivl")
    with pytest.raises(RunError, match="the scenario's front is a ladder of steps"):
        answers.summary().figure("front")
    with pytest.raises(RunError, match="not what a question returned"):
        ripeness.figure(3, "survival")


def test_a_library_that_is_missing_is_named_with_what_installs_it(results, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    with pytest.raises(RunError, match=r"vl-convert, which is not installed.*ripeness\[page\]"):
        results["run"].figure("survival").svg()


def test_a_form_that_lacks_a_library_is_refused_before_anything_is_computed(monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    refuse_figures([tmp_path / "survival.csv"], "run")
    with pytest.raises(RunError, match=r"vl.convert, which is not installed"):
        refuse_figures([tmp_path / "survival.png"], "run")


def test_the_area_of_a_front_is_that_of_the_record_and_the_weighted_forecast():
    """Two versions of weights 3 and 1, of which the second goes on in half of its wars: a mean over 3.5 parts."""
    scenario = ripeness.load("standing-front")
    part = xarray.Dataset({"area": (("draw", "month"), np.array([[40_000.0], [41_000.0]]))})
    found = FrontFound(scenario)
    found.add(part, np.array([[0.75 * 1.0], [0.25 * 0.5]]))
    front = found.found()
    assert front is not None
    assert front["area"][0]["mean"] == pytest.approx((3 * 40_000 + 0.5 * 41_000) / 3.5)
    assert (front["area"][0]["p10"], front["area"][0]["p90"]) == pytest.approx((40_000, 41_000))
    seen = scenario.record.in_order()
    assert front["past_months"] == [month for month, _ in seen] and front["seen"] == [one.area for _, one in seen]
    assert any(one is not None for one in front["seen"])


def test_a_front_of_steps_has_no_area(made_up, war):
    assert ripeness.summary(made_up, war)["front"] is None


def test_a_sentence_prints_a_chance_as_the_table_of_its_page_does(figures, results) -> None:
    """Else a document says 80 % in a table and 8 of 10 below the picture of it, where the chance is 0.76."""
    run = results["run"]
    for name, path in {"survival": "ongoing", "endings": "ongoing", "agreement": "stopped"}.items():
        for months in (12, 36):
            assert about(run[path][months]["mean"]) in figures[name].sentence, (name, months)
        assert not re.search(r"\d of 10\b", figures[name].sentence)
