"""The oracle's front under drift: areas, ends between cells, and a month of small steps down, none or up."""

import math
from collections import defaultdict

from .war import Issue, War, at, clip, once, refuse_if

Moves = list[tuple[float, int]]


def area(war: War, k: float) -> float:
    """Square kilometres behind the line in cell k."""
    return war.base + k * war.cell


def start_cell(war: War) -> float:
    """Where the war begins, in cells; it may lie between two."""
    return (war.start_area - war.base) / war.cell


@once
def ends_at(war: War, k: int) -> tuple[float, float]:
    """Chances that whoever enters cell k has (expelled the attacker, beaten the defender)."""
    if k in (0, war.N):
        return float(k == 0), float(k == war.N)
    beyond_highest = k - (war.highest - war.base) / war.cell
    short_of_lowest = (war.lowest - war.base) / war.cell - k
    lost, won = clip(1 + short_of_lowest, 0.0, 1.0), clip(1 + beyond_highest, 0.0, 1.0)
    refuse_if(lost > 0 and won > 0, f"cell {k} belongs to both ends of the front: smaller cells")
    return lost, won


def expected_change(war: War, who: str, t: int, k: int) -> tuple[float, float]:
    """(mean, variance) of a month's change in km^2, as `who` sees it in cell k before the month's shift.

    A side that holds a normal prior has seen the area gained since the front began to move, less what it puts
    down to shifts, as the sum of the months.
    """
    noise = war.sigma**2
    if who == "nature":
        return war.drift_true, noise
    mean, strength = {
        "attacker": (war.drift_mean_A, war.drift_strength_A),
        "defender": (war.drift_mean_D, war.drift_strength_D),
    }[who]
    if math.isinf(strength):
        return mean, noise
    seen = max(0, t - war.front_from)
    gained = area(war, k) - war.start_area - at(war.believed_shift, t, 0.0)
    return (strength * mean + gained) / (strength + seen), noise * (1 + 1 / (strength + seen))


def small_step(war: War, who: str, t: int, k: int, shift: float) -> tuple[float, float, float]:
    """Chances (down, stay, up) of one of the month's substeps, which begins in cell k."""
    if t < war.front_from:
        return 0.0, 1.0, 0.0
    mean, variance = expected_change(war, who, t, k)
    x = (mean + shift) / (war.substeps * war.cell)
    square = variance / (war.substeps * war.cell**2) + x**2
    refuse_if(
        not abs(x) <= square <= 1,
        f"month {t}, cell {k}, {who}: {war.substeps} substeps of {war.cell} km^2 hold no mean {mean + shift} "
        f"with variance {variance}",
    )
    return (square - x) / 2, 1 - square, (square + x) / 2


@once
def drifted(war: War, who: str, t: int, k: int, shift: float) -> Moves:
    """(probability, cell a month later); the cells 0 and N stand for the ends wherever these lie."""
    alive, ended = {k: 1.0}, {0: 0.0, war.N: 0.0}
    for _ in range(war.substeps):
        entered: dict[int, float] = defaultdict(float)
        for here, p in alive.items():
            for chance, there in zip(small_step(war, who, t, here, shift), (here - 1, here, here + 1), strict=True):
                entered[there] += p * chance
        alive = {}
        for there, p in entered.items():
            lost, won = ends_at(war, there)
            ended[0] += p * lost
            ended[war.N] += p * won
            if p * (1 - lost - won) > 0:
                alive[there] = p * (1 - lost - won)
    return [(p, there) for there, p in (alive | ended).items() if p > 0]


def land(war: War, issue: Issue, k: int) -> float | None:
    """The attacker's share of an issue where the line stands, or None if the issue is not land."""
    if issue.band is not None:
        low, high = issue.band
        return clip((area(war, k) - low) / (high - low), 0.0, 1.0)
    return k / war.N if issue.follows_front else None


@once
def on_the_line(war: War, k: int, others: str) -> tuple[float, float]:
    """Both sides' shares if land goes with the line and the rest stays as `others` says."""
    shares = [(land(war, issue, k), getattr(issue, others)) for issue in war.issues]
    x = [rest if held is None else held for held, rest in shares]
    pairs = list(zip(war.issues, x, strict=True))
    return sum(n.w_A * y for n, y in pairs), sum(n.w_D * (1 - y) for n, y in pairs)


def density(war: War, k: int, seen: float | None) -> float:
    """Density (1/km^2) of a recorded area in cell k, over which the true one is spread evenly; 1 without a record."""
    if seen is None:
        return 1.0
    refuse_if(war.front_law != "drift", "areas are recorded under drift only")
    variance = war.area_error**2 + war.cell**2 / 12
    return math.exp(-((seen - area(war, k)) ** 2) / (2 * variance)) / math.sqrt(2 * math.pi * variance)
