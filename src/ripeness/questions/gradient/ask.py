"""Ask how much a forecast moves with each of the scenario's numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ripeness.ensemble.asked import Levers, asked
from ripeness.errors import RunError
from ripeness.questions.arguments import checked
from ripeness.questions.gradient.question import question_of
from ripeness.questions.result import Result

if TYPE_CHECKING:
    import pandas
    import xarray as xr

    from ripeness.ensemble.computation import Progress
    from ripeness.schema import Scenario

SHARPEST = 1e6
"""The greatest precision of choice that may be asked for."""


@dataclass(frozen=True, repr=False)
class Gradient(Result):
    """Numbers by how much they move a forecast; its content is a `questions.gradient.ranking.Slopes`.

    Attributes
    ----------
    dataset : the derivatives themselves, draw by draw: dimensions draw and number.
    """

    dataset: xr.Dataset | None = None

    question = "gradient"

    def table(self) -> pandas.DataFrame:
        """Return a row for each number, the strongest first."""
        import pandas

        kept = ("path", "kind", "unit", "value", "step", "effect", "low", "high", "same_sign", "per_unit", "elasticity")
        return pandas.DataFrame([[row[key] for key in kept] for row in self["numbers"]], columns=kept).set_index("path")


@checked
def ask(
    scenario: Scenario,
    quantity: str = "ongoing",
    wrt: str | Iterable[str] | None = None,
    *,
    at: int | str | None = None,
    endings: Iterable[str] = (),
    issue: str | None = None,
    in_eyes_of: str | None = None,
    policy: str | None = None,
    levers: Levers | None = None,
    draws: int | None = None,
    seed: int = 0,
    record: bool = True,
    choice: float | None = None,
    precision: str = "float32",
    progress: Progress | None = None,
) -> Gradient:
    """Say what moves one number of a forecast: its derivatives with respect to the scenario's numbers, ranked.

    Choices are smooth. Reverse-mode derivatives through the game and the law, one pass for all numbers; central
    differences in double precision through the compiler, which is cheap. They hold almost everywhere and for small
    moves: what jumps (the best deal from one stretch of the frontier to another, the label of a settlement) is held
    where it stands.

    Parameters
    ----------
    scenario : from `ripeness.load`.
    quantity : a measure, as claims name them ("ongoing", "ended", "settled", "months_of_war", "ripeness_gap", "terms",
        ...), or "log_likelihood" of the record.
    wrt : paths of numbers as in `scenario.assumptions()` (certain numbers of the file too), levers by name or as
        `levers.NAME`, "assumptions" or "levers" for all of them; None for all uncertain numbers, or for all that the
        file states where none is uncertain. A lever is moved from `as_of` on, from where it stands.
    at : month, counted from `as_of` (negative: a month of the record, for what is known of it) or as "2028-02"; None
        for 24 months ahead or, if that is nearer, the scenario's horizon.
    endings : for "ended": which endings count. issue : for "terms": of which issue.
    in_eyes_of : "attacker" or "defender" for "ongoing", "ended" and "settled"; None for nature's.
    policy, levers : as for `ripeness.forecast`.
    draws : number of sets of assumptions, those of `ripeness.forecast`; None for the central one, every uncertain
        number at its median.
    seed, record, progress : as for `ripeness.forecast`.
    choice : precision of the logit choice, per share of the prize; None for the scenario's own where it states one,
        else 100. The greater, the nearer to best responses.
    precision : "float32", or "float64" for the slow reference that bargains over every segment.

    Returns
    -------
    `Gradient`: `table()` (a row for each number, with what a tenth of its natural range does), `to_dict()`, and
    `dataset` with the dimensions draw and number: `gradient`, in the unit of the quantity per unit of the number;
    `value` of each number; `smooth` and `sharp`, the quantity with smooth choices and with best responses; `weight` of
    each draw; `spread` of each number (width of the middle eight tenths of its distribution, of a lever's range; its
    size where it is certain). Its attribute `warnings` (JSON) lists numbers at a threshold. On Ctrl-C it rests on the
    draws that were finished, `partial`.

    Raises
    ------
    RunError : unknown quantity or number, a month, draws or precision out of range.
    ScenarioError : unknown policy or lever, value out of range.

    Examples
    --------
    >>> import ripeness
    >>> ruin = ripeness.load("gamblers-ruin")
    >>> found = ripeness.gradient(ruin, "ongoing", "truth.battle_odds", at=7, precision="float64")
    >>> round(found["numbers"][0]["per_unit"], 4), round(found["smooth"], 4)
    (-0.5306, 0.8461)
    >>> round(float(found.dataset.gradient.squeeze()), 4)
    -0.5306
    """
    question = question_of(scenario, quantity, at, endings, issue, in_eyes_of)
    war = asked(scenario, policy, levers, 1 if draws is None else draws, seed, record=record, precision=precision)
    if choice is not None and not 0.0 < choice <= SHARPEST:
        raise RunError(f"a precision of choice of {choice:g} is outside 0 to 1,000,000", "Choose for example 100")
    from ripeness.questions.gradient.derivatives import derivatives
    from ripeness.questions.gradient.ranking import rank

    found = derivatives(question, war, wrt, central=draws is None, choice=choice, progress=progress)
    return Gradient(rank(found, scenario), bool(found.attrs.get("partial")), int(found.sizes["draw"]), found)
