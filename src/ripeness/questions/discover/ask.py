"""Ask in which region of the assumptions a claim or a question holds."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

import numpy as np

from ripeness.ensemble.asked import DRAWS, Levers, asked
from ripeness.errors import RunError, harmless
from ripeness.questions.arguments import checked
from ripeness.questions.ask.event import chance_by, months_ahead, read_question
from ripeness.questions.result import Result
from ripeness.questions.set_levers import levers_in_words
from ripeness.schema.assumption_words import in_words
from ripeness.schema.claims.condition import Assumed, Recorded
from ripeness.schema.claims.fact import Fact
from ripeness.schema.nearest import advice
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.bands import Figure, figure
from ripeness.statistics.prim import Box, boxes
from ripeness.statistics.rank_correlation import FEWEST
from ripeness.statistics.tree import deciding
from ripeness.statistics.weighted import Numbers, effective_sample_size

if TYPE_CHECKING:
    import pandas
    import xarray

    from ripeness.ensemble.computation import Progress
    from ripeness.schema import Scenario

EXAMPLE = '"first ceasefire or settlement by 2027-12 >= 50 %"'
MORE_LIKELY_THAN_NOT = 0.5

_TARGET = re.compile(r"(?P<event>.+?)\s*(?P<way>[<>]=?)\s*(?P<number>\d+(?:\.\d*)?|\.\d+)\s*(?P<percent>%)?", re.S)


class Limit(TypedDict):
    """Between which values an assumption lies; None where there is no end.

    first, last : share of the weight whose value is no greater than the lower end, and less than the upper one.
    """

    assumption: str
    meaning: str
    unit: str
    above: Figure
    below: Figure
    first: float
    last: float


class Region(TypedDict):
    """A box of assumptions.

    support : share of the weight that lies in it; density : share of it that holds; coverage : share of all that holds
    that lies in it. gain : support times how much the density lies above the share of all (for a second box: of what
    the first left); luck : the gain that nine of ten searches after shuffling do not pass.
    """

    limits: list[Limit]
    support: float
    density: float
    coverage: float
    gain: float
    luck: float


class Split(TypedDict):
    """A cut that tells most: the share that holds above it and below; `within` : the side of the first cut."""

    assumption: str
    meaning: str
    unit: str
    threshold: float
    above: float
    below: float
    within: str | None


class Discovered(TypedDict):
    """What ``ripeness discover --json`` prints: in which regions of the assumptions something holds.

    levers_told : levers in words. claim : name of the claim, or None. says : the claim's words, or the event's.
    asked : the question as asked. least, most : bounds of the chance, for a question. share : of the weight in
    which it holds; arises : in which its question arises. enough_draws : whether anything can be said of single
    numbers. regions : those that luck does not find as well, the first found first; fails : the same of where it
    fails, its shares those of failing. tree : cuts that tell most, two levels deep, the first at the top.
    """

    scenario: str
    title: str
    as_of: str
    names: dict[str, str]
    claim: str | None
    says: str
    asked: str | None
    by: str | None
    least: Figure
    most: Figure
    policy: str
    levers: dict[str, str]
    levers_told: list[str]
    share: Figure
    arises: Figure
    draws: int
    effective_sample_size: Figure
    record: bool
    assumptions: int
    enough_draws: bool
    regions: list[Region]
    fails: list[Region]
    tree: list[Split]


@dataclass(frozen=True, repr=False)
class Discovery(Result):
    """In which regions of the assumptions something holds; its content is a `Discovered`."""

    question = "discover"

    def table(self) -> pandas.DataFrame:
        """Return a row for each limit of each region: its number, whether it holds or fails there, the limit's ends."""
        import pandas

        kept = ("support", "density", "coverage", "gain", "luck")
        rows = [
            {"region": number, "holds": side == "regions", **limit, **{key: one[key] for key in kept}}  # type: ignore[literal-required]
            for side in ("regions", "fails")
            for number, one in enumerate(self[side], start=1)
            for limit in one["limits"]
        ]
        columns = ("region", "holds", *Limit.__annotations__, *kept)
        frame = pandas.DataFrame(rows, columns=columns)
        return frame.astype({"above": float, "below": float}).set_index(["region", "assumption"])


@checked
def ask(
    scenario: Scenario,
    question: str | None = None,
    claim: str | None = None,
    policy: str | None = None,
    levers: Levers | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    record: bool = True,
    cluster: str | None = None,
    progress: Progress | None = None,
) -> Discovery:
    """Say in which regions of the assumptions a question or a claim holds: boxes, and a tree of two levels.

    Parameters
    ----------
    scenario : from `ripeness.load`.
    question : an event with a day, and how likely it must be: "first ceasefire or settlement by 2027-12 >= 50 %".
        Without a bound it holds where the event is as likely as not or likelier.
    claim : name of one of the scenario's claims, in the question's place.
    policy, levers : as for `ripeness.forecast`; of a question alone, for a claim names its own.
    cluster : address of a dask.distributed scheduler whose workers compute; "local" for one process per core here; None
        for this process. The answer is the same, to the last bit, however many they are.
    draws, seed, record, progress : as for `ripeness.forecast`.

    Returns
    -------
    `Discovery`: `table()` (a row for each limit of each region), `to_dict()` (the keys of `Discovered`). On Ctrl-C it
    rests on the draws that were finished, `partial`.

    Raises
    ------
    RunError : neither or both of question and claim, a claim that draws do not test, a bound that is no chance, a
        cluster that cannot be used.
    """
    if (question is None) == (claim is None):
        what = (
            "neither a question nor a claim is asked for" if claim is None else "a question and a claim are asked for"
        )
        raise RunError(what, f"Ask for one of them, such as {EXAMPLE}")
    holds, forecast, content = (
        _of_claim(scenario, str(claim), draws, seed, policy, levers, cluster, progress)
        if question is None
        else _of_question(scenario, question, policy, levers, draws, seed, record, cluster, progress)
    )
    weight = np.asarray((forecast.weight if record else forecast.prior_weight).values, float)
    return Discovery(
        _content(scenario, holds, forecast, weight, seed, record and scenario.record is not None, content),
        bool(forecast.attrs.get("partial")),
        int(forecast.sizes["draw"]),
    )


def _of_question(
    scenario: Scenario,
    question: str,
    policy: str | None,
    levers: Levers | None,
    draws: int,
    seed: int,
    record: bool,
    cluster: str | None,
    progress: Progress | None,
) -> tuple[Numbers, xarray.Dataset, dict[str, Any]]:
    event_words, least, most = target(question)
    read = read_question(event_words, scenario)
    ahead = months_ahead(read.day, scenario)
    one = asked(scenario, policy, levers, draws, seed, math.ceil(ahead), record=record)
    from ripeness.ensemble.forecast import forecasts
    from ripeness.ensemble.workers import hired

    with hired(cluster) as workers:
        wars = forecasts({one.policy: one}, views=False, reuse=True, workers=workers, progress=progress)
    held = wars[one.policy]
    chance = chance_by(held, read.event, ahead)
    met = (chance >= least) & (chance <= most)
    return np.where(np.isnan(chance), np.nan, met), held, {
        "claim": None, "says": read.event.what, "asked": question, "by": read.day.isoformat(),
        "least": figure(least) if least > 0.0 else None, "most": figure(most) if most < 1.0 else None,
        "policy": one.policy, "levers": {name: str(value) for name, value in (levers or {}).items()},
        "levers_told": levers_in_words(scenario, levers or {}), "drop": None,
    }  # fmt: skip


def target(text: str) -> tuple[str, float, float]:
    """Return the event of a question with its day, and between which chances it must lie.

    >>> target("the war ends by 2027 >= 40 %"), target("the war ends by 2027")
    (('the war ends by 2027', 0.4, 1.0), ('the war ends by 2027', 0.5, 1.0))
    """
    match = _TARGET.fullmatch(text.strip())
    if match is None:
        return text, MORE_LIKELY_THAN_NOT, 1.0
    bound = float(match["number"]) / (100.0 if match["percent"] else 1.0)
    if not 0.0 < bound < 1.0:
        what = f"'{harmless(match['number'])}{' %' if match['percent'] else ''}' is no bound of a chance"
        raise RunError(what, f"Write one between 0 and 100 %, such as {EXAMPLE}")
    return (match["event"], bound, 1.0) if ">" in match["way"] else (match["event"], 0.0, bound)


def _of_claim(
    scenario: Scenario,
    name: str,
    draws: int,
    seed: int,
    policy: str | None,
    levers: Levers | None,
    cluster: str | None,
    progress: Progress | None,
) -> tuple[Numbers, xarray.Dataset, dict[str, Any]]:
    if name not in scenario.claims:
        raise RunError(f"no claim is called {name!r}", advice(name, tuple(scenario.claims), "claim"))
    if policy is not None or levers:
        raise RunError("a claim names its own policies", "Leave --policy and --set out, or ask a question")
    one = scenario.claims[name]
    form = one.condition()
    if form is None or isinstance(form, Fact | Recorded):
        what = f"the claim {name} is not tested by versions of the argument"
        raise RunError(what, f"See what tests it: ripeness claims {scenario.name}")
    asked(scenario, None, None, draws, seed)
    from ripeness.ensemble.forecast import branches
    from ripeness.ensemble.workers import hired
    from ripeness.questions.claims.forms import judge
    from ripeness.questions.claims.judging import needed, reaches
    from ripeness.questions.claims.measures import NotHeld
    from ripeness.questions.claims.readings import believing

    chosen: Mapping[str, Any] = {name: one}
    wars = needed(chosen) or [STATUS_QUO]
    with hired(cluster) as workers:
        held = branches(
            scenario, {war: war for war in wars}, draws, seed, in_eyes=one.in_eyes, months=reaches(scenario, chosen),
            beliefs=believing(scenario, chosen), workers=workers, progress=progress,
        )  # fmt: skip
    try:
        judged = judge(form, scenario, held)
    except NotHeld as error:
        raise RunError(f"the claim {name} cannot be judged: {error}", f"See ripeness claims {scenario.name}") from None
    return judged.holds, held[wars[0]], {
        "claim": name, "says": one.says, "asked": None, "by": None, "least": None, "most": None,
        "policy": ", ".join(wars), "levers": {}, "levers_told": [],
        "drop": form.assumption if isinstance(form, Assumed) else None,
    }  # fmt: skip


def _content(
    scenario: Scenario,
    holds: Numbers,
    forecast: xarray.Dataset,
    weight: Numbers,
    seed: int,
    record: bool,
    about: dict[str, Any],
) -> Discovered:
    drop = about.pop("drop")
    names = [str(one) for one in forecast.assumption.values]
    kept = [place for place, name in enumerate(names) if name != drop]
    units = [str(one) for one in forecast.assumption_unit.values]
    drawn = forecast.assumption_value.transpose("draw", "assumption").values[:, kept]
    known = np.where(np.isnan(holds), 0.0, weight)
    effective = effective_sample_size(known)
    enough = effective >= FEWEST

    def label(number: int) -> dict[str, str]:
        name = names[kept[number]]
        return {"assumption": name, "meaning": in_words(scenario, name), "unit": units[kept[number]]}

    def region(one: Box) -> Region:
        limits: Any = [
            {
                **label(limit.assumption),
                "above": figure(limit.above),
                "below": figure(limit.below),
                "first": float(weight[drawn[:, limit.assumption] <= limit.above].sum() / weight.sum()),
                "last": float(weight[drawn[:, limit.assumption] < limit.below].sum() / weight.sum()),
            }
            for limit in one.limits
        ]
        shares = {key: float(f"{getattr(one, key):.9g}") for key in Region.__annotations__ if key != "limits"}
        return {"limits": limits, **shares}  # type: ignore[typeddict-item]

    splits: Any = [
        {
            **label(one.assumption),
            **{key: float(f"{getattr(one, key):.9g}") for key in ("threshold", "above", "below")},
            "within": None if one.within is None else "above" if one.within[1] else "below",
        }
        for one in (deciding(drawn, holds, known, seed=seed) if enough else [])
    ]
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "as_of": scenario.calendar.as_of,
        "names": scenario.names(),
        **about,  # type: ignore[typeddict-item]
        "share": figure(float(known @ np.nan_to_num(holds)) / known.sum()) if known.sum() > 0 else None,
        "arises": figure(known.sum() / weight.sum()) if weight.sum() > 0 else None,
        "draws": int(forecast.sizes["draw"]),
        "effective_sample_size": figure(effective),
        "record": record,
        "assumptions": len(kept),
        "enough_draws": enough,
        "regions": [region(one) for one in (boxes(drawn, holds, known, seed=seed) if enough else [])],
        "fails": [region(one) for one in (boxes(drawn, 1.0 - holds, known, seed=seed) if enough else [])],
        "tree": splits,
    }
