"""Ask for one war, told month by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ripeness.ensemble.asked import Levers, asked
from ripeness.errors import RunError
from ripeness.questions.arguments import checked
from ripeness.questions.result import Result

if TYPE_CHECKING:
    import pandas

    from ripeness.ensemble.computation import Progress
    from ripeness.schema import Scenario

TAKEN_FROM = 64
"""Sets of assumptions of which one is taken unless another number is asked for."""

HIGHEST = 2**20
"""Drawing a set of assumptions far along means drawing those before it."""


@dataclass(frozen=True, repr=False)
class Story(Result):
    """One war, told month by month; its content is a `questions.story.chronicle.Chronicle`."""

    question = "story"

    def table(self) -> pandas.DataFrame:
        """Return a row for each month: where the war stood, what was done, what fighting on was worth to each side."""
        import pandas

        kept = ("month", "number", "front", "move", "war_chest", "punishment", "sincerity", "gap", "in_reach")
        then = ("concluded", "attends", "bombs", "partial_deal")
        rows = [
            {key: month[key] for key in (*kept, *then)}
            | {f"value_{side}": worth for side, worth in month["value"].items()}
            for month in self["months"]
        ]
        return pandas.DataFrame(rows).set_index("month")


@checked
def ask(
    scenario: Scenario,
    seed: int = 0,
    policy: str | None = None,
    levers: Levers | None = None,
    draw: int | None = None,
    *,
    medians: bool = False,
    draws: int = TAKEN_FROM,
    draw_seed: int = 0,
    from_start: bool = False,
    precision: str = "float32",
    progress: Progress | None = None,
) -> Story:
    """Tell one war: what happened in each month, what each side believed and wanted, how it ended.

    Its set of assumptions is one of a forecast's draws, taken with a probability equal to the draw's weight, so that of
    many wars drawn so, the share that ends in a month is the forecast's chance. Forecasts never rest on told wars.

    Parameters
    ----------
    scenario, policy, levers : as for `ripeness.forecast`.
    seed : chance within the war, and which draw is taken; the same seed gives the same war.
    draw : the draw itself, counted from 0 as in the dimension `draw` of a forecast with the record and the seed
        `draw_seed`; None to take one by its weight.
    medians : tell it with every uncertain number at its median instead: one war that nobody need think likely.
    draws, draw_seed : of how many sets of assumptions one is taken, and their seed. Weighing them by a record takes as
        long as a forecast of as many draws, unless one was computed before.
    from_start : tell it from the war's first month; draws then have the weight that they have before the record.
        Without, a scenario with a record is told from `as_of`, from a state drawn from what the record leaves possible
        under these assumptions; one without a record always from its first month.
    precision : "float32", or "float64" for the slow reference that bargains over every segment.
    progress : called as (stage, done, total).

    Returns
    -------
    `Story`: `to_dict()`, `table()` (a row for each month); shares of the prize, bn USD, steps.

    Raises
    ------
    RunError : seed, draw or precision out of range, both `draw` and `medians`, or a record that these assumptions make
        impossible. ScenarioError : unknown policy or lever, value out of range.

    Examples
    --------
    >>> import ripeness
    >>> told = ripeness.story(ripeness.load("gamblers-ruin"), levers={"battle_odds": 1})
    >>> [month["front"] for month in told["months"]], told["ended"]["ending"]
    ([5, 6, 7, 8, 9], 'attacker_wins_at_the_front')
    """
    one = asked(scenario, policy, levers, 1, seed, precision=precision)
    asked(scenario, None, None, draws, draw_seed)
    if draw is not None and medians:
        raise RunError("a draw and medians ask for two sets of assumptions", "Give one of them")
    if draw is not None and not 0 <= draw < HIGHEST:
        raise RunError(f"draw {draw} is outside 0 to {HIGHEST - 1}", "Draws are counted from 0")
    uncertain = bool(scenario.assumptions())
    if draw and not uncertain:
        what = f"there is no draw {draw}: {scenario.name} has no uncertain number and one set of assumptions"
        raise RunError(what, "Ask for draw 0 or for none")
    from ripeness.questions.story.sampling import sample, taken

    by_weight = draw is None and not medians and uncertain
    if by_weight:
        draw = taken(scenario, seed, draws, draw_seed, record=not from_start, progress=progress)
    told = sample(
        scenario, one, draw, draw_seed, draws if by_weight else None, from_start=from_start, progress=progress
    )
    return Story(told, finished=1)
