"""A figure's picture as a page holds it: looked through, made of shapes and words alone, and no longer than it must be.

Nothing that acts gets in. What many elements say is said once, of the group in which they stand; places are told in
tenths of a pixel, and a line by the points at which it turns. The picture looks the same.
"""

from __future__ import annotations

import re
from math import hypot
from xml.etree import ElementTree

from ripeness.errors import RunError

SVG = "http://www.w3.org/2000/svg"

SHAPES = frozenset(["svg", "g", "path", "rect", "line", "circle", "text", "tspan"])
"""Elements of a picture that only draw."""

PLACES = frozenset(["transform", "d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "width", "height", "cx", "cy", "r"])
"""Attributes made of numbers of pixels, of which a tenth is enough."""

LOOKS = PLACES | {
    *("version", "viewBox", "rx", "ry", "fill", "fill-opacity", "opacity", "dominant-baseline", "text-anchor"),
    *(f"stroke{of}" for of in ("", "-width", "-opacity", "-dasharray", "-dashoffset", "-linecap", "-linejoin")),
    *(f"font-{of}" for of in ("family", "size", "weight", "style")),
}
"""Attributes of a picture that only draw."""

INHERITED = tuple(sorted(one for one in LOOKS if one.startswith(("fill", "stroke", "font-", "text-"))))
"""Attributes that an element has of the group in which it stands unless it states its own."""

DEFAULTS = {"opacity": "1", "transform": "translate(0,0)", **dict.fromkeys(("x1", "x2", "y1", "y2"), "0")}
"""Values of attributes that an element has without stating them."""

ENDS = {"text": ("x", "y"), "rect": ("x", "y"), "circle": ("cx", "cy"), "line": ("x1", "y1", "x2", "y2")}
"""By shape: the attributes that say where it lies."""

MOVED = re.compile(r"translate\((?P<x>-?[\d.]+),(?P<y>-?[\d.]+)\)")

LINES = re.compile(r"M[-\d.,]+(?:L[-\d.,]+){2,}Z?")
"""A path of straight lines, all of one piece."""

TOLERANCE = 0.15
"""Pixels by which a line may run beside a point that it leaves out."""


def only_drawing(svg: str) -> str:
    """Return a picture made anew of its shapes and words, with the attributes that draw; refuse any other element."""
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise RunError("a picture is no SVG", str(error)) from error
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(_looks(root), encoding="unicode", short_empty_elements=True)


def _looks(one: ElementTree.Element) -> ElementTree.Element:
    """Return an element with what it draws: hidden and empty ones are left out, and so is what only says what it is."""
    tag = one.tag.rpartition("}")[2]
    if tag not in SHAPES:
        raise RunError(f"a picture holds <{tag}>", "Report this: a figure should be made of shapes and words alone")
    kept = {name: _tenths(value) if name in PLACES else value for name, value in one.attrib.items() if name in LOOKS}
    kept = {name: value for name, value in kept.items() if DEFAULTS.get(name) != value}
    if "d" in kept:
        kept["d"] = _bends(kept["d"])
    if tag in ENDS and len(one) == 0:
        _place(kept, *ENDS[tag])
    made = ElementTree.Element(f"{{{SVG}}}{tag}", kept)
    made.text = one.text
    shown = (child for child in one if child.get("display") != "none" and child.get("d") not in ("", EMPTY))
    made.extend([new for new in map(_looks, shown) if len(new) or not _is_group(new)])
    if tag in ("g", "svg"):
        _share(made)
    return made


def _place(kept: dict[str, str], *ends: str) -> None:
    """Say where a shape lies by its own coordinates, where it is only moved."""
    if moved := MOVED.fullmatch(kept.get("transform", "")):
        del kept["transform"]
        for name in ends:
            kept[name] = _tenths(str(float(kept.get(name, 0)) + float(moved["x" if "x" in name else "y"])))
            if DEFAULTS.get(name) == kept[name]:
                del kept[name]


def _is_group(one: ElementTree.Element) -> bool:
    return one.tag == f"{{{SVG}}}g"


def _share(group: ElementTree.Element) -> None:
    """Say once of a group what each of its elements says of itself; a group that says nothing dissolves."""
    for name in INHERITED:
        said = {child.get(name) for child in group}
        if len(said) == 1 and None not in said:
            group.set(name, said.pop() or "")
            for child in group:
                del child.attrib[name]
    group[:] = [part for one in group for part in (one if _is_group(one) and not one.attrib else [one])]
    if _is_group(group) and len(group) == 1 and _is_group(only := group[0]) and not {*group.attrib} & {*only.attrib}:
        group.attrib.update(only.attrib)
        group[:] = list(only)


EMPTY = "M0,0h0v0h0Z"
"""The path of nothing."""


def _bends(path: str) -> str:
    """Return a path of straight lines without the points that lie on the line between others."""
    if not LINES.fullmatch(path):
        return path
    closed = path.removesuffix("Z")
    points = [tuple(map(float, one.split(","))) for one in closed[1:].split("L")]
    kept = _turns(points)  # type: ignore[arg-type]
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in kept) + path[len(closed) :]


def _turns(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the points at which a line turns (Douglas and Peucker 1973, Cartographica 10 [P], recalled)."""
    off = [_beside(one, points[0], points[-1]) for one in points[1:-1]]
    if not off or max(off) <= TOLERANCE:
        return [points[0], points[-1]]
    at = off.index(max(off)) + 1
    return [*_turns(points[: at + 1])[:-1], *_turns(points[at:])]


def _beside(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return how far a point lies from the line between two others."""
    along = (end[0] - start[0], end[1] - start[1])
    from_start = (point[0] - start[0], point[1] - start[1])
    squared = along[0] ** 2 + along[1] ** 2
    share = (along[0] * from_start[0] + along[1] * from_start[1]) / squared if squared else 0.0
    share = min(max(share, 0.0), 1.0)
    return hypot(from_start[0] - share * along[0], from_start[1] - share * along[1])


def _tenths(value: str) -> str:
    return re.sub(r"-?\d+\.?\d*(?:e-?\d+)?", lambda found: f"{round(float(found[0]), 1) + 0:g}", value)
