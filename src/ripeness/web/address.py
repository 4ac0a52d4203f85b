"""What the page shows, as its address says it: which policy is compared with which, and under which view.

An address holds the levers that were moved, each in its own unit, and the policies by name; what stands where it stood
is not in it. ``guarantee=0.5`` moves a lever of what is looked at, which is B; ``b=NAME`` is the policy that B begins
from. ``a=NAME`` and ``a.guarantee=0.5`` are A, with which B is compared; without them that is the status quo.
``view=NAME`` lays a rival view over the scenario. ``s=NAME.HASH`` says of which content of the scenario the address was
made. A lever that is called like one of these keys is written with ``b.`` before it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ripeness.errors import RunError
from ripeness.schema.nearest import advice

if TYPE_CHECKING:
    from ripeness.schema import Scenario

SCENARIO, VIEW, A, B = "s", "view", "a", "b"
KEYS = (SCENARIO, VIEW, A, B)

STATUS_QUO = "status-quo"

HASHED = 8
"""Digits of the content's hash that stand in an address."""

NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.I)


@dataclass(frozen=True)
class Adopted:
    """A policy: the named one that it begins from, and levers on top, each in its own unit."""

    policy: str = STATUS_QUO
    levers: Mapping[str, float] = field(default_factory=dict)

    @property
    def nothing(self) -> bool:
        """Whether nothing new is adopted."""
        return self.policy == STATUS_QUO and not self.levers

    def settings(self, scenario: Scenario) -> str | dict[str, float | str]:
        """Return it as the public functions take it: a name, or levers."""
        if not self.levers:
            return self.policy
        stated = scenario.policies[self.policy].levers if self.policy in scenario.policies else {}
        return {**stated, **self.levers}


@dataclass(frozen=True)
class Address:
    """What is shown. b : what is looked at. a : what it is compared with. made_of : the scenario it was made for."""

    b: Adopted = field(default_factory=Adopted)
    a: Adopted = field(default_factory=Adopted)
    view: str = ""
    made_of: str = ""

    def pairs(self) -> list[tuple[str, str]]:
        """Return its keys and values, without the scenario that it was made for."""
        pairs = [(VIEW, self.view)] if self.view else []
        for key, one in ((B, self.b), (A, self.a)):
            pairs += [(key, one.policy)] if one.policy != STATUS_QUO else []
            for name, value in one.levers.items():
                bare = key == B and name not in KEYS
                pairs.append((name if bare else f"{key}.{name}", number(value)))
        return pairs

    def query(self, scenario: Scenario) -> str:
        """Return it as it stands in an address of this content of the scenario."""
        return urlencode([(SCENARIO, tag(scenario)), *self.pairs()])


def setting(adopted: Adopted) -> str:
    """Return what is adopted as an address says it, without the scenario that it was made for."""
    return urlencode(Address(adopted).pairs())


def number(value: float) -> str:
    """Return a number as short as it can be written without becoming another."""
    return repr(float(value)).removesuffix(".0")


def tag(scenario: Scenario) -> str:
    """Return a scenario's name and the first digits of its content's hash."""
    return f"{scenario.name}.{scenario.content_hash()[:HASHED]}"


def read(query: Iterable[tuple[str, str]], laid: Callable[[str], Scenario]) -> Address:
    """Return what an address says.

    Parameters
    ----------
    query : its keys and values. An empty value counts as not there: so a form sends what was left alone.
    laid : returns the scenario under a view by name, "" for none.

    Raises
    ------
    RunError : a key twice, or one that is no lever, or a value that is no finite number.
    ScenarioError : unknown view or policy, or a value outside its lever's range.
    """
    pairs = [(key, value.strip()) for key, value in query]
    stated = {key: value for key, value in pairs if value}
    if twice := next((key for key in stated if sum(key == one and bool(value) for one, value in pairs) > 1), None):
        raise RunError(f"the address says {twice!r} twice", "Take one of the two out")
    view = stated.get(VIEW, "")
    scenario = laid(view)
    levers: dict[str, dict[str, float]] = {A: {}, B: {}}
    for key, value in stated.items():
        if key in KEYS:
            continue
        side, _, name = key.partition(".") if key.startswith((f"{A}.", f"{B}.")) else (B, "", key)
        if name not in scenario.levers:
            raise RunError(f"no lever is called {name!r}", advice(name, tuple(scenario.levers), "lever"))
        levers[side][name] = _value(scenario, name, value)
    sides = {key: Adopted(stated.get(key, STATUS_QUO), _in_order(scenario, levers[key])) for key in (A, B)}
    for one in sides.values():
        scenario.policy_levers(one.policy)
    return Address(sides[B], sides[A], view, stated.get(SCENARIO, ""))


def _value(scenario: Scenario, lever: str, text: str) -> float:
    if not NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        raise RunError(f"{text!r} is no number for {lever}", "Write one in the lever's own unit, such as 0.5")
    scenario.lever_value(lever, float(text))
    return float(text)


def _in_order(scenario: Scenario, levers: Mapping[str, float]) -> dict[str, float]:
    """Return levers in the scenario's order: the same state has one address."""
    return {name: levers[name] for name in scenario.levers if name in levers}
