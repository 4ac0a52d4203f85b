"""What a mechanism declares of itself: its numbers, which tests hold it, and which toys show what it does.

The declaration of `drivers/aid` is `DECLARED` in `drivers/aid_declared.py`, beside it. Neither that file nor this one
imports an array library, so that the schema, the documentation and the tests can read it. From the numbers the schema
makes its fields, so that each stands once; from the rest `docs/generate.py` writes the pages of mechanisms and effects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import EllipsisType

SIDES = ("attacker", "defender")
SIDE, NAME = "SIDE", "NAME"
"""Parts of a number's path: one for each side; one for each name that the scenario gives."""

THEORY, TREE = "verified against theory", "verified against the brute-force tree"
LIGHTLY, PROBLEMS = "lightly tested", "known problems"


@dataclass(frozen=True)
class Number:
    """A number that a mechanism takes from the scenario.

    Attributes
    ----------
    unit : the unit that the model computes in. low, high : the support's ends. meaning : in words.
    default : the value where the scenario states none, which switches the mechanism off; None where the number may be
    left out; an ellipsis where it must be stated. above : whether the lower end itself is impossible.
    infinite : whether the number may be infinite. compounds : whether it is the chance or share of a month, of which
    one of a year compounds.
    """

    unit: str
    low: float
    high: float
    meaning: str
    default: float | EllipsisType | None = ...
    above: bool = False
    infinite: bool = False
    compounds: bool = False


@dataclass(frozen=True)
class Held:
    """How far a mechanism can be trusted, and which tests say so.

    Attributes
    ----------
    kind : `THEORY`, `TREE`, `LIGHTLY` or `PROBLEMS`.
    tests : files that run the mechanism, first the one that earns the kind.
    oracle : what of `tests/oracle` computes the same without its code, as file.name; only where `kind` is `TREE`.
    note : what is compared with what.
    """

    kind: str
    tests: tuple[str, ...]
    oracle: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What a mechanism moves in a toy, which way, and whose idea that is.

    Attributes
    ----------
    says : the effect in words. toy : name of the scenario.
    given : levers, with their values, that stand in both wars. switch : levers that switch the mechanism on.
    variable : what is moved, by its name in a forecast. of : of which side, ending or issue. months : how far ahead.
    goes : `up` or `down`. source : whose idea that is.
    belongs : paths of the scenario that can be taken out and change nothing while the mechanism is off.
    stands : why nothing can be taken out, where `belongs` is empty.
    by : the file that does it, such as `compiler/tables`, where it is not the mechanism's own.
    """

    says: str
    toy: str
    switch: Mapping[str, float]
    variable: str
    goes: str
    source: str
    months: int = 0
    of: str = ""
    given: Mapping[str, float] = field(default_factory=dict)
    belongs: tuple[str, ...] = ()
    stands: str = ""
    by: str = ""


@dataclass(frozen=True)
class Declared:
    """What a mechanism declares.

    Attributes
    ----------
    held : the tests that hold it.
    numbers : by dotted path in a scenario, such as `aid.flows.NAME.lag`, in the order of the scenario's section.
    effects : what it moves in toys.
    """

    held: Held
    numbers: Mapping[str, Number] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()
