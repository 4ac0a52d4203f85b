"""Figures of a told war as a transcript prints them: so rounded that they change where the rules of the war do."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from ripeness.pages.words import listed
from ripeness.schema.sections.issue import nearest_step

_NO_STEPS: Mapping[str, Mapping[str, str]] = {}


def from_to(values: Iterable[float], write: Callable[[float], str]) -> str:
    """Return the first month's figure and the last's, once where they agree."""
    first, *_, last = [write(value) for value in values] * 2
    return first if first == last else f"{first}, at the end {last}"


def share(value: float) -> str:
    """Return a share in two digits; what lies half-way goes up on every machine."""
    return f"{math.floor(100 * value + 0.5 + 1e-6) / 100:.2f}"


def points(value: float) -> str:
    """Return a probability in whole per cent."""
    return f"{math.floor(100 * value + 0.5 + 1e-4)} %"


def tenths(value: float) -> str:
    """Return a small monthly probability in tenths of a per cent."""
    tenth = math.floor(1000 * value + 0.5 + 1e-6)
    return "<0.1 %" if value > 0 and not tenth else f"{tenth / 10:.1f} %"


def whole(value: float) -> str:
    """Return a whole number."""
    return f"{math.floor(value + 0.5 + 1e-4)}"


def short_of(wanted: float, offered: float) -> str:
    """Return by how much two shares differ as they are printed."""
    hundredths = round(100 * (float(share(wanted)) - float(share(offered))))
    return f"{hundredths / 100:.2f}" if hundredths > 0 else "less than 0.01"


def given(issues: dict[str, float], steps: Mapping[str, Mapping[str, str]] = _NO_STEPS) -> str:
    """Return what terms give the attacker, issue by issue; `steps` : names of some issues' steps by share."""
    named = [
        f"{plain(name)}: {nearest_step({float(at): told for at, told in steps[name].items()}, level)}"
        for name, level in issues.items()
        if name in steps
    ]
    if named:
        rest = {name: level for name, level in issues.items() if name not in steps}
        return "; ".join(([given(rest)] if rest else []) + named)
    printed = {plain(name): share(level) for name, level in issues.items()}
    all_of = [name for name, level in printed.items() if level == "1.00"]
    part_of = [f"{level} of {name}" for name, level in printed.items() if level not in ("0.00", "1.00")]
    gets = ([f"all of {listed(all_of)}"] if all_of else []) + part_of
    if not gets:
        return "nothing"
    return ", ".join(gets) + (" and nothing else" if len(all_of) + len(part_of) < len(issues) else "")


def plain(name: str) -> str:
    """Return a name of the scenario in words."""
    return name.replace("_", " ").replace("-", " ")
