"""Where the oracle's coordinates may stand, and how a value between two nodes is split."""

from itertools import product

from .war import War, clip, levels, once

State = tuple[int, int, int, int]
Distribution = dict[State, float]


def round_to(nodes: list[float], value: float) -> list[tuple[float, int]]:
    """Stochastic rounding, as (probability, node) of the one or two nodes next to the value."""
    value = clip(value, nodes[0], nodes[-1])
    for n in range(len(nodes) - 1):
        if value <= nodes[n + 1]:
            share = (value - nodes[n]) / (nodes[n + 1] - nodes[n])
            return [(p, m) for p, m in ((1 - share, n), (share, n + 1)) if p > 0]
    return [(1.0, 0)]


@once
def offsets(war: War) -> list[float]:
    """Nodes of the chest's distance from its shut path."""
    top = war.R - 1 if war.top is None else war.top
    return [(j - top) * war.chest_spacing for j in range(war.R)]


@once
def log_odds(war: War) -> list[float]:
    """Nodes of sincerity."""
    nodes, low, high = war.sincerity
    return [low + i * (high - low) / (nodes - 1) for i in range(nodes)] if nodes > 1 else [low]


@once
def cell_width(war: War) -> float:
    """Distance of two nodes of sincerity."""
    nodes, low, high = war.sincerity
    return (high - low) / (nodes - 1) if nodes > 1 else 1e-9


def living(war: War, t: int) -> list[State]:
    """States in which the war can go on in month t.

    Under steps the front moves every month: those an odd number of steps from where it can be are left out.
    """
    fronts = [k for k in range(1, war.N) if war.front_law == "drift" or (k - war.k0 - t) % 2 == 0]
    return list(product(fronts, range(war.R), range(war.sincerity[0]), range(levels(war))))
