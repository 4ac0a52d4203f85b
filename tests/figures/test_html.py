"""Pages as files of HTML: the same words as on a terminal, nothing that acts, and no text of a scenario but as text."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree

import answers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ripeness
from ripeness.errors import RunError
from ripeness.pages.drawn import SHAPES, only_drawing
from ripeness.pages.html import NONE, Part, document
from ripeness.pages.layout import (
    Column,
    Drawing,
    Facts,
    Gap,
    Prose,
    Row,
    Section,
    Table,
    sentences,
)
from ripeness.pages.terminal import shown
from ripeness.reporting.answer import PAGES, part_of

ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "main", "nav", "ol", "li", "a", "section", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "p", "span", "div", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "pre"),
    *("figure", "figcaption", "details", "summary"),
}
LARGEST = 300_000
"""Bytes of a report."""


class Reader(HTMLParser):
    """Elements with their attributes, and the text of a file, as a browser would read them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="session")
def files(results):
    return {question: ripeness.html(one) for question, one in results.items()}


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("question", ["run", "whatif", "plans", "panel"])
def test_every_sentence_and_cell_of_a_page_is_in_its_html(files, results, question):
    read = plain(" ".join(Reader(files[question]).words))
    page = part_of(results[question]).page
    drawings = {one.says for one in _drawings(page)} | {text for one in _drawings(page) for text in sentences(one.key)}
    missing = [text for text in map(plain, sentences(page)) if text not in read and text not in map(plain, drawings)]
    assert missing == []


def _drawings(page):
    for one in page:
        if isinstance(one, Drawing):
            yield one
        elif isinstance(one, Section):
            yield from _drawings(one.parts)


@pytest.mark.parametrize("question", ["run", "whatif", "plans", "panel"])
def test_a_file_acts_on_nothing_and_loads_nothing(files, question):
    for tag, attributes in Reader(files[question]).elements:
        assert tag in ELEMENTS | {one.lower() for one in SHAPES}, tag
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "style", "srcset")], tag
        assert all(one.startswith("#part-") for one in [attributes.get("href")] if one)
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", files[question])


def test_the_policy_lets_in_the_one_style_and_nothing_else(files):
    style = re.search(r"<style>(.*?)</style>", files["run"], re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [
        one["content"]
        for tag, one in Reader(files["run"]).elements
        if one.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.split("; ")[:2] == ["default-src 'none'", f"style-src 'sha256-{digest}'"]


@pytest.mark.parametrize("question", ["run", "whatif", "plans", "panel"])
def test_every_picture_has_its_sentence_and_its_numbers(files, results, question):
    from ripeness.figures.catalogue import possible

    made = possible(results[question])
    pictures = [one for tag, one in Reader(files[question]).elements if one.get("class") == "picture"]
    assert [one["role"] for one in pictures] == ["img"] * len(made)
    assert {one["aria-label"] for one in pictures} == {one.sentence for one in made.values()}
    assert files[question].count("<summary>The numbers</summary>") == files[question].count("<svg ") == len(made)


def test_tables_scroll_in_a_box_and_colours_follow_the_reader(files):
    read = Reader(files["run"]).elements
    boxes = sum(one.get("class") == "box" for _, one in read)
    assert boxes == sum(tag in ("table", "pre") for tag, _ in read)
    assert all(one.get("tabindex") == "0" for _, one in read if one.get("class") == "box")
    for needed in ("prefers-color-scheme: dark", "@media print", "size: A4", "forced-colors", "overflow-x: auto"):
        assert needed in files["run"]
    assert "var(--ink)" in files["run"] and 'name="viewport"' in files["run"]


def test_pictures_follow_the_colours_of_the_page(files):
    inside = "".join(re.findall(r"<svg .*?</svg>", files["run"], re.S))
    assert inside.count("var(--") > 100 and "#1f2328" not in inside
    for name in set(re.findall(r"var\((--[\w-]+)\)", inside)):
        assert files["run"].count(f"{name}:") >= 3, f"{name} has no value in light, dark and print"


def test_a_forecast_of_the_flagship_is_a_file_small_enough_to_send():
    scenario = ripeness.load("ukraine-2026")
    made = ripeness.html(answers.with_an_area(answers.summary(scenario)))
    assert len(made.encode()) < LARGEST / 2


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from([
        "<script>alert(1)</script>", "</title><script>x</script>", "\"' onload=alert(1) x='", "{{ 7 * 7 }}{% raw %}",
        "]]><!--", "</style><img src=x onerror=y>", "&lt;b&gt;", "\u202eevil\u202c", "\u2066x\u2069\x00\x1b[31m",
        "n" * 10_000, "\ud800", "javascript:alert(1)",
    ]),
)  # fmt: skip


@given(text=HOSTILE)
@settings(max_examples=60)
def test_text_of_a_scenario_is_text_wherever_it_stands(text):
    """In each kind of block, and in the title: read back as a browser does, no element and no attribute has come in."""
    page = (
        Prose(text), Prose(((text, "strong"), (text, "quiet"))), Gap(), Facts(((text, text),)),
        Section(text, (Table((Column(text), Column(text, right=True, whole=True)), (Row((text, text)), Row(()))),)),
        Drawing((text,), text, key=(Prose(text),)),
    )  # fmt: skip
    made = document(text, text, [Part(text, page, NONE), Part("other", page, NONE)])
    safe = document("x", "x", [Part("x", _blank(page), NONE), Part("other", _blank(page), NONE)])

    def shape(of: str) -> list:
        return [(tag, sorted(name for name in one)) for tag, one in Reader(of).elements]

    assert shape(made) == shape(safe)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b\ud800-\udfff]", made)


def _heads():
    return Column("x"), Column("x", right=True, whole=True)


def _blank(page):
    """The same blocks with a letter in the place of every text."""
    return (
        Prose("x"), Prose((("x", "strong"), ("x", "quiet"))), Gap(), Facts((("x", "x"),)),
        Section("x" if page[4].title else "", (Table(_heads(), (Row(("x", "x")), Row(()))),)),
        Drawing(("x",), "x", key=(Prose("x"),)),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "</text></svg><script>x</script>",
        "\u202eright to left",
        "n" * 10_000,
        "\"' onload=x",
    ],
)
def test_names_and_titles_that_are_hostile_reach_no_picture_as_more_than_words(text):
    found = answers.with_an_area(answers.summary())
    names = {**found["names"], "attacker": text, "defender": f"The {text}"}
    terms = {name: {**one, "title": text} for name, one in found["terms"].items()}
    most = [{**one, "meaning": text, "id": text} for one in found["assumptions"]["most"][:1]]
    telling = {**found["assumptions"], "most": most}
    made = replace(
        found, content={**found.content, "title": text, "names": names, "terms": terms, "assumptions": telling}
    )
    written = ripeness.html(made)
    assert {tag for tag, _ in Reader(written).elements} <= ELEMENTS | {one.lower() for one in SHAPES}
    assert "\u202e" not in written and len(written) < 2 * LARGEST
    for one in ("terms", "wars", "front"):
        figure = made.figure(one)
        ElementTree.fromstring(figure.svg())
        assert figure.png(1).startswith(b"\x89PNG") and "n" * 200 not in figure.sentence


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x</script>",
        "<foreignObject/>",
        "<image href='x'/>",
        "<style>x</style>",
        "<a href='x'><text>x</text></a>",
    ],
)
def test_a_picture_that_holds_more_than_shapes_and_words_is_refused(inside):
    with pytest.raises(RunError, match="a picture holds"):
        only_drawing(f'<svg xmlns="http://www.w3.org/2000/svg"><g>{inside}</g></svg>')


def test_of_a_picture_attributes_that_draw_are_kept_and_no_others():
    drawn = '<g onload="x" class="y" style="z"><path d="M1.2345,2" fill="red" id="i"/><path d=""/></g>'
    made = only_drawing(f'<svg xmlns="http://www.w3.org/2000/svg" width="10">{drawn}</svg>')
    assert made == '<svg xmlns="http://www.w3.org/2000/svg" width="10" fill="red"><path d="M1.2,2" /></svg>'


def test_every_question_with_a_page_has_one_in_html():
    from ripeness.questions.result import Result

    for name in ripeness.__all__:
        getattr(ripeness, name)
    kinds = [one.question for one in Result.__subclasses__() if one.__module__.startswith("ripeness.")]
    assert set(PAGES) == set(kinds) and len(PAGES) >= 9


def test_the_drawing_of_a_terminal_stands_where_there_is_no_picture():
    page = (Drawing(("xx", "yy"), "It rises.", "reach", (Prose("x is one"),)),)
    made = document("t", "f", [Part("p", page, NONE)])
    assert "<pre>xx\nyy</pre>" in made and 'aria-label="It rises."' in made and "x is one" in unescape(made)
    assert shown((Drawing(figure="reach"),)).renderables == []
