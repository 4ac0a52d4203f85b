"""What the public functions are handed: as `ensemble.arguments` checks it, told so that a reader sees what to write.

Values of levers in the place of a policy's name are told where they belong, and a value that takes lines to print is
named by its kind.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from ripeness.ensemble import arguments
from ripeness.ensemble.arguments import KINDS, Function, kinds_of
from ripeness.errors import RunError
from ripeness.schema.scenario import Scenario

MOST_SHOWN = 60
"""Characters of a value that a sentence quotes."""

INSTEAD = {"age": "Give months, such as 48"}
"""By the name of an argument: what to write, where its kind alone does not say it."""

OWN_POLICY = "Name a policy; one with these levers is written under policies: in the scenario's file"


def checked(function: Function) -> Function:
    """Return a function that refuses an argument of another kind than its annotation names, before anything else."""
    signature, door = inspect.signature(function), arguments.checked(function)
    kinds = {name: kinds_of(str(one.annotation)) for name, one in signature.parameters.items()}

    @functools.wraps(function)
    def at_the_door(*given: Any, **named: Any) -> Any:
        for name, value in signature.bind(*given, **named).arguments.items():
            if isinstance(value, Iterator) or not set(kinds[name]) <= set(KINDS) or _fits(value, kinds[name]):
                continue
            if name == "policy" and isinstance(value, Mapping):
                fix = "Write levers={...} instead" if "levers" in signature.parameters else OWN_POLICY
                raise RunError("policy is values of levers, not the name of a policy", fix)
            if name in INSTEAD or len(repr(value)) > MOST_SHOWN:
                wanted = " or ".join(dict.fromkeys(KINDS[kind][1] for kind in kinds[name] if kind != "None"))
                raise RunError(f"{name} is {_kind(value)}, not {wanted}", INSTEAD.get(name, KINDS[kinds[name][0]][2]))
        return door(*given, **named)

    return at_the_door  # type: ignore[return-value]


def _fits(value: Any, kinds: list[str]) -> bool:
    for kind in kinds:
        try:
            KINDS[kind][0](value)
        except TypeError:
            continue
        return True
    return False


def _kind(value: Any) -> str:
    """Return a value as a sentence names it: itself where it is short, else what it is."""
    if isinstance(value, Scenario):
        return "a scenario"
    shown = repr(value)
    if len(shown) <= MOST_SHOWN:
        return shown
    return f"{shown[:MOST_SHOWN]}..." if isinstance(value, str) else f"of the kind {type(value).__name__}"
