"""The oracle's terms: every edge of every cell's cube of divisible issues, searched one by one."""

import math
from itertools import product
from typing import NamedTuple

from scipy.optimize import brentq

from .war import War, clip

TOLERANCE = 1e-12


class Deal(NamedTuple):
    """Terms and what they are worth to each side."""

    u: float
    v: float
    x: tuple[float, ...]


def deal_at(war: War, x: tuple[float, ...], guarantee: float | None = None) -> Deal:
    """Utilities of terms x; a guarantee may stand in place of the war's own, beside those of the guarantors."""
    pairs = list(zip(war.issues, x, strict=True))
    broken = war.ren_0 + sum(issue.ren * y for issue, y in pairs)
    exposed = 1 - (war.guarantee if guarantee is None else guarantee)
    for strength, backing in war.guarantors:
        exposed *= 1 - strength * backing
    broken = clip(broken * exposed, 0.0, 1.0)
    u = sum(issue.w_A * y for issue, y in pairs) - war.lc_A
    v = (1 - broken) * sum(issue.w_D * (1 - y) for issue, y in pairs) - war.lc_D
    return Deal(u, v, x)


def all_edges(war: War) -> list[tuple[Deal, Deal]]:
    """Every edge of every cell's cube.

    In (U_A, U_D) a cell is a polygon whose sides are edges, so that its frontier consists of edges;
    along an edge U_A never falls and U_D never rises.
    """
    values: list[list[float] | None] = []  # per issue: a list of fixed values, or None if it is free in [0, 1]
    for issue in war.issues:
        if issue.indivisible:
            values.append([0.0, 1.0])
        elif issue.ren > 0:
            values.append([m / (war.grid - 1) for m in range(war.grid)])
        else:
            values.append(None)
    free = [n for n, v in enumerate(values) if v is None]
    edges = set()
    for corner in product(*([0.0, 1.0] if v is None else v for v in values)):
        if not free:
            edges.add((corner, corner))
        for n in free:
            low, high = list(corner), list(corner)
            low[n], high[n] = 0.0, 1.0
            edges.add((tuple(low), tuple(high)))
    return [(deal_at(war, low), deal_at(war, high)) for low, high in sorted(edges)]


def worth(edge: tuple[Deal, Deal], share: float) -> tuple[float, float]:
    """What the deal at a share of the way along an edge is worth to each side."""
    low, high = edge
    return (1 - share) * low.u + share * high.u, (1 - share) * low.v + share * high.v


def between(edge: tuple[Deal, Deal], share: float) -> Deal:
    """The deal at a share of the way along an edge."""
    mixed = [(1 - share) * a + share * b for a, b in zip(edge[0].x, edge[1].x, strict=True)]
    return Deal(*worth(edge, share), tuple(mixed))


def worth_at_least(edge: tuple[Deal, Deal], d_A: float, d_D: float) -> tuple[float, float] | None:
    """Shares (first, last) of an edge between which it gives d_A and d_D, or None."""
    low, high = edge
    if high.u < d_A - TOLERANCE or low.v < d_D:
        return None
    first, last = 0.0, 1.0
    if low.u < d_A and low.u < high.u:
        first = min((d_A - low.u) / (high.u - low.u), 1.0)
    if high.v < d_D:
        last = (low.v - d_D) / (low.v - high.v)
    return (first, last) if first <= last else None


def first_of(deals: list[Deal], for_defender: bool) -> Deal:
    """The deal best for one side and, among such, for the other."""
    if for_defender:
        best = max(deal.v for deal in deals)
        return max((deal for deal in deals if deal.v >= best - TOLERANCE), key=lambda d: d.u)
    best = max(deal.u for deal in deals)
    return max((deal for deal in deals if deal.u >= best - TOLERANCE), key=lambda d: d.v)


def ends(edges: list[tuple[Deal, Deal]], d_A: float, d_D: float) -> list[Deal]:
    """Both ends of the stretch of every edge that gives d_A and d_D."""
    stretches = [(edge, worth_at_least(edge, d_A, d_D)) for edge in edges]
    return [between(edge, share) for edge, shares in stretches if shares for share in shares]


def frontier(edges: list[tuple[Deal, Deal]], u: float) -> Deal | None:
    """The deal behind phi(u): the defender's best that gives the attacker u, or None."""
    deals = ends(edges, u, -math.inf)
    return first_of(deals, for_defender=True) if deals else None


def nash_deal(edges: list[tuple[Deal, Deal]], d_A: float, d_D: float, theta: float) -> Deal | None:
    """The asymmetric Nash deal, by search along every edge."""

    def gains(u: float, v: float) -> float:
        return max(u - d_A, 0.0) ** theta * max(v - d_D, 0.0) ** (1 - theta)

    best, best_gains = None, -1.0
    for edge in edges:
        shares = worth_at_least(edge, d_A, d_D)
        if shares is None:
            continue
        first, last = (between(edge, share) for share in shares)
        candidates = [first, last]
        if gains(last.u, first.v) > best_gains:  # else nothing on this edge can be better
            candidates.append(between(edge, peak(edge, shares, d_A, d_D, theta)))
        for deal in candidates:
            if gains(deal.u, deal.v) > best_gains:
                best, best_gains = deal, gains(deal.u, deal.v)
    return best


def peak(edge: tuple[Deal, Deal], shares: tuple[float, float], d_A: float, d_D: float, theta: float) -> float:
    """Share of an edge at which the Nash product is highest, between two shares: its logarithm is concave."""
    rise, fall = edge[1].u - edge[0].u, edge[1].v - edge[0].v

    def slope(share: float) -> float:  # of the product's logarithm, times both gains
        u, v = worth(edge, share)
        return theta * rise * (v - d_D) + (1 - theta) * fall * (u - d_A)

    if slope(shares[0]) <= 0:
        return shares[0]
    if slope(shares[1]) >= 0:
        return shares[1]
    return float(brentq(slope, *shares, xtol=1e-15))


def bargain(war: War, edges: list[tuple[Deal, Deal]], t: int, d_A: float, d_D: float) -> tuple[float, Deal | None]:
    """(gap phi(d_A) - d_D, the bargained deal or None); the gap is -inf if no terms give d_A."""
    at_least = frontier(edges, d_A)
    if at_least is None:
        return -math.inf, None
    gap = at_least.v - d_D
    if gap < -TOLERANCE:
        return gap, None
    protocol = war.protocol
    if protocol == "alternating":
        protocol = "attacker_offers" if t % 2 == 0 else "defender_offers"
    if protocol == "nash":
        return gap, nash_deal(edges, d_A, d_D, war.theta_N) or at_least
    if protocol == "defender_offers":
        return gap, at_least
    return gap, first_of([at_least, *ends(edges, d_A, d_D)], for_defender=False)
