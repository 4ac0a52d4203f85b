"""Plays a small war with every shape annotation of the game's rooms checked; run by `test_shapes.py`.

Functions are checked as annotated. A pytree's constructor is also called by JAX with whole batches, whose leaves
have an axis more than annotated; so a constructor may be called with other shapes, but every class must
have been made exactly as annotated at least once.
"""

from __future__ import annotations

import dataclasses
import gc
import importlib
import inspect
import pkgutil
import sys
from pathlib import Path

from jaxtyping import TypeCheckError, install_import_hook

ROOMS = ("ripeness.model.kernels", "ripeness.model.terms", "ripeness.model.talks", "ripeness.solver")
SCENARIO = Path(__file__).with_name("every_mechanism.yaml")
VARIANTS = (
    ((), False),
    (("choice: {precision: 100}",), True),
    (
        (
            "bargaining: {protocol: alternating, attacker_power: 0.6, base_reneging: 0.1}",
            "capitulation: {attacker_floor: 0.1, defender_floor: 0.1}",
            "ceasefire: {allowed: true, relapse_attacker: 0.1, relapse_defender: 0.1}",
        ),
        False,
    ),
)
"""Lines that are put in place of those with the same key, or added; and whether the exact bargain is used."""
TOYS = ("effort-at-the-front", "yes-or-no", "armed-truce")
"""Toys with an area for a front, with effort, with texts, and with a truce."""

install_import_hook(list(ROOMS), "beartype.beartype")

import jax  # noqa: E402
import numpy as np  # noqa: E402

from ripeness.arrays import EVERY_BELIEF, VIEWS  # noqa: E402
from ripeness.compiler.priors import values_from_scores  # noqa: E402
from ripeness.compiler.war import compile_war  # noqa: E402
from ripeness.model.state import Game  # noqa: E402
from ripeness.model.terms import smallest_change  # noqa: E402
from ripeness.scenarios.shipped import locate  # noqa: E402
from ripeness.schema import parse_scenario  # noqa: E402
from ripeness.solver import course as war  # noqa: E402
from ripeness.solver import derivative as slopes  # noqa: E402
from ripeness.solver import law  # noqa: E402
from ripeness.solver import sample as histories  # noqa: E402
from ripeness.solver import sampled_records as records  # noqa: E402
from ripeness.solver import story as telling  # noqa: E402
from ripeness.solver.attending import performing  # noqa: E402
from ripeness.solver.belief import SIDES  # noqa: E402
from ripeness.solver.equilibrium import solve  # noqa: E402


def classes() -> list[type]:
    """The dataclasses of the rooms."""
    found = []
    for room in ROOMS:
        package = importlib.import_module(room)
        for file in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{room}.{file.name}")
            members = [one for one in vars(module).values() if inspect.isclass(one)]
            found += [one for one in members if one.__module__ == module.__name__ and dataclasses.is_dataclass(one)]
    return found


def count_exact(made: type, exact: set[type], otherwise: dict[type, str]) -> None:
    """Let a class be made with any shapes, and note when they were as annotated."""
    checked = made.__init__
    unchecked = inspect.unwrap(checked)

    def init(self, *values, **fields):
        try:
            checked(self, *values, **fields)
            exact.add(made)
        except TypeCheckError as error:
            otherwise.setdefault(made, str(error))
            unchecked(self, *values, **fields)

    made.__init__ = init


def play(text: str, exact_step: bool, beside: bool = True) -> tuple[war.Course, Game]:
    """Trace what solves, conditions and forecasts one draw: tracing meets every annotation and computes nothing.

    beside : also what differentiates, and what says what attending gives, which play the same months again.

    Returns the course and the last epoch's game.
    """
    scenario = parse_scenario(text, str(SCENARIO))
    names = scenario.assumptions()
    compiled = compile_war(scenario, values_from_scores(names, np.zeros((1, len(names)))), 1, exact=exact_step)
    course = dataclasses.replace(compiled.course, beliefs=EVERY_BELIEF)
    numbers = (compiled.games, compiled.record)
    games, record = jax.tree.map(lambda leaf: jax.numpy.asarray(leaf[0], np.float64), numbers)
    equilibria = jax.eval_shape(lambda g: war.solve_epochs(course, g), games)
    forecast = jax.eval_shape(lambda g, r, e: war.forecasts(course, g, r, e), games, record, equilibria)
    assert forecast["ongoing"].shape == (len(VIEWS), course.shown)
    last = course.epochs[-1]
    if not beside:
        return course, games[-1]
    if not last.rules.truce:  # there is no derivative through a truce
        number, _ = jax.eval_shape(lambda g, r: slopes.outcome(course, g, r, slopes.Asked("ripe", 3)), games, record)
        assert number.shape == ()
    start = law.at_start(games[-1], last.lattice, last.start)
    gives = jax.eval_shape(
        lambda g, m: performing(g, last.lattice, last.rules, m, last.start, course.horizon), games[-1], start
    )
    assert gives["attending_worth"].shape == ()
    return course, games[-1]


def change_a_text(text: str) -> None:
    """Find the smallest change of a text: arrays of NumPy, with an axis of draws."""
    scenario = parse_scenario(text, str(SCENARIO))
    names = scenario.assumptions()
    compiled = compile_war(scenario, values_from_scores(names, np.zeros((1, len(names)))), 1)
    issues, agenda = compiled.games[-1].issues, compiled.course.epochs[-1].rules.agenda
    stepped = tuple(issue for issue, _ in agenda.gridded)
    whole = tuple(issue for issue, count in agenda.gridded if count == 2)
    may = smallest_change.Changeable(stepped, whole, agenda.free)
    asked = (np.array([0.6]), np.array([0.2]))
    found = smallest_change.smallest_change(issues, np.zeros_like(issues.attacker), np.zeros(1), asked, may)
    assert found.provisions.shape == (1,)


def sample(course: war.Course, game: Game) -> None:
    """Draw a few wars: these are arrays of NumPy, which tracing does not meet."""
    epoch = course.epochs[-1]
    begin = epoch.start + epoch.start % 2
    solved = jax.jit(lambda g: solve(g, epoch.lattice, epoch.rules, begin, begin + 6, sides=SIDES))(game)
    months, mass = slice(begin, begin + 6), law.at_start(game, epoch.lattice, begin)
    rng = np.random.default_rng(0)
    wars = histories.sample(game, solved, epoch.lattice, epoch.rules, mass, months, begin, 20, rng)
    assert wars[0].month[0] == begin
    alone = war.Course((war.Epoch(begin, epoch.lattice, epoch.rules),), begin, 7, begin + 6)
    assert telling.tell(alone, (game,), (solved,), mass, rng).months[0].month == begin
    seen = war.Course((war.Epoch(begin, epoch.lattice, epoch.rules),), begin + 6, 1, begin + 6)
    lasted = records.lasting(seen, (game,), (solved,), 20, rng)
    assert len(lasted[0].front) == 7


def main() -> None:
    """Play every variant; leave with a sentence for each class that was never made as annotated."""
    gc.disable()  # tracing makes many objects, and this process ends soon
    jax.config.update("jax_enable_x64", True)
    exact: set[type] = set()
    otherwise: dict[type, str] = {}
    every = classes()
    for one in every:
        count_exact(one, exact, otherwise)
    text = SCENARIO.read_text(encoding="utf-8")
    for lines, exact_step in VARIANTS:
        keys = tuple(line.partition(" ")[0] for line in lines)
        kept = [line for line in text.splitlines() if not line.startswith(keys)]
        course, game = play("\n".join([*kept, *lines, ""]), exact_step)
        if not lines:
            sample(course, game)
            change_a_text(text)
    for toy in TOYS:
        text = Path(locate(toy)).read_text(encoding="utf-8")
        put = text.replace("recognised_by: {m: 0}", "recognised_by: {m: 0.2}")  # so that texts are put
        play(put, False, beside=False)
    never = [
        f"{one.__module__}.{one.__name__}: {otherwise.get(one, 'never made')}" for one in every if one not in exact
    ]
    if never:
        sys.exit("never made as annotated:\n" + "\n".join(never))
    print(f"{len(every)} classes as annotated")


if __name__ == "__main__":
    main()
