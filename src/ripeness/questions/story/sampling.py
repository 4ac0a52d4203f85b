"""One sampled war from Python: `sample_war` draws it under one set of assumptions and tells it as data."""

from __future__ import annotations

from collections.abc import Mapping

import jax
import numpy as np

from ripeness.compiler.priors import values_from_scores
from ripeness.ensemble.asked import asked
from ripeness.ensemble.computation import Progress, compile_draws, floats
from ripeness.ensemble.design import design_of
from ripeness.ensemble.draws import Draws
from ripeness.errors import RunError
from ripeness.questions.story.chronicle import Chronicle, chronicle
from ripeness.schema.scenario import Scenario
from ripeness.solver import course as war
from ripeness.solver.story import tell

HIGHEST = 2**20  # drawing one far along means drawing those before it
IMPOSSIBLE = 0.01  # how far the filter's probability may be from one: far below where the record has none left


def sample_war(
    scenario: Scenario,
    seed: int = 0,
    policy: str | None = None,
    levers: Mapping[str, float | str] | None = None,
    draw: int | None = None,
    *,
    draw_seed: int = 0,
    from_start: bool = False,
    precision: str = "float32",
    progress: Progress | None = None,
) -> Chronicle:
    """Draw one war and tell it: what happened in each month, what each side believed and wanted, how it ended.

    One war of the many that the assumptions allow: forecasts never rest on sampled wars.

    Parameters
    ----------
    scenario, policy, levers : as for `ripeness.forecast`.
    seed : chance within the war; the same seed gives the same war.
    draw : which set of assumptions, counted from 0 as in the dimension `draw` of a forecast with the record and the
        seed `draw_seed`; None for the central one, every uncertain number at its median.
    from_start : tell it from the war's first month. Without, a scenario with a record is told from `as_of`, from a
        state drawn from what the record leaves possible under these assumptions; one without a record always from its
        first month.
    precision : "float32", or "float64" for the slow reference that bargains over every segment.
    progress : called as (stage, done, total).

    Returns
    -------
    A dict of plain data (`questions.story.chronicle.Chronicle`); shares of the prize, bn USD, steps.

    Raises
    ------
    RunError : seed, draw or precision out of range, or a record that these assumptions make impossible.
    ScenarioError : unknown policy or lever, value out of range.

    Examples
    --------
    >>> import ripeness
    >>> told = ripeness.sample_war(ripeness.load("gamblers-ruin"), levers={"battle_odds": 1})
    >>> [month["front"] for month in told["months"]], told["ended"]["ending"]
    ([5, 6, 7, 8, 9], 'attacker_wins_at_the_front')
    """
    chosen = asked(scenario, policy, levers, 1, precision=precision).levers
    if seed < 0 or draw_seed < 0:
        raise RunError(f"a seed of {min(seed, draw_seed)} is below 0", "Choose a whole number from 0")
    tell_progress = progress or (lambda stage, done, total: None)
    from_record = scenario.record is not None and not from_start
    drawn = _drawn(scenario, draw, draw_seed)
    with floats(precision):
        compiled = compile_draws(scenario, drawn, chosen, precision)
        course = compiled.course
        games, record = jax.tree.map(lambda leaf: leaf[0], (compiled.games, compiled.record))
        tell_progress("solve", 0, 1)
        solved = jax.block_until_ready(jax.jit(lambda numbers: war.solve_epochs(course, numbers))(games))
        mass = None
        if from_record:
            tell_progress("record", 0, 1)
            mass, _ = jax.jit(lambda n, s, seen: war.condition(course, n, war.by_epoch(course, s), seen))(
                games, solved, record
            )
            if not abs(float(mass.sum()) - 1.0) < IMPOSSIBLE:
                which = "with every uncertain number at its median" if draw is None else f"under draw {draw}"
                what = f"what was seen of the war could not have come about {which}: there is no state to go on from"
                raise RunError(what, "Choose another draw (--draw 0, 1, ...), or tell the war from its start")
        equilibria = war.by_epoch(course, jax.device_get(solved))
        longest = course.shown - 1 + (0 if from_record else course.as_of)
        told = tell(
            course,
            games,
            equilibria,
            mass,
            np.random.default_rng(seed),
            lambda months: tell_progress("months", months, longest),
        )
    return chronicle(
        scenario,
        course,
        told,
        policy=policy,
        levers=levers or {},
        seed=seed,
        draw=draw,
        draw_seed=draw_seed,
        precision=precision,
        from_record=from_record,
    )


def _drawn(scenario: Scenario, draw: int | None, seed: int) -> Draws:
    """One set of assumptions: the central one, or one of a forecast's draws."""
    names = scenario.assumptions()
    if draw is None:
        return Draws(values_from_scores(names, np.zeros((1, len(names)))), np.zeros(1))
    if not 0 <= draw < HIGHEST:
        raise RunError(f"draw {draw} is outside 0 to {HIGHEST - 1}", "Draws are counted from 0")
    if not names and draw:
        raise RunError(
            f"there is no draw {draw}: {scenario.name} has no uncertain number and one set of assumptions",
            "Ask for draw 0 or for none",
        )
    return design_of(scenario, draw + 1, seed).draws(draw, draw + 1)
