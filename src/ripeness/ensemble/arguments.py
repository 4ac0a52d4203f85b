"""What the public functions are handed: each argument is of a kind that its annotation names, or a sentence says so."""

from __future__ import annotations

import ast
import functools
import inspect
import numbers
import operator
import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from ripeness.errors import RunError
from ripeness.schema.scenario import Scenario

Function = TypeVar("Function", bound=Callable[..., Any])


def _scenario(value: Any) -> Any:
    return _if(isinstance(value, Scenario), value)


def _whole(value: Any) -> int:
    """Return a whole number, of Python or NumPy; text, fractions, yes and no are none."""
    return operator.index(_if(not isinstance(value, bool), value))


def _number(value: Any) -> float:
    return float(_if(isinstance(value, numbers.Real) and not isinstance(value, bool), value))


def _yes_or_no(value: Any) -> bool:
    value = value.item() if getattr(value, "ndim", None) == 0 else value  # a NumPy scalar
    return bool(_if(isinstance(value, bool), value))


def _text(value: Any) -> Any:
    return _if(isinstance(value, str), value)


def _path(value: Any) -> Any:
    return _if(isinstance(value, os.PathLike), value)


def _mapping(value: Any) -> Any:
    return _if(isinstance(value, Mapping) and all(isinstance(key, str) for key in value), value)


def _several(value: Any) -> tuple[Any, ...]:
    """Return what is iterated over, which may be asked for once only; a text is one name and no list of letters."""
    return tuple(_if(isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping), value))


def _callable(value: Any) -> Any:
    return _if(callable(value), value)


def _nothing(value: Any) -> Any:
    return _if(value is None, value)


def _if(fine: bool, value: Any) -> Any:
    if not fine:
        raise TypeError
    return value


KINDS: dict[str, tuple[Callable[[Any], Any], str, str]] = {
    "Scenario": (_scenario, "a scenario", "Load one first: ripeness.load(name or path)"),
    "int": (_whole, "a whole number", "Write one, such as 24"),
    "float": (_number, "a number", "Write one, such as 0.5"),
    "bool": (_yes_or_no, "True or False", "Write one of the two"),
    "str": (_text, "text", "Write it in quotes"),
    "Path": (_path, "a path", "Write it in quotes"),
    "Levers": (_mapping, "a mapping of names to values", "Write a mapping, such as {'guarantee': 0.5}"),
    "Mapping": (_mapping, "a mapping of names to values", "Write a mapping, such as {'guarantee': 0.5}"),
    "Iterable": (_several, "a list", "Write a list, such as ['one', 'other']"),
    "Progress": (_callable, "a function", "Hand over a function of (stage, done, total)"),
    "None": (_nothing, "", ""),
}
"""By the name in an annotation: what returns a value of the kind or raises TypeError, its name, and what to do."""


def checked(function: Function) -> Function:
    """Return a function that refuses an argument of another kind than its annotation names, before anything else.

    An argument whose annotation names something that is not in `KINDS` is left to the function itself.
    """
    signature = inspect.signature(function)
    kinds = {name: kinds_of(str(one.annotation)) for name, one in signature.parameters.items()}

    @functools.wraps(function)
    def at_the_door(*given: Any, **named: Any) -> Any:
        bound = signature.bind(*given, **named)
        for name, value in bound.arguments.items():
            if kinds[name] and set(kinds[name]) <= set(KINDS):
                bound.arguments[name] = _as_one_of(kinds[name], name, value)
        return function(*bound.args, **bound.kwargs)

    return at_the_door  # type: ignore[return-value]


def kinds_of(annotation: str) -> list[str]:
    """Return the names in an annotation: `int | Mapping[str, float] | None` has three."""

    def names(node: ast.expr) -> list[str]:
        if isinstance(node, ast.BinOp):
            return [*names(node.left), *names(node.right)]
        return [ast.unparse(node.value if isinstance(node, ast.Subscript) else node)]

    return names(ast.parse(annotation, mode="eval").body)


def _as_one_of(kinds: list[str], name: str, value: Any) -> Any:
    for kind in kinds:
        try:
            return KINDS[kind][0](value)
        except TypeError:
            continue
    *others, last = [KINDS[kind][1] for kind in dict.fromkeys(kinds) if kind != "None"]
    raise RunError(f"{name} is {value!r}, not {', '.join(others)}{' or ' if others else ''}{last}", KINDS[kinds[0]][2])
