"""Ask what experts' quantiles say of a number: one by one, together, and weighed by how well they knew seeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from ripeness.errors import DataError, RunError
from ripeness.questions.arguments import checked
from ripeness.questions.elicit.table import Quantity, Table, read_table
from ripeness.questions.result import Result
from ripeness.statistics.elicited import (
    Fitted,
    calibration,
    families,
    fit,
    information,
    intrinsic_range,
    performance_weights,
    pooled,
)

if TYPE_CHECKING:
    import pandas

SHOWN = (0.1, 0.5, 0.9)
EQUAL, PERFORMANCE = "equal", "performance"


class Expert(TypedDict):
    """One expert. calibration, information, performance : None where no seed was asked.

    equal, performance : weight in the pool of equal weights, and in that by performance; they sum to one.
    """

    expert: str
    calibration: float | None
    information: float | None
    equal: float
    performance: float | None


class Judgement(TypedDict):
    """What one expert says: the fitted family, its p10, p50 and p90, and by how much it misses a stated chance."""

    expert: str
    family: str
    p10: float
    p50: float
    p90: float
    misfit: float


class Pool(TypedDict):
    """What they say together. weights : "equal" or "performance". yaml : the number as a scenario states it.

    misfit : largest distance of the chance, under what `yaml` states, from 10, 50 and 90 %.
    """

    weights: str
    p10: float
    p50: float
    p90: float
    yaml: str
    misfit: float


class Asked(TypedDict):
    """One quantity that was asked for."""

    quantity: str
    unit: str
    judgements: list[Judgement]
    pools: list[Pool]


class Elicited(TypedDict):
    """What ``ripeness elicit --json`` prints.

    file : the table. chances : of the stated quantiles. seeds : quantities whose true value is known, by which experts
    are weighed. cutoff : calibration below which an expert has no weight. advice : what to know before using it.
    """

    file: str
    chances: list[float]
    seeds: list[str]
    cutoff: float
    experts: list[Expert]
    quantities: list[Asked]
    advice: list[str]


@dataclass(frozen=True, repr=False)
class Elicitation(Result):
    """What experts say of numbers; its content is an `Elicited`."""

    question = "elicit"

    def table(self) -> pandas.DataFrame:
        """Return a row for each quantity and expert or pool: p10, p50, p90."""
        import pandas

        rows = [
            {"quantity": one["quantity"], "who": said.get("expert", said.get("weights")), **_shown(said)}
            for one in self["quantities"]
            for said in (*one["judgements"], *one["pools"])
        ]
        return pandas.DataFrame(rows).set_index(["quantity", "who"])


@checked
def ask(path: str | Path, *, cutoff: float = 0.0) -> Elicitation:
    """Fit, score and pool the quantiles that experts state in a table.

    Parameters
    ----------
    path : of the table; questions/elicit/table.py says how it is laid out. cutoff : calibration score below which an
        expert has no weight in the pool by performance (Cooke's alpha).

    Returns
    -------
    `Elicitation`: `to_dict()`, `table()`. Pools are linear pools of the fitted distributions.

    Raises
    ------
    DataError : a table that cannot be read, with its line. RunError : a cut-off that is no chance.

    Examples
    --------
    >>> import ripeness
    >>> ripeness.elicit("no-such-table.csv")
    Traceback (most recent call last):
    ripeness.errors.DataError: no-such-table.csv: No such file or directory. Name a file that exists and can be read.
    """
    if not 0.0 <= cutoff < 1.0:
        raise RunError(f"A cut-off of {cutoff:g} is out of range", "Name a calibration score from 0 to 1, such as 0.05")
    stated = read_table(path)
    if not stated.asked:
        raise DataError(f"{stated.file}: every quantity has a known value", "Add one that is asked for, without known")
    scores = {expert: _score(stated, expert) for expert in stated.experts} if stated.seeds else {}
    earned = performance_weights(scores, cutoff)
    weighed = sum(earned.values()) > 0.0
    experts = [
        Expert(
            expert=name,
            calibration=scores[name][0] if scores else None,
            information=scores[name][1] if scores else None,
            equal=1.0 / len(stated.experts),
            performance=earned[name] if weighed else None,
        )
        for name in stated.experts
    ]
    return Elicitation(
        Elicited(
            file=stated.file,
            chances=list(stated.chances),
            seeds=[one.name for one in stated.seeds],
            cutoff=cutoff,
            experts=experts,
            quantities=[_asked(stated, one, earned if weighed else {}) for one in stated.asked],
            advice=_advice(stated, bool(scores), weighed),
        )
    )


def _score(stated: Table, expert: str) -> tuple[float, float]:
    """Return calibration, and information as a mean over the seeds."""
    said = [one.stated[expert] for one in stated.seeds]
    known = [float(one.known) for one in stated.seeds if one.known is not None]
    found = []
    for one, quantiles, value in zip(stated.seeds, said, known, strict=True):
        everything = [*(number for each in one.stated.values() for number in each), value]
        found.append(information(stated.chances, quantiles, *intrinsic_range(everything)))
    return calibration(stated.chances, said, known), sum(found) / len(found)


def _asked(stated: Table, one: Quantity, earned: Mapping[str, float]) -> Asked:
    laws = {name: _best(stated.chances, quantiles, one) for name, quantiles in one.stated.items()}
    pools = [_pool(EQUAL, one, laws, [1.0 / len(laws)] * len(laws))]
    share = sum(earned.get(name, 0.0) for name in laws)
    if share > 0.0:
        pools.append(_pool(PERFORMANCE, one, laws, [earned[name] / share for name in laws]))
    judgements = [
        Judgement(
            expert=name, family=law.family, misfit=law.misfit, p10=law.quantile(0.1), p50=law.quantile(0.5),
            p90=law.quantile(0.9),
        )
        for name, law in laws.items()
    ]  # fmt: skip
    return Asked(quantity=one.name, unit=one.unit, judgements=judgements, pools=pools)


def _best(chances: Sequence[float], quantiles: Sequence[float], one: Quantity) -> Fitted:
    fits = [fit(chances, quantiles, family) for family in families(one.low, one.high)]
    return min(fits, key=lambda law: law.misfit)


def _pool(weights: str, one: Quantity, laws: Mapping[str, Fitted], shares: Sequence[float]) -> Pool:
    low, middle, high = (pooled(list(laws.values()), shares, chance) for chance in SHOWN)
    text, misfit = _stated(one, (low, middle, high))
    who = f"{len(laws)} expert{'s' if len(laws) > 1 else ''}, {weights} weights"
    yaml = f'{{{text}, source: judgement, note: "{who}"}}'
    return Pool(weights=weights, p10=low, p50=middle, p90=high, yaml=yaml, misfit=misfit)


def _stated(one: Quantity, values: tuple[float, float, float]) -> tuple[str, float]:
    """Return the pool as a scenario states it, and how far that is from it."""
    after = f" {one.unit}" if one.unit else ""
    family = families(one.low, one.high)[0]
    if family == "lognormal":  # a scenario states one that is skewed as three quantiles, which it meets
        low, middle, high = (f"{value:.4g}{after}" for value in values)
        return f"median: {middle}, p10: {low}, p90: {high}", 0.0
    law = fit(SHOWN, values, family)
    first, second = law.parameters
    if family == "normal":
        return f"mean: {first:.4g}{after}, sd: {second:.4g}{after}", law.misfit
    return f"mean: {first / (first + second):.4g}{after}, strength: {first + second:.4g}", law.misfit


def _advice(stated: Table, scored: bool, weighed: bool) -> list[str]:
    found = []
    if not scored:
        found.append("No seed question with a known value was asked, so that all experts count the same.")
    elif not weighed:
        found.append("Nobody's calibration reaches the cut-off, so that there is no pool by performance.")
    if scored and len(stated.seeds) < 10:
        found.append(
            f"{len(stated.seeds)} seed question{'s tell' if len(stated.seeds) > 1 else ' tells'} little of how well an "
            "expert is calibrated; ten or more are usual."
        )
    return found


def _shown(said: Mapping[str, object]) -> dict[str, object]:
    return {key: said[key] for key in ("p10", "p50", "p90")}
