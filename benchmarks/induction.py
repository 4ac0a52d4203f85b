"""The backward induction against the same solve as straightforward C (`induction.c`), one core each, same numbers.

The game is the central draw of the flagship's last epoch. The C program is compiled here, `gcc -O3 -march=native`; it
gets the game's numbers and the engine's own table of best segments, so that the comparison is one of loops, and not of
how a bargain is found. Neither keeps what is played.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from measure import Row, median, repeated, spread

SOURCE = Path(__file__).with_name("induction.c")
TARGET = 3.0  # times the C program's; 1.5 is the stretch
TOLERANCE = 1e-4  # shares of the prize, nearly everywhere: rounding may put a state on the other side of a jump
SHARE = 0.999  # of the states


def measure(quick: bool = False) -> list[Row]:
    """Times of both, their ratio, and how far their values lie apart."""
    import jax

    import ripeness
    from ripeness.compiler.priors import values_from_scores
    from ripeness.compiler.war import compile_war
    from ripeness.ensemble.devices import prepare
    from ripeness.model.terms.settlement import Settlement
    from ripeness.solver.equilibrium import solve

    what = "backward induction, one core: engine over C"
    if shutil.which("gcc") is None:
        return [Row(what, "x", None, TARGET, "skipped: gcc is not installed")]
    prepare()
    scenario = ripeness.load("ukraine-2026")
    names = scenario.assumptions()
    compiled = compile_war(scenario, values_from_scores(names, np.zeros((1, len(names)))), 1)
    course = compiled.course
    epoch, first, horizon = course.epochs[-1], course.as_of, course.horizon
    lattice, rules = epoch.lattice, epoch.rules
    game = jax.tree.map(lambda leaf: np.asarray(leaf[0], "float32"), compiled.games[-1])

    def settled(game: Any) -> Any:
        return Settlement.build(game.issues, rules.agenda, game.attacker_power, rules.protocols, rules.exact)

    def values(game: Any) -> Any:
        # All months read, so that none is solved on the thinned lattice; what is played is dropped by the compiler.
        return solve(game, lattice, rules, first, horizon).opening

    device = jax.devices()[0]
    program = jax.jit(values).lower(game).compile()
    placed = jax.device_put(game, device)
    engine = jax.device_get(jax.block_until_ready(program(placed)))
    seconds = repeated(lambda: jax.block_until_ready(program(placed)), 3 if quick else 15)
    build = jax.jit(settled).lower(game).compile()
    settlement = jax.device_get(build(placed))
    building = median(repeated(lambda: jax.block_until_ready(build(placed)), 3 if quick else 9))
    with tempfile.TemporaryDirectory() as folder:
        binary, data, out = (str(Path(folder) / name) for name in ("induction", "game", "values"))
        subprocess.run(["gcc", "-O3", "-march=native", "-o", binary, str(SOURCE), "-lm"], check=True)
        _write(Path(data), game, settlement, lattice, rules, first, horizon)
        said = subprocess.run([binary, data, out, "3" if quick else "15"], check=True, capture_output=True, text=True)
        by_c = np.fromfile(out, np.float32).reshape(2, *lattice.shape)
    in_c = [float(line) for line in said.stdout.split()]
    apart = np.abs(np.stack(engine) - by_c)[:, :, :, (lattice.fronts(first) < lattice.steps)]
    agree = float((apart <= TOLERANCE).mean())
    solving = median(seconds) - building
    shape = f"{lattice.steps + 1} fronts, {lattice.chest} x {lattice.sincerity} x {lattice.gates}"
    detail = (
        f"{shape}, {horizon - first} months on the whole lattice; bargains by the same table, which takes the engine "
        f"{1e3 * building:.0f} ms to make (taken off): engine {1e3 * solving:.0f} ms (with the table "
        f"{spread(seconds, 1e-3)}), C {1e3 * median(in_c):.0f} ms ({spread(in_c, 1e-3)}), gcc -O3 -march=native"
    )
    said_apart = f"largest {apart.max():.1e}; goal: {100 * SHARE:g} % of states within {TOLERANCE:g} of the prize"
    return [
        Row(what, "x", solving / median(in_c), TARGET, detail),
        Row("... share of states whose values agree", "%", 100 * agree, 100 * SHARE, said_apart, least=True),
    ]


def _write(path: Path, game: Any, settlement: Any, lattice: Any, rules: Any, first: int, horizon: int) -> None:
    """The game as the C program reads it: whole numbers, then single-precision ones, in the order of `main`."""
    import jax

    from ripeness.arrays import BELIEVERS
    from ripeness.model.eyes import kernels_of, land_held
    from ripeness.model.terms.table import NODES, OFFER_NODES, SHORTLIST, WIDTH
    from ripeness.solver.law import NATURE

    months, table = game.months, settlement.tables[rules.protocols[0]]
    at_first = jax.tree.map(lambda leaf: np.asarray(leaf)[first], months)
    kernels = kernels_of(game, at_first, NATURE, lattice)  # mind and gate are the same in every month and all eyes
    nodes = lattice.sincerity_nodes(np.dtype("float32"))
    nothing = np.zeros(lattice.sincerity)
    optional = [nothing if one is None else one for one in (kernels.gate.acts, kernels.gate.relents, kernels.slack)]
    sides = {"attacker": game.attacker, "defender": game.defender}
    numbers: list[Any] = []
    for name, one in sides.items():
        seen = game.believers.take(BELIEVERS.index(name))
        numbers += [seen.battle_mean, seen.battle_looseness, seen.strike_effect, seen.stop_solvent]
        numbers += [seen.stop_exhausted, seen.hope]
        numbers += [one.patience, one.indulged, one.partial_deal, one.wins, one.loses, one.stopped]
    numbers += [game.exhausted_cost, game.attending_cost, game.striking_cost, game.odds_when_exhausted]
    numbers += [game.chest_spacing, game.attacker_power, game.mediator.deal_feigned, table.u_high, table.v_high, WIDTH]
    numbers += [game.mediator.indulges(nodes), kernels.gate.opens, kernels.gate.relaxes, *optional]
    numbers += [kernels.sincerity.refused, kernels.sincerity.attended, kernels.sincerity.attended_striking]
    numbers += [months.attacker_cost, months.defender_cost, months.struck_cost, months.table, months.odds_shift]
    numbers += [months.collapse[:, BELIEVERS.index(name)] for name in sides]
    numbers += [months.path, months.chest_shift]
    share = land_held(game, lattice, horizon).astype("float32")
    numbers += list(game.issues.halted_value(game.issues.frozen, rules.land, share))
    fields = [np.asarray(getattr(settlement.segments.line, name)) for name in ("u_start", "u_end", "v_start", "slope")]
    for pairs in (np.asarray(table.deals), np.asarray(table.offers)):  # two candidates a place, each laid out in full
        both = np.stack([pairs % SHORTLIST, pairs // SHORTLIST], axis=-1)
        numbers.append(np.stack([*(field[both] for field in fields), both], axis=-1))
    whole = [lattice.steps, lattice.start, lattice.chest, lattice.sincerity, lattice.gates, first, horizon, NODES]
    whole += [OFFER_NODES, int(kernels.gate.acts is not None), int(kernels.slack is not None)]
    with path.open("wb") as file:
        np.array(whole, "int32").tofile(file)
        for one in numbers:
            np.asarray(one, "float32").tofile(file)
