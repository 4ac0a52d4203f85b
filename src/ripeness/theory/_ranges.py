"""What a model does with an argument that is out of its range."""

from numpy import all as everywhere
from numpy.typing import ArrayLike


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
