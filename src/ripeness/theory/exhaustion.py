"""Reserves last for a logarithm of their size if the deficit grows; a fleet settles where losses eat purchases.

Game:
    none; two difference equations
    reserves R and a deficit d a month that grows at the rate g a month, compounded continuously:
    R(t) = R - d (e^(g t) - 1)/g
    vessels Z(t+1) = Z(t) + a - (r + i) Z(t): a bought, the shares r retired and i interdicted a month
Assumes: nothing is borrowed and nothing refills the reserves; every vessel is as likely as any other to be taken out.
Result:
    months until reserves are exhausted: ln(1 + g R/d)/g; R/d where g = 0; never where g < 0 and d/(-g) <= R
    (a deficit that shrinks by g a month: -ln(1 - g R/d)/g)
    vessels: Z* = a/(r + i),   Z(t) = Z* + (Z(0) - Z*) (1 - r - i)^t
Paper's: nothing.
Ours: [R] all of it: textbook difference equations.
Sources: geometric series and linear difference equations, as in Euler 1748, Introductio in analysin infinitorum [R,
    recalled].
Silent about: prices, borrowing, rationing, vessels that change flag, what a state does before its reserves are gone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.theory._ranges import need

Floats = NDArray[np.float64]


def months_until_exhausted(R: ArrayLike, d: ArrayLike, g: ArrayLike = 0.0) -> Floats:
    """Months until reserves are exhausted; infinite where they never are.

    Parameters
    ----------
    R : reserves, in money, at least 0. d : deficit now, money a month, above 0.
    g : growth of the deficit a month, above -1; negative where it shrinks.

    Returns
    -------
    Months, broadcast over the arguments.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    R, d, g = (np.asarray(x, float) for x in (R, d, g))
    need(R >= 0, "R", R, "at least 0")
    need(d > 0, "d", d, "above 0")
    need(g > -1, "g", g, "above -1")
    with np.errstate(divide="ignore", invalid="ignore"):
        grown = g * R / d
        months = np.where(np.abs(grown) < 1e-9, R / d * (1 - grown / 2), np.log1p(np.maximum(grown, -1.0)) / g)
    return np.where(grown <= -1.0, np.inf, months)[()]


def reserves(t: ArrayLike, R: ArrayLike, d: ArrayLike, g: ArrayLike = 0.0) -> Floats:
    """Reserves after t months, money; below 0 once they would have been exhausted.

    Parameters
    ----------
    t : months, at least 0. R, d, g : as for `months_until_exhausted`.
    """
    t, R, d, g = (np.asarray(x, float) for x in (t, R, d, g))
    need(t >= 0, "t", t, "at least 0")
    months_until_exhausted(R, d, g)
    small = np.abs(g) < 1e-12
    spent = np.where(small, t, np.expm1(np.where(small, 1.0, g) * t) / np.where(small, 1.0, g))
    return (R - d * spent)[()]


def steady_fleet(a: ArrayLike, r: ArrayLike, i: ArrayLike) -> Floats:
    """Vessels at which as many are bought as go.

    Parameters
    ----------
    a : vessels bought a month, at least 0. r, i : shares retired and interdicted a month, from 0, together above 0
        and at most 1.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    a, r, i = (np.asarray(x, float) for x in (a, r, i))
    need(a >= 0, "a", a, "at least 0")
    need((r >= 0) & (i >= 0) & (r + i > 0) & (r + i <= 1), "r + i", r + i, "above 0 and at most 1, of shares from 0")
    return (a / (r + i))[()]


def fleet(t: ArrayLike, Z: ArrayLike, a: ArrayLike, r: ArrayLike, i: ArrayLike) -> Floats:
    """Vessels after t months.

    Parameters
    ----------
    t : months, at least 0. Z : vessels now, at least 0. a, r, i : as for `steady_fleet`.
    """
    t, Z, r, i = (np.asarray(x, float) for x in (t, Z, r, i))
    need(t >= 0, "t", t, "at least 0")
    need(Z >= 0, "Z", Z, "at least 0")
    steady = steady_fleet(a, r, i)
    return (steady + (Z - steady) * (1 - r - i) ** t)[()]


def table(
    *, R: float = 100.0, d: float = 2.0, g: float = 0.01, a: float = 6.0, r: float = 0.007, i: float = 0.003
) -> dict[str, float]:
    """How long reserves last, and where a fleet settles.

    Parameters
    ----------
    R : reserves, in money.
    d : deficit now, money a month.
    g : growth of the deficit a month.
    a : vessels bought a month.
    r : share of the vessels retired a month.
    i : share of the vessels interdicted a month.
    """
    return {
        "months until the reserves are exhausted": float(months_until_exhausted(R, d, g)),
        "months if the deficit stayed as it is": float(months_until_exhausted(R, d)),
        "vessels in the steady state": float(steady_fleet(a, r, i)),
        "vessels if interdiction doubled": float(steady_fleet(a, r, min(2 * i, 1 - r))),
    }
