"""What a model does with an argument that is out of its range."""

import numpy as np
from numpy import all as everywhere
from numpy.typing import ArrayLike, NDArray


def need(holds: ArrayLike, name: str, value: object, allowed: str) -> None:
    """Raise a ValueError that names an argument, its value and the range allowed, unless a condition holds everywhere.

    Parameters
    ----------
    holds : the condition on the argument; comparisons with nan are false, so that nan is refused.
    name, value : the argument.
    allowed : its range in words, as in "from 0 to 1".
    """
    if not everywhere(holds):
        raise ValueError(f"{name} is {value}; it must be {allowed}.")


def number(value: ArrayLike, name: str, low: float, high: float) -> NDArray[np.float64]:
    """Return an argument as an array; raise a ValueError if any of it is not from `low` to `high`, or not finite."""
    array = np.asarray(value, dtype=float)
    if not np.all((array >= low) & (array <= high) & np.isfinite(array)):
        raise ValueError(f"{name} is {array}, but must be a finite number from {low:g} to {high:g}.")
    return array


def finite(value: ArrayLike, name: str) -> NDArray[np.float64]:
    """Return an argument as an array; raise a ValueError if it is empty or any of it is not a finite number."""
    array = np.asarray(value, dtype=float)
    if array.size == 0 or not np.all(np.isfinite(array)):
        raise ValueError(f"{name} is {array}, but must be a finite number, or a list of at least one.")
    return array
