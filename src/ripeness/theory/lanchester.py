"""Two forces wear each other down, and numbers count more where everybody can fire at everybody.

Game:
    none; two differential equations in the strengths A(t) and B(t), with effectiveness b of B against A and a of A
    against B, per unit and time
    square law (aimed fire): A' = -a B,  B' = -b A        linear law (unaimed fire): A' = -a A B,  B' = -b A B
    where a is what A loses per unit of B, b what B loses per unit of A
Assumes: no reinforcement, no retreat, constant effectiveness; strengths as continuous quantities.
Result:
    square law: b A^2 - a B^2 is constant; A is left with sqrt((b A0^2 - a B0^2)/b) if that is positive,
    after atanh(sqrt(a/b) B0/A0)/sqrt(ab)
    linear law: b A - a B is constant; A is left with (b A0 - a B0)/b, approached and never reached
Paper's: both laws [P].
Ours: nothing.
Sources: Lanchester 1916, Aircraft in Warfare, Constable [P, recalled].
Silent about: reinforcement, terrain, morale, breaking off, everything political.
"""

from __future__ import annotations

import math

from ripeness.theory._ranges import need


def square_law(A0: float, B0: float, a: float, b: float) -> tuple[float, float, float]:
    """Who is left, with how much, and after how long, under aimed fire.

    Parameters
    ----------
    A0, B0 : strengths at the start, above 0. a, b : what A loses per unit of B and time, and B per unit of A, above 0.

    Returns
    -------
    (A left, B left, time until one side has nothing left); equally strong forces need for ever.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    _check(A0, B0, a, b)
    balance = b * A0**2 - a * B0**2
    if math.isclose(b * A0**2, a * B0**2, rel_tol=1e-12):
        return 0.0, 0.0, math.inf
    if balance > 0:
        return math.sqrt(balance / b), 0.0, math.atanh(math.sqrt(a / b) * B0 / A0) / math.sqrt(a * b)
    return 0.0, math.sqrt(-balance / a), math.atanh(math.sqrt(b / a) * A0 / B0) / math.sqrt(a * b)


def linear_law(A0: float, B0: float, a: float, b: float) -> tuple[float, float]:
    """What is left of both sides in the end under unaimed fire; arguments as for `square_law`."""
    _check(A0, B0, a, b)
    balance = b * A0 - a * B0
    return max(balance / b, 0.0), max(-balance / a, 0.0)


def table(*, A0: float = 100.0, B0: float = 60.0, a: float = 0.015, b: float = 0.01) -> dict[str, float]:
    """What two forces are left with.

    Parameters
    ----------
    A0 : strength of A at the start.
    B0 : strength of B at the start.
    a : what A loses per unit of B and time.
    b : what B loses per unit of A and time.
    """
    left_A, left_B, time = square_law(A0, B0, a, b)
    linear_A, linear_B = linear_law(A0, B0, a, b)
    return {
        "A left, aimed fire": left_A,
        "B left, aimed fire": left_B,
        "time until one has nothing left": time,
        "A left, unaimed fire": linear_A,
        "B left, unaimed fire": linear_B,
    }


def _check(A0: float, B0: float, a: float, b: float) -> None:
    for name, value in (("A0", A0), ("B0", B0), ("a", a), ("b", b)):
        need(value > 0 and math.isfinite(value), name, value, "a finite number above 0")
