"""A figure's picture as a page holds it: it looks as the figure does, and is no longer than it must be."""

from __future__ import annotations

import io

import numpy as np
import pytest
import vl_convert
from PIL import Image

from ripeness.figures.names import FIGURES
from ripeness.pages.drawn import only_drawing

NAMES = [(question, name) for question, names in FIGURES.items() for name in names]
every = pytest.mark.parametrize(("question", "name"), NAMES, ids=[name for _, name in NAMES])

FAINT = 24
"""Of 255 steps of a colour: what a line moved by a tenth of a pixel changes at its edge."""

LONGEST = 20_000
"""Bytes of a picture: fifteen of the longest fit a report of 300 kB."""


@pytest.fixture(scope="module")
def drawn(drawings):
    """Each figure as it is drawn, and as a page holds it."""
    return {name: (svg, only_drawing(svg)) for name, svg in drawings.items()}


def seen(svg: str) -> np.ndarray:
    """A picture's colours by the rasteriser of the library that draws it, (row, column, colour)."""
    return np.asarray(Image.open(io.BytesIO(vl_convert.svg_to_png(svg, scale=1.0))).convert("RGB"), int)


@every
def test_a_lightened_picture_looks_as_the_figure_does(drawn, question, name):
    before, after = map(seen, drawn[name])
    assert before.shape == after.shape and before.std() > 1
    changed = np.abs(before - after).max(axis=2) > FAINT
    assert changed.mean() < 5e-3


@every
def test_a_picture_is_short_and_says_nothing_twice(drawn, question, name):
    before, after = drawn[name]
    assert len(after.encode()) < min(LONGEST, 0.8 * len(before.encode()))
    assert "<g>" not in after and 'transform="translate(0,0)"' not in after


def test_a_line_keeps_its_ends_and_every_turn_that_can_be_seen():
    wrapped = '<svg xmlns="http://www.w3.org/2000/svg"><path stroke="red" d="{}"/></svg>'
    kept = only_drawing(wrapped.format("M0,0L1,0L2,0.04L3,0L4,5L3,0L9,0Z"))
    assert 'd="M0,0L3,0L4,5L3,0L9,0Z"' in kept
    assert 'd="M0,0L9,0L4,0"' in only_drawing(wrapped.format("M0,0L9,0L4,0"))  # it turns back
    assert 'd="M0,0L5,0L6,3"' in only_drawing(wrapped.format("M0,0L5,7.7e-22L6,3"))


def test_what_all_elements_of_a_group_say_is_said_once_and_what_one_leaves_open_is_not():
    def made(shapes: str) -> str:
        return only_drawing(f'<svg xmlns="http://www.w3.org/2000/svg"><g transform="translate(1,1)">{shapes}</g></svg>')

    same = made('<circle r="1" fill="red"/><g><g><circle r="2" fill="red"/></g></g>')
    assert same == (
        '<svg xmlns="http://www.w3.org/2000/svg" fill="red"><g transform="translate(1,1)">'
        '<circle r="1" /><circle r="2" /></g></svg>'
    )
    assert '<text x="3" y="2">a</text>' in made('<text transform="translate(3,2)">a</text><circle r="9"/>')
    assert '<circle r="1" fill="red" /><circle r="2" />' in made('<circle r="1" fill="red"/><circle r="2"/>')
