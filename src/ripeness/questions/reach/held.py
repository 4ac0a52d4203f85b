"""Levers of stated owners: who may be asked for, what may never be searched over, how far a lever was moved.

Equation:
    movement of a setting = sum over levers of |value - status quo| / (high - low)

A share of a lever's range is a judgement of the file's author: it says how far a lever is moved, not what that costs.
[R], ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from ripeness.errors import RunError
from ripeness.questions.whatif.split import refuse_strikes
from ripeness.schema.nearest import advice, nearest
from ripeness.schema.reference import NOBODY

if TYPE_CHECKING:
    from ripeness.schema import Scenario


class Move(TypedDict):
    """A lever that is moved. owners : keys of all who have to act. share : of its range, that it is moved by.

    note : what its values mean, as the scenario states it.
    """

    title: str
    note: str
    owners: list[str]
    unit: str
    status_quo: float
    low: float
    high: float
    value: float
    share: float


@dataclass(frozen=True)
class Held:
    """A lever that may be moved: values in its own unit.

    Attributes
    ----------
    name : of the lever. owners : all of whom have to act. low, high, today : of its range. whole : a yes-or-no.
    """

    name: str
    owners: tuple[str, ...]
    low: float
    high: float
    today: float
    whole: bool = False

    @property
    def ends(self) -> tuple[float, ...]:
        """Ends of the range at which the lever does not stand."""
        return tuple(end for end in (self.low, self.high) if end != self.today)

    def share(self, value: float) -> float:
        """Return the share of its range that the lever is moved by."""
        return abs(value - self.today) / (self.high - self.low)


def owners_of(scenario: Scenario, stated: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of owners that are named: a key, a role or an actor's name; without any, all but nobody.

    Raises
    ------
    RunError : nobody, or who owns no lever.
    """
    every = dict.fromkeys(one for lever in scenario.levers.values() for one in lever.owner)
    known = tuple(one for one in every if one != NOBODY)
    if not known:
        raise RunError(f"no lever of {scenario.name} has an owner who could move it", "State levers with owners")
    found: dict[str, None] = {}
    for one in stated:
        if _plain(one) == NOBODY:
            what = "levers of nobody are thought experiments: nobody can move them, and no search is made over them"
            raise RunError(what, f"Name owners: {_listed(scenario, known)}")
        mine = [owner for owner in known if _plain(one) in _called(scenario, owner)]
        if not mine:
            guess = nearest(one, [*known, *(_titled(scenario, owner) for owner in known)])
            meant = f"Did you mean {guess!r}? " if guess else ""
            raise RunError(
                f"{one!r} owns no lever of {scenario.name}", f"{meant}Name one of: {_listed(scenario, known)}"
            )
        found |= dict.fromkeys(mine)
    return tuple(found) or known


def levers_of(scenario: Scenario, owners: Iterable[str], only: Iterable[str] = ()) -> dict[str, Held]:
    """Return the levers that some owners can move without anybody else, by name, in the file's order.

    Parameters
    ----------
    owners : from `owners_of`. only : names of the levers to take; all where there are none.

    Raises
    ------
    RunError : a lever of nobody's, of others', or of the attacker's strikes is named, or none is left.
    ScenarioError : no lever is called so.
    """
    able, wanted = set(owners), list(only)
    for name in wanted:
        if name not in scenario.levers:
            raise RunError(f"no lever is called {name!r}", advice(name, tuple(scenario.levers), "lever"))
        if not scenario.levers[name].anybodys:
            what = f"{name} is a lever of nobody's, a thought experiment: no search is made over it"
            raise RunError(what, "Leave it out, or see what it does with `ripeness whatif`")
        if not able.issuperset(scenario.levers[name].owner):
            theirs = scenario.levers[name].owner
            called = " and ".join(_titled(scenario, one) for one in theirs)
            add = " ".join(f"--owner {one}" for one in theirs if one not in able)
            raise RunError(f"{name} is moved by {called}, who is not among the owners", f"Add {add}")
        refuse_strikes(scenario, {name: 0.0})
    found: dict[str, Held] = {}
    for name, lever in scenario.levers.items():
        if name not in wanted if wanted else not able.issuperset(lever.owner) or _strikes(scenario, name):
            continue
        if lever.high > lever.low:
            flag = any(scenario.declared[path].kind == "flag" for path in lever.changes)
            found[name] = Held(name, lever.owner, lever.low, lever.high, lever.status_quo, flag)
    if not found:
        raise RunError(
            f"{' and '.join(_titled(scenario, one) for one in owners)} can move no lever of {scenario.name} alone",
            "Name more owners: --owner NAME",
        )
    return found


def movement(levers: Mapping[str, Held], setting: Mapping[str, float]) -> float:
    """Return how far a setting is from the status quo, in shares of the levers' ranges."""
    return sum(levers[name].share(value) for name, value in setting.items())


def moves(scenario: Scenario, setting: Mapping[str, float]) -> dict[str, Move]:
    """Return a setting with what each lever is and how far it is moved, by name, in the file's order."""
    return {
        name: {
            "title": lever.title,
            "note": lever.note or "",
            "owners": list(lever.owner),
            "unit": lever.unit,
            "status_quo": lever.status_quo,
            "low": lever.low,
            "high": lever.high,
            "value": float(f"{setting[name]:.6g}"),
            "share": float(f"{abs(setting[name] - lever.status_quo) / (lever.high - lever.low):.6g}"),
        }
        for name, lever in scenario.levers.items()
        if name in setting
    }


def _strikes(scenario: Scenario, name: str) -> bool:
    try:
        refuse_strikes(scenario, {name: 0.0})
    except RunError:
        return True
    return False


def _called(scenario: Scenario, owner: str) -> set[str]:
    """Words for an owner: its key; key, name and role of the actor that it is, or whose part it is."""
    words = {owner, _titled(scenario, owner)}
    for key, actor in scenario.actors.items():
        if owner == key or owner == actor.role or owner.startswith(f"{actor.role}_"):
            words |= {key, _plain(actor.name), actor.role}
    return {_plain(one) for one in words}


def _titled(scenario: Scenario, owner: str) -> str:
    """Return an owner as a page of levers calls it: by the actor's name, with whose part it is."""
    names = scenario.names()
    role, _, part = owner.partition("_")
    whole = names.get(owner) or names.get(role, role)
    called = f"the {whole.removeprefix('The ')}" if whole.startswith("The ") or whole in (owner, role) else whole
    if owner in names or not part:
        return called
    return f"{called}'{'' if called.endswith('s') else 's'} {part}"


def _listed(scenario: Scenario, owners: Iterable[str]) -> str:
    """Return owners by name, each with the key that is shorter to write."""
    return ", ".join(f"{_titled(scenario, one)} ({one})" for one in owners)


def _plain(word: str) -> str:
    return " ".join(word.strip().lower().replace("_", " ").replace("-", " ").removeprefix("the ").split())
