"""Both sides pay for every month that neither gives way, and whoever waits longer gets the prize.

Game:
    side i has the value v_i for the prize and pays c_i a month while nobody has given way. With private values, v is
    drawn for each side from a distribution F with density f, and each knows its own alone.
Assumes: time is continuous, nothing is discounted, who gives way gets nothing; two sides.
Result:
    known values: in the mixed equilibrium side j gives way at the hazard c_i/v_i, which leaves i indifferent;
    the war lasts 1/(c_1/v_1 + c_2/v_2) months on average, and i wins with probability h_j/(h_1 + h_2), h_i = c_j/v_j
    private values, equal costs: a side with value v waits T(v), with T'(v) = v f(v)/(c (1 - F(v))), T(0) = 0
    F uniform on [0, 1]: T(v) = (-v - ln(1 - v))/c
Paper's: the mixed and the symmetric equilibrium [P].
Ours: nothing; the uniform case is an example.
Sources: Fudenberg & Tirole 1986, Econometrica [P, recalled]; Bulow & Klemperer 1999, American Economic
    Review [P, recalled].
Silent about: bargaining, learning from battles, more than two sides, values that change.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.integrate import quad

from ripeness.theory._ranges import need

Floats = NDArray[np.float64]


def hazards(v_1: ArrayLike, v_2: ArrayLike, c_1: ArrayLike, c_2: ArrayLike) -> tuple[Floats, Floats]:
    """Hazards a month at which side 1 and side 2 give way where both values are known.

    Parameters
    ----------
    v_1, v_2 : values of the prize, above 0. c_1, c_2 : costs a month in the same unit, above 0.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    v_1, v_2, c_1, c_2 = (np.asarray(x, float) for x in (v_1, v_2, c_1, c_2))
    for name, value in (("v_1", v_1), ("v_2", v_2), ("c_1", c_1), ("c_2", c_2)):
        need(value > 0, name, value, "above 0")
    return (c_2 / v_2)[()], (c_1 / v_1)[()]


def waiting_time(v: float, c: float, density: Callable[[float], float], survival: Callable[[float], float]) -> float:
    """Months that a side with value v waits, for any distribution of values, by quadrature.

    Parameters
    ----------
    v : value, at least 0, with survival(v) above 0. c : cost a month, above 0.
    density, survival : f and 1 - F of the values, which start at 0.
    """
    need(v >= 0 and survival(v) > 0, "v", v, "at least 0 and below the highest value")
    need(c > 0, "c", c, "above 0")
    return float(quad(lambda x: x * density(x) / (c * survival(x)), 0.0, v)[0])


def uniform_waiting_time(v: ArrayLike, c: ArrayLike) -> Floats:
    """Months that a side with value v waits, values uniform on [0, 1].

    Parameters
    ----------
    v : value, from 0 and below 1. c : cost a month, above 0.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    v, c = np.asarray(v, float), np.asarray(c, float)
    need((v >= 0) & (v < 1), "v", v, "from 0 and below 1")
    need(c > 0, "c", c, "above 0")
    return ((-v - np.log1p(-v)) / c)[()]


def table(
    *, v_1: float = 1.0, v_2: float = 0.5, c_1: float = 0.02, c_2: float = 0.02, v: float = 0.6
) -> dict[str, float]:
    """Who gives way, and how long the war lasts.

    Parameters
    ----------
    v_1 : value of the prize to side 1.
    v_2 : value of the prize to side 2.
    c_1 : cost a month to side 1.
    c_2 : cost a month to side 2.
    v : a private value, uniform on 0 to 1 (at cost c_1).
    """
    first, second = hazards(v_1, v_2, c_1, c_2)
    return {
        "hazard a month that 1 gives way": float(first),
        "hazard a month that 2 gives way": float(second),
        "probability that 1 gets the prize": float(second / (first + second)),
        "expected months": float(1 / (first + second)),
        "months that a private value v waits": float(uniform_waiting_time(v, c_1)),
    }
