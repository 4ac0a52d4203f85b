"""Who may say no keeps things as they are, and who alone may propose takes the most that the others still prefer.

Game:
    Positions on one line; an actor's loss is the distance from the wished position; q is the status quo.
    Vetoes: a change needs the consent of all actors v_1..v_n.
    Setter: s proposes, and the median voter m chooses between the proposal and q.
    Gatekeeper: g may keep a bill from the floor, and then q stays. If g opens the gate, the floor amends the bill to m
    (open rule), or votes on g's bill as it is (closed rule).
Assumes: one dimension; distance is all that counts; complete information; who is indifferent consents, and a
    gatekeeper who is indifferent keeps the gate shut.
Result:
    veto core     [min v_i, max v_i]: a status quo in it stays; winset of another: from q to its mirror image in the
                  nearest v_i
    setter        q if q lies between m and s, else clip(s, m - |q - m|, m + |q - m|); the two agree
    open rule     the gate opens iff |m - g| < |q - g|; it stays shut for q from m to 2 g - m
    closed rule   the setter's outcome with s = g
Paper's: the setter (Romer & Rosenthal), the gate under both rules (Denzau & Mackay), the veto core [P].
Ours: the setter faced with several vetoes, whose outcome is clip(s, winset) [R].
Sources: Romer & Rosenthal 1978, Public Choice [P, recalled]; Denzau & Mackay 1983, American Journal of Political
    Science [P, recalled]; Tsebelis 2002, Veto Players, Princeton University Press (core) [P, recalled]; Krehbiel 1998,
    Pivotal Politics, University of Chicago Press (core as gridlock) [P, recalled].
Silent about: several dimensions, discharge of a bill that is held back, and threats from one issue to another.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.theory._ranges import finite

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

SLACK = 1e-12


def veto_core(v: ArrayLike) -> tuple[float, float]:
    """Status quos that cannot be changed when everybody must consent.

    Parameters
    ----------
    v : array_like, shape (n,)
        Positions of those with a veto.

    Returns
    -------
    tuple of float
        Least and greatest position of the core.

    Raises
    ------
    ValueError
        If v is empty or has a number that is not finite.
    """
    positions = finite(v, "v")
    return float(positions.min()), float(positions.max())


def winset(v: ArrayLike, q: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Positions that nobody with a veto finds worse than the status quo.

    Parameters
    ----------
    v : array_like, shape (n,)
        Positions of those with a veto.
    q : array_like
        Status quo.

    Returns
    -------
    tuple of numpy.ndarray
        Least and greatest position, in the shape of q; both q where q lies in the core.

    Raises
    ------
    ValueError
        If v is empty or a number is not finite.
    """
    low, high = veto_core(v)
    q = finite(q, "q")
    # below the core the lowest veto binds, above it the highest
    mirror = np.where(q < low, 2.0 * low - q, np.where(q > high, 2.0 * high - q, q))
    return np.minimum(q, mirror), np.maximum(q, mirror)


def setter(s: ArrayLike, m: ArrayLike, q: ArrayLike) -> FloatArray:
    """Outcome when s alone may propose and m chooses between the proposal and the status quo.

    Parameters
    ----------
    s : array_like
        Position of the setter.
    m : array_like
        Position of the median voter.
    q : array_like
        Status quo; the shapes broadcast.

    Returns
    -------
    numpy.ndarray
        Position.

    Raises
    ------
    ValueError
        If a number is not finite.

    Notes
    -----
    Romer & Rosenthal 1978, Public Choice [P, recalled].
    """
    s, m, q = finite(s, "s"), finite(m, "m"), finite(q, "q")
    reach = np.abs(q - m)
    between = (np.minimum(m, s) <= q) & (q <= np.maximum(m, s))
    return np.where(between, q, np.clip(s, m - reach, m + reach))[()]


def setter_under_vetoes(s: ArrayLike, v: ArrayLike, q: ArrayLike) -> FloatArray:
    """Outcome when s alone may propose and everybody in v must consent [R].

    Parameters
    ----------
    s : array_like
        Position of the setter.
    v : array_like, shape (n,)
        Positions of those with a veto.
    q : array_like
        Status quo.

    Returns
    -------
    numpy.ndarray
        Position.

    Raises
    ------
    ValueError
        If v is empty or a number is not finite.
    """
    return np.asarray(np.clip(finite(s, "s"), *winset(v, q)))[()]


def gate_opens(g: ArrayLike, m: ArrayLike, q: ArrayLike) -> BoolArray:
    """Whether a gatekeeper who foresees the floor's amendments lets a bill pass to it (open rule).

    Parameters
    ----------
    g : array_like
        Position of the gatekeeper.
    m : array_like
        Position of the floor's median.
    q : array_like
        Status quo; the shapes broadcast.

    Returns
    -------
    numpy.ndarray of bool
        True where the gatekeeper prefers m to q.

    Raises
    ------
    ValueError
        If a number is not finite.

    Notes
    -----
    Denzau & Mackay 1983, American Journal of Political Science [P, recalled].
    """
    g, m, q = finite(g, "g"), finite(m, "m"), finite(q, "q")
    return np.asarray(np.abs(m - g) < np.abs(q - g) - SLACK)[()]


def gatekeeping(g: ArrayLike, m: ArrayLike, q: ArrayLike) -> FloatArray:
    """Outcome under the open rule, m if the gate opens and else q; arguments and errors as in `gate_opens`."""
    return np.where(gate_opens(g, m, q), finite(m, "m"), finite(q, "q"))[()]


def shut_gate(g: ArrayLike, m: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Status quos that the gatekeeper protects under the open rule, from m to 2 g - m.

    Parameters
    ----------
    g : array_like
        Position of the gatekeeper.
    m : array_like
        Position of the floor's median.

    Returns
    -------
    tuple of numpy.ndarray
        Least and greatest such status quo.

    Raises
    ------
    ValueError
        If a number is not finite.
    """
    g, m = finite(g, "g"), finite(m, "m")
    return np.minimum(m, 2.0 * g - m), np.maximum(m, 2.0 * g - m)


def table(*, s: float = 0.9, m: float = 0.5, q: float = 0.3, v_1: float = 0.4, v_2: float = 0.8) -> dict[str, float]:
    """Setter, gatekeeper and vetoes over one status quo.

    Parameters
    ----------
    s : float
        Position of the one who may propose, or keep the gate.
    m : float
        Position of the median voter.
    q : float
        Status quo.
    v_1 : float
        Position of the first with a veto.
    v_2 : float
        Position of the second with a veto.

    Returns
    -------
    dict of str to float
        Labels and positions; a yes is 1 and a no is 0.

    Raises
    ------
    ValueError
        If a number is not finite.
    """
    low, high = veto_core((v_1, v_2))
    worst, best = shut_gate(s, m)
    return {
        "outcome if s proposes and m votes (position)": float(setter(s, m, q)),
        "gate opens under the open rule (1 yes, 0 no)": float(gate_opens(s, m, q)),
        "outcome under the open rule (position)": float(gatekeeping(s, m, q)),
        "status quos behind the shut gate, least (position)": float(worst),
        "status quos behind the shut gate, greatest (position)": float(best),
        "veto core, least (position)": low,
        "veto core, greatest (position)": high,
        "outcome if s proposes and both vetoes consent (position)": float(setter_under_vetoes(s, (v_1, v_2), q)),
    }
